"""Any other paper: paragraphs, headings and numbered items wherever the text marks them."""

import re

from papersearch.dates import FoundDate, find_dates
from papersearch.model import Basis, Line, Meeting, Paper, PaperType, Part
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.blocks import blocks_of
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.lines import is_blank, plain
from papersearch.papers.parsers.base.people import merged, speakers_of
from papersearch.papers.parsers.base.webpage import is_furniture

_LABELLED = re.compile(
    r"(?:meeting|committee|meeting date|date of meeting|held on|date|title|subject)\s*:\s*(?P<value>.+)", re.IGNORECASE
)
_HELD = re.compile(
    r"(?:meeting|minutes) of (?:the )?(?P<name>.{3,90}?),? held (?:on|at)\b(?P<rest>.{0,160})", re.IGNORECASE
)
_MOST_HEAD_LINES = 12


class PlainParser:
    """Reads what no other parser claims; it claims nothing itself."""

    name = "paper"

    def claims(self, part: Part) -> bool:
        """Never: it is the way of last resort."""
        return False

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The paper; committee and day only where its head labels them, or a title line is one."""
        stated = [line for line in part.lines if not is_blank(line) and not is_furniture(line.text)]
        head = stated[:_MOST_HEAD_LINES]
        title = _title(head)
        committee, days = _meeting_of(head)
        composer = Composer(origin, decides=True)
        composer.add_all(blocks_of(line for line in part.lines if line is not title))
        units = tuple(composer.units)
        basis = {}
        if committee:
            basis["committee"] = Basis.STATED
        if days:
            basis["meeting_date"] = Basis.STATED
        return Paper(
            id=origin.paper_id,
            type=PaperType.PAPER,
            title=plain(title.text).strip("*# ") if title else "Paper without a title",
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(committee) if committee else None,
                day=days[0].day if days else None,
            ),
            item=None,
            paragraphs=units,
            source=origin.place(part.lines),
            people=merged([one for unit in units for one in speakers_of(unit.text, line=unit.source.first_line)]),
            complete=not any(unit.truncated for unit in units),
            basis=basis,
        )


def _title(head: list[Line]) -> Line | None:
    marked = next((line for line in head if line.mark in ("h1", "title")), None)
    first = head[0] if head else None
    is_short = first is not None and len(plain(first.text)) <= 160
    return marked or (first if is_short else None)


def _meeting_of(head: list[Line]) -> tuple[str | None, tuple[FoundDate, ...]]:
    """Committee and day from labelled lines, from "meeting of the ... held on ...", or from a head line of its own."""
    committee: str | None = None
    days: tuple[FoundDate, ...] = ()
    for line in head:
        text = plain(line.text).strip("*# ")
        held, labelled = _HELD.search(text), _LABELLED.fullmatch(text)
        if held:
            committee = committee or (held["name"] if is_body(held["name"]) else None)
            days = days or find_dates(held["rest"])
            continue
        value = labelled["value"] if labelled else text
        is_date_line = bool(labelled) or len(value.split()) <= 8
        if not days and is_date_line and len(find_dates(value)) == 1:
            days = find_dates(value)
        if committee is None and (labelled or len(value.split()) <= 10) and is_body(value) and not value.endswith("."):
            committee = re.split(r"\s+[-\u2010-\u2015]\s+", value)[0]
    return (body_name(committee) if committee else None), days
