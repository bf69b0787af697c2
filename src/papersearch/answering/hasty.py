"""Reads words typed in a hurry as the question they stand for: "number of fines 2019" as "what is the number of fines 2019"."""

import re
from collections.abc import Mapping

from papersearch.dates import MONTHS

_SHORT: Mapping[str, str] = {month[:3]: month.capitalize() for month in MONTHS if len(month) > 3} | {
    "sept": "September"
}
_WORDS: Mapping[str, str] = {
    "exec": "executive", "cttee": "committee", "ctte": "committee", "cmte": "committee", "mtg": "meeting", "mtgs": "meetings",
    "govt": "government", "gov't": "government", "dept": "department", "cllr": "councillor", "cllrs": "councillors",
    "info": "information", "approx": "about", "w/": "with", "yr": "year", "yrs": "years", "hrs": "hours", "asap": "soon",
}  # fmt: skip
_MONTH = re.compile(
    rf"(?<=\d )(?P<behind>{'|'.join(_SHORT)})\b\.?|\b(?P<before>{'|'.join(_SHORT)})\b\.?(?=,? (?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_WORD = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, _WORDS))})(?![\w'])", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\b(?:no\.?|nr\.?|num|nos\.?|#) of\b", re.IGNORECASE)

_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|on|in|at|by|for|to|from|with|under|of|about|since|until|during|before|after) )?(?:the )?"
    r"(?:who|whose|whom|what|whats|when|where|why|which|how|is|are|was|were|did|do|does|has|have|had|can|could|will|would|should|shall|may|must|if"
    r"|list|name(?! of)|show|give|tell|explain|define|find|please|describe|any|i|we|my|our|there|it|they|he|she|you|that)\b|\?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^(?P<of>.{3,80}?),? (?P<asked>(?:who (?:(?:is|was|are|were) (?:it|this|they|these|he|she)|did|does|do|will)|(?:what|when|where|why|which|how (?:many|much|long|often|old|big)) (?:is|was|are|were|did|does|do|has|have|had|will|would|to)?)\b.*)$",
    re.IGNORECASE,
)
_MOST_WORDS = 14
_COUNT = r"numbers?|percentage|proportion|rate|average|total|share|size|length|capacity|turnout|population"
_SUM = r"costs?|price|budget|spend|spending|fees?|rent|salary|salaries|wage|deficit|underspend|overspend|grant|fine|subsidy|amount"
"""What people put behind or before a thing to ask for its sum: fewer than `kinds` knows, for "allowances" alone is a subject."""
_DAY = r"dates?|deadline|(?:start|end|finish|opening|closing) (?:dates?|times?)"
_POST = (
    r"(?:(?:deputy|assistant|interim|acting|strategic|corporate|executive|cabinet|independent|lead|monitoring|designated) )*"
    r"(?:vice[- ]?chair(?:man|woman|person)?|chair(?:man|woman|person)?|chief executive|leader|mayor|clerk|director(?: (?:of|for) [\w&' -]+?)?|head of [\w&' -]+?|monitoring officer"
    r"|section 151 officer|returning officer)"
)
_TOLD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), spoken)
    for pattern, spoken in (
        (r"^(?P<of>.+?)(?:['\u2019]s)? (?P<asked>job title|job|role|post|position)$", r"what is the \g<asked> of \g<of>"),
        (r"^(?:the )?(?P<asked>names? of .+)$", r"what is the \g<asked>"),
        (rf"^(?:the )?(?P<asked>(?:{_DAY}|{_SUM}) (?:of|for) .+)$", r"what is the \g<asked>"),
        (rf"^(?:the )?(?P<asked>(?:{_COUNT}) (?:of|for) .+)$", r"what is the \g<asked>"),
        (rf"^(?P<of>.+?) (?P<asked>(?:{_COUNT}) of .+)$", r"what is the \g<asked> \g<of>"),
        (rf"^(?P<of>.+?) (?:{_DAY})(?P<rest>(?: .*)?)$", r"when was \g<of>\g<rest>"),
        (r"^(?!.*\b(?:phone|telephone|contact|mobile|fax|helpline|hotline|reference|application|account|item)\b)(?P<of>(?:[\w'\u2019&-]+ ){1,7})(?P<asked>numbers?|percentage|proportion)$", r"what is the \g<asked> of \g<of>"),
        (rf"^(?P<of>(?:[\w'\u2019-]+ ){{1,7}}(?:{_SUM}))(?P<rest>(?: (?:in |for )?(?:\d.*)?)?)$", r"how much is the \g<of>\g<rest>"),
        (rf"^(?P<of>(?:[\w'\u2019-]+ ){{1,4}}(?:{_COUNT}|{_SUM}))(?P<rest>(?: .*)?)$", r"what is the \g<of>\g<rest>"),
        (r"^(?P<of>(?:[\w'\u2019-]+ ){1,7})(?P<asked>rating|grade|judge?ment)(?P<rest>(?: .*)?)$", r"what is the \g<asked> of \g<of>\g<rest>"),
        (r"^(?:the )?dates? (?P<rest>.+)$", r"on what date was \g<rest>"),
        (r"^(?:the )?(?P<asked>(?:topics|themes|subjects|names|members|reasons|recommendations|outcomes|findings|results|conditions|options) (?:of|for|from) .+)$", r"what were the \g<asked>"),
        (r"^(?P<asked>other (?:two|three|four|five|six|seven|eight|nine|ten|\d+) .+)$", r"which are the \g<asked>"),
        (rf"^(?:the )?(?P<asked>{_POST})(?P<rest>(?: (?:of|for|at|in|on) .*)?)$", r"who is the \g<asked>\g<rest>"),
        (rf"^(?:the )?(?P<asked>{_POST}) (?P<rest>.+)$", r"who is the \g<asked> of \g<rest>"),
        (rf"^(?P<of>(?:[\w'\u2019&-]+ ){{1,4}}?)(?P<asked>{_POST})(?P<rest>(?: (?:in |on )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*)?)$", r"who is the \g<asked> of \g<of>\g<rest>"),
    )
)  # fmt: skip


def in_full(question: str) -> str:
    """A question with its months and a few common short forms written out; and words that are no question, as one.

    Words that ask for no one thing, and questions, stay as they are.
    """
    text = _MONTH.sub(lambda match: _SHORT[match.group().rstrip(".").casefold()], " ".join(question.split()))
    text = _WORD.sub(lambda match: _WORDS[match.group().casefold()], _NUMBER_OF.sub("number of", text))
    if _ASKS.search(text) or len(text.split()) > _MOST_WORDS:
        return text
    behind = _BEHIND.search(text)
    if behind is not None:
        return f"{behind['of']}, {behind['asked']}"
    for pattern, spoken in _TOLD:
        match = pattern.search(text)
        if match is not None:
            return " ".join(match.expand(spoken).split())
    return text
