"""The promise ledger: its rows, one row with its history, and both as files that leave the site."""

from collections.abc import Sequence
from itertools import islice

from flask import Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from papersearch.commitments import commitment_of, followed, related
from papersearch.coverage import coverage_of
from papersearch.exporting_ledger import ledger_lines
from papersearch.web import promised, visit
from papersearch.web.failing import failure, refusal
from papersearch.web.presenting.errors import NO_COMMITMENT
from papersearch.web.presenting.feeds import ENTRIES
from papersearch.web.presenting.ledger import counts_of, ledger_view, refused_ledger_view
from papersearch.web.presenting.ledger_feed import ledger_feed_view
from papersearch.web.presenting.ledger_row import commitment_view
from papersearch.web.state.ledger import LedgerState
from papersearch.web.state.parameters import FieldError


def commitments() -> ResponseReturnValue:
    """The rows that the address asks for."""
    state, errors = promised.ledger_asked()
    if errors:
        return _refused(state, errors)
    rows = promised.rows_of(state)
    counts = counts_of(promised.rows_by_filter(state), visit.councils())
    coverage = coverage_of(visit.reader(), state.request().filters, state.dates)
    view = ledger_view(state, rows, promised.page_of(state, rows), counts, coverage)
    return visit.page("commitments.html", view=view, section="commitments")


def commitment(row_id: str) -> ResponseReturnValue:
    """One row with its history."""
    row = commitment_of(visit.reader(), row_id)
    if row is None:
        return failure(NO_COMMITMENT, 404)
    view = commitment_view(row, related(visit.reader(), row))
    return visit.page("commitment.html", view=view, address=visit.address(), section="commitments")


def as_csv() -> ResponseReturnValue:
    """All rows asked for as CSV, made row by row."""
    state, errors = promised.ledger_asked()
    if errors:
        return refusal(errors)
    reader = visit.reader()
    rows = promised.rows_of(state)
    lines = ledger_lines((followed(reader, [row])[0] for row in rows), site=visit.address())
    download = Response(stream_with_context(lines), mimetype="text/csv")
    download.headers["Content-Disposition"] = 'attachment; filename="papersearch-commitments.csv"'
    return download


def as_atom() -> ResponseReturnValue:
    """The rows of the newest meetings as a feed."""
    state, errors = promised.ledger_asked()
    if errors:
        return refusal(errors)
    plain = state.newest_first()
    newest = followed(visit.reader(), list(islice(promised.rows_of(plain), ENTRIES)))
    view = ledger_feed_view(plain, newest, address=visit.address(), site_name=visit.settings().site_name)
    return Response(render_template("feed.xml", view=view), mimetype="application/atom+xml")


def _refused(state: LedgerState, errors: Sequence[FieldError]) -> ResponseReturnValue:
    counts = counts_of({}, visit.councils())
    return visit.page("commitments.html", view=refused_ledger_view(state, errors, counts), section="commitments"), 400
