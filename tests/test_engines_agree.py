"""Random papers and random questions: the engine of arrays answers as the reference engine does."""

from dataclasses import replace
from datetime import date

import pytest
from disks import QuickDisk
from entries import indexed, paper_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.whoosh_engine import counting, evidence, matching, paging
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.model import PaperType, Role
from papersearch.passage import FACETS
from papersearch.query import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Prefix,
    Rung,
    SearchRequest,
    Sort,
    Word,
)

WORDS = ["lamp", "lamps", "plan", "planning", "ferry", "the", "of", "quay", "lane", "106", "s"]
DAYS = [None, date(2018, 5, 1), date(2019, 4, 9), date(2019, 4, 10)]
NAMES = ["Ada Thorne", "ada  thorne", "Bel Marsh"]

texts = st.lists(st.sampled_from([*WORDS, "S106", "S-106", "S"]), max_size=8).map(" ".join)


@st.composite
def papers(draw, name):
    """A paper of a few passages, in one of three items of one of two meetings."""
    day = draw(st.sampled_from(DAYS))
    meeting = draw(st.sampled_from(["harrowmere/cabinet", "harrowmere/panel", name]))
    passages = []
    for _ in range(draw(st.integers(0, 4))):
        item = draw(st.sampled_from(["lamps", "ferry", "plans"]))
        stated = {
            "context": draw(texts),
            "item_key": f"{meeting}/{item}",
            "role": draw(st.sampled_from([Role.BODY, Role.ACTION, Role.FRONT_MATTER])),
            "people": tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3))),
        }
        passages.append((draw(texts), stated))
    return paper_of(
        name,
        *passages,
        meeting_date=day,
        meeting_key=meeting,
        committee=draw(st.sampled_from([None, "Cabinet", "CABINET", "Housing Panel"])),
        paper_type=draw(st.sampled_from([PaperType.MINUTES, PaperType.REPORT])),
    )


words = st.sampled_from([*WORDS, "lit", "planned"])
leaves = st.one_of(
    st.builds(Word, words, st.sampled_from([1.0, 1.0, 2.0, 0.5])),
    st.builds(Exact, st.lists(words, min_size=1, max_size=3).map(tuple), st.sampled_from([1.0, 0.5])),
    st.builds(Exact, st.just(("s", "106")), quoted=st.booleans()),
    st.builds(Near, st.lists(words, min_size=1, max_size=3).map(tuple), st.integers(0, 3)),
    st.builds(Prefix, st.sampled_from(["la", "pla", "f", "planni", "zz"])),
)
filled_values = {
    "type": ["minutes", "report"],
    "committee": ["cabinet", "Housing  Panel", "not-stated", "nowhere"],
    "person": ["ADA THORNE", "Bel Marsh", "not-stated"],
    "role": ["body", "action"],
    "year": ["2018", "2019", "not-stated"],
}
fields = st.sampled_from(sorted(filled_values)).flatmap(
    lambda name: st.builds(FieldIs, st.just(name), st.sampled_from(filled_values[name]))
)
queries = st.recursive(
    st.one_of(leaves, leaves, fields, st.just(Everything())),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple).map(AllOf),
        st.lists(inner, max_size=3).map(tuple).map(AnyOf),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)
filters = st.fixed_dictionaries(
    {}, optional={name: st.frozensets(st.sampled_from(some), max_size=2) for name, some in filled_values.items()}
)
ranges = st.one_of(
    st.none(),
    st.none(),
    st.builds(DateRange, st.sampled_from([None, *DAYS[1:]]), st.sampled_from([None, *DAYS[1:]])),
)
requests = st.builds(
    SearchRequest,
    query=queries,
    filters=filters,
    dates=ranges,
    item=st.sampled_from([None, None, None, "harrowmere/panel/lamps", "nowhere"]),
    passages=st.sampled_from([None, None, None, frozenset(), frozenset({"a-000", "a-001", "b-001", "nowhere"})]),
    reach=st.sampled_from(Rung),
    facets=st.just(tuple(FACETS)),
    sort=st.sampled_from(Sort),
    grouped=st.booleans(),
    folded=st.booleans(),
    same_as=st.sampled_from([None, None, "a-000", "b-001", "nowhere"]),
    page=st.integers(1, 3),
    page_size=st.sampled_from([0, 2, 5, 50]),
)
runs = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abcde").flatmap(papers), max_size=3),
        st.lists(st.sampled_from("abcde"), max_size=1),
    ),
    min_size=1,
    max_size=3,
)


