"""What is offered when little was found: a spelling, the words without quotes, a filter less."""

from dataclasses import replace

import pytest
from entries import indexed
from hypothesis import given, settings
from hypothesis import strategies as st
from published import published

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.query import MAX_LENGTH, MAX_WORD_LENGTH, Rung, SearchRequest, parse_query
from papersearch.rewording import FAR_COMMONER, advise, near_spelling


@pytest.fixture(scope="module")
def reader():
    return indexed(
        MemoryEngine(),
        published(
            "a",
            "Housing for care leavers and their accommodation.",
            "The accomodation office.",
            "Care homes; children in need.",
            *(f"Accommodation in room {number}." for number in range(FAR_COMMONER)),
        ),
    )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("care levers", "care leavers"),
        ("Huosing costs", "Housing costs"),
        ("ousing", "housing"),
        ("acomodation", "accommodation"),
        ("levers OR huosing", "leavers OR housing"),
        ('levers "care homes"', 'leavers "care homes"'),
        ('"care levers"', '"care leavers"'),
        ('"care levers"~3', '"care leavers"~3'),
    ],
)
def test_an_unknown_word_is_offered_as_the_papers_spell_it(reader, typed, offered):
    assert near_spelling(reader, parse_query(typed)).casefold() == offered.casefold()


@pytest.mark.parametrize(
    "typed",
    [
        "care leavers",
        "leaver",
        "zebra",
        "lvers",
        "cre",
        "20201",
        "leve*",
        "",
    ],
)
def test_known_far_short_and_quoted_words_are_left_alone(reader, typed):
    assert near_spelling(reader, parse_query(typed)) is None


def test_a_slip_that_a_paper_made_too_is_offered_as_the_others_spell_it(reader):
    assert near_spelling(reader, parse_query("accomodation")) == "accommodation"


def test_a_rare_word_is_not_corrected_to_one_that_is_hardly_commoner():
    reader = indexed(MemoryEngine(), published("a", "The pavement.", *("A basement." for _ in range(5)), "Pavements."))

    assert near_spelling(reader, parse_query("pavement")) is None


def test_the_commoner_of_two_near_words_is_offered():
    reader = indexed(MemoryEngine(), published("a", "The ferry.", "A berry.", "The berry again."))

    assert near_spelling(reader, parse_query("xerry")) == "berry"


def test_an_offer_never_is_too_long_to_be_asked(reader):
    typed = " ".join(["levers"] * 30)
    longest = "levers " + "(" * (MAX_LENGTH - 7)

    assert near_spelling(reader, parse_query(typed)) == " ".join(["leavers"] * 30)
    assert near_spelling(reader, _parsed(longest)) is None


def test_a_word_over_the_budget_of_a_query_is_never_offered():
    reader = indexed(MemoryEngine(), published("a", "x" * (MAX_WORD_LENGTH + 1)))

    assert near_spelling(reader, parse_query("x" * MAX_WORD_LENGTH)) is None


def _parsed(typed):
    return replace(parse_query("levers"), typed=typed)


@pytest.mark.parametrize(
    ("typed", "unquoted"),
    [
        ('"care leavers housing"', "care leavers housing"),
        ("“care homes” “housing first”", "care homes housing first"),
        ('"care lamps"~3 zebra', "care lamps zebra"),
        ('committee:"Housing Panel" "zebra crossing"', 'committee:"Housing Panel" zebra crossing'),
        ('-"care homes" "zebra OR ferry"', '-"care homes" zebra or ferry'),
    ],
)
def test_the_unquoted_query_keeps_fields_and_what_is_excluded(reader, typed, unquoted):
    assert advise(reader, parse_query(typed), SearchRequest()).unquoted.query == unquoted


@pytest.mark.parametrize("typed", ["zebra", '-"care homes" zebra', 'committee:"Housing Panel"', ""])
def test_a_query_without_a_phrase_has_no_unquoted_form(reader, typed):
    assert advise(reader, parse_query(typed), SearchRequest()).unquoted is None


def test_the_unquoted_query_is_counted_under_the_same_filters(reader):
    request = SearchRequest(filters={"committee": frozenset({"Elsewhere"})})

    assert advise(reader, parse_query('"leavers care"'), SearchRequest()).unquoted.totals[Rung.PARAGRAPH] == 1
    assert advise(reader, parse_query('"leavers care"'), request).unquoted.totals[Rung.PARAGRAPH] == 0


ODD = st.text(alphabet='abcé12" “”~-:(OR)*', max_size=40)


@settings(deadline=None)
@given(ODD)
def test_advice_never_fails_whatever_was_typed(reader, typed):
    parsed = parse_query(typed) if typed.count("(") < 8 else parse_query("")

    advice = advise(reader, parsed, SearchRequest(query=parsed.node))

    assert advice.unquoted is None or len(advice.unquoted.query) <= MAX_LENGTH
