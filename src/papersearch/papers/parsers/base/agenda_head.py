"""How an agenda opens: the body, the day and time, an order of business."""

import re
from dataclasses import dataclass

from papersearch.dates import find_dates, find_time
from papersearch.model import Line
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.lines import cells_of, is_blank, plain
from papersearch.papers.parsers.base.places import first_sentence, is_place
from papersearch.papers.parsers.base.tables import is_header_row

ORDER_OF_BUSINESS = re.compile(
    r"\**(?:order of business|agenda|business to be (?:transacted|considered)|items? of business)\**:?", re.IGNORECASE
)
_MOST_HEAD_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaHead:
    """What an agenda says of its meeting, as printed, and the lines that say it."""

    committee: str | None
    day: str | None
    starts: str | None
    place: str | None
    lines: tuple[Line, ...]


def is_agenda(lines: tuple[Line, ...]) -> bool:
    """Whether a text opens as an agenda: a body and a date at its head, and an order of business under them."""
    head = read_agenda_head(lines)
    if not head.committee or not head.day:
        return False
    rows = [cells_of(line) for line in lines if "\t" in line.text]
    has_table = any(is_header_row(cells) and re.match(r"item", cells[0], re.IGNORECASE) for cells in rows)
    return has_table or any(ORDER_OF_BUSINESS.fullmatch(plain(line.text)) for line in lines[:120])


def read_agenda_head(lines: tuple[Line, ...]) -> AgendaHead:
    """Committee, day and time from the first lines; they are repeated on later pages and dropped there too."""
    stated = [line for line in lines if not is_blank(line)][:_MOST_HEAD_LINES]
    committee = day = starts = place = None
    taken: list[Line] = []
    for line in stated:
        text = plain(line.text).strip("* ")
        label, _, value = text.partition(":")
        bare = (
            value.strip()
            if label.casefold() in ("date", "time", "venue", "place", "committee", "meeting") and value
            else text
        )
        is_head = True
        if day is None and len(bare) < 80 and find_dates(bare):
            day = bare
            starts = starts or (bare if find_time(bare[find_dates(bare)[0].end :]) else None)
        elif committee is None and is_body(bare) and len(bare.split()) <= 12 and not bare.endswith("."):
            committee = body_name(re.sub(r"^agenda(?: for| of)?(?: the)?\s+", "", bare, flags=re.IGNORECASE))
        elif starts is None and find_time(bare) and len(bare.split()) <= 4:
            starts = bare
        else:
            is_head = False
        if is_head:
            taken.append(line)
        if day and committee and starts:
            break
    after = [line for line in stated if taken and line.number > taken[-1].number]
    if after and is_place(first_sentence(plain(after[0].text))):
        place = first_sentence(plain(after[0].text))
    return AgendaHead(committee=committee, day=day, starts=starts, place=place, lines=tuple(taken))
