"""Wordings of roles, heads and lists that papers of many councils share, each read from a text of a few lines."""

import pytest

from papersearch.model import Council, Form, Role, SourceFile
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile


def paper_of(folder, text, suffix=".txt"):
    place = folder / f"paper{suffix}"
    place.write_text(text, encoding="utf-8")
    source = SourceFile(path=place.name, council=Council(slug="x", name="X"), digest="", sha256="", supplied={})
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


FRONT = "---\n{}\n---\n\n"
APOLOGIES = "## 1. Apologies\n\nNone received.\n"


@pytest.mark.parametrize(
    "front",
    [
        'title: "Minutes of the Hall Party"\ncommittee: Hall Party\nmeeting_date: 2024-03-12\nvenue: The Vestry\ntime: 7.30pm',
        "venue: The Vestry\nmeeting date: 12 March 2024\ntime: 19:30\ncommittee: Hall Party\ntitle: Hall Party minutes",
    ],
)
def test_front_matter_states_the_meeting_of_minutes(tmp_path, front):
    paper = paper_of(tmp_path, FRONT.format(front) + "**Present:** Ann Lee\n\n" + APOLOGIES, ".md")
    meeting = paper.meeting
    assert (paper.title, meeting.committee.name) == ("Minutes of the Hall Party", "Hall Party")
    assert (meeting.day.isoformat(), meeting.starts.hour, meeting.place) == ("2024-03-12", 19, "The Vestry")
    assert [one.name for one in paper.people] == ["Ann Lee"]


def test_front_matter_above_the_word_minutes_is_no_attendance(tmp_path):
    front = "title: Minutes of the Hall Party\ncommittee: Hall Party\nmeeting_date: 2024-03-12\nvenue: The Vestry"
    paper = paper_of(tmp_path, FRONT.format(front) + "# Minutes\n\n**Present:** Ann Lee\n\n" + APOLOGIES, ".md")
    assert units_of(paper, Role.ATTENDANCE) == ["**Present:** Ann Lee"]
    assert paper.meeting.place == "The Vestry"


def test_front_matter_names_the_committee_of_any_paper(tmp_path):
    front = "committee: Hall Party\nmeeting_date: 2024-03-12\ntitle: Notes on the roof"
    paper = paper_of(tmp_path, FRONT.format(front) + "# Roof\n\nThe roof leaks.\n", ".md")
    assert (paper.title, paper.meeting.committee.name) == ("Notes on the roof", "Hall Party")
    assert paper.meeting.day.isoformat() == "2024-03-12"


@pytest.mark.parametrize("label", ["Committee", "Report to", "Meeting", "Name of committee"])
def test_a_row_of_label_and_value_states_the_meeting(tmp_path, label):
    rows = (
        f"<tr><td>{label}</td><td>Audit Committee</td></tr><tr><td>Meeting Date</td><td>28 Jun 2018 - 14:00</td></tr>"
    )
    text = "The lamps of the lane were lit for the first time in the whole of the year. They shone."
    paper = paper_of(tmp_path, f"<html><body><table>{rows}</table><p>{text}</p></body></html>", ".html")
    assert (paper.title, paper.meeting.committee.name) == ("Audit Committee", "Audit Committee")
    assert paper.meeting.day.isoformat() == "2018-06-28"
    assert text in units_of(paper, Role.BODY)


def test_a_numbered_point_under_the_name_of_a_body_is_no_title(tmp_path):
    paper = paper_of(tmp_path, "Footpaths Committee\n\n1. Stile\n\nThe stile was broken. It was mended.\n")
    assert paper.title == "Footpaths Committee"
    assert [(unit.number, unit.text) for unit in paper.paragraphs][:1] == [("1", "Stile")]


def test_the_meeting_at_which_a_body_decided_is_not_in_its_name(tmp_path):
    head = "Decisions taken by the Cabinet at its meeting held on Tuesday 14 September 2021."
    paper = paper_of(tmp_path, f"{head}\n\n1. Vehicles\n\nDECISION: That nine be bought.\n")
    assert (paper.meeting.committee.name, paper.meeting.day.isoformat()) == ("Cabinet", "2021-09-14")


def test_an_agenda_that_its_title_names_needs_no_order_of_business(tmp_path):
    text = "Agenda of the Cabinet\n12 April 2022\n\nPART A - OPEN ITEMS\n\n1. Apologies\n\n2. Lamps\nTo consider the lamps.\n"
    paper = paper_of(tmp_path, text)
    assert (paper.type.value, paper.meeting.committee.name) == ("agenda", "Cabinet")
    assert [unit.item.title for unit in paper.paragraphs if unit.item] == ["Apologies", "Lamps", "Lamps"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_decision_page_may_have_each_label_on_a_line_of_its_own(tmp_path, between):
    lines = (
        "Decision Details",
        "Title",
        "Lease of the depot",
        "Decision Ref. No:",
        "CAB/4",
        "Decision Maker",
        "Cabinet",
    )
    lines += ("Decision Date", "11 Jul 2017", "Decision", "To grant the lease.", "Options Considered", "A sale.")
    paper = paper_of(tmp_path, between.join(lines))
    assert (paper.title, paper.meeting.committee.name) == ("Lease of the depot", "Cabinet")
    assert (paper.meeting.day.isoformat(), paper.facts["decision ref. no"]) == ("2017-07-11", "CAB/4")
    assert [(unit.role, unit.text) for unit in paper.paragraphs if unit.role is not Role.FRONT_MATTER] == [
        (Role.RESOLUTION, "To grant the lease."),
        (Role.BODY, "A sale."),
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Messrs. H. Pell, R. Tunn and the Rev. S. L'Este", ["H Pell", "R Tunn", "S L'Este"]),
        ("Cllrs. J. Fair, M. Ap Rhys", ["J Fair", "M Ap Rhys"]),
        ("Mr. A. J. Crabb, with the Clerk, Mr. W. Both.", ["A J Crabb", "W Both"]),
    ],
)
@pytest.mark.parametrize("label", ["Present", "Attended"])
def test_names_of_those_present_are_read_with_whatever_stands_before_them(tmp_path, label, names, expected):
    head = "Minutes of the Lamps Committee held on 3 May 2016\n\n"
    paper = paper_of(tmp_path, f"{head}{label}: {names}\n\n1. Lamps\n\nThe lamps were lit.\n")
    assert [one.name for one in paper.people] == expected


