"""Meeting pages: all items of one meeting, with agenda text, decision and minutes told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from papersearch.dates import FoundDate, find_dates, find_time, read_full_date
from papersearch.model import (
    AgendaItem,
    Line,
    Meeting,
    Paper,
    PaperType,
    Paragraph,
    Part,
    Person,
    Role,
)
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.blocks import blocks_of
from papersearch.papers.parsers.base.bodies import body_name, is_body, is_council
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.lines import cells_of, is_blank, looks_like_heading, plain, read_line
from papersearch.papers.parsers.base.people import merged, named_with_post, person_of, speakers_of
from papersearch.papers.parsers.base.places import first_sentence
from papersearch.papers.parsers.base.stating import basis_of, misprints
from papersearch.papers.parsers.base.tables import is_header_row
from papersearch.papers.parsers.base.webpage import (
    compose_blocks,
    is_attached,
    is_furniture,
    item_of_title,
    labelled_blocks,
    page_kind,
    value_of,
)

_NUMBER_ALONE = re.compile(r"(?P<number>(?:[A-Z]{1,4}[/ ]?)?\d{1,4}[a-z]?(?:[/.]\d{1,4}|\.[a-z])?)[.)]?")
_NUMBERED = re.compile(rf"{_NUMBER_ALONE.pattern}\s+(?P<title>[A-Z0-9\u2018\u201c].*)")
_LABELS_WITHIN = re.compile(
    r"\s+(?=(?:additional|supporting|accompanying|related) documents?:|decisions?(?: made)?:|minutes:|resolved:|agreed:|actions?:|(?-i:(?<=[.:] )(?:IT WAS )?RESOLVED)\b)",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"(?<=[a-z)\d])\s+(?=(?:To [a-z]+ |(?:Joint )?[Rr]eport (?:of|by|from) |Members (?:of .{3,40}? )?(?:to|are|will|must|should) |"
    r"Application (?:by|for) |The (?:committee|cabinet|panel|board|chair) ))"
    r"|(?<=[KMG]B)\s+"
)
_PAPERS_LABEL = re.compile(r"(?:additional|supporting|accompanying|related) documents?\s*:.*", re.IGNORECASE)
_BLOCK_LABEL = re.compile(r"(?:minutes|decisions?(?: made)?|resolved|agreed)\s*:.*", re.IGNORECASE)
_ATTENDED_SECTION = re.compile(
    r"(?:attendance|attended|apologies|absent|attendees)(?: details)?(?:\s+-\s+(?:committee members|members|officers|other members|others|.{0,40}))?",
    re.IGNORECASE,
)
_AWAY = re.compile(r"apologies|absent", re.IGNORECASE)
_TAIL_SECTION = re.compile(
    r"declarations? of interests?|visitors?(?: information)?|(?:additional )?meeting documents|decision documents|minutes documents",
    re.IGNORECASE,
)
_MOST_AGENDA_LINES = 4
_ATTENDED = re.compile(r"present|apologies|absent|in attendance|expected|attended.*", re.IGNORECASE)
_COLUMN_NAMES = ("items", "item", "no", "no.", "no. item", "no item")
_MEETING_LABELS = ("venue", "date", "time", "committee", "title")
_MOST_HEAD_LINES = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemLines:
    item: AgendaItem
    title_line: Line
    lines: tuple[Line, ...]


class MeetingPageParser:
    """Reads the page of a meeting (`ieListDocuments`) as saved text or HTML."""

    name = "meeting_page"

    def claims(self, part: Part) -> bool:
        """By its first line, or by the rows of an item table."""
        kind = page_kind(part.lines)
        return kind == self.name or (kind is None and sum(line.mark == "item" for line in part.lines) > 1)

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The meeting's items in the order of the page; minutes if the page holds any, else an agenda."""
        end = _tail_start(part.lines)
        head, items = _taken_apart(part.lines[:end])
        committee, days = _meeting_of(head)
        composer = Composer(origin, decides=True)
        _add_head(composer, head, committee)
        for one in items:
            _add_item(composer, one)
        attended = _add_tail(composer, part.lines[end:])
        units = tuple(composer.units)
        has_minutes = any(
            unit.section[:1] in (("Minutes",), ("Decision",)) or unit.role in (Role.RESOLUTION, Role.ACTION)
            for unit in units
        )
        kind = "Minutes" if has_minutes else "Agenda"
        return Paper(
            id=origin.paper_id,
            type=PaperType.MINUTES if has_minutes else PaperType.AGENDA,
            title=f"{kind} of the {committee}" if committee else kind,
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(committee) if committee else None,
                day=days[0].day if days else None,
                starts=_starts(head, days),
                place=next(
                    (first_sentence(value[1]) for line in head if (value := value_of(line)) and value[0] == "venue"),
                    None,
                ),
            ),
            item=None,
            paragraphs=units,
            source=origin.place(part.lines),
            people=merged(_people(head, units) + attended),
            complete=not any(unit.truncated for unit in units),
            basis=basis_of(committee=committee, meeting_date=days),
            warnings=misprints(days),
        )


