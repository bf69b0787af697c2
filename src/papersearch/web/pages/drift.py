"""Forward-plan drift: what was planned for meetings, and what came."""

from flask import Response
from flask.typing import ResponseReturnValue

from papersearch.coverage import coverage_of
from papersearch.exporting_ledger import drift_lines
from papersearch.web import promised, visit
from papersearch.web.failing import refusal
from papersearch.web.presenting.drift import drift_view, refused_drift_view


def drift() -> ResponseReturnValue:
    """The planned items that the address asks for."""
    state, errors = promised.drift_asked()
    if errors:
        view = refused_drift_view(state, errors, visit.councils())
        return visit.page("drift.html", view=view, section="commitments"), 400
    places = {name: frozenset(state.values(name)) for name, _ in state.filters}
    coverage = coverage_of(visit.reader(), places)
    found = promised.drifts_of(state)
    view = drift_view(state, found, promised.drifts_by_filter(state), visit.councils(), coverage)
    return visit.page("drift.html", view=view, section="commitments")


def as_csv() -> ResponseReturnValue:
    """All planned items asked for as CSV."""
    state, errors = promised.drift_asked()
    if errors:
        return refusal(errors)
    download = Response("".join(drift_lines(promised.drifts_of(state), site=visit.address())), mimetype="text/csv")
    download.headers["Content-Disposition"] = 'attachment; filename="papersearch-drift.csv"'
    return download
