"""Minutes: attendance, items, discussion and what was resolved."""

import re
from dataclasses import replace

from papersearch.dates import FoundDate, find_dates, find_time
from papersearch.model import (
    AgendaItem,
    Basis,
    Form,
    Line,
    Meeting,
    Paper,
    PaperType,
    Part,
    PartHint,
    Person,
    Role,
)
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.blocks import Block, blocks_of
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.labels import role_opened_by
from papersearch.papers.parsers.base.lines import is_blank, is_capitals, plain
from papersearch.papers.parsers.base.minutes_head import head_of_minutes
from papersearch.papers.parsers.base.people import merged, people_of_cell, speakers_of
from papersearch.papers.parsers.base.places import place_in
from papersearch.papers.parsers.base.webpage import item_of_title, page_kind

_NAME = re.compile(
    r"minutes\s+(?:of|for)\s+(?:the\s+|a\s+)?(?P<name>.+?)"
    r"(?=\s*,?\s+(?:held|on\s+(?:mon|tue|wed|thu|fri|sat|sun)|which|at\s+\d|commencing)\b|\s*[-\u2010-\u2015,]?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\s*[-,]?\s*\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}|$)",
    re.IGNORECASE,
)
_KIND_OF_MEETING = re.compile(
    r"^(?:(?:an?\s+)?(?:ordinary|special|extraordinary|annual|virtual|remote|public|parish council)\s+)*meeting\s+(?:of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(
    r"(?:members |councillors |also |officers |those |others )*(?:present|in attendance|attendance|apologies(?: for absence)?|absent|"
    r"non-voting co-opted members|co-?opted members|young people|officers?(?: support)?|observers?|substitutes?|invited|"
    r"in the chair|chair(?:man|person)?|clerk|members of the public|public|advisers?|guests?)(?: present)?\b.{0,40}?(?::|\t|$)",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"(?:the )?(?:meeting|business|proceedings) (?:ended|closed|finished|concluded|was closed|terminated)\b|there being no further business",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\**(?:chair(?:man|person)?|signed|dated?)\**\s*:?[\s._\u2026]*(?:(?:chair(?:man)?|dated?)[\s:._\u2026]*)?",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(
    r"^\**\s*(?P<number>(?:[A-Z]{1,5}[/ ]?)?\d{1,4}[a-z]?(?:[/.]\d{2,4}){0,2})[.):]?[\s\t]+(?P<title>\S.*?)\**$"
)
_MOST_SKIPPED, _PROSE_WORDS = 3, 10


class MinutesParser:
    """Reads the minutes of one meeting."""

    name = "minutes"

    def claims(self, part: Part) -> bool:
        """By the line "MINUTES of ... held on ..." near its head."""
        return part.hint is PartHint.MINUTES or (
            part.hint is PartHint.WHOLE and page_kind(part.lines) is None and head_of_minutes(part.lines) is not None
        )

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The minutes of the meeting whose day their head states."""
        at = head_of_minutes(part.lines) or 0
        head, rest = _split_head(part.lines, at)
        words = " ".join(plain(line.text) for line in head)
        days = find_dates(words)
        committee = _committee(words) or _committee_line(part.lines[:at])
        blocks = blocks_of(rest)
        items = _items(blocks)
        start = min(items, default=_end_of_attendance(blocks))
        composer = Composer(origin, decides=True)
        people = _add_attendance(composer, blocks[:start])
        is_unsigned = _add_business(composer, blocks, start, items)
        people += [
            one
            for unit in composer.units
            if unit.role is Role.BODY
            for one in speakers_of(unit.text, line=unit.source.first_line)
        ]
        return Paper(
            id=origin.paper_id,
            type=PaperType.MINUTES,
            title=f"Minutes of the {committee}" if committee else "Minutes",
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(committee) if committee else None,
                day=days[0].day if days else None,
                starts=find_time(words[days[0].end :] if days else words),
                place=place_in(words),
            ),
            item=None,
            paragraphs=tuple(composer.units),
            source=origin.place(part.lines),
            people=merged(people),
            complete=not any(unit.truncated for unit in composer.units),
            version="draft" if is_unsigned else None,
            basis=_basis(committee, days),
            warnings=tuple(
                f"the weekday of {one.day.isoformat()} is misprinted" for one in days[:1] if one.wrong_weekday
            ),
        )


def _split_head(lines: tuple[Line, ...], at: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The head sentence, over the lines it takes, and what follows it."""
    end = at + 1
    while end < min(len(lines), at + 8):
        text = plain(lines[end].text)
        before = " ".join(plain(line.text) for line in lines[at:end])
        has_date = bool(find_dates(before))
        if text and (_ATTENDANCE.match(text) or "\t" in lines[end].text or _ITEM_NUMBER.match(text) or has_date):
            break
        end += 1
    return lines[at:end], lines[end:]


