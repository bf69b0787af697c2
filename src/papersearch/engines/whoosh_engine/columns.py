"""Columns of a generation: the keyword and group fields of its rows, as ordinals into their values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
    """Strings in order."""
    number: Mapping[str, int]
    """The ordinal of each value, by its key for a facet and by itself for another field."""
    ordinals: Numbers
    several: tuple[Longs, Longs] | None
    """Where the ordinals of each row begin and how many there are; `None` where every row has just one."""


def column_of(field: str, parts: Sequence[tuple[Segment, Flags]]) -> Column:
    """A column over segments, each with the flags of its live rows."""
    key_of = value_key if field in FACETS.values() else str
    spellings = _spellings(field, parts, key_of)
    in_order = sorted(spellings, key=spellings.__getitem__)
    number = {key: ordinal for ordinal, key in enumerate(in_order)}
    ordinals: list[Numbers] = [np.empty(0, np.uint8)]
    sizes = [np.empty(0, np.int64)]
    for segment, _ in parts:
        moved_to = [number.get(key_of(value), 0) for value in segment.rows.values(f"{field}.values")]
        ordinals.append(narrowest(np.array(moved_to, np.int64))[segment.rows.numbers(field)])
        sizes.append(column_sizes(segment, field))
    all_sizes = np.concatenate(sizes)
    return Column(
        values=np.array([spellings[key] for key in in_order], np.object_),
        number=number,
        ordinals=np.concatenate(ordinals),
        several=None if np.all(all_sizes == 1) else (np.cumsum(all_sizes) - all_sizes, all_sizes),
    )


def _spellings(field: str, parts: Sequence[tuple[Segment, Flags]], key_of: Callable[[str], str]) -> dict[str, str]:
    """The values of the live rows in a column: of each key the first spelling in order."""
    spellings: dict[str, str] = {}
    for segment, live in parts:
        values, ordinals = segment.rows.values(f"{field}.values"), segment.rows.numbers(field)
        if not live.all():
            ordinals = ordinals[np.repeat(live, column_sizes(segment, field))]
            values = [values[ordinal] for ordinal in np.unique(ordinals).tolist()]
        for value in values:
            key = key_of(value)
            spellings[key] = min(value, spellings.get(key, value))
    return spellings


def rows_with(column: Column, keys: frozenset[str]) -> Flags:
    """For every row whether one of its values has one of these keys."""
    is_wanted = np.zeros(len(column.values), np.bool_)
    is_wanted[[column.number[key] for key in keys if key in column.number]] = True
    flags: Flags = is_wanted[column.ordinals]
    if column.several is None or not len(flags):
        return flags
    return np.logical_or.reduceat(flags, column.several[0])  # no row is without a value
