"""Cuts and marks the part of a passage that answers a query."""

from dataclasses import dataclass

from papersearch.query import Node


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text, and whether it matched."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """The densest window of a passage; joined, the fragments are a substring of its text."""

    fragments: tuple[Fragment, ...]
    cut_before: bool
    cut_after: bool


def cut(text: str, query: Node, *, width: int = 280) -> Snippet:
    """The part of a text that answers a query best, about `width` characters; `width=0` keeps the whole text."""
    raise NotImplementedError
