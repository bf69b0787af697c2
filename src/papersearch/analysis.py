"""Turns text into words, stems and sentences the same way for every engine and use.

Rules: quotes and dashes are folded, letters and digits part company (`Catch22` is `catch 22`), every token takes a
position, stop words too. Spans point into the text as it was.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from nltk.stem.snowball import EnglishStemmer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

ANALYSIS_VERSION = "2"
"""Changes whenever the same text would give other words; an index built with another is out of date."""

_APOSTROPHES = (
    "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`\N{ACUTE ACCENT}"
)
_LETTERS = r"(?:[^\W\d_]++|[\u0300-\u036f\u00ad]++)++"
_TOKEN = re.compile(
    rf"{_LETTERS}(?:[{_APOSTROPHES}]{_LETTERS})*"  # children's, O'Brien: one token
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # 1,500 is 1500
    r"|\d+(?:\.\d+)*"
)
_UNWANTED = re.compile(rf"[\u0300-\u036f\u00ad]|[{_APOSTROPHES}](?=$)")
_NO_ASCII = re.compile(r"[^\x00-\x7f]")

_KEPT_LENGTH = 40
"""What stands between two blanks and is no longer is read once and kept; a text says most of it again and again."""


class Token(NamedTuple):
    """One word or number: folded as for an exact match, and where it stands in the text.

    A tuple and not a dataclass, since it is made for every word that is read, at a third of the cost.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The words of a text in order, side by side with where each begins and ends: `tokens` without a record a word."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


def word_places(text: str) -> WordPlaces:
    """The folded words of a text in order, with their spans."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    for piece in text.split():  # no token holds a blank
        start = text.index(piece, end)
        end = start + len(piece)
        for word, first, last in _kept_tokens(piece) if len(piece) <= _KEPT_LENGTH else _tokens_of(piece):
            texts.append(word)
            starts.append(start + first)
            ends.append(start + last)
    return WordPlaces(texts, starts, ends)


def tokens(text: str) -> list[Token]:
    """The words of a text in order; a token's position is its place in the list."""
    found = word_places(text)
    return list(map(Token, found.texts, found.starts, found.ends))


def words(text: str) -> list[str]:
    """The folded words of a text in order, without their spans."""
    found: list[str] = []
    for piece in text.split():
        found += _kept_words(piece) if len(piece) <= _KEPT_LENGTH else _words_of(piece)
    return found


def plain_english(text: str) -> str | None:
    """A text in ASCII with the words of `word_places` in the same places, folded; `None` if one may hold other letters."""
    if not text.isascii():
        text = _NO_ASCII.sub(_in_ascii, text)
        if not text.isascii():
            return None
    return text.lower().replace("`", "'")


def holds_any(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text holds one of these pieces, in any case; quickly says so before a pattern that needs one is tried."""
    folded = text.casefold()
    return any(piece in folded for piece in pieces)


def _in_ascii(match: re.Match[str]) -> str:
    one = match.group()
    return "'" if one in _APOSTROPHES else one if _TOKEN.match(one) else " "


def _tokens_of(piece: str) -> tuple[Token, ...]:
    return tuple(Token(fold(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(piece))


def _words_of(piece: str) -> tuple[str, ...]:
    return tuple(map(fold, _TOKEN.findall(piece)))


_kept_tokens = lru_cache(maxsize=100_000)(_tokens_of)
_kept_words = lru_cache(maxsize=200_000)(_words_of)


@lru_cache(maxsize=500_000)
def fold(word: str) -> str:
    """One word as an exact match compares it: compatibility forms, case, accents and quote marks folded."""
    plain = unicodedata.normalize("NFKD", word.translate(_TO_PLAIN)).casefold()
    return _UNWANTED.sub("", plain).replace(",", "")


@lru_cache(maxsize=500_000)
def stem(word: str) -> str:
    """The stem of a folded word: Snowball English over the word without its possessive ending.

    Words with digits, of three letters or fewer, and protected names stay as they are.
    """
    bare = word.removesuffix("'s").replace("'", "") if "'" in word else word
    if len(bare) <= 3 or not bare.isalpha() or bare in PROTECTED:
        return bare
    return str(_STEMMER.stem(bare))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and where it stands in the text."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order, their spans without the blanks between them.

    NLTK's Punkt with our own abbreviations; a number or initial before the stop, and a lower-case letter after it, end no
    sentence. Nothing is trained or fetched.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _splitter().span_tokenize(text):
        if spans and _runs_on(text[slice(*spans[-1])], text[start:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [Sentence(text[start:end], start, end) for start, end in spans]


_INITIAL_END = re.compile(r"(?:^|\s)(?:[A-Z]|\(?\d{1,3}|\(?[a-z]|No|Nos)\.$")


def _runs_on(before: str, after: str) -> bool:
    is_cut_short = bool(_INITIAL_END.search(before)) and len(before.split()) < 4
    return is_cut_short or bool(re.search(r"\b[A-Z]\.$", before)) or after[:1].islower() or after[:1] in ")]"


@lru_cache(maxsize=1)
def _splitter() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_listed("abbreviations.txt"))
    return PunktSentenceTokenizer(parameters)


def _listed(name: str) -> frozenset[str]:
    """The first word of each line of a data file beside this module; the rest of the line is its reason."""
    lines = files("papersearch").joinpath("words", name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip() and not line.startswith("#"))


_TO_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_STEMMER = EnglishStemmer()
PROTECTED = _listed("protected.txt")
"""Names that a stemmer would turn into other words."""
STOP_WORDS = _listed("stop.txt")
"""Left out of "all words" and of scores when a query holds other words; never left out of an index or a phrase."""
QUESTION_WORDS = _listed("question.txt")
"""Words that say how a question is asked; left out when one is answered, if other words remain."""