def test_names_in_columns_of_blanks_are_all_read(tmp_path):
    names = "Councillor Ann Lee             Councillor Bob Day\nCouncillor Cy Fox              Councillor Di Orr\n"
    head = "Minutes of the Lamps Committee held on 3 May 2016\n\nPresent:\n"
    paper = paper_of(tmp_path, f"{head}{names}\n1. Lamps\n\nThe lamps were lit.\n")
    assert {one.name for one in paper.people} == {"Ann Lee", "Bob Day", "Cy Fox", "Di Orr"}


WRAPPED = """Lamps

Matters Arising. The Clerk reported that no reply had been received from the County
Surveyor with regard to the state of the causeway at Hob Lane, and he was asked to
write again.

Street Lighting. Two lamps are out.
"""


def test_a_broken_line_goes_on_with_a_name(tmp_path):
    texts = [unit.text for unit in paper_of(tmp_path, WRAPPED).paragraphs]
    assert texts[0].startswith("Matters Arising.")
    assert "the County Surveyor with regard" in texts[0]
    assert texts[1:] == ["Street Lighting. Two lamps are out."]


def test_lines_that_each_stand_alone_are_not_joined(tmp_path):
    lines = (
        "Better lamps in every lane of the parish and of its neighbours near and far",
        "Cleaner paths along the river, the railway and the whole of the old canal",
        "Fewer holes in the roads that lead from the market to the station and back",
    )
    texts = [unit.text for unit in paper_of(tmp_path, "Lamps\n\n" + "\n".join(lines) + "\n").paragraphs]
    assert texts == list(lines)


def test_a_point_goes_on_in_the_figure_indented_below_it(tmp_path):
    text = "Lamps\n\nRECOMMENDED:\n(a) that the lamps be lit; and\n(b) that the cost of it be\n        £2,000.\n"
    assert units_of(paper_of(tmp_path, text), Role.RECOMMENDATION) == [
        "that the lamps be lit; and",
        "that the cost of it be £2,000.",
    ]


def test_the_text_indented_below_the_title_of_an_item_is_its_own_paragraph(tmp_path):
    text = "Agenda of the Cabinet\n12 April 2022\n\n1. Minutes of the last meeting\n    To approve the minutes.\n"
    assert [unit.text for unit in paper_of(tmp_path, text).paragraphs] == [
        "Minutes of the last meeting",
        "To approve the minutes.",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "    Role                Now         Then\n    Basic               5,000       5,120\n    Chair               1,900       2,000\n",
        "Role | Now | Then\nBasic | 5,000 | 5,120\nChair | 1,900 | 2,000\n",
    ],
)
def test_a_table_that_blanks_or_bars_make_is_read_as_rows(tmp_path, table):
    paper = paper_of(tmp_path, f"Lamps\n\nThe figures are in the table.\n\n{table}\nThey were agreed to be right.\n")
    rows = [unit.text for unit in paper.paragraphs if unit.form is Form.TABLE_ROW]
    assert rows == ["Role | Now | Then", "Basic | 5,000 | 5,120", "Chair | 1,900 | 2,000"]


def test_accounts_below_the_text_of_minutes_are_no_attendance(tmp_path):
    head = "Minutes of the Lamps Committee held on 3 May 2016\n\nPresent: Ann Lee, Bob Day\n\n"
    text = "Accounts. The following accounts of the year were passed for payment by those present:-\n"
    rows = "    W. Botham, salary           £12.10\n    Electricity Board           £ 8.40\n    J. Armitage, hedging        £ 3.00\n"
    paper = paper_of(tmp_path, head + text + rows)
    assert [one.name for one in paper.people] == ["Ann Lee", "Bob Day"]
    assert "J. Armitage, hedging | £ 3.00" in units_of(paper, Role.BODY)


@pytest.mark.parametrize("label", ["DATE PUBLISHED", "Date published", "Published", "FILE NUMBER"])
def test_a_value_of_a_head_ends_at_the_next_label_whatever_it_is(tmp_path, label):
    head = f"REPORT TO: Audit Committee\nDATE OF MEETING: 8 July 2020\nTITLE: Allowances\nREPORT OF: Director of Resources\n{label}: 30 June 2020\n"
    paper = paper_of(tmp_path, head + "CLASSIFICATION: Open\n\n1. PURPOSE\n1.1 To propose a scheme.\n")
    assert paper.facts["from"] == "Director of Resources"
    assert (paper.title, paper.meeting.day.isoformat()) == ("Allowances", "2020-07-08")


@pytest.mark.parametrize("label", ["Report to: Cabinet", "Committee: Cabinet", "Date of meeting: 3 March 2020"])
def test_a_label_that_is_of_another_meeting_than_the_head_stays_in_the_text(tmp_path, label):
    head = "MINUTES of the Lamps Committee held on 4 February 2020"
    paper = paper_of(tmp_path, f"{head}\n{label}\n\n1. Lamps\n\nThe lamps were lit.\n")
    assert (paper.meeting.committee.name, paper.meeting.day.isoformat()) == ("Lamps Committee", "2020-02-04")
    assert any(label in unit.text for unit in paper.paragraphs)
