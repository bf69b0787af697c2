"""Reads back what is noted of the papers of a generation; a paper without a note of the rules in force is read anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from papersearch.commitments.noting import Heard, NotedRow, heard_line, read_heard, read_rows, rows_line
from papersearch.commitments.rules import rules_version
from papersearch.engines.port import Reader
from papersearch.errors import IndexDamagedError
from papersearch.passage import PaperCard

_Read = TypeVar("_Read", NotedRow, Heard)
_ROWS, _HEARD = 1, 2
"""The lines of a note."""


def cards_by_body(reader: Reader) -> Mapping[str, Sequence[PaperCard]]:
    """The papers of each body, as meeting keys begin, by id; "" for those without a meeting."""
    return reader.remember("cards by body", lambda: _cards_by_body(reader))


def _cards_by_body(reader: Reader) -> dict[str, list[PaperCard]]:
    found: defaultdict[str, list[PaperCard]] = defaultdict(list)
    for card in reader.cards():
        found[body_of_key(card.meeting_key)].append(card)
    return dict(found)


def body_of_key(meeting_key: str) -> str:
    """The body whose meeting this is; "" where the key is that of a paper."""
    return meeting_key.rpartition("/")[0]


def noted_rows(reader: Reader, papers: Collection[str]) -> Iterator[NotedRow]:
    """What papers tell that may become rows, by their ids, in this order."""
    lines = _lines(reader, papers, _ROWS)
    for paper in papers:
        anew = partial(_rows_anew, reader, paper)
        line = lines[paper] if paper in lines else reader.remember(f"rows of {paper}", anew)
        yield from _sound(read_rows(paper, line))


def noted_heard(reader: Reader, cards: Iterable[PaperCard]) -> Iterator[tuple[PaperCard, Heard]]:
    """What papers say that may tell what became of something, in this order."""
    cards = tuple(cards)
    lines = _lines(reader, [card.id for card in cards], _HEARD)
    for card in cards:
        line = lines[card.id] if card.id in lines else heard_line(card, reader.passages_of(card.id))
        yield from ((card, one) for one in _sound(read_heard(line)))


def _rows_anew(reader: Reader, paper: str) -> str:
    return rows_line(reader.passages_of(paper))


def _lines(reader: Reader, papers: Collection[str], which: int) -> dict[str, bytes]:
    """One line of each note that was made by the rules in force."""
    version = rules_version().encode("ascii")
    split = ((paper, note.split(b"\n")) for paper, note in reader.notes(frozenset(papers)).items())
    return {paper: lines[which] for paper, lines in split if lines[0] == version and len(lines) > which}


def _sound(read: Iterator[_Read]) -> Iterator[_Read]:
    """What is read from a note; one that cannot be read was not written by the rules that it names."""
    try:
        yield from read
    except ValueError as error:
        raise IndexDamagedError("a note of the index is damaged; run `papersearch index --fresh`") from error
