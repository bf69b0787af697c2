"""A value typed in a query is the papers' own, or the searcher is told what they have instead."""

import pytest
from entries import indexed
from published import published

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.naming import known_value, near_values, values_of
from papersearch.query import FieldIs, SearchRequest, parse_query, with_value
from papersearch.searching import search, walk


@pytest.fixture(scope="module")
def reader():
    return indexed(
        MemoryEngine(),
        published("a", "Lamps were lit.", "Lamps again.", committee="Corporate Parenting Committee", day="2019-04-09"),
        published("b", "The ferry and its lamps.", committee="Audit and Governance Committee", day="2020-04-09"),
        published("c", "No lamps.", committee=None),
    )


def asked(reader, typed):
    return search(reader, parse_query(typed), SearchRequest())


@pytest.mark.parametrize(
    ("facet", "typed", "value"),
    [
        ("committee", "corporate  PARENTING committee", "Corporate Parenting Committee"),
        ("committee", "corporate-parenting-committee", "Corporate Parenting Committee"),
        ("committee", "not-stated", "not-stated"),
        ("council", "Harrowmere Council", "harrowmere"),
        ("year", "Date not stated", "not-stated"),
        ("committee", "Cabinet", None),
    ],
)
def test_a_value_is_known_by_itself_its_label_and_with_hyphens(reader, facet, typed, value):
    assert known_value(reader, facet, typed) == value


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("corporate parents", ("Corporate Parenting Committee",)),
        ("Committee", ("Corporate Parenting Committee", "Audit and Governance Committee")),
        ("Audt & Goverance", ("Audit and Governance Committee",)),
        ("zzz", ()),
    ],
)
def test_what_is_near_shares_words_or_letters(reader, typed, near):
    assert near_values(reader, "committee", typed) == near


def test_values_come_by_how_often_they_stand(reader):
    assert values_of(reader, "committee")[0] == "Corporate Parenting Committee"


def test_a_field_takes_the_name_that_people_read(reader):
    assert asked(reader, 'council:"Harrowmere Council" ferry').total == 1
    assert len(list(walk(reader, parse_query('council:"Harrowmere Council"'), SearchRequest()))) == 4


def test_an_unknown_value_is_told_with_those_near_it_and_offered(reader):
    page = asked(reader, 'committee:"corporate parents" lamps')

    assert page.total == 0
    assert page.parsed.notices == (
        "no paper has “corporate parents” as its committee; near it is “Corporate Parenting Committee”",
    )
    assert page.suggestions == ('committee:"Corporate Parenting Committee" lamps',)


def test_an_unknown_value_with_nothing_near_it_is_told_what_there_is(reader):
    page = asked(reader, "committee:zzz OR ferry")

    assert page.total == 1
    assert page.parsed.notices == (
        "no paper has “zzz” as its committee; "
        "there are “Audit and Governance Committee” and “Corporate Parenting Committee”",
    )


def test_what_is_offered_finds_something(reader):
    assert asked(reader, 'committee:"corporate parents" ferry').suggestions == ()


def test_a_value_is_put_otherwise_where_it_stands():
    query = '-committee:"Old  Name" "a b"~5 committee:old (lamps OR Committee:"old name")'

    assert with_value(query, FieldIs("committee", "Old Name"), "New") == (
        '-committee:New "a b"~5 committee:old ( lamps OR Committee:"old name" )'
    )


def test_an_unknown_value_of_a_filter_is_told_too(reader):
    page = search(reader, parse_query("lamps"), SearchRequest(filters={"committee": frozenset({"corporate parents"})}))

    assert page.parsed.notices == (
        "no paper has “corporate parents” as its committee; near it is “Corporate Parenting Committee”",
    )


@pytest.mark.parametrize(
    ("typed", "told", "offered"),
    [
        ("year:1990 lamps", "no paper is of the year “1990”; near it is “2019”", ("year:2019 lamps",)),
        ("year:2031 lamps", "no paper is of the year “2031”; near it is “2020”", ("year:2020 lamps",)),
        ("year:soon lamps", "no paper is of the year “soon”; there are “2019” and “2020”", ()),
        ("person:Zed lamps", "no paper lists “Zed” as a person", ()),
    ],
)
def test_an_unknown_year_or_person_is_told_in_its_own_words(reader, typed, told, offered):
    page = asked(reader, typed)

    assert page.parsed.notices == (told,)
    assert page.suggestions == offered
