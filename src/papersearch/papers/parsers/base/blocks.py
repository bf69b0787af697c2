"""Joins lines into blocks: what a page break or a narrow page cut apart is one again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from papersearch.model import Form, Line, SourceRef
from papersearch.papers.parsers.base.labels import is_lead_in, role_opened_by
from papersearch.papers.parsers.base.lines import (
    ReadLine,
    heading_level,
    is_blank,
    is_capitals,
    is_page_stamp,
    joins,
    looks_like_heading,
    read_line,
)

_WRAPPED_WIDTH = range(40, 116)
_ENOUGH_LINES, _FEWEST_WORDS, _FULL, _EVEN, _ENDED = 12, 5, 65, 0.75, ".:;!?"
_ACTOR = re.compile(
    r"\**(?:ACTION|Action)(?: by| for)?\**\s*[:\u2010-\u2015-]\**\s*(?!None|All\b.*\bto\b)[A-Z][\w.'\u2019&/-]*(?:\s(?!to\b|will\b|should\b|must\b)[\w.'\u2019&/,-]+){0,5}\**"
)
"""A post or name and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item, heading or row before it has a role."""

    words: str
    number: str | None
    is_marked: bool
    form: Form
    first: Line
    last: Line
    cells: tuple[str, ...] = ()
    is_cut: bool = False
    level: int = 0
    """Of a heading; 0 for what is none."""
    follows_blank: bool = True

    @property
    def is_heading(self) -> bool:
        """Whether it stands as a heading."""
        return self.level > 0

    @property
    def plain_form(self) -> Form:
        """What it is if it is no heading."""
        return Form.PARAGRAPH if self.form is Form.HEADING else self.form

    def source(self, path: str) -> SourceRef:
        """Its place in the file."""
        return SourceRef(path=path, first_line=self.first.number, last_line=self.last.number, page=self.first.page)


def blocks_of(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The blocks of these lines, in order; blank lines and page stamps are in none."""
    stated = tuple(lines)
    width = wrapped_width(stated)
    wrapped = frozenset() if width else _wrapped_runs(stated)
    blocks: list[Block] = []
    after_blank = True
    for line in stated:
        if is_blank(line) or is_page_stamp(line):
            after_blank = True
            continue
        read = read_line(line)
        own = len(blocks[-1].last.text.rstrip()) if blocks and line.number in wrapped else width
        is_hung = not after_blank and bool(blocks) and _hangs(blocks[-1], line, read)
        if blocks and (is_hung or _continues(blocks[-1], line, read, width=0 if after_blank else own)):
            blocks[-1] = _joined(blocks[-1], line, read)
        else:
            blocks.append(_under_lead_in(blocks, _block(line, read, follows_blank=after_blank)))
        after_blank = False
    return _with_actors(blocks)


def _with_actors(blocks: list[Block]) -> tuple[Block, ...]:
    """A line that only says who acts ("ACTION: Clerk") belongs to the paragraph above it, unless it opens what is to be done."""
    joined: list[Block] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        above = joined[-1] if joined else None
        opens_list = following is not None and (following.is_marked or re.match(r"To\s", following.words))
        if above is not None and _ACTOR.fullmatch(block.words) and not opens_list and _can_end(above):
            last = block.last
            joined[-1] = replace(above, words=f"{above.words} {block.words}", last=last)
        else:
            joined.append(block)
    return tuple(joined)


def _can_end(block: Block) -> bool:
    """Whether a block is a paragraph or point that is at its end, so that words on who acts can close it."""
    is_text = not block.is_heading and not block.cells and len(block.words.split()) >= _FEWEST_WORDS
    return is_text and block.words.rstrip(' *)"')[-1:] in (".", ";", "?") and not _ACTOR.fullmatch(block.words)


