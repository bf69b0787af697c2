"""A paper, and the permalink of each of its paragraphs."""

import re

from flask import abort
from flask.typing import ResponseReturnValue

from papersearch.meetings import meeting_of
from papersearch.passage import Passage
from papersearch.query import Node
from papersearch.web import visit
from papersearch.web.pages.searches import results_of, state_of_request
from papersearch.web.presenting.errors import gone_view
from papersearch.web.presenting.papers import HitBar, paper_view
from papersearch.web.presenting.walk import hit_bar
from papersearch.web.state import MAX_PAGE, SearchState

_PASSAGE_ID = re.compile(r"(?P<paper>[0-9a-f]{12})[0-9a-f]{8}(?:-[0-9]+)?")


def passage(passage_id: str) -> ResponseReturnValue:
    """The paper of a paragraph, opened at it."""
    found = visit.reader().passage(passage_id)
    if found is None:
        return _gone(passage_id)
    state, errors = state_of_request()
    bar, query = (None, None) if errors or state.is_empty else _walk(state, found)
    return _paper(found.paper_id, found, bar, query)


def paper(paper_id: str) -> ResponseReturnValue:
    """A whole paper."""
    if visit.card(paper_id) is None:
        abort(404)
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
    return visit.page("paper.html", view=view, address=visit.address(), section="search")


def _walk(state: SearchState, found: Passage) -> tuple[HitBar, Node]:
    """The bar that leads along the results, and the search to mark; neighbours on other pages are looked up there."""
    here = results_of(state)
    ids = [result.hit.passage.id for result in here.results]
    before = after = None
    if ids and found.id == ids[0] and state.page > 1:
        before = results_of(state.at_page(state.page - 1))
    if ids and found.id == ids[-1] and state.page < min(here.pages, MAX_PAGE):
        after = results_of(state.at_page(state.page + 1))
    return hit_bar(state, found, here, before=before, after=after), here.request.query


def _gone(passage_id: str) -> ResponseReturnValue:
    """410 with the paper it stood in, where that is still indexed; 404 for what never was the id of a paragraph."""
    match = _PASSAGE_ID.fullmatch(passage_id)
    if match is None:
        abort(404)
    return visit.page("error.html", view=gone_view(visit.card(match["paper"])), section=""), 410
