"""The plain words for the values of a facet."""

from collections.abc import Mapping

from papersearch.model import PaperType, Role
from papersearch.passage import NOT_STATED

TYPE_LABELS: Mapping[str, str] = {
    PaperType.AGENDA: "Agenda",
    PaperType.MINUTES: "Minutes",
    PaperType.REPORT: "Report",
    PaperType.DECISION: "Decision",
    PaperType.ISSUE: "Issue",
    PaperType.AGENDA_ITEM: "Agenda item",
    PaperType.PAPER: "Paper",
}

ROLE_LABELS: Mapping[str, str] = {
    Role.BODY: "Text",
    Role.RECOMMENDATION: "Recommendation",
    Role.RESOLUTION: "Resolution",
    Role.ACTION: "Action",
    Role.PLAN: "Forward plan",
    Role.ATTENDANCE: "Attendance",
    Role.FRONT_MATTER: "Front matter",
    Role.AUDIT_TRAIL: "Audit trail",
}


def value_label(facet: str, value: str, council_names: Mapping[str, str]) -> str:
    """One facet value as a person reads it; `council_names` gives names to the slugs of councils."""
    if value == NOT_STATED:
        return "Date not stated" if facet == "year" else "Not stated"
    known = {"type": TYPE_LABELS, "role": ROLE_LABELS, "council": council_names}.get(facet, {})
    return known.get(value, value)
