"""Words typed in a hurry are the question they stand for, and what comes of a thing is not told by the wish to begin it."""

import pytest
from entries import indexed
from published import OTHER_BUSINESS, minutes_of_harbour

from papersearch.answering import Kind, Outcome, answer
from papersearch.answering.expecting import holds_expected
from papersearch.answering.figuring import counts_else
from papersearch.answering.hasty import in_full
from papersearch.answering.intending import only_intends
from papersearch.answering.kinds import kind_of
from papersearch.answering.people import people_of
from papersearch.answering.scoring import is_to_come
from papersearch.answering.times import time_asked
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Form, Role

MINUTES = minutes_of_harbour(
    "Fourteen ferries had been painted, nine of them in blue, and skippers thanked the painters.",
    "The chair congratulated the volunteers who had dredged the harbour.",
    "The lighthouse trust has said that it would consider a gift towards the foghorn.",
    "The Tide Gauge Partnership (TGP) of two ports was named.",
    "The last review of the tide gauge was published on 3 May 2018.",
    "Ivo Lamb to tell members which of the rotten jetties were taken down.",
    ("That the council consult on the moorings.", {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}),
)


@pytest.fixture(scope="module")
def reader():
    return indexed(MemoryEngine(), OTHER_BUSINESS, MINUTES)


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("no. of ferries 2019", "what is the number of ferries 2019", Kind.HOW_MANY),
        ("harbour committee number of members", "what is the number of members harbour committee", Kind.HOW_MANY),
        ("name of the ferry manager", "what is the name of the ferry manager", Kind.WHO),
        ("deadline for ferry grants", "what is the deadline for ferry grants", Kind.WHEN),
        ("ferry survey dates 2019", "when was ferry survey 2019", Kind.WHEN),
        ("vice chair harbour jun 2019", "who is the vice chair of harbour June 2019", Kind.WHO),
        ("wexcombe chief exec oct 2019", "who is the chief executive of wexcombe October 2019", Kind.WHO),
        ("Ivo Lamb job title", "what is the job title of Ivo Lamb", Kind.SAID),
        ("topics of the ferry survey", "what were the topics of the ferry survey", Kind.LIST),
        ("foghorn project who is it for", "foghorn project, who is it for", Kind.SAID),
        ("cemetery burial fees", "how much is the cemetery burial fees", Kind.HOW_MUCH),
        (
            "harbour trust tide gauge grant amount 2019",
            "how much is the harbour trust tide gauge grant amount 2019",
            Kind.HOW_MUCH,
        ),
        ("ferry inspection 2019 ramps grade", "what is the grade of ferry inspection 2019 ramps", Kind.SAID),
        ("ferries in dock number", "what is the number of ferries in dock", Kind.HOW_MANY),
        ("date panel looked at the ferry", "on what date was panel looked at the ferry", Kind.WHEN),
    ],
)
def test_words_typed_in_a_hurry_are_read_as_a_question(typed, meant, kind):
    assert in_full(typed) == meant
    assert kind_of(meant.rpartition(", ")[2]) is kind


@pytest.mark.parametrize(
    "typed",
    [
        "What number of ferries sailed?",
        "ferry landings",
        "ivo lamb ferry manager direct phone number",
        "help for skippers who are new",
        "In which year did the number of ferries fall?",
        "The names of the ferries were read out at length in a meeting that many people attended with joy",
        "",
    ],
)
def test_questions_and_plain_words_stay_as_they_are(typed):
    assert in_full(typed) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What was agreed on 4 nov 2019?", "What was agreed on 4 November 2019?"),
        ("Did the cttee meet in Sept 2019?", "Did the committee meet in September 2019?"),
        ("Can the mar be mended?", "Can the mar be mended?"),
    ],
)
def test_short_months_and_words_are_written_out(typed, meant):
    assert in_full(typed) == meant


def test_the_end_of_a_word_is_no_part_of_a_time():
    rest, time = time_asked("who did the chair congratulate november 2019", is_of_fact=True)

    assert rest.split() == ["who", "did", "the", "chair", "congratulate"]
    assert time.words == "november 2019"


def test_the_record_answers_words_typed_in_a_hurry(reader):
    chair = answer(reader, "vice chair harbour committee jun 2019")
    post = answer(reader, "Ivo Lamb job title")

    assert "Ada Thorne" in chair.sentences[0].quote.text
    assert "Ferry Manager" in post.sentences[0].quote.text


def test_a_verb_is_no_part_of_what_is_counted(reader):
    asked = answer(reader, "Roughly how many skippers live in huts by the harbour?").asked

    assert asked.counted == ("skipper",)


def test_who_sat_as_vice_chair_is_told_by_the_record(reader):
    found = answer(reader, "Who was sitting as vice-chair of the Harbour Committee when it met in June 2019?")

    assert "Ada Thorne" in found.sentences[0].quote.text


def test_an_acronym_may_be_typed_small(reader):
    found = answer(reader, "tgp meaning")

    assert "Tide Gauge Partnership (TGP)" in found.sentences[0].quote.text


def test_what_needs_to_be_is_so_already(reader):
    assert not is_to_come("The quay needs to be stronger.")
    assert is_to_come("The quay is to be rebuilt.")


def test_whom_a_deed_was_done_to_need_not_be_named(reader):
    found = answer(reader, "Who did the chair congratulate on the dredging of the harbour?")

    assert "volunteers" in found.sentences[0].quote.text


@pytest.mark.parametrize(
    ("text", "is_counted"),
    [
        ("Fourteen ferries sailed.", False),
        ("Fourteen ferries sailed, nine of them in blue.", False),
        ("Twenty-six ferries sailed.", False),
        ("Twenty-six ferries carried 900 passengers.", True),
    ],
)
def test_a_part_of_what_was_counted_counts_nothing_else(text, is_counted):
    assert counts_else(text, {"ferri"}) is is_counted


@pytest.mark.parametrize(
    "question",
    [
        "How many people painted the ferries?",
        "What did the lighthouse trust finally give towards the foghorn?",
        "What rating did the tide gauge get in the review published in May 2018?",
        "What time did the review of the tide gauge end?",
        "Which company dredged the harbour?",
        "Which of the rotten jetties were taken down?",
    ],
)
def test_what_is_asked_for_is_not_told_by_a_wish_a_plan_or_another_thing(reader, question):
    assert answer(reader, question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("role", "text", "is_so"),
    [
        (Role.RESOLUTION, "That the council consult on the moorings.", True),
        (Role.RESOLUTION, "That the moorings be let, as was promised in 2016.", True),
        (Role.BODY, "Counsel's opinion is being sought.", True),
        (Role.BODY, "The trust has said that it would consider a gift.", True),
        (Role.BODY, "To receive the report of the harbour master.", True),
        (Role.BODY, "The moorings were let, and will be let again.", False),
        (Role.BODY, "That is noted.", False),
    ],
)
def test_a_sentence_that_only_says_what_is_to_be_done_is_known(role, text, is_so):
    assert only_intends(role, text) is is_so


def test_an_hour_is_told_by_an_hour(reader):
    asked = answer(reader, "What opening hours did the panel set for the ferry?").asked

    assert holds_expected(asked, "It may open from 7 am to 9 pm.", people_of(reader))
    assert not holds_expected(asked, "It may open in May 2019.", people_of(reader))
