"""Writes passages into Whoosh: its segments, its deletions, its table of contents; merges by arrays."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from papersearch.engines.whoosh_engine.apart import Apart
from papersearch.engines.whoosh_engine.arrays import (
    CONTEXT,
    FIELDS,
    JOINED,
    NAMES,
    PRINTED,
    STEM,
    Array,
    Flags,
    Numbers,
    Segment,
)
from papersearch.engines.whoosh_engine.codec import ArrayCodec, ArraySegment, opened, whoosh_schema
from papersearch.engines.whoosh_engine.joining import ListedSegment, write_joined
from papersearch.engines.whoosh_engine.postings import Postings, joined, merged, postings_of
from papersearch.engines.whoosh_engine.preparing import PreparedPaper
from papersearch.engines.whoosh_engine.rows import Rows, merged_rows

SEGMENT_ROWS = 40_000
"""A segment is closed when it has so many rows, which bounds the memory of a build and of a merge."""


@dataclass(frozen=True, slots=True)
class Merging:
    """What a run makes one of at its end: segments with more holes than this, and small ones if there are more of them."""

    allowed_share: float
    """Of deleted rows."""
    allowed_small: int
    small: float = 0.25
    """What share of a full segment a small one has at most."""


ONLY_IF_NEEDED = Merging(allowed_share=0.5, allowed_small=16)
"""A run of a few papers writes them and no more, but for a merge now and then that keeps searches quick."""
PURGED = Merging(allowed_share=0.0, allowed_small=16)
"""No deleted row stays in any file."""
OPTIMISED = Merging(allowed_share=0.0, allowed_small=1, small=0.5)
"""The same, and no more segments stay small than must."""


class Tokens:
    """The words of papers while a segment is written: numbers in the order of the text, one vocabulary."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._stems: list[str] = []
        self._fields: dict[str, tuple[list[Numbers], array[int]]] = {
            name: ([np.empty(0, np.uint32)], array("I")) for name in (STEM, CONTEXT, NAMES)
        }

    def add(self, paper: PreparedPaper) -> None:
        """Add the words of a paper's rows as the next ones."""
        moved_to = np.array([self._number_of(*one) for one in zip(paper.words, paper.stems, strict=True)], np.uint32)
        for name, slices in ((STEM, paper.text), (CONTEXT, paper.context), (NAMES, paper.names)):
            numbers, sizes = self._fields[name]
            if slices.numbers:
                numbers.append(moved_to[np.frombuffer(slices.numbers, np.uint32)])
            sizes += slices.sizes

    def _number_of(self, word: str, its_stem: str) -> int:
        number = self._number.get(word)
        if number is None:
            number = self._number[word] = len(self._number)
            self._stems.append(its_stem)
        return number

    def postings(self) -> Postings:
        """The postings of all fields."""
        stems: dict[str, int] = {}
        stem_of = np.array([stems.setdefault(one, len(stems)) for one in self._stems], np.uint32)
        printed, in_order = list(self._number), list(stems)
        (text, text_sizes), (context, context_sizes), (names, names_sizes) = (
            (np.concatenate(numbers), np.array(sizes, np.int64)) for numbers, sizes in self._fields.values()
        )
        fields = {
            CONTEXT: postings_of(CONTEXT, in_order, stem_of[context], context_sizes, has_positions=False),
            NAMES: postings_of(NAMES, printed, names, names_sizes, has_positions=False),
            STEM: postings_of(STEM, in_order, stem_of[text], text_sizes, has_positions=True),
            PRINTED: postings_of(PRINTED, printed, text, text_sizes, has_positions=True),
        }
        return joined([fields[name] for name in FIELDS])


