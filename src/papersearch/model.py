"""What a council publishes: files, parts, papers and their paragraphs, as frozen records.

`None` always means "not stated". Sequences are tuples, in the order of the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from msgspec import Struct


class Basis(StrEnum):
    """Where a value comes from."""

    STATED = "stated"
    SUPPLIED = "supplied"
    ADDRESS = "address"
    INFERRED = "inferred"


class PaperType(StrEnum):
    """What kind of paper a committee published."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    DECISION = "decision"
    ISSUE = "issue"
    AGENDA_ITEM = "agenda_item"
    PAPER = "paper"


class Form(StrEnum):
    """How a paragraph is printed."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


class Role(StrEnum):
    """What a paragraph does in its paper."""

    BODY = "body"
    RECOMMENDATION = "recommendation"
    RESOLUTION = "resolution"
    ACTION = "action"
    PLAN = "plan"
    ATTENDANCE = "attendance"
    FRONT_MATTER = "front_matter"
    AUDIT_TRAIL = "audit_trail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """One council, from the folder of its papers and the `council.toml` in it."""

    slug: str
    name: str
    municipal_year_starts: tuple[int, int] = (5, 1)
    """Month and day."""
    committees: tuple["Committee", ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    open_words: tuple[str, ...] = ()
    """Further values of a classification label that mean open at this council."""
    gate_labels: tuple[str, ...] = ()
    """Further names of the classification label at this council."""
    restrict: tuple[str, ...] = ()
    """Paths, sha256 digests or patterns of files that are never indexed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A committee, cabinet, panel or other body that meets."""

    council: str
    """The slug of its council."""
    slug: str
    name: str
    also: tuple[str, ...] = ()
    """Other spellings that mean this committee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of one committee; what is not stated is `None`."""

    council: str
    committee: Committee | None = None
    day: date | None = None
    starts: time | None = None
    place: str | None = None

    @property
    def key(self) -> str | None:
        """`council/committee/day`, or `None` when committee or day is not stated."""
        if self.committee is None or self.day is None:
            return None
        return f"{self.council}/{self.committee.slug}/{self.day.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An item of business: its number as printed, and its title without a slot time."""

    number: str | None
    title: str
    starts: time | None = None
    pages: str | None = None
    """The pages of its report in the pack, as printed in the order of business."""


class SourceRef(Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """A place in a file: 1-based lines of its text, both included, and the page if it has pages."""

    path: str
    first_line: int
    last_line: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file in the corpus, with what its folder and sidecar say of it."""

    path: str
    """Relative to the corpus, with forward slashes."""
    council: Council
    digest: str
    """sha256 of the bytes, the sidecar and council.toml together, in hexadecimal."""
    sha256: str
    """sha256 of the bytes alone."""
    supplied: Mapping[str, object] = field(default_factory=dict)
    """What the sidecar states, by its keys."""
    restricted: bool = False


FRONT = "front"
"""The mark of a line of front matter: what a web post says of itself between two fences at its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a source text.

    `mark` is the source's own hint of what the line is ("h2", "li", "td"), so that one parser takes a page as HTML and
    as saved text; `link` is the address a line points to.
    """

    number: int
    text: str
    page: int | None = None
    mark: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A file as numbered lines; `textless_pages` are the pages that hold only an image."""

    lines: tuple[Line, ...]
    textless_pages: tuple[int, ...] = ()
    pages: int | None = None
    running_heads: tuple[str, ...] = ()
    """Page headers and footers, taken out of the lines and kept for the exempt gate."""


class PartHint(StrEnum):
    """What the splitter saw at the head of a part."""

    WHOLE = "whole"
    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The lines of one paper; a distribution list at the end of a pack belongs to its agenda's part."""

    lines: tuple[Line, ...]
    hint: PartHint = PartHint.WHOLE
    ordinal: int = 0
    """Its place in the file, from 0."""
    front: tuple[Line, ...] = ()
    """The front matter of the file, with its first part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One unit of a paper: a paragraph, list item, heading or table row with the context it inherits."""

    text: str
    form: Form
    role: Role
    source: SourceRef
    number: str | None = None
    """As printed: "48", "(d)", "f"."""
    section: tuple[str, ...] = ()
    """Headings in force, outermost first."""
    lead_in: str | None = None
    """The sentence that opens its list."""
    item: AgendaItem | None = None
    speaker: str | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person named by structure (a list, a label, a speaker), with the words of their post."""

    name: str
    post: str | None = None
    mark: str | None = None
    """"Chair", "Vice-chair" or what stands in brackets."""
    standing: str = "named"
    """Where: member, reserve, co-opted, present, apologies, officer, lead_officer, author, contact, signatory, speaker."""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a committee published as one piece."""

    id: str
    """12 hexadecimal digits, from its path in the corpus and its place in the file."""
    type: PaperType
    title: str
    meeting: Meeting
    item: AgendaItem | None
    paragraphs: tuple[Paragraph, ...]
    source: SourceRef
    people: tuple[Person, ...] = ()
    lead_officer: str | None = None
    published: date | None = None
    """The day it was issued or published, never used as the meeting date."""
    ids: tuple[str, ...] = ()
    address: str | None = None
    complete: bool = True
    version: str | None = None
    """draft, final or superseded, where stated."""
    defines: Mapping[str, str] = field(default_factory=dict)
    """Acronyms it spells out: short form to long form."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Labelled values kept as printed: status, key decision, call-in, wards, classification."""
    basis: Mapping[str, Basis] = field(default_factory=dict)
    """Where the values of `committee`, `meeting_date`, `item_number` and others come from."""
    warnings: tuple[str, ...] = ()
    """What a person should look at: a weekday that does not fit, a value in doubt."""
