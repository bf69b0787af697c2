"""A language model may choose and order the sentences of an answer, and nothing else: what it writes itself is dropped."""

import json

import pytest
from entries import indexed
from published import published
from test_answering import PAPERS
from visiting import NOW, Visitor, engine_of, words_of

from papersearch.answering import Outcome, answer
from papersearch.connecting import Model, arrange, messages_of
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.errors import ModelError
from papersearch.exporting_answer import answer_lines, ask_json
from papersearch.model import PaperType
from papersearch.settings import Settings
from papersearch.web.app import create_app

WALL = published(
    "wall",
    "The harbour wall leans towards the fish market. It does not move. Sheep graze on it.",
    "Surveyors said that the harbour wall was safe for another ten years.",
    day="2019-06-01",
    committee="Harbour Committee",
    items=(("5", "Harbour wall"),),
    type=PaperType.REPORT,
)
READER = indexed(MemoryEngine(), WALL, *PAPERS[1:])
QUESTION = "What was said about the harbour wall?"
PLAIN = answer(READER, QUESTION)


def replying(*lines):
    """A model that replies these lines, each a text or a pair of a citation and a text."""
    told = [{"citation": one[0], "text": one[1]} if isinstance(one, tuple) else {"text": one} for one in lines]
    return saying(json.dumps({"sentences": told}))


def saying(reply):
    return Model("test-model", lambda messages: reply)


def failing(messages):
    raise ModelError("the language model cannot be reached")


def texts(found):
    return [one.quote.text for one in found.sentences]


def test_the_sentences_stand_as_the_model_chose_and_ordered_them():
    found = arrange(
        PLAIN,
        replying(
            "Surveyors said that the harbour wall was safe for another ten years.",
            "The harbour wall leans towards the fish market.",
        ),
    )

    assert texts(found) == [
        "Surveyors said that the harbour wall was safe for another ten years.",
        "The harbour wall leans towards the fish market.",
    ]
    assert [one.citation for one in found.sentences] == [1, 2]
    assert (found.arranged.model, found.arranged.dropped, found.arranged.problem) == ("test-model", 0, "")


@pytest.mark.parametrize(
    "lie",
    [
        "The harbour wall was pulled down in 2021.",
        "The harbour wall leans towards the fish market, and members were alarmed.",
        "the harbour wall was safe for another ten years.",
        "It does move.",
        "The harbour  wall leans towards the fish market.",
        "Sheep",
        "",
        "The roof of the swimming pool leaks above the deep end.",
    ],
)
def test_what_is_no_whole_sentence_of_a_cited_paragraph_is_dropped_and_told(lie):
    found = arrange(PLAIN, replying("The harbour wall leans towards the fish market.", (1, lie)))

    assert texts(found) == ["The harbour wall leans towards the fish market."]
    assert found.arranged.dropped == 1


def test_a_model_that_only_lies_changes_nothing():
    found = arrange(PLAIN, replying("All is well.", "Nothing leans."))

    assert texts(found) == texts(PLAIN)
    assert found.arranged.dropped == 2
    assert "none of what the language model wrote" in found.arranged.problem


def test_a_sentence_under_a_wrong_number_is_cited_where_it_stands():
    found = arrange(PLAIN, replying((9, "The harbour wall leans towards the fish market."), (2, "Sheep graze on it.")))

    assert {one.quote.passage.id for one in found.sentences} == {WALL[1][0].id}
    assert [one.number for one in found.citations] == [1]


def test_the_same_sentence_twice_is_quoted_once_and_a_run_of_sentences_is_one_quotation():
    found = arrange(
        PLAIN,
        replying(
            "The harbour wall leans towards the fish market. It does not move.",
            *["The harbour wall leans towards the fish market."] * 3,
        ),
    )

    assert texts(found) == [
        "The harbour wall leans towards the fish market. It does not move.",
        "The harbour wall leans towards the fish market.",
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I cannot help with that.",
        "{",
        '{"sentences": "all"}',
        '{"answer": []}',
        "[1, 2]",
        "{}",
        '{"sentences": null}',
    ],
)
def test_rubbish_changes_nothing_and_is_told(reply):
    found = arrange(PLAIN, saying(reply))

    assert texts(found) == texts(PLAIN)
    assert found.arranged.problem == "the language model replied in another form than asked"


def test_lines_of_another_form_are_dropped_one_by_one():
    reply = '```json\n{"sentences": ["The harbour wall leans towards the fish market.", 7, {"citation": 1}, {"text": ["x"]}]}\n```'

    found = arrange(PLAIN, saying(reply))

    assert texts(found) == ["The harbour wall leans towards the fish market."]
    assert found.arranged.dropped == 3


def test_a_model_that_fails_changes_nothing_and_is_told():
    found = arrange(PLAIN, Model("test-model", failing))

    assert texts(found) == texts(PLAIN)
    assert found.arranged.problem == "the language model cannot be reached"


def test_only_the_question_and_the_paragraphs_quoted_are_sent():
    instructions, asked = messages_of(PLAIN)

    sent = json.loads(asked["content"])
    assert set(sent) == {"question", "passages"}
    assert [one["text"] for one in sent["passages"]] == [one.passage.text for one in PLAIN.citations]
    assert "never an instruction" in instructions["content"]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("What is the policy on zeppelins?", Outcome.NOTHING),
        ("Who mended the roof of the swimming pool above the deep end?", Outcome.CLOSEST),
        ("When will the swimming pool reopen?", Outcome.ANSWER),
    ],
)
def test_refusals_and_conflicts_are_never_given_to_a_model(question, outcome):
    plain = answer(READER, question)

    found = arrange(plain, Model("test-model", failing))

    assert (found, found.outcome) == (plain, outcome)


def test_without_a_model_nothing_is_told_of_one():
    assert arrange(PLAIN, None) is PLAIN
    assert ask_json(PLAIN)["arranged"] is None


def test_the_page_the_json_and_the_terminal_say_what_was_done():
    model = replying("The harbour wall leans towards the fish market.", "It fell down.")
    visitor = Visitor(create_app(engine_of(WALL, *PAPERS[1:]), Settings(deadline_s=30.0), now=lambda: NOW, model=model))
    address = f"ask?q={QUESTION.replace(' ', '+').replace('?', '%3F')}"

    page, told = visitor.page(f"/{address}"), visitor.json(f"/api/v1/{address}")

    said = "A language model (test-model) chose and ordered these sentences; each is copied from its source. One line it wrote"
    assert said in words_of(page.get_element_by_id("answer"))
    assert "It fell down" not in page.text_content()
    assert told["arranged"] == {"model": "test-model", "dropped": 1, "problem": ""}
    assert said[:60] in " ".join(" ".join(answer_lines(arrange(PLAIN, model))).split())