class _Pool:
    """Stands where Whoosh's writer keeps its sorting pool, and hands on postings that are already sorted."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings

    def iter_postings(self) -> Postings:
        return self._postings

    def cleanup(self) -> None:
        """Nothing was spilled to the disk."""


class _ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of one segment, given whole arrays instead of one posting after another."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=False)  # our own lock is held

    def write(self, rows: dict[str, Array], postings: Postings, size: int) -> ArraySegment:
        """Write one segment, not yet in the table of contents."""
        self.perdocwriter.arrays = rows
        self.pool = _Pool(postings)
        self.docnum = size
        segment: ArraySegment = self._finalize_segment()
        self._finish()
        return segment

    def commit_segments(self, segments: Sequence[ArraySegment]) -> None:
        """Write the table of contents, and delete what it does not list."""
        self._close_segment()
        self._commit_toc(list(segments))
        self._finish()


class SegmentsWriter:
    """One run of changes to the Whoosh index of a folder; nothing counts before `commit`.

    With more than one job a full segment is written by a process of its own while the next one fills.
    """

    def __init__(self, folder: Path, segment_rows: int = SEGMENT_ROWS, *, jobs: int = 1) -> None:
        self._folder = folder
        self._segment_rows = segment_rows
        self._is_apart = jobs > 1
        storage = FileStorage(str(folder))
        has_index = any(folder.glob("*.toc"))
        self._index = FileIndex(storage) if has_index else FileIndex.create(storage, whoosh_schema())
        self._segments: list[ArraySegment] = list(self._index._segments())
        self._before = [opened(storage, segment) for segment in self._segments]
        self._papers_before = [_numbers_of_papers(segment) for segment in self._before]
        self._added: dict[str, tuple[int, range]] = {}
        self._under_way: tuple[Apart[ArraySegment], list[int]] | None = None
        self._place = len(self._segments)
        self._new_segment()

    def add(self, paper_id: str, paper: PreparedPaper) -> None:
        """Add a paper; the passages it had are deleted."""
        self.remove(paper_id)
        if len(self._rows) >= self._segment_rows:
            self._finish_segment()
        first = len(self._rows)
        self._rows.add(paper)
        self._tokens.add(paper)
        self._added[paper_id] = (self._place, range(first, len(self._rows)))

    def remove(self, paper_id: str) -> None:
        """Delete the passages of a paper, if there are any."""
        for segment, arrays, numbers in zip(self._segments, self._before, self._papers_before, strict=False):
            if paper_id in numbers:
                for row in np.flatnonzero(arrays.rows.numbers("paper_id") == numbers[paper_id]).tolist():
                    segment.delete_document(row)
        if paper_id in self._added:
            place, rows = self._added.pop(paper_id)
            if place == self._place:
                self._dropped.extend(rows)
                return
            self._wait()
            for row in rows:
                self._segments[place].delete_document(row)

    def commit(self, *, merging: Merging) -> tuple[ListedSegment, ...]:
        """End the run."""
        self._finish_segment()
        self._wait()
        for group in self._to_merge(merging):
            self._segments = [segment for segment in self._segments if segment not in group]
            self._segments += self._merge(group)
        _ArrayWriter(self._index).commit_segments(self._segments)
        listed = tuple(
            ListedSegment(segment.segment_id(), segment.doc_count_all(), tuple(sorted(segment.deleted_docs())))
            for segment in self._segments
        )
        write_joined(self._folder, listed)
        self._remove_strays()
        return listed

    def _remove_strays(self) -> None:
        """Delete what belongs to no listed segment: Whoosh passes over files that cannot be deleted, and says nothing."""
        for name in self.strays():
            (self._folder / name).unlink()

    def strays(self) -> tuple[str, ...]:
        """The files of the folder that are of no listed segment and no table of contents that counts."""
        ours = tuple(f"{segment.segment_id()}." for segment in self._segments)
        kept = {TOC._filename(self._index.indexname, self._index.latest_generation()), JOINED}
        names = (one.name for one in self._folder.iterdir())
        return tuple(sorted(name for name in names if name not in kept and not name.startswith(ours)))

    def has_work_for(self, merging: Merging) -> bool:
        """Whether a commit would merge what was there before the run."""
        return bool(self._to_merge(merging))

    def abandon(self) -> None:
        """End what is under way; the run will not be committed."""
        if self._under_way:
            self._under_way[0].stop()
            self._under_way = None

    def _new_segment(self) -> None:
        self._rows, self._tokens = Rows(), Tokens()
        self._dropped: list[int] = []

    def _finish_segment(self) -> None:
        if not len(self._rows):
            return
        self._wait()
        if self._is_apart:
            self._under_way = Apart(partial(_written, self._index, self._rows, self._tokens)), self._dropped
        else:
            self._enter(_written(self._index, self._rows, self._tokens), self._dropped)
        self._place += 1
        self._new_segment()

    def _wait(self) -> None:
        """Enter the segment that is being written, if there is one."""
        if self._under_way:
            work, dropped = self._under_way
            self._under_way = None
            self._enter(work.result(), dropped)

    def _enter(self, segment: ArraySegment, dropped: Sequence[int]) -> None:
        for row in dropped:
            segment.delete_document(row)
        self._segments.append(segment)

    def _to_merge(self, merging: Merging) -> list[list[ArraySegment]]:
        """The segments to merge, in groups of at most `segment_rows` rows that stay."""
        chosen = [one for one in self._segments if one.deleted_count() > merging.allowed_share * one.doc_count_all()]
        small = [one for one in self._segments if one.doc_count() < merging.small * self._segment_rows]
        if len(small) > merging.allowed_small:
            chosen = [one for one in self._segments if one in chosen or one in small]
        groups: list[list[ArraySegment]] = []
        room = 0
        for segment in chosen:
            if not groups or segment.doc_count() > room:
                groups.append([])
                room = self._segment_rows
            groups[-1].append(segment)
            room -= segment.doc_count()
        return [group for group in groups if len(group) > 1 or group[0].has_deletions()]

    def _merge(self, group: Sequence[ArraySegment]) -> list[ArraySegment]:
        """One segment of what is not deleted in a group, or none."""
        arrays = [opened(self._index.storage, segment) for segment in group]
        kept = [_kept(segment) for segment in group]
        size = sum(int(np.count_nonzero(flags)) for flags in kept)
        if not size:
            return []
        return [_ArrayWriter(self._index).write(merged_rows(arrays, kept), merged(arrays, kept), size)]


def _written(index: Any, rows: Rows, tokens: Tokens) -> ArraySegment:
    return _ArrayWriter(index).write(rows.arrays(), tokens.postings(), len(rows))


def _numbers_of_papers(segment: Segment) -> dict[str, int]:
    return {paper_id: number for number, paper_id in enumerate(segment.rows.values("paper_id.values"))}


def _kept(segment: ArraySegment) -> Flags:
    flags = np.ones(segment.doc_count_all(), np.bool_)
    flags[list(segment.deleted_docs())] = False
    return flags
