"""How text files say bold, pairs of two asterisks close round the words, told from other asterisks."""

import re
from collections.abc import Iterator

_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*")


def bold_runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where words begin and end that are bold, or are not; what lies between is asterisks."""
    at = 0
    for found in _BOLD.finditer(text):
        yield at, found.start(), False
        yield *found.span(1), True
        at = found.end()
    yield at, len(text), False


def without_stars(text: str) -> str:
    """A text without the asterisks that say bold."""
    return _BOLD.sub(r"\1", text)


def part_without_stars(part: str, text: str) -> str:
    """A part of a text without the asterisks that say bold, even where it begins or ends between a pair of them."""
    at = max(text.find(part), 0)
    ends = at + len(part)
    return "".join(text[max(first, at) : min(last, ends)] for first, last, _ in bold_runs(text) if first < ends)
