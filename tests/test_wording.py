"""The words of a question and what stands for them: written otherwise, short, behind a prefix, of another degree."""

import pytest
from entries import indexed
from published import OTHER_BUSINESS, published

from papersearch.answering import Outcome, answer
from papersearch.answering.asking import understand
from papersearch.answering.wording import stems_held, wanted_words
from papersearch.engines.memory_engine import MemoryEngine


def reader_of(*texts):
    minutes = published("minutes", *texts, day="2019-04-09", committee="Harbour Committee")
    return indexed(MemoryEngine(), OTHER_BUSINESS, minutes)


def worth_of(question, told):
    """How far each word of a question stands in a sentence."""
    reader = reader_of(told)
    asked = understand(question, reader)
    wanted = wanted_words(reader, asked.words, question=question, names=asked.names)
    return {one.text: one.worth_in(stems_held(told)) for one in wanted.words}


@pytest.mark.parametrize("mark", ["'", "\u2019"])
@pytest.mark.parametrize("name", ["Harbour Committee", "Lighting Panel"])
def test_what_is_left_of_a_possessive_is_no_word(name, mark):
    reader = reader_of("The harbour wall was repointed.")
    asked = understand(f"Which of the {name}{mark}s own reviews were praised?", reader)
    assert "review" in " ".join(asked.words)
    assert "s" not in asked.words


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who runs the multi-agency desk?", "The multi-agency desk is run by the harbour master."),
        ("Who runs the multiagency desk?", "The multi-agency desk is run by the harbour master."),
        ("Who runs the multi agency desk?", "The multi\u2011agency desk is run by the harbour master."),
        ("Who will cooperate with the ferry?", "The port will co-operate with the ferry."),
        ("Who will co-operate with the ferry?", "The port will cooperate with the ferry."),
        ("When was the Virtual Headteacher's report due?", "The report of the virtual head teacher is due in May."),
        ("When was the Virtual Head Teacher's report due?", "The report of the virtual headteacher is due in May."),
        ("Which pier did HM Inspectorate close?", "Her Majesty's Inspectorate closed the east pier."),
        ("Which pier did His Majesty's Inspectorate close?", "The HM Inspectorate closed the east pier."),
        ("What happened in the second quarter?", "In the 2nd quarter the pier was closed."),
        ("How did they organize the neighborhood fair?", "They organised the neighbourhood fair by lot."),
        ("Who was organizing the fair?", "The organisation of the fair fell to the port, which organizes well."),
        ("Why did they analyze the color of the paint?", "They analysed the colour of the paint."),
    ],
)
def test_a_word_written_otherwise_is_the_same_word(question, told):
    worths = worth_of(question, told)
    assert worths
    assert {word: worth for word, worth in worths.items() if worth < 0.8} == {}


def test_a_word_behind_a_prefix_is_another_word():
    assert worth_of("Which agency sold the pier?", "A multi-agency desk sold the pier.")["agency"] == 0
    assert worth_of("Which offender sold the pier?", "An ex-offender sold the pier.")["offender"] == 0


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was the biggest worry of the divers?", "The most significant concern of the divers was the cold."),
        ("Who is answerable for the ropes?", "The harbour master is responsible for the ropes."),
        ("Which pump was suspended?", "The pump was stopped in May."),
        ("Which pump is running again?", "The pump restarted in May."),
        ("Why was there a drop in numbers?", "The reduction in numbers was due to the storm."),
    ],
)
def test_everyday_words_are_answered_in_those_of_papers(question, told):
    worths = worth_of(question, told)
    assert worths
    assert {word: worth for word, worth in worths.items() if worth < 0.55} == {}


def test_a_question_in_other_words_is_answered():
    told = "The fenders were supplied by the port."
    found = answer(reader_of("The harbour wall was repointed.", told), "What did the port provide?")
    assert found.outcome is Outcome.ANSWER
    assert found.sentences[0].quote.text == told


def test_a_verb_keeps_its_meaning_before_a_preposition_but_not_before_a_particle():
    told = "The divers remained at the hotel."
    assert worth_of("Who stayed in the hotel?", told)["stayed"] > 0
    assert worth_of("Was the dredging put off?", "The dredging was placed on the list.")["put"] == 0
