"""PDF files into lines: what stands where on each page is asked of pdfium, and nothing else of it."""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from papersearch.errors import UnreadableFileError
from papersearch.model import SourceText
from papersearch.papers.reading.pdf_ends import with_ends
from papersearch.papers.reading.pdf_page import Box, PrintedPage
from papersearch.papers.reading.pdf_tabs import with_tabs
from papersearch.papers.reading.pdf_text import text_of_pages
from papersearch.papers.reading.pdf_words import spots_of, word_at

_MOST_PAGES = 3_000
_MOST_DRAWINGS = 6_000
"""Drawn objects on one page; more is a map or a chart, whose lines are no table."""
_DEEPEST_FORM = 3
_THIN = 3.0
_PICTURES = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)
_MANY_PATHS = 20
"""A page of so many drawn paths without text holds words drawn as curves."""
_MOST_SEGMENTS = 2_000
_ON_SIDE = (90, 270)

Point = tuple[float, float]
_SAYING = ("Title", "Subject", "Keywords")
"""What a PDF says of itself besides its words."""
Matrix = tuple[float, float, float, float, float, float]
_UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_pdf(data: bytes) -> SourceText:
    """The paragraphs, list items, headings and table rows of a PDF, each one line with its page.

    Page heads, page feet and page stamps are in `running_heads`, not in the lines; `textless_pages` are the pages that
    are images.

    Raises:
        UnreadableFileError: it is encrypted, broken or empty, or all of it is images.
    """
    with _opened(data) as pdf:
        count = len(pdf)
        if count > _MOST_PAGES:
            raise UnreadableFileError(f"the PDF has {count} pages; split it into files of at most {_MOST_PAGES}")
        pages = with_ends(with_tabs(_page(pdf, at) for at in range(count)))
        said = pdf.get_metadata_dict(skip_empty=True)
    text = text_of_pages(pages)
    text = replace(text, running_heads=(*text.running_heads, *(said[name] for name in _SAYING if name in said)))
    if not text.lines:
        raise UnreadableFileError(_why_empty(text))
    return text


def _why_empty(text: SourceText) -> str:
    if len(text.textless_pages) != text.pages:
        return "the PDF holds no words; is it the right file?"
    held = f"all {text.pages} pages are images" if text.pages > 1 else "its only page is an image"
    return f"{held}: nothing can be searched; run text recognition (OCR) over it first"


