from datetime import date
from pathlib import Path

import pytest

from papersearch.answering import Outcome, answer
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.evaluating import read_questions
from papersearch.indexing import index_corpus
from papersearch.passage import FACETS
from papersearch.query import SearchRequest, parse_query
from papersearch.searching import search

CORPUS = Path(__file__).parents[1] / "corpus"
QUESTIONS = tuple(
    Path(__file__).parent / "questions" / name for name in ("kelbourne.jsonl", "kelbourne_everyday.jsonl")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "index"
    engine = WhooshEngine(folder)
    report = index_corpus(CORPUS, engine, folder, today=date(2026, 1, 1), jobs=2)
    engine.catch_up()
    return engine, report, folder


def test_every_paper_but_the_exempt_one_is_indexed(built):
    _, report, _ = built

    assert report.papers >= 60
    assert [row.path for row in report.quarantined] == [
        "kelbourne/cabinet/2019-09-17_cabinet_report_item-16_mill-lane-depot.txt"
    ]


def test_no_word_of_the_exempt_paper_is_in_the_index(built):
    engine, _, folder = built

    found = search(engine.reader(), parse_query("zephyrquartz"), SearchRequest())

    assert found.total == 0
    assert not [file for file in folder.rglob("*") if file.is_file() and b"zephyrquartz" in file.read_bytes().lower()]


@pytest.mark.parametrize(
    "typed", ["care leavers housing", '"damp and mould"', "section 106 monitoring", "flood OR mould"]
)
def test_choosing_a_facet_value_gives_its_count(built, typed):
    reader = built[0].reader()
    parsed = parse_query(typed)

    shown = search(reader, parsed, SearchRequest(facets=tuple(FACETS), page_size=0))

    counted = [(name, one.value, one.count) for name, values in shown.facets.items() for one in values]
    chosen = [
        (name, value, search(reader, parsed, SearchRequest(filters={name: frozenset({value})}, page_size=0)).total)
        for name, value, _ in counted
    ]
    assert len({name for name, _, _ in counted}) > 4
    assert chosen == counted


def test_a_second_filter_counts_within_the_first(built):
    reader = built[0].reader()
    parsed = parse_query("care leavers housing")
    first = {"committee": frozenset({"Corporate Parenting Committee"})}

    shown = search(reader, parsed, SearchRequest(filters=first, facets=("year", "committee"), page_size=0))

    for name in ("year", "committee"):
        for one in shown.facets[name]:
            both = first | {name: frozenset({one.value})}
            assert search(reader, parsed, SearchRequest(filters=both, page_size=0)).total == one.count


def test_every_sentence_of_every_answer_is_word_for_word_from_its_citation(built):
    reader = built[0].reader()
    questions = [one for file in QUESTIONS for one in read_questions(file.read_text(encoding="utf-8").splitlines())]

    answers = [answer(reader, one.question) for one in questions]

    quoted = [(one, sentence) for one in answers for sentence in one.sentences]
    texts = [{citation.number: citation.passage.text for citation in one.citations} for one in answers]
    assert len(quoted) > 100
    assert all(
        sentence.quote.text in text[sentence.citation]
        for one, text in zip(answers, texts, strict=True)
        for sentence in one.sentences
    )


def test_nothing_and_closest_quote_nothing(built):
    reader = built[0].reader()

    off_topic = answer(reader, "When will the monorail to the moon open?")
    empty = answer(reader, "")

    assert off_topic.outcome is not Outcome.ANSWER
    assert not off_topic.sentences
    assert empty.outcome is Outcome.NOTHING
