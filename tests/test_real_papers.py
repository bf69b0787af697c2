"""The five real papers give the records of the design: every cell of its table, and the traps of parsing.

Their words stay where they are: what is expected is said by line numbers, counts and labels.
"""

import sys
from collections import Counter
from datetime import date, time

import pytest

from papersearch.model import Form, PaperType, Role
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import find_one
from papersearch.papers.parsers.base.people import clean_name

FILES = {
    "000": "southwark/000_853797c0a8cde90d.txt",
    "001": "nottingham/001_bfd82640e59329f1.txt",
    "002": "southwark/002_7766e353e14d0d52.txt",
    "003": "southwark/003_97b76afde5be8093.txt",
    "004": "southwark/004_5fb2264ddb1dc72a.txt",
}
PAPERS = ("000", "001", "003", "004", "002 agenda", "002 minutes", "002 report 7", "002 report 11")
PARENTING, YOUNG = "corporate-parenting-committee", "children-and-young-people-scrutiny-committee"
NOVEMBER = date(2020, 11, 4)
EXPECTED = {
    "type": ("decision", "issue", "report", "agenda_item", "agenda", "minutes", "report", "report"),
    "committee": (PARENTING, YOUNG, PARENTING, None, PARENTING, PARENTING, PARENTING, PARENTING),
    "day": (NOVEMBER, date(2020, 1, 30), date(2017, 7, 10), None, NOVEMBER, date(2020, 7, 8), NOVEMBER, NOVEMBER),
    "starts": (None, None, None, None, time(14), time(14), None, None),
    "place": (None, None, None, None, "online", "online", None, None),
    "item": (None, "19", "8", None, None, None, "7", "11"),
    "slot": (time(14, 10), None, None, None, None, None, None, None),
    "items": (1, 1, 1, 1, 11, 9, 1, 1),
    "body paragraphs": (7, 1, 15, 4, 6, 16, 68, 8),
    "list items": (13, 6, 8, 6, 0, 56, 0, 12),
    "table rows": (0, 0, 6, 0, 0, 0, 0, 0),
    "headings": (0, 0, 7, 0, 11, 10, 26, 21),
    "recommendations": (0, 0, 2, 0, 0, 0, 1, 2),
    "resolutions": (0, 0, 0, 0, 0, 11, 0, 0),
    "units of resolutions": (0, 0, 0, 0, 0, 15, 0, 0),
    "actions": (2, 0, 0, 0, 0, 0, 0, 0),
    "plan entries": (0, 0, 0, 0, 0, 0, 0, 10),
    "attendance": (0, 0, 0, 0, 0, 4, 0, 0),
    "audit trail": (0, 0, 11, 0, 0, 0, 11, 12),
    "units": (22, 7, 49, 10, 17, 101, 106, 65),
    "people": (1, 1, 1, 2, 24, 27, 1, 2),
    "lead officer": (None, None, "l.67", None, None, None, "l.447", "l.564"),
    "published": (date(2021, 5, 11), None, date(2017, 6, 25), None, date(2020, 10, 27), None, date(2020, 10, 27), date(2020, 10, 20)),
    "sent": (None, None, "25 June 2017", None, None, None, "27 October 2020", "20 October 2020"),
    "version": (None, None, "final", None, None, "draft", "final", "final"),
    "complete": (True, False, True, True, True, True, True, True),
    "cut short": (0, 1, 0, 0, 0, 0, 0, 0),
    "lines": ("1-111", "1-37", "3-77", "1-39", "3-608", "112-285", "287-457", "459-574"),
}  # fmt: skip


@pytest.fixture(scope="module")
def readings(shared):
    corpus = shared / "papers"
    return {name: read_papers(find_one(corpus / path, corpus)) for name, path in FILES.items()}


@pytest.fixture(scope="module")
def papers(readings):
    found = [paper for name in ("000", "001", "003", "004", "002") for paper in readings[name].papers]
    return dict(zip(PAPERS, found, strict=True))


@pytest.fixture(scope="module")
def source(shared):
    """The lines of a file by its number, so that names and words are taken from it and not written here."""
    texts = {name: (shared / "papers" / path).read_text(encoding="utf-8").split("\n") for name, path in FILES.items()}
    return lambda name, line: texts[name][line - 1]


