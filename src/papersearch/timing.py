"""Reads when something is due: the words a paper uses, and the days they mean when said at a meeting of a known day."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from papersearch.analysis import holds_any
from papersearch.dates import find_dates, municipal_year
from papersearch.passage import in_words
from papersearch.working_days import after_working_days


class Certainty(StrEnum):
    """How far words give a day."""

    STATED = "stated"
    """The day, or the month and year, stands in the words."""
    RECKONED = "reckoned"
    """Reckoned from the day they were said."""
    NEXT_MEETING = "next_meeting"
    """The next meeting, whose day other papers may list."""
    OPEN = "open"
    """No day: "shortly", "every six months"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Words of time in a text.

    Attributes:
        start: where they begin in the text, `end` where they end.
        first: the first day they may mean, and `last` the last; both `None` where they give none.
        note: how a reckoned day was found, in words.
        is_deadline: whether a preposition such as "by" or "within", or the naming of a meeting, makes them a deadline.
        names_meeting: whether they name the meeting of a month: "the September meeting".
    """

    start: int
    end: int
    first: date | None
    last: date | None
    certainty: Certainty
    note: str = ""
    is_deadline: bool = False
    names_meeting: bool = False


_MONTHS = tuple(month_name)[1:]
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30,
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_FEASTS = {
    "christmas": (12, 25), "the year end": (12, 31), "year end": (12, 31), "year-end": (12, 31),
    "the end of the year": (12, 31), "the end of the calendar year": (12, 31), "the end of the financial year": (3, 31),
    "financial year end": (3, 31), "the financial year end": (3, 31), "the end of the municipal year": (4, 30),
    "the end of the academic year": (7, 31), "the end of the school year": (7, 31),
}  # fmt: skip
_HINTS = re.findall(
    r"\w+", "jan feb mar apr may jun jul aug sep oct nov dec day week fortnight month year quarter term next cycle forthcoming"
    " end spring summer autumn winter christmas easter holiday shortly soon urgen immediate asap course earliest available"
    " future later basis every each annual before after once until tomorrow",
)  # fmt: skip
_HINT = re.compile(
    rf"\d|{_MONTH}|days?\b|week|fortnight|month|year|quarter|term|next|cycle|forthcoming|end\b|spring|summer|autumn|winter|christmas|easter|holiday"
    r"|shortly|soon|urgen|immediate|asap|due course|earliest|available|future|later|basis|every|each\b|annual|before|after"
    r"|once|until|tomorrow",
    re.IGNORECASE,
)
"""What every word of time holds, and a figure or one of `_HINTS` in it; most texts hold neither."""
_YEARLESS_DAY = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})(?!,?\s+\d{{4}})"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)\b(?!,?\s+\d{{4}})"
)
_PART_OF_MONTH = re.compile(
    rf"\b(?P<part>early(?:\s+in)?|mid[\s-]|middle\s+of|beginning\s+of|start\s+of|late(?:\s+in)?|end(?:\s+of)?)\s*(?:the\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>(?:19|20)\d{{2}}))?(?!\s*\d)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d{{2}})\b")
_BARE_MONTH = re.compile(
    rf"\b(?:by|in|before|until|during|for|to|of|at|next|this)\s+(?:the\s+|its\s+|our\s+)?(?P<month>{_MONTH})(?:[\u2019']s)?(?:\s+(?:[\w-]+\s+){{0,2}}?(?:[Mm]eeting|[Cc]ommittee|[Cc]ouncil|[Cc]abinet|[Bb]oard|[Ss]ession|[Pp]anel|[Aa]genda)\b|(?=\s*[.,;:)]|\s+(?:and|with|on|to|for|at|or|when|once|so|as)\b|\s*$))"
    rf"|\b(?:the|its|our)\s+(?P<month2>{_MONTH})\s+(?:\w+\s+){{0,2}}(?:[Mm]eeting|[Cc]ommittee|[Aa]genda)"
)
_SEASON = re.compile(
    r"\b(?:(?:in|by|before|during|over|for|until|next|this|early|late)\s+)+(?:the\s+)?(?P<season>spring|summer|autumn|winter)\b(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d{2}))?"
    r"|\b(?P<season2>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year2>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_UNDUE = r"(?!\s+(?:position|report|accounts?|figures?|outturn|review|audit))"
_FEAST = re.compile(rf"\b(?:{'|'.join(sorted(_FEASTS, key=len)[::-1])})\b{_UNDUE}", re.IGNORECASE)
_NUMBER = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})(?:\s*\(\d+\))?"
_PERIOD = re.compile(
    rf"\b(?:(?:within|in|not later than|no later than)\s+(?:the\s+)?(?:next\s+|coming\s+|following\s+)?|(?:over|during)\s+the\s+(?:next|coming|following)\s+)(?:period\s+of\s+)?{_NUMBER}[\s-]+(?P<working>(?:working|clear|business|calendar)\s+)?(?P<unit>day|week|fortnight|month|year)s?(?:[\u2019']\s*|\b)(?:\s*time\b)?(?!\s+(?:to|ended|ending|up to)\s+\d)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<which>next|this|the following|the coming)\s+(?P<unit>week|month|year|quarter)\b|\b(?P<tomorrow>tomorrow)\b",
    re.IGNORECASE,
)
_END_OF = re.compile(
    r"\b(?:the\s+)?end\s+of\s+(?:(?:the|this)\s+)?(?P<unit>week|month|day|term|half[\s-]term|quarter)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:in|by|during|before|(?:the\s+)?end\s+of)\s+(?P<year>20\d{2})\b(?!\s*[/\u2010-\u2015-]\s*\d)")
_MUNICIPAL = re.compile(r"\b(?:by|during|before)\s+(?P<years>20\d{2}\s*[/\u2010-\u2015-]\s*(?:20)?\d{2})\b")
_NEXT_MEETING = re.compile(
    r"\b(?:the\s+|its\s+|our\s+)?(?:next|forthcoming)\s+(?:(?!meeting\b)[\w\u2019'-]+\s+){0,6}?(?:meetings?|committee|agenda|council|cabinet|session)\b(?! agreed)(?:\s+of\s+(?:the\s+)?[A-Z][\w\u2019']*(?:\s+(?:and|of|for|the|&)?\s*[A-Z][\w\u2019']*)*)?",
)
_OPEN = re.compile(
    r"\b(?:(?:early in |in |by |before )?the new year|easter|half[\s-]term|(?:the |before the |during the )?(?:summer|easter|christmas|school) holidays?|before the summer|"
    r"(?:by |at )?the end of the [a-z]+|(?:\w+ (?:days?|weeks?|months?|years?) )?(?:before|after|once|until) (?:the(?! age\b)|they|he|she|it|any|its|their)\b[^.;,:()]{3,60}|"
    r"when (?:they|he|she|it|these|those|available|received|ready|complete|known)\b[^.;,:()]{0,60}|"
    r"(?:in\s+)?(?:early|mid|late)[\s-]20\d{2}|(?:in|over|during|within) the (?:coming|next few) (?:days|weeks|months|years)|(?:in|within) (?:one|two|three) (?:committee )?cycles?|(?:the )?next (?:newsletter|issue|bulletin|edition|cycle|budget|term|inspection|audit|financial year|municipal year)|shortly|soon|as soon as (?:possible|practicable|is practicable)|as a matter of urgency|urgently|immediately|asap|in due course|"
    r"at the earliest opportunity|when available|in the (?:near|new) future|at a (?:future|later|subsequent) (?:meeting|date)|"
    r"to a (?:future|later|subsequent) meeting|on a (?:monthly|quarterly|weekly|regular|yearly|six[\s-]monthly|termly) basis|"
    r"(?:every|each) (?:\w+ )?(?:months?|years?|quarter|week|meeting|term|municipal year)(?: in [A-Z][a-z]+)?|every (?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)|(?:annually|quarterly|monthly|weekly)(?: in [A-Z][a-z]+)?|half[\s-]yearly|six[\s-]monthly|twice (?:a year|yearly)|to every meeting)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|within|no later than|not later than|on or before|prior to|ahead of|in advance of|due|deadline)\b|\b(?:meeting|committee|agenda)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:\b(?:by(?!\s+[\d\u00a3])|before|until|till|no later than|not later than|on or before|prior to|(?:in )?(?:ahead|advance) of|in time for)\b(?:(?!\b(?:from|since|and|to|both|reported)\b)[^.;:,()]){0,60}?|"
    r"\b(?:to|at|for)\s+(?:(?:the|its|their|a)\s+)?(?:[\w\u2019'-]+\s+){0,5}?(?:meeting|committee|agenda)\b[^.;:,()]{0,30}?|\b(?:on|in|at|for|during|over|towards?|around|from|since)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:had|has|have|was|were|been|published|completed|carried out|made)\b")
_REFERENCE = re.compile(
    r"(?<!\bbe )\b(?:held|dated|agreed|made|adopted|published|since|from|as at|of|between|approved|signed|effect|ended|ending|issued|received)(?:\s+(?:on|in|at|as|from|by))?\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def find_timings(text: str, said_on: date | None) -> tuple[Timing, ...]:
    """The words of time in a text, in its order, none within another.

    Years and periods that the words leave open are reckoned from the day they were said; without it they give no day.
    """
    if not (re.search(r"\d", text) or holds_any(text, _HINTS)) or not _HINT.search(text):
        return ()
    found: list[Timing] = []
    for read in (_periods, _full_dates, _recurrences, _parts_of_months, _months_and_years, _yearless_days, _next_meetings, _feasts,
                 _ends, _seasons, _bare_months, _relatives, _years, _open):  # fmt: skip
        for timing in read(text, said_on):
            if not any(timing.start < other.end and other.start < timing.end for other in found):
                found.append(timing)
    in_order = sorted(found, key=lambda one: one.start)
    ends = [0, *(one.end for one in in_order)]
    return tuple(_with_cue(text, one, after) for one, after in zip(in_order, ends, strict=False))


def due_of(text: str, said_on: date | None) -> Timing | None:
    """When what a text asks for is due; `None` where its words of time only tell of what has been or of its terms."""
    timings = [
        one for one in find_timings(text, said_on) if not _is_past(text, one, said_on) and not _is_reference(text, one)
    ]
    return min(timings, key=_rank, default=None)


def _rank(timing: Timing) -> tuple[bool, bool, int]:
    return (not timing.is_deadline, timing.certainty is Certainty.OPEN, timing.start)


def _is_past(text: str, timing: Timing, said_on: date | None) -> bool:
    """Whether the days are over when they are named; a deadline that has passed is still one, but for what was done."""
    if said_on is None or timing.last is None or timing.last >= said_on:
        return False
    return not timing.is_deadline or bool(_DONE.search(text[: timing.start]))


def _is_reference(text: str, timing: Timing) -> bool:
    """Whether the words say since when, or which paper is meant: "from 1 April", "the report of 10 July"."""
    words = text[timing.start : timing.end]
    return bool(
        re.match(r"(?:from|since)\b", words, re.IGNORECASE) or _REFERENCE.search(text[: timing.start])
    ) and not re.match(r"(?:by|before|within)\b", words, re.IGNORECASE)


def _with_cue(text: str, timing: Timing, after: int) -> Timing:
    """The timing with the words before it that belong to it: "by the end of", "to the meeting on"."""
    has_own = re.match(r"(?:within|in|no later|not later)\b", text[timing.start : timing.end], re.IGNORECASE)
    cue = None if has_own else _CUE.search(text[max(after, timing.start - 90) : timing.start])
    start = timing.start - len(cue.group()) if cue else timing.start
    is_deadline = bool(_DEADLINE.search(text[start : timing.end]) or re.search(r"\bdue\s+$", text[:start]))
    return replace(timing, start=start, is_deadline=is_deadline or timing.certainty is Certainty.NEXT_MEETING)


def _full_dates(text: str, said_on: date | None) -> list[Timing]:
    return [
        Timing(start=one.start, end=one.end, first=one.day, last=one.day, certainty=Certainty.STATED)
        for one in find_dates(text)
    ]


def _parts_of_months(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _PART_OF_MONTH.finditer(text):
        month = _month_number(match["month"])
        year = int(match["year"]) if match["year"] else _year_of(month, said_on)
        last = None if year is None else date(year, month, monthrange(year, month)[1])
        is_end = match["part"].casefold().startswith("end")
        first = last if is_end else last.replace(day=1) if last else None
        found.append(_timing(match, first, last, said_on, is_stated=bool(match["year"])))
    return found


def _months_and_years(text: str, said_on: date | None) -> list[Timing]:
    return [
        _timing(match, *_month(int(match["year"]), _month_number(match["month"])), said_on, is_stated=True)
        for match in _MONTH_AND_YEAR.finditer(text)
    ]


def _yearless_days(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _YEARLESS_DAY.finditer(text):
        month, number = _month_number(match["month"] or match["month2"]), int(match["day"] or match["day2"])
        day = _next_day(month, number, said_on)
        if 1 <= number <= 31:
            found.append(_timing(match, day, day, said_on))
    return found


def _bare_months(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _BARE_MONTH.finditer(text):
        month = _month_number(match["month"] or match["month2"])
        year = _year_of(month, said_on)
        first, last = _month(year, month) if year else (None, None)
        begins = match.start("month") if match["month"] else match.start("month2")
        is_meeting = bool(match["month2"]) or not match.group().endswith(match["month"])
        found.append(replace(_timing(match, first, last, said_on), start=begins, names_meeting=is_meeting))
    return found


def _seasons(text: str, said_on: date | None) -> list[Timing]:
    """Seasons of a stated year; without one nobody can tell when a spring ends."""
    found = []
    for match in _SEASON.finditer(text):
        begins, ends = _SEASONS[(match["season"] or match["season2"]).casefold()]
        stated = match["year"] or match["year2"]
        first = last = None
        if stated:
            year = int(stated)
            first, last = date(year, begins, 1), _month(year + ends // 13, (ends - 1) % 12 + 1)[1]
        found.append(_timing(match, first, last, said_on, is_stated=True))
    return found


def _feasts(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _FEAST.finditer(text):
        month, number = _FEASTS[" ".join(match.group().casefold().split())]
        day = _next_day(month, number, said_on)
        found.append(_timing(match, day, day, said_on))
    return found


def _ends(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _END_OF.finditer(text):
        unit = match["unit"].casefold()
        day = None
        if said_on and unit == "week":
            day = said_on + timedelta(days=(4 - said_on.weekday()) % 7)
        elif said_on and unit == "month":
            day = _month(said_on.year, said_on.month)[1]
        elif said_on and unit == "day":
            day = said_on
        found.append(_timing(match, day, day, said_on))
    return found


def _periods(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _PERIOD.finditer(text):
        begins, end, named = _beginning(text, match, said_on)
        word = match["count"].casefold()
        count = int(word) if word.isdigit() else _COUNTS[word]
        is_working = (match["working"] or "").casefold().startswith(("working", "business"))
        last = _after(begins, count, match["unit"].casefold(), is_working=is_working) if begins else None
        note = f"{match.group().split(' ', 1)[1].strip()} from {'' if named else 'the meeting of '}{in_words(begins) if begins else ''}"
        if is_working:
            note += "; Saturdays, Sundays and the bank holidays of England and Wales left out"
        certainty = Certainty.RECKONED if last else Certainty.OPEN
        found.append(
            Timing(start=match.start(), end=end, first=last, last=last, certainty=certainty, note=note if last else "")
        )
    return found


def _beginning(text: str, match: re.Match[str], said_on: date | None) -> tuple[date | None, int, bool]:
    """The day a period runs from, where its words end, and whether that day is named."""
    rest = re.match(r"\s+(?:of|from|after)\b[^.;]{0,80}", text[match.end() :])
    named = find_dates(rest.group()) if rest else ()
    if rest and named:
        is_bracketed = rest.group()[named[0].end :].startswith(")")
        return named[0].day, match.end() + named[0].end + is_bracketed, True
    is_event = rest is not None and not re.match(
        r"\s+(?:of|from|after)\s+(?:the|this)\s+(?:meeting|date)\b", rest.group()
    )
    return (None if is_event else said_on), match.end(), False


def _relatives(text: str, said_on: date | None) -> list[Timing]:
    found = []
    for match in _RELATIVE.finditer(text):
        unit = "day" if match["tomorrow"] else match["unit"].casefold()
        later = match["tomorrow"] is not None or match["which"].casefold() != "this"
        first = last = None
        if said_on and unit == "day":
            first = last = said_on + timedelta(days=1)
        elif said_on and unit == "month":
            year, month = divmod(said_on.year * 12 + said_on.month - 1 + later, 12)
            first, last = _month(year, month + 1)
        elif said_on and unit == "year":
            first, last = date(said_on.year + later, 1, 1), date(said_on.year + later, 12, 31)
        found.append(_timing(match, first, last, said_on))
    return found


def _years(text: str, said_on: date | None) -> list[Timing]:
    found = [
        _timing(match, date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31), said_on, is_stated=True)
        for match in _YEAR.finditer(text)
    ]
    for match in _MUNICIPAL.finditer(text):
        years = municipal_year(match["years"], starts=(4, 1))
        if years:
            found.append(_timing(match, years.first, years.last, said_on, is_stated=True))
    return found


def _next_meetings(text: str, said_on: date | None) -> list[Timing]:
    return [
        Timing(start=match.start(), end=match.end(), first=None, last=None, certainty=Certainty.NEXT_MEETING)
        for match in _NEXT_MEETING.finditer(text)
    ]


def _recurrences(text: str, said_on: date | None) -> list[Timing]:
    """As in "annually in May", "every year in May": the month is not that of one day."""
    return [one for one in _open(text, said_on) if re.search(r" in [A-Z]", text[one.start : one.end])]


def _open(text: str, said_on: date | None) -> list[Timing]:
    return [
        Timing(start=match.start(), end=match.end(), first=None, last=None, certainty=Certainty.OPEN)
        for match in _OPEN.finditer(text)
    ]


def _timing(
    match: re.Match[str], first: date | None, last: date | None, said_on: date | None, *, is_stated: bool = False
) -> Timing:
    if last is None:
        return Timing(start=match.start(), end=match.end(), first=None, last=None, certainty=Certainty.OPEN)
    if is_stated:
        return Timing(start=match.start(), end=match.end(), first=first, last=last, certainty=Certainty.STATED)
    note = f"reckoned from the meeting of {in_words(said_on)}" if said_on else ""
    return Timing(start=match.start(), end=match.end(), first=first, last=last, certainty=Certainty.RECKONED, note=note)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month_number(word: str) -> int:
    return next(at for at, name in enumerate(_MONTHS, 1) if name.casefold().startswith(word[:3].casefold()))


def _year_of(month: int, said_on: date | None) -> int | None:
    """The year of the next month of this number, the month of the meeting among them."""
    return None if said_on is None else said_on.year + (month < said_on.month)


def _next_day(month: int, number: int, said_on: date | None) -> date | None:
    if said_on is None:
        return None
    for year in (said_on.year, said_on.year + 1):
        if number <= monthrange(year, month)[1] and date(year, month, number) >= said_on:
            return date(year, month, number)
    return None


def _after(day: date, count: int, unit: str, *, is_working: bool) -> date | None:
    if is_working and unit == "day":
        try:
            return after_working_days(day, count)
        except ValueError:
            return None
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
