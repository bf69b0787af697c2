"""Lets only parts that are open go on: it fails closed.

After Schedule 12A of the Local Government Act 1972: papers with exempt information carry a classification or a banner.
A label that is present must have one of the open words; what is closed is never parsed, and nothing of it is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from papersearch.model import Line, Part, PartHint, SourceFile
from papersearch.papers.closing import is_banner, is_open_part
from papersearch.papers.folding import bare
from papersearch.papers.labelling import HEAD_ZONE, TITLE_ZONE, closed_label, openers, says_open
from papersearch.papers.marking_boxes import has_note_on_asterisks
from papersearch.papers.parsers.base.agenda_head import is_agenda
from papersearch.papers.parsers.base.minutes_head import head_of_minutes, head_without_sentence
from papersearch.papers.parsers.base.webpage import page_kind
from papersearch.papers.plan_entries import without_closed_entries
from papersearch.papers.walking import Walk

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
                f"the classification {self.value!r} on line {self.line} is not one of the open words"
                if self.value
                else f"the classification on line {self.line} is empty or not one of the open words"
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
    is_page = page_kind(part.lines) is not None
    lines, entries = without_closed_entries(part.lines, file) if supplied is None else (part.lines, ())
    private = tuple(Withheld(rule="private entry", line=line) for line in entries)
    stated = tuple(line for line in lines if line.text.strip())
    if not stated and private:
        return Judged(part=None, withheld=private, ends_closed=True)
    has_items = _is_agenda(part) or _is_minutes(part)
    label = closed_label((*heads, *stated), file, is_page=is_page, has_items=has_items) if supplied is None else None
    if label is not None:
        found = Withheld(rule="label", line=label.line, value=label.value)
        return Judged(part=None, withheld=(found,), ends_closed=True)
    if follows_closed and supplied is None and not _is_plainly_open(stated, file):
        return _closed("closed part", first)
    judged = _without_closed_lines(replace(part, lines=lines) if private else part, file, is_page=is_page)
    return replace(judged, withheld=(*private, *judged.withheld)) if private else judged


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


def _without_closed_lines(part: Part, file: SourceFile, *, is_page: bool) -> Judged:
    """The part up to a banner or closed heading, and again from the next plainly open heading."""
    stated = [line for line in part.lines if line.text.strip()]
    is_an_agenda = _is_agenda(part)
    walk = Walk(
        is_agenda=is_an_agenda,
        is_minutes=_is_minutes(part),
        is_page=is_page,
        says_open=says_open(stated[:HEAD_ZONE], file),
        has_asterisks=is_an_agenda and has_note_on_asterisks(stated),
    )
    for at, (line, following) in enumerate(zip(stated, [*stated[1:], None], strict=False)):
        walk.read(line, at, following)
        if walk.is_all_closed:
            return Judged(part=None, withheld=_withheld(walk), ends_closed=True)
    if not walk.shut_lines():
        return Judged(part=part)
    return Judged(part=_only(part, walk.kept), withheld=_withheld(walk), ends_closed=walk.ends_closed)


def _withheld(walk: Walk) -> tuple[Withheld, ...]:
    return tuple(Withheld(rule=one.rule, line=one.line) for one in walk.shut_lines())


def _only(part: Part, kept: Sequence[Line]) -> Part | None:
    """The part with these lines and its blank ones; `None` if there are none."""
    numbers = {line.number for line in kept}
    lines = tuple(line for line in part.lines if line.number in numbers or not line.text.strip())
    return replace(part, lines=lines) if numbers else None


def _is_agenda(part: Part) -> bool:
    return part.hint is PartHint.AGENDA or (part.hint is PartHint.WHOLE and is_agenda(part.lines))


def _is_minutes(part: Part) -> bool:
    is_headed = part.hint is PartHint.MINUTES or head_of_minutes(part.lines) is not None
    return is_headed or (part.hint is PartHint.WHOLE and head_without_sentence(part.lines) is not None)
