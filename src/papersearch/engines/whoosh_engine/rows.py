"""Passages as rows of arrays: collected one by one, and merged from segments."""

import json
from array import array
from collections.abc import Sequence
from itertools import repeat

import numpy as np

from papersearch.engines.whoosh_engine.arrays import (
    COLUMNS,
    CONTEXT,
    FLAGS,
    LENGTHS,
    NOTES,
    RECORDS,
    REPEAT,
    STEM,
    Array,
    Flags,
    Longs,
    Numbers,
    Segment,
    as_bytes,
    narrowest,
    sizes_between,
)
from papersearch.engines.whoosh_engine.preparing import PreparedPaper


class Rows:
    """The rows of a segment while it is written."""

    def __init__(self) -> None:
        self._records: list[bytes] = []
        self._notes: list[bytes] = []
        self._ids: list[bytes] = []
        self._lengths = {name: array("I") for name in dict.fromkeys(LENGTHS.values())}
        self._days = array("I")
        self._repeats = bytearray()
        self._flags: dict[str, bytearray] = {name: bytearray() for name in FLAGS}
        self._values: dict[str, dict[str, int]] = {name: {} for name in COLUMNS}
        self._ordinals = {name: array("I") for name in COLUMNS}
        self._sizes = {name: array("I") for name in COLUMNS}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._records)

    def add(self, paper: PreparedPaper) -> None:
        """Add the rows of a paper as the next ones."""
        self._records += paper.records
        self._notes += [paper.note, *repeat(b"", len(paper.records) - 1)][: len(paper.records)]
        self._ids += paper.ids
        self._lengths[LENGTHS[STEM]] += paper.text.sizes
        self._lengths[LENGTHS[CONTEXT]] += paper.context.sizes
        self._days += paper.days
        self._repeats += paper.repeats
        for name, flags in self._flags.items():
            flags += paper.flags[name]
        for name, column in paper.columns.items():
            known = self._values[name]
            moved_to = [known.setdefault(value, len(known)) for value in column.values]
            self._ordinals[name].extend([moved_to[at] for at in column.places.numbers])
            self._sizes[name] += column.places.sizes

    def arrays(self) -> dict[str, Array]:
        """The arrays of a `.rows` file."""
        arrays: dict[str, Array] = {name: narrowest(_longs(lengths)) for name, lengths in self._lengths.items()}
        for name in COLUMNS:
            ends = np.cumsum(_longs(self._sizes[name]))
            arrays |= _column(name, list(self._values[name]), _longs(self._ordinals[name]), ends)
        for name, flags in self._flags.items():
            arrays[name] = as_bytes(bytes(flags))
        arrays[REPEAT] = np.frombuffer(bytes(self._repeats), "<u8")
        return arrays | _shared_arrays(self._records, self._notes, self._ids, _longs(self._days))


def merged_rows(segments: Sequence[Segment], kept: Sequence[Flags]) -> dict[str, Array]:
    """The arrays of a `.rows` file that holds the kept rows of segments, one segment after another."""
    pairs = list(zip(segments, kept, strict=True))

    def joined(name: str) -> Numbers:
        return np.concatenate([segment.rows.numbers(name)[flags] for segment, flags in pairs])

    arrays: dict[str, Array] = {name: narrowest(joined(name)) for name in dict.fromkeys(LENGTHS.values())}
    for name in COLUMNS:
        arrays |= _merged_column(name, pairs)
    for name in (*FLAGS, REPEAT):
        arrays[name] = joined(name)
    return arrays | _shared_arrays(
        [bytes(segment.record(row)) for segment, flags in pairs for row in np.flatnonzero(flags).tolist()],
        [segment.note(row) for segment, flags in pairs for row in np.flatnonzero(flags).tolist()],
        [one for segment, flags in pairs for one in segment.rows.ids()[flags].tolist()],
        joined("day"),
    )


def _merged_column(name: str, pairs: Sequence[tuple[Segment, Flags]]) -> dict[str, Array]:
    """A column of the kept rows; values that no kept row has are left out."""
    number: dict[str, int] = {}
    ordinals, sizes = [], []
    for segment, flags in pairs:
        values = segment.rows.values(f"{name}.values")
        size = column_sizes(segment, name)
        stays = segment.rows.numbers(name)[np.repeat(flags, size)]
        moved_to = np.zeros(len(values), np.int64)
        for ordinal in np.unique(stays).tolist():
            moved_to[ordinal] = number.setdefault(values[ordinal], len(number))
        ordinals.append(moved_to[stays])
        sizes.append(size[flags])
    return _column(name, list(number), np.concatenate(ordinals), np.cumsum(np.concatenate(sizes)))


def column_sizes(segment: Segment, name: str) -> Longs:
    """How many values each row of a segment has in a column."""
    if f"{name}.ends" not in segment.rows:
        return np.ones(segment.size, np.int64)
    return sizes_between(segment.rows.numbers(f"{name}.ends"))


def _column(name: str, values: list[str], ordinals: Longs, ends: Longs) -> dict[str, Array]:
    """A column: its values, the ordinals of its rows, and where those of a row end, unless each row has just one."""
    arrays: dict[str, Array] = {
        f"{name}.values": as_bytes(json.dumps(values).encode("ascii")),
        name: narrowest(ordinals),
    }
    if not np.array_equal(ends, np.arange(1, len(ends) + 1)):
        arrays[f"{name}.ends"] = narrowest(ends)
    return arrays


def _shared_arrays(records: list[bytes], notes: list[bytes], ids: list[bytes], days: Numbers) -> dict[str, Array]:
    stored = np.array(ids, np.bytes_)
    return {
        **_texts(RECORDS, records),
        **_texts(NOTES, notes),
        "ids": stored,
        "ids.order": narrowest(np.argsort(stored, kind="stable")),
        "day": narrowest(days),
    }


def _texts(name: str, texts: list[bytes]) -> dict[str, Array]:
    """Bytes of each row one after another, and where those of each row end."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    return {name: as_bytes(b"".join(texts)), f"{name}.ends": narrowest(ends)}


def _longs(values: "array[int]") -> Longs:
    return np.array(values, np.int64)
