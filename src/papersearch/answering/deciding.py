"""Tells a decision, and whose it is: of which meeting, and of the cabinet or the full council."""

import re

from papersearch.answering.kinds import Kind
from papersearch.answering.scoring import Scored
from papersearch.answering.seeking import Search
from papersearch.model import Role

_DECIDES = r"resol(?:ved?|utions?)|decided?|decisions?|agree[ds]?|agreements?|approv(?:e[ds]?|al)|recommend(?:ed|s|ations?)?|refused?|granted"
_ASKS_DECISION = re.compile(
    rf"\b(?:{_DECIDES}|adopted?|rejected?|endorsed?|noted?|request(?:ed)?|ask(?:ed)?|told|instruct(?:ed)?|call(?:ed)? for|demand(?:ed)?|want(?:ed)?|support(?:ed)?)\b",
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
_AT_A_TIME = re.compile(r"^(?:in|on|at|during)\b", re.IGNORECASE)
OF_DECISION = (Role.RESOLUTION, Role.RECOMMENDATION)
_SPEAKS_OF_DECISION = re.compile(
    rf"^That\b|\b(?:{_DECIDES}|adopted|rejected|carried(?! out)|endorsed|noted|requested)\b",
    re.IGNORECASE,
)


def asks_decision(question: str) -> bool:
    """Whether a question asks what was decided, asked for or wanted."""
    return bool(_ASKS_DECISION.search(question))


def tells_decision(role: Role, text: str) -> bool:
    """Whether a sentence of a passage of this role is a resolution or recommendation, or speaks of one."""
    return role in OF_DECISION or bool(_SPEAKS_OF_DECISION.search(text))


def is_of_other_meeting(search: Search, one: Scored) -> bool:
    """Whether a decision asked about is of a day, and the sentence is a decision of a meeting on another."""
    time, passage = search.asked.time, one.quote.passage
    if search.asked.kind is not Kind.RESOLVED or time is None or passage.role not in OF_DECISION:
        return False
    return (
        bool(_AT_A_TIME.search(time.words))
        and passage.meeting_date is not None
        and passage.meeting_date not in time.days
    )


def is_of_other_body(search: Search, one: Scored) -> bool:
    """Whether a deed of the cabinet or the full council is asked about, and the sentence is not of it; it weighs twice."""
    asked = _ASKS_DEED_OF_BODY.search(search.asked.question)
    if asked is None:
        return False
    body = "cabinet" if asked["body"].casefold() == "cabinet" else "council"
    if body in (one.quote.passage.committee or "").casefold().split():
        return False
    return not _BODY_ACTED[body].search(one.quote.text)
