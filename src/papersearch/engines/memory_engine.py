"""The reference engine in plain Python: papers that live as long as its object."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import cast

from papersearch.engines.memory_search import Entry, Search, entry_of
from papersearch.engines.port import (
    Climb,
    IndexWriter,
    Prepared,
    Reader,
    SearchResults,
    Stats,
    T,
    check_entry,
    check_facets,
    corpus_digest,
    group_of,
)
from papersearch.errors import IndexBusyError, IndexMissingError
from papersearch.passage import PaperCard, Passage
from papersearch.query import Node, Rung, SearchRequest


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper, its passages in its order, and what was noted of it."""

    card: PaperCard
    entries: tuple[Entry, ...]
    note: bytes


@dataclass(slots=True)
class _Generation:
    """The papers after one run, by id; only `kept` and `making` change, and only by `remember`."""

    number: int
    papers: dict[str, _Paper]
    quarantined: int
    kept: dict[str, object] = field(default_factory=dict)
    making: dict[str, RLock] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class MemoryEngine:
    """An index that lives as long as its object."""

    def __init__(self) -> None:
        self._newest: _Generation | None = None
        self._writing = Lock()

    def reader(self) -> Reader:
        """A reader of the newest generation.

        Raises:
            IndexMissingError: nothing has been indexed yet.
        """
        return _MemoryReader(self._generation())

    def prepare(self, card: PaperCard, passages: Sequence[Passage], note: bytes = b"") -> Prepared:
        """A paper as the writer takes it."""
        check_entry(card, passages)
        entries = tuple(map(entry_of, sorted(passages, key=lambda one: one.ordinal)))
        return Prepared(card, _Paper(card, entries, note))

    @contextmanager
    def writer(self, *, fresh: bool = False, jobs: int = 1, optimise: bool = False) -> Iterator[IndexWriter]:
        """A block of changes, visible when it ends; not at all if it raises. Memory has nothing to put in order.

        Raises:
            IndexBusyError: another writer is at work.
        """
        if not self._writing.acquire(blocking=False):
            raise IndexBusyError("another run is writing the index; wait until it ends")
        try:
            before = self._newest
            writer = _MemoryWriter(self, {} if fresh or before is None else dict(before.papers))
            yield writer
            self._newest = _Generation(before.number + 1 if before else 1, writer.papers, writer.quarantined)
        finally:
            self._writing.release()

    def withdraw(self, paper_ids: Sequence[str]) -> None:
        """Remove papers; the only kept generation is the newest."""
        if self._newest is None:
            return
        with self.writer() as writer:
            writer.quarantined = self._newest.quarantined
            writer.remove(paper_ids)

    def catch_up(self) -> None:
        """Every reader is of the newest generation."""

    def check(self) -> tuple[str, ...]:
        """Nothing: memory is taken to be sound.

        Raises:
            IndexMissingError: nothing has been indexed yet.
        """
        self._generation()
        return ()

    def _generation(self) -> _Generation:
        if self._newest is None:
            raise IndexMissingError("there is no index in memory; run `papersearch index`")
        return self._newest


class _MemoryWriter:
    """One run of changes."""

    def __init__(self, engine: MemoryEngine, papers: dict[str, _Paper]) -> None:
        self._prepare = engine.prepare
        self.papers = papers
        self.quarantined = 0
        self.purges = False
        self.took_s: dict[str, float] = {}

    def add(self, card: PaperCard, passages: Sequence[Passage], note: bytes = b"") -> None:
        self.add_prepared(self._prepare(card, passages, note))

    def add_prepared(self, paper: Prepared) -> None:
        self.papers[paper.card.id] = cast(_Paper, paper.work)

    def remove(self, paper_ids: Sequence[str]) -> None:
        for paper_id in paper_ids:
            self.papers.pop(paper_id, None)


class _MemoryReader:
    """One generation, whatever is written afterwards."""

    def __init__(self, generation: _Generation) -> None:
        self._generation = generation
        self._entries = tuple(entry for paper in generation.papers.values() for entry in paper.entries)

    def search(self, request: SearchRequest, climb: Climb | None = None) -> SearchResults:
        check_facets(request)
        return Search(self._entries, request).results(climb)

    def best_in(self, query: Node, rung: Rung, keys: Collection[str]) -> Mapping[str, Passage]:
        hits = self.search(SearchRequest(query=query, page_size=max(1, len(self._entries)))).hits
        best = {group_of(hit.passage, rung): hit.passage for hit in reversed(hits)}
        return {key: best[key] for key in keys if key in best}

    def among(self, passage_ids: Collection[str], query: Node, rung: Rung) -> frozenset[str]:
        found = self.search(SearchRequest(query=query, reach=rung, page_size=max(1, len(self._entries)))).hits
        return frozenset(hit.passage.id for hit in found) & frozenset(passage_ids)

    def passage(self, passage_id: str) -> Passage | None:
        return next((entry.passage for entry in self._entries if entry.passage.id == passage_id), None)

    def passages_of(self, paper_id: str, ordinals: Collection[int] | None = None) -> tuple[Passage, ...]:
        paper = self._generation.papers.get(paper_id)
        passages = (entry.passage for entry in paper.entries) if paper else ()
        return tuple(one for one in passages if ordinals is None or one.ordinal in ordinals)

    def cards(self) -> tuple[PaperCard, ...]:
        return tuple(paper.card for _, paper in sorted(self._generation.papers.items()))

    def notes(self, paper_ids: Collection[str] | None = None) -> Mapping[str, bytes]:
        papers = self._generation.papers
        wanted = papers.keys() if paper_ids is None else papers.keys() & paper_ids
        return {one: papers[one].note for one in wanted if papers[one].note and papers[one].entries}

    def vocabulary(self, start: str = "") -> Iterator[tuple[str, int]]:
        counts = Counter(word for entry in self._entries for word in set(entry.words) if word.startswith(start))
        yield from sorted(counts.items())

    def stems(self) -> Mapping[str, int]:
        return Counter(stem for entry in self._entries for stem in set(entry.stems))

    def stats(self) -> Stats:
        return Stats(
            generation=str(self._generation.number),
            papers=len(self._generation.papers),
            passages=len(self._entries),
            built="",
            quarantined=self._generation.quarantined,
            corpus=corpus_digest(card.digest for card in self.cards()),
        )

    def remember(self, name: str, make: Callable[[], T]) -> T:
        with self._generation.lock:
            making = self._generation.making.setdefault(name, RLock())
        with making:
            if name not in self._generation.kept:
                self._generation.kept[name] = make()
            return cast(T, self._generation.kept[name])
