"""Minutes: attendance, items, discussion and what was resolved."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
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
    Role,
)
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.agenda_head import is_agenda
from papersearch.papers.parsers.base.attending import add_attendance, attendance_end, is_attendance_label
from papersearch.papers.parsers.base.blocks import Block, blocks_of
from papersearch.papers.parsers.base.bodies import body_name, is_body, is_council
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.head_labels import StatedValue, stated_by_label
from papersearch.papers.parsers.base.labels import role_inside, role_opened_by
from papersearch.papers.parsers.base.lines import is_blank, is_capitals, plain
from papersearch.papers.parsers.base.minutes_head import head_of_minutes, head_without_sentence
from papersearch.papers.parsers.base.people import merged, speakers_of
from papersearch.papers.parsers.base.places import place_in
from papersearch.papers.parsers.base.report_head import is_report_head
from papersearch.papers.parsers.base.stating import basis_of, misprints
from papersearch.papers.parsers.base.webpage import item_of_title, page_kind

_NAME = re.compile(
    r"(?:minutes?\s+(?:of|for)|decisions?\s+(?:made|taken)\s+by)\s+(?:the\s+|a\s+)?(?:proceedings\s+of\s+(?:the\s+)?)?(?P<name>.+?)"
    r"(?=\s*,?\s+(?:held|at\s+(?:its|an?|the)\s+(?:\w+\s+)?meeting\b|(?:councillor|cllr)\b|o[nf]\s+\d|on\s+(?:mon|tue|wed|thu|fri|sat|sun)|which|at\s+\d|commencing)\b|\s*[-\u2010-\u2015,]?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\s*[-,]?\s*\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}|$)",
    re.IGNORECASE,
)
_KIND_OF_MEETING = re.compile(
    r"^(?:(?:an?\s+)?(?:ordinary|special|extraordinary|annual|virtual|remote|public|parish council)\s+)*meeting\s+(?:of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_KIND = re.compile(r"\b(?:annual|extraordinary|special|ordinary|agm|egm)\b(?=.*\b(?:meeting|council)\b)", re.IGNORECASE)
_ENDED = re.compile(
    r"(?:the )?(?:meeting|business|proceedings) (?:ended|closed|finished|concluded|was closed|terminated)\b|there being no further business|"
    r"the chair\w* (?:then )?(?:closed|declared) the meeting",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?=.*\b(?:chair|mayor|sign|date))(?:\b(?:chair(?:man|person|woman)?|(?:town|lord|deputy)|mayor|signed|signature|dated?|as a (?:true|correct) record|"
    r"of|the|by|meeting)\b|[\s.:_*/()\u2026-])+",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\bdraft\b|\bunconfirmed\b|\bsubject to (?:confirmation|approval)\b|\byet to be (?:approved|confirmed)\b",
    re.IGNORECASE,
)
_SECOND_NUMBER = re.compile(r"\s*[\[(](?:agenda )?item (?:no\.? ?)?\w+[\])]$", re.IGNORECASE)
_ITEM_NUMBER = re.compile(
    r"^\**\s*(?:(?:agenda )?item (?=\d{1,3}[a-z]?\s*[-:.\u2010-\u2015]))?"
    r"(?P<number>(?:[A-Z]{1,5}[/ ]?)?\d{1,4}[a-z]?(?:[/.]\d{2,4}){0,2})(?:[.):]|\s*[:\u2010-\u2015]|\s-)?[\s\t]+(?P<title>\S.*?)\**$",
    re.IGNORECASE,
)
_HEAD_LABEL = re.compile(
    r"\**(?:committee|meeting(?: date)?|date(?: of meeting)?|held on|time|venue|place|location)\**\s*:\**\s*",
    re.IGNORECASE,
)
_MEETING_OF = re.compile(
    r"^(?:(?:at|notes of|record of|summary of|minutes of)\s+)*(?:an?\s+|the\s+)?(?:\w+\s+)?meeting\s+of\s+(?:the\s+)?|^(?:notes|minutes|record|summary)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_HELD = re.compile(r"\s*\b(?:held\b.*|on)$", re.IGNORECASE)
_BARE_TITLE = re.compile(r"(?:draft |approved |confirmed )?minutes", re.IGNORECASE)
_PLACE_LABEL = re.compile(r"\**(?:venue|place|location)\b", re.IGNORECASE)
_POSTED = re.compile(r"\b(?:published|posted|updated|issued|created|printed)\b", re.IGNORECASE)
_LONGEST_TIME, _MOST_LABELLED = 25, 20
_MOST_SKIPPED, _MOST_TITLE_WORDS, _MOST_LABEL_WORDS, _MOST_CELLS = 3, 20, 6, 2


class MinutesParser:
    """Reads the minutes of one meeting."""

    name = "minutes"

    def claims(self, part: Part) -> bool:
        """By the line "MINUTES of ... held on ..." near its head."""
        return part.hint is PartHint.MINUTES or (
            part.hint is PartHint.WHOLE
            and page_kind(part.lines) is None
            and (head_of_minutes(part.lines) is not None or _is_headed_otherwise(part.lines))
        )

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The minutes of the meeting whose day their head states."""
        above, words, rest, committee = _head(part.lines)
        days = find_dates(words)
        blocks = blocks_of(rest)
        items = _items(blocks)
        start = min(items, default=len(blocks))
        composer = Composer(origin, decides=True)
        for left in blocks_of(_left_above(above, words)):
            composer.add(replace(left, level=0, form=left.plain_form), role=Role.FRONT_MATTER)
        people = add_attendance(composer, blocks[:start])
        is_unsigned = _add_business(composer, blocks, start, items)
        opening = " ".join([*(line.text for line in above), words, *(block.words for block in blocks[:start])])
        is_draft = is_unsigned or bool(_DRAFT.search(opening))
        kinds = sorted({found.casefold() for found in _KIND.findall(words)})
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
                starts=(find_time(words[days[0].end :]) if days else None) or find_time(words),
                place=place_in(words) or _labelled_place(part.lines),
            ),
            item=None,
            paragraphs=tuple(composer.units),
            source=origin.place(part.lines),
            people=merged(people),
            complete=not any(unit.truncated for unit in composer.units),
            version="draft" if is_draft else None,
            facts={"kind of meeting": ", ".join(kinds)} if kinds else {},
            basis=basis_of(committee=committee, meeting_date=days),
            warnings=misprints(days),
        )


