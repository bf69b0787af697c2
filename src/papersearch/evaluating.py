"""Scores an index on the reader's own questions, and proposes thresholds for it.

A citation is right if its lines overlap with lines given as gold. Every rate comes with its count and standard error: one
question is one part in that count.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from papersearch.analysis import words
from papersearch.answering import Answer, Outcome, Thresholds, answer
from papersearch.engines.port import Reader
from papersearch.errors import QuestionsError
from papersearch.model import SourceRef

MOST_FALSE_REFUSALS = 0.05
CITED, QUOTED = 3, 3
"""The citations and sentences that are looked at."""
_STEPS = tuple(step / 100 for step in range(30, 101))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the reader's, and what is known to answer it.

    Attributes:
        gold: lines of papers that answer it; 1-based, both ends included.
        answer_span: words of the paper that a full answer quotes.
        near_miss: its subject is in the papers, but what it asks is not.
    """

    question: str
    answerable: bool
    gold: tuple[SourceRef, ...] = ()
    answer_span: str | None = None
    type: str = ""
    near_miss: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; `None` of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def standard_error(self) -> float | None:
        """Of the share; `None` of nothing."""
        share = self.share
        return None if share is None else math.sqrt(share * (1 - share) / self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One question with what came of it."""

    question: Question
    outcome: Outcome
    kind: str
    certainty: float
    closeness: float
    first_right: bool
    cited_right: bool
    span_first: bool | None
    """Whether the first sentence holds the answer's words; `None` where the question names none."""
    span_quoted: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """An index on a list of questions.

    Attributes:
        rates: by name, in the order they are told.
        by_type: the same of the questions of one type.
        outcomes: for answerable, off-topic and near-miss questions how many had each outcome.
    """

    questions: int
    rates: Mapping[str, Rate]
    by_type: Mapping[str, Mapping[str, Rate]]
    outcomes: Mapping[str, Mapping[Outcome, int]]
    judged: tuple[Judged, ...] = field(repr=False)
    thresholds: Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Thresholds that refuse at most one answerable question in twenty, and what they would change.

    Attributes:
        changes: for answerable, off-topic and near-miss questions how many would go from one outcome to another.
    """

    thresholds: Thresholds
    changes: Mapping[str, Mapping[str, int]]


def read_questions(lines: Iterable[str]) -> tuple[Question, ...]:
    """The questions of a file of JSON lines; empty lines are passed over.

    Raises:
        QuestionsError: a line is not a question; the message names it.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_question(number, line))
    if not found:
        raise QuestionsError(
            "the file holds no question; write one JSON object a line, with question, gold and answerable"
        )
    return tuple(found)


def evaluate(reader: Reader, questions: Sequence[Question], thresholds: Thresholds | None = None) -> Scores:
    """The scores of an index on these questions."""
    limits = thresholds or Thresholds()
    judged = tuple(judge(one, answer(reader, one.question, thresholds=limits)) for one in questions)
    types = dict.fromkeys(one.question.type or one.kind for one in judged)
    return Scores(
        questions=len(judged),
        rates=_rates(judged),
        by_type={name: _rates([one for one in judged if (one.question.type or one.kind) == name]) for name in types},
        outcomes={
            name: {outcome: sum(one.outcome is outcome for one in group) for outcome in Outcome}
            for name, group in _groups(judged).items()
        },
        judged=judged,
        thresholds=limits,
    )


def judge(question: Question, found: Answer) -> Judged:
    """What came of one question."""
    cited = [one.passage.source for one in found.citations[:CITED]]
    right = [any(_overlaps(source, gold) for gold in question.gold) for source in cited]
    quoted = [one.quote.text for one in found.sentences[:QUOTED]]
    span = question.answer_span
    return Judged(
        question=question,
        outcome=found.outcome,
        kind=found.asked.kind.value,
        certainty=found.certainty,
        closeness=found.closeness,
        first_right=bool(right) and right[0],
        cited_right=any(right),
        span_first=None if span is None else _holds(quoted[:1], span),
        span_quoted=None if span is None else _holds(quoted, span),
    )


def propose(scores: Scores) -> Proposal:
    """The strictest thresholds at which at most one answerable question in twenty is refused more than now possible.

    The threshold of an answer may send at most that share of the answerable questions that are answered at the loosest
    setting to the closest passages; the threshold of the closest passages may send at most that share to nothing. They are
    proposed, never set.
    """
    answerable = [one for one in scores.judged if one.question.answerable]
    strict = _strictest([one.certainty for one in answerable])
    closest = min(strict, _strictest([max(one.closeness, one.certainty) for one in answerable]))
    proposed = Thresholds(answer=strict, closest=closest)
    return Proposal(thresholds=proposed, changes=_changes(scores.judged, proposed))


