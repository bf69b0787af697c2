"""The wording of decisions: what is one, what only tells a story, and what is a formality."""

import re

from papersearch.commitments.agents import is_agent
from papersearch.commitments.owners import Span, doing_verbs

PAST_VERBS = (
    "noted|remitted|continued|homologated|determined|approved|agreed|endorsed|adopted|accepted|supported|resolved|requested|asked|instructed|authorised|delegated|overruled|directed|recommended|received|granted|refused|"
    "confirmed|appointed|welcomed|thanked|deferred|rejected|amended|considered|commended|ratified|declined|dismissed|referred|invited"
)
"""What a body did, as its minutes list it: "approved the revised policy"."""
_LISTED_VERB = re.compile(
    rf"(?:{PAST_VERBS}|notes|approves|agrees|endorses|adopts|accepts|supports|resolves|requests|asks|instructs|authorises|delegates|directs|recommends|receives|grants|refuses|confirms|appoints|"
    r"welcomes|thanks|defers|rejects|refers|invites)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:and\s+)?(?:that|to|not to|in principle|we\s+(?:(?:also|therefore|further)\s+)?recommend)\b", re.IGNORECASE
)
_SUBJUNCTIVE = re.compile(r"\b(?:be|should|shall|to be|not be|it being noted)\b")
_FINISHED = re.compile(
    r"\b(?:approved|agreed|noted|adopted|accepted|carried|granted|refused|confirmed|endorsed|received|deferred)\b[\s.*;]*$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:said|asked (?:whether|if|how|why|what|when|about|for|after|that)|reported|explained|advised|outlined|presented|introduced|highlighted|stated|commented|queried|"
    r"declared|left|spoke|gave|told|heard|felt|thought|considered|drew|pointed|replied|answered|responded|informed|was informed|referred|moved|seconded|thanked|attended|had|were|was)\b"
)
_NOISE = re.compile(
    r"(?:that\W*$|view the (?:decision|minutes|full)\b|reasons?\b|note\s*:|for\s*:|against\s*:|abst\w+\s*:|votes?\b|voting\b|\(?(?:proposed|moved|seconded|proposer|seconder)\b(?![^.;]{3,110}?[,)]\s+(?:and\s+)?(?:it\s+was\s+)?(?:(?:agreed|resolved)\s+)?(?:that|to)\b)|(?:the )?meeting (?:ended|closed)|"
    r"clerk'?s note|minute (?:no|ref)|wards?\s*:|contact\s*:|key decision|call[- ]?in\b|options considered|alternatives?\b|declarations?\b|n/?a\b|none\b|nil\b|see above|not moved|(?:agreed|noted|approved|carried|received|accepted|adopted|resolved|(?:to )?note)\W*$|resolved accordingly\W*$|"
    r"(?:it was |and )?(?:moved|proposed)[^.]{0,60}\band\W*$)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\W*(?:(?:COUNCILLOR|Councillor|Cllr|PROVOST|BAILIE|Bailie)\.?\s+)?(?:[A-Z][\w.'\u2019-]*\s*){1,4}[,\u2010-\u2015-]\s*"
    r"(?:(?:Vice|Depute|Deputy|Acting)[\s-]+)?(?:Convener|Convenor|Chair(?:man|person|woman)?|Provost|Mayor|President)\b\W*"
)
_MINUTES = re.compile(
    r"\b(?:confirm|approve|sign|accept|agree)\w*\b.{0,60}\bminutes\s+(?:of|from)\s+(?:the\s+|its\s+)?(?:\w+\s+){0,4}(?:meetings?|committee|council|board)\b|"
    r"\bminutes?\b.{0,160}\b(?:approved|agreed|confirmed|accepted|signed|received|taken as read|correct|accurate|true)\b",
    re.IGNORECASE | re.DOTALL,
)
_EXCLUDES = re.compile(
    r"\b(?:public|press)\b.{0,90}\b(?:be (?:(?:\w+ly\s+)?excluded|asked to (?:leave|withdraw))|leave|withdraw)\b|\bexclu(?:de|sion)\b.{0,40}\b(?:public|press)\b|\bschedule 12a\b|\bsection 100a\b|\bexempt information\b|\bconfidential nature of the business\b|"
    r"\b(?:standing orders?|meeting)\b.{0,30}\bbe (?:suspended|extended|adjourned)\b",
    re.IGNORECASE | re.DOTALL,
)
_FORMAL = re.compile(
    r"\b(?:be|is|are|to)\s+(?:received and\s+)?(?:noted?|received|elected|(?:re-?)?appointed|thanked|congratulated|welcomed|approved|agreed|adopted|endorsed|granted|refused|accepted|confirmed|supported|ratified|awarded|set at|raised|written off)\b"
    r"|^\W*(?:that\s+)?(?:(?:the\s+)?(?:\w+\s+){0,4}?(?:committee|cabinet|council|board|panel|executive|authority|members)\s+)?(?:to\s+)?(?:notes?d?|receives?d? the|welcomes?d?|thanks?(?:ed)?|congratulates?d?|commends?(?:ed)?|approves?d?|adopts?(?:ed)?|endorses?d?|agrees?d? (?:the|a|to))\b"
    r"|\b(?:thanks|congratulations|condolences|regret|appreciation)\b",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    r"\b(?:be|is|are|to)\s+(?:received and\s+)?(?:noted?|received|elected|(?:re-?)?appointed|thanked|congratulated|welcomed)\b|"
    r"^\W*(?:that\s+)?(?:(?:the\s+)?(?:\w+\s+){0,4}?(?:committee|cabinet|council|board|panel|executive|authority|members)\s+)?(?:to\s+)?(?:notes?d?|receives?d? the|welcomes?d?|thanks?(?:ed)?|congratulates?d?|commends?(?:ed)?)\b|"
    r"\b(?:thanks|congratulations|condolences|regret|appreciation)\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_BEYOND = re.compile(
    r"\b(?:and|but)\b.{0,60}\b(?:be|to)\s+(?:brought|presented|submitted|prepared|asked|requested|report|bring|write|provide|arrange|sent|reported)",
    re.IGNORECASE,
)
_INLINE_NUMBER = re.compile(
    r"(?<=[.;:])\s+(?:and\s+)?\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\)?\s+(?=(?:That|that|To|to|[A-Z])\b)"
)
_LISTED_NUMBER = re.compile(r"(?:(?<=[.;:])|(?<=[.;:] and))\s+\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+(?=\w)")


