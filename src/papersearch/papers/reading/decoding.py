"""Bytes into text: by byte order mark, else UTF-8, else line by line with cp1252 for what is not UTF-8."""

import codecs
import re

from papersearch.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_ASCII = bytes(range(9, 127))
_SAMPLE = 65_536
_MOST_NULS, _MOST_CONTROLS, _WIDE_SHARE = 0.01, 0.05, 0.3


def decode(data: bytes) -> str:
    """The text of a file, its control characters gone but TAB and line ends; page feeds become line ends.

    Raises:
        UnreadableFileError: the bytes are no text.
    """
    if not data.strip(b"\0 \t\r\n\x0c"):
        raise UnreadableFileError("the file is empty")
    text = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x85", "\n")
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) * _MOST_CONTROLS:
        raise UnreadableFileError("the file is binary, not text; give it its right ending or convert it")
    return _CONTROL.sub("", text)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace")
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) * _MOST_NULS:
        raise UnreadableFileError("the file is binary, not text; give it its right ending or convert it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(_line(one) for one in data.split(b"\n"))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain English is zero, and the rest is ASCII."""
    for zeros, others, encoding in ((sample[1::2], sample[::2], "utf-16-le"), (sample[::2], sample[1::2], "utf-16-be")):
        is_ascii = len(others.translate(None, _ASCII)) < len(others) * _WIDE_SHARE
        if is_ascii and zeros.count(0) > len(zeros) * _WIDE_SHARE and not others.count(0):
            return encoding
    return None


def _line(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
