"""A paper, and the permalink of each of its paragraphs."""

from flask import abort
from flask.typing import ResponseReturnValue

from papersearch.meetings import meeting_of
from papersearch.passage import Passage
from papersearch.query import Node
from papersearch.web import promised, visit
from papersearch.web.failing import failure
from papersearch.web.presenting.ledger_panel import panel_of
from papersearch.web.presenting.papers import HitBar, paper_view
from papersearch.web.presenting.walk import hit_bar
from papersearch.web.state.ledger import LedgerState
from papersearch.web.state.parameters import MAX_PAGE
from papersearch.web.state.search import SearchState


def passage(passage_id: str) -> ResponseReturnValue:
    """The paper of a paragraph, opened at it."""
    found = visit.reader().passage(passage_id)
    if found is None:
        return failure(*visit.why_no_passage(passage_id))
    state, errors = visit.search_asked()
    bar, query = (None, None) if errors or state.is_empty else _walk(state, found)
    return _paper(found.paper_id, found, bar, query)


def paper(paper_id: str) -> ResponseReturnValue:
    """A whole paper."""
    if visit.card(paper_id) is None:
        return failure(*visit.why_no_paper(paper_id))
    return _paper(paper_id)


def _paper(
    paper_id: str, opened_at: Passage | None = None, bar: HitBar | None = None, query: Node | None = None
) -> ResponseReturnValue:
    card = visit.card(paper_id)
    if card is None:
        abort(404)
    passages = visit.reader().passages_of(paper_id)
    meeting = meeting_of(visit.reader(), card.meeting_key)
    view = paper_view(card, passages, opened_at=opened_at, query=query, hit_bar=bar, meeting=meeting)
    asked = LedgerState(paper=paper_id)
    rows = promised.rows_beside(asked.request())
    panel = panel_of(rows, promised.with_status, asked, "Commitments in this paper", most=4)
    return visit.page("paper.html", view=view, panel=panel, address=visit.address(), section="search")


def _walk(state: SearchState, found: Passage) -> tuple[HitBar, Node]:
    """The bar that leads along the results, and the search to mark; neighbours on other pages are looked up there."""
    here = visit.results_of(state)
    ids = [result.hit.passage.id for result in here.results]
    before = after = None
    if ids and found.id == ids[0] and state.page > 1:
        before = visit.results_of(state.at_page(state.page - 1))
    if ids and found.id == ids[-1] and state.page < min(here.pages, MAX_PAGE):
        after = visit.results_of(state.at_page(state.page + 1))
    return hit_bar(state, found, here, before=before, after=after), here.request.query
