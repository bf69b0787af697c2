"""The plain words for the values of a facet, and for counts."""

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


_IRREGULAR = {"person": "people"}


def plural(noun: str) -> str:
    """The plural of a noun of the screen or the terminal."""
    return _IRREGULAR.get(noun, f"{noun}s")


def counted(count: int, noun: str, form: str = ",") -> str:
    """A count with its noun: "1 paragraph", "1,204 paragraphs"; "1204 paragraphs" where `form` is empty."""
    return f"{count:{form}} {noun if count == 1 else plural(noun)}"
