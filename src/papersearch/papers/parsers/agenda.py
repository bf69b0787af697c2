"""Agendas: front sheet, order of business, standing notices, and the distribution list of a pack."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from papersearch.dates import find_dates, find_time, read_full_date
from papersearch.model import (
    AgendaItem,
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
from papersearch.papers.parsers.base.agenda_head import (
    ORDER_OF_BUSINESS,
    AgendaHead,
    is_agenda,
    is_titled_agenda,
    read_agenda_head,
)
from papersearch.papers.parsers.base.blocks import Block, blocks_of
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.lines import cells_of, is_blank, is_capitals, plain
from papersearch.papers.parsers.base.people import contacts_of, merged, people_of_cell, person_of
from papersearch.papers.parsers.base.stating import basis_of, misprints
from papersearch.papers.parsers.base.tables import is_header_row
from papersearch.papers.parsers.base.webpage import item_of_title, page_kind

_NUMBER = re.compile(r"(?P<number>[A-Z]?\d{1,4}[a-z]?(?:[/.]\d{1,4})?)[.)]?")
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}[a-z]?)[.)]?[\s\t]+(?P<title>\S.*?)(?:\s*\(?pages?\s+(?P<pages>\d+\s*[-\u2010-\u2015]\s*\d+|\d+)\)?)?\s*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"any other (?:open|closed|urgent) business|exclusion of (?:the )?(?:press|public)|discussion of any other|distribution list|part [ab12]\b",
    re.IGNORECASE,
)
_STANDING = (
    (re.compile(r"reserves?|substitutes?", re.IGNORECASE), "reserve"),
    (re.compile(r"co-?opted|representatives?|independent", re.IGNORECASE), "co-opted"),
    (re.compile(r"member(?:ship|s)|councillors", re.IGNORECASE), "member"),
    (re.compile(r"contact|clerk|further information", re.IGNORECASE), "contact"),
    (re.compile(r"officers?|children|legal|electronic", re.IGNORECASE), "recipient"),
)
_CHIEF = re.compile(
    r"(?:interim |acting )?(?:chief executive|managing director|proper officer|monitoring officer|head of (?:paid service|governance|democratic).*|director of (?:law|legal|governance).*|clerk to the council|town clerk|(?:parish )?clerk).*",
    re.IGNORECASE,
)
_NEAR_SIGNATURE = 2
_ISSUED = re.compile(
    r"(?:date(?:d)?|issued(?: on)?|published(?: on)?|date of (?:issue|publication))\s*:?\s*(?P<date>.*\d{4})",
    re.IGNORECASE,
)


class AgendaParser:
    """Reads the agenda of one meeting."""

    name = "agenda"

    def claims(self, part: Part) -> bool:
        """By an order of business under a committee and a date."""
        return part.hint is PartHint.AGENDA or (
            part.hint is PartHint.WHOLE and page_kind(part.lines) is None and is_agenda(part.lines)
        )

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The agenda; its items are headings with their agenda text under them."""
        head = read_agenda_head(part.lines)
        state = _Reading(Composer(origin), in_business=is_titled_agenda(part.lines) and not _opens_later(part.lines))
        for line_block in _blocks_after(part.lines, head):
            _add(state, line_block)
        composer = state.composer
        day = find_dates(head.day) if head.day else ()
        return Paper(
            id=origin.paper_id,
            type=PaperType.AGENDA,
            title=f"Agenda of the {head.committee}" if head.committee else "Agenda",
            meeting=Meeting(
                council=origin.council.slug,
                committee=origin.committee(head.committee) if head.committee else None,
                day=day[0].day if day else None,
                starts=find_time(head.starts) if head.starts else None,
                place=head.place,
            ),
            item=None,
            paragraphs=tuple(composer.units),
            source=origin.place(part.lines),
            people=merged(_people(part.lines)),
            published=_issued(part.lines, day[0].day if day else None),
            complete=True,
            basis=basis_of(committee=head.committee, meeting_date=head.day),
            warnings=misprints(day),
        )


@dataclass(slots=True)
class _Reading:
    composer: Composer
    in_business: bool = False
    seen: set[str] = field(default_factory=set)


def _blocks_after(lines: tuple[Line, ...], head: AgendaHead) -> tuple[Block, ...]:
    repeated = {plain(line.text).casefold() for line in head.lines}
    repeated |= {plain(f"{head.day} {head.starts}").casefold()} if head.day and head.starts else set()
    return blocks_of(
        tuple(line if plain(line.text).casefold() not in repeated else replace(line, text="") for line in lines)
    )


