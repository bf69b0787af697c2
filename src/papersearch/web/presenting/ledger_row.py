"""One row of the promise ledger with its history: said, told again, due, followed up, and up to when was looked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from papersearch.commitments import Commitment, FollowUp
from papersearch.exporting_ledger import status_words
from papersearch.model import Basis
from papersearch.passage import in_words
from papersearch.web.presenting.coverage import committee_url, council_url
from papersearch.web.presenting.marking import plain
from papersearch.web.presenting.rows import (
    KIND_LABELS,
    STATUS_LABELS,
    FollowView,
    PlaceView,
    cut,
    due_view,
    follow_view,
    place_view,
)
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import Fact, capitalised, heading_of
from papersearch.web.state.ledger import LedgerState

_TITLE = 90
_SAYS = {
    "answered": "A later paper reports on it",
    "contradicted": "A later paper goes against it",
    "moved": "A later paper puts it off, or says that it has not come yet",
    "listed": "A later agenda or plan lists it",
}
_BASES = {Basis.STATED: "as stated", Basis.INFERRED: "inferred"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of a history; `kind` is said, again, due, answered, contradicted, moved, listed or end."""

    kind: str
    label: str
    day: str
    iso_day: str | None
    text: str = ""
    place: PlaceView | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """The page of one row."""

    title: str
    kind_label: str
    heading: str
    crumbs: tuple[Link, ...]
    lead_in: str
    text: str
    points: tuple[str, ...]
    place: PlaceView
    citation: str
    status: str
    status_label: str
    status_words: str
    facts: tuple[Fact, ...]
    doubts: tuple[str, ...]
    history: tuple[EventView, ...]
    related: tuple[FollowView, ...]
    url: str
    json_url: str
    more: tuple[Link, ...]


def commitment_view(row: Commitment, related: Sequence[FollowUp]) -> CommitmentView:
    """A followed row; `related` are passages on the same subject, which are no answer."""
    passage = row.passage
    text = plain(row.text)
    short = cut(text, _TITLE)
    return CommitmentView(
        title=f"“{short}{'…' if len(short) < len(text) else ''}” – commitment",
        kind_label=KIND_LABELS[row.kind],
        heading=heading_of(passage),
        crumbs=tuple(_crumbs(row)),
        lead_in=plain(row.lead_in.text) if row.lead_in else "",
        text=text,
        points=tuple(plain(point.text) for point in row.points),
        place=place_view(passage),
        citation=passage.citation,
        status=row.status.value if row.status else "",
        status_label=STATUS_LABELS[row.status] if row.status else "",
        status_words=capitalised(status_words(row)),
        facts=tuple(_facts(row)),
        doubts=tuple(capitalised(one) for one in row.doubts),
        history=tuple(_history(row)),
        related=tuple(follow_view(one) for one in related),
        url=row.url,
        json_url=f"/api/v1{row.url}",
        more=tuple(_more(row)),
    )


def _crumbs(row: Commitment) -> Iterator[Link]:
    passage = row.passage
    yield Link(passage.council_name, council_url(passage.council))
    if passage.committee:
        yield Link(passage.committee, committee_url(passage.council, passage.committee))
    if passage.has_meeting and passage.meeting_date:
        yield Link(in_words(passage.meeting_date), f"/meeting/{passage.meeting_key}")


def _facts(row: Commitment) -> Iterator[Fact]:
    yield Fact(label="Kind", value=KIND_LABELS[row.kind])
    yield Fact(
        label="Who",
        value=row.owner_words or "not stated",
        note="the decision-maker that the page names" if row.maker and not row.owner else "",
    )
    if row.to:
        yield Fact(label="To whom", value=row.to.text)
    yield _due_fact(row)
    yield Fact(
        label="Said on",
        value=in_words(row.said_on) if row.said_on else "date not stated",
        iso_day=row.said_on.isoformat() if row.said_on else None,
    )
    yield Fact(label="Found by", value=f"rule “{row.rule}”", note="there may be others, and this may be read wrongly")


def _due_fact(row: Commitment) -> Fact:
    if row.due is None:
        return Fact(label="Due", value="no date given")
    due = due_view(row.due)
    if row.due.day is None:
        return Fact(label="Due", value=f"“{due.words}”", note=due.note or "no day can be read from these words")
    basis = _BASES.get(row.due.basis, "") if row.due.basis else ""
    note = ", ".join(filter(None, (due.day, basis, due.note)))
    return Fact(label="Due", value=f"“{due.words}”", note=note)


def _history(row: Commitment) -> Iterator[EventView]:
    """All that is known of a row, the undated first and then in the order of days."""
    events = [*_told(row), *_due(row), *(_followed(one) for one in row.follow_up)]
    if row.found_up_to:
        day, words = row.found_up_to, status_words(row)
        label = (
            f"The newest meeting indexed of this body: {words}"
            if not row.follow_up
            else "The newest meeting indexed of this body"
        )
        events.append((day, 4, EventView(kind="end", label=label, day=in_words(day), iso_day=day.isoformat())))
    yield from (event for _, _, event in sorted(events, key=lambda one: (one[0], one[1])))


def _told(row: Commitment) -> Iterator[tuple[date, int, EventView]]:
    for at, quote in enumerate(row.sources or (row.quote,)):
        is_own = quote.passage.meeting_date in (None, row.said_on)
        day = (row.said_on if not at else quote.passage.meeting_date) or row.said_on
        yield (
            day or date.min,
            0,
            EventView(
                kind="again" if at else "said",
                label="Told again" if at else "Said" if is_own else "Said, as a later paper tells",
                day=in_words(day) if day else "Date not stated",
                iso_day=day.isoformat() if day else None,
                text=plain(quote.text),
                place=place_view(quote.passage),
                why="it says the same of the same meeting" if at else "",
            ),
        )


def _due(row: Commitment) -> Iterator[tuple[date, int, EventView]]:
    due = row.due
    if due is None or due.day is None:
        return
    listed = due.listed_in
    words = f"Due: “{due.words.text}”"
    yield (
        due.day,
        3,
        EventView(
            kind="due",
            label=words,
            day=in_words(due.day),
            iso_day=due.day.isoformat(),
            text=plain(listed.text) if listed else "",
            place=place_view(listed.passage) if listed else None,
            why=due.note,
        ),
    )


def _followed(found: FollowUp) -> tuple[date, int, EventView]:
    shown = follow_view(found)
    day = found.day
    event = EventView(
        kind=shown.relation,
        label=_SAYS[shown.relation],
        day=in_words(day) if day else "Date not stated",
        iso_day=day.isoformat() if day else None,
        text=shown.text,
        place=shown.place,
        why=shown.why,
    )
    return day or date.max, 2, event


def _more(row: Commitment) -> Iterator[Link]:
    """Ways on: other rows of the same place."""
    passage = row.passage
    if passage.has_meeting:
        yield Link("Commitments of this meeting", LedgerState(meeting=passage.meeting_key).url())
    if row.owner_role:
        yield Link(f"Commitments of {row.owner_words}", LedgerState(owner=row.owner_role).url())
    yield Link("All commitments", "/commitments")
