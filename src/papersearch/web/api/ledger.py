"""The promise ledger and forward-plan drift in the API: their parameters, their records and their answers."""

import json
from collections.abc import Callable

from flask import Response
from marshmallow import Schema, fields, validate

from papersearch.commitments import Kind, Status, commitment_of, related
from papersearch.coverage import coverage_of
from papersearch.exporting import Record
from papersearch.exporting_ledger import commitment_json, drift_json, follow_up_json, ledger_json
from papersearch.forward_plan import DriftOutcome
from papersearch.query import MAX_LENGTH
from papersearch.web import promised, visit
from papersearch.web.api import told
from papersearch.web.api.parameters import FILTERS, PAGE, day_field, said
from papersearch.web.api.promising import Commitment, FollowUp, Place
from papersearch.web.api.records import Coverage, Links, Paper, Passage
from papersearch.web.failing import failure, refusal
from papersearch.web.presenting import errors
from papersearch.web.state.drift import ORDERS as DRIFT_ORDERS
from papersearch.web.state.drift import PLACES
from papersearch.web.state.ledger import ORDERS
from papersearch.web.state.parameters import MAX_KEY_LENGTH, MAX_PAGE, MAX_REPEATS, MAX_VALUE_LENGTH
from papersearch.web.state.register import PAGE_SIZE

ROW_ID = r"^[0-9a-f]{20}(-[0-9]+)?(\.[0-9]+)?$"
_LEDGER, _DRIFT = "/api/v1/commitments", "/api/v1/drift"


def _several(choices: list[str], says: str) -> fields.List[str]:
    return fields.List(
        fields.String(validate=validate.OneOf(("", *choices))),
        validate=validate.Length(max=MAX_REPEATS),
        metadata=said(f"{says}; repeat it for several values"),
    )


def _typed(most: int, says: str) -> fields.String:
    return fields.String(validate=validate.Length(max=most), metadata=said(says))


def _order(names: list[str]) -> fields.String:
    return fields.String(
        validate=validate.OneOf(("", *names)), metadata=said("the order; a minus before its name turns it round")
    )


CommitmentsParameters = Schema.from_dict(
    {
        "q": _typed(MAX_LENGTH, "words of a row, or of its item"),
        **FILTERS,
        "kind": _several([one.value for one in Kind], "what a row is"),
        "status": _several([one.value for one in Status], "what later papers say"),
        "owner": _typed(MAX_VALUE_LENGTH, "words that name who is to do it"),
        "from": day_field("said at meetings from this day on"),
        "to": day_field("said at meetings up to this day"),
        "due_from": day_field("due from this day on"),
        "due_to": day_field("due up to this day"),
        "meeting": _typed(MAX_KEY_LENGTH, "council, committee and day of one meeting, as in its address"),
        "paper": _typed(MAX_VALUE_LENGTH, "the id of one paper"),
        "sort": _order(list(ORDERS)),
        "page": PAGE,
    },
    name="CommitmentsParameters",
)
DriftParameters = Schema.from_dict(
    {
        "q": _typed(MAX_LENGTH, "words of a planned item"),
        **{name: FILTERS[name] for name in PLACES},
        "outcome": _several([one.value for one in DriftOutcome], "what the papers show"),
        "from": day_field("planned for meetings from this day on"),
        "to": day_field("planned for meetings up to this day"),
        "sort": _order(list(DRIFT_ORDERS)),
        "page": PAGE,
    },
    name="DriftParameters",
)


class Commitments(Schema):
    """One page of the promise ledger."""

    total = told.count("rows in all")
    page = told.count("which page, from 1")
    pages = told.count("of how many")
    commitments = told.records(Commitment, "the rows")
    coverage = told.record(Coverage, "what was searched")
    links = told.record(Links, "this page and its neighbours")


class CommitmentAlone(Commitment):
    """One row of the promise ledger, and what else is said of its subject."""

    related = told.records(FollowUp, "later passages on the same subject, which are no answer")


