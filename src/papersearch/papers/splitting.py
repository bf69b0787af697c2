"""Splits a text into parts that are one paper each."""

import re
from dataclasses import replace

from papersearch.model import FRONT, Line, Part, PartHint, SourceText
from papersearch.papers.parsers.base.agenda_head import is_agenda
from papersearch.papers.parsers.base.lines import is_blank, plain
from papersearch.papers.parsers.base.minutes_head import head_of_minutes
from papersearch.papers.parsers.base.report_head import is_report_head, opens_with_full_head, report_head_length
from papersearch.papers.parsers.base.webpage import page_kind

_MINUTES = re.compile(r"\**(?:draft |confirmed |printed )?minutes\s+(?:of|for)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:were|was|be|been|are|as|having been)\s+(?:\w+\s+)?(?:agreed|approved|confirmed|noted|signed|considered|received|read|taken)\b",
    re.IGNORECASE,
)
_ITEM_HEAD = re.compile(r"\**(?:agenda )?item(?: no\.?)?[\s:.]*\**\s*\d", re.IGNORECASE)
_REPORT_LABEL = re.compile(
    r"\**(?:item no\.?|agenda item|classification|report to|report title|meeting name|committee|meeting|title|subject)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r".{0,80}\bdistribution list\b.{0,80}", re.IGNORECASE)
_ISSUE_MEETING = re.compile(r"meeting\s*:\s*\d", re.IGNORECASE)
_NEAR, _MOST_HEAD_LINES = 14, 6


def split(text: SourceText) -> tuple[Part, ...]:
    """The parts of a text in its order; most texts are one part.

    A pack gives its agenda, the minutes of the meeting before and each report; a distribution list at its end belongs to
    the agenda. An issue page gives a part for each meeting, each under the page's title.
    """
    front = tuple(line for line in text.lines if line.mark == FRONT)
    first, *others = _parts(tuple(line for line in text.lines if line.mark != FRONT) if front else text.lines)
    return (replace(first, front=front), *others)


def _parts(lines: tuple[Line, ...]) -> tuple[Part, ...]:
    kind = page_kind(lines)
    if kind == "issue":
        return _issue_parts(lines)
    if kind:
        return (Part(lines=lines),)
    starts = _starts(lines)
    if len(starts) < 2:
        return (Part(lines=lines),)
    return _pack_parts(lines, starts)


def _issue_parts(lines: tuple[Line, ...]) -> tuple[Part, ...]:
    meetings = [at for at, line in enumerate(lines) if _ISSUE_MEETING.match(plain(line.text))]
    if len(meetings) < 2:
        return (Part(lines=lines),)
    ends = [*meetings[1:], len(lines)]
    title = lines[: meetings[0]]
    return tuple(
        Part(lines=(*title, *lines[start:end]), ordinal=ordinal)
        for ordinal, (start, end) in enumerate(zip(meetings, ends, strict=True))
    )


def _starts(lines: tuple[Line, ...]) -> list[tuple[int, PartHint]]:
    """Where parts begin; what stands before the first is the agenda if it opens as one."""
    starts: list[tuple[int, PartHint]] = []
    head_end = 0
    for at, line in enumerate(lines):
        hint = None if at < head_end or is_blank(line) else _hint_at(lines, at)
        if hint:
            starts.append((_head_start(lines, at) if hint is PartHint.MINUTES else at, hint))
            head_end = at + report_head_length(_near(lines, at)) if hint is PartHint.REPORT else at + 1
    first = next((at for at, line in enumerate(lines) if not is_blank(line)), 0)
    if not starts or starts[0][0] > first:
        opening = lines[: starts[0][0]] if starts else lines
        is_head = bool(starts) and sum(not is_blank(line) for line in opening) <= _MOST_HEAD_LINES
        if not is_head:
            return [(0, PartHint.AGENDA if is_agenda(opening) else PartHint.WHOLE), *starts]
    return [(0, starts[0][1]), *starts[1:]]


def _hint_at(lines: tuple[Line, ...], at: int) -> PartHint | None:
    text = plain(lines[at].text)
    if _MINUTES.match(text) and head_of_minutes(lines[at : at + _NEAR]) == 0 and not _SENTENCE.search(text):
        return PartHint.MINUTES if "\t" not in lines[at].text.strip() else None
    if not _REPORT_LABEL.match(text):
        return None
    near = _near(lines, at)
    if (_ITEM_HEAD.match(text) and is_report_head(near)) or opens_with_full_head(near):
        return PartHint.REPORT
    return None


def _near(lines: tuple[Line, ...], at: int) -> tuple[Line, ...]:
    stated = [one for one in range(at, min(len(lines), at + 3 * _NEAR)) if not is_blank(lines[one])][:_NEAR]
    return lines[at : stated[-1] + 1]


def _head_start(lines: tuple[Line, ...], at: int) -> int:
    """The committee's name on a line of its own before "MINUTES of ..." belongs to the minutes."""
    before = at - 1
    while before >= 0 and is_blank(lines[before]):
        before -= 1
    name = plain(lines[before].text).casefold() if before >= 0 else ""
    is_name = bool(name) and len(name) < 90 and name in plain(lines[at].text).casefold() and not _MINUTES.match(name)
    return before if is_name else at


def _pack_parts(lines: tuple[Line, ...], starts: list[tuple[int, PartHint]]) -> tuple[Part, ...]:
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    listed = _list_start(lines, starts[-1][0]) if starts[0][1] is PartHint.AGENDA else None
    if listed is not None:
        ends[-1] = listed
    parts = [
        Part(lines=lines[start:end], hint=hint, ordinal=ordinal)
        for ordinal, ((start, hint), end) in enumerate(zip(starts, ends, strict=True))
    ]
    if listed is not None:
        parts[0] = replace(parts[0], lines=parts[0].lines + lines[listed:])
    return tuple(part for part in parts if any(not is_blank(line) for line in part.lines))


def _list_start(lines: tuple[Line, ...], after: int) -> int | None:
    return next(
        (at for at in range(after + 1, len(lines)) if _LIST.fullmatch(plain(lines[at].text).replace("*", ""))), None
    )
