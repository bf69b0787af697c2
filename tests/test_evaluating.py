"""An index is scored on questions whose answers are known, and thresholds are proposed by a written rule."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from test_answering import PAPERS, READER

from papersearch.answering import Outcome, Thresholds, answer
from papersearch.cli import papersearch
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.errors import QuestionsError, SettingsError
from papersearch.evaluating import Rate, evaluate, judge, propose, read_questions


def question(text, *gold, answerable=True, **stated):
    places = [{"path": path, "first_line": first, "last_line": last} for path, first, last in gold]
    return {"question": text, "gold": places, "answerable": answerable} | stated


SET = (
    question(
        "How many passengers does the ferry carry a week?",
        ("harrowmere/minutes-april.txt", 4, 4),
        answer_span="1,500 passengers",
        type="how_many",
    ),
    question("Who inspected the hull?", ("minutes-april.txt", 6, 6), answer_span="Sable Marine Ltd", type="who"),
    question("When was the hull inspected?", ("harrowmere/minutes-april.txt", 1, 2), type="when"),
    question("What is the council's policy on zeppelins?", answerable=False, type="said"),
    question("Who mended the roof of the swimming pool?", answerable=False, near_miss=True, type="who"),
)


def lines(*stated):
    return [json.dumps(one) for one in stated]


@pytest.fixture(scope="module")
def scores():
    return evaluate(READER, read_questions(lines(*SET)))


def test_rates_are_of_the_questions_they_are_about(scores):
    told = {name: (rate.hits, rate.of) for name, rate in scores.rates.items()}

    assert told["any_citation_right"] == (2, 3)
    assert told["span_in_three_sentences"] == (2, 2)
    assert told["false_refusals"] == (0, 3)
    assert told["off_topic_refused"] == (1, 1)
    assert told["near_miss_not_certain"] == (1, 1)


def test_rates_are_told_for_each_type_of_question(scores):
    assert set(scores.by_type) == {"how_many", "who", "when", "said"}
    assert scores.by_type["who"]["near_miss_not_certain"] == Rate(1, 1)
    assert scores.by_type["when"]["any_citation_right"] == Rate(0, 1)


def test_outcomes_are_counted_for_each_group(scores):
    assert {name: sum(counts.values()) for name, counts in scores.outcomes.items()} == {
        "answerable": 3,
        "off_topic": 1,
        "near_miss": 1,
    }
    assert scores.outcomes["off_topic"][Outcome.NOTHING] == 1


def test_a_citation_is_right_if_its_lines_overlap_gold_of_the_same_file():
    (near, apart, elsewhere) = read_questions(
        lines(
            *(
                question(SET[0]["question"], (path, first, last))
                for path, first, last in (
                    ("corpus/harrowmere/minutes-april.txt", 1, 4),
                    ("harrowmere/minutes-april.txt", 5, 9),
                    ("report-pool.txt", 1, 9),
                )
            )
        )
    )
    found = answer(READER, near.question)

    judged = [judge(one, found).cited_right for one in (near, apart, elsewhere)]

    assert judged == [True, False, False]


def test_a_span_is_found_whatever_its_capitals_and_line_breaks():
    (asked,) = read_questions(lines(question(SET[0]["question"], answer_span="1,500\nPASSENGERS")))

    assert judge(asked, answer(READER, asked.question)).span_quoted


def test_a_rate_tells_its_share_and_standard_error():
    rate = Rate(3, 4)

    assert rate.share == 0.75
    assert rate.standard_error == pytest.approx(0.2165, abs=1e-4)
    assert (Rate(0, 0).share, Rate(0, 0).standard_error) == (None, None)


def test_the_thresholds_proposed_refuse_at_most_one_answerable_question_in_twenty(scores):
    told = [replace(scores.judged[0], certainty=at / 100, closeness=at / 100) for at in range(60, 100)]

    proposal = propose(replace(scores, judged=tuple(told)))

    refused = [one for one in told if one.certainty < proposal.thresholds.answer]
    one_more = [one for one in told if one.certainty < proposal.thresholds.answer + 0.01]
    assert len(refused) <= 0.05 * len(told) < len(one_more)
    assert proposal.thresholds.closest <= proposal.thresholds.answer


def test_a_proposal_says_what_it_would_change(scores):
    told = (
        replace(scores.judged[0], certainty=0.9, closeness=0.9),
        replace(scores.judged[4], certainty=0.6, closeness=0.6, outcome=Outcome.ANSWER),
    )

    proposal = propose(replace(scores, judged=told))

    assert proposal.thresholds == Thresholds(answer=0.9, closest=0.9)
    assert proposal.changes["near_miss"] == {"answer to nothing": 1}
    assert proposal.changes["answerable"] == {}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2 is not JSON"),
        ("[1]", 'line 2 has no "question"'),
        ('{"gold": []}', 'line 2 has no "question"'),
        ('{"question": "Who?", "answerable": "yes"}', "true or false"),
        ('{"question": "Who?", "gold": [{"path": "a.txt"}]}', '"first_line"'),
        ('{"question": "Who?", "gold": "a.txt"}', 'and "gold" a list'),
    ],
)
def test_a_line_that_is_no_question_is_named(line, says):
    with pytest.raises(QuestionsError, match="line 2") as caught:
        read_questions([json.dumps(SET[0]), line])

    assert says in str(caught.value)


def test_an_empty_file_says_what_to_write():
    with pytest.raises(QuestionsError, match="write one JSON object a line"):
        read_questions(["", "  "])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eval")
    with WhooshEngine(folder / "index").writer() as writer:
        for card, passages in PAPERS:
            writer.add(card, passages)
    (folder / "questions.jsonl").write_text("\n".join(lines(*SET)), encoding="utf-8")
    return folder


def run(folder, *options, file="questions.jsonl"):
    arguments = ["eval", str(folder / file), "--index", str(folder / "index"), *options]
    return CliRunner().invoke(papersearch, arguments)


def test_the_command_prints_each_rate_with_its_count_and_error(folder):
    printed = run(folder)

    assert printed.exit_code == 0
    assert printed.stdout.startswith("5 questions\n")
    assert "any_citation_right: 2 of 3, 0.67 (standard error 0.27)" in printed.stdout


def test_the_command_prints_the_same_as_json(folder):
    told = json.loads(run(folder, "--format", "json").stdout)

    assert told["rates"]["any_citation_right"]["hits"] == 2
    assert told["by_type"]["who"]["near_miss_not_certain"]["share"] == 1.0
    assert set(told) == {"questions", "rates", "by_type", "outcomes", "thresholds"}


def test_recalibration_proposes_and_sets_nothing(folder):
    printed = run(folder, "--recalibrate")

    assert "proposed thresholds: answer 0." in printed.stdout or "proposed thresholds: answer 1." in printed.stdout
    assert run(folder, "--format", "json").stdout == run(folder, "--format", "json").stdout


def test_a_file_that_is_not_there_is_told(folder):
    printed = run(folder, file="none.jsonl")

    assert isinstance(printed.exception, SettingsError)
    assert "none.jsonl cannot be read" in str(printed.exception)
