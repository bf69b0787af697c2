"""What an engine must do, and the shapes it returns.

The ladder. A leaf (word, phrase, near group, prefix) *holds in a passage* when the passage's text has it; a word also
*holds in a context*, the other leaves do not. For `Rung.PARAGRAPH` a query is evaluated passage by passage, over the
texts. For `Rung.ITEM` and `Rung.MEETING` a leaf is true of every passage whose item, or meeting, has some passage that
holds it in its text or its context; `FieldIs` stays a property of the passage itself; `Not` is the complement. The hits
of `PARAGRAPH` are the passages of which the query is true; a branch of an `AnyOf` that is only a `FieldIs` or a `Not` counts
like any other. The hits of the other rungs are the passages of which the query is then true and which themselves hold at
least one of its positive leaves (those under no `Not`) in the text, or, for the first passage of a paper (ordinal 0), in the
context. A query without positive leaves is the same on every rung, and its hits stand on `PARAGRAPH`. A hit has its lowest
rung.

Related words. A leaf of weight below 1 is a related word, which stands in an `AnyOf` beside what was typed. They never
outrank what was typed: besides the query its typed form, `as_typed`, climbs the same ladder, and a hit stands on the first
step it reaches of PARAGRAPH as typed, ITEM as typed, PARAGRAPH, ITEM, MEETING as typed, MEETING. Its rung is that of the
step; it is *related* where the step is not one of those as typed. So a hit as typed keeps its rung and its place before
all related hits of an item or paragraph. Without related words the two forms are one, and no hit is related.

The leaves. A phrase stands wherever its words follow each other, overlaps included. A near group holds where each of its
different stems stands in one window of as many words as there are such stems and `distance` more. A prefix stands for the
first `MAX_PREFIX_WORDS` words of the generation that begin so, in order of their code points. A phrase or near group of
no words holds nowhere.

The score of a hit is the sum over the positive leaves, one after another as they stand in the query, of
weight x (BM25 over `text` + 0.3 x BM25 over `context`), rounded to 4 decimals. BM25 is
idf x tf x (K1 + 1) / (tf + K1 x (1 - B + B x length / mean length)). A phrase, a near group and a prefix each count as one
term: its tf in a passage is the number of places where the phrase stands, 1 where a near group holds, the number of words
that begin so; they have no share of the context. Context uses stems. df, N and mean lengths count the live passages of the
generation; a length is the number of tokens.

The values of a facet. Values that differ only in case or blanks are one value (`value_key`): a filter and `FieldIs` take
any of its spellings, and counts show the first of its spellings in the generation, in order of their code points. A filter
without values does not filter. The date range and the item of a request narrow every count.

Names with figures. "Catch22" is two words to every leaf, and so is "a catch 22". Where some passage of the generation
prints them as one ("Catch22", "Covid-19"), an exact leaf of the two, or the two words side by side, is a name: passages that
write it as a name (as one word, or with a capital) hold it as the query writes it, the others only in another form; typed as
one word, those that print it as one come before those that print two. It orders hits, and changes no match and no count.

Repeats. Two passages repeat each other when their `repeat_key` is equal: the same folded text in the same role. A list has
entries: when `grouped` the items of the hits, each by its best passage, else the hits. When `folded`, an entry whose
passage repeats that of an entry before it is not listed itself but folded under the first such entry; so every hit stands
in just one listed entry or one that is folded under it. With `same_as` the list is of all entries whose passage repeats
that one, in order: what one listed entry has folded under it, and itself. Neither changes a total or a facet count.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from msgspec import Struct

from papersearch.analysis import ANALYSIS_VERSION
from papersearch.errors import QueryError
from papersearch.passage import FACETS, PaperCard, Passage, schema_fingerprint
from papersearch.query import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Near,
    Node,
    Not,
    Prefix,
    Rung,
    SearchRequest,
    Word,
)

K1, B = 1.6, 0.6
"""BM25 as in Robertson and Zaragoza 2009; idf is ln(1 + (N - df + .5) / (df + .5))."""
CONTEXT_WEIGHT = 0.3
MAX_PREFIX_WORDS = 200
MAX_REPEATS_SHOWN = 5
SCORE_DECIMALS = 4
AS_WRITTEN, ANOTHER_SPELLING, ANOTHER_FORM = 0, 1, 2
"""How a hit holds the leaf that it holds best; the lower comes first."""

LADDER = (
    (Rung.PARAGRAPH, False),
    (Rung.ITEM, False),
    (Rung.PARAGRAPH, True),
    (Rung.ITEM, True),
    (Rung.MEETING, False),
    (Rung.MEETING, True),
)
"""The steps in order: the rung, and whether related words count."""

T = TypeVar("T")
Climb = Callable[[Mapping[Rung, int], Mapping[Rung, int]], Rung]
"""Says from the totals of a search, and how many of them are related hits, how far it goes."""


class Hit(Struct, frozen=True, gc=False):
    """A passage that was found.

    Attributes:
        more_in_item: the further hits of its item when grouped, else 0.
        related: it was found by a related word only.
        repeats: the further entries whose passage repeats this one; they are folded under it when folded.
        repeated_by: the passages of the first `MAX_REPEATS_SHOWN` entries that are folded under it, in order.
    """

    passage: Passage
    score: float
    rung: Rung
    more_in_item: int = 0
    related: bool = False
    repeats: int = 0
    repeated_by: tuple[Passage, ...] = ()


class FacetCount(Struct, frozen=True, gc=False):
    """How many hits choosing this value gives; a search makes hundreds."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits and all the counts.

    Attributes:
        hits: in order: by relevance step of the ladder, what frames a paper last (`Passage.is_frame`), then what holds
            no positive leaf as the query writes it (a word in another form only, or in its context; of a name with
            figures see below), score rounded to 4 decimals, newest meeting (undated last), passage id; by date the meeting's day first (undated last in both
            directions), then as by relevance.
        totals: for each rung the hits whose lowest rung it is, filters applied; all three are always counted.
        related: how many of those totals are related hits, for all three.
        reach: how far it went.
        items: the items that the hits up to `reach` stand in.
        listed: the entries of the list over all its pages; 0 where the page has no size.
        facets: for each facet asked for, the values with at least one hit up to `reach`, counted without the facet's own
            filter (for `year` the date range still applies); most hits first, then by value. A passage with several
            values counts once for each; `NOT_STATED` is a value.
        expansion_cut: a prefix stood for more words than `MAX_PREFIX_WORDS`; the first of them in order were taken.
    """

    hits: tuple[Hit, ...]
    totals: Mapping[Rung, int]
    items: int
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    expansion_cut: bool = False
    related: Mapping[Rung, int] = field(default_factory=dict)
    listed: int = 0
    reach: Rung = Rung.PARAGRAPH

    def total(self, reach: Rung) -> int:
        """The hits up to a rung."""
        return sum(count for rung, count in self.totals.items() if rung <= reach)


@dataclass(frozen=True, slots=True)
class Stats:
    """A generation in figures."""

    generation: str
    papers: int
    passages: int
    built: str
    """When it was sealed: ISO 8601 with its offset, or empty for an engine that keeps nothing."""
    quarantined: int
    """How many files the last run kept out."""
    corpus: str
    """The digest of all that was indexed: equal for equal papers, whatever the order of indexing."""
    warning: str | None = None
    """What a visitor must be told: a damaged generation was passed over."""


class Reader(Protocol):
    """One generation, from here to the end; belongs to one thread."""

    def search(self, request: SearchRequest, climb: Climb | None = None) -> SearchResults:
        """The hits, totals and facets of one request; with `climb` it goes as far as that says, whatever its own reach.

        Raises:
            SearchTooSlowError: the deadline passed.
        """
        ...

    def best_in(self, query: Node, rung: Rung, keys: Collection[str]) -> Mapping[str, Passage]:
        """The passage of the first hit that a query has on `PARAGRAPH` in each of some groups, by their keys.

        The groups are items for `Rung.ITEM`, else meetings; one without such a hit is left out.
        """
        ...

    def among(self, passage_ids: Collection[str], query: Node, rung: Rung) -> frozenset[str]:
        """Those of some passages that a query finds up to a rung."""
        ...

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, or `None`."""
        ...

    def passages_of(self, paper_id: str, ordinals: Collection[int] | None = None) -> tuple[Passage, ...]:
        """The passages of a paper in its order, or those at some places of it; empty if there is no such paper."""
        ...

    def cards(self) -> tuple[PaperCard, ...]:
        """All papers, by id."""
        ...

    def notes(self, paper_ids: Collection[str] | None = None) -> Mapping[str, bytes]:
        """What was noted of papers when they were written, by their ids; without `paper_ids` of all.

        Papers of which nothing was noted, and those without a passage, are left out.
        """
        ...

    def vocabulary(self, start: str = "") -> Iterator[tuple[str, int]]:
        """The words as printed that begin with `start`, in order, each with the number of passages that hold it."""
        ...

    def stems(self) -> Mapping[str, int]:
        """The stems of the words of texts, each with the number of passages whose text holds it."""
        ...

    def stats(self) -> Stats:
        """The generation in figures."""
        ...

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returned the first time it was asked for under this name in this generation."""
        ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper with all the work done that needs no index, by the engine that will be given it, in whichever process."""

    card: PaperCard
    work: object


