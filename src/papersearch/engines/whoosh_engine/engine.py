"""Fits the port, and nothing else: an index in a folder, for one server."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from time import perf_counter, time
from typing import cast
from weakref import ref

from papersearch.engines.port import IndexWriter, Prepared, Reader, check_entry, corpus_digest, fingerprint
from papersearch.engines.records import id_and_digest
from papersearch.engines.whoosh_engine.arrays import CARDS, JOINED, SEGMENTS
from papersearch.engines.whoosh_engine.generations import WHOLE_BYTES, Figures, Generation, Generations, usable
from papersearch.engines.whoosh_engine.paging import results_of
from papersearch.engines.whoosh_engine.preparing import PreparedPaper, prepared
from papersearch.engines.whoosh_engine.reader import WhooshReader
from papersearch.engines.whoosh_engine.sealing import Building, Disk, Sealing
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.engines.whoosh_engine.writing import (
    ONLY_IF_NEEDED,
    OPTIMISED,
    PURGED,
    SEGMENT_ROWS,
    Merging,
    SegmentsWriter,
)
from papersearch.errors import EngineError, IndexDamagedError, IndexMissingError
from papersearch.passage import FACETS, PaperCard, Passage
from papersearch.query import SearchRequest

_FIRST = SearchRequest(facets=tuple(FACETS), page_size=1)
_MOST_TRIES = 20
"""To open a generation, each overtaken by a run that ended and swept it away meanwhile."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class _Open:
    """A generation and its arrays."""

    generation: Generation
    snapshot: Snapshot
    mark: tuple[int, int, int] | None
    """What `CURRENT` looked like when it was opened."""
    found_broken: Event = field(default_factory=Event)

    @property
    def is_broken(self) -> bool:
        """Whether a part of it is known not to be as it was sealed."""
        return self.found_broken.is_set() or self.snapshot.is_broken


