"""The part of the promise ledger that a request asks for, without a page that did not ask for it waiting for all of it."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Event, Thread

from flask import Response, request

from papersearch.commitments import Commitment, LedgerOrder, LedgerRequest, followed, in_order, ledger, passes
from papersearch.engines.port import Reader, SearchEngine
from papersearch.forward_plan import Drift, pick_drifts
from papersearch.searching import ResultPage
from papersearch.web import visit
from papersearch.web.failing import failure
from papersearch.web.presenting import errors
from papersearch.web.state.drift import PICKED as PLANS_PICKED
from papersearch.web.state.drift import DriftState, read_drift
from papersearch.web.state.ledger import PICKED, LedgerState, read_ledger
from papersearch.web.state.parameters import FieldError
from papersearch.web.state.register import PAGE_SIZE
from papersearch.web.yielding import Traffic, YieldingReader
from papersearch.weighing import stems_of

SMALL = 10_000
WAIT_S = 0.5
"""How long a page that asks for the ledger waits for it."""


def make_at_once(engine: SearchEngine) -> None:
    """Make the ledger of a small index beside the first requests, so that none of them waits for it."""
    reader = engine.reader()
    if reader.stats().passages <= SMALL:
        _begin(reader, engine)


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
    """For each filter that is picked from a list, the rows that pass all the others; words are looked up once."""
    here, asked = visit.reader(), state.request()
    other = {name: values for name, values in asked.filters.items() if name not in PICKED}
    rows = ledger(here, replace(asked, filters=other, kinds=frozenset(), statuses=frozenset()))
    if asked.statuses or _is_ready():
        rows = followed(here, rows)
    others = {name: state.without_all(name).request() for name in PICKED}
    return {name: [row for row in rows if passes(row, request)] for name, request in others.items()}


def rows_at_hand(*asked: LedgerRequest) -> tuple[Commitment, ...] | None:
    """Followed rows of a ledger that is there, each once; `None` where that of a large index has to be made first.

    Only a page that asks for the ledger itself begins that (`still_being_made`): it costs minutes of a processor.
    """
    if not _is_ready():
        return None
    here = visit.reader()
    found = {row.id: row for one in asked for row in ledger(here, one)}
    return followed(here, tuple(found.values()))


def rows_among(page: ResultPage) -> tuple[Commitment, ...] | None:
    """Rows of the items of these results whose own words hold a word that was searched for; `None` as in `rows_at_hand`."""
    asked = set(stems_of(" ".join(page.parsed.plain) or page.parsed.typed))
    items = dict.fromkeys(result.hit.passage.item_key for result in page.results)
    rows = rows_at_hand(*(LedgerRequest(item=key) for key in items)) if asked else ()
    return None if rows is None else tuple(row for row in rows if asked & set(stems_of(row.text)))


def still_being_made() -> Response | None:
    """The answer while the ledger of a large index is being made, after a short wait; `None` where it is there.

    A page is accepted (202 of RFC 9110) and says to come back; rows for a program are not there yet (503).
    """
    if _is_ready():
        return None
    here = visit.reader()
    _begin(here, visit.site().engine, visit.site().traffic)
    if _ready(here).wait(WAIT_S):
        return None
    answer = failure(errors.BEING_MADE, 503, headers=[("Retry-After", "30")])
    if answer.mimetype == "text/html":
        answer.set_data(visit.page("error.html", view=errors.BEING_MADE, section="commitments"))
        answer.status_code = 202
    return answer


def _is_ready() -> bool:
    """Whether all rows are made and followed; those of a small index are made where they are not."""
    here = visit.reader()
    if not _ready(here).is_set() and here.stats().passages <= SMALL:
        _make(here, _ready(here))
    return _ready(here).is_set()


def _ready(reader: Reader) -> Event:
    """What tells that all rows of a generation are made and followed."""
    return reader.remember("web: ledger is ready", Event)


def _begin(here: Reader, engine: SearchEngine, traffic: Traffic | None = None) -> None:
    """Make the ledger of this generation once, in a thread that has a reader of its own and ends with the process.

    With `traffic` it gives way to requests; without, requests may wait for it.
    """

    def make() -> None:
        reader = engine.reader()
        _make(YieldingReader(reader, traffic) if traffic else reader, _ready(here), traffic)

    def begun() -> Thread:
        maker = Thread(target=make, name="ledger", daemon=True)
        maker.start()
        return maker

    here.remember("web: ledger begun", begun)


def _make(reader: Reader, is_ready: Event, traffic: Traffic | None = None) -> None:
    for row in ledger(reader):
        if traffic:
            traffic.give_way()
        followed(reader, (row,))
    is_ready.set()
