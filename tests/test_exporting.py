"""The JSON shapes are those of the outside contract, and say what the records say."""

import json
import re
from datetime import date

import pytest
from entries import card_of, indexed, passage_of
from published import published

from papersearch.coverage import coverage_of
from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.exporting import (
    coverage_json,
    evidence_json,
    jsonl_lines,
    paper_json,
    passage_json,
    search_json,
)
from papersearch.labels import ROLE_LABELS, TYPE_LABELS, value_label
from papersearch.model import Basis, PaperType, Person, Role, SourceRef
from papersearch.passage import FACETS, NOT_STATED
from papersearch.query import SearchRequest, parse_query
from papersearch.searching import search, walk

PASSAGE_FIELDS = [
    "id",
    "url",
    "text",
    "form",
    "role",
    "number",
    "section",
    "lead_in",
    "council",
    "committee",
    "meeting_date",
    "date_basis",
    "item_number",
    "item_title",
    "paper_title",
    "paper_type",
    "paper_complete",
    "people",
    "citation",
    "source",
]
SEARCH_FIELDS = [
    "query",
    "understood",
    "total",
    "rungs",
    "expansions",
    "page",
    "pages",
    "results",
    "facets",
    "timeline",
    "suggestions",
    "coverage",
]
COVERAGE_FIELDS = [
    "papers",
    "passages",
    "councils",
    "committees",
    "first_date",
    "last_date",
    "undated_papers",
    "extracts",
    "image_only_pages",
    "quarantined",
    "searched",
]


@pytest.fixture
def reader():
    return indexed(
        MemoryEngine(),
        published("a", "Housing on the quay.", "Lamps.", day="2019-04-09", items=(("3", "The quay"),)),
        published("b", "Accommodation was short.", committee=None, type=PaperType.AGENDA_ITEM),
        published("c", "Housing again.", day="2020-01-07", council=("aldwick", "Aldwick Borough")),
    )


def asked(reader, typed, without=(), **request):
    return search(reader, parse_query(typed), SearchRequest(**request), without=frozenset(without))


def test_a_passage_has_every_field_of_the_contract():
    record = passage_json(passage_of("a", 0, "Text."))

    assert set(PASSAGE_FIELDS) <= set(record)
    assert set(record["source"]) == {"path", "first_line", "last_line", "page"}


def test_a_passage_says_what_is_stated_and_null_for_what_is_not():
    stated = passage_of(
        "a",
        2,
        "That the lamps be lit.",
        meeting_date=date(2019, 4, 9),
        date_basis=Basis.INFERRED,
        meeting_key="harrowmere/cabinet/2019-04-09",
        role=Role.RESOLUTION,
        number="3.",
        section=("Quay", "Lamps"),
        people=("Ada Thorne",),
        source=SourceRef(path="harrowmere/a.pdf", first_line=4, last_line=5, page=2),
    )

    record = passage_json(stated, site="https://papers.example")
    unstated = passage_json(passage_of("b", 0, "Text.", committee=None))

    assert record["meeting_date"] == "2019-04-09"
    assert record["date_basis"] == "inferred"
    assert record["section"] == ["Quay", "Lamps"]
    assert record["url"] == "https://papers.example/p/a-002"
    assert record["meeting_url"] == "https://papers.example/meeting/harrowmere/cabinet/2019-04-09"
    assert record["citation"].endswith("paragraph 3")
    assert record["source"] == {"path": "harrowmere/a.pdf", "first_line": 4, "last_line": 5, "page": 2}
    unstated_names = ("committee", "meeting_date", "date_basis", "meeting_url", "item_number", "number", "lead_in")
    assert all(unstated[name] is None for name in unstated_names)


def test_a_search_has_every_field_of_the_contract(reader):
    record = search_json(asked(reader, "housing quay"))

    assert set(SEARCH_FIELDS) <= set(record)
    assert set(record["rungs"]) == {"paragraph", "item", "meeting"}
    assert set(COVERAGE_FIELDS) <= set(record["coverage"])
    assert {"score", "rung", "snippet", *PASSAGE_FIELDS} <= set(record["results"][0])


def test_a_search_can_be_written_as_json_and_read_back(reader):
    record = search_json(
        asked(reader, 'zebra "quay housing"', facets=tuple(FACETS), filters={"year": frozenset({"2019"})})
    )

    assert json.loads(json.dumps(record)) == record


def test_a_search_keeps_the_query_as_typed_and_says_how_it_was_understood(reader):
    record = search_json(asked(reader, "Housing AND the Quay"))

    assert record["query"] == "Housing AND the Quay"
    assert record["understood"] == "housing and quay"
    assert len(record["notices"]) == 1


def test_snippets_are_pieces_that_join_to_the_text(reader):
    first = search_json(asked(reader, "housing quay"))["results"][0]

    assert "".join(piece["text"] for piece in first["snippet"]) == "Housing on the quay."
    assert [piece["text"] for piece in first["snippet"] if piece["match"]] == ["Housing", "quay"]


def test_a_hit_spread_over_its_item_points_to_the_other_words(reader):
    first, second = search_json(asked(reader, "housing lamps"), site="https://papers.example")["results"][:2]

    assert first["rung"] == "item"
    assert {first["missing"][0], second["missing"][0]} == {"housing", "lamps"}
    assert first["elsewhere"]["words"] == first["missing"]
    assert first["elsewhere"]["url"] == f"https://papers.example/p/{second['id']}"
    assert any(piece["match"] for piece in first["elsewhere"]["snippet"])


