"""What work plans, agreed agendas and minutes list for meetings to come."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from papersearch.dates import DateRange, find_dates, read_date, read_full_date
from papersearch.engines.port import Reader
from papersearch.meetings import ItemRecord, MeetingRecord, meetings
from papersearch.model import Form, Role
from papersearch.passage import PaperCard, Passage, Quote, in_words
from papersearch.query import AllOf, AnyOf, Exact, Node, SearchRequest, Word
from papersearch.timing import Certainty, find_timings

PAGE = 500
_PLAN_TITLE = re.compile(
    r"\b(?:work|forward|business|agenda|annual|rolling|committee|scrutiny)[\s-]+(?:plan|programme)\b|\bforthcoming (?:business|decisions)\b",
    re.IGNORECASE,
)
_AGREED_AGENDA = re.compile(r"\bagenda\b.{0,80}\bagreed?\b|\bagreed?\b.{0,80}\bagenda\b", re.IGNORECASE | re.DOTALL)
_PLACEHOLDER = re.compile(
    r"(?:items?|workshop theme|theme|topics?|business)?\s*(?:to be (?:agreed|advised|confirmed|decided|determined)|tb[acd]|none|no items?.*)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:next|future|forthcoming)\b.{0,60}\bmeetings?\b|\bmeeting\b.{0,20}\bnext\b|\bdates? of (?:the )?(?:next|future)\b|^\W*dates of meetings\b"
    r"|^\W*(?:meeting )?dates\W*$",
    re.IGNORECASE,
)
_LABEL_OF_DATES = re.compile(
    r"\W*(?:(?:future|next|forthcoming|proposed)\s+)?(?:meeting\s+dates|dates\s+of\s+(?:(?:the\s+)?(?:future|next|forthcoming)\s+)?meetings)\W*:",
    re.IGNORECASE,
)
"""Before several days, each that of a meeting."""
_STANDS_FIRST = re.compile(r"\W*$|\s*[:|\u2010-\u2015-]")
_NOTICE_WORDS = AnyOf(
    (
        AllOf((Word("next"), Word("meeting"))),
        AllOf((Word("future"), Word("meeting"))),
        AllOf((Word("date"), Word("next"))),
        Exact(("dates",)),
    )
)
_MOST_NOTICE_WORDS = 6
_CELL = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A line of a work plan, or a point of an agenda agreed in advance.

    Attributes:
        title: its words without marks of emphasis.
        body: the council and the committee of its plan, as meeting keys begin.
        planned_for: the day of the meeting; a whole month where the plan states no more. Items for a day before the plan's
            own are not kept: they tell what was, not what is to come.
        heading: the words that state the day, where they stand apart.
        plan_date: the day the plan is dated, else that of its meeting.
    """

    quote: Quote
    title: str
    committee: str
    body: str
    planned_for: DateRange
    heading: Quote | None
    plan_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMeeting:
    """A day on which a body meets; `quote` says so, and is `None` where papers of that meeting are indexed."""

    day: date
    quote: Quote | None
    stated_on: date | None = None
    """The day of the paper that lists it."""


def body_of(passage: Passage) -> str | None:
    """The council and committee of a passage, as meeting keys begin; `None` where committee or date is not stated."""
    return passage.meeting_key.rpartition("/")[0] or None


def plan_items(reader: Reader) -> tuple[PlanItem, ...]:
    """All items planned, in the order of their plans; placeholders ("item to be agreed") are not among them."""
    return _plans(reader).items


def next_listed(reader: Reader, body: str, after: date) -> ListedMeeting | None:
    """The first meeting of a body after a day of which a plan, a notice in minutes, or its own papers tell."""
    return next((one for one in _listed(reader).get(body, ()) if one.day > after), None)


def whole(passage: Passage) -> Quote:
    """All the words of a passage."""
    return Quote(passage=passage, start=0, end=len(passage.text))


def headed_items(reader: Reader, meeting: MeetingRecord) -> Iterator[tuple[ItemRecord, Quote]]:
    """The items of a meeting, each with what shows it on its first paper; those that no words show are left out."""
    papers = {item.papers[0].card.id for item in meeting.items}
    passages = {paper: reader.passages_of(paper) for paper in papers}
    for item in meeting.items:
        quote = _heading_of(item, passages[item.papers[0].card.id])
        if quote is not None:
            yield item, quote


