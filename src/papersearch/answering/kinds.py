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
_SUMS = (
    r"costs?|prices?|budgets?|spending|expenditure|sums?|subsid(?:y|ies)|fees?|charges?|rents?|allowances?|salar(?:y|ies)|deficits?|underspend"
    r"|overspend(?:ing)?|income|fines?|savings?|amounts?|values?|wages?|bills?|compensation|debts?|arrears|grants?|contributions?"
)
_FIGURES = (
    r"numbers?|percentages?|percent|per cent|proportion|share|rate|averages?|totals?|quotas?|size|length|height|ages?|scores?"
    r"|distance|capacity|population|turnout|majority|frequency|temperature"
)
_ADJECTIVE = r"(?!(?:did|do|does|is|was|were|are|has|have|had|will|would|can|could|should|happens?|happened|if|when|that|to|of|on|about|made|makes|went|goes|came|comes|became) )[\w'\u2019-]+ "
"""A word that may stand between "what" and its noun."""
_ASKED = r"^(?:and |so |but )?(?:what|which)(?:'s| is| was| are| were| will be| would be)?"
_PERSONS = r"officers?|chief executives?|clerks?|mayors?|councillors?|members?|directors?|persons?|people|inspectors?|chairs?|ministers?|authors?|company|companies|firms?|contractors?|developers?|builders?|suppliers?|sponsors?|bank|housing associations?|organisations?|organizations?|solicitors?"
_OF_USERS = r"(?:[\w'\u2019-]+ ){1,6}(?:for|aimed at|meant for|intended for)\W*$"
"""Behind "who is": asks for a kind of people and for no name."""
_OF_NO_NAME = r"(?!what (?:is|was|are|were) [^?]* (?:about|doing|saying|asking|up to|unhappy with|worried by)\b)"
"""Before persons: "what were the members unhappy about" asks for no name."""
_OF_USE = r"[^?]* (?:(?:supposed|meant|intended|used|expected) (?:to|for)\b|(?:spent|used) on\b|for\W*$)"
"""Behind a sum: "what is the grant supposed to do" asks for no figure."""

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.LIST, r"^(?:please )?(?:list|name(?! of)|give|tell me|show)\b(?!.*\bmeetings\b).*\b(?:all|list|the|every|each)\b"),
    (
        Kind.WHAT_IS,
        r"\bstands? for\b|^(?:the )?[\w&']+ meaning\b|\bshort for\b|\bin full\W*$|\bmeant by\b|\bmeaning of\b|\bdefinition of\b|\babbreviation\b|^what does (?:the )?(?:acronym )?[\w&']+ mean\b",
    ),
    (
        Kind.LAST,
        r"(?<!to the )(?<!for the )(?<!at the )(?<!in the )(?<!by the )(?<!before the )(?<!at its )(?<!to its )\b(?:last|latest|newest|most recent|next|first|earliest|previous)\b (?:[\w']+ ){0,5}?meetings?\b(?! (?:say|agree|decide|resolve))(?=.{0,40}$)|\bwhen did (?:[\w' ]{3,80}) (?:last |first )?meet\b"
        r"|\b(?:date|day) of the (?:last|latest|newest|most recent|next|first|earliest|previous)\b.{0,60}\b(?:committee|panel|board|cabinet|meeting|forum)\b|\bwhich meetings\b|\blist (?:of )?(?:all )?(?:the )?meetings\b|\bwhen (?:does|will|is) .{3,60} (?:next )?meet(?:ing)?\b",
    ),
    (
        Kind.LAST,
        r"\bwhen\b.{0,80}\b(?:last|most recently|first)\b (?:discuss|consider|report|look|receive|hear|heard|mention|talk|debate|raise|review|come|came|before|on)\w*\b"
        r"|\b(?:last|latest|most recent|newest) (?:[\w'\u2019-]+ ){0,2}?(?:reports?|papers?|discussions?|minutes|updates?|mentions?|items?|decisions?|considered|discussed|reported|mentioned)\b",
    ),
    (
        Kind.WHEN,
        r"^(?:on |by |from |since |until |in |at |between |over |during |within )?(?:when|(?:what|which)(?: (?:is|was|are|were)(?: the)?)? (?:[\w'\u2019-]+ (?:and [\w-]+ )?){0,2}?(?:dates?|days?|month|year|times?|deadline))\b|\bwhen (?:will|did|was|were|is|are|does|do|has|should|must|would|can)\b"
        r"|\bby when\b|\bdue date\b|\bwhat (?:is|was) the (?:[\w']+ )?(?:deadline|date|time limit|start date|end date)\b|\bhow soon\b|\bsince when\b",
    ),
    (Kind.WHO, rf"^(?:and |by |to |from |with )?(?!who (?:is|are|was|were) {_OF_USERS})who(?:se|m)?\b|^(?:the )?names? of (?:the|our|its|their)\b|^{_OF_NO_NAME}(?!what [a-z]+ed\b)(?:which|what)(?:(?: was| were| is| are) the| the)? (?:{_ADJECTIVE}){{0,2}}?(?:{_PERSONS})\b|\bby whom\b|\bto whom\b|\bwho (?:is|was|will|has|had|did|wrote|chair)(?! {_OF_USERS})|\bwhat (?:is|was) the name of\b|^(?:which|what) (?:{_ADJECTIVE}){{0,2}}?(?:university|college|trust|charity|newspaper|agency|hospital|union|landlord)\b"),
    (Kind.WHY, r"^(?:and )?why\b|\bwhat (?:is|was|were|are)? ?(?:the )?(?:[\w-]+ ){0,2}?(?:reasons?|causes?)\b|\bfor what reasons?\b|^(?:the )?reasons? (?:for|why|behind)\b|\bhow come\b|\bwhat made\b|\bwhat (?:caused|explains?|prompted|led to|lies behind|was behind)\b"),
    (Kind.WHERE, r"^(?:from |to |at |in |on )?(?:which|what) (?:road|street|ward|town|village|city|county|country|building|venue|estate|park)\b|^(?:from |to )?where\b|\b(?:at|in) (?:what|which) (?:place|venue|building|room|ward)\b"),
    (Kind.HOW_MANY, r"\bhow much (?:time|notice|warning)\b"),
    (Kind.HOW_MUCH, rf"\bhow much\b|\bhow (?:big|large|high) (?:is|was|were|are|will be|would be) (?:the |its |their )?(?:an? )?(?:{_ADJECTIVE}){{0,3}}?(?:{_SUMS})\b|{_ASKED} (?:the |its |their )?(?:an? )?(?:{_ADJECTIVE}){{0,4}}?(?:{_SUMS})\b(?!{_OF_USE})|^what (?:did|does|do|will|would|has|have) (?!.*\b(?:say|tell|told|think|ask|report)\b).{{3,80}}\b(?:cost|pay|charge|spend)\b|^what (?:is|are|was|were|do|does|did) .{{3,60}}\b(?:paid|earn)\b"),
    (
        Kind.HOW_MANY,
        rf"\bhow (?:many|often|long|old|big|large|far|tall|high|fast|quickly|frequently|regularly|wide|deep|heavy|young)\b|{_ASKED} (?:the |its |their )?(?:{_ADJECTIVE}){{0,3}}?(?:{_FIGURES})\b",
    ),
    (
        Kind.PROMISED,
        r"\b(?:promis\w+|commitments?|committed to|undert(?:ake|ook|aken|akings?)|pledg\w+|agree(?:d)? to (?:bring|do|provide|report|circulate|send|look|write))\b"
        r"|\bactions?\b.{0,40}\b(?:agreed|set|outstanding|given|taken|assigned|agree)\b|\bwhat (?:actions?|follow-up)\b|^(?:what|which)\b.*\b(?:(?:told|asked|meant|supposed|required) to (?:do|bring|come|provide|send)|come back with|have to (?:bring|come back|report))\b|\breport(?:ed)? back\b",
    ),
    (
        Kind.RESOLVED,
        r"^(?:what|which) (?:is|was|were) the (?:outcome|result|upshot|verdict|decision)s?\b|^(?:what|which|how|any|the|show|decisions?|resolutions?|recommendations?|outcome)\b(?! (?:do|does|many|much|often|long)\b).*\b(?:resolved?|resolutions?|decided?|decisions?|agreed?|approved?|recommended|recommend|recommendations?)\b",
    ),
    (Kind.DID, r"^(?:did|do|does|has|have|had|is|are|was|were|will|can|could|should|would)\b"),
    (
        Kind.LIST,
        rf"^(?:what|which) (?:{_ADJECTIVE}){{0,2}}?(?!(?:is|was|has|does|this|us|process|progress|access|business|news)\b)[a-z'-]{{3,}}(?<![su])s\b"
        r"|^(?:what|which) (?:are|were) the [\w ]*[a-z]{3,}(?<![su])s\b",
    ),
    (Kind.WHAT_IS, r"^what(?:'s| is| are) (?:an? |the )?(?!(?:being|happening|done|going|it|there|they|that|this)\b)(?:[\w&'/-]+ ?){1,4}\??$|^(?:define|explain what) "),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_IS_MONEY = re.compile(rf"\b(?:{_MONEY})\b", re.IGNORECASE)
