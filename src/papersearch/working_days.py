"""Counts working days as England and Wales do: Monday to Friday without the bank holidays."""

from datetime import date, timedelta
from functools import lru_cache

_ONE_DAY = timedelta(days=1)
_MONDAY, _FRIDAY, _SATURDAY = 0, 4, 5
FIRST_YEAR = 1978
"""The first year in which the rules below held (Banking and Financial Dealings Act 1971; Early May since 1978)."""

_MOVED = {  # by proclamation: the day of the rule, and the day it was kept on
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
_EXTRA = (
    date(1981, 7, 29), date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5),
    date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8),
)  # fmt: skip


def after_working_days(day: date, count: int) -> date:
    """The working day that is `count` working days after a day, which itself is not counted.

    Raises:
        ValueError: the day is before the rules held, or the count is below 1 or above 1,000.
    """
    if day.year < FIRST_YEAR or not 1 <= count <= 1000:
        raise ValueError(f"cannot count {count} working days from {day.isoformat()}")
    left = count
    while left:
        day += _ONE_DAY
        left -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether a day is from Monday to Friday and no bank holiday of England and Wales."""
    return day.weekday() <= _FRIDAY and day not in bank_holidays(day.year)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year by the rules, with the days proclaimed up to 2023."""
    easter = _easter(year)
    days = {
        _substitute(date(year, 1, 1)),
        easter - 2 * _ONE_DAY,
        easter + _ONE_DAY,
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
        *_christmas(year),
    }
    kept = {_MOVED.get(day, day) for day in days}
    return frozenset(kept | {day for day in _EXTRA if day.year == year})


def _substitute(day: date) -> date:
    while day.weekday() >= _SATURDAY:
        day += _ONE_DAY
    return day


def _christmas(year: int) -> tuple[date, date]:
    first = _substitute(date(year, 12, 25))
    second = _substitute(date(year, 12, 26))
    return first, second if second != first else _substitute(first + _ONE_DAY)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (_MONDAY - first.weekday()) % 7 * _ONE_DAY


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - (last.weekday() - _MONDAY) * _ONE_DAY


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leaps, rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - moon - rest) % 7
    shift = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
