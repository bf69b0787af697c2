"""What every engine must do: written once, run for each; house rules 1 to 9 of the engine port."""

import math
import threading
from dataclasses import replace
from datetime import date

import pytest
from disks import QuickDisk
from entries import card_of, harrowmere, indexed, paper_of

from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.port import MAX_PREFIX_WORDS, MAX_REPEATS_SHOWN, FacetCount, corpus_digest, fingerprint
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.errors import IndexBusyError, IndexMissingError, QueryError, SearchTooSlowError
from papersearch.model import Form, PaperType, Role
from papersearch.passage import FACETS, NOT_STATED
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
    parse_query,
)

MAKERS = {
    "memory": lambda folder: MemoryEngine(),
    "whoosh": lambda folder: WhooshEngine(folder, disk=QuickDisk()),
}


@pytest.fixture(params=MAKERS)
def engine(request, tmp_path):
    return MAKERS[request.param](tmp_path / "index")


@pytest.fixture
def reader(engine):
    return indexed(engine, *harrowmere())


EVERYTHING = Everything()


def search(reader, query=EVERYTHING, **asked):
    return reader.search(SearchRequest(query=query, page_size=asked.pop("page_size", 100), **asked))


def run_that_fails(engine, paper, removing=()):
    with engine.writer() as writer:
        writer.add(*paper)
        writer.remove(removing)
        raise RuntimeError("stopped")


def ids(results):
    return [hit.passage.id for hit in results.hits]


def found(reader, query, **asked):
    return set(ids(search(reader, query, **asked)))


# 1. All or nothing


def test_an_engine_without_an_index_says_so(engine):
    with pytest.raises(IndexMissingError, match="papersearch index"):
        engine.reader()
    with pytest.raises(IndexMissingError, match="papersearch index"):
        engine.check()


def test_a_run_shows_only_when_its_block_ends(engine):
    indexed(engine, paper_of("first", "lamps"))

    with engine.writer() as writer:
        writer.add(*paper_of("second", "lamps"))
        engine.catch_up()
        during = found(engine.reader(), Word("lamps"))
    engine.catch_up()

    assert during == {"first-000"}
    assert found(engine.reader(), Word("lamps")) == {"first-000", "second-000"}


def test_a_run_that_fails_changes_nothing(engine):
    indexed(engine, paper_of("first", "lamps"))

    with pytest.raises(RuntimeError, match="stopped"):
        run_that_fails(engine, paper_of("second", "lamps"), removing=["first"])
    engine.catch_up()

    assert found(engine.reader(), Word("lamps")) == {"first-000"}


def test_a_first_run_that_fails_leaves_no_index(engine):
    with pytest.raises(RuntimeError, match="stopped"):
        run_that_fails(engine, paper_of("first", "lamps"))

    with pytest.raises(IndexMissingError):
        engine.reader()


def test_a_fresh_run_starts_from_nothing(engine):
    indexed(engine, paper_of("first", "lamps"))

    with engine.writer(fresh=True) as writer:
        writer.add(*paper_of("second", "lamps"))
        engine.catch_up()
        during = found(engine.reader(), Word("lamps"))
    engine.catch_up()

    assert during == {"first-000"}
    assert found(engine.reader(), Word("lamps")) == {"second-000"}


def test_a_second_writer_is_refused_and_the_first_goes_on(engine):
    with engine.writer() as writer:
        with pytest.raises(IndexBusyError), engine.writer():
            pass
        writer.add(*paper_of("first", "lamps"))
    engine.catch_up()

    assert found(engine.reader(), Word("lamps")) == {"first-000"}


def test_adding_a_paper_again_replaces_it(engine):
    indexed(engine, paper_of("first", "lamps", "ferry"), paper_of("second", "lamps"))

    reader = indexed(engine, paper_of("first", "fares"))

    assert found(reader, Everything()) == {"first-000", "second-000"}
    assert found(reader, Word("fares")) == {"first-000"}
    assert found(reader, Word("ferry")) == set()
    assert len(reader.cards()) == 2


def test_a_paper_added_twice_in_one_run_is_the_later_one(engine):
    reader = indexed(engine, paper_of("first", "lamps"), paper_of("first", "ferry"))

    assert [passage.text for passage in reader.passages_of("first")] == ["ferry"]
    assert found(reader, Word("lamps")) == set()


def test_a_paper_removed_in_the_run_that_added_it_is_not_there(engine):
    with engine.writer() as writer:
        writer.add(*paper_of("first", "lamps"))
        writer.add(*paper_of("second", "lamps"))
        writer.remove(["first", "never there"])
    engine.catch_up()

    assert [card.id for card in engine.reader().cards()] == ["second"]
    assert found(engine.reader(), Word("lamps")) == {"second-000"}


def test_a_run_may_leave_an_index_without_papers(engine):
    indexed(engine, paper_of("first", "lamps"))

    with engine.writer() as writer:
        writer.remove(["first"])
    engine.catch_up()
    results = search(engine.reader(), Word("lamps"), facets=tuple(FACETS), grouped=True)

    assert (results.hits, results.items, results.total(Rung.MEETING)) == ((), 0, 0)
    assert all(counts == () for counts in results.facets.values())
    assert list(engine.reader().vocabulary()) == []


def test_a_paper_without_passages_keeps_its_card(engine):
    reader = indexed(engine, (card_of("empty"), ()))

    assert [card.id for card in reader.cards()] == ["empty"]
    assert reader.passages_of("empty") == ()
    assert reader.stats().papers == 1


def test_a_passage_of_another_paper_is_refused(engine):
    card, _ = paper_of("first", "lamps")
    _, passages = paper_of("second", "lamps")

    with pytest.raises(ValueError, match="another paper"), engine.writer() as writer:
        writer.add(card, passages)


# 2. Pinned


