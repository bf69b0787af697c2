"""Lets only parts that are open go on: it fails closed.

After Schedule 12A of the Local Government Act 1972: papers with exempt information carry a classification or a banner.
A label that is present must have one of the open words; what is closed is never parsed, and nothing of it is kept.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from papersearch.model import Line, Part, PartHint, SourceFile
from papersearch.papers.parsers.base.agenda_head import is_agenda
from papersearch.papers.parsers.base.lines import is_capitals
from papersearch.papers.parsers.base.webpage import page_kind

OPEN_WORDS = (
    "open", "open report", "open to the public", "public", "public report", "unrestricted", "not exempt", "non exempt",
    "not confidential", "non confidential", "unclassified", "official", "not protectively marked", "for publication",
    "part 1", "part i", "part a", "part 1 open", "part 1 public", "part i public", "part a open",
)  # fmt: skip
_CLOSED = re.compile(
    r"\b(?:exempt|confidential|restricted|private|closed|secret|sensitive|protect(?:ed)?|not (?:for publication|open|public)|"
    r"part (?:2|ii|two|b))\b"
)
_STRICT_LABELS = (
    "classification",
    "security classification",
    "report classification",
    "document classification",
    "access classification",
    "protective marking",
    "security marking",
)
"""Labels that mean a classification wherever they stand with a colon."""
_HEAD_LABELS = (
    "exempt status",
    "publication status",
    "public or private",
    "public/private",
    "open or exempt",
    "open/exempt",
    "part 1 or part 2",
    "confidentiality",
)
"""Labels that mean a classification only in the head of a paper."""
_LOOSE_LABELS = ("status", "report status", "access", "publication", "restriction")
"""Labels of many things: in the head of a paper they close it by a closed word, and only so."""
_QUESTIONS = (
    r"(?:does (?:the|this) report contain |contains |is (?:the|this) (?:report|item|paper) )?(?:exempt|confidential|private)"
    r"(?:(?:/| or | and )(?:exempt|confidential))?(?: information| from publication| report)?\??"
)
"""Labels that ask whether a paper is closed."""
_ASKED = re.compile(rf"{_QUESTIONS}\s*[:?]")
_ANSWERED_NO = re.compile(
    r"(?:no|none|nil|false|n a|na|not applicable|not exempt|open|public|part (?:1|i|a))\b.*|(?!yes\b).*\b(?:appendi|annex|schedule).*"
)
_NEXT_LABEL = re.compile(
    r"\b(?:(?:meeting|title|wards?|from|to|report of|report to|cabinet member|agenda item|decision maker|key decision|contact officer|"
    r"lead officer|author|portfolio|committee|subject|status)\s*:|(?:date|item no|meeting name|report title|ward\(s\)|wards?\(s\))\b)"
)
_LABEL_CELL = re.compile(
    r"(?:meeting(?: name| date)?|date(?: of meeting)?|(?:report )?title|wards?.*|from|to|report (?:of|to)|cabinet member|(?:agenda )?item(?: no| number)?|"
    r"decision maker|key decision|contact officer|lead officer|author|portfolio(?: holder)?|committee|subject|status|page)\W*"
)
_NOTHING = re.compile(r"(?:none|nil|n a|na|not applicable|no|there (?:is|are|was|were) no(?:ne)?|not required)\b.*")
_THING = r"(?:report|item|appendix|annex|paper|information|document|memorandum|briefing|supplement|addendum)s?"
_GROUND = r"by virtue of (?:paragraph|category|section)\(?s?\)? .*|under (?:paragraph|category|section|schedule)s? .*"
_BANNER = re.compile(
    rf"(?:(?:this|the following|the attached|the enclosed) {_THING} is |strictly )?(?:"
    r"not for publication\b.*|not to be published\b.*|not for (?:public )?(?:release|disclosure)\b.*|"
    rf"(?:{_THING} |agenda item )?(?:is )?(?:exempt|confidential|restricted)(?: from publication)?[ ,:(-]*(?:{_GROUND})|"
    rf"{_GROUND}|"
    rf"(?:exempt|confidential)\b.{{0,80}}\b(?:{_GROUND})|"
    rf"(?:{_THING}|agenda item) is (?:restricted|exempt|confidential)\b.*|"
    r"(?:information|matters?) (?:in|contained in) this report (?:is|are) (?:exempt|confidential)\b.*|"
    r"official ?[- ] ?sensitive\b.*|private and confidential"
    r")"
)
"""A line that closes what it stands on."""
_TITLE_BANNER = re.compile(
    rf"(?:strictly )?(?:exempt|confidential|restricted|private)(?: and (?:exempt|confidential))?(?: {_THING}(?: \w{{1,3}})?)?(?: ?[-:(].*)?"
)
"""The same, where it is printed in capitals or stands at the head of a paper."""
_CLOSED_PART = re.compile(
    r"part (?:b|2|ii|two)\b.*\b(?:closed|exempt|private|confidential|not open|not for publication|(?:press and public|public and press|public) excluded|"
    r"absence of|excluding (?:the )?(?:press|public)).*|"
    r"(?:closed|exempt|confidential|private) (?:minutes|agenda|business|section|session|reports|items|part)(?: (?:of|from|for|which|to be|not) .{0,60})?|"
    r"(?:draft )?minutes of the (?:closed|exempt|private|confidential) (?:section|part|session).*|closed section of .*"
)
_OPEN_PART = re.compile(
    r"part (?:a|1|i|one)\b.*|(?:draft )?minutes of the (?:open|public) (?:section|part|session).*|"
    r"(?:open|public) (?:minutes|business|section|session|items|part)(?: .{0,60})?|"
    r"(?:agenda )?item(?: no)? \d+.*classification (?:open|public|unrestricted)\b.*"
)
_STANDING_ITEM = re.compile(r".*any other (?:urgent )?(?:closed|exempt|private|confidential) (?:business|items?).*")
_AGENDA_ROW = re.compile(r"(?P<number>\d{1,3})[.)]?\s")
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127))
"""What is left out of a text of plain letters; of others `_fold_letters` leaves out more."""
_LOOK_ALIKE = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043a\u043e\u0440\u0441\u0442\u0443\u0445"
    "\u0405\u0406\u0408\u0455\u0456\u0458\u04bb\u0501\u051b\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7"
    "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u0261\u1d04\u1d07\u1d0f\u1d18\u1d1b",
    "ABEKMHOPCTYXaekopctyx"  # Cyrillic
    "SIJsijhdq"
    "ABEZHIKMNOPTX"  # Greek
    "aeikvoptux"
    "igceopt",
)
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ \t\u00a0.]{1,2}[^\W\d_](?![^\W_])){3,}")
_HEAD_ZONE, _TITLE_ZONE, _LONGEST_BANNER = 25, 8, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A part that stays closed: which rule, and on which line; no word of it but the label's value."""

    rule: str
    line: int
    value: str | None = None

    @property
    def reason(self) -> str:
        """One line for the quarantine list, with how an officer releases a paper that is open."""
        if self.rule == "label":
            stated = (
                f"the classification {self.value!r} is not one of the open words"
                if self.value
                else "the classification is empty or not one of the open words"
            )
            return f'withheld: {stated}; if it is open, say classification = "open" in a sidecar'
        if self.rule == "restricted":
            return "withheld: it is on the restrict list"
        if self.rule == "sidecar":
            return "withheld: its sidecar does not say that it is open"
        return f"withheld: line {self.line} marks it as closed ({self.rule})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the gate lets through of one part, and what it keeps out."""

    part: Part | None
    withheld: tuple[Withheld, ...] = ()
    ends_closed: bool = False
    """Whether what follows in the file stays closed up to the next part that is plainly open."""


