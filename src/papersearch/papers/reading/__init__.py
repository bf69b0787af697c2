"""Finds files in the corpus and reads each into numbered lines; `READERS` is the whole list of types."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from papersearch.errors import UnreadableFileError
from papersearch.model import SourceText
from papersearch.papers.reading.docx import read_docx
from papersearch.papers.reading.html import read_html
from papersearch.papers.reading.pdf import read_pdf
from papersearch.papers.reading.text import read_markdown, read_plain_text

READERS: Mapping[str, tuple[str, Callable[[bytes], SourceText]]] = {
    ".txt": ("text/plain", read_plain_text),
    ".text": ("text/plain", read_plain_text),
    ".md": ("text/markdown", read_markdown),
    ".markdown": ("text/markdown", read_markdown),
    ".htm": ("text/html", read_html),
    ".html": ("text/html", read_html),
    ".xhtml": ("text/html", read_html),
    ".aspx": ("text/html", read_html),
    ".pdf": ("application/pdf", read_pdf),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx),
}
"""File ending to media type and reader."""

_REFUSED: Mapping[str, str] = {
    ".doc": "old Word files are not read; save it as DOCX or PDF",
    ".rtf": "RTF is not read; save it as DOCX or PDF",
    ".odt": "ODT is not read; save it as DOCX or PDF",
    ".xls": "spreadsheets are not read",
    ".xlsx": "spreadsheets are not read",
    ".csv": "tables of figures are not read",
    ".ppt": "slides are not read; save them as PDF",
    ".pptx": "slides are not read; save them as PDF",
    ".zip": "archives are not opened; unpack it into the folder",
}
_ZIP, _PDF, _OLD_OFFICE, _RTF = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf"


def type_of(path: str, data: bytes) -> str:
    """The ending in `READERS` whose reader takes this file, by its first bytes and then by its name.

    Raises:
        UnreadableFileError: no reader takes it; the message says what to do.
    """
    ending = PurePosixPath(path).suffix.casefold()
    if ending in _REFUSED:
        raise UnreadableFileError(_REFUSED[ending])
    found = _type_by_bytes(data, ending)
    if found:
        return found
    if ending in (".pdf", ".docx"):
        raise UnreadableFileError(f"it is named {ending} but does not begin as one")
    if ending in (".txt", ".text") and _is_page(data):
        return ".html"
    if ending in READERS:
        return ending
    if not ending or ending[1:].isdigit():
        return ".html" if _is_page(data) else ".txt"
    raise UnreadableFileError(f"files that end in {ending} are not read; use text, HTML, PDF or DOCX")


def _type_by_bytes(data: bytes, ending: str) -> str | None:
    """The type that the first bytes tell, whatever the name says; `None` for what may be text."""
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(_PDF):
        return ".pdf"
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFileError(_REFUSED[".doc"])
    if data.startswith(_ZIP):
        if b"word/" in data[:200_000] or ending == ".docx":
            return ".docx"
        raise UnreadableFileError(_REFUSED[".zip"])
    if data[:1024].lstrip().startswith(_RTF):
        raise UnreadableFileError(_REFUSED[".rtf"])
    return None


def _is_page(data: bytes) -> bool:
    return data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def read_text(path: str, data: bytes) -> SourceText:
    """The lines of a file.

    Raises:
        UnreadableFileError: its bytes cannot be turned into text.
    """
    return READERS[type_of(path, data)][1](data)
