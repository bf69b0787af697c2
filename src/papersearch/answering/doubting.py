"""What speaks against a sentence as an answer: that it tells of another thing, number, time or deed than is asked about."""

import re
from itertools import pairwise

from papersearch.analysis import QUESTION_WORDS, stem, tokens, words
from papersearch.answering.asking import Asked
from papersearch.answering.deciding import is_of_other_body, is_of_other_meeting, tells_decision
from papersearch.answering.expecting import asks_number, names_other
from papersearch.answering.figuring import ELSEWHERE, NEAR_BY, OF_PART, numbered, without_dates
from papersearch.answering.intending import doubts_of_tense, only_intends, only_will_tell
from papersearch.answering.kinds import KIND_WORDS, Kind
from papersearch.answering.lacking import lacks
from papersearch.answering.scoring import Scored, is_reason, noun_counted
from papersearch.answering.seeking import Search
from papersearch.answering.wording import stems_held

ENOUGH_OWN = 0.6
"""The share of the question in a sentence itself that makes up for what is to be counted under another name."""
MOST_LOST, MOST_LOST_OF_SUM = 0.25, 0.36
"""The share of a word from which on its absence means that a sentence names somebody for another thing, or the sum of one."""
LITTLE_OWN, LITTLE_LOST = 0.35, 0.15
"""The share of a question below which a sentence itself says little of it, and the lost share that then speaks against a sum."""
SAYS_MOST = 0.7
"""A sentence that itself holds so much of a question of who need not say the deed in its words."""
SAYS_ALL = 0.75
"""A sentence that itself holds so much of a question for a fact is quoted with none that holds less."""
_SAID = frozenset(map(stem, QUESTION_WORDS))
"""Stems of words such as "said" and "asked", in whose place a paper may have any other."""
_NARROWING = frozenset(["total", "altogether", "overall", "each", "other", "others", "full", "individual", "exact"])
_OF_CALENDAR = frozenset(["day", "week", "month", "quarter", "year", "night", "hour"])
"""Behind "each": a paper says "a week" or "weekly" as well."""
_ASKS_OUTCOME = re.compile(
    r"^(?=.*\b(?:outcomes?|results?|upshot|findings?|c[ao]me (?:out )?of|c[ao]me up with|sa(?:y|id)|told|reported|conclu\w+|advi[sc]ed?|repl(?:y|ied)|respon\w+)\b)"
    r"(?:what|which|how)\b.*\b(?:consultation|review|inspection|inquiry|investigation|survey|pilot|trial|competition|workshops?|study|audit|update|talks|negotiations|appeal|letter|counsel|bid|referendum|ballot)\b",
    re.IGNORECASE,
)
"""Asks what came of something, which the decision to begin it does not tell."""
_ASKS_WHO_OF_THEM = re.compile(
    r"\bhow many (?:[\w'\u2019-]+ ){1,4}?(?:is|are|was|were|has|have|had|do|does|did|can|could|get|got|[a-z]+ed)\b"
    r"(?! (?:[\w'\u2019-]+ ){1,4}?(?:have|has|had)\W*$)",
    re.IGNORECASE,
)
"""Asks which part of some things are or do something, which a part of a hundred tells; not how many there are."""
_ASKS_ALL = re.compile(
    r"\bhow many (?:[\w'\u2019-]+ ){1,4}?(?:(?:(?:are|were|is|was) )?(?:there )?in (?:the |[\w-]+['\u2019]s? )?care\b(?: [\w'\u2019-]+){0,6}"
    r"|do(?:es)? (?:the )?[\w'\u2019-]+(?: council)? (?:have|support|employ|teach|house|care for)|(?:is|was|does|did) (?:the )?[\w'\u2019-]+(?: council)? look(?:ing)? after(?: in \d{4})?)\W*$",
    re.IGNORECASE,
)
"""Asks for all of some people or things that there are."""
_HAVING = frozenset(map(stem, ("support", "employ", "teach")))
"""What a council does with all of them, which a paper that counts them need not say."""
ALL_WITHIN = 6
_ASKS_OTHERS = re.compile(r"\bhow many (?:of the )?others?\b", re.IGNORECASE)
_OTHERS = frozenset(["other"])
"""In whose place a paper puts the noun: "alongside eight others"."""
_ASKS_NAMED = re.compile(
    r"^(?:which|what|name|list)\b(?: [\w'\u2019]+){0,3}? (?:councils|authorities|boroughs|areas|cities|towns|wards|schools|centres|colleges"
    r"|hospitals|sites|estates|streets|roads|parks|companies|firms|charities|organisations)\b",
    re.IGNORECASE,
)
"""Asks for things that have names."""


