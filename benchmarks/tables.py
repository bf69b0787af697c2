"""Puts the figures of a run into one Markdown table, ratios to ours first."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from benchmarks.questions import Kind

OURS = "papersearch"
_NOTES = {
    "papersearch": "sealed, synced and verified; counts the rungs of items and meetings besides",
    "stock Whoosh": "2.7.4 as installed: own codec, grouping and highlighter, one process; every third question where it is slow, "
    "and not measured above 100,000, where it needs hours",
    "tantivy": "own analysis (same words, Snowball), aggregations and snippets; two writing threads",
    "SQLite FTS5": "the product's words; filters, facets and snippets by hand with numpy and the product's cutter",
    "bm25s": "knows neither phrases nor prefixes (-); all words, filters, facets and snippets by hand",
    "bm25s, page alike": "the same, with whole passages read, the steps of the ladder counted, and ties ordered by day and id",
}

Figures = Mapping[str, Any]


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so great a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(len(ordered) * share) - 1)]


def times(engine: Figures, state: str, kind: str | None = None) -> list[float]:
    """The milliseconds of one engine, warm or cold, of one class or of all."""
    asked = chain.from_iterable(engine["warm"]) if state == "warm" else engine[state]
    return [took for own, took, _ in asked if kind is None or own == kind]


def beside(engine: Figures, other: Figures, kind: str | None = None) -> float:
    """How many times the warm p95 of another one engine's is: the median of the rounds that both asked in turn.

    What else the machine does in a round meets both; over all rounds together it would decide the p95.
    """
    ratios = []
    for rounds in zip(engine["warm"], other["warm"], strict=False):
        own, its = ([took for asked, took, _ in one if kind is None or asked == kind] for one in rounds)
        ratios.append(percentile(own, 0.95) / percentile(its, 0.95))
    return statistics.median(ratios)


def find(found: Figures, engine: str, passages: int) -> Figures | None:
    """The figures of one engine at one size, if it was measured."""
    return next((one for one in found["engines"] if (one["engine"], one["passages"]) == (engine, passages)), None)


def sizes(found: Figures) -> list[int]:
    """The sizes that were measured, in order."""
    return sorted({one["passages"] for one in found["engines"]})


def growth(found: Figures, pick: Any) -> float | None:
    """The exponent with which a figure of ours grows with the number of passages, by least squares; None of one size."""
    measured = [(one, find(found, OURS, one)) for one in sizes(found)]
    points = [(math.log(size), math.log(pick(one))) for size, one in measured if one]
    if len(points) < 2:
        return None
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def table(found: Figures) -> str:
    """The whole report but for the goals."""
    lines = [f"# Speed, {found['began']}", "", _machine(found), ""]
    for size in sizes(found):
        lines += [f"## {size:,} passages, 60 questions: top 20, snippets, six facets", ""]
        engines = [one for one in found["engines"] if one["passages"] == size]
        lines += [*_searching(engines), "", *_classes(engines), "", *_building(engines), ""]
    lines += [f"- {name}: {note}" for name, note in _NOTES.items()]
    lines += ["", *_grown(found), *_service(found["service"])]
    lines += ["## Counts", ""]
    wrong = found["disagreements"]
    lines += [f"- differs: {one}" for one in wrong] or [
        "Every engine counts alike, and ours as the reference engine does."
    ]
    return "\n".join(lines) + "\n"


def _machine(found: Figures) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    loads = [one[name] for one in found["engines"] for name in ("load_before_build", "load_before_ask")]
    busy = max(loads, default=0.0)
    told = " Above 1.5 the figures were disturbed; ratios hold better than milliseconds." if busy > 1.5 else ""
    return (
        f"{found['processors']} processors ({found['model']}), {found['system']}; {versions}. "
        f"Load before each step {min(loads, default=0.0):.1f} to {busy:.1f}.{told}"
    )


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)]


def _ratio(value: float, ours: float) -> str:
    return f"{value / ours:.2f} x" if ours else "-"


def _searching(engines: Sequence[Figures]) -> list[str]:
    head = (
        "all classes",
        "warm p95",
        "warm p50, p95 ms",
        "CPU p95 ms",
        "cold p95",
        "cold p50, p95, worst ms",
        "open ms",
        "anonymous MiB",
    )
    ours = next((one for one in engines if one["engine"] == OURS), engines[0])
    rows = []
    for one in engines:
        warm, cold = times(one, "warm"), times(one, "cold")
        worked = [work for _, _, work in chain.from_iterable(one["warm"])]
        rows.append(
            (
                one["engine"],
                f"{beside(one, ours):.2f} x",
                f"{statistics.median(warm):.1f}, {percentile(warm, 0.95):.1f}",
                f"{percentile(worked, 0.95):.1f}",
                _ratio(percentile(cold, 0.95), percentile(times(ours, "cold"), 0.95)),
                f"{statistics.median(cold):.1f}, {percentile(cold, 0.95):.1f}, {max(cold):.1f}",
                f"{one['open_ms']:.0f}",
                f"{one['rss_anon_mib']:.0f}",
            )
        )
    return _rows(head, rows)


def _classes(engines: Sequence[Figures]) -> list[str]:
    head = ("warm p50, p95 ms", *Kind)
    rows = []
    for one in engines:
        each = [times(one, "warm", kind) for kind in Kind]
        cells = [f"{statistics.median(took):.1f}, {percentile(took, 0.95):.1f}" if took else "-" for took in each]
        rows.append((one["engine"], *cells))
    return _rows(head, rows)


def _building(engines: Sequence[Figures]) -> list[str]:
    head = ("building", "time", "s", "CPU s", "most memory MiB", "index", "MB")
    ours = next((one for one in engines if one["engine"] == OURS), engines[0])
    return _rows(
        head,
        (
            (
                one["engine"],
                _ratio(one["build_s"], ours["build_s"]),
                f"{one['build_s']:.1f}",
                f"{one['build_cpu_s']:.1f}",
                f"{one['build_peak_mib']:.0f}",
                _ratio(one["index_bytes"], ours["index_bytes"]),
                f"{one['index_bytes'] / 1e6:.0f}",
            )
            for one in engines
        ),
    )


GROWN = {
    "warm p95": lambda one: percentile(times(one, "warm"), 0.95),
    "first question, worst": lambda one: max(times(one, "cold")),
    "opening": lambda one: one["open_ms"],
    "building": lambda one: one["build_s"],
    "index": lambda one: one["index_bytes"],
    "anonymous memory": lambda one: one["rss_anon_mib"],
}
"""What is followed from size to size."""


def _grown(found: Figures) -> list[str]:
    if len(sizes(found)) < 2:
        return []
    lines = [
        "## Growth of ours",
        "",
        "An exponent of 1 is cost in proportion to the passages, 0 is the same at any size.",
        "",
    ]
    rows = []
    for name, pick in GROWN.items():
        values = [pick(one) for size in sizes(found) if (one := find(found, OURS, size))]
        rows.append((name, *(f"{value:,.1f}" for value in values), f"{growth(found, pick) or 0:.2f}"))
    return [*lines, *_rows(("", *(f"{size:,}" for size in sizes(found)), "exponent"), rows), ""]


def _service(service: Figures) -> list[str]:
    lines = [] if not service else ["## End to end", ""]
    for name, told in service.items():
        lines.append(f"- {name}: {told['told']}")
    return [*lines, ""] if lines else []