def _heading_of(item: ItemRecord, paper: Sequence[Passage]) -> Quote | None:
    """The heading that is an item's title, else its first words that are no heading."""
    passages = [one for one in paper if one.item_key in item.keys]
    heading = next((one for one in passages if one.form is Form.HEADING and one.text == one.item_title), None)
    first = heading or next((one for one in passages if one.form is not Form.HEADING), None)
    return whole(first) if first else None


def days_in_words(days: DateRange) -> str:
    """A day, or the month of several, as councils print it."""
    if days.first is None:
        return "that meeting"
    return in_words(days.first) if days.first == days.last else f"{days.first:%B %Y}"


def every(reader: Reader, query: Node, roles: frozenset[str] = frozenset()) -> Iterator[Passage]:
    """All passages that a query finds, those of some roles only if any are named."""
    page = 1
    while True:
        request = SearchRequest(query=query, filters={"role": roles} if roles else {}, page=page, page_size=PAGE)
        hits = reader.search(request).hits
        yield from (hit.passage for hit in hits)
        if len(hits) < PAGE:
            return
        page += 1


@dataclass(frozen=True, slots=True)
class _Plans:
    """What all plans hold, each read once: their items, and the days that their lines stand under or begin with."""

    items: tuple[PlanItem, ...]
    days: tuple[ListedMeeting, ...]
    """In the order of the ids of their papers; each has a quotation."""


def _plans(reader: Reader) -> _Plans:
    return reader.remember("plans", lambda: _read_plans(reader))


def _read_plans(reader: Reader) -> _Plans:
    items: list[PlanItem] = []
    days: dict[str, list[ListedMeeting]] = {}
    for card in sorted(reader.cards(), key=lambda one: (one.meeting_date or date.min, one.id)):
        holds_plan = any(_PLAN_TITLE.search(title) for title in (card.title, *(title for _, title in card.items)))
        if holds_plan or _PLAN_TITLE.search(card.item_title or ""):
            passages = reader.passages_of(card.id)
            if holds_plan:
                days[card.id] = [day for passage in passages for day in _day_of_plan(passage)]
            if card.committee is not None and card.meeting_date is not None:
                items += _items_of(card, passages)
    return _Plans(tuple(items), tuple(day for paper in sorted(days) for day in days[paper]))


def _items_of(card: PaperCard, passages: tuple[Passage, ...]) -> Iterator[PlanItem]:
    heading: Quote | None = None
    planned: DateRange | None = None
    for passage in passages:
        stated = _day_heading(passage)
        if stated:
            heading, planned = whole(passage), stated
        elif passage.role is Role.PLAN and heading and planned and heading.text in passage.section:
            yield from _item(card, whole(passage), heading, planned)
        elif passage.form is Form.TABLE_ROW and passage.role in (Role.BODY, Role.PLAN):
            yield from _row(card, passage)
        elif passage.lead_in and passage.role is Role.RESOLUTION:
            yield from _agreed(card, passage, passages)


def _day_heading(passage: Passage) -> DateRange | None:
    if passage.form is not Form.HEADING:
        return None
    return _day_or_month(passage.text)


def _day_or_month(text: str) -> DateRange | None:
    words = text.strip("*: ")
    day = read_full_date(words)
    if day:
        return DateRange(day, day)
    if not re.fullmatch(r"[A-Za-z]{3,9}\.?,?\s+\d{4}", words):
        return None
    try:
        return read_date(words)
    except ValueError:
        return None


def _row(card: PaperCard, passage: Passage) -> Iterator[PlanItem]:
    """A row of a plan in columns: its day and the first other cell that is words."""
    cells = passage.text.split(_CELL)
    days = [(cell, planned) for cell in cells if (planned := _day_or_month(cell))]
    titles = [cell for cell in cells if not _day_or_month(cell) and len(cell.split()) > 1]
    is_plan = any(_PLAN_TITLE.search(words) for words in (*passage.section, passage.item_title or "", card.title))
    if not (is_plan and len(days) == 1 and titles):
        return
    start = passage.text.index(titles[0])
    quote = Quote(passage=passage, start=start, end=start + len(titles[0]))
    at = passage.text.index(days[0][0])
    yield from _item(card, quote, Quote(passage=passage, start=at, end=at + len(days[0][0])), days[0][1])


