"""A query tree into rows, steps of the ladder and scores."""

from collections.abc import Callable, Sequence

import numpy as np

from papersearch.engines.port import ANOTHER_FORM, ANOTHER_SPELLING, AS_WRITTEN, CONTEXT_WEIGHT, LADDER
from papersearch.engines.whoosh_engine.arrays import NAMES, PRINTED, Flags, Longs, Numbers, Scores
from papersearch.engines.whoosh_engine.evidence import Evidence, evidence_of, groups_with, members
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
    has_fields,
    leaves,
)

_SPARSE = 8
"""A list so many times longer than what is sought in it is searched; a shorter one is added up whole."""
_FEW = 500
"""So many rows are looked up in any list."""
_BROAD = 8
"""A query whose lists hold a row in so many looks at all rows."""
GROUPS = {Rung.ITEM: "item_key", Rung.MEETING: "meeting_key"}
"""The field that says which group a passage belongs to on a rung."""


class Matching:
    """One query over one generation; `check_time` is called between leaves and raises when it is too late."""

    def __init__(self, snapshot: Snapshot, query: Node, check_time: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._query = query
        self._check_time = check_time
        self._positive = tuple(leaves(query))
        self._may_lack_leaves = _may_lack_leaves(query)
        self._sums: Scores | None = None
        self._evidence: dict[Leaf, Evidence] = {}
        for leaf in dict.fromkeys(leaves(query, negated=True)):
            check_time()
            self._evidence[leaf] = evidence_of(snapshot, leaf, check_time)
        self.expansion_cut = any(evidence.is_cut for evidence in self._evidence.values())

    def found(self, passing: Callable[[Longs], Flags] | None = None) -> tuple[Longs, Numbers]:
        """The rows that are hits, in order, and the step of the ladder that each reaches first.

        With `passing`, of the rows that it lets pass; the others are not looked at.
        """
        typed = as_typed(self._query)
        if passing is None and self._is_broad():
            return self._found_broadly(typed)
        rows = np.flatnonzero(self._that_may_be_hits())
        if passing is not None:
            rows = rows[passing(rows)]
        steps = self._climbed(typed, rows, 0)
        is_hit = steps < len(LADDER)
        return rows[is_hit], steps[is_hit]

    def _is_broad(self) -> bool:
        """Whether so many rows hold a leaf that it is quicker to look at all than to pick those out."""
        return sum(len(self._evidence[leaf].text) for leaf in self._positive) * _BROAD > self._snapshot.size

    def _found_broadly(self, typed: Node) -> tuple[Longs, Numbers]:
        """As `found`, the first step for every row at once; only rows that it does not reach are picked out for the others."""
        self._check_time()
        reached = self._evaluated(typed, self._snapshot.size, lambda leaf: self._flags_of(self._evidence[leaf].text))
        reached = reached & self._snapshot.live
        steps = np.multiply(~reached, len(LADDER), dtype=np.uint8)
        left = np.flatnonzero(self._that_may_be_hits() & ~reached)
        if len(left):
            steps[left] = self._climbed(typed, left, 1)
        rows = np.flatnonzero(steps < len(LADDER))
        return rows, steps[rows]

    def _climbed(self, typed: Node, rows: Longs, first: int) -> Numbers:
        """The step that each of some rows reaches first, from some step of the ladder on; past the last for one that does not."""
        steps = np.full(len(rows), len(LADDER), np.uint8)
        is_left = np.ones(len(rows), np.bool_)
        is_plain = typed == self._query
        for step, (rung, is_related) in enumerate(LADDER[first:], first):
            if (is_related and is_plain) or (rung != Rung.PARAGRAPH and not self._positive):
                continue
            if not is_left.any():
                break
            self._check_time()
            node = self._query if is_related else typed
            reached = self._truth(node, rung, rows) & is_left
            if rung != Rung.PARAGRAPH:
                reached &= self._shows(node, rows)
            steps[reached] = step
            is_left &= ~reached
        return steps

    def scores(self, rows: Longs) -> Scores:
        """The score of each of some rows, which are in order."""
        scores = np.zeros(len(rows))
        for leaf in self._positive:
            self._check_time()
            evidence = self._evidence[leaf]
            weight = 1.0 if isinstance(leaf, Prefix) else leaf.weight
            self._add_shares(scores, rows, (evidence.text, evidence.text_shares, weight))
            self._add_shares(scores, rows, (evidence.context, evidence.context_shares, weight * CONTEXT_WEIGHT))
        if self._sums is not None:
            scores += self._sums[rows]
            self._sums = None
        return scores

    def other_forms(self, rows: Longs) -> Numbers:
        """How far some rows are from holding a positive leaf as the query writes it: `port.AS_WRITTEN` and what follows."""
        if not self._positive or len(rows) < 2:  # there is nothing to put one row before
            return np.full(len(rows), AS_WRITTEN, np.uint8)
        forms = _Forms(self._snapshot.size, rows)
        live = self._snapshot.live
        for leaf in dict.fromkeys(
            with_names(self._positive, lambda term: bool(live[self._holding(NAMES, term)].any()))
        ):
            self._check_time()
            if isinstance(leaf, NumberedName):
                forms.note(self._holding(NAMES, leaf.as_name), ANOTHER_SPELLING if leaf.is_joined else AS_WRITTEN)
                forms.note(self._holding(NAMES, leaf.in_one_word), AS_WRITTEN)
            elif isinstance(leaf, Word):
                forms.note(self._holding(PRINTED, leaf.text), AS_WRITTEN)
            else:
                forms.note(self._evidence[leaf].text, AS_WRITTEN)
        return forms.of_rows()

    def _holding(self, field: str, term: str) -> Longs:
        return self._snapshot.holding(field, term)

    def _add_shares(self, scores: Scores, rows: Longs, term: tuple[Longs, Scores, float]) -> None:
        """Add the shares of one term: to the rows if they are few beside those that hold it, else to the sums of all."""
        holding, shares, weight = term
        if not len(holding):
            return
        if len(rows) > _FEW and len(rows) * _SPARSE > len(holding):
            if self._sums is None:
                self._sums = np.zeros(self._snapshot.size)
            self._sums[holding] += shares if weight == 1 else weight * shares
            return
        at = np.searchsorted(holding, rows)
        is_inside = at < len(holding)
        is_inside[is_inside] = holding[at[is_inside]] == rows[is_inside]
        scores[is_inside] += weight * shares[at[is_inside]]

    # Which rows

    def _that_may_be_hits(self) -> Flags:
        """For every row whether it holds a positive leaf, or is live where the query asks for none."""
        return self._snapshot.live if self._may_lack_leaves else self._that_show(self._positive)

    def _that_show(self, positive: Sequence[Leaf]) -> Flags:
        """For every row whether it holds one of these leaves itself."""
        marks = np.zeros(self._snapshot.size, np.bool_)
        for leaf in positive:
            evidence = self._evidence[leaf]
            marks[evidence.text] = True
            marks[evidence.context[self._snapshot.firsts[evidence.context]]] = True
        return marks

    def _flags_of(self, holding: Longs) -> Flags:
        """For every row whether it is among some."""
        marks = np.zeros(self._snapshot.size, np.bool_)
        marks[holding] = True
        return marks

    def _shows(self, node: Node, rows: Longs) -> Flags:
        """Which of the rows looked at hold a positive leaf of this form of the query."""
        positive = tuple(leaves(node))
        if len(positive) == len(self._positive) and not self._may_lack_leaves:
            return np.ones(len(rows), np.bool_)
        return self._that_show(positive)[rows]

    def _among(self, rows: Longs, holding: Longs) -> Flags:
        """Which of some rows are among others, which are in order."""
        if len(rows) * _SPARSE < len(holding):
            return members(rows, holding)
        return self._flags_of(holding)[rows]

    # Truth

    def _truth(self, node: Node, rung: Rung, rows: Longs) -> Flags:
        """Of which rows a query is true on a rung."""
        if rung == Rung.PARAGRAPH:
            return self._evaluated(node, len(rows), lambda leaf: self._among(rows, self._evidence[leaf].text), rows)
        field = GROUPS[rung]
        column = self._snapshot.column(field)
        groups = column.ordinals[rows]

        def truth(leaf: Leaf) -> Flags:
            return groups_with(self._snapshot, leaf, self._evidence[leaf], field)

        if has_fields(node) or len(rows) < column.size:  # a field is a property of the passage, not of its group
            return self._evaluated(node, len(rows), lambda leaf: truth(leaf)[groups], rows)
        return self._evaluated(node, column.size, truth)[groups]

    def _evaluated(self, node: Node, size: int, truth: Callable[[Leaf], Flags], rows: Longs | None = None) -> Flags:
        """Of which of so many things a query is true: of some rows, or else of every row or group."""
        match node:
            case Everything():
                return np.ones(size, np.bool_)
            case Word() | Exact() | Near() | Prefix():
                return truth(node)
            case FieldIs(name, value):
                flags = self._snapshot.rows_with(name, frozenset((value,)))
                return flags if rows is None else flags[rows]
            case AllOf(children):
                flags = np.ones(size, np.bool_)
                for child in children:
                    flags &= self._evaluated(child, size, truth, rows)
                return flags
            case AnyOf(children):
                flags = np.zeros(size, np.bool_)
                for child in children:
                    flags |= self._evaluated(child, size, truth, rows)
                return flags
            case Not(child):
                return ~self._evaluated(child, size, truth, rows)


class _Forms:
    """How far each of some rows is from holding a leaf as the query writes it."""

    def __init__(self, size: int, rows: Longs) -> None:
        self._rows = rows
        self._has_few = len(rows) * _SPARSE < size
        self._forms = np.full(len(rows) if self._has_few else size, ANOTHER_FORM, np.uint8)

    def note(self, holding: Longs, form: int) -> None:
        """Note of what rows, which are in order, it is so far at most."""
        places: Flags | Longs = members(self._rows, holding) if self._has_few else holding
        self._forms[places] = form if form == AS_WRITTEN else np.minimum(self._forms[places], form)

    def of_rows(self) -> Numbers:
        """What was noted, in the order of the rows."""
        return self._forms if self._has_few else self._forms[self._rows]


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
