"""One search: the ladder, the counts that stand on it, and what is said of each hit."""

from datetime import date

import pytest
from entries import indexed, paper_of
from hypothesis import given, settings
from hypothesis import strategies as st
from published import published

from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import PaperType
from papersearch.passage import FACETS
from papersearch.query import Rung, SearchRequest, Sort, parse_query
from papersearch.searching import ENOUGH, search, walk

HOMES = (("7", "Homes for care leavers"),)
LADDER = (
    published(
        "minutes",
        "Care leavers spoke of housing on the quay.",
        "Officers will report on the housing strategy.",
        "The chair thanked the crew.",
        "A theme for care was agreed.",
        committee="Parenting",
        day="2020-11-04",
        items=HOMES,
        type=PaperType.DECISION,
    ),
    published("agenda", "Welcome to housing.", committee="Parenting", day="2020-11-04", items=(("1", "Welcome"),)),
    published(
        "inspection",
        "Accommodation for care leavers was poor.",
        "Care was praised.",
        committee="Scrutiny",
        day="2019-01-30",
        items=(("19", "Inspection"),),
    ),
    published("undated", "Housing and lamps.", committee=None),
    published("note", "Lamps on the quay.", "Lamps again.", day="2018-05-01"),
)


@pytest.fixture
def reader():
    return indexed(MemoryEngine(), *LADDER)


def asked(reader, typed, *, reach=None, without=(), **request):
    return search(reader, parse_query(typed), SearchRequest(**request), reach=reach, without=frozenset(without))


def ids(page):
    return [result.hit.passage.id for result in page.results]


def test_the_ladder_is_climbed_while_hits_are_few(reader):
    page = asked(reader, "care leavers housing")

    assert page.reach == Rung.MEETING
    assert page.totals == {Rung.PARAGRAPH: 2, Rung.ITEM: 3, Rung.MEETING: 1}
    assert page.total == 6


def test_typed_words_come_before_related_words_and_those_before_the_meeting(reader):
    page = asked(reader, "care leavers housing")

    found = [(result.hit.passage.id, result.hit.rung, result.related) for result in page.results]
    assert found[0] == ("minutes-000", Rung.PARAGRAPH, ())
    assert {one[0] for one in found[1:3]} == {"minutes-001", "minutes-003"}
    assert found[3] == ("inspection-000", Rung.PARAGRAPH, ("accommodation",))
    assert found[4] == ("inspection-001", Rung.ITEM, ("accommodation",))
    assert found[5][:2] == ("agenda-000", Rung.MEETING)


def test_each_hit_says_which_words_of_the_query_it_lacks(reader):
    page = asked(reader, "care leavers housing")

    missing = {result.hit.passage.id: result.missing for result in page.results}
    assert missing["minutes-000"] == ()
    assert missing["minutes-001"] == ("care", "leavers")
    assert missing["inspection-000"] == ("housing",)
    assert missing["agenda-000"] == ("care", "leavers")


def test_a_hit_spread_over_its_item_says_where_the_other_words_stand(reader):
    page = asked(reader, "care leavers housing")

    elsewhere = {result.hit.passage.id: result.elsewhere for result in page.results}
    assert elsewhere["minutes-000"] is None
    assert elsewhere["minutes-001"].words == ("care", "leavers")
    assert elsewhere["minutes-001"].passage.id == "minutes-000"
    assert elsewhere["minutes-001"].snippet.text == "Care leavers spoke of housing on the quay."
    assert elsewhere["inspection-000"] is None
    assert elsewhere["inspection-001"].words == ("leavers", "accommodation")
    assert elsewhere["inspection-001"].passage.id == "inspection-000"


def test_a_hit_spread_over_its_meeting_says_where_the_other_words_stand(reader):
    page = asked(reader, "care leavers housing welcome")

    elsewhere = {result.hit.passage.id: result.elsewhere for result in page.results}
    assert elsewhere["agenda-000"].passage.id == "minutes-000"
    assert elsewhere["minutes-003"].passage.id == "agenda-000"
    assert elsewhere["minutes-003"].words == ("housing", "welcome")


def test_words_that_only_a_title_holds_stand_in_no_other_paragraph(reader):
    page = asked(reader, "homes strategy", without={"*"})

    spoken, first = page.results
    assert (spoken.hit.passage.id, spoken.missing, spoken.elsewhere) == ("minutes-001", ("homes",), None)
    assert (first.missing, first.elsewhere.words) == (("homes", "strategy"), ("strategy",))