class IndexWriter(Protocol):
    """One run of changes, visible all at once when its block ends, or not at all."""

    quarantined: int
    purges: bool
    """Whether what the run removes leaves every generation, byte for byte, and no older one is ever served again."""
    took_s: dict[str, float]
    """Seconds spent in each step of the run so far, by its name."""

    def add(self, card: PaperCard, passages: Sequence[Passage], note: bytes = b"") -> None:
        """Add a paper with what is noted of it; one of the same id is replaced."""
        ...

    def add_prepared(self, paper: Prepared) -> None:
        """Add a paper that this engine's `prepare` returned."""
        ...

    def remove(self, paper_ids: Sequence[str]) -> None:
        """Remove papers; ids that are not there are passed over."""
        ...


class SearchEngine(Protocol):
    """An index: opened by `wiring`, written by `indexing`, read by everything else through a `Reader`."""

    def reader(self) -> Reader:
        """A reader of the newest generation.

        Raises:
            IndexMissingError: nothing has been indexed yet.
            IndexDamagedError: no generation is sound.
            IndexOutOfDateError: the index was built with another schema or analysis.
        """
        ...

    def prepare(self, card: PaperCard, passages: Sequence[Passage], note: bytes = b"") -> Prepared:
        """A paper as `IndexWriter.add_prepared` takes it, with what a use of the index notes of it; touches no index.

        A note is kept as it is, read back by `Reader.notes`, and leaves the index with its paper.

        Raises:
            ValueError: a passage belongs to another paper, or two have the same id.
        """
        ...

    def writer(
        self, *, fresh: bool = False, jobs: int = 1, optimise: bool = False
    ) -> AbstractContextManager[IndexWriter]:
        """A block of changes; `fresh` builds from nothing beside the old index.

        `jobs` processes may work at once; `optimise` puts the files of the index in order, at the cost of a longer run.

        Raises:
            IndexBusyError: another writer is at work; raised within a second.
        """
        ...

    def withdraw(self, paper_ids: Sequence[str]) -> None:
        """Remove papers from every kept generation, byte for byte."""
        ...

    def catch_up(self) -> None:
        """Make the next reader see the newest generation."""
        ...

    def check(self) -> tuple[str, ...]:
        """What is damaged, a line each; empty if all is sound.

        Raises:
            IndexMissingError: nothing has been indexed yet.
        """
        ...