def _opened(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # pdfium keeps the reason of an earlier file where it has none for this one
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise UnreadableFileError("the PDF is encrypted; save it without a password") from error
        raise UnreadableFileError("the PDF is broken or has no pages; print or export it again") from error


def _page(pdf: Any, at: int) -> PrintedPage:
    page = pdfium_c.FPDF_LoadPage(pdf, at)
    if not page:
        return PrintedPage(number=at + 1, width=0, height=0, has_picture=True)
    try:
        return _printed(page, at + 1)
    finally:
        pdfium_c.FPDF_ClosePage(page)


def _printed(page: Any, number: int) -> PrintedPage:
    drawn = _Drawn()
    drawn.look_at(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject)
    spots, has_codes = spots_of(page)
    turns = Counter(spot.face.turn for spot in spots)
    turn = turns.most_common(1)[0][0] if turns else 0
    frame = _frame(page)
    place = _turning(turn, frame)
    across, down = frame.right - frame.left, frame.top - frame.bottom
    return PrintedPage(
        number=number,
        width=down if turn in _ON_SIDE else across,
        height=across if turn in _ON_SIDE else down,
        words=tuple(word_at(spot, place) for spot in spots if spot.face.turn == turn and frame.holds(spot.x, spot.y)),
        rules=tuple(_box((place(*one), place(*two))) for one, two in drawn.rules),
        turned=" ".join(spot.text for spot in spots if spot.face.turn != turn) if len(turns) > 1 else "",
        has_picture=drawn.pictures > 0 or drawn.paths > _MANY_PATHS or has_codes,
    )


class _Frame(NamedTuple):
    """The page's own box as PDF counts, upwards from an origin of its own."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on the page; what lies beyond its edge is not printed."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def _frame(page: Any) -> _Frame:
    edges = tuple(ctypes.c_float() for _ in range(4))
    for box in (pdfium_c.FPDFPage_GetCropBox, pdfium_c.FPDFPage_GetMediaBox):
        if box(page, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            return _Frame(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    across, down = pdfium_c.FPDF_GetPageWidthF(page), pdfium_c.FPDF_GetPageHeightF(page)
    is_turned = pdfium_c.FPDFPage_GetRotation(page) % 2 == 1
    return _Frame(0, 0, down, across) if is_turned else _Frame(0, 0, across, down)


def _turning(turn: int | None, frame: _Frame) -> Callable[[float, float], Point]:
    """Points of the page into points across and down from the top left, for text that runs at this angle."""
    if turn == 90:
        return lambda x, y: (y - frame.bottom, x - frame.left)
    if turn == 180:
        return lambda x, y: (frame.right - x, y - frame.bottom)
    if turn == 270:
        return lambda x, y: (frame.top - y, frame.right - x)
    return lambda x, y: (x - frame.left, frame.top - y)


def _box(corners: Iterable[Point]) -> Box:
    """The box around some points."""
    across, down = zip(*corners, strict=True)
    return Box(min(across), min(down), max(across), max(down))


@dataclass(slots=True)
class _Drawn:
    """What a page holds besides text: the ends of its rules, in points of the page, and counts."""

    rules: list[tuple[Point, Point]] = field(default_factory=list)
    pictures: int = 0
    paths: int = 0

    def look_at(
        self,
        holder: Any,
        count_of: Callable[[Any], int],
        object_at: Callable[[Any, int], Any],
        matrix: Matrix = _UNTURNED,
        depth: int = 0,
    ) -> None:
        """Take in rules and pictures, those inside forms too: a pack wraps each page it stamps into one."""
        for at in range(count_of(holder)):
            one = object_at(holder, at)
            kind = pdfium_c.FPDFPageObj_GetType(one)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._add_path(one, matrix)
            elif kind in _PICTURES:
                self.pictures += 1
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = _times(_matrix(one), matrix)
                self.look_at(one, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, inner, depth + 1)

    def _add_path(self, path: Any, matrix: Matrix) -> None:
        self.paths += 1
        if self.paths > _MOST_DRAWINGS:
            self.rules.clear()
            return
        outer = _times(_matrix(path), matrix)
        is_stroked = _is_stroked(path)
        for line in _strokes(path):
            self.rules.extend(_rules([_point(outer, *point) for point in line], is_stroked=is_stroked))


def _strokes(path: Any) -> Iterator[list[Point]]:
    """The corners of each straight line of a path, from where the pen is set down to where it is lifted."""
    count = pdfium_c.FPDFPath_CountSegments(path)
    line: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count if count <= _MOST_SEGMENTS else 0):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium_c.FPDFPathSegment_GetType(segment) != pdfium_c.FPDF_SEGMENT_LINETO:
            yield line
            line = []
        line.append((x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            line.append(line[0])
    yield line


def _rules(corners: list[Point], *, is_stroked: bool) -> Iterator[tuple[Point, Point]]:
    """The rules a line makes: a thin box is one, and each side that is stroked; slanting lines are none."""
    if len(corners) < 2:
        return
    box = _box(corners)
    if min(box.right - box.left, box.bottom - box.top) <= _THIN:
        yield (box.left, box.top), (box.right, box.bottom)
    elif is_stroked:
        yield from (
            (one, two) for one, two in pairwise(corners) if min(abs(one[0] - two[0]), abs(one[1] - two[1])) <= _THIN
        )


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _matrix(one: Any) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(one, found):
        return _UNTURNED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _point(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that does `one` and then `two`."""
    a, b, c, d, e, f = one
    k, m, n, o, p, q = two
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q
