"""Words and phrases that mean nearly the same: what stands for what, and how a phrase is found."""

import pytest
from entries import indexed
from published import OTHER_BUSINESS, published

from papersearch.analysis import stem, words
from papersearch.answering import Outcome, answer
from papersearch.answering.likeness import Line, alike_to, families, phrases_in
from papersearch.answering.wording import stems_held
from papersearch.engines.memory_engine import MemoryEngine


def reader_of(*texts):
    minutes = published("minutes", *texts, day="2019-04-09", committee="Harbour Committee")
    return indexed(MemoryEngine(), OTHER_BUSINESS, minutes)


def test_each_of_a_group_stands_for_the_others_but_what_answers_only_answers():
    both, one_way = Line.of("postpone put_off defer"), Line.of("loo > toilet")
    assert dict(both.joins()) == {
        "postpon": ("put_off", "defer"),
        "put_off": ("postpon", "defer"),
        "defer": ("postpon", "put_off"),
    }
    assert dict(one_way.joins()) == {"loo": ("toilet",)}


def test_a_phrase_with_a_stop_word_is_more_than_its_other_word():
    assert Line.of("on_time punctual").group == ("on_time", "punctual")
    assert "on_time" in stems_held("The works ended on time.")
    assert "on_time" not in stems_held("The time was noted.")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The works were put off until May", "put_off"),
        ("They put the works off until May", "put_off"),
        ("It was knocked down", "knock_down"),
        ("Residents took part in it", "take_part"),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_in_order(text, phrase):
    assert phrase in stems_held(text)
    assert phrase in {name for name, _ in phrases_in(words(text.casefold()))}


@pytest.mark.parametrize("text", ["Off they put", "They put the whole of the works off", "They put it"])
def test_scattered_words_are_no_phrase(text):
    assert "put_off" not in stems_held(text)


def test_an_irregular_verb_is_answered_in_its_past_forms_and_they_in_its_likes():
    assert "bought" in alike_to(stem("purchase"))
    assert stem("purchase") in alike_to("bought")


def test_words_of_one_family_stand_for_each_other():
    assert stem("demolition") in families(stem("demolish"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why was the ferry refit put off?", "The ferry refit was deferred because the dock had flooded."),
        ("Why was the ferry refit deferred?", "The ferry refit was put off because the dock had flooded."),
        ("When was the boathouse knocked down?", "The demolition of the boathouse took place on 3 May 2018."),
    ],
)
def test_a_question_is_answered_in_other_words(question, told):
    found = answer(reader_of("The harbour wall was repointed.", told), question)
    assert found.outcome is Outcome.ANSWER
    assert found.sentences[0].quote.text == told


def test_a_name_of_several_words_is_that_name_only():
    held = "The crossing at Mill Street cost £40,000."
    found = answer(reader_of(held), "How much did the crossing at Mill Road cost?")
    assert found.outcome is not Outcome.ANSWER
    assert answer(reader_of(held), "How much did the crossing at Mill Street cost?").outcome is Outcome.ANSWER


@pytest.mark.parametrize(
    ("asked", "other"), [("permit", "permission"), ("allotment", "growing"), ("allowance", "let"), ("allowance", "may")]
)
def test_words_that_only_sound_alike_do_not_stand_for_each_other(asked, other):
    assert stem(other) not in alike_to(stem(asked))
    assert stem(asked) not in alike_to(stem(other))
