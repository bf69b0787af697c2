"""Reads undertakings in prose: what a body, an officer or a member says that they will do."""

import re
from functools import lru_cache

from papersearch.analysis import holds_any
from papersearch.commitments.agents import is_agent, is_outsider, is_person, listed
from papersearch.commitments.drafts import Draft, recipient_in
from papersearch.commitments.owners import doing_verbs
from papersearch.commitments.records import Kind
from papersearch.commitments.resolving import has_condition
from papersearch.commitments.told import Told
from papersearch.model import PaperType
from papersearch.passage import Passage, Quote

_NEXT_MEETING = re.compile(
    r"\b(?:next|following|annual) (?:ordinary |full |council |committee )?meeting (?:of .{3,60} )?(?:will|would) (?:be|take)\b",
    re.IGNORECASE,
)
_BY_LAW = re.compile(
    r"\b(?:required? (?:to|by)|under (?:the|a) (?:act|duty|regulations?|order|measure)|by law|statutory|regulations?"
    r"|\bact \d{4}|legislation|government)\b",
    re.IGNORECASE,
)
_NP = r"(?P<who>(?:(?:the|The|our|Our|each|Each|all|All)\s+)?[A-Za-z][^.;:!?]{1,90}?)"
_NOW = r"(?:(?:also|now|then|shortly|next|both|still|currently|already|therefore|all|each)\s+)*"
_UNDERTOOK = re.compile(
    rf"(?:^|[.;:,]\s+|\band\s+(?=(?:has |have )?(?:undert))|\bthat\s+|\bwhile\s+){_NP}?\s*"
    r"(?P<verb>(?:has|have|also|then|therefore|again|kindly)?\s*"
    r"(?:undertook|undertaken|promised|committed|pledged|offered|agreed|volunteered|undertakes|agrees|promises|commits|offers))\s+"
    r"(?P<how>to\s+(?P<do>[a-z-]+)|that\s+(?:he|she|they|it|the\s+\w+(?:\s\w+)?)\s+(?:would|will)\s+(?P<do2>[a-z-]+))",
)
_HAD = re.compile(r"\b(?:had|was|were|been|be|it|having|not|never|which|who)\s*$|\bhad\b[^,;]*$")
_ALSO_UNDERTOOK = re.compile(
    r"(?<!had )\b(?:(?:has |have )?committed|commits) to (?:[a-z]+ing)\b|\band (?:also )?undertook to\b"
    r"|\b(?:promised|pledged)\s+(?:a|an|further|to\s+the)\s+(?:[\w-]+\s+){0,3}?(?:reports?|notes?|papers?|updates?|lists?|briefings?|letters?|figures|breakdown|repl(?:y|ies)|answers?|visits?|meetings?|cop(?:y|ies))\b"
)
_WILL = re.compile(
    rf"(?:^|[:;]\s+|,\s+(?:and|but|so)\s+|\band\s+(?=the\b)|\bthat\s+){_NP}\s+(?:will|shall)\s+{_NOW}"
    r"(?:be\s+\w+ing\s+)*(?P<do>[a-z-]+)"
)
_WORKING = (
    r"working (?:on|with|to|towards)|work (?:on|with)|drawing up|preparing|developing|drafting|arranging|compiling"
    r"|looking (?:instead )?(?:at|into|for)|reviewing|investigating|planning to|seeking to|exploring|in discussions?"
    r"|to (?:bring|report|prepare|write|review|present|provide|produce|arrange)"
)
_AT_WORK = re.compile(rf"(?:^|[:;]\s+|\bthat\s+){_NP}\s+(?:is|are)\s+{_NOW}(?:continuing to\s+)*(?P<do>{_WORKING})\b")
_SAID = (
    r"(?:said|confirmed|explained|added|advised|replied|indicated|reported|stated|responded|answered|assured\s+\w+"
    r"|promised|told\s+(?:\w+\s+){1,3}|informed\s+(?:\w+\s+){1,3})"
)
_WOULD = re.compile(
    rf"(?:^|[:;]\s+){_NP}\s+(?:[a-z]+ed\s+(?:[^.;:,]{{1,40}}\s+)?and\s+)?{_SAID}\s*(?:that\s+)?"
    r"(?P<second>he|she|they|(?:(?!would\b)[\w\u2019'-]+\s+){0,6}?(?!would\b)[\w\u2019'-]+)\s+"
    r"would\s+(?:also\s+|now\s+|then\s+)?(?P<do>[a-z-]+)",
)
_SAID_THING = re.compile(
    rf"(?:^|[:;]\s+){_NP}\s+(?:said|confirmed|advised|agreed|assured\s+(?:the\s+)?\w+|undertook)\s+(?:that\s+)?(?P<thing>[^.;:]{{2,80}}?)\s+"
    r"would\s+(?:also\s+|now\s+|then\s+)?be\s+(?:\w+ly\s+)?(?P<done>\w+(?:\s+out)?)\b"
)
_OFFERED_AND_WILL = re.compile(
    r"^\W*(?P<who>[A-Z][^.;:!?]{1,80}?)\s+(?:has|have)\s+[a-z]+ed\s[^.;:]{2,90}?\s+and\s+(?:will|shall)\s+(?P<do>[a-z-]+)"
)
_NOT_CHOSEN = re.compile(
    r"\W*(?:under\s+|with\s+|in\s+)?(?:this\s+|the\s+\w+\s+)?(?:option|scenario|alternative)\b", re.IGNORECASE
)
_RETOLD = re.compile(
    r"\breminded\b|^\W*(?:In|On|During|Since|At its meeting)\s+(?:(?:early|late|the\s+\w+\s+of|\d{1,2}\s+)?\s*(?:[A-Z][a-z]+\s+)?)?(?:19|20)\d{2}\b"
)
"""What was said before, or only called to mind."""
_BARE_WOULD = re.compile(
    r"^(?P<who>[Hh]e|[Ss]he|[Tt]hey|Officers|Staff|The [A-Z][\w \u2019'-]{2,60}?|[A-Z][\w.]+ [A-Z][\w\u2019'-]+)\s+"
    r"would\s+(?:also\s+|now\s+|then\s+)?(?P<do>[a-z-]+)"
)
_THINGS = (
    r"(?:(?:[\w\u2019'-]+\s+){0,5}(?:reports?|updates?|papers?|plans?|strateg(?:y|ies)|polic(?:y|ies)|drafts?|versions?"
    r"|briefings?|notes?|lists?|letters?|responses?|repl(?:y|ies)|reviews?|workshops?|meetings?|sessions?|visits?"
    r"|training|consultations?|surveys?|proposals?|business cases?|programmes?|presentations?|timetables?|guidance"
    r"|schemes?|information|figures|details|results?|findings|protocols?|audits?|newsletters?|leaflets?|statements?"
    r"|summar(?:y|ies)|outcomes?|copies|copy|analysis|assessments?)"
    r"(?:\s+(?:of|on|for|about|from|to|with|into|setting out|showing)\b[^.;,]{0,80}?)?)"
)
_THING_WILL = re.compile(
    r"(?:^|[:;]\s+|,\s+(?:and|but)\s+|\bthat\s+|\banticipated\s+|\bexpected\s+)"
    rf"(?P<thing>(?:(?:a|an|the|this|these|their|its|further|regular)\s+)?{_THINGS})\s+(?P<modal>will|would)\s+"
    r"(?:also\s+|then\s+|now\s+|shortly\s+)*(?:be\s+(?:\w+ly\s+)?(?P<done>\w+)"
    r"|(?P<come>come|go|return|follow|report|set out|cover|include|take place))\b",
    re.IGNORECASE,
)
_PERSON_WILL_BE = re.compile(rf"(?:^|[:;]\s+){_NP}\s+will\s+{_NOW}be\s+(?:\w+ly\s+)?(?P<done>\w+)")
_SUBJECT_OF = re.compile(
    r"\bwill\s+be\s+(?:the\s+)?subject\s+(?:of|to)\s+(?:a\s+)?(?:further|more|another|detailed|future|separate)\b[^.]{0,40}\breport",
    re.IGNORECASE,
)
_INSPECTED = re.compile(
    r"\b(?:inspectors?|the\s+(?:regulator|ombudsman|auditors?|external auditor|district auditor|inspectorate"
    r"|peer\s+(?:team|review(?:ers)?)|coroner|Ofsted|CQC|commissioner)|Ofsted|the CQC|the LGA)\b[^.;]{0,60}?"
    r"\b(?:recommended that|recommended\b|asked (?:the council|us) to|asked that|called (?:on|for))",
    re.IGNORECASE,
)
_STATIVE = frozenset(
    re.findall(
        r"\w+",
        "be have need cost become remain benefit increase decrease rise fall apply require depend mean result affect receive "
        "lose like want wish prefer welcome seem appear expect hope recall recollect remember note see find know understand appreciate realise",
    )
)
_QUIET_SECTIONS = re.compile(
    r"\b(?:legal|financial|resource|policy|equalit\w+|community|staffing|risk|climate|environmental|human rights"
    r"|procurement)\b.*\b(?:implications?|impact|considerations?|statement|comments)\b|\bstatutory\b",
    re.IGNORECASE,
)
_LEAST_SENTENCE = 5
_PROMISED_HINTS = ("undert", "promis", "commit", "pledg", "offer", "agree", "volunteer")
_WILL_HINTS, _WOULD_HINTS = ("will", "shall"), ("would",)
_BY_LAW_HINTS = ("requir", "under", "law", "statut", "regulation", "act", "legislation", "government")
_INSPECTED_HINTS = ("recommended", "asked", "called")
"""Pieces of which all that the patterns of an undertaking find holds one."""


