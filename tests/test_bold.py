"""Asterisks that say bold are left out; others are words of the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.bold import bold_runs, part_without_stars, without_stars

TEXTS = st.text(alphabet="ab *|\n", max_size=40)


def test_a_part_that_begins_inside_bold_loses_the_closing_asterisks():
    text = "The **ferry at Quay Lane** sails."

    assert part_without_stars("Quay Lane** sails.", text) == "Quay Lane sails."
    assert part_without_stars("The **ferry", text) == "The ferry"


@pytest.mark.parametrize("text", ["2 ** 3 ** 4", "Cost**", "** note", "****", "a*b*c", "**", "** open ended"])
def test_asterisks_that_say_something_else_stay(text):
    assert without_stars(text) == text


@given(TEXTS)
def test_the_runs_of_a_text_are_its_words(text):
    assert "".join(text[first:last] for first, last, _ in bold_runs(text)) == without_stars(text)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_part_never_holds_more_than_the_whole(text, first, length):
    part = text[first : first + length]

    assert part_without_stars(part, text) in without_stars(text)