@pytest.fixture(scope="module")
def found(papers, source):
    table = {name: cells_of(paper, source, name[:3]) for name, paper in papers.items()}
    sys.stdout.write(drawn(table))
    return table


def cells_of(paper, source, file):
    units = paper.paragraphs
    bodies = [unit for unit in units if unit.role is Role.BODY]
    roles = Counter(unit.role for unit in units if unit.form is not Form.HEADING)
    forms = Counter(unit.form for unit in bodies)
    lead = next((one for one in paper.people if one.standing == "lead_officer"), None)
    lead_lines = {"003": 67, "002": 447 if paper.item and paper.item.number == "7" else 564}
    is_lead = lead is not None and f"\t{lead.name}, {lead.post}" in source(file, lead_lines[file])
    return {
        "type": paper.type.value,
        "committee": paper.meeting.committee.slug if paper.meeting.committee else None,
        "day": paper.meeting.day,
        "starts": paper.meeting.starts,
        "place": paper.meeting.place.split("/")[0].lower() if paper.meeting.place else None,
        "item": paper.item.number if paper.item else None,
        "slot": paper.item.starts if paper.item else None,
        "items": len({unit.item for unit in units if unit.item}),
        "body paragraphs": forms[Form.PARAGRAPH],
        "list items": forms[Form.LIST_ITEM],
        "table rows": forms[Form.TABLE_ROW],
        "headings": forms[Form.HEADING],
        "recommendations": roles[Role.RECOMMENDATION],
        "resolutions": sum(unit.role is Role.RESOLUTION and unit.form is Form.PARAGRAPH for unit in units),
        "units of resolutions": roles[Role.RESOLUTION],
        "actions": roles[Role.ACTION],
        "plan entries": roles[Role.PLAN],
        "attendance": roles[Role.ATTENDANCE],
        "audit trail": roles[Role.AUDIT_TRAIL],
        "units": sum(unit.role is not Role.FRONT_MATTER for unit in units),
        "people": len(paper.people),
        "lead officer": f"l.{lead_lines[file]}" if is_lead else paper.lead_officer,
        "published": paper.published,
        "sent": paper.facts.get("date sent"),
        "version": paper.version,
        "complete": paper.complete,
        "cut short": sum(unit.truncated for unit in units),
        "lines": f"{paper.source.first_line}-{paper.source.last_line}",
    }


def drawn(table):
    rows = [["", *PAPERS]]
    for name, expected in EXPECTED.items():
        cells = [
            str(table[paper][name]) + ("" if table[paper][name] == one else f" (not {one})")
            for paper, one in zip(PAPERS, expected, strict=True)
        ]
        rows.append([name, *cells])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n" + "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + "\n" for row in rows
    )


def at(paper, line):
    """The unit that a line is in."""
    found = [unit for unit in paper.paragraphs if unit.source.first_line <= line <= unit.source.last_line]
    assert len(found) == 1, f"line {line} is in {len(found)} units"
    return found[0]


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("row", EXPECTED)
def test_a_cell_of_the_table_is_as_expected(found, name, row):
    assert found[name][row] == EXPECTED[row][PAPERS.index(name)]


def test_the_sums_of_all_five_are_as_expected(readings, found):
    sums = {row: sum(found[name][row] for name in PAPERS) for row in ("units", "recommendations", "resolutions", "actions", "cut short")}  # fmt: skip

    assert sums == {"units": 377, "recommendations": 5, "resolutions": 11, "actions": 2, "cut short": 1}
    assert [len(reading.papers) for reading in readings.values()] == [1, 1, 4, 1, 1]
    assert not any(reading.withheld for reading in readings.values())


def test_values_that_are_stated_say_so_and_no_value_is_inferred(papers):
    bases = {name: {key: str(value) for key, value in paper.basis.items()} for name, paper in papers.items()}

    meeting, item = {"committee": "stated", "meeting_date": "stated"}, {"item_number": "stated"}
    assert bases == {
        "000": meeting,
        "001": meeting | item,
        "003": meeting | item,
        "004": {},
        "002 agenda": meeting,
        "002 minutes": meeting,
        "002 report 7": meeting | item,
        "002 report 11": meeting | item,
    }


