"""Says whether two titles name the same item of business, or may."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.weighing import Weights

SAME, SAME_BACK = 0.8, 0.4
"""The least share of the lighter title, and of the heavier, that makes two titles one."""
SIMILAR, SIMILAR_BACK = 0.5, 0.3
"""The shares above which a title may be the other one renamed."""

_EMPTY_WORDS = frozenset({"update", "updates", "verbal", "oral", "item", "workshop", "theme", "themed"})
_BRACKETS = re.compile(r"\([^)]*\)")
_YEARS = re.compile(r"\b((?:19|20)\d{2})(?:\s*[/\u2010-\u2015-]\s*(?:(?:19|20)?\d{2}))?\b")
_STROKE = re.compile(r"\s+/\s+")


class Likeness(IntEnum):
    """How far two titles agree."""

    NONE = 0
    POSSIBLE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Title:
    """The words that tell an item from others; `parts` are those of the whole title and of its parts at a stroke."""

    parts: tuple[frozenset[str], ...]
    years: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """The words of the whole title."""
        return self.parts[0] if self.parts else frozenset()


@lru_cache(maxsize=20_000)
def title_of(text: str, *, without: str = "") -> Title:
    """The title in these words: no years, no brackets, no name of its own committee (`without`); plurals made one."""
    pieces = [text, *(_STROKE.split(text) if _STROKE.search(text) else ())]
    return Title(tuple(found for piece in pieces if (found := _words(piece, without))), frozenset(_YEARS.findall(text)))


def likeness(weights: Weights, one: Title, other: Title) -> Likeness:
    """How far two titles agree; titles that state different years never do."""
    if one.years and other.years and not one.years & other.years:
        return Likeness.NONE
    return max(
        (_likeness(weights, mine, theirs) for mine in one.parts for theirs in other.parts), default=Likeness.NONE
    )


def is_told(weights: Weights, title: Title, text: str) -> bool:
    """Whether a sentence or paragraph holds the title's words, in whatever inflection."""
    held = {stem(word) for word in words(text)}
    return len(title.words) > 1 and weights.covered({stem(word) for word in title.words}, held) >= SAME


def _likeness(weights: Weights, one: frozenset[str], other: frozenset[str]) -> Likeness:
    near, far = _shares(weights, one, other)
    if near >= SAME and far >= SAME_BACK:
        return Likeness.SAME
    near_stem, far_stem = _shares(weights, frozenset(map(stem, one)), frozenset(map(stem, other)))
    if (near >= SIMILAR and far >= SIMILAR_BACK) or (near_stem >= SIMILAR and far_stem >= SIMILAR_BACK):
        return Likeness.POSSIBLE
    return Likeness.NONE


def _shares(weights: Weights, one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """The share that the words in common are of the lighter title, and of the heavier."""
    totals = sorted(weights.total(map(stem, held)) for held in (one, other))
    common = weights.total(map(stem, one & other))
    return (common / totals[0], common / totals[1]) if totals[0] else (0.0, 0.0)


def _words(title: str, without: str) -> frozenset[str]:
    bare = _YEARS.sub(" ", _BRACKETS.sub(" ", title.replace("*", " ")))
    bare = re.sub(re.escape(without), " ", bare, flags=re.IGNORECASE) if without else bare
    kept = [word for word in words(bare) if word not in STOP_WORDS]
    telling = [word for word in kept if word not in _EMPTY_WORDS] or kept
    return frozenset(map(_singular, telling))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
