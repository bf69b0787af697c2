"""Where paragraphs end in a file that keeps the space at which a line was wrapped, and has none behind a last word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from papersearch.papers.reading.pdf_measure import ENDS
from papersearch.papers.reading.pdf_page import PrintedPage, Word, printed_lines

_SHORT = 0.6
"""Of the width of the page: a line that ends earlier was surely ended by its writer."""
_ENOUGH = 5
_FEW, _MOST = 0.02, 0.6
"""Spaces behind short lines at most, and behind lines that run on at least."""
_SPACE = 0.35
"""Of the type size: room that a space needs; where there is none, it is left out."""
_HOLDS_ON = "-\u2010\ufffe/"


@dataclass(frozen=True, slots=True)
class _Line:
    words: Sequence[Word]
    wall: float

    @property
    def last(self) -> Word:
        return self.words[-1]

    @property
    def is_short(self) -> bool:
        left = self.words[0].left
        return self.last.right < left + _SHORT * (self.wall - left)

    @property
    def has_room(self) -> bool:
        return self.last.right + _SPACE * self.last.size < self.wall and self.last.text[-1] not in _HOLDS_ON


def with_ends(pages: Iterable[PrintedPage]) -> tuple[PrintedPage, ...]:
    """The pages with the last words of paragraphs marked, where the file tells them; `is_spaced` comes in as printed."""
    read = tuple(pages)
    if not _tells(list(_lines_of(read))):
        return read
    return tuple(_marked(page) for page in read)


def _lines_of(pages: Iterable[PrintedPage]) -> Iterator[_Line]:
    for page in pages:
        lines = list(printed_lines(page.words))
        wall = max((line[-1].right for line in lines), default=0.0)
        yield from (_Line(line, wall) for line in lines)


def _tells(lines: Sequence[_Line]) -> bool:
    """Whether lines that run on keep their space, and lines that were ended have none."""
    short = [line.last.is_spaced for line in lines if line.is_short]
    running = [
        one.last.is_spaced
        for one, two in pairwise(lines)
        if two.words[0].text[0].islower() and one.last.text[-1] not in ENDS and one.has_room and not one.is_short
    ]
    is_enough = min(len(short), len(running)) >= _ENOUGH
    return is_enough and sum(short) <= _FEW * len(short) and sum(running) >= _MOST * len(running)


def _marked(page: PrintedPage) -> PrintedPage:
    ends = {id(line.last) for line in _lines_of((page,)) if line.has_room and not line.last.is_spaced}
    return replace(page, words=tuple(replace(one, is_end=True) if id(one) in ends else one for one in page.words))