def test_expansions_say_whether_they_are_on(reader):
    on = search_json(asked(reader, "housing"))
    off = search_json(asked(reader, "housing", without={"accommodation"}))

    assert on["expansions"] == [{"from": "housing", "to": "accommodation", "switched_on": True}]
    assert on["results"][-1]["related"] == ["accommodation"]
    assert on["coverage"]["searched"]["expansions"] == ["accommodation"]
    assert off["expansions"][0]["switched_on"] is False
    assert off["coverage"]["searched"]["expansions"] == []


def test_facets_come_with_labels_counts_and_choice(reader):
    page = asked(reader, "housing", facets=("council", "type", "year"), filters={"council": frozenset({"aldwick"})})

    facets = search_json(page)["facets"]

    assert facets["council"] == [
        {"value": "harrowmere", "label": "Harrowmere Council", "count": 2, "selected": False},
        {"value": "aldwick", "label": "Aldwick Borough", "count": 1, "selected": True},
    ]
    assert facets["type"] == [{"value": "report", "label": "Report", "count": 1, "selected": False}]


def test_a_chosen_value_without_hits_is_still_listed(reader):
    page = asked(reader, "lamps", facets=("type",), filters={"type": frozenset({"minutes"})})

    assert {"value": "minutes", "label": "Minutes", "count": 0, "selected": True} in search_json(page)["facets"]["type"]


@pytest.mark.parametrize(
    ("facet", "value", "label"),
    [
        ("type", "agenda_item", "Agenda item"),
        ("role", "front_matter", "Front matter"),
        ("year", NOT_STATED, "Date not stated"),
        ("committee", NOT_STATED, "Not stated"),
        ("council", "aldwick", "Aldwick Borough"),
        ("council", "elsewhere", "elsewhere"),
        ("person", "Ada Thorne", "Ada Thorne"),
        ("year", "2019", "2019"),
    ],
)
def test_facet_values_are_told_in_plain_words(facet, value, label):
    assert value_label(facet, value, {"aldwick": "Aldwick Borough"}) == label


def test_every_type_and_role_has_a_label():
    assert set(TYPE_LABELS) == set(PaperType)
    assert set(ROLE_LABELS) == set(Role)


def test_the_timeline_has_null_for_no_date(reader):
    record = search_json(asked(reader, "housing"))

    assert record["timeline"] == [{"year": 2019, "count": 1}, {"year": 2020, "count": 1}, {"year": None, "count": 1}]


def test_a_nothing_says_what_was_searched(reader):
    page = asked(
        reader,
        'zebra "quay steps"',
        filters={"council": frozenset({"harrowmere"})},
        dates=DateRange(date(2019, 1, 1), None),
    )

    record = search_json(page)

    assert record["total"] == 0
    assert record["coverage"]["papers"] == 1
    assert record["coverage"]["searched"] == {
        "filters": {"council": ["harrowmere"], "from": "2019-01-01", "to": None},
        "words": ["zebra", "“quay steps”"],
        "expansions": [],
    }
    assert record["word_counts"] == [
        {"words": "zebra", "passages": 0, "within_filters": 0},
        {"words": "“quay steps”", "passages": 0, "within_filters": 0},
    ]
    assert record["unquoted"]["query"] == "zebra quay steps"
    assert record["without_filter"] == {"council": 0, "dates": 0}


def test_coverage_lists_councils_committees_and_gaps(reader):
    record = coverage_json(coverage_of(reader))

    assert set(COVERAGE_FIELDS) <= set(record)
    assert record["councils"][0] == {"slug": "aldwick", "name": "Aldwick Borough"}
    assert record["first_date"] == "2019-04-09"
    assert record["committees"][-1]["committee"] is None
    assert record["searched"] == {"filters": {}, "words": [], "expansions": []}


def test_a_paper_comes_with_its_passages_if_they_are_given():
    passages = (passage_of("a", 0, "One."), passage_of("a", 1, "Two."))
    card = card_of(
        "a",
        passages,
        items=((None, "Welcome"), ("2", "Quay")),
        people=(Person(name="Ada Thorne", post="Clerk", standing="officer"),),
        basis={"committee": Basis.ADDRESS},
        textless_pages=(4,),
    )

    alone, whole = paper_json(card), paper_json(card, passages)

    assert "passages" not in alone
    assert [one["text"] for one in whole["passages"]] == ["One.", "Two."]
    assert whole["items"] == [{"number": None, "title": "Welcome"}, {"number": "2", "title": "Quay"}]
    assert whole["people"] == [{"name": "Ada Thorne", "post": "Clerk", "mark": None, "standing": "officer"}]
    assert whole["basis"] == {"committee": "address"}
    assert json.loads(json.dumps(whole)) == whole


def test_jsonl_is_one_object_a_line(reader):
    lines = list(jsonl_lines(walk(reader, parse_query("housing"), SearchRequest())))

    assert [json.loads(line)["id"] for line in lines] == ["c-000", "a-000", "b-000"]
    assert all(re.fullmatch(r"[^\n]*\n", line) for line in lines)


def test_an_evidence_pack_names_the_search_and_the_index(reader):
    page = asked(reader, "housing")

    pack = evidence_json(page, walk(reader, parse_query("housing"), SearchRequest()), reader.stats())

    assert pack["query"] == "housing"
    assert pack["index"]["corpus"] == reader.stats().corpus
    assert len(pack["results"]) == pack["total"] == 3
    assert pack["coverage"]["searched"]["words"] == ["housing"]
