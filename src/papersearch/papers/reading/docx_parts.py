"""The parts of a Word file, opened as if it were hostile: sizes first, then XML without entities."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from papersearch.errors import UnreadableFileError

_MOST_ENTRIES = 2_000
_MOST_BYTES, _MOST_PART_BYTES = 200_000_000, 40_000_000
_MOST_TAGS = 4_000_000
_MOST_RATIO = 100
_SMALL = 1_000_000
"""Bytes up to which a ratio is no danger."""
_DEEPEST = 100
_MOST_PARAGRAPHS = 200_000
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "officeDocument"
_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")
_MOST_CUSTOM = 20
_CUSTOM = re.compile(r"customXml/item\d{1,3}\.xml")
_MARKING = re.compile(r"classification|marking|exempt|confidential", re.IGNORECASE)
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, OSError, RuntimeError, ValueError)
"""What comes of reading a zip archive with wrong places or sizes in its directory."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BROKEN = "the Word file is broken and cannot be opened; open it in Word and save it again"
_STRICT_NAMES: Mapping[bytes, bytes] = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""The names of strict Word files, which mean the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordParts:
    """What a Word file is made of, each part a tree; a part it does not have is `None`."""

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None
    endnotes: etree._Element | None = None
    heads: tuple[etree._Element, ...] = ()
    """Headers and footers."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses by the id that the text uses for them."""
    said: tuple[str, ...] = ()
    """What its properties say of it."""


def read_parts(data: bytes) -> WordParts:
    """The parts of a Word file.

    Raises:
        UnreadableFileError: it is encrypted, broken, no Word file, or built to do harm.
    """
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFileError("the Word file is encrypted or in the old format; save it as DOCX without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            return _parts(archive)
    except _ZIP_ERRORS as error:
        raise UnreadableFileError(_BROKEN) from error


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse what no Word file has, by the zip's directory alone."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise UnreadableFileError(f"the Word file holds {len(entries)} parts; more than {_MOST_ENTRIES} is not opened")
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise UnreadableFileError(f"the Word file unpacks to more than {_MOST_BYTES // 1_000_000} MB; it is not opened")
    for entry in entries:
        if entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO):
            raise UnreadableFileError("the Word file holds a part packed too tightly to be text; it is not opened")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFileError("the Word file is packed in a way Word does not use; save it in Word again")
        if not _is_plain(entry.filename):
            raise UnreadableFileError("the Word file holds a part with a path that leads out of it; it is not opened")
        if entry.flag_bits & 1:
            raise UnreadableFileError("the Word file is encrypted; save it without a password")


def _is_plain(name: str) -> bool:
    return not (name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"))


def _parts(archive: zipfile.ZipFile) -> WordParts:
    names = frozenset(archive.namelist())
    main = next((path for kind, path in _targets(archive, names, "") if kind == _MAIN), "word/document.xml")
    if main not in names:
        raise UnreadableFileError("the file is a zip archive but no Word file; save it as DOCX")
    paths: dict[str, list[str]] = {}
    for kind, path in _targets(archive, names, main):
        if path in names:
            paths.setdefault(kind, []).append(path)
    document = _tree(archive, main)
    _check_text(document)

    def part(kind: str) -> etree._Element | None:
        return _tree(archive, paths[kind][0]) if kind in paths else None

    return WordParts(
        document=document,
        styles=part("styles"),
        numbering=part("numbering"),
        footnotes=part("footnotes"),
        endnotes=part("endnotes"),
        heads=tuple(_tree(archive, path) for kind in ("header", "footer") for path in paths.get(kind, ())),
        links=_links(archive, names, main),
        said=tuple(_said_of_itself(archive, names)),
    )


def _said_of_itself(archive: zipfile.ZipFile, names: frozenset[str]) -> Iterator[str]:
    """What the properties of the file say: title, subject, category, and "name: value" of those a council added."""
    for path in sorted(filter(_CUSTOM.fullmatch, names))[:_MOST_CUSTOM]:
        with suppress(UnreadableFileError):
            for one in _tree(archive, path).iter():
                name = etree.QName(one).localname
                if _MARKING.search(name) and one.text and one.text.strip():
                    yield f"{name}: {' '.join(one.text.split())}"
    for path in _PROPERTIES:
        if path not in names:
            continue
        with suppress(UnreadableFileError):  # a fault in them is no fault of the text
            for one in _tree(archive, path):
                words = " ".join("".join(map(str, one.itertext())).split())
                name = one.get("name", "")
                yield from dict.fromkeys((f"{name}: {words}", words) if name and words else (words,) if words else ())


def _targets(archive: zipfile.ZipFile, names: frozenset[str], part: str) -> list[tuple[str, str]]:
    """The kinds and paths of the parts that a part, or the file itself, names."""
    folder = posixpath.dirname(part)
    return [
        (
            one.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in _relationships(archive, names, part)
        if one.get("TargetMode") != "External"
    ]


def _links(archive: zipfile.ZipFile, names: frozenset[str], part: str) -> dict[str, str]:
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in _relationships(archive, names, part)
        if one.get("TargetMode") == "External" and one.get("Type", "").endswith("/hyperlink")
    }


def _relationships(archive: zipfile.ZipFile, names: frozenset[str], part: str) -> list[etree._Element]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    return list(_tree(archive, path).iter(_RELATIONSHIP)) if path in names else []


def _tree(archive: zipfile.ZipFile, path: str) -> etree._Element:
    """A part as a tree; entities are not expanded and a document type is refused."""
    if archive.getinfo(path).file_size > _MOST_PART_BYTES:
        raise UnreadableFileError(f"the text of the Word file is over {_MOST_PART_BYTES // 1_000_000} MB; split it")
    data = archive.read(path)
    if data.count(b"<") > _MOST_TAGS:
        raise UnreadableFileError(f"the Word file holds more than {_MOST_TAGS // 1_000_000} million elements; split it")
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise UnreadableFileError(
            "the Word file declares entities of its own, which no Word file does; it is not opened"
        )
    for strict, usual in _STRICT_NAMES.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(_BROKEN) from error


def _check_text(document: etree._Element) -> None:
    depth = paragraphs = 0
    for event, element in etree.iterwalk(document, events=("start", "end")):
        depth += 1 if event == "start" else -1
        paragraphs += event == "start" and str(element.tag).endswith("}p")
        if depth > _DEEPEST:
            raise UnreadableFileError("the Word file nests tables or boxes too deep to be read; simplify it")
    if document.tag != f"{_WORD}document" or document.find(f"{_WORD}body") is None:
        raise UnreadableFileError(_BROKEN)
    if next(document.iter(f"{_WORD}altChunk"), None) is not None:
        raise UnreadableFileError("the Word file holds parts in another format; open it in Word and save it again")
    if paragraphs > _MOST_PARAGRAPHS:
        raise UnreadableFileError(f"the Word file has {paragraphs} paragraphs; split it")
