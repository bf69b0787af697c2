"""Understands a question: its kind, its words, and the filters that it implies."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from papersearch.analysis import QUESTION_WORDS, STOP_WORDS, fold, stem, tokens
from papersearch.dates import DateRange, read_date
from papersearch.engines.port import Reader
from papersearch.passage import PaperCard

MAX_LENGTH = 400


class Kind(StrEnum):
    """What a question asks for."""

    SAID = "said"
    RESOLVED = "resolved"
    PROMISED = "promised"
    WHEN = "when"
    WHO = "who"
    HOW_MANY = "how_many"
    HOW_MUCH = "how_much"
    LAST = "last"
    LIST = "list"
    DID = "did"
    WHAT_IS = "what_is"


_KINDS = (
    (Kind.WHAT_IS, r"\bstands? for\b|\bmeant by\b|\bmeaning of\b|^[Ww]hat does [A-Z][A-Za-z]{1,7} mean|^[Ww]hat(?:'s| is| are) (?:an? |the )?[A-Z][A-Z&]{1,7}s?\??$"),
    (Kind.LAST, r"\b(?:last|latest|most recent|next|first)\b.{0,40}\bmeet|\bwhen did .{3,80} (?:last )?meet\b|\bwhen (?:is|was) the (?:next|last|first)\b.{0,40}\bmeeting"),
    (Kind.WHEN, r"^(?:on )?(?:when|what date|which date|by when|what day|what month|what year|in (?:which|what) year)\b|\bwhen (?:will|did|was|were|is|are|does|do|should|must|would)\b|\bby when\b|\bdue date\b|\bwhat is the deadline\b"),
    (Kind.HOW_MUCH, r"\bhow much\b|\bwhat (?:was|is|were|are|did) .{0,60}\bcosts?\b|\bwhat (?:sum|amount|budget|price)\b"),
    (Kind.HOW_MANY, r"\bhow (?:many|often|long|old|big|large|far)\b|\bwhat (?:percentage|proportion|number|share|percent)\b|\bwhat (?:is|was) the (?:percentage|proportion|number|rate)\b"),
    (Kind.WHO, r"^(?:and )?who(?:se|m)?\b|\bwhich (?:officer|councillor|member|director|person)s?\b|\bby whom\b"),
    (Kind.PROMISED, r"\b(?:promis|commit(?:ted|ment)|undert(?:ake|ook|aking)|pledg|agree(?:d)? to (?:bring|do|provide|report|circulate))|\bactions?\b.{0,30}\b(?:agreed|set|outstanding|given)"),
    (Kind.RESOLVED, r"\b(?:resolved?|resolutions?|decided?|decisions?|agreed?|approved?|recommended|recommendations?)\b"),
    (Kind.LIST, r"^(?:list|which|what (?:reports?|items?|papers?|meetings?|plans?|topics?|issues?|concerns?|points?|questions?|measures?|steps?|areas?|themes?|options?|reasons?|risks?))\b|\bwhat are the\b"),
    (Kind.DID, r"^(?:did|do|does|has|have|had|is|are|was|were|will|can|could|should)\b"),
)  # fmt: skip
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE if kind is not Kind.WHAT_IS else 0)) for kind, pattern in _KINDS
)
_DATE_WORDS = r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+,?\s+\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|(?:19|20)\d{2}\s?[-/\u2013]\s?(?:\d{4}|\d{2})\b|(?:19|20)\d{2}\b"
_DATED = re.compile(
    rf"\b(?P<how>in|during|on|of|at|from|since|after|before|until|up to|by|between|for)\s+(?:the\s+)?(?:meeting (?:of|on|held on)\s+)?(?:early |late )?(?P<date>{_DATE_WORDS})(?:\s+(?:and|to|until)\s+(?P<second>{_DATE_WORDS}))?"
)
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as understood.

    Attributes:
        words: its content words, folded, in order, each once.
        names: those of its words that name somebody or something (a capital inside the sentence, a number).
        filters: what it implies, by facet; shown, and removable.
        implied: for each filter, the words of the question that imply it.
    """

    question: str
    kind: Kind
    words: tuple[str, ...]
    names: frozenset[str]
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: DateRange | None = None
    implied: tuple[tuple[str, str], ...] = ()
    unknown_body: str | None = None
    """A council or committee it names of which nothing is indexed."""


