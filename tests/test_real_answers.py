"""The five real papers answer as the journeys of members, officers and scrutiny ask; `-rP` prints expected and found.

Their words stay where they are: what is quoted is named by file and first line.
"""

import sys
from pathlib import Path

import pytest
from disks import QuickDisk
from entries import indexed
from reading_folders import entries_of
from visiting import NOW, Visitor, words_of

from papersearch.answering import Outcome, answer
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.evaluating import read_questions
from papersearch.exporting_answer import promise_words
from papersearch.settings import Settings
from papersearch.web.app import create_app

QUESTIONS = (
    *sorted((Path(__file__).parent / "questions").glob("shared_papers*.jsonl")),
    Path(__file__).parents[1] / "benchmarks" / "questions_dev.jsonl",
)
PROMISE = "What did officers promise about housing for care leavers in November 2020, and was it reported back?"


@pytest.fixture(scope="module")
def engine(shared, tmp_path_factory):
    engine = WhooshEngine(tmp_path_factory.mktemp("real") / "index", disk=QuickDisk())
    indexed(engine, *entries_of(shared / "papers"))
    return engine


@pytest.fixture(scope="module")
def reader(engine):
    return engine.reader()


@pytest.fixture(scope="module")
def visitor(engine):
    return Visitor(create_app(engine, Settings(deadline_s=30.0), now=lambda: NOW))


def at(passage):
    return f"{passage['source']['path'].split('/')[-1][:3]}:{passage['source']['first_line']}"


def asked(visitor, question, **expected):
    """The answer of the API, which the page shows too; prints what was expected and what was found."""
    address = f"q={question.replace(' ', '+').replace('?', '%3F').replace(chr(39), '%27')}"
    found = visitor.json(f"/api/v1/ask?{address}")
    page = visitor.page(f"/ask?{address}")
    told = {"outcome": found["outcome"], "cited": [at(one) for one in found["citations"]]}
    sys.stdout.write(
        f"{question}\n  expected: {expected}\n  found:    {told}; {found['reason']}; absent: {found['absent']}\n"
    )
    shown = words_of(page.get_element_by_id("answer"))
    assert all(" ".join(one["text"].split()) in shown for one in found["sentences"])
    return found, shown


def test_o1_what_was_promised_is_quoted_with_when_it_is_due_and_no_claim_that_it_was_not_done(visitor):
    found, shown = asked(visitor, PROMISE, cited=["000:99", "000:103"], reported_back="after our coverage")

    rows = {at(one["passage"]): one for one in found["promises"]}
    assert {"000:99", "000:103"} <= set(rows)
    assert {one["due"]["date"] for key, one in rows.items() if key in ("000:99", "000:103")} == {"2021-03-03"}
    assert {one["status"] for one in rows.values()} == {"after_coverage"}
    assert "20 October 2020 before this was said" in shown
    assert "the papers indexed end with 4 November 2020" in shown
    assert not any(wrong in shown.casefold() for wrong in ("overdue", "not done", "no report was made"))


def test_o1_the_terminal_says_the_same(reader):
    found = answer(reader, PROMISE)

    told = [promise_words(one.row) for one in found.promises]
    assert any("3 March 2021" in one and "4 November 2020" in one for one in told)


def test_m4_who_said_what_with_what_was_resolved_shown_as_that(visitor):
    found, shown = asked(
        visitor,
        "What did Councillor Jasmine Ali say about Black Lives Matter?",
        cited=["002:244", "002:262", "002:266"],
    )

    cited = {at(one): one for one in found["citations"]}
    assert {"002:244", "002:262", "002:266"} <= set(cited)
    assert not {"000:83", "002:145"} & set(cited)
    assert cited["002:266"]["role"] == "resolution"
    assert "Resolved:" in shown


def test_o3_two_dates_of_one_event_are_both_shown_and_neither_is_preferred(visitor):
    found, shown = asked(visitor, "When will Ofsted's findings be published?", cited=["002:307", "000:35"])

    numbers = {at(one): one["number"] for one in found["citations"]}
    assert set(numbers) == {"002:307", "000:35"}
    assert found["conflicts"] == [sorted(numbers.values())]
    assert "None is preferred" in shown


def test_o7_the_number_is_that_of_agency_staff_and_no_multi_agency_line_is_quoted(visitor):
    found, shown = asked(visitor, "How many social workers are agency staff?", cited=["004:29"])

    cited = [at(one) for one in found["citations"]]
    assert cited[0] == "004:29"
    assert not {"002:306", "002:325", "002:327", "002:346", "003:38"} & set(cited)
    assert "Date not stated" in shown


def test_o7_an_acronym_is_answered_by_the_sentence_that_spells_it_out(visitor):
    found, _ = asked(visitor, "What is MASH?", cited=["003:38"])

    assert [at(one) for one in found["citations"]] == ["003:38"]


def test_s1_what_was_agreed_for_a_meeting_is_the_list_that_was_agreed(visitor):
    found, _ = asked(visitor, "What agenda was agreed for the November 2020 meeting?", cited=["002:273 to 277"])

    assert {"002:273", "002:277"} & {at(one) for one in found["citations"]}


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What is the council's policy on parking permits?", {"parking", "permits"}),
        ("What percentage passed GCSE maths?", {"passed", "gcse", "maths"}),
    ],
)
def test_s7_what_no_paper_holds_is_refused_with_the_words_and_what_is_covered(visitor, question, absent):
    found, shown = asked(visitor, question, outcome="nothing or closest", absent=sorted(absent))

    assert found["outcome"] != "answer"
    assert absent <= set(found["absent"])
    assert "8 papers indexed, dated 10 July 2017 to 4 November 2020" in shown
    assert not any(415 <= one["source"]["first_line"] <= 417 for one in found["citations"][:1])


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda path: path.stem)
def test_every_sentence_of_every_answer_is_word_for_word_from_its_citation(reader, file):
    questions = read_questions(file.read_text(encoding="utf-8").splitlines())

    answers = [answer(reader, one.question) for one in questions]

    texts = [{citation.number: citation.passage.text for citation in one.citations} for one in answers]
    quoted = [
        (sentence.quote.text, text[sentence.citation])
        for one, text in zip(answers, texts, strict=True)
        for sentence in one.sentences
    ]
    assert len(quoted) > 30
    assert all(words in whole for words, whole in quoted)
    assert all(not one.sentences for one in answers if one.outcome is not Outcome.ANSWER)
