"""What is in the index, how to search it, and for whom it works."""

from dataclasses import dataclass

from flask import Response
from flask.typing import ResponseReturnValue

from papersearch.web import visit
from papersearch.web.presenting.coverage import coverage_view

DATE_EXAMPLES = ("2017", "July 2017", "10/7/2017", "10 July 2017", "2017-07-10")
FORMS = (
    ("care leavers housing", "paragraphs with all three words, in any form: leaver, leavers, house, housing"),
    ('"terms of reference"', "these words side by side, exactly as printed"),
    ('"damp report"~5', "both words near each other, in any order and form: at most five other words between them"),
    ("safeguard*", "any word that begins with these three or more letters"),
    ("flood -planning", "the first word without the second; NOT does the same"),
    ("foyer OR hostel", "either word"),
    ("(foyer OR hostel) rent", "brackets say what belongs together"),
    ('committee:"Planning Committee" trees', "a filter, typed"),
)
"""What can be typed, and what it finds; each is tried in a test."""

_ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /ask.json
Disallow: /commitments.csv
Disallow: /commitments.atom
Disallow: /drift.csv
Disallow: /evidence
Disallow: /facet/
Disallow: /original/
Disallow: /search.atom
Disallow: /search.csv
Disallow: /search.json
"""
"""Pages may be read by programs that follow links; exports, and what is made anew for each search, may not."""


@dataclass(frozen=True, slots=True)
class TipsView:
    """The page of search tips."""

    forms: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactView:
    """Who answers for the site."""

    name: str
    email: str


def coverage() -> ResponseReturnValue:
    """What is in the index."""
    return visit.page("coverage.html", view=coverage_view(visit.coverage()), section="")


def search_tips() -> ResponseReturnValue:
    """How to search."""
    return visit.page("help.html", view=TipsView(FORMS, DATE_EXAMPLES), section="help")


def robots() -> ResponseReturnValue:
    """What programs that follow links may read."""
    return Response(_ROBOTS, mimetype="text/plain")


def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    settings = visit.settings()
    contact = ContactView(settings.contact_name or "whoever runs this site", settings.contact_email)
    return visit.page("accessibility.html", view=contact, section="")
