"""How the points of a list are numbered, and whether a bullet only takes the number of what opens its list."""

import re

from papersearch.model import Form
from papersearch.passage import Passage

_PRINTED = re.compile(r"\W*(?:R\d{1,2}|[A-H])[.):]\s+(?=[A-Z])")


def style_of(passage: Passage) -> str:
    """The way a passage is numbered: figure, levels, letter, roman, bullet, figure in brackets, or none."""
    number = passage.number
    if number is None:
        return "bullet" if passage.form is Form.LIST_ITEM else "none"
    bare = number.strip("().")
    if bare.isdigit():
        return "figure in brackets" if number.startswith("(") else "figure"
    if re.fullmatch(r"\d+(?:\.\d+)+", bare):
        return "levels"
    return "roman" if re.fullmatch(r"[ivx]+", bare) and bare != "c" else "letter"


def printed_number(text: str) -> re.Match[str] | None:
    """A number that a parser left with the words: "R1. The Council should ..."."""
    return _PRINTED.match(text)


def is_listed(passage: Passage) -> bool:
    """Whether a passage stands in a list: it has a number or a bullet."""
    is_numbered = passage.number is not None or printed_number(passage.text) is not None
    return is_numbered or passage.form is Form.LIST_ITEM


def takes_number(opened: Passage, passage: Passage) -> bool:
    """Whether a bullet prints no number, and has that of the paragraph that opens its list."""
    return passage.form is Form.LIST_ITEM and passage.number is not None and passage.number == opened.number


def is_sibling(opened: Passage, passage: Passage) -> bool:
    """Whether a passage is numbered as the one that opened the list: 24.3 after 24.2, but not 24.2.1."""
    if opened.number is None or passage.number is None or opened.form is Form.HEADING:
        return False
    is_levelled = style_of(opened) == "levels" and style_of(passage) == "levels"
    goes_on = passage.number.count(".") <= opened.number.count(".")
    return is_levelled and goes_on and not takes_number(opened, passage)