def undertaken(told: Told) -> Draft | None:
    """What a sentence undertakes; `None` for a question, a condition, and what only the law asks."""
    text = told.text
    if text.rstrip().endswith("?") or len(text.split()) < _LEAST_SENTENCE or has_condition(text):
        return None
    if _NEXT_MEETING.search(text) or _RETOLD.search(text) or _is_not_chosen(told):
        return None
    return _promised(told) or _said(told) or _by_will(told) or _by_thing(told)


def asked_by_inspectors(told: Told) -> Draft | None:
    """What inspectors recommended, or asked the council to do."""
    is_named = holds_any(told.text, _INSPECTED_HINTS) and _INSPECTED.search(told.text) is not None
    if not is_named or re.search(r"\bhad (?:also )?recommended\b", told.text):
        return None
    return Draft(quote=told.quote(), kind=Kind.RECOMMENDATION, rule="recommended by inspectors", decided=False)


def _promised(told: Told) -> Draft | None:
    """As in "The Clerk undertook to write ..."; not what somebody "had agreed", nor a body's own resolution."""
    if not holds_any(told.text, _PROMISED_HINTS):
        return None
    for match in _UNDERTOOK.finditer(told.text):
        if not _HAD.search(match["who"] or "") and _is_promise(match):
            owner = told.agent(match.span("who"), with_firms=True) if match["who"] else told.leader()
            is_told = told.passage.paper_type is PaperType.REPORT and match["verb"].strip() == "agreed"
            if owner is not None and (is_person(owner.text) or not is_told):
                return _row(told, max(match.start("who"), 0), "undertook to", owner)
    owner = told.leader() if _ALSO_UNDERTOOK.search(told.text) else None
    return _row(told, 0, "undertook to", owner) if owner else None


