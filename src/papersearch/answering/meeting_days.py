"""The days of a body's meetings: those that were held, those a plan lists, and the next one as papers name it."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from papersearch.analysis import sentences
from papersearch.answering.planning import plan_passages
from papersearch.answering.resolutions import whole
from papersearch.answering.seeking import Search, may_be_quoted
from papersearch.dates import find_dates
from papersearch.engines.port import value_key
from papersearch.meetings import MeetingRecord, meetings
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote

_LAST_OF_PLAN = re.compile(
    r"\b(?:last|final)\b.*\b(?:work|forward) (?:plan|programme)\b|\b(?:work|forward) (?:plan|programme)\b.*\b(?:last|final)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext\b|\bwhen (?:will|does|is)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\bnext\b|\bwhen will\b", re.IGNORECASE)
_NAMES_NEXT = re.compile(
    r"\bnext (?:\w+ ){0,4}?meetings?\b|\b(?:date|day)s? of (?:the )?(?:next|future)\b", re.IGNORECASE
)


def held_by(search: Search) -> list[MeetingRecord]:
    """The meetings of the committees asked about, the newest first."""
    return [one for one in meetings(search.reader) if passes(search, one.council, one.committee)]


def passes(search: Search, council: str, committee: str | None) -> bool:
    """Whether a council and committee are among those asked about."""
    told = {"council": council, "committee": committee or ""}
    return all(
        value_key(told[name]) in {value_key(value) for value in search.filters[name]}
        for name in told
        if search.filters.get(name)
    )


def asks_of_plan(question: str) -> bool:
    """Whether a question asks for the last meeting of a plan."""
    return bool(_LAST_OF_PLAN.search(question))


def asks_what_is_to_come(search: Search) -> bool:
    """Whether a question asks for the next meeting there will be, not for the next after some time."""
    return search.asked.days is None and bool(_TO_COME.search(search.asked.question))


def stated_day(search: Search, meeting: MeetingRecord) -> Quote:
    """The sentence of its papers that states its day, or else the first words of its papers."""
    passages = [
        one for card in meeting.papers for one in search.reader.passages_of(card.id) if one.role is not Role.PLAN
    ]
    for passage in passages:
        for one in sentences(passage.text):
            if any(found.day == meeting.day for found in find_dates(one.text)):
                return Quote(passage=passage, start=one.start, end=one.end)
    said = next((one for one in passages if may_be_quoted(one)), passages[0])
    first = sentences(said.text)[0]
    return Quote(passage=said, start=first.start, end=first.end)


def listed_in_plans(search: Search) -> list[Quote]:
    """The heading of a plan that names the first day after the newest meeting, or the last day of all; none where neither is asked for."""
    asked = search.asked
    question, days = asked.question, asked.days
    held = [one.day for one in held_by(search)]
    wants_last = asks_of_plan(question)
    if not held or not (wants_last or _NEXT.search(question)):
        return []
    newest = max(held)
    if days is not None and days.last is not None and days.last <= newest and not wants_last:
        return []
    headings: dict[date, Passage] = {}
    for passage in plan_passages(search):
        for day in (found.day for part in passage.section for found in find_dates(part)):
            if wants_last or (day > newest and (days is None or day in days)):
                headings.setdefault(day, passage)
    if not headings:
        return []
    wanted = max(headings) if wants_last else min(headings)
    paper = search.reader.passages_of(headings[wanted].paper_id)
    stated = (one for one in paper if one.form is Form.HEADING and any(d.day == wanted for d in find_dates(one.text)))
    return [whole(one) for one in islice(stated, 1)]


def named_next(search: Search, held: Sequence[MeetingRecord]) -> list[Quote]:
    """The sentence of the newest papers that names the next meeting, on a day after all that were held."""
    newest = [one for one in held if one.day == held[0].day]
    for card in (card for meeting in newest for card in meeting.papers):
        for passage in search.reader.passages_of(card.id):
            for one in sentences(passage.text):
                names_it = _NAMES_NEXT.search(one.text) or _NAMES_NEXT.search(passage.item_title or "")
                if names_it and any(found.day > held[0].day for found in find_dates(one.text)):
                    return [Quote(passage=passage, start=one.start, end=one.end)]
    return []
