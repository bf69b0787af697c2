"""Officers' reports: a head of labelled values, recommendations, numbered paragraphs, an audit trail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from papersearch.dates import find_dates, find_time, read_full_date
from papersearch.model import AgendaItem, Meeting, Paper, PaperType, Part, PartHint, Person, Role
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.agenda_head import is_agenda
from papersearch.papers.parsers.base.blocks import Block, blocks_of
from papersearch.papers.parsers.base.bodies import body_name
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.lines import is_capitals, plain
from papersearch.papers.parsers.base.people import contacts_of, merged, named_with_post
from papersearch.papers.parsers.base.report_head import ReportHead, is_report_head, read_report_head
from papersearch.papers.parsers.base.stating import basis_of, misprints
from papersearch.papers.parsers.base.tables import is_banner_row, is_header_row
from papersearch.papers.parsers.base.webpage import item_of_title, page_kind

_RECOMMENDATIONS = re.compile(
    r"(?:officers?'? |the )?recommend(?:ation|ed decision)(?:s|\(s\))?(?: to .{3,60})?", re.IGNORECASE
)
_SECTION_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[A-Z])[.)]?\s+(?=[A-Z*])")
_BACK_MATTER = re.compile(
    r"background (?:documents?|papers?|information held)|(?:list of )?(?:appendices|appendix|appendices attached|background papers and appendices)|"
    r"audit trail|consultation with other officers.*|report sign[- ]off|report authoris\w+|list of background papers|"
    r"(?:linked reports?, )?appendices and background (?:documents|papers)|linked reports?|(?:report )?contacts?(?: officers?)?|"
    r"officer contact details.*|list of .?background papers.? used.*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"appendi|annex|background|papers|documents|report", re.IGNORECASE)
_TRAIL_PEOPLE = {
    "lead_officer": re.compile(r"(?:lead|responsible|accountable) (?:officer|director)|chief officer", re.IGNORECASE),
    "author": re.compile(r"report author|author|originating officer", re.IGNORECASE),
    "contact": re.compile(r"(?:report )?contact(?: officer)?s?", re.IGNORECASE),
}
_APPENDIX = re.compile(r"(?:appendix|annex|schedule)\b", re.IGNORECASE)
_PROSE_WORDS, _MOST_TITLE_WORDS, _MOST_SKIPPED = 15, 14, 2
_TRAIL_FACTS = {
    "version": re.compile(r"version", re.IGNORECASE),
    "dated": re.compile(r"dated|date of report", re.IGNORECASE),
    "key decision": re.compile(r"key decision\??", re.IGNORECASE),
    "date sent": re.compile(r"date (?:final )?report sent\b.*", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _TrailRow:
    """A row of the audit trail, or a line of it: a label, and its value in the last filled cell (002:457, 002:574)."""

    block: Block

    @property
    def _cells(self) -> tuple[str, ...]:
        return self.block.cells or tuple(self.block.words.split(": ", 1))

    @property
    def label(self) -> str:
        return self._cells[0].strip(": ")

    @property
    def value(self) -> str:
        return next((cell for cell in reversed(self._cells[1:]) if cell), "")

    @property
    def line(self) -> int:
        return self.block.first.number


class ReportParser:
    """Reads one report to a committee."""

    name = "report"

    def claims(self, part: Part) -> bool:
        """By the labels of its head."""
        return part.hint is PartHint.REPORT or (
            part.hint is PartHint.WHOLE
            and page_kind(part.lines) is None
            and is_report_head(part.lines)
            and not is_agenda(part.lines)
        )

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The report; its meeting is that of its head."""
        head, rest = read_report_head(part.lines)
        title = plain(head.title) if head.title else "Report without a title"
        titled = item_of_title(title, number=head.item_number)
        item = AgendaItem(number=head.item_number, title=titled.title, starts=titled.starts)
        composer = Composer(origin, item=item)
        blocks = blocks_of(rest)
        for left in blocks_of(head.left):
            composer.add(replace(left, level=0, form=left.plain_form), role=Role.FRONT_MATTER)
        trail = _compose(composer, blocks)
        lead, people = _people(head, trail, first_line=part.lines[0].number)
        days = find_dates(head.meeting_date or "")
        facts = head.facts | _facts_of(trail)
        dated = find_dates(facts.get("dated", ""))
        committee = body_name(head.committee) if head.committee else None
        return Paper(
            id=origin.paper_id,
            type=PaperType.REPORT,
            title=item.title,
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(committee) if committee else None,
                day=days[0].day if days else None,
                starts=find_time(head.meeting_date[days[0].end :]) if days and head.meeting_date else None,
            ),
            item=item,
            paragraphs=tuple(composer.units),
            source=origin.place(part.lines),
            people=merged(people),
            lead_officer=lead,
            published=dated[0].day if dated else None,
            complete=not any(unit.truncated for unit in composer.units),
            facts=facts,
            version=_version_of(facts),
            basis=basis_of(committee=committee, meeting_date=days, item_number=head.item_number),
            warnings=misprints(days),
        )


