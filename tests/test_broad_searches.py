"""What is done another way for searches that find much gives the same results."""

from dataclasses import replace

import numpy as np
import pytest
from disks import QuickDisk
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generate import papers
from benchmarks.questions import questions
from papersearch.engines.whoosh_engine import columns, evidence, matching, snapshot
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.engines.whoosh_engine.matching import greatest
from papersearch.passage import FACETS
from papersearch.query import AllOf, AnyOf, FieldIs, Not, Rung, Sort, Word

ASKED = [replace(one.request, facets=tuple(FACETS), reach=Rung.MEETING) for one in list(questions())[::4]]
ASKED += [
    replace(ASKED[0], query=query, sort=sort)
    for sort in Sort
    for query in (
        AllOf((Word("housing"), Not(Word("need")))),
        AllOf((Word("council"), FieldIs("type", "minutes"))),
        AnyOf((Word("council"), Word("budget", 0.4))),
        AllOf((Word("council"), AnyOf((Word("tax"), Word("budget", 0.4))))),
    )
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of an index that has lost some papers."""
    place = tmp_path_factory.mktemp("broad") / "index"
    engine = WhooshEngine(place, disk=QuickDisk())
    with engine.writer() as writer:
        for card, its in papers(3000):
            writer.add(card, its)
    with engine.writer() as writer:
        writer.remove([card.id for card in engine.reader().cards()[::9]])
    return place


def answers(folder):
    reader = WhooshEngine(folder, disk=QuickDisk()).reader()
    return [reader.search(one) for one in ASKED]


def test_looking_at_all_rows_finds_what_picking_rows_out_finds(folder, monkeypatch):
    monkeypatch.setattr(matching, "_BROAD", 10**9)
    broad = answers(folder)
    monkeypatch.setattr(matching, "_BROAD", 0)

    assert answers(folder) == broad
    assert sum(found.total(Rung.MEETING) for found in broad) > 1000


def test_the_best_of_many_hits_are_those_of_a_score_for_each(folder, monkeypatch):
    pages = [replace(one, page_size=size, page=page) for one in ASKED for size, page in ((20, 1), (7, 3))]
    reader = WhooshEngine(folder, disk=QuickDisk()).reader()
    quick = [reader.search(one).hits for one in pages]
    monkeypatch.setattr(evidence, "_MOST_SPREAD", 0)
    large = WhooshEngine(folder, disk=QuickDisk()).reader()

    assert [large.search(one).hits for one in pages] == quick
    monkeypatch.setattr(matching, "_FEW", 10**9)
    assert [reader.search(one).hits for one in pages] == quick
    assert sum(len(hits) == 20 for hits in quick) > 5


def test_shares_that_round_to_the_same_score_are_level():
    table = np.array([0, 1.99988, 1.99996, 2.00001, 2.00004, 3])
    spread = evidence.Spread(np.empty(0, np.uint8), 0, 1, np.empty(0, np.uint8), table)

    assert spread.first_level_with(4) == 2
    assert spread.first_level_with(5) == 5


def test_facets_counted_together_have_the_counts_of_each(folder, monkeypatch):
    together = answers(folder)
    monkeypatch.setattr(columns, "_MOST_CROSSED", 1)
    reader = WhooshEngine(folder, disk=QuickDisk()).reader()

    assert reader._snapshot.crossings == ()
    assert answers(folder) == together


def test_facets_with_one_value_each_are_counted_together(folder):
    crossed = [field for one in snapshot.Snapshot(newest(folder)).crossings for field in one.fields]

    assert {FACETS["committee"], FACETS["year"], FACETS["type"], FACETS["role"]} <= set(crossed)
    assert len(set(crossed)) == len(crossed)


def newest(folder):
    return max(one for one in (folder / "generations").iterdir() if one.name.isdigit())


def test_filters_that_nothing_is_counted_without_count_alike_with_facets_and_without(folder):
    reader = WhooshEngine(folder, disk=QuickDisk()).reader()
    filtered = [one for one in ASKED if one.filters]
    counted = [reader.search(one) for one in filtered]
    uncounted = [reader.search(replace(one, facets=())) for one in filtered]

    assert filtered
    assert [one.hits for one in counted] == [one.hits for one in uncounted]
    assert [one.totals for one in counted] == [one.totals for one in uncounted]


@given(st.lists(st.integers(-(2**40), 2**40), min_size=1, max_size=60), st.integers(1, 30), st.integers(0, 2**32))
def test_enough_numbers_are_among_the_greatest(values, wanted, seed):
    numbers = np.random.default_rng(seed).permutation(np.resize(np.array(values, np.int64), 2100 + len(values)))

    assert np.count_nonzero(numbers >= greatest(numbers, wanted)) >= wanted


def test_few_more_numbers_are_among_the_greatest():
    numbers = np.random.default_rng(5).permutation(100_000)

    assert np.count_nonzero(numbers >= greatest(numbers, 20)) < 100
