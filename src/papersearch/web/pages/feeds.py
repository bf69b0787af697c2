"""A search in other forms: JSON, CSV, Atom, and the description that adds it to a browser."""

import json
from collections.abc import Iterator
from itertools import chain, islice

from flask import Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from papersearch import searching
from papersearch.analysis import words
from papersearch.exporting import search_json as as_record
from papersearch.query import Sort
from papersearch.searching import Result
from papersearch.tabulating import result_lines
from papersearch.web import visit
from papersearch.web.failing import refusal
from papersearch.web.presenting.feeds import ENTRIES, feed_view
from papersearch.web.state.search import SearchState


def search_json() -> ResponseReturnValue:
    """One page of results as JSON."""
    state, errors = visit.search_asked()
    if errors:
        return refusal(errors)
    record = as_record(visit.results_of(state), site=visit.address())
    return Response(json.dumps(record, ensure_ascii=False), mimetype="application/json")


def search_csv() -> ResponseReturnValue:
    """All results as CSV, one row a paragraph, made row by row."""
    state, errors = visit.search_asked()
    if errors:
        return refusal(errors)
    lines = result_lines(_started(_all_results(state)), site=visit.address())
    download = Response(stream_with_context(lines), mimetype="text/csv")
    download.headers["Content-Disposition"] = f'attachment; filename="{_file_name(state)}.csv"'
    return download


def search_atom() -> ResponseReturnValue:
    """The newest results as a feed."""
    state, errors = visit.search_asked()
    if errors:
        return refusal(errors)
    newest = islice(_all_results(state.sorted_by(Sort.NEWEST)), ENTRIES)
    with_cards = [(one, visit.card(one.hit.passage.paper_id)) for one in newest]
    view = feed_view(state, with_cards, address=visit.address(), site_name=visit.settings().site_name)
    return Response(render_template("feed.xml", view=view), mimetype="application/atom+xml")


def opensearch() -> ResponseReturnValue:
    """What a browser needs to search here from its address bar."""
    described = render_template("opensearch.xml", name=visit.settings().site_name, address=visit.address())
    return Response(described, mimetype="application/opensearchdescription+xml")


def _all_results(state: SearchState) -> Iterator[Result]:
    return searching.walk(
        visit.reader(),
        state.parsed,
        state.request(deadline_s=visit.settings().deadline_s),
        reach=state.reach,
        without=frozenset(state.switched_off),
    )


def _started(results: Iterator[Result]) -> Iterator[Result]:
    """The same results, the first already found: a search that fails must fail before the first byte is sent."""
    return chain(list(islice(results, 1)), results)


def _file_name(state: SearchState) -> str:
    """A name for a download that says what was searched, in letters every file system takes."""
    plain = (word.encode("ascii", "ignore").decode() for word in words(state.q))
    named = "-".join(word.replace("'", "") for word in plain if word)[:60]
    return f"papersearch-{named}" if named else "papersearch"
