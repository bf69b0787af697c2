"""What looks like an answer and is none: another body's deed, a duty for a deed, a year for a day, a name for its long form."""

from datetime import date

import pytest
from entries import indexed
from published import OTHER_BUSINESS, minutes_of_harbour, published

from papersearch.answering import Kind, Outcome, answer
from papersearch.answering.asking import understand
from papersearch.answering.deciding import tells_decision
from papersearch.answering.expecting import holds_expected
from papersearch.answering.intending import doubts_of_tense, only_intends
from papersearch.answering.kinds import kind_of
from papersearch.answering.lacking import lacks
from papersearch.answering.people import people_of
from papersearch.answering.scoring import is_to_come
from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Form, Role

MINUTES = minutes_of_harbour(
    "The council is required to send the dredging plan to the ministry within 40 working days of the survey.",
    "The RTZ Officer works well with skippers.",
    "The harbour board reports to the ministry on a twice yearly basis.",
    "Difficult times lie ahead for the harbour board, whose report for the ministry was long.",
    "The mooring strategy was adopted in the plan for 2019-20.",
    "Of the 40 seals seen from the pier, 30% of seals in care had a name; 12 seals were weighed.",
    "Ivo Lamb, who left the harbour office, was thanked for the buoy.",
    "The breakwater wardens kept a watch, and a wall. It was costing £40 a week.",
    "Officers noted 58 berths wanted in the east basin.",
    "The last such survey of the pontoon took place in May 2012.",
    "The gull review was discussed, and the panel noted praise for the gull wardens.",
    "In 2017 the tug partnership with the pilots' guild got a grant.",
    "Of all 136 Local Authorities, Harrowmere Council has the best lighthouse.",
    "Some skippers spoke of the foghorn and its bracket.",
    ("That Cabinet be asked to agree the ferry fares.", {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}),
    ("Update on the foghorn (including what divers found)", {"role": Role.PLAN, "form": Form.LIST_ITEM}),
)
CABINET = published(
    "cabinet",
    "Members spoke of the lock gates.",
    "Ramp quality sheets (RQSs) were filled in by the divers.",
    ("That the lock gates be painted.", {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}),
    day="2019-07-02",
    committee="Cabinet",
    defines={"RQSs": "Ramp quality sheets"},
)


@pytest.fixture(scope="module")
def reader():
    return indexed(MemoryEngine(), OTHER_BUSINESS, MINUTES, CABINET)


@pytest.mark.parametrize(
    "question",
    [
        "Did Cabinet agree the ferry fares?",
        "What did Cabinet decide about the ferry fares?",
        "Did the council actually send the dredging plan to the ministry?",
        "What does RTZ stand for?",
        "By what date was the mooring strategy adopted?",
        "What was said in the update on the foghorn?",
        "What did cabinet members say about the ferry fares?",
        "How many seals are in care?",
        "How many seals were in Harrowmere's care at the end of 2020?",
        "Why did Ivo Lamb leave the harbour office?",
        "How much does it cost skippers to swim past the breakwater wardens and their wall?",
        "What did the gull review recommend?",
        "When did the tug partnership with the pilots' guild come to an end?",
        "Which councils have the best lighthouse?",
        "How many seals does Harrowmere support?",
    ],
)
def test_what_another_body_is_asked_to_do_or_has_yet_to_do_is_no_answer(reader, question):
    assert answer(reader, question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Cabinet decide about the lock gates?", "That the lock gates be painted."),
        ("What does RQS stand for?", "Ramp quality sheets (RQSs) were filled in by the divers."),
        ("How many times a year does the harbour board report to the ministry?", "twice yearly"),
        ("How many working days does the council have to send the dredging plan?", "40 working days"),
        ("What was the watch on the breakwater costing each week?", "£40 a week"),
        ("How many berths short was the east basin?", "58 berths"),
        ("Before 2018, when was the pontoon last surveyed?", "May 2012"),
        ("Have members previously talked about the foghorn and its bracket?", "the foghorn and its bracket"),
    ],
)
def test_what_tells_it_in_its_own_way_is_an_answer(reader, question, told):
    found = answer(reader, question)

    assert found.outcome is Outcome.ANSWER
    assert told in found.sentences[0].quote.text


def test_what_is_counted_ends_before_words_that_say_where_or_when(reader):
    assert understand("How many privately moored boats are there?", reader).counted == ("moor", "boat")
    assert understand("How many berths short were we, as reported in 2017?", reader).counted == ("berth",)
    assert understand("How many others sit beside it, as reported in 2017?", reader).predicate is None