def judge(part: Part, file: SourceFile, running_heads: Sequence[str] = (), *, follows_closed: bool = False) -> Judged:
    """The open remainder of a part; `part` is `None` where nothing of it is open.

    `follows_closed` tells that the part before it in the file ended closed. A sidecar releases a closed label, and only that.
    """
    first = part.lines[0].number
    if file.restricted:
        return _closed("restricted", first)
    supplied = file.supplied.get("classification")
    if supplied is not None and _bare(str(supplied)) not in _openers(file):
        return _closed("sidecar", first)
    heads = (*(Line(number=first, text=head) for head in running_heads), *part.front)
    if any(_is_banner(head.text, is_title=True) for head in heads):
        return _closed("running head", first)
    stated = tuple(line for line in part.lines if line.text.strip())
    label = _closed_label((*heads, *stated), file) if supplied is None else None
    if label is not None:
        return Judged(part=None, withheld=(label,), ends_closed=True)
    if follows_closed and supplied is None and not _is_plainly_open(stated, file):
        return _closed("closed part", first)
    return _without_closed_lines(part)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A line as the gate compares it: forms, case, look-alike letters, accents, spaced letters and white space folded."""
    plain = text.translate(_CONTROLS).lower() if text.isascii() else _fold_letters(text)
    plain = re.sub(r"[\u2010-\u2015\u2212]+", "-", plain)
    plain = re.sub(r"[_*|#~]+", " ", plain)
    return " ".join(_SPACED.sub(lambda match: re.sub(r"[\s.]", "", match.group()), plain).split())


def _fold_letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Cc") or char in "\t\n")
    return plain.translate(_LOOK_ALIKE).casefold().translate(_LOOK_ALIKE)


def _closed(rule: str, line: int) -> Judged:
    return Judged(part=None, withheld=(Withheld(rule=rule, line=line),), ends_closed=True)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", fold(text)).split())


def _openers(file: SourceFile) -> frozenset[str]:
    return frozenset(_bare(word) for word in (*OPEN_WORDS, *file.council.open_words))


class _Label(StrEnum):
    """How much a label says: its value must be open, must not be closed, or must be no."""

    STRICT = "strict"
    LOOSE = "loose"
    QUESTION = "question"


def _closed_label(lines: Sequence[Line], file: SourceFile) -> Withheld | None:
    """The first label whose value does not say that the paper is open."""
    openers = _openers(file)
    patterns = _label_patterns(file)
    for at, line in enumerate(lines):
        for kind, value in _labelled(lines, at, patterns):
            bare = _bare(_NEXT_LABEL.split(value, maxsplit=1)[0])
            if _closes(kind, bare, openers):
                return Withheld(rule="label", line=line.number, value=_shown(bare))
    return None


def _closes(kind: _Label, value: str, openers: frozenset[str]) -> bool:
    match kind:
        case _Label.STRICT:
            return value not in openers
        case _Label.LOOSE:
            return value not in openers and bool(_CLOSED.search(value))
        case _Label.QUESTION:
            return not _ANSWERED_NO.fullmatch(value)


def _label_patterns(file: SourceFile) -> tuple[re.Pattern[str], ...]:
    """Strict labels, labels of the head, loose labels and questions."""
    own = tuple(re.escape(fold(label).rstrip(": ")) for label in file.council.gate_labels)
    groups = (
        (*map(re.escape, _STRICT_LABELS), *own),
        map(re.escape, _HEAD_LABELS),
        map(re.escape, _LOOSE_LABELS),
        (_QUESTIONS,),
    )
    return tuple(
        re.compile(
            rf"(?<![^\W_])(?P<before>[^\W\d_]+ )??(?P<label>{'|'.join(sorted(group, key=len, reverse=True))})"
            r"(?:\s*(?P<mark>[:=\t]|(?<=\s)-(?=\s|$)|-(?=\s))\s*|\s*$)(?P<value>.*)"
        )
        for group in groups
    )


def _labelled(lines: Sequence[Line], at: int, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[_Label, str]]:
    """The classification labels of a line with their values.

    A strict label with a colon is one wherever it stands, unless a word stands before it ("road classification:"), and so
    is a question that opens its line; the others count in the head of a paper, where a cell or a line that is a label and
    nothing else is one too.
    """
    is_head = at < _HEAD_ZONE
    cells = [fold(cell) for cell in lines[at].text.split("\t")]
    for column, cell in enumerate(cells):
        for pattern, kind in zip(patterns, (_Label.STRICT, _Label.STRICT, _Label.LOOSE, _Label.QUESTION), strict=True):
            match = pattern.search(cell)
            is_first = match is not None and not cell[: match.start("label")].strip(" .:;-0123456789")
            is_marked = match is not None and bool(match["mark"])
            is_anywhere = is_marked and (pattern is patterns[0] or (kind is _Label.QUESTION and is_first))
            is_label = is_marked or len(cells) > 1 or kind is not _Label.QUESTION
            if match is None or not (is_anywhere or (is_head and is_first and is_label)):
                continue
            value = match["value"].strip(" :-") or _value_beside(lines, at, column, cells)
            yield (_Label.LOOSE if match["before"] else kind), value
        if is_head and _SAID_CLOSED.match(cell):
            yield _Label.LOOSE, cell


_SAID_CLOSED = re.compile(rf"(?:{'|'.join(_STRICT_LABELS)}) {_CLOSED.pattern}")


def _value_beside(lines: Sequence[Line], at: int, column: int, cells: list[str]) -> str:
    """The value of a label that stands alone: in a cell to its right, in the cell below it, or on the line below."""
    right = next((cell for cell in cells[column + 1 :] if cell), "")
    row = [fold(cell) for cell in lines[at + 1].text.split("\t")] if at + 1 < len(lines) else []
    is_row_of_labels = len(cells) > 1 and len(row) == len(cells) and (not right or bool(_LABEL_CELL.fullmatch(right)))
    if is_row_of_labels:
        return row[column]
    return right or (row[0] if row else "")


def _shown(value: str) -> str | None:
    """The value if it is an open or a closed word, or nearly one: nothing else of a closed paper is ever shown."""
    known = {word for phrase in OPEN_WORDS for word in phrase.split()} | set(re.findall(r"[a-z]{3,}", _CLOSED.pattern))
    words = value.split()
    is_known = bool(words) and all(word.isdigit() or get_close_matches(word, known, cutoff=0.75) for word in words)
    return value if is_known and len(words) <= 4 else None


def _is_plainly_open(stated: Sequence[Line], file: SourceFile) -> bool:
    """Whether a part says at its head that it is open."""
    openers, patterns = _openers(file), _label_patterns(file)
    for at, line in enumerate(stated[:_HEAD_ZONE]):
        if at < _TITLE_ZONE and _OPEN_PART.fullmatch(_bare(line.text)):
            return True
        values = (
            _NEXT_LABEL.split(value, maxsplit=1)[0]
            for kind, value in _labelled(stated, at, patterns)
            if kind is _Label.STRICT
        )
        if any(_bare(value) in openers for value in values):
            return True
    return False


def _is_banner(text: str, *, is_title: bool) -> bool:
    """Whether a line of its own closes what it stands on."""
    folded = fold(re.sub(r"^\W*(?:report )?title\s*:\s*", "", text, flags=re.IGNORECASE)).strip(" -()[].!\"':;")
    if not folded or len(folded) >= _LONGEST_BANNER:
        return False
    letters = [char for char in text if char.isalpha()]
    is_loud = is_title or all(char.isupper() for char in letters)
    return bool(_BANNER.fullmatch(folded) or (is_loud and _TITLE_BANNER.fullmatch(folded)))


@dataclass(slots=True)
class _Walk:
    """What is kept of a part, read line by line."""

    is_agenda: bool
    """Its rows are public but for what stands under a banner."""
    is_page: bool
    """A web page: what stands in its blocks is what the council shows to the public."""
    kept: list[Line] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    is_all_closed: bool = False
    is_closed: bool = False
    _to_next_row: bool = False
    _row: int = 0

    def read(self, line: Line, at: int, following: Line | None) -> None:
        rule = None if self.is_closed else self._rule_closing(line, at, following)
        if rule:
            self.withheld.append(Withheld(rule=rule, line=line.number))
            self.is_closed = True
            self._to_next_row = rule == "banner"
            self.is_all_closed = rule == "banner" and not (self.is_agenda and at >= _TITLE_ZONE)
            return
        row = _AGENDA_ROW.match(fold(line.text))
        counts_on = row is not None and int(row["number"]) == self._row + 1
        if self.is_closed and (_OPEN_PART.fullmatch(_bare(line.text)) or (self._to_next_row and counts_on)):
            self.is_closed = False
        if not self.is_closed:
            self._row = int(row["number"]) if row and counts_on else self._row
            self.kept.append(line)

    def _rule_closing(self, line: Line, at: int, following: Line | None) -> str | None:
        bare = _bare(line.text)
        is_title = at < _TITLE_ZONE
        has_nothing_under_it = following is not None and bool(_NOTHING.fullmatch(_bare(following.text)))
        is_answered = bool(_ASKED.match(fold(line.text)))
        if _STANDING_ITEM.fullmatch(bare) or has_nothing_under_it or is_answered or (self.is_page and not is_title):
            return None
        is_sentence = line.text.rstrip().endswith(".") and not is_capitals(line.text)
        if _CLOSED_PART.fullmatch(bare) and not is_sentence:
            return "closed part"
        wrapped = f"{line.text} {following.text}" if following is not None and _WRAPS.search(bare) else line.text
        cells = line.text.split("\t") if is_title and not self.is_agenda else [line.text]
        is_banner = _is_banner(wrapped, is_title=is_title) or any(_is_banner(cell, is_title=is_title) for cell in cells)
        return "banner" if is_banner else None


_WRAPS = re.compile(
    r"^(?:this|the following|the attached|the enclosed|not|exempt|confidential|by virtue)\b.*\b(?:is|not|not for|of|virtue|under|from)$"
)


def _without_closed_lines(part: Part) -> Judged:
    """The part up to a banner or closed heading, and again from the next plainly open heading."""
    walk = _Walk(
        is_agenda=part.hint is PartHint.AGENDA or (part.hint is PartHint.WHOLE and is_agenda(part.lines)),
        is_page=page_kind(part.lines) is not None,
    )
    stated = [line for line in part.lines if line.text.strip()]
    for at, (line, following) in enumerate(zip(stated, [*stated[1:], None], strict=False)):
        walk.read(line, at, following)
        if walk.is_all_closed:
            return Judged(part=None, withheld=tuple(walk.withheld), ends_closed=True)
    if not walk.withheld:
        return Judged(part=part)
    numbers = {line.number for line in walk.kept}
    kept = tuple(line for line in part.lines if line.number in numbers or not line.text.strip())
    left = replace(part, lines=kept) if numbers else None
    return Judged(part=left, withheld=tuple(walk.withheld), ends_closed=walk.is_closed and not walk.is_agenda)
