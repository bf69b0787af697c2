"""Times, numbers and promises of a question: what a time in it is the time of, and what says a number."""

from datetime import date

import pytest
from entries import indexed
from published import OTHER_BUSINESS, published

from papersearch.analysis import stem
from papersearch.answering import Kind, Outcome, answer, understand
from papersearch.answering.doubting import narrowed
from papersearch.answering.figuring import numbered
from papersearch.answering.kinds import kind_of
from papersearch.answering.times import time_asked
from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Form, PaperType, Role

SURVEY = published(
    "survey",
    "Members received a report on the September 2018 survey of the quays. The following points were made:",
    ("the divers want the ladders looked at more often, as weed grows on the rungs;", {"form": Form.LIST_ITEM}),
    ("some moorings had been let without a contract.", {"form": Form.LIST_ITEM}),
    day="2020-01-30",
    committee="Harbour Works Committee",
    items=(("4", "Survey of the quays"),),
    type=PaperType.MINUTES,
)
DREDGER = published(
    "dredger",
    "Within 60 days of the survey of 2 May 2019 the council has to submit a dredging plan. The last day for this is 1 July 2019.",
    "Nadia Holm, Harbour Master, presented the report.",
    "14% of berths are let to visitors.",
    "The harbour crew helpline answered 22 calls.",
    "Both groups of skippers praised the harbour crew.",
    "Where no gloves are given out, employers are liable for them.",
    ("That the Harbour Master report back on the ladders.", {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}),
    day="2019-06-04",
    committee="Harbour Works Committee",
    council=("wharfden", "Wharfden City Council"),
    items=(("5", "Dredging"),),
    type=PaperType.REPORT,
)
QUAYS = published(
    "quays",
    "The quays scrutiny review praised the crews.",
    day="2019-06-11",
    committee="Leisure Scrutiny Committee",
    type=PaperType.REPORT,
)


@pytest.fixture(scope="module")
def reader():
    return indexed(MemoryEngine(), OTHER_BUSINESS, SURVEY, DREDGER, QUAYS)


def quoted(reader, question):
    return " ".join(one.quote.text for one in answer(reader, question).sentences)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What did the July 2020 harbour meeting say", date(2020, 7, 1), date(2020, 7, 31)),
        ("Was the 4 November 2020 report late", date(2020, 11, 4), date(2020, 11, 4)),
        ("What was the deadline after the 2017 survey", date(2017, 1, 1), None),
        ("When was it looked at before the 2017 survey", None, date(2017, 12, 31)),
        ("What was built after 2017", date(2018, 1, 1), None),
    ],
)
def test_a_time_needs_no_word_before_its_month_and_one_that_tells_an_event_apart_ends_nothing(question, first, last):
    _, time = time_asked(question, is_of_fact=True)

    assert time.days == DateRange(first, last)


def test_what_an_event_of_a_time_led_to_is_of_that_time_and_of_any_meeting():
    _, time = time_asked("Which faults did he own up to after the 2017 survey", is_of_fact=False)

    assert (time.days, time.is_of_meeting) == (DateRange(date(2017, 1, 1), date(2017, 12, 31)), False)


def test_a_point_made_on_a_report_of_the_time_asked_about_answers(reader):
    assert "weed grows" in quoted(reader, "Why did the divers want the ladders looked at in 2018?")


def test_a_month_and_year_may_be_those_of_the_meeting(reader):
    question = "At the January 2020 item on the 2018 survey, what had been let without a contract?"

    assert "some moorings" in quoted(reader, question)


def test_the_next_sentence_is_quoted_where_it_goes_on_with_the_day_asked_for(reader):
    assert "1 July 2019" in quoted(reader, "What is the deadline for the council to submit the dredging plan?")


def test_a_person_who_only_sets_the_scene_need_not_be_in_the_sentence(reader):
    found = answer(reader, "When members spoke with Nadia Holm, what share of berths was let to visitors?")

    assert found.asked.someone is None
    assert "14%" in " ".join(one.quote.text for one in found.sentences)


def test_who_has_to_do_something_may_be_a_kind_of_people(reader):
    assert "employers are liable" in quoted(reader, "Who is liable for gloves?")


def test_a_part_of_a_committees_name_is_no_filter_beside_a_council_where_it_does_not_meet(reader):
    beside = understand("What did the scrutiny committee in Wharfden say?", reader)
    alone = understand("What did the scrutiny committee say?", reader)

    assert dict(beside.filters) == {"council": frozenset({"wharfden"})}
    assert dict(alone.filters) == {"committee": frozenset({"Leisure Scrutiny Committee"})}


def test_the_meeting_of_a_committee_is_known_by_its_name_alone(reader):
    asked = understand("What did the harbour works meeting of June 2019 decide?", reader)

    assert asked.filters["committee"] == frozenset({"Harbour Works Committee"})


def test_what_was_promised_at_a_meeting_is_told_whatever_its_subject(reader):
    found = answer(reader, "What actions were promised in June 2019?")

    assert found.reason == "found in the ledger of what was promised"
    assert "report back on the ladders" in found.sentences[0].quote.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There were 31 skippers in the hall.", 1.0),
        ("Skippers in the hall numbered 31.", 0.8),
        ("There were 31 in the hall.", 0.5),
        ("There were 31 boats in the harbour for all its skippers.", 0.1),
        ("14% of skippers are visitors.", 0.6),
        ("Of the skippers 14% are visitors.", 0.0),
        ("There were 31 talks with skippers.", 0.5),
        ("The skippers paid £31.", 0.0),
        ("The skippers of Quay22 met.", 0.0),
        ("Both groups of skippers met with no delay.", 0.0),
        ("No skippers came.", 1.0),
    ],
)
def test_a_number_of_things_stands_by_their_noun(text, told):
    assert numbered(text, {stem("skippers")}, {stem("boats")}) == told


def test_a_figure_that_counts_nothing_asked_about_is_no_certain_answer(reader):
    found = answer(reader, "How many skippers does the harbour crew have?")

    assert found.outcome is not Outcome.ANSWER


def test_a_word_that_narrows_what_is_asked_for_has_to_be_told(reader):
    assert narrowed("How many berths are let in total, and to which others?") == {stem("total"), stem("others")}
    assert (
        answer(reader, "Who presented the report?").certainty
        > answer(reader, "Who presented the full report?").certainty
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What were the start and end dates of the survey?", Kind.WHEN),
        ("What do skippers get paid a week?", Kind.HOW_MUCH),
        ("What are the plans for the quays?", Kind.LIST),
    ],
)
def test_dates_and_pay_are_asked_for_in_more_ways(question, kind):
    assert kind_of(question) is kind


def test_a_number_to_ring_is_no_number_of_things(reader):
    assert answer(reader, "What's the number for the harbour crew helpline?").outcome is not Outcome.ANSWER
