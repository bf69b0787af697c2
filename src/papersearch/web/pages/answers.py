"""The page that answers a question."""

import json

from flask import Response
from flask.typing import ResponseReturnValue

from papersearch.answering import Answer
from papersearch.engines.port import Reader
from papersearch.exporting_answer import ask_json
from papersearch.query import AllOf, SearchRequest, Word
from papersearch.web import visit
from papersearch.web.presenting.answers import answer_view, empty_view
from papersearch.web.state.question import AskState


def ask() -> ResponseReturnValue:
    """The answer to the question of the address, what comes closest, or that nothing was found: a page like any other."""
    state, _ = visit.question_asked()
    if not state.q:
        return visit.page("answer.html", view=empty_view(state), section="ask")
    found = visit.answer_to(state)
    view = answer_view(state, found, _matching(visit.reader(), state, found))
    return visit.page("answer.html", view=view, section="ask")


def as_json() -> ResponseReturnValue:
    """The same answer as the record of the command line."""
    state, _ = visit.question_asked()
    record = ask_json(visit.answer_to(state), site=visit.address())
    return Response(json.dumps(record, ensure_ascii=False), mimetype="application/json")


def _matching(reader: Reader, state: AskState, found: Answer) -> int:
    """The paragraphs that a search for the words of a question finds, on any rung."""
    asked = found.asked
    if not asked.words:
        return 0
    node = AllOf(tuple(map(Word, asked.words))) if len(asked.words) > 1 else Word(asked.words[0])
    counted = reader.search(SearchRequest(query=node, filters={**asked.filters, **state.chosen()}, page_size=0))
    return sum(counted.totals.values())
