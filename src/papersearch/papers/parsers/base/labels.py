"""The labels that open a block, and what the words after them are."""

import re

from papersearch.model import Role

_DECIDED = r"resolved|agreed|decided"
_WHO = r"(?:it was|be|committee|cabinet|panel|board|council|members|group|meeting|executive|forum|commission|authority)"
_TAIL = r"[\s:;.,\u2010-\u2015-]*"
_ROLE_LABELS = (
    (re.compile(rf"(?:it was |and )?(?:unanimously )?(?:{_DECIDED})(?:\s*\(?unanimously\)?|\s*\(?nem\.? con\.?\)?)?(?: that| to)?{_TAIL}"), Role.RESOLUTION),
    (re.compile(rf"(?:the )?resolutions?(?: of the (?:committee|meeting))?{_TAIL}"), Role.RESOLUTION),
    (re.compile(rf"(?:it was )?(?:recommended|recommendations?)(?:\s*\(?s\)?)?(?: that| to)?{_TAIL}"), Role.RECOMMENDATION),
    (re.compile(rf"actions?(?: points?| agreed| required|/further information(?: to be provided)?)?{_TAIL}"), Role.ACTION),
)  # fmt: skip
_MOTION = re.compile(
    rf"\bseconded\b.*\b(?:and|it was)\s+(?:it was\s+)?(?:unanimously\s+)?(?:{_DECIDED})\s(?:that|to)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A motion told to its end in one sentence: "It was proposed by A, seconded by B and resolved that ..."."""
_OUTCOME = re.compile(
    r"(?:decision\s*:\s*)?(?:(?:planning |outline )?permission|(?:[a-z ]{3,30} )?consent|(?:the )?application(?: no\.? \S+)?|licence)"
    r"(?: (?:is|be|was))?\s(?-i:GRANTED|REFUSED|APPROVED|DEFERRED)\b",
    re.IGNORECASE,
)
"""What planning and licensing pages print: "Permission REFUSED"."""
_WELSH = (
    (re.compile(r"\b(?:penderfynwyd|cytunwyd|penderfyniad(?:au)?)\b(?:\s+yn unfrydol)?", re.IGNORECASE), "resolved"),
    (re.compile(r"\b(?:argymhell(?:wyd|iad|ion)?)\b", re.IGNORECASE), "recommended"),
)
_TWICE = re.compile(
    r"^\s*(?P<one>resolved|agreed|recommended|recommendations?|resolutions?)\s*[/|\u2010-\u2015-]\s*"
    r"(?=(?:resolved|agreed|recommended|recommendations?|resolutions?)\b)",
    re.IGNORECASE,
)
_INLINE = (
    (re.compile(rf"(?:it was )?(?:unanimously )?(?:{_DECIDED})(?:\s*\(?unanimously\)?)?\s*(?:[:\u2010-\u2015-]|\s(?:that|to)\b)", re.IGNORECASE), Role.RESOLUTION),
    (re.compile(r"(?:the )?decisions?\s*[:\u2010-\u2015-]\s*(?-i:That|To)\b", re.IGNORECASE), Role.RESOLUTION),
    (re.compile(r"(?:it was )?recommended\s*(?:[:\u2010-\u2015-]|\s(?:that|to)\b)", re.IGNORECASE), Role.RECOMMENDATION),
    (re.compile(r"actions?\s*(?:\d+\s*)?[:\u2010-\u2015]|>>>", re.IGNORECASE), Role.ACTION),
)  # fmt: skip
_LEAD_IN = (
    (
        re.compile(
            rf"(?:^|\b{_WHO}\s(?:\w+ly\s)?)(?:{_DECIDED}|approved)\b(?!.*\b(?:if|would)\b)|\bresolved\b", re.IGNORECASE
        ),
        Role.RESOLUTION,
    ),
    (re.compile(r"\b(?:recommended|recommends)\b", re.IGNORECASE), Role.RECOMMENDATION),
    (
        re.compile(rf"\b{_WHO}\s(?:is|are)\s(?:therefore\s)?(?:asked|invited|requested)\s(?:to|that)\b", re.IGNORECASE),
        Role.RECOMMENDATION,
    ),
)
_THAT = re.compile(r"That\b(?=.*\b(?:be|is|are|was|were)\b)", re.DOTALL)
_SHOUTED = re.compile(r"\b(?:RESOLVED|AGREED)\b")
_LONGEST_LABEL = 50
_LEAD_IN_END = re.compile(r":\s*[\u2010-\u2015-]?\s*$|[a-z)]\s[\u2010-\u2015-]{1,2}\s*$")


def role_opened_by(words: str) -> Role | None:
    """The role of what follows, if these words are a label and nothing else ("RESOLVED:")."""
    asked = " ".join(_in_english(words.replace("*", " ")).casefold().split())
    return next((role for pattern, role in _ROLE_LABELS if pattern.fullmatch(asked)), None)


def role_inside(words: str) -> Role | None:
    """The role of a paragraph that carries its own label ("RESOLVED: That ...", "Action: Head of Housing ...")."""
    bare = _in_english(words.replace("**", "").lstrip("* "))
    found = next((role for pattern, role in _INLINE if pattern.match(bare)), None)
    if found:
        return found
    if _MOTION.search(bare) or _OUTCOME.match(bare):
        return Role.RESOLUTION
    if _THAT.match(bare) or (_SHOUTED.search(bare) and not bare.isupper()):
        return Role.RESOLUTION
    return None


def _in_english(words: str) -> str:
    """Words whose label stands in Welsh, alone or beside the English, with the label in English only."""
    head, rest = words[:_LONGEST_LABEL], words[_LONGEST_LABEL:]
    for pattern, english in _WELSH:
        head = pattern.sub(english, head)
    return _TWICE.sub("", head) + rest


def role_of_list(lead_in: str) -> Role | None:
    """The role of the list that a lead-in opens ("It was agreed that: -"), if it says so."""
    return next((role for pattern, role in _LEAD_IN if pattern.search(lead_in)), None)


def is_lead_in(words: str) -> bool:
    """Whether a paragraph opens a list."""
    return bool(_LEAD_IN_END.search(words))


def last_sentence(words: str) -> str:
    """The sentence that opens the list, of a paragraph that ends in a colon."""
    starts = [match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z\u201c\"'])", words)]
    return words[starts[-1] :] if starts else words
