"""Whoosh's own searcher reads the files that its writer made through our codec, and finds what we find."""

import pytest
from disks import QuickDisk
from entries import harrowmere, indexed, paper_of
from whoosh import index
from whoosh.query import And, Or, Phrase, Prefix, Term

from papersearch.engines.whoosh_engine.codec import PackedPositions
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.query import AllOf, AnyOf, Exact, SearchRequest, Word
from papersearch.query import Prefix as Beginning

QUESTIONS = [
    (Term("stem", "lamp"), Word("lamps")),
    (Term("stem", "nowhere"), Word("nowhere")),
    (And([Term("stem", "lamp"), Term("stem", "lane")]), AllOf((Word("lamp"), Word("lane")))),
    (Or([Term("stem", "damp"), Term("stem", "fare")]), AnyOf((Word("damp"), Word("fares")))),
    (Phrase("word", ["quay", "lane"]), Exact(("quay", "lane"))),
    (Phrase("word", ["the", "lamps"]), Exact(("the", "lamps"))),
    (Phrase("word", ["lane", "quay"]), Exact(("lane", "quay"))),
    (Prefix("word", "plan"), Beginning("plan")),
    (Term("context", "street"), None),
]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def found_by_whoosh(folder, question):
    newest = max((folder / "generations").iterdir(), key=lambda one: int(one.name))
    with index.open_dir(str(newest)).searcher() as searcher:
        return {hit["id"] for hit in searcher.search(question, limit=None)}


def found_by_us(engine, query):
    return {hit.passage.id for hit in engine.reader().search(SearchRequest(query=query, page_size=100)).hits}


def assert_alike(folder, engine):
    for question, query in QUESTIONS:
        if query is not None:
            assert found_by_whoosh(folder, question) == found_by_us(engine, query)


def test_whoosh_finds_what_we_find(folder):
    engine = WhooshEngine(folder, disk=QuickDisk())
    indexed(engine, *harrowmere())

    assert_alike(folder, engine)
    assert found_by_whoosh(folder, Phrase("word", ["quay", "lane"])) == {"minutes-2019-001", "minutes-2019-004"}
    assert len(found_by_whoosh(folder, Term("context", "street"))) == 4


def test_whoosh_finds_what_we_find_after_runs_that_add_and_remove(folder):
    engine = WhooshEngine(folder, disk=QuickDisk())
    indexed(engine, *harrowmere()[:2])
    indexed(engine, *harrowmere()[2:], paper_of("report-2019", "lamps in Quay Lane"))
    with engine.writer() as writer:
        writer.remove(["minutes-2019"])
    engine.catch_up()

    assert_alike(folder, engine)
    assert found_by_whoosh(folder, Term("stem", "lamp")) == {"report-2019-000", "note-000"}


def test_whoosh_finds_what_we_find_after_merges(folder):
    engine = WhooshEngine(folder, disk=QuickDisk())
    for paper in (*harrowmere(), *(paper_of(f"late-{at}", f"lamps in Quay Lane and lane {at}") for at in range(17))):
        indexed(engine, paper)

    newest = max((folder / "generations").iterdir(), key=lambda one: int(one.name))
    assert len(list(newest.glob("*.rows"))) < 17
    assert_alike(folder, engine)


def test_whoosh_knows_lengths_and_frequencies(folder):
    indexed(WhooshEngine(folder, disk=QuickDisk()), *harrowmere())
    newest = folder / "generations" / "1"

    reader = index.open_dir(str(newest)).reader()

    assert reader.doc_count() == 10
    assert reader.doc_frequency("stem", "lamp") == 5
    assert reader.frequency("word", "the") == sum(text.split().count("the") for text in printed())
    assert reader.field_length("word") == sum(len(text.split()) for text in printed())
    assert reader.min_field_length("context") == 0
    assert reader.max_field_length("word") == max(len(text.split()) for text in printed())
    assert "word" in reader.indexed_field_names()
    assert next(iter(reader.lexicon("context"))) == b"cost"


def printed():
    return [
        passage.text.casefold().replace(";", " ").replace(":", " ").replace(",", "").replace(".", " ")
        for _, passages in harrowmere()
        for passage in passages
    ]


def test_positions_are_plain_bytes():
    packed = PackedPositions().encode([3, 70_000])

    assert packed == b"\x03\0\0\0\x70\x11\x01\0"
    assert PackedPositions().decode_positions(packed) == [3, 70_000]
    assert PackedPositions().decode_frequency(packed) == 2
