"""One generation as read-only memory maps: every row of every segment under one number.

Nothing in it changes but what is kept for later searches; it is shared by all threads.
"""

import heapq
import json
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock, RLock
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

import numpy as np

from papersearch.engines.port import value_key
from papersearch.engines.whoosh_engine.arrays import (
    CARDS,
    DAY,
    FIRST,
    FRAME,
    JOINED,
    LENGTHS,
    PRINTED,
    RANK,
    REPEAT,
    SEGMENTS,
    STEM,
    ArrayFile,
    Flags,
    Longs,
    Numbers,
    content_of,
    narrowest,
)
from papersearch.engines.whoosh_engine.bits import Bits, packed
from papersearch.engines.whoosh_engine.columns import Column, Crossing, crossings_of
from papersearch.engines.whoosh_engine.comparing import Blocks
from papersearch.engines.whoosh_engine.joining import ListedSegment, Part, parts_of
from papersearch.errors import IndexDamagedError
from papersearch.passage import FACETS

T = TypeVar("T")
K = TypeVar("K", bound="Sized")

POSITION_BITS = 32
"""A place in the text is one number: the row, and in its lower bits the position."""
_KEPT_BYTES, _KEPT_BYTES_A_ROW = 128 << 20, 256
"""What may be kept for later searches: the greater of the two. The words of sixty searches take 220 bytes a row."""
_SCRATCH_BYTES = 31 << 20
"""Once glibc has given back as much in one piece, it keeps what the arrays of a search leave behind for the next one.

Else it hands it to the system and asks for it anew each time, which is a third of a broad search. Nothing is written there.
"""


class Sized(Protocol):
    """An array, or what holds some."""

    @property
    def nbytes(self) -> int:
        """The bytes of memory it takes."""
        ...


class Kept:
    """What was made once and is kept for the next search, the least recently used given up first."""

    def __init__(self, allowed_bytes: int) -> None:
        self._allowed = allowed_bytes
        self.used_bytes = 0
        self._made: OrderedDict[object, Sized] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many keys are kept."""
        return len(self._made)

    def get(self, key: object, make: Callable[[], K]) -> K:
        """What was made for a key; two threads that ask at once may both make it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return cast(K, self._made[key])
        made = make()
        with self._lock:
            if key not in self._made:
                self._made[key] = made
                self.used_bytes += made.nbytes
            while self.used_bytes > self._allowed and len(self._made) > 1:
                self.used_bytes -= self._made.popitem(last=False)[1].nbytes
        return made


