"""Makes of a paper all that its segment will hold of it but the places among the others; needs no index."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from papersearch.analysis import stem, words
from papersearch.engines.port import value_key
from papersearch.engines.records import card_line, passage_line
from papersearch.engines.whoosh_engine.arrays import COLUMNS, FIRST, FRAME
from papersearch.numbered import numbered_terms
from papersearch.passage import FACETS, PaperCard, Passage, facet_values

Counts: TypeAlias = "array[int]"
"""Unsigned numbers of four bytes each: what crosses from process to process stays small."""
_FACET_OF = {field: facet for facet, field in FACETS.items()}


@dataclass(frozen=True, slots=True)
class Slices:
    """Numbers of rows one after another, with how many each row has."""

    numbers: Counts
    sizes: Counts


@dataclass(frozen=True, slots=True)
class PreparedColumn:
    """A column of some rows: its values, and for each row places in them."""

    values: tuple[str, ...]
    places: Slices


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPaper:
    """The rows of one paper in its order; words and stems are numbered within the paper."""

    line: bytes
    """Its card."""
    note: bytes
    """What a use of the index noted of it."""
    records: tuple[bytes, ...]
    ids: tuple[bytes, ...]
    days: Counts
    repeats: bytes
    flags: dict[str, bytes]
    columns: dict[str, PreparedColumn]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    """The stem of each word."""
    text: Slices
    context: Slices
    names: Slices
    """Of names of letters and figures."""


def prepared(card: PaperCard, passages: Iterable[Passage], note: bytes = b"") -> PreparedPaper:
    """What a segment holds of a paper."""
    rows = sorted(passages, key=lambda passage: passage.ordinal)
    known: dict[str, int] = {}
    text = _slices([known.setdefault(word, len(known)) for word in words(row.text)] for row in rows)
    context = _slices(_of_contexts(rows, known))
    names = _slices([known.setdefault(term, len(known)) for term in numbered_terms(row.text)] for row in rows)
    return PreparedPaper(
        line=card_line(card),
        note=note,
        records=tuple(map(passage_line, rows)),
        ids=tuple(row.id.encode("utf-8", "surrogatepass") for row in rows),
        days=_counts(row.meeting_date.toordinal() if row.meeting_date else 0 for row in rows),
        repeats=b"".join(map(_repeat_digest, rows)),
        flags={FIRST: bytes(row.ordinal == 0 for row in rows), FRAME: bytes(row.is_frame for row in rows)},
        columns={name: _column(name, rows) for name in COLUMNS},
        words=tuple(known),
        stems=tuple(map(stem, known)),
        text=text,
        context=context,
        names=names,
    )


def _of_contexts(rows: Sequence[Passage], known: dict[str, int]) -> Iterator[list[int]]:
    """The words of each context, read once where neighbours share headings and lead-ins."""
    last: tuple[str, list[int]] = ("", [])
    for row in rows:
        if row.context != last[0]:
            last = (row.context, [known.setdefault(word, len(known)) for word in words(row.context)])
        yield last[1]


def _column(name: str, rows: Sequence[Passage]) -> PreparedColumn:
    known: dict[str, int] = {}
    places = _slices([known.setdefault(value, len(known)) for value in _values_of(row, name)] for row in rows)
    return PreparedColumn(tuple(known), places)


def _slices(each: Iterable[Sequence[int]]) -> Slices:
    numbers, sizes = _counts(()), _counts(())
    for one in each:
        numbers.extend(one)
        sizes.append(len(one))
    return Slices(numbers, sizes)


def _counts(numbers: Iterable[int]) -> Counts:
    return array("I", numbers)


def _values_of(passage: Passage, name: str) -> Sequence[str]:
    """The values of one row in a column: of the spellings of one facet value the first in order."""
    if name not in _FACET_OF:
        return (getattr(passage, name),)
    values = facet_values(passage, _FACET_OF[name])
    if len(values) == 1:
        return values
    spellings: dict[str, str] = {}
    for value in values:
        key = value_key(value)
        spellings[key] = min(value, spellings.get(key, value))
    return tuple(spellings.values())


def _repeat_digest(passage: Passage) -> bytes:
    """Eight bytes; among a million passages the odds of one wrong pair are one to 37 million."""
    key = "\0".join(passage.repeat_key)
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
