"""Wordings of roles, heads and lists that papers of many councils share, each read from a text of a few lines."""

import pytest

from papersearch.model import Council, Role, SourceFile
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile


def paper_of(folder, text, suffix=".txt"):
    place = folder / f"paper{suffix}"
    place.write_text(text, encoding="utf-8")
    source = SourceFile(
        path=place.name, council=Council(slug="x", name="X"), media_type="", digest="", sha256="", supplied={}
    )
    (paper,) = read_papers(FoundFile(source=source, location=place)).papers
    return paper


def units_of(paper, role):
    return [unit.text for unit in paper.paragraphs if unit.role is role]


def test_what_stands_under_a_numbered_heading_of_recommendations_is_recommended(tmp_path):
    paper = paper_of(
        tmp_path, "Allotments\n\n1. Recommendation\n\nThat the policy be adopted.\n\n2. Detail\n\nIt rains.\n"
    )
    assert units_of(paper, Role.RECOMMENDATION) == ["That the policy be adopted."]
    assert units_of(paper, Role.RESOLUTION) == []
    assert [unit.section for unit in paper.paragraphs if unit.text == "It rains."] == [("Detail",)]


def test_points_that_a_body_is_asked_to_agree_are_recommended(tmp_path):
    paper = paper_of(
        tmp_path, "Repairs\n\nThe Cabinet is asked to:\n1.1 note the backlog; and\n1.2 agree to more joiners.\n"
    )
    assert units_of(paper, Role.RECOMMENDATION) == ["note the backlog; and", "agree to more joiners."]


def test_what_officers_are_asked_to_do_is_no_recommendation(tmp_path):
    paper = paper_of(
        tmp_path, "Repairs\n\nAll officers are asked to:\n1.1 note the new forms; and\n1.2 agree to use them.\n"
    )
    assert units_of(paper, Role.RECOMMENDATION) == []


@pytest.mark.parametrize(
    "words",
    [
        "Lighting. It was moved by Mr. Pell, seconded by Mrs. Dow and resolved that two lamps be put up.",
        "Penderfynwyd / Resolved: that the lamps be lit.",
        "RESOLVED / PENDERFYNWYD: that the lamps be lit.",
        "Penderfynwyd: bod y lampau yn cael eu goleuo.",
        "Decision: Permission REFUSED",
        "Planning permission GRANTED subject to the conditions of the report.",
        "DECISION: That nine lamps be bought.",
    ],
)
def test_words_of_a_decision_are_a_resolution(tmp_path, words):
    paper = paper_of(tmp_path, f"Lamps\n\nThe lamps in the lane were discussed at some length.\n\n{words}\n")
    assert units_of(paper, Role.RESOLUTION) == [words]


@pytest.mark.parametrize(
    "words",
    [
        "It was moved by Mr. Pell and seconded by Mrs. Dow that two lamps be put up.",
        "The decision: a history of the last forty years was told.",
        "Permission was refused by the inspector in an earlier case.",
    ],
)
def test_words_about_a_decision_are_none(tmp_path, words):
    paper = paper_of(tmp_path, f"Lamps\n\nThe lamps in the lane were discussed at some length.\n\n{words}\n")
    assert units_of(paper, Role.RESOLUTION) == []
