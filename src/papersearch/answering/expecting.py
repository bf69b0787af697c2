"""Says whether a sentence holds the kind of thing that a question asks for: a date, a figure, a sum, a name."""

import re
from collections.abc import Collection
from functools import lru_cache

from papersearch.analysis import stem, tokens, words
from papersearch.answering.asking import Asked
from papersearch.answering.kinds import Kind
from papersearch.answering.people import People
from papersearch.answering.times import tells
from papersearch.answering.wording import stems_held
from papersearch.dates import find_dates

_MONTH = "(?:january|february|march|april|(?-i:May)|june|july|august|september|october|november|december)"
_YEARS = r"(?:19|20)\d{2}(?:\s?[-/\u2013]\s?(?:19|20)?\d{2})?"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH}(?:,? \d{{4}}| (?:this|next|last) year)|(?:\b(?:in|by|since|until|from|of|early|late|mid|before|after|during|end of|each|every|next|last|to) |[-,] ?){_MONTH}\b"
    rf"|\b{_YEARS}(?![\d,.]\d)|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}|\b(?:spring|summer|autumn|winter|christmas|easter)\b"
    rf"|\b(?:next|following|last|previous) (?:meeting|week|month|year)\b|\bend of (?:the |this )?(?:year|month|week|term)\b|\bw(?:eek commencing|/c)\b"
    r"|\bwithin [\w-]+ (?:working )?(?:days|weeks|months|years)\b|\b[\w-]+ (?:days|weeks|months|years) (?:ago|later|before|after|earlier)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:\b[A-Z][\w'\u2019]*(?:\s+(?:and|of|the|for|to|\([^)]*\)|[A-Z][\w'\u2019]*,?))*\s+)?\b(?:Act|Order|Regulations|Directive)\s+(?:\d{4})(?:,?\s+(?:section|sections|regulation|schedule|s\.)\s*[\dA-Z]+(?:\s+(?:to|and)\s+[\dA-Z]+)?)?"
)
_REFERENCE = re.compile(
    r"\b(?:sections?|paragraphs?|paras?|items?|appendix|appendices|part|schedule|regulation|article|page|pages|phase|option|band|level|stage|key stage|ks|year|block|number|no\.?|grade|policy|group|room|rooms|class|zone|covid)(?:[\s-]+(?:no\.?\s*)?\(?(?-i:[\dA-Z]{1,4})|\d{1,4}[A-Z]?)\b(?:\s*(?:,|and|to|or|-)\s*(?-i:[\dA-Z]{1,3})\b)*|\bcovid-?\s?19\b",
    re.IGNORECASE,
)
_POSTCODE_OR_NUMBER = re.compile(
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2}\b|\b0\d{2,4}[\s\d]{6,}\b|\b\d{2}/\d{4,5}/[A-Z0-9]+\b"
)
_OF_CLOCK = re.compile(r"\btimes?\b|\bhours?\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d{2})? ?(?:am|pm)\b|\b(?:noon|midnight|o.clock)\b", re.IGNORECASE)
_OF_CONTACT = re.compile(
    r"\b(?:(?:tele)?phone number|numbers? to (?:call|ring|phone)|number (?:for|of) [^?]*\b(?:helpline|hotline)|(?:helpline|hotline|contact) number|who (?:do|should|can|must) (?:i|we|you|people|residents) (?:e-?mail|ring|call|phone|contact|write to)|e-?mail(?: address)?|postal address|website|web address|postcode)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b0\d{2,4}[\s\d]{6,}\b|\S@\S|https?://|\bwww\.|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2}\b")
