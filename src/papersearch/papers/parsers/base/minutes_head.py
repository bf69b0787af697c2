"""Where minutes begin: the line "MINUTES of ... held on ..."."""

import re

from papersearch.dates import find_dates
from papersearch.model import Line
from papersearch.papers.parsers.base.bodies import is_body
from papersearch.papers.parsers.base.lines import is_blank, plain

_HEAD = re.compile(
    r"\**(?:(?:draft |confirmed |printed )?minutes?\s+(?:of|for)\b(?!\s+(?:the\s+)?(?:last|previous)\b)"
    r"|(?:record of )?decisions?\s+(?:made|taken)\s+by\b(?=.*\b(?:19|20)\d{2}\b))",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\**(?:draft |confirmed |unconfirmed )?minutes?\s*[-\u2010-\u2015,:]?\s+(?:held\s+)?(?:on\s+)?(?:\w+day,?\s+)?(?:the\s+)?"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+,?\s+\d{4}\b",
    re.IGNORECASE,
)
"""Under the name of the body: "Minutes - Wednesday 3 July 2013"."""
_MOST_HEAD_LINES, _LONGEST_HEAD = 14, 400


def head_of_minutes(lines: tuple[Line, ...]) -> int | None:
    """Where the line stands that heads minutes, within the first lines of a part; `None` if there is none."""
    stated = [at for at, line in enumerate(lines) if not is_blank(line)][:_MOST_HEAD_LINES]
    for at in stated:
        text = plain(lines[at].text)
        if _HEAD.match(text) and len(text) < _LONGEST_HEAD:
            near = " ".join(plain(line.text) for line in lines[at : at + 8])
            if find_dates(near) or is_body(near):
                return at
        if _DATED.match(text) and any(is_body(lines[above].text) for above in stated if above < at):
            return at
    return None
