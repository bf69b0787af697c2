"""Dates are read day first, partial ones stay partial, and nothing is guessed."""

from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papersearch.dates import (
    DateRange,
    PartialDate,
    find_dates,
    find_time,
    municipal_year,
    read_date,
    read_full_date,
)

NOVEMBER = date(2020, 11, 4)
FULL = (
    "04/11/2020",
    "4/11/2020",
    "4.11.2020",
    "04-11-2020",
    "2020-11-04",
    "4 November 2020",
    "04 November 2020",
    "4th Nov 2020",
    "4 nov. 2020",
    "4 NOVEMBER 2020",
    "04th-Nov-2020",
    "Wednesday 4 November 2020",
    "Wednesday, 4th November, 2020",
    "Wed 4 Nov 2020",
    "the 4th of November 2020",
)


@pytest.mark.parametrize("words", FULL)
def test_each_form_of_a_full_date_is_that_day(words):
    assert read_full_date(words) == NOVEMBER
    assert [one.day for one in find_dates(f"On {words}, it rained.")] == [NOVEMBER]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("08th-Jul-2020", date(2020, 7, 8)),
        ("Wed 11 Jan 2023", date(2023, 1, 11)),
        ("Tuesday the 14th day of May 1963", date(1963, 5, 14)),
        ("7 Hydref 2019", date(2019, 10, 7)),
        ("1 Mai 2019", date(2019, 5, 1)),
        ("12 Mawrth 2024", date(2024, 3, 12)),
        ("31 December 1999", date(1999, 12, 31)),
        ("29 February 2020", date(2020, 2, 29)),
        ("1 Sept 2019", date(2019, 9, 1)),
        ("Tuesday May 5th 2015", date(2015, 5, 5)),
    ],
)
def test_days_of_other_months_are_read(words, day):
    assert read_full_date(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "29 February 2019",
        "31 June 2020",
        "0 May 2020",
        "32/01/2020",
        "11/13/2020",
        "4/11/20",
        "4 Nov 20",
        "November 4, 2020",
        "4 November",
        "November 2020",
        "2020",
        "03/21",
        "2020-13-01",
        "12020-11-04",
        "4 Novembre 2020",
        "1 January 1066",
        "minute 4 of November 20201",
    ],
)
def test_what_is_no_full_date_gives_none(words):
    assert find_dates(words) == ()
    assert read_full_date(words) is None


def test_the_dates_of_a_text_come_in_its_order_with_their_places():
    text = "Decided 04/11/2020, published 11 May 2021 and sent on 2021-05-12."

    found = find_dates(text)

    assert [one.day for one in found] == [NOVEMBER, date(2021, 5, 11), date(2021, 5, 12)]
    assert [text[one.start : one.end] for one in found] == ["04/11/2020", "11 May 2021", "2021-05-12"]


def test_a_weekday_that_does_not_fit_is_told_and_the_date_stands():
    (wrong,) = find_dates("Monday 4 November 2020")
    (right,) = find_dates("Wednesday 4 November 2020")

    assert (wrong.day, wrong.wrong_weekday) == (NOVEMBER, True)
    assert (right.day, right.wrong_weekday) == (NOVEMBER, False)


@pytest.mark.parametrize(
    "words", ["4 November 2020 at 2.00 pm", "Wednesday 4 November 2020, 10.00 a.m.", "on 4 November 2020"]
)
def test_a_time_may_stand_beside_a_full_date(words):
    assert read_full_date(words) == NOVEMBER


@pytest.mark.parametrize("words", ["4 November 2020 and 5 November 2020", "4 November 2020 draft agenda"])
def test_a_line_with_more_than_a_date_is_no_date(words):
    assert read_full_date(words) is None


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("2.00 pm", time(14)),
        ("(2.10PM)", time(14, 10)),
        ("10.00 a.m.", time(10)),
        ("15:00", time(15)),
        ("7.30pm", time(19, 30)),
        ("6pm", time(18)),
        ("12.15 am", time(0, 15)),
        ("12 noon", time(12)),
        ("12.30 pm", time(12, 30)),
        ("at 09:05 sharp", time(9, 5)),
    ],
)
def test_each_form_of_a_clock_time_is_read(words, clock):
    assert find_time(words) == clock


