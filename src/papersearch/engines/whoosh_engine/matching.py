"""A query tree into rows, steps of the ladder and scores."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from papersearch.analysis import stem
from papersearch.engines.port import CONTEXT_WEIGHT, K1, LADDER, MAX_PREFIX_WORDS, B
from papersearch.engines.whoosh_engine.arrays import CONTEXT, PRINTED, STEM, Flags, Longs, Numbers, Scores
from papersearch.engines.whoosh_engine.snapshot import POSITION_BITS, Arrays, Snapshot
from papersearch.query import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Leaf,
    Near,
    Node,
    Not,
    Prefix,
    Rung,
    Word,
    as_typed,
    leaves,
)

_SPARSE = 8
"""A list so many times longer than what is sought in it is searched; a shorter one is added up whole."""
_GROUPS = {Rung.ITEM: "item_key", Rung.MEETING: "meeting_key"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The live rows whose text, and whose context, hold a leaf, and the BM25 share of each."""

    text: Longs
    text_shares: Scores
    context: Longs
    context_shares: Scores
    is_cut: bool


class Matching:
    """One query over one generation; `check_time` is called between leaves and raises when it is too late."""

    def __init__(self, snapshot: Snapshot, query: Node, check_time: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._query = query
        self._check_time = check_time
        self._positive = tuple(leaves(query))
        self._marks = np.zeros(snapshot.size, np.bool_)
        self._sums = np.zeros(snapshot.size)
        self._evidence: dict[Leaf, Evidence] = {}
        for leaf in dict.fromkeys(leaves(query, negated=True)):
            check_time()
            self._evidence[leaf] = self._evidence_of(leaf)
        self.expansion_cut = any(evidence.is_cut for evidence in self._evidence.values())

    def found(self) -> tuple[Longs, Numbers]:
        """The rows that are hits, in order, and the step of the ladder that each reaches first."""
        typed = as_typed(self._query)
        rows = self._rows_that_show(self._positive) if self._positive else np.flatnonzero(self._snapshot.live)
        steps = np.full(len(rows), len(LADDER), np.uint8)
        is_left = np.ones(len(rows), np.bool_)
        for step, (rung, is_related) in enumerate(LADDER):
            if (is_related and typed == self._query) or (rung != Rung.PARAGRAPH and not self._positive):
                continue
            if not is_left.any():
                break
            self._check_time()
            node = self._query if is_related else typed
            reached = self._truth(node, rung, rows) & self._shows(node, rows) & is_left
            steps[reached] = step
            is_left &= ~reached
        is_hit = ~is_left
        return rows[is_hit], steps[is_hit]

    def scores(self, rows: Longs) -> Scores:
        """The score of each of some rows, which are in order."""
        scores = np.zeros(len(rows))
        for leaf in self._positive:
            self._check_time()
            evidence = self._evidence[leaf]
            weight = 1.0 if isinstance(leaf, Prefix) else leaf.weight
            self._add_shares(scores, rows, (evidence.text, evidence.text_shares, weight))
            self._add_shares(scores, rows, (evidence.context, evidence.context_shares, weight * CONTEXT_WEIGHT))
        scores += self._sums[rows]
        self._sums.fill(0)
        return scores

    def _add_shares(self, scores: Scores, rows: Longs, term: tuple[Longs, Scores, float]) -> None:
        """Add the shares of one term: to the rows if they are few beside those that hold it, else to the sums of all."""
        holding, shares, weight = term
        if len(rows) * _SPARSE > len(holding):
            self._sums[holding] += weight * shares
            return
        at = np.searchsorted(holding, rows)
        is_inside = at < len(holding)
        is_inside[is_inside] = holding[at[is_inside]] == rows[is_inside]
        scores[is_inside] += weight * shares[at[is_inside]]

    # Which rows

    def _rows_that_show(self, positive: Sequence[Leaf]) -> Longs:
        """The rows that themselves hold one of these leaves, in order."""
        marks = np.zeros(self._snapshot.size, np.bool_)
        for leaf in positive:
            evidence = self._evidence[leaf]
            marks[evidence.text] = True
            marks[evidence.context[self._snapshot.firsts[evidence.context]]] = True
        return np.flatnonzero(marks)

    def _shows(self, node: Node, rows: Longs) -> Flags:
        """Which of the rows that hold a positive leaf of the query hold one of this form of it."""
        positive = tuple(leaves(node))
        if len(positive) == len(self._positive):
            return np.ones(len(rows), np.bool_)
        return self._among(rows, self._rows_that_show(positive))

    def _among(self, rows: Longs, holding: Longs) -> Flags:
        """Which of some rows are among others."""
        self._marks[holding] = True
        found = self._marks[rows]
        self._marks[holding] = False
        return found

    # Truth

    def _truth(self, node: Node, rung: Rung, rows: Longs) -> Flags:
        """Of which rows a query is true on a rung."""
        if rung == Rung.PARAGRAPH:
            return self._evaluated(node, rows, lambda leaf: self._among(rows, self._evidence[leaf].text))
        column = self._snapshot.column(_GROUPS[rung])
        groups = column.ordinals[rows]
        if _has_field(node):
            return self._evaluated(node, rows, lambda leaf: self._groups(leaf, rung)[groups])
        every_group = np.empty(len(column.values), np.int64)
        return self._evaluated(node, every_group, lambda leaf: self._groups(leaf, rung))[groups]

    def _evaluated(self, node: Node, rows: Longs, truth: Callable[[Leaf], Flags]) -> Flags:
        match node:
            case Everything():
                return np.ones(len(rows), np.bool_)
            case Word() | Exact() | Near() | Prefix():
                return truth(node)
            case FieldIs(name, value):
                return self._snapshot.rows_with(name, frozenset((value,)))[rows]
            case AllOf(children):
                flags = np.ones(len(rows), np.bool_)
                for child in children:
                    flags = flags & self._evaluated(child, rows, truth)
                return flags
            case AnyOf(children):
                flags = np.zeros(len(rows), np.bool_)
                for child in children:
                    flags = flags | self._evaluated(child, rows, truth)
                return flags
            case Not(child):
                return ~self._evaluated(child, rows, truth)

    def _groups(self, leaf: Leaf, rung: Rung) -> Flags:
        """For every item, or meeting, whether a passage of it holds a leaf in its text or context."""

        def make() -> Arrays:
            column, evidence = self._snapshot.column(_GROUPS[rung]), self._evidence[leaf]
            flags = np.zeros(len(column.values), np.bool_)
            flags[column.ordinals[evidence.text]] = True
            flags[column.ordinals[evidence.context]] = True
            return (flags,)

        return self._snapshot.kept.get((rung, _key(leaf)), make)[0].view(np.bool_)

    # Evidence

    def _evidence_of(self, leaf: Leaf) -> Evidence:
        text, text_shares, context, context_shares, is_cut = self._snapshot.kept.get(
            _key(leaf), lambda: self._make_evidence(leaf)
        )
        return Evidence(
            text.view(np.int64),
            text_shares.view(np.float64),
            context.view(np.int64),
            context_shares.view(np.float64),
            bool(is_cut.any()),
        )

    def _make_evidence(self, leaf: Leaf) -> Arrays:
        rows, counts, is_cut = self._places(leaf)
        context = context_counts = np.empty(0, np.int64)
        if isinstance(leaf, Word):
            context, context_counts = self._snapshot.postings(CONTEXT, stem(leaf.text))
        return (
            rows,
            self._shares(STEM, rows, counts),
            context,
            self._shares(CONTEXT, context, context_counts),
            np.array([is_cut]),
        )

    def _places(self, leaf: Leaf) -> tuple[Longs, Longs, bool]:
        """The rows whose text holds a leaf, how often each does, and whether a prefix stood for too many words."""
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
            return np.empty(0, np.int64), np.empty(0, np.int64)
        each = [(self._timed_places(PRINTED, word), at) for at, word in enumerate(words)]
        each.sort(key=lambda one: len(one[0]))
        starts = each[0][0] - each[0][1]
        for places, at in each[1:]:
            starts = starts[_members(starts + at, places)]
        rows, counts = np.unique(starts >> POSITION_BITS, return_counts=True)
        return rows, counts

    def _near(self, stems: Sequence[str], distance: int) -> tuple[Longs, Longs]:
        """Rows with all stems in one window; each such window can be moved on to begin with one of them."""
        each = [self._timed_places(STEM, one) for one in stems]
        width = len(stems) + distance
        found = [np.empty(0, np.int64)]
        for starts in each:
            for others in sorted(each, key=len):
                at = np.searchsorted(others, starts)
                is_inside = at < len(others)
                is_inside[is_inside] = others[at[is_inside]] - starts[is_inside] < width
                starts = starts[is_inside]
            found.append(starts >> POSITION_BITS)
        rows = np.unique(np.concatenate(found))
        return rows, np.ones(len(rows), np.int64)

    def _beginning(self, letters: str) -> tuple[Longs, Longs, bool]:
        words = [word for word, _ in islice(self._snapshot.printed_words(letters), MAX_PREFIX_WORDS + 1)]
        if not words:
            return np.empty(0, np.int64), np.empty(0, np.int64), False
        taken = words[:MAX_PREFIX_WORDS]
        return *self._snapshot.postings_between(PRINTED, taken[0], taken[-1]), len(words) > MAX_PREFIX_WORDS

    def _timed_places(self, field: str, word: str) -> Longs:
        self._check_time()
        return self._snapshot.places(field, word)

    def _shares(self, field: str, rows: Longs, counts: Longs) -> Scores:
        """The BM25 share of one term in each row that holds it."""
        if not len(rows):
            return np.empty(0)
        idf = math.log(1 + (self._snapshot.live_count - len(rows) + 0.5) / (len(rows) + 0.5))
        lengths = self._snapshot.lengths(field)[rows] / self._snapshot.mean_length(field)
        shares: Scores = idf * counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths))
        return shares


def _has_field(node: Node) -> bool:
    match node:
        case FieldIs():
            return True
        case AllOf(children) | AnyOf(children):
            return any(map(_has_field, children))
        case Not(child):
            return _has_field(child)
        case Everything() | Word() | Exact() | Near() | Prefix():
            return False


def _key(leaf: Leaf) -> object:
    """What two leaves have in common that hold in the same places."""
    match leaf:
        case Word(text):
            return (Word, stem(text))
        case Exact(words):
            return (Exact, words)
        case Near(words, distance):
            return (Near, frozenset(stem(word) for word in words), distance)
        case Prefix(letters):
            return (Prefix, letters)


def _members(few: Longs, many: Longs) -> Flags:
    """Which of some numbers are among others; both are in order."""
    at = np.searchsorted(many, few)
    is_inside = at < len(many)
    is_inside[is_inside] = many[at[is_inside]] == few[is_inside]
    return is_inside