def test_one_side_of_an_or_is_not_missing(reader):
    page = asked(reader, "(lamps OR housing) nothing-such", reach=Rung.PARAGRAPH)
    either = asked(reader, "lamps OR crew", reach=Rung.PARAGRAPH)

    assert page.results == ()
    assert {result.missing for result in either.results} == {()}


def test_a_switched_off_word_leaves_the_words_typed(reader):
    page = asked(reader, "care leavers housing", without={"accommodation"})

    assert "inspection-000" not in ids(page)
    assert [(one.from_word, one.to, one.switched_on) for one in page.expansions] == [
        ("housing", "accommodation", False)
    ]


def test_related_words_never_change_the_rung_or_the_order_of_what_was_typed(reader):
    widened = asked(reader, "care leavers housing", reach=Rung.MEETING)
    typed = asked(reader, "care leavers housing", reach=Rung.MEETING, without={"*"})

    kept = [(one.hit.passage.id, one.hit.rung) for one in widened.results if not one.related]
    assert kept == [(one.hit.passage.id, one.hit.rung) for one in typed.results]


def test_related_hits_do_not_keep_the_ladder_from_being_climbed():
    many = published("many", *(f"Accommodation for care leavers, room {number}." for number in range(ENOUGH)))
    reader = indexed(MemoryEngine(), *LADDER, many)

    page = asked(reader, "care leavers housing")

    assert page.reach == Rung.MEETING
    assert page.related_totals[Rung.PARAGRAPH] == ENOUGH + 1


def test_enough_hits_of_the_first_rung_stop_the_ladder():
    many = published("many", *(f"Housing for care leavers, part {number}." for number in range(ENOUGH)))
    reader = indexed(MemoryEngine(), *LADDER, many)

    page = asked(reader, "care leavers housing")

    assert page.reach == Rung.PARAGRAPH
    assert page.totals[Rung.ITEM] > 0


@pytest.mark.parametrize("asked_for", [{"grouped": True}, {"page_size": 1}, {"page_size": 50}, {"page": 3}])
def test_the_reach_is_the_same_for_every_page_and_page_size(reader, asked_for):
    page = asked(reader, "care leavers housing", **asked_for)

    assert page.reach == Rung.MEETING


def test_pages_count_items_if_grouped_and_hits_if_not(reader):
    grouped = asked(reader, "care leavers housing", grouped=True, page_size=2)
    single = asked(reader, "care leavers housing", page_size=2)

    assert (grouped.items, grouped.pages) == (3, 2)
    assert (single.total, single.pages) == (6, 3)
    assert asked(reader, "zebra").pages == 1


def test_the_exact_phrase_is_counted_with_the_same_filters(reader):
    assert asked(reader, "care leavers").exact_total == 2
    assert asked(reader, "care leavers", filters={"committee": frozenset({"Scrutiny"})}).exact_total == 1
    assert asked(reader, "leavers care").exact_total == 0


@pytest.mark.parametrize("typed", ["care", '"care leavers"', "care -leavers", "care OR leavers", "", "care leav*"])
def test_the_exact_phrase_is_no_question_for_other_than_plain_words(reader, typed):
    assert asked(reader, typed).exact_total is None


def test_common_words_belong_to_the_exact_phrase():
    reader = indexed(MemoryEngine(), published("a", "Bed and breakfast rooms.", "Breakfast in bed."))

    assert asked(reader, "bed and breakfast").exact_total == 1


def test_the_timeline_sums_to_the_total_and_ends_with_no_date(reader):
    page = asked(reader, "housing OR lamps")

    assert page.timeline == ((2018, 2), (2019, 1), (2020, 3), (None, 1))
    assert sum(count for _, count in page.timeline) == page.total


def test_the_timeline_obeys_the_year_filter_though_the_facet_does_not(reader):
    page = asked(reader, "housing OR lamps", filters={"year": frozenset({"2018"})}, facets=("year",))

    assert page.timeline == ((2018, 2),)
    assert len(page.facets["year"]) == 4


def test_only_the_facets_asked_for_come_back(reader):
    assert set(asked(reader, "lamps", facets=("committee",)).facets) == {"committee"}


def test_nothing_found_tells_what_each_word_finds_alone(reader):
    page = asked(reader, 'lamps zebra "care leavers"', filters={"council": frozenset({"harrowmere"})})

    assert page.total == 0
    assert page.word_counts == (("lamps", 3), ("zebra", 0), ("“care leavers”", 2))


