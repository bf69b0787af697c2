"""What speaks against a sentence as an answer: that it tells of another thing, number, time or deed than is asked about."""

import re

from papersearch.analysis import QUESTION_WORDS, stem, words
from papersearch.answering.asking import Asked
from papersearch.answering.expecting import asks_number, names_other
from papersearch.answering.figuring import ELSEWHERE, NEAR_BY, OF_PART, numbered
from papersearch.answering.kinds import KIND_WORDS, Kind
from papersearch.answering.scoring import Scored, is_to_come, noun_counted
from papersearch.answering.seeking import Search
from papersearch.answering.wording import stems_held
from papersearch.model import Role

ENOUGH_OWN = 0.6
"""The share of the question in a sentence itself that makes up for what is to be counted under another name."""
MOST_LOST, MOST_LOST_OF_SUM = 0.25, 0.36
"""The share of a word from which on its absence means that a sentence names somebody for another thing, or the sum of one."""
SAYS_ALL = 0.75
"""A sentence that itself holds so much of a question for a fact is quoted with none that holds less."""
_SAID = frozenset(map(stem, QUESTION_WORDS))
"""Stems of words such as "said" and "asked", in whose place a paper may have any other."""
_NARROWING = frozenset(["total", "altogether", "overall", "each", "other", "others", "full", "individual", "exact"])
_ASKS_PAST = re.compile(
    r"^(?:did|was|were|has|have|had)\b|\b(?:ever|finally|actually)\b|\bwhat (?:came|became|has become|happened)\b",
    re.IGNORECASE,
)
_ASKS_DAY_OF_DEED = re.compile(
    r"\bwhen (?:was|were|did)\b(?!.*\b(?:due|supposed|meant|to|expected|planned|scheduled|promised|would)\b)",
    re.IGNORECASE,
)
_TELLS_PAST = re.compile(r"\b(?:was|were|has|have|had|did|not|no)\b", re.IGNORECASE)
_ASKS_NEXT = re.compile(r"\bnext\b", re.IGNORECASE)
_OF_DECISION = (Role.RESOLUTION, Role.RECOMMENDATION)
_SPEAKS_OF_DECISION = re.compile(
    r"^That\b|\b(?:resol(?:ved?|utions?)|decided?|decisions?|agree[ds]?|agreements?|approv(?:e[ds]?|al)|recommend(?:ed|s|ations?)?"
    r"|refused?|granted|adopted|rejected|carried|endorsed|noted|requested)\b",
    re.IGNORECASE,
)
_ASKS_NAMED = re.compile(
    r"^(?:which|what|name|list)\b(?: [\w'\u2019]+){0,3}? (?:councils|authorities|boroughs|areas|cities|towns|wards|schools|centres|colleges"
    r"|hospitals|sites|estates|streets|roads|parks|companies|firms|charities|organisations)\b",
    re.IGNORECASE,
)
"""Asks for things that have names."""


def doubts_of(search: Search, one: Scored) -> int:
    """How many things speak against a sentence with the kind of thing asked for."""
    asked, text = search.asked, one.quote.text
    doubts = [*_of_time(asked, text), *_of_number(search, one)]
    doubts += [
        not narrowed(asked.question) <= stems_held(text),
        asked.kind is Kind.DID and not one.done,
        asked.kind is Kind.RESOLVED and not tells_decision(one.quote.passage.role, text),
        asked.kind is Kind.LIST and bool(_ASKS_NAMED.search(asked.question)) and not names_other(asked, text),
    ]
    if asked.kind in KIND_WORDS:
        doubts += [
            not one.plain,
            not one.counted and one.own < ENOUGH_OWN,
            not one.done and asked.predicate not in _SAID,
            asked.kind is Kind.WHO and one.lost >= MOST_LOST,
            asked.kind is Kind.HOW_MUCH and one.lost >= MOST_LOST_OF_SUM,
        ]
    return sum(doubts)


def narrowed(question: str) -> frozenset[str]:
    """The stems of words that narrow what is asked for: "in total", "each", "the other two", "the full report"."""
    return frozenset(stem(word) for word in words(question) if word in _NARROWING)


def tells_decision(role: Role, text: str) -> bool:
    """Whether a sentence of a passage of this role is a resolution or recommendation, or speaks of one."""
    return role in _OF_DECISION or bool(_SPEAKS_OF_DECISION.search(text))


def _of_time(asked: Asked, text: str) -> tuple[bool, ...]:
    """Whether a sentence tells what is to come where the past is asked about, and the other way round."""
    is_of_past = bool(_ASKS_PAST.search(asked.question)) and asked.kind in (Kind.DID, Kind.SAID)
    is_day_of_deed = asked.kind is Kind.WHEN and bool(_ASKS_DAY_OF_DEED.search(asked.question))
    is_of_next = asked.kind is Kind.WHEN and bool(_ASKS_NEXT.search(asked.question))
    tells_future_alone = is_to_come(text) and not _TELLS_PAST.search(text)
    return is_of_past and tells_future_alone, is_day_of_deed and tells_future_alone, is_of_next and not is_to_come(text)


def _of_number(search: Search, one: Scored) -> tuple[bool, ...]:
    """Whether the figures of a sentence are of something else than what is to be counted, and whether there is none at all."""
    asked = search.asked
    if not asks_number(asked):
        return ()
    others = {word.stem for word in search.wanted.words} - set(asked.counted)
    told = numbered(one.quote.text, noun_counted(search), others)
    enough = OF_PART if one.own >= SAYS_ALL else NEAR_BY
    return told < enough and bool(asked.counted), told < ELSEWHERE
