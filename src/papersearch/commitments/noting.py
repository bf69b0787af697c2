"""What is noted of a paper when it is indexed, so that nobody need read it again: where its rows stand, and what may answer.

A note holds places, never words of the paper but single stems. It is lines of JSON: by which rules it was made, the rows,
and the passages that may say what became of something.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from papersearch.analysis import stem, words
from papersearch.commitments.agents import role_of
from papersearch.commitments.cues import goes_back, has_cue
from papersearch.commitments.drafts import Draft
from papersearch.commitments.dues import timing_of
from papersearch.commitments.records import Kind
from papersearch.commitments.rules import rules_version
from papersearch.commitments.saying import drafts_of
from papersearch.commitments.subjects import common_stems
from papersearch.commitments.wording import is_bare, is_formal
from papersearch.model import Form, PaperType, Role
from papersearch.passage import PaperCard, Passage, Quote
from papersearch.timing import Certainty, Timing
from papersearch.weighing import stems_of

Words = tuple[int, int, int]
"""Words of a paper: the place of their passage in it, and where they begin and end there."""
_SKIPPED = frozenset({Role.FRONT_MATTER, Role.ATTENDANCE, Role.AUDIT_TRAIL, Role.PLAN})
_DECIDED, _TELLING, _FORMAL, _BARE = 1, 2, 4, 8


@dataclass(slots=True, kw_only=True)
class NotedRow:
    """A draft by its places, with what follows from its words alone.

    Attributes:
        meeting: the key of the meeting, or of the paper where it states none; `day` is that of the meeting.
        item: the key of its item.
        head: the first heading over it.
        due: the words of a cell that gives the day.
        stems: of its words and points, without stop words.
        timing: when its words, or those of `due`, say that it is due, said on `said_on` or else `day`.
    """

    paper_id: str
    paper_type: PaperType
    meeting: str
    day: date | None
    item: str
    head: str | None
    quote: Words
    kind: Kind
    rule: str
    decided: bool
    is_telling: bool
    is_formal: bool
    is_bare: bool
    lead_in: Words | None
    owner: Words | None
    owner_role: str | None
    to: Words | None
    due: Words | None
    said_on: date | None
    points: tuple[Words, ...]
    stems: frozenset[str]
    timing: Timing | None

    @property
    def body(self) -> str | None:
        """The council and committee, as meeting keys begin; `None` where no meeting is stated."""
        return self.meeting.rpartition("/")[0] or None


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage that may say what became of something: its place, its telling stems, and those of its titles, blanks between."""

    ordinal: int
    stems: str
    titles: str


def note_of(card: PaperCard, passages: Sequence[Passage]) -> bytes:
    """The note of a paper."""
    lines = (rules_version(), rows_line(tuple(passages)), heard_line(card, passages))
    return "\n".join(lines).encode("ascii")


def is_current(note: bytes) -> bool:
    """Whether a note was made by the rules in force."""
    return note.partition(b"\n")[0] == rules_version().encode("ascii")


def rows_line(passages: tuple[Passage, ...]) -> str:
    """The rows of a paper as a line of its note."""
    places: dict[tuple[str, str | None], int] = {}
    drafts = list(drafts_of(passages))  # a point is added to while the paper is read on
    rows = [_row_record(draft, places) for draft in drafts]
    if not rows:
        return ""
    first = passages[0]
    day = first.meeting_date.isoformat() if first.meeting_date else None
    return json.dumps([first.paper_type, first.meeting_key, day, list(places), rows], separators=(",", ":"))


def heard_line(card: PaperCard, passages: Sequence[Passage]) -> str:
    """The passages of a paper that may say what became of something, as a line of its note."""
    if card.meeting_date is None or card.type is PaperType.AGENDA:
        return ""
    titles: dict[str, int] = {}
    heard = []
    for passage in passages:
        if may_answer(passage):
            at = titles.setdefault(titles_of(passage), len(titles))
            heard.append([passage.ordinal, _joined(passage.text), at])
    return json.dumps([list(map(_joined, titles)), heard], separators=(",", ":")) if heard else ""


def may_answer(passage: Passage) -> bool:
    """Whether a passage may say what became of something: it reports back, puts off or goes back on anything."""
    if passage.form is Form.HEADING or passage.role in _SKIPPED:
        return False
    return goes_back(passage.text) or has_cue(passage.text)


