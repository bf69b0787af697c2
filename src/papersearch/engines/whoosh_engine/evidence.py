"""Where one leaf of a query holds, and what it adds to a score."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from papersearch.analysis import stem
from papersearch.engines.port import K1, MAX_PREFIX_WORDS, B
from papersearch.engines.whoosh_engine.arrays import CONTEXT, PRINTED, STEM, Flags, Longs, Scores
from papersearch.engines.whoosh_engine.snapshot import POSITION_BITS, Arrays, Snapshot
from papersearch.query import Exact, Leaf, Near, Prefix, Word

_NOWHERE: Longs = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The live rows whose text, and whose context, hold a leaf, in order, and the BM25 share of each."""

    text: Longs
    text_shares: Scores
    context: Longs
    context_shares: Scores
    is_cut: bool
    """Whether a prefix stood for too many words."""


def evidence_of(snapshot: Snapshot, leaf: Leaf, check_time: Callable[[], None]) -> Evidence:
    """The evidence for a leaf; made once and kept for later searches."""
    text, text_shares, context, context_shares, is_cut = snapshot.kept.get(
        ("evidence", _meaning(leaf)), lambda: _make_evidence(snapshot, leaf, check_time)
    )
    return Evidence(
        text.view(np.int64),
        text_shares.view(np.float64),
        context.view(np.int64),
        context_shares.view(np.float64),
        bool(is_cut.any()),
    )


def groups_with(snapshot: Snapshot, leaf: Leaf, evidence: Evidence, field: str) -> Flags:
    """For every item, or meeting, whether a passage of it holds a leaf in its text or context; kept for later."""

    def make() -> Arrays:
        column = snapshot.column(field)
        flags = np.zeros(column.size, np.bool_)
        flags[column.ordinals[evidence.text]] = True
        flags[column.ordinals[evidence.context]] = True
        return (flags,)

    return snapshot.kept.get((field, _meaning(leaf)), make)[0].view(np.bool_)


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


def _make_evidence(snapshot: Snapshot, leaf: Leaf, check_time: Callable[[], None]) -> Arrays:
    rows, counts, is_cut = _Places(snapshot, check_time).of(leaf)
    context = context_counts = _NOWHERE
    if isinstance(leaf, Word):
        context, context_counts = snapshot.postings(CONTEXT, stem(leaf.text))
    return (
        rows,
        _shares(snapshot, STEM, rows, counts),
        context,
        _shares(snapshot, CONTEXT, context, context_counts),
        np.array([is_cut]),
    )


def _shares(snapshot: Snapshot, field: str, rows: Longs, counts: Longs) -> Scores:
    """The BM25 share of one term in each row that holds it."""
    if not len(rows):
        return np.empty(0)
    idf = math.log(1 + (snapshot.live_count - len(rows) + 0.5) / (len(rows) + 0.5))
    lengths = snapshot.lengths(field)[rows] / snapshot.mean_length(field)
    shares: Scores = idf * counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths))
    return shares


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
