"""What speaks against a sentence as an answer: that it tells of another thing, number, time or deed than is asked about."""

import re
from itertools import pairwise

from papersearch.analysis import QUESTION_WORDS, stem, tokens, words
from papersearch.answering.asking import Asked
from papersearch.answering.expecting import asks_number, names_other
from papersearch.answering.figuring import ELSEWHERE, NEAR_BY, OF_PART, numbered, without_dates
from papersearch.answering.kinds import KIND_WORDS, Kind
from papersearch.answering.scoring import Scored, is_reason, is_to_come, noun_counted
from papersearch.answering.seeking import Search
from papersearch.answering.wording import stems_held
from papersearch.model import Role

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
_ASKS_PAST = re.compile(
    r"^(?:did|was|were|has|have|had)\b|\b(?:ever|finally|actually)\b|\bwhat (?:came|became|has become|happened)\b",
    re.IGNORECASE,
)
_ASKS_DAY_OF_DEED = re.compile(
    r"\b(?:when|(?:what|which) (?:dates?|days?|month|year)) (?:was|were|did)\b(?!.*\b(?:due|supposed|meant|to|expected|planned|scheduled|promised|would)\b)",
    re.IGNORECASE,
)
_DECIDES = r"resol(?:ved?|utions?)|decided?|decisions?|agree[ds]?|agreements?|approv(?:e[ds]?|al)|recommend(?:ed|s|ations?)?|refused?|granted"
_ASKS_DECISION = re.compile(
    rf"\b(?:{_DECIDES}|adopted?|rejected?|endorsed?|noted?|request(?:ed)?|ask(?:ed)?|told|instruct(?:ed)?|call(?:ed)? for|demand(?:ed)?|want(?:ed)?|support(?:ed)?)\b",
    re.IGNORECASE,
)
_ASKS_OUTCOME = re.compile(
    r"^(?=.*\b(?:outcomes?|results?|upshot|findings?|c[ao]me (?:out )?of|c[ao]me up with|sa(?:y|id)|conclu\w+|advi[sc]ed?|repl(?:y|ied)|respon\w+)\b)"
    r"(?:what|which|how)\b.*\b(?:consultation|review|inspection|inquiry|investigation|survey|pilot|trial|competition|workshops?|study|audit|update|talks|negotiations|appeal|letter|counsel|bid|referendum|ballot)\b",
    re.IGNORECASE,
)
"""Asks what came of something, which the decision to begin it does not tell."""
_IS_REQUIRED = re.compile(r"\b(?:is|are) (?:required|obliged|expected|due|supposed) to\b", re.IGNORECASE)
_IS_UNDER_WAY = re.compile(r"\b(?:is|are) (?:currently |now |still |also )?being [a-z]+", re.IGNORECASE)
_OPENS_ORDER = re.compile(
    r"^To [a-z]+ |^Update on\b|^That (?:[\w'\u2019]+ ){1,6}?(?:consult|report|write|bring|prepare|investigate|review|consider|look|seek|ask|run|hold|carry"
    r"|undertake|begin|start|arrange|produce|draw|invite)\b"
)
_ONLY_SAID = re.compile(
    r"\b(?:has|have|had|was|were) (?:said|told|asked|written|indicated|agreed|undertaken|promised|invited|requested|offered)\b|\bas [^,;]*? was promised\b",
    re.IGNORECASE,
)
_OF_TELLING = (Kind.PROMISED, Kind.RESOLVED, Kind.WHEN, Kind.LAST, Kind.WHY)
_WILL_TELL = re.compile(
    r"\b(?:undert(?:ook|akes?|aken) to|promised to|agreed to|will|would|be asked to|(?:is|are|was|were) (?:asked )?to)\b[^.;]*?\b(?:report (?:back|to|on|in)|bring (?:a|the) (?:report|paper)"
    r"|circulate|(?:let|tell) (?:members|the committee|the panel|the board)|write to)\b|^[A-Z][\w'\u2019]+ [A-Z][\w'\u2019]+ to (?:tell|report|circulate|provide|write|bring|find out|check)\b"
)
"""Promises to tell, and so does not."""
_ASKS_TELLING = re.compile(
    r"\b(?:report\w*|promis\w*|told|tell|asked?|commit\w*|going to|will|undert\w+|happen(?:s|ed)? next|next|bring|brought|write|written|wrote|circulat\w*|plan(?:s|ned)?|doing about|do about)\b",
    re.IGNORECASE,
)
_ASKS_DEED_OF_BODY = re.compile(
    r"\b(?i:did|has|have|had|when|what|which|whether)\b[^?]*?\b(?P<body>(?i:cabinet|full council)|(?<!the )Council)(?: (?:members?|finally|actually|ever|first|then))? "
    r"(?:(?:agree|approve|adopt|decide|resolve|make|reject|refuse|endorse|accept|vote|say|think|discuss|ask)(?:d|s)?|made|said)\b"
)
_ACTED = r"(?:\W+(?:has|had|have|also|then|later|since|itself|meeting|of|on|in|at|its|\d{1,2}|[A-Z][a-z]+|\d{4})){0,5}\W+(?:\w+ed|made|met|took|chose|set|heard|would|did|was|were)\b"
_BODY_ACTED = {
    name: re.compile(
        rf"\b(?i:{name}){_ACTED}|\b(?:\w+ed|made|taken|set)\b[^.;]*?\b(?i:by|at|of|in) (?:the |its |a meeting of )*(?i:full )?(?i:{name})\b|\b(?i:{name})['\u2019]s (?:decision|approval|agreement)"
    )
    for name in ("cabinet", "council")
}
_ASKS_LONG_FORM = re.compile(r"\bstands? for\b|\bshort for\b|\babbreviation\b|\bin full\W*$", re.IGNORECASE)
_GIVES_LONG_FORM = re.compile(
    r"\([A-Z][A-Za-z]*[A-Z]s?\)|\b[A-Z]{2,}s? \([A-Za-z]|\b(?:stands for|short for|known as|called)\b"
)
_AT_A_TIME = re.compile(r"^(?:in|on|at|during)\b", re.IGNORECASE)
_ASKS_GRADE = re.compile(r"\b(?:what|which)\b[^?]*\b(?:ratings?|grades?|grading|judge?ments?|verdict)\b", re.IGNORECASE)
_TELLS_GRADE = re.compile(
    r"\b(?:outstanding|good|(?:in)?adequate|requir(?:es?|ing) improvement|(?:un)?satisfactory|excellent|poor|limited|moderate|substantial|exceptional"
    r"|passed|failed|green|amber|red|stars?)\b|\b\d+ (?:out of|stars?)\b|\b(?:rated|graded|judged|marked|scored)\b|\b(?:band|grade(?: of)?|category) [A-H]?\d?\b",
    re.IGNORECASE,
)
_TELLS_PAST = re.compile(r"\b(?:was|were|has|have|had|did|not|no)\b", re.IGNORECASE)
_ASKS_NEXT = re.compile(r"\bnext\b", re.IGNORECASE)
_OF_DECISION = (Role.RESOLUTION, Role.RECOMMENDATION)
_SPEAKS_OF_DECISION = re.compile(
    rf"^That\b|\b(?:{_DECIDES}|adopted|rejected|carried(?! out)|endorsed|noted|requested)\b",
    re.IGNORECASE,
)
_ASKS_WHO_OF_THEM = re.compile(
    r"\bhow many (?:[\w'\u2019-]+ ){1,4}?(?:is|are|was|were|has|have|had|do|does|did|can|could|get|got|[a-z]+ed)\b"
    r"(?! (?:[\w'\u2019-]+ ){1,4}?(?:have|has|had)\W*$)",
    re.IGNORECASE,
)
"""Asks which part of some things are or do something, which a part of a hundred tells; not how many there are."""
_ASKS_ALL = re.compile(
    r"\bhow many (?:[\w'\u2019-]+ ){1,4}?(?:(?:(?:are|were|is|was) )?(?:there )?in (?:the )?care\b(?: [\w'\u2019-]+){0,3}"
    r"|do(?:es)? (?:the )?[\w'\u2019-]+(?: council)? have|(?:is|was|does|did) (?:the )?[\w'\u2019-]+(?: council)? look(?:ing)? after(?: in \d{4})?)\W*$",
    re.IGNORECASE,
)
"""Asks for all of some people or things that there are."""
ALL_WITHIN = 6
_ASKS_RECOMMENDED = re.compile(r"\brecommend", re.IGNORECASE)
_RECOMMENDS = re.compile(
    r"\b(?:recommend|suggest|propos|urg|advis|should|ought|need|must|call(?:ed|s)? (?:for|on)|ask)", re.IGNORECASE
)
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
    doubts = [*_of_time(asked, one), *_of_number(search, one)]
    doubts += [
        not narrowed(asked.question) <= stems_held(text),
        asked.kind is Kind.DID and not one.done,
        asked.kind is Kind.RESOLVED and not tells_decision(one.quote.passage.role, text),
        asked.kind in (Kind.LIST, Kind.SAID)
        and bool(_ASKS_NAMED.search(asked.question))
        and not names_other(asked, text),
        bool(_ASKS_GRADE.search(asked.question)) and not _TELLS_GRADE.search(text),
        _is_of_other_meeting(search, one),
        bool(_ASKS_OUTCOME.search(asked.question)) and only_intends(one.quote.passage.role, text),
        *[_only_will_tell(asked, text)] * 2,
        *[_is_of_other_body(search, one)] * 2,
        *[_is_of_a_person(asked) and not is_reason(text)] * 2,
        *[bool(_ASKS_ALL.search(asked.question)) and not _counts_all(search, text)] * 2,
        bool(_ASKS_RECOMMENDED.search(asked.question)) and role not in _OF_DECISION and not _RECOMMENDS.search(text),
        *[bool(_ASKS_LONG_FORM.search(asked.question)) and not _GIVES_LONG_FORM.search(text)] * 2,
    ]
    if asked.kind in KIND_WORDS:
        doubts += [
            not one.plain,
            not one.counted and one.own < ENOUGH_OWN,
            not one.done and asked.predicate not in _SAID and (asked.kind is not Kind.WHO or one.own < SAYS_MOST),
            asked.kind is Kind.WHO and one.lost >= MOST_LOST,
            asked.kind is Kind.HOW_MUCH and (one.lost >= MOST_LOST_OF_SUM or _says_little(one, LITTLE_LOST)),
        ]
    return sum(doubts)


