"""The part of the promise ledger that a request asks for."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Thread

from flask import request

from papersearch.commitments import (
    Commitment,
    LedgerOrder,
    LedgerRequest,
    are_followed,
    are_made,
    bodies_asked,
    followed,
    in_order,
    ledger,
    passes,
)
from papersearch.engines.port import SearchEngine
from papersearch.forward_plan import Drift, pick_drifts
from papersearch.searching import ResultPage
from papersearch.web import visit
from papersearch.web.state.drift import PICKED as PLANS_PICKED
from papersearch.web.state.drift import DriftState, read_drift
from papersearch.web.state.ledger import PICKED, LedgerState, read_ledger
from papersearch.web.state.parameters import FieldError
from papersearch.web.state.register import PAGE_SIZE
from papersearch.weighing import stems_of

SMALL = 10_000
"""Passages of an index all of whose rows are made and followed before anybody asks."""
MOST_FOLLOWED = 1_000
"""Rows that a page follows only to count them by status."""


def make_at_once(engine: SearchEngine) -> None:
    """Make the rows of a small index beside the first requests, so that none of them waits for it."""

    def make() -> None:
        reader = engine.reader()
        followed(reader, ledger(reader))

    if engine.reader().stats().passages <= SMALL:
        Thread(target=make, name="ledger", daemon=True).start()


def ledger_asked() -> tuple[LedgerState, tuple[FieldError, ...]]:
    """The view of the ledger that this request's address says, and what is wrong with it."""
    return read_ledger(request.args.to_dict(flat=False))


def drift_asked() -> tuple[DriftState, tuple[FieldError, ...]]:
    """The view of drift that this request's address says, and what is wrong with it."""
    return read_drift(request.args.to_dict(flat=False))


def rows_of(state: LedgerState) -> tuple[Commitment, ...]:
    """All rows of a view in its order; followed only where order or filter needs it."""
    here = visit.reader()
    rows = ledger(here, state.request())
    if state.sort is LedgerOrder.STATUS:
        rows = followed(here, rows)
    return in_order(rows, state.sort, is_reversed=state.is_reversed)


def page_of(state: LedgerState, rows: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The rows of one page, followed."""
    first = (state.page - 1) * PAGE_SIZE
    return followed(visit.reader(), rows[first : first + PAGE_SIZE])


def drifts_of(state: DriftState) -> tuple[Drift, ...]:
    """All planned items of a view in its order."""
    return pick_drifts(visit.reader(), state.request())


def drifts_by_filter(state: DriftState) -> dict[str, Sequence[Drift]]:
    """For each filter that is picked from a list, the planned items that pass all the others."""
    return {name: pick_drifts(visit.reader(), state.without_all(name).request()) for name in PLANS_PICKED}


def rows_by_filter(state: LedgerState) -> dict[str, Sequence[Commitment]]:
    """For each filter that is picked from a list, the rows that pass all the others; words are looked up once.

    Only so many rows are followed that no page waits long: of more their statuses are not told.
    """
    here, asked = visit.reader(), state.request()
    other = {name: values for name, values in asked.filters.items() if name not in PICKED}
    rows = ledger(here, replace(asked, filters=other, kinds=frozenset(), statuses=frozenset()))
    if asked.statuses or len(rows) <= MOST_FOLLOWED or are_followed(here, rows):
        rows = followed(here, rows)
    others = {name: state.without_all(name).request() for name in PICKED}
    return {
        name: [row for row in rows if passes(row, request)] if _is_picked(request) else rows
        for name, request in others.items()
    }


def _is_picked(asked: LedgerRequest) -> bool:
    """Whether anything is picked from a list."""
    return bool(asked.kinds or asked.statuses or any(asked.filters.get(name) for name in PICKED))


def rows_beside(asked: LedgerRequest) -> tuple[Commitment, ...]:
    """The rows of a paper or a meeting that is shown, not followed yet."""
    return ledger(visit.reader(), asked)


def rows_among(page: ResultPage) -> tuple[Commitment, ...]:
    """Rows of the items of these results whose own words hold a word that was searched for, not followed yet.

    In a large index only those that are there: no search makes rows.
    """
    here = visit.reader()
    searched = set(stems_of(" ".join(page.parsed.plain) or page.parsed.typed))
    items = dict.fromkeys(result.hit.passage.item_key for result in page.results) if searched else {}
    asked = [LedgerRequest(item=key) for key in items]
    if here.stats().passages > SMALL:
        asked = [one for one in asked if are_made(here, bodies_asked(here, one))]
    found = {row.id: row for one in asked for row in ledger(here, one)}
    return tuple(row for row in found.values() if searched & set(stems_of(row.text)))


def with_status(rows: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Rows with what later papers say of them."""
    return followed(visit.reader(), rows)
