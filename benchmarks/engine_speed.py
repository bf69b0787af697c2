"""Measures the engine on generated papers: build, size, opening, and each class of question, cold and warm.

    python -m benchmarks.engine_speed [PASSAGES] [--folder INDEX]

With an index in the folder it is asked as it is.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.generate import COMMITTEES, papers
from papersearch.dates import DateRange
from papersearch.engines.whoosh_engine.engine import WhooshEngine, WhooshReader
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.passage import FACETS
from papersearch.query import AllOf, AnyOf, Everything, Exact, Near, Node, Prefix, SearchRequest, Word

PAIRS = (
    "housing need", "care leavers", "school attendance", "mental accommodation", "climate housing", "planning flood",
    "council tax", "knife crime", "parking recycling", "permits air", "solar housing", "foster placement",
)  # fmt: skip
TRIPLES = (
    "care leavers housing", "council tax budget", "planning permission flood", "school attendance targets",
    "mental health young", "knife crime youth", "climate carbon solar", "parking cycle bus", "foster carers pathway",
    "audit risk register", "temporary accommodation homes", "waste collection rate",
)  # fmt: skip
PHRASES = (
    "care leavers", "council tax", "mental health", "temporary accommodation", "planning permission", "knife crime",
    "foster carers", "climate emergency", "free school meals", "special educational needs", "terms of reference",
    "section 106",
)  # fmt: skip
PREFIXES = ("hous", "attend", "accommod", "domest", "strea", "licen", "recyc", "plac", "cons", "planni", "chil", "carb")


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


def _words(typed: str) -> tuple[Word, ...]:
    return tuple(map(Word, typed.split()))


def questions() -> Iterator[tuple[str, SearchRequest]]:
    """Each class of question by name."""
    every = tuple(FACETS)
    classes: dict[str, list[tuple[Node, dict[str, object]]]] = {
        "two words, all": [(AllOf(_words(pair)), {}) for pair in PAIRS],
        "three words, any": [(AnyOf(_words(triple)), {}) for triple in TRIPLES],
        "three words, all": [(AllOf(_words(triple)), {}) for triple in TRIPLES],
        "phrase": [(Exact(tuple(phrase.split())), {}) for phrase in PHRASES],
        "near": [(Near(tuple(pair.split()), 5), {}) for pair in PAIRS],
        "prefix": [(Prefix(prefix), {}) for prefix in PREFIXES],
        "any, filtered": [
            (
                AnyOf(_words(triple)),
                {
                    "filters": {"committee": frozenset({COMMITTEES[at % 4]})},
                    "dates": DateRange(date(2010 + at % 5, 1, 1), date(2018 + at % 5, 12, 31)),
                },
            )
            for at, triple in enumerate(TRIPLES)
        ],
        "grouped": [(AllOf(_words(pair)), {"grouped": True}) for pair in PAIRS],
        "everything": [(Everything(), {})],
    }
    for name, asked in classes.items():
        for query, more in asked:
            yield name, SearchRequest(query=query, facets=every, page_size=10, **more)


def measure(ask: Callable[[SearchRequest], object], rounds: int = 5) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds on the clock and on the processor of each question by class, after one pass that is not counted."""
    took: dict[str, list[tuple[float, float]]] = {}
    for turn in range(rounds + 1):
        for name, request in questions():
            began, worked = time.perf_counter(), time.thread_time()
            ask(request)
            if turn:
                both = (time.perf_counter() - began) * 1e3, (time.thread_time() - worked) * 1e3
                took.setdefault(name, []).append(both)
    return took


def told(took: dict[str, list[tuple[float, float]]]) -> None:
    """Say p50 and p95 by class."""
    every = [one for name, times in took.items() if name != "everything" for one in times]
    say(f"{'milliseconds':20} {'p50':>8} {'p95':>8}   {'CPU p50':>8} {'p95':>8}")
    for name, times in [*took.items(), ("all but everything", every)]:
        columns = [sorted(one[at] for one in times) for at in (0, 1)]
        figures = [(statistics.median(one), one[int(len(one) * 0.95)]) for one in columns]
        say(f"{name:20} " + "   ".join(f"{half:8.2f} {most:8.2f}" for half, most in figures))


def anonymous_megabytes() -> int:
    """The memory of this process that is no mapped file."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon"))


def built(engine: WhooshEngine, passages: int) -> None:
    """Index so many passages; the time of making them is not counted."""
    took, text, count = 0.0, 0, 0
    source = papers(passages)
    with engine.writer() as writer:
        while batch := list(islice(source, 400)):
            text += sum(len(one.text.encode()) for _, its in batch for one in its)
            count += sum(len(its) for _, its in batch)
            began = time.perf_counter()
            for card, its in batch:
                writer.add(card, its)
            took += time.perf_counter() - began
        began = time.perf_counter()
    took += time.perf_counter() - began
    say(f"build {took:.1f} s for {count} passages, {text / 1e6:.0f} MB of text")


def run(passages: int, folder: Path) -> None:
    """Build, open and ask; print each figure."""
    if not folder.exists():
        built(WhooshEngine(folder), passages)
    files = {path.stat().st_ino: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    say(f"index {sum(files.values()) / 1e6:.0f} MB")
    engine = WhooshEngine(folder)
    began = time.perf_counter()
    engine.reader()
    say(f"open, verified {(time.perf_counter() - began) * 1e3:.0f} ms")
    cold(engine)
    told(measure(engine.reader().search))
    say(f"anonymous memory {anonymous_megabytes()} MB")
    late = list(papers(216, seed=12))
    late = [
        (
            replace(card, id=f"late{card.id}"),
            [replace(one, id=f"late{one.id}", paper_id=f"late{card.id}") for one in its],
        )
        for card, its in late
    ]
    for _ in range(3):
        began = time.perf_counter()
        with engine.writer() as writer:
            for card, its in late:
                writer.add(card, its)
        sealed = (time.perf_counter() - began) * 1e3
        began = time.perf_counter()
        engine.catch_up()
        say(f"add 216 passages, sealed {sealed:.0f} ms; open it {(time.perf_counter() - began) * 1e3:.1f} ms")


def cold(engine: WhooshEngine) -> None:
    """The first question on a newly opened generation, one class after another."""
    first, generation = [], engine.reader()._generation
    for name, request in questions():
        reader = WhooshReader(generation, Snapshot(generation.folder))
        began = time.perf_counter()
        reader.search(request)
        first.append(((time.perf_counter() - began) * 1e3, name))
    times = sorted(first)
    say(f"first question p50 {times[len(times) // 2][0]:.1f} worst {times[-1][0]:.1f} ms ({times[-1][1]})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("passages", type=int, nargs="?", default=20_000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        run(asked.passages, asked.folder or Path(temporary) / "index")
