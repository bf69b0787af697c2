"""The particulars that a report states: its version and dates, its background papers and appendices, and implications of all kinds."""

import re
from dataclasses import replace

from papersearch.answering.topic import Of, Topic, like, stems_in
from papersearch.model import PaperType

_WHEN = r"(?:when|what time|what date|which (?:date|day)|what day|how (?:late|early)|(?:date|day|time))"
_STATED = (
    Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(
            r"\bversion\b.*\breport\b|\breport\b.*\bversion\b|\breport\b.*\b(?:a )?(?:draft or (?:a )?final|final or (?:a )?draft)\b"
        ),
        plain=stems_in("version draft final"),
        label=like(r"version"),
    ),
    Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(
            r"\b(?:what|which|when|how)\b.*\breport\b.*\bdated\b|\bdate of the report\b|\bdate (?:is|was|does) (?:on )?the\b.*\breport\b|\breport dated\b"
        ),
        plain=stems_in("dated bear carry carries"),
        label=like(r"dated|date of (?:the )?report"),
    ),
    Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(
            rf"\b{_WHEN}\b.*\breport\b.*\b(?:sent|go|went|submitted|passed)\b.*\bto\b.*\b(?:constitutional|democratic|committee services)\b"
        ),
        plain=stems_in("sent go went submitted passed constitutional democratic services team final"),
        label=like(r"date (?:final )?report sent\b.*"),
    ),
    Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(r"\bdeadline for (?:the )?(?:final )?reports?\b|\breport(?:'s)? deadline\b"),
        plain=stems_in("deadline final"),
        label=like(r"deadline.*"),
    ),
    Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(r"\bbackground (?:papers?|documents?)\b"),
        plain=stems_in("background list used"),
        label=like(r"background (?:papers?|documents?)(?: .{0,20})?"),
        heading=like(r"(?:list of )?background (?:papers?|documents?|information held)(?: .{0,40})?"),
    ),
    Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(
            r"\battached to the\b.*\breport\b|\b(?:what|which|any|list|the) (?:appendi(?:x|ces)|annex(?:es)?)\b.*\breport\b|\breport\b.*\b(?:any|what|which) (?:appendi(?:x|ces)|annex(?:es)?)\b"
        ),
        plain=stems_in("appendix appendices annex annexes attached attach come came"),
        label=like(r"appendi(?:x|ces)(?: attached)?"),
        heading=like(r"(?:list of )?(?:appendi(?:x|ces)|annexes)(?: .{0,30})?"),
    ),
)

_CONSULTED = Topic(
    of=Of.ROW,
    types=(PaperType.REPORT,),
    asked=like(
        r"\b(?:directors?|officers?|heads?|members?|solicitors?|treasurers?)\b.*\b(?:comments?|consulted|commented)\b.*\b(?:reports?|papers?)\b"
        r"|\b(?:reports?|papers?)\b.*\b(?:directors?|officers?|heads?|members?|solicitors?|treasurers?)\b.*\b(?:comments?|consulted|commented)\b"
    ),
    plain=stems_in(
        "comment comments commented sought asked consult consulted included officer director strategic head cabinet member law democracy legal"
        " finance governance solicitor treasurer"
    ),
    heading=like(r"audit trail|consultation with other officers.*|consultees?"),
)
_CLASSIFIED = Topic(
    of=Of.PAPER,
    types=(PaperType.REPORT,),
    asked=like(
        r"\breport\b.*\b(?:open or (?:closed|exempt|confidential)|classified|classification)\b|\bclassification of the\b.*\breport\b"
    ),
    plain=stems_in("open closed exempt confidential classified classification"),
    label=like(r"(?:security )?classification"),
)
_KINDS_OF_IMPLICATION = {
    "financ": r"financ\w+|budget\w*|cost|money|value for money",
    "legal": r"legal|statutory|governance",
    "staff": r"staff\w*|human resources?|hr|workforce|personnel|employment",
    "resourc": r"resources?",
    "equal": r"equalit\w+|equalities|diversity|inclusion|community impact|equal opportunities",
    "communit": r"community|social",
    "polic": r"policy",
    "environment": r"environment\w*|climate(?: change)?|carbon|sustainability|ecological",
    "health": r"health(?: and (?:safety|wellbeing))?",
    "risk": r"risks?(?: management)?",
    "propert": r"property|assets?|land",
    "procure": r"procurement",
    "crime": r"crime(?: and disorder)?|community safety",
    "data": r"data protection|information governance|ict",
    "consult": r"consultation",
    "safeguard": r"safeguarding",
}
"""What implications are of, as asked and as headings say it."""
_HEADED = (
    r"(?:implications?|impacts?(?: (?:statements?|assessments?))?|considerations|comments|consequences|effects?|issues)"
)
_SPOKEN = r"(?:implications?|impacts?(?: (?:statements?|assessments?))?|consequences)"


def _implications(name: str, words: str, headed: str = "") -> Topic:
    stated = like(rf"(?:.{{0,40}}\b)?(?:{headed or words})\b(?:.{{0,40}}\b)?{_HEADED}.{{0,30}}")
    spoken = re.sub(r"[^a-z ]", " ", words)
    return Topic(
        of=Of.PAPER,
        types=(PaperType.REPORT,),
        asked=like(
            rf"\b(?:{words})\b(?:(?:,| and| or)? [\w-]+){{0,3}}? {_SPOKEN}\b"
            rf"|\b(?:implications?|impacts?|consequences) (?:for|on) (?:the |our |its )?(?:{words})\b"
        ),
        plain=stems_in(
            f"{name} {spoken} implication implications impact impacts statement assessment consequence consequences comment identify identified arise"
            " arising have had affect staffing financial finance finances legal equality equalities list"
        ),
        label=stated,
        heading=stated,
    )


_UNDER_RESOURCES = {
    "financ": r"\u00a3|\b(?:cost\w*|financ\w*|budget\w*|fund\w*|spend\w*|none|no|nil)\b",
    "staff": r"\b(?:staff\w*|posts?|recruit\w*|employ\w*|redundan\w*|none|nil)\b",
}
"""What a paragraph on resources says of these, where a paper has no heading for them."""
_IMPLICATIONS = (
    *(_implications(name, words) for name, words in _KINDS_OF_IMPLICATION.items()),
    *(
        replace(_implications(name, _KINDS_OF_IMPLICATION[name], r"resources?"), telling=like(telling))
        for name, telling in _UNDER_RESOURCES.items()
    ),
)

REPORTS: tuple[Topic, ...] = (*_STATED, _CONSULTED, _CLASSIFIED, *_IMPLICATIONS)
