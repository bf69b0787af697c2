"""The journeys on finding words, over the five real papers: through the pages and the API.

Their words stay where they are: what is expected is said by file and line. Each test prints what was expected and found.
"""

import csv
import io
import sys
from datetime import date

import pytest
from reading_folders import entries_of
from visiting import link, results, visitor_of, words_of

from papersearch.analysis import words

HOUSING = "care+leavers+housing"
FEED = "/search.atom?q=housing&committee=Corporate+Parenting+Committee"
ATOM = "{http://www.w3.org/2005/Atom}"
MARCH = """Corporate Parenting Committee

MINUTES of the Corporate Parenting Committee held on Wednesday 3 March 2021 at 2.00 pm

7. WORKSHOP

1. The workshop heard that a housing advice line had opened.

2. Young people asked for housing near their college.
"""


@pytest.fixture(scope="module")
def entries(shared):
    return list(entries_of(shared / "papers"))


@pytest.fixture(scope="module")
def visitor(entries):
    return visitor_of(*entries)


@pytest.fixture(scope="module")
def line(shared):
    """The words of a line of a file, by the file's number."""
    texts = {one.name[:3]: one.read_text(encoding="utf-8").split("\n") for one in (shared / "papers").glob("*/*.txt")}
    return lambda file, number: words(texts[file][number - 1])


def told(journey, expected, found):
    """Print a journey: what was expected beside what was found; whether they are the same."""
    sys.stdout.write(f"\n{journey}\n  expected {expected}\n  found    {found}\n")
    return expected == found


def at(passage):
    return f"{passage['source']['path'].rpartition('/')[2][:3]}:{passage['source']['first_line']}"


def every_row(visitor, query):
    """All results, none folded: the rows of the CSV by file and line."""
    text = visitor.get(f"/search.csv?{query}").text.lstrip("\ufeff")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {f"{row['path'].rpartition('/')[2][:3]}:{row['first_line']}": row for row in rows}


def lines_of(visitor, query, **stated):
    rows = every_row(visitor, query)
    return {place for place, row in rows.items() if all(row[name] == value for name, value in stated.items())}


def test_m1_the_words_of_a_subject_come_by_how_close_together_they_stand(visitor):
    rows = every_row(visitor, f"q={HOUSING}&reach=meeting")
    places = list(rows)

    same_item = ("000:99", "000:103", "002:383", "002:526", "004:33", "004:29")
    assert told("M1 first", "000:91", places[0])
    assert told("M1 same item", dict.fromkeys(same_item, "item"), {one: rows[one]["rung"] for one in same_item})
    assert told(
        "M1 related",
        {"001:29": "accommodation", "003:43": "accommodation"},
        {one: rows[one]["related"] for one in ("001:29", "003:43")},
    )
    assert told("M1 same meeting", "meeting", rows["002:279"]["rung"])
    assert told(
        "M1 the word itself before another form of it",
        ["004:33", "004:29", "003:41"],
        sorted(("003:41", "004:29", "004:33"), key=places.index),
    )


def test_m1_the_page_says_so_and_each_related_word_can_be_left_out(visitor):
    page = visitor.page(f"/search?q={HOUSING}")
    without = visitor.page(link(page, "leave out accommodation"))
    phrase = visitor.page("/search?q=%22care+leavers+housing%22")

    assert "Also searched: accommodation for housing" in words_of(page)
    assert "Left out: accommodation" in words_of(without)
    assert "001:29" not in lines_of(visitor, f"q={HOUSING}&not=accommodation")
    assert "Without quotes: 1 paragraph with all words" in words_of(phrase)


def test_t4_a_page_break_does_not_cut_a_phrase(visitor, line):
    first = [*line("002", 327)[-3:], *line("002", 329)[:2]]
    second = [*line("002", 198)[-2:], *line("002", 200)[:3]]

    for phrase, expected in ((first, {"002:327"}), (second, {"002:198", "002:190"})):
        assert told("T4 a phrase over a page", expected, lines_of(visitor, f"q=%22{'+'.join(phrase)}%22"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Quirke-Thornton", {"004:9", "002:119"}),
        ("Quirke+%E2%80%93Thornton", {"004:9", "002:119"}),
        ("Catch22", {"003:47", "002:494", "002:185"}),
        ("%22Catch+22%22", {"003:47", "002:494", "002:185"}),
    ],
)
def test_t6_spellings_meet(visitor, query, expected):
    found = lines_of(visitor, f"q={query}&reach=paragraph")

    assert told(f"T6 {query}", expected, found & expected)


@pytest.mark.parametrize("query", ["Catch22", "catch22", "%22Catch+22%22", "Catch+22", "catch-22"])
def test_t6_a_name_comes_before_the_idiom_of_the_same_words(visitor, query):
    places = list(every_row(visitor, f"q={query}&reach=paragraph"))
    found = sorted(("002:494", "003:47", "002:185"), key=places.index)

    assert told(f"T6 {query}: the idiom is below both", "002:185", found[-1])


@pytest.mark.parametrize("query", ["Catch22", "catch22", "catch-22"])
def test_t6_what_is_typed_as_one_word_is_first_where_it_is_printed_so(visitor, query):
    assert told(f"T6 {query}: first", "002:494", next(iter(every_row(visitor, f"q={query}"))))


def test_t6_two_words_for_one_are_found_and_labelled(visitor):
    rows = every_row(visitor, "q=safeguarding")

    found = {place: rows[place]["related"] for place in ("000:39", "000:43")}
    assert told("T6 safeguarding", dict.fromkeys(("000:39", "000:43"), "safe guarding"), found)


