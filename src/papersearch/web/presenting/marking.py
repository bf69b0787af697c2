"""Words of a paper in pieces, with what matched marked and what was bold: never as HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papersearch.bold import bold_runs, without_stars
from papersearch.citing import CELL_MARK
from papersearch.query import Node, is_related, leaves
from papersearch.snippets import Fragment, cut, leaves_in

plain = without_stars
"""A text as a page shows it where nothing in it is marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words; `mark` is empty, "typed" or "related"."""

    text: str
    mark: str = ""
    is_bold: bool = False


def pieces_of(fragments: Sequence[Fragment], query: Node | None, text: str) -> tuple[Piece, ...]:
    """Fragments of a text with what they matched: a word as typed, or only a related one.

    The asterisks that say bold are left out, even where the fragments begin or end between a pair of them.
    """
    runs = tuple(bold_runs(text))
    is_widened = query is not None and any(map(is_related, leaves(query)))
    at = max(text.find("".join(one.text for one in fragments)), 0)
    pieces: list[Piece] = []
    for one in fragments:
        mark = "" if not one.is_match else _mark(one.text, query) if is_widened else "typed"
        inside = [(max(first, at), min(last, at + len(one.text)), is_bold) for first, last, is_bold in runs]
        pieces += [Piece(text[first:last], mark, is_bold) for first, last, is_bold in inside if first < last]
        at += len(one.text)
    return tuple(pieces)


def marked(text: str, query: Node | None) -> tuple[Piece, ...]:
    """A whole text with the matches of a query marked; without a query, none."""
    fragments = cut(text, query, width=0).fragments if query is not None else (Fragment(text, is_match=False),)
    return pieces_of(fragments, query, text)


def cells_of(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of a table row, cell by cell."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split(CELL_MARK)
        cells[-1].append(Piece(first, piece.mark, piece.is_bold))
        cells += [[Piece(text, piece.mark, piece.is_bold)] for text in others]
    return tuple(tuple(piece for piece in cell if piece.text) for cell in cells)


def _mark(text: str, query: Node | None) -> str:
    held = leaves_in(text, query) if query is not None else frozenset()
    return "related" if held and all(is_related(leaf) for leaf in held) else "typed"
