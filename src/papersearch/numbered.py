"""Names of letters and figures, such as Catch22 and Covid-19: how a text writes them, and how a query does."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from papersearch.analysis import STOP_WORDS, fold
from papersearch.nodes import Exact, Leaf, Word

_FIGURES = re.compile(r"(?<!^)(?<![\d,])\d+")
"""Not those a text begins with."""
_SIGNS = frozenset("-_\u2010\u2011\u2012\u2013\u2014\u2212")
_BLANKS = frozenset(" \u00a0\n")
_MOST_LETTERS = 40


@dataclass(frozen=True, slots=True)
class NumberedName:
    """Letters and the figures behind them in a query; `is_joined` where they were typed as one word."""

    letters: str
    figures: str
    is_joined: bool

    @property
    def in_one_word(self) -> str:
        """The term of a text that writes it as one word."""
        return self.letters + self.figures

    @property
    def as_name(self) -> str:
        """The term of a text that writes it as a name, in one word or with a capital."""
        return f"{self.letters} {self.figures}"


def numbered_terms(text: str) -> list[str]:
    """What a text tells of its names of letters and figures, in order.

    Both terms of `NumberedName` for "Catch22" and "Covid-19", the second alone for "Catch 22", none for "a catch 22".
    """
    found: list[str] = []
    for figures in _FIGURES.finditer(text):
        start = figures.start()
        sign = text[start - 1 : start]
        end = start if sign.isalpha() else start - 1
        first = _first_letter(text, end)
        if first == end or not _joins(sign, end - first, text[first]):
            continue
        name = NumberedName(fold(text[first:end]), figures.group(), is_joined=sign not in _BLANKS)
        if _may_be(name.letters, name.figures):
            found += [name.in_one_word, name.as_name] if name.is_joined else [name.as_name]
    return found


def _first_letter(text: str, end: int) -> int:
    """Where the letters before a place begin; the place itself if there are none, too many, or they end a longer word."""
    first = end
    while first > 0 and end - first <= _MOST_LETTERS and text[first - 1].isalpha():
        first -= 1
    is_word = end - first <= _MOST_LETTERS and not (first and text[first - 1].isalnum())
    return first if is_word else end


def _joins(sign: str, letters: int, initial: str) -> bool:
    """Whether letters and the figures behind a sign may be a name: joined, as "s.106", or with a capital before a blank."""
    if sign in _BLANKS:
        return initial.isupper()
    return sign.isalpha() or sign in _SIGNS or (sign == "." and letters == 1)


def with_names(positive: Sequence[Leaf], is_printed: Callable[[str], bool]) -> Iterator[Leaf | NumberedName]:
    """The leaves of a query; "Catch22", "Catch 22" in quotes and these two words as a name if a paper prints it as one word.

    `is_printed` says whether some text has this term.
    """
    at = 0
    while at < len(positive):
        name = _name_of(positive[at : at + 2])
        if name and is_printed(name.in_one_word):
            yield name
            at += 2 if isinstance(positive[at], Word) else 1
        else:
            yield positive[at]
            at += 1


def _name_of(pair: Sequence[Leaf]) -> NumberedName | None:
    """The name that the first of two leaves may be, or both."""
    match pair:
        case [Exact(words=(letters, figures), quoted=quoted), *_] if _may_be(letters, figures):
            return NumberedName(letters, figures, not quoted)
        case [Word(text=letters, weight=1.0), Word(text=figures, weight=1.0)] if _may_be(letters, figures):
            return NumberedName(letters, figures, is_joined=False)
        case _:
            return None


def _may_be(letters: str, figures: str) -> bool:
    return letters.isalpha() and figures.isdigit() and letters not in STOP_WORDS
