"""Finds what later papers say of a row, and its status; where in doubt, nothing was found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from papersearch.commitments.hearing import bodies_of, hearing_of
from papersearch.commitments.judging import candidates_of, judged, wanted_of
from papersearch.commitments.listing import listings_of
from papersearch.commitments.records import Commitment, FollowUp, Relation, Status
from papersearch.engines.port import Reader
from papersearch.plans import body_of
from papersearch.weighing import weights_of

_DECISIVE = (Relation.ANSWERED, Relation.CONTRADICTED, Relation.MOVED)


def followed(reader: Reader, rows: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The rows with what later papers say of them, and their status; each is looked up once in a generation."""
    known = _known(reader)
    for row in rows:
        if row.id not in known:
            known[row.id] = _followed(reader, row)
    return tuple(known[row.id] for row in rows)


def are_followed(reader: Reader, rows: Sequence[Commitment]) -> bool:
    """Whether all of these rows were looked up already."""
    known = _known(reader)
    return all(row.id in known for row in rows)


def _known(reader: Reader) -> dict[str, Commitment]:
    """The rows that were looked up, by their ids."""
    return reader.remember("followed rows", dict)


def _followed(reader: Reader, row: Commitment) -> Commitment:
    bodies = _bodies_of(reader, row)
    newest = bodies_of(reader).newest
    found_up_to = max((newest[body] for body in bodies), default=None)
    follow_up = _follow_up(reader, row, bodies)
    return replace(row, follow_up=follow_up, found_up_to=found_up_to, status=_status(row, follow_up, found_up_to))


def _bodies_of(reader: Reader, row: Commitment) -> list[str]:
    """The body that met, and the bodies of its council that the row names."""
    bodies = bodies_of(reader)
    named = bodies.named_in(row.passage.council, f"{row.text} {row.to.text if row.to else ''}")
    own = body_of(row.passage)
    return [body for body in dict.fromkeys((own, *named)) if body is not None and body in bodies.newest]


def _follow_up(reader: Reader, row: Commitment, bodies: Sequence[str]) -> tuple[FollowUp, ...]:
    """What the papers of these bodies say, oldest first; of equal words the first."""
    newest = bodies_of(reader).newest
    is_last = row.said_on is None or all(newest[body] <= row.said_on for body in bodies)
    wanted = None if is_last or row.is_bare else wanted_of(row, weights_of(reader))
    if wanted is None:
        return ()
    hearings = (hearing_of(reader, body) for body in bodies)
    found = (judged(wanted, one.places[at]) for one in hearings for at in candidates_of(wanted, one))
    told: dict[str, FollowUp] = {}
    for one in sorted((one for one in found if one), key=_order):
        told.setdefault(one.quote.text, one)
    return tuple(sorted((*told.values(), *listings_of(reader, wanted, bodies)), key=_order))


def _status(row: Commitment, follow_up: Sequence[FollowUp], found_up_to: date | None) -> Status:
    decisive = [one.relation for one in follow_up if one.relation in _DECISIVE]
    if decisive:
        return Status.ANSWERED if decisive[-1] is Relation.ANSWERED else Status.CONTRADICTED
    return Status.AFTER_COVERAGE if _is_after(row, found_up_to) else Status.NOTHING_FOUND


def _is_after(row: Commitment, found_up_to: date | None) -> bool:
    """Whether what would tell of a row is not indexed: it is due later, or no later meeting is there."""
    if row.said_on is None:
        return False
    due = row.due.day if row.due else None
    return found_up_to is None or found_up_to <= row.said_on or (due is not None and due > found_up_to)


def _order(one: FollowUp) -> tuple[date, str, int, int]:
    return (one.day or date.max, one.quote.passage.paper_id, one.quote.passage.ordinal, one.quote.start)
