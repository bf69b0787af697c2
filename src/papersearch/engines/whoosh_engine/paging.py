"""One request over one generation: its counts, and one page of its hits in their total order."""

from collections.abc import Collection, Sequence
from functools import cached_property, reduce
from operator import or_
from time import monotonic

import numpy as np

from papersearch.engines.port import MAX_REPEATS_SHOWN, Climb, Hit, SearchResults
from papersearch.engines.records import read_passage
from papersearch.engines.whoosh_engine.arrays import Longs, Numbers
from papersearch.engines.whoosh_engine.bits import Bits, bits_of, count, packed, rows_of
from papersearch.engines.whoosh_engine.counting import Filters, facet_count, facet_counts
from papersearch.engines.whoosh_engine.matching import GROUPS, Matching, Step
from papersearch.engines.whoosh_engine.ordering import FACTOR, Order
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.errors import IndexDamagedError, SearchTooSlowError
from papersearch.passage import Passage
from papersearch.query import Node, Rung, SearchRequest, Sort

_RUNGS = tuple(Rung)
_FEW = 500
"""So many rows are put into a set sooner than into an array of all that there may be."""


def results_of(snapshot: Snapshot, request: SearchRequest, climb: Climb | None = None) -> SearchResults:
    """The hits, totals and facets of a request, as far as `climb` says if it is given.

    Raises:
        SearchTooSlowError: the deadline passed.
    """
    deadline = _Deadline(request.deadline_s)
    matching = Matching(snapshot, request.query, deadline.check)
    filters = Filters(snapshot, request)
    found, passing = matching.found(), filters.passing()
    steps = found if passing is None else tuple((step, bits & passing) for step, bits in found)
    totals, related = _counts(steps)
    reach = climb(totals, related) if climb else request.reach
    reached = [(step, bits) for step, bits in steps if step[0] <= reach]
    hits = _together([bits for _, bits in reached], snapshot)
    rows = rows_of(hits, snapshot.size)
    deadline.check()
    facets = facet_counts(snapshot, [one for one in request.facets if one not in filters.counted_without], rows)
    for facet in filters.counted_without:
        deadline.check()
        counted = _together([bits for (rung, _), bits in found if rung <= reach], snapshot)
        others = filters.passing(without=facet)
        counted = counted if others is None else counted & others
        facets[facet] = facet_count(snapshot, facet, counted)
    items = snapshot.column("item_key").ordinals[rows]
    order = Order(snapshot, request.sort, [bits for _, bits in reached], matching)
    page = _Page(snapshot, request, order, hits, rows, items)
    return SearchResults(
        hits=page.hits([step for step, _ in reached]),
        listed=page.listed,
        totals=totals,
        related=related,
        reach=reach,
        items=_different(items),
        facets={facet: facets[facet] for facet in request.facets},
        expansion_cut=matching.expansion_cut,
    )


def _counts(steps: Sequence[tuple[Step, Bits]]) -> tuple[dict[Rung, int], dict[Rung, int]]:
    """For each rung its hits, and how many of them are related."""
    totals, related = dict.fromkeys(_RUNGS, 0), dict.fromkeys(_RUNGS, 0)
    for (rung, is_related), bits in steps:
        held = count(bits)
        totals[rung] += held
        if is_related:
            related[rung] += held
    return totals, related


def _together(sets: Sequence[Bits], snapshot: Snapshot) -> Bits:
    """The rows of some sets."""
    return reduce(or_, sets) if sets else np.zeros_like(snapshot.live_bits)


def best_in(snapshot: Snapshot, query: Node, rung: Rung, keys: Collection[str]) -> dict[str, Passage]:
    """The passage of the first hit that a query has on `PARAGRAPH` in each of some groups, as `port.Reader.best_in`."""
    column = snapshot.column(GROUPS[rung])
    wanted = [column.number[key] for key in keys if key in column.number]
    is_wanted = np.zeros(column.size, np.bool_)
    is_wanted[wanted] = True
    matching = Matching(snapshot, query, _Deadline(None).check)
    found = matching.found(lambda rows: is_wanted[column.ordinals[rows]])
    reached = [bits for (one, _), bits in found if one == Rung.PARAGRAPH]
    rows = rows_of(_together(reached, snapshot), snapshot.size)
    best = Order(snapshot, Sort.RELEVANCE, reached, matching).firsts_of(column.ordinals[rows], rows)
    return {column.values[column.ordinals[row]]: passage_at(snapshot, row) for row in best.tolist()}


def among(snapshot: Snapshot, passage_ids: Collection[str], query: Node, rung: Rung) -> frozenset[str]:
    """Those of some passages that a query finds up to a rung, as `port.Reader.among`."""
    known: dict[str, int | None] = snapshot.remember("engine: rows of passages asked for", dict)
    asked = [(one, known[one] if one in known else known.setdefault(one, snapshot.row_of(one))) for one in passage_ids]
    found = Matching(snapshot, query, _Deadline(None).check).found()
    reached = _together([bits for (one, _), bits in found if one <= rung], snapshot)
    rows = set(rows_of(reached, snapshot.size).tolist())
    return frozenset(one for one, row in asked if row in rows)


