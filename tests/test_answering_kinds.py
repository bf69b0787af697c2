"""What is asked for has to be there: a decision, a name, a day before another, a post; else no certain answer."""

import pytest
from entries import indexed
from published import OTHER_BUSINESS, minutes_of_harbour

from papersearch.answering import Kind, Outcome, answer
from papersearch.answering.deciding import tells_decision
from papersearch.answering.kinds import kind_of
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Form, Role

MINUTES = minutes_of_harbour(
    "The ferry survey was discussed at length, and skippers gave examples.",
    "The ferry landings looked tidy to the divers.",
    "This survey of the ferry took place in March 2019.",
    "The last such survey of the ferry took place in May 2012.",
    ("That the Ferry Manager report back on the ramps.", {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}),
)


@pytest.fixture(scope="module")
def reader():
    return indexed(MemoryEngine(), OTHER_BUSINESS, MINUTES)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the value of the ferry grant?", Kind.HOW_MUCH),
        ("Name of the ferry manager?", Kind.WHO),
        ("What worried members most?", Kind.LIST),
        ("How quickly was the ramp mended?", Kind.HOW_MANY),
    ],
)
def test_more_questions_are_taken_for_what_they_ask(question, kind):
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("role", "text", "told"),
    [
        (Role.RESOLUTION, "The ferry be painted.", True),
        (Role.BODY, "Officers recommended a new ramp.", True),
        (Role.BODY, "Skippers gave examples.", False),
    ],
)
def test_what_was_recommended_is_told_by_a_decision_only(role, text, told):
    assert tells_decision(role, text) is told


def test_things_that_have_names_are_not_told_by_a_sentence_without_one(reader):
    assert (
        answer(reader, "Which towns did the divers find tidy landings of the ferry in?").outcome is not Outcome.ANSWER
    )


def test_a_day_before_another_is_told_by_an_earlier_one_only(reader):
    found = answer(reader, "When had the ferry last had a survey before March 2019?")

    assert "May 2012" in found.sentences[0].quote.text
    assert not any("March 2019" in one.quote.text for one in found.sentences)


def test_a_list_of_those_present_does_not_tell_who_was_elected(reader):
    assert "Thorne" in answer(reader, "Who was vice-chair?").sentences[0].quote.text
    assert answer(reader, "Who was elected vice-chair?").outcome is not Outcome.ANSWER


@pytest.mark.parametrize("question", ["What is Ivo Lamb's job?", "What does Ivo Lamb do?", "Who is Ivo Lamb?"])
def test_the_post_of_a_person_is_what_a_paper_puts_behind_the_name(reader, question):
    assert [one.quote.text for one in answer(reader, question).sentences] == ["Ivo Lamb, Ferry Manager"]


def test_what_is_due_at_the_meeting_after_was_promised_at_the_one_before(reader):
    found = answer(reader, "What were officers asked to bring to the next meeting after June 2019?")

    assert "report back on the ramps" in found.sentences[0].quote.text