def _says_little(one: Scored, most_lost: float) -> bool:
    """Whether a sentence itself holds little of a question, and a word of weight stands nowhere near it."""
    return one.lost >= most_lost and max(one.own, one.plain) < LITTLE_OWN


def narrowed(question: str) -> frozenset[str]:
    """The stems of words that narrow what is asked for: "in total", "each", "the other two", "the full report"."""
    said = words(question)
    return frozenset(
        stem(word) for word, behind in pairwise([*said, ""]) if word in _NARROWING and behind not in _OF_CALENDAR
    )


def tells_decision(role: Role, text: str) -> bool:
    """Whether a sentence of a passage of this role is a resolution or recommendation, or speaks of one."""
    return role in _OF_DECISION or bool(_SPEAKS_OF_DECISION.search(text))


def _of_time(asked: Asked, one: Scored) -> tuple[bool, ...]:
    """Whether a sentence tells what is to come where the past is asked about, and the other way round."""
    role, text = one.quote.passage.role, one.quote.text
    if asked.kind in (Kind.DID, Kind.SAID):
        is_to_be = bool(_ASKS_PAST.search(asked.question)) and _is_yet_to_be(asked, role, text)
        return (is_to_be, is_to_be and bool(_IS_REQUIRED.search(text)))
    if asked.kind is Kind.WHEN:
        return (
            bool(_ASKS_DAY_OF_DEED.search(asked.question)) and only_intends(role, text),
            bool(_ASKS_NEXT.search(asked.question)) and not is_to_come(text),
        )
    return ()


