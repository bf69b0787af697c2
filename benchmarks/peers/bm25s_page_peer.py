"""bm25s with more of the page that ours gives: whole passages, the steps of the ladder, and an order that leaves no ties."""

from pathlib import Path
from typing import ClassVar

import numpy as np

from benchmarks.peers import bm25s_peer
from benchmarks.peers.base import Columns
from benchmarks.questions import PAGE, Question
from papersearch.engines.port import SCORE_DECIMALS
from papersearch.engines.records import passage_line, read_passage
from papersearch.passage import Passage

_GROUPS = ("items", "meetings")


class _Passages(Columns):
    """Columns with days, items and meetings, and records instead of texts."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._days: list[int] = []
        self._known: dict[str, dict[str, int]] = {name: {} for name in _GROUPS}
        self._members: dict[str, list[int]] = {name: [] for name in _GROUPS}

    def add(self, passage: Passage) -> None:
        super().add(passage)
        self._texts[-1] = passage_line(passage)
        self._days.append(passage.meeting_date.toordinal() if passage.meeting_date else 0)
        for name, key in zip(_GROUPS, (passage.item_key, passage.meeting_key), strict=True):
            known = self._known[name]
            self._members[name].append(known.setdefault(key, len(known)))

    def write(self) -> None:
        super().write()
        np.save(self.folder / "column_days.npy", np.array(self._days, np.uint32))
        for name, members in self._members.items():
            np.save(self.folder / f"column_{name}.npy", np.array(members, np.uint32))

    def open(self) -> None:
        super().open()
        self._sizes = {name: int(self._read[name].max()) + 1 for name in _GROUPS}

    def best(self, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
        if len(rows) > PAGE:
            least = np.partition(scores, len(scores) - PAGE)[len(scores) - PAGE]
            may_be_first = scores >= least - 10**-SCORE_DECIMALS
            rows, scores = rows[may_be_first], scores[may_be_first]
        days = self._read["days"][rows].astype(np.int64)
        in_order = np.lexsort((self._read["ids"][rows], -days, -np.round(scores, SCORE_DECIMALS)))
        return rows[in_order[:PAGE]]

    def text(self, row: int) -> str:
        return read_passage(self.stored(row)).text

    def steps(self, holding: list[np.ndarray], is_shown: np.ndarray) -> tuple[int, ...]:
        """How many passages hold all words; of the others that hold one, how many stand in such an item, or else meeting."""
        is_hit = np.logical_and.reduce(holding)
        counts = [int(np.count_nonzero(is_hit))]
        left = is_shown & ~is_hit
        for name, size in self._sizes.items():
            members, is_true = self._read[name], np.ones(size, np.bool_)
            for one in holding:
                has_word = np.zeros(size, np.bool_)
                has_word[members[one]] = True
                is_true &= has_word
            reached = left & is_true[members]
            counts.append(int(np.count_nonzero(reached)))
            left &= ~reached
        return tuple(counts)


class Peer(bm25s_peer.Peer):
    """As bm25s; it looks for no words in titles, and does not tell words as typed from their other forms."""

    columns: ClassVar[type[Columns]] = _Passages
    steps: tuple[int, ...] = ()

    def note(self, question: Question, holding: list[np.ndarray], is_shown: np.ndarray) -> None:
        self.steps = self._columns.steps(holding, is_shown)
