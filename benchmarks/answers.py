"""Measures how long answers take over generated papers, by kind of question.

    python -m benchmarks.answers [PASSAGES]

The first question of what was promised reads what the later ones share; it is told apart. Fails where 95 of 100 of the others
take longer than the goal.
"""

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generate import SUBJECTS, papers
from papersearch.answering import Kind, answer
from papersearch.commitments.noting import note_of
from papersearch.engines.whoosh_engine.engine import WhooshEngine

PASSAGES = 50_000
GOAL_MS = 300.0
_ASKED = (
    "What did officers say about {0} and {1}?",
    "What was said about {0} since 2019?",
    "What was resolved about {0}?",
    "When will the {0} report be published?",
    "Who presented the report on {0}?",
    "How many {0} were there in 2020?",
    "How much was spent on {0} and {1}?",
    "Why was the {0} scheme put back?",
    "Which options for {0} were looked at?",
    "Did the Housing Panel agree the {0} plan?",
    "When was {0} last discussed?",
    "When did the Planning Committee last meet?",
    "Who chairs the Audit Committee?",
    "What is the {0} policy?",
    "What did officers promise about {0}?",
    "What does zeppelin mooring cost in {1}?",
)


def questions() -> Iterator[str]:
    """Each wording about some subjects of the generated papers."""
    phrases = [phrase for told in SUBJECTS.values() for phrase in told.split(",")]
    for turn in range(4):
        for at, wording in enumerate(_ASKED):
            one = phrases[(7 * at + 13 * turn) % len(phrases)]
            yield wording.format(one, phrases[(11 * at + 17 * turn + 1) % len(phrases)])


def p95(took: list[float]) -> float:
    """What 95 of 100 stay under; the slowest where there are few."""
    return sorted(took)[max(0, -(-len(took) * 95 // 100) - 1)]


def main(passages: int) -> int:
    """Print a row for each kind and one for all; 1 where the goal is missed."""
    took: defaultdict[Kind, list[float]] = defaultdict(list)
    ledger_ms = 0.0
    with tempfile.TemporaryDirectory(prefix="papersearch-bench-") as folder:
        engine = WhooshEngine(Path(folder))
        with engine.writer() as writer:
            for card, paper in papers(passages):
                writer.add(card, paper, note_of(card, paper))  # as `papersearch index` does
        reader = engine.reader()
        for question in ("What is this?", *questions()):
            began = time.perf_counter()
            kind = answer(reader, question).asked.kind
            spent = (time.perf_counter() - began) * 1e3
            if kind is Kind.PROMISED and not ledger_ms:
                ledger_ms = spent
            elif question != "What is this?":
                took[kind].append(spent)
    every = [one for held in took.values() for one in held]
    say(f"{passages:,} passages, {len(every)} questions; milliseconds")
    say(f"{'kind':10} {'asked':>5} {'median':>8} {'p95':>8} {'most':>8}")
    for kind, held in sorted(took.items()):
        say(_row(kind.value, held))
    say(_row("all", every))
    say(f"first question of a promise: {ledger_ms:.0f}")
    missed = p95(every) > GOAL_MS
    say(f"goal: p95 under {GOAL_MS:.0f} ms: {'missed' if missed else 'met'}")
    return int(missed)


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


def _row(name: str, took: list[float]) -> str:
    return f"{name:10} {len(took):5} {statistics.median(took):8.1f} {p95(took):8.1f} {max(took):8.1f}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES))
