"""The API: its records are those of `exporting`, its parameters those of the pages, its errors all of one shape."""

import json
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from test_app import BrokenEngine, visitor_with
from visiting import FERRY, NOW, SPRING, Visitor, engine_of, many, sample, visitor_of

from papersearch.errors import IndexMissingError, SearchTooSlowError
from papersearch.papers.finding import Tombstone, add_tombstones
from papersearch.passage import FACETS
from papersearch.query import Rung, Sort
from papersearch.settings import Settings
from papersearch.web import app as application
from papersearch.web.api.operations import OPERATIONS
from papersearch.web.app import create_app
from papersearch.web.state.search import SearchState

PROMISED = {
    "Passage": (
        "id url text form role number section lead_in council committee meeting_date date_basis item_number item_title "
        "paper_title paper_type paper_complete people citation source"
    ),
    "Source": "path first_line last_line page",
    "Search": "query understood total rungs expansions page pages results facets timeline suggestions coverage",
    "Rungs": "paragraph item meeting",
    "Expansion": "from to switched_on",
    "Result": "score rung snippet",
    "Piece": "text match",
    "FacetValue": "value label count selected",
    "YearOfHits": "year count",
    "Ask": "question outcome kind sentences citations conflicts reason coverage",
    "Sentence": "text citation",
    "Citation": "number",
    "Commitment": "id text kind owner to due meeting status found_up_to follow_up rule passage",
    "Coverage": (
        "papers passages councils committees first_date last_date undated_papers extracts image_only_pages quarantined "
        "searched"
    ),
    "Searched": "filters words expansions",
}
"""The fields that scripts outside rely on: none may go."""
CARD, PASSAGES = sample()[2]
VISITOR = visitor_of(*sample())
DESCRIPTION = VISITOR.json("/openapi.json")
RECORDS = DESCRIPTION["components"]["schemas"]
ANSWERS = {
    "Search": (
        "/api/v1/search?q=ferry+fares",
        "/api/v1/search?q=housing+foyer",
        "/api/v1/search?q=boat",
        "/api/v1/search?q=zeppelin&type=report",
        "/api/v1/search?q=%22ferry+old%22&from=2019",
        "/api/v1/search",
    ),
    "Ask": (
        "/api/v1/ask?q=What+did+Ada+Thorne+ask+about+ferry+fares%3F",
        "/api/v1/ask?q=What+did+officers+promise+the+Young+People+Panel+about+housing+for+young+tenants%3F",
        "/api/v1/ask?q=What+is+the+policy+on+zeppelins+at+the+last+meeting%3F",
        "/api/v1/ask",
    ),
    "Facet": ("/api/v1/facets/committee?q=ferry&committee=Cabinet",),
    "Passage": (f"/api/v1/passages/{PASSAGES[3].id}", f"/api/v1/passages/{sample()[6][1][0].id}"),
    "Paper": tuple(f"/api/v1/papers/{card.id}" for card, _ in sample()),
    "Coverage": ("/api/v1/coverage", "/api/v1/coverage?council=farndale&from=2019"),
    "Commitments": ("/api/v1/commitments", "/api/v1/commitments?q=zeppelin"),
    "CommitmentAlone": (f"/api/v1/commitments/{PASSAGES[1].id}",),
    "Drifts": ("/api/v1/drift",),
    "Health": ("/api/v1/health",),
}
"""Addresses whose answers between them have every field filled."""