def test_a_reader_answers_from_its_generation_to_the_end(engine):
    before = indexed(engine, paper_of("first", "lamps"), paper_of("second", "ferry"))

    after = indexed(engine, paper_of("first", "fares"), paper_of("third", "lamps"))
    with engine.writer(fresh=True):
        pass
    with engine.writer():
        pass

    assert found(before, Word("lamps")) == {"first-000"}
    assert before.passage("third-000") is None
    assert [card.id for card in before.cards()] == ["first", "second"]
    assert found(after, Word("lamps")) == {"third-000"}


def test_catch_up_shows_what_another_engine_object_wrote(engine):
    indexed(engine, paper_of("first", "lamps"))
    generation = engine.reader().stats().generation

    reader = indexed(engine, paper_of("second", "lamps"))

    assert reader.stats().generation != generation


def test_a_value_is_made_once_a_generation(engine):
    first = indexed(engine, paper_of("first", "lamps"))
    made = []

    def make():
        made.append(len(made))
        return made[-1]

    same = [first.remember("spans", make), engine.reader().remember("spans", make)]
    other = first.remember("acronyms", make)
    later = indexed(engine, paper_of("second", "lamps")).remember("spans", make)

    assert (same, other, later) == ([0, 0], 1, 2)


def test_who_asks_for_one_value_does_not_wait_for_another_that_takes_long(engine):
    reader = indexed(engine, paper_of("first", "lamps"))
    is_begun, may_end = threading.Event(), threading.Event()

    def slow():
        is_begun.set()
        return may_end.wait(30)

    making = threading.Thread(target=lambda: reader.remember("slow", slow))
    making.start()
    is_begun.wait(30)
    quick = reader.remember("quick", lambda: reader.remember("inner", lambda: "made"))
    may_end.set()
    making.join(30)

    assert quick == "made"
    assert reader.remember("slow", lambda: None) is True


def test_nothing_remembered_is_remembered_too(engine):
    reader = indexed(engine, paper_of("first", "lamps"))
    made = []

    for _ in range(2):
        reader.remember("nothing", lambda: made.append(1))

    assert made == [1]


# 3. Withdrawn is gone


def test_a_withdrawn_paper_is_gone_and_the_others_stay(engine):
    indexed(engine, *harrowmere())

    engine.withdraw(["minutes-2019", "never there"])
    reader = engine.reader()

    assert reader.passages_of("minutes-2019") == ()
    assert reader.passage("minutes-2019-001") is None
    assert found(reader, Word("lamps")) == {"report-2019-000", "note-000"}
    assert [card.id for card in reader.cards()] == ["note", "report-2019", "report-2020"]


def test_withdrawing_keeps_the_count_of_files_kept_out(engine):
    with engine.writer() as writer:
        writer.add(*paper_of("first", "lamps"))
        writer.quarantined = 3

    engine.withdraw(["first"])

    assert engine.reader().stats().quarantined == 3


def test_withdrawing_from_nothing_changes_nothing(engine):
    engine.withdraw(["first"])

    with pytest.raises(IndexMissingError):
        engine.reader()


def test_withdrawing_during_a_run_is_refused(engine):
    indexed(engine, paper_of("first", "lamps"))

    with engine.writer(), pytest.raises(IndexBusyError):
        engine.withdraw(["first"])

    assert found(engine.reader(), Word("lamps")) == {"first-000"}


# 4. Operators and rungs


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Word("lamp"), {"minutes-2019-000", "minutes-2019-001", "minutes-2019-002", "report-2019-000", "note-000"}),
        (Word("planned"), {"report-2019-000", "report-2020-000", "report-2020-001"}),
        (Word("zeppelin"), set()),
        (Exact(("quay", "lane")), {"minutes-2019-001", "minutes-2019-004"}),
        (Exact(("lane", "quay")), set()),
        (Exact(("lane",)), {"minutes-2019-001", "minutes-2019-004"}),
        (Exact(("not", "to", "light", "the", "lanes")), {"report-2020-001"}),
        (Exact(("1500", "pounds")), {"report-2019-000"}),
        (Exact(()), set()),
        (Near(("quay", "lit"), 2), set()),
        (Near(("lit", "quay"), 3), {"minutes-2019-001"}),
        (Near(("quays", "lighting", "quay"), 3), set()),
        (Near(("fare", "ferries"), 6), {"minutes-2019-004"}),
        (Near((), 3), set()),
        (Prefix("plan"), {"report-2019-000", "report-2020-000", "report-2020-001"}),
        (Prefix("planni"), {"report-2019-000"}),
        (FieldIs("type", "MINUTES"), {f"minutes-2019-00{at}" for at in range(5)}),
        (FieldIs("committee", " housing   panel "), {"report-2020-000", "report-2020-001"}),
        (FieldIs("committee", NOT_STATED), {"note-000"}),
        (FieldIs("person", "Cy Oakes"), {"report-2020-000"}),
        (AllOf((Word("lamps"), Word("lane"))), {"minutes-2019-001", "note-000"}),
        (AllOf((Word("lamps"), Not(Word("lane")))), {"minutes-2019-000", "minutes-2019-002", "report-2019-000"}),
        (AnyOf((Word("damp"), Word("fares"))), {"minutes-2019-004", "report-2019-001", "report-2020-000"}),
        (AllOf((Word("lamps"), FieldIs("type", "report"))), {"report-2019-000", "note-000"}),
        (AnyOf((Word("damp"), FieldIs("committee", NOT_STATED))), {"report-2020-000", "note-000"}),
        (AnyOf((Word("zeppelin"), FieldIs("committee", NOT_STATED))), {"note-000"}),
        (
            AnyOf((Word("lamps"), Not(FieldIs("type", "minutes")))),
            {
                *(f"minutes-2019-00{at}" for at in range(3)),
                *(f"report-20{at}" for at in ("19-000", "19-001", "20-000", "20-001")),
                "note-000",
            },
        ),
        (
            AllOf((AnyOf((Word("zeppelin"), Not(Word("lamps")))), FieldIs("type", "minutes"))),
            {"minutes-2019-003", "minutes-2019-004"},
        ),
        (Not(FieldIs("committee", "cabinet")), {"report-2020-000", "report-2020-001", "note-000"}),
        (AllOf((Not(Word("lamps")), Not(Word("ferry")))), {"report-2019-001", "report-2020-000", "report-2020-001"}),
        (AllOf(()), "everything"),
        (AnyOf(()), set()),
        (Everything(), "everything"),
    ],
)
def test_an_operator_holds_where_the_port_says(reader, query, expected):
    everything = {passage.id for _, passages in harrowmere() for passage in passages}

    results = search(reader, query)

    assert set(ids(results)) == (everything if expected == "everything" else expected)
    assert results.totals[Rung.PARAGRAPH] == len(results.hits)


