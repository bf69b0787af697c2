"""The evidence pack as one page that stands alone and prints well."""

from datetime import date

from flask import Flask, render_template

from papersearch.exporting import Record
from papersearch.web.presenting.evidence import evidence_view


def evidence_html(app: Flask, pack: Record, *, made: date) -> str:
    """An evidence pack (`exporting.evidence_json`) as HTML with its style inside; `made` is the day it was made."""
    with app.test_request_context():
        return render_template("evidence.html", view=evidence_view(pack, made=made))
