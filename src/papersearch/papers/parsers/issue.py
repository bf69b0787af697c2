"""Issue history pages: "Issue - meetings", one meeting's item with its minutes."""

import re
from dataclasses import replace

from papersearch.dates import find_dates
from papersearch.model import AgendaItem, Line, Meeting, Paper, PaperType, Part, Role
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.blocks import blocks_of
from papersearch.papers.parsers.base.bodies import body_name
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.lines import is_blank, plain
from papersearch.papers.parsers.base.people import merged, speakers_of
from papersearch.papers.parsers.base.stating import basis_of
from papersearch.papers.parsers.base.webpage import (
    compose_blocks,
    is_furniture,
    item_of_title,
    labelled_blocks,
    page_kind,
    read_web_page,
)

_MEETING = re.compile(
    r"meeting\s*:\s*(?P<date>.+?)\s+[-\u2010-\u2015]\s+(?P<committee>.+?)(?:\s*\(item\s+(?P<number>[^)]+?)\.?\))?",
    re.IGNORECASE,
)


class IssueParser:
    """Reads one `Meeting:` block of an issue page (`ieIssueDetails`), under the page's title."""

    name = "issue"

    def claims(self, part: Part) -> bool:
        """By its first line, or by a `Meeting:` line near its head."""
        kind = page_kind(part.lines)
        if kind:
            return kind == self.name
        head = [line for line in part.lines[:30] if not is_blank(line)][:4]
        return any(_MEETING.fullmatch(plain(line.text)) for line in head)

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The item as this meeting dealt with it."""
        page = read_web_page(part.lines)
        at, head = _meeting_line(part.lines)
        page_title = plain(page.title_line.text) if page.title_line else ""
        number = head["number"].strip() if head and head["number"] else None
        body = part.lines[at + 1 :] if head else part.lines
        title_line = _item_line(body, number, page_title)
        item = item_of_title(title_line.text, number=number) if title_line else item_of_title(page_title, number=number)
        composer = Composer(origin, decides=True, item=item)
        if head and origin.ordinal == 0:
            _add_above(composer, part.lines[:at], page.title_line)
        facts, blocks = labelled_blocks(tuple(line for line in body if line is not title_line))
        compose_blocks(composer, blocks)
        dates = find_dates(head["date"]) if head else ()
        committee = body_name(head["committee"]) if head else None
        units = tuple(composer.units)
        return Paper(
            id=origin.paper_id,
            type=PaperType.ISSUE,
            title=page_title or item.title,
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(committee) if committee else None,
                day=dates[0].day if dates else None,
            ),
            item=item if item.title else AgendaItem(number=number, title=page_title),
            paragraphs=units,
            source=origin.place(part.lines),
            people=merged([one for unit in units for one in speakers_of(unit.text, line=unit.source.first_line)]),
            complete=not any(unit.truncated for unit in units),
            facts={label: value for label, value in facts.items() if value},
            basis=basis_of(committee=committee, meeting_date=dates, item_number=number),
        )


def _add_above(composer: Composer, lines: tuple[Line, ...], title: Line | None) -> None:
    """What stands between the page's title and its first meeting, once for all of its meetings."""
    for line in lines:
        if line is not title and not page_kind((line,)) and not is_furniture(line.text):
            for block in blocks_of((line,)):
                composer.add(replace(block, level=0, form=block.plain_form), role=Role.FRONT_MATTER)


def _meeting_line(lines: tuple[Line, ...]) -> tuple[int, re.Match[str] | None]:
    for at, line in enumerate(lines):
        match = _MEETING.fullmatch(plain(line.text))
        if match:
            return at, match
    return -1, None


def _item_line(lines: tuple[Line, ...], number: str | None, page_title: str) -> Line | None:
    """The line that repeats number and title, if the block opens with one."""
    first = next((line for line in lines if not is_blank(line)), None)
    if first is None:
        return None
    title = item_of_title(first.text, number=number).title.casefold()
    return (
        first
        if title == page_title.casefold() or (number and re.match(rf"{re.escape(number)}[.)]?\s", plain(first.text)))
        else None
    )