def _tail_start(lines: tuple[Line, ...]) -> int:
    """Where the items end: other systems list below them who attended, what was declared and who visited."""
    after_item = False
    for at, line in enumerate(lines):
        after_item = after_item or bool(_label_of(line) or len(cells_of(line)) > 1 or line.mark == "item")
        is_section = line.mark in ("h2", "h3") and bool(_TAIL_SECTION.fullmatch(plain(line.text)))
        if after_item and (is_section or _ATTENDED_SECTION.fullmatch(plain(line.text))):
            return at
    return len(lines)


def _add_tail(composer: Composer, lines: tuple[Line, ...]) -> list[Person]:
    """Those who attended, by the heading they stand under; what else stands below the items is body text."""
    people: list[Person] = []
    standing: str | None = None
    composer.close_item()
    for block in blocks_of(line for line in lines if not is_furniture(line.text)):
        section = _ATTENDED_SECTION.fullmatch(plain(block.words))
        cells = block.cells or (block.words,)
        one = person_of(cells[0], standing=standing or "present", line=block.first.number)
        if section or _TAIL_SECTION.fullmatch(plain(block.words)):
            standing = None if section is None else "apologies" if _AWAY.match(section.group()) else "present"
            composer.heading(replace(block, level=2 if block.words.count("-") == 0 else 3))
        elif standing and one:
            composer.add(replace(block, level=0, form=block.plain_form), role=Role.ATTENDANCE)
            people.append(replace(one, mark=one.mark or (cells[1] if len(cells) > 1 else None)))
        elif not is_header_row(block.cells):
            composer.add(replace(block, level=0, form=block.plain_form), role=Role.FRONT_MATTER)
    return people


def _taken_apart(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[_ItemLines, ...]]:
    """What stands before the first item, and each item with its lines."""
    starts = _item_starts(lines) or _unnumbered_starts(lines)
    ends = [at for at, _, _ in starts[1:]] + [len(lines)] * bool(starts)
    items = []
    for (at, number, title), end in zip(starts, ends, strict=True):
        first = lines[at]
        own_title, rest = _run_on(title) if first.mark != "item" else (title, "")
        title_line = replace(first, text=own_title)
        if number is not None and title == "":
            at = next((one for one in range(at + 1, end) if not is_blank(lines[one])), at)
            title_line = lines[at]
        inner = tuple(_split_labels(((replace(first, text=rest),) if rest else ()) + lines[at + 1 : end]))
        item = item_of_title(title_line.text, number=number)
        items.append(_ItemLines(item=item, title_line=title_line, lines=inner))
    return lines[: starts[0][0]] if starts else lines, tuple(items)


def _item_starts(lines: tuple[Line, ...]) -> list[tuple[int, str | None, str]]:
    """Where items begin: marked rows if there are any; else numbers that count on, in a cell, alone, or before a title."""
    marked = [at for at, line in enumerate(lines) if line.mark == "item"]
    if marked:
        return [(at, *_number_and_title(plain(lines[at].text))) for at in marked]
    starts: list[tuple[int, str | None, str]] = []
    last = 0
    for at, line in enumerate(lines):
        cells = cells_of(line)
        is_row = len(cells) > 1 and bool(_NUMBER_ALONE.fullmatch(cells[0]))
        number, title = (cells[0], " ".join(cells[1:])) if is_row else _number_and_title(plain(line.text))
        is_text = number is None or (not is_row and title[-1:] in (".", ";", ":", ","))
        if number is None or is_text or read_full_date(plain(line.text)):
            continue
        count = int(re.findall(r"\d+", number)[0])
        if not starts or 0 <= count - last <= 3:
            starts.append((at, number.rstrip(".)"), title))
            last = count
    return starts


def _unnumbered_starts(lines: tuple[Line, ...]) -> list[tuple[int, str | None, str]]:
    """Where items begin on a page that lost its numbers: at a short line with a labelled block close under it.

    Of the lines between two blocks the title is the first after a blank line, for agenda text follows it.
    """
    starts: list[tuple[int, str | None, str]] = []
    stated = [at for at, line in enumerate(lines) if not is_blank(line)]
    lists_papers, is_open = False, True
    for here, at in enumerate(stated):
        label = _label_of(lines[at])
        if label is not None:
            lists_papers, is_open = label == "papers", True
            continue
        after_blank = at == 0 or is_blank(lines[at - 1])
        is_attachment = lists_papers and (not after_blank or is_attached(lines[at]))
        ahead = [_label_of(lines[one]) for one in stated[here + 1 : here + 1 + _MOST_AGENDA_LINES]]
        is_close = any(ahead)
        is_title = after_blank and looks_like_heading(lines[at], read_line(lines[at])) and not _is_head(lines[at])
        if is_open and is_title and is_close and not is_attachment:
            starts.append((at, None, plain(lines[at].text)))
            lists_papers, is_open = False, False
    return starts


