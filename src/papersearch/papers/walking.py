"""Walks a part line by line and keeps what is open of it."""

import re
from dataclasses import dataclass, field

from papersearch.model import Line
from papersearch.papers.closing import (
    NOTHING,
    is_banner,
    is_bare_part,
    is_closed_item,
    is_closed_part,
    is_list_of_appendices,
    is_open_part,
    is_public_part,
    is_restriction_note,
    is_standing_item,
    restricts_row,
)
from papersearch.papers.excluding import excludes, is_for_next_only, is_return, is_session, items_named
from papersearch.papers.folding import bare, fold
from papersearch.papers.labelling import TITLE_ZONE, is_answered
from papersearch.papers.marking_boxes import is_starred
from papersearch.papers.parsers.base.lines import is_capitals

_AGENDA_ROW = re.compile(r"(?P<number>\d{1,3})[.)]?\s")
_SPLIT_BANNER = ("not", "for", "publication")
_MOST_SPLIT_WORDS, _MOST_SPLIT = 3, 6
_LONGEST_PARAGRAPH, _LONGEST_HEADING = 1_200, 140
_WRAPS = re.compile(
    r"^(?:this|the following|the attached|the enclosed|not|exempt|confidential|by virtue)\b.*\b(?:is|not|not for|of|virtue|under|from)$"
)
_MAY_EXCLUDE = re.compile(r"exclu|withdraw|to\s+leave|into|in\s+private|cyhoedd", re.IGNORECASE)
_END_OF_MEETING = re.compile(
    r"(?:the |this |there being no further business )?(?:the )?(?:meeting|committee|business|council)(?: \w+){0,4} (?:closed|ended|concluded|finished|rose|terminated|adjourned)\b.{0,60}"
    r"|(?:signed|chair(?:man|person|ed by)?|mayor|dated?|clerk)(?: (?:by|date|the|chair(?:man|person)?))*|duration .{0,30}"
)
_APPENDIX = re.compile(
    r"(?:exempt |confidential |restricted |private )?(?P<kind>appendix|annexe?|enclosure) (?P<mark>[a-z]|\d{1,2}|[ivx]{1,4})\b(?P<rest>.{0,100})"
)
_NUMBERED = re.compile(r"\W*\d{1,3}(?:\.\d{1,3})*[.)]?\s")


@dataclass(frozen=True, slots=True)
class Shut:
    """Where a part closes: by which rule, and on which line."""

    rule: str
    line: int


