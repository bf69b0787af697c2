"""Reads the dates and figures of a sentence: which of them are numbers of things, and of which things."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from papersearch.analysis import Token, stem, tokens
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
_SPAN_OF_TITLE = re.compile(
    r"(?<!\bin )(?<!\bfor )(?<!\bfrom )(?<!\bof )(?<!\bby )(?<!\bduring )(?<!\bsince )(?<!\buntil )(?<!\bthe )\b(?:19|20)\d{2}\s?[-/\u2013]\s?(?:(?:19|20)\d{2}|\d{2})(?![\d,.]\d|\d)",
    re.IGNORECASE,
)
_OF_MONTH_OR_ALONE = re.compile(rf"(?P<dated>{_MONTH},? {_YEARS}|/{_YEARS})|\b{_YEARS}(?![\d,.]\d)", re.IGNORECASE)
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
_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|halves|third|thirds|quarter|quarters|dozen|none|nobody|no|once|twice|double|both|single|first time"
)
_FIGURE = re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
_PART = re.compile(
    rf"\b(?:half|halves|(?:one|two|three|four)[ -](?:thirds?|quarters?|fifths?|tenths?)|a (?:third|quarter|fifth|tenth)|(?:\d+|{_NUMBER_WORD}) (?:in|of|out of)(?: the| every)? (?:\d+|{_NUMBER_WORD}))\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[\u00a3\u20ac$]\s?\d|\b\d[\d,.]*\s?(?:p\b|pence|pounds|million|bn\b|k\b)|\b(?:free of charge|no (?:extra |new |additional )?costs?|nothing|free)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"\b(?:(?:\d[\d,.]*|{_NUMBER_WORD}) (?:to|or|and) )?(?:\d[\d,.]*|{_NUMBER_WORD})[\s-](?:working[\s-])?(?:days?|weeks?|months?|years?|hours?|minutes?|year-olds?|am|pm|o.clock)\b|\b(?:aged|under|over|ages? (?:of|to)|turn|turned) \d{{1,2}}\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)+\.?|\(?\d+[.)])\s+")
BESIDE, NEAR_BY, OF_PART, ELSEWHERE, OF_ANOTHER = 1.0, 0.8, 0.6, 0.5, 0.1
"""How far a figure is a number of things: it stands before their noun, near it, as a part of a hundred, where no noun is, or before another noun."""
_WEAK = frozenset(["both", "no", "none", "nobody", "single", "one", "first", "third", "half", "quarter"])
_SUM_BEFORE = re.compile(r"[\u00a3$\u20ac]\s?$")
_PART_BEHIND = re.compile(r"^\s?(?:%|per ?cent)", re.IGNORECASE)
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


@lru_cache(maxsize=4096)
def holds_date(text: str) -> bool:
    """Whether a text names a day, month, year or time of year, the years of Acts aside."""
    bare = _LAW.sub(" ", text)
    return bool(find_dates(bare) or _DATE.search(bare))


def without_years(text: str) -> str:
    """A text without the years that stand alone, which name no day: "the annual report 2019-20"."""
    return _OF_MONTH_OR_ALONE.sub(lambda match: match["dated"] or " ", text)


def without_years_of_titles(text: str) -> str:
    """A text without spans of years that no word such as "in" makes a time: "Annual Reports 2019 - 20"."""
    return _SPAN_OF_TITLE.sub(" ", text)


def holds_full_date(text: str) -> bool:
    """Whether a text states a day of a year."""
    return bool(find_dates(text))


@lru_cache(maxsize=4096)
def without_dates(text: str) -> str:
    """A text without its dates, Acts, references and numbers of telephones and applications; its length stays."""
    bare = text
    for pattern in (_LAW, _POSTCODE_OR_NUMBER, _DATE, _REFERENCE):
        bare = pattern.sub(lambda match: " " * len(match.group()), bare)
    return bare


@lru_cache(maxsize=4096)
def holds_count(text: str) -> bool:
    """Whether a text holds a number of things: no date, duration, age, reference or numbering."""
    bare = _DURATION.sub(lambda match: " " * len(match.group()), _NUMBERING.sub("", text))
    return holds_figure(bare)


def holds_figure(text: str) -> bool:
    """Whether a text holds a number that is more than a date or a reference."""
    return bool(_FIGURE.search(without_dates(text)))


def holds_duration(text: str) -> bool:
    """Whether a text tells how long something takes, or an age."""
    return bool(_DURATION.search(text))


def holds_share(text: str) -> bool:
    """Whether a text states a per cent or a part, as "ten of 31"."""
    return bool(_SHARE.search(text) or _PART.search(text))


def holds_money(text: str) -> bool:
    """Whether a text states a sum of money, or that there is none to pay."""
    return bool(_MONEY.search(text))


def holds_sum(text: str) -> bool:
    """Whether a text states a sum of money, that there is none to pay, or a per cent."""
    return holds_money(text) or ("%" in text and bool(_SHARE.search(text)))


def counts_else(text: str, others: Collection[str]) -> bool:
    """Whether a text holds a number of things other than some; `others` are the stems of their words.

    To "how many people used the warm spaces" the number of warm spaces is no answer, nor how many "of them".
    """
    if not holds_count(text):
        return False
    found = tokens(without_dates(text))
    figures = [at for at, token in enumerate(found) if token.text[:1].isdigit() or _FIGURE.fullmatch(token.text)]
    return not figures or any(
        at + 1 == len(found) or not (stem(found[at + 1].text) in others or _goes_back(found[at + 1 : at + 3]))
        for at in figures
        if at + 1 not in figures  # "twenty-six"
    )


def _goes_back(behind: Sequence[Token]) -> bool:
    """Whether what stands behind a figure says that it is a part of what was counted before: "19 of them"."""
    return [one.text for one in behind] in (["of", "them"], ["of", "these"], ["of", "those"])


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


def _figure(word: str, following: str, before: str) -> str:
    """A number, or a number word of up to 99, in figures; empty for other words and for the second part of one."""
    if word[:1].isdigit():
        return word
    if word in _TENS:
        return str(_TENS[word] + (_UNITS[following] if 0 < _UNITS.get(following, 0) < 10 else 0))
    return str(_UNITS[word]) if word in _UNITS and before not in _TENS else ""