_IS_OF_MASS = re.compile(
    r"\bhow much (?!(?:did|do|does|is|was|were|are|has|have|had|will|would|can|could|should|may|might|must|of|it|we|they|the|a|an|each|every|per)\b)[a-z]+\b",
    re.IGNORECASE,
)

KIND_WORDS: Mapping[Kind, str] = {
    Kind.WHEN: "a date",
    Kind.LAST: "a date",
    Kind.HOW_MANY: "a figure",
    Kind.HOW_MUCH: "a sum",
    Kind.WHO: "a name",
}
"""What a sentence must hold to answer; the other kinds ask for no one thing."""


_WH = r"(?:who(?:se|m)?|what|when|why|where|which|how)"
_PREAMBLE = re.compile(
    rf"^(?:(?:please|hello|hi|so|and|but|also|well|ok|okay|now|then)[,:]? )*(?:(?:can|could|would|will) (?:you|anyone|someone|somebody|we)(?: please)? (?:tell|show|give|remind|say|let|explain|confirm|find out|check)(?: (?:me|us))?(?: know)?"
    r"|(?:do|does|did) (?:we|you|they|anyone|anybody|the papers|the record|the minutes)(?: actually)? (?:know|have any idea|remember|say|record|tell us|show)|is (?:it|there any record|there a record|there anything)(?: known| recorded| stated| possible to say| on record)?(?: of| about)?"
    r"|i(?:['\u2019]d| would) (?:like|want|love|need) to (?:know|find out|see|check|understand)|i (?:want|need|wish|am trying|have been asked|was asked)(?: to)? (?:know|find out|see|check|understand|tell)?"
    r"|i (?:wonder(?:ed)?|forget|cannot remember|can['\u2019]t remember|do not know|don['\u2019]t know|remember)|tell (?:me|us)|remind (?:me|us)|find out|any idea|does any paper say|my question is)"
    rf"(?: please)?[,:]?(?: about| of| exactly)? (?=(?:exactly |about |on |in |at |by |for |to |from |with )?{_WH}\b|if\b|whether\b)(?:if |whether )?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"^[^?]{{3,200}}?[,;:\u2013-] (?=(?:and |so |but |then |exactly |on |in |at |by |for |to |from |with )?{_WH}\b|(?:did|do|does|is|was|were|are|has|have|had|can|could|will|would|should) )",
    re.IGNORECASE,
)