@pytest.mark.parametrize(
    ("question", "text", "doubts"),
    [
        ("When did the partnership come to an end?", "In 2017 the partnership got a grant.", 2),
        ("When did the partnership come to an end?", "The partnership closed in 2017.", 0),
        ("Did the workshop take place?", "A need to look once more at the workshop was seen.", 1),
        ("Did the workshop take place?", "The workshop was held in May.", 0),
        ("What did the committee decide about brooms?", "Inspectors felt that brooms should be bought.", 1),
        ("At which venue did the committee meet in May?", "Strategy meetings involve all agencies.", 2),
        ("At which venue did the committee meet in May?", "It was held in the Net Loft.", 0),
        ("What did the committee decide about brooms?", "Members agreed that brooms be bought.", 0),
    ],
)
def test_what_a_question_expects_in_so_many_words_is_lacking_or_there(reader, question, text, doubts):
    assert lacks(understand(question, reader), Role.BODY, text) == doubts


@pytest.mark.parametrize(
    ("question", "text", "doubts"),
    [
        ("Were the minutes of May approved in June?", "To approve the minutes of the meeting held in May.", 1),
        ("Were the minutes of May approved in June?", "The minutes held in May were approved.", 0),
        ("When will the full survey start?", "The survey meetings started in May 2019 and ended in June.", 1),
        ("When will the full survey start?", "The survey starts in May 2019.", 0),
        ("When will the full survey start?", "The survey will be started in May 2019.", 0),
    ],
)
def test_what_is_to_be_done_and_what_was_are_told_apart(reader, question, text, doubts):
    assert doubts_of_tense(understand(question, reader), Role.BODY, text) == doubts


def test_a_meeting_before_another_is_the_one_before_it(reader):
    told = answer(reader, "When had the Harbour Committee last met before its meeting in July 2019?")

    assert [one.quote.passage.meeting_date for one in told.sentences] == [date(2019, 6, 4)]
    assert (
        answer(reader, "When had the Cabinet last met before its meeting in July 2019?").outcome is not Outcome.ANSWER
    )


def test_a_year_behind_its_is_the_time_of_a_thing(reader):
    time = understand("What rating did the harbour get in its 2012 inspection?", reader).time

    assert time is not None
    assert time.days == DateRange(date(2012, 1, 1), date(2012, 12, 31))


def test_a_month_is_no_perhaps(reader):
    assert not is_to_come("It took place in May 2012.")
    assert is_to_come("It may take place.")


def test_how_much_time_or_notice_is_a_length(reader):
    asked = understand("How much notice did skippers get?", reader)

    assert (asked.kind, asked.counted) == (Kind.HOW_MANY, ())
    assert holds_expected(asked, "They got two weeks.", people_of(reader))


def test_whether_a_thing_is_so_is_asked_by_the_word_that_ends_the_question(reader):
    assert understand("Was the focused visit to the harbour graded?", reader).predicate == "grade"
    assert understand("Who painted the rotten jetty?", reader).predicate == "paint"


def test_what_was_carried_out_was_not_carried_by_vote():
    assert not tells_decision(Role.BODY, "It should have been carried out sooner.")
    assert tells_decision(Role.BODY, "The motion was carried.")


def test_words_that_say_how_are_no_deeds(reader):
    assert understand("Have members previously mended the foghorn?", reader).predicate == "mend"
    assert understand("Did skippers apply for it?", reader).predicate != "appli"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much grant pays for the crew to stay in full pay?", Kind.HOW_MUCH),
        ("What is the RQS in full?", Kind.WHAT_IS),
    ],
)
def test_in_full_asks_for_the_long_form_only_where_it_ends_the_question(question, kind):
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("The council is required to send the plan.", True),
        ("The plan, which the council is required to send, was sent in May.", False),
    ],
)
def test_a_duty_is_no_deed(text, is_so):
    assert only_intends(Role.BODY, text) is is_so


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("By what date must it be done?", "The annual report 2019 - 20 is due.", False),
        ("By what date must it be done?", "It is due in May 2019.", True),
        ("When must it be done?", "The annual report 2019 - 20 is due.", False),
        ("When must it be done?", "It is due in 2019-20.", True),
        ("How many times a year does it meet?", "These are difficult times.", False),
        ("How many times a year does it meet?", "It meets four times a year.", True),
        ("How many days does it take?", "Within 40 days of it.", True),
        ("What do we spend on tugs?", "16% of tugs are hired.", False),
        ("What do we spend on tugs?", "Tugs cost £900.", True),
        ("By how much did fares rise?", "Fares rose by 7%.", True),
        ("How much of the crew is hired?", "16% of the crew is hired.", True),
        ("Which organisation was involved?", "Others helped, i.e. Solent.", True),
        ("Which organisation was involved?", "Others helped in May.", False),
        ("Who chaired the panel?", "The directors noted the effective chairing.", False),
    ],
)
def test_a_day_a_number_of_times_a_length_and_a_chair_are_known(reader, question, text, holds):
    assert holds_expected(understand(question, reader), text, people_of(reader)) is holds
