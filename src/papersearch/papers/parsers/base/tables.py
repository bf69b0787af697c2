"""Rows of the tables that papers share: headers, banners, audit trails."""

import re

_HEADER_WORDS = re.compile(
    r"(?:background )?(?:papers?|documents?)(?: title)?|held at|contact(?: name| no\.?)?|no\.?|title|officer title|comments? sought\??|comments? included\??|"
    r"item(?: no\.?)?|page(?:s|\(s\)| no\.?)?|name|no\.? of copies|location|file(?: ref(?:erence)?)?|appendix(?: no\.?)?|description|"
    r"officer|date sought|date received|consultee|item of business|report title|lead",
    re.IGNORECASE,
)


def is_header_row(cells: tuple[str, ...]) -> bool:
    """Whether a row only names its columns ("Item No.", "Title", "Page No.")."""
    stated = [cell.rstrip(":* ").lstrip("* ") for cell in cells if cell]
    return len(stated) >= 2 and all(_HEADER_WORDS.fullmatch(cell) for cell in stated)


def is_banner_row(cells: tuple[str, ...]) -> bool:
    """Whether a row is a heading in capitals over the full width ("CONSULTATION WITH OTHER OFFICERS")."""
    stated = [cell for cell in cells if cell]
    return len(stated) == 1 and stated[0].isupper() and len(stated[0].split()) > 1