def core_of(question: str) -> str:
    """The part of a question that asks: without sentences before it, polite words, and a clause that only sets the scene."""
    asking = [one for one in re.split(r"(?<=[.!?]) +(?=[A-Z])", question) if one.strip()]
    core = next((one for one in reversed(asking) if "?" in one), asking[-1] if asking else question)
    core = _PREAMBLE.sub("", core.strip())
    behind = _CLAUSE.sub("", core)
    return behind if re.match(rf"(?:\w+ ){{0,2}}{_WH}\b|\w+", behind, re.IGNORECASE) else core


def without_preamble(question: str) -> str:
    """A question without the polite words before it."""
    return _PREAMBLE.sub("", question.strip())


def kind_of(question: str) -> Kind:
    """What a question asks for; what says nothing else asks what was said."""
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), Kind.SAID)


_NEWEST = re.compile(
    r"\b(?:latest|most recent(?:ly)?|newest|currently|current|at present|nowadays|so far|to date|up to date|last time)\b|\blast\b(?! (?:year|month|week|winter|summer|spring|autumn))|\bnow\b",
    re.IGNORECASE,
)
_OLDEST = re.compile(
    r"\b(?:earliest|oldest)\b|\bdid\b.*\bfirst\b|\bfirst time\b|\bfirst (?:report|discuss|consider|mention|raise)",
    re.IGNORECASE,
)


class Order(StrEnum):
    """Which of several answers a question wants."""

    NEWEST = "newest"
    OLDEST = "oldest"


def order_of(question: str) -> Order | None:
    """Whether a question asks for the latest word on something, or the first; `None` for neither."""
    if _OLDEST.search(question):
        return Order.OLDEST
    return Order.NEWEST if _NEWEST.search(question) else None


def is_of_money(question: str) -> bool:
    """Whether a question of how much is one of money, as most are that name no other thing."""
    return bool(_IS_MONEY.search(question)) or not _IS_OF_MASS.search(question)
