"""The five real papers are searched as the journeys of members, officers and scrutiny ask.

Their words stay where they are: phrases are taken from the papers by line, hits are named by file and first line.
"""

from collections import Counter

import pytest
from entries import indexed

from papersearch.analysis import words
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.meetings import item_of, meeting_of
from papersearch.model import Basis, Form, PaperType, Role
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import find_one
from papersearch.passage import NOT_STATED, entry_of
from papersearch.query import Rung, SearchRequest, parse_query
from papersearch.searching import search, walk

NOVEMBER = "southwark/corporate-parenting-committee/2020-11-04"


@pytest.fixture(scope="module")
def corpus(shared):
    return shared / "papers"


@pytest.fixture(scope="module")
def reader(corpus):
    return indexed(
        MemoryEngine(), *(entry for file in sorted(corpus.glob("*/*.txt")) for entry in _entries(file, corpus))
    )


def _entries(file, corpus):
    found = find_one(file, corpus)
    reading = read_papers(found)
    return [entry_of(paper, found.source, reading.text) for paper in reading.papers]


@pytest.fixture(scope="module")
def line(corpus):
    """The words of a line of a file, by the file's number."""
    texts = {file.name[:3]: file.read_text(encoding="utf-8").split("\n") for file in corpus.glob("*/*.txt")}
    return lambda file, number: words(texts[file][number - 1])


def at(result):
    source = result.hit.passage.source
    return f"{source.path.rpartition('/')[2][:3]}:{source.first_line}"


def asked(reader, typed, *, reach=None, page_size=200, **request):
    return search(reader, parse_query(typed), SearchRequest(page_size=page_size, **request), reach=reach)


def council(slug):
    return {"council": frozenset({slug})}


def test_the_only_paragraph_with_all_words_comes_first_and_its_item_follows(reader):
    page = asked(reader, "care leavers housing")

    placed = {at(one): (one.hit.rung, bool(one.related)) for one in page.results}
    assert at(page.results[0]) == "000:91"
    assert page.totals[Rung.PARAGRAPH] - page.related_totals[Rung.PARAGRAPH] == 1
    same_item = ("000:99", "000:103", "002:383", "002:526", "004:33", "004:29")
    assert {placed[one] for one in same_item} == {(Rung.ITEM, False)}


def test_another_form_of_a_word_never_ranks_above_the_word_itself(reader):
    places = [at(result) for result in asked(reader, "care leavers housing").results]

    assert max(places.index("004:29"), places.index("004:33")) < places.index("003:41")


def test_related_words_come_after_the_words_typed_and_say_so(reader):
    page = asked(reader, "care leavers housing")

    order = [at(one) for one in page.results]
    by_place = {at(one): one for one in page.results}
    assert by_place["001:29"].related == by_place["003:43"].related == ("accommodation",)
    assert max(order.index(one) for one in ("000:103", "002:383", "004:33")) < order.index("001:29")
    assert order.index("001:29") < order.index("003:43")


def test_what_stands_in_the_same_meeting_only_is_last(reader):
    page = asked(reader, "care leavers housing", reach=Rung.MEETING)

    by_place = {at(one): one.hit.rung for one in page.results}
    assert by_place["002:279"] is Rung.MEETING
    assert [one.hit.rung for one in page.results[-page.totals[Rung.MEETING] :]] == [Rung.MEETING] * page.totals[
        Rung.MEETING
    ]


def test_items_are_shown_with_where_the_missing_word_stands(reader):
    page = asked(reader, "care leavers housing", grouped=True, page_size=10)

    elsewhere = [one.elsewhere.passage.source.first_line for one in page.results if one.elsewhere]
    assert at(page.results[0]) == "000:91"
    assert {526, 33} <= set(elsewhere)
    assert at(page.results[-1]) == "001:29"


def test_a_phrase_that_is_nowhere_says_so_and_what_its_words_find(reader):
    page = asked(reader, '"care leavers housing"')

    assert page.total == 0
    assert page.unquoted.query == "care leavers housing"
    assert page.unquoted.totals[Rung.PARAGRAPH] == 1
    assert page.unquoted.totals[Rung.ITEM] > 0


@pytest.mark.parametrize(
    ("before", "after", "hits"), [((327, -3), (329, 2), ["002:327"]), ((198, -2), (200, 3), ["002:198", "002:190"])]
)
def test_a_page_break_does_not_cut_a_phrase(reader, line, before, after, hits):
    phrase = [*line("002", before[0])[before[1] :], *line("002", after[0])[: after[1]]]

    page = asked(reader, f'"{" ".join(phrase)}"')

    assert sorted(at(one) for one in page.results) == sorted(hits)


