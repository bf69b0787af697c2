"""Thin routes of the pages and feeds."""

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from papersearch.web.pages import about, answers, evidence, feeds, meetings, originals, papers, searches

Route = tuple[str, Callable[..., ResponseReturnValue]]

ROUTES: tuple[Route, ...] = (
    ("/", searches.home),
    ("/search", searches.search),
    ("/facet/<name>", searches.facet),
    ("/evidence", evidence.evidence),
    ("/search.json", feeds.search_json),
    ("/search.csv", feeds.search_csv),
    ("/search.atom", feeds.search_atom),
    ("/opensearch.xml", feeds.opensearch),
    ("/p/<passage_id>", papers.passage),
    ("/paper/<paper_id>", papers.paper),
    ("/original/<paper_id>", originals.original),
    ("/ask", answers.ask),
    ("/ask.json", answers.as_json),
    ("/meeting/<council>/<committee>/<day>", meetings.meeting),
    ("/meetings", meetings.meetings),
    ("/coverage", about.coverage),
    ("/help", about.search_tips),
    ("/accessibility", about.accessibility),
)
"""Each address and what answers it; GET and HEAD only."""