class Days(Schema):
    """A day, or the days of a month."""

    first = told.day("the first day")
    last = told.day("the last day")
    words = told.text("in words")


Searched = Schema.from_dict(
    {name: field for name, field in Paper().declared_fields.items() if name != "passages"}, name="PaperSearched"
)


class PlannedItem(Schema):
    """One planned item and what came."""

    title = told.text("the item")
    text = told.text("its words in the plan")
    committee = told.text("full name")
    planned_for = told.record(Days, "the meeting it was planned for")
    plan_date = told.day("the day of the plan")
    outcome = told.one_of(DriftOutcome, "what the papers show")
    outcome_words = told.text("the same in words")
    moved_to = told.record_or_null(Days, "where it was listed next; null where it was not")
    possible = told.claim("the titles differ; it may be another item")
    note = told.text("what a reader must know; may be empty")
    evidence = told.records(Place, "the places that show it")
    searched = told.records(Searched, "the papers looked through for what was not found, without their paragraphs")
    passage = told.record(Passage, "the passage of the plan")


class Outcomes(Schema):
    """Planned items by what came of them."""

    kept = told.count("on the agenda of their meeting")
    moved = told.count("listed for another day")
    vanished = told.count("not found again in the papers indexed")
    after_coverage = told.count("of meetings whose papers are not indexed")


class Drifts(Schema):
    """One page of planned items with what came."""

    total = told.count("planned items in all")
    page = told.count("which page, from 1")
    pages = told.count("of how many")
    outcomes = told.record(Outcomes, "all of them by outcome")
    items = told.records(PlannedItem, "the planned items")
    coverage = told.record(Coverage, "what was searched")
    links = told.record(Links, "this page and its neighbours")


def commitments() -> Response:
    """One page of what was resolved, recommended, set as an action or undertaken, and what later papers say of it."""
    state, wrong = promised.ledger_asked()
    if wrong:
        return refusal(wrong)
    rows = promised.rows_of(state)
    pages = max(-(-len(rows) // PAGE_SIZE), 1)
    coverage = coverage_of(visit.reader(), state.request().filters, state.dates)
    shown = promised.page_of(state, rows)
    record = ledger_json(shown, coverage, total=len(rows), page=state.page, pages=pages, site=visit.address())
    return _json(record | {"links": _links(state.page, pages, lambda page: state.at_page(page).url(_LEDGER))})


def commitment(row_id: str) -> Response:
    """One row of the promise ledger."""
    reader, site = visit.reader(), visit.address()
    row = commitment_of(reader, row_id)
    if row is None:
        return failure(errors.NO_COMMITMENT, 404)
    found = [follow_up_json(one, site=site) for one in related(reader, row)]
    return _json(commitment_json(row, site=site) | {"related": found})


def drift() -> Response:
    """One page of what was planned for meetings, and what came."""
    state, wrong = promised.drift_asked()
    if wrong:
        return refusal(wrong)
    found = promised.drifts_of(state)
    pages = max(-(-len(found) // PAGE_SIZE), 1)
    places = {name: frozenset(state.values(name)) for name, _ in state.filters}
    coverage = coverage_of(visit.reader(), places)
    record = drift_json(found, coverage, page=state.page, page_size=PAGE_SIZE, site=visit.address())
    return _json(record | {"links": _links(state.page, pages, lambda page: state.at_page(page).url(_DRIFT))})


def _links(page: int, pages: int, url_of: Callable[[int], str]) -> Record:
    site, last = visit.address(), min(pages, MAX_PAGE)
    return {
        "self": site + url_of(page),
        "next": site + url_of(page + 1) if page < last else None,
        "prev": site + url_of(min(page - 1, last)) if page > 1 else None,
    }


def _json(record: Record) -> Response:
    return Response(json.dumps(record, ensure_ascii=False), mimetype="application/json")