def _under_lead_in(blocks: list[Block], block: Block) -> Block:
    """A short line right under a colon, or under another such line, is an entry of a list and no heading."""
    above = blocks[-1] if blocks else None
    if above is None or block.follows_blank or not block.is_heading or block.first.mark:
        return block
    if role_opened_by(above.words):
        return replace(block, level=0, form=Form.PARAGRAPH)
    is_listed = above.form is Form.LIST_ITEM and not above.is_marked and above.number is None
    if is_lead_in(above.words) or (is_listed and not above.first.mark):
        return replace(block, level=0, form=Form.LIST_ITEM)
    return block


def wrapped_width(lines: tuple[Line, ...]) -> int:
    """The width at which a text was broken into lines, 0 where each line is a paragraph of its own."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not is_blank(line))
    if len(lengths) < _ENOUGH_LINES or lengths[-1] not in _WRAPPED_WIDTH:
        return 0
    pairs = [
        (one.text.rstrip(), two.text.lstrip())
        for one, two in pairwise(lines)
        if not is_blank(one) and not is_blank(two)
    ]
    full = [pair for pair in pairs if len(pair[0]) > lengths[-1] * 0.75]
    running_on = [pair for pair in full if pair[1][:1].islower()]
    return lengths[-1] if full and len(running_on) >= len(full) * 0.4 else 0


def _wrapped_runs(lines: tuple[Line, ...]) -> frozenset[int]:
    """The lines that go on with the paragraph above them, where lines that touch were broken at one width.

    A line that begins in small letters shows that they were; then one that begins with a name goes on too.
    """
    found: set[int] = set()
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and not is_blank(line) and not line.mark and "\t" not in line.text.strip():
            run.append(line)
            continue
        found |= _wrapped(run)
        run = []
    return frozenset(found)


def _wrapped(run: list[Line]) -> set[int]:
    lengths = [len(line.text.rstrip()) for line in run]
    is_even = (
        len(run) > 2 and _FULL <= max(lengths) <= _WRAPPED_WIDTH[-1] and min(lengths[:-1]) > max(lengths[:-1]) * _EVEN
    )
    runs_on = any(line.text.lstrip()[:1].islower() for line in run[1:]) and lengths[-1] <= max(lengths[:-1])
    return {line.number for line in run[1:]} if is_even and runs_on else set()


def _hangs(block: Block, line: Line, read: ReadLine) -> bool:
    """Whether a line stands indented under the words of a point that has not ended: its second line."""
    is_point = (block.number is not None or block.is_marked) and not block.cells and not block.first.mark
    is_bare = read.number is None and not read.is_marked and not read.cells and not line.mark
    words = block.words.rstrip()
    is_open = words[-1:] not in _ENDED and len(words.split()) >= _FEWEST_WORDS
    is_full = (
        len(block.last.text.rstrip()) >= _FULL or not read.words[:1].isupper()
    )  # a title has its text below it too
    return is_point and is_bare and is_open and is_full and _indent(line) > _indent(block.first)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" "))


def _continues(block: Block, line: Line, read: ReadLine, *, width: int) -> bool:
    if read.number is not None or read.is_marked or read.cells or block.cells or line.mark in ("li", "h1", "h2", "h3"):
        return False
    if block.is_heading and block.first.mark:
        return False
    if width and len(block.last.text.rstrip()) > width * 0.6 and not is_capitals(read.words):
        return True
    if block.is_heading and is_capitals(block.words):
        return False
    return joins(block.words, read.words)


def _joined(block: Block, line: Line, read: ReadLine) -> Block:
    words = f"{block.words} {read.words}"
    form = Form.PARAGRAPH if block.is_heading else block.form
    return replace(block, words=words, last=line, is_cut=block.is_cut or read.is_cut, level=0, form=form)


def _block(line: Line, read: ReadLine, *, follows_blank: bool) -> Block:
    level = heading_level(line, read.words) if looks_like_heading(line, read) else 0
    return Block(
        words=read.words,
        number=read.number,
        is_marked=read.is_marked,
        form=Form.HEADING if level else read.form,
        first=line,
        last=line,
        cells=read.cells,
        is_cut=read.is_cut,
        level=level,
        follows_blank=follows_blank,
    )
