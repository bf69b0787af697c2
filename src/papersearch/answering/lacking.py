"""What a sentence must hold to tell what some questions ask for in so many words: a grade, an end, a long form."""

import re
from dataclasses import dataclass

from papersearch.answering.asking import Asked
from papersearch.answering.deciding import OF_DECISION
from papersearch.answering.kinds import Kind
from papersearch.answering.topic import like
from papersearch.model import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    """What questions that match `asks` expect of a sentence: `tells`.

    Attributes:
        kind: the kind of question; `None` for any.
        weight: how many doubts it is worth that a sentence does not hold it.
        is_decided: a resolution or recommendation tells it whatever its words.
    """

    asks: re.Pattern[str]
    tells: re.Pattern[str]
    kind: Kind | None = None
    weight: int = 1
    is_decided: bool = False


_EXPECTED = (
    _Expected(
        asks=like(r"\b(?:what|which)\b[^?]*\b(?:ratings?|grades?|grading|judge?ments?|verdict)\b"),
        tells=like(
            r"\b(?:outstanding|good|(?:in)?adequate|requir(?:es?|ing) improvement|(?:un)?satisfactory|excellent|poor|limited|moderate|substantial|exceptional"
            r"|passed|failed|green|amber|red|stars?)\b|\b\d+ (?:out of|stars?)\b|\b(?:rated|graded|judged|marked|scored)\b|\b(?:band|grade(?: of)?|category) [A-H]?\d?\b"
        ),
    ),
    _Expected(
        asks=like(r"\brecommend"),
        tells=like(r"\b(?:recommend|suggest|propos|urg|advis|should|ought|need|must|call(?:ed|s)? (?:for|on)|ask)"),
        is_decided=True,
    ),
    _Expected(
        asks=like(
            r"\bwhat (?:did|has|had) [^?]*\b(?:committee|panel|board|members|councillors|scrutiny|meeting) (?:\w+ )?(?:resolve|decide|agree)d?\b"
        ),
        tells=like(
            r"\b(?:committee|panel|board|members|councillors|cabinet|council|meeting|chair|it was|resolved|agreed|decided|approved)\b"
        ),
        is_decided=True,
    ),
    _Expected(
        asks=like(r"\b(?:come to an end|came to an end|ended?|finish(?:ed)?|expired?|ceased?|run out|ran out)\W*$"),
        tells=like(
            r"\b(?:end(?:s|ed|ing)?|finish\w*|clos(?:es?|ed|ing|ure)|stop\w*|terminat\w+|expir\w+|until|till|ceas\w+|last|final\w*|complet\w+|concluded|run out|ran out|over)\b"
        ),
        kind=Kind.WHEN,
        weight=2,
    ),
    _Expected(
        asks=like(
            r"^(?:did|has|have|had|was|were)\b.*\b(?:(?:take|taken) place|happen(?:ed)?|go(?:ne)? ahead|held)\W*$"
        ),
        tells=like(
            r"\b(?:took place|taken place|(?:was|were|been) (?:\w+ )?held|happened|went ahead|attended|(?:was|were) (?:cancelled|postponed|put off)|not)\b"
        ),
        kind=Kind.DID,
    ),
    _Expected(
        asks=like(r"\bstands? for\b|\bshort for\b|\babbreviation\b|\bin full\W*$"),
        tells=re.compile(
            r"\([A-Z][A-Za-z]*[A-Z]s?\)|\b[A-Z]{2,}s? \([A-Za-z]|\b(?:stands for|short for|known as|called|means?)\b"
        ),
        weight=2,
    ),
    _Expected(
        asks=like(
            r"\b(?:venue|room|building|hall|place|where)\b.*\b(?:committee|panel|board|cabinet|council)\b.*\b(?:meet|met|held|sit|sat)\b"
        ),
        tells=like(r"\b(?:held|venue|room|hall|online|virtual(?:ly)?|remote(?:ly)?|chamber|centre|building)\b"),
        kind=Kind.WHERE,
        weight=2,
    ),
)
"""A grade; what was recommended; what a committee itself decided, which no thought of officers or inspectors is; the end of something;
that something was held; a long form; where a body met."""


def lacks(asked: Asked, role: Role, text: str) -> int:
    """How much of what a question expects in so many words a sentence of a passage of this role lacks, in doubts."""
    return sum(
        one.weight
        for one in _EXPECTED
        if one.kind in (None, asked.kind)
        and one.asks.search(asked.question)
        and not (one.is_decided and role in OF_DECISION)
        and not one.tells.search(text)
    )
