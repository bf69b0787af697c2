"""Filters and facet counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import starmap
from operator import and_, itemgetter

import numpy as np

from papersearch.engines.port import FacetCount
from papersearch.engines.whoosh_engine.arrays import Longs, Numbers, narrowest
from papersearch.engines.whoosh_engine.bits import Bits, bits_of, packed, rows_of
from papersearch.engines.whoosh_engine.columns import Column
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.passage import FACETS
from papersearch.query import SearchRequest

_FEW = 100
"""So many values are sorted sooner as they are than in an array."""
_FEW_SETS = 32
"""So many sets of rows, one a value, are gone through sooner than the rows of one set are listed."""


class Filters:
    """Which rows pass the filters of a request; a facet that is chosen from and counted is one of `counted_without`."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest) -> None:
        self._always = []
        if request.dates is not None:
            first = request.dates.first.toordinal() if request.dates.first else 1
            last = request.dates.last.toordinal() if request.dates.last else None
            self._always.append(snapshot.bits_between(first, last))
        if request.item is not None:
            items = snapshot.column("item_key")
            self._always.append(packed(items.ordinals == items.number.get(request.item, items.size)))
        if request.passages is not None:
            rows = (snapshot.row_of(one) for one in request.passages)
            self._always.append(bits_of(np.array([row for row in rows if row is not None], np.int64), snapshot.size))
        self.counted_without: dict[str, Bits] = {}
        for facet, values in request.filters.items():
            if values and facet in request.facets:
                self.counted_without[facet] = snapshot.bits_with(facet, values)
            elif values:
                self._always.append(snapshot.bits_with(facet, values))

    def passing(self, without: str | None = None) -> Bits | None:
        """The rows that pass all filters, or all but that of one facet; `None` if there are none to pass."""
        others = [bits for facet, bits in self.counted_without.items() if facet != without]
        return reduce(and_, [*self._always, *others]) if self._always or others else None


@dataclass(frozen=True, slots=True)
class _Counts:
    """The counts of some columns, by field."""

    counts: dict[str, Longs]

    @property
    def nbytes(self) -> int:
        """The bytes of memory they take."""
        return sum(one.nbytes for one in self.counts.values())


def facet_counts(snapshot: Snapshot, facets: Sequence[str], rows: Longs) -> dict[str, tuple[FacetCount, ...]]:
    """The values of facets among some rows: most rows first, then by value."""
    fields = tuple(FACETS[facet] for facet in facets)
    if len(rows) == snapshot.live_count:  # rows are live and distinct, so these are all of them
        counts = snapshot.kept.get(("facets", fields), lambda: _Counts(_counted(snapshot, fields, rows))).counts
    else:
        counts = _counted(snapshot, fields, rows)
    return {facet: _in_order(snapshot.column(FACETS[facet]), counts[FACETS[facet]]) for facet in facets}


def facet_count(snapshot: Snapshot, facet: str, rows: Bits) -> tuple[FacetCount, ...]:
    """The values of one facet among a set of rows, as `facet_counts`; one with few values is counted as sets too."""
    column = snapshot.column(FACETS[facet])
    if not 0 < column.size <= _FEW_SETS:
        return facet_counts(snapshot, [facet], rows_of(rows, snapshot.size))[facet]
    held = snapshot.kept.get(("values", facet), lambda: np.stack([packed(each) for each in column.rows_by_value()]))
    return _in_order(column, np.add.reduce(np.bitwise_count(held & rows), axis=1, dtype=np.uint32))


def _counted(snapshot: Snapshot, fields: Sequence[str], rows: Longs) -> dict[str, Longs]:
    """How many of some rows have each value of some columns; those with one value a row are counted several at once."""
    counts: dict[str, Longs] = {}
    for crossed in snapshot.crossings:
        own = [field for field in crossed.fields if field in fields]
        if len(own) > 1:
            counted = crossed.counts(rows)
            counts |= {field: counted[field] for field in own}
    for field in fields:
        if field not in counts:
            column = snapshot.column(field)
            counts[field] = np.bincount(column.ordinals_of(rows), minlength=column.size)
    return counts


def _in_order(column: Column, counts: Numbers) -> tuple[FacetCount, ...]:
    if column.size <= _FEW:  # a facet's ordinals are in the order of its values, which a stable sort keeps
        found = [pair for pair in zip(column.listed, counts.tolist(), strict=True) if pair[1]]
        found.sort(key=itemgetter(1), reverse=True)
        return tuple(starmap(FacetCount, found))
    at = np.flatnonzero(counts)
    held = counts[at]
    fewer = narrowest(held.max(initial=0) - held)  # narrow numbers are sorted by their digits
    at = at[np.argsort(fewer, kind="stable")]
    return tuple(map(FacetCount, column.values[at].tolist(), counts[at].tolist()))
