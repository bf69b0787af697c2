"""The evidence pack as one page that stands alone and prints well."""

from collections.abc import Mapping

from flask import Flask, render_template

from papersearch.exporting import Record


def evidence_html(app: Flask, pack: Record, *, made: str) -> str:
    """An evidence pack (`exporting.evidence_json`) as HTML with its style inside; `made` is the day it was made."""
    with app.test_request_context():
        return render_template("evidence.html", pack=pack, made=made, filters=_filters(pack))


def _filters(pack: Record) -> list[tuple[str, str]]:
    """The filters of the search, name and values in words."""
    coverage = pack["coverage"]
    searched = coverage.get("searched") if isinstance(coverage, Mapping) else None
    filters = searched.get("filters") if isinstance(searched, Mapping) else None
    stated = filters.items() if isinstance(filters, Mapping) else ()
    return [
        (str(name).replace("_", " "), ", ".join(map(str, value)) if isinstance(value, list) else str(value))
        for name, value in stated
        if value
    ]
