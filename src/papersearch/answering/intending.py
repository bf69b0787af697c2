"""Tells what is only to be done from what was: orders, duties, promises to tell, and what is under way."""

import re

from papersearch.answering.asking import Asked
from papersearch.answering.deciding import OF_DECISION, asks_decision
from papersearch.answering.kinds import Kind
from papersearch.answering.scoring import is_to_come
from papersearch.model import Role

_IS_REQUIRED = re.compile(r"\b(?:is|are) (?:required|obliged|expected|due|supposed) to\b", re.IGNORECASE)
_IS_UNDER_WAY = re.compile(r"\b(?:is|are) (?:currently |now |still |also )?being [a-z]+", re.IGNORECASE)
_IS_TASK = re.compile(r"To [a-z]+ ")
"""What an agenda says of an item: "To approve the minutes of ..."."""
_OPENS_ORDER = re.compile(
    r"^To [a-z]+ |^Update on\b|^That (?:[\w'\u2019]+ ){1,6}?(?:consult|report|write|bring|prepare|investigate|review|consider|look|seek|ask|run|hold|carry"
    r"|undertake|begin|start|arrange|produce|draw|invite)\b"
)
_ONLY_SAID = re.compile(
    r"\b(?:has|have|had|was|were) (?:said|told|asked|written|indicated|agreed|undertaken|promised|invited|requested|offered)\b|\bas [^,;]*? was promised\b",
    re.IGNORECASE,
)
_OF_TELLING = (Kind.PROMISED, Kind.RESOLVED, Kind.WHEN, Kind.LAST, Kind.WHY)
_WILL_TELL = re.compile(
    r"\b(?:undert(?:ook|akes?|aken) to|promised to|agreed to|will|would|be asked to|(?:is|are|was|were) (?:asked )?to)\b[^.;]*?\b(?:report (?:back|to|on|in)|bring (?:a|the) (?:report|paper)"
    r"|circulate|(?:let|tell) (?:members|the committee|the panel|the board)|write to)\b|^[A-Z][\w'\u2019]+ [A-Z][\w'\u2019]+ to (?:tell|report|circulate|provide|write|bring|find out|check)\b"
)
"""Promises to tell, and so does not."""
_ASKS_TELLING = re.compile(
    r"\b(?:report\w*|promis\w*|told|tell|asked?|commit\w*|going to|will|undert\w+|happen(?:s|ed)? next|next|bring|brought|write|written|wrote|circulat\w*|plan(?:s|ned)?|doing about|do about)\b",
    re.IGNORECASE,
)
_TELLS_PAST = re.compile(r"\b(?:was|were|has|have|had|did|not|no)\b", re.IGNORECASE)
_ASKS_PAST = re.compile(
    r"^(?:did|was|were|has|have|had)\b|\b(?:ever|finally|actually)\b|\bwhat (?:came|became|has become|happened)\b",
    re.IGNORECASE,
)
_ASKS_DAY_OF_DEED = re.compile(
    r"\b(?:when|(?:what|which) (?:dates?|days?|month|year)) (?:was|were|did)\b(?!.*\b(?:due|supposed|meant|to|expected|planned|scheduled|promised|would)\b)",
    re.IGNORECASE,
)
_ASKS_WILL = re.compile(r"^when (?:will|is|are)\b(?!.*\b(?:last|first)\b)", re.IGNORECASE)
_IS_DONE = re.compile(
    r"\b(?:was|were|had|did|began|took|(?!need|requir|bas|involv|relat|nam)[a-z]{3,}ed)\b", re.IGNORECASE
)
_ASKS_NEXT = re.compile(r"\bnext\b", re.IGNORECASE)


def doubts_of_tense(asked: Asked, role: Role, text: str) -> int:
    """How much speaks against a sentence that tells what is to come where the past is asked about, or the other way round.

    A duty weighs twice: it does not tell that it was done.
    """
    question = asked.question
    if asked.kind in (Kind.DID, Kind.SAID):
        is_to_be = bool(_ASKS_PAST.search(question)) and _is_yet_to_be(asked, role, text)
        return is_to_be + (is_to_be and bool(_IS_REQUIRED.search(text)))
    if asked.kind is Kind.WHEN:
        is_to_be = bool(_ASKS_DAY_OF_DEED.search(question)) and only_intends(role, text)
        is_past = bool(_ASKS_WILL.search(question)) and not is_to_come(text) and bool(_IS_DONE.search(text))
        return is_to_be + (bool(_ASKS_NEXT.search(question)) and not is_to_come(text)) + is_past
    return 0


def _is_yet_to_be(asked: Asked, role: Role, text: str) -> bool:
    """Whether a sentence tells what is not done yet; of a question of a decision a resolution does not, whatever it orders."""
    if asks_decision(asked.question):
        return (is_to_come(text) and not _TELLS_PAST.search(text)) or bool(_IS_TASK.match(text))
    return only_intends(role, text)


def only_intends(role: Role, text: str) -> bool:
    """Whether a sentence only says what is to be done: "That officers consult on ...", "To receive ...", "is being sought"."""
    if _IS_UNDER_WAY.search(text) or _IS_REQUIRED.search(text) or is_to_come(text):
        return not _TELLS_PAST.search(_ONLY_SAID.sub(" ", text)) or (role in OF_DECISION and text.startswith("That"))
    return bool(_OPENS_ORDER.search(text))


def only_will_tell(asked: Asked, text: str) -> bool:
    """Whether a sentence promises to tell, and the question is not about that; it weighs twice, for it does not tell."""
    return asked.kind not in _OF_TELLING and bool(_WILL_TELL.search(text)) and not _ASKS_TELLING.search(asked.question)
