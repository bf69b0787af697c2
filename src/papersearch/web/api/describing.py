"""Puts the operations into the application and writes their description, OpenAPI 3.1."""

import json
from collections.abc import Callable
from typing import Any

from flask import Flask, Response
from flask_smorest import Api, Blueprint

from papersearch import __version__
from papersearch.settings import Settings
from papersearch.web.api.operations import OPERATIONS, PREFIX, Operation
from papersearch.web.api.records import Problem
from papersearch.web.failing import PROBLEM

_WHY = {
    404: "there is no such thing",
    410: "it was there, and is gone",
    422: "a parameter cannot be used",
    503: "too busy, too slow, or the index cannot answer; Retry-After says when to ask again",
}


def add_api(app: Flask, settings: Settings) -> None:
    """Add the addresses of the API and `/openapi.json`; errors stay with the application."""
    app.config.update(
        API_TITLE=settings.site_name,
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={"info": _information(settings), "servers": [{"url": "/"}]},
    )
    api = Api()
    api.DEFAULT_ERROR_RESPONSE_NAME = None  # each operation names the errors it has
    api.ERROR_SCHEMA = Problem
    api.init_app(app)
    api.spec.components.schemas.pop("PaginationMetadata", None)  # the package puts it in; nothing here uses it
    blueprint = Blueprint("papers", __name__, url_prefix=PREFIX, description="Papers of committees")
    for operation in OPERATIONS:
        blueprint.add_url_rule(
            operation.rule,
            view_func=_described(blueprint, operation),
            methods=["GET"],
            parameters=_path_parameters(operation),
        )
    api.register_blueprint(blueprint)
    description = json.dumps(api.spec.to_dict(), ensure_ascii=False)
    app.add_url_rule(
        "/openapi.json",
        endpoint="/openapi.json",
        view_func=lambda: Response(description, mimetype="application/json"),
        methods=["GET"],
    )


def _information(settings: Settings) -> dict[str, Any]:
    stated = {"name": settings.contact_name, "email": settings.contact_email}
    contact = {name: value for name, value in stated.items() if value}
    says = "Everything the pages show. Field names are a promise: fields are added, never renamed or dropped."
    return {"description": says, **({"contact": contact} if contact else {})}


def _described(blueprint: Any, operation: Operation) -> Callable[..., Response]:
    """The answering function with its parameters, its record and its errors written beside it."""
    answer: Callable[..., Response] = blueprint.response(200, operation.record, description="the record")(
        operation.answer
    )
    for status in (*operation.fails, 503):
        answer = blueprint.alt_response(status, schema=Problem, content_type=PROBLEM, description=_WHY[status])(answer)
    parameters = [{"in": "query", "schema": operation.parameters}] if operation.parameters else []
    described: Callable[..., Response] = blueprint.doc(operationId=operation.answer.__name__, parameters=parameters)(
        answer
    )
    return described


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    if operation.path is None:
        return []
    name, schema = operation.path
    return [{"in": "path", "name": name, "required": True, "schema": schema}]