def test_labelled_values_are_kept_as_printed(papers):
    facts = {name: papers[name].facts for name in ("000", "003", "002 report 11")}

    assert {key: facts["000"][key] for key in ("is key decision", "is subject to call in")} == {
        "is key decision": "No",
        "is subject to call in": "No",
    }
    assert {key: facts["003"][key] for key in ("classification", "wards", "key decision")} == {
        "classification": "Open",
        "wards": "All",
        "key decision": "No",
    }
    assert facts["002 report 11"]["classification"] == "Open"


def test_front_matter_is_bound_by_its_lines(papers):
    lines = [unit.source.first_line for unit in papers["002 agenda"].paragraphs if unit.role is Role.FRONT_MATTER]
    allowed = [5, *range(9, 62), *range(70, 73), *range(75, 78), *range(98, 109), *range(576, 609)]
    minutes = [unit.source.first_line for unit in papers["002 minutes"].paragraphs if unit.role is Role.FRONT_MATTER]

    assert set(lines) <= set(allowed)
    assert len(lines) > 60
    assert minutes == [114, 281]


# T1: a pack is four papers


def test_a_pack_gives_its_papers_and_its_distribution_list_goes_to_the_agenda(papers):
    assert [papers[name].type for name in PAPERS[4:]] == [
        PaperType.AGENDA,
        PaperType.MINUTES,
        PaperType.REPORT,
        PaperType.REPORT,
    ]
    assert at(papers["002 minutes"], 279).role is Role.RESOLUTION
    assert at(papers["002 agenda"], 608).role is Role.FRONT_MATTER


def test_both_items_7_are_kept_apart(papers):
    discussed, reported = at(papers["002 minutes"], 204).item, papers["002 report 7"].item

    assert discussed.number == reported.number == "7"
    assert discussed.title != reported.title
    assert papers["002 minutes"].meeting.key != papers["002 report 7"].meeting.key


def test_the_same_item_has_one_title_in_three_dresses(papers):
    titles = [papers["000"].item.title, at(papers["002 agenda"], 92).item.title, papers["002 report 7"].item.title]

    assert len({title.casefold() for title in titles}) == 1
    assert at(papers["002 agenda"], 92).item.starts == time(14, 10)


def test_items_of_the_order_of_business_keep_their_pages(papers):
    pages = {unit.item.number: unit.item.pages for unit in papers["002 agenda"].paragraphs if unit.item}

    assert {number: page for number, page in pages.items() if page} == {"6": "1 - 8", "7": "9 - 18", "11": "19 - 22"}


# T2 and T3: the labelled meeting, and unknown stays unknown


def test_the_words_of_the_marker_are_not_in_the_unit_that_was_cut_short(papers):
    unit = at(papers["001"], 37)

    assert unit.truncated
    assert unit.number == "(f)"
    assert "view the full" not in unit.text
    assert not unit.text.endswith("...")


def test_nothing_is_lent_to_the_undated_item(papers):
    paper = papers["004"]

    assert paper.meeting.key is None
    assert paper.item.number is None
    assert paper.published is None


# T4: a page break does not cut a paragraph


@pytest.mark.parametrize(
    ("name", "first", "last", "number"),
    [
        ("002 minutes", 198, 200, "3"),
        ("002 minutes", 227, 229, None),
        ("002 report 7", 307, 309, "5"),
        ("002 report 7", 327, 329, "10"),
        ("002 report 11", 479, 481, "f"),
        ("002 report 11", 498, 500, "7"),
    ],
)
def test_what_a_page_break_cut_is_one_unit(papers, source, name, first, last, number):
    unit = at(papers[name], first)

    assert (unit.source.first_line, unit.source.last_line, unit.number) == (first, last, number)
    assert unit.text.endswith(source("002", last).strip())
    assert source("002", first).split()[-1] + " " + source("002", last).split()[0] in unit.text


def test_no_other_paragraphs_are_joined(papers):
    joined = {
        (unit.source.first_line, unit.source.last_line)
        for name in PAPERS
        for unit in papers[name].paragraphs
        if unit.source.first_line != unit.source.last_line
    }

    front = {(5, 7), (34, 35), (578, 579)}
    assert joined - front == {(119, 125), (198, 200), (227, 229), (307, 309), (327, 329), (479, 481), (498, 500)}


