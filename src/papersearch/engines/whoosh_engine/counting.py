"""Filters and facet counts."""

from collections.abc import Sequence

import numpy as np

from papersearch.engines.port import FacetCount
from papersearch.engines.whoosh_engine.arrays import Flags, Longs
from papersearch.engines.whoosh_engine.columns import Column
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.passage import FACETS
from papersearch.query import SearchRequest


class Filters:
    """Which rows pass the filters of a request.

    Those that nothing is counted without come first: dates, item, and facets that are not counted. A facet that is counted
    is one of `counted_without`.
    """

    def __init__(self, snapshot: Snapshot, request: SearchRequest) -> None:
        self._snapshot = snapshot
        self._request = request
        chosen = {facet: values for facet, values in request.filters.items() if values}
        self._always = {facet: values for facet, values in chosen.items() if facet not in request.facets}
        self.counted_without = {facet: values for facet, values in chosen.items() if facet in request.facets}

    @property
    def are_first(self) -> bool:
        """Whether there are any of those that come first."""
        return self._request.dates is not None or self._request.item is not None or bool(self._always)

    def first(self, rows: Longs) -> Flags:
        """Which of some rows pass the filters that come first."""
        snapshot, dates = self._snapshot, self._request.dates
        flags = np.ones(len(rows), np.bool_)
        if dates is not None:
            days = snapshot.days[rows]
            flags &= days >= (dates.first.toordinal() if dates.first else 1)
            if dates.last:
                flags &= days <= dates.last.toordinal()
        if self._request.item is not None:
            items = snapshot.column("item_key")
            flags &= items.ordinals[rows] == items.number.get(self._request.item, items.size)
        for facet, values in self._always.items():
            flags &= snapshot.rows_with(facet, values)[rows]
        return flags

    def others(self, rows: Longs, without: str | None = None) -> Flags:
        """Which of some rows pass the other filters, or all of them but that of one facet."""
        flags = np.ones(len(rows), np.bool_)
        for facet, values in self.counted_without.items():
            if facet != without:
                flags &= self._snapshot.rows_with(facet, values)[rows]
        return flags


def facet_counts(snapshot: Snapshot, facets: Sequence[str], rows: Longs) -> dict[str, tuple[FacetCount, ...]]:
    """The values of facets among some rows: most rows first, then by value."""
    fields = tuple(FACETS[facet] for facet in facets)
    if len(rows) == snapshot.live_count:  # rows are live and distinct, so these are all of them
        key = ("facets", fields)
        each = snapshot.kept.get(key, lambda: tuple(map(_counted(snapshot, fields, rows).__getitem__, fields)))
        counts = {field: one.view(np.int64) for field, one in zip(fields, each, strict=True)}
    else:
        counts = _counted(snapshot, fields, rows)
    return {facet: _in_order(snapshot.column(FACETS[facet]), counts[FACETS[facet]]) for facet in facets}


def _counted(snapshot: Snapshot, fields: Sequence[str], rows: Longs) -> dict[str, Longs]:
    """How many of some rows have each value of some columns; those with one value a row are counted several at once."""
    counts: dict[str, Longs] = {}
    for crossed in snapshot.crossings:
        own = [field for field in crossed.fields if field in fields]
        if len(own) > 1:
            counts |= crossed.counts(own, rows)
    for field in fields:
        if field not in counts:
            column = snapshot.column(field)
            counts[field] = np.bincount(column.ordinals_of(rows), minlength=column.size)
    return counts


def _in_order(column: Column, counts: Longs) -> tuple[FacetCount, ...]:
    found = np.flatnonzero(counts)
    found = found[np.argsort(-counts[found], kind="stable")]  # a facet's ordinals are in the order of its values
    return tuple(map(FacetCount._make, zip(column.values[found].tolist(), counts[found].tolist(), strict=True)))
