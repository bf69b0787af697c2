"""What is indexed of one meeting or item, and which papers speak of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from papersearch.engines.port import Reader
from papersearch.model import Basis, PaperType
from papersearch.passage import PaperCard, item_key


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPaper:
    """A paper that speaks of an item; its number is `INFERRED` where another paper of the meeting states it."""

    card: PaperCard
    number: str | None
    number_basis: Basis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """An item of business of one meeting.

    Attributes:
        keys: the `item_key` of its passages; several where a paper words its title otherwise than the agenda.
        number: as printed by the first paper that states one: the agenda, minutes, then the others.
        papers: the papers that speak of it: agenda, minutes, then the others.
    """

    keys: tuple[str, ...]
    meeting_key: str
    number: str | None
    title: str
    papers: tuple[ItemPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One meeting of which something is indexed.

    Attributes:
        starts: the time of day, of the first paper that states it; `place` likewise.
        papers: all its papers: agenda, minutes, reports by item, then the others.
        items: in the order of the agenda; those that are not on it follow, by number.
        unplaced: those of its papers that speak of no item.
    """

    key: str
    council: str
    council_name: str
    committee: str
    day: date
    starts: time | None
    place: str | None
    papers: tuple[PaperCard, ...]
    items: tuple[ItemRecord, ...]
    unplaced: tuple[PaperCard, ...]

    def papers_of(self, paper_type: PaperType) -> tuple[PaperCard, ...]:
        """Its papers of one type."""
        return tuple(card for card in self.papers if card.type == paper_type)


def meetings(reader: Reader) -> tuple[MeetingRecord, ...]:
    """All meetings with a paper that states committee and date: newest first, then by council and committee."""
    return tuple(_table(reader).meetings.values())


def meeting_of(reader: Reader, meeting_key: str) -> MeetingRecord | None:
    """The meeting of this key, `council/committee/day`; `None` if nothing of it is indexed."""
    return _table(reader).meetings.get(meeting_key)


def item_of(reader: Reader, key: str) -> ItemRecord | None:
    """The item whose passages carry this key; `None` for a paper that stands in no meeting or speaks of no item."""
    return _table(reader).items.get(key)


def neighbours(reader: Reader, meeting_key: str) -> tuple[MeetingRecord | None, MeetingRecord | None]:
    """The meetings of the same committee before and after this one, of those indexed."""
    meeting = meeting_of(reader, meeting_key)
    if meeting is None:
        return None, None
    body = meeting_key.rpartition("/")[0]
    same = [one for one in meetings(reader) if one.key.rpartition("/")[0] == body]
    at = same.index(meeting)
    return (same[at + 1] if at + 1 < len(same) else None), (same[at - 1] if at else None)


def papers_without_meeting(reader: Reader) -> tuple[PaperCard, ...]:
    """The papers that do not state committee or date, by council and title."""
    outside = (card for card in reader.cards() if card.committee is None or card.meeting_date is None)
    return tuple(sorted(outside, key=lambda card: (card.council_name, card.title.casefold(), card.id)))


@dataclass(frozen=True, slots=True)
class _Table:
    """The meetings and items of one generation, by key."""

    meetings: Mapping[str, MeetingRecord]
    items: Mapping[str, ItemRecord]


_FIRST = (PaperType.AGENDA, PaperType.MINUTES, PaperType.REPORT, PaperType.DECISION, PaperType.ISSUE)


def _table(reader: Reader) -> _Table:
    return reader.remember("meetings", lambda: _table_of(reader.cards()))


def _table_of(cards: Iterable[PaperCard]) -> _Table:
    stated: dict[str, tuple[str, date]] = {}
    by_meeting: dict[str, list[PaperCard]] = defaultdict(list)
    for card in cards:
        if card.committee is not None and card.meeting_date is not None:
            stated.setdefault(card.meeting_key, (card.committee, card.meeting_date))
            by_meeting[card.meeting_key].append(card)
    records = [_meeting(key, *stated[key], sorted(by_meeting[key], key=_paper_order)) for key in by_meeting]
    records.sort(key=lambda one: (-one.day.toordinal(), one.council_name, one.committee, one.key))
    return _Table(
        meetings={one.key: one for one in records},
        items={key: item for one in records for item in one.items for key in item.keys},
    )