def test_a_hit_has_its_lowest_rung(reader):
    query = AllOf((Word("quay"), Word("june")))

    results = search(reader, query, reach=Rung.MEETING)

    assert {hit.passage.id: hit.rung for hit in results.hits} == {
        "minutes-2019-001": Rung.ITEM,
        "minutes-2019-002": Rung.ITEM,
        "minutes-2019-004": Rung.MEETING,
    }


def test_all_three_totals_are_counted_whatever_the_reach(reader):
    query = AllOf((Word("quay"), Word("june")))

    results = search(reader, query)

    assert results.hits == ()
    assert dict(results.totals) == {Rung.PARAGRAPH: 0, Rung.ITEM: 2, Rung.MEETING: 1}


def test_a_context_helps_its_item_to_match_and_is_no_hit_by_itself(reader):
    query = AllOf((Word("street"), Word("june")))

    results = search(reader, query, reach=Rung.ITEM)

    assert set(ids(results)) == {"minutes-2019-000", "minutes-2019-002", "report-2019-000"}


def test_the_first_passage_of_a_paper_is_found_by_its_context(reader):
    results = search(reader, Word("costs"), reach=Rung.ITEM)

    assert set(ids(results)) == {"report-2019-000"}

    by_heading = search(reader, AllOf((Word("street"), Word("pounds"))), reach=Rung.ITEM)

    assert set(ids(by_heading)) == {"minutes-2019-000", "report-2019-000"}


def test_a_context_holds_words_but_no_phrases_and_prefixes(engine):
    reader = indexed(engine, paper_of("first", ("lamps", {"context": "Quay Lane"})))

    everywhere = [
        search(reader, query, reach=Rung.MEETING).total(Rung.MEETING)
        for query in (Word("quay"), Exact(("quay",)), Exact(("quay", "lane")), Near(("quay", "lane"), 2), Prefix("qua"))
    ]

    assert everywhere == [1, 0, 0, 0, 0]


def test_not_excludes_the_passage_first_and_the_item_above(reader):
    query = AllOf((Word("lane"), Not(Word("ferry"))))

    results = search(reader, query, reach=Rung.MEETING)

    assert {hit.passage.id: hit.rung for hit in results.hits} == {
        "minutes-2019-001": Rung.PARAGRAPH,
        "report-2020-001": Rung.PARAGRAPH,
    }

    across = search(reader, AllOf((Word("quay"), Word("pounds"), Not(Word("ferry")))), reach=Rung.MEETING)

    assert {hit.passage.id: hit.rung for hit in across.hits} == {
        "minutes-2019-001": Rung.ITEM,
        "report-2019-000": Rung.ITEM,
    }


@pytest.fixture
def shelter(engine):
    """One meeting of two items, and another: "lamps" was typed, "lights" is its related word."""
    first, second = {"item_key": "m/1"}, {"item_key": "m/2"}
    return indexed(
        engine,
        paper_of(
            "a", ("Lamps of the quay.", first), ("The quay.", first), ("Lights of the quay.", first), meeting_key="m"
        ),
        paper_of("b", ("Lights of the quay.", second), ("The old quay.", second), ("Lights.", second), meeting_key="m"),
        paper_of("c", "Lights of a quay.", "Quay and quay.", "Oak.", meeting_key="n"),
    )


LAMPS_OR_LIGHTS = AnyOf((Word("lamps"), Word("lights", 0.4)))


def test_related_words_stand_on_their_own_steps_of_the_ladder(shelter):
    found = search(shelter, AllOf((LAMPS_OR_LIGHTS, Word("quay"))), reach=Rung.MEETING)

    steps = [(hit.rung, hit.related) for hit in found.hits]
    placed = {hit.passage.id: (hit.rung, hit.related) for hit in found.hits}
    assert steps == [
        (Rung.PARAGRAPH, False),
        (Rung.ITEM, False),
        (Rung.ITEM, False),
        (Rung.PARAGRAPH, True),
        (Rung.PARAGRAPH, True),
        (Rung.ITEM, True),
        (Rung.ITEM, True),
        (Rung.ITEM, True),
    ]
    assert placed["a-002"] == (Rung.ITEM, False)
    assert placed["b-001"] == (Rung.ITEM, True)
    assert placed["c-001"] == (Rung.ITEM, True)
    assert found.totals == {Rung.PARAGRAPH: 3, Rung.ITEM: 5, Rung.MEETING: 0}
    assert found.related == {Rung.PARAGRAPH: 2, Rung.ITEM: 3, Rung.MEETING: 0}


def test_related_words_add_their_share_of_the_score(shelter):
    alone, whole = search(shelter, Word("lights")), search(shelter, AnyOf((Word("oak"), Word("lights", 0.5))))

    scores = {hit.passage.id: hit.score for hit in alone.hits}
    halves = {hit.passage.id: hit.score for hit in whole.hits if hit.related}
    assert halves.keys() == scores.keys()
    assert all(math.isclose(score, scores[one] / 2, abs_tol=1e-4) for one, score in halves.items())


