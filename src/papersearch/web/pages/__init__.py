"""Thin routes of the pages and feeds."""

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from papersearch.web.pages import about, answers, drift, evidence, feeds, ledger, meetings, originals, papers, searches

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
    ("/commitments", ledger.commitments),
    ("/commitments.csv", ledger.as_csv),
    ("/commitments.atom", ledger.as_atom),
    ("/commitments/<row_id>", ledger.commitment),
    ("/drift", drift.drift),
    ("/drift.csv", drift.as_csv),
    ("/meeting/<council>/<committee>/<day>", meetings.meeting),
    ("/meetings", meetings.meetings),
    ("/coverage", about.coverage),
    ("/help", about.search_tips),
    ("/accessibility", about.accessibility),
    ("/robots.txt", about.robots),
)
"""Each address and what answers it; GET and HEAD only."""
