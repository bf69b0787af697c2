"""Meetings in lists by year, and one meeting with the papers of its items."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from papersearch.labels import TYPE_LABELS
from papersearch.model import PaperType
from papersearch.passage import NOT_STATED, PaperCard, in_words, item_key
from papersearch.web.presenting.papers import Fact, crumbs_of, meeting_url
from papersearch.web.presenting.searches import Choice
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import counted, with_weekday
from papersearch.web.state import SearchState

_WHOLE = (PaperType.AGENDA, PaperType.MINUTES)
"""Papers of a whole meeting, first in its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One meeting in a list."""

    url: str
    committee: str
    council: str
    day: str
    iso_day: str
    papers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper in a list."""

    url: str
    type: str
    type_label: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of a meeting with its papers, which may be none."""

    number: str
    title: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """The page of one meeting."""

    title: str
    heading: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    search_url: str
    papers: tuple[PaperLine, ...]
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsView:
    """The meetings of one year, or the papers that state no meeting."""

    title: str
    heading: str
    years: tuple[Choice, ...]
    meetings: tuple[MeetingLine, ...]
    papers: tuple[PaperLine, ...]


def by_meeting(cards: Iterable[PaperCard]) -> Mapping[str, tuple[PaperCard, ...]]:
    """The papers of each meeting by its key: agenda and minutes first, then by item and type."""
    groups: dict[str, list[PaperCard]] = {}
    for card in cards:
        if meeting_url(card):
            groups.setdefault(card.meeting_key, []).append(card)
    return {key: tuple(sorted(group, key=_order)) for key, group in groups.items()}


def meeting_lines(cards: Iterable[PaperCard]) -> tuple[MeetingLine, ...]:
    """A line for each meeting, newest first."""
    groups = sorted(by_meeting(cards).items(), key=lambda entry: (_iso_day(entry[1][0]), entry[0]), reverse=True)
    return tuple(
        MeetingLine(
            url=f"/meeting/{key}",
            committee=group[0].committee or "Committee not stated",
            council=group[0].council_name,
            day=in_words(group[0].meeting_date) if group[0].meeting_date else "date not stated",
            iso_day=_iso_day(group[0]),
            papers=counted(len(group), "paper"),
        )
        for key, group in groups
    )


def meetings_view(cards: Sequence[PaperCard], year: str | None) -> MeetingsView:
    """The meetings of a year, of the newest if none is asked for; `not-stated` lists the papers without a meeting."""
    lines = meeting_lines(cards)
    loose = [card for card in cards if not meeting_url(card)]
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.iso_day[:4]] = counts.get(line.iso_day[:4], 0) + 1
    if loose:
        counts[NOT_STATED] = len(loose)
    chosen = year or next(iter(counts), "")
    shown = tuple(line for line in lines if line.iso_day.startswith(f"{chosen}-"))
    is_loose = chosen == NOT_STATED
    papers = tuple(paper_line(card) for card in sorted(loose, key=_order)) if is_loose else ()
    heading = f"{counted(len(papers), 'paper')} without a stated meeting" if is_loose else _of_year(len(shown), chosen)
    return MeetingsView(
        title=f"Meetings: {heading}",
        heading=heading,
        years=tuple(
            Choice(
                label="Not stated" if value == NOT_STATED else value,
                url=f"/meetings?year={value}",
                is_current=value == chosen,
                count=count,
            )
            for value, count in counts.items()
        ),
        meetings=shown,
        papers=papers,
    )


def meeting_view(cards: Sequence[PaperCard]) -> MeetingView:
    """One meeting from the cards of its papers, of which there is at least one."""
    first = cards[0]
    day = in_words(first.meeting_date) if first.meeting_date else ""
    heading = f"{first.committee}, {day}"
    return MeetingView(
        title=f"{heading} – {first.council_name}",
        heading=heading,
        crumbs=crumbs_of(first, with_day=False),
        facts=_facts(cards),
        search_url=_search_url(first, day),
        papers=tuple(paper_line(card) for card in cards if card.type in _WHOLE),
        items=_items(cards),
    )


def paper_line(card: PaperCard) -> PaperLine:
    """One paper in a list, with what a reader should know before opening it."""
    pages = counted(card.pages, "page") if card.pages else counted(card.passages, "paragraph")
    return PaperLine(
        url=f"/paper/{card.id}",
        type=card.type.value,
        type_label=TYPE_LABELS[card.type],
        title=card.title,
        note=pages if card.complete else f"{pages}, extract",
    )


def number_order(number: str | None) -> tuple[int, str]:
    """Where an item's number sorts: "2" before "10", "7a" after "7", none last."""
    match = re.match(r"\D*(\d+)", number or "")
    return (int(match[1]), number or "") if match else (10**6, number or "")


def _items(cards: Sequence[PaperCard]) -> tuple[ItemLine, ...]:
    """The items that any paper names, in the order of their numbers and then as the papers name them."""
    named: dict[str, tuple[str | None, str]] = {}
    for card in cards:
        own = ((card.item_number, card.item_title),) if card.item_title else ()
        for number, title in (*card.items, *own):
            key = item_key(card.meeting_key, title)
            known = named.get(key, (None, title))
            named[key] = (known[0] or number, known[1])
    places = {key: place for place, key in enumerate(named)}
    papers: dict[str, list[PaperLine]] = {key: [] for key in named}
    rest = []
    for card in cards:
        if card.type in _WHOLE:
            continue
        key = item_key(card.meeting_key, card.item_title) if card.item_title else ""
        papers[key].append(paper_line(card)) if key in papers else rest.append(paper_line(card))
    ordered = sorted(named, key=lambda key: (number_order(named[key][0])[0], places[key]))
    lines = [
        ItemLine(number=(named[key][0] or "").rstrip("."), title=named[key][1], papers=tuple(papers[key]))
        for key in ordered
    ]
    if rest:
        lines.append(ItemLine(number="", title="Item not stated", papers=tuple(rest)))
    return tuple(lines)


def _facts(cards: Sequence[PaperCard]) -> tuple[Fact, ...]:
    first = cards[0]
    starts = next((card.starts for card in cards if card.starts), None)
    place = next((card.place for card in cards if card.place), None)
    stated = (
        ("Council", first.council_name),
        ("Committee", first.committee or "not stated"),
        ("Time", f"{starts:%H:%M}" if starts else "not stated"),
        ("Place", place or "not stated"),
    )
    facts = [Fact(label=label, value=value) for label, value in stated]
    if first.meeting_date:
        day = Fact(label="Date", value=with_weekday(first.meeting_date), iso_day=first.meeting_date.isoformat())
        facts.insert(2, day)
    return tuple(facts)


def _search_url(card: PaperCard, day: str) -> str:
    filters = (("council", card.council), ("committee", card.committee or NOT_STATED))
    return SearchState(filters=filters, from_date=day, to_date=day).url()


def _of_year(count: int, year: str) -> str:
    return f"{counted(count, 'meeting')} in {year}" if year else "No meetings yet"


def _iso_day(card: PaperCard) -> str:
    return card.meeting_date.isoformat() if card.meeting_date else ""


def _order(card: PaperCard) -> tuple[bool, int, tuple[int, str], str, str]:
    is_whole = card.type in _WHOLE
    return (
        not is_whole,
        _WHOLE.index(card.type) if is_whole else 0,
        number_order(card.item_number),
        card.type.value,
        card.title,
    )
