"""Says whether a sentence holds the kind of thing that a question asks for: a date, a figure, a sum, a name."""

import re
from collections.abc import Collection

from papersearch.analysis import stem, words
from papersearch.answering.asking import Asked
from papersearch.answering.figuring import (
    counts_else,
    holds_date,
    holds_duration,
    holds_figure,
    holds_money,
    holds_share,
    holds_sum,
    without_dates,
    without_years,
    without_years_of_titles,
)
from papersearch.answering.kinds import Kind
from papersearch.answering.people import People
from papersearch.answering.times import tells
from papersearch.answering.wording import stems_held

_OF_CLOCK_ALONE = re.compile(
    r"\bwhat times?\b|\b(?:opening|closing|start(?:ing)?|end(?:ing)?|finish(?:ing)?) (?:times?|hours)\b", re.IGNORECASE
)
_OF_DAY = re.compile(r"\b(?:what|which) (?:exact |precise )?(?:date|day)\b", re.IGNORECASE)
_OF_CLOCK = re.compile(r"\btimes?\b|\bhours?\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d{2})? ?(?:am|pm)\b|\b(?:noon|midnight|o.clock)\b", re.IGNORECASE)
_OF_CONTACT = re.compile(
    r"\b(?:(?:tele)?phone number|numbers? to (?:call|ring|phone)|number (?:for|of) [^?]*\b(?:helpline|hotline)|(?:helpline|hotline|contact) number|who (?:do|should|can|must) (?:i|we|you|people|residents) (?:e-?mail|ring|call|phone|contact|write to)|e-?mail(?: address)?|postal address|website|web address|postcode)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b0\d{2,4}[\s\d]{6,}\b|\S@\S|https?://|\bwww\.|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2}\b")
