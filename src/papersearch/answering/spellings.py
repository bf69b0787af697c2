"""Other spellings of a word asked for: a number in figures, -ize for -ise, words joined or apart, and a slip of the pen."""

import re
from collections.abc import Sequence

from papersearch.analysis import stem
from papersearch.engines.port import Reader
from papersearch.query import parse_query
from papersearch.rewording import near_spelling

_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
_IN_FIGURES = {word: str(number) for number, word in enumerate(_NUMBERS)} | {
    word: str(10 * number)
    for number, word in enumerate(("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 3)
}
_IN_WORDS = {figures: word for word, figures in _IN_FIGURES.items()}
_AMERICAN = re.compile(r"(?<=[a-z]{2}[iy])z(?=e|ing|ation)")
MIN_PART, MIN_SLIP = 3, 6
"""The fewest letters of a part of a joined word, and of a word that may be a slip."""


def other_spellings(reader: Reader, word: str, beside: Sequence[str], *, is_known: bool) -> tuple[frozenset[str], ...]:
    """Sets of stems that are the same word spelt otherwise; `beside` are the words next to it, before and behind.

    A word that the papers hold is no slip, and is not taken apart.
    """
    found = [frozenset({one}) for one in (_IN_FIGURES.get(word), _IN_WORDS.get(word), _british(word)) if one]
    before, behind = beside
    joined = [f"{before}{word}" if before else "", f"{word}{behind}" if behind else ""]
    found += [frozenset({stem(one)}) for one in joined if one and _holds(reader, one)]
    if is_known or not word.isalpha():
        return tuple(found)
    parts = ((word[:at], word[at:]) for at in range(MIN_PART, len(word) - MIN_PART + 1))
    apart = next((pair for pair in parts if all(_holds(reader, one) for one in pair)), None)
    if apart is not None:
        return (*found, frozenset(map(stem, apart)))
    slip = near_spelling(reader, parse_query(word)) if len(word) >= MIN_SLIP and not found else None
    return (*found, frozenset({stem(slip)})) if slip else tuple(found)


def _british(word: str) -> str | None:
    """The stem of "organize" as "organise" has it."""
    british = _AMERICAN.sub("s", word)
    return stem(british) if british != word else None


def _holds(reader: Reader, word: str) -> bool:
    """Whether some passage holds a word as it is spelt."""
    return any(one == word for one, _ in reader.vocabulary(word))
