"""Where one leaf of a query holds, and what it adds to a score."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from papersearch.analysis import stem
from papersearch.engines.port import CONTEXT_WEIGHT, K1, MAX_PREFIX_WORDS, SCORE_DECIMALS, B
from papersearch.engines.whoosh_engine.arrays import CONTEXT, PRINTED, STEM, Flags, Longs, Numbers, Scores, narrowest
from papersearch.engines.whoosh_engine.bits import Bits, bits_of, packed
from papersearch.engines.whoosh_engine.snapshot import POSITION_BITS, Snapshot
from papersearch.query import Exact, Leaf, Near, Prefix, Word

_NOWHERE: Longs = np.empty(0, np.int64)
_COARSE = 16
"""Shares are rounded up to a part in so many: those of common words, which many rows have, fit a byte."""
_MOST_SPREAD = 1 << 18
"""Generations with more rows keep less of each word, so that as many words are kept."""
_MOST_TABLED = 1 << 22
"""Numbers up to this one are told apart by a table, without sorting them."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The rows that hold a term, in order, and what it adds to the score of each: a place in a table, where few differ."""

    rows: Longs
    codes: Numbers
    table: Scores
    """At 0, what it adds to other rows: nothing."""

    @property
    def nbytes(self) -> int:
        """The bytes of memory they take."""
        return self.rows.nbytes + self.codes.nbytes + self.table.nbytes

    def of(self, rows: Longs) -> Scores:
        """The shares of some rows."""
        at = np.searchsorted(self.rows, rows)
        is_inside = at < len(self.rows)
        is_inside[is_inside] = self.rows[at[is_inside]] == rows[is_inside]
        shares = np.zeros(len(rows))
        shares[is_inside] = self.table[self.codes[at[is_inside]]]
        return shares

    def of_many(self, rows: Longs, size: int) -> Scores:
        """As `of`, for many rows of so many."""
        of_all = np.zeros(size)
        of_all[self.rows] = self.table[self.codes]
        shares: Scores = of_all[rows]
        return shares


@dataclass(frozen=True, slots=True)
class Evidence:
    """The live rows whose text, and whose context, hold a leaf, with the BM25 share of each; that of a context is weighted."""

    text: Shares
    context: Shares
    holding: Bits
    """The rows whose text holds it."""
    showing: Bits
    """Those, and the first rows of papers whose context holds it."""
    is_cut: bool
    """Whether a prefix stood for too many words."""
    meaning: object
    """What it is kept by."""

    @property
    def nbytes(self) -> int:
        """The bytes of memory it takes."""
        return self.text.nbytes + self.context.nbytes + self.holding.nbytes + self.showing.nbytes


def evidence_of(snapshot: Snapshot, leaf: Leaf, check_time: Callable[[], None]) -> Evidence:
    """The evidence for a leaf; made once and kept for later searches."""
    meaning = _meaning(leaf)
    return snapshot.kept.get(("evidence", meaning), lambda: _make_evidence(snapshot, leaf, meaning, check_time))


@dataclass(frozen=True, slots=True)
class Spread:
    """What a leaf adds to the score of every row, so that many rows are scored at once.

    Attributes:
        coarse: the share in some part of one, or more, but by less than `excess`.
        most: the greatest of them.
        codes: for every row the place of its share in the table; of a large generation, which has no room for them, empty.
        table: of the shares of text and context together, in order.
    """

    coarse: Numbers
    most: int
    excess: int
    codes: Numbers
    table: Scores

    @property
    def nbytes(self) -> int:
        """The bytes of memory it takes."""
        return self.coarse.nbytes + self.codes.nbytes + self.table.nbytes

    def first_level_with(self, code: float) -> int:
        """The least code whose share may be the same as that of another once both are rounded."""
        return int(np.searchsorted(self.table, self.table[int(code)] - 10**-SCORE_DECIMALS))


