"""Where minutes begin: the line "MINUTES of ... held on ..."."""

import re

from papersearch.dates import find_dates
from papersearch.model import Line
from papersearch.papers.parsers.base.bodies import is_body
from papersearch.papers.parsers.base.lines import is_blank, plain

_HEAD = re.compile(
    r"\**(?:draft |confirmed |printed )?minutes\s+(?:of|for)\b(?!\s+(?:the\s+)?(?:last|previous)\b)", re.IGNORECASE
)
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
    return None
