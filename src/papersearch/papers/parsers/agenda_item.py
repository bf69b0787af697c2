"""Agenda item pages: one item's agenda text and minutes, often without committee or date."""

import re
from dataclasses import replace

from papersearch.dates import find_dates, find_time
from papersearch.model import Line, Meeting, Paper, PaperType, Part
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.lines import is_blank, plain
from papersearch.papers.parsers.base.people import merged, speakers_of
from papersearch.papers.parsers.base.stating import basis_of
from papersearch.papers.parsers.base.webpage import compose_blocks, page_kind, read_web_page, title_of

_MEETING = re.compile(
    r"meeting of (?:the )?(?P<name>.{3,90}?), (?P<date>.{6,60}?)(?:\s*\(item (?P<number>[^)]{1,8}?)\.?\))?",
    re.IGNORECASE,
)
_MOST_HEAD_LINES = 8


class AgendaItemParser:
    """Reads an agenda item page (`mgAi`)."""

    name = "agenda_item"

    def claims(self, part: Part) -> bool:
        """By its first line."""
        return page_kind(part.lines) == self.name

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The item; a date in its prose is never taken for that of its meeting."""
        meeting_line, head = _meeting_line(part.lines)
        page = read_web_page(tuple(line for line in part.lines if line is not meeting_line))
        item = title_of(page)
        number = head["number"] if head else None
        if item and number:
            item = replace(item, number=number)
        composer = Composer(origin, decides=True, item=item)
        compose_blocks(composer, page.blocks)
        committee = body_name(head["name"]) if head else None
        days = find_dates(head["date"]) if head else ()
        units = tuple(composer.units)
        return Paper(
            id=origin.paper_id,
            type=PaperType.AGENDA_ITEM,
            title=item.title if item else "Agenda item without a title",
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(committee) if committee else None,
                day=days[0].day if days else None,
                starts=find_time(head["date"]) if head else None,
            ),
            item=item,
            paragraphs=units,
            source=origin.place(part.lines),
            people=merged([one for unit in units for one in speakers_of(unit.text, line=unit.source.first_line)]),
            complete=not any(unit.truncated for unit in units),
            facts={label: value for label, value in page.facts.items() if value},
            basis=basis_of(committee=head, meeting_date=head, item_number=head and head["number"]),
        )


def _meeting_line(lines: tuple[Line, ...]) -> tuple[Line | None, re.Match[str] | None]:
    """The line that links to the meeting, where the page has it."""
    for line in [line for line in lines if not is_blank(line)][:_MOST_HEAD_LINES]:
        match = _MEETING.fullmatch(plain(line.text).lstrip("\N{MIDDLE DOT} "))
        if match and find_dates(match["date"]) and is_body(match["name"]):
            return line, match
    return None, None
