"""bm25s over the product's stems: a matrix of scores; everything else that a search page needs, by hand."""

from pathlib import Path
from typing import ClassVar

import bm25s
import numpy as np

from benchmarks.peers.base import Columns, Entries, Found
from benchmarks.questions import Kind, Question
from papersearch.analysis import stem, words
from papersearch.engines.port import K1, B


class Peer:
    """It knows words only: no order, so no phrases; no word lists, so no prefixes. "All" is one pass a word."""

    lacks: ClassVar[frozenset[Kind]] = frozenset({Kind.PHRASE, Kind.PREFIX})
    columns: ClassVar[type[Columns]] = Columns

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._columns = self.columns(folder)
        self._tokens: list[list[int]] = []
        self._vocabulary: dict[str, int] = {}

    def add(self, entries: Entries) -> None:
        known = self._vocabulary
        for _, passages in entries:
            for one in passages:
                stems = map(stem, words(one.text))
                self._tokens.append([known.setdefault(word, len(known)) for word in stems])
                self._columns.add(one)

    def finish(self) -> None:
        scores = bm25s.BM25(method="lucene", k1=K1, b=B)
        tokenized = bm25s.tokenization.Tokenized(ids=self._tokens, vocab=self._vocabulary)
        scores.index(tokenized, show_progress=False)
        scores.save(str(self._folder / "scores"), show_progress=False)
        self._columns.write()

    def open(self) -> None:
        self._scores = bm25s.BM25.load(str(self._folder / "scores"), mmap=True)
        self._columns.open()

    def ask(self, question: Question) -> Found:
        stems = [stem(word) for word in question.words]
        scores = self._scores.get_scores(stems)
        is_found = scores > 0
        if question.kind == Kind.ALL:
            holding = [self._scores.get_scores([word]) > 0 for word in stems]
            self.note(question, holding, is_found)
            is_found = np.logical_and.reduce(holding)
        rows = np.flatnonzero(is_found)
        return self._columns.found(question, rows, scores[rows])

    def note(self, question: Question, holding: list[np.ndarray], is_shown: np.ndarray) -> None:
        """Told which passages hold each word of a question for all of them, and which hold any."""
