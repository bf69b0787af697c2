"""Automatic numbers of a Word file, counted as Word counts them and written as it prints them."""

import re
from dataclasses import dataclass, field

from lxml import etree

from papersearch.papers.reading.docx_styles import Styles, W, count_in, property_of, switch

_BULLET = "\N{MIDDLE DOT}"
_DASHES = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\uf02d")
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN, _LARGEST_LETTERED = 4_999, 26 * 30
_NO_LIST = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """As Word writes it: "%1.%2"."""
    style: str | None = None
    """The paragraph style that stands for this level."""
    restarts_after: int | None = None
    """The level, from 1, whose next number restarts this one; 0 for never, `None` for any level above."""
    is_all_decimal: bool = False


@dataclass(slots=True)
class _List:
    """A list definition, and how far each of its levels has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The numbers of one file; to be asked once for each paragraph, in the order of the text."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        self._begun: set[tuple[str | None, int]] = set()
        if part is not None:
            self._abstracts = {one.get(f"{W}abstractNumId", ""): one for one in part.findall(f"{W}abstractNum")}
            self._nums = {one.get(f"{W}numId", ""): one for one in part.findall(f"{W}num")}

    def next_number(self, paragraph: etree._Element) -> str | None:
        """The number or mark of a paragraph as printed, `None` for a paragraph that is in no list."""
        number_id, at = self._place(paragraph)
        num = self._nums.get(number_id or _NO_LIST)
        if num is None:
            return None
        numbered = self._list_of(num)
        redefined, restart = _override(num, at)
        level = redefined or numbered.levels.get(at, _Level())
        is_first = (number_id, at) not in self._begun
        self._begun.add((number_id, at))
        _count(numbered, at, start=level.start, restart=restart if is_first else None)
        return _printed(level, numbered, at)

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list a paragraph is in and its level, by itself or by its style."""
        style = self._styles.style_of(paragraph)
        by_style, level_by_style, stating = self._styles.numbering(style)
        number_id = property_of(paragraph, "pPr", "numPr", "numId")
        level = property_of(paragraph, "pPr", "numPr", "ilvl")
        if number_id is None:
            number_id = by_style
            level = level or self._level_of_style(number_id, (style, stating or style)) or level_by_style
        return number_id, min(count_in(level) or 0, _LEVELS - 1)

    def _level_of_style(self, number_id: str | None, styles: tuple[str, str]) -> str | None:
        num = self._nums.get(number_id or _NO_LIST)
        levels = self._list_of(num).levels if num is not None else {}
        return next((str(at) for style in styles for at, level in levels.items() if level.style == style), None)

    def _list_of(self, num: etree._Element) -> _List:
        """The list behind a number id; ids that share a definition share its counts."""
        name = self._abstract_of(num)
        if name not in self._lists:
            self._lists[name] = _List(_levels(self._abstracts.get(name)))
        return self._lists[name]

    def _abstract_of(self, num: etree._Element) -> str:
        """The definition of a list; one that only names a list style is where that style is defined."""
        name = property_of(num, "abstractNumId") or ""
        abstract = self._abstracts.get(name)
        linked = property_of(abstract, "numStyleLink") if abstract is not None else None
        if linked:
            target = self._nums.get(self._styles.numbering(linked)[0] or _NO_LIST)
            if target is not None and target is not num:
                return property_of(target, "abstractNumId") or name
        return name


def _count(numbered: _List, at: int, *, start: int, restart: int | None) -> None:
    """Count one more on a level; the levels above have begun with it, those below begin again."""
    counts = numbered.counts
    for above in range(at):
        counts.setdefault(above, numbered.levels.get(above, _Level()).start)
    if restart is not None:
        counts[at] = restart
    else:
        counts[at] = counts[at] + 1 if at in counts else start
    for below in [one for one in counts if one > at]:
        rule = numbered.levels.get(below, _Level()).restarts_after
        if rule is None or at < rule:
            del counts[below]


def _levels(abstract: etree._Element | None) -> dict[int, _Level]:
    found = abstract.findall(f"{W}lvl") if abstract is not None else []
    return {at: _level(one) for one in found if (at := _index(one)) is not None}


def _index(element: etree._Element) -> int | None:
    stated = count_in(element.get(f"{W}ilvl", "0"))
    return stated if stated is not None and stated < _LEVELS else None


def _level(element: etree._Element) -> _Level:
    start = count_in(property_of(element, "start"))
    return _Level(
        start=1 if start is None else start,
        form=property_of(element, "numFmt") or "decimal",
        text=property_of(element, "lvlText") or "",
        style=property_of(element, "pStyle"),
        restarts_after=count_in(property_of(element, "lvlRestart")),
        is_all_decimal=bool(switch(element, "isLgl")),
    )


def _override(num: etree._Element, at: int) -> tuple[_Level | None, int | None]:
    """What a list redefines on a level, and the number it starts at anew."""
    for one in num.findall(f"{W}lvlOverride"):
        if _index(one) == at:
            level = one.find(f"{W}lvl")
            return _level(level) if level is not None else None, count_in(property_of(one, "startOverride"))
    return None, None


def _printed(level: _Level, numbered: _List, at: int) -> str | None:
    if level.form == "bullet":
        return "-" if level.text in _DASHES else _BULLET
    forms = {place: one.form for place, one in numbered.levels.items()} | {at: level.form}

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = "decimal" if level.is_all_decimal else forms.get(place, "decimal")
        return written(numbered.counts.get(place, 1), form)

    text = _PLACE.sub(number, level.text).strip()
    if not text:
        return None
    return f"{text}." if text.isalnum() else text


def written(count: int, form: str) -> str:
    """A count in one of Word's forms of number; a form not known here is written in figures."""
    match form:
        case "lowerLetter" | "upperLetter" if 0 < count <= _LARGEST_LETTERED:
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < count <= _LARGEST_ROMAN:
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case "ordinal":
            return _ordinal(count)
        case "none":
            return ""
        case _:
            return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _ordinal(count: int) -> str:
    ending = "th" if 10 < count % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