def assert_is_problem(answer, status):
    """An error as a program reads it: RFC 9457, always the same fields; gives the parameters it names."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json.loads(answer.text)
    assert list(problem) == ["type", "title", "status", "detail", "errors"]
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"].endswith(".")
    assert all(set(error) == {"field", "message"} and error["message"] for error in problem["errors"])
    return [error["field"] for error in problem["errors"]]


def differences(value, schema, place=""):
    """Where a value has other fields than its description."""
    schema = RECORDS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    for choice in schema.get("anyOf", ()):
        if "$ref" in choice and value is not None:
            return differences(value, choice, place)
    if isinstance(value, list):
        return [one for inner in value for one in differences(inner, schema.get("items", {}), f"{place}[]")]
    if isinstance(value, dict) and "properties" in schema:
        found = [f"{place}: {name}" for name in value.keys() ^ set(schema["properties"])]
        found += [f"{place}: {name} may be left out" for name in set(schema["properties"]) - set(schema["required"])]
        inner = [differences(value[name], one, f"{place}.{name}") for name, one in schema["properties"].items()]
        return found + [one for some in inner for one in some]
    if isinstance(value, dict):
        return [one for inner in value.values() for one in differences(inner, schema["additionalProperties"], place)]
    return []


@pytest.mark.parametrize("record", ANSWERS)
def test_each_record_has_just_the_fields_it_is_described_with(record):
    found = [
        one
        for address in ANSWERS[record]
        for one in differences(VISITOR.json(address), {"$ref": f"#/{record}"}, record)
    ]

    assert found == []


@pytest.mark.parametrize("record", PROMISED)
def test_no_promised_field_has_gone(record):
    assert set(PROMISED[record].split()) - set(RECORDS[record]["properties"]) == set()


def test_every_operation_is_asked_for_its_record():
    assert {operation.record.__name__ for operation in OPERATIONS} == set(ANSWERS)


def test_the_parameters_are_those_of_the_pages():
    state = SearchState(
        q="ferry",
        filters=tuple((name, "2019") for name in FACETS),
        from_date="2019",
        to_date="2020",
        reach=Rung.ITEM,
        switched_off=("boat",),
        item="key",
        same="id",
        sort=Sort.NEWEST,
        page=2,
    )

    described = DESCRIPTION["paths"]["/api/v1/search"]["get"]["parameters"]

    assert {one["name"] for one in described} == {name for name, _ in state.arguments()}


def test_the_description_is_openapi_3_1_and_only_reads():
    assert DESCRIPTION["openapi"] == "3.1.0"
    assert {method for path in DESCRIPTION["paths"].values() for method in path} == {"get", "parameters"}
    assert len(DESCRIPTION["paths"]) == len(OPERATIONS)


def test_the_description_names_whom_to_ask():
    visitor = visitor_of(*sample(), contact_name="Farndale Library", contact_email="library@farndale.example")

    contact = visitor.json("/openapi.json")["info"]["contact"]

    assert contact == {"name": "Farndale Library", "email": "library@farndale.example"}


def test_a_search_answers_like_the_one_of_the_pages():
    answered = VISITOR.json("/api/v1/search?q=ferry&type=report")

    assert answered.keys() - VISITOR.json("/search.json?q=ferry&type=report").keys() == {"links"}
    assert answered["total"] == VISITOR.json("/search.json?q=ferry&type=report")["total"] > 0


def test_the_links_lead_through_all_pages_and_back():
    visitor = visitor_of(*many(25))
    here = visitor.json("/api/v1/search?q=ferry&reach=item&sort=newest")
    first, seen = here, [here]

    while here["links"]["next"]:
        assert "reach=item" in here["links"]["next"]
        here = visitor.json(here["links"]["next"].removeprefix("http://localhost"))
        seen.append(here)
    back = visitor.json(here["links"]["prev"].removeprefix("http://localhost"))

    assert first["links"]["prev"] is None
    assert [page["page"] for page in seen] == [1, 2, 3]
    assert len({one["item_key"] for page in seen for one in page["results"]}) == first["items"] == 25
    assert back == seen[-2]


def test_a_page_past_the_last_leads_back_to_the_last():
    links = VISITOR.json("/api/v1/search?q=ferry&page=9")["links"]

    assert links["next"] is None
    assert VISITOR.json(links["prev"].removeprefix("http://localhost"))["links"]["self"] == links["prev"]


def test_a_passage_is_told_with_where_it_stands():
    told = VISITOR.json(f"/api/v1/passages/{PASSAGES[3].id}")

    assert told["text"] == "The ferry carries 1,500 people a week."
    assert told["url"] == f"http://localhost/p/{PASSAGES[3].id}"
    assert told["item_title"] == FERRY.title
    assert told["meeting_date"] == SPRING.day.isoformat()


def test_a_paper_is_told_with_its_paragraphs_in_order():
    told = VISITOR.json(f"/api/v1/papers/{CARD.id}")

    assert [one["id"] for one in told["passages"]] == [one.id for one in PASSAGES]


def test_a_facet_has_the_counts_of_its_search():
    told = VISITOR.json("/api/v1/facets/committee?q=ferry&committee=Cabinet")
    searched = VISITOR.json("/api/v1/search?q=ferry&committee=Cabinet")

    assert told["values"] == searched["facets"]["committee"]
    assert told["label"] == "Committee"


def test_coverage_tells_what_it_was_asked_for():
    told = VISITOR.json("/api/v1/coverage?type=report&from=2019")

    assert told["papers"] == 1
    assert told["searched"]["filters"] == {"type": ["report"], "from": "2019-01-01", "to": None}


BAD = {
    "from=garbage": ["from"],
    "from=2020&to=2019": ["from"],
    "page=0": ["page"],
    "page=1.5": ["page"],
    "sort=best": ["sort"],
    "reach=council": ["reach"],
    "type=novel&role=villain": ["role", "type"],
    "year=19": ["year"],
    "q=" + "a" * 401: ["q"],
    "q=" + "a+" * 300: ["q"],
    f"item={'x' * 601}": ["item"],
    "&".join(["council=x"] * 21): ["council"],
    "from=x&to=y&page=-1": ["page", "from", "to"],
}


@pytest.mark.parametrize(("parameters", "fields"), BAD.items(), ids=[one[:24] for one in BAD])
def test_each_bad_parameter_is_named(parameters, fields):
    named = assert_is_problem(VISITOR.get(f"/api/v1/search?{parameters}", status=422), 422)

    assert named == fields


@pytest.mark.parametrize("address", ["/api/v1/facets/type", "/api/v1/coverage"])
def test_every_operation_with_a_search_names_bad_parameters(address):
    assert assert_is_problem(VISITOR.get(f"{address}?from=garbage", status=422), 422) == ["from"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/passages/xyz", "/api/v1/passages/fedcba98765400000000", "/api/v1/papers/fedcba987654", "/api/v1/papers/x",
        "/api/v1/facets/colour", "/api/v1/nothing", "/api/v2/search", "/api/v1/search/", "/nothing.json", "/api/v1//search",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_404(address):
    assert assert_is_problem(VISITOR.get(address, status=404), 404) == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/api/v1/search", "/api/v1/health", "/openapi.json", "/search.json"])
def test_what_cannot_be_done_is_a_problem_405_that_names_what_can(address, method):
    answer = VISITOR.get(address, status=405, method=method)

    assert assert_is_problem(answer, 405) == []
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_a_paragraph_that_is_gone_is_a_problem_410(tmp_path):
    add_tombstones(tmp_path, (Tombstone("farndale/old.txt", "sha", "0123456789ab", "2026-11-20"),))
    visitor = visitor_of(*sample(), corpus=tmp_path)

    corrected = visitor.get(f"/api/v1/passages/{CARD.id}00000000", status=410)
    withdrawn = visitor.get("/api/v1/passages/0123456789ab00000000", status=410)
    paper = visitor.get("/api/v1/papers/0123456789ab", status=410)

    assert assert_is_problem(corrected, 410) == assert_is_problem(paper, 410) == []
    assert "still here" in corrected.text
    assert "withdrawn" in json.loads(withdrawn.text)["detail"]


def test_a_request_with_content_is_a_problem_413():
    assert assert_is_problem(VISITOR.get("/api/v1/search", status=413, data=b"x"), 413) == []


def test_an_unknown_host_is_a_problem_400():
    answer = VISITOR.get("/api/v1/search", status=400, host="evil.example")

    assert assert_is_problem(answer, 400) == []
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    ("failure", "opens"),
    [
        (IndexMissingError("there is no index in index; run `papersearch index`"), False),
        (SearchTooSlowError("x"), True),
    ],
    ids=["missing", "slow"],
)
def test_an_index_that_cannot_answer_is_a_problem_503_never_an_empty_result(failure, opens):
    answer = visitor_with(BrokenEngine(failure, opens=opens)).get("/api/v1/search?q=ferry", status=503)

    assert assert_is_problem(answer, 503) == []
    assert answer.headers["Retry-After"] == "30"


def test_a_failure_of_ours_is_a_problem_500_without_its_words():
    answer = visitor_with(BrokenEngine(ValueError("secretword"), opens=True)).get("/api/v1/search?q=a", status=500)

    assert assert_is_problem(answer, 500) == []
    assert "secretword" not in answer.text


def test_bad_parameters_of_other_forms_are_never_answered_with_a_page():
    answers = {ending: VISITOR.get(f"/search.{ending}?from=garbage", status=400) for ending in ("json", "csv", "atom")}

    assert assert_is_problem(answers["json"], 400) == ["from"]
    assert {answers[ending].mimetype for ending in ("csv", "atom")} == {"text/plain"}
    assert "garbage" in answers["csv"].text


def test_health_tells_the_state_of_the_index_and_its_age():
    engine = Stated(engine_of(*sample()), built=(NOW - timedelta(hours=2)).isoformat(), warning=None)

    told = site_over(engine).json("/api/v1/health")

    assert (told["status"], told["integrity"], told["age_s"], told["papers"]) == ("ok", "verified", 7200, 7)


def test_an_index_of_before_the_clock_was_set_back_has_no_age_below_nought():
    engine = Stated(engine_of(*sample()), built=(NOW + timedelta(hours=2)).isoformat(), warning=None)

    assert site_over(engine).json("/api/v1/health")["age_s"] == 0


def test_health_tells_of_a_damaged_state_that_was_passed_over():
    engine = Stated(engine_of(*sample()), built="", warning="generation 7 is damaged")

    told = site_over(engine).json("/api/v1/health")

    assert (told["status"], told["integrity"], told["age_s"]) == ("warning", "fallback", None)
    assert told["warning"] == "generation 7 is damaged"


def test_health_of_a_missing_index_is_a_problem_503():
    answer = visitor_with(BrokenEngine(IndexMissingError("there is none"))).get("/api/v1/health", status=503)

    assert assert_is_problem(answer, 503) == []


def test_health_answers_while_all_turns_are_taken(monkeypatch):
    monkeypatch.setattr(application, "WAIT_S", 0.05)
    engine = engine_of(*sample())
    begun, go = threading.Event(), threading.Event()

    class Slow:
        def reader(self):
            if threading.current_thread() is not threading.main_thread():
                begun.set()
                go.wait(10)
            return engine.reader()

    visitor = site_over(Slow(), searches_at_once=1)
    first = threading.Thread(target=lambda: visitor.app.test_client().get("/coverage", base_url="http://localhost"))
    first.start()
    begun.wait(10)

    busy = visitor.get("/api/v1/search?q=ferry", status=503)
    told = visitor.json("/api/v1/health")
    go.set()
    first.join(10)

    assert assert_is_problem(busy, 503) == []
    assert busy.headers["Retry-After"] == "5"
    assert told["papers"] == 7


class Stated:
    """An engine whose state says what a test needs."""

    def __init__(self, engine, **said):
        self.engine = engine
        self.said = said

    def reader(self):
        reader = self.engine.reader()
        told = replace(reader.stats(), **self.said)
        return _Stated(reader, told)


class _Stated:
    def __init__(self, reader, told):
        self.reader = reader
        self.told = told

    def stats(self):
        return self.told

    def __getattr__(self, name):
        return getattr(self.reader, name)


def site_over(engine, **settings):
    return Visitor(create_app(engine, Settings(deadline_s=30.0, **settings), now=lambda: NOW))


def test_a_day_is_written_as_iso():
    told = VISITOR.json(f"/api/v1/papers/{CARD.id}")

    assert date.fromisoformat(told["published"]) == CARD.published
