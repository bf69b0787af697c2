"""Finds the labels of a paper that say whether it is open, with their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from papersearch.model import Line, SourceFile
from papersearch.papers.folding import bare, fold
from papersearch.papers.marking_boxes import ticks_closed

OPEN_WORDS = (
    "open", "open report", "open to the public", "public", "public report", "unrestricted", "not exempt", "non exempt",
    "not confidential", "non confidential", "unclassified", "official", "not protectively marked", "for publication",
    "agored", "cyhoeddus", "i w gyhoeddi", "ar gyfer ei gyhoeddi",
    "part 1", "part i", "part a", "part 1 open", "part 1 public", "part i public", "part a open",
)  # fmt: skip
_CLOSED = re.compile(
    r"\b(?:exempt|confidential|restricted|private|closed|secret|sensitive|protect(?:ed)?|members only|internal|pink|not (?:for publication|open|public)|"
    r"part (?:2|ii|two|b)|eithriedig|g?cyfrinachol|gyfrinachol|gwaharddedig|preifat|nid i ?w gyhoeddi)\b"
)
_STRICT_LABELS = (
    "classification",
    "security classification",
    "report classification",
    "document classification",
    "access classification",
    "protective marking",
    "security marking",
    "classification level",
    "level of classification",
    "marking of the report",
)
"""Labels that mean a classification wherever they stand with a colon."""
_HEAD_LABELS = (
    "exempt status",
    "publication status",
    "public or private",
    "public/private",
    "open or exempt",
    "open/exempt",
    "open/closed",
    "open or closed",
    "public/exempt",
    "public or exempt",
    "public / private",
    "open / exempt",
    "open / closed",
    "public / exempt",
    "part 1 or part 2",
    "part 1/part 2",
    "part i or part ii",
    "confidentiality",
)
"""Labels that mean a classification only in the head of a paper."""
_LOOSE_LABELS = (
    "status",
    "report status",
    "report type",
    "type of report",
    "item type",
    "document type",
    "paper type",
    "access",
    "access to information",
    "publication",
    "restriction",
    "restrictions",
    "handling",
    "visibility",
    "sensitivity",
    "circulation",
    "distribution",
    "marking",
    "dosbarthiad",
    "statws",
)
"""Labels of many things: in the head of a paper they close it by a closed word, and only so."""
_PAPER = r"(?:report|item|paper|decision|document|appendix|matter|minute|meeting|information)"
_QUESTIONS = (
    rf"(?:(?:(?:does )?(?:(?:the|this) )?(?:{_PAPER} )?contains? |(?:is |are )?(?:(?:the|this|any of the) )?(?:{_PAPER} )?(?:is |in this report )?)?(?:exempt|confidential|private|restricted|closed to the public|eithriedig)"
    r"(?:(?:/| or | and )(?:exempt|confidential|private))?(?: information| from publication| report| category| paragraphs?| under| item| decision)?"
    r"|(?:(?:is|are|will) (?:the )?)?(?:press and (?:the )?public|public and (?:the )?press|press and/or public|press/public|public) (?:to be |be )?excluded(?: from (?:the )?meeting)?"
    r"|(?:(?:reasons?|grounds?) for )?exemption(?: paragraph| category)?)\??"
)
"""Labels that ask whether a paper is closed."""
_PERMISSIONS = (
    rf"(?:(?:is (?:the|this) {_PAPER} )?(?:for )?(?:open|public|publish(?:ed|able)?|publication|public access|public report|public document|for release"
    r"|(?:publicly|to be) (?:available|accessible|published)|available|accessible|publish (?:online|on (?:the )?web(?:site)?))"
    r"(?: to (?:the )?public)?)\??"
)
"""Labels that ask whether a paper is open."""
_REFUSED = re.compile(r"no|false|never|not (?:allowed|permitted|public|open|yet)")
_OPEN_SENTENCE = re.compile(rf"(?:the|this) {_PAPER} (?:is|will be) (?:an? )?(?:fully |entirely )?(?P<said>.+)")
_OF_THE_PUBLIC = re.compile(
    r"(?:(?:all |the )?(?:members of the )?(?:press and )?(?:the )?public|anyone|everyone|(?:council |committee |all )?meetings?|(?:the|this) meeting) "
    r"(?:and (?:the )?press )?(?:may|can|are|is|have|has|will)\b.*"
)
"""What every agenda prints of who may attend, which says nothing of the papers."""
_ASKED = re.compile(rf"{_QUESTIONS}\s*[:?]")
_ANSWERED_NO = re.compile(
    r"(?:no|none|nil|false|n a|na|not applicable|not exempt|open|public|part (?:1|i|a))\b.*|(?!yes\b).*\b(?:appendi|annex|schedule (?!12)).*"
    r"|.*\b(?:contains?|includes?|has|is|are|was|were|does|do) (?:no|not|none)\b.*"
)
_NEXT_LABEL = re.compile(
    r"\b(?:(?:meeting|title|wards?|from|to|report of|report to|cabinet member|agenda item|decision maker|key decision|contact officer|"
    r"lead officer|author|portfolio|committee|subject|status)\s*:|(?:date|item no|meeting name|report title|ward\(s\)|wards?\(s\))\b)"
)
_LABEL_CELL = re.compile(
    r"(?:meeting(?: name| date)?|date(?: of meeting)?|(?:report )?title|wards?.*|from|to|report (?:of|to)|cabinet member|(?:agenda )?item(?: no| number)?|"
    r"decision maker|key decision|contact officer|lead officer|author|portfolio(?: holder)?|committee|subject|status|page)\W*"
)
_MOST_VALUE_WORDS = 6
HEAD_ZONE, TITLE_ZONE = 25, 8
"""How many lines the head of a paper has, and how many hold its title."""


@dataclass(frozen=True, slots=True)
class ClosedLabel:
    """A label that closes its paper: its line, and its value if that is a word of the gate."""

    line: int
    value: str | None


def openers(file: SourceFile) -> frozenset[str]:
    """The values that mean open at this council."""
    return frozenset(bare(word) for word in (*OPEN_WORDS, *file.council.open_words))


class _Label(StrEnum):
    """How much a label says: its value must be open, must not be closed, must be no, or must not be no."""

    STRICT = "strict"
    LOOSE = "loose"
    QUESTION = "question"
    PERMISSION = "permission"


_KINDS = (_Label.STRICT, _Label.STRICT, _Label.LOOSE, _Label.QUESTION, _Label.PERMISSION)


def closed_label(
    lines: Sequence[Line], file: SourceFile, *, is_page: bool, has_items: bool = False
) -> ClosedLabel | None:
    """The first label whose value does not say that the paper is open.

    On a page of a council's site what is asked is said of the papers behind it, unless the answer is a plain yes; the title
    of a numbered item, where a paper `has_items`, asks nothing.
    """
    opening, patterns = openers(file), _label_patterns(file)
    for at, line in enumerate(lines):
        if ticks_closed(line.text) and at < HEAD_ZONE:
            return ClosedLabel(line.number, None)
        for kind, stated in _labelled(lines, at, patterns):
            value = bare(_NEXT_LABEL.split(stated, maxsplit=1)[0])
            is_asked = kind is _Label.QUESTION
            if is_asked and ((is_page and not _YES.fullmatch(value)) or (has_items and _ITEM.match(line.text))):
                continue
            if _closes(kind, value, opening):
                return ClosedLabel(line.number, _shown(value))
    return None


_YES = re.compile(
    r"(?:yes|true|fully|wholly|ydy|ie|oes)(?: (?:fully|wholly|paragraph|para|exempt|confidential|under)\b.*)?"
)
_ITEM = re.compile(r"\W*\d{1,4}[a-z]?[.)]?\s")


def _closes(kind: _Label, value: str, opening: frozenset[str]) -> bool:
    match kind:
        case _Label.STRICT:
            sentence = _OPEN_SENTENCE.fullmatch(value)
            return value not in opening and not (sentence and sentence["said"] in opening)
        case _Label.LOOSE:
            return value not in opening and bool(_CLOSED.search(value)) and not _OF_THE_PUBLIC.fullmatch(value)
        case _Label.QUESTION:
            return not _ANSWERED_NO.fullmatch(value)
        case _Label.PERMISSION:
            return bool(_REFUSED.fullmatch(value))


def _label_patterns(file: SourceFile) -> tuple[re.Pattern[str], ...]:
    """Strict labels, labels of the head, loose labels, and questions of both kinds."""
    own = tuple(re.escape(fold(label).rstrip(": ")) for label in file.council.gate_labels)
    groups = (
        (*map(re.escape, _STRICT_LABELS), *own),
        map(re.escape, _HEAD_LABELS),
        map(re.escape, _LOOSE_LABELS),
        (_QUESTIONS,),
        (_PERMISSIONS,),
    )
    return tuple(
        re.compile(
            rf"(?<![^\W_])(?P<before>[^\W\d_]+ )??(?P<label>{'|'.join(sorted(group, key=len, reverse=True))})"
            r"(?:\s*\]?\s*(?P<mark>[:;=\t]|(?<=\?)|(?<=\s)-(?=\s|$)|-(?=\s))\s*|\s*$)(?P<value>.*)"
        )
        for group in groups
    )


def _labelled(lines: Sequence[Line], at: int, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[_Label, str]]:
    """The classification labels of a line with their values.

    A strict label with a colon is one wherever it stands, unless a word stands before it ("road classification:"), and so
    is a question that opens its line; the others count in the head of a paper, where a cell or a line that is a label and
    nothing else is one too.
    """
    is_head = at < HEAD_ZONE
    cells = [fold(cell) for cell in lines[at].text.split("\t")]
    for column, cell in enumerate(cells):
        for pattern, kind in zip(patterns, _KINDS, strict=True):
            match = pattern.search(cell) if _may_hold(kind, cell) else None
            is_first = match is not None and not cell[: match.start("label")].strip(" .:;-0123456789")
            is_marked = match is not None and match["mark"] is not None
            is_anywhere = is_marked and (pattern is patterns[0] or (kind is _Label.QUESTION and is_first))
            is_label = is_marked or len(cells) > 1 or kind not in (_Label.QUESTION, _Label.PERMISSION)
            if match is None or not (is_anywhere or (is_head and is_first and is_label)):
                continue
            value = match["value"].strip(" :-") or _value_beside(lines, at, column, cells)
            if kind is _Label.LOOSE and not is_marked and len(value.split()) > _MOST_VALUE_WORDS:
                continue
            is_sure = is_marked or at < TITLE_ZONE or kind is _Label.QUESTION
            is_weak = match["before"] or not is_sure
            yield (_Label.LOOSE if is_weak and kind is not _Label.PERMISSION else kind), value
        if is_head and _SAID_CLOSED.match(cell):
            yield _Label.LOOSE, cell


_ASKS = re.compile(r"exempt|confiden|restrict|private|excluded|closed to|eithri")
_ALLOWS = re.compile(r"open|publi|release|availab|accessib")


def _may_hold(kind: _Label, cell: str) -> bool:
    """Whether a cell has a word without which no label of a kind is, which is sooner told than the label."""
    words = {_Label.QUESTION: _ASKS, _Label.PERMISSION: _ALLOWS}.get(kind)
    return words is None or bool(words.search(cell))


_SAID_CLOSED = re.compile(rf"(?:{'|'.join(_STRICT_LABELS)}) {_CLOSED.pattern}")


def _value_beside(lines: Sequence[Line], at: int, column: int, cells: list[str]) -> str:
    """The value of a label that stands alone: in a cell to its right, in the cell below it, or on the line below."""
    right = next((cell for cell in cells[column + 1 :] if cell), "")
    row = [fold(cell) for cell in lines[at + 1].text.split("\t")] if at + 1 < len(lines) else []
    is_row_of_labels = len(cells) > 1 and len(row) == len(cells) and (not right or bool(_LABEL_CELL.fullmatch(right)))
    if is_row_of_labels:
        return row[column]
    return right or (row[0] if row else "")


def is_answered(text: str) -> bool:
    """Whether a line asks whether its paper is closed, so that the answer says it and not the words of the question."""
    return bool(_ASKED.match(fold(text)))


def _shown(value: str) -> str | None:
    """The value if it is an open or a closed word, or nearly one: nothing else of a closed paper is ever shown."""
    known = {word for phrase in OPEN_WORDS for word in phrase.split()} | set(re.findall(r"[a-z]{3,}", _CLOSED.pattern))
    words = value.split()
    is_known = bool(words) and all(word.isdigit() or get_close_matches(word, known, cutoff=0.75) for word in words)
    return value if is_known and len(words) <= 4 else None


def says_open(lines: Sequence[Line], file: SourceFile) -> bool:
    """Whether a strict label in the head has an open value."""
    opening, patterns = openers(file), _label_patterns(file)
    values = (
        _NEXT_LABEL.split(value, maxsplit=1)[0]
        for at in range(min(len(lines), HEAD_ZONE))
        for kind, value in _labelled(lines, at, patterns)
        if kind is _Label.STRICT
    )
    return any(bare(value) in opening for value in values)