_PARTICULAR = ((_OF_CONTACT, _CONTACT), (_OF_CLOCK_ALONE, _CLOCK))
"""What some questions ask for whatever their kind, and what shows it."""
_OFTEN = r"daily|weekly|fortnightly|monthly|quarterly|annual(?:ly)?|yearly|every|each|per"
_FREQUENCY = re.compile(rf"\b(?:{_OFTEN}|once|twice)\b", re.IGNORECASE)
_OF_TIMES = re.compile(r"\bhow many times (?:in )?(?:an?|each|every|per)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:once|twice|thrice|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many) times|daily|weekly|fortnightly|monthly|quarterly|annually|yearly|every)\b",
    re.IGNORECASE,
)
_OF_FREQUENCY = re.compile(rf"\bhow (?:often|frequently|regularly)\b|{_OF_TIMES.pattern}", re.IGNORECASE)
_OF_CHANGE = re.compile(
    r"\bhow much of\b|\b(?:ris(?:e|en|ing)|rose|increas\w+|rais\w+|discounts?|cuts?|interest|rates?|per ?cent\w*|percentage|proportion|share|go(?:ne|ing)? up|went up|reduc\w+|fall|fell|support|schemes?)\b",
    re.IGNORECASE,
)
"""Asks for a sum that may be told as a part of another."""
_OF_SHARE = re.compile(r"\b(?:percent|per cent|percentage|proportion|share)\b", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\b\.?\s+[A-Z]")
_FIRM = re.compile(
    r"\b(?:[A-Z][\w'\u2019&-]+\s+){1,5}(?:Ltd|Limited|LLP|plc|PLC|Inc|Trust|Association|Homes|Federation|Agency|Inspectorate|Society|Foundation|Partnership|Group|Construction|College|University|School|Hospital|Company|Friends|Union|Commission|Service|Services)\b|\bOfsted\b"
)
_OF_COUNCIL = re.compile(r"\b(?:School|Services?)$")
"""A part of a council rather than a firm."""
_GIVEN = re.compile(r"\b(?:i\.e\.|e\.g\.|such as|namely|called|named),? ([A-Z][\w'\u2019&-]+)")
_OF_LETTERS_AND_FIGURES = re.compile(r"\b[A-Z][a-z]{2,}\d+\b")
_OF_FIRM = re.compile(
    r"^(?:which|what)(?: was| is| were| are)?(?: the)? (?:[\w-]+ ){0,2}?(?:firms?|company|companies|contractors?|developers?|organi[sz]ations?|builders?|business|suppliers?|sponsors?|trusts?|charit(?:y|ies)|agenc(?:y|ies)|universit(?:y|ies)|providers?|banks?|housing associations?)\b|\bname of the (?:firm|company|contractor|developer|organisation)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:the )?(?:(?:strategic|deputy|assistant|interim|corporate|executive|lead|principal|designated|virtual|senior|chief|independent|external|internal|cabinet) )*"
    r"(?:directors?|officers?|managers?|head of [A-Za-z]+|heads? of service|chair|vice-chair|leader|clerk|inspectors?|ombudsman|auditors?|planner|members?|advisers?|surveyors?|teachers?|nurse|doctor|regulator|council|committee|cabinet|contractor|developers?|company|police|government)\b",
    re.IGNORECASE,
)
_OF_DUTY = re.compile(
    r"\b(?:whose (?:job|task|duty|role|responsibility)|who\b[^?]*\b(?:responsible|answerable|accountable|liable|pays?|provides?|suppl(?:y|ies)))\b",
    re.IGNORECASE,
)
_OF_OBJECT = re.compile(r"^whom? (?:did|do|does|will|would|should|can|could)\b", re.IGNORECASE)
_AGENT = re.compile(
    r"\b(?:(?-i:[A-Z]{2,}s)|workers?|officers|advisers?|volunteers|families|women|men|pupils|students|nurses|doctors|teachers|lawyers|neighbours|users|members|employers?|landlords?|tenants?|leaseholders?|schools?|colleges?|parents?|carers?|providers?|partners?|owners?|operators?|drivers?|residents?|teams?|departments?|services?|authority|authorities|council|trust|contractors?|developers?|police|government|applicants?|businesses|traders|staff)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][a-z'\u2019]+(?:[-\s][A-Z][a-z'\u2019]+)+\b")


def holds_expected(asked: Asked, text: str, people: People) -> bool:
    """Whether a sentence holds the kind of thing asked for; a question that asks for no one thing is always served."""
    particular = next((holds for asks, holds in _PARTICULAR if asks.search(asked.question)), None)
    return bool(particular.search(text)) if particular else _holds_kind(asked, text, people)


def _holds_kind(asked: Asked, text: str, people: People) -> bool:
    match asked.kind:
        case Kind.WHEN | Kind.LAST:
            if asked.time is not None and None in (asked.time.days.first, asked.time.days.last):
                return tells(text, asked.time.days)
            dated = holds_date(without_years(text) if _OF_DAY.search(asked.question) else without_years_of_titles(text))
            return dated or (_OF_CLOCK.search(asked.question) is not None and bool(_CLOCK.search(text)))
        case Kind.HOW_MANY:
            return _holds_count(asked, text)
        case Kind.HOW_MUCH:
            if asked.is_of_money:
                return holds_money(text) if not _OF_CHANGE.search(asked.question) else holds_sum(text)
            return holds_figure(text)
        case Kind.WHO:
            return holds_name(text, asked, people)
        case Kind.WHERE:
            return holds_place(text) or names_other(asked, text) or _holds_spot(asked, text)
        case Kind.SAID | Kind.RESOLVED | Kind.PROMISED | Kind.LIST | Kind.DID | Kind.WHY | Kind.WHAT_IS:
            return True


_NO_NAMES = frozenset(
    map(
        stem,
        (
            "local",
            "strategic",
            "children's",
            "adult",
            "social",
            "member",
            "chief",
            "executive",
            "authority",
            "council",
            "borough",
            "service",
            "committee",
            "government",
            "director",
            "officer",
        ),
    )
)
"""Stems of words with a capital that name nobody in particular: "Local Authorities"."""


def names_other(asked: Asked, text: str, *, than: str = "") -> bool:
    """Whether a text holds a word with a capital, its first one aside, that the question does not hold, nor `than` it."""
    spoken = frozenset(map(stem, (*words(asked.question), *words(than)))) | _NO_NAMES
    return any(not set(map(stem, words(name))) <= spoken for name in _CAPITAL.findall(text))


def _holds_spot(asked: Asked, text: str) -> bool:
    """Whether a text tells where, as "in the market square", with a word that the question does not hold."""
    spoken = frozenset(map(stem, words(asked.question)))
    return any(stem(word) not in spoken for word in _SPOT.findall(text.casefold()))


_SPOT = re.compile(
    r"\b(?:at|in|on|near|opposite|behind|beside|inside|outside|under|into)\s+(?:the|an?|its|their|our|some)\s+([a-z]+)"
)
_CAPITAL = re.compile(r"(?<=[a-z,;:()] )[A-Z][\w'\u2019-]+")


def _holds_count(asked: Asked, text: str) -> bool:
    if asks_share(asked):
        return holds_share(text)
    if _OF_TIMES.search(asked.question):
        return bool(_TIMES.search(text))
    if _is_of_frequency(asked):
        return bool(_FREQUENCY.search(text)) or (_IS_PAST.search(asked.question) is not None and holds_figure(text))
    return (
        holds_figure(text) or holds_duration(text)
        if _OF_MEASURE.search(asked.question)
        else counts_else(text, {stem(word) for word in asked.words} - set(asked.counted))
    )


_IS_PAST = re.compile(r"\bhow \w+ (?:has|have|had|did|was|were)\b", re.IGNORECASE)
_OF_MEASURE = re.compile(
    r"\bhow much (?:time|notice|warning)\b|\bhow (?:long|old|big|large|far|tall|high|fast|quickly|wide|deep|heavy|young)\b|\b(?:days|weeks|months|years|hours|minutes|average|rate|age|length|score)\b",
    re.IGNORECASE,
)


def asks_number(asked: Asked) -> bool:
    """Whether a question asks for a number of things: for no share, measure, age, or how often."""
    return asked.kind is Kind.HOW_MANY and not (
        asks_share(asked) or _is_of_frequency(asked) or _OF_MEASURE.search(asked.question)
    )


def asks_share(asked: Asked) -> bool:
    """Whether a question asks for a part of a whole."""
    return asked.kind is Kind.HOW_MANY and bool(_OF_SHARE.search(asked.question))


def _is_of_frequency(asked: Asked) -> bool:
    return bool(_OF_FREQUENCY.search(asked.question))


def holds_name(text: str, asked: Asked, people: People) -> bool:
    """Whether a text names a person, post or firm that the question does not name itself, and the post asked for."""
    if asked.post and not set(asked.post) <= stems_held(text):
        return False
    spoken = frozenset(words(asked.question))
    asked_stems = frozenset(map(stem, spoken)) | {"the"}
    if _OF_FIRM.search(asked.question):
        firms = (match.group() for match in _FIRM.finditer(text) if not _OF_COUNCIL.search(match.group()))
        named = [*firms, *_OF_LETTERS_AND_FIGURES.findall(text), *_GIVEN.findall(text)]
        return any(not set(words(one)) <= spoken for one in named)
    if _TITLED.search(text):
        return True
    if not _wants_person(asked) and any(not set(words(match.group())) <= spoken for match in _FIRM.finditer(text)):
        return True
    if (_OF_DUTY.search(asked.question) or _OF_OBJECT.search(asked.question)) and any(
        not set(words(one)) <= spoken for one in _AGENT.findall(text)
    ):
        return True
    if _wants_person(asked):
        return any(_is_person(match.group(), spoken, people) for match in _NAME.finditer(text))
    return any(not _is_spoken(match.group(), asked_stems) for match in _POST.finditer(text)) or any(
        _is_person(match.group(), spoken, people) for match in _NAME.finditer(text)
    )


def _is_spoken(post: str, asked: Collection[str]) -> bool:
    """Whether the question names a post itself, or the doing of it: "inspections" of an inspector."""
    return all(
        any(one == other or (len(one) > 5 and one[:6] == other[:6]) for other in asked)
        for one in map(stem, words(post))
    )


_PLACE = re.compile(r"\b(?:at|in|on|near|opposite|behind|beside)\s+(?:the\s+)?(?:\d+\s+)?(?:[A-Z][\w'\u2019-]+)")


def holds_place(text: str) -> bool:
    """Whether a text names a place, as "at the Weir Street Youth Centre"."""
    return bool(_PLACE.search(without_dates(text)))


def _wants_person(asked: Asked) -> bool:
    """Whether only a name will do: "who is the director", "the name of"."""
    return bool(
        re.search(
            r"\bwho(?:'s| is| was| are| were| will be| became| got| ended up(?: being)?| chair(?:s|ed))\b(?! (?:to|responsible|being|expected|going))|\bname of\b",
            asked.question,
            re.IGNORECASE,
        )
    )


def _is_person(name: str, spoken: frozenset[str], people: People) -> bool:
    parts = words(name)
    return not set(parts) <= spoken and any(
        full in people.names for full in (name, " ".join(name.split()[:2]), " ".join(name.split()[-2:]))
    )
