"""The engine of the product, asked through its port."""

from pathlib import Path
from typing import ClassVar

from benchmarks.peers.base import Entries, Found
from benchmarks.questions import Kind, Question
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.snippets import cut


class Peer:
    """Sealed, synced and verified as in use; it counts all rungs of the evidence ladder besides."""

    lacks: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._block = WhooshEngine(folder).writer()
        self._writer = None

    def add(self, entries: Entries) -> None:
        if self._writer is None:
            self._writer = self._block.__enter__()
        for card, passages in entries:
            self._writer.add(card, passages)

    def finish(self) -> None:
        self._block.__exit__(None, None, None)

    def open(self) -> None:
        self._reader = WhooshEngine(self._folder).reader()

    def ask(self, question: Question) -> Found:
        results = self._reader.search(question.request)
        return Found(
            total=results.total(question.request.reach),
            ids=tuple(hit.passage.id for hit in results.hits),
            snippets=tuple(cut(hit.passage.text, question.node).text for hit in results.hits),
            facets={name: {one.value: one.count for one in counts} for name, counts in results.facets.items()},
        )
