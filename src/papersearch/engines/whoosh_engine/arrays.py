r"""The file layout: named arrays in one file, and a segment as two such files mapped into memory.

A file is eight magic bytes, the arrays one after another on 8-byte borders, a JSON directory (name to place, type and
length) and the directory's length in eight bytes. Nothing in it is executable, and reading it copies nothing.

    <segment>.rows    per passage: record, id, lengths, day, flags, what repeats have in common, the columns; per paper: a note
    <segment>.words   the terms `field\0word` in order of their bytes; per term its rows, counts and positions
    joined.arrays     what `joining` works out over all segments of a generation

A row is a passage's place in its segment, in the order of writing.
"""

import json
import mmap
import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from papersearch.engines.whoosh_engine.comparing import Blocks
from papersearch.errors import IndexDamagedError
from papersearch.passage import SCHEMA, Use

Array = npt.NDArray[np.generic]
Numbers = npt.NDArray[np.integer[Any]]
"""Whole numbers of some width."""
Longs = npt.NDArray[np.int64]
Ids = npt.NDArray[np.bytes_]
Flags = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]

ROWS, WORDS = ".rows", ".words"
STEM, PRINTED, CONTEXT, NAMES = "stem", "word", "context", "name"
"""The indexed fields: the text's stems, its words as printed, the context's stems, and the text's names with figures."""
FIELDS = (CONTEXT, NAMES, STEM, PRINTED)
LENGTHS = {STEM: "length.text", PRINTED: "length.text", NAMES: "length.text", CONTEXT: "length.context"}
FIRST, FRAME = "first", "frame"
FLAGS = (FIRST, FRAME)
"""Whether a passage is the first of its paper, and whether it only frames it."""
REPEAT = "repeat"
"""64 bits of a digest of what passages that repeat each other have in common (`Passage.repeat_key`); joined, a number."""
DAY, RANK = "day", "rank"
RECORDS, NOTES = "records", "notes"
"""The record of each passage, and in the first row of a paper what was noted of it."""
JOINED, SEGMENTS, CARDS = "joined.arrays", "segments.json", "cards.jsonl"
COLUMNS = tuple(name for name, mark in SCHEMA.items() if mark.use in (Use.KEYWORD, Use.GROUP))
"""The fields of a passage that are kept as a column of ordinals."""

HELD_BYTES = 128 << 20
"""A generation up to this size is held in memory as it was opened, so that nothing done to its files ends a server."""
_MOST_READERS = 4
_MAGIC = b"papers1\n"


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one file of arrays; it is not yet forced to the disk."""
    with path.open("xb") as file:
        file.write(_MAGIC)
        places = {}
        for name, values in arrays.items():
            places[name] = (file.tell(), values.dtype.str, len(values))
            file.write(np.ascontiguousarray(values).tobytes())
            file.write(bytes(-file.tell() % 8))
        directory = json.dumps(places).encode()
        file.write(directory + len(directory).to_bytes(8, "little"))


def narrowest(values: Numbers) -> Numbers:
    """The same numbers, none of them negative, in the narrowest unsigned type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def sizes_between(ends: Numbers, start: int = 0) -> Longs:
    """The lengths of slices that lie one after another, from where each ends and where the first begins."""
    longs: Longs = ends.astype(np.int64)
    sizes = longs.copy()
    sizes[1:] -= longs[:-1]
    sizes[:1] -= start
    return sizes


def as_bytes(joined: bytes) -> Numbers:
    """Bytes as an array to be written."""
    return np.frombuffer(joined, np.uint8)


