"""Words of a paper in pieces, with what matched marked: never as HTML."""

from collections.abc import Iterable
from dataclasses import dataclass

from papersearch.query import Leaf, Node, Prefix
from papersearch.snippets import Fragment, cut, leaves_in

CELL_MARK = " | "
"""Stands between the cells of a table row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words; `mark` is empty, "typed" or "related"."""

    text: str
    mark: str = ""


def pieces_of(fragments: Iterable[Fragment], query: Node | None) -> tuple[Piece, ...]:
    """Fragments with what they matched: a word as typed, or only a related one."""
    return tuple(Piece(one.text, _mark(one.text, query) if one.is_match else "") for one in fragments)


def marked(text: str, query: Node | None) -> tuple[Piece, ...]:
    """A whole text with the matches of a query marked; without a query, one plain piece."""
    return pieces_of(cut(text, query, width=0).fragments, query) if query is not None else (Piece(text),)


def cells_of(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of a table row, cell by cell."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split(CELL_MARK)
        cells[-1].append(Piece(first, piece.mark))
        cells += [[Piece(text, piece.mark)] for text in others]
    return tuple(tuple(piece for piece in cell if piece.text) for cell in cells)


def _mark(text: str, query: Node | None) -> str:
    held = leaves_in(text, query) if query is not None else frozenset()
    return "related" if held and all(_is_related(leaf) for leaf in held) else "typed"


def _is_related(leaf: Leaf) -> bool:
    return not isinstance(leaf, Prefix) and leaf.weight < 1