def test_word_counts_are_given_only_when_nothing_was_found(reader):
    assert asked(reader, "lamps").word_counts == ()


def test_a_phrase_that_is_nowhere_is_counted_without_its_quotes(reader):
    page = asked(reader, '"care leavers housing"')

    assert page.total == 0
    assert page.unquoted.query == "care leavers housing"
    assert page.unquoted.totals == {Rung.PARAGRAPH: 1, Rung.ITEM: 2, Rung.MEETING: 1}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("care levers", ("care leavers",)),
        ('levers "housing care"', ("leavers housing care",)),
        ("levers zebra", ()),
        ("care leavers", ()),
        ("levers OR housing", ("leavers OR housing",)),
        ("year:[2010 TO 2020]", ()),
    ],
)
def test_a_spelling_is_offered_only_if_it_finds_something(reader, typed, offered):
    assert asked(reader, typed).suggestions == offered


def test_a_spelling_is_not_offered_if_the_filters_let_nothing_through(reader):
    assert asked(reader, "levers", filters={"committee": frozenset({"Scrutiny"})}).suggestions == ("leavers",)
    assert asked(reader, "levers", filters={"committee": frozenset({"Cabinet"})}).suggestions == ()


def test_each_filter_is_told_by_what_it_keeps_out(reader):
    page = asked(
        reader,
        "lamps",
        filters={"committee": frozenset({"Scrutiny"}), "type": frozenset({"report"}), "role": frozenset()},
        dates=DateRange(date(2018, 1, 1), None),
    )

    assert page.total == 0
    assert page.without_filter == {"committee": 2, "type": 0, "dates": 0}


def test_coverage_is_that_of_the_filters(reader):
    page = asked(reader, "lamps", filters={"committee": frozenset({"Scrutiny"})})

    assert page.coverage.papers == 1
    assert asked(reader, "lamps").coverage.papers == len(LADDER)


def test_every_result_shows_what_matched(reader):
    page = asked(reader, "leaver housing", reach=Rung.PARAGRAPH)

    marked = [fragment.text for fragment in page.results[0].snippet.fragments if fragment.is_match]
    assert marked == ["leavers", "housing"]


def test_an_empty_query_lists_everything_by_page(reader):
    page = asked(reader, "", page_size=3, sort=Sort.NEWEST)

    assert page.total == 10
    assert page.reach == Rung.PARAGRAPH
    assert len(page.results) == 3


def test_walking_gives_every_hit_of_every_page_once_in_order(reader):
    request = SearchRequest(grouped=True, page=2, page_size=2, facets=("year",))

    walked = [one.hit.passage.id for one in walk(reader, parse_query("care leavers housing"), request)]

    assert walked == ids(asked(reader, "care leavers housing", page_size=100))


REPEATED = tuple(
    published(f"minutes-{year}", "The report on lamps be noted.", f"Lamp {year} was lit.", day=f"{year}-05-01")
    for year in range(2010, 2022)
)


def test_what_is_folded_counts_in_every_total_but_the_pages():
    reader = indexed(MemoryEngine(), *REPEATED)

    flat = asked(reader, '"lamps be noted"', page_size=5, grouped=True, facets=("year",))
    folded = asked(reader, '"lamps be noted"', page_size=5, grouped=True, folded=True, facets=("year",))

    assert (flat.total, flat.items, flat.listed, flat.pages) == (12, 12, 12, 3)
    assert (folded.total, folded.items, folded.listed, folded.pages) == (12, 12, 1, 1)
    assert (folded.timeline, folded.facets) == (flat.timeline, flat.facets)
    assert folded.results[0].hit.repeats == 11


def test_walking_folds_nothing_and_counts_repeats():
    reader = indexed(MemoryEngine(), *REPEATED)
    request = SearchRequest(grouped=True, folded=True, same_as="nowhere")

    walked = list(walk(reader, parse_query('"lamps be noted"'), request))

    assert len({one.hit.passage.id for one in walked}) == 12
    assert {one.hit.repeats for one in walked} == {11}


def test_walking_goes_beyond_one_page_of_the_engine():
    reader = indexed(MemoryEngine(), published("long", *(f"Lamp {number}." for number in range(1001))))

    walked = list(walk(reader, parse_query("lamp"), SearchRequest()))

    assert len({one.hit.passage.id for one in walked}) == 1001


