"""Tables without ruled lines: rows and cells by wide gaps and by columns that line up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from papersearch.papers.reading.pdf_measure import ENDS, Measure
from papersearch.papers.reading.pdf_page import Cell, TableRow, VisualLine, Word, clean_text, joined_text, line_of

_WIDE, _WIDER = 0.85, 2.5
"""A gap between columns: in type sizes, and in usual spaces of its line."""
_WIDEST = 1.8
"""In type sizes: a gap so wide that no other line need confirm it."""
_PLAIN_SPACE = 0.28
_PADDING = 10.0
_FAR = 30.0
"""Points left of its column: where a line stands that ran over and went on at the margin."""
_ALIGNED = 1.5
_OPEN, _MIDDLE = ",&-\u2013\ufffe", "&()/-\u2013"
"""What ends a line, and what begins one, in the middle of a cell."""
_LINKS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_SHORT_CODE = 3
_NEXT_ROW = 1.3
"""Of the widest step between rows so far: what stands lower is no row of the table."""
_LIST_MARK = re.compile(
    r"[\u00b7\u2022\u25cf\u25aa\u25ab\u25e6\u2023\u2219\u25a0\u25a1\uf020-\uf0ff*\u2013\u2014o-]|"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z]{1,2}|[ivxlIVXL]{1,6}|[A-Z])[.):]{0,2}"
)


@dataclass(slots=True)
class _Column:
    left: float
    right: float

    def meets(self, piece: VisualLine) -> bool:
        return piece.left < self.right and self.left < piece.right


@dataclass(slots=True)
class _Table:
    """A table as it grows downwards."""

    columns: list[_Column]
    rows: list[dict[int, list[VisualLine]]] = field(default_factory=list)
    """Lines of cells by column."""
    rich_lines: int = 0
    """Lines with a gap in them."""
    hung_lines: int = 0
    """Lines that start where a column other than the first does."""
    last: VisualLine | None = None
    step: float = 0.0


def is_list_mark(text: str) -> bool:
    """Whether a first word is the mark or number of a list item or paragraph."""
    return _LIST_MARK.fullmatch(text) is not None


def pieces_of(line: VisualLine) -> tuple[VisualLine, ...]:
    """A line cut at its wide gaps, those that set off a column."""
    gaps = [two.left - one.right for one, two in zip(line.words, line.words[1:], strict=False)]
    is_set_off = any(word.is_set_off for word in line.words[1:])
    if not gaps or (max(gaps) < _WIDE * line.size and not is_set_off):
        return (line,)
    usual = sorted(gaps)[len(gaps) // 4] if len(gaps) >= 3 else _PLAIN_SPACE * line.size
    least = max(_WIDE * line.size, min(_WIDER * usual, _WIDEST * line.size))
    pieces: list[list[Word]] = [[line.words[0]]]
    for gap, word in zip(gaps, line.words[1:], strict=True):
        if gap > least or word.is_set_off:
            pieces.append([])
        pieces[-1].append(word)
    return tuple(line_of(piece) for piece in pieces)


def tabbed_text(lines: Sequence[VisualLine]) -> str:
    """The text of lines that are no table; a gap in the first as wide as a tab is one, but not behind a list mark."""
    if any(line.has_tabs for line in lines):
        return _at_stops(lines)
    pieces = cells_of(lines[0])
    text = pieces[0].text
    for one, two in pairwise(pieces):
        text += ("\t" if two.left - one.right >= _WIDEST * two.size else " ") + two.text
    return _cleaned(joined_text((text, *(line.text for line in lines[1:]))))


def _at_stops(lines: Sequence[VisualLine]) -> str:
    """The text of lines with the tabs that are in them; one behind a list mark is as good as a space."""
    text = joined_text(line.tabbed_text for line in lines)
    mark, tab, rest = text.partition("\t")
    return _cleaned(f"{mark} {rest}" if tab and is_list_mark(mark) and "\t" not in rest else text)


def _cleaned(text: str) -> str:
    return "\t".join(clean_text(cell) for cell in text.split("\t"))


def with_rows(lines: Sequence[VisualLine], measure: Measure) -> list[VisualLine | TableRow]:
    """The lines of a page with those that are table rows put together as such."""
    found: list[VisualLine | TableRow] = []
    at = 0
    while at < len(lines):
        table, end = _table_from(lines, at, measure)
        if table is None:
            found.append(lines[at])
            at += 1
        else:
            found.extend(_row(table, row, measure) for row in table.rows)
            at = end
    return found


def _row(table: _Table, row: dict[int, list[VisualLine]], measure: Measure) -> TableRow:
    lines = [line for held in row.values() for line in held]
    return TableRow(
        tuple(
            Cell(tuple(row.get(at, ())), column.left, _wall(table, at, measure))
            for at, column in enumerate(table.columns)
        ),
        min(line.baseline for line in lines),
        max(line.baseline for line in lines),
    )


def _wall(table: _Table, at: int, measure: Measure) -> float:
    return table.columns[at + 1].left if at + 1 < len(table.columns) else measure.wall


def _table_from(lines: Sequence[VisualLine], start: int, measure: Measure) -> tuple[_Table | None, int]:
    """The table that begins at a line, if one does, and the line after it."""
    pieces = cells_of(lines[start])
    if len(pieces) < 2 or lines[start].has_tabs:
        return None, start
    table = _Table([_Column(piece.left, piece.right) for piece in pieces])
    _add(table, lines[start], dict(enumerate(pieces)), is_new_row=True)
    end = start + 1
    sure_end, sure_rows = end, len(table.rows)
    while end < len(lines) and not lines[end].has_tabs:
        pieces = pieces_of(lines[end])
        places = _back_at_margin(table, pieces, measure)
        if not places and _is_within_reach(table, lines[end], measure):
            places = _places(table, pieces)
        if not places:
            break
        is_new_row = not _goes_on(table, lines[end], places, measure)
        _add(table, lines[end], places, is_new_row=is_new_row)
        end += 1
        if len(places) > 1 or not is_new_row or 0 not in places:
            sure_end, sure_rows = end, len(table.rows)
    del table.rows[sure_rows:]
    is_table = table.rich_lines > 1 or table.hung_lines > 0 or len(table.columns) > 2
    return (table, sure_end) if is_table else (None, start)


def cells_of(line: VisualLine) -> tuple[VisualLine, ...]:
    """The pieces of a line that may be cells: the gap behind a list mark sets off none."""
    pieces = pieces_of(line)
    is_marked = len(pieces) == 2 and len(pieces[0].words) == 1 and is_list_mark(pieces[0].text)
    return (line,) if is_marked else pieces


def _is_within_reach(table: _Table, line: VisualLine, measure: Measure) -> bool:
    last = table.last
    if last is None:
        return False
    step = line.baseline - last.baseline
    usual = max(table.step, measure.leading * last.size * 1.6)
    return 0 < step <= usual * _NEXT_ROW and abs(line.size - last.size) < 0.25 * last.size


def _places(table: _Table, pieces: tuple[VisualLine, ...]) -> dict[int, VisualLine] | None:
    """The column of each piece; `None` if a piece runs over two columns or two share one."""
    places: dict[int, VisualLine] = {}
    for piece in pieces:
        met = [at for at, column in enumerate(table.columns) if column.meets(piece)]
        if len(met) > 1:
            return None
        at = met[0] if met else _new_column(table, piece)
        if at in places:
            return None
        if not met:
            places = {(one + 1 if one >= at else one): held for one, held in places.items()}
        places[at] = piece
    return places


def _new_column(table: _Table, piece: VisualLine) -> int:
    at = sum(column.left < piece.left for column in table.columns)
    table.columns.insert(at, _Column(piece.left, piece.right))
    for index, row in enumerate(table.rows):
        table.rows[index] = {(one + 1 if one >= at else one): held for one, held in row.items()}
    return at


def _goes_on(table: _Table, line: VisualLine, places: dict[int, VisualLine], measure: Measure) -> bool:
    """Whether a line belongs to the row above it: each of its pieces goes on with a cell that was full."""
    if table.last is None or not measure.is_tight(table.last, line):
        return False
    return all(_is_wrapped(table, at, piece, measure) for at, piece in places.items())


def _back_at_margin(table: _Table, pieces: tuple[VisualLine, ...], measure: Measure) -> dict[int, VisualLine] | None:
    """The last column as the place of a line at the margin, where tabs set the columns and the last one ran over."""
    last, line, at = table.last, pieces[0], len(table.columns) - 1
    is_at_margin = len(pieces) == 1 and abs(line.left - table.columns[0].left) <= _ALIGNED
    if last is None or not is_at_margin or last.text[-1] not in ":," or last.right < table.columns[at].left:
        return None
    return {at: line} if measure.is_tight(last, line) and not measure.had_room(last, line.words[0]) else None


def _is_wrapped(table: _Table, at: int, piece: VisualLine, measure: Measure) -> bool:
    held = table.rows[-1].get(at)
    if held and piece.left < table.columns[at].left - _FAR:
        return True
    if not held or (at == 0 and held[-1].text[-1] in ENDS):
        return False
    return is_wrapped(held[-1], piece, _wall(table, at, measure), measure)


def is_wrapped(before: VisualLine, piece: VisualLine, wall: float, measure: Measure) -> bool:
    """Whether a line goes on with the line above it in its cell: by its words, or because that line was full."""
    if before.is_bold != piece.is_bold or _changes_case(before.text, piece.text):
        return False
    return is_middle(before, piece) or not measure.had_room(before, piece.words[0], wall=wall - _PADDING)


def is_middle(before: VisualLine, after: VisualLine) -> bool:
    """Whether by their words two lines are one text: the first ends, or the second begins, where no text would."""
    if before.text[-1] in _OPEN or before.words[-1].text.casefold() in _LINKS:
        return True
    return (after.text[0] in _MIDDLE or after.text[0].islower()) and before.text[-1] not in ENDS


def _changes_case(one: str, two: str) -> bool:
    """Whether one of two texts is in capitals and the other is not; a code or a figure is neither."""
    letters = ["".join(char for char in text if char.isalpha()) for text in (one, two)]
    return min(map(len, letters)) > _SHORT_CODE and letters[0].isupper() != letters[1].isupper()


def _add(table: _Table, line: VisualLine, places: dict[int, VisualLine], *, is_new_row: bool) -> None:
    if is_new_row:
        table.rows.append({})
    is_hung = 0 not in places and any(
        abs(table.columns[at].left - piece.left) <= _ALIGNED for at, piece in places.items()
    )
    for at, piece in places.items():
        table.rows[-1].setdefault(at, []).append(piece)
        column = table.columns[at]
        if at and piece.left < column.left - _FAR:
            continue
        column.left, column.right = min(column.left, piece.left), max(column.right, piece.right)
    if table.last is not None:
        table.step = max(table.step, line.baseline - table.last.baseline)
    table.last = line
    table.rich_lines += len(places) > 1
    table.hung_lines += is_hung
