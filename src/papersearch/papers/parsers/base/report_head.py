"""The head of a report, read by label up to the next label, however it is broken into lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papersearch.analysis import words
from papersearch.dates import find_dates, find_time
from papersearch.model import Line
from papersearch.papers.parsers.base.bodies import is_body, is_council
from papersearch.papers.parsers.base.lines import cells_of, is_blank, is_capitals, is_page_stamp, plain
from papersearch.papers.parsers.base.minutes_head import head_of_minutes, head_without_sentence

_LABELS = {
    "item": r"(?:agenda )?item(?: no\.?| number)?(?=[\s:.]*\d|\s*:)",
    "classification": r"(?:security )?classification",
    "date": r"(?:meeting )?date(?: of (?:meeting|committee))?|decision date",
    "committee": r"meeting name|report to|(?:name of )?committee|meeting|to(?=\s*:\**\s*(?!members|all |councillors)(?:the |\w+ (?:and \w+ )?)*(?:committee|cabinet|council|board|panel|executive)\b)",
    "title": r"report title|title(?: of (?:the )?report)?|subject",
    "wards": r"wards?\(?s?\)?(?:(?: or (?:groups?|communities))? affected)?",
    "from": r"from|report of|report by|report from",
    "cabinet member": r"(?:relevant )?cabinet member|portfolio(?: holder)?|lead member",
    "lead officer": r"(?:lead|responsible|accountable) (?:officer|director)|chief officer",
    "report author": r"(?:report )?author(?:\(?s\)?)?|(?:originating|reporting) officer(?:\(?s\)?)?",
    "contact officer": r"contact(?: officer)?",
    "key decision": r"(?:is this a )?key decision\??|decision type",
    "status": r"exempt(?: information| appendices)?|public or private|status",
}
_BARE = re.compile(r"(?:joint )?(?P<label>report (?:to|of|by|from)) (?:the )?(?P<value>\S.*)", re.IGNORECASE)
_END_OF_VALUE = "\x1e"
"""After a value that ends with its line; no text holds it, for readers drop control characters."""
_OTHER_LABEL = re.compile(
    r"(?<=\S)[ ]*\n\s*\**(?=(?:(?i:date (?:published|of publication|of issue|issued)|publication date|published|issued|time|venue|place|location|"
    r"reference|ref\.? no\.?|file ref|version|telephone|tel|e-?mail|deadline)|[A-Z][A-Z ()/-]{3,40})\s*(?:\?)?\**\s*(?::|\t))",
)
"""Before a label that this head has beside those we read: the value above it ends there."""
_MOST_BARE_LINES, _MOST_BARE_WORDS = 12, 14
_BLANK = r"\s+"  # a label too may be broken over lines
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=\t)|(?<=\n)|(?<=\n\*\*))\s*\**(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{pattern.replace(' ', _BLANK)})" for name, pattern in _LABELS.items())
    + r")\**\s*(?::|(?=\t)|(?<=\.)|(?=[\s.]*\d+\b)|(?=\n))\**",
    re.IGNORECASE,
)
_LABEL_WORDS = frozenset(
    form for word in re.findall(r"[a-z]+", " ".join(_LABELS.values())) for form in (word, word.removesuffix("s"))
)
_MOST_LINES, _ENOUGH_LABELS, _LONGEST_TIME = 30, 3, 15
_SECTION = re.compile(
    r"(?:\d[\d.]*\s+)?(?:purpose|recommendations?|summary|executive summary|background|introduction|reasons?|decisions? (?:required|requested|sought)"
    r"|actions? (?:required|requested)|key issues).{0,40}|recommendations?\s*:.*\w.*"
    r"|it is recommended\b.*|.{0,60}\b(?:is|are) (?:recommended|asked|invited|requested) (?:to|that)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """The labelled values of a report's head, as printed."""

    item_number: str | None
    committee: str | None
    meeting_date: str | None
    title: str | None
    facts: dict[str, str]
    left: tuple[Line, ...] = ()
    """Lines among the labels that hold none of these values."""


