"""Postings as arrays: made of the words of passages in their order, and merged from segments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from papersearch.engines.whoosh_engine.arrays import (
    Array,
    Flags,
    Longs,
    Numbers,
    Segment,
    as_bytes,
    narrowest,
    sizes_between,
)


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in order of their bytes; per term its postings, per posting its row, count and positions.

    `sizes` and `position_sizes` say how many postings and positions a term has; a field without positions has none.
    """

    terms: Sequence[bytes]
    sizes: Longs
    position_sizes: Longs
    rows: Numbers
    counts: Numbers
    positions: Numbers

    def without_empty_terms(self) -> "Postings":
        """The same postings; terms that have none are left out."""
        stays = self.sizes > 0
        return replace(
            self,
            terms=[term for term, has_postings in zip(self.terms, stays.tolist(), strict=True) if has_postings],
            sizes=self.sizes[stays],
            position_sizes=self.position_sizes[stays],
        )

    def arrays(self) -> dict[str, Array]:
        """The arrays of a `.words` file."""
        lengths = np.fromiter(map(len, self.terms), np.int64, len(self.terms))
        return {
            "terms": as_bytes(b"".join(self.terms)),
            "terms.ends": narrowest(np.cumsum(lengths)),
            "rows.ends": narrowest(np.cumsum(self.sizes)),
            "positions.ends": narrowest(np.cumsum(self.position_sizes)),
            "rows": narrowest(self.rows),
            "counts": narrowest(self.counts),
            "positions": narrowest(self.positions),
        }


def postings_of(field: str, words: Sequence[str], tokens: Numbers, sizes: Numbers, *, has_positions: bool) -> Postings:
    """The postings of one field.

    Args:
        field: goes before each word, with a zero byte between.
        words: the distinct words; a token is a place in this list.
        tokens: all tokens, row after row, in the order of the text.
        sizes: how many tokens each row has, from row 0 on.
        has_positions: whether positions are kept.
    """
    keys = [f"{field}\0{word}".encode() for word in words]
    in_order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = np.empty(len(keys), np.int64)
    rank[in_order] = np.arange(len(keys))
    lengths: Longs = sizes.astype(np.int64)
    rows = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    term, at = _sorted_by(rank[tokens])
    row = rows[at]
    begins = np.flatnonzero(_changes(term) | _changes(row))
    position_sizes = np.bincount(term, minlength=len(keys)) * has_positions
    return Postings(
        terms=[keys[one] for one in in_order],
        sizes=np.bincount(term[begins], minlength=len(keys)),
        position_sizes=position_sizes,
        rows=narrowest(row[begins]),
        counts=narrowest(np.diff(begins, append=len(term))),
        positions=_positions(lengths)[at] if has_positions else np.empty(0, np.uint8),
    ).without_empty_terms()


def _positions(sizes: Longs) -> Numbers:
    """The position of each token in its row."""
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return narrowest(np.arange(len(begins)) - begins)


def joined(parts: Sequence[Postings]) -> Postings:
    """The postings of several fields, in the order of their names."""
    return Postings(
        terms=[term for part in parts for term in part.terms],
        sizes=np.concatenate([part.sizes for part in parts]),
        position_sizes=np.concatenate([part.position_sizes for part in parts]),
        rows=np.concatenate([part.rows for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
        positions=np.concatenate([part.positions for part in parts]),
    )


def merged(segments: Sequence[Segment], kept: Sequence[Flags]) -> Postings:
    """The postings of segments one after another, without the rows that are not kept; no term stays without a posting."""
    terms = sorted({term for segment in segments for term in segment})
    number = {term: at for at, term in enumerate(terms)}
    first_row = 0
    parts = []
    for segment, flags in zip(segments, kept, strict=True):
        parts.append(_live_part(segment, flags, number, first_row))
        first_row += int(np.count_nonzero(flags))
    term, row, count, size = (np.concatenate(one) for one in zip(*(part[:4] for part in parts), strict=True))
    positions = np.concatenate([part[4] for part in parts])
    term, at = _sorted_by(term)
    starts = np.cumsum(size) - size
    row, count, size, starts = row[at], count[at], size[at], starts[at]
    moved = np.arange(len(positions)) + np.repeat(starts - (np.cumsum(size) - size), size)
    return Postings(
        terms=terms,
        sizes=np.bincount(term, minlength=len(terms)),
        position_sizes=np.bincount(term, weights=size, minlength=len(terms)).astype(np.int64),
        rows=row,
        counts=count,
        positions=positions[moved],
    ).without_empty_terms()


def _live_part(
    segment: Segment, kept: Flags, number: dict[bytes, int], first_row: int
) -> tuple[Longs, Longs, Longs, Longs, Numbers]:
    """Of each kept posting of a segment its term, row, count and number of positions; and those positions."""
    every = range(len(segment))
    ranks = np.fromiter((number[term] for term in segment), np.int64, len(segment))
    rows, counts = segment.postings(every)
    term = np.repeat(np.arange(len(segment)), segment.sizes(every))
    has_positions = sizes_between(segment.words.numbers("positions.ends")) > 0
    count = counts.astype(np.int64)
    size = np.where(has_positions[term], count, 0)
    stays = kept[rows]
    moved_to = np.cumsum(kept) - 1 + first_row
    return (
        ranks[term[stays]],
        moved_to[rows[stays]],
        count[stays],
        size[stays],
        segment.positions(every)[np.repeat(stays, size)],
    )


def _sorted_by(terms: Longs) -> tuple[Numbers, Numbers]:
    """The terms in order, equal ones as they stood, and the place each had before; `terms` is used up.

    A sort of one array of distinct numbers is several times faster than a stable `argsort`.
    """
    keys = terms
    keys <<= 32
    keys |= np.arange(len(keys))
    keys.sort()
    at = (keys & 0xFFFFFFFF).astype(np.uint32)
    keys >>= 32
    return keys.astype(np.uint32), at


def _changes(values: Numbers) -> Flags:
    """Where a value differs from the one before it; the first always does."""
    return np.concatenate([np.ones(min(1, len(values)), np.bool_), values[1:] != values[:-1]])
