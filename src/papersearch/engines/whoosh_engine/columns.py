"""Columns of a generation: the keyword and group fields of its rows, as ordinals into their values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from papersearch.engines.port import value_key
from papersearch.engines.whoosh_engine.arrays import Flags, Longs, Numbers, Segment, narrowest
from papersearch.engines.whoosh_engine.rows import column_sizes
from papersearch.passage import FACETS


@dataclass(frozen=True, slots=True)
class Column:
    """One field of every row: ordinals into its values; spellings that are one facet value share an ordinal."""

    values: npt.NDArray[np.object_]
    """Strings; those of a facet in order."""
    number: Mapping[str, int]
    """The ordinal of each value, by its key for a facet and by itself for another field."""
    ordinals: Numbers
    several: tuple[Longs, Longs] | None
    """Where the ordinals of each row begin and how many there are; `None` where every row has just one."""


def column_of(field: str, parts: Sequence[tuple[Segment, Flags]]) -> Column:
    """A column over segments, each with the flags of its live rows."""
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
    all_sizes = np.concatenate(sizes)
    return Column(
        values=np.array(list(spellings.values()), np.object_),
        number=number,
        ordinals=np.concatenate(ordinals),
        several=None if np.all(all_sizes == 1) else (np.cumsum(all_sizes) - all_sizes, all_sizes),
    )


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


def rows_with(column: Column, keys: frozenset[str]) -> Flags:
    """For every row whether one of its values has one of these keys."""
    is_wanted = np.zeros(len(column.values), np.bool_)
    is_wanted[[column.number[key] for key in keys if key in column.number]] = True
    flags: Flags = is_wanted[column.ordinals]
    if column.several is None or not len(flags):
        return flags
    return np.logical_or.reduceat(flags, column.several[0])  # no row is without a value
