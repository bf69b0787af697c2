"""What a row is about: its words without those of meetings, offices, dates and doing."""

import re
from collections.abc import Set
from functools import lru_cache

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.commitments.agents import listed
from papersearch.commitments.records import Commitment

_LEAST_STEMS = 3


def subject_of(row: Commitment) -> frozenset[str]:
    """The stems that tell what the row is about; those of its item's title where its own words tell nothing."""
    owner = {stem(word) for word in words(row.owner.text)} if row.owner else set()
    to = {stem(word) for word in words(row.to.text)} if row.to else set()
    due = {stem(word) for word in words(row.due.words.text)} if row.due else set()
    own = _telling(row.stems) - owner - to - due
    return frozenset(own or telling(row.passage.item_title or ""))


def has_own_subject(row: Commitment, subject: frozenset[str]) -> bool:
    """Whether a row's own words tell enough for a passage that names no day to be recognised."""
    own = telling(row.text)
    return len(subject & own) >= _LEAST_STEMS


def topic_of(row: Commitment) -> frozenset[str]:
    """The stems of what a decision is about: the words before its verb ("That the pool be removed")."""
    match = re.match(
        r"\W*(?:that\s+)?(?:the\s+|an?\s+)?(?P<topic>.{3,90}?)\s+(?:be|should be|to be|is|will)\b",
        row.text,
        re.IGNORECASE,
    )
    if not match:
        return subject_of(row)
    return frozenset(telling(match["topic"])) or subject_of(row)


def telling(text: str) -> set[str]:
    """The stems of a text that tell what it is about."""
    return _telling({stem(word) for word in words(text) if word not in STOP_WORDS})


def _telling(stems: Set[str]) -> set[str]:
    return {one for one in stems - common_stems() if not one.isdigit()}


@lru_cache(maxsize=1)
def common_stems() -> frozenset[str]:
    """The stems of words of meetings, offices, dates and doing, which tell no subject."""
    return frozenset(map(stem, listed("paperwork.txt")))
