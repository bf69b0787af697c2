"""Any other paper: paragraphs, headings and numbered items wherever the text marks them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from papersearch.dates import FoundDate, find_dates, read_full_date
from papersearch.model import Line, Meeting, Paper, PaperType, Part, Person, Role
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.attending import is_attendance_label
from papersearch.papers.parsers.base.blocks import Block, blocks_of
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.head_labels import labelled_text, stated_by_label
from papersearch.papers.parsers.base.lines import is_blank, plain
from papersearch.papers.parsers.base.people import merged, people_of_cell, speakers_of
from papersearch.papers.parsers.base.stating import basis_of
from papersearch.papers.parsers.base.webpage import is_furniture

_LABELLED = re.compile(
    r"(?P<label>meeting|(?:name of )?committee|committee name|report to|body|meeting date|date of (?:the )?meeting|held on|date|title|subject)\s*:\s*(?P<value>.+)",
    re.IGNORECASE,
)
_REPORT_TO = re.compile(r"(?:joint )?report to (?:the )?", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_NO_TITLE = re.compile(
    r"(?:status|classification|exempt\b.{0,40}|confidential\b.{0,20}|publicly .{0,20}|(?:press and )?public\b.{0,20}|reasons?\b.{0,40}|is (?:the|this)\b.{0,40}|"
    r"access\b.{0,30}|key decision|wards?\b.{0,20}|contact\b.{0,20}|(?:report )?author|part 1 / part 2)\s*[:?]",
    re.IGNORECASE,
)
"""Labels that a head prints beside those of the meeting."""
_HELD = re.compile(
    r"(?:(?:draft|approved|minutes|notes|record|report|summary|agenda|papers|at|of|for|the|an?|extraordinary|special|annual|ordinary)\s+)*"
    r"(?:meeting|minutes) of (?:the )?(?P<name>.{3,90}?),? held (?:on|at)\b(?P<rest>.{0,160})",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:notes|record|summary) of (?:the |a )?meeting held (?:on|at)\b(?P<rest>.{0,160})", re.IGNORECASE
)
_DATED = re.compile(
    r"(?:(?:draft|approved|public|action)\s+)*(?:minutes?|notes|actions?|decisions?|record)(?:\s+(?:and|&)\s+(?:actions?|notes|decisions?))?"
    r"(?:\s+of\s+(?:the\s+)?(?P<name>.{3,90}?))?\s*[-\u2010-\u2015,:]\s*(?P<rest>(?:\w+day\b.{0,3})?\d.{0,120})",
    re.IGNORECASE,
)
"""The line of a meeting without "held": "Notes and actions, Wednesday 7 July 2021, 4.30pm"."""
_LETTER = re.compile(r"(?:to|from|dear)\b\s*:?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|updated|issued|modified|created|printed|date of (?:publication|issue))\b", re.IGNORECASE
)
_MOST_HEAD_LINES, _MOST_TITLE_CHARACTERS, _MOST_TITLE_WORDS, _MOST_SKIPPED = 12, 160, 14, 2


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first lines state, and which of them only state it."""

    title: Line | None
    committee: str | None
    days: tuple[FoundDate, ...]
    published: date | None
    lines: frozenset[int]


