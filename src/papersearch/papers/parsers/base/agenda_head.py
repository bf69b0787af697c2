"""How an agenda opens: the body, the day and time, an order of business."""

import re
from dataclasses import dataclass, field

from papersearch.dates import find_dates, find_time
from papersearch.model import Line
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.head_labels import labelled_text
from papersearch.papers.parsers.base.lines import cells_of, is_blank, plain
from papersearch.papers.parsers.base.places import first_sentence, is_place, place_in
from papersearch.papers.parsers.base.tables import is_header_row

ORDER_OF_BUSINESS = re.compile(
    r"\**(?:order of business|agenda|business to be (?:transacted|considered)|items? of business)\**:?", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?P<label>date|time|venue|place|location|committee|meeting(?: date)?|date of (?:the )?meeting|held on)\s*:\s*",
    re.IGNORECASE,
)
_SUMMONS = re.compile(
    r"meeting of (?:the )?(?P<name>.{3,80}?),? (?:to be|will be|which will be) held (?P<rest>.{5,160})", re.IGNORECASE
)
_TITLE = re.compile(r"(?:public |draft |supplementary )?agenda (?:of|for) (?:the |a )?(?P<name>.{3,90})", re.IGNORECASE)
"""The head line that says both what the paper is and whose: "Agenda of the Cabinet"."""
_NUMBERED, _NAMES_ITEM = re.compile(r"\d{1,3}[.)]\s"), re.compile(r"\(item\b", re.IGNORECASE)
_COUNCIL = re.compile(r"\bcouncil$", re.IGNORECASE)
_MOST_HEAD_LINES, _MOST_NAME_LINES, _LONGEST_DATE_LINE = 12, 6, 80


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
    return (
        has_table
        or is_titled_agenda(lines)
        or any(ORDER_OF_BUSINESS.fullmatch(plain(line.text)) for line in lines[:120])
    )


def is_titled_agenda(lines: tuple[Line, ...]) -> bool:
    """Whether "Agenda of the ..." stands at the head, so that no line need open the order of business."""
    stated = [plain(line.text).strip("* ") for line in lines if not is_blank(line)][:_MOST_NAME_LINES]
    return any((title := _TITLE.fullmatch(text)) and is_body(title["name"]) for text in stated)


def read_agenda_head(lines: tuple[Line, ...]) -> AgendaHead:
    """Committee, day and time from the first lines; they are repeated on later pages and dropped there too.

    The name of a committee is preferred to that of the council above it, and the day of a summons to any other.
    """
    stated = [line for line in lines if not is_blank(line)][:_MOST_HEAD_LINES]
    found = _Found()
    for at, line in enumerate(stated):
        found.take(line, plain(line.text).strip("* "), may_name_body=at < _MOST_NAME_LINES)
    after = [line for line in stated if found.lines and line.number > found.lines[-1].number]
    if found.place is None and after and is_place(first_sentence(plain(after[0].text))):
        found.place = first_sentence(plain(after[0].text))
    summons = next((match for line in stated if (match := _SUMMONS.search(plain(line.text)))), None)
    if summons and find_dates(summons["rest"]):
        return AgendaHead(
            committee=found.committee or body_name(summons["name"]),
            day=summons["rest"],
            starts=summons["rest"][find_dates(summons["rest"])[0].end :],
            place=place_in(summons["rest"]) or found.place,
            lines=tuple(line for line in found.lines if not find_dates(line.text)),
        )
    return AgendaHead(
        committee=found.committee, day=found.day, starts=found.starts, place=found.place, lines=tuple(found.lines)
    )


@dataclass(slots=True)
class _Found:
    """What the lines of a head have given so far."""

    committee: str | None = None
    day: str | None = None
    starts: str | None = None
    place: str | None = None
    lines: list[Line] = field(default_factory=list)

    def take(self, line: Line, text: str, *, may_name_body: bool) -> None:
        text = labelled_text(line).strip("* ")
        if (text == plain(line.text).strip("* ") and "\t" in line.text.strip()) or _is_of_an_item(text):
            return
        labelled = _LABELLED.match(text)
        label, bare = (labelled["label"].casefold(), text[labelled.end() :]) if labelled else ("", text)
        if self.place is None and label in ("venue", "place", "location"):
            self.place = bare
        elif self.day is None and len(bare) < _LONGEST_DATE_LINE and find_dates(bare):
            self.day = bare
            self.starts = self.starts or (bare if find_time(bare[find_dates(bare)[0].end :]) else None)
        elif may_name_body and self._is_committee(bare):
            self.committee = body_name(
                re.sub(
                    r"^(?:public |draft |supplementary )?agenda(?: for| of)?(?: the)?\s+", "", bare, flags=re.IGNORECASE
                )
            )
        elif self.starts is None and find_time(bare) and len(bare.split()) <= 4:
            self.starts = bare
        else:
            return
        self.lines.append(line)

    def _is_committee(self, bare: str) -> bool:
        is_name = is_body(bare) and len(bare.split()) <= 12 and not bare.endswith(".") and not find_dates(bare)
        return is_name and (self.committee is None or bool(_COUNCIL.search(self.committee)))


def _is_of_an_item(text: str) -> bool:
    return bool(_NUMBERED.match(text) or ("(" in text and _NAMES_ITEM.search(text)))
