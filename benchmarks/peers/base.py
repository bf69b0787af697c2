"""What an engine beside ours must do, and what those without facets of their own share."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

import numpy as np

from benchmarks.questions import FACETS, PAGE, Kind, Question
from papersearch.passage import PaperCard, Passage, facet_values
from papersearch.snippets import cut

Entries = Sequence[tuple[PaperCard, tuple[Passage, ...]]]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: how many passages, the ids of the first of them, a snippet of each, and the counts of each facet."""

    total: int
    ids: tuple[str, ...]
    snippets: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]


class Peer(Protocol):
    """An engine over a folder; `add` and `finish` build, `open` and `ask` search."""

    lacks: ClassVar[frozenset[Kind]]
    """The classes of question it cannot answer."""

    def __init__(self, folder: Path) -> None: ...

    def add(self, entries: Entries) -> None:
        """Take some more papers."""

    def finish(self) -> None:
        """Make what was added searchable and leave nothing in memory only."""

    def open(self) -> None:
        """Open what was built, anew."""

    def ask(self, question: Question) -> Found:
        """Answer one question from what is open."""


def value_of(passage: Passage, facet: str) -> str:
    """The one value of a facet that a passage has."""
    return facet_values(passage, facet)[0]


def year_of(passage: Passage) -> int:
    """The year of its meeting; 0 if none is stated."""
    return int(passage.year or 0)


@dataclass(slots=True)
class Columns:
    """Ids, texts, years and facets of passages beside an engine that keeps none: arrays in a folder, mapped to be read."""

    folder: Path
    _ids: list[str] = field(default_factory=list)
    _texts: list[bytes] = field(default_factory=list)
    _years: list[int] = field(default_factory=list)
    _values: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in FACETS})
    _ordinals: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in FACETS})
    _read: dict[str, np.ndarray] = field(default_factory=dict)
    _names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, passage: Passage) -> None:
        """Add the next row."""
        self._ids.append(passage.id)
        self._texts.append(passage.text.encode())
        self._years.append(year_of(passage))
        for name in FACETS:
            known = self._values[name]
            self._ordinals[name].append(known.setdefault(value_of(passage, name), len(known)))

    def write(self) -> None:
        """Write all rows."""
        arrays = {name: np.array(each, np.uint16) for name, each in self._ordinals.items()}
        arrays["years"] = np.array(self._years, np.uint16)
        arrays["ids"] = np.array(self._ids, np.bytes_)
        arrays["text"] = np.frombuffer(b"".join(self._texts), np.uint8)
        arrays["ends"] = np.cumsum([0, *map(len, self._texts)])
        for name, array in arrays.items():
            np.save(self.folder / f"column_{name}.npy", array)
        names = {name: list(values) for name, values in self._values.items()}
        (self.folder / "values.json").write_text(json.dumps(names))

    def open(self) -> None:
        """Map what was written."""
        for path in self.folder.glob("column_*.npy"):
            self._read[path.stem.removeprefix("column_")] = np.load(path, mmap_mode="r")
        self._names = json.loads((self.folder / "values.json").read_text())

    def found(self, question: Question, rows: np.ndarray, scores: np.ndarray) -> Found:
        """The answer of the rows that hold the words, with their scores (the best highest): filters, facets, snippets."""
        is_in_years, is_hit = self.passing(question, rows)
        hits = rows[is_hit]
        hits_on_page = self.best(hits, scores[is_hit])
        query = question.node
        facets = {}
        for name in FACETS:
            counted = rows[is_in_years] if name == "committee" and question.committee else hits
            counts = np.bincount(self._read[name][counted], minlength=len(self._names[name]))
            facets[name] = {self._names[name][at]: int(counts[at]) for at in np.flatnonzero(counts)}
        return Found(
            total=len(hits),
            ids=tuple(self._read["ids"][row].decode() for row in hits_on_page),
            snippets=tuple(cut(self.text(row), query).text for row in hits_on_page),
            facets=facets,
        )

    def passing(self, question: Question, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of some rows are of the years asked for, and which of them are of the committee too."""
        is_in_years = np.ones(len(rows), np.bool_)
        if question.years:
            years = self._read["years"][rows]
            is_in_years = (years >= question.years[0]) & (years <= question.years[1])
        if not question.committee:
            return is_in_years, is_in_years
        names = self._names["committee"]
        wanted = names.index(question.committee) if question.committee in names else len(names)
        return is_in_years, is_in_years & (self._read["committee"][rows] == wanted)

    def best(self, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """The rows with the best scores, as many as a page holds."""
        if len(rows) > PAGE:
            best = np.argpartition(-scores, PAGE - 1)[:PAGE]
            return rows[best[np.argsort(-scores[best], kind="stable")]]
        return rows[np.argsort(-scores, kind="stable")]

    def text(self, row: int) -> str:
        """The text of a row."""
        return self.stored(row).decode()

    def stored(self, row: int) -> bytes:
        """What is stored of a row."""
        ends = self._read["ends"]
        return self._read["text"][ends[row] : ends[row + 1]].tobytes()
