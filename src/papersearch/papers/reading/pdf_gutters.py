"""Pages set in two columns: the left one is read to its end before the right one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from papersearch.papers.reading.pdf_page import VisualLine, Word, line_of

_FEWEST_LINES = 6
"""Of a part of a page that is set in columns."""
_NARROWEST = 0.8
"""Of a gutter, in type sizes."""
_STEP = 2.0
_MOST_SWITCHES = 0.2
"""Of its lines: how often a page in columns goes from one to the other as it is written; a table does in each row."""
_FILLED = 0.55
"""Of a column's width: how far its lines reach on the average; those of a list of names do not."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines to be read one after the other."""

    lines: tuple[VisualLine, ...]
    is_column: bool = False


def in_reading_order(lines: Sequence[VisualLine], written: Mapping[int, int]) -> Iterator[Run]:
    """Lines in runs to be read one after the other: full lines, a left column, a right column.

    Args:
        lines: from the top of the page to its foot.
        written: by the `id` of each word its place in the order in which the file prints them.
    """
    middle = _gutter(lines)
    bands = (
        [lines] if middle is None else [tuple(band) for _, band in groupby(lines, lambda line: _crosses(line, middle))]
    )
    full: list[VisualLine] = []
    for band in bands:
        if middle is None or not _is_in_columns(band, middle, written):
            full.extend(band)
            continue
        if full:
            yield Run(tuple(full))
        full = []
        for side in _sides(band, middle):
            yield Run(side, is_column=True)
    if full:
        yield Run(tuple(full))


def _gutter(lines: Sequence[VisualLine]) -> float | None:
    """The place across the page where most lines have a gap, in its middle part."""
    if len(lines) < _FEWEST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    votes: Counter[int] = Counter()
    for line in lines:
        for one, two in pairwise(line.words):
            if two.left - one.right >= _NARROWEST * line.size:
                votes.update(range(round(one.right / _STEP) + 1, round(two.left / _STEP)))
    third = (right - left) / 3
    inner = {at: count for at, count in votes.items() if left + third < at * _STEP < right - third}
    best = max(inner, key=lambda at: (inner[at], -at), default=None)
    return best * _STEP if best is not None and inner[best] >= _FEWEST_LINES else None


def _crosses(line: VisualLine, middle: float) -> bool:
    """Whether a line runs over the gutter as one text."""
    before = [word for word in line.words if word.left < middle]
    after = [word for word in line.words if word.left >= middle]
    if not before or not after:
        return bool(before) and before[-1].right > middle
    return before[-1].right > middle or after[0].left - before[-1].right < _NARROWEST * line.size


def _is_in_columns(run: Sequence[VisualLine], middle: float, written: Mapping[int, int]) -> bool:
    """Whether the file prints one side of these lines before the other, and both are running text."""
    if len(run) < _FEWEST_LINES or _crosses(run[0], middle):
        return False
    words = sorted((word for line in run for word in line.words), key=lambda word: written[id(word)])
    switches = sum((one.left < middle) != (two.left < middle) for one, two in pairwise(words))
    if switches > max(2, len(run) * _MOST_SWITCHES):
        return False
    return all(_is_filled(side) for side in _sides(run, middle))


def _is_filled(side: tuple[VisualLine, ...]) -> bool:
    if len(side) < _FEWEST_LINES // 2:
        return False
    left, right = min(line.left for line in side), max(line.right for line in side)
    return sum(line.right - left for line in side) >= _FILLED * (right - left) * len(side)


def _sides(run: Sequence[VisualLine], middle: float) -> tuple[tuple[VisualLine, ...], tuple[VisualLine, ...]]:
    """What stands left and what stands right of the gutter, each from top to foot."""
    lefts = ([word for word in line.words if word.left < middle] for line in run)
    rights = ([word for word in line.words if word.left >= middle] for line in run)
    return _lines(lefts), _lines(rights)


def _lines(rows: Iterable[list[Word]]) -> tuple[VisualLine, ...]:
    return tuple(line_of(words) for words in rows if words)