# T5: headings give context


def sections(papers, name, line):
    return at(papers[name], line).section


def test_the_path_of_a_planned_workshop_goes_through_its_plan_date(papers, source):
    path = sections(papers, "002 report 11", 526)

    assert path == tuple(source("002", line).lstrip("0123456789. ") if line != 516 else "3 March 2021" for line in (496, 502, 516, 524))  # fmt: skip
    assert at(papers["002 report 11"], 516).form is Form.HEADING
    assert at(papers["002 report 11"], 516).number == "9"


def test_two_headings_in_a_row_are_both_in_the_path_until_the_next(papers, source):
    assert sections(papers, "002 report 7", 322) == tuple(source("002", line) for line in (316, 318, 320))
    assert sections(papers, "002 report 7", 327) == tuple(source("002", line) for line in (316, 325))


def test_numbers_are_those_that_are_printed(papers):
    report, plan = papers["002 report 7"], papers["002 report 11"]

    assert [at(report, line).number for line in (298, 304, 383, 433)] == ["1", "2", "48", "68"]
    assert [at(plan, line).number for line in (492, 498, 541, 549)] == ["4", "7", "11", "13"]
    assert at(papers["003"], 28).form is Form.TABLE_ROW
    assert at(papers["003"], 28).number is None


def test_numbered_paragraphs_of_a_report_count_without_a_gap(papers):
    numbers = {
        name: [unit.number for unit in papers[name].paragraphs if unit.number and unit.number.isdigit() and unit.form is not Form.LIST_ITEM]
        for name in ("003", "002 report 7", "002 report 11")
    }  # fmt: skip

    assert numbers["003"] == [str(one) for one in range(1, 18)]
    assert numbers["002 report 7"] == [str(one) for one in range(1, 69)]
    assert numbers["002 report 11"] == [str(one) for one in range(1, 14)]


@pytest.mark.parametrize(
    ("name", "lead", "points"),
    [
        ("000", 19, (23, 55)),
        ("000", 75, (79, 79)),
        ("001", 13, (17, 37)),
        ("002 minutes", 147, (149, 160)),
        ("002 minutes", 171, (173, 179)),
        ("002 minutes", 181, (183, 190)),
        ("002 minutes", 204, (206, 212)),
        ("002 minutes", 214, (218, 221)),
        ("002 minutes", 223, (225, 235)),
        ("002 minutes", 246, (248, 260)),
        ("002 minutes", 273, (274, 277)),
        ("002 report 11", 473, (474, 488)),
        ("003", 36, (37, 39)),
        ("003", 40, (41, 45)),
        ("004", 9, (13, 17)),
        ("004", 25, (29, 37)),
    ],
)
def test_each_point_inherits_the_sentence_that_opens_its_list(papers, source, name, lead, points):
    listed = [
        unit
        for unit in papers[name].paragraphs
        if unit.form is Form.LIST_ITEM and points[0] <= unit.source.first_line <= points[1]
    ]
    opening = at(papers[name], lead).text

    assert listed
    assert {unit.lead_in for unit in listed} == {listed[0].lead_in}
    assert opening.endswith(listed[0].lead_in)
    assert listed[0].lead_in.endswith(":")


def test_points_after_a_plain_paragraph_have_no_lead_in(papers):
    assert [at(papers["000"], line).lead_in for line in (67, 71, 87)] == [None, None, None]


# resolutions and their points


def test_each_item_of_the_minutes_resolves_what_it_resolved(papers):
    resolved = Counter(
        unit.item.number
        for unit in papers["002 minutes"].paragraphs
        if unit.role is Role.RESOLUTION and unit.form is Form.PARAGRAPH
    )

    assert resolved == {"5": 2, "6": 3, "7": 2, "8": 1, "9": 3}
    assert at(papers["002 minutes"], 266).number is None
    assert [at(papers["002 minutes"], line).number for line in (274, 275, 276, 277)] == ["2"] * 4
    assert at(papers["002 minutes"], 190).role is Role.BODY