@pytest.mark.parametrize("related", [Exact(("lights", "of"), 0.4), Near(("quay", "lights"), 3, 0.4)])
def test_related_phrases_and_near_groups_count_as_related_too(shelter, related):
    found = search(shelter, AnyOf((Word("oak"), related)))

    assert {hit.passage.id: hit.related for hit in found.hits} == {
        "a-002": True,
        "b-000": True,
        "c-000": True,
        "c-002": False,
    }
    assert all(hit.score > 0 for hit in found.hits)


def test_without_related_words_no_hit_is_related(shelter):
    found = search(shelter, AllOf((Word("lights"), Word("quay"))), reach=Rung.MEETING)

    assert not any(hit.related for hit in found.hits)
    assert sum(found.related.values()) == 0


def test_a_query_without_positive_leaves_stands_on_the_first_rung(reader):
    results = search(reader, Not(Word("lamps")), reach=Rung.MEETING)

    assert set(results.totals.items()) == {(Rung.PARAGRAPH, 5), (Rung.ITEM, 0), (Rung.MEETING, 0)}
    assert all(hit.score == 0 for hit in results.hits)


def test_a_grouped_search_shows_one_hit_an_item_and_counts_the_rest(reader):
    grouped = search(reader, Word("lamps"), grouped=True)
    alone = search(reader, Word("lamps"))

    assert len(grouped.hits) == grouped.items == alone.items == 2
    assert {hit.passage.item_key: hit.more_in_item for hit in grouped.hits} == {
        "harrowmere/cabinet/2019-04-09/street-lamps": 3,
        "note/note": 0,
    }
    assert grouped.hits[0].passage == alone.hits[0].passage
    assert all(hit.more_in_item == 0 for hit in alone.hits)


# 5. Counts are exact


def test_facet_counts_ignore_their_own_filter(reader):
    results = search(reader, Word("lamps"), filters={"type": frozenset({"minutes"})}, facets=("type", "committee"))

    assert results.facets["type"] == (FacetCount("minutes", 3), FacetCount("report", 2))
    assert results.facets["committee"] == (FacetCount("Cabinet", 3),)


def test_choosing_a_value_gives_its_count(reader):
    counted = search(reader, Word("lamps"), facets=tuple(FACETS), reach=Rung.MEETING)

    chosen = {
        (facet, one.value): search(
            reader, Word("lamps"), filters={facet: frozenset({one.value})}, reach=Rung.MEETING
        ).total(Rung.MEETING)
        for facet, counts in counted.facets.items()
        for one in counts
    }

    assert chosen == {(facet, one.value): one.count for facet, counts in counted.facets.items() for one in counts}


def test_facets_count_the_hits_up_to_the_reach(reader):
    query = AllOf((Word("quay"), Word("june")))

    by_reach = [search(reader, query, facets=("type",), reach=reach).facets["type"] for reach in Rung]

    assert by_reach == [(), (FacetCount("minutes", 2),), (FacetCount("minutes", 3),)]


def test_not_stated_is_a_value_like_any_other(reader):
    results = search(reader, facets=("committee", "lead_officer"), filters={"committee": frozenset({NOT_STATED})})

    assert ids(results) == ["note-000"]
    assert FacetCount(NOT_STATED, 1) in results.facets["committee"]
    assert results.facets["lead_officer"] == (FacetCount(NOT_STATED, 1),)


def test_filters_are_or_inside_a_facet_and_and_between(reader):
    filters = {"type": frozenset({"minutes", "report"}), "committee": frozenset({"cabinet", "not-stated"})}

    results = search(reader, Word("lamps"), filters=filters)

    assert len(results.hits) == 5
    assert found(reader, Word("lamps"), filters=filters | {"year": frozenset({NOT_STATED})}) == {"note-000"}


def test_a_filter_without_values_does_not_filter(reader):
    filters = {"type": frozenset()}

    assert len(found(reader, Word("lamps"), filters=filters)) == 5


def test_a_passage_of_several_people_counts_once_for_each(reader):
    results = search(reader, Word("damp"), facets=("person",))

    assert results.facets["person"] == (FacetCount("Ada Thorne", 1), FacetCount("Cy Oakes", 1))


def test_spellings_that_differ_in_case_or_blanks_are_one_value(engine):
    reader = indexed(
        engine,
        paper_of("first", "lamps", committee="HOUSING  Panel"),
        paper_of("second", "lamps", committee="Housing Panel", people=("Ada Thorne", "ada thorne")),
    )

    results = search(reader, Word("lamps"), facets=("committee", "person"))

    assert results.facets["committee"] == (FacetCount("HOUSING  Panel", 2),)
    assert results.facets["person"] == (FacetCount("Ada Thorne", 1), FacetCount(NOT_STATED, 1))
    assert found(reader, Word("lamps"), filters={"committee": frozenset({"housing panel"})}) == {
        "first-000",
        "second-000",
    }


def test_facet_values_come_by_count_and_then_by_name(reader):
    results = search(reader, Everything(), facets=("type", "role"))

    assert results.facets["type"] == (FacetCount("minutes", 5), FacetCount("report", 5))
    assert results.facets["role"] == (FacetCount("body", 9), FacetCount("resolution", 1))


def test_an_item_asked_for_narrows_hits_counts_and_facets(reader):
    ferry = "harrowmere/cabinet/2019-04-09/the-ferry"

    found = search(reader, Word("quay"), item=ferry, facets=("type",))

    assert {hit.passage.id for hit in found.hits} == {"minutes-2019-004"}
    assert (found.totals[Rung.PARAGRAPH], found.items) == (1, 1)
    assert found.facets["type"] == (FacetCount("minutes", 1),)
    assert search(reader, Word("quay"), item="harrowmere/cabinet/2019-04-09/none").totals[Rung.MEETING] == 0