def is_report_head(lines: tuple[Line, ...]) -> bool:
    """Whether these lines open with a report's head: three of its labels, a meeting or a classification among them."""
    head = _head_lines(lines)
    values = _values(head)
    is_labelled = (
        len(values) >= _ENOUGH_LABELS
        and bool({"classification", "committee", "date"} & values.keys())
        and bool({"title", "from"} & values.keys())
    )
    return is_labelled or _is_half_labelled(values, head) or _is_bare_head(lines, head)


def _is_half_labelled(values: dict[str, str], head: tuple[Line, ...]) -> bool:
    """Whether only body and day stand without a label, above a title and two other values that have theirs."""
    return len(values) >= _ENOUGH_LABELS and "title" in values and {"committee", "date"} <= _unlabelled(head).keys()


def _is_bare_head(lines: tuple[Line, ...], head: tuple[Line, ...]) -> bool:
    """Whether a head without colons is one: "REPORT TO THE CABINET" or "Report of the ...", a body, a day and a title."""
    stated = [line for line in head if not is_blank(line)]
    if len(stated) > _MOST_BARE_LINES or len(head) == len(lines) or not any(_bare_label(line) for line in stated[:8]):
        return False
    values = _unlabelled(head) | _values(head)
    is_minutes = head_of_minutes(lines) is not None or head_without_sentence(lines) is not None
    return {"committee", "date", "title"} <= values.keys() and is_body(values["committee"]) and not is_minutes


def _bare_label(line: Line) -> tuple[str, str] | None:
    """Label and value of a line that needs no colon: "REPORT TO THE CABINET", "Report of the Head of Housing"."""
    match = _BARE.fullmatch(plain(line.text).strip("* "))
    if not match or "\t" in line.text.strip() or len(match["value"].split()) > _MOST_BARE_WORDS:
        return None
    label = match["label"].casefold()
    is_name = is_body(match["value"]) if label == "report to" else match["value"][:1].isupper()
    return (f"{label}:", f"{match['value']}{_END_OF_VALUE}") if is_name and match["value"][-1] not in ".,;:" else None


def opens_with_full_head(lines: tuple[Line, ...]) -> bool:
    """Whether these lines open with a head that states committee, date and title by label, its first label first."""
    head = _head_lines(lines)
    values = _values(head)
    return bool(_LABEL.match(lines[0].text.strip())) and {"committee", "date", "title"} <= values.keys()


def report_head_length(lines: tuple[Line, ...]) -> int:
    """How many lines the head takes."""
    return len(_head_lines(lines))


def read_report_head(lines: tuple[Line, ...]) -> tuple[ReportHead, tuple[Line, ...]]:
    """The head, and the lines after it."""
    head = _head_lines(lines)
    values = _values(head)
    number = re.match(r"[\s:.]*(?P<number>[A-Z]?\d[\w./]*?)\.?(?=\s|$)", values.get("item", ""))
    committee = values.get("committee")
    unlabelled = _unlabelled(head) if "title" not in values or not committee else {}
    date = values.get("date") or (committee if committee and find_dates(committee) else None)
    if committee and find_dates(committee):
        committee = re.split(r"\s*[-\u2010-\u2015,]\s*(?=\S*\s?\d)", committee)[0]
    facts = {
        name: value for name, value in values.items() if name not in ("item", "committee", "date", "title") and value
    }
    committee = committee if committee and is_body(committee) else unlabelled.get("committee")
    date, title = date or unlabelled.get("date"), values.get("title") or unlabelled.get("title")
    used = (number["number"] if number else None, committee, _stated_date(date), title, *facts.values())
    return (
        ReportHead(
            item_number=number["number"] if number else None,
            committee=committee,
            meeting_date=date,
            title=title,
            facts=facts,
            left=_left(head, " ".join(value for value in used if value)),
        ),
        lines[len(head) :],
    )


def _stated_date(value: str | None) -> str | None:
    """What a value says of the day, and of the time if it stands right after it."""
    found = find_dates(value) if value else ()
    if value is None or not found:
        return value
    rest = value[found[0].end :]
    is_time = len(rest) <= _LONGEST_TIME and (find_time(rest) is not None or not re.search(r"[^\W_]", rest))
    return value[found[0].start :] if is_time else value[found[0].start : found[0].end]