def content_of(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file as it is now, also when the next run sweeps its folder.

    Those of a large generation are mapped: a process that reads them ends if somebody cuts the file short meanwhile.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if sum(one.stat().st_size for one in path.parent.iterdir()) <= HELD_BYTES:
            return file.read()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b""


class ArrayFile:
    """The arrays of one file, read-only.

    With `sums`, those of its blocks as it was sealed, nothing of it is read that was not compared with them.
    """

    def __init__(self, path: Path, sums: bytes | None = None) -> None:
        self._name = path.name
        try:
            self._map = content_of(path)
            self._blocks = Blocks(path, self._map, sums) if sums is not None else None
        except OSError as error:
            raise self.damage(error.strerror or "it cannot be opened") from error
        if len(self._map) < len(_MAGIC) + 8:
            raise self.damage("it is cut short")
        self._places: dict[str, int] = {}
        self._bytes: dict[str, memoryview] = {}
        self._arrays = self._read_directory()

    @property
    def is_broken(self) -> bool:
        """Whether a block was found that is not as it was sealed."""
        return self._blocks is not None and self._blocks.is_broken

    def damage(self, reason: str) -> IndexDamagedError:
        """An error that names this file."""
        return IndexDamagedError(f"the index file {self._name} is damaged: {reason}; run `papersearch index --fresh`")

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def numbers(self, name: str) -> Numbers:
        """An array of whole numbers.

        Raises:
            IndexDamagedError: the file holds no such array.
        """
        return self.slice(name, 0, None)

    def slice(self, name: str, start: int, stop: int | None) -> Numbers:
        """A part of an array of whole numbers; no more of it is compared with its checksums.

        Raises:
            IndexDamagedError: the file holds no such array, or this part is not as it was sealed.
        """
        array = self._arrays.get(name)
        if array is None or array.dtype.kind not in "ui":
            raise self.damage(f"{name} is missing")
        part = array[start:stop]
        self._compare(self._places[name] + start * array.itemsize, part.nbytes)
        return cast(Numbers, part)

    def bytes_between(self, name: str, start: int, stop: int) -> memoryview:
        """A part of an array of bytes, as `slice`; a page reads many of them, which are handed out sooner than arrays.

        Raises:
            IndexDamagedError: the file holds no such array, or this part is not as it was sealed.
        """
        content = self._bytes.get(name)
        if content is None:
            content = self._bytes[name] = self._content(name)
        if self._blocks:
            self._compare(self._places[name] + start, stop - start)
        return content[start:stop]

    def _content(self, name: str) -> memoryview:
        array = self._arrays.get(name)
        if array is None or array.dtype != np.uint8:
            raise self.damage(f"{name} is missing")
        return array.data

    def length(self, name: str) -> int:
        """How many numbers an array has; 0 if there is no such array."""
        return len(self._arrays.get(name, ()))

    def _compare(self, start: int, length: int) -> None:
        if self._blocks and length and not self._blocks.is_sound(start, start + length):
            raise self.damage("it has other bytes than were sealed")

    def ids(self) -> Ids:
        """The array of passage ids in UTF-8.

        Raises:
            IndexDamagedError: the file holds no such array.
        """
        array = self._arrays.get("ids")
        if array is None or array.dtype.kind != "S":
            raise self.damage("the passage ids are missing")
        self._compare(self._places["ids"], array.nbytes)
        return cast(Ids, array)

    def values(self, name: str) -> list[str]:
        """A list of strings, kept as JSON.

        Raises:
            IndexDamagedError: the array holds something else.
        """
        try:
            values = json.loads(self.numbers(name).tobytes())
        except ValueError as error:
            raise self.damage(f"{name} cannot be read") from error
        if not isinstance(values, list):
            raise self.damage(f"{name} is no list")
        return values

    def _read_directory(self) -> dict[str, Array]:
        end = len(self._map) - 8
        self._compare(end, 8)
        length = int.from_bytes(self._map[end:], "little")
        self._compare(0, len(_MAGIC))
        self._compare(max(0, end - length), min(end, length))
        if self._map[: len(_MAGIC)] != _MAGIC or length > end - len(_MAGIC):
            raise self.damage("it is not a file of arrays")
        try:
            places = json.loads(self._map[end - length : end])
            self._places = {name: int(place[0]) for name, place in places.items()}
            return {name: self._array(*place) for name, place in places.items()}
        except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
            raise self.damage("its directory cannot be read") from error

    def _array(self, place: int, kind: str, length: int) -> Array:
        dtype = np.dtype(kind)
        if dtype.kind not in "uiS" or place < 0 or length < 0:
            raise self.damage("its directory names no array")
        if not length:
            return np.empty(0, dtype)
        return np.frombuffer(self._map, dtype, length, place)


class Segment:
    """One segment, mapped; nothing in it changes any more."""

    def __init__(self, folder: Path, name: str, size: int, sums: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.name = name
        self.size = size
        self.rows, self.words = (ArrayFile(folder / one, sums.get(one)) for one in (f"{name}{ROWS}", f"{name}{WORDS}"))
        # `data` hands out plain integers, an array slow ones of its own; a look-up reads some thirty.
        self._terms = self.words.numbers("terms").data
        self._term_ends = self.words.numbers("terms.ends").data
        self._row_ends = self.words.numbers("rows.ends").data
        self._position_ends = self.words.numbers("positions.ends").data
        if not len(self._term_ends) == len(self._row_ends) == len(self._position_ends):
            raise self.words.damage("its terms do not fit their postings")
        if self.rows.length("ids") != size:
            raise self.rows.damage(f"it does not hold {size} passages")

    def __len__(self) -> int:
        """How many terms it has."""
        return len(self._term_ends)

    def __getitem__(self, term: int) -> bytes:
        """A term, by its place in the order."""
        return bytes(self._terms[_before(self._term_ends, term) : self._term_ends[term]])

    def __iter__(self) -> Iterator[bytes]:
        """The terms in order."""
        return (self[at] for at in range(len(self)))

    def terms(self, span: range) -> Iterator[bytes]:
        """Neighbouring terms."""
        start = _before(self._term_ends, span.start)
        together = bytes(self._terms[start : _before(self._term_ends, span.stop)])
        ends = [end - start for end in self._term_ends[span.start : span.stop]]
        return (together[first:last] for first, last in zip((0, *ends), ends, strict=False))

    def _place(self, key: bytes) -> int:
        """The place of the first term that is not before a key."""
        return bisect_left(self, key)

    def find(self, key: bytes) -> range:
        """The place of a term; empty if it is not there."""
        at = self._place(key)
        return range(at, at + (at < len(self) and self[at] == key))

    def beginning(self, key: bytes) -> range:
        """The places of the terms that begin with these bytes."""
        at = self._place(key)
        if at == len(self) or not self[at].startswith(key):
            return range(at, at)
        return range(at, self._place(key + b"\xff"))  # no term of UTF-8 holds such a byte

    def between(self, first: bytes, last: bytes) -> range:
        """The places of the terms from one to another, both included."""
        stop = self._place(last)
        return range(self._place(first), stop + (stop < len(self) and self[stop] == last))

    def postings(self, terms: range) -> tuple[Numbers, Numbers]:
        """The rows and counts of neighbouring terms, one term after another."""
        span = _before(self._row_ends, terms.start), _before(self._row_ends, terms.stop)
        return self.words.slice("rows", *span), self.words.slice("counts", *span)

    def holding(self, terms: range) -> Numbers:
        """The rows of neighbouring terms, one term after another."""
        return self.words.slice("rows", _before(self._row_ends, terms.start), _before(self._row_ends, terms.stop))

    def positions(self, terms: range) -> Numbers:
        """The positions of neighbouring terms: for each posting as many as its count."""
        span = _before(self._position_ends, terms.start), _before(self._position_ends, terms.stop)
        return self.words.slice("positions", *span)

    def sizes(self, terms: range) -> Longs:
        """How many postings each of some neighbouring terms has."""
        start = _before(self._row_ends, terms.start)
        return sizes_between(self.words.slice("rows.ends", terms.start, terms.stop), start)

    def record(self, row: int) -> memoryview:
        """The record of a passage."""
        ends = self._record_ends
        return self.rows.bytes_between(RECORDS, _before(ends, row), ends[row])

    @cached_property
    def _record_ends(self) -> memoryview:
        return self.rows.numbers(f"{RECORDS}.ends").data

    def note(self, row: int) -> bytes:
        """What was noted of the paper that begins in this row; empty for any other row."""
        ends = self.rows.numbers(f"{NOTES}.ends").data
        return bytes(self.rows.bytes_between(NOTES, _before(ends, row), ends[row]))

    def rows_of(self, passage_id: bytes) -> list[int]:
        """The rows of a passage id in UTF-8; a paper that was replaced may have left it on several."""
        ids, order = self.rows.ids(), self.rows.numbers("ids.order")
        start = bisect_left(order, passage_id, key=lambda row: ids[row])
        rows = []
        for row in order[start:]:
            if ids[row] != passage_id:
                break
            rows.append(int(row))
        return rows


def side_by_side() -> ThreadPoolExecutor:
    """Threads that read files: their checksums are worked out without the lock of the interpreter."""
    return ThreadPoolExecutor(max_workers=min(_MOST_READERS, os.cpu_count() or 1))


def _before(ends: memoryview, place: int) -> int:
    """Where the slice of a place begins: at the end of the one before."""
    return ends[place - 1] if place else 0
