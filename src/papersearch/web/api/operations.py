"""What the API answers: each operation reads its state, calls one use and gives the record of `exporting`."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Response
from marshmallow import Schema

from papersearch.coverage import coverage_of
from papersearch.exporting import (
    Record,
    coverage_json,
    facets_json,
    filters_json,
    paper_json,
    passage_json,
    search_json,
)
from papersearch.passage import FACET_LABELS, FACETS
from papersearch.searching import ResultPage
from papersearch.web import visit
from papersearch.web.api import asking, ledger, records
from papersearch.web.api.parameters import CoverageParameters, FacetParameters, SearchParameters
from papersearch.web.failing import failure, refusal
from papersearch.web.presenting import errors
from papersearch.web.state.parameters import MAX_PAGE
from papersearch.web.state.search import SearchState

PREFIX = "/api/v1"
HEALTH = f"{PREFIX}/health"
PAPER_ID = "^[0-9a-f]{12}$"
PASSAGE_ID = "^[0-9a-f]{20}(-[0-9]+)?$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the API.

    Attributes:
        rule: under `PREFIX`.
        record: what it answers with.
        parameters: of its address; `None` if it takes none.
        path: the schema of the variable part of its path, by name.
        fails: the further statuses it may answer with.
    """

    rule: str
    answer: Callable[..., Response]
    record: type[Schema]
    parameters: type[Schema] | None = None
    path: tuple[str, dict[str, object]] | None = None
    fails: tuple[int, ...] = ()


def search() -> Response:
    """One page of the results of a search."""
    state, wrong = visit.search_asked()
    if wrong:
        return refusal(wrong)
    page = visit.results_of(state)
    return _json(search_json(page, site=visit.address()) | {"links": _links(state, page)})


def facet(name: str) -> Response:
    """All values of one filter for a search."""
    if name not in FACETS:
        return failure(errors.NO_FACET, 404)
    state, wrong = visit.search_asked()
    if wrong:
        return refusal(wrong)
    values = facets_json(visit.results_of(state.at_page(1)))[name]
    return _json({"name": name, "label": FACET_LABELS[name], "values": values})


def passage(passage_id: str) -> Response:
    """One paragraph."""
    found = visit.reader().passage(passage_id)
    if found is None:
        return failure(*visit.why_no_passage(passage_id))
    return _json(passage_json(found, site=visit.address()))


def paper(paper_id: str) -> Response:
    """One paper with its paragraphs."""
    card = visit.card(paper_id)
    if card is None:
        return failure(*visit.why_no_paper(paper_id))
    return _json(paper_json(card, visit.reader().passages_of(paper_id), site=visit.address()))


def coverage() -> Response:
    """What is indexed, under filters on council, committee, year, type and date."""
    state, wrong = visit.search_asked()
    if wrong:
        return refusal(wrong)
    request = state.request()
    found = coverage_of(visit.reader(), request.filters, request.dates)
    return _json(coverage_json(found, {"filters": filters_json(request), "words": [], "expansions": []}))


def health() -> Response:
    """Whether the index answers, and from when it is; never waits for a search."""
    stats = visit.reader().stats()
    built = datetime.fromisoformat(stats.built) if stats.built else None
    return _json(
        {
            "status": "warning" if stats.warning else "ok",
            "integrity": "fallback" if stats.warning else "verified",
            "generation": stats.generation,
            "built": stats.built or None,
            "age_s": max(0, int((visit.site().now() - built).total_seconds())) if built else None,
            "warning": stats.warning,
            "papers": stats.papers,
            "passages": stats.passages,
            "quarantined": stats.quarantined,
        }
    )


def _links(state: SearchState, page: ResultPage) -> Record:
    """This page and those beside it; they keep the rung, so that all pages are of one list."""
    site, path = visit.address(), f"{PREFIX}/search"
    last = min(page.pages, MAX_PAGE)
    return {
        "self": site + state.url(path),
        "next": site + state.at_page(page.page + 1).url(path) if page.page < last else None,
        "prev": site + state.at_page(min(page.page - 1, last)).url(path) if page.page > 1 else None,
    }


def _json(record: Record) -> Response:
    return Response(json.dumps(record, ensure_ascii=False), mimetype="application/json")


OPERATIONS = (
    Operation(rule="/search", answer=search, record=records.Search, parameters=SearchParameters, fails=(422,)),
    Operation(
        rule="/facets/<name>",
        answer=facet,
        record=records.Facet,
        parameters=FacetParameters,
        path=("name", {"type": "string", "enum": list(FACETS)}),
        fails=(404, 422),
    ),
    Operation(
        rule="/passages/<passage_id>",
        answer=passage,
        record=records.Passage,
        path=("passage_id", {"type": "string", "pattern": PASSAGE_ID}),
        fails=(404, 410),
    ),
    Operation(
        rule="/papers/<paper_id>",
        answer=paper,
        record=records.Paper,
        path=("paper_id", {"type": "string", "pattern": PAPER_ID}),
        fails=(404, 410),
    ),
    Operation(rule="/ask", answer=asking.ask, record=asking.Ask, parameters=asking.AskParameters, fails=(422,)),
    Operation(
        rule="/commitments",
        answer=ledger.commitments,
        record=ledger.Commitments,
        parameters=ledger.CommitmentsParameters,
        fails=(422,),
    ),
    Operation(
        rule="/commitments/<row_id>",
        answer=ledger.commitment,
        record=ledger.CommitmentAlone,
        path=("row_id", {"type": "string", "pattern": ledger.ROW_ID}),
        fails=(404,),
    ),
    Operation(
        rule="/drift", answer=ledger.drift, record=ledger.Drifts, parameters=ledger.DriftParameters, fails=(422,)
    ),
    Operation(rule="/coverage", answer=coverage, record=records.Coverage, parameters=CoverageParameters, fails=(422,)),
    Operation(rule="/health", answer=health, record=records.Health),
)
"""Each address and what answers it; GET and HEAD only."""
