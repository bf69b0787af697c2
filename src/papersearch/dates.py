"""Reads and writes dates as councils do: day first, partial allowed, never guessed.

Nothing here knows today's date. Two-digit years, month-first dates and days that do not exist are refused.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WELSH_MONTHS = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin",
    "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST_YEAR, _LAST_YEAR = 1800, 2199

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\.?"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?,?\s+)?"
_WORDED = re.compile(
    rf"{_WEEKDAY}(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th),?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
"""Only with "st", "nd", "rd" or "th", which no month has: "May 5th 2015"."""
_FIGURES = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_MONTH_YEAR = re.compile(rf"{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?!\d|[-/])")
_YEAR = re.compile(r"(?P<year>\d{4})")
_TWO_YEARS = re.compile(r"(?P<first>\d{4})\s*[-/\u2010-\u2015]\s*(?P<second>\d{4}|\d{2})")
_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<half>a\.?m\.?|p\.?m\.?|noon)(?![a-z])"
    r"|(?<![\d.:\u00a3])(?P<hour24>(?:[01]?\d|2[0-3])(?=:)|(?:[01]\d|2[0-3])(?=\.))[:.](?P<minute24>[0-5]\d)(?![\d.]\d|\d|\s*[ap]\.?m)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included; `None` leaves an end open."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in the range."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is stated: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def span(self) -> DateRange:
        """The days it may mean."""
        first_month, last_month = (self.month, self.month) if self.month else (1, 12)
        last_day = self.day or monthrange(self.year, last_month)[1]
        return DateRange(date(self.year, first_month, self.day or 1), date(self.year, last_month, last_day))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date found in a text, where it stands, and whether a stated weekday does not fit it."""

    day: date
    start: int
    end: int
    wrong_weekday: bool = False


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The full dates of a text in its order; partial, two-digit-year and impossible dates are not among them."""
    found: list[FoundDate] = []
    if not _DIGIT.search(text):  # most lines of a paper hold none
        return ()
    for pattern in (_WORDED, _MONTH_FIRST, _FIGURES, _ISO):
        for match in pattern.finditer(text):
            if match.start() and text[match.start() - 1].isdigit():
                continue
            day = _day_of(match)
            if day:
                found.append(FoundDate(day, match.start(), match.end(), _is_wrong_weekday(match, day)))
    return tuple(sorted(found, key=lambda one: one.start))


def find_time(text: str) -> time | None:
    """The first clock time of a text ("2.00 pm", "(2.10PM)", "15:00"), or `None`."""
    for digit in _DIGIT.finditer(text):  # trying every letter of a long line costs ten times as much
        match = _TIME.match(text, digit.start())
        if match is None:
            continue
        if match["hour24"]:
            return time(int(match["hour24"]), int(match["minute24"]))
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            continue
        half = match["half"].casefold()
        return time(hour % 12 + (0 if half.startswith("a") else 12), minute)
    return None


def read_full_date(text: str) -> date | None:
    """The day of a text that is a date and nothing else (a weekday or time may stand beside it), or `None`."""
    found = find_dates(text)
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    rest = re.sub(r"\b(at|on|from)\b", "", _TIME.sub("", rest), flags=re.IGNORECASE)
    return found[0].day if not re.search(r"[^\W_]", rest) else None


def read_date(words: str, *, municipal_year_starts: tuple[int, int] = (5, 1)) -> DateRange:
    """The days that a date typed by a person means.

    Takes "2017", "July 2017", "2017-07", "10/7/2017", "10 July 2017", "2017-07-10" and "2020-21" (a municipal year).

    Raises:
        ValueError: the words are no date of these forms; the message says what would be.
    """
    asked = " ".join(words.split())
    full = read_full_date(asked)
    if full:
        return DateRange(full, full)
    years = municipal_year(asked, starts=municipal_year_starts)  # before year and month: 2011-12 is two years
    if years:
        return years
    for pattern in (_MONTH_YEAR, _YEAR_MONTH, _YEAR):
        match = pattern.fullmatch(asked)
        partial = _partial_of(match) if match else None
        if partial:
            return partial.span
    raise ValueError(
        f"\N{LEFT DOUBLE QUOTATION MARK}{asked[:40]}\N{RIGHT DOUBLE QUOTATION MARK} is not a date we can read; "
        "write it like 2017, July 2017, 10/7/2017 or 2020-21"
    )


def municipal_year(words: str, *, starts: tuple[int, int] = (5, 1)) -> DateRange | None:
    """The days of "2020-21", "2020/21" or "2019 - 2020", or `None` if the words are no such pair of years."""
    match = _TWO_YEARS.fullmatch(words.strip())
    if not match or not _FIRST_YEAR <= int(match["first"]) < _LAST_YEAR:
        return None
    first = int(match["first"])
    if match["second"] not in (str(first + 1), str(first + 1)[2:]):
        return None
    begins = date(first, *starts)
    return DateRange(begins, date(first + 1, *starts) - timedelta(days=1))


def _day_of(match: re.Match[str]) -> date | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _month_number(month)
    year = int(match["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= number <= 12:
        return None
    day = int(match["day"])
    return date(year, number, day) if 1 <= day <= monthrange(year, number)[1] else None


def _partial_of(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    year = int(groups["year"])
    month = groups.get("month")
    number = None if month is None else int(month) if month.isdigit() else _month_number(month)
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (number is not None and not 1 <= number <= 12):
        return None
    return PartialDate(year, number)


def _month_number(word: str) -> int:
    if word.casefold() in _WELSH_MONTHS:
        return _WELSH_MONTHS.index(word.casefold()) + 1
    start = word[:3].casefold()
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(start))


def _is_wrong_weekday(match: re.Match[str], day: date) -> bool:
    stated = match.groupdict().get("weekday")
    return stated is not None and not _WEEKDAYS[day.weekday()].startswith(stated[:3].casefold())