_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|halves|third|thirds|quarter|quarters|dozen|none|nobody|no|once|twice|double|both|single|first time"
)
_OFTEN = r"daily|weekly|fortnightly|monthly|quarterly|annual(?:ly)?|yearly|every|each|per"
_FIGURE = re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b", re.IGNORECASE)
_FREQUENCY = re.compile(rf"\b(?:{_OFTEN}|once|twice)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"[\u00a3\u20ac$]\s?\d|\b\d[\d,.]*\s?(?:p\b|pence|pounds|million|bn\b|k\b)|\b(?:free of charge|no (?:extra |new |additional )?costs?|nothing|free)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
_PART = re.compile(
    rf"\b(?:half|halves|(?:one|two|three|four)[ -](?:thirds?|quarters?|fifths?|tenths?)|a (?:third|quarter|fifth|tenth)|(?:\d+|{_NUMBER_WORD}) (?:in|of|out of)(?: the| every)? (?:\d+|{_NUMBER_WORD}))\b",
    re.IGNORECASE,
)
_OF_SHARE = re.compile(r"\b(?:percent|per cent|percentage|proportion|share)\b", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\b\.?\s+[A-Z]")
_FIRM = re.compile(
    r"\b(?:[A-Z][\w'\u2019&-]+\s+){1,5}(?:Ltd|Limited|LLP|plc|PLC|Inc|Trust|Association|Homes|Federation|Agency|Inspectorate|Society|Foundation|Partnership|Group|Construction|College|University|School|Hospital|Company|Friends|Union|Commission|Service|Services)\b|\bOfsted\b"
)
_OF_LETTERS_AND_FIGURES = re.compile(r"\b[A-Z][a-z]{2,}\d+\b")
_OF_FIRM = re.compile(
    r"^(?:which|what)(?: was| is| were| are)?(?: the)? (?:[\w-]+ ){0,2}?(?:firms?|company|companies|contractors?|developers?|organi[sz]ations?|builders?|business|suppliers?|banks?|housing associations?)\b|\bname of the (?:firm|company|contractor|developer|organisation)\b",
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
_AGENT = re.compile(
    r"\b(?:employers?|landlords?|tenants?|leaseholders?|schools?|colleges?|parents?|carers?|providers?|partners?|owners?|operators?|drivers?|residents?|teams?|departments?|services?|authority|authorities|council|trust|contractors?|developers?|police|government|applicants?|businesses|traders|staff)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][a-z'\u2019]+(?:[-\s][A-Z][a-z'\u2019]+)+\b")


def holds_expected(asked: Asked, text: str, people: People) -> bool:
    """Whether a sentence holds the kind of thing asked for; a question that asks for no one thing is always served."""
    if _OF_CONTACT.search(asked.question):
        return bool(_CONTACT.search(text))
    match asked.kind:
        case Kind.WHEN | Kind.LAST:
            if asked.time is not None and None in (asked.time.days.first, asked.time.days.last):
                return tells(text, asked.time.days)
            return holds_date(text) or (_OF_CLOCK.search(asked.question) is not None and bool(_CLOCK.search(text)))
        case Kind.HOW_MANY:
            return _holds_count(asked, text)
        case Kind.HOW_MUCH:
            if asked.is_of_money:
                return bool(_MONEY.search(text)) or ("%" in text and bool(_SHARE.search(text)))
            return holds_figure(text)
        case Kind.WHO:
            return holds_name(text, asked, people)
        case Kind.WHERE:
            return holds_place(text) or names_other(asked, text) or _holds_spot(asked, text)
        case Kind.SAID | Kind.RESOLVED | Kind.PROMISED | Kind.LIST | Kind.DID | Kind.WHY | Kind.WHAT_IS:
            return True


def names_other(asked: Asked, text: str) -> bool:
    """Whether a text holds a word with a capital, its first one aside, that the question does not hold."""
    spoken = frozenset(map(stem, words(asked.question)))
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
    if _is_of_frequency(asked):
        return bool(_FREQUENCY.search(text)) or (_IS_PAST.search(asked.question) is not None and holds_figure(text))
    return holds_figure(text) if _OF_MEASURE.search(asked.question) else _counts_no_other(asked, text)


def _counts_no_other(asked: Asked, text: str) -> bool:
    """Whether a text holds a number of things other than those that the question only speaks of.

    To "how many people used the warm spaces" the number of warm spaces is no answer.
    """
    if not holds_count(text):
        return False
    others = {stem(word) for word in asked.words} - set(asked.counted)
    found = tokens(without_dates(text))
    figures = [at for at, token in enumerate(found) if token.text[:1].isdigit() or _FIGURE.fullmatch(token.text)]
    return not figures or any(at + 1 == len(found) or stem(found[at + 1].text) not in others for at in figures)


_IS_PAST = re.compile(r"\bhow \w+ (?:has|have|had|did|was|were)\b", re.IGNORECASE)
_OF_MEASURE = re.compile(
    r"\bhow (?:long|old|big|large|far|tall|high|fast|quickly|wide|deep|heavy|young)\b|\b(?:days|weeks|months|years|hours|minutes|average|rate|age|length|score)\b",
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
    return bool(re.search(r"\bhow (?:often|frequently|regularly)\b", asked.question, re.IGNORECASE))


@lru_cache(maxsize=4096)
def holds_date(text: str) -> bool:
    """Whether a text names a day, month, year or time of year, the years of Acts aside."""
    bare = _LAW.sub(" ", text)
    return bool(find_dates(bare) or _DATE.search(bare))


@lru_cache(maxsize=4096)
def without_dates(text: str) -> str:
    """A text without its dates, Acts, references and numbers of telephones and applications; its length stays."""
    bare = text
    for pattern in (_LAW, _POSTCODE_OR_NUMBER, _DATE, _REFERENCE):
        bare = pattern.sub(lambda match: " " * len(match.group()), bare)
    return bare


_DURATION = re.compile(
    rf"\b(?:(?:\d[\d,.]*|{_NUMBER_WORD}) (?:to|or|and) )?(?:\d[\d,.]*|{_NUMBER_WORD})[\s-](?:working[\s-])?(?:days?|weeks?|months?|years?|hours?|minutes?|year-olds?|am|pm|o.clock)\b|\b(?:aged|under|over|ages? (?:of|to)|turn|turned) \d{{1,2}}\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)+\.?|\(?\d+[.)])\s+")


@lru_cache(maxsize=4096)
def holds_count(text: str) -> bool:
    """Whether a text holds a number of things: no date, duration, age, reference or numbering."""
    bare = _DURATION.sub(lambda match: " " * len(match.group()), _NUMBERING.sub("", text))
    return holds_figure(bare)


def holds_figure(text: str) -> bool:
    """Whether a text holds a number that is more than a date or a reference."""
    return bool(_FIGURE.search(without_dates(text)))


def counts(text: str, counted: Collection[str]) -> bool:
    """Whether a figure stands by the words of what is counted."""
    return bool(figures_by(text, counted))


def figures_by(text: str, counted: Collection[str], *, reach: int = 5) -> tuple[str, ...]:
    """The figures that stand at most `reach` words off the words of what is counted, number words as figures."""
    found = tokens(without_dates(text))
    nouns = [at for at, token in enumerate(found) if stem(token.text) in counted]
    return tuple(
        figure
        for at, token in enumerate(found)
        if (
            figure := _figure(
                token.text, found[at + 1].text if at + 1 < len(found) else "", found[at - 1].text if at else ""
            )
        )
        and any(abs(at - noun) <= reach for noun in nouns)
    )


BESIDE, NEAR_BY, OF_PART, ELSEWHERE, OF_ANOTHER = 1.0, 0.8, 0.6, 0.5, 0.1
"""How far a figure is a number of things: it stands before their noun, near it, as a part of a hundred, where no noun is, or before another noun."""
_WEAK = frozenset(["both", "no", "none", "nobody", "single", "one", "first", "third", "half", "quarter"])
_SUM_BEFORE = re.compile(r"[\u00a3$\u20ac]\s?$")
_PART_BEHIND = re.compile(r"^\s?(?:%|per ?cent)", re.IGNORECASE)


def numbered(text: str, nouns: Collection[str], others: Collection[str]) -> float:
    """How far a text says the number of some things, from 0 to 1; `nouns` are the stems of their noun, `others` of other nouns.

    A sum and the figures inside a name say no number, a part of a hundred does of what it is a part of; a word such as "both" or "no" does so before the noun only.
    """
    bare = _DURATION.sub(lambda match: " " * len(match.group()), without_dates(_NUMBERING.sub("", text)))
    found = tokens(bare)
    stems = [stem(token.text) for token in found]
    at_noun = [at for at, one in enumerate(stems) if one in nouns]
    best = 0.0
    for at, token in enumerate(found):
        before = bare[: token.start]
        if not (token.text[:1].isdigit() or _FIGURE.fullmatch(token.text)) or before[-1:].isalpha():
            continue
        ahead = min((one - at for one in at_noun if one > at), default=_FAR)
        if _SUM_BEFORE.search(before) or _PART_BEHIND.search(bare[token.end :]):
            is_part_of_them = ahead <= 4 and not _SUM_BEFORE.search(before)
            best = max(best, OF_PART if is_part_of_them else 0.0)
            continue
        if token.text in _WEAK:
            best = max(best, BESIDE if ahead <= 2 else 0.0)
        elif ahead <= 4 and _PARTING.isdisjoint(token.text for token in found[at + 1 : at + ahead]):
            return BESIDE
        elif any(0 < at - one <= 6 for one in at_noun):
            best = max(best, NEAR_BY)
        else:
            best = max(best, OF_ANOTHER if stems[at + 1 : at + 2] and stems[at + 1] in others else ELSEWHERE)
    return best


_PARTING = frozenset(["with", "for", "by", "in", "at", "to", "from", "and", "or", "per"])
"""Words behind which stands another thing than the one that a figure counts: "ten cases with officers"."""
_FAR = 1000
_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}

NUMBER_WORDS = frozenset({*_UNITS, *_TENS, "hundred", "thousand", "million", "dozen"}) - {"one"}
"""Words that say how many, "one" aside, which seldom does."""


def _figure(word: str, following: str, before: str) -> str:
    """A number, or a number word of up to 99, in figures; empty for other words and for the second part of one."""
    if word[:1].isdigit():
        return word
    if word in _TENS:
        return str(_TENS[word] + (_UNITS[following] if 0 < _UNITS.get(following, 0) < 10 else 0))
    return str(_UNITS[word]) if word in _UNITS and before not in _TENS else ""


def holds_name(text: str, asked: Asked, people: People) -> bool:
    """Whether a text names a person, post or firm that the question does not name itself, and the post asked for."""
    if asked.post and not set(asked.post) <= stems_held(text):
        return False
    spoken = frozenset(words(asked.question))
    asked_stems = frozenset(map(stem, spoken)) | {"the"}
    if _OF_FIRM.search(asked.question):
        named = [*(match.group() for match in _FIRM.finditer(text)), *_OF_LETTERS_AND_FIGURES.findall(text)]
        return any(not set(words(one)) <= spoken for one in named)
    if _TITLED.search(text):
        return True
    if not _wants_person(asked) and any(not set(words(match.group())) <= spoken for match in _FIRM.finditer(text)):
        return True
    if _OF_DUTY.search(asked.question) and any(not set(words(one)) <= spoken for one in _AGENT.findall(text)):
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


def holds_full_date(text: str) -> bool:
    """Whether a text states a day of a year."""
    return bool(find_dates(text))


def holds_share(text: str) -> bool:
    """Whether a text states a per cent or a part, as "ten of 31"."""
    return bool(_SHARE.search(text) or _PART.search(text))


def _wants_person(asked: Asked) -> bool:
    """Whether only a name will do: "who is the director", "the name of"."""
    return bool(
        re.search(
            r"\bwho(?:'s| is| was| are| were| will be| became| got| ended up(?: being)?)\b(?! (?:to|responsible|being|expected|going))|\bname of\b",
            asked.question,
            re.IGNORECASE,
        )
    )


def _is_person(name: str, spoken: frozenset[str], people: People) -> bool:
    parts = words(name)
    return not set(parts) <= spoken and any(
        full in people.names for full in (name, " ".join(name.split()[:2]), " ".join(name.split()[-2:]))
    )
