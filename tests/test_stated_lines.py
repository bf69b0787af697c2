"""Lines that a parser reads for their values stay to be shown, as front matter."""

import pytest

from papersearch.model import Council, Role, SourceFile
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile

DECISION = """\
Decision details

Swings: new surfaces in Fallow Park

Decision Maker: Parks Committee

Is Key decision?: No

Decision:

To lay bark under the swings.

Publication date: 14/06/2022

Accompanying Documents:
"""
MINUTES = """\
Parks Committee

MINUTES of the Parks Committee held on Tuesday 7 June 2022 at 6.15 pm in the Old Dairy, Fallowby

PRESENT:\tCouncillor Edda Thrale (Chair)

1. APOLOGIES

There were none.

The meeting ended at 7.05 pm.

CHAIR:

DATED:
"""
REPORT = """\
Item No. 4.\tClassification: Open\tDate: 7 June 2022\tMeeting Name: Parks Committee
Report title:\t\tSwings in Fallow Park
Ward(s) or groups affected:\t\tFallow and Mere
From:\t\tHead of Parks

RECOMMENDATION

1. That bark be laid under the swings.
"""
PAGE = """\
<html><body><h1>Decision details</h1><h2>Swings in Fallow Park</h2>
<table><tr><td>Decision Maker:</td><td>Head of Parks</td></tr><tr><td>Date of decision:</td><td>8 June 2022</td></tr>
<tr><td>Wards affected:</td><td>Mere</td></tr></table><p>Decision:</p><p>To lay bark under the swings.</p></body></html>
"""
LABELS_ALONE = """\
Decision details

Swings in Fallow Park

Decision Maker:
Head of Parks

Decision Type:
Key

Date of decision:
8 June 2022

Decision:

To lay bark under the swings.
"""


def front_of(text, folder, name="a.txt"):
    place = folder / name
    place.write_text(text, encoding="utf-8")
    source = SourceFile(path=f"fallowby/{name}", council=Council(slug="f", name="Fallowby"), digest="", sha256="")
    paper = read_papers(FoundFile(source=source, location=place)).papers[0]
    return [(one.source.first_line, one.text) for one in paper.paragraphs if one.role is Role.FRONT_MATTER]


def test_the_labels_of_a_decision_stay_without_its_title(tmp_path):
    assert front_of(DECISION, tmp_path) == [
        (5, "Decision Maker: Parks Committee"),
        (7, "Is Key decision?: No"),
        (13, "Publication date: 14/06/2022"),
    ]


def test_the_sentence_that_heads_minutes_stays_and_empty_labels_do_not(tmp_path):
    assert front_of(MINUTES, tmp_path) == [
        (3, "MINUTES of the Parks Committee held on Tuesday 7 June 2022 at 6.15 pm in the Old Dairy, Fallowby"),
        (11, "The meeting ended at 7.05 pm."),
    ]


def test_the_rows_of_a_report_head_stay_without_its_title(tmp_path):
    assert [text for _, text in front_of(REPORT, tmp_path)] == [
        "Item No. 4. | Classification: Open | Date: 7 June 2022 | Meeting Name: Parks Committee",
        "Ward(s) or groups affected: | Fallow and Mere",
        "From: | Head of Parks",
    ]


@pytest.mark.parametrize(("text", "name"), [(LABELS_ALONE, "a.txt"), (PAGE, "a.html")])
def test_a_value_stays_with_its_label_however_the_two_are_set(text, name, tmp_path):
    found = " / ".join(
        words.replace(" | ", " ").replace("Maker ", "Maker: ") for _, words in front_of(text, tmp_path, name)
    )

    assert "Decision Maker: Head of Parks" in found
    assert "Date of decision: 8 June 2022" in found


def test_a_date_that_its_line_breaks_is_one(tmp_path):
    broken = REPORT.replace(
        "\tDate: 7 June 2022\tMeeting Name: Parks Committee", "\nDate: 7\nJune 2022\nMeeting Name: Parks Committee"
    )

    assert "Date: 7 June 2022" in [text for _, text in front_of(broken, tmp_path)]
