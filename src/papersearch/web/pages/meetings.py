"""Meetings by year, and one meeting with its papers."""

import re

from flask import abort, request
from flask.typing import ResponseReturnValue

from papersearch import meetings as records
from papersearch.passage import NOT_STATED
from papersearch.web import promised, visit
from papersearch.web.failing import refusal
from papersearch.web.presenting.ledger_panel import panel_of
from papersearch.web.presenting.meetings import meeting_view, meetings_view
from papersearch.web.state.ledger import LedgerState
from papersearch.web.state.parameters import FieldError, clean

_SHOWN = 60
"""Characters of a wrong value that are told back."""


def meetings() -> ResponseReturnValue:
    """A page of the meetings of one year."""
    year = request.args.get("year", "")
    page = request.args.get("page", "1")
    if year and year != NOT_STATED and not re.fullmatch("[0-9]{4}", year):
        return refusal(
            (FieldError("year", f"“year” cannot be “{clean(year)[:_SHOWN]}”; use a year like 2019, or {NOT_STATED}"),)
        )
    if not re.fullmatch("[1-9][0-9]{0,3}", page):
        return refusal(
            (FieldError("page", f"“page” cannot be “{clean(page)[:_SHOWN]}”; use a whole number from 1 to 9,999"),)
        )
    reader = visit.reader()
    loose = records.papers_without_meeting(reader)
    view = meetings_view(records.meetings(reader), loose, year, page=int(page))
    if view.is_past_the_end:
        abort(404)
    return visit.page("meetings.html", view=view, section="meetings")


def meeting(council: str, committee: str, day: str) -> ResponseReturnValue:
    """One meeting, by the parts of its key."""
    reader = visit.reader()
    found = records.meeting_of(reader, f"{council}/{committee}/{day}")
    if found is None:
        abort(404)
    view = meeting_view(found, *records.neighbours(reader, found.key))
    asked = LedgerState(meeting=found.key)
    rows = promised.rows_beside(asked.request())
    panel = panel_of(rows, promised.with_status, asked, "Commitments of this meeting", most=6)
    return visit.page("meeting.html", view=view, panel=panel, section="meetings")
