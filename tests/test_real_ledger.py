"""The journeys on promises and plans, over the five real papers: through the rows, the pages and the API.

Their words stay where they are: what is expected is said by file and line. Each test prints what was expected and found.
"""

import sys

import pytest
from reading_folders import entries_of
from visiting import visitor_of, words_of

JULY = "southwark/corporate-parenting-committee/2020-07-08"
NOVEMBER = "southwark/corporate-parenting-committee/2020-11-04"
AGREED = '"agree the approach and work plan as set out in the report"'


@pytest.fixture(scope="module")
def visitor(shared):
    return visitor_of(*entries_of(shared / "papers"))


@pytest.fixture(scope="module")
def told():
    """Prints a journey: what was expected beside what was found; gives both."""

    def tell(journey, expected, found):
        sys.stdout.write(f"\n{journey}\n  expected {expected}\n  found    {found}\n")
        return expected, found

    return tell


def at(passage):
    return f"{passage['source']['path'].rpartition('/')[2][:3]}:{passage['source']['first_line']}"


def rows_by_line(visitor, address):
    return {at(one["passage"]): one for one in visitor.json(address)["commitments"]}


def test_o1_promised_in_november_due_at_the_next_listed_meeting_and_after_our_coverage(visitor, told):
    rows = rows_by_line(visitor, "/api/v1/commitments?q=housing&from=November+2020&kind=action")
    plan = {one["id"]: at(one) for one in visitor.json("/api/v1/search?q=3+March+2021")["results"]}

    expected, found = told(
        "O1 promised about housing in November 2020: line, due, basis, listed in, status, up to",
        dict.fromkeys(("000:99", "000:103"), ("2021-03-03", "inferred", "002:516", "after_coverage", "2020-11-04")),
        {
            line: (
                row["due"]["date"],
                row["due"]["basis"],
                plan[row["due"]["listed_in"]["id"]],
                row["status"],
                row["found_up_to"],
            )
            for line, row in rows.items()
        },
    )

    assert found == expected


def test_o1_the_page_says_when_it_is_due_and_claims_nothing(visitor):
    (row,) = [one for line, one in rows_by_line(visitor, "/api/v1/commitments?q=housing").items() if line == "000:99"]

    shown = words_of(visitor.page(row["url"].removeprefix("http://localhost")).get_element_by_id("main"))

    assert "3 March 2021" in shown
    assert "dated 20 October 2020" in shown
    assert "Not to be told yet: the papers indexed end with 4 November 2020" in shown
    assert not [word for word in ("no report was made", "not done", "overdue") if word in shown.casefold()]


def test_o2_the_list_of_what_one_meeting_resolved_is_whole(visitor, told):
    rows = rows_by_line(visitor, f"/api/v1/commitments?meeting={JULY}&kind=resolution")

    expected, found = told(
        "O2-like: what the meeting of 8 July 2020 resolved",
        [f"002:{line}" for line in (166, 167, 196, 197, 198, 239, 240, 266, 272, 273, 279)],
        sorted(rows, key=lambda line: int(line[4:])),
    )

    assert found == expected


def test_a_request_told_in_discussion_and_in_the_resolution_is_one_row(visitor, told):
    row = rows_by_line(visitor, f"/api/v1/commitments?meeting={JULY}")["002:198"]

    lines = [at(visitor.json(f"/api/v1/passages/{one['id']}")) for one in row["sources"]]

    expected, found = told("M6 the pre-meeting, told twice", ["002:198", "002:190"], lines)
    assert found == expected


def test_o5_the_same_words_stay_a_resolution_and_a_recommendation(visitor, told):
    rows = rows_by_line(visitor, f"/api/v1/commitments?q={AGREED}")

    expected, found = told(
        "O5 the same words, another weight",
        {"002:272": ("resolution", "2020-07-08"), "002:466": ("recommendation", "2020-11-04")},
        {line: (row["kind"], row["meeting"]["date"]) for line, row in rows.items()},
    )

    assert found == expected


def test_s1_kept_moved_and_vanished_come_out_with_their_lines(visitor, told):
    planned = visitor.json("/api/v1/drift?from=4/11/2020&to=4/11/2020")["items"]
    items = [one for one in planned if one["passage"]["meeting_date"] == JULY[-10:]]
    read = {one["id"]: at(visitor.json(f"/api/v1/passages/{one['id']}")) for item in items for one in item["evidence"]}

    expected, found = told(
        "S1 what became of the agenda agreed on 8 July: outcome, moved to, evidence, possible",
        {
            "002:274": ("moved", "2021-03-03", ["002:522"], False),
            "002:275": ("kept", None, ["002:93", "002:94"], False),
            "002:276": ("moved", "2021-03-03", ["002:521"], True),
            "002:277": ("vanished", None, [], False),
        },
        {
            at(one["passage"]): (
                one["outcome"],
                one["moved_to"]["first"] if one["moved_to"] else None,
                [read[place["id"]] for place in one["evidence"]],
                one["possible"],
            )
            for one in items
        },
    )

    assert found == expected


def test_s1_the_page_says_vanished_of_the_papers_indexed_only(visitor):
    page = visitor.page("/drift?outcome=vanished")

    shown = words_of(page.get_element_by_id("main"))
    assert "Not found again in the papers indexed" in shown
    assert "dropped" not in shown.casefold()
    assert page.xpath("//table//details//a")


def test_s8_what_nothing_was_heard_of_is_listed_with_up_to_when(visitor, told):
    rows = visitor.json(f"/api/v1/commitments?meeting={JULY}&status=nothing_found&due_to=2020")["commitments"]

    expected, found = told(
        "S8-like: due in 2020 and nothing found, up to",
        {"002:198": "2020-11-04", "002:240": "2020-11-04", "002:266": "2020-11-04", "002:273": "2020-11-04"},
        {at(one["passage"]): one["found_up_to"] for one in rows},
    )

    assert found == expected


def test_a_paper_without_a_date_keeps_its_row_with_the_doubt(visitor, told):
    row = rows_by_line(visitor, "/api/v1/commitments?year=not-stated")["004:21"]

    expected, found = told("T3 the undated paper", (None, True), (row["meeting"]["date"], bool(row["doubts"])))

    assert found == expected


def test_the_meeting_and_the_paper_name_their_commitments(visitor):
    page = visitor.page(f"/meeting/{NOVEMBER}")

    (panel,) = page.find_class("panel")
    total = visitor.json(f"/api/v1/commitments?meeting={NOVEMBER}")["total"]
    assert f"All {total} commitments" in words_of(panel)