def on_a_quick_disk(folder):
    return WhooshEngine(folder, disk=QuickDisk())


def after(engine, steps):
    """A reader after some runs, each adding and then removing papers."""
    for added, removed in steps:
        with engine.writer() as writer:
            for card, passages in added:
                writer.add(card, passages)
            writer.remove(removed)
    engine.catch_up()
    return engine.reader()


def told(hit):
    folded = [passage.id for passage in hit.repeated_by]
    return hit.passage.id, hit.rung, hit.related, hit.more_in_item, hit.repeats, folded


def assert_same(ours, right):
    assert [told(hit) for hit in ours.hits] == [told(hit) for hit in right.hits]
    assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in right.hits], abs=1e-4)
    assert (ours.totals, ours.related, ours.items, ours.listed, ours.facets, ours.expansion_cut) == (
        right.totals,
        right.related,
        right.items,
        right.listed,
        right.facets,
        right.expansion_cut,
    )


slow_but_sure = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


WAYS = (
    {},
    {(matching, "_FEW"): 0, (matching, "_BROAD"): 10**9, (matching, "_SPARSE"): 10**9, (paging, "_FEW"): 0},
    {(matching, "_FEW"): 0, (matching, "_BROAD"): 0, (evidence, "_MOST_TABLED"): 0, (counting, "_FEW"): 0},
    {(matching, "_FEW"): 0, (evidence, "_MOST_SPREAD"): 0},
)
"""How a search goes about it: as few rows are, as if all rows were at stake, as if few of very many were, and in a large index."""


@settings(slow_but_sure, max_examples=120)
@given(steps=runs, asked=st.lists(requests, min_size=1, max_size=8), way=st.sampled_from(WAYS))
def test_the_engine_of_arrays_answers_as_the_reference_engine(tmp_path_factory, steps, asked, way):
    ours = after(on_a_quick_disk(tmp_path_factory.mktemp("index")), steps)
    right = after(MemoryEngine(), steps)

    with pytest.MonkeyPatch.context() as patch:
        for (module, name), value in way.items():
            patch.setattr(module, name, value)
        for request in asked:
            assert_same(ours.search(request), right.search(request))
    assert ours.cards() == right.cards()
    assert list(ours.vocabulary()) == list(right.vocabulary())
    assert list(ours.vocabulary("pla")) == list(right.vocabulary("pla"))
    for paper_id in "abcde":
        assert ours.passages_of(paper_id) == right.passages_of(paper_id)


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), on_a_quick_disk], ids=["memory", "whoosh"])
@slow_but_sure
@given(steps=runs, request_=requests, reach=st.sampled_from(Rung))
def test_a_search_that_climbs_is_told_the_totals_and_goes_as_far_as_it_is_sent(
    tmp_path_factory, make, steps, request_, reach
):
    reader = after(make(tmp_path_factory.mktemp("index")), steps)
    told_of = []

    def climb(totals, related):
        told_of.append((totals, related))
        return reach

    climbed = reader.search(request_, climb)

    assert climbed == reader.search(replace(request_, reach=reach))
    assert climbed.reach == reach
    assert told_of == [(climbed.totals, climbed.related)]


@slow_but_sure
@given(steps=runs, query=queries)
def test_the_best_of_each_item_or_meeting_is_the_first_hit_there(tmp_path_factory, steps, query):
    ours = after(on_a_quick_disk(tmp_path_factory.mktemp("index")), steps)
    right = after(MemoryEngine(), steps)
    passages = [passage for card in right.cards() for passage in right.passages_of(card.id)]
    items = {passage.item_key for passage in passages}
    in_order = [hit.passage for hit in right.search(SearchRequest(query=query, page_size=100)).hits]

    for item in items:
        alone = ours.search(SearchRequest(query=query, item=item, page_size=1)).hits
        best = {item: alone[0].passage} if alone else {}
        assert ours.best_in(query, Rung.ITEM, {item}) == best
        assert right.best_in(query, Rung.ITEM, {item}) == best
    assert ours.best_in(query, Rung.ITEM, {*items, "nowhere"}) == right.best_in(query, Rung.ITEM, items)
    meetings = {passage.meeting_key for passage in passages}
    assert ours.best_in(query, Rung.MEETING, meetings) == {
        passage.meeting_key: passage for passage in reversed(in_order)
    }