def _is_headed_otherwise(lines: tuple[Line, ...]) -> bool:
    return head_without_sentence(lines) is not None and not is_agenda(lines) and not is_report_head(lines)


def _head(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], str, tuple[Line, ...], str | None]:
    """The lines above the head, what the head says, the lines after it, and the committee."""
    found = head_of_minutes(lines)
    if found is not None:
        return _sentence_head(lines, found)
    stated = head_without_sentence(lines) or ()
    at = lines.index(stated[-1]) + 1 if stated else 0
    own = [line for line in stated if not _POSTED.search(line.text)]
    said = [_HEAD_LABEL.sub("", plain(line.text).strip("* ")) for line in own]
    bodies = [name for one in said if (name := _name_in(one))]
    committees = [name for name in bodies if not _is_of_whole(name)] or bodies
    named = (one.value for line in own if (one := stated_by_label(line)) and one.of == "committee")
    committee = next(map(body_name, named), None) or (committees[-1] if committees else None)
    places = [f"at {place}" for line, place in zip(own, said, strict=True) if _PLACE_LABEL.match(line.text)]
    dated = _of_one_day([when for one in said if (when := _when(one))])
    return lines[:at], ", ".join([committee or "", *dated, *places]), lines[at:], committee


def _of_one_day(told: Sequence[str]) -> list[str]:
    """What is told of the first day, and of no day; another day is not of the meeting."""
    days = [next((found.day for found in find_dates(one)), None) for one in told]
    first = next(filter(None, days), None)
    return [one for one, day in zip(told, days, strict=True) if day in (None, first)]


def _sentence_head(lines: tuple[Line, ...], at: int) -> tuple[tuple[Line, ...], str, tuple[Line, ...], str | None]:
    """The same where "MINUTES of ..." stands, with what labelled lines above and below it state."""
    head, rest = _split_head(lines, at)
    sentence = " ".join(plain(line.text) for line in head)
    name = _committee(sentence)
    stated: dict[str, StatedValue] = {}
    above = tuple(line for line in lines[:at] if not _tells_more(line, sentence, name, stated))
    below = 0
    for place, line in enumerate(rest):
        if _tells_more(line, sentence, name, stated) or _BARE_TITLE.fullmatch(plain(line.text)):
            below = place + 1
        elif not is_blank(line):
            break
    told = [f"at {one.value}" if one.of == "place" else one.value for one in stated.values() if one.of != "committee"]
    named = body_name(stated["committee"].value) if "committee" in stated else None
    committee = named or _fuller(name, _committee_line(above))
    return above, ", ".join((sentence, *told)), rest[below:], committee


