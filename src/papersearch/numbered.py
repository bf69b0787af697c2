"""Names of letters and figures, such as Catch22 and Covid-19: how a text writes them, and how a query does."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from papersearch.analysis import STOP_WORDS, fold
from papersearch.nodes import Exact, Leaf, Word

_FIGURES = re.compile(r"(?<![\d,])\d+")
_LETTERS = re.compile(
    r"(?<![^\W_])(?P<letters>[^\W\d_]+)(?:(?P<sign>[-\u2010-\u2014\u2212_]?)|(?P<blank>[ \u00a0\n]))$"
    r"|(?<![^\W_])(?P<letter>[^\W\d_])\.$"  # s.106
)
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
        before = _LETTERS.search(text, max(0, start - _MOST_LETTERS), start)
        if before is None:
            continue
        printed = before["letters"] or before["letter"]
        is_one_word = before["blank"] is None
        if is_one_word or printed[0].isupper():
            name = NumberedName(fold(printed), figures.group(), is_one_word)
            if not _may_be(name.letters, name.figures):
                continue
            found += [name.in_one_word, name.as_name] if is_one_word else [name.as_name]
    return found


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