def _is_yet_to_be(asked: Asked, role: Role, text: str) -> bool:
    """Whether a sentence tells what is not done yet; of a question of a decision a resolution does not, whatever it orders."""
    if _ASKS_DECISION.search(asked.question):
        return is_to_come(text) and not _TELLS_PAST.search(text)
    return only_intends(role, text)


def only_intends(role: Role, text: str) -> bool:
    """Whether a sentence only says what is to be done: "That officers consult on ...", "To receive ...", "is being sought"."""
    if _IS_UNDER_WAY.search(text) or _IS_REQUIRED.search(text) or is_to_come(text):
        return not _TELLS_PAST.search(_ONLY_SAID.sub(" ", text)) or (role in _OF_DECISION and text.startswith("That"))
    return bool(_OPENS_ORDER.search(text))


def _only_will_tell(asked: Asked, text: str) -> bool:
    """Whether a sentence promises to tell, and the question is not about that; it weighs twice, for it does not tell."""
    return asked.kind not in _OF_TELLING and bool(_WILL_TELL.search(text)) and not _ASKS_TELLING.search(asked.question)


def _is_of_other_meeting(search: Search, one: Scored) -> bool:
    """Whether a decision asked about is of a day, and the sentence is a decision of a meeting on another."""
    time, passage = search.asked.time, one.quote.passage
    if search.asked.kind is not Kind.RESOLVED or time is None or passage.role not in _OF_DECISION:
        return False
    return (
        bool(_AT_A_TIME.search(time.words))
        and passage.meeting_date is not None
        and passage.meeting_date not in time.days
    )


def _is_of_other_body(search: Search, one: Scored) -> bool:
    """Whether a deed of the cabinet or the full council is asked about, and the sentence is not of it; it weighs twice."""
    asked = _ASKS_DEED_OF_BODY.search(search.asked.question)
    if asked is None:
        return False
    body = "cabinet" if asked["body"].casefold() == "cabinet" else "council"
    if body in (one.quote.passage.committee or "").casefold().split():
        return False
    return not _BODY_ACTED[body].search(one.quote.text)


def _is_of_a_person(asked: Asked) -> bool:
    """Whether the reason is asked why a person did something, which no paper tells by what it says of the person."""
    someone = asked.someone
    if asked.kind is not Kind.WHY or someone is None or not someone.surname:
        return False
    return bool(re.match(rf"why \w+ (?:[\w.]+ ){{0,3}}?{re.escape(someone.surname)}\b", asked.question, re.IGNORECASE))


def _counts_all(search: Search, text: str) -> bool:
    """Whether a text holds a figure, no share, shortly before all words of what is counted."""
    wanted = [word for word in search.wanted.words if word.stem not in search.asked.names]
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
