"""Tables with ruled lines: the words between the rules, cell by cell."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from papersearch.papers.reading.pdf_page import Box, Cell, PrintedPage, TableRow, VisualLine, Word, visual_lines

_TOUCH = 4.0
"""Points within which two rules meet, or stand on one line."""
_SHORTEST = 5.0
_MOST_RULES = 3_000
_MOST_EDGES = 250
"""Of one table, across or down; more is a drawing."""
_OF_PAGE = 0.75
"""Of the page height: a longer line down is the side of a frame, or of a table that fills the page."""
_BANNER_LINES = 2
_COVERED = 0.6
"""Of a cell's side: how much must be ruled for the side to be closed."""


def grid_rows(page: PrintedPage) -> tuple[tuple[TableRow, ...], tuple[Word, ...]]:
    """The rows of all ruled tables of a page, and the words outside them.

    A frame around running text is no table, nor is a cell of many lines as wide as its table: their words are outside.
    """
    rows: list[TableRow] = []
    left = page.words
    for grid in _grids(_without_frame(page)):
        found = _rows(grid, [word for word in left if grid.box.holds(word)])
        if any(len(row.cells) > 1 for row in found):
            kept = [part for row in found if _is_row(row) for part in _title_and_text(row)]
            rows.extend(kept)
            taken = {id(word) for row in kept for cell in row.cells for line in cell.lines for word in line.words}
            left = tuple(word for word in left if id(word) not in taken)
    return tuple(rows), left


def _is_row(row: TableRow) -> bool:
    lines = sum(len(cell.lines) for cell in row.cells)
    return lines > 0 and (len(row.cells) > 1 or lines <= _BANNER_LINES)


def _title_and_text(row: TableRow) -> tuple[TableRow, ...]:
    """A row of an agenda whose cell holds a title in capitals and text under it, as the two rows that it is.

    Tables without rules give them as two, since nothing shows that they are one.
    """
    many = [at for at, cell in enumerate(row.cells) if len(cell.lines) > 1]
    if len(many) != 1:
        return (row,)
    cell = row.cells[many[0]]
    title = tuple(takewhile(lambda line: line.text == line.text.upper(), cell.lines))
    text = cell.lines[len(title) :]
    if not any(line.text.isupper() for line in title) or not text or any(line.text.isupper() for line in text):
        return (row,)
    return (
        replace(row, cells=_with_lines(row.cells, many[0], title)),
        replace(row, cells=_with_lines([replace(one, lines=()) for one in row.cells], many[0], text)),
    )


def _with_lines(cells: Sequence[Cell], at: int, lines: tuple[VisualLine, ...]) -> tuple[Cell, ...]:
    return tuple(replace(cell, lines=lines) if place == at else cell for place, cell in enumerate(cells))


