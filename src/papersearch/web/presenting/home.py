"""The first page: what is indexed, and the newest meetings."""

from collections.abc import Sequence
from dataclasses import dataclass

from papersearch.coverage import Coverage
from papersearch.meetings import MeetingRecord
from papersearch.web.presenting.coverage import CommitteeRow, coverage_view
from papersearch.web.presenting.meetings import MeetingLine, meeting_line
from papersearch.web.presenting.searches import Form, form_of
from papersearch.web.state.search import SearchState

RECENT = 5
COMMITTEES = 20
"""Committees named on the first page; the page of what is in the index has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The first page."""

    form: Form
    totals: str
    committees: tuple[CommitteeRow, ...]
    recent: tuple[MeetingLine, ...]


def home_view(coverage: Coverage, meetings: Sequence[MeetingRecord]) -> HomeView:
    """What the first page shows of an index."""
    whole = coverage_view(coverage)
    return HomeView(
        form=form_of(SearchState()),
        totals=whole.totals,
        committees=whole.committees[:COMMITTEES],
        recent=tuple(meeting_line(meeting) for meeting in meetings[:RECENT]),
    )
