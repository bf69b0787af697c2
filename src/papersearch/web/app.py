"""The application factory: headers, errors, one reader per request."""

import hashlib
import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from threading import BoundedSemaphore

from flask import Flask, Response, abort, current_app, g, request, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from papersearch.connecting import Model
from papersearch.engines.port import SearchEngine
from papersearch.errors import EngineError, QueryError, SearchTooSlowError
from papersearch.settings import Settings
from papersearch.web import visit
from papersearch.web.api import HEALTH, add_api
from papersearch.web.failing import failure, refusal
from papersearch.web.pages import ROUTES
from papersearch.web.presenting import errors
from papersearch.web.sending import as_asked
from papersearch.web.state.parameters import FieldError

_log = logging.getLogger(__name__)
WAIT_S = 2.0
"""How long a request waits for its turn."""
DOWNLOADS = (".csv", "/evidence")
"""Ends of addresses that answer with all that is found; they have turns of their own, so that searches go on."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
"""On every answer; a route may set a stricter one of its own."""
_ERROR_PAGES = {
    400: errors.BAD_REQUEST,
    404: errors.NOT_FOUND,
    405: errors.METHOD_NOT_ALLOWED,
    413: errors.TOO_LARGE,
    500: errors.BROKEN,
    503: errors.BUSY,
}


class _Application(Flask):
    """Logs a failure by its kind and place, never by the words of a request."""

    def log_exception(self, exc_info: object) -> None:
        failure = exc_info[1] if isinstance(exc_info, tuple) else None
        if not isinstance(failure, BaseException):
            return
        place = traceback.extract_tb(failure.__traceback__)[-1]
        rule = request.url_rule.rule if request.url_rule else "none"
        _log.error(
            "failed rule=%s error=%s file=%s line=%s", rule, type(failure).__name__, place.filename, place.lineno
        )


def create_app(
    engine: SearchEngine, settings: Settings, *, now: Callable[[], datetime], model: Model | None = None
) -> Flask:
    """The web application over one engine; it sets no cookie and takes no content.

    `now` reads the clock, in UTC; `model` arranges the sentences of answers.
    """
    app = _Application(__name__, static_folder=None)
    app.extensions[visit.EXTENSION] = visit.Site(
        engine=engine, settings=settings, version=_static_version(), now=now, model=model
    )
    app.config.update(TRUSTED_HOSTS=list(settings.trusted_hosts), PROVIDE_AUTOMATIC_OPTIONS=False)
    app.url_map.merge_slashes = False
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    for rule, answer in (*ROUTES, ("/static/<path:name>", _static)):
        _add(app, rule, answer)
    add_api(app, settings)
    _limit(app, settings.searches_at_once)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(EngineError, _engine_error)
    app.register_error_handler(QueryError, _query_error)
    app.after_request(as_asked)
    app.after_request(_with_headers)
    return app


def _add(app: Flask, rule: str, answer: Callable[..., ResponseReturnValue]) -> None:
    app.add_url_rule(rule, endpoint=rule, view_func=answer, methods=["GET"])


def _static(name: str) -> ResponseReturnValue:
    file = send_from_directory(f"{current_app.root_path}/static", name, max_age=3600)
    file.direct_passthrough = False
    content = file.get_data()
    file.close()
    file.set_data(content)  # so that it can be packed
    file.headers.pop("Accept-Ranges", None)
    return file


def _static_version() -> str:
    """Changes with the stylesheet and the script, so that no browser keeps an old one."""
    folder = files("papersearch.web") / "static"
    content = b"".join((folder / name).read_bytes() for name in ("papersearch.css", "papersearch.js"))
    return hashlib.sha256(content).hexdigest()[:8]


def _limit(app: Flask, at_once: int) -> None:
    """Let few requests work at once, fewer of them downloads, and none bring content."""
    turns, downloads = BoundedSemaphore(at_once), BoundedSemaphore(max(1, at_once // 2))

    def take_turn() -> None:
        if request.routing_exception is not None:
            return
        if request.content_length or "Transfer-Encoding" in request.headers:
            abort(413)
        if request.path == HEALTH:
            return
        turn = downloads if request.path.endswith(DOWNLOADS) else turns
        if not turn.acquire(timeout=WAIT_S):
            raise ServiceUnavailable(retry_after=5)
        g.turn = turn

    def give_turn(_: BaseException | None) -> None:
        turn = g.pop("turn", None)
        if turn is not None:
            turn.release()

    def keep_turn(response: Response) -> Response:
        """Rows are made after the request has ended; its turn ends with them."""
        makes_rows = (
            response.is_streamed and not response.direct_passthrough
        )  # a file that is passed on is never closed
        turn = g.pop("turn", None) if makes_rows else None
        if turn is not None:
            response.call_on_close(turn.release)
        return response

    app.before_request(take_turn)
    app.after_request(keep_turn)
    app.teardown_request(give_turn)


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """The answer that tells an error; the exception's own headers (`Allow`, `Retry-After`) stay."""
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    kept = [
        (name, value) for name, value in error.get_headers() if name.lower() not in ("content-type", "content-length")
    ]
    return failure(_ERROR_PAGES.get(status, errors.BAD_REQUEST), status, headers=kept)


def _engine_error(error: EngineError) -> ResponseReturnValue:
    """The index cannot answer: never an empty result."""
    _log.error("index cannot answer error=%s", type(error).__name__)
    view = errors.TOO_SLOW if isinstance(error, SearchTooSlowError) else errors.cannot_answer_view(str(error))
    return failure(view, 503, headers=[("Retry-After", "30")])


def _query_error(error: QueryError) -> ResponseReturnValue:
    return refusal((FieldError(error.field, str(error)),))