def test_a_recommendation_and_a_resolution_of_the_same_words_keep_their_roles(papers):
    resolved, recommended = at(papers["002 minutes"], 272), at(papers["002 report 11"], 466)

    assert resolved.text == recommended.text
    assert (resolved.role, recommended.role) == (Role.RESOLUTION, Role.RECOMMENDATION)


def test_a_plan_has_its_entries_under_their_dates(papers):
    planned = [unit for unit in papers["002 report 11"].paragraphs if unit.role is Role.PLAN]

    assert Counter(unit.section[2] for unit in planned) == {"4 November 2020": 3, "3 March 2021": 4, "21 April 2021": 3}
    assert [unit.source.first_line for unit in planned] == [508, 510, 514, 520, 521, 522, 526, 532, 533, 537]


# people


def test_people_of_the_front_sheet_are_told_apart(papers):
    standings = Counter(one.standing for one in papers["002 agenda"].people)

    assert standings == {"member": 7, "reserve": 5, "co-opted": 6, "contact": 2, "signatory": 1, "recipient": 3}
    assert [one.line for one in papers["002 agenda"].people if one.mark == "Chair"] == [15]
    assert [one.line for one in papers["002 agenda"].people if one.standing == "recipient"] == [605, 606, 608]


def test_each_person_stands_in_the_line_that_names_them(papers, source):
    def near(name, line):
        last = 125 if name == "002 minutes" and line == 119 else line
        words = " ".join(source(name[:3], one) for one in range(line, last + 1))
        return clean_name("Mx " + words)

    astray = [
        (name, one.line)
        for name, paper in papers.items()
        for one in paper.people
        if one.name not in near(name, one.line)
    ]

    assert astray == []


def test_those_who_attended_are_all_there_with_their_posts(papers):
    people = papers["002 minutes"].people

    assert Counter(one.standing for one in people) == {"present": 11, "officer": 16}
    assert [one.mark for one in people if one.mark] == ["Chair", "Vice-chair"]
    assert not [one.post for one in people if one.post and one.post.endswith((" Dr", " and", ","))]


def test_speakers_have_the_whole_of_their_post(papers, source):
    posts = {name: [one.post for one in papers[name].people] for name in ("000", "001", "004")}

    assert all(post in source("000", 15) and post.endswith("families") for post in posts["000"])
    assert all(post in source("001", 13) and post.endswith("Services") for post in posts["001"])
    assert all(post in source("004", 9) and post.endswith("Services") for post in posts["004"])


def test_units_led_by_a_person_say_so(papers):
    led = {
        name: [unit.source.first_line for unit in papers[name].paragraphs if unit.speaker]
        for name in ("000", "001", "002 minutes", "004")
    }

    assert led == {"000": [15, 19, 63, 79, 87], "001": [13], "002 minutes": [218, 220, 244, 262], "004": [9]}


def test_acronyms_are_learnt_where_they_are_spelt_out(papers):
    learnt = {name: set(papers[name].defines) for name in PAPERS}

    assert learnt["003"] == {"MASH"}
    assert {"BLM"} <= learnt["002 minutes"]
    assert {"CLP"} <= learnt["002 report 11"]
    assert all(len(long) > len(short) for paper in papers.values() for short, long in paper.defines.items())


# every line


DROPPED = {
    "000": {1, 3, 13, 95, 111},
    "001": {1, 3, 7, 9, 11},
    "003": {4, 57, 62, 72, 73},
    "004": {1, 3, 7, 39},
    "002": {3, 65, 67, 68, 74, 87, 112, 164, 194, 237, 264, 270, 283, 285, 288,
            437, 442, 452, 453, 460, 553, 559, 569, 570, 581},
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_in_one_unit_or_on_the_list_of_drops(readings, source, shared, name):
    lines = (shared / "papers" / FILES[name]).read_text(encoding="utf-8").split("\n")
    stated = {number for number, line in enumerate(lines, 1) if line.strip()}
    kept = Counter(
        number
        for paper in readings[name].papers
        for unit in paper.paragraphs
        for number in range(unit.source.first_line, unit.source.last_line + 1)
        if number in stated
    )

    assert max(kept.values()) == 1
    assert stated - kept.keys() == DROPPED[name]
