"""Tells a question typed as a search from plain words, and which of its words say what it is about."""

from collections.abc import Sequence

from papersearch.analysis import QUESTION_WORDS, STOP_WORDS

_OPENERS = frozenset(
    {"what", "who", "whom", "whose", "when", "where", "why", "how", "which", "did", "does", "do", "has", "have", "had"}
    | {"was", "were", "is", "are", "could", "would", "should"}
    | {"summarise", "summarize", "describe", "explain", "tell"}
)
_THINGS_TOO = frozenset({"can", "will"})
"""These open a question before its subject only: a can is recycled, a will is proved."""
_SUBJECTS = frozenset(
    {"the", "a", "an", "we", "they", "you", "it", "he", "she", "there", "any", "anyone", "our", "this", "that", "these"}
    | {"those", "cllr", "councillor", "councillors", "council", "committee", "members", "officers", "residents"}
)
_FEWEST = 4
"""Words of a question without its mark; "what works" may be the name of something."""


def is_question(asked: Sequence[str], *, has_mark: bool) -> bool:
    """Whether folded words read like a question: by its mark, or by the word it opens with."""
    if has_mark:
        return len(asked) > 1
    if len(asked) < _FEWEST:
        return False
    return asked[0] in _OPENERS or (asked[0] in _THINGS_TOO and asked[1] in _SUBJECTS)


def only_asks(word: str) -> bool:
    """Whether a folded word of a question says how it is asked, not what about."""
    return word in QUESTION_WORDS or word in STOP_WORDS
