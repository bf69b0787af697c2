"""Compares the answers of engines: with the reference engine where it was asked, else with ours."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.generate import papers
from benchmarks.questions import questions
from papersearch.engines.memory_engine import MemoryEngine

_ALLOWED_SHARE = 0.01
"""How far a peer with an analysis of its own may be off."""
_EXACT = ("papersearch",)

Answers = Sequence[Mapping[str, Any]]


def reference_answers(passages: int) -> Answers:
    """What the reference engine answers over the same papers."""
    engine = MemoryEngine()
    with engine.writer() as writer:
        for card, its in papers(passages):
            writer.add(card, its)
    reader = engine.reader()
    answers = []
    for one in questions():
        results = reader.search(one.request)
        facets = {name: {each.value: each.count for each in counts} for name, counts in results.facets.items()}
        answers.append(
            {
                "question": one.told,
                "total": results.total(one.request.reach),
                "facets": facets,
                "ids": [hit.passage.id for hit in results.hits],
            }
        )
    return answers


def disagreements(figures: Sequence[Mapping[str, Any]], expected: Answers | None) -> list[str]:
    """Where an engine counts otherwise than it should, a line each; ours must agree to the count and the order."""
    ours = next((one["answers"] for one in figures if one["engine"] in _EXACT), None)
    right = {one["question"]: one for one in expected or ours or ()}
    lines = []
    for engine in figures:
        is_exact = expected is not None and engine["engine"] in _EXACT
        for answer in engine["answers"]:
            if answer["question"] in right and not _agrees(answer, right[answer["question"]], is_exact=is_exact):
                lines.append(f"{engine['engine']} at {engine['passages']}: {answer['question']}")
    return lines


def _agrees(answer: Mapping[str, Any], right: Mapping[str, Any], *, is_exact: bool) -> bool:
    if is_exact:
        return all(answer[name] == right[name] for name in ("total", "facets", "ids"))
    pairs = [(answer["total"], right["total"])]
    for name, counts in right["facets"].items():
        pairs += [(answer["facets"][name].get(value, 0), count) for value, count in counts.items()]
    return all(abs(got - wanted) <= max(1, wanted * _ALLOWED_SHARE) for got, wanted in pairs)
