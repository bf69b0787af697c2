"""Words of time are read against the day they were said; nothing is guessed without it."""

from datetime import date
from itertools import pairwise

import pytest

from papersearch.timing import Certainty, due_of, find_timings

JULY = date(2020, 7, 8)


def due(text, said_on=JULY):
    found = due_of(text, said_on)
    return found and (text[found.start : found.end], found.last and found.last.isoformat())


@pytest.mark.parametrize(
    ("text", "words", "last"),
    [
        ("Send the list by the end of August.", "by the end of August", "2020-08-31"),
        ("Send the list by Friday 31 July", "by Friday 31 July", "2020-07-31"),
        ("Send the list by 3rd May", "by 3rd May", "2021-05-03"),
        ("report in January", "in January", "2021-01-31"),
        ("report back at the September meeting", "at the September meeting", "2020-09-30"),
        ("report to the meeting on 14 November 2020", "to the meeting on 14 November 2020", "2020-11-14"),
        ("a note before the accounts return on 29 September 2020", "before the accounts return on 29 September 2020",
         "2020-09-29"),
        ("reply within 28 days", "within 28 days", "2020-08-05"),
        ("reply within six months", "within six months", "2021-01-08"),
        ("reply within ten working days", "within ten working days", "2020-07-22"),
        ("visit in the autumn of 2020", "in the autumn of 2020", "2020-11-30"),
        ("visit before Christmas", "before Christmas", "2020-12-25"),
        ("publish by the end of the financial year", "by the end of the financial year", "2021-03-31"),
        ("a draft in early September 2021", "in early September 2021", "2021-09-30"),
        ("a plan by December 2021", "by December 2021", "2021-12-31"),
        ("a plan in 2022", "in 2022", "2022-12-31"),
        ("a plan next month", "next month", "2020-08-31"),
    ],
)  # fmt: skip
def test_due_words_give_the_last_day_they_may_mean(text, words, last):
    assert due(text) == (words, last)


def test_working_days_run_from_the_day_that_is_named():
    text = "A plan is due within 70 working days of publication (13 June 2017) and no later."

    found = due_of(text, date(2017, 7, 10))

    assert text[found.start : found.end] == "within 70 working days of publication (13 June 2017)"
    assert found.last == date(2017, 9, 20)
    assert found.note == (
        "70 working days from 13 June 2017; Saturdays, Sundays and the bank holidays of England and Wales left out"
    )


def test_the_next_meeting_is_left_to_the_papers_that_list_it():
    found = due_of("bring a paper to the next meeting of the committee", JULY)

    assert found.certainty is Certainty.NEXT_MEETING
    assert found.last is None


@pytest.mark.parametrize(
    "text",
    [
        "circulate it shortly",
        "visit in the autumn",
        "plant them before Easter",
        "remind members annually in May",
        "report every six months",
        "report annually",
        "by the end of term",
    ],
)
def test_open_words_are_kept_without_a_day(text):
    found = due_of(text, JULY)

    assert found.certainty is Certainty.OPEN
    assert found.last is None


@pytest.mark.parametrize(
    "text",
    [
        "the minutes of the meeting held on 24 March 2016 be approved",
        "the quota apply from 1 April 2021",
        "the 187 homes flooded on 8 November 2019",
        "the report of 10 July 2020 be noted",
        "the Council may approve the plan",
    ],
)
def test_what_has_been_and_from_when_is_no_due_date(text):
    assert due(text) is None


@pytest.mark.parametrize("text", ["by the end of August", "within 28 days", "in the autumn", "by 3 May"])
def test_nothing_is_reckoned_without_the_day_of_the_meeting(text):
    found = due_of(text, None)

    assert found.last is None
    assert found.certainty is Certainty.OPEN


def test_a_deadline_goes_before_another_date():
    assert due("consult in August 2020 and report by 4 November 2020") == ("by 4 November 2020", "2020-11-04")


def test_timings_never_overlap():
    text = "by the end of August 2020, or within six weeks of 13 June 2020, to the next meeting in September"

    found = find_timings(text, JULY)

    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) == 4
