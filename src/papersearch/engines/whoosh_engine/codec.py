"""The Whoosh codec that writes arrays, and reads them back for Whoosh's own searcher.

Segments and their codec are pickled by class name into Whoosh's table of contents: the classes here keep no state of their
own, and never move to another module without a new index. Readers of ours open neither.
"""

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, FieldWriter, PerDocumentReader, PerDocumentWriter, TermsReader
from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Frequency, Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from papersearch.engines.records import PASSAGE_FIELDS
from papersearch.engines.whoosh_engine.arrays import (
    FIELDS,
    LENGTHS,
    NAMES,
    PRINTED,
    ROWS,
    STEM,
    WORDS,
    Array,
    Segment,
    write_arrays,
)
from papersearch.engines.whoosh_engine.postings import Postings
from papersearch.passage import SCHEMA, Use


class PackedPositions(Positions):  # type: ignore[misc]
    """Positions as four bytes each; Whoosh's own would be a pickle for each posting."""

    def encode(self, poslist: list[int]) -> bytes:
        """The bytes of some positions."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of some bytes."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions there are."""
        return len(valuestring) // array("I").itemsize


def whoosh_schema() -> Any:
    """The fields of a passage as Whoosh knows them: all stored, and the words of the texts indexed beside them."""
    schema: dict[str, Any] = dict.fromkeys(PASSAGE_FIELDS, STORED)
    for name, mark in SCHEMA.items():
        match mark.use:
            case Use.TEXT:
                schema |= {field: FieldType(PackedPositions(), None, scorable=True) for field in (STEM, PRINTED)}
                schema[NAMES] = FieldType(Frequency(), None, scorable=True)
            case Use.CONTEXT:
                schema[name] = FieldType(Frequency(), None, scorable=True)
            case Use.KEYWORD | Use.DAY | Use.GROUP:
                pass
    return Schema(**schema)


class RowsWriter(PerDocumentWriter):  # type: ignore[misc]
    """Takes the arrays of the rows and writes them when it is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.arrays: dict[str, Array] = {}
        self.is_closed = False

    def close(self) -> None:
        """Write the file, if there is anything to write."""
        if self.arrays:
            write_arrays(self._path, self.arrays)
        self.is_closed = True


class WordsWriter(FieldWriter):  # type: ignore[misc]
    """Writes the postings of a segment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Postings) -> None:
        """Write the file; Whoosh hands over what the writer's pool gave it."""
        write_arrays(self._path, items.arrays())

    def close(self) -> None:
        """Nothing is left to write."""
        self.is_closed = True


class ArraySegment(W3Segment):  # type: ignore[misc]
    """A segment of two array files: never assembled into one, which would begin with a pickle."""

    def should_assemble(self) -> bool:
        """No."""
        return False


class ArrayCodec(Codec):  # type: ignore[misc]
    """Segments as plain arrays."""

    length_stats = False  # Whoosh would open a reader only to ask for lengths

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """An empty segment."""
        return ArraySegment(self, indexname)

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> RowsWriter:
        """What writes the rows."""
        return RowsWriter(Path(storage.folder) / segment.make_filename(ROWS))

    def field_writer(self, storage: Any, segment: ArraySegment) -> WordsWriter:
        """What writes the postings."""
        return WordsWriter(Path(storage.folder) / segment.make_filename(WORDS))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> "RowsReader":
        """The rows, for Whoosh."""
        return RowsReader(segment, opened(storage, segment))

    def terms_reader(self, storage: Any, segment: ArraySegment) -> "WordsReader":
        """The postings, for Whoosh."""
        return WordsReader(opened(storage, segment))


def opened(storage: Any, segment: Any) -> Segment:
    """The arrays of a segment that Whoosh lists."""
    return Segment(Path(storage.folder), segment.segment_id(), segment.doc_count_all())


class RowsReader(PerDocumentReader):  # type: ignore[misc]
    """What Whoosh's searcher asks of passages."""

    def __init__(self, segment: ArraySegment, arrays: Segment) -> None:
        self._segment = segment
        self._arrays = arrays

    def doc_count_all(self) -> int:
        """All rows."""
        return self._arrays.size

    def doc_count(self) -> int:
        """The rows that are not deleted."""
        return self._arrays.size - int(self._segment.deleted_count())

    def has_deletions(self) -> bool:
        """Whether a row is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this row is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Any:
        """The deleted rows."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The number of tokens of a field in a row."""
        return int(self._arrays.rows.numbers(LENGTHS[fieldname])[docnum]) if fieldname in LENGTHS else default

    def field_length(self, fieldname: str) -> int:
        """The number of tokens of a field in all rows."""
        return int(self._arrays.rows.numbers(LENGTHS[fieldname]).sum()) if fieldname in LENGTHS else 0

    def min_field_length(self, fieldname: str) -> int:
        """The least number of tokens of a field in any row."""
        return int(self._arrays.rows.numbers(LENGTHS[fieldname]).min()) if fieldname in LENGTHS else 0

    def max_field_length(self, fieldname: str) -> int:
        """The greatest number of tokens of a field in any row."""
        return int(self._arrays.rows.numbers(LENGTHS[fieldname]).max()) if fieldname in LENGTHS else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The record of a row."""
        return dict(zip(PASSAGE_FIELDS, json.loads(bytes(self._arrays.record(docnum))), strict=True))


class WordsReader(TermsReader):  # type: ignore[misc]
    """What Whoosh's searcher asks of terms."""

    def __init__(self, arrays: Segment) -> None:
        self._arrays = arrays

    def _place(self, fieldname: str, text: bytes) -> range:
        return self._arrays.find(fieldname.encode() + b"\0" + text)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._place(*term))

    def indexed_field_names(self) -> tuple[str, ...]:
        """The indexed fields."""
        return FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms in order."""
        return (_term(key) for key in self._arrays)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All terms from a term on."""
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """All terms in order, with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """All terms from a term on, with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """The figures of a term."""
        place = self._place(fieldname, text)
        if not place:
            raise TermNotFound(f"{fieldname}:{text!r}")
        rows, counts = self._arrays.postings(place)
        lengths = self._arrays.rows.numbers(LENGTHS[fieldname])[rows]
        return TermInfo(
            weight=float(counts.sum()),
            df=len(rows),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(counts.max()),
            minid=int(rows[0]),
            maxid=int(rows[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many rows hold a term."""
        return len(self._arrays.postings(self._place(fieldname, text))[0])

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all rows."""
        return float(self._arrays.postings(self._place(fieldname, text))[1].sum())

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """The rows of a term with their counts and positions."""
        info, place = self.term_info(fieldname, text), self._place(fieldname, text)
        rows, counts = self._arrays.postings(place)
        positions = self._arrays.positions(place).astype(np.uint32)
        values = [b""] * len(rows)
        if len(positions):
            values = [one.tobytes() for one in np.split(positions, np.cumsum(counts)[:-1])]
        return ListMatcher(
            rows.tolist(),
            counts.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=info,
        )


def _term(key: bytes) -> tuple[str, bytes]:
    field, _, word = key.partition(b"\0")
    return field.decode(), word
