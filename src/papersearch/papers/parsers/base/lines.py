"""What one line of a paper is: blank, list mark, number, table row, heading, or cut short."""

import re
from dataclasses import dataclass

from papersearch.model import Form, Line

_MARK = re.compile(
    r"^\s*(?:[\u00b7\u2022\u25cf\u25aa\u25ab\u25e6\u2023\u2219\u25a0\u25a1\uf0b7*\u2013\u2014-]|o(?=\s))[\s\t]+(?=\S)"
)
_ASKED = (
    r"(?i:to|that|notes?|agrees?|approves?|endorses?|considers?|requests?|recommends?|delegates?|authorises?|receives?|supports?"
    r"|comments?|reviews?|instructs?|asks?|confirms?|adopts?|accepts?|refuses?|grants?|awards?|appoints?|determines?)\b"
)
"""What a point of a recommendation begins with."""
_NUMBER = re.compile(
    r"^\s*(?:"
    r"(?P<plain>\d{1,4}[a-z]?)[.)](?=\s|\t)"  # "48. "
    r"|(?P<levels>\d{1,3}(?:\.\d{1,3})+)\.?(?=[\s\t]+[\"\u201c\u2018'(\u00a3A-Z])"  # "2.1 Adoption"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){2,})\.?(?=[\s\t]+[a-z])"  # "1.1.1 agree to the sites"
    rf"|(?P<low>\d{{1,2}}\.\d{{1,2}})(?=[\s\t]+{_ASKED})"  # "1.1 note the report"
    rf"|(?P<capital>[A-K])[.)](?=[\s\t]+{_ASKED})"  # "A. Agree two new risks"
    r"|(?P<bracket>\((?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,3}|[A-Z])\))(?=\s|\t|[A-Z])"  # "(a) "
    r"|(?P<letter>[a-z]|[ivx]{1,4})[.)](?=[\s\t])"  # "f. ", "iv) "
    r")[\s\t]*"
)
_CUT = re.compile(
    r"\s*(?:\.\.\.|\u2026)\s*view the full (?:minutes|agenda|decision)s? text for item\b.*$", re.IGNORECASE
)
_PAGE_STAMP = re.compile(r"page \d{1,4}(?: of \d{1,4})?|[-\u2010-\u2015] ?\d{1,4} ?[-\u2010-\u2015]", re.IGNORECASE)
_NO_HEADING = re.compile(
    r"\b0\d{2,4}[\s)]*\d{3}|\S@\S|://|\bwww\."  # a telephone number or an address
    r"|(?-i:[a-z]{3}[.!?]\*{0,2}\s+[\"\u201c*]{0,3}[A-Z])"  # two sentences
    r"|(?:^|:\s*)(?:none|nil|n/a|not applicable|yes|no)$",  # an answer, or a label with it
    re.IGNORECASE,
)
_LEAD = re.compile(r"[\u00b7\u2022\uf0b7-]|\(?(?:\d{1,4}[a-z]?|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?")
_LABEL_CELL = re.compile(
    r"\**(?:(?:it was\s+)?(?:unanimously\s+)?(?:resolved|agreed|decided|recommended|determined)\b[^\t.]{0,60}?"
    r"|decision)\s*(?:[:\u2010-\u2015-]|(?-i:(?<=[A-Z])))\s*\**",
    re.IGNORECASE,
)
"""What TABs may set off from its words: "AGREED:", "RESOLVED"."""
_OPENS_LIST = re.compile(r"(?:[a-z):]\s?|:)[\u2010-\u2015-]\**$")
_OPENS_POINTS = re.compile(r":\s?[\u2010-\u2015-]+$")
_END = ".:;!?"
_CLOSING = "\"'\u201d\u2019)]*"
_LONGEST_HEADING, _MOST_HEADING_WORDS, _LEAST_LABELLED_WORDS = 140, 18, 4


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line taken apart: the mark and the number before its words, and the words as printed."""

    words: str
    number: str | None
    is_marked: bool
    form: Form
    """`paragraph` may still turn out a heading."""
    cells: tuple[str, ...] = ()
    is_cut: bool = False


def plain(text: str) -> str:
    """A line with its white space folded, for tests against it; never for display."""
    return " ".join(text.split())


def is_blank(line: Line) -> bool:
    """Whether a line holds nothing but white space, non-breaking spaces among it."""
    return not line.text.strip()


def is_page_stamp(line: Line) -> bool:
    """Whether a line is only the number of a page, as text taken from a PDF keeps it between two paragraphs."""
    return bool(_PAGE_STAMP.fullmatch(plain(line.text)))


def read_line(line: Line) -> ReadLine:
    """A line taken apart."""
    text = line.text.strip("\r\n ")
    if "\t" in text.lstrip():
        row = _row(text)
        if row:
            return row
    text = re.sub(r"\t+", " ", text.strip())
    marked = _MARK.match(text)
    rest = text[marked.end() :] if marked else text
    numbered = _NUMBER.match(rest)
    number = _printed(numbered) if numbered else None
    words = rest[numbered.end() :] if numbered else rest
    if not words:
        return ReadLine(text, None, bool(marked), Form.PARAGRAPH)
    cut = _CUT.search(words)
    if cut:
        words = words[: cut.start()]
    return ReadLine(words.strip(), number, bool(marked), _form(line, number, is_marked=bool(marked)), is_cut=bool(cut))


def cells_of(line: Line) -> tuple[str, ...]:
    """The cells of a row, empty ones kept."""
    return tuple(cell.strip() for cell in line.text.strip("\r\n ").split("\t"))


def joins(before: str, after: str) -> bool:
    """Whether a page break cut one paragraph into these two texts."""
    ended = before.rstrip().rstrip(_CLOSING).rstrip()
    return (
        bool(ended)
        and ended[-1] not in _END
        and not _OPENS_POINTS.search(ended)
        and after.lstrip("\u201c\u2018\"'(")[:1].islower()
    )


def looks_like_heading(line: Line, read: ReadLine) -> bool:
    """Whether a line without number or mark stands as a heading: short, no end punctuation, or marked so by its source."""
    if line.mark and re.fullmatch(r"h[1-6]|title", line.mark):
        return True
    words = read.words.strip().strip("*").strip()
    if read.number is not None or read.is_marked or read.cells or not words:
        return False
    if len(words) > _LONGEST_HEADING or len(words.split()) > _MOST_HEADING_WORDS or _NO_HEADING.search(words):
        return False
    if _OPENS_LIST.search(words):
        return False
    return words[-1] not in ".:;!?," and (words[0].isupper() or words[0].isdigit() or words[0] in "\u2018\u201c\"'")


def is_capitals(text: str) -> bool:
    """Whether all letters of a text are capitals, and there are at least three."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and all(char.isupper() for char in letters)