def _compose(composer: Composer, blocks: tuple[Block, ...]) -> list[_TrailRow]:
    """Adds the blocks, and tells the rows of the audit trail."""
    plan = _plan_of(blocks)
    headings = _headings_of(blocks, frozenset(plan))
    trail: list[_TrailRow] = []
    recommended_at: int | None = None
    is_back_matter = False
    for at, block in enumerate(blocks):
        heading = headings.get(at)
        if at in plan:
            _add_planned(composer, block, plan[at])
        elif heading and is_back_matter and _is_banner_of_table(heading, blocks[at - 1], blocks[at + 1 :]):
            continue
        elif heading and not (is_back_matter and _is_entry(heading, blocks[at + 1 :])):
            if recommended_at is not None and heading.level <= recommended_at:
                recommended_at = None
            words = _SECTION_NUMBER.sub("", heading.words).strip("*: ")
            if _RECOMMENDATIONS.fullmatch(words):
                recommended_at = heading.level
            opens_back_matter = bool(_BACK_MATTER.fullmatch(words))
            is_back_matter = opens_back_matter or (is_back_matter and heading.level > 1)
            composer.heading(replace(heading, level=1) if opens_back_matter and not heading.first.mark else heading)
        elif is_back_matter or _is_stated_back_matter(block):
            is_back_matter = True
            if not is_header_row(block.cells) and not is_banner_row(block.cells):
                composer.add(replace(block, level=0, form=block.plain_form), role=Role.AUDIT_TRAIL)
                trail.append(_TrailRow(block))
        else:
            composer.add(block, role=Role.RECOMMENDATION if recommended_at is not None else None)
    return trail


def _is_entry(heading: Block, following: Sequence[Block]) -> bool:
    """Whether a short line in the back matter names a paper or an appendix, and heads nothing."""
    if heading.first.mark or heading.level == 1 or _BACK_MATTER.fullmatch(heading.words.strip("*: ")):
        return False
    below = following[0] if following else None
    heads_text = below is not None and not below.cells and len(below.words.split()) >= _PROSE_WORDS
    return not (heads_text and _APPENDIX.match(heading.words))


def _is_banner_of_table(heading: Block, above: Block, following: Sequence[Block]) -> bool:
    """Whether capitals between a row and the names of columns are a row over the full width, as a PDF gives them."""
    is_inside = bool(above.cells and following and is_header_row(following[0].cells))
    return is_inside and is_banner_row((heading.words,)) and not _LISTED.search(heading.words)


def _is_stated_back_matter(block: Block) -> bool:
    """Whether a line is a label of the back matter with its value: "Background papers: none", "Contact officer: ..."."""
    label, colon, value = block.words.partition(":")
    is_stated = bool(colon and value.strip()) and block.number is None
    return is_stated and bool(_BACK_MATTER.fullmatch(label.strip("* ")) or _TRAIL_PEOPLE["contact"].fullmatch(label))


def _facts_of(trail: list[_TrailRow]) -> dict[str, str]:
    """Version, date and the like as printed."""
    found: dict[str, str] = {}
    for row in trail:
        name = next((name for name, pattern in _TRAIL_FACTS.items() if pattern.fullmatch(row.label)), None)
        if name and row.value:
            found.setdefault(name, row.value)
    return found


def _version_of(facts: dict[str, str]) -> str | None:
    stated = facts.get("version", "").casefold().split()
    return next((word for word in ("draft", "final") if word in stated), None)


