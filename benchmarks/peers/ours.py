"""The engine of the product, asked through its port and built by two processes, as `papersearch index` does."""

import multiprocessing
from multiprocessing.pool import Pool
from pathlib import Path
from typing import ClassVar

from benchmarks.peers.base import Entries, Found
from benchmarks.questions import Kind, Question
from papersearch.engines.port import IndexWriter, Prepared
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.passage import PaperCard, Passage
from papersearch.snippets import cut

_JOBS = 2
_PAPERS_AT_ONCE = 10
_ENGINE = WhooshEngine(Path("preparing touches no folder"))


class Peer:
    """Sealed, synced and verified as in use; it counts all rungs of the evidence ladder besides."""

    lacks: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._block = WhooshEngine(folder).writer(jobs=_JOBS)
        self._writer: IndexWriter | None = None
        self._pool: Pool | None = None

    def add(self, entries: Entries) -> None:
        if self._writer is None or self._pool is None:
            self._pool = multiprocessing.get_context("fork").Pool(_JOBS)
            self._writer = self._block.__enter__()
        for paper in self._pool.imap(_prepared, entries, _PAPERS_AT_ONCE):
            self._writer.add_prepared(paper)

    def finish(self) -> None:
        if self._pool is not None:
            self._pool.close()
            self._pool.join()
        self._block.__exit__(None, None, None)

    def open(self) -> None:
        self._reader = WhooshEngine(self._folder).reader()

    def ask(self, question: Question) -> Found:
        request = question.request
        results = self._reader.search(request)
        return Found(
            total=results.total(request.reach),
            ids=tuple(hit.passage.id for hit in results.hits),
            snippets=tuple(cut(hit.passage.text, request.query).text for hit in results.hits),
            facets={name: {one.value: one.count for one in counts} for name, counts in results.facets.items()},
        )


def _prepared(entry: tuple[PaperCard, tuple[Passage, ...]]) -> Prepared:
    return _ENGINE.prepare(*entry)
