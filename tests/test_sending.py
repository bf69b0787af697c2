import gzip

import pytest
from entries import paper_of
from visiting import sample, visitor_of

PAGE = "/search?q=ferry"
PLACES = [
    PAGE,
    "/",
    "/coverage",
    "/search.json?q=ferry",
    "/search.atom?q=ferry",
    "/api/v1/search?q=ferry",
    "/static/papersearch.css",
]


@pytest.fixture(scope="module")
def client():
    return visitor_of(*sample()).client


@pytest.mark.parametrize("address", PLACES)
def test_who_has_the_answer_is_told_so_without_it(client, address):
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.data
    assert not again.data
    assert again.headers["ETag"] == first.headers["ETag"]


def test_another_index_gives_another_validator():
    before = visitor_of(*sample()).client.get(PAGE).headers["ETag"]
    after = visitor_of(*sample(), paper_of("a1b2c3d4e5f6", "The ferry sails on.")).client.get(
        PAGE, headers={"If-None-Match": before}
    )

    assert after.status_code == 200
    assert after.headers["ETag"] != before


@pytest.mark.parametrize("address", [one for one in PLACES if "json" not in one and "api" not in one])
def test_an_answer_is_packed_for_who_reads_that_and_says_the_same(client, address):
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip, deflate"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)
    tag = packed.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"}).status_code == 304


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity", "br"])
def test_nothing_is_packed_for_who_does_not_read_that(client, accepted):
    assert "Content-Encoding" not in client.get(PAGE, headers={"Accept-Encoding": accepted}).headers


@pytest.mark.parametrize("address", ["/search.json?q=ferry", "/api/v1/search?q=ferry", "/openapi.json"])
def test_records_go_to_programs_as_they_are(client, address):
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers
    assert answer.json


def test_errors_have_no_validator_and_rows_go_as_they_are_made(client):
    wrong = client.get("/nowhere")
    rows = client.get("/search.csv?q=ferry", headers={"Accept-Encoding": "gzip"})

    assert "ETag" not in wrong.headers
    assert "Content-Encoding" not in rows.headers
    assert rows.data.startswith(b"\xef\xbb\xbf")


def test_a_head_request_tells_what_a_get_would(client):
    got, told = client.get(PAGE), client.head(PAGE)

    assert not told.data
    assert {name: told.headers[name] for name in ("ETag", "Content-Length", "Content-Type")} == {
        name: got.headers[name] for name in ("ETag", "Content-Length", "Content-Type")
    }
