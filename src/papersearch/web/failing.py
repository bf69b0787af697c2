"""What did not work, told in the form that was asked for: a page, a problem record or plain text."""

import json
from collections.abc import Iterable, Sequence

from flask import Response, make_response, request

from papersearch.web import visit
from papersearch.web.presenting.errors import ErrorView, problem_json, refusal_view, text_of
from papersearch.web.state.parameters import FieldError

API = "/api/"
PROBLEM = "application/problem+json"
_RECORDS = (".json",)
_STREAMS = (".csv", ".atom", ".xml")


def failure(
    view: ErrorView, status: int, *, errors: Sequence[FieldError] = (), headers: Iterable[tuple[str, str]] = ()
) -> Response:
    """An answer that says what went wrong: RFC 9457 for programs, text where rows were wanted, else a page."""
    if is_for_programs():
        record = problem_json(view, status, errors)
        answer = Response(json.dumps(record, ensure_ascii=False), status, mimetype=PROBLEM)
    elif request.path.endswith(_STREAMS):
        answer = Response(text_of(view), status, mimetype="text/plain")
    else:
        page = visit.page if status < 500 else visit.page_without_index
        answer = make_response(page("error.html", view=view, section=""), status)
    answer.headers.extend(headers)
    return answer


def refusal(errors: Sequence[FieldError]) -> Response:
    """An answer to parameters that cannot be used, each with its sentence: 422 in the API, 400 elsewhere."""
    return failure(refusal_view(errors), 422 if request.path.startswith(API) else 400, errors=errors)


def is_for_programs() -> bool:
    """Whether this address answers in JSON."""
    return request.path.startswith(API) or request.path.endswith(_RECORDS)