class WhooshEngine:
    """The index in a folder.

    Args:
        folder: made when the first paper is indexed, for its owner alone.
        disk: what carries out the steps of sealing.
        segment_rows: how many passages a segment may hold.
        whole_bytes: an index larger than this is read through while it serves, each block before its first use.
    """

    def __init__(
        self,
        folder: Path,
        *,
        disk: Disk | None = None,
        segment_rows: int = SEGMENT_ROWS,
        whole_bytes: int = WHOLE_BYTES,
    ) -> None:
        self._segment_rows = segment_rows
        self._generations = Generations(folder, fingerprint(), whole_bytes)
        self._sealing = Sealing(self._generations, disk or Disk())
        self._newest: _Open | None = None
        self._opening = Lock()

    def reader(self) -> Reader:
        """A reader of the newest generation that is open; a newer one is opened meanwhile.

        Raises:
            IndexMissingError: nothing has been indexed yet.
            IndexDamagedError: no generation is sound.
            IndexOutOfDateError: the index was built with another schema or analysis.
        """
        newest = self._newest
        if newest is None or not self._may_serve(newest):
            newest = self._opened()
        return WhooshReader(newest.generation, newest.snapshot)

    def catch_up(self) -> None:
        """Open the newest generation now."""
        if self._newest is not None:
            self._opened()

    def prepare(self, card: PaperCard, passages: Sequence[Passage], note: bytes = b"") -> Prepared:
        """A paper as the writer takes it; needs no index, so that another process can do it."""
        check_entry(card, passages)
        return Prepared(card, prepared(card, passages, note))

    @contextmanager
    def writer(self, *, fresh: bool = False, jobs: int = 1, optimise: bool = False) -> Iterator[IndexWriter]:
        """A block of changes, sealed when it ends; not at all if it raises.

        Raises:
            IndexBusyError: another run is writing.
            IndexDamagedError: no generation is sound, and it is not `fresh`.
            IndexOutOfDateError: the index was built with another schema or analysis, and it is not `fresh`.
        """
        with self._sealing.writing():
            base = None if fresh else self._base()
            merging = OPTIMISED if optimise else ONLY_IF_NEEDED
            with self._building(base, jobs, merging) as (building, writer):
                yield writer
                if writer.is_changed:
                    self._seal(building, writer)

    def withdraw(self, paper_ids: Sequence[str]) -> None:
        """Remove papers from every kept generation, byte for byte.

        Raises:
            IndexBusyError: another run is writing.
        """
        with self._sealing.writing():
            base = self._base()
            if base is None:
                return
            with self._building(base, 1, PURGED) as (building, writer):
                writer.quarantined, writer.purges = base.figures.quarantined, True
                writer.remove(paper_ids)
                self._seal(building, writer)
        self.catch_up()

    @contextmanager
    def _building(self, base: Generation | None, jobs: int, merging: Merging) -> Iterator[tuple[Building, "_Writer"]]:
        """An unfinished folder and its writer, both gone if it is not sealed."""
        with self._sealing.building(base, {SEGMENTS, CARDS, JOINED}) as building:
            segments = partial(SegmentsWriter, building.folder, self._segment_rows, jobs=jobs)
            writer = _Writer(building, segments, merging)
            try:
                yield building, writer
            finally:
                writer.abandon()

    def _seal(self, building: Building, writer: "_Writer") -> None:
        finished = writer.finish()
        began = perf_counter()
        self._sealing.seal(building, *finished, purge=writer.purges)
        writer.took_s["sealing"] = perf_counter() - began

    def check(self) -> tuple[str, ...]:
        """What is damaged in any kept generation, a line each.

        Raises:
            IndexMissingError: nothing has been indexed yet.
        """
        flaws = self._generations.check()
        return flaws or self._miscounts()

    def _miscounts(self) -> tuple[str, ...]:
        """What the files of the newest generation hold otherwise than its manifest says."""
        generation = self._generations.newest()
        snapshot, figures = Snapshot(generation.folder), generation.figures
        lines = []
        if snapshot.live_count != figures.passages:
            lines.append(f"the index holds {snapshot.live_count} passages instead of {figures.passages}")
        if len(snapshot.cards()) != figures.papers:
            lines.append(f"the index holds {len(snapshot.cards())} papers instead of {figures.papers}")
        return tuple(lines)

    def _base(self) -> Generation | None:
        """What a run starts with: the newest sound generation, every file of which has been verified."""
        try:
            return self._generations.newest()
        except IndexMissingError:
            return None

    # Opening

    def _may_serve(self, newest: _Open) -> bool:
        """Whether readers may go on with what is open; if there is something newer, it is opened in the background."""
        if newest.is_broken:
            return False
        mark = self._mark()
        if mark == newest.mark:
            return True
        pointer = self._generations.pointer()
        if mark is None or pointer is None or newest.generation.number < pointer.oldest:
            return False
        if not self._opening.locked():
            Thread(target=self._open_quietly, name="open-generation", daemon=True).start()
        return True

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            known = self._generations.current_file.stat()
        except OSError:
            return None
        return (known.st_ino, known.st_size, known.st_mtime_ns)

    def _open_quietly(self) -> None:
        """Open the newest generation, or go on with the open one and say so, until there is a newer one again."""
        before, mark = self._newest, self._mark()
        try:
            self._opened()
        except EngineError as error:
            _log.warning("newest generation not opened reason=%s", error)
            with self._opening:
                if before is not None and self._newest is before:
                    told = replace(before.generation, warning=f"the newest index cannot be opened ({error})")
                    self._newest = _Open(told, before.snapshot, mark)

    def _opened(self) -> _Open:
        """The newest sound generation, opened if it is not open already."""
        with self._opening:
            is_whole = bool(self._newest and self._newest.is_broken)
            for tries_left in reversed(range(_MOST_TRIES)):
                mark = self._mark()
                newest = self._newest
                if newest and mark is not None and newest.mark == mark and not newest.is_broken:
                    return newest
                try:
                    generation = self._generations.newest(is_whole=is_whole)
                    self._newest = _Open(generation, self._snapshot_of(generation), mark)
                except IndexDamagedError:
                    was_overtaken = mark != self._mark()
                    if not tries_left or (is_whole and not was_overtaken):
                        raise
                    is_whole = is_whole or not was_overtaken
                else:
                    self._read_through(self._newest)
                    return self._newest
        raise IndexDamagedError("the index changes faster than it can be opened; try again")

    def _snapshot_of(self, generation: Generation) -> Snapshot:
        sums = self._generations.unread(generation)
        if self._newest is None or self._newest.is_broken:
            return Snapshot(generation.folder, sums=sums)
        if self._newest.generation.files == generation.files:
            return self._newest.snapshot
        snapshot = Snapshot(generation.folder, sums=sums)
        # visitors go on with the old one meanwhile, and need not wait for the first search
        results_of(snapshot, _FIRST)
        return snapshot

    def _read_through(self, opened: _Open) -> None:
        """Read what was not read before opening, in the background; readers leave a generation with a flaw.

        It ends when nobody has the generation open any more.
        """
        generations, generation, found_broken = self._generations, opened.generation, opened.found_broken
        if not generations.unread(generation):
            return
        still_open = ref(opened)

        def read() -> None:
            flaw = generations.first_flaw(generation, lambda: still_open() is not None)
            if flaw and generation.folder.exists():
                _log.warning("generation is damaged flaw=%s", flaw)
                found_broken.set()

        Thread(target=read, name="read-generation", daemon=True).start()


