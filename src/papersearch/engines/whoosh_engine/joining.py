"""What the rows of a generation are to each other, worked out once when it is sealed: their order, repeats and columns.

Each segment knows its own rows only. A file beside them, `joined.arrays`, holds the same for all rows under one number, so
that opening a generation copies and sorts nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from papersearch.engines.whoosh_engine.arrays import (
    COLUMNS,
    DAY,
    FLAGS,
    JOINED,
    LENGTHS,
    RANK,
    REPEAT,
    Array,
    Flags,
    Longs,
    Numbers,
    Segment,
    narrowest,
    side_by_side,
    write_arrays,
)
from papersearch.engines.whoosh_engine.columns import column_arrays


@dataclass(frozen=True, slots=True)
class ListedSegment:
    """A segment as readers list it: its name, its rows, and those of them that are deleted."""

    name: str
    size: int
    deleted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One segment of a generation: the number of its first row, and which of its rows are live."""

    segment: Segment
    start: int
    live: Flags


def parts_of(
    folder: Path, listed: Iterable[ListedSegment], sums: Mapping[str, bytes] = MappingProxyType({})
) -> list[Part]:
    """The segments that are listed, mapped; of files with `sums` each block is compared when it is first read."""
    parts: list[Part] = []
    start = 0
    every = tuple(listed)
    with side_by_side() as pool:
        opened = pool.map if sums else map
        segments = list(opened(lambda one: Segment(folder, one.name, one.size, sums), every))
    for one, segment in zip(every, segments, strict=True):
        live = np.ones(segment.size, np.bool_)
        if one.deleted and not 0 <= min(one.deleted) <= max(one.deleted) < segment.size:
            raise segment.rows.damage("rows are listed as deleted that it does not have")
        live[list(one.deleted)] = False
        parts.append(Part(segment, start, live))
        start += segment.size
    return parts


def write_joined(folder: Path, listed: Sequence[ListedSegment]) -> None:
    """Write what joins the rows of the listed segments; an older file of the name gives way."""
    parts = parts_of(folder, listed)
    arrays: dict[str, Array] = {name: _joined(parts, name) for name in (*dict.fromkeys(LENGTHS.values()), DAY, *FLAGS)}
    arrays[RANK] = narrowest(_ranks(parts))
    arrays[REPEAT] = narrowest(_repeats(parts))
    for field in COLUMNS:
        arrays |= column_arrays(field, [(part.segment, part.live) for part in parts])
    path = folder / JOINED
    path.unlink(missing_ok=True)
    write_arrays(path, arrays)


def _joined(parts: Sequence[Part], name: str) -> Numbers:
    """An array of one number a row, over all segments."""
    return np.concatenate([np.empty(0, np.uint8), *(part.segment.rows.numbers(name) for part in parts)])


def _ranks(parts: Sequence[Part]) -> Longs:
    """The place of each row in the order of all passage ids."""
    rows, ids = [np.empty(0, np.int64)], [np.empty(0, "S1")]
    for part in parts:
        order = part.segment.rows.numbers("ids.order").astype(np.int64)
        rows.append(order + part.start)
        ids.append(part.segment.rows.ids()[order])
    in_order = np.concatenate(rows)
    ranks = np.empty(len(in_order), np.int64)
    # each segment's ids are in order already, which a stable sort makes use of
    ranks[in_order[np.argsort(np.concatenate(ids), kind="stable")]] = np.arange(len(in_order))
    return ranks


def _repeats(parts: Sequence[Part]) -> Longs:
    """The same number for rows whose passages repeat each other; 0 for a row that no other repeats."""
    digests = np.concatenate([np.empty(0, np.uint64), *(part.segment.rows.numbers(REPEAT) for part in parts)])
    order = np.argsort(digests)
    in_order = digests[order]
    is_as_before = np.zeros(len(digests) + 1, np.bool_)
    is_as_before[1:-1] = in_order[1:] == in_order[:-1]
    begins = is_as_before[1:] & ~is_as_before[:-1]
    repeats = np.empty(len(digests), np.int64)
    repeats[order] = np.cumsum(begins) * (begins | is_as_before[:-1])
    return repeats
