"""Holds the figures of a run against the goals; those of sizes that were not measured are left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.questions import Kind
from benchmarks.tables import OURS, Figures, beside, find, times

_MOST_FIRST_MS = {100_000: 60, 1_000_000: 200}
_MOST_MEMORY_MIB = {100_000: 150, 1_000_000: 400}
_BESIDE_TANTIVY = {100_000: 1.5, 1_000_000: 2.0}


@dataclass(frozen=True, slots=True)
class Reached:
    """What is told of the goals, and whether all are met."""

    lines: tuple[str, ...]
    all_met: bool


@dataclass(frozen=True, slots=True)
class _Goal:
    name: str
    value: float
    limit: float
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.value >= self.limit if self.is_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "at least" if self.is_least else "at most"
        return f"| {self.name} | {self.value:.2f} | {sign} {self.limit:g} | {'met' if self.is_met else 'MISSED'} |"


def goals(found: Figures) -> Reached:
    """The goals that the run can tell of."""
    every = [*_beside_peers(found), *_of_ours(found)]
    every += [_Goal(name, one["value"], one["limit"]) for name, one in found["service"].items() if "limit" in one]
    head = ["## Goals", "", "| goal | now | | |", "|---|---|---|---|"] if every else []
    return Reached(lines=(*head, *map(str, every)), all_met=all(one.is_met for one in every))


def _beside_peers(found: Figures) -> Iterator[_Goal]:
    for size, most in _BESIDE_TANTIVY.items():
        ours, tantivy = find(found, OURS, size), find(found, "tantivy", size)
        if ours and tantivy:
            yield _Goal(f"p95 beside tantivy's, {size:,}", beside(ours, tantivy), most)
    ours = find(found, OURS, 100_000)
    stock = find(found, "stock Whoosh", 100_000)
    if ours and stock:
        yield _Goal("stock Whoosh's p95 beside ours", beside(stock, ours), 50, is_least=True)
        yield _Goal("stock Whoosh's build beside ours", stock["build_s"] / ours["build_s"], 8, is_least=True)
        yield _Goal("index beside stock Whoosh's", ours["index_bytes"] / stock["index_bytes"], 1.2)
    for name in ("SQLite FTS5", "bm25s", "bm25s, page alike"):
        other = find(found, name, 100_000)
        for kind in Kind if ours and other else ():
            if times(other, "warm", kind):
                yield _Goal(f"{name}'s p95 beside ours, {kind}", beside(other, ours, kind), 1, is_least=True)


def _of_ours(found: Figures) -> Iterator[_Goal]:
    for size, most in _MOST_FIRST_MS.items():
        if ours := find(found, OURS, size):
            yield _Goal(f"first question, worst of 60, ms, {size:,}", max(times(ours, "cold")), most)
            yield _Goal(
                f"anonymous memory after 60 questions, MiB, {size:,}", ours["rss_anon_mib"], _MOST_MEMORY_MIB[size]
            )
    if ours := find(found, OURS, 1_000_000):
        yield _Goal("opening, ms, 1,000,000", ours["open_ms"], 500)
        yield _Goal("most memory of a process that builds, MiB, 1,000,000", ours["build_peak_mib"], 1024)
