"""Reads what a sentence of prose puts to a body to decide: "Council is asked to agree ...", "We recommend that ..."."""

import re

from papersearch.commitments.agents import is_agent
from papersearch.commitments.drafts import Draft, owner_in, recipient_in
from papersearch.commitments.records import Kind
from papersearch.commitments.resolving import has_condition
from papersearch.commitments.told import Told
from papersearch.model import PaperType

_BODY = (
    r"(?:the\s+)?(?:[A-Z][\w\u2019'&-]*\s+(?:(?:and|of|for|the)\s+)?){0,6}"
    r"(?:[Cc]ommittee|[Cc]abinet|[Cc]ouncil|[Bb]oard|[Pp]anel|[Ee]xecutive|[Mm]embers|[Ff]orum|[Aa]uthority|[Gg]overnors|[Tt]rustees|[Cc]ommission"
    r"|[Ss]ub-[Cc]ommittee|[Aa]ssembly|[Cc]abinet [Mm]ember|[Ll]ead [Mm]ember|[Pp]ortfolio [Hh]older)(?:\s+for\s+[A-Z][\w ]+?)?"
)
_ADVERBS = r"(?:(?:therefore|also|further|now|strongly|accordingly)\s+)*"
_WE = re.compile(
    rf"^\W*(?:We|I)\s+(?:would\s+)?{_ADVERBS}(?:recommend|ask|request)\s+(?P<how>that\b.{{10,}})", re.DOTALL
)
_IS_ASKED = re.compile(
    rf"^\W*(?P<who>(?i:the\s+)?{_BODY})\s+(?:is|are)\s+{_ADVERBS}(?:asked|recommended|invited|requested)\s+(?P<how>to\s+[a-z-]+\s.{{5,}})",
    re.DOTALL,
)
_ASKS = re.compile(
    rf"^\W*(?i:the\s+|this\s+)?[\w\u2019' -]{{3,50}}?\s+{_ADVERBS}(?:recommends|asks)\s+(?P<who>{_BODY})\s+(?P<how>to\s+[a-z-]+\s.{{5,}})",
    re.DOTALL,
)
_ASIDE = re.compile(
    r"\bto\s+(?:consider|discuss|receive|debate|comment|read|refer|declare|leave|attend|speak|contact|stand|sign|switch|turn|submit questions)\b"
)


def put_forward(told: Told) -> Draft | None:
    """A recommendation in a sentence, with the body that is to decide as its owner; formalities of a meeting are none."""
    match = _WE.match(told.text) or _IS_ASKED.match(told.text) or _ASKS.match(told.text)
    if match is None or _ASIDE.match(match["how"]) or has_condition(told.text) or told.text.rstrip().endswith("?"):
        return None
    who = match.groupdict().get("who")
    clause = told.quote(match.start("how"))
    return Draft(
        quote=told.quote(),
        kind=Kind.RECOMMENDATION,
        rule="put to a body in a sentence",
        decided=told.passage.paper_type is not PaperType.REPORT,
        owner=told.named(match.span("who")) if who and is_agent(who) else owner_in(clause, is_asked=True),
        to=recipient_in(clause),
    )
