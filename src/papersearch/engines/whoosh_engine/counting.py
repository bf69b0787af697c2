"""Filters and facet counts."""

import numpy as np

from papersearch.engines.port import FacetCount
from papersearch.engines.whoosh_engine.arrays import Flags, Longs
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.passage import FACETS
from papersearch.query import SearchRequest


class Filters:
    """Which of some rows pass the filters of a request."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest, rows: Longs) -> None:
        self._always = np.ones(len(rows), np.bool_)
        if request.dates is not None:
            days = snapshot.days[rows]
            first = request.dates.first.toordinal() if request.dates.first else 1
            self._always &= days >= first
            if request.dates.last:
                self._always &= days <= request.dates.last.toordinal()
        if request.item is not None:
            items = snapshot.column("item_key")
            self._always &= items.ordinals[rows] == items.number.get(request.item, items.size)
        self._of_facet = {
            facet: snapshot.rows_with(facet, values)[rows] for facet, values in request.filters.items() if values
        }

    def has(self, facet: str) -> bool:
        """Whether values of a facet were chosen."""
        return facet in self._of_facet

    def passing(self, without: str | None = None) -> Flags:
        """The rows that pass all filters, or all but that of one facet."""
        flags = self._always
        for facet, passes in self._of_facet.items():
            if facet != without:
                flags = flags & passes
        return flags


def facet_counts(snapshot: Snapshot, facet: str, rows: Longs) -> tuple[FacetCount, ...]:
    """The values of a facet among some rows: most rows first, then by value."""
    column = snapshot.column(FACETS[facet])

    def counted() -> Longs:
        return np.bincount(column.ordinals_of(rows), minlength=column.size)

    if len(rows) == snapshot.live_count:  # rows are live and distinct, so these are all of them
        counts = snapshot.kept.get(("facet", facet), lambda: (counted(),))[0].view(np.int64)
    else:
        counts = counted()
    found = np.flatnonzero(counts)
    found = found[np.argsort(-counts[found], kind="stable")]  # a facet's ordinals are in the order of its values
    return tuple(map(FacetCount, column.values[found].tolist(), counts[found].tolist()))