@slow_but_sure
@given(steps=runs, query=queries, rung=st.sampled_from(Rung))
def test_those_among_some_passages_that_a_query_finds_are_its_hits(tmp_path_factory, steps, query, rung):
    ours = after(on_a_quick_disk(tmp_path_factory.mktemp("index")), steps)
    right = after(MemoryEngine(), steps)
    ids = [passage.id for card in right.cards() for passage in right.passages_of(card.id)][::2]
    found = right.search(SearchRequest(query=query, reach=rung, page_size=100)).hits

    wanted = frozenset(hit.passage.id for hit in found) & frozenset(ids)
    assert ours.among([*ids, "nowhere"], query, rung) == wanted
    assert right.among([*ids, "nowhere"], query, rung) == wanted


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), on_a_quick_disk], ids=["memory", "whoosh"])
@slow_but_sure
@given(steps=runs, request_=requests)
def test_every_facet_count_is_what_choosing_the_value_gives(tmp_path_factory, make, steps, request_):
    reader = after(make(tmp_path_factory.mktemp("index")), steps)
    counted = reader.search(request_).facets

    for facet, counts in counted.items():
        for one in counts:
            chosen = SearchRequest(
                query=request_.query,
                filters={**request_.filters, facet: frozenset({one.value})},
                dates=request_.dates,
                item=request_.item,
                passages=request_.passages,
                reach=request_.reach,
                page_size=0,
            )
            assert reader.search(chosen).total(request_.reach) == one.count


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), on_a_quick_disk], ids=["memory", "whoosh"])
@slow_but_sure
@given(steps=runs, request_=requests, size=st.integers(1, 4))
def test_pages_joined_are_all_hits_once_each(tmp_path_factory, make, steps, request_, size):
    reader = after(make(tmp_path_factory.mktemp("index")), steps)

    def page(number, page_size):
        asked = SearchRequest(
            query=request_.query,
            filters=request_.filters,
            dates=request_.dates,
            reach=request_.reach,
            sort=request_.sort,
            grouped=request_.grouped,
            page=number,
            page_size=page_size,
        )
        return [hit.passage.id for hit in reader.search(asked).hits]

    whole = page(1, 100)
    joined = [one for number in range(1, len(whole) // size + 2) for one in page(number, size)]

    assert joined == whole
    assert len(set(joined)) == len(joined)


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), on_a_quick_disk], ids=["memory", "whoosh"])
@slow_but_sure
@given(steps=runs, request_=requests, size=st.integers(1, 4))
def test_pages_joined_with_what_is_folded_are_all_hits_once_each(tmp_path_factory, make, steps, request_, size):
    reader = after(make(tmp_path_factory.mktemp("index")), steps)
    plain = replace(request_, facets=(), item=None, passages=None, same_as=None, page=1, page_size=100)

    def pages(**asked):
        first = reader.search(replace(plain, page_size=size, **asked))
        return [
            hit
            for number in range(1, -(-first.listed // size) + 2)
            for hit in reader.search(replace(plain, page_size=size, page=number, **asked)).hits
        ]

    entries = reader.search(replace(plain, folded=False)).hits
    listed = pages(folded=True)
    opened = [pages(folded=True, same_as=hit.passage.id) for hit in listed]

    assert sorted(hit.passage.id for each in opened for hit in each) == sorted(hit.passage.id for hit in entries)
    for hit, each in zip(listed, opened, strict=True):
        assert [one.passage for one in each][: len(hit.repeated_by) + 1] == [hit.passage, *hit.repeated_by]
        assert len(each) == hit.repeats + 1
        assert {one.passage.repeat_key for one in each} == {hit.passage.repeat_key}


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("grouped", [False, True])
def test_a_rare_word_beside_a_common_one_scores_as_in_the_reference_engine(tmp_path, sort, grouped):
    common = [paper_of(f"p{at:03}", "lamps " * (at % 5 + 1), ("fares", {"context": "lamps"})) for at in range(150)]
    stock = [*common, paper_of("rare", "ferry and lamps", "ferry", meeting_date=date(2019, 4, 9))]
    ours, right = indexed(on_a_quick_disk(tmp_path / "index"), *stock), indexed(MemoryEngine(), *stock)

    for query in (AllOf((Word("lamps"), Word("ferry"))), AnyOf((Word("lamps"), Word("ferry"))), Everything()):
        for page in (1, 2, 7):
            asked = SearchRequest(query=query, sort=sort, grouped=grouped, page=page, page_size=20, facets=("year",))
            assert_same(ours.search(asked), right.search(asked))
