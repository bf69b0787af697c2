"""Where a meeting was held, as far as its head says."""

import re

_KINDS = (
    r"hall|chambers?|rooms?|centre|house|offices?|online|virtual(?:ly)?|remote(?:ly)?|zoom|teams|suite|school|church|library|building|"
    r"pavilion|college|hotel|guildhall|court|parlour|hub|pub|inn|theatre|club|video ?conference"
)
_KIND = re.compile(rf"\b(?:{_KINDS})\b", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:at|in|via|by|on)\s+(?P<place>(?!\d|\w+day\b)\S.*?)(?=\s*,?\s+(?:on|at|commencing|starting|from)\b|[.;]\s|[.;]?$)",
    re.IGNORECASE,
)
_AFTER_SENTENCE = re.compile(r"(?<=[a-z]{3})\.\s+(?=[A-Z])")
_LONGEST = 140


def is_place(text: str) -> bool:
    """Whether a line names a place to meet, or that the meeting is online."""
    return bool(_KIND.search(text)) and len(text) <= _LONGEST


def place_in(words: str) -> str | None:
    """The place of "held in the Guildhall on 3 March 2020" or "at 7.00 pm. Online meeting", or `None`."""
    for match in _AT.finditer(words):
        if is_place(match["place"]):
            return match["place"].strip(" ,.")
    after = re.split(r"\b(?:19|20)\d\d\b[\s,*(]*", words)[-1].strip(" ,.*()")
    if after != words.strip(" ,.*()") and is_place(after) and not re.search(r"\d[.:]\d\d|\b[ap]\.?m\b", after):
        return after
    last = first_sentence(words.rsplit(". ", 1)[-1])
    return last if ". " in words and is_place(last) else None


def first_sentence(text: str) -> str:
    """What stands before the first full stop that ends a word."""
    return _AFTER_SENTENCE.split(text, maxsplit=1)[0].strip(" .,")
