"""What the styles of a Word file say of a paragraph or run: heading level, number, hidden or not."""

import re
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFF = ("0", "false", "off", "none")
_HEADING_NAME = re.compile(r"heading (?P<level>[1-6])", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,9}")
_DEEPEST_LEVEL = 6
_LONGEST_CHAIN = 20


class Styles:
    """The styles of one file, asked by id; what a style does not say, the style it is based on does."""

    def __init__(self, part: etree._Element | None) -> None:
        found = part.iter(f"{W}style") if part is not None else ()
        self._by_id = {one.get(f"{W}styleId", ""): one for one in found}
        self._default = next((name for name, one in self._by_id.items() if _is_default(one)), "")

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style; the default style's where it names none."""
        return property_of(paragraph, "pPr", "pStyle") or self._default

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """1 to 6 for a heading, by its own outline level or its style."""
        direct = property_of(paragraph, "pPr", "outlineLvl")
        if direct is not None:
            return _level(direct)
        for style in self._chain(self.style_of(paragraph)):
            name = property_of(style, "name") or ""
            named = _HEADING_NAME.fullmatch(name)
            if named:
                return int(named["level"])
            if _TITLE_NAME.fullmatch(name):
                return 1
            outline = property_of(style, "pPr", "outlineLvl")
            if outline is not None:
                return _level(outline)
        return None

    def numbering(self, style: str) -> tuple[str | None, str | None, str | None]:
        """The list a style puts its paragraphs in, the level it states, and the style that says so."""
        for one in self._chain(style):
            number = property_of(one, "pPr", "numPr", "numId")
            if number is not None:
                return number, property_of(one, "pPr", "numPr", "ilvl"), one.get(f"{W}styleId")
        return None, None, None

    def is_hidden(self, paragraph: etree._Element, run: etree._Element) -> bool:
        """Whether a run is hidden text: by itself, its own style or the style of its paragraph."""
        own = switch(run, "rPr", "vanish")
        if own is not None:
            return own
        for first in (property_of(run, "rPr", "rStyle"), self.style_of(paragraph)):
            for style in self._chain(first or ""):
                hidden = switch(style, "rPr", "vanish")
                if hidden is not None:
                    return hidden
        return False

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those it is based on; a circle ends."""
        for _ in range(_LONGEST_CHAIN):
            found = self._by_id.get(style)
            if found is None:
                return
            yield found
            style = property_of(found, "basedOn") or ""


def property_of(element: etree._Element, *path: str) -> str | None:
    """The value of a property of an element, `None` where it is not stated."""
    found = element.find("/".join(f"{W}{name}" for name in path))
    return None if found is None else found.get(VAL)


def switch(element: etree._Element, *path: str) -> bool | None:
    """Whether a property is switched on or off, `None` where it is not stated."""
    found = element.find("/".join(f"{W}{name}" for name in path))
    return None if found is None else found.get(VAL, "on") not in _OFF


def count_in(value: str | None) -> int | None:
    """The count that a value states; a file may hold anything in its place, endless digits too."""
    return int(value) if value and _COUNT.fullmatch(value) else None


def _level(outline: str) -> int | None:
    level = count_in(outline)
    return level + 1 if level is not None and level < _DEEPEST_LEVEL else None


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