def understand(question: str, reader: Reader, *, without: frozenset[str] = frozenset()) -> Asked:
    """A question taken apart; `without` names implied filters that were switched off ("committee", "dates")."""
    text = " ".join(question.split())[:MAX_LENGTH]
    rest, filters, implied, unknown = _bodies(text, reader.cards(), without)
    dates = None
    if "dates" not in without and _kind(text) is not Kind.LAST:
        rest, dates, words = _dates(rest)
        implied += (("dates", words),) if words else ()
    content = [token for token in tokens(rest) if token.text not in QUESTION_WORDS and token.text not in STOP_WORDS]
    if not content:
        content = [token for token in tokens(rest) if token.text not in STOP_WORDS] or tokens(rest)
    names = frozenset(
        token.text for token in content if token.start and (rest[token.start].isupper() or rest[token.start].isdigit())
    )
    return Asked(
        question=question,
        kind=_kind(text),
        words=tuple(dict.fromkeys(token.text for token in content))[:_MOST_WORDS],
        names=names,
        filters=filters,
        dates=dates,
        implied=implied,
        unknown_body=unknown,
    )


def _kind(text: str) -> Kind:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), Kind.SAID)


def _bodies(
    text: str, cards: Iterable[PaperCard], without: frozenset[str]
) -> tuple[str, dict[str, frozenset[str]], tuple[tuple[str, str], ...], str | None]:
    """Councils and committees named in full become filters and leave the words."""
    stated = tuple(cards)
    filters: dict[str, frozenset[str]] = {}
    implied: list[tuple[str, str]] = []
    rest = text
    committees = sorted({card.committee for card in stated if card.committee}, key=len, reverse=True)
    councils = {card.council_name: card.council for card in stated}
    for name in committees:
        found = _named(rest, name)
        if found and "committee" not in without:
            filters["committee"] = filters.get("committee", frozenset()) | {name}
            implied.append(("committee", found.group()))
            rest = rest[: found.start()] + " " + rest[found.end() :]
    for name, slug in councils.items():
        found = _named(rest, name) or _named(rest, _short_council(name))
        if found and "council" not in without:
            filters["council"] = filters.get("council", frozenset()) | {slug}
            implied.append(("council", found.group()))
            rest = rest[: found.start()] + " " + rest[found.end() :]
    return rest, filters, tuple(implied), _unknown_body(rest)


def _named(text: str, name: str) -> re.Match[str] | None:
    if len(name) < 4:
        return None
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?:\bthe\s+)?\b{pattern}(?:['\u2019]s)?\b(?:\s+(?:council|borough))?", text, re.IGNORECASE)


def _short_council(name: str) -> str:
    short = re.sub(
        r"\b(?:London Borough of|Royal Borough of|City of|Borough|County|District|City|Metropolitan|Unitary|Parish|Town|Council|Authority)\b",
        " ",
        name,
    )
    return " ".join(short.split())


_UNKNOWN = re.compile(
    r"\b(?P<name>[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,3}\s+(?:(?:Borough|City|County|District|Parish|Town)\s+)?Council)\b"
)


def _unknown_body(rest: str) -> str | None:
    """A council that is still named after those indexed were taken out."""
    match = _UNKNOWN.search(rest)
    return match["name"] if match else None


def _dates(text: str) -> tuple[str, DateRange | None, str]:
    """A stated time becomes a range of meeting days and leaves the words."""
    match = _DATED.search(text)
    if not match:
        return text, None, ""
    try:
        first = read_date(_plain_date(match["date"]))
        second = read_date(_plain_date(match["second"])) if match["second"] else None
    except ValueError:
        return text, None, ""
    how = match["how"].casefold()
    if how == "between" and second is None:
        return text, None, ""
    days = _range(how, first, second)
    return text[: match.start()] + " " + text[match.end() :], days, match.group()


def _plain_date(words: str) -> str:
    return re.sub(r"\s*([-/\u2013])\s*", r"\1", words).replace("\u2013", "-").replace(",", "")


def _range(how: str, first: DateRange, second: DateRange | None) -> DateRange:
    if second is not None:
        return DateRange(first.first, second.last)
    if how in ("since", "from"):
        return DateRange(first.first, None)
    if how == "after":
        return DateRange(_next(first.last), None)
    if how in ("before", "until", "up to", "by"):
        return DateRange(None, first.first if how == "before" else first.last)
    return first


def _next(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() + 1) if day else None


def stems_of(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of folded words, each once, in order."""
    return tuple(dict.fromkeys(stem(fold(word)) for word in words))
