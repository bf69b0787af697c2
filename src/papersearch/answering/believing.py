"""Weighs what speaks for a sentence: first against the other sentences, then against having no answer at all.

The weights were fitted to the questions of several authors, by a softmax over the sentences of a question (which stand in
a passage that answers) and a logistic regression over the best sentences (whether there is an answer). Each fit was kept
only where it held on the questions of an author who was left out.
"""

import math
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from papersearch.analysis import stem


@dataclass(slots=True)
class Evidence:
    """What speaks for a sentence; shares are of the weight of all words of the question.

    Attributes:
        own: words that it holds itself, or another form of them.
        own_alike: words for which it holds a word of like meaning.
        beside: words that only its passage holds, and `beside_alike` those of like meaning.
        heads: words that only its headings and lead-in hold.
        near: words that only the paragraphs near it hold.
        title: words that only the title of its paper holds.
        rank: the score of its passage in the search, of that of the best; 0 where the search did not find it.
        is_beyond: the search did not find its passage.
        kind: 1 where it holds the kind of thing asked for, -1 where it does not, 0 where no one thing is asked for.
        bonus: the sum of what else speaks for it.
        missing: it holds not all names.
        lost: the share of the heaviest word that neither it nor its passage nor its headings hold.
        not_done: it does not say that it was done.
        not_theirs: it is not of the person asked about.
        uncounted: neither it nor its headings name what is to be counted.
        row: it is a row of a table.
        absent: words of a subject that no passage of the index holds, and for which nothing stands here.
    """

    own: float = 0.0
    own_alike: float = 0.0
    beside: float = 0.0
    beside_alike: float = 0.0
    heads: float = 0.0
    near: float = 0.0
    title: float = 0.0
    rank: float = 0.0
    is_beyond: float = 0.0
    kind: float = 0.0
    bonus: float = 0.0
    missing: float = 0.0
    lost: float = 0.0
    not_done: float = 0.0
    not_theirs: float = 0.0
    uncounted: float = 0.0
    row: float = 0.0
    absent: float = 0.0


WEIGHTS = Evidence(
    own=3.3, own_alike=1.2, beside=3.2, beside_alike=0.4, heads=3.9, near=1.1, title=0.6, rank=3.6, is_beyond=0.7,
    kind=0.6, bonus=2.2, missing=-1.9, lost=-2.9, not_done=-0.7, not_theirs=-0.6, uncounted=-0.6, row=-0.4, absent=0.0,
)  # fmt: skip
"""What each is worth to the order of sentences."""
FULL = 10.0
"""About the score of a sentence for which all speaks; scores are told as parts of it."""
_STEEPNESS, _OF_ABSENT, _OF_DOUBT, _MIDDLE = 4.4, 5.5, 1.8, 0.234
_NAMES = tuple(one.name for one in fields(Evidence))


def score_of(told: Evidence) -> float:
    """How well a sentence answers beside the others; about 1 where all speaks for it."""
    return math.fsum(getattr(told, name) * getattr(WEIGHTS, name) for name in _NAMES) / FULL


def certainty_of(told: Evidence, score: float) -> float:
    """From 0 to 1, how far a sentence is to be believed to answer; half where as many such sentences do as do not."""
    return 1 / (1 + math.exp(_OF_ABSENT * told.absent - _STEEPNESS * (score - _MIDDLE)))


def doubted(certainty: float, doubts: int) -> float:
    """The certainty of a sentence against which so many things speak."""
    return certainty / (certainty + (1 - certainty) * math.exp(_OF_DOUBT * doubts))


@lru_cache(maxsize=1)
def everyday_stems() -> frozenset[str]:
    """The stems of words that say how a question is put; that no paper holds one of them says nothing of its subject."""
    text = files("papersearch").joinpath("words", "general.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(stem(word) for line in lines for word in line.split())
