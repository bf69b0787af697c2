"""The evidence pack of a search: all its paragraphs, or those that were ticked."""

from dataclasses import replace
from itertools import islice

from flask import request
from flask.typing import ResponseReturnValue

from papersearch import searching
from papersearch.exporting import evidence_json
from papersearch.web import visit
from papersearch.web.pages.searches import refused
from papersearch.web.presenting.evidence import MAX_PARAGRAPHS, evidence_page_view


def evidence() -> ResponseReturnValue:
    """A page to print: each paragraph with its citation, the exact search, and what was searched."""
    state, errors = visit.search_asked()
    if errors:
        return refused(state, errors)
    ticked = frozenset(request.args.getlist("p"))
    found = visit.results_of(state.at_page(1))
    asked = state.request(deadline_s=visit.settings().deadline_s)
    walked = searching.walk(
        visit.reader(),
        state.parsed,
        replace(asked, passages=ticked) if ticked else asked,
        reach=found.reach,
        without=frozenset(state.switched_off),
        width=0,
    )
    pack = evidence_json(found, islice(walked, MAX_PARAGRAPHS), visit.reader().stats(), site=visit.address())
    view = evidence_page_view(state, pack, made=visit.site().now().date(), ticked=len(ticked))
    return visit.page("evidence_page.html", view=view, section="search")
