"""Plain text and Markdown into lines."""

import re

from papersearch.model import Line, SourceText
from papersearch.papers.reading.decoding import decode

_MARKDOWN_HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<words>.*?)\s*#*")


def read_plain_text(data: bytes) -> SourceText:
    """The lines of a text as they stand, numbered from 1."""
    text = decode(data)
    return SourceText(lines=tuple(Line(number=at, text=line) for at, line in enumerate(text.split("\n"), 1)))


def read_markdown(data: bytes) -> SourceText:
    """The lines of a Markdown text; headings are marked, and lose their hashes."""
    return SourceText(lines=tuple(_marked(line) for line in read_plain_text(data).lines))


def _marked(line: Line) -> Line:
    heading = _MARKDOWN_HEADING.fullmatch(line.text.strip())
    if not heading:
        return line
    return Line(number=line.number, text=heading["words"], mark=f"h{len(heading['hashes'])}")