def test_undated_passages_are_outside_every_date_range(reader):
    since_2020 = DateRange(date(2020, 1, 1), None)
    on_the_day = DateRange(date(2019, 4, 9), date(2019, 4, 9))

    assert found(reader, Everything(), dates=since_2020) == {"report-2020-000", "report-2020-001"}
    assert len(found(reader, Everything(), dates=on_the_day)) == 7
    assert "note-000" not in found(reader, Everything(), dates=DateRange(None, None))


def test_the_year_facet_counts_within_the_date_range(reader):
    results = search(
        reader, filters={"year": frozenset({"2019"})}, dates=DateRange(date(2020, 1, 1), None), facets=("year",)
    )

    assert results.hits == ()
    assert results.facets["year"] == (FacetCount("2020", 2),)


def test_an_unknown_facet_is_an_error(reader):
    for request in (
        SearchRequest(filters={"colour": frozenset({"red"})}),
        SearchRequest(facets=("colour",)),
        SearchRequest(query=AllOf((Word("lamps"), Not(FieldIs("colour", "red"))))),
    ):
        with pytest.raises(QueryError, match="colour"):
            reader.search(request)


# 6. Order is total


def test_pages_joined_are_all_hits_once_each(reader):
    for sort in Sort:
        for grouped in (False, True):
            whole = ids(search(reader, Word("the"), reach=Rung.MEETING, sort=sort, grouped=grouped))

            joined = [
                one
                for page in range(1, 8)
                for one in ids(
                    search(reader, Word("the"), reach=Rung.MEETING, sort=sort, grouped=grouped, page=page, page_size=2)
                )
            ]

            assert joined == whole
            assert len(set(joined)) == len(joined)


def test_equal_scores_come_newest_first_then_by_passage_id(engine):
    reader = indexed(
        engine,
        paper_of("c", "lamps"),
        paper_of("a", "lamps", meeting_date=date(2018, 1, 1)),
        paper_of("e", "lamps", meeting_date=date(2019, 1, 1)),
        paper_of("b", "lamps", meeting_date=date(2019, 1, 1)),
        paper_of("d", "lamps"),
    )

    assert ids(search(reader, Word("lamps"))) == ["b-000", "e-000", "a-000", "c-000", "d-000"]


def test_undated_hits_are_last_in_both_directions(engine):
    reader = indexed(
        engine,
        paper_of("a", "lamps and lamps"),
        paper_of("b", "lamps", meeting_date=date(2018, 1, 1)),
        paper_of("c", "lamps", meeting_date=date(2019, 1, 1)),
        paper_of("d", "lamps lamps", meeting_date=date(2018, 1, 1)),
    )

    assert ids(search(reader, Word("lamps"), sort=Sort.NEWEST)) == ["c-000", "d-000", "b-000", "a-000"]
    assert ids(search(reader, Word("lamps"), sort=Sort.OLDEST)) == ["d-000", "b-000", "c-000", "a-000"]


def test_a_lower_rung_comes_before_a_better_score(engine):
    reader = indexed(
        engine,
        paper_of("a", "ferry ferry ferry", "lamps"),
        paper_of("b", "ferry and many more words that make a passage long, and lamps"),
    )

    results = search(reader, AllOf((Word("ferry"), Word("lamps"))), reach=Rung.ITEM)

    assert ids(results)[0] == "b-000"
    assert results.hits[0].score < max(hit.score for hit in results.hits)


def test_what_frames_a_paper_comes_last_on_its_step(engine):
    told, spread = {"item_key": "m/1"}, {"item_key": "m/2"}
    reader = indexed(
        engine,
        paper_of(
            "a",
            ("Damp homes", told | {"form": Form.HEADING}),
            ("Damp homes", told | {"role": Role.FRONT_MATTER}),
            ("Damp homes", told | {"role": Role.ATTENDANCE}),
            ("Damp homes", told | {"role": Role.AUDIT_TRAIL}),
            ("There was damp in many of the old homes by the quay, and the panel was told of it at length.", told),
        ),
        paper_of("b", ("Damp, damp.", spread), ("Homes.", spread)),
    )

    found = search(reader, AllOf((Word("damp"), Word("homes"))), reach=Rung.ITEM)
    newest = search(reader, AllOf((Word("damp"), Word("homes"))), reach=Rung.ITEM, sort=Sort.NEWEST)

    order = [hit.passage.id for hit in found.hits]
    assert order[0] == "a-004"
    assert set(order[1:5]) == {"a-000", "a-001", "a-002", "a-003"}
    assert set(order[5:]) == {"b-000", "b-001"}
    assert [hit.passage.id for hit in newest.hits] == order


NAMED = (
    ("spoken", "A catch 22 of lamps."),
    ("spaced", "The partnership with Catch 22 is to go on, as the panel was told in the spring of that year."),
    (
        "joined",
        "The council and Catch22 were given money to try new ways of working, and more of it later in the year.",
    ),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Catch22", ["joined", "spaced", "spoken"]),
        ("catch-22", ["joined", "spaced", "spoken"]),
        ('"catch 22"', ["spaced", "joined", "spoken"]),
        ("catch 22", ["spaced", "joined", "spoken"]),
    ],
)
def test_a_name_with_figures_comes_before_the_same_words_in_passing(engine, query, expected):
    reader = indexed(engine, *(paper_of(name, text) for name, text in NAMED))

    found = reader.search(SearchRequest(query=parse_query(query).node)).hits

    assert [hit.passage.paper_id for hit in found] == expected