def _meeting(key: str, committee: str, day: date, papers: Sequence[PaperCard]) -> MeetingRecord:
    items = _items(key, papers)
    placed = {paper.card.id for item in items for paper in item.papers}
    return MeetingRecord(
        key=key,
        council=papers[0].council,
        council_name=papers[0].council_name,
        committee=committee,
        day=day,
        starts=next((card.starts for card in papers if card.starts), None),
        place=next((card.place for card in papers if card.place), None),
        papers=tuple(papers),
        items=items,
        unplaced=tuple(card for card in papers if card.id not in placed),
    )


def _items(meeting_key: str, papers: Sequence[PaperCard]) -> tuple[ItemRecord, ...]:
    """The items of a meeting, papers that state the same title, or the agenda's number for it, taken together."""
    drafts: dict[str, _Draft] = {}
    agenda_numbers: dict[str, _Draft] = {}
    for card in papers:
        for number, title in _items_of(card):
            key = item_key(meeting_key, title)
            draft = drafts.get(key) or _by_number(agenda_numbers, card, number) or _Draft(title, [], [], [])
            drafts[key] = draft
            draft.enter(key, card, number)
            if card.type is PaperType.AGENDA and number:
                agenda_numbers.setdefault(_plain_number(number), draft)
    unlisted = [draft for draft in dict.fromkeys(drafts.values()) if not draft.is_on_agenda]
    listed = [draft for draft in dict.fromkeys(drafts.values()) if draft.is_on_agenda]
    unlisted.sort(key=lambda draft: number_order(draft.number))
    return tuple(draft.record(meeting_key) for draft in (*listed, *unlisted))


def _items_of(card: PaperCard) -> tuple[tuple[str | None, str], ...]:
    if card.item_title is not None:
        return ((card.item_number, card.item_title),)
    return card.items


def _by_number(agenda_numbers: Mapping[str, "_Draft"], card: PaperCard, number: str | None) -> "_Draft | None":
    """The agenda's item of the number that a paper of one item states; minutes may count otherwise than their agenda."""
    if number is None or card.item_title is None:
        return None
    return agenda_numbers.get(_plain_number(number))


@dataclass(eq=False, slots=True)
class _Draft:
    """An item while its papers are being gathered."""

    title: str
    keys: list[str]
    cards: list[PaperCard]
    numbers: list[str | None]

    @property
    def number(self) -> str | None:
        return next((number for number in self.numbers if number), None)

    @property
    def is_on_agenda(self) -> bool:
        return any(card.type is PaperType.AGENDA for card in self.cards)

    def enter(self, key: str, card: PaperCard, number: str | None) -> None:
        if key not in self.keys:
            self.keys.append(key)
        if card not in self.cards:
            self.cards.append(card)
            self.numbers.append(number)

    def record(self, meeting_key: str) -> ItemRecord:
        return ItemRecord(
            keys=tuple(self.keys),
            meeting_key=meeting_key,
            number=self.number,
            title=self.title,
            papers=tuple(self._paper(card, number) for card, number in zip(self.cards, self.numbers, strict=True)),
        )

    def _paper(self, card: PaperCard, stated: str | None) -> ItemPaper:
        if stated:
            return ItemPaper(card=card, number=stated, number_basis=card.basis.get("item_number", Basis.STATED))
        return ItemPaper(card=card, number=self.number, number_basis=Basis.INFERRED if self.number else None)


def _paper_order(card: PaperCard) -> tuple[int, tuple[bool, list[tuple[int, str]]], str, str]:
    place = _FIRST.index(card.type) if card.type in _FIRST else len(_FIRST)
    return (place, number_order(card.item_number), card.title.casefold(), card.id)


def number_order(number: str | None) -> tuple[bool, list[tuple[int, str]]]:
    """The sort key of an item's number as people count: 2, 7, 7a, 10; those without a number last."""
    parts = re.findall(r"\d+|[a-z]+", (number or "").casefold())
    return (not parts, [(int(part), "") if part.isdigit() else (0, part) for part in parts])


def _plain_number(number: str) -> str:
    return "".join(re.findall(r"\w+", number.casefold()))
