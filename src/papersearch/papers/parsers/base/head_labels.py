"""What a line near the head of a paper states by its label, be the label set off by a colon or in a cell of its own."""

import re
from dataclasses import dataclass

from papersearch.model import Line
from papersearch.papers.parsers.base.lines import cells_of, plain

_NAMES = {
    "committee": r"(?:name of )?committee|committee name|report to|name of (?:meeting|body)|body|meeting name",
    "meeting": r"meeting",
    "date": r"meeting date|date of (?:the )?meeting|held on",
    "time": r"(?:start |meeting )?time",
    "place": r"venue|place|location",
}
_LABEL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items()), re.IGNORECASE)
_COLON = re.compile(r"\**(?P<label>[A-Za-z][A-Za-z ]{1,24}?)\**\s*:\**\s*(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value of the meeting: what it is of ("committee", "meeting", "date", "time", "place"), and its words as printed."""

    of: str
    value: str


def stated_by_label(line: Line) -> StatedValue | None:
    """The labelled value of the meeting that a line gives, or `None`."""
    found = _COLON.fullmatch(labelled_text(line))
    label = _LABEL.fullmatch(found["label"].strip()) if found else None
    return StatedValue(str(label.lastgroup), found["value"].strip("* ")) if found and label else None


def labelled_text(line: Line) -> str:
    """A line with its white space folded; a row of a label and its value with a colon between them."""
    cells = [cell for cell in cells_of(line) if cell]
    if "\t" in line.text.strip() and len(cells) == 2 and _LABEL.fullmatch(cells[0].rstrip(": ").strip("* ")):
        return f"{cells[0].rstrip(': ').strip('* ')}: {plain(cells[1])}"
    return plain(line.text)
