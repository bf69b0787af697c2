"""One request over one generation: its counts, and one page of its hits in their total order."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from time import monotonic

import numpy as np

from papersearch.engines.port import LADDER, MAX_REPEATS_SHOWN, SCORE_DECIMALS, Climb, Hit, SearchResults
from papersearch.engines.records import read_passage
from papersearch.engines.whoosh_engine.arrays import Flags, Longs, Numbers, Scores
from papersearch.engines.whoosh_engine.counting import Filters, facet_counts
from papersearch.engines.whoosh_engine.matching import GROUPS, Matching
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.errors import IndexDamagedError, SearchTooSlowError
from papersearch.passage import Passage
from papersearch.query import Node, Rung, SearchRequest, Sort

_FACTOR = 10**SCORE_DECIMALS
_AFTER_ALL_DAYS = date.max.toordinal() + 1
_STEP_BITS = 6
"""For the steps of the ladder, each in eight tiers."""
_GREATEST_SCORE = (1 << 31) - 1
_PARTS = 256
_FEW = 500
"""So many rows are sorted, or put into a set, sooner than counted into an array of all that there may be."""


@dataclass(frozen=True, slots=True)
class _Hits:
    """Hits side by side: row, step of the ladder and item."""

    rows: Longs
    steps: Numbers
    items: Numbers


@dataclass(frozen=True, slots=True)
class _Ranking:
    """What orders hits of one step, asked for only where a page is wanted."""

    scores: Callable[[Longs], Scores]
    other_forms: Callable[[Longs], Numbers]


def results_of(snapshot: Snapshot, request: SearchRequest, climb: Climb | None = None) -> SearchResults:
    """The hits, totals and facets of a request, as far as `climb` says if it is given.

    Raises:
        SearchTooSlowError: the deadline passed.
    """
    deadline = _Deadline(request.deadline_s)
    matching = Matching(snapshot, request.query, deadline.check)
    filters = Filters(snapshot, request)
    rows, steps = matching.found(filters.first if filters.are_first else None)
    is_passing = filters.others(rows) if filters.counted_without else None
    counts = np.bincount(steps if is_passing is None else steps[is_passing], minlength=len(LADDER)).tolist()
    totals = {rung: sum(counts[step] for step, (one, _) in enumerate(LADDER) if one == rung) for rung in Rung}
    related = {rung: counts[LADDER.index((rung, True))] for rung in Rung}
    reach = climb(totals, related) if climb else request.reach
    is_reached = _is_up_to(reach)[steps]
    is_hit, hit_rows, hit_steps = is_reached if is_passing is None else is_reached & is_passing, rows, steps
    if not is_hit.all():
        hit_rows, hit_steps = rows[is_hit], hit_steps[is_hit]
    deadline.check()
    facets = facet_counts(snapshot, [one for one in request.facets if one not in filters.counted_without], hit_rows)
    for facet in filters.counted_without:
        deadline.check()
        facets |= facet_counts(snapshot, [facet], rows[is_reached & filters.others(rows, without=facet)])
    items = snapshot.column("item_key").ordinals[hit_rows]
    ranking = _Ranking(matching.scores, matching.other_forms)
    page = _Page(snapshot, request, ranking, _Hits(hit_rows, hit_steps, items))
    return SearchResults(
        hits=page.hits(),
        listed=page.listed,
        totals=totals,
        related=related,
        reach=reach,
        items=_different(items),
        facets={facet: facets[facet] for facet in request.facets},
        expansion_cut=matching.expansion_cut,
    )


def best_in(snapshot: Snapshot, query: Node, rung: Rung, keys: Collection[str]) -> dict[str, Passage]:
    """The passage of the first hit that a query has on `PARAGRAPH` in each of some groups, as `port.Reader.best_in`."""
    column = snapshot.column(GROUPS[rung])
    wanted = [column.number[key] for key in keys if key in column.number]
    is_wanted = np.zeros(column.size, np.bool_)
    is_wanted[wanted] = True
    request = SearchRequest(query=query)
    matching = Matching(snapshot, query, _Deadline(None).check)
    rows, steps = matching.found(lambda rows: is_wanted[column.ordinals[rows]])
    is_reached = _is_up_to(request.reach)[steps]
    rows, steps = rows[is_reached], steps[is_reached]
    hits = _Hits(rows, steps, column.ordinals[rows])
    order = _order_of(snapshot, request, hits, _Ranking(matching.scores, matching.other_forms))
    best = rows[order.firsts_of(hits.items, np.arange(len(rows)))]
    return {column.values[column.ordinals[row]]: passage_at(snapshot, row) for row in best.tolist()}


def _is_up_to(reach: Rung) -> Flags:
    """Of each step of the ladder whether its rung lies within the reach."""
    return np.array([rung <= reach for rung, _ in LADDER])


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
    """The list of some hits, and one page of it; an entry of the list is meant by the place of its hit among the hits."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest, ranking: _Ranking, hits: _Hits) -> None:
        self._snapshot = snapshot
        self._request = request
        self._hits = hits
        self.listed = 0
        self._places = np.empty(0, np.int64)
        if not request.page_size:
            return
        self._order = _order_of(snapshot, request, hits, ranking)
        every = np.arange(len(hits.rows))
        self._entries = self._order.firsts_of(hits.items, every) if request.grouped else every
        self._repeats = snapshot.repeats[hits.rows[self._entries]]
        listed = self._listed()
        self.listed = len(listed)
        stop = request.page * request.page_size
        if stop - request.page_size < self.listed:
            self._places = self._order.firsts(listed, stop)[stop - request.page_size :]

    def _listed(self) -> Longs:
        """The entries that are listed, in no order."""
        if self._request.same_as is not None:
            return self._entries[self._is_same(self._request.same_as)]
        if not self._request.folded:
            return self._entries
        is_repeat = self._repeats > 0
        first = self._order.firsts_of(self._repeats[is_repeat], self._entries[is_repeat])
        return np.concatenate([self._entries[~is_repeat], first])

    def _is_same(self, passage_id: str) -> Flags:
        """Which entries repeat the passage of an id."""
        row = self._snapshot.row_of(passage_id)
        if row is None:
            return np.zeros(len(self._entries), np.bool_)
        number = self._snapshot.repeats[row]
        is_same: Flags = self._repeats == number if number else self._hits.rows[self._entries] == row
        return is_same

    def hits(self) -> tuple[Hit, ...]:
        """The hits of the page."""
        hits, is_grouped = self._hits, self._request.grouped
        found = []
        for at in self._places.tolist():
            number = self._snapshot.repeats[hits.rows[at]]
            others = self._entries[self._repeats == number] if number else self._places[:0]
            found.append(
                Hit(
                    passage=passage_at(self._snapshot, int(hits.rows[at])),
                    score=float(self._order.scores[at]) / _FACTOR,
                    rung=LADDER[hits.steps[at]][0],
                    related=LADDER[hits.steps[at]][1],
                    more_in_item=int(np.count_nonzero(hits.items == hits.items[at])) - 1 if is_grouped else 0,
                    repeats=max(0, len(others) - 1),
                    repeated_by=self._folded_under(others),
                )
            )
        return tuple(found)

    def _folded_under(self, repeats: Longs) -> tuple[Passage, ...]:
        """The passages of the first entries that repeat another but the very first, which is listed."""
        if not self._request.folded or self._request.same_as is not None:
            return ()
        firsts = self._order.firsts(repeats, MAX_REPEATS_SHOWN + 1)[1:]
        return tuple(passage_at(self._snapshot, row) for row in self._hits.rows[firsts].tolist())


