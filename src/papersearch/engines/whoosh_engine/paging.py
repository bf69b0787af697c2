"""One request over one generation: its counts, and one page of its hits in their total order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import monotonic

import numpy as np

from papersearch.engines.port import LADDER, SCORE_DECIMALS, Hit, SearchResults
from papersearch.engines.records import read_passage
from papersearch.engines.whoosh_engine.arrays import Flags, Longs, Numbers, Scores
from papersearch.engines.whoosh_engine.counting import Filters, facet_counts
from papersearch.engines.whoosh_engine.matching import Matching
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.errors import IndexDamagedError, SearchTooSlowError
from papersearch.passage import Passage
from papersearch.query import Rung, SearchRequest, Sort

_FACTOR = 10**SCORE_DECIMALS
_AFTER_ALL_DAYS = date.max.toordinal() + 1
_GREATEST_SCORE = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class _Hits:
    """Hits side by side: row, step of the ladder and item."""

    rows: Longs
    steps: Numbers
    items: Numbers


def results_of(snapshot: Snapshot, request: SearchRequest) -> SearchResults:
    """The hits, totals and facets of a request.

    Raises:
        SearchTooSlowError: the deadline passed.
    """
    deadline = _Deadline(request.deadline_s)
    matching = Matching(snapshot, request.query, deadline.check)
    rows, steps = matching.found()
    filters = Filters(snapshot, request, rows)
    is_reached = _is_up_to(request.reach)[steps]
    is_passing = filters.passing()
    totals = np.bincount(steps[is_passing], minlength=len(LADDER)).tolist()
    is_hit = is_reached & is_passing
    hit_rows = rows[is_hit]
    facets = {}
    for facet in request.facets:
        deadline.check()
        counted = rows[is_reached & filters.passing(without=facet)] if filters.has(facet) else hit_rows
        facets[facet] = facet_counts(snapshot, facet, counted)
    items = snapshot.column("item_key").ordinals[hit_rows]
    in_item = np.bincount(items)
    return SearchResults(
        hits=_page(snapshot, request, matching.scores, _Hits(hit_rows, steps[is_hit], items), in_item),
        totals={rung: sum(totals[step] for step, (one, _) in enumerate(LADDER) if one == rung) for rung in Rung},
        related={rung: totals[LADDER.index((rung, True))] for rung in Rung},
        items=int(np.count_nonzero(in_item)),
        facets=facets,
        expansion_cut=matching.expansion_cut,
    )


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


def _page(
    snapshot: Snapshot, request: SearchRequest, scores_of: Callable[[Longs], Scores], hits: _Hits, in_item: Longs
) -> tuple[Hit, ...]:
    if request.page_size * (request.page - 1) >= len(hits.rows) or not request.page_size:
        return ()
    scores = np.rint(scores_of(hits.rows) * _FACTOR)
    return tuple(
        Hit(
            passage=passage_at(snapshot, int(hits.rows[at])),
            score=float(scores[at]) / _FACTOR,
            rung=LADDER[hits.steps[at]][0],
            related=LADDER[hits.steps[at]][1],
            more_in_item=int(in_item[hits.items[at]]) - 1 if request.grouped else 0,
        )
        for at in _places_on_page(snapshot, request, hits, scores).tolist()
    )


def _places_on_page(snapshot: Snapshot, request: SearchRequest, hits: _Hits, scores: Scores) -> Longs:
    """The places among the hits of those on the page asked for, in order; scores are in units of their last decimal."""
    stop = request.page * request.page_size
    start = stop - request.page_size
    order = _Order(snapshot, request.sort, hits, scores)
    if not request.grouped:
        return order.firsts(stop)[start:]
    wanted = stop
    while True:
        places = order.firsts(wanted)
        _, heads = np.unique(hits.items[places], return_index=True)
        if len(heads) >= stop or len(places) == len(hits.rows):
            return places[np.sort(heads)][start:stop]
        wanted *= 4


class _Order:
    """The total order of hits, as two numbers each: the first decides, then the second, and the lower comes first."""

    def __init__(self, snapshot: Snapshot, sort: Sort, hits: _Hits, scores: Scores) -> None:
        self._snapshot = snapshot
        self._sort = sort
        self._rows = hits.rows
        self._scores = np.minimum(scores, _GREATEST_SCORE).astype(np.int64)
        self._major = self._make_major((hits.steps.astype(np.int64) << 1) | snapshot.frames[hits.rows])

    def _make_major(self, steps: Longs) -> Longs:
        match self._sort:
            case Sort.RELEVANCE:
                return (steps << 32) - self._scores
            case Sort.NEWEST:
                return (self._newest(self._rows) << 4) | steps
            case Sort.OLDEST:
                days = self._snapshot.days[self._rows].astype(np.int64)
                return (np.where(days > 0, days, _AFTER_ALL_DAYS) << 4) | steps

    def _minor(self, places: Longs) -> Longs:
        rows = self._rows[places]
        first = self._newest(rows) if self._sort == Sort.RELEVANCE else _GREATEST_SCORE - self._scores[places]
        return (first << 32) | self._snapshot.ranks[rows]

    def _newest(self, rows: Longs) -> Longs:
        days = self._snapshot.days[rows].astype(np.int64)
        return np.where(days > 0, _AFTER_ALL_DAYS - days, _AFTER_ALL_DAYS)

    def firsts(self, wanted: int) -> Longs:
        """The places of the first hits in order; sorts no more than it must."""
        places = np.arange(len(self._major))
        if len(places) > wanted:
            last = np.partition(self._major, wanted - 1)[wanted - 1]
            before, level = np.flatnonzero(self._major < last), np.flatnonzero(self._major == last)
            missing = wanted - len(before)
            if len(level) > missing:
                minor = self._minor(level)
                level = level[minor <= np.partition(minor, missing - 1)[missing - 1]]  # no two are equal
            places = np.concatenate([before, level])
        return places[np.lexsort((self._minor(places), self._major[places]))]
