"""One request over one generation: its counts, and one page of its hits in their total order."""

from dataclasses import dataclass
from datetime import date
from time import monotonic

import numpy as np

from papersearch.engines.port import LADDER, SCORE_DECIMALS, Hit, SearchResults
from papersearch.engines.records import read_passage
from papersearch.engines.whoosh_engine.arrays import Longs, Scores
from papersearch.engines.whoosh_engine.counting import Filters, facet_counts
from papersearch.engines.whoosh_engine.matching import Matching
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.errors import IndexDamagedError, SearchTooSlowError
from papersearch.passage import Passage
from papersearch.query import Rung, SearchRequest, Sort

_FACTOR = 10**SCORE_DECIMALS
_RUNGS = np.array([rung for rung, _ in LADDER])
_AFTER_ALL_DAYS = date.max.toordinal() + 1
_GREATEST_SCORE = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class _Hits:
    """Hits side by side: row, step of the ladder, item, and score in units of its last decimal."""

    rows: Longs
    steps: Longs
    items: Longs
    scores: Scores


def results_of(snapshot: Snapshot, request: SearchRequest) -> SearchResults:
    """The hits, totals and facets of a request.

    Raises:
        SearchTooSlowError: the deadline passed.
    """
    deadline = _Deadline(request.deadline_s)
    matching = Matching(snapshot, request.query, deadline.check)
    rows, steps = matching.found()
    filters = Filters(snapshot, request, rows)
    is_reached = _RUNGS[steps] <= request.reach
    is_passing = filters.passing()
    totals = np.bincount(steps[is_passing], minlength=len(LADDER)).tolist()
    is_hit = is_reached & is_passing
    facets = {}
    for facet in request.facets:
        deadline.check()
        counted = is_hit if not filters.has(facet) else is_reached & filters.passing(without=facet)
        facets[facet] = facet_counts(snapshot, facet, rows[counted])
    items = np.bincount(snapshot.column("item_key").ordinals[rows[is_hit]])
    return SearchResults(
        hits=_page(snapshot, request, matching, rows[is_hit], steps[is_hit]),
        totals={rung: sum(totals[step] for step, (one, _) in enumerate(LADDER) if one == rung) for rung in Rung},
        related={rung: totals[LADDER.index((rung, True))] for rung in Rung},
        items=int(np.count_nonzero(items)),
        facets=facets,
        expansion_cut=matching.expansion_cut,
    )


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


def _page(snapshot: Snapshot, request: SearchRequest, matching: Matching, rows: Longs, steps: Longs) -> tuple[Hit, ...]:
    if request.page_size * (request.page - 1) >= len(rows) or not request.page_size:
        return ()
    items = snapshot.column("item_key").ordinals[rows].astype(np.int64)
    scores = np.rint(matching.scores(rows) * _FACTOR)
    places = _places_on_page(snapshot, request, _Hits(rows, steps, items, scores))
    more = np.bincount(items) - 1 if request.grouped else np.zeros(1, np.int64)
    return tuple(
        Hit(
            passage=passage_at(snapshot, int(rows[at])),
            score=float(scores[at]) / _FACTOR,
            rung=LADDER[steps[at]][0],
            related=LADDER[steps[at]][1],
            more_in_item=int(more[items[at]]) if request.grouped else 0,
        )
        for at in places.tolist()
    )


def _places_on_page(snapshot: Snapshot, request: SearchRequest, hits: _Hits) -> Longs:
    """The places among the hits of those on the page asked for, in order."""
    stop = request.page * request.page_size
    start = stop - request.page_size
    major, minor = _keys(snapshot, request.sort, hits)
    if not request.grouped:
        return _firsts(major, minor, stop)[start:]
    wanted = stop
    while True:
        places = _firsts(major, minor, wanted)
        _, heads = np.unique(hits.items[places], return_index=True)
        if len(heads) >= stop or len(places) == len(hits.rows):
            return places[np.sort(heads)][start:stop]
        wanted *= 4


def _keys(snapshot: Snapshot, sort: Sort, hits: _Hits) -> tuple[Longs, Longs]:
    """Two numbers a hit; the first decides, then the second, and the lower comes first."""
    scores = np.minimum(hits.scores, _GREATEST_SCORE).astype(np.int64)
    steps = (hits.steps << 1) | snapshot.frames[hits.rows]
    ranks = snapshot.ranks[hits.rows]
    days = snapshot.days[hits.rows].astype(np.int64)
    newest = np.where(days > 0, _AFTER_ALL_DAYS - days, _AFTER_ALL_DAYS)
    match sort:
        case Sort.RELEVANCE:
            return (steps << 32) - scores, (newest << 32) | ranks
        case Sort.NEWEST:
            return (newest << 4) | steps, ((_GREATEST_SCORE - scores) << 32) | ranks
        case Sort.OLDEST:
            oldest = np.where(days > 0, days, _AFTER_ALL_DAYS)
            return (oldest << 4) | steps, ((_GREATEST_SCORE - scores) << 32) | ranks


def _firsts(major: Longs, minor: Longs, wanted: int) -> Longs:
    """The places of the first hits in order; sorts no more than it must."""
    places = np.arange(len(major))
    if len(major) > wanted:
        last = np.partition(major, wanted - 1)[wanted - 1]
        before, level = np.flatnonzero(major < last), np.flatnonzero(major == last)
        missing = wanted - len(before)
        if len(level) > missing:
            level = level[np.argpartition(minor[level], missing - 1)[:missing]]
        places = np.concatenate([before, level])
    return places[np.lexsort((minor[places], major[places]))]