def _left(head: tuple[Line, ...], used: str) -> tuple[Line, ...]:
    """The lines of a head that are neither a label, a value that is used nor the name of the council."""
    kept = _words(used) | _LABEL_WORDS
    return tuple(
        line
        for line in head
        if not _words("\t".join(_LABEL.sub(" ", cell) for cell in cells_of(line))) <= kept
        and not _LABEL.fullmatch(f"{plain(line.text).strip('* ')}:")
        and not is_council(line.text)
        and not is_page_stamp(line)
    )


def _words(text: str) -> set[str]:
    return set(words(text))


def _head_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Up to the first section heading or numbered paragraph."""
    before = ""
    for at, line in enumerate(lines[: _MOST_LINES * 2]):
        text = plain(line.text).strip("* ")
        is_value = bool(_LABEL.fullmatch(f"{before}:")) or bool(_LABEL.match(text))
        is_body_text = _SECTION.fullmatch(text) or re.match(r"(?:1|1\.0|1\.1)[.)]?\s+\S", text)
        if at and not is_value and (is_body_text or (is_capitals(text) and at > 2 and _SECTION.match(text))):
            return lines[:at]
        before = text.rstrip(":") or before
    last = max((at for at, line in enumerate(lines[:_MOST_LINES]) if _LABEL.match(line.text.strip())), default=0)
    return lines[: last + 1]


def _values(lines: tuple[Line, ...]) -> dict[str, str]:
    text = "\n".join("\t".join(cells) for cells in _rows(lines))
    found = [match for match in _LABEL.finditer(text) if match.end() and _is_label(match, text)]
    values: dict[str, str] = {}
    for match, following in zip(found, [*found[1:], None], strict=False):
        name = next(name for name in _LABELS if match[name.replace(" ", "_")])
        raw = text[match.end() : following.start() if following else len(text)].partition(_END_OF_VALUE)[0]
        raw = _OTHER_LABEL.split(raw, maxsplit=1)[0] if raw.strip() else raw
        value = (_first_body(raw) if name == "committee" else plain(raw)).strip(" :*")
        if value and name not in values:
            values[name] = value
    return values


def _first_body(value: str) -> str:
    """Of a value over several lines: as many of them as it takes to name a body or a day."""
    lines = [plain(line) for line in value.split("\n") if line.strip()]
    starts = (" ".join(lines[:end]) for end in range(1, len(lines) + 1))
    return next((start for start in starts if is_body(start) or find_dates(start)), plain(value))


def _is_label(match: re.Match[str], text: str) -> bool:
    """Only the words "item" and "date" can stand before a number without a colon."""
    before_number = text[match.end() :].lstrip(" .")[:1].isdigit() and match.group().rstrip()[-1:] not in ":*"
    return not before_number or bool(match["item"] or match["date"])


def _rows(lines: tuple[Line, ...]) -> Iterator[tuple[str, ...]]:
    """The cells of each line; a row of labels alone takes its values from the row below, column by column."""
    labels: tuple[str, ...] = ()
    for line in lines:
        cells = _bare_label(line) or cells_of(line)
        if labels and len(cells) == len(labels):
            yield from zip((f"{label}:" for label in labels), cells, strict=True)
            labels = ()
        elif len(cells) > 1 and all(_LABEL.fullmatch(f"{cell.rstrip(': ')}:") for cell in cells):
            labels = cells
        else:
            yield cells


def _unlabelled(lines: tuple[Line, ...]) -> dict[str, str]:
    """Committee, date and title of a head that prints them without labels, each on a line of its own."""
    found: dict[str, str] = {}
    for line in lines:
        text = plain(line.text).strip("* ")
        if is_blank(line) or _LABEL.match(text) or _bare_label(line):
            continue
        if is_body(text) and ("committee" not in found or is_council(found["committee"])):
            found["committee"] = text
        elif find_dates(text) and len(text.split()) <= 8:
            found.setdefault("date", text)
        elif len(text.split()) > 1 and "title" not in found:
            found["title"] = text
    return found
