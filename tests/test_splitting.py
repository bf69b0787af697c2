"""A pack is split into its papers, and a single paper is left whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.model import Line, PartHint, SourceText
from papersearch.papers.splitting import split

AGENDA = """Corporate Committee
Tuesday 3 March 2020
5.00 pm

Order of Business

Item No.	Title	Page No.
1.	APOLOGIES
2.	MINUTES	1 - 4
3.	LAMPS	5 - 9
"""
MINUTES = """Corporate Committee

MINUTES of the OPEN section of the Corporate Committee held on Tuesday 4 February 2020 at 5.00 pm

PRESENT:	Councillor Ann Lee (Chair)

1. APOLOGIES

There were none.
"""
REPORT = """Item No. {number}.	Classification: Open	Date: 3 March 2020	Meeting Name: Corporate Committee
Report title:		{title}
Ward(s) or groups affected:		All
From:		Head of Highways

RECOMMENDATIONS

1. That the committee notes the report.
"""
OTHER_REPORT = """Report to: Corporate Committee
Date: 3 March 2020
Title: {title}
Report of: Head of Highways

1. Summary
1.1 The lamps are lit.
"""
DISTRIBUTION = """CORPORATE COMMITTEE DISTRIBUTION LIST (OPEN)

Name	No of copies
Councillor Ann Lee	1
"""


def text_of(*pieces):
    lines = "\n".join(pieces).split("\n")
    return SourceText(lines=tuple(Line(number=at, text=line) for at, line in enumerate(lines, 1)))


def parts_of(*pieces):
    return split(text_of(*pieces))


def first_lines(parts):
    return [next(line.text for line in part.lines if line.text.strip()) for part in parts]


def test_a_pack_gives_agenda_minutes_and_each_report():
    parts = parts_of(AGENDA, MINUTES, REPORT.format(number=3, title="Lamps"), REPORT.format(number=4, title="Drains"))

    assert [part.hint for part in parts] == [PartHint.AGENDA, PartHint.MINUTES, PartHint.REPORT, PartHint.REPORT]
    assert [part.ordinal for part in parts] == [0, 1, 2, 3]


def test_the_committee_above_the_minutes_belongs_to_them():
    _, minutes = parts_of(AGENDA, MINUTES)

    assert first_lines([minutes]) == ["Corporate Committee"]


def test_a_distribution_list_goes_to_the_agenda():
    agenda, report = parts_of(AGENDA, REPORT.format(number=3, title="Lamps"), DISTRIBUTION)

    assert "Councillor Ann Lee\t1" in [line.text for line in agenda.lines]
    assert "Councillor Ann Lee\t1" not in [line.text for line in report.lines]


def test_reports_with_another_head_are_parts_too():
    parts = parts_of(AGENDA, OTHER_REPORT.format(title="Lamps"), OTHER_REPORT.format(title="Drains"))

    assert [part.hint for part in parts] == [PartHint.AGENDA, PartHint.REPORT, PartHint.REPORT]


def test_a_head_broken_over_lines_begins_one_part():
    broken = "Item No:\n3\nClassification:\nOpen\nDate: 3\nMarch 2020\nMeeting Name:\nCorporate Committee\nReport title:\nLamps\nFrom:\nHead\n\n1. Text.\n"

    assert len(parts_of(AGENDA, broken)) == 2


@pytest.mark.parametrize(
    "single",
    [
        AGENDA,
        MINUTES,
        f"Saltmere Borough Council\n\nDate: 4 February 2020\n\n{MINUTES}",
        REPORT.format(number=3, title="Lamps"),
        OTHER_REPORT.format(title="Lamps"),
        "A note.\n\nSome words.\n",
        "Decision details\n\nLamps\n\nDecision Maker: Cabinet\n",
        "A note.\n\nMinutes of the meeting held on 4 February 2020 were agreed.\n\nMore words.\n",
        "A note.\n\nThe minutes of the Cabinet held on 4 February 2020 are attached.\n\nMore words.\n",
        "",
        "\n\n",
    ],
    ids=[
        "agenda",
        "minutes",
        "minutes under a name",
        "report",
        "other report",
        "note",
        "decision",
        "prose",
        "more prose",
        "empty",
        "blank",
    ],
)
def test_a_single_paper_is_left_whole(single):
    text = text_of(single)

    parts = split(text)

    assert len(parts) == 1
    assert [line.number for line in parts[0].lines] == [line.number for line in text.lines]


def test_an_issue_page_gives_a_part_for_each_meeting_under_the_title():
    block = "Meeting: 0{}/03/2020 - Cabinet (Item {})\n\nMinutes:\n\nNoted.\n"
    parts = parts_of("Issue - meetings\n\nLamps\n", block.format(3, 4), block.format(5, 6))

    assert len(parts) == 2
    assert first_lines(parts) == ["Issue - meetings", "Issue - meetings"]
    assert ["Meeting: 05/03/2020 - Cabinet (Item 6)" in [line.text for line in part.lines] for part in parts] == [
        False,
        True,
    ]


def test_a_web_page_is_never_split_at_what_it_quotes():
    assert len(parts_of("Agenda item\n\nLamps\n", MINUTES, REPORT.format(number=3, title="Lamps"))) == 1


PIECES = st.sampled_from(
    [
        AGENDA,
        MINUTES,
        REPORT.format(number=3, title="A"),
        OTHER_REPORT.format(title="B"),
        DISTRIBUTION,
        "Words.\n",
        "\n",
        "x\ty\n",
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_every_line_is_in_exactly_one_part_but_blank_ones_at_an_edge(pieces):
    text = text_of(*pieces)

    parts = split(text)
    numbers = [line.number for part in parts for line in part.lines]

    stated = {line.number for line in text.lines if line.text.strip()}
    assert len(numbers) == len(set(numbers))
    assert stated <= set(numbers)


@given(st.text(max_size=200))
def test_any_text_has_at_least_one_part(text):
    assert split(text_of(text))
