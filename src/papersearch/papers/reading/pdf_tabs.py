"""Which printed words stand behind a tab: no space is written before them, and the gap is not that of a space."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from papersearch.papers.reading.pdf_page import PrintedPage, Word, printed_lines

_ENOUGH = 5
"""Written spaces on a page that tell how wide a space is there."""
_SLACK = 0.03
"""As a share of a space: how far spaces of one width differ."""
_WIDE, _WIDE_IF_STRETCHED = 1.35, 1.6
"""In spaces: a gap that no tab stop confirms, where all spaces are of one width, and where lines are justified."""
_ALIKE, _MANY = 0.06, 0.5
"""Gaps of a line that differ by less of the type size are alike; so large a share of them are its spaces, stretched."""
_FEWEST_SPACES = 4
_WIDEST_SPACE = 1.8
_MOST_EXACT = 0.9
_STEPS = (35.43, 35.46, 36.0, 28.35, 36.85, 42.52, 49.6, 56.69, 70.87, 72.0)
"""Points from one tab stop to the next where the writer sets none: 12.5 mm, half an inch and their like."""
_AT_STOP = 0.6
_FEWEST_TABS = 3
_FEWEST_STOPS = 2
_MOST, _TO_NEXT = 0.8, 0.6
"""Of the tabs of a page: how many end at these stops, and how many at the very next one."""


@dataclass(slots=True)
class _Set:
    """How the words of one page follow each other."""

    page: PrintedPage
    gaps: dict[int, float] = field(default_factory=dict)
    """By their place in the page the words that may stand behind a tab, each with its gap in type sizes."""
    doubtful: dict[int, float] = field(default_factory=dict)
    """Those that a justified line may have set apart: only a tab stop confirms them."""
    space: float = 0.0
    is_exact: bool = True
    margin: float = 0.0
    """Where the leftmost lines begin that do not stand alone there."""
    step: float | None = None


def with_tabs(pages: Iterable[PrintedPage]) -> tuple[PrintedPage, ...]:
    """The pages with the words behind tabs marked; `is_set_off` comes in as "no space is written before it"."""
    sets = [_set(page) for page in pages]
    for one in sets:
        one.step = _step(one)
    known = [one for one in sets if one.step]
    for one in sets:
        if one.step is None and one.gaps and known:
            nearest = min(known, key=lambda other: abs(other.page.number - one.page.number))
            one.step = nearest.step if nearest.step and _share_at_stops(one, nearest.step) == 1 else None
    return tuple(_marked(one) for one in sets)


def _gap(one: Word, two: Word) -> float:
    return (two.left - one.right) / two.size


def _set(page: PrintedPage) -> _Set:
    """The words of a page that may stand behind a tab; none where its file writes few spaces."""
    found = _Set(page)
    lines = list(printed_lines(page.words))
    written = [_gap(one, two) for line in lines for one, two in pairwise(line) if not two.is_set_off]
    if len(written) < _ENOUGH:
        return found
    starts = sorted(line[0].left for line in lines)
    found.margin = next((one for one, two in pairwise(starts) if two - one < _AT_STOP), starts[0])
    found.space = median(written)
    near = sum(abs(gap - found.space) <= _SLACK * found.space for gap in written)
    found.is_exact = near >= _MOST_EXACT * len(written)
    at = 0
    for line in lines:
        if any(word.is_set_off for word in line[1:]):
            for place, gap, is_doubtful in _tabs(line, is_exact=found.is_exact):
                (found.doubtful if is_doubtful else found.gaps)[at + place] = gap
        at += len(line)
    if len(written) < len(found.gaps) + len(found.doubtful):
        found.gaps.clear()
        found.doubtful.clear()
    return found


def _tabs(line: Sequence[Word], *, is_exact: bool) -> Iterator[tuple[int, float, bool]]:
    """The places of a line where a tab may be, their gaps, and whether it is doubtful: many gaps of one width are spaces."""
    gaps = [_gap(one, two) for one, two in pairwise(line)]
    in_order = sorted(gaps)
    off = sorted(gap for gap, word in zip(gaps, line[1:], strict=True) if word.is_set_off)
    for place, (gap, word) in enumerate(zip(gaps, line[1:], strict=True), 1):
        alike, has_twin = _count_near(in_order, gap), _count_near(off, gap) > 1
        is_stretched = has_twin and alike >= _FEWEST_SPACES and alike >= _MANY * len(gaps)
        if word.is_set_off and not is_stretched:
            yield place, gap, has_twin and not is_exact and gap < _WIDEST_SPACE


def _count_near(in_order: Sequence[float], gap: float) -> int:
    return bisect_left(in_order, gap + _ALIKE) - bisect_right(in_order, gap - _ALIKE)


def _step(one: _Set) -> float | None:
    """The distance of the tab stops on a page: its tabs lead to the next of them, not to columns of a table."""
    if len(one.gaps) < _FEWEST_TABS:
        return None
    words, margin = one.page.words, one.margin
    for step in _STEPS:
        stops = {round((words[at].left - margin) / step) for at in one.gaps}
        next_ones = sum(gap * words[at].size <= step + _AT_STOP for at, gap in one.gaps.items())
        is_next = next_ones >= _TO_NEXT * len(one.gaps)
        if is_next and len(stops) >= _FEWEST_STOPS and _share_at_stops(one, step) >= _MOST:
            return step
    return None


def _share_at_stops(one: _Set, step: float) -> float:
    words, margin = one.page.words, one.margin
    return sum(_is_at_stop(words[at].left, margin, step) for at in one.gaps) / len(one.gaps)


def _is_at_stop(left: float, margin: float, step: float) -> bool:
    stops = round((left - margin) / step)
    return stops > 0 and abs(left - margin - stops * step) <= _AT_STOP


def _marked(one: _Set) -> PrintedPage:
    words = []
    for at, word in enumerate(one.page.words):
        if not word.is_set_off:
            words.append(word)
            continue
        gap = one.gaps.get(at)
        is_tab = gap is not None or at in one.doubtful
        is_tabbed = is_tab and one.step is not None and _is_at_stop(word.left, one.margin, one.step)
        is_wide = gap is not None and gap > (_WIDE if one.is_exact else _WIDE_IF_STRETCHED) * one.space
        words.append(replace(word, is_set_off=is_tabbed or is_wide, is_tabbed=is_tabbed))
    return replace(one.page, words=tuple(words))