def doubts_of(search: Search, one: Scored) -> int:
    """How many things speak against a sentence with the kind of thing asked for."""
    asked, text, role = search.asked, one.quote.text, one.quote.passage.role
    doubts = [
        *_of_number(search, one),
        not narrowed(asked.question) <= stems_held(text),
        asked.kind is Kind.DID and not one.done,
        asked.kind is Kind.RESOLVED and not tells_decision(role, text),
        asked.kind in (Kind.LIST, Kind.SAID)
        and bool(_ASKS_NAMED.search(asked.question))
        and not names_other(asked, text, than=one.quote.passage.council_name),
        is_of_other_meeting(search, one),
        bool(_ASKS_OUTCOME.search(asked.question)) and only_intends(role, text),
    ]
    twice = (
        only_will_tell(asked, text),
        is_of_other_body(search, one),
        _is_of_a_person(asked) and not is_reason(text),
        bool(_ASKS_ALL.search(asked.question)) and not _counts_all(search, text),
    )
    if asked.kind in KIND_WORDS:
        doubts += [
            not one.plain,
            not one.counted and one.own < ENOUGH_OWN,
            not one.done and asked.predicate not in _SAID and (asked.kind is not Kind.WHO or one.own < SAYS_MOST),
            asked.kind is Kind.WHO and one.lost >= MOST_LOST,
            asked.kind is Kind.HOW_MUCH and (one.lost >= MOST_LOST_OF_SUM or _says_little(one)),
        ]
    return sum(doubts) + 2 * sum(twice) + doubts_of_tense(asked, role, text) + lacks(asked, role, text)


def _says_little(one: Scored) -> bool:
    """Whether a sentence itself holds little of a question, and a word of weight stands nowhere near it."""
    return one.lost >= LITTLE_LOST and max(one.own, one.plain) < LITTLE_OWN


def narrowed(question: str) -> frozenset[str]:
    """The stems of words that narrow what is asked for: "in total", "each", "the other two", "the full report"."""
    said = words(question)
    return frozenset(
        stem(word) for word, behind in pairwise([*said, ""]) if word in _NARROWING and behind not in _OF_CALENDAR
    )


def _is_of_a_person(asked: Asked) -> bool:
    """Whether the reason is asked why a person did something, which no paper tells by what it says of the person."""
    someone = asked.someone
    if asked.kind is not Kind.WHY or someone is None or not someone.surname:
        return False
    return bool(re.match(rf"why \w+ (?:[\w.]+ ){{0,3}}?{re.escape(someone.surname)}\b", asked.question, re.IGNORECASE))


def _counts_all(search: Search, text: str) -> bool:
    """Whether a text holds a figure, no share, shortly before all words of what is counted."""
    wanted = [word for word in search.wanted.words if word.stem not in search.asked.names | _HAVING]
    found = tokens(without_dates(text))
    return any(
        token.text[:1].isdigit()
        and "%" not in text[token.end : token.end + 2]
        and all(word.worth_in(frozenset(stem(one.text) for one in found[at + 1 : at + ALL_WITHIN])) for word in wanted)
        for at, token in enumerate(found)
    )


def _of_number(search: Search, one: Scored) -> tuple[bool, ...]:
    """Whether the figures of a sentence are of something else than what is to be counted, and whether there is none at all."""
    asked = search.asked
    if not asks_number(asked):
        return ()
    others = {word.stem for word in search.wanted.words} - set(asked.counted)
    nouns = noun_counted(search) | (_OTHERS if _ASKS_OTHERS.search(asked.question) else frozenset())
    told = numbered(one.quote.text, nouns, others)
    is_of_their_part = bool(_ASKS_WHO_OF_THEM.search(asked.question)) and one.own >= SAYS_ALL
    enough = OF_PART if is_of_their_part else NEAR_BY
    return told < enough and bool(asked.counted), told < ELSEWHERE
