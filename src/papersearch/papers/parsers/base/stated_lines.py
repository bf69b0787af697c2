"""Keeps the labelled lines that a parser reads for their values, so that a person can be shown where a value is stated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from papersearch.dates import find_dates, find_time, read_full_date
from papersearch.model import Form, Line, Paper, Paragraph, Role, SourceRef
from papersearch.papers.parsers.base.lines import cells_of, is_blank, is_page_stamp, plain

_COLON = re.compile(r"\**(?P<label>[A-Z][A-Za-z()'\u2019/.? -]{1,58}?)\s*\**\s*:\s*\**\s*(?P<value>.*?)\**")
_LABELS = re.compile(
    r"decision (?:maker|taker|made by|taken by|status|date|type|number|reference)|(?:made|taken) by|status|(?:is (?:it )?(?:a )?)?key(?: decision)?\??"
    r"|(?:is )?subject to call[- ]?in\??|call[- ]?in(?: (?:date|deadline|expires|expiry))?|(?:date )?(?:first )?published|publication date|date of (?:decision|meeting|publication|issue|report)"
    r"|date decision (?:made|taken)|decided at meeting|effective (?:from|date)|date (?:effective|of effect)|implementation date.*|(?:notice of )?decision due(?: date)?"
    r"|wards?(?:\(s\))?(?: (?:or groups |\(s\) )?affected)?|portfolio(?: holder)?|lead member|cabinet member|contact(?: officer)?|(?:report )?author|lead officer"
    r"|decision ref\.?.*|ref(?:erence)?\.?(?: no\.?| number)?|venue|place|location|time|(?:start|meeting) time|committee|(?:security )?classification|from|report (?:of|by|to|from)"
    r"|directorate|department|(?:originating )?service|restriction|urgency|version|deadline.*",
    re.IGNORECASE,
)
"""Labels that need no colon where their value stands in the next cell or on the next line."""
_TITLES = re.compile(r"(?:report )?title(?: of (?:the )?report)?|subject|name of report", re.IGNORECASE)
_NO_VALUE = re.compile(
    r".*\bdocuments?|.*\bpapers?|(?:it was )?(?:resolved|agreed|recommended|decided)\b(?! at meeting).*|decisions?(?: made)?|minutes|actions?|recommendations?",
    re.IGNORECASE,
)
"""Labels that open a block."""
_HELD = re.compile(r"\b(?:minutes|notes|record|meeting)\b.*\b(?:of|held|on|at)\b", re.IGNORECASE)
_MOST_HEAD_LINES, _MOST_WORDS_OF_VALUE, _MOST_WORDS_OF_HEAD, _MOST_WORDS_OF_TIME = 25, 40, 60, 10
_CELL, _LABEL_AND_VALUE = " | ", 2
_DATE_LABEL = re.compile(r"\**(?:[A-Za-z]+ )?date(?: of [a-z]+)?\**\s*:.*", re.IGNORECASE)


def with_stated_lines(paper: Paper, lines: Sequence[Line]) -> Paper:
    """The paper with its labelled values, the sentence that heads it and the day and time of its meeting as front matter.

    Only what no paragraph holds is added, in the order of the lines; a title is not, which stands over every paragraph.
    """
    held = {number for one in paper.paragraphs for number in range(one.source.first_line, one.source.last_line + 1)}
    stated = [line for line in lines if not is_blank(line) and not is_page_stamp(line)]
    found = [_paragraph(paper, run) for run in _runs(stated, held)]
    known = {_folded(one.text) for one in paper.paragraphs}
    titles = tuple(_folded(one) for one in (paper.title, paper.item.title if paper.item else "") if one)
    added = [one for one in found if _folded(one.text) not in known and not _is_title(one.text, titles)]
    return replace(paper, paragraphs=tuple(_in_order(paper.paragraphs, added))) if added else paper


def _is_title(text: str, titles: tuple[str, ...]) -> bool:
    """Whether a line gives a title and no day: "Winter gritting: the first review" is no label."""
    return _folded(text).startswith(titles) and not find_dates(text)


def _folded(text: str) -> str:
    return plain(text).casefold()


def _runs(lines: Sequence[Line], held: set[int]) -> Iterator[tuple[Line, ...]]:
    """The lines to keep, each with the line behind it that has its value or its time."""
    used: set[int] = set()
    said: set[str] = set()
    for at, line in enumerate(lines):
        if line.number in held or line.number in used:
            continue
        behind = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].number not in held else None
        run = _run(line, behind, is_head=at < _MOST_HEAD_LINES)
        words = " ".join(_folded(one.text) for one in run)
        if run and words not in said:
            said.add(words)
            used |= {one.number for one in run}
            yield run


def _run(line: Line, behind: Line | None, *, is_head: bool) -> tuple[Line, ...]:
    if _states_value(line):
        return (line, behind) if behind is not None and _is_broken_date(line, behind) else (line,)
    if behind is not None and _awaits_value(line) and _is_value(behind, is_sure=plain(line.text).endswith(":")):
        return (line, behind)
    text = plain(line.text).strip("* ")
    if is_head and find_dates(text) and _HELD.search(text) and len(text.split()) <= _MOST_WORDS_OF_HEAD:
        return (line,)
    if is_head and behind is not None and read_full_date(text) and _is_time(behind):
        return (line, behind)
    return (line,) if is_head and find_dates(text) and find_time(text) and _is_short(text) else ()


def _states_value(line: Line) -> bool:
    """Whether a line holds a label with its value, behind a colon or in the next filled cell."""
    cells = [plain(cell) for cell in cells_of(line) if cell.strip()]
    if len(cells) > 1:
        first = cells[0].strip("*").strip()
        label = first.rstrip(": ")
        is_label = first.endswith(":") or (len(cells) == _LABEL_AND_VALUE and bool(_LABELS.fullmatch(label)))
        return not _is_left_out(label) and (is_label or _with_colon(cells[-1]) is not None)
    return _with_colon(plain(line.text)) is not None


def _with_colon(text: str) -> re.Match[str] | None:
    found = _COLON.fullmatch(text)
    if found is None or not found["value"].strip() or _is_left_out(found["label"]):
        return None
    return found if len(found["value"].split()) <= _MOST_WORDS_OF_VALUE else None


def _awaits_value(line: Line) -> bool:
    label = plain(line.text).strip("* ").rstrip(":").strip("* ")
    return bool(_LABELS.fullmatch(label)) and not _is_left_out(label)


def _is_left_out(label: str) -> bool:
    bare = label.strip("* ")
    return bool(_TITLES.fullmatch(bare) or _NO_VALUE.fullmatch(bare))


def _is_value(line: Line, *, is_sure: bool) -> bool:
    """Whether a line may be the value of the label above it; where a colon ends that label, also one that is a label elsewhere."""
    text = plain(line.text)
    is_label = text.endswith(":") or (_awaits_value(line) and not is_sure) or _with_colon(text) is not None
    return not is_label and len(text.split()) <= _MOST_WORDS_OF_VALUE


def _is_broken_date(line: Line, behind: Line) -> bool:
    """Whether a labelled date goes on in the next line: "Date: 4" over "November 2020"."""
    text = plain(line.text)
    both = f"{text} {plain(behind.text)}"
    return bool(_DATE_LABEL.fullmatch(text)) and not find_dates(text) and bool(find_dates(both)) and _is_short(both)


def _is_time(line: Line) -> bool:
    text = plain(line.text).strip("* ")
    return _is_short(text) and find_time(text) is not None and not find_dates(text)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_OF_TIME


def _paragraph(paper: Paper, run: tuple[Line, ...]) -> Paragraph:
    """The lines as one paragraph; a label without a colon and its value are cells of a row."""
    cells = [plain(cell) for line in run for cell in (cells_of(line) or (line.text,)) if cell.strip()]
    is_apart = len(run) > 1 and (cells[0].rstrip("* ").endswith(":") or find_dates(" ".join(cells)))
    is_row = len(cells) > 1 and not is_apart
    first, last = run[0], run[-1]
    return Paragraph(
        text=(_CELL if is_row else " ").join(cells),
        form=Form.TABLE_ROW if is_row else Form.PARAGRAPH,
        role=Role.FRONT_MATTER,
        source=SourceRef(
            path=paper.source.path, first_line=first.number, last_line=last.number, page=first.page or paper.source.page
        ),
        item=paper.item,
    )


def _in_order(paragraphs: Iterable[Paragraph], added: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Each added one before the first paragraph that stands below it in the file."""
    waiting = list(added)
    for one in paragraphs:
        while waiting and waiting[0].source.first_line < one.source.first_line:
            yield waiting.pop(0)
        yield one
    yield from waiting
