"""How a page is set: how far its lines run and how far apart they stand, learnt from lines that surely run on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from papersearch.papers.reading.pdf_page import PrintedPage, VisualLine, Word

ENDS = ".:;!?"
_ENOUGH = 3
_USUAL_LEADING, _WIDEST_USUAL = 1.2, 1.7
_SPACE = 0.25
_ROOM = 0.4
"""In type sizes: room so small that the next word may not have fitted after all."""
_MOST_LEADING = 2.6
_DEEPEST_INDENT = 60.0
_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class Measure:
    """Where lines end on a page, in points, and their distance as a multiple of the type size."""

    wall: float
    leading: float

    def had_room(self, line: VisualLine, word: Word, *, wall: float | None = None) -> bool:
        """Whether a word would have fitted behind a line, so that the line ends where its writer ended it."""
        return line.right + _SPACE * line.size + (word.right - word.left) <= (wall or self.wall) - _ROOM * line.size

    def is_tight(self, one: VisualLine, two: VisualLine) -> bool:
        """Whether a line stands right under another."""
        return 0 < two.baseline - one.baseline <= self.leading * one.size + _SLACK

    def is_near(self, one: VisualLine, two: VisualLine) -> bool:
        """Whether a line stands under another with no more than a little extra space."""
        return 0 < two.baseline - one.baseline <= self.leading * one.size * 1.4


def measures(pages: Iterable[tuple[PrintedPage, tuple[VisualLine, ...]]]) -> dict[int, Measure]:
    """The measure of each page by its number; a page with little running text borrows from the nearest of its width."""
    known: list[tuple[PrintedPage, Measure]] = []
    poor: list[tuple[PrintedPage, tuple[VisualLine, ...]]] = []
    for page, lines in pages:
        measure = measure_of(lines)
        if measure:
            known.append((page, measure))
        else:
            poor.append((page, lines))
    found = {page.number: measure for page, measure in known}
    for page, lines in poor:
        alike = [(abs(one.number - page.number), one.number) for one, _ in known if abs(one.width - page.width) < 1]
        found[page.number] = found[min(alike)[1]] if alike else _symmetric(page, lines)
    return found


def measure_of(lines: Sequence[VisualLine]) -> Measure | None:
    """How these lines are set, `None` if too few of them surely run on."""
    wraps = list(_wraps(lines))
    if len(wraps) < _ENOUGH:
        return None
    leading = median((two.baseline - one.baseline) / one.size for one, two in wraps)
    return Measure(max(one.right for one, _ in wraps), leading)


def _symmetric(page: PrintedPage, lines: tuple[VisualLine, ...]) -> Measure:
    """With little to learn from, the right margin is as wide as the left one, and full lines tell how far apart lines stand."""
    left = min((line.left for line in lines), default=0.0)
    measure = Measure(max([page.width - left, *(line.right for line in lines)]), _USUAL_LEADING)
    gaps = (
        (two.baseline - one.baseline) / one.size
        for one, two in pairwise(lines)
        if abs(one.size - two.size) < 0.1 * one.size and not measure.had_room(one, two.words[0])
    )
    leading = min((gap for gap in gaps if 0 < gap <= _WIDEST_USUAL), default=_USUAL_LEADING)
    return Measure(measure.wall, max(leading, _USUAL_LEADING))


def _wraps(lines: Sequence[VisualLine]) -> Iterator[tuple[VisualLine, VisualLine]]:
    """Pairs of lines of which the second goes on with the sentence of the first."""
    for one, two in pairwise(lines):
        gap = two.baseline - one.baseline
        if (
            two.words[0].text[0].islower()
            and len(two.words[0].text) > 1
            and one.words[-1].text[-1] not in ENDS
            and 0.9 * one.size < gap < _MOST_LEADING * one.size
            and abs(one.size - two.size) < 0.1 * one.size
            and -_DEEPEST_INDENT < two.left - one.left < _DEEPEST_INDENT
        ):
            yield one, two
