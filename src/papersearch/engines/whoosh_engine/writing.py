"""Writes passages into Whoosh: its segments, its deletions, its table of contents; merges by arrays."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from papersearch.analysis import stem, words
from papersearch.engines.whoosh_engine.arrays import CONTEXT, FIELDS, PRINTED, STEM, Array, Flags, Segment
from papersearch.engines.whoosh_engine.codec import ArrayCodec, ArraySegment, opened, whoosh_schema
from papersearch.engines.whoosh_engine.postings import Postings, joined, merged, postings_of
from papersearch.engines.whoosh_engine.rows import Rows, merged_rows
from papersearch.passage import Passage

SEGMENT_ROWS = 50_000
"""A segment is closed when it has so many rows, which bounds the memory of a build and of a merge."""
MAX_SMALL_SEGMENTS = 8
MAX_DELETED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class ListedSegment:
    """A segment as readers list it: its name, its rows, and those of them that are deleted."""

    name: str
    size: int
    deleted: tuple[int, ...]


class Tokens:
    """The words of passages while a segment is written: numbers in the order of the text, one vocabulary."""

    def __init__(self) -> None:
        self.vocabulary: dict[str, int] = {}
        self._text, self._text_sizes = array("L"), array("L")
        self._context, self._context_sizes = array("L"), array("L")
        self._last_context: tuple[str, list[int]] = ("", [])  # neighbours share headings and lead-ins

    def add(self, passage: Passage) -> tuple[int, int]:
        """Add the next row; returns the number of tokens of its text and of its context."""
        text = self._numbers(passage.text)
        if passage.context != self._last_context[0]:
            self._last_context = (passage.context, self._numbers(passage.context))
        context = self._last_context[1]
        self._text.extend(text)
        self._text_sizes.append(len(text))
        self._context.extend(context)
        self._context_sizes.append(len(context))
        return len(text), len(context)

    def _numbers(self, text: str) -> list[int]:
        known = self.vocabulary
        return [known.setdefault(word, len(known)) for word in words(text)]

    def postings(self) -> Postings:
        """The postings of all fields."""
        printed = list(self.vocabulary)
        stems: dict[str, int] = {}
        stem_of = np.array([stems.setdefault(stem(word), len(stems)) for word in printed], np.int64)
        text, text_sizes = np.array(self._text, np.int64), np.array(self._text_sizes, np.int64)
        context, context_sizes = np.array(self._context, np.int64), np.array(self._context_sizes, np.int64)
        fields = {
            CONTEXT: postings_of(CONTEXT, list(stems), stem_of[context], context_sizes, has_positions=False),
            STEM: postings_of(STEM, list(stems), stem_of[text], text_sizes, has_positions=True),
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
    """One run of changes to the Whoosh index of a folder; nothing counts before `commit`."""

    def __init__(self, folder: Path, segment_rows: int = SEGMENT_ROWS) -> None:
        self._segment_rows = segment_rows
        storage = FileStorage(str(folder))
        has_index = any(folder.glob("*.toc"))
        self._index = FileIndex(storage) if has_index else FileIndex.create(storage, whoosh_schema())
        self._segments: list[ArraySegment] = list(self._index._segments())
        self._before = [opened(storage, segment) for segment in self._segments]
        self._papers_before = [_numbers_of_papers(segment) for segment in self._before]
        self._added: dict[str, tuple[int, range]] = {}
        self._new_segment()

    def add(self, paper_id: str, passages: Iterable[Passage]) -> None:
        """Add the passages of a paper; those it had are deleted."""
        self.remove(paper_id)
        if len(self._rows) >= self._segment_rows:
            self._finish_segment()
        first = len(self._rows)
        for passage in passages:
            self._rows.add(passage, *self._tokens.add(passage))
        self._added[paper_id] = (len(self._segments), range(first, len(self._rows)))

    def remove(self, paper_id: str) -> None:
        """Delete the passages of a paper, if there are any."""
        for segment, arrays, numbers in zip(self._segments, self._before, self._papers_before, strict=False):
            if paper_id in numbers:
                for row in np.flatnonzero(arrays.rows.numbers("paper_id") == numbers[paper_id]).tolist():
                    segment.delete_document(row)
        if paper_id in self._added:
            place, rows = self._added.pop(paper_id)
            if place == len(self._segments):
                self._dropped.extend(rows)
                return
            for row in rows:
                self._segments[place].delete_document(row)

    def commit(self, *, purge: bool) -> tuple[ListedSegment, ...]:
        """End the run; with `purge` no deleted row stays in any file."""
        self._finish_segment()
        for group in self._to_merge(purge=purge):
            self._segments = [segment for segment in self._segments if segment not in group]
            self._segments += self._merge(group)
        _ArrayWriter(self._index).commit_segments(self._segments)
        return tuple(
            ListedSegment(segment.segment_id(), segment.doc_count_all(), tuple(sorted(segment.deleted_docs())))
            for segment in self._segments
        )

    def _new_segment(self) -> None:
        self._rows, self._tokens = Rows(), Tokens()
        self._dropped: list[int] = []

    def _finish_segment(self) -> None:
        if not len(self._rows):
            return
        segment = _ArrayWriter(self._index).write(self._rows.arrays(), self._tokens.postings(), len(self._rows))
        for row in self._dropped:
            segment.delete_document(row)
        self._segments.append(segment)
        self._new_segment()

    def _to_merge(self, *, purge: bool) -> list[list[ArraySegment]]:
        """The segments to merge, in groups of at most `segment_rows` rows that stay."""
        allowed = 0.0 if purge else MAX_DELETED_SHARE
        chosen = [one for one in self._segments if one.deleted_count() > allowed * one.doc_count_all()]
        small = [one for one in self._segments if one.doc_count() < self._segment_rows // 4]
        if len(small) > MAX_SMALL_SEGMENTS:
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


def _numbers_of_papers(segment: Segment) -> dict[str, int]:
    return {paper_id: number for number, paper_id in enumerate(segment.rows.values("paper_id.values"))}


def _kept(segment: ArraySegment) -> Flags:
    flags = np.ones(segment.doc_count_all(), np.bool_)
    flags[list(segment.deleted_docs())] = False
    return flags