def titles_of(passage: Passage) -> str:
    """The titles of its item and paper."""
    return f"{passage.item_title or ''} {passage.paper_title}"


def read_rows(paper_id: str, line: bytes | str) -> Iterator[NotedRow]:
    """The rows of a line of a note.

    Raises:
        ValueError: it is no such line.
    """
    if not line:
        return
    try:
        kind, meeting, day, places, rows = json.loads(line)
        paper = PaperType(kind), meeting, _day(day)
        for row in rows:
            yield _row(paper_id, paper, places, row)
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not the rows of a paper: {error!r}") from error


def read_heard(line: bytes | str) -> Iterator[Heard]:
    """The passages of a line of a note that may say what became of something.

    Raises:
        ValueError: it is no such line.
    """
    if not line:
        return
    try:
        titles, heard = json.loads(line)
        for ordinal, stems, at in heard:
            yield Heard(ordinal, stems, titles[at])
    except (TypeError, IndexError) as error:
        raise ValueError(f"not what may answer in a paper: {error!r}") from error


def lookup_stems(text: str) -> frozenset[str]:
    """The stems by which a passage is looked up: all but those that tell no subject."""
    return frozenset(one for one in map(stem, words(text)) if one not in common_stems() and not one.isdigit())


def _joined(text: str) -> str:
    return " ".join(sorted(lookup_stems(text)))


def _row_record(draft: Draft, places: dict[tuple[str, str | None], int]) -> list[Any]:
    passage = draft.quote.passage
    stems = {one for quote in (draft.quote, *draft.points) for one in stems_of(quote.text)}
    timing = timing_of(draft.quote, draft.due, draft.said_on or passage.meeting_date)
    text = draft.quote.text
    flags = _DECIDED * draft.decided + _TELLING * draft.is_telling
    flags += _FORMAL * is_formal(text) + _BARE * is_bare(text)
    head = passage.section[0] if passage.section else None
    return [
        places.setdefault((passage.item_key, head), len(places)),
        _words(draft.quote),
        draft.kind,
        draft.rule,
        flags,
        _words(draft.lead_in),
        _words(draft.owner),
        role_of(draft.owner.text) if draft.owner else None,
        _words(draft.to),
        _words(draft.due),
        draft.said_on.isoformat() if draft.said_on else None,
        list(map(_words, draft.points)),
        " ".join(sorted(stems)),
        _timing_record(timing) if timing else None,
    ]


def _row(paper_id: str, paper: tuple[PaperType, str, date | None], places: Any, record: Any) -> NotedRow:
    at, quote, kind, rule, flags, lead_in, owner, role, to, due, said_on, points, stems, timing = record
    item, head = places[at]
    return NotedRow(
        paper_id=paper_id,
        paper_type=paper[0],
        meeting=paper[1],
        day=paper[2],
        item=item,
        head=head,
        quote=tuple(quote),
        kind=Kind(kind),
        rule=rule,
        decided=bool(flags & _DECIDED),
        is_telling=bool(flags & _TELLING),
        is_formal=bool(flags & _FORMAL),
        is_bare=bool(flags & _BARE),
        lead_in=lead_in,
        owner=owner,
        owner_role=role,
        to=to,
        due=due,
        said_on=_day(said_on),
        points=points,
        stems=frozenset(stems.split()),
        timing=_timing(*timing) if timing else None,
    )


def _words(quote: Quote | None) -> Words | None:
    return (quote.passage.ordinal, quote.start, quote.end) if quote else None


def _timing_record(timing: Timing) -> list[Any]:
    return [
        timing.start,
        timing.end,
        timing.first.isoformat() if timing.first else None,
        timing.last.isoformat() if timing.last else None,
        timing.certainty,
        timing.note,
        timing.is_deadline,
        timing.names_meeting,
    ]


def _timing(
    start: int, end: int, first: str | None, last: str | None, certainty: str, note: str, is_deadline: bool, names: bool
) -> Timing:
    return Timing(
        start=start,
        end=end,
        first=_day(first),
        last=_day(last),
        certainty=Certainty(certainty),
        note=note,
        is_deadline=is_deadline,
        names_meeting=names,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
