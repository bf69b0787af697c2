"""The records of an answer; an impossible one cannot be built."""

from dataclasses import dataclass
from enum import StrEnum

from papersearch.answering.asking import Asked
from papersearch.answering.promises import Promised
from papersearch.coverage import Coverage
from papersearch.passage import Passage, Quote


class Outcome(StrEnum):
    """What came of a question."""

    ANSWER = "answer"
    CLOSEST = "closest"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where an answer begins; `papersearch eval --recalibrate` proposes others for an index of its own.

    Chosen over the questions of eighteen development sets (2,329, 1,397 of them with an answer): where an answer begins, 96 in
    a hundred questions on other subjects are refused, 84 of those nearly answered, and seven of those that have an answer.

    Attributes:
        answer: the least certainty of a sentence that is given as an answer.
        closest: the least of one that is worth showing as coming closest; what is less certain is nothing.
    """

    answer: float = 0.58
    closest: float = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage that is quoted, or comes closest; numbered from 1 in the order of the answer."""

    number: int
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFound:
    """One quoted sentence and the number of its citation."""

    quote: Quote
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """What a language model did to the choice and order of the sentences.

    Attributes:
        dropped: the lines it wrote that are no whole sentences of a cited passage, and were left out.
        problem: why the sentences stand as they were; empty where they stand as it put them.
    """

    model: str
    dropped: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Quotations, or the closest passages, or nothing; with the reason and what was searched.

    Attributes:
        sentences: each word for word from its citation; empty unless the outcome is an answer.
        citations: the passages quoted; on `CLOSEST` the passages that come closest.
        conflicts: groups of citation numbers that state different dates or figures for what reads as one event.
        reason: one sentence that says why this is the outcome.
        absent: words of the question that no passage holds.
        related: related words that were looked for, each behind the word it stands for.
        matched: the passages that were read for sentences.
        certainty: how far the best sentence fit to answer is believed, from 0 to 1; 1 for a record.
        closeness: the same of the best sentence of any kind.
        arranged: what a language model did to it; `None` where none was asked.
        promises: the rows of the ledger that are quoted, with when they are due and what later papers say.
        relaxed: the filter that the question implied and that no answer was found under, so that it was left out.
    """

    asked: Asked
    outcome: Outcome
    sentences: tuple[SentenceFound, ...]
    citations: tuple[Citation, ...]
    conflicts: tuple[tuple[int, ...], ...]
    reason: str
    absent: tuple[str, ...]
    coverage: Coverage
    related: tuple[tuple[str, str], ...] = ()
    matched: int = 0
    certainty: float = 0.0
    closeness: float = 0.0
    relaxed: str | None = None
    promises: tuple[Promised, ...] = ()
    arranged: Arranged | None = None

    def __post_init__(self) -> None:
        """Refuse an answer without sentences, and sentences without an answer."""
        if (self.outcome is Outcome.ANSWER) != bool(self.sentences):
            raise ValueError(f"an outcome of {self.outcome} cannot have {len(self.sentences)} sentences")
        numbers = {one.number: one.passage.id for one in self.citations}
        if any(numbers.get(one.citation) != one.quote.passage.id for one in self.sentences):
            raise ValueError("a sentence must be quoted from its citation")