def _tells_more(line: Line, sentence: str, name: str | None, stated: dict[str, StatedValue]) -> bool:
    """Whether a line near the head labels a value that its sentence leaves open or says too; it is then among those stated.

    Another committee or day than that of the sentence is of something else, and its line stays.
    """
    one = stated_by_label(line)
    if one is None or (one.of in stated and _words(one.value) != _words(stated[one.of].value)):
        return False
    if one.of == "committee":
        is_of_it = name is None or _words(body_name(one.value)) == _words(name)
    elif one.of == "date":
        is_of_it = read_full_date(one.value) is not None and not find_dates(sentence)
    elif one.of == "time":
        is_of_it = find_time(one.value) is not None and len(one.value) <= _LONGEST_TIME and find_time(sentence) is None
    else:
        is_of_it = one.of == "place" and place_in(sentence) is None
    is_of_it = is_of_it or (one.of != "meeting" and _words(one.value) <= _words(sentence))
    if is_of_it:
        stated.setdefault(one.of, one)
    return is_of_it


def _labelled_place(lines: tuple[Line, ...]) -> str | None:
    stated = (stated_by_label(line) for line in lines[:_MOST_LABELLED])
    return next((one.value for one in stated if one and one.of == "place"), None)


def _when(text: str) -> str:
    """What a line of a head says of day and time, without the words beside them."""
    found = find_dates(text)
    rest = text[found[0].end :] if found else text
    time = rest if len(rest) <= _LONGEST_TIME and find_time(rest) else ""
    return text[found[0].start : found[0].end] + time if found else time


def _is_of_whole(name: str) -> bool:
    """Whether a name is that of the council itself, which papers print above the committee's."""
    return bool(re.search(r"\b(?:council|authority)$", name, re.IGNORECASE)) and name.casefold() != "full council"


def _name_in(text: str) -> str | None:
    """The body that a line of a head names, without the day beside it."""
    found = find_dates(text)
    bare = text[: found[0].start].strip(" ,-\N{EN DASH}") if found else text
    bare = _HELD.sub("", _MEETING_OF.sub("", bare))
    return body_name(bare) if is_body(bare) else None


