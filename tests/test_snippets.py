"""Snippets mark exactly what matched and are cut where a reader would cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersearch.analysis import tokens
from papersearch.query import AllOf, AnyOf, Exact, Near, Not, Prefix, Word, parse_query
from papersearch.snippets import cut, leaves_in

LONG = (
    "The ferry contract was let in spring. Members asked about the fares at length and were told that no change was "
    "planned before the summer. The chair thanked the crew. Housing costs near the quay had doubled, and tenants of the "
    "old harbour homes wrote to the panel. A petition of 412 names was received. Officers will report on the housing "
    "waiting list and on repairs to the quay steps in the autumn. No further questions were put, and the item was noted."
)


def marked(snippet):
    return [fragment.text for fragment in snippet.fragments if fragment.is_match]


def asked(typed):
    return parse_query(typed).node


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("planning", "Plans were planned by the planners.", ["Plans", "planned"]),
        ("children", "The children's fund helps every child.", ["children's"]),
        ('"care leavers"', "Care leavers, and those who care about leavers of care.", ["Care leavers"]),
        ("safe*", "Safe and safely unsafe, safeguarding.", ["Safe", "safely", "safeguarding"]),
        ("s106", "Under S.106 and section 106.", ["S.106"]),
        ("1500", "It costs £1,500 or 1500.5.", ["1,500"]),
        ("covid-19", "COVID–19 and COVID 20.", ["COVID–19"]),
        ("café", "The CAFE reopened.", ["CAFE"]),
        ("not-there", "Nothing of the kind.", []),
    ],
)
def test_a_mark_is_a_word_that_matched_and_nothing_more(typed, text, expected):
    snippet = cut(text, asked(typed))

    assert marked(snippet) == expected


def test_words_that_stand_side_by_side_are_one_fragment():
    snippet = cut("Homes for care leavers, and care for leavers.", asked("care leavers"))

    assert marked(snippet) == ["care leavers", "care", "leavers"]


def test_overlapping_marks_are_one_fragment():
    query = AnyOf((Exact(("quay", "lane")), Exact(("lane", "steps"))))

    snippet = cut("The Quay Lane steps.", query)

    assert marked(snippet) == ["Quay Lane steps"]


def test_near_words_are_marked_only_where_they_stand_near():
    query = Near(("damp", "homes"), 2)
    text = "Damp was found. Many pages later, and far from there, homes with old damp were listed."

    snippet = cut(text, query, width=0)

    assert marked(snippet) == ["homes", "damp"]


def test_words_under_not_are_never_marked():
    query = AllOf((Word("ferry"), Not(Word("fares"))))

    snippet = cut("Ferry fares", query)

    assert marked(snippet) == ["Ferry"]


def test_the_window_holds_the_most_different_words():
    snippet = cut(LONG, asked("housing repairs quay"), width=160)

    assert set(marked(snippet)) == {"housing", "repairs", "quay"}


def test_the_window_begins_at_a_sentence_where_one_is_near():
    snippet = cut(LONG, asked("petition"), width=160)

    assert snippet.text.startswith("A petition of 412 names")
    assert snippet.cut_before
    assert snippet.cut_after


def test_room_is_left_for_the_words_round_the_marks():
    text = "There was a question about housing " + "and the quay " * 8 + "and housing costs. " + "Lamps. " * 30

    snippet = cut(text, asked("housing"), width=120)

    assert snippet.text.startswith("There was a question about housing")


def test_a_further_word_is_worth_more_than_room():
    text = "Some words before. Damp " + "and so on " * 8 + "homes. " + "More words after. " * 20

    snippet = cut(text, asked("damp homes"), width=100)

    assert marked(snippet) == ["Damp", "homes"]


def test_without_a_match_the_beginning_is_shown():
    snippet = cut(LONG, asked("lighthouse"), width=80)

    assert snippet.text.startswith("The ferry contract")
    assert marked(snippet) == []
    assert not snippet.cut_before


def test_width_zero_keeps_the_whole_text():
    snippet = cut(LONG, asked("housing"), width=0)

    assert snippet.text == LONG
    assert marked(snippet) == ["Housing", "housing"]
    assert not snippet.cut_before
    assert not snippet.cut_after


def test_a_text_that_fits_is_not_cut():
    snippet = cut("A short note on lamps.", asked("lamps"), width=280)

    assert snippet.text == "A short note on lamps."


def test_a_window_at_the_end_is_filled_from_before():
    snippet = cut(LONG, asked("noted"), width=160)

    assert len(snippet.text) > 80
    assert snippet.text.endswith("was noted.")
    assert not snippet.cut_after


def test_markup_in_a_paper_stays_text():
    snippet = cut("Use <script>alert(1)</script> & tell.", asked("script"))

    assert snippet.text == "Use <script>alert(1)</script> & tell."
    assert marked(snippet) == ["script", "script"]


def test_leaves_in_a_text_are_those_it_holds():
    query = AllOf((Word("ferries"), Exact(("old", "harbour")), Prefix("petit"), Word("lamps"), Near(("x", "y"), 3)))

    assert leaves_in(LONG, query) == {Word("ferries"), Exact(("old", "harbour")), Prefix("petit")}


@pytest.mark.parametrize("query", [Exact(()), Near((), 2)])
def test_a_phrase_of_no_words_marks_nothing(query):
    assert marked(cut(LONG, query)) == []


WORDS = st.lists(
    st.sampled_from(
        [
            "ferry",
            "quay",
            "Quay",
            "housing.",
            "“lamps”",
            "(damp)",
            "12,500",
            "O’Brien’s",
            "café",
            "\n",
            "-",
            "é",
            "x" * 40,
        ]
    ),
    max_size=120,
).map(" ".join)
QUERIES = st.sampled_from(
    [
        asked(one)
        for one in ("ferry quay", '"quay housing"', "hous* OR lamps", '"damp ferry"~3', "12500 -damp", "nothing")
    ]
)


@settings(deadline=None)
@given(WORDS, QUERIES, st.integers(0, 400))
def test_a_snippet_is_a_substring_that_cuts_no_word(text, query, width):
    snippet = cut(text, query, width=width)

    start = text.find(snippet.text)
    edges = {start, start + len(snippet.text)}
    assert start >= 0
    if text.count(snippet.text) == 1:
        assert not any(token.start < edge < token.end for token in tokens(text) for edge in edges)


@settings(deadline=None)
@given(WORDS, QUERIES)
def test_the_whole_text_marks_a_leaf_exactly_when_it_holds(text, query):
    snippet = cut(text, query, width=0)

    assert bool(marked(snippet)) == bool(leaves_in(text, query))


@settings(deadline=None)
@given(WORDS, QUERIES, st.integers(60, 300))
def test_a_snippet_shows_a_match_if_there_is_one_and_keeps_its_width(text, query, width):
    snippet = cut(text, query, width=width)

    assert bool(marked(snippet)) == bool(leaves_in(text, query))
    assert len(snippet.text) <= width + 60