@pytest.mark.parametrize(
    "words", ["", "4 November 2020", "13.00 pm", "2.75 pm", "paragraph 4.11", "£2.50 each", "£12.50", "24:00", "amber"]
)
def test_what_is_no_time_gives_none(words):
    assert find_time(words) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("July 2017", date(2017, 7, 1), date(2017, 7, 31)),
        ("Feb 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("2017-07", date(2017, 7, 1), date(2017, 7, 31)),
        ("10/7/2017", date(2017, 7, 10), date(2017, 7, 10)),
        ("10 July 2017", date(2017, 7, 10), date(2017, 7, 10)),
        ("  10   July   2017 ", date(2017, 7, 10), date(2017, 7, 10)),
        ("2020-21", date(2020, 5, 1), date(2021, 4, 30)),
        ("2020/21", date(2020, 5, 1), date(2021, 4, 30)),
        ("2019 – 20", date(2019, 5, 1), date(2020, 4, 30)),
        ("2019-2020", date(2019, 5, 1), date(2020, 4, 30)),
        ("2011-12", date(2011, 5, 1), date(2012, 4, 30)),
        ("1999-00", date(1999, 5, 1), date(2000, 4, 30)),
    ],
)
def test_a_typed_date_means_these_days(words, first, last):
    assert read_date(words) == DateRange(first, last)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "03/21", "31 June 2020", "4/11/20", "2020-22", "2020-13", "20", "99999", "July", "2017 July", "1 2 3"],
)
def test_a_typed_date_that_cannot_be_read_is_refused_in_one_line(words):
    with pytest.raises(ValueError, match="is not a date we can read") as caught:
        read_date(words)

    assert "\n" not in str(caught.value)


def test_a_council_may_start_its_year_on_another_day():
    assert municipal_year("2020-21", starts=(4, 1)) == DateRange(date(2020, 4, 1), date(2021, 3, 31))
    assert read_date("2020-21", municipal_year_starts=(4, 1)).first == date(2020, 4, 1)


@pytest.mark.parametrize("words", ["2020-22", "2020-2022", "2020", "20-21", "2020-1", "2021-20"])
def test_two_years_that_do_not_follow_are_no_municipal_year(words):
    assert municipal_year(words) is None


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        (PartialDate(2020), date(2020, 1, 1), date(2020, 12, 31)),
        (PartialDate(2019, 2), date(2019, 2, 1), date(2019, 2, 28)),
        (PartialDate(2020, 11, 4), NOVEMBER, NOVEMBER),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(partial, first, last):
    assert partial.span == DateRange(first, last)


def test_an_open_range_holds_all_days_on_its_side():
    assert NOVEMBER in DateRange(None, None)
    assert NOVEMBER in DateRange(NOVEMBER, None)
    assert NOVEMBER not in DateRange(date(2020, 11, 5), None)
    assert NOVEMBER not in DateRange(None, date(2020, 11, 3))


DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))
FORMS = st.sampled_from(
    [
        "{0:%d/%m/%Y}",
        "{0.day} {0:%B %Y}",
        "{0:%A}, {0.day} {0:%B}, {0:%Y}",
        "{0:%Y-%m-%d}",
        "{0:%a} {0.day} {0:%b} {0:%Y}",
    ]
)


@given(DAYS, FORMS)
def test_every_day_is_read_from_every_form_with_its_own_weekday(day, form):
    words = form.format(day)

    (found,) = find_dates(f"held on {words}.")

    assert (found.day, found.wrong_weekday) == (day, False)
    assert read_date(words) == DateRange(day, day)


@given(st.text())
@example("٤/١١/٢٠٢٠")
@example("4/11/2020" * 3)
@example("1/1/0000")
@example("99.99 pm")
def test_any_text_gives_dates_within_it_or_a_value_error(text):
    found = find_dates(text)
    try:
        span = read_date(text)
    except ValueError:
        span = None

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert span is None or span.first <= span.last
    assert isinstance(find_time(text), time | None)


@given(st.text(alphabet="0123456789/-. :apm–", max_size=40))
def test_any_figures_give_days_or_a_value_error_that_shows_them(text):
    try:
        span = read_date(text)
    except ValueError as error:
        span, message = None, str(error)

    assert span is not None or " ".join(text.split())[:40] in message
    assert span is None or span.first <= span.last


@given(st.integers(1800, 2198))
def test_a_municipal_year_ends_the_day_before_the_next_begins(year):
    this = municipal_year(f"{year}-{(year + 1) % 100:02}")
    following = municipal_year(f"{year + 1}/{year + 2}") if year < 2198 else None

    assert (following is None) or (following.first - this.last).days == 1
