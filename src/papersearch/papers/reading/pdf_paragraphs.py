"""Printed lines into paragraphs: by the space between them, their indent, where they end and how they begin."""

from collections.abc import Iterator, Sequence

from papersearch.papers.reading.pdf_columns import cells_of, is_list_mark
from papersearch.papers.reading.pdf_measure import ENDS, Measure
from papersearch.papers.reading.pdf_page import VisualLine

_INDENT = 3.0
"""Points: lines that start closer than this start at one place."""
_DEEPEST_INDENT = 72.0
_TABBED = 0.5
"""Of the type size: a wider gap behind a list mark is a tab."""
_SAME_SIZE = 0.1
_RAGGED = 0.55
"""Of the line width: a line that ends earlier was ended by its writer."""
_CLOSING = "\"'\u201d\u2019)]*"


def paragraphs(lines: Sequence[VisualLine], measure: Measure) -> Iterator[tuple[VisualLine, ...]]:
    """The lines of each paragraph, list item or heading, in order."""
    block: list[VisualLine] = []
    for line in lines:
        if block and not runs_on(block, line, measure):
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)


def runs_on(block: Sequence[VisualLine], line: VisualLine, measure: Measure) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = block[-1]
    return measure.is_near(last, line) and continues(block, line, measure, is_tight=measure.is_tight(last, line))


def continues(block: Sequence[VisualLine], line: VisualLine, measure: Measure, *, is_tight: bool) -> bool:
    """Whether a line goes on with a paragraph, wherever on the paper the two stand."""
    last = block[-1]
    if abs(last.size - line.size) > _SAME_SIZE * last.size or _is_other_face(block, line):
        return False
    is_sentence = goes_on_in_words(last, line)
    if last.words[-1].is_end and not is_sentence:
        return False
    if _is_next_of_list(block[0], line) or _opens_item(
        line, is_sentence=is_sentence, is_full=not measure.had_room(last, line.words[0])
    ):
        return False
    if not _is_at_indent(block, line, is_sentence=is_sentence) or (not is_sentence and _opens_row(block, line)):
        return False
    if measure.had_room(last, line.words[0]):
        return is_sentence and last.right - last.left > _RAGGED * (measure.wall - last.left)
    return is_tight or is_sentence


def _opens_row(block: Sequence[VisualLine], line: VisualLine) -> bool:
    """Whether a line is cut into cells of its own; where tabs lead to no columns, it may be the rest of the row above it."""
    pieces = cells_of(line)
    is_rest = line.has_tabs and any(one.has_tabs for one in block) and block[-1].text[-1] not in ENDS
    is_opened = is_list_mark(line.words[0].text) or pieces[0].text[-1] in ENDS
    return len(pieces) > 1 and (is_opened or not is_rest)


def goes_on_in_words(last: VisualLine, line: VisualLine) -> bool:
    """Whether by its words a line is the middle of a sentence: it starts small after no end."""
    if last.words[-1].text[-1] == "\ufffe":
        return True
    ended = last.text.rstrip(_CLOSING)
    return ended[-1:] not in ENDS and line.text.lstrip("\u201c\u2018\"'(")[:1].islower()


def _is_other_face(block: Sequence[VisualLine], line: VisualLine) -> bool:
    """Whether a bold heading ends here, or one begins."""
    if all(one.is_bold for one in block):
        return not line.is_bold and not goes_on_in_words(block[-1], line)
    return line.is_bold and block[-1].text[-1] in ENDS


def _opens_item(line: VisualLine, *, is_sentence: bool, is_full: bool) -> bool:
    """Whether a line starts with the mark or number of a new item rather than with a wrapped dash or figure."""
    first = line.words[0].text
    if len(line.words) < 2 or not is_list_mark(first):
        return False
    gap = line.words[1].left - line.words[0].right
    is_tabbed = gap > max(_TABBED * line.size, 1.5 * line.space)
    is_shaped = not first[-1].isalnum() and first not in ("-", "\u2013", "\u2014")
    if is_tabbed or not is_full:
        return is_tabbed or is_shaped
    return is_shaped and not is_sentence


def _is_next_of_list(first: VisualLine, line: VisualLine) -> bool:
    """Whether a line carries the mark of the item above it, at the same place."""
    mark = line.words[0].text
    is_same = mark == first.words[0].text and not mark[-1].isalnum() and is_list_mark(mark)
    return is_same and abs(first.left - line.left) <= _INDENT


def _is_at_indent(block: Sequence[VisualLine], line: VisualLine, *, is_sentence: bool) -> bool:
    """Whether a line starts where the paragraph's lines start."""
    if len(block) > 1:
        return abs(line.left - block[-1].left) <= _INDENT
    first = block[0]
    step = line.left - first.left
    if abs(step) <= _INDENT:
        return True
    if step < 0:
        return -step <= _DEEPEST_INDENT
    is_hung = len(first.words) > 1 and is_list_mark(first.words[0].text) and step <= _DEEPEST_INDENT
    return is_hung or (is_sentence and step <= _DEEPEST_INDENT)
