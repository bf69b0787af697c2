"""The indexed record, which is also the schema, the facet list and the citation.

A field's annotation carries its part in the engine; `SCHEMA` and `FACETS` are read from it, so there is no second table.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Annotated, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from papersearch.citing import places_of
from papersearch.model import (
    AgendaItem,
    Basis,
    Form,
    Paper,
    PaperType,
    Paragraph,
    Person,
    Role,
    SourceFile,
    SourceRef,
    SourceText,
)

NOT_STATED = "not-stated"
"""The facet value of a passage that states none; in addresses and on the command line too."""


class Use(StrEnum):
    """What an engine does with a field."""

    TEXT = "text"
    """Searched: as stems and as printed, with positions."""
    CONTEXT = "context"
    """Searched as stems; adds to a score and helps an item to match, never a match by itself."""
    KEYWORD = "keyword"
    """One value or several, matched whole."""
    DAY = "day"
    """A date, for ranges and for order."""
    GROUP = "group"
    """A key whose passages belong together: an item or a meeting."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The part a field plays in an engine, and its facet if it is one."""

    use: Use
    facet: str | None = None
    """Name in addresses, JSON and options."""
    label: str | None = None
    """Name on the screen."""


class Passage(Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One indexed unit with the context it inherits; the fields carry their JSON names."""

    id: str
    """Stable: the paper's id and eight hexadecimal digits of the folded text, and a count if it recurs in its paper."""
    paper_id: Annotated[str, Indexed(Use.KEYWORD)]
    ordinal: int
    """Its place in the paper, from 0."""
    text: Annotated[str, Indexed(Use.TEXT)]
    context: Annotated[str, Indexed(Use.CONTEXT)]
    """Item and paper title, headings and lead-in, a line each."""
    form: Form
    role: Annotated[Role, Indexed(Use.KEYWORD, facet="role", label="Part of the paper")]
    number: str | None
    section: tuple[str, ...]
    lead_in: str | None
    speaker: str | None
    truncated: bool
    council: Annotated[str, Indexed(Use.KEYWORD, facet="council", label="Council")]
    council_name: str
    committee: Annotated[str | None, Indexed(Use.KEYWORD, facet="committee", label="Committee")]
    meeting_date: Annotated[date | None, Indexed(Use.DAY)]
    date_basis: Basis | None
    year: Annotated[str | None, Indexed(Use.KEYWORD, facet="year", label="Year")]
    meeting_key: Annotated[str, Indexed(Use.GROUP)]
    """`council/committee-slug/date`; the paper's id where committee or date is not stated."""
    item_key: Annotated[str, Indexed(Use.GROUP)]
    """The meeting's key and the folded title of the item."""
    item_number: str | None
    item_title: str | None
    paper_title: str
    paper_type: Annotated[PaperType, Indexed(Use.KEYWORD, facet="type", label="Type of paper")]
    paper_complete: bool
    people: Annotated[tuple[str, ...], Indexed(Use.KEYWORD, facet="person", label="Person")]
    lead_officer: Annotated[str | None, Indexed(Use.KEYWORD, facet="lead_officer", label="Lead officer")]
    source: SourceRef
    place: str = ""
    """Where it stands in its paper, in words that no other of its item shares: "paragraph 48" (`citing`)."""

    @property
    def url(self) -> str:
        """The path of the permalink."""
        return f"/p/{self.id}"

    @property
    def has_meeting(self) -> bool:
        """Whether `meeting_key` names a meeting, and `/meeting/<meeting_key>` is a page."""
        return "/" in self.meeting_key

    @property
    def is_frame(self) -> bool:
        """Whether it frames a paper rather than says something: searchable, ranked last, never an answer."""
        return self.form is Form.HEADING or self.role in _FRAME_ROLES

    @property
    def repeat_key(self) -> tuple[str, str]:
        """Equal for passages that say the same in the same role, whatever their case, quote marks and punctuation."""
        return self.role.value, _folded(self.text)

    @property
    def citation(self) -> str:
        """One line a person can paste: council, committee, date, item, title, place."""
        parts = [
            self.council_name,
            self.committee or "committee not stated",
            in_words(self.meeting_date) if self.meeting_date else "date not stated",
        ]
        if self.item_number:
            parts.append(f"item {self.item_number}")
        title = self.item_title or self.paper_title
        parts.append(f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}")
        if self.place:
            parts.append(self.place)
        if not self.paper_complete:
            parts.append("extract")
        return ", ".join(parts)


REPEATS_VERSION = "1"
"""Changes whenever `Passage.repeat_key` would tell other passages apart."""
_FRAME_ROLES = frozenset({Role.FRONT_MATTER, Role.ATTENDANCE, Role.AUDIT_TRAIL})


CLOSED_LEFT_OUT, WITHDRAWN_LEFT_OUT = "a closed part was left out", "a withdrawn paper was left out"
"""Warnings of a paper whose file holds more than may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    """A paper without its paragraphs: what increments, coverage, meetings and acronyms read."""

    id: str
    title: str
    type: PaperType
    council: str
    council_name: str
    committee: str | None
    meeting_date: date | None
    starts: time | None
    place: str | None
    meeting_key: str
    item_number: str | None
    item_title: str | None
    items: tuple[tuple[str | None, str], ...]
    """Number and title of each item the paper holds, in its order."""
    source: SourceRef
    digest: str
    sha256: str
    complete: bool
    version: str | None
    published: date | None
    address: str | None
    ids: tuple[str, ...]
    pages: int | None
    textless_pages: tuple[int, ...]
    passages: int
    people: tuple[Person, ...]
    lead_officer: str | None
    defines: Mapping[str, str] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    """What the settings of its council spell out, whether or not the paper does."""
    facts: Mapping[str, str] = field(default_factory=dict)
    basis: Mapping[str, Basis] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def is_file_open(self) -> bool:
        """Whether all that its file holds may be read, so that the file itself may be given out."""
        return not {CLOSED_LEFT_OUT, WITHDRAWN_LEFT_OUT} & set(self.warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one passage; `text` is a substring of `passage.text` by construction."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.passage.text[self.start : self.end]


def _declared() -> dict[str, Indexed]:
    hints = get_type_hints(Passage, include_extras=True)
    return {name: mark for name, hint in hints.items() for mark in get_args(hint)[1:] if isinstance(mark, Indexed)}


SCHEMA: Mapping[str, Indexed] = _declared()
"""Field name to its part in the engine."""

FACETS: Mapping[str, str] = {mark.facet: name for name, mark in SCHEMA.items() if mark.facet}
"""Facet name, as in addresses, to field name."""

FACET_LABELS: Mapping[str, str] = {mark.facet: mark.label or mark.facet for mark in SCHEMA.values() if mark.facet}
"""Facet name to its name on the screen."""


def schema_fingerprint() -> str:
    """Eight hexadecimal digits that change with the fields of a passage, what frames a paper, and what is a repeat."""
    declared = ";".join(f"{one.name}={SCHEMA.get(one.name)}" for one in fields(Passage))
    declared += f";frames={sorted(_FRAME_ROLES)};repeats={REPEATS_VERSION}"
    return hashlib.sha256(declared.encode()).hexdigest()[:8]


def facet_values(passage: Passage, facet: str) -> tuple[str, ...]:
    """The values of one facet for one passage, never empty: `NOT_STATED` stands for none.

    Raises:
        KeyError: there is no such facet.
    """
    value = getattr(passage, FACETS[facet])
    if value is None or value == ():
        return (NOT_STATED,)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(str(one) for one in value))
    return (str(value),)


def in_words(day: date) -> str:
    """A day as councils print it: "4 November 2020"."""
    return f"{day.day} {day:%B %Y}"


def item_key(meeting_key: str, title: str) -> str:
    """The key of an item of business: equal for titles that differ only in case and punctuation."""
    return f"{meeting_key}/{_slug(title)}"


def entry_of(paper: Paper, file: SourceFile, text: SourceText) -> tuple[PaperCard, tuple[Passage, ...]]:
    """The card and the passages of one paper, in its order."""
    meeting_key = paper.meeting.key or paper.id
    seen: Counter[str] = Counter()
    passages = []
    places = places_of([replace(one, item=one.item or paper.item) for one in paper.paragraphs])
    for ordinal, (paragraph, place) in enumerate(zip(paper.paragraphs, places, strict=True)):
        fingerprint = hashlib.sha256(_folded(paragraph.text).encode()).hexdigest()[:8]
        seen[fingerprint] += 1
        repeat = f"-{seen[fingerprint]}" if seen[fingerprint] > 1 else ""
        item = paragraph.item or paper.item
        passages.append(
            Passage(
                id=f"{paper.id}{fingerprint}{repeat}",
                paper_id=paper.id,
                ordinal=ordinal,
                text=paragraph.text,
                context=_context(paper, paragraph, item),
                form=paragraph.form,
                role=paragraph.role,
                number=paragraph.number,
                section=paragraph.section,
                lead_in=paragraph.lead_in,
                speaker=paragraph.speaker,
                truncated=paragraph.truncated,
                council=file.council.slug,
                council_name=file.council.name,
                committee=paper.meeting.committee.name if paper.meeting.committee else None,
                meeting_date=paper.meeting.day,
                date_basis=paper.basis.get("meeting_date") if paper.meeting.day else None,
                year=str(paper.meeting.day.year) if paper.meeting.day else None,
                meeting_key=meeting_key,
                item_key=item_key(meeting_key, item.title) if item else f"{meeting_key}/{paper.id}",
                item_number=item.number if item else None,
                item_title=item.title if item else None,
                paper_title=paper.title,
                paper_type=paper.type,
                paper_complete=paper.complete,
                people=_people_of(paper, paragraph),
                lead_officer=paper.lead_officer,
                source=paragraph.source,
                place=place,
            )
        )
    return _card(paper, file, text, meeting_key), tuple(passages)


def _card(paper: Paper, file: SourceFile, text: SourceText, meeting_key: str) -> PaperCard:
    first, last = paper.source.first_line, paper.source.last_line
    items = dict.fromkeys((one.item.number, one.item.title) for one in paper.paragraphs if one.item)
    pages = {line.page for line in text.lines if first <= line.number <= last and line.page is not None}
    low, high = (min(pages), max(pages)) if pages else (None, None)
    return PaperCard(
        id=paper.id,
        title=paper.title,
        type=paper.type,
        council=file.council.slug,
        council_name=file.council.name,
        committee=paper.meeting.committee.name if paper.meeting.committee else None,
        meeting_date=paper.meeting.day,
        starts=paper.meeting.starts,
        place=paper.meeting.place,
        meeting_key=meeting_key,
        item_number=paper.item.number if paper.item else None,
        item_title=paper.item.title if paper.item else None,
        items=tuple(items),
        source=paper.source,
        digest=file.digest,
        sha256=file.sha256,
        complete=paper.complete,
        version=paper.version,
        published=paper.published,
        address=paper.address,
        ids=paper.ids,
        pages=len(pages) or None,
        textless_pages=tuple(
            page for page in text.textless_pages if low is None or high is None or low <= page <= high
        ),
        passages=len(paper.paragraphs),
        people=paper.people,
        lead_officer=paper.lead_officer,
        defines=paper.defines,
        acronyms=file.council.acronyms,
        facts=paper.facts,
        basis=paper.basis,
        warnings=paper.warnings,
    )


def _people_of(paper: Paper, paragraph: Paragraph) -> tuple[str, ...]:
    """Those whose full name stands in the paragraph, or who lead it as speaker, in the order of the paper's people."""
    folded = _folded(paragraph.text)
    names = dict.fromkeys(person.name for person in paper.people)
    return tuple(name for name in names if name == paragraph.speaker or _folded(name) in folded)


def _context(paper: Paper, paragraph: Paragraph, item: AgendaItem | None) -> str:
    lines = [item.title if item else paper.title, *paragraph.section]
    if item and _slug(item.title) != _slug(paper.title):
        lines.insert(1, paper.title)
    if paragraph.lead_in:
        lines.append(paragraph.lead_in)
    return "\n".join(dict.fromkeys(line for line in lines if line != paragraph.text))


def _folded(text: str) -> str:
    """Letters and digits only, so that a repaired quote or dash keeps a permalink."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\N{SOFT HYPHEN}", "")
    return " ".join(re.findall(r"[^\W_]+", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", folded)))


def _slug(text: str) -> str:
    return _folded(text).replace(" ", "-")