def value_key(value: str) -> str:
    """What two spellings of one facet value have in common: without case, blanks collapsed."""
    return " ".join(value.casefold().split())


def group_of(passage: Passage, rung: Rung) -> str:
    """The key of a passage's item for `Rung.ITEM`, else that of its meeting."""
    return passage.item_key if rung is Rung.ITEM else passage.meeting_key


def check_facets(request: SearchRequest) -> None:
    """Let a request pass whose facets, filters and `FieldIs` all name facets.

    Raises:
        QueryError: one of them does not; the message names those that there are.
    """
    for name in (*request.facets, *request.filters, *_fields_of(request.query)):
        if name not in FACETS:
            raise QueryError(f"there is no filter named {name!r}; use one of {', '.join(FACETS)}", field=name)


def _fields_of(node: Node) -> Iterator[str]:
    match node:
        case FieldIs(name, _):
            yield name
        case AllOf(children) | AnyOf(children):
            for child in children:
                yield from _fields_of(child)
        case Not(child):
            yield from _fields_of(child)
        case Everything() | Word() | Exact() | Near() | Prefix():
            return


def check_entry(card: PaperCard, passages: Sequence[Passage]) -> None:
    """Let a paper pass whose passages are all its own.

    Raises:
        ValueError: a passage belongs to another paper, or two have the same id.
    """
    if any(passage.paper_id != card.id for passage in passages):
        raise ValueError(f"a passage given with paper {card.id} belongs to another paper")
    if len({passage.id for passage in passages}) < len(passages):
        raise ValueError(f"two passages of paper {card.id} have the same id")


def corpus_digest(digests: Iterable[str]) -> str:
    """`Stats.corpus` of the papers whose cards carry these digests."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def fingerprint() -> str:
    """What an index must have been built with to be read: the schema and the analysis rules."""
    return f"{schema_fingerprint()}-{ANALYSIS_VERSION}"