def _add(state: _Reading, block: Block) -> None:
    composer = state.composer
    if block.cells and is_header_row(block.cells):
        state.in_business = state.in_business or bool(re.match(r"item", block.cells[0], re.IGNORECASE))
        return
    if ORDER_OF_BUSINESS.fullmatch(plain(block.words)):
        state.in_business = True
        _front_matter(composer, block)
        return
    item = _item_of(block) if state.in_business else None
    if item:
        state.seen.add(item.number or "")
        composer.open_item(replace(block, words=item.title), item)
    elif composer.item is not None and not _is_notice(block):
        composer.add(
            replace(block, words=block.words, level=0, form=Form.PARAGRAPH if block.cells else block.plain_form)
        )
    else:
        composer.item = None
        _front_matter(composer, block)


def _front_matter(composer: Composer, block: Block) -> None:
    names_people = _standing_of(block.words) not in (None, "named")
    is_heading = block.is_heading and (is_capitals(block.words) or names_people or block.first.mark)
    if is_heading:
        composer.heading(block, role=Role.FRONT_MATTER)
    else:
        composer.add(replace(block, level=0, form=block.plain_form), role=Role.FRONT_MATTER)


def _item_of(block: Block) -> AgendaItem | None:
    """The item of a row of the order of business, or of a numbered line."""
    if block.cells:
        number = _NUMBER.fullmatch(block.cells[0])
        titles = [cell for cell in block.cells[1:] if cell]
        if not number or not titles:
            return None
        pages = (
            titles[1]
            if len(titles) > 1
            and re.fullmatch(r"[\d\s,\u2010-\u2015-]+(?:pages?)?|to follow.*", titles[1], re.IGNORECASE)
            else None
        )
        return item_of_title(titles[0], number=number["number"], pages=pages)
    match = _NUMBERED.fullmatch(plain(block.first.text))
    if not match or block.is_marked or match["title"][-1] in ".;" or read_full_date(match["title"]):
        return None
    return item_of_title(match["title"], number=match["number"], pages=match["pages"])


def _is_notice(block: Block) -> bool:
    words = " ".join(block.cells) if block.cells else block.words
    if _ISSUED.fullmatch(words):
        return True
    return bool(_NOTICE.search(words)) and (is_capitals(words) or block.is_heading or bool(block.cells))


def _issued(lines: tuple[Line, ...], meeting: date | None) -> date | None:
    """The day it was issued: labelled, or a date alone under the signature."""
    after_signature = 0
    for line in lines:
        text = plain(line.text)
        labelled = _ISSUED.fullmatch(text)
        alone = read_full_date(text) if after_signature else None
        found = find_dates(labelled["date"]) if labelled else ()
        day = found[0].day if found else alone
        if day and day != meeting:
            return day
        after_signature = (
            _NEAR_SIGNATURE if _CHIEF.fullmatch(text) else after_signature - bool(text and after_signature)
        )
    return None


def _people(lines: tuple[Line, ...]) -> list[Person]:
    """Members, reserves, co-opted members and contacts by the heading they stand under; the signatory by his post."""
    people: list[Person] = []
    standing = "named"
    stated = [line for line in lines if not is_blank(line)]
    for line, following in zip(stated, [*stated[1:], None], strict=False):
        text = plain(line.text).strip("* ")
        first = cells_of(line)[0]
        people += contacts_of(text, line=line.number)
        if following is not None and _CHIEF.fullmatch(plain(following.text)):
            one = person_of(text, standing="signatory", line=line.number)
            people += [replace(one, post=plain(following.text))] if one else []
        heading = "named" if _opens_business(line) else _standing_of(first)
        if heading:
            standing = heading
        elif standing != "named" and len(first) < 120:
            cell = re.sub(r"^and\s|\.$", "", first)
            people += people_of_cell(cell, standing=standing, line=line.number)
    return people


def _opens_later(lines: tuple[Line, ...]) -> bool:
    """Whether a line or the head of a table opens the order of business, so that nothing above it is an item."""
    return any(map(_opens_business, lines))


def _opens_business(line: Line) -> bool:
    return bool(ORDER_OF_BUSINESS.fullmatch(plain(line.text))) or ("\t" in line.text and is_header_row(cells_of(line)))


def _standing_of(text: str) -> str | None:
    """The standing that a heading gives to the names under it; any other heading ends a list of names."""
    folded = plain(text).strip("*: ")
    if not folded or people_of_cell(folded, standing="named", line=0) or len(folded) > 80:
        return None
    found = next((standing for pattern, standing in _STANDING if pattern.search(folded)), None)
    return found or ("named" if is_capitals(folded) or re.match(r"\d", folded) else None)