def test_the_same_words_with_another_weight_are_two_hits(reader, line):
    phrase = " ".join(line("002", 272)[5:])

    page = asked(reader, f'"{phrase}"')

    assert {(at(one), one.hit.passage.role) for one in page.results} == {
        ("002:272", Role.RESOLUTION),
        ("002:466", Role.RECOMMENDATION),
    }


def test_a_short_form_finds_what_a_paper_spelt_out(reader):
    page = asked(reader, "MASH")

    assert {at(one) for one in page.results if not one.related} == {"002:327", "002:331", "003:38", "003:39"}
    assert {at(one) for one in page.results if one.related} == {"002:325"}
    assert [one.switched_on for one in page.expansions] == [True]


def test_one_word_finds_its_two_word_spelling_labelled(reader):
    page = asked(reader, "safeguarding")

    assert {at(one): one.related for one in page.results if one.related} == {
        "000:39": ("safe guarding",),
        "000:43": ("safe guarding",),
    }


def test_bed_and_breakfast_is_one_paragraph_of_an_extract(reader):
    page = asked(reader, "bed and breakfast for care leavers", reach=Rung.PARAGRAPH)

    assert [(at(one), one.hit.passage.paper_complete) for one in page.results] == [("001:29", False)]


def test_a_printed_form_that_is_nowhere_is_offered_without_quotes(reader):
    page = asked(reader, '"bed and breakfast"')

    assert page.total == 0
    assert page.unquoted.totals[Rung.PARAGRAPH] == 1


def test_a_nothing_says_which_papers_were_searched(reader):
    page = asked(reader, "bed and breakfast for care leavers", filters=council("southwark"))

    assert page.total == 0
    assert page.coverage.papers == 7
    assert page.without_filter == {"council": 4}
    assert dict(page.word_counts)["bed"] == 1


def test_an_export_has_each_unit_once_with_headings_and_lists_marked(reader):
    rows = [one.hit.passage for one in walk(reader, parse_query('"care leavers"'), SearchRequest())]

    by_file = Counter(row.source.path.rpartition("/")[2][:3] for row in rows)
    lines = {(row.source.path.rpartition("/")[2][:3], row.source.first_line): row for row in rows}
    assert by_file == {"000": 2, "001": 1, "002": 21, "003": 6, "004": 2}
    assert len({row.id for row in rows}) == len(rows) == 32
    headings = {number for (file, number), row in lines.items() if file == "002" and row.form is Form.HEADING}
    assert headings == {202, 350, 368, 490, 512, 524, 535}
    assert lines["003", 28].form is Form.TABLE_ROW


def test_headings_never_stand_before_what_a_paper_says(reader):
    page = asked(reader, "care leavers", reach=Rung.PARAGRAPH)

    frames = [one.hit.passage.is_frame for one in page.results]
    assert frames == sorted(frames)
    assert any(frames)


def test_the_lead_officers_facet_holds_reports_only(reader):
    page = asked(reader, "", facets=("lead_officer",), page_size=0)

    counted = [one.value for one in page.facets["lead_officer"] if one.value != NOT_STATED]
    found = walk(reader, parse_query(""), SearchRequest(filters={"lead_officer": frozenset(counted)}))
    papers = {(one.hit.passage.paper_id, one.hit.passage.paper_type) for one in found}
    assert len(counted) == 1
    assert [kind for _, kind in papers] == [PaperType.REPORT] * 3


def test_what_has_no_date_is_last_and_in_the_timeline(reader):
    page = asked(reader, "care leavers")

    assert page.timeline[-1][0] is None
    assert sum(count for _, count in page.timeline) == page.total
    undated = asked(reader, "care leavers", filters={"year": frozenset({NOT_STATED})})
    assert {at(one)[:3] for one in undated.results} == {"004"}


def test_the_decision_of_an_item_takes_its_number_from_the_agenda_as_inferred(reader):
    item = next(one for one in meeting_of(reader, NOVEMBER).items if one.number and one.number.startswith("7"))

    bases = {paper.card.type: paper.number_basis for paper in item.papers}
    assert bases[PaperType.DECISION] is Basis.INFERRED
    assert {PaperType.AGENDA, PaperType.REPORT} <= {
        kind for kind, basis in bases.items() if basis is not Basis.INFERRED
    }
    assert item_of(reader, item.keys[0]) is item


def test_minutes_of_another_day_in_the_same_pack_keep_their_own_meeting(reader):
    assert [card.type for card in meeting_of(reader, "southwark/corporate-parenting-committee/2020-07-08").papers] == [
        PaperType.MINUTES
    ]
