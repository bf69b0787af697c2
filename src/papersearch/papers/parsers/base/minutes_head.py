"""Where minutes begin: the line "MINUTES of ... held on ..."."""

import re

from papersearch.dates import find_dates, find_time
from papersearch.model import Line
from papersearch.papers.parsers.base.attending import opens_attendance
from papersearch.papers.parsers.base.bodies import is_body
from papersearch.papers.parsers.base.head_labels import stated_by_label
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
_TITLE = re.compile(
    r"(?!.*:$)(?!.*\b(?:agenda|approve|confirm|previous|last|matters arising)\b).{0,70}\b(?:minutes|notes of (?:the )?meeting)\b.{0,40}",
    re.IGNORECASE,
)
_NOT_HEAD = re.compile(
    r"\d{1,3}[.)]?\s+(?!(?:st|nd|rd|th)\b)(?![A-Z][a-z]+ (?:19|20)\d\d)|agenda\b|order of business\b|(?:to|from|dear|report)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\**(?:venue|place|location|draft|unconfirmed|at)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|updated|issued|created|printed)\b", re.IGNORECASE)
_MOST_HEAD_LINES, _LONGEST_HEAD, _MOST_TITLE_LINES, _LONGEST_TITLE, _PROSE_WORDS = 14, 400, 6, 160, 10


def head_of_minutes(lines: tuple[Line, ...]) -> int | None:
    """Where the line stands that heads minutes, within the first lines of a part; `None` if there is none."""
    stated = [at for at, line in enumerate(lines) if not is_blank(line)][:_MOST_HEAD_LINES]
    for at in stated:
        text = plain(lines[at].text)
        if _HEAD.match(text) and len(text) < _LONGEST_HEAD:
            near = [plain(line.text) for line in lines[at : at + 8]]
            if find_dates(" ".join(near)) or is_body(" ".join(near)) or is_body(text):
                return at
        if _DATED.match(text) and any(is_body(lines[above].text) for above in stated if above < at):
            return at
    return None


def head_without_sentence(lines: tuple[Line, ...]) -> tuple[Line, ...] | None:
    """The head of minutes that never say "minutes of ... held on": body and day, then who was present or the word minutes.

    `None` for what is not minutes.
    """
    head: list[Line] = []
    is_minutes = False
    for line in [line for line in lines if not is_blank(line)][: _MOST_HEAD_LINES + 1]:
        text = plain(line.text).strip("* ")
        if opens_attendance(text):
            is_minutes = True
            break
        is_row = "\t" in line.text.strip() and stated_by_label(line) is None
        if len(head) == _MOST_HEAD_LINES or is_row or _NOT_HEAD.match(text) or _is_prose(text):
            break
        head.append(line)
        is_minutes = is_minutes or (len(head) <= _MOST_TITLE_LINES and bool(_TITLE.fullmatch(text)))
    while head and not _says_of_meeting(head[-1]):
        head.pop()
    own = [line for line in head if not _PUBLISHED.search(line.text)]
    has_name = any((one := stated_by_label(line)) and one.of == "committee" for line in own) or any(
        is_body(re.split(r"[-,\u2010-\u2015]\s", _unlabelled(line))[0]) for line in own
    )
    return tuple(head) if is_minutes and has_name and any(find_dates(line.text) for line in own) else None


def _says_of_meeting(line: Line) -> bool:
    if stated_by_label(line):
        return True
    text = _unlabelled(line)
    is_named = is_body(text) and len(text.split()) <= _PROSE_WORDS and not text.endswith((".", ":"))
    return is_named or bool(find_dates(text) or find_time(text) or _TITLE.fullmatch(text) or _PLACE.match(text))


def _unlabelled(line: Line) -> str:
    return re.sub(r"^(?:committee|meeting|name of meeting|body)\s*:\s*", "", plain(line.text), flags=re.IGNORECASE)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_TITLE or (text.endswith(".") and len(text.split()) >= _PROSE_WORDS)