def test_words_and_figures_that_no_paper_joins_are_no_name(engine):
    reader = indexed(engine, *(paper_of(name, text) for name, text in NAMED[:2]))

    found = reader.search(SearchRequest(query=parse_query('"catch 22"').node)).hits

    assert [hit.passage.paper_id for hit in found] == ["spoken", "spaced"]


def test_a_name_is_forgotten_with_the_last_paper_that_joins_it(engine):
    indexed(engine, *(paper_of(name, text) for name, text in NAMED))
    with engine.writer() as writer:
        writer.remove(["joined"])
    engine.catch_up()

    found = engine.reader().search(SearchRequest(query=parse_query("Catch22").node)).hits

    assert [hit.passage.paper_id for hit in found] == ["spoken", "spaced"]


def test_another_form_of_a_word_comes_after_the_word_itself(engine):
    reader = indexed(
        engine,
        paper_of("a", "House, houses, house."),
        paper_of("b", "The housing plan of a long year, with a great many other words in it."),
        paper_of("c", ("Housing", {"form": Form.HEADING})),
        paper_of("d", "In house."),
    )

    assert ids(search(reader, Word("housing"))) == ["b-000", "a-000", "d-000", "c-000"]
    assert ids(search(reader, Word("house"))) == ["a-000", "d-000", "b-000", "c-000"]
    assert ids(search(reader, Exact(("in", "house")))) == ["d-000"]


def boilerplate(*days):
    """A paper for each day: the same recommendation and resolution, and a paragraph of its own."""
    return [
        paper_of(
            f"{day:%Y}",
            ("That the lamps report be noted.", {"role": Role.RECOMMENDATION}),
            ("THAT THE LAMPS REPORT be noted", {"role": Role.RESOLUTION, "item_key": f"{day:%Y}/resolved"}),
            (f"The lamps of {day:%Y} were lit.", {}),
            meeting_date=day,
        )
        for day in days
    ]


YEARS = [date(year, 5, 1) for year in (2016, 2017, 2018)]


def test_items_whose_best_passage_repeats_another_are_folded_under_the_first(engine):
    reader = indexed(engine, *boilerplate(*YEARS))

    results = search(reader, Exact(("report", "be", "noted")), grouped=True, folded=True, facets=("role",))

    assert ids(results) == ["2018-000", "2018-001"]
    assert [hit.repeats for hit in results.hits] == [2, 2]
    assert [[one.id for one in hit.repeated_by] for hit in results.hits] == [
        ["2017-000", "2016-000"],
        ["2017-001", "2016-001"],
    ]
    assert (results.total(Rung.PARAGRAPH), results.items, results.listed) == (6, 6, 2)
    assert set(results.facets["role"]) == {FacetCount("recommendation", 3), FacetCount("resolution", 3)}


def test_what_is_folded_is_opened_by_the_id_of_a_passage(engine):
    reader = indexed(engine, *boilerplate(*YEARS))

    opened = search(reader, Word("noted"), grouped=True, folded=True, same_as="2017-001", page_size=2)

    assert ids(opened) == ["2018-001", "2017-001"]
    assert (opened.total(Rung.PARAGRAPH), opened.items, opened.listed) == (6, 6, 3)
    assert [hit.repeated_by for hit in opened.hits] == [(), ()]


def test_what_no_entry_repeats_opens_as_itself(engine):
    reader = indexed(engine, *boilerplate(*YEARS))

    assert ids(search(reader, Word("lit"), grouped=True, folded=True, same_as="2017-002")) == ["2017-002"]
    assert ids(search(reader, Word("lit"), grouped=True, folded=True, same_as="nowhere")) == []


def test_without_folding_every_passage_is_listed_with_its_repeats_counted(engine):
    reader = indexed(engine, *boilerplate(*YEARS))

    results = search(reader, Word("noted"))

    assert len(results.hits) == results.listed == 6
    assert {(hit.repeats, hit.repeated_by) for hit in results.hits} == {(2, ())}


def test_passages_listed_one_by_one_are_folded_too(engine):
    reader = indexed(engine, *boilerplate(*YEARS))

    results = search(reader, Word("lamps"), folded=True)

    assert (len(results.hits), results.listed, results.total(Rung.PARAGRAPH)) == (5, 5, 9)
    assert sum(hit.repeats + 1 for hit in results.hits) == 9


def test_many_repeats_are_counted_and_the_first_of_them_shown(engine):
    days = [date(2000 + year, 5, 1) for year in range(MAX_REPEATS_SHOWN + 4)]
    reader = indexed(engine, *boilerplate(*days))

    first = search(reader, FieldIs("role", "resolution"), grouped=True, folded=True).hits[0]

    assert first.repeats == MAX_REPEATS_SHOWN + 3
    assert [one.meeting_date.year for one in first.repeated_by] == [2007, 2006, 2005, 2004, 2003]


def test_removed_papers_are_no_repeats(engine):
    reader = indexed(engine, *boilerplate(*YEARS))
    engine.withdraw(["2017"])
    engine.catch_up()

    results = search(engine.reader(), Word("noted"), grouped=True, folded=True)

    assert [hit.repeats for hit in results.hits] == [1, 1]
    assert reader.passage("2017-000") is not None


def test_a_page_of_no_size_only_counts(reader):
    results = search(reader, Word("lamps"), page_size=0, facets=("type",))

    assert results.hits == ()
    assert results.total(Rung.PARAGRAPH) == 5
    assert sum(one.count for one in results.facets["type"]) == 5


def test_a_page_past_the_end_is_empty(reader):
    results = search(reader, Word("lamps"), page=9, page_size=2)

    assert (results.hits, results.total(Rung.PARAGRAPH)) == ((), 5)


# 7. Scores


def bm25(count, length, lengths, holding):
    idf = math.log(1 + (len(lengths) - holding + 0.5) / (holding + 0.5))
    return idf * count * 2.6 / (count + 1.6 * (1 - 0.6 + 0.6 * length / (sum(lengths) / len(lengths))))