def _agreed(card: PaperCard, passage: Passage, passages: tuple[Passage, ...]) -> Iterator[PlanItem]:
    """A point under "That the following agenda for 4 May be agreed"."""
    lead_in = passage.lead_in or ""
    days = find_dates(lead_in)
    if len(days) != 1 or not _AGREED_AGENDA.search(lead_in):
        return
    opened = next((one for one in reversed(passages[: passage.ordinal]) if lead_in in one.text), None)
    heading = None
    if opened:
        start = opened.text.index(lead_in)
        heading = Quote(passage=opened, start=start + days[0].start, end=start + days[0].end)
    yield from _item(card, whole(passage), heading, DateRange(days[0].day, days[0].day))


def _item(card: PaperCard, quote: Quote, heading: Quote | None, planned: DateRange) -> Iterator[PlanItem]:
    title = " ".join(quote.text.replace("*", " ").split()).rstrip(" .;,")
    body = body_of(quote.passage)
    if body is None or card.meeting_date is None or _PLACEHOLDER.fullmatch(title.removeprefix("Workshop theme ")):
        return
    plan_date = card.published if card.published and card.published <= card.meeting_date else card.meeting_date
    if planned.last is None or planned.last < plan_date:
        return
    yield PlanItem(
        quote=quote,
        title=title,
        committee=card.committee or "",
        body=body,
        planned_for=planned,
        heading=heading,
        plan_date=plan_date,
    )


def _listed(reader: Reader) -> Mapping[str, tuple[ListedMeeting, ...]]:
    return reader.remember("listed meetings", lambda: _listed_meetings(reader))


def _listed_meetings(reader: Reader) -> dict[str, tuple[ListedMeeting, ...]]:
    """By body, in the order of days; of several papers that list one day the meeting's own come first."""
    found: defaultdict[str, dict[date, ListedMeeting]] = defaultdict(dict)
    for meeting in meetings(reader):
        found[meeting.key.rpartition("/")[0]][meeting.day] = ListedMeeting(day=meeting.day, quote=None)
    for item in plan_items(reader):
        day = item.planned_for.first
        if day is not None and day == item.planned_for.last:
            listed = ListedMeeting(day=day, quote=item.heading or item.quote, stated_on=item.plan_date)
            found[item.body].setdefault(day, listed)
    for passage in every(reader, _NOTICE_WORDS):
        _add_notice(found, reader, passage)
    for listed in _plans(reader).days:
        if listed.quote is not None and (body := body_of(listed.quote.passage)):
            found[body].setdefault(listed.day, listed)
    return {body: tuple(days[day] for day in sorted(days)) for body, days in found.items()}


def _add_notice(found: defaultdict[str, dict[date, ListedMeeting]], reader: Reader, passage: Passage) -> None:
    """A notice like "The next meeting will be held on 4 May 2021", or a short line of that kind over the day or days."""
    body, said = body_of(passage), passage.meeting_date
    if body is None or said is None or not _NOTICE.search(passage.text):
        return
    notice, days = passage, _days_after(passage.text, said)
    is_title = len(passage.text.split()) <= _MOST_NOTICE_WORDS
    if not days and is_title:
        notice = next(iter(reader.passages_of(passage.paper_id)[passage.ordinal + 1 :]), passage)
        days = _days_after(notice.text, said)
    if len(days) > 1 and not (is_title or _LABEL_OF_DATES.match(notice.text)):
        return
    for start, end, day in days:
        quote = Quote(passage=notice, start=start, end=end)
        found[body].setdefault(day, ListedMeeting(day=day, quote=quote, stated_on=said))


def _day_of_plan(passage: Passage) -> Iterator[ListedMeeting]:
    """The day that a line of a plan stands under or begins with: "8 October 2019 - Lifts"."""
    body, said = body_of(passage), passage.meeting_date
    in_plan = any(
        _PLAN_TITLE.search(words) for words in (*passage.section, passage.item_title or "", passage.paper_title)
    )
    days = find_dates(passage.text) if in_plan and body and said else ()
    if not (body and said and days and days[0].day > said and _STANDS_FIRST.match(passage.text[days[0].end :])):
        return
    if passage.text[: days[0].start].strip("*#|- "):
        return
    quote = Quote(passage=passage, start=days[0].start, end=days[0].end)
    yield ListedMeeting(day=days[0].day, quote=quote, stated_on=said)


def _days_after(text: str, said: date) -> list[tuple[int, int, date]]:
    """The single days in a text that lie after the one it was said on."""
    timings = (one for one in find_timings(text, said) if one.certainty in (Certainty.STATED, Certainty.RECKONED))
    return [
        (one.start, one.end, one.first) for one in timings if one.first and one.first == one.last and one.first > said
    ]
