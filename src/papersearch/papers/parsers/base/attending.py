"""Reads who attended a meeting, and where the list of them ends."""

import re
from dataclasses import replace

from papersearch.model import Form, Person, Role
from papersearch.papers.parsers.base.blocks import Block
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.labels import role_opened_by
from papersearch.papers.parsers.base.people import people_of_cell

_LABEL = re.compile(
    r"\**(?:(?:members|councillors|also|officers|those|others|committee members|voting members|board members)\s+)?"
    r"(?:present|attending|attended|sederunt|in attendance|attendance|attendees|apologies(?: for absence)?(?: received)?|absent|"
    r"(?:non-)?voting(?: co-opted)? members|co-?opted members|young people|officers?(?: support)?|observers?|substitutes?|invited|witnesses|"
    r"in the chair|chair(?:man|person)?|vice-chair(?:man)?|clerk|members of the (?:public|(?:sub-?)?committee|board|panel|cabinet|council)|"
    r"members|councillors|public|press|advisers?|guests?)(?: present)?\b.{0,40}?(?:[:*]|\t|$)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[\W_]*(?:(?:members|councillors|those|all|also|committee members)\s+)?(?:present|attending|sederunt|in attendance|attendance|attendees)\b"
    r"(?:[\W_]|members|officers|and apologies|list|were|was|at the meeting|$).*",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"(?:(?:agenda )?item|minute|ref|no)\.?(?: no\.?)?|(?:agreed )?actions?(?: points?)?|task|\d{1,3}[.)]?",
    re.IGNORECASE,
)
"""The first cell of a table of business, which no list of names has."""
_BARE = re.compile(
    r"\**(?:attendance|attendees|members present|those present|those attending|councillors present|in attendance|present)\**:?",
    re.IGNORECASE,
)
_MOST_BLOCKS_BEFORE, _PROSE_WORDS = 12, 10


def is_attendance_label(text: str) -> bool:
    """Whether a line opens a list of those who attended: "Present:", "Apologies"."""
    return bool(_LABEL.match(text))


def opens_attendance(text: str) -> bool:
    """Whether a line opens the list of those present, as only minutes have it."""
    return bool(_OPENS.fullmatch(text))


def attendance_end(blocks: tuple[Block, ...]) -> int:
    """The first block that cannot belong to the list of those who attended, in minutes whose items have no numbers."""
    end = 0
    for at, block in enumerate(blocks):
        if block.number is not None or (at - end > _MOST_BLOCKS_BEFORE and not end):
            break
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        heads_names = block.is_heading and following is not None and _names(following)
        if _is_label(block) or _names(block) or heads_names:
            end = at + 1
        elif end:
            break
    return end


def add_attendance(composer: Composer, blocks: tuple[Block, ...]) -> list[Person]:
    """One unit a row; a line that opens no row belongs to the row above (002:121)."""
    rows: list[list[Block]] = []
    is_text, opens_business, texts = False, False, set[int]()
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        is_under_title = bool(rows) and _BARE.fullmatch(rows[-1][-1].words) is not None
        is_sum = is_text and _is_of_figures(block)
        opens_row = (bool(block.cells) and not is_sum) or _is_label(block)
        opens_text = _is_prose(block) or _heads_text(block, following)
        opens_business = opens_business or bool(block.cells and _BUSINESS.fullmatch(block.cells[0]))
        is_text = opens_business or is_sum or (not opens_row and (opens_text or (is_text and not _names(block))))
        if rows and not is_text and (not opens_row or is_under_title or role_opened_by(block.words)):
            rows[-1].append(block)
        else:
            texts |= {len(rows)} if is_text else set()
            rows.append([block])
    people: list[Person] = []
    for at, row in enumerate(rows):
        if at in texts:
            composer.add_all(row)
        else:
            composer.add(_joined(row), role=Role.ATTENDANCE)
            people += _attending(row)
    return people


def _is_of_figures(block: Block) -> bool:
    """Whether a row holds a sum, as no list of names does."""
    return any("\N{POUND SIGN}" in cell for cell in block.cells[1:])


def _heads_text(block: Block, following: Block | None) -> bool:
    is_heading = block.is_heading and not _names(block) and not _BARE.fullmatch(block.words)
    return is_heading and following is not None and _is_prose(following) and not _is_label(following)


def _is_label(block: Block) -> bool:
    return is_attendance_label("\t".join(block.cells) if block.cells else block.words)


def _names(block: Block) -> bool:
    return bool(people_of_cell(block.words, standing="present", line=0)) and not _is_prose(block)


def _is_prose(block: Block) -> bool:
    return block.words.rstrip().endswith((".", ":", ":-")) and len(block.words.split()) >= _PROSE_WORDS


def _joined(row: list[Block]) -> Block:
    first = row[0]
    return replace(
        first,
        words=" ".join(block.words for block in row),
        last=row[-1].last,
        level=0,
        form=Form.TABLE_ROW if first.cells else Form.PARAGRAPH,
    )


def _attending(row: list[Block]) -> list[Person]:
    """The people of a row, read as a whole or line by line: whichever finds more of them."""
    first = row[0]
    is_all_names = bool(first.cells) and bool(people_of_cell(first.cells[0], standing="present", line=0))
    if first.cells and not is_all_names:
        label, rest = first.cells[0], " ".join(first.cells[1:])
    else:
        label, rest = ("", "; ".join(filter(None, first.cells))) if first.cells else _label_and_rest(first.words)
    standing = _standing_of(label)
    texts = [(rest, first.first.number), *((block.words, block.first.number) for block in row[1:])]
    together = people_of_cell(" ".join(text for text, _ in texts), standing=standing, line=first.first.number)
    singly = [one for text, line in texts for one in people_of_cell(text, standing=standing, line=line)]
    return list(together) if len(together) >= len(singly) else singly


def _label_and_rest(words: str) -> tuple[str, str]:
    label, colon, rest = words.partition(":")
    if colon:
        return label.strip("* "), rest.strip("* ")
    return (words, "") if _LABEL.match(words) else ("", words)


def _standing_of(label: str) -> str:
    folded = label.casefold()
    if "apolog" in folded or "absent" in folded:
        return "apologies"
    return "officer" if "officer" in folded else "present"