def test_a_score_is_bm25_over_text_and_three_tenths_over_context(engine):
    reader = indexed(
        engine,
        paper_of("a", ("lamps and lamps", {"context": "Ferry"}), ("the ferry", {"context": "Lamps of Quay Lane"})),
        paper_of("b", "fares"),
    )
    texts, contexts = [3, 2, 1], [1, 4, 0]

    results = search(reader, AnyOf((Word("lamp", 2.0), Word("ferry"))))

    expected = {
        "a-000": 2 * bm25(2, 3, texts, 1) + 0.3 * bm25(1, 1, contexts, 1),
        "a-001": 2 * 0.3 * bm25(1, 4, contexts, 1) + bm25(1, 2, texts, 1),
    }
    assert {hit.passage.id: hit.score for hit in results.hits} == pytest.approx(expected, abs=1e-4)


def test_phrase_near_group_and_prefix_score_as_one_term(engine):
    reader = indexed(
        engine,
        paper_of("a", ("quay lane quay lane", {"context": "quay lane"}), "quay and lane and quarry", "lane"),
    )
    texts = [4, 5, 1]

    scores = [
        {hit.passage.id: hit.score for hit in search(reader, query).hits}
        for query in (Exact(("quay", "lane")), Near(("quay", "lane"), 1), Prefix("qua"))
    ]

    assert scores[0] == pytest.approx({"a-000": bm25(2, 4, texts, 1)}, abs=1e-4)
    assert scores[1] == pytest.approx({"a-000": bm25(1, 4, texts, 2), "a-001": bm25(1, 5, texts, 2)}, abs=1e-4)
    assert scores[2] == pytest.approx({"a-000": bm25(2, 4, texts, 2), "a-001": bm25(2, 5, texts, 2)}, abs=1e-4)


def test_excluded_words_add_nothing_to_a_score(reader):
    with_not = search(reader, AllOf((Word("lamps"), Not(Word("note")))))
    plain = search(reader, Word("lamps"))

    scores = {hit.passage.id: hit.score for hit in plain.hits}
    assert {hit.passage.id: hit.score for hit in with_not.hits} == {
        one: score for one, score in scores.items() if one != "note-000"
    }


def test_removed_papers_leave_no_trace_in_scores(engine, tmp_path):
    papers = harrowmere()
    indexed(engine, *papers)
    indexed(engine, paper_of("extra", "lamps lamps lamps and ferries", ("fares", {"context": "Lamps"})))
    with engine.writer() as writer:
        writer.remove(["extra"])
    engine.catch_up()
    alone = indexed(MemoryEngine(), *papers)

    for query in (Word("lamps"), AnyOf((Prefix("fer"), Exact(("the", "ferry"))))):
        once, never = search(engine.reader(), query), search(alone, query)

        assert ids(once) == ids(never)
        assert [hit.score for hit in once.hits] == pytest.approx([hit.score for hit in never.hits], abs=1e-4)


# 8. Same words


def test_phrases_drop_no_stop_word(engine):
    reader = indexed(engine, paper_of("a", "the terms of reference", "the terms reference"))

    assert found(reader, Exact(("terms", "of", "reference"))) == {"a-000"}
    assert found(reader, Exact(("terms", "reference"))) == {"a-001"}


def test_phrases_are_read_as_printed_and_words_by_stem(engine):
    reader = indexed(engine, paper_of("a", "Children's homes", "the children’s home", "COVID-19 and S.106"))

    assert found(reader, Word("home")) == {"a-000", "a-001"}
    assert found(reader, Word("children")) == {"a-000", "a-001"}
    assert found(reader, Exact(("children's", "homes"))) == {"a-000"}
    assert found(reader, Exact(("covid", "19"))) == {"a-002"}
    assert found(reader, Exact(("s", "106"))) == {"a-002"}


def test_a_phrase_does_not_reach_into_the_next_passage(engine):
    reader = indexed(engine, paper_of("a", "the quay", "lane and lamps"))

    assert found(reader, Exact(("quay", "lane"))) == set()
    assert found(reader, Near(("quay", "lane"), 20)) == set()