def _strictest(values: Sequence[float]) -> float:
    reached = [value for value in values if value > 0]
    allowed = MOST_FALSE_REFUSALS * len(reached)
    return max((step for step in _STEPS if sum(value < step for value in reached) <= allowed), default=_STEPS[0])


def _changes(judged: Sequence[Judged], proposed: Thresholds) -> Mapping[str, Mapping[str, int]]:
    changes: dict[str, dict[str, int]] = {}
    for name, group in _groups(judged).items():
        counted: dict[str, int] = {}
        for one in group:
            after = _outcome_at(one, proposed)
            if after is not one.outcome:
                key = f"{one.outcome} to {after}"
                counted[key] = counted.get(key, 0) + 1
        changes[name] = counted
    return changes


def _outcome_at(one: Judged, limits: Thresholds) -> Outcome:
    if one.certainty >= limits.answer:
        return Outcome.ANSWER
    return Outcome.CLOSEST if max(one.closeness, one.certainty) >= limits.closest else Outcome.NOTHING


def _groups(judged: Sequence[Judged]) -> Mapping[str, list[Judged]]:
    return {
        "answerable": [one for one in judged if one.question.answerable],
        "off_topic": [one for one in judged if not one.question.answerable and not one.question.near_miss],
        "near_miss": [one for one in judged if not one.question.answerable and one.question.near_miss],
    }


_RATES: tuple[tuple[str, str, Callable[[Judged], bool | None]], ...] = (
    ("first_citation_right", "answerable", lambda one: one.first_right),
    ("any_citation_right", "answerable", lambda one: one.cited_right),
    ("span_in_first_sentence", "answerable", lambda one: one.span_first),
    ("span_in_three_sentences", "answerable", lambda one: one.span_quoted),
    ("false_refusals", "answerable", lambda one: one.outcome is not Outcome.ANSWER),
    ("nothing_though_answerable", "answerable", lambda one: one.outcome is Outcome.NOTHING),
    ("off_topic_refused", "off_topic", lambda one: one.outcome is not Outcome.ANSWER),
    ("off_topic_nothing", "off_topic", lambda one: one.outcome is Outcome.NOTHING),
    ("near_miss_not_certain", "near_miss", lambda one: one.outcome is not Outcome.ANSWER),
)
"""Name, the questions it is of, and what counts as a hit; `None` leaves a question out."""


def _rates(judged: Sequence[Judged]) -> Mapping[str, Rate]:
    groups = _groups(judged)
    rates = {}
    for name, group, is_hit in _RATES:
        told = [hit for one in groups[group] if (hit := is_hit(one)) is not None]
        if told:
            rates[name] = Rate(sum(told), len(told))
    return rates


def _overlaps(source: SourceRef, gold: SourceRef) -> bool:
    return (
        _is_same_path(source.path, gold.path)
        and source.first_line <= gold.last_line
        and gold.first_line <= source.last_line
    )


def _is_same_path(one: str, other: str) -> bool:
    """Whether two paths name one file, also where one of them begins deeper in the corpus."""
    first, second = (
        [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")] for path in (one, other)
    )
    shorter = min(len(first), len(second))
    return shorter > 0 and first[-shorter:] == second[-shorter:]


def _holds(quoted: Iterable[str], span: str) -> bool:
    wanted = " ".join(words(span))
    return any(f" {wanted} " in f" {' '.join(words(text))} " for text in quoted)


def _question(number: int, line: str) -> Question:
    try:
        stated = json.loads(line)
    except ValueError as error:
        raise QuestionsError(f"line {number} is not JSON: {error}") from error
    if not isinstance(stated, dict) or not isinstance(stated.get("question"), str):
        raise QuestionsError(
            f'line {number} has no "question"; write {{"question": "...", "gold": [...], "answerable": true}}'
        )
    answerable, gold = stated.get("answerable", True), stated.get("gold") or []
    if not isinstance(answerable, bool) or not isinstance(gold, list):
        raise QuestionsError(f'line {number}: "answerable" is true or false, and "gold" a list')
    span = stated.get("answer_span")
    kind = str(stated.get("type") or "")
    return Question(
        question=stated["question"],
        answerable=answerable,
        gold=tuple(_gold(number, gold)),
        answer_span=span if isinstance(span, str) and span.strip() else None,
        type=kind,
        near_miss=bool(stated.get("near_miss")) or kind.replace("-", "_").replace(" ", "_") == "near_miss",
    )


def _gold(number: int, stated: Sequence[object]) -> Iterator[SourceRef]:
    for one in stated:
        match one:
            case {"path": str(path), "first_line": int(first), "last_line": int(last)}:
                yield SourceRef(path=path, first_line=first, last_line=last)
            case _:
                raise QuestionsError(f'line {number}: each of "gold" has "path", "first_line" and "last_line"')
