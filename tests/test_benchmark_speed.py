"""The benchmark beside the peers: what it asks is answered alike, and what it tells adds up."""

import pytest

from benchmarks.agreement import disagreements, reference_answers
from benchmarks.generate import papers
from benchmarks.goals import goals
from benchmarks.measuring import ask, build
from benchmarks.questions import FACETS, Kind, questions
from benchmarks.tables import beside, growth, percentile, table
from benchmarks.taking_turns import ROUNDS, asked_in_turns, built
from papersearch.passage import facet_values

PASSAGES = 1_000
HERE = ("papersearch", "stock Whoosh", "SQLite FTS5")  # the others are installed by `make bench` only


@pytest.fixture(scope="module")
def expected():
    return reference_answers(PASSAGES)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    figures = {}
    for name in HERE:
        folder = tmp_path_factory.mktemp("peer") / "index"
        told = build(name, PASSAGES, folder) | ask(name, folder, range(2))
        loads = {"load_before_build": 0.0, "load_before_ask": 0.0}
        figures[name] = {"engine": name, "passages": PASSAGES, **loads, **told}
    return figures


def test_counts_facets_and_order_equal_the_reference_engine_on_every_question(measured, expected):
    ours = measured["papersearch"]["answers"]

    assert [one["question"] for one in ours] == [one.told for one in questions()]
    assert ours == expected
    assert sum(one["total"] > 20 for one in ours) > 20


@pytest.mark.parametrize("name", HERE[1:])
def test_peers_count_what_the_reference_engine_counts(measured, expected, name):
    answers = measured[name]["answers"]

    for answer, right in zip(answers, expected, strict=True):
        assert answer["total"] == right["total"], right["question"]
        assert answer["facets"] == right["facets"], right["question"]


def test_engines_ask_in_turns(tmp_path):
    folders = {name: tmp_path / str(at) for at, name in enumerate(("papersearch", "SQLite FTS5"))}
    for name, folder in folders.items():
        folder.mkdir()
        built(name, PASSAGES, folder)

    asked = asked_in_turns(PASSAGES, folders)

    assert [one["asked"] for one in asked.values()] == [ROUNDS * len(list(questions()))] * 2
    assert [len(one["cold"]) for one in asked.values()] == [len(list(questions()))] * 2


def test_an_engine_that_fails_is_told(tmp_path):
    with pytest.raises(RuntimeError, match="papersearch ended with 1"):
        asked_in_turns(PASSAGES, {"papersearch": tmp_path})


def test_a_wrong_count_is_told(measured, expected):
    ours = measured["papersearch"]
    first = ours["answers"][0]
    wrong = {**ours, "answers": [{**first, "total": first["total"] + 1}, *ours["answers"][1:]]}

    assert disagreements([ours], expected) == []
    assert disagreements([wrong], expected) == [f"papersearch at {PASSAGES}: {first['question']}"]


def test_another_order_of_ours_is_told(measured, expected):
    ours = measured["papersearch"]
    first = ours["answers"][0]
    wrong = {**ours, "answers": [{**first, "ids": first["ids"][::-1]}, *ours["answers"][1:]]}

    assert len(disagreements([wrong], expected)) == 1


def test_a_class_that_a_peer_lacks_is_a_dash(measured):
    few = {
        **measured["SQLite FTS5"],
        "warm": [[one for one in each if one[0] != Kind.PHRASE] for each in measured["SQLite FTS5"]["warm"]],
    }
    found = _run(measured["papersearch"], few)

    row = next(line for line in table(found).splitlines() if line.startswith("| SQLite FTS5") and line.count("|") == 7)

    assert [cell.strip() for cell in row.split("|")][4] == "-"


def test_growth_is_the_exponent_of_the_size(measured):
    at_thousand = {**measured["papersearch"], "passages": 1_000, "index_bytes": 5_000}
    at_million = {**measured["papersearch"], "passages": 1_000_000, "index_bytes": 5_000 * 1_000_000}
    found = _run(at_thousand, at_million)

    assert growth(found, lambda one: one["index_bytes"]) == pytest.approx(2.0)


def test_a_missed_goal_is_told():
    service = {"search over HTTP": {"told": "", "value": 16.0, "limit": 15.0}}

    reached = goals({"engines": [], "service": service})

    assert not reached.all_met
    assert reached.lines[-1] == "| search over HTTP | 16.00 | at most 15 | MISSED |"


def test_a_round_that_the_machine_disturbs_does_not_decide_who_is_ahead():
    quick = {"warm": [_round(1.0), _round(8.0), _round(1.0)]}
    slow = {"warm": [_round(2.0), _round(16.0), _round(20.0)]}

    assert beside(slow, quick) == 2.0
    assert beside(quick, slow, Kind.ALL) == 0.5


def _round(took):
    return [(Kind.ALL, took, took), (Kind.PREFIX, took, took)]


@pytest.mark.parametrize(("share", "value"), [(0.5, 10), (0.95, 19), (1.0, 20)])
def test_percentile_is_a_value_that_was_seen(share, value):
    assert percentile(range(20, 0, -1), share) == value


def test_facets_of_the_questions_have_one_value_a_passage():
    passages = [one for _, its in papers(200) for one in its]

    assert all(len(facet_values(one, name)) == 1 for one in passages for name in FACETS)


def _run(*engines):
    return {
        "began": "2026-11-22",
        "processors": 2,
        "model": "any",
        "system": "Linux",
        "versions": {},
        "engines": list(engines),
        "disagreements": [],
        "service": {},
    }