class _Writer:
    """One run of changes in an unfinished folder."""

    def __init__(self, building: Building, segments: Callable[[], SegmentsWriter], merging: Merging) -> None:
        self.quarantined, self.purges = 0, False
        self.took_s = {"writing": 0.0, "sealing": 0.0}
        self._base = building.base
        self._merging = merging
        self._is_changed = False
        self._cards = _cards_of(building.base)
        self._index_folder = building.index_folder
        with usable(self._index_folder):
            self._segments = segments()

    def add(self, card: PaperCard, passages: Sequence[Passage], note: bytes = b"") -> None:
        check_entry(card, passages)
        self.add_prepared(Prepared(card, prepared(card, passages, note)))

    def add_prepared(self, paper: Prepared) -> None:
        work = cast(PreparedPaper, paper.work)
        self._is_changed = True
        began = perf_counter()
        with usable(self._index_folder):
            self._segments.add(paper.card.id, work)
        self.took_s["writing"] += perf_counter() - began
        self._cards[paper.card.id] = work.line

    def remove(self, paper_ids: Sequence[str]) -> None:
        for paper_id in paper_ids:
            if self._cards.pop(paper_id, None) is not None:
                self._is_changed = True
                self._segments.remove(paper_id)

    def abandon(self) -> None:
        """End what is still being written."""
        self._segments.abandon()

    @property
    def is_changed(self) -> bool:
        """Whether the generation would differ from the last one, or mends it."""
        base = self._base
        if self._is_changed or base is None or base.warning is not None or base.figures.quarantined != self.quarantined:
            return True
        return self._merging is OPTIMISED and self._segments.has_work_for(OPTIMISED)

    def finish(self) -> tuple[Figures, dict[str, bytes]]:
        """The figures of the generation, and the files that go beside its segments."""
        began = perf_counter()
        merging = self._merging if self._merging is OPTIMISED or not self.purges else PURGED
        with usable(self._index_folder):
            segments = self._segments.commit(merging=merging)
        self.took_s["writing"] += perf_counter() - began
        cards = [line for _, line in sorted(self._cards.items())]
        figures = Figures(
            papers=len(cards),
            passages=sum(segment.size - len(segment.deleted) for segment in segments),
            quarantined=self.quarantined,
            corpus=corpus_digest(id_and_digest(line)[1] for line in cards),
            built=datetime.fromtimestamp(time(), UTC).isoformat(timespec="seconds"),
        )
        listed = json.dumps([asdict(segment) for segment in segments], indent=1).encode("ascii")
        return figures, {SEGMENTS: listed, CARDS: b"".join(line + b"\n" for line in cards)}


def _cards_of(base: Generation | None) -> dict[str, bytes]:
    """The lines of the cards of a generation, by paper id."""
    if base is None:
        return {}
    try:
        return {id_and_digest(line)[0]: line for line in (base.folder / CARDS).read_bytes().splitlines()}
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"the index file {CARDS} is damaged; run `papersearch index --fresh`") from error
