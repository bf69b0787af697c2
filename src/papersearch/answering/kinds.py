"""What kinds of question there are, and which one a question is."""

import re
from collections.abc import Mapping
from enum import StrEnum


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
    WHY = "why"
    WHERE = "where"
    WHAT_IS = "what_is"


_MONEY = (
    r"costs?|prices?|budgets?|spend(?:ing)?|spent|expenditure|sums?|subsid(?:y|ies)|grants?|fees?|charges?|rents?|allowances?|salar(?:y|ies)"
    r"|pay|paid|value|deficits?|underspend|overspend(?:ing)?|overspent|income|fines?|fined|savings?|contributions?|debts?|arrears|amounts?|sold|worth"
    r"|money|fund(?:s|ed|ing)?|costed|wages?|bills?|tax|compensation|damages"
)
_FIGURES = (
    r"numbers?|percentages?|percent|per cent|proportion|share|rate|averages?|totals?|quotas?|size|length|height|ages?|scores?"
    r"|distance|capacity|population|turnout|majority|frequency|temperature"
)
_ADJECTIVE = r"(?!did |do |does |is |was |were |are |has |have |had |will |would |can |could |should )[\w'\u2019-]+ "
"""A word that may stand between "what" and its noun."""
_ASKED = r"^(?:and |so |but )?(?:what|which)(?:'s| is| was| are| were| will be| would be)?"
_PERSONS = r"officers?|councillors?|members?|directors?|persons?|people|inspectors?|chairs?|ministers?|authors?|company|companies|firms?|contractors?|organisations?|organizations?|solicitors?"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.LIST, r"^(?:please )?(?:list|name|give|tell me|show)\b(?!.*\bmeetings\b).*\b(?:all|list|the|every|each)\b"),
    (
        Kind.WHAT_IS,
        r"\bstands? for\b|\bmeant by\b|\bmeaning of\b|\bdefinition of\b|\babbreviation\b|^what does (?:the )?(?:acronym )?[\w&']+ mean\b",
    ),
    (
        Kind.LAST,
        r"\b(?:last|latest|most recent|next|first|previous)\b (?:[\w']+ ){0,5}?meetings?\b(?! (?:say|agree|decide|resolve))(?=.{0,40}$)|\bwhen did (?:[\w' ]{3,80}) (?:last |first )?meet\b"
        r"|\bwhich meetings\b|\blist (?:of )?(?:all )?(?:the )?meetings\b|\bwhen (?:does|will|is) .{3,60} (?:next )?meet(?:ing)?\b",
    ),
    (
        Kind.WHEN,
        r"^(?:on |by |from |since |until |in )?(?:when|(?:what|which) (?:dates?|day|month|year|time|deadline))\b|\bwhen (?:will|did|was|were|is|are|does|do|has|should|must|would|can)\b"
        r"|\bby when\b|\bdue date\b|\bwhat (?:is|was) the (?:[\w']+ )?(?:deadline|date|time limit|start date|end date)\b|\bhow soon\b|\bsince when\b",
    ),
    (Kind.WHO, rf"^(?:and |by |to |from |with )?who(?:se|m)?\b|^(?:which|what) (?:{_PERSONS})\b|\bby whom\b|\bto whom\b|\bwho (?:is|was|will|has|had|did|wrote|chair)|\bwhat (?:is|was) the name of\b"),
    (Kind.WHY, r"^(?:and )?why\b|\bwhat (?:is|was|were|are)? ?(?:the )?(?:main )?(?:reasons?|causes?)\b|\bfor what reasons?\b|\bhow come\b|\bwhat caused\b"),
    (Kind.WHERE, r"^(?:from |to )?where\b|\b(?:at|in) (?:what|which) (?:place|venue|building|room|ward)\b"),
    (Kind.HOW_MUCH, rf"\bhow much\b|{_ASKED} (?:the |its |their )?(?:{_ADJECTIVE}){{0,3}}?(?:{_MONEY})\b"),
    (
        Kind.HOW_MANY,
        rf"\bhow (?:many|often|long|old|big|large|far|tall|high|frequently|regularly|wide|deep|heavy|young)\b|{_ASKED} (?:the |its |their )?(?:{_ADJECTIVE}){{0,2}}?(?:{_FIGURES})\b",
    ),
    (
        Kind.PROMISED,
        r"\b(?:promis\w+|commitments?|committed to|undert(?:ake|ook|aken|akings?)|pledg\w+|agree(?:d)? to (?:bring|do|provide|report|circulate|send|look|write))\b"
        r"|\bactions?\b.{0,40}\b(?:agreed|set|outstanding|given|taken|assigned|agree)\b|\bwhat (?:actions?|follow-up)\b|\breport(?:ed)? back\b",
    ),
    (
        Kind.RESOLVED,
        r"^(?!did|do|does|has|have|was|were|is|are).*\b(?:resolved?|resolutions?|decided?|decisions?|agreed?|approved?|recommended|recommend|recommendations?|voted?)\b",
    ),
    (Kind.DID, r"^(?:did|do|does|has|have|had|is|are|was|were|will|can|could|should|would)\b"),
    (
        Kind.LIST,
        rf"^(?:what|which) (?:{_ADJECTIVE}){{0,2}}?(?!(?:is|was|has|does|this|us|process|progress|access|business|news)\b)[a-z'-]{{3,}}(?<![su])s\b"
        r"|^what (?:are|were) the [\w ]*[a-z]{3,}(?<![su])s\b",
    ),
    (Kind.WHAT_IS, r"^what(?:'s| is| are) (?:an? |the )?(?!(?:being|happening|done|going|it|there|they|that|this)\b)(?:[\w&'/-]+ ?){1,4}\??$|^(?:define|explain what) "),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_IS_MONEY = re.compile(rf"\b(?:{_MONEY})\b", re.IGNORECASE)

KIND_WORDS: Mapping[Kind, str] = {
    Kind.WHEN: "a date",
    Kind.LAST: "a date",
    Kind.HOW_MANY: "a figure",
    Kind.HOW_MUCH: "a sum",
    Kind.WHO: "a name",
}
"""What a sentence must hold to answer; the other kinds ask for no one thing."""


def kind_of(question: str) -> Kind:
    """What a question asks for; what says nothing else asks what was said."""
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), Kind.SAID)


def is_of_money(question: str) -> bool:
    """Whether a question of how much is one of money."""
    return bool(_IS_MONEY.search(question))