@dataclass(slots=True, kw_only=True)
class Walk:
    """What is kept of a part, read line by line."""

    is_agenda: bool
    """Its rows are public but for what stands under a banner."""
    is_minutes: bool
    """So are those of minutes, which pass over what was closed."""
    is_page: bool
    """A web page: what stands in its blocks is what the council shows to the public."""
    says_open: bool
    """Whether the head says that the paper is open, so that what an appendix says is said of the appendix."""
    has_asterisks: bool = False
    kept: list[Line] = field(default_factory=list)
    shut: list[Shut] = field(default_factory=list)
    is_all_closed: bool = False
    is_closed: bool = False
    _rule: str = ""
    _has_public_part: bool = False
    _has_numbered: bool = False
    _row: int = 0
    _inner: int = 0
    _rows_closed: int = 0
    _split: list[str] = field(default_factory=list)
    _appendix: tuple[str, str, bool] | None = None
    _last: Line | None = None
    _paragraph: str = ""
    _before: str = ""
    _is_out: bool = False
    _named: frozenset[int] = frozenset()
    _is_next_only: bool = False

    @property
    def ends_closed(self) -> bool:
        """Whether what follows in the file stays closed; who was sent out of one meeting is not out of the next paper."""
        return self.is_closed and not self.is_agenda and self._rule != "public excluded"

    def read(self, line: Line, at: int, following: Line | None) -> None:
        """Keep the next line, or close on it."""
        if not self.is_closed and self._is_out and not self._goes_on(line):
            self._close("public excluded", None)
        rule = None if self.is_closed else self._rule_closing(line, at, following)
        if rule:
            self._close(rule, line)
            self.is_all_closed = rule == "banner" and not (self.is_agenda and at >= TITLE_ZONE)
            self._count(line)
            if rule == "closed item" and self.is_agenda and is_closed_item(line.text):
                self.kept.append(line)  # of a public agenda the title of a closed item is public
        else:
            self._has_public_part = self._has_public_part or is_public_part(line.text)
            counts_on = self._count(line)
            if self.is_closed and self._opens(line, following, counts_on=counts_on):
                self.is_closed = False
                if rule := self._rule_closing(line, at, following):
                    self._close(rule, line)
            if not self.is_closed or (self._rule == "public excluded" and _END_OF_MEETING.fullmatch(bare(line.text))):
                self.kept.append(line)
            elif not self.shut or self.shut[-1].line == 0:
                self.shut[-1:] = [Shut(self._rule, line.number)]
        if self.is_minutes:
            self._follow(line)
        self._has_numbered = self._has_numbered or bool(_NUMBERED.match(line.text))
        self._last = line

    def shut_lines(self) -> list[Shut]:
        """The places where it closed and something was left out."""
        return [one for one in self.shut if one.line]

    def _close(self, rule: str, line: Line | None) -> None:
        self.shut.append(Shut(rule, line.number if line else 0))
        self.is_closed = True
        self._rule = rule
        self._is_out = False
        self._inner = self._rows_closed = 0

    def _follow(self, line: Line) -> None:
        """Whether the paragraph up to this line sends the public out."""
        if self._goes_on(line):
            self._paragraph = f"{self._paragraph} {line.text}"[:_LONGEST_PARAGRAPH]
        else:
            self._before, self._paragraph = self._paragraph, line.text[:_LONGEST_PARAGRAPH]
        if self.is_closed or not _MAY_EXCLUDE.search(line.text) or not excludes(self._paragraph, self._before):
            return
        named = items_named(self._paragraph)
        self._is_out = True
        self._named = named if self._row and named and min(named) > self._row else frozenset()
        self._is_next_only = not named and bool(self._row) and is_for_next_only(self._paragraph)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the sentence of the line before it."""
        last = self._last
        if last is None or line.number != last.number + 1 or last.text.rstrip().endswith((".", ";", ":")):
            return False
        return not _NUMBERED.match(line.text) and not is_capitals(line.text)

    def _opens(self, line: Line, following: Line | None, *, counts_on: bool) -> bool:
        """Whether what was closed ends before a line."""
        if is_open_part(line.text):
            return True
        match self._rule:
            case "closed item" | "asterisk":
                return counts_on
            case "banner":
                return counts_on and self.is_agenda
            case "closed appendix":
                return self._is_next_appendix(line, following)
            case "public excluded":
                self._rows_closed += counts_on
                if is_return(line.text):
                    return True
                if self._named:
                    return counts_on and self._row not in self._named
                return counts_on and self._is_next_only and self._rows_closed > 1
            case _:
                return is_return(line.text)

    def _is_next_appendix(self, line: Line, following: Line | None) -> bool:
        """Whether a heading of the same dress is that of the next appendix, and says nothing of being closed."""
        found = _appendix_of(line)
        if found is None or self._appendix is None or found[0] != self._appendix[0] or found[2] != self._appendix[2]:
            return False
        return _follows(self._appendix[1], found[1]) and not _is_closed_appendix(line, following)

    def _count(self, line: Line) -> bool:
        """Whether a line is the next numbered row."""
        if line.mark == "item":
            self._row += 1
            return True
        row = _AGENDA_ROW.match(fold(line.text))
        if row is None:
            return False
        number = int(row["number"])
        is_in_list = self.is_closed and self._inner > 0 and number == self._inner + 1
        counts_on = (not self._row or number == self._row + 1) and not is_in_list
        self._inner = number if self.is_closed and not counts_on else 0
        self._row = number if counts_on else self._row
        return counts_on

    def _ends_split_banner(self, text: str) -> bool:
        """Whether short lines up to this one are the words of one banner ("NOT", "FOR", "PUBLICATION")."""
        words = bare(text).split()
        self._split = [*self._split, *words] if len(words) <= _MOST_SPLIT_WORDS else []
        self._split = self._split[-_MOST_SPLIT:]
        return len(words) < len(_SPLIT_BANNER) and tuple(self._split[-len(_SPLIT_BANNER) :]) == _SPLIT_BANNER

    def _rule_closing(self, line: Line, at: int, following: Line | None) -> str | None:
        is_title = at < TITLE_ZONE
        text = line.text
        has_items = self.is_agenda or self.is_minutes or self.is_page
        if restricts_row(text) or (has_items and self._row and is_restriction_note(text)):
            return "closed item" if has_items and (following is not None or "\t" in text) else None
        if self.is_page and is_restriction_note(text):
            return "closed item" if following is not None else None
        has_nothing_under_it = following is not None and bool(NOTHING.fullmatch(bare(following.text)))
        if is_standing_item(text) or has_nothing_under_it or is_answered(text) or is_list_of_appendices(text):
            return None
        if self.is_page and not is_title:
            return None
        if self.has_asterisks and is_starred(text):
            return "asterisk"
        is_sentence = text.rstrip().endswith(".") and not is_capitals(text)
        is_second_part = self._has_public_part and is_bare_part(text)
        if (is_closed_part(text) and not is_sentence) or is_second_part:
            return "closed part"
        if (self.is_agenda or self.is_minutes) and is_session(text):
            self._named, self._is_next_only = frozenset(), False
            return "public excluded"
        if (self.is_agenda or self.is_minutes) and not is_sentence and is_closed_item(text):
            return "closed item"
        if (self.says_open or not is_title) and _is_closed_appendix(line, following) and self._has_numbered:
            self._appendix = _appendix_of(line)
            return "closed appendix"
        return "banner" if self._is_banner(line, following, is_title=is_title) else None

    def _is_banner(self, line: Line, following: Line | None, *, is_title: bool) -> bool:
        wraps = following is not None and bool(_WRAPS.search(bare(line.text)))
        wrapped = f"{line.text} {following.text}" if following is not None and wraps else line.text
        if self._ends_split_banner(line.text):
            return True
        cells = line.text.split("\t") if is_title and not self.is_agenda else [line.text]
        return any(is_banner(one, is_title=is_title) for one in (wrapped, *cells))


def _appendix_of(line: Line) -> tuple[str, str, bool] | None:
    """The kind and the mark of an appendix that a heading opens, and whether it is in capitals."""
    if "\t" in line.text or len(line.text) > _LONGEST_HEADING or line.text.rstrip().endswith((".", ",", ";")):
        return None
    found = _APPENDIX.fullmatch(bare(line.text))
    return (found["kind"], found["mark"], line.text.lstrip(" *#")[:8].isupper()) if found else None


def _is_closed_appendix(line: Line, following: Line | None) -> bool:
    """Whether an appendix begins here that says of itself that it is closed, in its heading or in the line below."""
    if _appendix_of(line) is None:
        return False
    return is_banner(line.text, is_title=False) or (following is not None and is_banner(following.text, is_title=False))


def _follows(before: str, after: str) -> bool:
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1
