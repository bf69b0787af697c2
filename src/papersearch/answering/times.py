"""Times that a question or a paper names: days, months, years and municipal years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from papersearch.dates import DateRange, read_date

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TIME = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH},?\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
    r"|(?:19|20)\d{2}\s?[-/\u2013]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d)|(?:19|20)\d{2}(?![\d,.]\d|\d)"
)
_MONTHS = _MONTH[3:-1].split("|")
_BARE_MONTH = re.compile(rf"\b{_MONTH}\b(?!,?\s+\d{{4}})")
_TOLD = re.compile(_TIME)
_ASKED = re.compile(
    rf"(?P<meeting>\b(?:at|in|of|from|for)\s+(?:the\s+|its\s+|their\s+)?(?:[\w'\u2019-]+\s+){{0,6}}?meetings?\s+(?:of|on|held\s+on|held\s+in|in)\s+(?:the\s+)?)?"
    rf"(?:\b(?P<how>in|during|on|of|at|from|since|after|before|until|up\s+to|by|between|for|over|throughout)\s+)?(?:the\s+|its\s+|their\s+|our\s+|financial\s+year\s+|municipal\s+year\s+|year\s+)*"
    rf"(?P<part>\b(?:early|late|mid)|the\s+end\s+of|the\s+start\s+of|(?:the\s+)?(?:spring|summer|autumn|winter)(?:\s+of)?)?[\s-]*(?P<time>{_TIME})(?:\s+(?:and|to|until|-)\s+(?P<second>{_TIME}))?(?P<behind>(?:\s+[\w'\u2019-]+){{0,4}}?\s+meetings?\b)?",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(_MONTH, re.IGNORECASE)
_NAMES_EVENT = re.compile(r"^(?:after|since|before|until|following)\s+the\b", re.IGNORECASE)
_OF_EVENT = {"after": "since", "before": "until"}
"""What is told of a time where the time only tells which thing is meant: "after the 2017 inspection" may be in 2017."""
_ACT = re.compile(r"\b(?:Act|Order|Regulations|Directive|Regulation|Strategy|Plan|Scheme)\s*(?:\([^)]*\)\s*)?$")


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a question names.

    Attributes:
        is_of_meeting: only meetings of that time can answer ("since 2019", "at the meeting of 8 July 2020"); else a
            paragraph that names the time answers too, whenever its meeting was.
    """

    days: DateRange
    words: str
    is_of_meeting: bool


def time_asked(question: str, *, is_of_fact: bool) -> tuple[str, Time | None]:
    """The question without the time it names, and that time; one that names several keeps them as words.

    Of a question for a fact (how many, when) "since 2019" is the time of the fact, else that of the meetings.
    """
    found = list(_ASKED.finditer(question))
    if len(found) != 1 or not _is_of_time(found[0], question):
        return question, None
    match = found[0]
    how = (match["how"] or "in").casefold()
    if _NAMES_EVENT.search(match.group()) and not match["behind"]:
        how = _OF_EVENT.get(how, how) if is_of_fact else "in"
    first = _read(match["time"])
    second = _read(match["second"]) if match["second"] else None
    if first is None or (how == "between" and second is None):
        return question, None
    end = match.start("behind") if match["behind"] else match.end()
    words = " ".join(question[match.start() : match.end()].split())
    if how == "after" and match["behind"]:
        how = "since"
    time = Time(_range(how, first, second), words, _is_of_meeting(match, how, is_of_fact=is_of_fact))
    return f"{question[: match.start()]} {question[end:]}", time


def _is_of_time(match: re.Match[str], question: str) -> bool:
    """Whether a time stands as one: behind a word such as "in", at the end, or with its month ("the July 2020 meeting")."""
    is_last = match.end() == len(question.rstrip(" ?."))
    return match["how"] is not None or is_last or _OF_MONTH.search(match["time"]) is not None


def _is_of_meeting(match: re.Match[str], how: str, *, is_of_fact: bool) -> bool:
    if match["behind"] and how in ("at", "in", "on", "of", "during", "from"):
        return True
    return bool(match["meeting"]) or (how in ("since", "after", "before", "until") and not is_of_fact)


@lru_cache(maxsize=4096)
def times_told(text: str) -> tuple[DateRange, ...]:
    """The times a text names, without the years of Acts and strategies."""
    return tuple(_times(text))


def tells(text: str, days: DateRange, meeting: date | None = None) -> bool:
    """Whether a text names a time that overlaps with these days.

    A month without its year is that of the year up to the day of the meeting.
    """
    if any(_overlap(one, days) for one in times_told(text)):
        return True
    return meeting is not None and any(_overlap(one, days) for one in _months_before(text, meeting))


def _months_before(text: str, meeting: date) -> Iterator[DateRange]:
    for match in _BARE_MONTH.finditer(text):
        month = _MONTHS.index(match.group()) + 1
        year = meeting.year if month <= meeting.month else meeting.year - 1
        yield read_date(f"{year}-{month:02}")


def are_near(one: DateRange, other: DateRange, *, days: int) -> bool:
    """Whether two times overlap, or lie at most so many days apart."""
    slack = timedelta(days=days)
    wider = DateRange(one.first - slack if one.first else None, one.last + slack if one.last else None)
    return _overlap(wider, other)


def both(one: DateRange, other: DateRange) -> DateRange:
    """The days of both ranges; no day is in it where they do not meet."""
    first = max(filter(None, (one.first, other.first)), default=None)
    last = min(filter(None, (one.last, other.last)), default=None)
    return DateRange(first, last)


def _times(text: str) -> Iterator[DateRange]:
    for match in _TOLD.finditer(text):
        if _ACT.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        days = _read(match.group())
        if days:
            yield days


def _overlap(one: DateRange, other: DateRange) -> bool:
    begins = max(one.first or date.min, other.first or date.min)
    return begins <= min(one.last or date.max, other.last or date.max)


def _read(words: str) -> DateRange | None:
    plain = re.sub(r"\s*([-/\u2013])\s*", r"\1", words).replace("\u2013", "-").replace(",", "")
    try:
        return read_date(plain, municipal_year_starts=(4, 1))
    except ValueError:
        return None


def _range(how: str, first: DateRange, second: DateRange | None) -> DateRange:
    if second is not None:
        return DateRange(first.first, second.last)
    match how:
        case "since":
            return DateRange(first.first, None)
        case "after":
            return DateRange(_next(first.last), None)
        case "before":
            return DateRange(None, _day_before(first.first))
        case "until":
            return DateRange(None, first.last)
        case _:
            return first


def _next(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None
