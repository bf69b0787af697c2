"""Sets of rows, one bit a row: what a search asks of all rows is asked of 64 at once.

The last word may have bits behind the last row. They are 0 but in a complement, which is only ever intersected.
"""

import numpy as np
import numpy.typing as npt

from papersearch.engines.whoosh_engine.arrays import Flags, Longs

Bits = npt.NDArray[np.uint64]

_WORD = 64
_FEW_WORDS = 4
"""Where one word in so many holds a bit, or fewer, only those are looked into."""
_FEW_ROWS = 32
"""So few rows, one in so many, are looked up one by one."""


def packed(flags: Flags) -> Bits:
    """The rows whose flag is set."""
    as_bytes = np.zeros(-(-len(flags) // _WORD) * 8, np.uint8)
    as_bytes[: -(-len(flags) // 8)] = np.packbits(flags, bitorder="little")
    return as_bytes.view(np.uint64)


def bits_of(rows: Longs, size: int) -> Bits:
    """The same rows, in any order, of so many."""
    flags = np.zeros(size, np.bool_)
    flags[rows] = True
    return packed(flags)


def all_bits(size: int) -> Bits:
    """All of so many rows, and what is behind them."""
    return np.full(-(-size // _WORD), ~np.uint64(0))


def flags_of(bits: Bits, size: int) -> Flags:
    """For each of so many rows whether it is in a set."""
    return np.unpackbits(bits.view(np.uint8), count=size, bitorder="little").view(np.bool_)


def rows_of(bits: Bits, size: int) -> Longs:
    """The rows of a set, in order."""
    if np.count_nonzero(bits) * _FEW_WORDS > len(bits):
        return np.flatnonzero(flags_of(bits, size))
    held = np.flatnonzero(bits)
    places = np.flatnonzero(flags_of(bits[held], len(held) * _WORD))
    rows: Longs = (held[places >> 6] << 6) | (places & 63)
    return rows


def among(rows: Longs, bits: Bits, size: int) -> Flags:
    """Which of some rows are in a set."""
    if len(rows) * _FEW_ROWS > size:
        flags: Flags = flags_of(bits, size)[rows]
        return flags
    found: Flags = (bits.view(np.uint8)[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 != 0
    return found


def holds_any(bits: Bits) -> bool:
    """Whether a set has any row; in half the time of `any`, and a search asks it a dozen times."""
    return bool(np.count_nonzero(bits))


def count(bits: Bits) -> int:
    """How many rows a set has."""
    return int(np.add.reduce(np.bitwise_count(bits), dtype=np.int64))