def is_point(text: str) -> bool:
    """Whether words that stand under a decision are one, and not what was said or a title."""
    if is_noise(text):
        return False
    if _STARTS.match(text) or _LISTED_VERB.match(text):
        return True
    if tells(text):
        return False
    first = re.match(r"[\w-]+", text)
    is_order = bool(first and first.group().casefold() in doing_verbs()) or _goes_on(text)
    return is_order or bool(_SUBJUNCTIVE.search(text) or _FINISHED.search(text) or _has_task(text))


def is_noise(text: str) -> bool:
    """Whether words under a decision are votes, reasons, notes, a standing motion, or the approval of minutes."""
    bare = text.strip("* ")
    return bool(_NOISE.match(bare) or _SIGNED.fullmatch(bare)) or is_formality(text)


def is_formality(text: str) -> bool:
    """Whether words are a standing motion or the approval of minutes."""
    return bool(_EXCLUDES.search(text) or _MINUTES.search(text))


def tells(text: str) -> bool:
    """Whether the first clause tells what somebody said or what was."""
    clause = re.split(r"[,;:]|\bthat\b|\bwhich\b|\bwho\b", text, maxsplit=1)[0]
    return bool(_TELLS.search(clause)) and not _SUBJUNCTIVE.search(clause)


def has_verb(text: str) -> bool:
    """Whether words under a decision can be one: they tell nothing, and hold a verb or end as a sentence does.

    A word like "signs" is a verb only where it comes first.
    """
    words = re.findall(r"[a-z-]+", text.casefold())
    first = {words[0].removesuffix(ending) for ending in ("s", "d", "ed")} if words else set()
    return not tells(text) and (bool({*words, *first} & doing_verbs()) or text.rstrip()[-1:] in ".;")


def is_bare(text: str) -> bool:
    """Whether a decision only notes, thanks or appoints, so that nothing can follow from it."""
    return bool(_BARE.search(text)) and not _ASKS_BEYOND.search(text)


def is_formal(text: str) -> bool:
    """Whether a decision takes effect by being made, so that no report back is to be expected."""
    return bool(_FORMAL.search(text)) and not _ASKS_BEYOND.search(text)


def pieces_of(text: str, *, is_listed: bool = False) -> list[Span]:
    """The points that a passage runs together: "That ... be noted. 2. That ... be approved." is two.

    Of what is known to be a list any number that follows a stop begins a point.
    """
    cuts = list((_LISTED_NUMBER if is_listed else _INLINE_NUMBER).finditer(text))
    starts = [0, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(text)]
    return list(zip(starts, ends, strict=True))


def _goes_on(text: str) -> bool:
    """Whether words in small letters begin with what a body does: "considers the winter plan"."""
    first = re.match(r"[a-z]+s\b", text)
    if first is None:
        return False
    forms = {first.group().removesuffix(ending) + more for ending, more in (("s", ""), ("es", ""), ("ies", "y"))}
    return bool(forms & doing_verbs())


def _has_task(text: str) -> bool:
    """Whether somebody or something is "to" do or be something."""
    tasks = re.finditer(r"\bto\s+(?:also\s+)?([a-z-]+)", text)
    if any(match.group(1) in doing_verbs() for match in tasks):
        return True
    words = re.findall(r"[\w\u2019'-]+", text[:160])
    return any(word in doing_verbs() and is_agent(" ".join(words[:at])) for at, word in enumerate(words) if at)
