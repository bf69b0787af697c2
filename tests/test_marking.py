"""Words in pieces: what matched, what was bold, and no asterisks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.query import parse_query
from papersearch.snippets import cut
from papersearch.web.presenting.marking import Piece, cells_of, marked, pieces_of, plain


def test_bold_words_are_told_without_their_asterisks():
    pieces = marked("The **ferry** sails.", None)

    assert pieces == (Piece("The "), Piece("ferry", is_bold=True), Piece(" sails."))


def test_what_matches_is_marked_across_the_edge_of_bold():
    query = parse_query('"care leavers"').node

    pieces = marked("For **care** leavers", query)

    assert pieces == (
        Piece("For "),
        Piece("care", "typed", is_bold=True),
        Piece(" leavers", "typed"),
    )


def test_a_snippet_that_ends_inside_bold_is_bold_to_its_end_without_asterisks():
    text = f"**{'boat ' * 80}ferry** at last"
    snippet = cut(text, parse_query("ferry").node, width=60)

    pieces = pieces_of(snippet.fragments, parse_query("ferry").node, text)

    assert snippet.cut_before
    assert Piece("ferry", "typed", is_bold=True) in pieces
    assert not any("*" in piece.text for piece in pieces)


@pytest.mark.parametrize("text", ["2 ** 3 ** 4", "Cost**", "** note", "****", "a*b*c", "**", "** open ended"])
def test_asterisks_that_say_something_else_stay(text):
    assert "".join(piece.text for piece in marked(text, None)) == text
    assert plain(text) == text


@given(st.text(alphabet="ab *|\n", max_size=40))
def test_pieces_hold_all_words_of_a_text(text):
    pieces = marked(text, parse_query("a b").node)

    assert "".join(piece.text for piece in pieces) == plain(text)


def test_cells_keep_what_is_bold():
    cells = cells_of(marked("**Fuel** | 900", None))

    assert cells == ((Piece("Fuel", is_bold=True),), (Piece("900"),))
