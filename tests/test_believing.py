"""What is believed to answer: subjects that no paper holds, doubts, plans, heads of tables, and what is quoted together."""

from dataclasses import fields, replace

import pytest
from entries import indexed
from published import OTHER_BUSINESS, published

from papersearch.analysis import stem
from papersearch.answering import Kind, Outcome, answer, understand
from papersearch.answering.believing import WEIGHTS, Evidence, certainty_of, doubted, everyday_stems, score_of
from papersearch.answering.choosing import is_near_copy
from papersearch.answering.seeking import may_be_quoted
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Form, PaperType, Role

HARBOUR = published(
    "harbour",
    "The protocol between the harbour and the lifeboat will be signed by the end of March 2020.",
    "The weighbridge had stood idle. It was signed over to the pilots on 9 March 2020.",
    "Lorries may not cross the swing bridge between 8 am and 9.30 am.",
    "The dredger cost more than was thought. The reserve paid £41,000 of it.",
    ("Firm | Price (marks) | Quality (marks) | Total", {"form": Form.TABLE_ROW}),
    ("Sable Marine Ltd | 58.1 | 33.4 | 91.5", {"form": Form.TABLE_ROW}),
    ("Dredger: review of the contract", {"role": Role.PLAN}),
    "Councillor Thorne said that the dredger was a white elephant.",
    "Nineteen care leavers stayed in hotels. Eleven of the care leavers lived by the quay.",
    day="2020-04-07",
    committee="Harbour Committee",
    items=(("4", "The harbour"),),
    type=PaperType.MINUTES,
)
READER = indexed(MemoryEngine(), HARBOUR, OTHER_BUSINESS)


def told(question):
    return [one.quote.text for one in answer(READER, question).sentences]


def test_all_that_speaks_for_a_sentence_has_a_weight_and_what_no_paper_holds_speaks_only_against_belief():
    known = Evidence(own=0.6, beside=0.2)
    unknown = replace(known, absent=0.2)

    assert all(getattr(WEIGHTS, one.name) for one in fields(Evidence) if one.name != "absent")
    assert score_of(known) == score_of(unknown)
    assert certainty_of(unknown, score_of(unknown)) < certainty_of(known, score_of(known))


def test_each_doubt_takes_from_certainty_and_no_doubt_leaves_it():
    assert doubted(0.8, 0) == pytest.approx(0.8)
    assert 0 < doubted(0.8, 2) < doubted(0.8, 1) < 0.8


def test_words_of_everyday_say_nothing_of_a_subject_and_are_written_once_in_order():
    from importlib.resources import files

    text = files("papersearch").joinpath("words", "general.txt").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]

    assert words == sorted(set(words))
    assert stem("actually") in everyday_stems()
    assert stem("ferry") not in everyday_stems()


def test_a_subject_that_no_paper_holds_is_not_answered_with_what_stands_beside_it():
    known, unknown = (
        answer(READER, f"What did Councillor Thorne say of the {one}?") for one in ("dredger", "zeppelin")
    )

    assert known.outcome is Outcome.ANSWER
    assert unknown.outcome is not Outcome.ANSWER
    assert unknown.certainty < known.certainty


def test_what_will_be_does_not_come_before_what_was_where_the_past_is_asked():
    past = answer(READER, "Was the protocol with the lifeboat ever signed?")
    to_come = answer(READER, "When will the protocol with the lifeboat be signed?")

    assert past.certainty < to_come.certainty
    assert "end of March 2020" in to_come.sentences[0].quote.text


def test_times_of_day_answer_a_question_of_times():
    assert understand("At what times may lorries not cross the swing bridge?", READER).kind is Kind.WHEN
    assert "between 8 am and 9.30 am" in told("At what times may lorries not cross the swing bridge?")[0]


def test_the_head_of_a_table_is_no_answer_but_its_rows_are():
    rows = [one for one in HARBOUR[1] if one.form is Form.TABLE_ROW]

    assert [may_be_quoted(one) for one in rows] == [False, True]


def test_a_plan_is_not_quoted_for_what_was_said():
    assert told("What did Councillor Thorne say about the dredger?")[0].endswith("white elephant.")
    assert not any("review of the contract" in one for one in told("What was said about the dredger contract?"))


def test_short_sentences_that_follow_each_other_are_one_quotation():
    assert told("How many care leavers stayed in hotels or lived by the quay?") == [
        "Nineteen care leavers stayed in hotels. Eleven of the care leavers lived by the quay."
    ]


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("Who's the one who couldn't cross the bridge?", {"who's", "couldn't"}),
        ("whats the dredger for, and didnt it cost a lot?", {"whats", "didnt"}),
        ("I'm told they're closing my bridge", {"i'm", "they're", "my"}),
    ],
)
def test_words_drawn_together_are_no_subject(question, left_out):
    assert not left_out & set(understand(question, READER).words)


@pytest.mark.parametrize("written", ["B&B", "B&Bs", "b & b", "B and B's"])
def test_short_for_bed_and_breakfast_is_understood(written):
    assert {"bed", "breakfast"} <= set(understand(f"How many care leavers were in {written}?", READER).words)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What was the main reason for the delay?", Kind.WHY),
        ("What was the number one reason for the delay?", Kind.WHY),
        ("What does a landlord pay for a licence?", Kind.HOW_MUCH),
        ("What is a pilot paid?", Kind.HOW_MUCH),
        ("Which road is the shared house in?", Kind.WHERE),
        ("Which trust runs the lifeboat?", Kind.WHO),
        ("What was the outcome of the review?", Kind.RESOLVED),
    ],
)
def test_more_wordings_have_their_kind(question, kind):
    assert understand(question, READER).kind is kind


def test_sentences_that_only_a_number_word_tells_apart_are_no_near_copies():
    first = "Nineteen care leavers stayed in hotels last winter."

    assert not is_near_copy(first, "Four care leavers stayed in hotels last winter.")
    assert is_near_copy(first, "Nineteen of the care leavers stayed in hotels last winter.")


def test_the_day_on_which_a_thing_was_done_is_not_told_by_a_promise_that_it_will_be():
    assert (
        "signed over to the pilots on 9 March 2020" in told("When was the protocol of the harbour finally signed?")[0]
    )
    assert "by the end of March 2020" in told("When was the protocol of the harbour to be signed?")[0]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What were the members unhappy about?", Kind.LIST),
        ("What was the contractor asked about in May?", Kind.SAID),
        ("Which officers were asked about the ferry?", Kind.WHO),
        ("What was the grant spent on?", Kind.SAID),
        ("What was the budget for the ferry?", Kind.HOW_MUCH),
    ],
)
def test_what_is_asked_about_people_or_money_wants_a_name_or_a_sum_only_where_it_asks_for_one(question, kind):
    assert understand(question, READER).kind is kind
