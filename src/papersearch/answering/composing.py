"""Puts an answer together: from structure where the question asks for a record, else from the best sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papersearch.analysis import stem
from papersearch.answering.answer import Answer, Citation, Outcome, SentenceFound
from papersearch.answering.asking import Asked, Kind, understand
from papersearch.answering.choosing import (
    Scored,
    absent_words,
    candidates,
    distinct,
    scored_sentences,
    weights_of,
)
from papersearch.answering.records import found_in_records
from papersearch.coverage import coverage_of
from papersearch.dates import find_dates
from papersearch.engines.port import Reader
from papersearch.passage import Quote

MOST_SENTENCES, MOST_LISTED = 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where an answer begins; `papersearch eval` proposes others for an index of its own.

    Attributes:
        answer: the least share of the question's weight that the best sentence and its context hold together.
        own: the least share in the sentence itself.
        closest: the least share in a passage and its context that is worth showing.
        names: the least share of the question's names that must be held.
    """

    answer: float = 0.62
    own: float = 0.34
    closest: float = 0.3
    names: float = 1.0


def answer(
    reader: Reader,
    question: str,
    *,
    filters: Mapping[str, frozenset[str]] | None = None,
    without: frozenset[str] = frozenset(),
    thresholds: Thresholds | None = None,
) -> Answer:
    """The papers' own words on a question, the passages that come closest, or nothing.

    `filters` are those a person set; `without` switches off filters that the question implies.
    """
    limits = thresholds or Thresholds()
    asked = understand(question, reader, without=without)
    found = _answered(reader, asked, filters or {}, limits)
    if found.outcome is not Outcome.ANSWER and asked.dates is not None:
        undated = _answered(reader, understand(question, reader, without=without | {"dates"}), filters or {}, limits)
        return undated if undated.outcome is Outcome.ANSWER else found
    return found


def _answered(reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]], limits: Thresholds) -> Answer:
    narrowed = {**asked.filters, **filters}
    if asked.unknown_body:
        return _nothing(reader, asked, narrowed, f"no paper of {asked.unknown_body} is indexed")
    if not asked.words:
        return _nothing(reader, asked, narrowed, "the question has no words to look for")
    recorded = found_in_records(reader, asked, narrowed)
    if recorded:
        return _with(
            reader, asked, narrowed, recorded, reason="found in the record of meetings, people and resolutions"
        )
    weights = weights_of(reader, asked)
    hits = candidates(reader, asked, narrowed)
    found = scored_sentences(asked, hits, weights)
    if not found or found[0].covered < limits.closest:
        return _nothing(reader, asked, narrowed, "no paragraph holds enough of the question's words")
    fitting = [one for one in found if _answers(one, asked, weights, limits)]
    if not fitting:
        return _closest(reader, asked, narrowed, found, _why_not(found[0], asked))
    most = MOST_LISTED if asked.kind in (Kind.LIST, Kind.RESOLVED, Kind.PROMISED) else MOST_SENTENCES
    chosen = distinct(fitting, most, least_share=0.72)
    return _with(
        reader, asked, narrowed, [one.quote for one in chosen], reason="these sentences hold the words of the question"
    )


def _answers(one: Scored, asked: Asked, weights: Mapping[str, float], limits: Thresholds) -> bool:
    names = {stem(name) for name in asked.names}
    held = len(names & one.held) / len(names) if names else 1.0
    return one.has_kind and one.covered >= limits.answer and one.own >= limits.own and held >= limits.names


def _why_not(best: Scored, asked: Asked) -> str:
    if not best.has_kind:
        wanted = {
            Kind.WHEN: "a date",
            Kind.LAST: "a date",
            Kind.HOW_MANY: "a figure",
            Kind.HOW_MUCH: "a sum",
            Kind.WHO: "a name",
        }
        return f"no sentence on this holds {wanted.get(asked.kind, 'what is asked for')}"
    return "none of these answers it directly"


def _with(
    reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]], quotes: Sequence[Quote], *, reason: str
) -> Answer:
    numbers: dict[str, int] = {}
    for quote in quotes:
        numbers.setdefault(quote.passage.id, len(numbers) + 1)
    passages = {quote.passage.id: quote.passage for quote in quotes}
    sentences = tuple(SentenceFound(quote=quote, citation=numbers[quote.passage.id]) for quote in quotes)
    return Answer(
        asked=asked,
        outcome=Outcome.ANSWER,
        sentences=sentences,
        citations=tuple(Citation(number=number, passage=passages[one]) for one, number in numbers.items()),
        conflicts=_conflicts(asked, sentences),
        reason=reason,
        absent=absent_words(reader, asked),
        coverage=coverage_of(reader, filters, asked.dates),
    )


def _closest(
    reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]], found: Sequence[Scored], reason: str
) -> Answer:
    passages = dict.fromkeys(one.quote.passage for one in distinct(found, MOST_SENTENCES, least_share=0.6))
    return Answer(
        asked=asked,
        outcome=Outcome.CLOSEST,
        sentences=(),
        citations=tuple(Citation(number=number, passage=one) for number, one in enumerate(passages, 1)),
        conflicts=(),
        reason=reason,
        absent=absent_words(reader, asked),
        coverage=coverage_of(reader, filters, asked.dates),
    )


def _nothing(reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]], reason: str) -> Answer:
    return Answer(
        asked=asked,
        outcome=Outcome.NOTHING,
        sentences=(),
        citations=(),
        conflicts=(),
        reason=reason,
        absent=absent_words(reader, asked),
        coverage=coverage_of(reader, filters, asked.dates),
    )


_FIGURES = re.compile(r"\u00a3?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per cent|million))?")


def _conflicts(asked: Asked, sentences: Sequence[SentenceFound]) -> tuple[tuple[int, ...], ...]:
    """Citations that state different dates, or figures, where the question asks for one."""
    if asked.kind not in (Kind.WHEN, Kind.HOW_MANY, Kind.HOW_MUCH) or len(sentences) < 2:
        return ()
    stated = {}
    for one in sentences:
        days = frozenset(found.day for found in find_dates(one.quote.text))
        stated[one.citation] = days if asked.kind is Kind.WHEN else frozenset(_FIGURES.findall(one.quote.text))
    told = [(number, values) for number, values in stated.items() if values]
    differing = [
        number for number, values in told if any(not values & others for other, others in told if other != number)
    ]
    return (tuple(differing),) if len(differing) > 1 else ()
