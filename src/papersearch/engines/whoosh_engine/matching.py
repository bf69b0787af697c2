"""A query tree into sets of rows, a step of the ladder each, and scores."""

from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from operator import add, and_, or_
from typing import TypeVar

import numpy as np

from papersearch.engines.port import ANOTHER_SPELLING, AS_WRITTEN, LADDER
from papersearch.engines.whoosh_engine.arrays import NAMES, PRINTED, Flags, Longs, Numbers, Scores
from papersearch.engines.whoosh_engine.bits import Bits, all_bits, among, bits_of, count, holds_any, rows_of
from papersearch.engines.whoosh_engine.evidence import (
    Evidence,
    Shares,
    Spread,
    evidence_of,
    groups_with,
    rows_of_groups_with,
    spread_of,
)
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.numbered import NumberedName, with_names
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
    is_related,
    leaves,
)

_SPARSE = 8
"""A list so many times longer than what is sought in it is searched; a shorter one is laid out over all rows."""
_FEW = 64
"""So many rows are looked up in any list."""
_PARTS = 256
_BROAD = 16
"""Where a row in so many is left, or more, a rung looks at all rows."""
GROUPS = {Rung.ITEM: "item_key", Rung.MEETING: "meeting_key"}
"""The field that says which group a passage belongs to on a rung."""
Held = TypeVar("Held", Bits, Flags)
Step = tuple[Rung, bool]
"""A step of the ladder: the rung, and whether related words count."""


