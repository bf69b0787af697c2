"""Makes one row of an undertaking told twice at one meeting: in discussion and resolution, decision page and minutes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from papersearch.commitments.noting import NotedRow
from papersearch.commitments.records import Kind
from papersearch.model import PaperType
from papersearch.weighing import Weights

ALIKE, ALIKE_BACK = 0.75, 0.5
"""The least share of the lighter words, and of the heavier, that makes two tellings one."""
LEAST_COMMON = 0.99 * ALIKE * ALIKE_BACK
"""Below this share of its own weight in common, nothing is alike."""
FEW_ROWS = 64
"""So many rows of a meeting are compared one by one."""
TOLD_BACK = 0.65
"""The same for what only discussion tells."""
_STANDING = (Kind.RESOLUTION, Kind.RECOMMENDATION, Kind.ACTION, Kind.COMMITMENT)
_PAPERS = (
    PaperType.MINUTES,
    PaperType.DECISION,
    PaperType.ISSUE,
    PaperType.AGENDA_ITEM,
    PaperType.PAPER,
    PaperType.REPORT,
    PaperType.AGENDA,
)


@dataclass(slots=True)
class Joined:
    """One undertaking and the places that tell it, the weightiest first."""

    told: list[NotedRow]

    @property
    def first(self) -> NotedRow:
        """The place that stands for the row."""
        return self.told[0]


@dataclass(frozen=True, slots=True)
class _Words:
    """What one place says: its stems, and how much they weigh together."""

    stems: frozenset[str]
    weight: float


def joined(noted: Iterable[NotedRow], weights: Weights) -> list[Joined]:
    """Rows of what is noted of papers: what tells the same undertaking of one meeting is one.

    What a report puts forward and what a meeting decided are never one, nor are two points of one list.
    """
    groups: defaultdict[tuple[str, bool], list[NotedRow]] = defaultdict(list)
    for one in noted:
        groups[(_meeting_of(one), one.decided)].append(one)
    return [row for group in groups.values() for row in _rows(sorted(group, key=_order), weights)]


def _meeting_of(one: NotedRow) -> str:
    """The meeting at which something was said; an action log tells of an earlier one of its body."""
    if one.said_on is not None and one.body is not None:
        return f"{one.body}/{one.said_on.isoformat()}"
    return one.meeting if one.body is not None else one.paper_id


def _rows(noted: Sequence[NotedRow], weights: Weights) -> list[Joined]:
    """The rows of one meeting; what only tells of others comes last and makes none."""
    rows: list[Joined] = []
    words: list[list[_Words]] = []
    by_item: defaultdict[str, set[int]] = defaultdict(set)
    alike = _Index(words, weights)
    for one in noted:
        mine = _Words(one.stems, weights.total(one.stems))
        near = by_item[one.item] if one.is_telling else alike.near(mine)
        same = next((at for at in sorted(near) if _is_same(one, mine, rows[at], words[at], weights)), None)
        if same is None:
            if one.is_telling:
                continue
            same = len(rows)
            rows.append(Joined([]))
            words.append([])
        rows[same].told.append(one)
        words[same].append(mine)
        by_item[one.item].add(same)
        alike.add(mine, same)
    return rows


class _Index:
    """The rows of one meeting by their words, so that few of many are compared."""

    def __init__(self, words: Sequence[Sequence[_Words]], weights: Weights) -> None:
        self._words = words
        self._weights = weights
        self._by_stem: dict[str, list[int]] = {}
        self._waiting: list[tuple[_Words, int]] = []

    def add(self, mine: _Words, at: int) -> None:
        """Take in what one place of a row says."""
        self._waiting.append((mine, at))

    def near(self, mine: _Words) -> Iterable[int]:
        """The rows that may be alike: of few all that share enough stems, of many those with one of the weightiest."""
        if not mine.stems:
            return ()
        if len(self._words) <= FEW_ROWS:
            least = LEAST_COMMON * mine.weight / self._weights.of("")
            return [
                at for at, told in enumerate(self._words) if any(len(mine.stems & one.stems) >= least for one in told)
            ]
        for told, at in self._waiting:
            for stem in told.stems:
                self._by_stem.setdefault(stem, []).append(at)
        self._waiting.clear()
        return {at for stem in _weightiest(mine, self._weights) for at in self._by_stem.get(stem, ())}


def _weightiest(mine: _Words, weights: Weights) -> Iterator[str]:
    """The stems of which what is alike holds one: the others together weigh too little."""
    rest = mine.weight
    for stem in sorted(mine.stems, key=weights.of, reverse=True):
        if rest < LEAST_COMMON * mine.weight:
            return
        rest -= weights.of(stem)
        yield stem


def _is_same(one: NotedRow, mine: _Words, row: Joined, theirs: list[_Words], weights: Weights) -> bool:
    if one.is_telling:
        return any(_are_alike(mine, words, weights, back=TOLD_BACK) for words in theirs)
    if {one.kind, *(other.kind for other in row.told)} >= {Kind.RECOMMENDATION, Kind.RESOLUTION}:
        return False
    if any(_stand_together(one, other) for other in row.told):
        return mine in theirs and all(one.item == other.item for other in row.told)
    return any(_are_alike(mine, words, weights) for words in theirs)


def _stand_together(one: NotedRow, other: NotedRow) -> bool:
    """Whether two places are points of one list, or of one kind in one item of one paper, and so meant apart."""
    return one.paper_id == other.paper_id and one.kind is other.kind and one.head == other.head


def _are_alike(one: _Words, other: _Words, weights: Weights, back: float = ALIKE_BACK) -> bool:
    lighter, heavier = sorted((one.weight, other.weight))
    if not lighter or lighter < back * heavier:
        return False
    common = weights.total(one.stems & other.stems)
    return common >= ALIKE * lighter and common >= back * heavier


def _order(one: NotedRow) -> tuple[bool, int, int, str, int, int]:
    ordinal, start, _ = one.quote
    return (
        one.is_telling,
        _STANDING.index(one.kind),
        _PAPERS.index(one.paper_type),
        one.paper_id,
        ordinal,
        start,
    )
