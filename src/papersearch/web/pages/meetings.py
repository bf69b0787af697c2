"""Meetings by year, and one meeting with its papers."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from papersearch.passage import PaperCard
from papersearch.web import visit
from papersearch.web.presenting.meetings import by_meeting, meeting_view, meetings_view


def meetings() -> ResponseReturnValue:
    """The meetings of one year."""
    view = meetings_view(visit.reader().cards(), request.args.get("year"))
    return visit.page("meetings.html", view=view, section="meetings")


def meeting(council: str, committee: str, day: str) -> ResponseReturnValue:
    """One meeting, by the parts of its key."""
    cards = cards_of_meeting(f"{council}/{committee}/{day}")
    if not cards:
        abort(404)
    return visit.page("meeting.html", view=meeting_view(cards), section="meetings")


def cards_of_meeting(meeting_key: str) -> tuple[PaperCard, ...]:
    """The papers of a meeting in its order; none for a paper that states no meeting."""
    reader = visit.reader()
    return reader.remember("web: meetings", lambda: by_meeting(reader.cards())).get(meeting_key, ())
