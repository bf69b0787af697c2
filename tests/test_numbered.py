import pytest

from papersearch.numbered import numbered_terms, with_names
from papersearch.query import leaves, parse_query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council and Catch22 were given money.", ["catch22", "catch 22"]),
        ("COVID-19, Covid\N{EN DASH}19 and covid19", ["covid19", "covid 19"] * 3),
        ("under s.106 and S106", ["s106", "s 106"] * 2),
        ("a partnership with Catch 22", ["catch 22"]),
        ("in a catch 22 situation", []),
        ("The 22 and 1,500 lamps; In 2017 they were lit.", []),
        ("a note.3 of the year", []),
        ("", []),
        ("5", []),
        ("22 and P", []),
        ("P3", ["p3", "p 3"]),
        (" 5", []),
        ("-5", []),
    ],
)
def test_a_text_tells_how_it_writes_its_names_with_figures(text, expected):
    assert numbered_terms(text) == expected


def told_of(query, printed):
    found = with_names(tuple(leaves(parse_query(query).node)), printed.__contains__)
    return [(one.in_one_word, one.is_joined) if hasattr(one, "in_one_word") else "leaf" for one in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Catch22", [("catch22", True)]),
        ('lamps "catch 22"', ["leaf", ("catch22", False)]),
        ("catch 22 lamps", [("catch22", False), "leaf"]),
        ("section 47", ["leaf", "leaf"]),
        ('"section 47"', ["leaf"]),
        ('"catch 22 lamps"', ["leaf"]),
        ("22 catch", ["leaf", "leaf"]),
    ],
)
def test_a_query_means_a_name_where_some_paper_prints_it_as_one_word(query, expected):
    assert told_of(query, {"catch22"}) == expected
