"""Passages and cards as JSON, for engines that keep them in files.

A line read back gives an equal record; what is not such a line raises `ValueError` and nothing else. A passage is the list
of its fields, a card an object with theirs.
"""

import json
from collections.abc import Callable
from typing import TypeVar

from msgspec import DecodeError, Struct, ValidationError, convert, to_builtins
from msgspec.json import Decoder
from msgspec.structs import fields

from papersearch.passage import PaperCard, Passage

T = TypeVar("T")

PASSAGE_FIELDS = tuple(one.name for one in fields(Passage))
"""What a passage's line lists, in this order."""


def passage_line(passage: Passage) -> bytes:
    """The fields of one passage in their order, as a line of JSON in ASCII, without a line end."""
    return _line(passage)


def read_passage(line: bytes | memoryview) -> Passage:
    """The passage of a line.

    Raises:
        ValueError: the line holds no passage.
    """
    return _read(line, _passage, Passage)


def card_line(card: PaperCard) -> bytes:
    """One card as a line of JSON in ASCII, without a line end."""
    return _line(card)


def read_card(line: bytes) -> PaperCard:
    """The card of a line.

    Raises:
        ValueError: the line holds no card.
    """
    return _read(line, _card, PaperCard)


def id_and_digest(line: bytes) -> tuple[str, str]:
    """The paper's id and the file's digest of a card's line.

    Raises:
        ValueError: the line holds no card.
    """
    read = _read(line, _identity, _Identity)
    return read.id, read.digest


class _Identity(Struct):
    """Of a card what says whether its file has changed."""

    id: str
    digest: str


_passage, _card, _identity = Decoder(Passage).decode, Decoder(PaperCard).decode, Decoder(_Identity).decode


def _line(record: Passage | PaperCard) -> bytes:
    return json.dumps(to_builtins(record), separators=(",", ":")).encode("ascii")


def _read(line: bytes | memoryview, decode: Callable[[bytes | memoryview], T], kind: type[T]) -> T:
    """The record of a line; halves of surrogate pairs, which are no UTF-8, are taken by the slower reader alone."""
    try:
        return decode(line)
    except DecodeError:
        pass  # a page reads many, and a context manager would be a third of each
    try:
        return convert(json.loads(bytes(line)), kind)
    except (ValueError, ValidationError, RecursionError) as error:
        raise ValueError(f"not the record of a {kind.__name__}: {error}") from error
