"""Printed pages into numbered lines: one for each paragraph, list item, heading and table row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from papersearch.model import Line, SourceText
from papersearch.papers.reading.pdf_columns import is_middle, is_wrapped, tabbed_text, with_rows
from papersearch.papers.reading.pdf_grids import grid_rows
from papersearch.papers.reading.pdf_gutters import in_reading_order
from papersearch.papers.reading.pdf_headings import heading_marks
from papersearch.papers.reading.pdf_heads import without_heads
from papersearch.papers.reading.pdf_measure import ENDS, Measure, measure_of, measures
from papersearch.papers.reading.pdf_page import Cell, PrintedPage, TableRow, VisualLine, visual_lines
from papersearch.papers.reading.pdf_paragraphs import continues, paragraphs

_APART = 1.25
_ALIGNED = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One line to be, with the printed lines it comes from and how these are set."""

    page: int
    measure: Measure
    lines: tuple[VisualLine, ...] = ()
    cells: tuple[Cell, ...] = ()
    is_apart: bool = True
    """Whether white space stands before it."""

    @property
    def text(self) -> str:
        """Its words; cells are set off by TAB."""
        return "\t".join(cell.text for cell in self.cells) if self.cells else tabbed_text(self.lines)


def text_of_pages(pages: tuple[PrintedPage, ...]) -> SourceText:
    """The lines of all pages; heads and feet are kept beside them."""
    bare, heads = without_heads(pages)
    blocks = tuple(_joined_over_pages(_blocks(bare)))
    return SourceText(
        lines=tuple(_numbered(blocks)),
        textless_pages=tuple(page.number for page in bare if page.has_picture and not page.words),
        pages=len(pages),
        running_heads=heads,
    )


def _blocks(pages: tuple[PrintedPage, ...]) -> Iterator[_Block]:
    """The blocks of each page from top to foot."""
    tables = {page.number: grid_rows(page) for page in pages}
    lines = {number: visual_lines(rest) for number, (_, rest) in tables.items()}
    found = measures((page, lines[page.number]) for page in pages)
    for page in pages:
        rows = sorted(tables[page.number][0], key=lambda row: row.top)
        yield from _page_blocks(page, rows, lines[page.number], found[page.number])


def _page_blocks(
    page: PrintedPage, rows: Sequence[TableRow], lines: tuple[VisualLine, ...], measure: Measure
) -> Iterator[_Block]:
    """Running text and unruled tables between the ruled ones."""
    start = 0
    above: float | None = None
    for row in rows:
        end = next((at for at in range(start, len(lines)) if lines[at].baseline > row.bottom), len(lines))
        yield from _in_order(page, lines[start:end], measure)
        yield _Block(page=page.number, measure=measure, cells=row.cells, is_apart=end > start or above != row.top)
        start, above = end, row.bottom
    yield from _in_order(page, lines[start:], measure)


def _in_order(page: PrintedPage, lines: tuple[VisualLine, ...], measure: Measure) -> Iterator[_Block]:
    if not lines:
        return
    written = {id(word): at for at, word in enumerate(page.words)}
    for run in in_reading_order(lines, written):
        wall = max(line.right for line in run.lines)
        own = measure_of(run.lines) or replace(measure, wall=wall) if run.is_column else measure
        yield from _running_text(page.number, run.lines, own)


def _running_text(number: int, lines: tuple[VisualLine, ...], measure: Measure) -> Iterator[_Block]:
    is_apart = True
    plain: list[VisualLine] = []
    for one in with_rows(lines, measure):
        if isinstance(one, VisualLine):
            plain.append(one)
            continue
        yield from _plain_blocks(number, plain, measure)
        yield _Block(page=number, measure=measure, cells=one.cells, is_apart=bool(plain) or is_apart)
        is_apart = False
        plain = []
    yield from _plain_blocks(number, plain, measure)


def _plain_blocks(number: int, lines: list[VisualLine], measure: Measure) -> Iterator[_Block]:
    above: VisualLine | None = None
    for block in paragraphs(lines, measure):
        is_apart = above is None or block[0].baseline - above.baseline > measure.leading * above.size * _APART
        yield _Block(page=number, measure=measure, lines=block, is_apart=is_apart)
        above = block[-1]


def _joined_over_pages(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """A paragraph or row that the foot of a page cuts is one, where its last line there was full."""
    held: _Block | None = None
    page = 0
    for block in blocks:
        joined = _rejoined(held, block) if held and page < block.page else None
        if held and not joined:
            yield held
        held = joined or block
        page = block.page
    if held:
        yield held


def _rejoined(above: _Block, below: _Block) -> _Block | None:
    """The two as one, if a page break cut it."""
    if above.lines and below.lines and _is_cut_paragraph(above, below):
        return replace(above, lines=(*above.lines, *below.lines))
    rest = _as_cells(below, above.cells)
    if not rest or not _is_cut_row(above, rest):
        return None
    cells = (Cell((*one.lines, *two.lines), one.left, one.wall) for one, two in zip(above.cells, rest, strict=True))
    return replace(above, cells=tuple(cells))


def _is_cut_paragraph(above: _Block, below: _Block) -> bool:
    if not continues(above.lines, below.lines[0], above.measure, is_tight=True):
        return False
    is_hung = below.lines[0].left > above.lines[0].left + _ALIGNED
    return is_hung or above.text[-1] not in ENDS or below.text[-1] in ENDS


def _as_cells(block: _Block, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A block as cells of that row: a row of the same columns, or lines that start where one of its columns does."""
    if not row or not block.lines:
        is_alike = len(block.cells) == len(row) and all(
            abs(one.left - two.left) <= _ALIGNED for one, two in zip(block.cells, row, strict=True)
        )
        return block.cells if is_alike else ()
    at = next((at for at, cell in enumerate(row) if abs(cell.left - block.lines[0].left) <= _ALIGNED), 0)
    if not at:
        return ()
    return tuple(Cell(block.lines if at == one else (), cell.left, cell.wall) for one, cell in enumerate(row))


def _is_cut_row(above: _Block, rest: tuple[Cell, ...]) -> bool:
    """Whether each cell that holds something goes on with a cell that was cut; a row often opens with an empty cell."""
    pairs = [(one.lines, two.lines, one.wall) for one, two in zip(above.cells, rest, strict=True) if two.lines]
    if not pairs or not all(one for one, _, _ in pairs):
        return False
    if rest[0].lines:
        return all(is_middle(one[-1], two[0]) for one, two, _ in pairs)
    return all(is_wrapped(one[-1], two[0], wall, above.measure) for one, two, wall in pairs)


def _numbered(blocks: tuple[_Block, ...]) -> Iterator[Line]:
    marks = heading_marks([block.lines for block in blocks])
    number = 0
    for at, block in enumerate(blocks):
        text = block.text
        if not text.strip():
            continue
        is_new_page = at > 0 and blocks[at - 1].page != block.page
        is_same_table = at > 0 and bool(blocks[at - 1].cells) and bool(block.cells)
        if number and (block.is_apart or is_new_page) and not (is_new_page and is_same_table):
            number += 1
            yield Line(number=number, text="", page=block.page)
        number += 1
        yield Line(number=number, text=text, page=block.page, mark=marks.get(at))
