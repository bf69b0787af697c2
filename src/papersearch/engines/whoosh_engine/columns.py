"""Columns of a generation: the keyword and group fields of its rows, as ordinals into their values."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from papersearch.engines.port import value_key
from papersearch.engines.whoosh_engine.arrays import (
    Array,
    ArrayFile,
    Flags,
    Longs,
    Numbers,
    Segment,
    as_bytes,
    narrowest,
)
from papersearch.engines.whoosh_engine.rows import column_sizes
from papersearch.passage import FACETS

_MOST_CROSSED = 1 << 13
"""Pairs of values, or more of them, that are counted together."""


class Column:
    """One field of every row: ordinals into its values; spellings that are one facet value share an ordinal."""

    def __init__(self, file: ArrayFile, field: str) -> None:
        self._file = file
        self._field = field
        self.size = int(file.numbers(f"{field}.count")[0])
        """How many values there are."""
        self.ordinals = file.numbers(field)
        self._ends = file.numbers(f"{field}.ends") if f"{field}.ends" in file else None
        """Where the ordinals of each row end; `None` where every row has just one."""

    @property
    def is_single(self) -> bool:
        """Whether every row has just one value."""
        return self._ends is None

    @cached_property
    def values(self) -> npt.NDArray[np.object_]:
        """Strings; those of a facet in order."""
        return np.array([*self.listed, None], np.object_)[:-1]  # always one dimension

    @cached_property
    def listed(self) -> list[str]:
        """The values as a list."""
        return self._file.values(f"{self._field}.values")

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The ordinal of each value, by its key for a facet and by itself for another field."""
        key_of = value_key if self._field in FACETS.values() else str
        return {key_of(value): ordinal for ordinal, value in enumerate(self.values.tolist())}

    def ordinals_of(self, rows: Longs) -> Numbers:
        """The ordinals of some rows, row after row."""
        if self._ends is None:
            return self.ordinals[rows]
        ends = self._ends[rows].astype(np.int64)
        sizes = ends - np.where(rows > 0, self._ends[rows - 1], 0)
        shifts: Longs = np.repeat(ends - np.cumsum(sizes), sizes)
        ordinals: Numbers = self.ordinals[shifts + np.arange(len(shifts))]
        return ordinals

    def rows_with(self, keys: frozenset[str]) -> Flags:
        """For every row whether one of its values has one of these keys."""
        is_wanted = np.zeros(self.size, np.bool_)
        is_wanted[[self.number[key] for key in keys if key in self.number]] = True
        return self._of_rows(is_wanted[self.ordinals])

    def rows_by_value(self) -> Iterator[Flags]:
        """For each value, in their order, for every row whether it has that value."""
        return (self._of_rows(self.ordinals == ordinal) for ordinal in range(self.size))

    def _of_rows(self, flags: Flags) -> Flags:
        """For every row whether one of its ordinals is flagged; no row is without a value."""
        if self._ends is None or not len(flags):
            return flags
        return np.logical_or.reduceat(flags, np.concatenate([[0], self._ends[:-1]]))


class Crossing:
    """Columns with one value a row, crossed: each row has one number that says its values in all of them."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.fields = tuple(columns)
        self._shape = tuple(column.size for column in columns.values())
        each = [column.ordinals for column in columns.values()]
        numbers = each[0].astype(np.int64)
        for ordinals, size in zip(each[1:], self._shape[1:], strict=True):
            numbers *= size
            numbers += ordinals
        self._numbers = numbers.astype(np.uint16)

    def counts(self, rows: Longs) -> dict[str, Longs]:
        """For each of its columns how many of some rows have each value."""
        together = np.bincount(self._numbers[rows], minlength=math.prod(self._shape))
        counts = {}
        for field, size in zip(self.fields, self._shape, strict=True):
            by_value = together.reshape(size, -1)
            counts[field] = np.add.reduce(by_value, axis=1)
            together = np.add.reduce(by_value, axis=0)
        return counts


def crossings_of(columns: Mapping[str, Column]) -> tuple[Crossing, ...]:
    """The columns that have one value a row crossed, as many together as have few enough values; others are left out."""
    groups: list[dict[str, Column]] = []
    for field, column in sorted(columns.items(), key=lambda pair: -pair[1].size):
        if not column.is_single or not 0 < column.size <= _MOST_CROSSED:
            continue
        for group in groups:
            if math.prod(one.size for one in group.values()) * column.size <= _MOST_CROSSED:
                group[field] = column
                break
        else:
            groups.append({field: column})
    # the column with the fewest values first: what is left to add up shrinks fastest
    return tuple(Crossing(dict(reversed(group.items()))) for group in groups if len(group) > 1)


def column_arrays(field: str, parts: Sequence[tuple[Segment, Flags]]) -> dict[str, Array]:
    """The arrays of a column over segments, each with the flags of its live rows."""
    keys = [_keys_of(field, segment) for segment, _ in parts]
    spellings = (
        _spellings(field, parts, keys) if field in FACETS.values() else {one: one for each in keys for one in each}
    )
    number = {key: ordinal for ordinal, key in enumerate(spellings)}
    ordinals: list[Numbers] = [np.empty(0, np.uint8)]
    sizes = [np.empty(0, np.int64)]
    for (segment, _), each in zip(parts, keys, strict=True):
        moved_to = np.fromiter((number.get(key, 0) for key in each), np.int64, len(each))
        ordinals.append(narrowest(moved_to)[segment.rows.numbers(field)])
        sizes.append(column_sizes(segment, field))
    arrays: dict[str, Array] = {
        f"{field}.values": as_bytes(json.dumps(list(spellings.values())).encode("ascii")),
        f"{field}.count": np.array([len(spellings)], np.uint32),
        field: narrowest(np.concatenate(ordinals)),
    }
    all_sizes = np.concatenate(sizes)
    if not np.all(all_sizes == 1):
        arrays[f"{field}.ends"] = narrowest(np.cumsum(all_sizes))
    return arrays


def _keys_of(field: str, segment: Segment) -> list[str]:
    """The values of a segment in a column, each as what its spellings have in common if it is a facet."""
    values = segment.rows.values(f"{field}.values")
    return [value_key(value) for value in values] if field in FACETS.values() else values


def _spellings(field: str, parts: Sequence[tuple[Segment, Flags]], keys: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each key of the live rows its first spelling in order; in the order of these spellings."""
    spellings: dict[str, str] = {}
    for (segment, live), each in zip(parts, keys, strict=True):
        values, ordinals = segment.rows.values(f"{field}.values"), segment.rows.numbers(field)
        used: Iterable[int] = range(len(values))
        if not live.all():
            used = np.unique(ordinals[np.repeat(live, column_sizes(segment, field))]).tolist()
        for ordinal in used:
            key, value = each[ordinal], values[ordinal]
            spellings[key] = min(value, spellings.get(key, value))
    return dict(sorted(spellings.items(), key=itemgetter(1)))
