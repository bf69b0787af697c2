"""The search form and its results."""

from collections.abc import Mapping

from flask import abort
from flask.typing import ResponseReturnValue

from papersearch.meetings import item_of, meetings
from papersearch.model import Basis
from papersearch.passage import FACETS
from papersearch.searching import ResultPage
from papersearch.web import promised, visit
from papersearch.web.presenting.home import home_view
from papersearch.web.presenting.ledger_panel import panel_of
from papersearch.web.presenting.searches import facet_page_view, refused_view, search_view
from papersearch.web.state.ledger import LedgerState
from papersearch.web.state.parameters import FieldError
from papersearch.web.state.search import SearchState


def home() -> ResponseReturnValue:
    """The search box, what is indexed, and the newest meetings."""
    view = home_view(visit.coverage(), meetings(visit.reader()))
    return visit.page("home.html", view=view, section="search")


def search() -> ResponseReturnValue:
    """The results of the search that the address holds."""
    state, errors = visit.search_asked()
    if errors:
        return refused(state, errors)
    page = visit.results_of(state)
    view = search_view(state, page, _inferred_numbers(page))
    rows = LedgerState(q=state.q, filters=state.filters, from_date=state.from_date, to_date=state.to_date)
    panel = panel_of(
        promised.rows_among(page),
        promised.with_status,
        rows,
        "Commitments in these items",
        most=3,
        label="The register for this search",
    )
    return visit.page("search.html", view=view, panel=panel, address=visit.address(), section="search")


def facet(name: str) -> ResponseReturnValue:
    """All values of one facet for a search."""
    if name not in FACETS:
        abort(404)
    state, errors = visit.search_asked()
    if errors:
        return refused(state, errors)
    view = facet_page_view(name, state, visit.results_of(state))
    return visit.page("facet.html", view=view, section="search")


def refused(state: SearchState, errors: tuple[FieldError, ...]) -> ResponseReturnValue:
    """The page that says what is wrong, with what was typed still in the form."""
    view = refused_view(state, errors, visit.councils())
    return visit.page("search.html", view=view, section="search"), 400


def _inferred_numbers(page: ResultPage) -> Mapping[str, str]:
    """The numbers of items that only another paper of the meeting states, by the id of the passage."""
    numbers = {}
    for passage in (result.hit.passage for result in page.results if result.hit.passage.item_number is None):
        item = item_of(visit.reader(), passage.item_key)
        for paper in item.papers if item else ():
            if paper.card.id == passage.paper_id and paper.number and paper.number_basis is Basis.INFERRED:
                numbers[passage.id] = paper.number
    return numbers
