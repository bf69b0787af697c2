"""Reads marks that are no words: boxes that are ticked, and asterisks that a note explains."""

import re
from collections.abc import Sequence

from papersearch.model import Line
from papersearch.papers.folding import bare

_BOX = re.compile(
    r"(?P<ticked>[\[(]\s?[xX\u2713\u2714\u2717\u2718]\s?[\])]|[\u2611\u2612\u2705\U0001f5f9\U0001f5f5\U0001f5f7]|(?<!\S)[\u2713\u2714](?!\S))"
    r"|(?P<empty>\[[ _]{0,3}\]|\([ _]{1,3}\)|[\u2610\u25a1\u25a2\u2751\u2752])"
)
_TICKED = re.compile(
    r"[xX\u2713\u2714\u2717\u2718]\s?[\])]|[\u2611\u2612\u2705\U0001f5f9\U0001f5f5\U0001f5f7\u2713\u2714]"
)
_CLOSED_OPTION = re.compile(
    r"(?:(?:wholly|fully|partly|part) )?(?:exempt|confidential|restricted|private|closed|not for publication|part (?:2|ii|two|b)|eithriedig|cyfrinachol)\b.*"
)
_MOST_BOXES = 12
_NOTE = re.compile(
    r"[^.]{0,80}(?:[*\u2020\u2021]|\basterisk(?:s|ed)?\b|\bstarred\b)[^.]{0,120}"
    r"\b(?:exempt|confidential|restricted|not for publication|in private|press and public|public (?:and press )?(?:is|are|may|will))\b",
    re.IGNORECASE,
)
_SPEAKS_OF = re.compile(
    r"\b(?:items?|reports?|denotes?|indicates?|marked|papers?|appendices|matters?)\b", re.IGNORECASE
)
_STARRED = re.compile(
    r"\s*(?:[*\u2020\u2021](?!\*)[ \t]*\(?\d{1,3}[.)]?\s|\(?\d{1,3}[.)]?\s*[*\u2020\u2021](?!\*))|[^*]{3,200}(?<![*\s])[ ]?[*\u2020\u2021](?=\s*(?:\t|$))"
)
_HINT = re.compile(r"[*\u2020\u2021]|asterisk|starred", re.IGNORECASE)
_LONGEST = 400


def ticks_closed(text: str) -> bool:
    """Whether a line ticks that its paper is closed: "[ ] Open [x] Exempt".

    A box belongs to the word after it where the line, past its label, begins with a box, and else to the word before it.
    """
    if len(text) > _LONGEST or not _TICKED.search(text):
        return False
    boxes = list(_BOX.finditer(text))
    if not boxes or len(boxes) > _MOST_BOXES or not any(box["ticked"] for box in boxes):
        return False
    opening = re.split(r"[:?]", text[: boxes[0].start()])[-1]
    if opening.strip(" \t-\u2022*"):
        starts = [boxes[0].start() - len(opening), *(box.end() for box in boxes[:-1])]
        said = [text[start : box.start()] for box, start in zip(boxes, starts, strict=True)]
    else:
        ends = [*(box.start() for box in boxes[1:]), len(text)]
        said = [text[box.end() : end] for box, end in zip(boxes, ends, strict=True)]
    return any(box["ticked"] and _CLOSED_OPTION.fullmatch(bare(one)) for box, one in zip(boxes, said, strict=True))


def has_note_on_asterisks(lines: Sequence[Line]) -> bool:
    """Whether a note says that what an asterisk stands at is closed."""
    return any(
        len(text) <= _LONGEST and bool(_NOTE.match(text)) and bool(_SPEAKS_OF.search(text))
        for text in (line.text for line in lines if _HINT.search(line.text))
    )


def is_starred(text: str) -> bool:
    """Whether an asterisk stands at the number or at the end of an item's title."""
    return len(text) <= _LONGEST and bool(_STARRED.match(text))