def _is_promise(match: re.Match[str]) -> bool:
    verb = (match["do"] or match["do2"]).casefold()
    return verb in doing_verbs() or match["verb"].strip().startswith(("undert", "promis", "pledg"))


def _said(told: Told) -> Draft | None:
    """As in "The Clerk said that she would write ..."; "He would write ..." after what he said."""
    if told.passage.paper_type is PaperType.REPORT or not holds_any(told.text, _WOULD_HINTS):
        return None
    owner = _speaker(told) or _speaker_of_thing(told)
    return _row(told, 0, "said that they would", owner) if owner else None


def _speaker_of_thing(told: Told) -> Quote | None:
    """As in "The Head of Fleet confirmed that checks would be made of every cab"."""
    match = _SAID_THING.search(told.text)
    if not match or match["done"].casefold().split()[0] not in _things_done() | _people_done():
        return None
    owner = told.agent(match.span("who"))
    return owner if owner is not None and is_person(owner.text) else None


def _is_not_chosen(told: Told) -> bool:
    """Whether a sentence stands in what would come of an option, which nobody need choose."""
    return bool(_NOT_CHOSEN.match(told.passage.text)) or any(map(_NOT_CHOSEN.match, told.passage.section[-1:]))


def _speaker(told: Told) -> Quote | None:
    match = _WOULD.search(told.text)
    if match and _is_doing(match["do"]):
        if match["second"].casefold() in ("he", "she", "they"):
            return told.agent(match.span("who"))
        return told.agent(match.span("second")) if is_agent(match["second"]) else None
    match = _BARE_WOULD.search(told.text)
    is_told = match and _is_doing(match["do"]) and not told.text[match.end() :].lstrip().startswith("not")
    return told.agent(match.span("who")) if match and is_told else None


