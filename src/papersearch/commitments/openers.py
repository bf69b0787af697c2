"""Tells what opens a list of decisions: "RESOLVED:", "The Panel agreed the following:", "It is recommended that"."""

import re
from dataclasses import dataclass

from papersearch.commitments.agents import is_agent
from papersearch.commitments.owners import Span
from papersearch.commitments.records import Kind
from papersearch.commitments.wording import PAST_VERBS

_TAIL = r"[\s:;.,*\u2010-\u2015-]*$"
_VERB = r"(?:resolved|resolves|agreed|agrees|decided|decides|determined|ordered|recommended|recommends|recommend|approved|endorsed|supported|requested|asked)"
_MOVERS = (
    r"(?:\W*\((?:[^()]*\b(?:proposed|moved|seconded|votes?|carried|unanimous\w*|nem|in favour|majority)\b[^()]*)\))?"
)
_AFTER = (
    rf"{_MOVERS}"
    r"(?:\s*[(,]?\s*(?:unanimously|nem\.?\s*con\.?|by \d+ votes to \w+)\s*[),]?)?"
    r"(?:\s*[:,\u2010-\u2015-]*\s*(?:that(?:\s+the)?(?:\s+(?:cabinet|committee|council|executive|board|panel|authority))?|to(?!\s+[a-z]+\s+the)|as follows|the following(?:\s+\w+){0,4}|unanimously))*"
)
_ADVISES = re.compile(
    r"(?:\d[\d.]*\s+)?(?P<who>[A-Za-z][^.:;]{1,160}?)\s+(?:(?:therefore|also|further|accordingly)\s+)?recommend(?:ed|s|ing)?\b[\s:,\u2010-\u2015-]*"
    r"(?:that\s+(?:the\s+)?(?P<body>[A-Z][\w \u2019'&-]{2,60}?)(?:\s+should)?)?" + _TAIL,
)
_ADVISING_PAPER = re.compile(r"(?:the\s+|this\s+)?(?:\w+\s+){0,2}(?:report|paper|review|letter)", re.IGNORECASE)
_UNDER_LABEL = r"(?:\W*(?:resolved|agreed|recommended|decided)\W+)?"
_DECIDED_AND = re.compile(
    rf"{_UNDER_LABEL}(?:that\s+)?(?:the\s+)?(?P<body>[A-Za-z][\w \u2019'&-]{{2,60}}?)\s+(?:{PAST_VERBS})\b.*\band\b{_TAIL}",
    re.IGNORECASE | re.DOTALL,
)
_GIVEN = re.compile(
    rf"{_UNDER_LABEL}(?:that\s+)?(?:approval|consent|agreement|permission|support|authority)\s+(?:be|is|was)\s+(?:hereby\s+)?(?:given|granted)\s+(?:to|for)(?:\s+the\s+following)?{_TAIL}",
    re.IGNORECASE,
)
_ON_PROPOSAL = re.compile(
    rf"{_UNDER_LABEL}(?:it\s+was\s+(?:\w+ly\s+)?(?:agreed|resolved|decided)\W+)?(?:up)?on\s+the\s+(?:proposal|proposition|motion)\s+of\s+[^.;:]{{3,110}}?,?\s+"
    rf"(?:(?:it|the\s+following)\s+(?:was|were)\s+(?:\w+ly\s+)?(?:agreed|resolved|decided)\W*)?(?:that|to|as\s+follows|the\s+following)?{_TAIL}",
    re.IGNORECASE,
)
_ASSURES = re.compile(
    r"(?P<who>[A-Za-z][^.:;]{1,70}?)\s+(?:(?:had|has|have|also|then)\s+)*(?:(?:gave|given|made|offered|provided)\s+(?:the\s+following|these|several|some|\w+)\s+(?:\w+\s+)?"
    r"(?:assurances?|undertakings?|commitments?|promises|pledges)|(?:undertook|undertaken|promised|pledged|offered)\s+to)\W*(?:that|to)?"
    + _TAIL,
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(rf"\**(?:it was\s+)?(?:unanimously\s+)?{_VERB}{_AFTER}{_TAIL}", re.IGNORECASE)
_SUBJECT_OPENS = re.compile(
    rf"(?:\d[\d.]*\s+)?(?:after \w+,?\s+|having \w+ [^,]*,\s+|accordingly,?\s+|following [^,]*,\s+)?(?P<subject>it (?:was|is)(?: further| also| therefore)?|(?:the\s+|that\s+(?:the\s+)?)?[A-Z\w][\w\u2019' ,&()-]{{1,70}}?)\s+"
    rf"(?:be\s+|is\s+|are\s+|has\s+|have\s+|unanimously\s+|then\s+|further\s+|also\s+|therefore\s+)*(?P<verb>{_VERB})(?:\s+to\s+(?:recommend|ask|request)\s+(?:to\s+)?(?P<asked>[^:]{{3,60}}?))?{_AFTER}\s*(?::|[\u2010-\u2015-]|\bthat\b|\bto\b)?{_TAIL}",
    re.IGNORECASE,
)
_RECOMMENDED_TO = re.compile(
    r"\**\s*(?:it was\s+)?(?:resolved\W+to\s+)?recommend(?:ed|s)?\s+\(?(?:to\s+)?(?:the\s+)?(?P<to>[A-Za-z][\w \u2019'&-]{2,60}?)\)?\s*(?:that|to)?\**[\s:\u2010-\u2015-]*",
    re.IGNORECASE,
)
_RECOMMENDATIONS = re.compile(
    r"(?:.*\b(?:the\s+following|its|[\u2019']s?)\s+)recommendations?(?:\s+(?:to|for)\s+(?:the\s+)?(?P<to>[A-Z][\w \u2019'&-]{2,60}?))?"
    r"(?:\s+(?:were|was|are|is|be)(?:\s+(?:made|agreed|as follows))?)?" + _TAIL,
    re.DOTALL,
)
_THAT_BODY = re.compile(
    r"(?:\**(?:it was\s+)?(?:resolved|agreed|recommended|recommendations?)\W*)?that\s+(?:the\s+)?(?P<body>[A-Za-z][\w \u2019'&-]{2,70}?)"
    + _TAIL,
    re.IGNORECASE,
)
_BODY_ALONE = re.compile(
    r"(?:(?:[Tt]hereafter|[Aa]ccordingly|[Tt]herefore)[^,:]{0,40},\s+|(?:[Hh]aving|[Ff]ollowing|[Aa]fter)\b[^:]{3,160},\s+)?(?:the\s+)?(?P<body>[A-Z][\w\u2019' ,&()-]{2,90}?)\s*(?:has\s+|have\s+|is\s+(?:asked|recommended|invited|requested)\s+to)?\s*(?::\s*[\u2010-\u2015-]?|[\u2010-\u2015-])\s*$"
)
_THAT = re.compile(r"that\s+(?:the\s+)?", re.IGNORECASE)
_IS_ASKED = re.compile(
    r"(?:(?:.*[.;:,]\s+)?(?P<subject>\w[^.;:,]{0,90}?)\s+)?(?:is|are|be)\s+(?:therefore\s+|also\s+)?(?:recommended|asked|invited|requested)\s+(?:to|that)"
    r"(?:\s+[a-z][^.;:]{3,80}\band|\s+(?:the\s+)?(?P<body>[A-Za-z][\w \u2019'&-]{2,60}?))?" + _TAIL,
    re.IGNORECASE | re.DOTALL,
)
_ADVISED_TO = re.compile(r"\b(?i:recommended)\s+to\s+(?:the\s+)?[A-Z]")
_AGREED_ACTIONS = re.compile(
    r"(?:.*\s)?actions\s+(?:\w+\s+){0,3}(?:agreed|proposed)(?:\s+\w+){0,3}" + _TAIL, re.IGNORECASE | re.DOTALL
)
_HEADED = (
    (
        re.compile(
            r"(?:the\s+)?(?:(?:\w+\s+){0,4}\w+[\u2019']s?\s+)?(?:decisions?|resolutions?|resolved|agreed)(?:\s+(?:made|taken|notice))?(?:\s+and reasons?.*)?",
            re.IGNORECASE,
        ),
        Kind.RESOLUTION,
    ),
    (
        re.compile(
            r"(?:officers?\W*\s+)?recommend(?:ation|ed decision)s?(?:\(s\))?(?:\s+(?:to|for|of|by|from(?! (?:the )?(?:last|previous)))\s.{3,60})?(?:\s+\d+)?|(?:decisions?|action)s? (?:required|requested|sought)|(?:proposed|draft) (?:decision|resolution|recommendation)s?|for decision",
            re.IGNORECASE,
        ),
        Kind.RECOMMENDATION,
    ),
    (
        re.compile(
            r"(?!.*\b(?:respon\w+|progress|previous|earlier|past|implement\w*|updates?|status|reasons?|consider\w*|monitor\w+|audit\w*|inspect\w+"
            r"|on|against|to|from)\b)(?:[\w\u2019'&-]+\s+){1,4}recommendations?",
            re.IGNORECASE,
        ),
        Kind.RECOMMENDATION,
    ),
    (
        re.compile(r"actions?(?:\s+(?:points?|agreed|required|arising|list))?|agreed actions?", re.IGNORECASE),
        Kind.ACTION,
    ),
)


@dataclass(frozen=True, slots=True)
class Opener:
    """Words that open a list of decisions.

    Attributes:
        kind: what the points are.
        decider: where the one person stands who decides, and so owns what nobody else is asked to do.
        to: where the body stands to which the points are recommended.
        is_asked: the decider is asked to do the points, and so owns them though it is a body.
    """

    kind: Kind
    decider: Span | None = None
    to: Span | None = None
    is_asked: bool = False


def opener_of(text: str, *, is_heading: bool = False) -> Opener | None:
    """What a passage opens, if its last sentence is the head of a list of decisions; `None` for a point or prose."""
    bare = text.strip()
    if is_heading:
        headed = next((kind for pattern, kind in _HEADED if pattern.fullmatch(bare.strip("*# :.-\u2013"))), None)
        if headed:
            return Opener(headed)
    if bare.endswith(":") and _HEADED[1][0].fullmatch(bare.strip("*# :")):
        return Opener(Kind.RECOMMENDATION)
    if bare.endswith(":") and _HEADED[0][0].fullmatch(bare.strip("*# :.-\u2013")):
        return Opener(Kind.RESOLUTION)
    start = max((match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z*])", text)), default=0)
    last = text[start:]
    if not (is_heading or re.search(r"[:\u2010-\u2015-]\W*$|\b(?:that|to)\W*$", last) or _LABEL_ALONE.fullmatch(last)):
        return None
    return (
        _assuring(last, start)
        or _recommending(last, start)
        or _labelled(last)
        or _advising(last, start)
        or _asking(last, start)
        or _deciding(last, start)
        or _naming(last, start)
    )


def _recommending(last: str, start: int) -> Opener | None:
    match = _RECOMMENDED_TO.fullmatch(last)
    listed = _RECOMMENDATIONS.fullmatch(last)
    if listed:
        return Opener(Kind.RECOMMENDATION, to=_shifted(listed.span("to"), start) if listed["to"] else None)
    if not match or re.fullmatch(r"that|as follows|the following.*", match["to"], re.IGNORECASE):
        return None
    return Opener(Kind.RECOMMENDATION, to=_shifted(match.span("to"), start))


def _labelled(last: str) -> Opener | None:
    if _LABEL_ALONE.fullmatch(last) or _GIVEN.fullmatch(last) or _ON_PROPOSAL.fullmatch(last):
        return Opener(_kind_of(last))
    decided = _DECIDED_AND.fullmatch(last)
    return Opener(Kind.RESOLUTION) if decided and is_agent(decided["body"]) else None


def _assuring(last: str, start: int) -> Opener | None:
    """As in "The Trust gave the following assurances:", "Officers undertook to:"."""
    match = _ASSURES.fullmatch(last)
    if not match or not is_agent(match["who"]):
        return None
    return Opener(Kind.COMMITMENT, decider=_shifted(match.span("who"), start), is_asked=True)


def _advising(last: str, start: int) -> Opener | None:
    """As in "The auditor recommended that the Council:", "The report recommended:-"."""
    match = _ADVISES.fullmatch(last)
    if not match:
        return None
    if match["body"] and is_agent(match["body"]):
        return Opener(Kind.RECOMMENDATION, decider=_shifted(match.span("body"), start), is_asked=True)
    return Opener(Kind.RECOMMENDATION) if _ADVISING_PAPER.fullmatch(match["who"]) else None


def _asking(last: str, start: int) -> Opener | None:
    """As in "The Committee is asked to:", "It is recommended that Members:"."""
    asked = _IS_ASKED.fullmatch(last)
    if asked and (asked["body"] is None or is_agent(asked["body"])):
        if asked["body"] and _ADVISED_TO.search(last):
            return Opener(Kind.RECOMMENDATION, to=_shifted(asked.span("body"), start))
        named = "body" if asked["body"] else "subject"
        is_named = bool(asked[named]) and is_agent(asked[named])
        return Opener(
            Kind.RECOMMENDATION, decider=_shifted(asked.span(named), start) if is_named else None, is_asked=True
        )
    return Opener(Kind.ACTION) if _AGREED_ACTIONS.fullmatch(last) else None


def _naming(last: str, start: int) -> Opener | None:
    """As in "That the Executive:", "The Cabinet Member:"."""
    match = _THAT_BODY.fullmatch(last) or _BODY_ALONE.fullmatch(last)
    if not match or not is_agent(match["body"]) or re.search(r"\b(?:be|is|are|to|agreed)\b", match["body"]):
        return None
    return Opener(_kind_of(last), decider=_shifted(match.span("body"), start))


def _deciding(last: str, start: int) -> Opener | None:
    """As in "The Panel AGREED:", "It was agreed that: -", "The Lead Member RESOLVED to:"."""
    match = _SUBJECT_OPENS.fullmatch(last)
    if not match:
        return None
    subject = match["subject"].strip()
    if re.search(r"\bactions?\W*$", last, re.IGNORECASE):
        return Opener(Kind.ACTION)
    is_passive = subject.casefold().startswith("it ")
    body = _THAT.match(subject)
    if body and "recommend" in match["verb"].casefold():
        return Opener(
            Kind.RECOMMENDATION, to=_shifted((match.start("subject") + body.end(), match.end("subject")), start)
        )
    if body or not (is_passive or is_agent(subject)) or _only_asks(match):
        return None
    asked = match["asked"]
    return Opener(
        Kind.RECOMMENDATION if asked and "recommend" in last.casefold() else _kind_of(match["verb"]),
        decider=None if is_passive else _shifted(match.span("subject"), start),
        to=_shifted(match.span("asked"), start) if asked else None,
    )


def _only_asks(match: re.Match[str]) -> bool:
    """Whether what follows are questions: "Members asked:", and not "Members asked that:"."""
    after = match.string[match.end("verb") :]
    return match["verb"].casefold() == "asked" and not re.match(r"\W*(?:that|to)\b", after)


def is_single_decider(words: str) -> bool:
    """Whether a decider is one person, not a body: "The Lead Member", "Cabinet Member for Highways"."""
    return bool(
        re.search(
            r"\b(?:member|leader|director|officer|head|manager|executive(?! committee| board)|mayor|commissioner|clerk|chair)\b",
            words,
            re.IGNORECASE,
        )
    ) and not re.search(
        r"\b(?:members|committee|council|board|panel|authority|cabinet)\b(?! member)|^\W*(?:the\s+)?executive\W*$",
        words,
        re.IGNORECASE,
    )


def _kind_of(words: str) -> Kind:
    return Kind.RECOMMENDATION if re.search(r"recommend", words, re.IGNORECASE) else Kind.RESOLUTION


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
