"""Whatever stands in a paper or an address stays text: on every page, in JSON, CSV and Atom."""

import csv
import io
import json
import time

import pytest
from lxml import etree, html
from payloads import PAYLOADS, pages_about, pages_with, papers_with
from visiting import visitor_of

ACTIVE = (
    "//script[not(starts-with(@src, '/static/'))] | //@*[starts-with(name(), 'on')] | //iframe | //object | //embed | //svg[not(@aria-hidden='true')] | //style | //base"
    " | //img[not(starts-with(@src, '/static/'))] | //textarea | //@style | //meta[@http-equiv]"
)
SCHEMES = "//@href[not(starts-with(., '/') or starts-with(., '#') or starts-with(., 'http') or starts-with(., 'mailto:'))] | //@formaction"


def wrong_in(answer, payload):
    """What would run, or be taken for more than text, in an answer; `None` if nothing would."""
    if answer.status_code >= 500:
        return answer.status
    match answer.mimetype:
        case "text/html":
            return wrong_in_page(answer.text, payload)
        case "application/json" | "application/problem+json":
            json.loads(answer.text)
            return None
        case "text/csv":
            return wrong_in_rows(answer.text)
        case "application/atom+xml" | "application/opensearchdescription+xml":
            return wrong_in_feed(answer.data)
        case "text/plain":
            return None
        case other:
            return (
                None if "attachment" in answer.headers.get("Content-Disposition", "") else f"an answer of type {other}"
            )


def wrong_in_page(text, payload):
    tree = html.fromstring(text)
    found = tree.xpath(ACTIVE) + tree.xpath(SCHEMES)
    if found:
        return str(found[0] if isinstance(found[0], str) else etree.tostring(found[0]))[:200]
    is_loud = "<" in payload or '"' in payload
    return "it stands there as it is" if is_loud and payload in text else None


def wrong_in_rows(text):
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    loud = [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r", "＝", "＋", "＠")]
    return loud[0] if loud else None


def wrong_in_feed(text):
    names = {one.tag.rpartition("}")[2].lower() for one in etree.fromstring(text).iter() if isinstance(one.tag, str)}
    return next(iter(names & {"script", "svg", "img", "iframe", "b", "i"}), None)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_any_field_or_parameter_stays_text(payload, request):
    papers = papers_with(payload)
    visitor = visitor_of(*papers)
    about, asked = pages_about(papers), pages_with(payload)
    if not request.config.getoption("--soak"):
        asked = asked[PAYLOADS.index(payload) % 5 :: 5]
    _until_the_ledger_is_ready(visitor)

    answers = {
        address: visitor.client.get(address, base_url="http://localhost", buffered=True) for address in [*about, *asked]
    }

    wrong = {address: flaw for address, answer in answers.items() if (flaw := wrong_in(answer, payload))}
    assert wrong == {}
    assert "<mark>Ferry</mark>" in answers["/search?q=ferry"].text
    assert "alert" not in payload or "alert" in answers[about[7]].text


def _until_the_ledger_is_ready(visitor):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if visitor.client.get("/commitments", base_url="http://localhost", buffered=True).status_code == 200:
            return
        time.sleep(0.05)
