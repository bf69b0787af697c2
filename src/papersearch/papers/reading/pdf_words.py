"""The words of a PDF page as pdfium finds them: where each stands, how it is set, and whether a space is written beside it."""

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from papersearch.papers.reading.pdf_page import Word

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_NO_WORD = re.compile(r"\ufffe*[\x00-\x1f\x7f\ufffd\uffff][\x00-\x1f\x7f\ufffd-\uffff]*")
"""What comes of a font that does not tell its letters; a page of it cannot be searched."""
_SEAM = re.compile(r"(?<=[a-z\d.?:)])(?=[A-Z\d])")
_LEAST_GAP = 0.05
"""Points between two letters that no type has there."""
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_LONGEST_NAME = 128
_SLANT = 5.0
"""Degrees off the level that text may run and still be level."""


class _Face(NamedTuple):
    """How a run of text is set."""

    size: float
    is_bold: bool
    turn: int | None
    """Degrees, by quarters; `None` for text at a slant."""


_PLAIN_FACE = _Face(10.0, is_bold=False, turn=0)


class Spot(NamedTuple):
    """A word where the PDF puts it: the origin of its first character and the far end of its last."""

    text: str
    x: float
    y: float
    end_x: float
    end_y: float
    face: _Face
    is_set_off: bool
    is_spaced: bool


def word_at(spot: Spot, place: Callable[[float, float], tuple[float, float]]) -> Word:
    """A spot as a word of the page that `place` turns."""
    left, baseline = place(spot.x, spot.y)
    right, _ = place(spot.end_x, spot.end_y)
    face = spot.face
    return Word(spot.text, left, max(left, right), baseline, face.size, face.is_bold, spot.is_set_off, spot.is_spaced)


def spots_of(page: Any) -> tuple[list[Spot], bool]:
    """The words of a page in the order of its content, and whether it holds character codes at all."""
    text_page = pdfium_c.FPDFText_LoadPage(page)
    if not text_page:
        return [], False
    try:
        text = _page_text(text_page)
        return list(_located(text_page, text)), bool(text.strip())
    finally:
        pdfium_c.FPDFText_ClosePage(text_page)


def _page_text(text_page: Any) -> str:
    """The text of a page with one character for each that pdfium counts."""
    count = pdfium_c.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer((count + 1) * 4)
    units = pdfium_c.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: max(0, units - 1) * 2].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(text_page, at) for at in range(count))
    return "".join("\ufffe" if code == 2 else chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _located(text_page: Any, text: str) -> Iterator[Spot]:
    faces = _Faces(text_page)
    x, y, end = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    x_ref, y_ref, end_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(end)
    for match in _WORD.finditer(text):
        if _NO_WORD.fullmatch(match[0]):
            continue
        first = match.start()
        is_set_off = _is_set_off(text_page, text, first)
        for last in _ends(text_page, match):
            is_placed = pdfium_c.FPDFText_GetCharOrigin(text_page, first, x_ref, y_ref)
            if is_placed and pdfium_c.FPDFText_GetLooseCharBox(text_page, last - 1, end_ref):
                face = faces.at(first)
                far_x = end.left if face.turn == 180 else end.right
                far_y = end.bottom if face.turn == 270 else end.top
                is_spaced = text[last : last + 1] == " "
                yield Spot(text[first:last], x.value, y.value, far_x, far_y, face, is_set_off, is_spaced)
            first, is_set_off = last, True


def _ends(text_page: Any, match: re.Match[str]) -> Sequence[int]:
    """The end of a word; those of two words where a gap narrower than a space sets them apart, as a tab may do."""
    if not _SEAM.search(match[0]):
        return (match.end(),)
    places = (match.start() + seam.start() for seam in _SEAM.finditer(match[0]))
    return [*(at for at in places if _is_seam(text_page, at, match)), match.end()]


def _is_seam(text_page: Any, at: int, word: re.Match[str]) -> bool:
    """Whether two letters are printed apart with room between them, in a word whose other letters are printed together."""
    first, last = max(word.start(), at - 2), min(word.end(), at + 2)
    runs = [_run(text_page, place) for place in range(first, last)]
    before, after = runs[: at - first], runs[at - first :]
    if len(runs) == 2 or len(set(before)) > 1 or len(set(after)) > 1 or before[-1] == after[0]:
        return False
    end, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    has_ends = pdfium_c.FPDFText_GetLooseCharBox(text_page, at - 1, end)
    has_start = pdfium_c.FPDFText_GetCharOrigin(text_page, at, x, y)
    return bool(has_ends and has_start and x.value - end.right > _LEAST_GAP)


def _run(text_page: Any, at: int) -> int:
    """Which run of text a letter belongs to."""
    run = pdfium_c.FPDFText_GetTextObject(text_page, at)
    return ctypes.addressof(run.contents) if run else 0


def _is_set_off(text_page: Any, text: str, at: int) -> bool:
    """Whether the file has no space where pdfium puts one."""
    return at > 0 and text[at - 1] == " " and pdfium_c.FPDFText_IsGenerated(text_page, at - 1) == 1


class _Faces:
    """How the runs of text on one page are set; each is asked once."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._of_run: dict[int, _Face] = {}
        self._is_bold: dict[int, bool] = {}

    def at(self, index: int) -> _Face:
        """How the character at an index is set."""
        run = pdfium_c.FPDFText_GetTextObject(self._text_page, index)
        if not run:
            return _PLAIN_FACE
        address = ctypes.addressof(run.contents)
        if address not in self._of_run:
            self._of_run[address] = self._face(run, index)
        return self._of_run[address]

    def _face(self, run: Any, index: int) -> _Face:
        size, matrix = ctypes.c_float(), pdfium_c.FS_MATRIX()
        pdfium_c.FPDFTextObj_GetFontSize(run, size)
        if not pdfium_c.FPDFText_GetMatrix(self._text_page, index, matrix):
            return _PLAIN_FACE
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        quarter = round(angle / 90) * 90
        return _Face(
            size=abs(size.value) * math.hypot(matrix.c, matrix.d) or _PLAIN_FACE.size,
            is_bold=self._bold(pdfium_c.FPDFTextObj_GetFont(run)),
            turn=quarter % 360 if abs(angle - quarter) < _SLANT else None,
        )

    def _bold(self, font: Any) -> bool:
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._is_bold:
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            pdfium_c.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
            is_forced = bool(pdfium_c.FPDFFont_GetFlags(font) & _FORCE_BOLD)
            self._is_bold[address] = is_forced or bool(_BOLD.search(name.value.decode("latin-1")))
        return self._is_bold[address]
