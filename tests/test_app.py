"""What holds for every answer: headers, errors, limits, and files that stay inside the corpus."""

import logging
import threading
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from visiting import NOW, Visitor, engine_of, link, sample, visitor_of, words_of

from papersearch.errors import IndexMissingError, SearchTooSlowError
from papersearch.passage import FACETS
from papersearch.settings import Settings
from papersearch.web import app as application
from papersearch.web.app import create_app

ADDRESSES = (
    "/",
    "/search?q=ferry",
    "/meetings",
    "/coverage",
    "/help",
    "/accessibility",
    "/search.json",
    "/search.atom",
)


SHARED = visitor_of(*sample())


@pytest.fixture(scope="module")
def visitor():
    return SHARED


class BrokenReader:
    """A reader over nothing: every question fails as told."""

    def __init__(self, failure):
        self.failure = failure

    def __getattr__(self, name):
        def fail(*_, **__):
            raise self.failure

        return fail


class BrokenEngine:
    """An engine whose index cannot be read, or whose searches fail."""

    def __init__(self, failure, *, opens=False):
        self.failure = failure
        self.opens = opens

    def reader(self):
        if self.opens:
            return BrokenReader(self.failure)
        raise self.failure


def visitor_with(engine):
    return Visitor(create_app(engine, Settings(), now=lambda: NOW))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers_and_no_cookie(visitor, address):
    answer = visitor.get(address)

    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_allowed(visitor, method):
    answer = visitor.get("/search", status=405, method=method)

    assert set(answer.headers["Allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}


def test_head_answers_like_get_without_a_body(visitor):
    answer = visitor.get("/search?q=ferry", method="HEAD")

    assert answer.data == b""


def test_a_request_with_content_is_refused(visitor):
    page = visitor.page("/search", status=413, data=b"x" * 10)

    assert "takes none" in words_of(page)


def test_an_unknown_host_is_refused(visitor):
    page = visitor.page("/", status=400, host="evil.example")

    assert "evil" not in words_of(page)


def test_a_missing_index_is_an_error_that_says_what_mends_it():
    missing = IndexMissingError("there is no index in index; run `papersearch index`")
    visitor = visitor_with(BrokenEngine(missing))

    page = visitor.page("/search?q=ferry", status=503)

    assert "There is no index in index; run `papersearch index`." in words_of(page)
    assert "The index cannot be read at the moment." in words_of(page)


def test_help_and_the_accessibility_statement_need_no_index():
    visitor = visitor_with(BrokenEngine(IndexMissingError("there is none")))

    assert "Search tips" in words_of(visitor.page("/help"))
    assert "Report a problem" in words_of(visitor.page("/accessibility"))


def test_a_search_past_its_deadline_says_so_and_is_never_an_empty_result():
    visitor = visitor_with(BrokenEngine(SearchTooSlowError("deadline"), opens=True))

    answer = visitor.get("/search?q=ferry", status=503)

    assert "This search takes too long" in answer.text
    assert answer.headers["Retry-After"]


def test_a_search_that_fails_fails_before_the_first_row_of_a_download():
    visitor = visitor_with(BrokenEngine(SearchTooSlowError("deadline"), opens=True))

    answer = visitor.get("/search.csv?q=ferry", status=503)

    assert answer.mimetype == "text/plain"


def test_a_failure_of_ours_is_a_plain_page_and_its_log_holds_no_words_of_the_search(caplog):
    visitor = visitor_with(BrokenEngine(ValueError("secretword"), opens=True))

    with caplog.at_level(logging.ERROR):
        page = visitor.get("/search?q=secretword", status=500).text

    assert "Something went wrong" in page
    assert "Traceback" not in page
    assert "ValueError" in caplog.text
    assert "secretword" not in caplog.text


def test_no_search_is_logged(visitor, caplog):
    with caplog.at_level(logging.DEBUG):
        visitor.get("/search?q=secretword")
        visitor.get("/search?q=secretword&page=-1", status=400)

    assert "secretword" not in caplog.text


def test_one_request_too_many_waits_and_is_then_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(application, "WAIT_S", 0.05)
    engine = engine_of(*sample())
    started, go = threading.Event(), threading.Event()

    class SlowEngine:
        def reader(self):
            started.set()
            go.wait(10)
            return engine.reader()

    app = create_app(SlowEngine(), Settings(searches_at_once=1, deadline_s=30.0), now=lambda: NOW)
    first = threading.Thread(target=lambda: app.test_client().get("/coverage", base_url="http://localhost"))
    first.start()
    started.wait(10)

    second = app.test_client().get("/help", base_url="http://localhost")
    go.set()
    first.join(10)
    third = app.test_client().get("/coverage", base_url="http://localhost")

    assert (second.status_code, second.headers["Retry-After"]) == (503, "5")
    assert third.status_code == 200


def test_downloads_have_turns_of_their_own_so_that_searches_go_on(monkeypatch):
    monkeypatch.setattr(application, "WAIT_S", 0.05)
    app = create_app(engine_of(*sample()), Settings(searches_at_once=2), now=lambda: NOW)
    begun, go = threading.Event(), threading.Event()

    def ask(address):
        return app.test_client().get(address, base_url="http://localhost", buffered=True)

    def download_slowly():
        download = app.test_client().get("/search.csv?q=ferry", base_url="http://localhost")
        begun.set()
        go.wait(10)
        download.close()

    first = threading.Thread(target=download_slowly)
    first.start()
    begun.wait(10)

    second, search = ask("/search.csv?q=ferry"), ask("/search?q=ferry")
    go.set()
    first.join(10)
    third = ask("/search.csv?q=ferry")

    assert (second.status_code, search.status_code, third.status_code) == (503, 200, 200)
    assert second.headers["Retry-After"] == "5"


def test_all_of_a_page_comes_from_one_reader():
    engine = engine_of(*sample())
    taken = []

    class CountingEngine:
        def reader(self):
            taken.append(1)
            return engine.reader()

    visitor = visitor_with(CountingEngine())

    visitor.page("/")

    assert taken == [1]


def test_an_original_is_sent_by_the_id_of_its_paper(tmp_path):
    card, _ = sample()[2]
    (tmp_path / "farndale").mkdir()
    (tmp_path / card.source.path).write_text("The ferry.", encoding="utf-8")
    visitor = visitor_of(*sample(), corpus=tmp_path)

    answer = visitor.get(f"/original/{card.id}")

    assert answer.text == "The ferry."
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_originals_sent_one_after_the_other_hold_no_turn(tmp_path):
    card, _ = sample()[2]
    (tmp_path / "farndale").mkdir()
    (tmp_path / card.source.path).write_text("The ferry.", encoding="utf-8")
    visitor = visitor_of(*sample(), corpus=tmp_path)

    statuses = [visitor.get(f"/original/{card.id}").status_code for _ in range(6)]

    assert statuses == [200] * 6


def test_an_original_web_page_is_saved_never_shown(tmp_path):
    (card, passages), *_ = sample()
    page = "farndale/page.html"
    card = _moved(card, page)
    (tmp_path / "farndale").mkdir()
    (tmp_path / page).write_text("<script>alert(1)</script>", encoding="utf-8")
    visitor = visitor_of((card, passages), corpus=tmp_path)

    answer = visitor.get(f"/original/{card.id}")

    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path", ["../secret.txt", "farndale/../../secret.txt", "farndale/way-out.txt", "/etc/hostname"]
)
def test_no_original_leads_out_of_the_corpus(tmp_path, path):
    corpus = tmp_path / "corpus"
    (corpus / "farndale").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (corpus / "farndale" / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    (card, passages), *_ = sample()
    visitor = visitor_of((_moved(card, path), passages), corpus=corpus)

    page = visitor.page(f"/original/{card.id}", status=404)

    assert link(page, "Find a meeting")


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/settings.py", "/etc/passwd", ".."])
def test_no_static_address_leads_out_of_its_folder(visitor, name):
    answer = visitor.get(f"/static/{name}", status=404)

    assert "import" not in answer.text


def _moved(card, path):
    return replace(card, source=structs.replace(card.source, path=path))


_junk = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["-1", "0", "99999999999", "NaN", "", "٣", "\x00", "<script>", "a" * 5000, "not-stated", '"', "(((", "*"]
    ),
)
_parameters = st.sampled_from([*FACETS, "q", "from", "to", "reach", "not", "item", "sort", "page", "year[]", "other"])


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            "/search",
            "/search.json",
            "/search.csv",
            "/search.atom",
            "/evidence",
            "/facet/person",
            "/meetings",
            "/p/x",
            "/",
        ]
    ),
    st.lists(st.tuples(_parameters, _junk), max_size=6),
)
def test_no_address_breaks_the_site(address, parameters):
    query = urlencode(parameters, errors="replace")

    answer = SHARED.client.get(f"{address}?{query}", base_url="http://localhost", buffered=True)

    assert answer.status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "query", ["q=%", "q=%zz", "q=%ff%fe", "q=%ED%A0%80", "&&&=&=", "q=" + "(" * 300, "a=1&" * 2000]
)
def test_broken_encoding_is_read_as_well_as_it_can_be(visitor, query):
    answer = visitor.client.get(f"/search?{query}", base_url="http://localhost", buffered=True)

    assert answer.status_code in (200, 400)