def _without_frame(page: PrintedPage) -> tuple[Box, ...]:
    """The rules without those around the whole page: two lines down its sides and what joins them."""
    sides = [rule for rule in page.rules if rule.bottom - rule.top > _OF_PAGE * page.height]
    if len(sides) != 2:
        return page.rules
    edges = _places([sides[0].left, sides[1].left])
    top, bottom = min(side.top for side in sides), max(side.bottom for side in sides)
    return tuple(
        rule
        for rule in page.rules
        if rule not in sides
        and not (
            rule.right - rule.left >= edges[-1] - edges[0] - _TOUCH
            and min(abs(rule.top - top), abs(rule.bottom - bottom)) <= _TOUCH
        )
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rules of one table, and the lines across and down on which they stand."""

    box: Box
    downs: tuple[Box, ...]
    acrosses: tuple[Box, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]


def _grids(rules: tuple[Box, ...]) -> Iterable[_Grid]:
    """Rules that meet make one grid; the smallest come first, so that a table inside a frame is found."""
    found = [_grid(group) for group in _meeting(rules)]
    grids = [grid for grid in found if grid is not None]
    return sorted(grids, key=lambda grid: (grid.box.right - grid.box.left) * (grid.box.bottom - grid.box.top))


def _meeting(rules: tuple[Box, ...]) -> Iterable[list[Box]]:
    """Groups of rules that touch, from top to bottom, without comparing each with each; none on a page full of them."""
    long = sorted((rule for rule in rules if _length(rule) >= _SHORTEST), key=lambda rule: rule.top)
    if len(long) > _MOST_RULES:
        return []
    parents = list(range(len(long)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    open_rules: list[int] = []
    for at, rule in enumerate(long):
        open_rules = [one for one in open_rules if long[one].bottom + _TOUCH >= rule.top]
        for one in open_rules:
            if long[one].left <= rule.right + _TOUCH and rule.left <= long[one].right + _TOUCH:
                parents[root(at)] = root(one)
        open_rules.append(at)
    groups: dict[int, list[Box]] = defaultdict(list)
    for at, rule in enumerate(long):
        groups[root(at)].append(rule)
    return groups.values()


def _length(rule: Box) -> float:
    return max(rule.right - rule.left, rule.bottom - rule.top)


def _grid(rules: list[Box]) -> _Grid | None:
    downs = tuple(rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left)
    acrosses = tuple(rule for rule in rules if rule.bottom - rule.top <= rule.right - rule.left)
    lefts = _places((rule.left + rule.right) / 2 for rule in downs)
    tops = _places((rule.top + rule.bottom) / 2 for rule in acrosses)
    if len(lefts) < 2 or len(tops) < 2 or max(len(lefts), len(tops)) > _MOST_EDGES:
        return None
    return _Grid(Box(lefts[0], tops[0], lefts[-1], tops[-1]), downs, acrosses, lefts, tops)


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Values in order, those that touch taken as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _TOUCH:
            places.append(value)
    return tuple(places)


def _rows(grid: _Grid, words: Iterable[Word]) -> list[TableRow]:
    """Row by row; a cell that spans rows or columns is one cell, in the first of them."""
    columns, bands = len(grid.lefts) - 1, len(grid.tops) - 1
    cell_of = _merged(grid)
    held: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        column = min(columns - 1, max(0, bisect_right(grid.lefts, (word.left + word.right) / 2) - 1))
        band = min(bands - 1, max(0, bisect_right(grid.tops, word.baseline - word.size * 0.3) - 1))
        held[cell_of[band * columns + column]].append(word)
    rows = []
    for band in range(bands):
        spans: dict[int, list[int]] = defaultdict(list)
        for column in range(columns):
            spans[cell_of[band * columns + column]].append(column)
        cells = tuple(
            Cell(
                visual_lines(held[cell]) if cell // columns == band else (),
                grid.lefts[span[0]],
                grid.lefts[span[-1] + 1],
            )
            for cell, span in spans.items()
        )
        rows.append(TableRow(cells, grid.tops[band], grid.tops[band + 1]))
    return rows


def _merged(grid: _Grid) -> list[int]:
    """For each place of the grid the place at the top left of the cell it belongs to."""
    columns, bands = len(grid.lefts) - 1, len(grid.tops) - 1
    walls, floors = _ruled_sides(grid)
    cell_of = list(range(columns * bands))
    for band in range(bands):
        for column in range(columns):
            at = band * columns + column
            if band and (column, band) not in floors:
                cell_of[at] = cell_of[at - columns]
            elif column and (column, band) not in walls:
                cell_of[at] = cell_of[at - 1]
    return cell_of


def _ruled_sides(grid: _Grid) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The places (column, band) that have a rule on their left, and those that have one above."""
    walls: dict[tuple[int, int], float] = defaultdict(float)
    floors: dict[tuple[int, int], float] = defaultdict(float)
    for rule in grid.downs:
        column = _nearest(grid.lefts, (rule.left + rule.right) / 2)
        for band, (top, bottom) in enumerate(zip(grid.tops, grid.tops[1:], strict=False)):
            walls[column, band] += max(0.0, min(bottom, rule.bottom) - max(top, rule.top)) / (bottom - top)
    for rule in grid.acrosses:
        band = _nearest(grid.tops, (rule.top + rule.bottom) / 2)
        for column, (left, right) in enumerate(zip(grid.lefts, grid.lefts[1:], strict=False)):
            floors[column, band] += max(0.0, min(right, rule.right) - max(left, rule.left)) / (right - left)
    return (
        {place for place, share in walls.items() if share >= _COVERED},
        {place for place, share in floors.items() if share >= _COVERED},
    )


def _nearest(places: tuple[float, ...], value: float) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - value))