class Matching:
    """One query over one generation; `check_time` is called between leaves and raises when it is too late."""

    def __init__(self, snapshot: Snapshot, query: Node, check_time: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._size = snapshot.size
        self._query = query
        self._check_time = check_time
        self._positive = tuple(leaves(query))
        self._evidence: dict[Leaf, Evidence] = {}
        for leaf in dict.fromkeys(leaves(query, negated=True)):
            check_time()
            self._evidence[leaf] = evidence_of(snapshot, leaf, check_time)
        self.expansion_cut = any(evidence.is_cut for evidence in self._evidence.values())

    def found(self, passing: Callable[[Longs], Flags] | None = None) -> tuple[tuple[Step, Bits], ...]:
        """The rows that reach a step of the ladder first, step by step; with `passing`, of the rows that it lets pass.

        A step that no row reaches first is left out.
        """
        is_plain = not any(map(is_related, self._evidence))
        typed = self._query if is_plain else as_typed(self._query)
        left = self._snapshot.live_bits & self._that_may_be_hits()
        if passing is not None:
            rows = rows_of(left, self._size)
            left = bits_of(rows[passing(rows)], self._size)
        found = []
        for step in LADDER:
            rung, is_widened = step
            if (is_widened and is_plain) or not (rung == Rung.PARAGRAPH or self._positive):
                continue
            if not holds_any(left):
                break
            self._check_time()
            node = self._query if is_widened else typed
            if rung == Rung.PARAGRAPH:
                reached = left & self._truth(node, rung, left)
            else:
                all_show = is_plain and not self._may_lack_leaves  # or they would not be left
                reached = left if all_show else left & self._that_show(tuple(leaves(node)))
                if not _any_will_do(node):
                    reached = reached & self._truth(node, rung, reached)
            if holds_any(reached):
                left = left & ~reached
                found.append((step, reached))
        return tuple(found)

    @cached_property
    def _may_lack_leaves(self) -> bool:
        return _may_lack_leaves(self._query)

    def _that_may_be_hits(self) -> Bits:
        """The rows that show a positive leaf, or all where the query asks for none."""
        return all_bits(self._size) if self._may_lack_leaves else self._that_show(self._positive)

    def _that_show(self, positive: Sequence[Leaf]) -> Bits:
        """The rows that show one of these leaves."""
        showing = [self._evidence[leaf].showing for leaf in positive]
        return reduce(or_, showing or [np.zeros_like(self._snapshot.live_bits)])

    # Order

    def scores(self, rows: Longs) -> Scores:
        """The score of each of some rows, which are in order."""
        scores = np.zeros(len(rows))
        for leaf in self._positive:
            self._check_time()
            evidence = self._evidence[leaf]
            shares = self._shares(evidence.text, rows)
            if len(evidence.context.rows):
                shares += self._shares(evidence.context, rows)
            weight = _weight(leaf)
            scores += shares if weight == 1 else weight * shares
        return scores

    def _shares(self, shares: Shares, rows: Longs) -> Scores:
        is_sought = len(rows) <= _FEW or len(rows) * _SPARSE <= len(shares.rows)
        return shares.of(rows) if is_sought else shares.of_many(rows, self._size)

    def best_scored(self, rows: Longs, wanted: int, hits: Bits) -> tuple[Longs, Scores]:
        """Of hits those that may be among so many with the best scores, in order, and their scores: seldom many more.

        `rows` hold all `hits`, in order.
        """
        size, held = self._size, count(hits)
        if held <= max(wanted, _FEW) or not self._positive:
            rows = _those_in(rows, hits, held, size)
            return rows, self.scores(rows)
        each = [self._spread(leaf) for leaf in self._positive]
        added, at_least = _gauges(each)
        found = None
        if held * _BROAD > size:
            scores = added(slice(None))
            least = greatest(scores, wanted)  # of all rows; as a rule nearly all of them are among the hits
            best = np.flatnonzero(scores >= at_least(least))
            best = best[among(best, hits, size)]
            if np.count_nonzero(scores[best] >= least) >= wanted:
                found = best
        if found is None:
            rows = _those_in(rows, hits, held, size)
            scores = added(rows)
            found = rows[scores >= at_least(greatest(scores, wanted))]
        if all(len(one.codes) for one in each):
            return found, reduce(add, (one.table[one.codes[found]] for one in each))
        return found, self.scores(found)

    def _spread(self, leaf: Leaf) -> Spread:
        self._check_time()
        return spread_of(self._snapshot, self._evidence[leaf], _weight(leaf))

    @cached_property
    def forms(self) -> tuple[Bits, Bits]:
        """The rows that hold a positive leaf as the query writes it, and those that hold it so or in another spelling."""
        if not self._positive:
            every = all_bits(self._size)
            return every, every
        each: dict[int, list[Bits]] = {AS_WRITTEN: [], ANOTHER_SPELLING: []}
        for leaf in dict.fromkeys(with_names(self._positive, self._is_printed)):
            self._check_time()
            if isinstance(leaf, NumberedName):
                each[ANOTHER_SPELLING if leaf.is_joined else AS_WRITTEN].append(self._with_term(NAMES, leaf.as_name))
                each[AS_WRITTEN].append(self._with_term(NAMES, leaf.in_one_word))
            elif isinstance(leaf, Word):
                each[AS_WRITTEN].append(self._with_term(PRINTED, leaf.text))
            else:
                each[AS_WRITTEN].append(self._evidence[leaf].holding)
        as_written = reduce(or_, each[AS_WRITTEN])
        return as_written, reduce(or_, each[ANOTHER_SPELLING], as_written)

    def _is_printed(self, term: str) -> bool:
        return holds_any(self._with_term(NAMES, term) & self._snapshot.live_bits)

    def _with_term(self, field: str, term: str) -> Bits:
        """The rows that hold a term, those that are deleted too; kept for later."""
        snapshot = self._snapshot
        return snapshot.kept.get(("bits", field, term), lambda: bits_of(snapshot.holding(field, term), snapshot.size))

    # Truth

    def _truth(self, node: Node, rung: Rung, left: Bits) -> Bits:
        """Of which rows a query is true on a rung, at least of those that are left."""
        snapshot, every = self._snapshot, self._snapshot.live_bits
        if rung == Rung.PARAGRAPH:
            return _evaluated(node, every, lambda leaf: self._evidence[leaf].holding, snapshot.bits_with)
        field = GROUPS[rung]
        if count(left) * _BROAD > self._size:
            return _evaluated(
                node,
                every,
                lambda leaf: rows_of_groups_with(snapshot, self._evidence[leaf], field),
                snapshot.bits_with,
            )
        rows = rows_of(left, self._size)
        groups = snapshot.column(field).ordinals[rows]
        is_true = _evaluated(
            node,
            np.ones(len(rows), np.bool_),
            lambda leaf: groups_with(snapshot, self._evidence[leaf], field)[groups],
            lambda facet, values: among(rows, snapshot.bits_with(facet, values), self._size),
        )
        return bits_of(rows[is_true], self._size)


def _gauges(each: Sequence[Spread]) -> tuple[Callable[[Longs | slice], Numbers], Callable[[float], float]]:
    """What gives numbers for rows that are about as their scores, and how small one may be whose score is as good as one's."""
    if len(each) == 1 and len(each[0].codes):
        return each[0].codes.__getitem__, each[0].first_level_with
    total = np.min_scalar_type(sum(one.most for one in each))
    excess = sum(one.excess for one in each) + 1  # rounded to the last decimal, more of them may be level

    def added(rows: Longs | slice) -> Numbers:
        return reduce(lambda one, other: np.add(one, other, dtype=total), [one.coarse[rows] for one in each])

    return added, lambda least: max(0, least - excess)


def _weight(leaf: Leaf) -> float:
    return 1.0 if isinstance(leaf, Prefix) else leaf.weight


def _those_in(rows: Longs, hits: Bits, held: int, size: int) -> Longs:
    """Those of some rows that are in a set of so many, all of which are among them."""
    return rows if held == len(rows) else rows[among(rows, hits, size)]


def greatest(numbers: Numbers | Scores, wanted: int) -> float:
    """A number that at least so many of some, of which there are no fewer, are no less than, and few more are.

    The greatest of each of some equal parts are so many of them; to find these is a tenth of the work of sorting out the
    rest.
    """
    parts = max(4 * wanted, _PARTS)
    if len(numbers) >= 4 * parts:
        numbers = numbers[: len(numbers) // parts * parts].reshape(-1, parts).max(axis=0)
    found: float = np.partition(numbers, len(numbers) - wanted)[len(numbers) - wanted].item()
    return found


def _evaluated(
    node: Node, every: Held, truth: Callable[[Leaf], Held], with_values: Callable[[str, frozenset[str]], Held]
) -> Held:
    """Of which things a query is true: bits of all rows, or flags of some; `every` is all of them."""
    match node:
        case Everything():
            return every
        case Word() | Exact() | Near() | Prefix():
            return truth(node)
        case FieldIs(name, value):
            return with_values(name, frozenset((value,)))
        case AllOf(children):
            return reduce(and_, [_evaluated(child, every, truth, with_values) for child in children] or [every])
        case AnyOf(children):
            return reduce(or_, [_evaluated(child, every, truth, with_values) for child in children] or [every ^ every])
        case Not(child):
            return ~_evaluated(child, every, truth, with_values)


def _any_will_do(node: Node) -> bool:
    """Whether a query is true of every group in which one of its leaves holds."""
    match node:
        case Word() | Exact() | Near() | Prefix():
            return True
        case AnyOf(children):
            return all(map(_any_will_do, children))
        case Everything() | FieldIs() | AllOf() | Not():
            return False


def _may_lack_leaves(node: Node) -> bool:
    """Whether a query can be true of a passage that holds none of its positive leaves."""
    match node:
        case Word() | Exact() | Near() | Prefix():
            return False
        case AllOf(children):
            return all(map(_may_lack_leaves, children))
        case AnyOf(children):
            return any(map(_may_lack_leaves, children))
        case Everything() | FieldIs() | Not():
            return True