def _committee(words: str) -> str | None:
    match = _NAME.search(words)
    name = body_name(_KIND_OF_MEETING.sub("", body_name(match["name"]))) if match else ""
    return name if name and is_body(name) else None


def _committee_line(lines: tuple[Line, ...]) -> str | None:
    names = [plain(line.text) for line in lines if not is_blank(line) and is_body(line.text)]
    return body_name(names[-1]) if names else None


def _items(blocks: tuple[Block, ...]) -> dict[int, AgendaItem]:
    """Which blocks head an item: numbered capitals where the paper has them, else short numbered titles that count on."""
    numbered = {at: match for at, block in enumerate(blocks) if (match := _numbered_title(block))}
    capitals = {at: match for at, match in numbered.items() if is_capitals(match["title"])}
    if len(capitals) >= min(2, len(numbered)) and capitals:
        chosen = capitals
    else:
        chosen = {}
        last = None
        for at, match in numbered.items():
            count = int(re.findall(r"\d+", match["number"])[0])
            if last is None or 0 < count - last <= _MOST_SKIPPED:
                chosen[at] = match
                last = count
    return {at: item_of_title(match["title"].strip("* "), number=match["number"]) for at, match in chosen.items()}


def _numbered_title(block: Block) -> re.Match[str] | None:
    text = plain(block.first.text)
    match = _ITEM_NUMBER.match(text)
    if not match or block.is_marked or block.first is not block.last:
        return None
    title = match["title"].strip("* ")
    is_title = title[-1:] not in ".;:," and len(title.split()) <= 20 and not re.match(r"(?:That|To)\b", title)
    return match if is_title and (title[0].isupper() or title[0].isdigit()) else None


def _end_of_attendance(blocks: tuple[Block, ...]) -> int:
    """Of minutes without numbered items: the first block that cannot belong to the attendance."""
    for at, block in enumerate(blocks):
        if block.number is not None or role_opened_by(block.words):
            return at
        if not block.cells and not _ATTENDANCE.match(block.words) and (block.is_heading or _is_prose(block)) and at:
            if block.is_heading and people_of_cell(block.words, standing="present", line=0):
                continue
            return at
    return len(blocks) if blocks and _ATTENDANCE.match(blocks[0].words) else 0


def _is_prose(block: Block) -> bool:
    return block.words.rstrip().endswith(".") and len(block.words.split()) >= _PROSE_WORDS


def _add_attendance(composer: Composer, blocks: tuple[Block, ...]) -> list[Person]:
    """One unit a row; a line that opens no row belongs to the row above (002:121)."""
    rows: list[Block] = []
    people: list[Person] = []
    for block in blocks:
        if role_opened_by(block.words) or (
            rows and not block.cells and not _ATTENDANCE.match(block.words) and not _is_prose(block)
        ):
            above = rows[-1]
            rows[-1] = replace(
                above, words=f"{above.words} {block.words}", last=block.last, cells=(*above.cells, block.words)
            )
        else:
            rows.append(replace(block, level=0, form=Form.TABLE_ROW if block.cells else Form.PARAGRAPH))
    for row in rows:
        composer.add(row, role=Role.BODY if _is_prose(row) and not row.cells else Role.ATTENDANCE)
        people += _attending(row)
    return people


def _attending(row: Block) -> list[Person]:
    label, _, rest = row.words.partition(":") if not row.cells else (row.cells[0], "", " ".join(row.cells[1:]))
    folded = label.casefold()
    standing = "apologies" if "apolog" in folded else "officer" if "officer" in folded else "present"
    return list(people_of_cell(rest or row.words, standing=standing, line=row.first.number))


def _add_business(composer: Composer, blocks: tuple[Block, ...], start: int, items: dict[int, AgendaItem]) -> bool:
    """Items, discussion and resolutions; tells whether the chair's signature is left empty."""
    is_unsigned = False
    for at, block in enumerate(blocks[start:], start):
        if at in items:
            composer.open_item(replace(block, words=items[at].title, level=1), items[at])
        elif _SIGNED.fullmatch(plain(block.words)):
            is_unsigned = True
        elif _ENDED.match(block.words):
            composer.open_role(Role.BODY)
            composer.add(replace(block, level=0, form=Form.PARAGRAPH), role=Role.FRONT_MATTER)
        else:
            composer.add_all((block,))
    return is_unsigned


def _basis(committee: str | None, days: tuple[FoundDate, ...]) -> dict[str, Basis]:
    basis = {}
    if committee:
        basis["committee"] = Basis.STATED
    if days:
        basis["meeting_date"] = Basis.STATED
    return basis