def test_t6_bold_does_not_break_a_phrase(visitor, line):
    phrase = "+".join(["overall", "effectiveness", "judgement"])

    assert told("T6 a phrase in bold", True, "003:22" in lines_of(visitor, f"q=%22{phrase}%22"))


def feed_of(entries, *more):
    feed = visitor_of(*entries, *more).xml(FEED)
    return [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")], feed.findtext(f"{ATOM}updated")


def test_m7_a_feed_tells_each_new_paragraph_once_and_else_stays_as_it_is(entries, tmp_path):
    for name, text in (("southwark/march.txt", MARCH), ("southwark/other.txt", "A note on lamps and drains.\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = {card.source.path: (card, passages) for card, passages in entries_of(tmp_path)}
    before, _ = feed_of(entries)

    after, _ = feed_of(entries, made["southwark/march.txt"])

    assert told("M7 new entries", 2, len(set(after) - set(before)))
    assert len(after) == len(set(after))
    assert set(before) <= set(after)
    assert feed_of(entries, made["southwark/other.txt"]) == feed_of(entries) == feed_of(reversed(entries))


def test_o5_the_same_words_with_another_weight_stay_apart(visitor, line):
    phrase = "+".join(line("002", 272)[5:])
    record = visitor.json(f"/search.json?q=%22{phrase}%22")

    found = {at(one): one["role"] for one in record["results"]}
    assert told("O5", {"002:272": "resolution", "002:466": "recommendation"}, found)
    assert [one["repeats"] for one in record["results"]] == [0, 0]


def test_o6_a_paragraph_is_cited_as_a_clerk_would_and_its_link_stays(visitor, entries, shared):
    passage = next(one for _, passages in entries for one in passages if one.source.first_line == 383)
    again = {one.id for _, passages in entries_of(shared / "papers") for one in passages}

    page = visitor.page(f"/p/{passage.id}")
    cited = words_of(page.get_element_by_id("citation"))

    expected = ["Corporate Parenting Committee", "4 November 2020", "item 7", "paragraph 48"]
    assert told("O6 citation", expected, [one for one in expected if one in cited])
    assert passage.item_title in cited
    assert passage.id in again


def test_o6_no_two_paragraphs_of_a_paper_share_a_citation(entries):
    shared = [one.citation for _, passages in entries for one in passages]
    by_paper = [len({one.citation for one in passages}) for _, passages in entries]

    assert told("O6 citations", [len(passages) for _, passages in entries], by_paper)
    assert all(shared)


def test_o7_a_short_form_finds_what_a_paper_spelt_out_shown_and_removable(visitor):
    page = visitor.page("/search?q=MASH")

    typed = lines_of(visitor, "q=MASH", related="")
    related = lines_of(visitor, "q=MASH") - typed
    assert told("O7 MASH", {"002:327", "002:331", "003:38", "003:39"}, typed)
    assert told("O7 MASH, spelt out", {"002:325"}, related)
    assert link(page, "leave out")


def test_o8_the_lead_officer_is_that_of_the_report(visitor):
    officer = visitor.json("/api/v1/facets/lead_officer")["values"]
    name = next(one["value"] for one in officer if one["value"] != "not-stated")
    rows = every_row(visitor, f"lead_officer={name.replace(' ', '+')}").values()

    papers = {(row["path"].rpartition("/")[2][:3], row["paper_type"]) for row in rows}
    assert told("O8 papers", 3, len({row["paper_id"] for row in rows}))
    assert told("O8 files", {("002", "report"), ("003", "report")}, papers)


def test_s3_what_is_not_there_is_said_with_what_was_searched(visitor):
    query = "q=bed+and+breakfast+for+care+leavers"

    found = {place: row["paper_complete"] for place, row in every_row(visitor, f"{query}&reach=paragraph").items()}
    phrase = visitor.json("/search.json?q=%22bed+and+breakfast%22")
    southwark = visitor.page(f"/search?{query}&council=southwark")

    assert told("S3 the one paragraph, of an extract", {"001:29": "false"}, found)
    assert told("S3 exact", (0, 1), (phrase["total"], phrase["unquoted"]["rungs"]["paragraph"]))
    assert "Nothing found in the 7 papers indexed within these filters" in words_of(southwark)


def test_s6_an_evidence_pack_has_each_unit_once_with_its_citation(visitor):
    query = "q=%22care+leavers%22"
    rows = every_row(visitor, query)

    files = sorted(place[:3] for place in rows)
    pages = [visitor.page(f"/search?{query}&page={number}") for number in (1, 2, 3)]
    told_items = visitor.json(f"/search.json?{query}")
    headings = {place for place, row in rows.items() if row["form"] == "heading" and place.startswith("002")}

    expected = {"000": 2, "001": 1, "002": 21, "003": 6, "004": 2}
    assert told("S6 rows by file", expected, {one: files.count(one) for one in expected})
    assert told("S6 headings", {f"002:{one}" for one in (202, 350, 368, 490, 512, 524, 535)}, headings)
    assert told("S6 attendance, row", ("attendance", "table_row"), (rows["002:119"]["role"], rows["003:28"]["form"]))
    assert len({row["citation"] for row in rows.values()}) == len(rows) == 32
    assert sum(len(results(page)) for page in pages) == told_items["listed"]


def test_the_timeline_sums_and_dates_are_those_of_the_meeting(visitor):
    record = visitor.json("/search.json?q=housing")

    assert sum(one["count"] for one in record["timeline"]) == record["total"]
    assert {date(2017, 7, 10).year, 2020, None} <= {one["year"] for one in record["timeline"]}
