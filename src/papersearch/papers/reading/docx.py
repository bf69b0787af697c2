"""Word files into lines: mended first, then converted by mammoth and read as a page."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from html import escape

import mammoth
from lxml import etree

from papersearch.errors import UnreadableFileError
from papersearch.model import Line, SourceText
from papersearch.papers.reading.docx_parts import read_parts
from papersearch.papers.reading.docx_repair import TAB, head_texts, repaired
from papersearch.papers.reading.html import lines_of_html

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = (
    f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="main" Type="{_KINDS}/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_TABS = re.compile(rf" *{TAB}[ {TAB}]*")


def read_docx(data: bytes) -> SourceText:
    """The paragraphs, list items, headings and table rows of a Word file, each one line; it has no pages.

    Automatic numbers and list marks are text, as in print. Inserted text is kept, deleted and hidden text is not.
    Headers, footers and watermarks are in `running_heads`.

    Raises:
        UnreadableFileError: it is encrypted, broken, built to do harm, or holds no words.
    """
    parts = read_parts(data)
    heads = head_texts(parts)
    html = mammoth.convert_to_html(_plain_docx(repaired(parts), parts.links), include_embedded_style_map=False).value
    lines = tuple(_with_tabs(line) for line in lines_of_html(html))
    if not any(line.text.strip() for line in lines):
        raise UnreadableFileError("the Word file holds no words; is its text a picture?")
    return SourceText(lines=lines, running_heads=heads)


def _plain_docx(document: etree._Element, links: Mapping[str, str]) -> io.BytesIO:
    """A Word file of this one part and the addresses it points to."""
    addresses = "".join(
        f'<Relationship Id="{escape(name)}" Type="{_KINDS}/hyperlink" TargetMode="External" Target="{escape(target)}"/>'
        for name, target in links.items()
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("_rels/.rels", _PACKAGE)
        archive.writestr("word/document.xml", etree.tostring(document))
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONSHIPS}">{addresses}</Relationships>'
        )
    file.seek(0)
    return file


def _with_tabs(line: Line) -> Line:
    """Tabs set off cells; inside a row of a real table they are spaces."""
    if TAB not in line.text:
        return line
    is_row = "\t" in line.text
    return replace(line, text=_TABS.sub(" ", line.text) if is_row else line.text.replace(TAB, "\t"))
