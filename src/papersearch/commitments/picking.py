"""Picks and orders rows of the ledger: by words, place, day, kind, who, when due and status."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from papersearch.commitments.following import followed
from papersearch.commitments.ledger import all_rows, rows_of_bodies, rows_of_papers
from papersearch.commitments.noted import body_of_key, cards_by_body
from papersearch.commitments.records import Commitment, Kind, Status
from papersearch.dates import DateRange
from papersearch.engines.port import Reader, value_key
from papersearch.passage import FACETS, NOT_STATED, PaperCard, facet_values
from papersearch.query import Everything, Node, Rung

_OF_BODY = ("council", "committee")
"""The facets in which the papers of one body agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRequest:
    """Which rows are wanted; what is empty or `None` does not narrow.

    Attributes:
        query: words of the row, or of its item where its own words hold some of them.
        filters: facets of a search (council, committee, year, type, role, person): OR inside one, AND between them.
        dates: the days of meetings.
        meeting: the key of one meeting.
        papers: the ids of papers, of which alone rows are made where not all are yet.
        paper: the id of one paper.
        item: the key of one item.
        owner: words that name who is to do it, in any order and case.
        due: days within which it is due; rows without a day are left out.
    """

    query: Node | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: DateRange | None = None
    meeting: str | None = None
    papers: frozenset[str] = frozenset()
    paper: str | None = None
    item: str | None = None
    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[Status] = frozenset()
    owner: str = ""
    due: DateRange | None = None


class LedgerOrder(StrEnum):
    """What the rows are ordered by."""

    MEETING = "meeting"
    DUE = "due"
    WHO = "who"
    STATUS = "status"


EVERYTHING = LedgerRequest()
_STATUSES = tuple(Status)


def ledger(reader: Reader, request: LedgerRequest = EVERYTHING) -> tuple[Commitment, ...]:
    """The rows wanted: newest meeting first, undated last, then in the order of their papers.

    Their status is `None` until they are `followed`, unless statuses are asked for: then every row that passes the rest is
    looked up.
    """
    unfollowed = replace(request, statuses=frozenset())
    rows = [row for row in _candidates(reader, request) if passes(row, unfollowed)]
    if request.query is not None and not isinstance(request.query, Everything):
        told_in = {source.passage.id for row in rows for source in row.sources}
        found = reader.among(told_in, request.query, Rung.ITEM)
        rows = [row for row in rows if any(source.passage.id in found for source in row.sources)]
    if not request.statuses:
        return tuple(rows)
    return tuple(row for row in followed(reader, rows) if row.status in request.statuses)


def commitment_of(reader: Reader, passage_id: str) -> Commitment | None:
    """The row of this id, else the first row that a passage of this id tells, followed; `None` if there is none."""
    passage = reader.passage(passage_id.partition(".")[0])
    if passage is None:
        return None
    rows = rows_of_bodies(reader, (body_of_key(passage.meeting_key),))
    told_there = [row for row in rows if any(source.passage.id == passage.id for source in row.sources)]
    row = next((row for row in told_there if row.id == passage_id), None)
    if row is None and passage_id == passage.id:
        row = next(iter(told_there), None)
    return followed(reader, [row])[0] if row else None


def in_order(rows: Iterable[Commitment], order: LedgerOrder, *, is_reversed: bool = False) -> tuple[Commitment, ...]:
    """Rows by due day, who or status (of followed rows), those without one last either way; else as they are."""
    rows = tuple(rows)
    if order is LedgerOrder.MEETING:
        return rows[::-1] if is_reversed else rows
    keyed = [(row, _key(row, order)) for row in rows]
    known = sorted(((row, key) for row, key in keyed if key), key=lambda one: one[1], reverse=is_reversed)
    return (*(row for row, _ in known), *(row for row, key in keyed if not key))


def passes(row: Commitment, request: LedgerRequest) -> bool:
    """Whether a row is wanted, its words apart; of a row that was not followed no status is."""
    is_there = (
        request.meeting in (None, row.passage.meeting_key)
        and (request.item is None or any(one.passage.item_key == request.item for one in row.sources))
        and (request.paper is None or any(one.passage.paper_id == request.paper for one in row.sources))
    )
    is_kind = (not request.kinds or row.kind in request.kinds) and (
        not request.statuses or row.status in request.statuses
    )
    is_then = _is_within(row.said_on, request.dates) and _is_within(row.due.day if row.due else None, request.due)
    return is_there and is_kind and is_then and _is_owned(row, request.owner) and _has_facets(row, request.filters)


def _key(row: Commitment, order: LedgerOrder) -> str:
    if order is LedgerOrder.DUE:
        return row.due.day.isoformat() if row.due and row.due.day else ""
    if order is LedgerOrder.WHO:
        return value_key(row.owner_role or "")
    return str(_STATUSES.index(row.status)) if row.status else ""


def _is_within(day: date | None, days: DateRange | None) -> bool:
    return days is None or (day is not None and day in days)


def _is_owned(row: Commitment, words: str) -> bool:
    if not words:
        return True
    owner = f"{row.owner_role or ''} {row.owner_words or ''}".casefold()
    return all(word in owner for word in words.casefold().split())


def _has_facets(row: Commitment, filters: Mapping[str, frozenset[str]]) -> bool:
    """Whether some place that tells the row has a value of each facet."""
    return all(
        any(_has_value(row, name, value_key(value)) for value in values) for name, values in filters.items() if values
    )


def _has_value(row: Commitment, name: str, key: str) -> bool:
    return any(value_key(value) == key for source in row.sources for value in facet_values(source.passage, name))


def bodies_asked(reader: Reader, request: LedgerRequest) -> Sequence[str]:
    """The bodies that may have rows of a request: that of its paper, item or meeting, or those that pass its filters."""
    cards = cards_by_body(reader)
    if request.meeting is not None:
        return (body_of_key(request.meeting),)
    if request.item is not None:
        return (body_of_key(request.item.rpartition("/")[0]),)
    if request.paper is not None:
        return [body for body, its in cards.items() if any(card.id == request.paper for card in its)]
    stated = {name: {value_key(one) for one in request.filters.get(name, ())} for name in _OF_BODY}
    wanted = {name: keys for name, keys in stated.items() if keys}
    return [body for body, its in cards.items() if not body or any(_is_within_body(one, wanted) for one in its)]


def _is_within_body(card: PaperCard, wanted: Mapping[str, Set[str]]) -> bool:
    """Whether the body of a paper has a value of each of these facets."""
    return all(value_key(getattr(card, FACETS[name]) or NOT_STATED) in keys for name, keys in wanted.items())


def _candidates(reader: Reader, request: LedgerRequest) -> Sequence[Commitment]:
    """All rows that may be wanted, those of some papers alone where papers are named, in their order."""
    if request.papers:
        return rows_of_papers(reader, sorted(request.papers))
    bodies = bodies_asked(reader, request)
    return all_rows(reader) if len(bodies) == len(cards_by_body(reader)) else rows_of_bodies(reader, bodies)