def test_a_prefix_stands_for_its_first_words_and_says_when_it_was_cut(engine):
    texts = [f"lamp{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(MAX_PREFIX_WORDS + 1)]
    reader = indexed(engine, paper_of("a", *texts))

    cut = search(reader, Prefix("lamp"), page_size=300)
    whole = search(reader, Prefix("lampa"))
    excluded = search(reader, AllOf((Prefix("lampa"), Not(Prefix("lamp")))))

    assert cut.expansion_cut
    assert set(ids(cut)) == {f"a-{at:03}" for at in range(MAX_PREFIX_WORDS)}
    assert not whole.expansion_cut
    assert len(whole.hits) == 26
    assert excluded.expansion_cut


def test_the_vocabulary_counts_passages_in_order(reader):
    assert list(reader.vocabulary("la")) == [("lamps", 5), ("lane", 2), ("lanes", 2)]
    assert list(reader.vocabulary("lamps")) == [("lamps", 5)]
    assert list(reader.vocabulary("lampsx")) == []
    assert [word for word, _ in reader.vocabulary()] == sorted(word for word, _ in reader.vocabulary())


def test_the_vocabulary_forgets_removed_papers(engine):
    indexed(engine, paper_of("a", "lamps and lanes"), paper_of("b", "lamps"))

    with engine.writer() as writer:
        writer.remove(["a"])
    engine.catch_up()

    assert list(engine.reader().vocabulary()) == [("lamps", 1)]


def test_the_stems_count_the_passages_that_hold_them(engine):
    indexed(engine, paper_of("a", "lamps, a lamp and lanes"), paper_of("b", "the lamp", "lane"), paper_of("c", "lamps"))

    with engine.writer() as writer:
        writer.remove(["c"])
    engine.catch_up()

    assert dict(engine.reader().stems()) == {"lamp": 2, "a": 1, "and": 1, "lane": 2, "the": 1}


# Notes


def write_noted(engine, *papers, removing=()):
    """A reader after one run that adds papers, each with its note."""
    with engine.writer() as writer:
        writer.remove(removing)
        for (card, passages), note in papers:
            writer.add(card, passages, note)
    engine.catch_up()
    return engine.reader()


A, B, C = (paper_of(name, f"{name} lamps", f"{name} lanes") for name in ("a", "b", "c"))


def test_what_is_noted_of_papers_is_read_back(engine):
    reader = write_noted(engine, (A, b"of a\n\x00\xff"), (B, b""), (C, b"of c"))

    assert reader.notes() == {"a": b"of a\n\x00\xff", "c": b"of c"}
    assert reader.notes({"c", "b", "nowhere"}) == {"c": b"of c"}
    assert reader.notes(()) == {}


def test_a_prepared_paper_takes_its_note_along(engine):
    with engine.writer() as writer:
        writer.add_prepared(engine.prepare(*A, b"of a"))
    engine.catch_up()

    assert engine.reader().notes() == {"a": b"of a"}


def test_a_note_goes_with_its_paper_and_the_others_stay(engine):
    before = write_noted(engine, (A, b"of a"), (B, b"of b"), (C, b"of c"))

    after = write_noted(engine, (paper_of("b", "b pier"), b"anew of b"), removing=["a"])
    engine.withdraw(["c"])

    assert before.notes() == {"a": b"of a", "b": b"of b", "c": b"of c"}
    assert after.notes() == {"b": b"anew of b", "c": b"of c"}
    assert engine.reader().notes() == {"b": b"anew of b"}


def test_a_paper_without_passages_has_no_note(engine):
    assert write_noted(engine, ((card_of("empty"), ()), b"of nothing")).notes() == {}


def test_some_passages_of_a_paper_are_read_by_their_places(engine):
    with engine.writer() as writer:
        writer.add(*paper_of("a", "one", "two", "three", "four"))
        writer.add(*paper_of("b", "five", "six"))
    with engine.writer() as writer:
        writer.add(*paper_of("a", "one", "two anew", "three", "four"))
    engine.catch_up()
    reader = engine.reader()

    assert [one.text for one in reader.passages_of("a", {3, 1, 9})] == ["two anew", "four"]
    assert [one.text for one in reader.passages_of("b", range(1, 4))] == ["six"]
    assert reader.passages_of("nowhere", {0}) == ()


# 9. Errors are loud


def test_a_search_past_its_deadline_is_an_error(reader):
    with pytest.raises(SearchTooSlowError, match="add a word"):
        search(reader, AllOf((Word("lamps"), Word("ferry"))), deadline_s=0.0)


def test_a_deadline_far_away_changes_nothing(reader):
    assert search(reader, Word("lamps"), deadline_s=60.0) == search(reader, Word("lamps"))


def test_a_fingerprint_names_schema_and_analysis():
    assert fingerprint() == fingerprint()
    assert "-" in fingerprint()


# Records and figures


def test_passages_and_cards_come_back_as_they_were_given(engine):
    papers = harrowmere()
    reader = indexed(engine, *papers)

    assert {card.id: card for card in reader.cards()} == {card.id: card for card, _ in papers}
    assert [card.id for card in reader.cards()] == sorted(card.id for card, _ in papers)
    for card, passages in papers:
        assert reader.passages_of(card.id) == passages
        assert [reader.passage(passage.id) for passage in passages] == list(passages)
    assert reader.passage("minutes-2019-999") is None
    assert reader.passages_of("nowhere") == ()


def test_passages_come_in_their_order_however_they_were_added(engine):
    card, passages = paper_of("a", "one", "two", "three")

    reader = indexed(engine, (card, tuple(reversed(passages))))

    assert [passage.text for passage in reader.passages_of("a")] == ["one", "two", "three"]


def test_stats_tell_what_is_in_the_generation(engine):
    with engine.writer() as writer:
        for card, passages in harrowmere():
            writer.add(card, passages)
        writer.quarantined = 2
    engine.catch_up()

    stats = engine.reader().stats()

    assert (stats.papers, stats.passages, stats.quarantined, stats.warning) == (4, 10, 2, None)
    assert stats.corpus == corpus_digest(card.digest for card, _ in harrowmere())


def test_the_corpus_digest_knows_no_order_of_indexing(engine):
    first = indexed(engine, *harrowmere()).stats().corpus
    with engine.writer(fresh=True) as writer:
        for card, passages in reversed(harrowmere()):
            writer.add(card, passages)
    engine.catch_up()

    again = engine.reader().stats().corpus
    changed = indexed(engine, (replace(card_of("note"), digest="another"), ())).stats().corpus

    assert again == first
    assert changed != first


def test_a_sound_index_has_nothing_to_report(engine):
    indexed(engine, *harrowmere())

    assert engine.check() == ()


def test_readers_in_threads_answer_alike(engine):
    indexed(engine, *harrowmere())
    queries = [Word("lamps"), Exact(("quay", "lane")), Prefix("lan"), Near(("fare", "ferry"), 6), Everything()]
    expected = [search(engine.reader(), query, facets=tuple(FACETS), reach=Rung.MEETING) for query in queries]
    wrong = []

    def ask():
        for _ in range(20):
            answers = [search(engine.reader(), query, facets=tuple(FACETS), reach=Rung.MEETING) for query in queries]
            if answers != expected:
                wrong.append(answers)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_enums_come_back_as_enums(reader):
    passage = reader.passage("minutes-2019-002")

    assert passage is not None
    assert passage.role is Role.RESOLUTION
    assert passage.paper_type is PaperType.MINUTES
