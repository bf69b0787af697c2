"""Every output of the site and every byte of the index is asked for words of closed papers, with all markings we know."""

import json
import logging
from datetime import UTC, date, datetime

import pytest
import test_gate_files
import test_gate_variants
from test_gate import PLANTED

from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.indexing import index_corpus
from papersearch.settings import Settings
from papersearch.web.app import create_app
from papersearch.web.pages import ROUTES

TODAY = date(2026, 11, 21)
OPEN_WORD = "pantiles"
PACK = f"""Cabinet
Tuesday 3 March 2020
10.00 am
Guildhall

Order of Business

Item No.\tTitle\tPage No.
\tPART A - OPEN BUSINESS\t
1.\tAPOLOGIES\t
2.\tROOF OF THE MARKET HALL\t3

Item No. 2.\tClassification: Open\tDate: 3 March 2020\tMeeting Name: Cabinet
Report title:\tRoof of the market hall
From:\tHead of Property

1. The {OPEN_WORD} are to be laid by June.

Item No. 3.\tClassification: Closed\tDate: 3 March 2020\tMeeting Name: Cabinet
Report title:\tSale of the {PLANTED}
From:\tHead of {PLANTED.title()}

RECOMMENDATIONS

1. That the Head of Property sells the {PLANTED} for £123,456 by 1 May 2020.
"""
WORDS = ("zanzib*", "zanzibarte", "sold", OPEN_WORD, "")
"""The beginning of the word, a slip of it, and what stands beside it: an answer may not complete them."""
ASKED = ("What is the zanzibarte?", "What is to be sold, and who sells it?", "What was promised?")
FACETS = ("council", "committee", "year", "type", "role", "person", "lead_officer")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A visitor of an index over all closed files, the folder of the index, and the ids of what is shown."""
    folder = tmp_path_factory.mktemp("outputs")
    council = folder / "corpus" / "saltmere"
    closed = {f"variant-{at}.txt": text.encode() for at, text in enumerate(test_gate_variants.CLOSED)}
    files = test_gate_files.CLOSED | closed | {"pack.txt": PACK.encode()}
    for name, content in files.items():
        place = council / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    engine = WhooshEngine(folder / "index")
    said = _Said()
    logging.getLogger().addHandler(said)
    report = index_corpus(folder / "corpus", engine, folder / "index", today=TODAY)
    settings = Settings(index=folder / "index", corpus=folder / "corpus", contact_name="The clerk")
    app = create_app(engine, settings, now=lambda: datetime(2026, 11, 21, 7, 0, tzinfo=UTC))
    yield app.test_client(), engine.reader(), folder / "index", report, said
    logging.getLogger().removeHandler(said)


class _Said(logging.Handler):
    """Keeps all that is logged."""

    def __init__(self):
        super().__init__(level=logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def addresses(reader):
    """Every address that a visitor can ask, with words and questions that come near what is closed."""
    for word in WORDS:
        for place in ("/search", "/search.json", "/search.csv", "/search.atom", "/evidence", "/commitments", "/commitments.csv",
                      "/commitments.atom", "/meetings", "/drift", "/drift.csv", "/api/v1/search", "/api/v1/commitments", "/api/v1/drift"):  # fmt: skip
            yield place, {"q": word}
        for name in FACETS:
            yield f"/facet/{name}", {"q": word}
            yield f"/api/v1/facets/{name}", {"q": word}
    for question in ASKED:
        for place in ("/ask", "/ask.json", "/api/v1/ask"):
            yield place, {"q": question}
    for place in (
        "/",
        "/coverage",
        "/help",
        "/robots.txt",
        "/opensearch.xml",
        "/openapi.json",
        "/api/v1/health",
        "/api/v1/coverage",
    ):
        yield place, {}
    for card in reader.cards():
        yield f"/paper/{card.id}", {}
        yield f"/original/{card.id}", {}
        yield f"/api/v1/papers/{card.id}", {}
        for one in reader.passages_of(card.id):
            yield f"/p/{one.id}", {}
            yield f"/api/v1/passages/{one.id}", {}


def test_no_output_says_a_word_of_a_closed_paper(site):
    client, reader, _, _, _ = site

    statuses, told = {}, []
    for place, asked in addresses(reader):
        answer = client.get(place, query_string=asked, buffered=True)
        statuses.setdefault(place, set()).add(answer.status_code)
        if PLANTED in answer.get_data(as_text=True).casefold():
            told.append((place, asked))

    assert told == []
    assert {place for place, found in statuses.items() if any(code >= 500 for code in found)} == set()
    asked = {rule for rule, _ in ROUTES if "<" not in rule}
    assert asked - set(statuses) <= {"/accessibility"}


def test_the_word_itself_finds_nothing_and_leads_nowhere(site):
    client, reader, _, _, _ = site

    found = json.loads(client.get("/api/v1/search", query_string={"q": PLANTED}).get_data())
    rows = client.get("/search.csv", query_string={"q": PLANTED}, buffered=True).get_data(as_text=True).splitlines()
    slip = client.get("/search.json", query_string={"q": "zanzibarte"}, buffered=True).get_data(as_text=True)

    assert (found["total"], found["results"], found["suggestions"]) == (0, [], [])
    assert len(rows) <= 1
    assert PLANTED not in slip
    assert [word for word, _ in reader.vocabulary("zanz")] == []


def test_no_byte_of_the_index_and_no_line_of_the_log_holds_it(site):
    _, _, index, report, said = site

    held = [path.name for path in index.rglob("*") if path.is_file() and PLANTED.encode() in path.read_bytes().lower()]

    assert held == []
    assert [line for line in said.lines if PLANTED in line.casefold()] == []
    assert [row for row in report.quarantined if PLANTED in f"{row.path} {row.reason}".casefold()] == []


def test_the_open_part_of_the_pack_is_found_and_its_closed_part_cannot_be_fetched(site):
    client, reader, _, _, _ = site
    texts = {card.id: " ".join(one.text for one in reader.passages_of(card.id)) for card in reader.cards()}
    opened = [paper for paper, text in texts.items() if OPEN_WORD in text]

    original = client.get(f"/original/{opened[0]}", buffered=True)
    page = client.get(f"/paper/{opened[0]}").get_data(as_text=True)

    assert len(opened) == 1
    assert original.status_code == 403
    assert PLANTED not in original.get_data(as_text=True).casefold()
    assert "a part of it is not open" in page