def spread_of(snapshot: Snapshot, evidence: Evidence, weight: float) -> Spread:
    """The shares of a leaf for every row, a byte each in a large generation and about three in others; kept for later."""

    def make_small() -> Spread:
        both = (evidence.text, evidence.context)
        tables = [np.ceil(one.table * (weight * _COARSE)).astype(np.int64) for one in both]
        most = sum(int(table.max()) for table in tables)
        coarse = np.zeros(snapshot.size, np.min_scalar_type(most))
        for one, table in zip(both, tables, strict=True):
            coarse[one.rows] += table.astype(coarse.dtype)[one.codes]
        return Spread(coarse, most, 2, np.empty(0, np.uint8), np.empty(0))

    def make() -> Spread:
        text, context = evidence.text, evidence.context
        alone = len(context.table)  # the first places are of rows whose context alone holds it
        of_context = np.zeros(snapshot.size, context.codes.dtype)
        of_context[context.rows] = context.codes
        own, distinct = _coded(text.codes.astype(np.int64) * alone + of_context[text.rows])
        own = own.astype(np.int64) + (alone - 1)
        with_text, with_context = np.divmod(distinct, alone)
        shares = np.concatenate([context.table, text.table[with_text] + context.table[with_context]])
        in_order = np.argsort(shares)
        table = weight * shares[in_order]
        moved_to: Numbers = np.empty(len(table), np.min_scalar_type(len(table)))
        moved_to[in_order] = np.arange(len(table))
        in_coarse = narrowest(np.ceil(table * _COARSE).astype(np.int64))
        codes: Numbers = np.zeros(snapshot.size, moved_to.dtype)
        coarse = np.zeros(snapshot.size, in_coarse.dtype)
        for rows, before in ((context.rows, context.codes), (text.rows, own)):
            codes[rows] = moved_to[before]
            coarse[rows] = in_coarse[codes[rows]]
        return Spread(coarse, int(in_coarse.max()), 1, codes, table)

    is_large = snapshot.size > _MOST_SPREAD
    return snapshot.kept.get(("spread", evidence.meaning, weight), make_small if is_large else make)


def groups_with(snapshot: Snapshot, evidence: Evidence, field: str) -> Flags:
    """For every item, or meeting, whether a passage of it holds a leaf in its text or context; kept for later."""

    def make() -> Flags:
        column = snapshot.column(field)
        flags = np.zeros(column.size, np.bool_)
        flags[column.ordinals[evidence.text.rows]] = True
        flags[column.ordinals[evidence.context.rows]] = True
        return flags

    return snapshot.kept.get((field, evidence.meaning), make)


def rows_of_groups_with(snapshot: Snapshot, evidence: Evidence, field: str) -> Bits:
    """The rows of the items, or meetings, that hold a leaf; kept for later."""

    def make() -> Bits:
        return packed(groups_with(snapshot, evidence, field)[snapshot.column(field).ordinals])

    return snapshot.kept.get((field, "rows", evidence.meaning), make)


def _meaning(leaf: Leaf) -> object:
    """What two leaves have in common that hold in the same places, whatever their weight."""
    match leaf:
        case Word(text):
            return (Word, stem(text))
        case Exact(words):
            return (Exact, words)
        case Near(words, distance):
            return (Near, frozenset(stem(word) for word in words), distance)
        case Prefix(letters):
            return (Prefix, letters)


def _make_evidence(snapshot: Snapshot, leaf: Leaf, meaning: object, check_time: Callable[[], None]) -> Evidence:
    rows, counts, is_cut = _Places(snapshot, check_time).of(leaf)
    context = context_counts = _NOWHERE
    if isinstance(leaf, Word):
        context, context_counts = snapshot.postings(CONTEXT, stem(leaf.text))
    holding = bits_of(rows, snapshot.size)
    return Evidence(
        text=_shares(snapshot, STEM, rows, counts, 1),
        context=_shares(snapshot, CONTEXT, context, context_counts, CONTEXT_WEIGHT),
        holding=holding,
        showing=holding | bits_of(context[snapshot.firsts[context]], snapshot.size),
        is_cut=is_cut,
        meaning=meaning,
    )


