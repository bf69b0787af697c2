"""Makes one row of an undertaking told twice at one meeting: in discussion and resolution, decision page and minutes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papersearch.commitments.drafts import Draft
from papersearch.commitments.records import Kind
from papersearch.model import PaperType
from papersearch.passage import Passage, Quote
from papersearch.plans import body_of
from papersearch.weighing import Weights, stems_of

ALIKE, ALIKE_BACK = 0.75, 0.5
"""The least share of the lighter words, and of the heavier, that makes two tellings one."""
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

    drafts: list[Draft]

    @property
    def first(self) -> Draft:
        """The place that stands for the row."""
        return self.drafts[0]


@dataclass(frozen=True, slots=True)
class _Words:
    """What one place says: its stems, and how much they weigh together."""

    stems: frozenset[str]
    weight: float


def joined(drafts: Iterable[Draft], weights: Weights) -> list[Joined]:
    """Rows of these drafts: those of one meeting that tell the same undertaking are one.

    What a report puts forward and what a meeting decided are never one, nor are two points of one list.
    """
    groups: defaultdict[tuple[str, bool], list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[(_meeting_of(draft), draft.decided)].append(draft)
    rows = (row for group in groups.values() for row in _rows(sorted(group, key=_order), weights))
    return [row for row in rows if not row.first.is_telling]


def _meeting_of(draft: Draft) -> str:
    """The meeting at which a draft was said; an action log tells of an earlier one of its body."""
    passage = draft.quote.passage
    body = body_of(passage)
    if draft.said_on is not None and body is not None:
        return f"{body}/{draft.said_on.isoformat()}"
    return passage.meeting_key if passage.has_meeting else passage.paper_id


def _rows(drafts: Sequence[Draft], weights: Weights) -> list[Joined]:
    rows: list[Joined] = []
    words: list[list[_Words]] = []
    by_stem: defaultdict[str, set[int]] = defaultdict(set)
    for draft in drafts:
        mine = _words(draft, weights)
        near = {at for stem in mine.stems for at in by_stem[stem]}
        same = next((at for at in sorted(near) if _is_same(draft, mine, rows[at], words[at], weights)), None)
        if same is None:
            same = len(rows)
            rows.append(Joined([]))
            words.append([])
        rows[same].drafts.append(draft)
        words[same].append(mine)
        for stem in mine.stems:
            by_stem[stem].add(same)
    return rows


def _is_same(draft: Draft, mine: _Words, row: Joined, theirs: list[_Words], weights: Weights) -> bool:
    if draft.is_telling:
        is_here = any(draft.quote.passage.item_key == other.quote.passage.item_key for other in row.drafts)
        return (
            is_here
            and not row.first.is_telling
            and any(_are_alike(mine, one, weights, back=TOLD_BACK) for one in theirs)
        )
    if {draft.kind, *(one.kind for one in row.drafts)} >= {Kind.RECOMMENDATION, Kind.RESOLUTION}:
        return False
    if any(_stand_together(draft, other) for other in row.drafts):
        return mine in theirs and all(
            draft.quote.passage.item_key == other.quote.passage.item_key for other in row.drafts
        )
    return any(_are_alike(mine, one, weights) for one in theirs)


def _stand_together(one: Draft, other: Draft) -> bool:
    """Whether two drafts are points of one list, or of one kind in one item of one paper, and so meant apart."""
    first, second = one.quote.passage, other.quote.passage
    return first.paper_id == second.paper_id and one.kind is other.kind and first.section[:1] == second.section[:1]


def _are_alike(one: _Words, other: _Words, weights: Weights, back: float = ALIKE_BACK) -> bool:
    lighter, heavier = sorted((one.weight, other.weight))
    if not lighter or lighter < back * heavier:
        return False
    common = weights.total(one.stems & other.stems)
    return common >= ALIKE * lighter and common >= back * heavier


def _words(draft: Draft, weights: Weights) -> _Words:
    told: list[Quote] = [draft.quote, *draft.points]
    stems = frozenset(stem for quote in told for stem in stems_of(quote.text))
    return _Words(stems, weights.total(stems))


def _order(draft: Draft) -> tuple[bool, int, int, str, int, int]:
    passage: Passage = draft.quote.passage
    return (
        draft.is_telling,
        _STANDING.index(draft.kind),
        _PAPERS.index(passage.paper_type),
        passage.paper_id,
        passage.ordinal,
        draft.quote.start,
    )
