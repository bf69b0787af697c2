"""Working days are counted as England and Wales count them."""

from datetime import date

import pytest

from papersearch.working_days import after_working_days, bank_holidays, is_working_day


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2010, ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2016, ["01-01", "03-25", "03-28", "05-02", "05-30", "08-29", "12-26", "12-27"]),
        (2020, ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
    ],
)
def test_bank_holidays_move_off_weekends_and_by_proclamation(year, expected):
    days = sorted(f"{day:%m-%d}" for day in bank_holidays(year))

    assert days == expected


def test_seventy_working_days_leave_out_weekends_and_the_summer_bank_holiday():
    assert after_working_days(date(2017, 6, 13), 70) == date(2017, 9, 20)


def test_the_day_itself_is_not_counted():
    friday = date(2019, 6, 7)

    assert after_working_days(friday, 1) == date(2019, 6, 10)


def test_good_friday_is_no_working_day():
    assert not is_working_day(date(2019, 4, 19))


@pytest.mark.parametrize(("day", "count"), [(date(1970, 1, 5), 10), (date(2019, 1, 7), 0), (date(2019, 1, 7), 5000)])
def test_counts_outside_the_rules_are_refused(day, count):
    with pytest.raises(ValueError, match="cannot count"):
        after_working_days(day, count)