def _shares(snapshot: Snapshot, field: str, rows: Longs, counts: Longs, weight: float) -> Shares:
    """The BM25 share of one term in each row that holds it, times a weight."""
    if not len(rows):
        return Shares(rows, np.empty(0, np.uint8), np.zeros(1))
    idf = math.log(1 + (snapshot.live_count - len(rows) + 0.5) / (len(rows) + 0.5))
    lengths = snapshot.lengths(field)[rows].astype(np.int64)
    width = int(lengths.max()) + 1
    codes, distinct = _coded(counts * width + lengths)
    counts, lengths = np.divmod(distinct, width)
    relative = lengths / snapshot.mean_length(field)
    shares: Scores = idf * counts * (K1 + 1) / (counts + K1 * (1 - B + B * relative))
    return Shares(rows, codes, np.concatenate([np.zeros(1), weight * shares]))


def _coded(numbers: Longs) -> tuple[Numbers, Longs]:
    """For each of some numbers its place among the distinct ones, from 1, and these in order."""
    most = int(numbers.max(initial=0))
    if most > _MOST_TABLED:
        ordered = np.sort(numbers)
        distinct = ordered[np.diff(ordered, prepend=-1) > 0]
        return narrowest(np.searchsorted(distinct, numbers) + 1), distinct
    is_there = np.zeros(most + 1, np.bool_)
    is_there[numbers] = True
    distinct = np.flatnonzero(is_there)
    places = np.zeros(most + 1, np.min_scalar_type(len(distinct)))
    places[distinct] = np.arange(1, len(distinct) + 1)
    return places[numbers], distinct


class _Places:
    """The rows whose text holds a leaf, how often each does, and whether a prefix stood for too many words."""

    def __init__(self, snapshot: Snapshot, check_time: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._check_time = check_time

    def of(self, leaf: Leaf) -> tuple[Longs, Longs, bool]:
        match leaf:
            case Word(text):
                return *self._snapshot.postings(STEM, stem(text)), False
            case Exact(words):
                return *self._phrase(words), False
            case Near(words, distance):
                return *self._near(sorted({stem(word) for word in words}), distance), False
            case Prefix(letters):
                return self._beginning(letters)

    def _phrase(self, words: tuple[str, ...]) -> tuple[Longs, Longs]:
        if not words:
            return _NOWHERE, _NOWHERE
        each = [(self._timed(PRINTED, word), at) for at, word in enumerate(words)]
        each.sort(key=lambda one: len(one[0]))
        starts = each[0][0] - each[0][1]
        for places, at in each[1:]:
            starts = starts[members(starts + at, places)]
        return _runs(starts >> POSITION_BITS)

    def _near(self, stems: Sequence[str], distance: int) -> tuple[Longs, Longs]:
        """Rows with all stems in one window; each such window can be moved on to begin with one of them."""
        each = [self._timed(STEM, one) for one in stems]
        width = len(stems) + distance
        found = [_NOWHERE]
        for starts in each:
            for others in sorted(each, key=len):
                at = np.searchsorted(others, starts)
                is_inside = at < len(others)
                is_inside[is_inside] = others[at[is_inside]] - starts[is_inside] < width
                starts = starts[is_inside]
            found.append(starts >> POSITION_BITS)
        rows, _ = _runs(np.sort(np.concatenate(found)))
        return rows, np.ones(len(rows), np.int64)

    def _beginning(self, letters: str) -> tuple[Longs, Longs, bool]:
        words = [word for word, _ in islice(self._snapshot.printed_words(letters), MAX_PREFIX_WORDS + 1)]
        if not words:
            return _NOWHERE, _NOWHERE, False
        taken = words[:MAX_PREFIX_WORDS]
        return *self._snapshot.postings_between(PRINTED, taken[0], taken[-1]), len(words) > MAX_PREFIX_WORDS

    def _timed(self, field: str, word: str) -> Longs:
        self._check_time()
        return self._snapshot.places(field, word)


def _runs(ordered: Longs) -> tuple[Longs, Longs]:
    """The different numbers among some that are in order, and how often each is there.

    `np.unique` sorts once more, and its first call loads a module that nothing else needs.
    """
    begins = np.flatnonzero(np.diff(ordered, prepend=-1))  # no number is negative
    return ordered[begins], np.diff(begins, append=len(ordered))


def members(few: Longs, many: Longs) -> Flags:
    """Which of some numbers are among others; both are in order."""
    at = np.searchsorted(many, few)
    is_inside = at < len(many)
    is_inside[is_inside] = many[at[is_inside]] == few[is_inside]
    return is_inside