class PlainParser:
    """Reads what no other parser claims; it claims nothing itself."""

    name = "paper"

    def claims(self, part: Part) -> bool:
        """Never: it is the way of last resort."""
        return False

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The paper; committee and day only where its head labels them, or a title line is one."""
        lines = tuple(replace(line, text="") if _is_menu(line) else line for line in part.lines)
        head = _read_head([line for line in lines if not is_blank(line)][:_MOST_HEAD_LINES])
        composer = Composer(origin, decides=True)
        people: list[Person] = []
        blocks = blocks_of(line for line in lines if head.title is None or line.number != head.title.number)
        titles = _numbered_titles(blocks)
        for at, block in enumerate(blocks):
            people += _add(composer, replace(block, level=1) if at in titles and not block.is_heading else block, head)
        if not composer.units and head.title:  # a note of one line is a paragraph, not a title over nothing
            composer.add_all([replace(one, level=0, form=one.plain_form) for one in blocks_of((head.title,))])
        units = tuple(composer.units)
        return Paper(
            id=origin.paper_id,
            type=PaperType.PAPER,
            title=plain(head.title.text).strip("*# ") if head.title else "Paper without a title",
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(head.committee) if head.committee else None,
                day=head.days[0].day if head.days else None,
            ),
            item=None,
            paragraphs=units,
            source=origin.place(part.lines),
            people=merged(
                people + [one for unit in units for one in speakers_of(unit.text, line=unit.source.first_line)]
            ),
            published=head.published,
            complete=not any(unit.truncated for unit in units),
            basis=basis_of(committee=head.committee, meeting_date=head.days),
        )


def _add(composer: Composer, block: Block, head: _Head) -> list[Person]:
    """One block; of the head, names of bodies and dates are front matter and lists of names are attendance."""
    if block.first.number in head.lines and not block.first.mark:
        composer.add(replace(block, level=0, form=block.plain_form), role=Role.FRONT_MATTER)
        return []
    label, colon, names = block.words.partition(":")
    if colon and not composer.units[_MOST_HEAD_LINES:] and is_attendance_label(f"{label}:"):
        people = people_of_cell(names, standing="present", line=block.first.number)
        if people:
            composer.add(replace(block, level=0, form=block.plain_form), role=Role.ATTENDANCE)
            return list(people)
    composer.add_all((block,))
    return []


def _numbered_titles(blocks: tuple[Block, ...]) -> frozenset[int]:
    """The blocks that head a section by their number: "1. Why it matters", with text or its own points 1.1, 1.2 below it."""
    titles: set[int] = set()
    last = 0
    for at, (block, following) in enumerate(zip(blocks, [*blocks[1:], None], strict=False)):
        number = re.sub(r"\.0+$", "", block.number or "")
        words = block.words.strip("* ")
        is_short = len(words.split()) <= _MOST_TITLE_WORDS and words[:1].isupper() and words[-1:] not in ".;:,?"
        if not number.isdigit() or block.is_marked or block.cells or not is_short or following is None:
            continue
        heads_text = following.number is None or following.number.startswith(f"{number}.")
        is_next = 0 < int(number) - last <= _MOST_SKIPPED
        if heads_text and is_next and not following.is_heading and read_full_date(words) is None:
            titles.add(at)
            last = int(number)
    return frozenset(titles)


def _is_menu(line: Line) -> bool:
    return len(line.text.split()) > 1 and is_furniture(line.text)


def _read_head(head: list[Line]) -> _Head:
    """Committee and day from labelled lines, from "meeting of the ... held on ...", or from a head line of its own.

    The date of a web post or a letter is that of its publication, never of a meeting.
    """
    is_letter = sum(bool(_LETTER.match(plain(line.text))) for line in head) > 1
    committee: str | None = None
    days: tuple[FoundDate, ...] = ()
    published: date | None = None
    taken: set[int] = set()
    named: Line | None = None
    for line in head:
        text = labelled_text(line).strip("*# ")
        labelled = _LABELLED.fullmatch(text)
        if named is None and labelled and labelled["label"].casefold() in ("title", "subject"):
            named = replace(line, text=labelled["value"])
            continue
        met = _HELD.match(text) or _NOTES.match(text) or _DATED.fullmatch(text)
        value = labelled["value"] if labelled else text
        found = find_dates(value) if labelled or len(value.split()) <= 8 else ()
        if is_letter and _LETTER.match(text):
            taken.add(line.number)
        elif met:
            name = met.groupdict().get("name") or ""
            committee = name if is_body(name) else committee
            days = days or find_dates(met["rest"])
        elif len(found) == 1 and (is_letter or _PUBLISHED.search(text)):
            published = published or found[0].day
            taken.add(line.number)
        elif len(found) == 1 and not days and (committee or (labelled and labelled["label"].casefold() != "date")):
            days = found
            taken |= {line.number} if labelled or read_full_date(value) else set()
            committee = committee or _body_before(value, found[0])
        elif not is_letter and not found and _is_name_of_body(value, labelled=bool(labelled)):
            committee = re.split(r"\s+[-\u2010-\u2015]\s+", _REPORT_TO.sub("", value))[0]
            taken.add(line.number)
        elif not found and not committee and (stated := stated_by_label(line)) and stated.of == "committee":
            committee = stated.value
            taken.add(line.number)
    return _Head(
        named or _title(head, taken), body_name(committee) if committee else None, days, published, frozenset(taken)
    )


def _body_before(value: str, found: FoundDate) -> str | None:
    """The body of "Cabinet, 3 March 2020"."""
    name = value[: found.start].strip(" ,-\N{EN DASH}")
    return name if is_body(name) else None


def _is_name_of_body(value: str, *, labelled: bool) -> bool:
    is_line = not value.endswith((".", ":")) and not _NUMBERED.match(value)
    return (labelled or len(value.split()) <= 10) and is_body(value) and is_line


def _title(head: list[Line], taken: set[int]) -> Line | None:
    """The line that is marked as the title, or the first short one that is not the name of a body or a date."""
    marked = next((line for line in head if line.mark in ("h1", "title")), None)
    short = [line for line in head if len(plain(line.text)) <= _MOST_TITLE_CHARACTERS]
    free = [line for line in short if line.number not in taken and not _LETTER.match(plain(line.text))]
    bare = [line for line in free if not stated_by_label(line) and not (taken and _opens_text(line))]
    named = [line for line in short if line.number in taken and is_body(plain(line.text))]
    chosen = marked or next(iter([*bare, *named[-1:], *free, *short]), None)
    stated = stated_by_label(chosen) if chosen else None
    return replace(chosen, text=stated.value) if chosen and stated else chosen


def _opens_text(line: Line) -> bool:
    """Whether a line under the name of a body is a sentence, a numbered point, a row or a label rather than a title."""
    text = plain(line.text)
    return "\t" in line.text.strip() or text.endswith(".") or bool(_NUMBERED.match(text) or _NO_TITLE.match(text))