def heading_level(line: Line, words: str) -> int:
    """1 for capitals, 2 for other headings; the level its source gives, where it gives one."""
    if line.mark and re.fullmatch(r"h[1-6]", line.mark):
        return int(line.mark[1])
    return 1 if is_capitals(words) else 2


def _row(text: str) -> ReadLine | None:
    """A table row; `None` for a list mark, number or label that TABs set off from its paragraph, and for an indent."""
    cells = tuple(cell.strip() for cell in text.split("\t"))
    stated = [cell for cell in cells if cell]
    if len(stated) == 2 and cells[-1] and (_is_mark_before(text) or _is_label_before(stated)):
        return None
    return ReadLine(" | ".join(stated), None, is_marked=False, form=Form.TABLE_ROW, cells=cells)


def _is_mark_before(text: str) -> bool:
    """Whether a list mark or number stands before one TAB and its words, be the line indented or not."""
    cells = text.lstrip("\t ").split("\t")
    return len(cells) == 2 and bool(_LEAD.fullmatch(cells[0].strip()))


def _is_label_before(stated: list[str]) -> bool:
    """Whether a decision stands after its label: the words of a cell of their own would not go on as its sentence does."""
    return bool(_LABEL_CELL.fullmatch(stated[0])) and len(stated[1].split()) >= _LEAST_LABELLED_WORDS


def _printed(match: re.Match[str]) -> str:
    return next(value for value in match.groups() if value is not None)


def _form(line: Line, number: str | None, *, is_marked: bool) -> Form:
    is_paragraph_number = number is not None and number[0].isdigit()
    if is_paragraph_number:  # 002:492: "- 4. There is" is paragraph 4, in spite of its dash
        return Form.PARAGRAPH
    is_listed = is_marked or number is not None or line.mark == "li"
    return Form.LIST_ITEM if is_listed else Form.PARAGRAPH
