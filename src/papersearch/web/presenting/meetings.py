"""Meetings in lists by year, and one meeting with the papers of its items."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from papersearch.labels import TYPE_LABELS
from papersearch.meetings import ItemRecord, MeetingRecord
from papersearch.model import PaperType
from papersearch.passage import NOT_STATED, PaperCard, in_words
from papersearch.web.presenting.coverage import committee_url, council_url
from papersearch.web.presenting.searches import Choice, Paging, paging_of
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import Fact, counted, with_weekday
from papersearch.web.state.search import SearchState

PAGE_SIZE = 50
"""Meetings, or papers, on a page."""
_WHOLE = (PaperType.AGENDA, PaperType.MINUTES)
"""Papers of a whole meeting, told before its items."""


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
    """One paper in a list, with what a reader should know before opening it."""

    url: str
    type: str
    type_label: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of a meeting with the papers of its own, which may be none."""

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
    unplaced: tuple[PaperLine, ...]
    before: MeetingLine | None
    after: MeetingLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsView:
    """The meetings of one year, or the papers that state no meeting."""

    title: str
    heading: str
    years: tuple[Choice, ...]
    meetings: tuple[MeetingLine, ...]
    papers: tuple[PaperLine, ...]
    showing: str
    paging: Paging | None
    is_past_the_end: bool


def meeting_line(meeting: MeetingRecord) -> MeetingLine:
    """A meeting in a list."""
    return MeetingLine(
        url=f"/meeting/{meeting.key}",
        committee=meeting.committee,
        council=meeting.council_name,
        day=in_words(meeting.day),
        iso_day=meeting.day.isoformat(),
        papers=counted(len(meeting.papers), "paper"),
    )


def meetings_view(
    meetings: Sequence[MeetingRecord], loose: Sequence[PaperCard], year: str, *, page: int = 1
) -> MeetingsView:
    """The meetings of a year, of the newest if none is asked for; `not-stated` lists the papers without a meeting."""
    counts = Counter(str(meeting.day.year) for meeting in meetings)
    chosen = year or next(iter(counts), NOT_STATED)
    if loose:
        counts[NOT_STATED] = len(loose)
    is_loose = chosen == NOT_STATED
    of_year = [meeting for meeting in meetings if str(meeting.day.year) == chosen]
    entries = len(loose) if is_loose else len(of_year)
    first, last = (page - 1) * PAGE_SIZE, min(page * PAGE_SIZE, entries)
    without = f"{counted(entries, 'paper')} without a stated meeting"
    heading = without if is_loose else f"{counted(entries, 'meeting')} in {chosen}"
    pages = max(1, -(-entries // PAGE_SIZE))
    return MeetingsView(
        title=f"Meetings: {heading}{f', page {page}' if page > 1 else ''}",
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
        meetings=tuple(map(meeting_line, of_year[first:last])),
        papers=tuple(map(paper_line, loose[first:last])) if is_loose else (),
        showing=f"{first + 1} to {last} of {entries}" if pages > 1 else "",
        paging=paging_of(lambda number: _url(chosen, number), page, pages),
        is_past_the_end=page > pages,
    )


def _url(year: str, page: int) -> str:
    return f"/meetings?year={year}" + (f"&page={page}" if page > 1 else "")


def meeting_view(meeting: MeetingRecord, before: MeetingRecord | None, after: MeetingRecord | None) -> MeetingView:
    """One meeting; `before` and `after` are the committee's meetings round it, of those indexed."""
    day = in_words(meeting.day)
    heading = f"{meeting.committee}, {day}"
    filters = (("council", meeting.council), ("committee", meeting.committee))
    return MeetingView(
        title=f"{heading} – {meeting.council_name}",
        heading=heading,
        crumbs=(
            Link(meeting.council_name, council_url(meeting.council)),
            Link(meeting.committee, committee_url(meeting.council, meeting.committee)),
        ),
        facts=_facts(meeting),
        search_url=SearchState(filters=filters, from_date=day, to_date=day).url(),
        papers=tuple(paper_line(card) for card in meeting.papers if card.type in _WHOLE),
        items=tuple(_item_line(item) for item in meeting.items),
        unplaced=tuple(paper_line(card) for card in meeting.unplaced if card.type not in _WHOLE),
        before=meeting_line(before) if before else None,
        after=meeting_line(after) if after else None,
    )


def paper_line(card: PaperCard) -> PaperLine:
    """A paper in a list."""
    length = counted(card.pages, "page") if card.pages else counted(card.passages, "paragraph")
    return PaperLine(
        url=f"/paper/{card.id}",
        type=card.type.value,
        type_label=TYPE_LABELS[card.type],
        title=card.title,
        note=length if card.complete else f"{length}, extract",
    )


def title_of(item: ItemRecord) -> str:
    """An item's title; where the agenda prints it in capitals, as another of its papers has it."""
    titles = [item.title, *(paper.card.item_title for paper in item.papers if paper.card.item_title)]
    return next((title for title in titles if not title.isupper()), item.title)


def _item_line(item: ItemRecord) -> ItemLine:
    return ItemLine(
        number=(item.number or "").rstrip("."),
        title=title_of(item),
        papers=tuple(paper_line(paper.card) for paper in item.papers if paper.card.type not in _WHOLE),
    )


def _facts(meeting: MeetingRecord) -> tuple[Fact, ...]:
    return (
        Fact(label="Council", value=meeting.council_name),
        Fact(label="Committee", value=meeting.committee),
        Fact(label="Date", value=with_weekday(meeting.day), iso_day=meeting.day.isoformat()),
        Fact(label="Time", value=f"{meeting.starts:%H:%M}" if meeting.starts else "not stated"),
        Fact(label="Place", value=meeting.place or "not stated"),
    )