WORDS = ("care", "leavers", "housing", "accommodation", "lamps", "quay")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5)
PAPERS = st.lists(
    st.tuples(TEXTS, st.sampled_from(["2018-05-01", "2020-11-04", None]), st.sampled_from(["Cabinet", "Panel"])),
    min_size=1,
    max_size=4,
)
QUERIES = st.lists(st.sampled_from((*WORDS, "OR", '"quay care"', "-lamps")), min_size=1, max_size=4).map(" ".join)


def library(papers):
    made = (
        published(f"p{at}", *texts, day=day, committee=committee, items=(("1", f"Item {at % 2}"),))
        for at, (texts, day, committee) in enumerate(papers)
    )
    return indexed(MemoryEngine(), *made)


@settings(deadline=None)
@given(PAPERS, QUERIES)
def test_pages_joined_are_all_hits_and_the_counts_agree(papers, typed):
    reader = library(papers)

    pages = [asked(reader, typed, page=page, page_size=3) for page in range(1, 9)]

    joined = [one for page in pages for one in ids(page)]
    assert len(joined) == len(set(joined)) == pages[0].total
    assert sum(count for _, count in pages[0].timeline) == pages[0].total
    assert sum(page.reach == pages[0].reach for page in pages) == len(pages)


@settings(deadline=None)
@given(PAPERS, QUERIES, st.sampled_from(sorted(FACETS)))
def test_a_facet_count_is_what_choosing_the_value_gives(papers, typed, facet):
    reader = library(papers)

    page = asked(reader, typed, facets=(facet,))

    for one in page.facets[facet]:
        chosen = asked(reader, typed, filters={facet: frozenset({one.value})}, reach=page.reach)
        assert chosen.total == one.count


@settings(deadline=None)
@given(PAPERS, QUERIES)
def test_related_words_only_add_hits_below(papers, typed):
    reader = library(papers)

    widened = asked(reader, typed, reach=Rung.MEETING, page_size=100)
    plain = asked(reader, typed, reach=Rung.MEETING, page_size=100, without={"*"})

    rungs = {one.hit.passage.id: one.hit.rung for one in widened.results if not one.related}
    assert rungs == {
        one.hit.passage.id: one.hit.rung
        for one in plain.results
        if one.hit.rung != Rung.MEETING or one.hit.passage.id in rungs
    }
    assert set(ids(plain)) <= set(ids(widened))


def test_a_paper_without_a_meeting_is_searched_whole_for_what_one_of_its_items_lacks():
    lamps = ("Lamps were lit.", {"item_key": "note/lamps"})
    ferry = ("The ferry sank.", {"item_key": "note/ferry"})
    reader = indexed(MemoryEngine(), paper_of("note", lamps, ferry, meeting_key="note", meeting_date=None))
    page = asked(reader, "lamps ferry")

    elsewhere = {one.hit.passage.text: (one.elsewhere.words, one.elsewhere.passage.text) for one in page.results}
    assert elsewhere == {
        "Lamps were lit.": (("ferry",), "The ferry sank."),
        "The ferry sank.": (("lamps",), "Lamps were lit."),
    }


def test_hits_that_lack_the_same_words_are_looked_round_at_once():
    class Counting:
        def __init__(self, inner):
            self.inner, self.keys = inner, []

        def __getattr__(self, name):
            return getattr(self.inner, name)

        def best_in(self, query, rung, keys):
            self.keys.append(sorted(keys))
            return self.inner.best_in(query, rung, keys)

    papers = [
        paper_of(name, *((text, {"item_key": f"{name}/item"}) for text in ("Lamps were lit.", "The ferry sank.")))
        for name in "ab"
    ]
    reader = Counting(indexed(MemoryEngine(), *papers))
    page = asked(reader, "lamps ferry")

    assert len(page.results) == 4
    assert all(one.elsewhere.passage.item_key == one.hit.passage.item_key for one in page.results)
    assert sorted(map(len, reader.keys)) == [2, 2]


def test_a_slip_in_one_of_several_is_offered_though_the_others_find_enough():
    many = indexed(MemoryEngine(), published("m", *(f"Housing matter {at}." for at in range(12)), "The leavers."))

    page = asked(many, "levers OR housing")

    assert page.total >= 12
    assert page.suggestions == ("leavers OR housing",)
    assert asked(many, "housing OR leavers").suggestions == ()