def _label_of(line: Line) -> str | None:
    """Which label stands alone on a line: that of papers, or that of a block of the record."""
    text = plain(line.text)
    if _PAPERS_LABEL.fullmatch(text):
        return "papers"
    return "block" if _BLOCK_LABEL.fullmatch(text) else None


def _is_head(line: Line) -> bool:
    """Whether a line belongs to the head of the page: the body and its day, a value, a menu, the names of the columns."""
    text = plain(line.text)
    is_column = text.casefold() in _COLUMN_NAMES
    return (
        is_column
        or bool(value_of(line) or page_kind((line,)) or is_furniture(text))
        or bool(find_dates(text) and is_body(text))
    )


def _number_and_title(text: str) -> tuple[str | None, str]:
    alone, numbered = _NUMBER_ALONE.fullmatch(text), _NUMBERED.fullmatch(text)
    if alone:
        return alone["number"], ""
    return (numbered["number"], numbered["title"]) if numbered else (None, text)


def _run_on(text: str) -> tuple[str, str]:
    """Title and rest of an item whose cell runs on in one line."""
    labelled = _LABELS_WITHIN.search(text)
    end = labelled.start() if labelled else len(text)
    broken = _TITLE_ENDS.search(text[:end])
    at = broken.start() if broken else end
    return text[:at].strip(), text[at:].strip()


def _split_labels(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        pieces = [piece for piece in _LABELS_WITHIN.split(line.text) if piece.strip()]
        yield from (replace(line, text=piece) for piece in pieces) if len(pieces) > 1 else (line,)


def _meeting_of(head: tuple[Line, ...]) -> tuple[str | None, tuple[FoundDate, ...]]:
    """Committee and day from the page heading: "Cabinet - Tuesday, 3rd March, 2020 5.00 pm", on one line or several."""
    names: dict[bool, str] = {}
    days: tuple[FoundDate, ...] = ()
    for line in [line for line in head if not is_blank(line)][:_MOST_HEAD_LINES]:
        text = plain(line.text)
        is_other_value = value_of(line) and not re.match(
            r"(?:committee|date|title|meeting date)\b", text, re.IGNORECASE
        )
        if is_other_value or is_furniture(text):
            continue
        found = find_dates(text)
        if found and not days and len(text) < 160:
            days = found
            text = text[: found[0].start].strip(" -\N{EN DASH},")
        text = re.sub(r"^(?:committee|title|agenda (?:and minutes )?for)\s*:?\s+", "", text, flags=re.IGNORECASE)
        if is_body(text) and len(text.split()) <= 12 and not text.endswith("."):
            names.setdefault(is_council(text), body_name(text))
    return names.get(False, names.get(True)), days


def _starts(head: tuple[Line, ...], days: tuple[FoundDate, ...]) -> time | None:
    if not days:
        return None
    return next((found for line in head if find_dates(line.text) and (found := find_time(plain(line.text)))), None)


def _add_head(composer: Composer, head: tuple[Line, ...], committee: str | None) -> None:
    """Attendance, and what else stands before the first item; what has become a value of the meeting is no unit."""
    for block in blocks_of(head):
        words = plain(block.words)
        value = value_of(block.first)
        is_metadata = words.casefold() in _COLUMN_NAMES or (value is not None and value[0] in _MEETING_LABELS)
        is_name = committee is not None and words == committee
        is_page_text = bool(page_kind((block.first,))) or is_furniture(words) or is_header_row(block.cells)
        if is_metadata or is_name or is_page_text or find_dates(words):
            continue
        attended = bool(block.cells) and bool(_ATTENDED.fullmatch(block.cells[-1]))
        role = Role.ATTENDANCE if attended else Role.FRONT_MATTER
        composer.add(replace(block, level=0, form=block.plain_form), role=role)


def _add_item(composer: Composer, one: _ItemLines) -> None:
    title = blocks_of((replace(one.title_line, mark="h2"),))
    if title:
        composer.open_item(replace(title[0], words=one.item.title, number=one.item.number), one.item)
    _, blocks = labelled_blocks(one.lines)
    compose_blocks(composer, blocks, name_all=True)


def _people(head: tuple[Line, ...], units: tuple[Paragraph, ...]) -> list[Person]:
    people: list[Person] = []
    for line in head:
        cells = cells_of(line)
        value = value_of(line)
        if value and value[0].startswith("contact"):
            contact = named_with_post(value[1], standing="contact", line=line.number)
            people += [contact] if contact else []
        if len(cells) >= 2 and _ATTENDED.fullmatch(cells[-1]):
            standing = "apologies" if cells[-1].casefold().startswith(("apolog", "absent")) else "present"
            one = person_of(cells[0], standing=standing, line=line.number)
            people += [replace(one, mark=one.mark or cells[1] or None)] if one else []
    return people + [
        one for unit in units if unit.role is Role.BODY for one in speakers_of(unit.text, line=unit.source.first_line)
    ]
