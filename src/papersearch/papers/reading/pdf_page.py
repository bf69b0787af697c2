"""A printed page as words at places and the rules drawn between them, in points from its top left corner."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

_SAME_LINE = 0.4
"""Of the type size: how far a baseline may stand off and still be on the line, as a superscript does."""
_PLAIN_SPACE = 0.28
_HYPHEN_AT_END = re.compile(r"[\ufffe\u00ad]$|\w[-\u2010\u2011]$")
_ADDRESS_AT_END = re.compile(r"(?:https?://|www\.)\S+$")
_LONGEST_ADDRESS = 500
_REST_OF_ADDRESS = re.compile(r"\S*(?:[/?=&%_#]\S|\.\w)")
_SOFT_HYPHEN = re.compile(r"\u00ad ?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\ufffe\uffff]")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_SYMBOL = re.compile(r"[\uf020-\uf0ff]")
_SYMBOLS = {0xF0B7: "\u00b7", 0xF0A7: "\u25aa", 0xF0D8: "\u27a2", 0xF0FC: "\u2713", 0xF0A8: "\u25a1", 0xF076: "\u2756"}
"""What the common marks of the Symbol and Wingdings fonts look like."""

_left, _baseline = attrgetter("left"), attrgetter("baseline")


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool
    is_set_off: bool = False
    """Whether it is set off from the word before it by other means than a space."""
    is_spaced: bool = False
    """Whether the file writes a space behind it at the end of its line."""
    is_end: bool = False
    """Whether the file shows that a paragraph ends with it."""
    is_tabbed: bool = False
    """Whether it stands at the next of the tab stops that a file has where its writer set none."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; a rule is a thin one."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies inside."""
        across, down = (word.left + word.right) / 2, word.baseline - word.size * 0.3
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """What stands on one page, turned so that most of its text runs from left to right."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Box, ...] = ()
    turned: str = ""
    """Words that run another way: a watermark, a note in the margin."""
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class VisualLine:
    """Words on one baseline, from left to right; never none."""

    words: tuple[Word, ...]
    text: str
    left: float
    right: float
    baseline: float
    """The lowest of its words: a superscript does not lift it."""
    size: float
    """The type size of most of its words."""

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.is_bold for word in self.words)

    @property
    def has_tabs(self) -> bool:
        """Whether tabs set off parts of it, be they in columns or not."""
        return any(word.is_tabbed for word in self.words[1:])

    @property
    def tabbed_text(self) -> str:
        """Its words, with TAB where the file has one."""
        if not self.has_tabs:
            return self.text
        return self.words[0].text + "".join(
            f"\t{one.text}" if one.is_tabbed else f" {one.text}" for one in self.words[1:]
        )

    @property
    def space(self) -> float:
        """The usual space between its words, the first of them left out: behind a list mark stands a tab."""
        gaps = [two.left - one.right for one, two in pairwise(self.words[1:])]
        return median(gaps) if gaps else _PLAIN_SPACE * self.size


def line_of(words: Sequence[Word]) -> VisualLine:
    """Words that stand in their order on one baseline, as a line."""
    sizes = sorted([word.size for word in words])
    return VisualLine(
        words=tuple(words),
        text=" ".join([word.text for word in words]),
        left=words[0].left,
        right=words[-1].right,
        baseline=max([word.baseline for word in words]),
        size=sizes[len(sizes) // 2],
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row: the lines in it, the place where they start and the place they cannot pass."""

    lines: tuple[VisualLine, ...]
    left: float
    wall: float

    @property
    def text(self) -> str:
        """Its lines run together."""
        return printed_text(self.lines)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, empty cells among its cells."""

    cells: tuple[Cell, ...]
    top: float
    bottom: float


def printed_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that the file prints one after the other on one baseline."""
    line: list[Word] = []
    for word in words:
        if line and not is_beside(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def is_beside(one: Word, two: Word) -> bool:
    """Whether a word stands behind another on its line."""
    return two.left >= one.right - two.size and abs(one.baseline - two.baseline) <= _SAME_LINE * two.size


def visual_lines(words: Iterable[Word]) -> tuple[VisualLine, ...]:
    """The lines that words stand on, from the top of the page to its foot."""
    return tuple(line_of(sorted(row, key=_left)) for row in _rows(words))


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in sorted(words, key=_baseline):
        if row and word.baseline - row[0].baseline > _SAME_LINE * max(word.size, row[0].size):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def printed_text(lines: Iterable[VisualLine]) -> str:
    """The text of lines run together, without what printing leaves in it."""
    return clean_text(joined_text(line.text for line in lines))


def joined_text(texts: Iterable[str]) -> str:
    """Lines run together: a hyphen or web address that a line end cuts is whole again, other wraps are spaces."""
    text = ""
    for line in texts:
        text = text + line if _holds_on(text[-_LONGEST_ADDRESS:], line) else f"{text} {line}"
    return text.replace("\ufffe", "-")


def _holds_on(before: str, after: str) -> bool:
    if not before or _HYPHEN_AT_END.search(before):
        return True
    address = _ADDRESS_AT_END.search(before)
    return address is not None and _REST_OF_ADDRESS.match(after) is not None


def clean_text(text: str) -> str:
    """Text without what printing leaves in it: symbol fonts' own codes, ligatures, soft hyphens, control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROL.sub("", _SOFT_HYPHEN.sub("", text))
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return " ".join(_SYMBOL.sub(_symbol, text).split())


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _SYMBOLS.get(code, chr(code - 0xF000))
