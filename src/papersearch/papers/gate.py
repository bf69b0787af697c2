"""Lets only parts that are open go on: it fails closed.

After Schedule 12A of the Local Government Act 1972: papers with exempt information carry a classification or a banner.
A label that is present must have one of the open words; what is closed is never parsed, and nothing of it is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from papersearch.model import Line, Part, PartHint, SourceFile
from papersearch.papers.closing import (
    NOTHING,
    is_banner,
    is_bare_part,
    is_closed_item,
    is_closed_part,
    is_open_part,
    is_public_part,
    is_standing_item,
)
from papersearch.papers.folding import bare, fold
from papersearch.papers.labelling import HEAD_ZONE, TITLE_ZONE, closed_label, is_answered, openers, says_open
from papersearch.papers.parsers.base.agenda_head import is_agenda
from papersearch.papers.parsers.base.lines import is_capitals
from papersearch.papers.parsers.base.minutes_head import head_of_minutes
from papersearch.papers.parsers.base.webpage import page_kind

_AGENDA_ROW = re.compile(r"(?P<number>\d{1,3})[.)]?\s")
_THING = r"(?:report|item|appendix|app|annexe?|minutes?|paper|agenda|pack|version|part|section|supplement|schedule)s?"
_SHUT = r"(?:exempt|confidential|restricted|private|not for publication|nfp|pink|closed)"
_CLOSED_NAME = re.compile(
    rf"(?:.* )?{_SHUT} {_THING}(?: .*)?|(?:.* )?{_THING}(?: \w{{1,3}})? {_SHUT}(?: \w{{1,3}})*|(?:.* )?(?:exempt|not for publication|nfp)(?: \d+)?|"
    r"(?:.* )?part (?:2|ii|b) (?:exempt|private|confidential|closed).*|"
    r"(?:.* )?(?:item|appendix|app|annexe?|part|section|schedule)s? \w{1,3} (?:exempt|confidential|nfp)(?: .*)?"
)
_CLOSED_IN_CAPITALS = re.compile(
    r"(?<![^\W_])(?<!NON[ _-])(?<!NOT[ _-])(?:EXEMPT|NFP|CONFIDENTIAL|NOT[ _-]FOR[ _-]PUBLICATION)(?![^\W_])"
)
_CLOSED_AND_MORE = re.compile(
    r"(?:exempt|confidential|restricted|private|nfp)\s+[-\u2013\u2014]\s+.*|.*\s[-\u2013\u2014]\s+(?:exempt|confidential|nfp)",
    re.IGNORECASE,
)

_SAID_OPEN = re.compile(r"\b(?:non|not) (?:exempt|confidential|restricted|private|closed)\b")
_CLOSED_FOLDER = re.compile(
    r"(?:exempt|confidential|restricted|private|closed|not for publication|pink papers?|part (?:2|ii|b))(?: (?:papers|items|reports|minutes|files))?"
)


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
        if self.rule == "name":
            return 'withheld: its name says that it is closed; if it is open, rename it or say classification = "open" in a sidecar'
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
    if supplied is not None and bare(str(supplied)) not in openers(file):
        return _closed("sidecar", first)
    if supplied is None and _is_closed_name(file.path):
        return _closed("name", first)
    heads = (*(Line(number=first, text=head) for head in running_heads), *part.front)
    if any(is_banner(head.text, is_title=True) for head in heads):
        return _closed("running head", first)
    stated = tuple(line for line in part.lines if line.text.strip())
    is_page = page_kind(part.lines) is not None
    label = closed_label((*heads, *stated), file, is_page=is_page) if supplied is None else None
    if label is not None:
        found = Withheld(rule="label", line=label.line, value=label.value)
        return Judged(part=None, withheld=(found,), ends_closed=True)
    if follows_closed and supplied is None and not _is_plainly_open(stated, file):
        return _closed("closed part", first)
    return _without_closed_lines(part, is_page=is_page)


def _closed(rule: str, line: int) -> Judged:
    return Judged(part=None, withheld=(Withheld(rule=rule, line=line),), ends_closed=True)


def _is_closed_name(path: str) -> bool:
    """Whether the name of a file or of a folder says that it is closed; "exempt-accommodation.pdf" does not."""
    names = PurePosixPath(path)
    stem = _SAID_OPEN.sub("", bare(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", names.stem)))
    is_shouted = bool(_CLOSED_IN_CAPITALS.search(names.stem)) and not names.stem.isupper()
    if is_shouted or _CLOSED_AND_MORE.fullmatch(names.stem):
        return True
    return bool(_CLOSED_NAME.fullmatch(stem)) or any(_CLOSED_FOLDER.fullmatch(bare(one)) for one in names.parts[1:-1])


def _is_plainly_open(stated: Sequence[Line], file: SourceFile) -> bool:
    """Whether a part says at its head that it is open."""
    return any(is_open_part(line.text) for line in stated[:TITLE_ZONE]) or says_open(stated[:HEAD_ZONE], file)


_SPLIT_BANNER = ("not", "for", "publication")
_MOST_SPLIT_WORDS, _MOST_SPLIT = 3, 6


@dataclass(slots=True)
class _Walk:
    """What is kept of a part, read line by line."""

    is_agenda: bool
    """Its rows are public but for what stands under a banner."""
    is_minutes: bool
    """So are those of minutes, which pass over what was closed."""
    is_page: bool
    """A web page: what stands in its blocks is what the council shows to the public."""
    kept: list[Line] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    is_all_closed: bool = False
    is_closed: bool = False
    _has_public_part: bool = False
    _to_next_row: bool = False
    _row: int = 0
    _split: list[str] = field(default_factory=list)

    def read(self, line: Line, at: int, following: Line | None) -> None:
        rule = None if self.is_closed else self._rule_closing(line, at, following)
        if rule:
            self.withheld.append(Withheld(rule=rule, line=line.number))
            self.is_closed = True
            self._to_next_row = rule in ("banner", "closed item")
            self.is_all_closed = rule == "banner" and not (self.is_agenda and at >= TITLE_ZONE)
            self._count(line)
            if rule == "closed item" and self.is_agenda:  # of a public agenda the title of a closed item is public
                self.kept.append(line)
            return
        self._has_public_part = self._has_public_part or is_public_part(line.text)
        counts_on = self._count(line)
        if self.is_closed and (is_open_part(line.text) or (self._to_next_row and counts_on)):
            self.is_closed = False
        if not self.is_closed:
            self.kept.append(line)

    def _ends_split_banner(self, text: str) -> bool:
        """Whether short lines up to this one are the words of one banner ("NOT", "FOR", "PUBLICATION")."""
        words = bare(text).split()
        self._split = [*self._split, *words] if len(words) <= _MOST_SPLIT_WORDS else []
        self._split = self._split[-_MOST_SPLIT:]
        return len(words) < len(_SPLIT_BANNER) and tuple(self._split[-len(_SPLIT_BANNER) :]) == _SPLIT_BANNER

    def _count(self, line: Line) -> bool:
        """Whether a line is the next numbered row."""
        row = _AGENDA_ROW.match(fold(line.text))
        counts_on = row is not None and (not self._row or int(row["number"]) == self._row + 1)
        self._row = int(row["number"]) if row and counts_on else self._row
        return counts_on

    def _rule_closing(self, line: Line, at: int, following: Line | None) -> str | None:
        is_title = at < TITLE_ZONE
        has_nothing_under_it = following is not None and bool(NOTHING.fullmatch(bare(following.text)))
        is_public = is_standing_item(line.text) or has_nothing_under_it or is_answered(line.text)
        if is_public or (self.is_page and not is_title):
            return None
        is_sentence = line.text.rstrip().endswith(".") and not is_capitals(line.text)
        is_second_part = self._has_public_part and is_bare_part(line.text)
        if (is_closed_part(line.text) and not is_sentence) or is_second_part:
            return "closed part"
        if (self.is_agenda or self.is_minutes) and not is_sentence and is_closed_item(line.text):
            return "closed item"
        wraps = following is not None and bool(_WRAPS.search(bare(line.text)))
        wrapped = f"{line.text} {following.text}" if following is not None and wraps else line.text
        if self._ends_split_banner(line.text):
            return "banner"
        cells = line.text.split("\t") if is_title and not self.is_agenda else [line.text]
        return "banner" if any(is_banner(one, is_title=is_title) for one in (wrapped, *cells)) else None


_WRAPS = re.compile(
    r"^(?:this|the following|the attached|the enclosed|not|exempt|confidential|by virtue)\b.*\b(?:is|not|not for|of|virtue|under|from)$"
)


def _without_closed_lines(part: Part, *, is_page: bool) -> Judged:
    """The part up to a banner or closed heading, and again from the next plainly open heading."""
    walk = _Walk(
        is_agenda=part.hint is PartHint.AGENDA or (part.hint is PartHint.WHOLE and is_agenda(part.lines)),
        is_minutes=part.hint is PartHint.MINUTES or head_of_minutes(part.lines) is not None,
        is_page=is_page,
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