def _order_of(snapshot: Snapshot, request: SearchRequest, hits: _Hits, ranking: _Ranking) -> "_Order":
    """The order of the hits of a request."""
    scores = ranking.scores(hits.rows)
    scores *= _FACTOR
    np.rint(scores, out=scores)
    tiers = (snapshot.frames[hits.rows].view(np.uint8) << 2) | ranking.other_forms(hits.rows)
    return _Order(snapshot, request.sort, hits, scores, tiers)


class _Order:
    """The total order of hits, as two numbers each: the first decides, then the second, and the lower comes first."""

    def __init__(self, snapshot: Snapshot, sort: Sort, hits: _Hits, scores: Scores, tiers: Numbers) -> None:
        self._snapshot = snapshot
        self._sort = sort
        self._rows = hits.rows
        self.scores = scores
        """Whole numbers, in the last of `SCORE_DECIMALS`."""
        self._scores = np.minimum(scores, _GREATEST_SCORE).astype(np.int64)
        self._major = self._make_major(((hits.steps << 3) | tiers).astype(np.int64))

    def _make_major(self, steps: Longs) -> Longs:
        match self._sort:
            case Sort.RELEVANCE:
                return (steps << 32) - self._scores
            case Sort.NEWEST:
                return (self._newest(self._rows) << _STEP_BITS) | steps
            case Sort.OLDEST:
                days = self._snapshot.days[self._rows].astype(np.int64)
                return (np.where(days > 0, days, _AFTER_ALL_DAYS) << _STEP_BITS) | steps

    def _minor(self, places: Longs) -> Longs:
        rows = self._rows[places]
        first = self._newest(rows) if self._sort == Sort.RELEVANCE else _GREATEST_SCORE - self._scores[places]
        return (first << 32) | self._snapshot.ranks[rows]

    def _newest(self, rows: Longs) -> Longs:
        days = self._snapshot.days[rows].astype(np.int64)
        return np.where(days > 0, _AFTER_ALL_DAYS - days, _AFTER_ALL_DAYS)

    def firsts(self, places: Longs, wanted: int) -> Longs:
        """The first of some places in order; sorts no more than it must."""
        major = self._major[places]
        if len(places) > wanted:
            is_early = major <= _bound(major, wanted)
            places, major = places[is_early], major[is_early]
        if len(places) > wanted:
            last = np.partition(major, wanted - 1)[wanted - 1]
            before, level = places[major < last], places[major == last]
            missing = wanted - len(before)
            if len(level) > missing:
                minor = self._minor(level)
                level = level[minor <= np.partition(minor, missing - 1)[missing - 1]]  # no two are equal
            places = np.concatenate([before, level])
        return places[np.lexsort((self._minor(places), self._major[places]))]

    def firsts_of(self, groups: Numbers, places: Longs) -> Longs:
        """Of some places the first in order of each group, in no order; `groups` are those of the places."""
        if len(places) < _FEW:
            ordered = np.lexsort((self._minor(places), self._major[places], groups))
            return places[ordered[np.diff(groups[ordered].astype(np.int64), prepend=-1) > 0]]
        for numbers in (self._major.__getitem__, self._minor):
            own = numbers(places)
            least = np.full(int(groups.max(initial=0)) + 1, np.iinfo(np.int64).max)
            np.minimum.at(least, groups, own)
            is_least = own == least[groups]
            places, groups = places[is_least], groups[is_least]
        return places


def _different(numbers: Numbers) -> int:
    """How many different numbers there are among some, none of them negative."""
    if len(numbers) < _FEW:
        return len(set(numbers.tolist()))
    return int(np.count_nonzero(np.bincount(numbers)))


def _bound(numbers: Longs, wanted: int) -> int:
    """A number that at least so many of some are no greater than, and few more where they are many.

    The least of each of some equal parts are so many of them; to find these is a tenth of the work of sorting out the rest.
    """
    parts = max(4 * wanted, _PARTS)
    if len(numbers) < 4 * parts:
        return int(numbers.max())
    least = numbers[: len(numbers) // parts * parts].reshape(-1, parts).min(axis=0)
    return int(np.partition(least, wanted - 1)[wanted - 1])
