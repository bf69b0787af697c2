"""SQLite's FTS5 over the product's words; filters, facets and snippets, which it lacks, by hand."""

import sqlite3
from pathlib import Path
from typing import ClassVar

import numpy as np

from benchmarks.peers.base import Columns, Entries, Found
from benchmarks.questions import Kind, Question
from papersearch.analysis import stem, words


class Peer:
    """One contentless table of stems and printed words; every row of a match is fetched once, with its rank."""

    lacks: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._file = folder / "passages.db"
        folder.mkdir(exist_ok=True)
        self._columns = Columns(folder)
        self._row = 0
        self._connection: sqlite3.Connection | None = None

    def add(self, entries: Entries) -> None:
        if self._connection is None:
            self._connection = sqlite3.connect(self._file)
            self._connection.execute(
                "create virtual table fts using fts5(stem, word, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        rows = []
        for _, passages in entries:
            for one in passages:
                printed = words(one.text)
                rows.append((self._row, " ".join(map(stem, printed)), " ".join(printed)))
                self._columns.add(one)
                self._row += 1
        self._connection.executemany("insert into fts(rowid, stem, word) values (?, ?, ?)", rows)

    def finish(self) -> None:
        self._connection.execute("insert into fts(fts) values ('optimize')")
        self._connection.commit()
        self._connection.close()
        self._columns.write()

    def open(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)
        self._columns.open()

    def ask(self, question: Question) -> Found:
        found = self._connection.execute("select rowid, rank from fts where fts match ?", (_query_of(question),))
        pairs = np.array(found.fetchall()).reshape(-1, 2)
        return self._columns.found(question, pairs[:, 0].astype(np.int64), -pairs[:, 1])


def _query_of(question: Question) -> str:
    match question.kind:
        case Kind.ALL:
            return "stem : (" + " AND ".join(f'"{stem(word)}"' for word in question.words) + ")"
        case Kind.ANY | Kind.FILTERED:
            return "stem : (" + " OR ".join(f'"{stem(word)}"' for word in question.words) + ")"
        case Kind.PHRASE:
            return f'word : "{" ".join(question.words)}"'
        case Kind.PREFIX:
            return f'word : "{question.words[0]}" *'
