"""Texts that would run in a browser if a page let them, and papers that hold one in every field."""

from datetime import date
from urllib.parse import urlencode

from visiting import paper, unit

from papersearch.model import AgendaItem, Committee, Council, Form, Meeting, PaperType, Person, Role

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><iframe src=javascript:alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script><![CDATA[",
    "javascript:alert(1)//<b>",
    "{{7*7}}${7*7}<%= 7*7 %><b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<i>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "\\u003cscript\\u003e<ScRiPt >alert(1)</sCrIpT >",
)
PARAMETERS = (
    "q", "council", "committee", "year", "type", "role", "person", "officer", "from", "to", "reach", "not", "item", "sort", "page",
    "status", "kind", "owner", "without", "p", "meeting",
)  # fmt: skip
TAKING = (
    "/search", "/evidence", "/facet/person", "/ask", "/commitments", "/drift", "/meetings", "/coverage", "/search.json", "/search.csv",
    "/search.atom", "/ask.json", "/commitments.csv", "/commitments.atom", "/drift.csv", "/api/v1/search", "/api/v1/coverage",
    "/api/v1/facets/person", "/api/v1/ask",
)  # fmt: skip


def papers_with(payload):
    """Minutes, a plan and an agenda of one council; every text in them, and every name and address, holds the payload."""
    council = Council(slug="farndale", name=f"Council {payload}")
    committee = Committee(council="farndale", slug="cabinet", name=f"Cabinet {payload}")
    meeting = Meeting(council="farndale", committee=committee, day=date(2020, 5, 6), place=f"Hall {payload}")
    later = Meeting(council="farndale", committee=committee, day=date(2021, 6, 9), place=f"Hall {payload}")
    item = AgendaItem(number=f"7 {payload}", title=f"Item {payload}")
    stated = {
        "council": council,
        "item": item,
        "people": (Person(name=f"Ada {payload}"),),
        "lead_officer": f"Officer {payload}",
        "version": f"Version {payload}",
        "address": f"https://farndale.example/{payload}",
        "facts": {f"label {payload}": f"fact {payload}"},
        "warnings": (f"a warning {payload}",),
    }
    units = [
        unit(f"Heading {payload}", form=Form.HEADING),
        unit(f"Ferry {payload}", number=f"1 {payload}", lead_in=f"Lead {payload}", section=(f"Section {payload}",)),
        unit(f"Ferry | {payload} | **cell {payload}**", form=Form.TABLE_ROW),
        unit(
            f"That the Director of Ferries {payload} present a report on {payload} to the meeting on 9 June 2021.",
            Role.RESOLUTION,
            Form.LIST_ITEM,
            item=item,
            number=f"1 {payload}",
            lead_in=f"The cabinet RESOLVED {payload}:",
        ),
    ]
    plan = [
        unit("9 June 2021", form=Form.HEADING),
        unit(f"Ferry {payload}", Role.PLAN, Form.LIST_ITEM, section=("9 June 2021",)),
    ]
    return (
        paper(f"report {payload}.txt", PaperType.MINUTES, f"Title {payload}", meeting, units, **stated),
        paper(
            f"plan {payload}.txt", PaperType.REPORT, f"Work plan {payload}", meeting, plan, council=council, item=item
        ),
        paper(
            f"agenda {payload}.txt",
            PaperType.AGENDA,
            f"Agenda {payload}",
            later,
            [unit(f"Ferry {payload}", form=Form.HEADING, item=item, number=f"7 {payload}")],
            council=council,
        ),
    )


def pages_about(papers):
    """The addresses of all that is shown of papers."""
    card, passages = papers[0]
    return [
        "/", "/search?q=ferry", "/search?q=ferry+resolved", "/evidence?q=ferry", "/search?q=zeppelin", "/facet/person?q=ferry", "/facet/committee",
        *(f"{one.url}?q=ferry" for one in passages), f"/paper/{card.id}", f"/original/{card.id}", f"/meeting/{card.meeting_key}", "/meetings",
        "/coverage", f"/p/{card.id}00000000", "/ask?q=what+was+resolved+about+the+ferry", "/ask?q=who+is+Ada", "/commitments", "/drift",
        "/search.json?q=ferry", "/search.csv?q=ferry", "/search.atom?q=ferry", "/ask.json?q=ferry", "/commitments.csv", "/commitments.atom", "/drift.csv",
        "/openapi.json", "/opensearch.xml", "/api/v1/search?q=ferry", f"/api/v1/papers/{card.id}", f"/api/v1/passages/{passages[1].id}",
        "/api/v1/facets/person?q=ferry", "/api/v1/coverage", "/api/v1/health", "/api/v1/ask?q=ferry",
    ]  # fmt: skip


def pages_with(payload):
    """Addresses that hold the payload in each parameter, and in the path."""
    asked = [f"{address}?{urlencode({'q': 'ferry'} | {name: payload})}" for address in TAKING for name in PARAMETERS]
    path = urlencode({"": payload})[1:]
    bases = (
        "/p",
        "/paper",
        "/original",
        "/facet",
        "/meeting/farndale/cabinet",
        "/commitments",
        "/nowhere",
        "/api/v1/passages",
        "/api/v1/nowhere",
    )
    return [*asked, *(f"{base}/{path}" for base in bases)]