def passage_at(snapshot: Snapshot, row: int) -> Passage:
    """The passage of a row.

    Raises:
        IndexDamagedError: its record cannot be read.
    """
    try:
        return read_passage(snapshot.record(row))
    except ValueError as error:
        raise IndexDamagedError("a record of the index is damaged; run `papersearch index --fresh`") from error


class _Deadline:
    """When a search has taken too long."""

    def __init__(self, allowed_s: float | None) -> None:
        self._allowed_s = allowed_s
        self._began = monotonic()

    def check(self) -> None:
        """Raise `SearchTooSlowError` once the time is over."""
        if self._allowed_s is not None and monotonic() - self._began >= self._allowed_s:
            raise SearchTooSlowError(f"the search took longer than {self._allowed_s:g} s; add a word or a filter")


class _Page:
    """The list of some hits, and one page of it; an entry of the list is meant by the row of its hit."""

    def __init__(
        self, snapshot: Snapshot, request: SearchRequest, order: Order, hits: Bits, rows: Longs, items: Numbers
    ) -> None:
        self._snapshot = snapshot
        self._request = request
        self._order = order
        self._items = items
        self.listed = 0
        self._rows, self._scores = np.empty(0, np.int64), np.empty(0)
        if not request.page_size:
            return
        self._entries = bits_of(order.firsts_of(items, rows), snapshot.size) if request.grouped else hits
        listed = self._listed()
        self.listed = len(rows) if listed is hits else count(listed)
        stop = request.page * request.page_size
        start = stop - request.page_size
        if start < self.listed:
            found, scores = order.best(rows, listed, stop)
            self._rows, self._scores = found[start:], scores[start:]

    def _listed(self) -> Bits:
        """The entries that are listed."""
        if self._request.same_as is not None:
            return self._entries & self._same_as(self._request.same_as)
        if not self._request.folded or not len(self._repeating):
            return self._entries
        first = self._order.firsts_of(self._snapshot.repeats[self._repeating], self._repeating)
        return (self._entries & ~self._snapshot.repeated_bits) | bits_of(first, self._snapshot.size)

    @cached_property
    def _repeating(self) -> Longs:
        """The entries whose passages another of the generation repeats, in order of their rows."""
        return rows_of(self._entries & self._snapshot.repeated_bits, self._snapshot.size)

    def _same_as(self, passage_id: str) -> Bits:
        """The rows that repeat the passage of an id, and its own."""
        row = self._snapshot.row_of(passage_id)
        if row is None:
            return np.zeros_like(self._entries)
        number = self._snapshot.repeats[row]
        return packed(self._snapshot.repeats == number) if number else bits_of(np.array([row]), self._snapshot.size)

    def hits(self, ladder: Sequence[Step]) -> tuple[Hit, ...]:
        """The hits of the page; `ladder` are the steps that were reached."""
        steps, scores = self._order.steps_of(self._rows).tolist(), (self._scores / FACTOR).tolist()
        repeats = self._snapshot.repeats[self._rows].tolist()
        is_grouped = self._request.grouped
        found = []
        for row, step, score, repeat in zip(self._rows.tolist(), steps, scores, repeats, strict=True):
            passage, (rung, is_related) = passage_at(self._snapshot, row), ladder[step]
            more = self._in_item(row) - 1 if is_grouped else 0
            if repeat:
                others = self._repeating[self._snapshot.repeats[self._repeating] == repeat]
                again, repeated_by = max(0, len(others) - 1), self._folded_under(others)
                found.append(Hit(passage, score, rung, more, is_related, again, repeated_by))
            else:
                found.append(Hit(passage, score, rung, more, is_related))
        return tuple(found)

    def _in_item(self, row: int) -> int:
        """How many hits the item of a row has."""
        return int(np.count_nonzero(self._items == self._snapshot.column("item_key").ordinals[row]))

    def _folded_under(self, repeats: Longs) -> tuple[Passage, ...]:
        """The passages of the first entries that repeat another but the very first, which is listed."""
        if not self._request.folded or self._request.same_as is not None:
            return ()
        firsts = self._order.firsts(repeats, MAX_REPEATS_SHOWN + 1)[1:]
        return tuple(passage_at(self._snapshot, row) for row in firsts.tolist())


def _different(numbers: Numbers) -> int:
    """How many different numbers there are among some, none of them negative."""
    if len(numbers) < _FEW:
        return len(set(numbers.tolist()))
    is_there = np.zeros(int(numbers.max(initial=0)) + 1, np.bool_)
    is_there[numbers.astype(np.intp)] = True
    return int(np.count_nonzero(is_there))
