"""Segments: closed when they are full, merged when they are many or half empty, and the same to every search."""

import json
from dataclasses import asdict

import numpy as np
import pytest
from entries import harrowmere, paper_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_engines_agree import after, assert_same, requests, runs

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.records import read_passage
from papersearch.engines.whoosh_engine.arrays import CARDS, SEGMENTS
from papersearch.engines.whoosh_engine.paging import results_of
from papersearch.engines.whoosh_engine.preparing import prepared
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.engines.whoosh_engine.writing import ONLY_IF_NEEDED, PURGED, SegmentsWriter
from papersearch.query import Everything, Rung, SearchRequest, Word

MOST_SMALL = ONLY_IF_NEEDED.allowed_small


def run(folder, added, removed=(), *, segment_rows=3, purge=False):
    """One run in a folder, listed as a reader needs it."""
    writer = SegmentsWriter(folder, segment_rows)
    for card, passages in added:
        writer.add(card.id, prepared(card, passages))
    for paper_id in removed:
        writer.remove(paper_id)
    listed = writer.commit(merging=PURGED if purge else ONLY_IF_NEEDED)
    (folder / SEGMENTS).write_text(json.dumps([asdict(one) for one in listed]))
    (folder / CARDS).write_bytes(b"")
    return listed


def texts(folder):
    found = results_of(Snapshot(folder), SearchRequest(query=Everything(), page_size=500))
    return sorted(hit.passage.text for hit in found.hits)


def test_a_segment_is_closed_when_it_is_full(tmp_path):
    listed = run(tmp_path, [paper_of(f"p{at}", "lamps", "ferry") for at in range(10)])

    assert [one.size for one in listed] == [4, 4, 4, 4, 4]
    assert len(texts(tmp_path)) == 20


def test_a_long_paper_stays_in_one_segment(tmp_path):
    listed = run(tmp_path, [paper_of("long", *["lamps"] * 50), paper_of("short", "lamps")])

    assert [one.size for one in listed] == [50, 1]


def test_many_small_segments_become_few(tmp_path):
    for at in range(MOST_SMALL):
        run(tmp_path, [paper_of(f"p{at}", f"lamps {at}")], segment_rows=100)
    before = len(list(tmp_path.glob("*.rows")))

    listed = run(tmp_path, [paper_of("last", "lamps last")], segment_rows=100)

    assert before == MOST_SMALL
    assert [(one.size, one.deleted) for one in listed] == [(MOST_SMALL + 1, ())]
    assert len(list(tmp_path.glob("*.rows"))) == len(list(tmp_path.glob("*.words"))) == 1
    assert texts(tmp_path) == sorted([*(f"lamps {at}" for at in range(MOST_SMALL)), "lamps last"])


def test_merged_segments_are_no_larger_than_a_full_one(tmp_path):
    for at in range(MOST_SMALL + 1):
        listed = run(tmp_path, [paper_of(f"p{at}", *["lamps"] * 9)], segment_rows=40)

    assert sorted(one.size for one in listed) == [9, 36, 36, 36, 36]


def test_a_segment_that_lost_more_than_half_is_rewritten(tmp_path):
    run(tmp_path, [paper_of(f"p{at}", "lamps") for at in range(10)], segment_rows=100)

    kept = run(tmp_path, [], ["p1", "p2", "p3", "p4", "p5"], segment_rows=100)
    rewritten = run(tmp_path, [], ["p6"], segment_rows=100)

    assert [(one.size, len(one.deleted)) for one in kept] == [(10, 5)]
    assert [(one.size, len(one.deleted)) for one in rewritten] == [(4, 0)]


def test_a_segment_of_which_nothing_stays_is_dropped(tmp_path):
    run(tmp_path, [paper_of("p", "lamps", "ferry")])

    listed = run(tmp_path, [], ["p"])

    assert listed == ()
    assert list(tmp_path.glob("MAIN_*")) == []


def test_a_purge_leaves_no_deleted_row_and_none_of_its_words(tmp_path):
    run(tmp_path, [paper_of("p", "wyvernstone", committee="Wyvern Panel"), *harrowmere()], segment_rows=100)

    listed = run(tmp_path, [], ["p"], segment_rows=100, purge=True)

    assert [one.deleted for one in listed] == [()]
    assert all(b"yvern" not in one.read_bytes() for one in tmp_path.iterdir())


def test_a_paper_added_again_in_one_run_counts_once_across_segments(tmp_path):
    papers = [paper_of(f"p{at}", f"first {at}", "more") for at in range(4)]

    run(tmp_path, [*papers, paper_of("p0", "second 0"), paper_of("p3", "second 3"), paper_of("p3", "third 3")])

    assert texts(tmp_path) == ["first 1", "first 2", "more", "more", "second 0", "third 3"]


def test_mean_lengths_and_frequencies_are_those_of_live_rows(tmp_path):
    run(tmp_path, [paper_of("p", *["lamps"] * 9), paper_of("q", "lamps " * 30)], segment_rows=100)
    run(tmp_path, [], ["q"], segment_rows=100)
    snapshot = Snapshot(tmp_path)

    rows, counts = snapshot.postings("stem", "lamp")

    assert (snapshot.size, snapshot.live_count) == (10, 9)
    assert (rows.tolist(), counts.tolist()) == (list(range(9)), [1] * 9)
    assert snapshot.mean_length("stem") == 1
    assert list(snapshot.printed_words("la")) == [("lamps", 9)]


def test_positions_beyond_two_bytes_are_kept(tmp_path):
    run(tmp_path, [paper_of("p", "x " * 70_000 + "quay lane")], segment_rows=100)
    snapshot = Snapshot(tmp_path)

    assert (snapshot.places("word", "lane") & 0xFFFFFFFF).tolist() == [70_001]
    assert snapshot.lengths("stem").tolist() == [70_002]


@pytest.mark.parametrize("purge", [False, True])
@settings(max_examples=25, deadline=None)
@given(steps=runs, asked=st.lists(requests, min_size=1, max_size=5))
def test_segments_of_any_number_answer_as_the_reference_engine(tmp_path_factory, purge, steps, asked):
    folder = tmp_path_factory.mktemp("segments")
    for added, removed in steps:
        run(folder, added, removed, purge=purge)
    right = after(MemoryEngine(), steps)

    snapshot = Snapshot(folder)

    for request in asked:
        assert_same(results_of(snapshot, request), right.search(request))
    assert list(snapshot.printed_words("")) == list(right.vocabulary())


def test_ranks_follow_the_ids_over_all_segments(tmp_path):
    run(tmp_path, [paper_of(name, "lamps") for name in "dbface"], segment_rows=2)
    snapshot = Snapshot(tmp_path)

    in_order = np.argsort(snapshot.ranks)

    assert [read_passage(snapshot.record(row)).paper_id for row in in_order.tolist()] == list("abcdef")
    assert snapshot.row_of("c-000") is not None
    assert snapshot.row_of("g-000") is None


def test_what_is_kept_is_bounded_by_bytes(tmp_path):
    run(tmp_path, [paper_of("p", *["lamps and ferry"] * 50)], segment_rows=100)
    snapshot = Snapshot(tmp_path, kept_bytes=1000)

    for word in ("lamps", "and", "ferry", "lamps"):
        found = results_of(snapshot, SearchRequest(query=Word(word)))
        assert found.total(Rung.PARAGRAPH) == 50

    assert snapshot.kept.used_bytes <= 1000 or len(snapshot.kept) == 1