def _is_doing(verb: str) -> bool:
    return verb in doing_verbs() and verb not in _STATIVE


def _by_will(told: Told) -> Draft | None:
    """As in "Officers will provide ..."; "Officers are drawing up ..."."""
    if _is_by_law(told.text) and "report" not in told.text:
        return None
    will_do = _willing(told) if holds_any(told.text, _WILL_HINTS) else None
    if will_do or _is_quiet(told.passage):
        return will_do
    for match in _AT_WORK.finditer(told.text):
        owner = told.agent(match.span("who"))
        if owner is not None:
            return _row(told, match.start("who"), "is at work on", owner)
    return None


def _willing(told: Told) -> Draft | None:
    """As in "Officers will provide ..."; "The Head of Fleet has bought a van and will paint it"."""
    for match in _WILL.finditer(told.text):
        owner = None if match["do"] in _STATIVE or match["do"] == "not" else told.agent(match.span("who"))
        if owner is not None:
            return _row(told, match.start("who"), "will do", owner)
    offered = _OFFERED_AND_WILL.match(told.text)
    owner = told.agent(offered.span("who")) if offered and _is_doing(offered["do"]) else None
    return _row(told, 0, "will do", owner) if owner is not None else None


def _by_thing(told: Told) -> Draft | None:
    """As in "A report will be brought ..."; "Young people will be told ..."."""
    if not holds_any(told.text, (*_WILL_HINTS, *_WOULD_HINTS)):
        return None
    if _is_quiet(told.passage) or _is_by_law(told.text):
        return None
    match = _THING_WILL.search(told.text)
    if match and (match["come"] or match["done"].casefold() in _things_done()) and _is_ours(told, match["modal"]):
        return _row(told, 0, "report will be brought")
    if _SUBJECT_OF.search(told.text):
        return _row(told, 0, "report will be brought")
    match = _PERSON_WILL_BE.search(told.text)
    is_done = match is not None and match["done"].casefold() in _people_done() and not is_outsider(match["who"])
    return _row(told, 0, "will be done") if is_done else None


def _is_ours(told: Told, modal: str) -> bool:
    """Whether a thing that "would" come is said to come to somebody, in minutes; "will" is enough."""
    if modal.casefold() == "will":
        return True
    return told.passage.paper_type is not PaperType.REPORT and recipient_in(told.quote()) is not None


def _row(told: Told, start: int, rule: str, owner: Quote | None = None) -> Draft:
    quote = told.quote(start)
    return Draft(
        quote=quote,
        kind=Kind.COMMITMENT,
        rule=rule,
        decided=told.passage.paper_type is not PaperType.REPORT,
        owner=owner,
        to=recipient_in(quote),
    )


def _is_by_law(text: str) -> bool:
    """Whether the law may be what asks for it."""
    return holds_any(text, _BY_LAW_HINTS) and _BY_LAW.search(text) is not None


def _is_quiet(passage: Passage) -> bool:
    """Whether a section only tells what follows from the law or the budget."""
    return any(_QUIET_SECTIONS.search(words) for words in passage.section)


@lru_cache(maxsize=1)
def _things_done() -> frozenset[str]:
    return listed("things_done.txt")


@lru_cache(maxsize=1)
def _people_done() -> frozenset[str]:
    return listed("people_done.txt")
