"""The questions that every engine is asked: five classes of twelve, over the generated papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from benchmarks.generate import COMMITTEES
from papersearch.dates import DateRange
from papersearch.query import AllOf, AnyOf, Exact, Node, Prefix, SearchRequest, Word

FACETS = ("council", "committee", "year", "type", "role", "lead_officer")
"""The six that have one value a passage, so that every engine can count them."""
PAGE = 20

_PAIRS = (
    "housing need", "care leavers", "school attendance", "mental accommodation", "climate housing", "planning flood",
    "council tax", "knife crime", "parking recycling", "permits air", "solar housing", "foster placement",
)  # fmt: skip
_TRIPLES = (
    "care leavers housing", "council tax budget", "planning permission flood", "school attendance targets",
    "mental health young", "knife crime youth", "climate carbon solar", "parking cycle bus", "foster carers pathway",
    "audit risk register", "temporary accommodation homes", "waste collection rate",
)  # fmt: skip
_PHRASES = (
    "care leavers", "council tax", "mental health", "temporary accommodation", "planning permission", "knife crime",
    "foster carers", "climate emergency", "free school meals", "special educational needs", "terms of reference",
    "section 106",
)  # fmt: skip
_PREFIXES = (
    "housi", "attend", "accommod", "domest", "street", "interest", "recyc", "placem", "conserv", "planni", "child",
    "carbo",
)  # fmt: skip


class Kind(StrEnum):
    """A class of question."""

    ALL = "two words, all"
    ANY = "three words, any"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTERED = "any, filtered"


@dataclass(frozen=True, slots=True)
class Question:
    """Words, how they are sought, and for a filtered one the committee and the years, both included."""

    kind: Kind
    words: tuple[str, ...]
    committee: str | None = None
    years: tuple[int, int] | None = None

    @property
    def told(self) -> str:
        """The question in one line."""
        return f"{self.kind}: {' '.join(self.words)}"

    @property
    def node(self) -> Node:
        """The query as the product understands it."""
        match self.kind:
            case Kind.ALL:
                return AllOf(tuple(map(Word, self.words)))
            case Kind.ANY | Kind.FILTERED:
                return AnyOf(tuple(map(Word, self.words)))
            case Kind.PHRASE:
                return Exact(self.words)
            case Kind.PREFIX:
                return Prefix(self.words[0])

    @property
    def request(self) -> SearchRequest:
        """What the product is asked: one page and all six facets."""
        return SearchRequest(
            query=self.node,
            filters={"committee": frozenset({self.committee})} if self.committee else {},
            dates=DateRange(date(self.years[0], 1, 1), date(self.years[1], 12, 31)) if self.years else None,
            facets=FACETS,
            page_size=PAGE,
        )


def questions() -> Iterator[Question]:
    """All sixty, class after class."""
    for kind, typed in ((Kind.ALL, _PAIRS), (Kind.ANY, _TRIPLES), (Kind.PHRASE, _PHRASES), (Kind.PREFIX, _PREFIXES)):
        for words in typed:
            yield Question(kind, tuple(words.split()))
    for at, words in enumerate(_TRIPLES):
        years = (2005 + at % 5, 2015 + at % 5)
        yield Question(Kind.FILTERED, tuple(words.split()), committee=COMMITTEES[at % 4], years=years)
