"""Which printed lines are surely headings: those set larger than the text they head."""

from collections import Counter
from collections.abc import Sequence

from papersearch.papers.reading.pdf_columns import is_list_mark
from papersearch.papers.reading.pdf_page import VisualLine

_LARGER = 1.15
_MOST_LINES, _LONGEST, _MOST_WORDS = 3, 120, 16
_NO_END = ".;,:"
_DEEPEST = 6


def heading_marks(blocks: Sequence[tuple[VisualLine, ...]]) -> dict[int, str]:
    """By the place of a block its mark, "h1" for the largest type; nothing where no heading is larger than the text.

    Bold lines in the size of the text come below, those in capitals first: alone they would prove nothing.
    """
    letters: Counter[float] = Counter()
    for lines in blocks:
        for line in lines:
            letters[_size(line)] += len(line.text)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    ranks = {at: _rank(lines, body) for at, lines in enumerate(blocks) if _may_head(lines)}
    found = {at: rank for at, rank in ranks.items() if rank is not None}
    if not any(rank[0] > body for rank in found.values()):
        return {}
    levels = {rank: min(level, _DEEPEST) for level, rank in enumerate(sorted(set(found.values()), reverse=True), 1)}
    return {at: f"h{levels[rank]}" for at, rank in found.items()}


def _rank(lines: tuple[VisualLine, ...], body: float) -> tuple[float, bool] | None:
    """The size of a heading, and whether it is in capitals where size does not tell."""
    size = _size(lines[0])
    if size >= body * _LARGER:
        return size, False
    is_bold = all(line.is_bold for line in lines)
    return (body, lines[0].text.isupper()) if is_bold and size >= body and not _is_numbered(lines[0]) else None


def _may_head(lines: tuple[VisualLine, ...]) -> bool:
    if not lines or len(lines) > _MOST_LINES:
        return False
    text = " ".join(line.text for line in lines)
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and text[-1] not in _NO_END and text[0].isalnum()


def _is_numbered(line: VisualLine) -> bool:
    first = line.words[0].text
    return is_list_mark(first) and not first[-1].isalpha()


def _size(line: VisualLine) -> float:
    """The type size to half a point."""
    return round(line.size * 2) / 2