def _split_head(lines: tuple[Line, ...], at: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The head sentence, over the lines it takes, and what follows it."""
    end = at + 1
    while end < min(len(lines), at + 8):
        text = plain(lines[end].text)
        before = " ".join(plain(line.text) for line in lines[at:end])
        has_date = bool(find_dates(before))
        opens_rest = is_attendance_label(text) or "\t" in lines[end].text or _ITEM_NUMBER.match(text)
        if text and (opens_rest or has_date or stated_by_label(lines[end]) or lines[end].mark == "h1"):
            break
        end += 1
    if not find_dates(" ".join(plain(line.text) for line in lines[at:end])):
        end = at + 1
    return lines[at:end], lines[end:]


def _left_above(lines: tuple[Line, ...], head: str) -> tuple[Line, ...]:
    """The lines above the head that neither name the council nor say again what it says."""
    said = _words(head) | {"date", "time", "venue", "place", "meeting", "committee"}
    days = {one.day for one in find_dates(head)}
    return tuple(line for line in lines if not is_council(line.text) and not _words(_without(line.text, days)) <= said)


def _without(text: str, days: set[date]) -> str:
    """A text without these days, in whatever form it states them."""
    for found in reversed(find_dates(text)):
        if found.day in days:
            text = text[: found.start] + text[found.end :]
    return text


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def _committee(words: str) -> str | None:
    match = _NAME.search(words)
    name = body_name(_KIND_OF_MEETING.sub("", body_name(match["name"]))) if match else ""
    return name if name and is_body(name) else None


def _committee_line(lines: tuple[Line, ...]) -> str | None:
    names = [plain(line.text) for line in lines if not is_blank(line) and is_body(line.text)]
    return body_name(names[-1]) if names else None


def _fuller(committee: str | None, above: str | None) -> str | None:
    """The name above the head where the head has only the end of it: "the Parish Council"."""
    if committee is None or above is None:
        return committee or above
    return above if above.casefold().endswith(committee.casefold()) else committee


def _items(blocks: tuple[Block, ...]) -> dict[int, AgendaItem]:
    """Which blocks head an item.

    Numbered capitals where the paper has them, else short numbered titles that count on, else headings without number.
    """
    numbered = {at: match for at, block in enumerate(blocks) if (match := _numbered_title(blocks, at))}
    capitals = {at: match for at, match in numbered.items() if is_capitals(match["title"])}
    chosen: dict[int, re.Match[str]] = {}
    last: list[int] | None = None
    for at, match in (capitals if len(capitals) >= min(2, len(numbered)) else numbered).items():
        count = [int(digits) for digits in re.findall(r"\d+", match["number"])]
        if capitals or last is None or _counts_on(last, count):
            chosen[at] = match
            last = count
    if not chosen:
        return _headed_items(blocks)
    return {at: _item(match["title"], match["number"]) for at, match in chosen.items()}


def _counts_on(last: list[int], count: list[int]) -> bool:
    """Whether one number goes on from another: 4 and 5, 45/18 and 46/18, 21/101 and 21/102."""
    if 0 < count[0] - last[0] <= _MOST_SKIPPED:
        return True
    return len(count) > 1 and count[:-1] == last[:-1] and 0 < count[-1] - last[-1] <= _MOST_SKIPPED


def _item(title: str, number: str | None) -> AgendaItem:
    return item_of_title(_SECOND_NUMBER.sub("", title.strip("* :")), number=number)


def _headed_items(blocks: tuple[Block, ...]) -> dict[int, AgendaItem]:
    """Of minutes without numbers: the headings of the highest level that occurs twice, after those who attended."""
    start = attendance_end(blocks)
    headings = [at for at in range(start, len(blocks)) if blocks[at].is_heading and not role_inside(blocks[at].words)]
    headings = [at for at in headings if not role_opened_by(blocks[at].words) and not _ENDED.match(blocks[at].words)]
    levels = Counter(blocks[at].level for at in headings)
    level = min((level for level, times in levels.items() if times > 1), default=None)
    return {at: _item(blocks[at].words, None) for at in headings if blocks[at].level == level}


def _numbered_title(blocks: tuple[Block, ...], at: int) -> re.Match[str] | None:
    block = blocks[at]
    match = _ITEM_NUMBER.match(_with_number(block))
    if (
        not match
        or read_full_date(plain(block.first.text))
        or block.is_marked
        or block.first is not block.last
        or len(block.cells) > _MOST_CELLS
    ):
        return None
    title = match["title"].strip("* ")
    is_short_label = title[-1:] == ":" and len(title.split()) <= _MOST_LABEL_WORDS and title[0].isupper()
    is_title = (
        (title[-1:] not in ".;:," or is_short_label)
        and len(title.split()) <= _MOST_TITLE_WORDS
        and (title[0].isupper() or title[0].isdigit())
    )
    is_point = re.match(r"(?:That|To)\b", title) and (title.startswith("That") or _is_beside_point(blocks, at))
    return match if is_title and not is_point else None


def _with_number(block: Block) -> str:
    return plain(block.first.text)


def _is_beside_point(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether the block before or after is numbered too: parish items begin with "To ..." as points do."""
    return (
        any(blocks[near].number is not None for near in (at - 1, at + 1) if 0 <= near < len(blocks))
        and not blocks[at].first.mark
    )


def _add_business(composer: Composer, blocks: tuple[Block, ...], start: int, items: dict[int, AgendaItem]) -> bool:
    """Items, discussion and resolutions; tells whether the chair's signature is left empty."""
    is_unsigned = False
    for at, block in enumerate(blocks[start:], start):
        if at in items:
            composer.open_item(_titled(block, items[at]), items[at])
        elif _SIGNED.fullmatch(plain(block.words)):
            is_unsigned = True
        elif _ENDED.match(block.words.lstrip("*_ ")):
            composer.open_role(Role.BODY)
            composer.add(replace(block, level=0, form=Form.PARAGRAPH), role=Role.FRONT_MATTER)
        else:
            composer.add_all((block,))
    return is_unsigned


def _titled(block: Block, item: AgendaItem) -> Block:
    """The heading of an item: its title as printed, a second number with it, without its own number."""
    second = _SECOND_NUMBER.search(block.words.strip("* "))
    return replace(block, words=f"{item.title}{second.group() if second else ''}", level=1)