class Snapshot:
    """A generation, mapped; of files with `sums` each block is compared with its checksum when it is first read.

    Raises:
        IndexDamagedError: its files do not belong together.
    """

    def __init__(
        self, folder: Path, kept_bytes: int | None = None, *, sums: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        self._parts = parts_of(folder, _listed(folder), sums)
        self._joined = ArrayFile(folder / JOINED)
        self._starts = [part.start for part in self._parts]
        self.live: Flags = np.concatenate([np.empty(0, np.bool_), *(part.live for part in self._parts)])
        """Which rows are not deleted."""
        self.size = len(self.live)
        if len(self._joined.numbers(DAY)) != self.size:
            raise self._joined.damage(f"it does not hold {self.size} passages")
        self.live_count = int(np.count_nonzero(self.live))
        with _readable(folder / CARDS) as path:
            self._cards = content_of(path)
            self._card_blocks = Blocks(path, self._cards, sums[CARDS]) if CARDS in sums else None
        self.kept = Kept(max(_KEPT_BYTES, _KEPT_BYTES_A_ROW * self.size) if kept_bytes is None else kept_bytes)
        self._columns: dict[str, Column] = {}
        np.empty(_SCRATCH_BYTES, np.uint8)
        self._remembered: dict[str, object] = {}
        self._making: dict[str, RLock] = {}
        self._lock = Lock()

    @property
    def is_broken(self) -> bool:
        """Whether something was read that is not as it was sealed, and not used."""
        are_cards_broken = self._card_blocks is not None and self._card_blocks.is_broken
        return are_cards_broken or any(
            part.segment.rows.is_broken or part.segment.words.is_broken for part in self._parts
        )

    # Rows

    def lengths(self, field: str) -> Numbers:
        """The number of tokens of a field in each row."""
        return self._lengths[LENGTHS[field]][0]

    def mean_length(self, field: str) -> float:
        """The mean number of tokens of a field in the live rows."""
        return self._lengths[LENGTHS[field]][1]

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[Numbers, float]]:
        lengths = {name: self._joined.numbers(name) for name in LENGTHS.values()}
        live = max(1, self.live_count)
        return {name: (one, int(one[self.live].sum(dtype=np.int64)) / live) for name, one in lengths.items()}

    @cached_property
    def days(self) -> Numbers:
        """The proleptic ordinal of each row's meeting date; 0 where none is stated."""
        return self._joined.numbers(DAY)

    @cached_property
    def firsts(self) -> Flags:
        """Whether a row is the first passage of its paper."""
        return self._joined.numbers(FIRST).view(np.bool_)

    @cached_property
    def ranks(self) -> Numbers:
        """The place of each row in the order of all passage ids."""
        return self._joined.numbers(RANK)

    @cached_property
    def repeats(self) -> Numbers:
        """The same number for rows whose passages repeat each other; 0 for a row that no other repeats."""
        return self._joined.numbers(REPEAT)

    def column(self, field: str) -> Column:
        """A keyword or group field of every row."""
        if field not in self._columns:
            self._columns[field] = Column(self._joined, field)
        return self._columns[field]

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """The facets, those with one value a row counted together."""
        return crossings_of({field: self.column(field) for field in FACETS.values()})

    def bits_with(self, facet: str, values: frozenset[str]) -> Bits:
        """The rows of which one value of a facet is one of these, in any spelling; kept for later."""
        keys = frozenset(map(value_key, values))
        return self.kept.get(("filter", facet, keys), lambda: packed(self.column(FACETS[facet]).rows_with(keys)))

    def bits_between(self, first: int, last: int | None) -> Bits:
        """The rows whose meeting was from one day to another, both included; kept for later."""

        def make() -> Bits:
            is_between = self.days >= first
            return packed(is_between if last is None else is_between & (self.days <= last))

        return self.kept.get(("days", first, last), make)

    @cached_property
    def live_bits(self) -> Bits:
        """The rows that are not deleted."""
        return packed(self.live)

    @cached_property
    def frame_bits(self) -> Bits:
        """The rows that only frame their paper."""
        return packed(self._joined.numbers(FRAME).view(np.bool_))

    @cached_property
    def repeated_bits(self) -> Bits:
        """The rows whose passages another repeats."""
        return packed(self.repeats > 0)

    def record(self, row: int) -> memoryview:
        """The record of a row."""
        part = self._part(row)
        return part.segment.record(row - part.start)

    def _part(self, row: int) -> Part:
        """The segment that holds a row."""
        return self._parts[bisect_right(self._starts, row) - 1]

    def row_of(self, passage_id: str) -> int | None:
        """The live row of a passage id, or `None`."""
        wanted = passage_id.encode("utf-8", "surrogatepass")
        for part in self._parts:
            for row in part.segment.rows_of(wanted):
                if part.live[row]:
                    return part.start + row
        return None

    def rows_of_paper(self, paper_id: str) -> list[int]:
        """The live rows of a paper in its order."""
        number = self.column("paper_id").number.get(paper_id)
        if number is None:
            return []
        start, stop = np.searchsorted(self._papers, (number, number + 1))
        rows = self._by_paper[start:stop]
        found: list[int] = rows[self.live[rows]].tolist()
        return found

    @cached_property
    def _by_paper(self) -> Numbers:
        """The rows of all papers, paper after paper; those of one stand in its order in whichever segment holds it."""
        return narrowest(np.argsort(self.column("paper_id").ordinals, kind="stable"))

    @cached_property
    def _papers(self) -> Numbers:
        """The number of the paper of each of these rows."""
        papers: Numbers = self.column("paper_id").ordinals[self._by_paper]
        return papers

    def notes(self, paper_ids: Collection[str] | None = None) -> dict[str, bytes]:
        """What was noted of papers, by their ids; without `paper_ids` of all."""
        papers = self.column("paper_id").number if paper_ids is None else paper_ids
        firsts = ((paper_id, self.rows_of_paper(paper_id)[:1]) for paper_id in papers)
        notes = ((paper_id, self._note(rows[0])) for paper_id, rows in firsts if rows)
        return {paper_id: note for paper_id, note in notes if note}

    def _note(self, row: int) -> bytes:
        """What was noted of the paper that begins in a row."""
        part = self._part(row)
        return part.segment.note(row - part.start)

    # Terms

    def postings(self, field: str, word: str) -> tuple[Longs, Longs]:
        """The live rows that hold a word, in order, and how often each does."""
        return self._postings([part.segment.find(_key(field, word)) for part in self._parts])

    def holding(self, field: str, word: str) -> Longs:
        """The rows that hold a word, in order, those that are deleted too."""
        rows = [np.empty(0, np.int64)]
        for part in self._parts:
            span = part.segment.find(_key(field, word))
            if span:
                rows.append(part.segment.holding(span).astype(np.int64) + part.start)
        return rows[-1] if len(rows) <= 2 else np.concatenate(rows)

    def postings_between(self, field: str, first: str, last: str) -> tuple[Longs, Longs]:
        """The live rows that hold a word from `first` to `last`, in order, and how often each holds any of them."""
        spans = [part.segment.between(_key(field, first), _key(field, last)) for part in self._parts]
        rows, counts = self._postings(spans)
        summed = np.bincount(rows, weights=counts, minlength=self.size)
        holding = np.flatnonzero(summed)
        return holding, summed[holding].astype(np.int64)

    def _postings(self, spans: Sequence[range]) -> tuple[Longs, Longs]:
        rows, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for part, span in zip(self._parts, spans, strict=True):
            if span:
                own_rows, own_counts = part.segment.postings(span)
                rows.append(own_rows.astype(np.int64) + part.start)
                counts.append(own_counts.astype(np.int64))
        all_rows, all_counts = np.concatenate(rows), np.concatenate(counts)
        if self.live_count < self.size:
            stays = self.live[all_rows]
            return all_rows[stays], all_counts[stays]
        return all_rows, all_counts

    def places(self, field: str, word: str) -> Longs:
        """Where a word stands in live rows: numbers in order, each a row and a position."""
        return self.kept.get(("places", field, word), lambda: self._make_places(field, word))

    def _make_places(self, field: str, word: str) -> Longs:
        places = [np.empty(0, np.int64)]
        for part in self._parts:
            span = part.segment.find(_key(field, word))
            if span:
                rows, counts = part.segment.postings(span)
                begins = (rows.astype(np.int64) + part.start) << POSITION_BITS
                places.append(np.repeat(begins, counts) + part.segment.positions(span).astype(np.int64))
        joined: Longs = np.concatenate(places)
        return joined if self.live_count == self.size else joined[self.live[joined >> POSITION_BITS]]

    def printed_words(self, start: str) -> Iterator[tuple[str, int]]:
        """The printed words that begin with `start`, in order, each with the number of live rows that hold it."""
        each = [_words_of(part, PRINTED, start) for part in self._parts]
        for word, found in groupby(heapq.merge(*each), key=itemgetter(0)):
            count = sum(size for _, size in found)
            if count:
                yield word.decode(), count

    def stems(self) -> dict[str, int]:
        """The stems of texts, each with the number of live rows that hold it."""
        found: Counter[str] = Counter()
        for part in self._parts:
            for word, count in _words_of(part, STEM, ""):
                if count:
                    found[word.decode()] += count
        return found

    # The rest

    def cards(self) -> list[bytes]:
        """The lines of all cards, by id.

        Raises:
            IndexDamagedError: they are not as they were sealed.
        """
        if self._card_blocks and not self._card_blocks.is_sound(0, len(self._cards)):
            raise IndexDamagedError(
                f"the index file {CARDS} has other bytes than were sealed; run `papersearch index --fresh`"
            )
        return self._cards[:].splitlines()

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returned the first time it was asked for under this name; who asks for another name need not wait."""
        with self._lock:
            making = self._making.setdefault(name, RLock())
        with making:
            if name not in self._remembered:
                self._remembered[name] = make()
            return cast(T, self._remembered[name])


def _words_of(part: Part, field: str, start: str) -> Iterator[tuple[bytes, int]]:
    """The words of a field of a segment that begin so, each with the number of live rows that hold it, which may be 0."""
    segment, skipped = part.segment, len(field) + 1
    span = segment.beginning(_key(field, start))
    if not span:
        return
    sizes = segment.sizes(span)
    if not part.live.all():
        rows, _ = segment.postings(span)
        sizes = np.add.reduceat(part.live[rows].astype(np.int64), np.cumsum(sizes) - sizes)
    for term, size in zip(segment.terms(span), sizes.tolist(), strict=True):
        yield term[skipped:], size


def _key(field: str, word: str) -> bytes:
    return f"{field}\0{word}".encode("utf-8", "surrogatepass")


@contextmanager
def _readable(path: Path) -> Iterator[Path]:
    """The path of a file that must be there; what the disk refuses is damage."""
    try:
        yield path
    except OSError as error:
        raise IndexDamagedError(f"the index file {path.name} cannot be read: {error.strerror}") from error


def _listed(folder: Path) -> list[ListedSegment]:
    """The segments of a generation."""
    with _readable(folder / SEGMENTS) as path:
        listed = content_of(path)
    try:
        return [
            ListedSegment(str(one["name"]), int(one["size"]), tuple(map(int, one["deleted"])))
            for one in json.loads(listed[:])
        ]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise IndexDamagedError(f"the index file {SEGMENTS} is damaged; run `papersearch index --fresh`") from error