def _headings_of(blocks: tuple[Block, ...], planned: frozenset[int]) -> dict[int, Block]:
    """The blocks that are headings by their form, "1. PURPOSE", and "3.0 Background" where its paragraphs are 3.1, 3.2."""
    has_levels = any(re.fullmatch(r"\d+\.[1-9]\d*", block.number or "") for block in blocks)
    headings: dict[int, Block] = {}
    last = 0
    for at, block in enumerate(blocks):
        if at in planned:
            continue
        series = _series_of(block)
        is_label = block.words.rstrip("* ").endswith(":") and _RECOMMENDATIONS.fullmatch(block.words.strip("*: "))
        if is_label and not block.cells and not block.is_marked:
            headings[at] = replace(block, level=1 if is_capitals(block.words) else 2)
        elif block.is_heading and not _is_stated_back_matter(block):
            headings[at] = block
        elif series is not None and (is_capitals(block.words) or (has_levels and 0 < series - last <= _MOST_SKIPPED)):
            headings[at] = replace(block, level=1)
            last = series
    return headings


def _series_of(block: Block) -> int | None:
    """The number of a block that may head a section: "3", "3.0"; `None` for a paragraph."""
    number = re.sub(r"\.0+$", "", block.number or "")
    words = block.words.strip("* ")
    is_titled = number.isdigit() and not block.is_marked and not block.cells and words[-1:] not in ".;:,?"
    is_short = len(words.split()) <= _MOST_TITLE_WORDS and words[:1].isupper()
    return int(number) if is_titled and is_short and not read_full_date(words) else None


def _plan_of(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Which blocks are a work plan: a date that heads a meeting (3), a sub-heading (4), an entry (0).

    A line that recurs under two dates is a sub-heading; the next numbered paragraph ends the plan and takes the heading
    before it along (002:504-541).
    """
    dates = [at for at, block in enumerate(blocks) if _is_plan_date(block)]
    if len(dates) < 2:
        return {}
    end = dates[-1] + 1
    while end < len(blocks) and not _ends_plan(blocks[end]):
        end += 1
    if end < len(blocks) and not blocks[end].is_heading and blocks[end - 1].is_heading:
        end -= 1
    inside = [at for at in range(dates[0], end) if at not in dates]
    under: dict[str, set[int]] = {}
    for at in inside:
        meeting = max(one for one in dates if one < at)
        under.setdefault(plain(blocks[at].words).casefold(), set()).add(meeting)
    recurring = {words for words, meetings in under.items() if len(meetings) > 1}
    plan = dict.fromkeys(dates, 3)
    for at in inside:
        plan[at] = 4 if plain(blocks[at].words).casefold() in recurring and blocks[at].number is None else 0
    return plan


def _is_plan_date(block: Block) -> bool:
    is_short = not block.cells and len(block.words.split()) <= 7
    return (
        is_short
        and (block.is_heading or block.number is not None)
        and read_full_date(block.words.strip("*: ")) is not None
    )


def _ends_plan(block: Block) -> bool:
    is_numbered = block.number is not None and block.number[0].isdigit()
    return (is_numbered and not _is_plan_date(block)) or (block.level == 1 and is_capitals(block.words))


def _add_planned(composer: Composer, block: Block, level: int) -> None:
    if level:
        composer.open_role(Role.BODY)
        composer.heading(replace(block, level=level))
    else:
        composer.add(replace(block, level=0, form=block.plain_form), role=Role.PLAN)


def _people(head: ReportHead, trail: list[_TrailRow], *, first_line: int) -> tuple[str | None, list[Person]]:
    people: list[Person] = []
    for row in trail:
        standing = next((standing for standing, label in _TRAIL_PEOPLE.items() if label.fullmatch(row.label)), None)
        one = named_with_post(row.value, standing=standing, line=row.line) if standing else None
        people += [one] if one else contacts_of(row.value, line=row.line)
    for label, standing in (
        ("lead officer", "lead_officer"),
        ("from", "author"),
        ("report author", "author"),
        ("contact officer", "contact"),
        ("cabinet member", "named"),
    ):
        one = named_with_post(head.facts.get(label, ""), standing=standing, line=first_line)
        people += [one] if one else []
    lead = next((one.name for one in people if one.standing == "lead_officer"), None)
    return lead, people
