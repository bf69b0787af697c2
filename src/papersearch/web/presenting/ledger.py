"""The promise ledger as its page shows it: the form, the rows, and how they are sorted, taken along and limited."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from papersearch.commitments import Commitment, Kind, LedgerOrder, Status
from papersearch.coverage import Coverage
from papersearch.labels import value_label
from papersearch.passage import FACET_LABELS, NOT_STATED, facet_values, in_words
from papersearch.web.presenting.facets import Chip
from papersearch.web.presenting.nothing import Way, limits_of
from papersearch.web.presenting.picking import Box, Column, Pick, days_chip, error_of, pick_of
from papersearch.web.presenting.rows import KIND_LABELS, STATUS_LABELS, RowView, row_view
from papersearch.web.presenting.searches import Paging, paging_of
from papersearch.web.presenting.words import capitalised, counted
from papersearch.web.state.ledger import PICKED, LedgerState
from papersearch.web.state.parameters import FieldError
from papersearch.web.state.register import PAGE_SIZE
from papersearch.web.state.search import SearchState

_COLUMNS = (
    (None, "Commitment"),
    (LedgerOrder.WHO, "Who"),
    (LedgerOrder.DUE, "Due"),
    (LedgerOrder.STATUS, "Follow-up found"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerForm:
    """The form over the rows; `more` folds away, and is open where something in it is in force."""

    q: str
    first: tuple[Pick, ...]
    due: Box
    more: tuple[Pick, ...]
    boxes: tuple[Box, ...]
    is_open: bool
    hidden: tuple[tuple[str, str], ...]
    errors: tuple[FieldError, ...] = ()

    def error(self, field: str) -> str:
        """What is wrong with one field; empty if nothing is."""
        return error_of(self.errors, field)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """The page of the ledger, of rows or of none."""

    title: str
    form: LedgerForm
    heading: str
    chips: tuple[Chip, ...] = ()
    clear_url: str = "/commitments"
    columns: tuple[Column, ...] = ()
    newest: Column | None = None
    rows: tuple[RowView, ...] = ()
    notices: tuple[str, ...] = ()
    showing: str = ""
    last_page_url: str | None = None
    paging: Paging | None = None
    csv_url: str = ""
    atom_url: str = ""
    json_url: str = ""
    nothing: str = ""
    ways: tuple[Way, ...] = ()
    searched: str = ""
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """For each filter picked from a list its values, and the rows that each gives beside the other filters."""

    councils: Mapping[str, str]
    by_filter: Mapping[str, Mapping[str, int | None]]


def ledger_view(
    state: LedgerState, rows: Sequence[Commitment], shown: Sequence[Commitment], counts: Counts, coverage: Coverage
) -> LedgerView:
    """The page of a view: all its rows, of which those of the page are `shown`."""
    pages = max(-(-len(rows) // PAGE_SIZE), 1)
    chips = tuple(_chips(state, counts.councils))
    heading = counted(len(rows), "commitment")
    plain = state.at_page(1)
    return LedgerView(
        title=_title(state, chips, heading if rows else "nothing found"),
        form=form_of(state, counts),
        heading=heading,
        chips=chips,
        clear_url=state.cleared().url(),
        columns=tuple(_column(state, order, label) for order, label in _COLUMNS),
        newest=_column(state, LedgerOrder.MEETING, "Newest meeting first"),
        rows=tuple(row_view(row) for row in shown),
        notices=tuple(map(capitalised, state.parsed.notices)),
        showing=_showing(state, len(rows), len(shown)),
        last_page_url=state.at_page(pages).url() if state.page > pages else None,
        paging=paging_of(lambda number: state.at_page(number).url(), state.page, pages),
        csv_url=plain.url("/commitments.csv"),
        atom_url=plain.url("/commitments.atom"),
        json_url=state.url("/api/v1/commitments"),
        nothing="" if rows else nothing_words(coverage, "commitment"),
        ways=() if rows else tuple(_ways(state, chips)),
        searched=searched_words(coverage),
        limits=limits_of(coverage),
    )


def refused_ledger_view(state: LedgerState, errors: Sequence[FieldError], counts: Counts) -> LedgerView:
    """The page that says what is wrong with a view, with all that was typed still in its form."""
    return LedgerView(
        title=_title(state, (), "check what you typed"),
        form=form_of(state, counts, errors),
        heading="",
        clear_url=state.cleared().url(),
    )


def counts_of(by_filter: Mapping[str, Sequence[Commitment]], councils: Mapping[str, str]) -> Counts:
    """The values of each filter among the rows that pass all others, `by_filter`; statuses are counted where all are known."""
    counts: dict[str, Mapping[str, int | None]] = {}
    for name, rows in by_filter.items():
        if name == "status":
            counts[name] = _statuses(rows)
        elif name == "kind":
            found = Counter(row.kind for row in rows)
            counts[name] = {one.value: found[one] for one in Kind if found[one]}
        else:
            counts[name] = _values(name, rows)
    return Counts(councils=councils, by_filter=counts)


def form_of(state: LedgerState, counts: Counts, errors: Sequence[FieldError] = ()) -> LedgerForm:
    """The form of a view; what it has no field for rides along unseen."""
    picks = {name: _pick(state, counts, name) for name in PICKED}
    picks = {name: one for name, one in picks.items() if name != "council" or len(one.options) > 1}
    first, more = ("committee", "status"), ("kind", "council", "year")
    boxes = (
        ("owner", "Who", state.owner),
        ("due_from", "Due from", state.due_from),
        ("from", "Said from", state.from_date),
        ("to", "Said up to", state.to_date),
    )
    typed = {"q", "page", "due_to", *(name for name, _, _ in boxes)}
    hidden = [pair for pair in state.arguments() if pair[0] not in typed and pair[0] not in picks]
    return LedgerForm(
        q=state.q,
        first=tuple(picks[name] for name in first),
        due=Box(name="due_to", label="Due by", value=state.due_to, error=error_of(errors, "due_to")),
        more=tuple(picks[name] for name in more if name in picks),
        boxes=tuple(
            Box(name=name, label=label, value=value, error=error_of(errors, name)) for name, label, value in boxes
        ),
        is_open=any(value for _, _, value in boxes) or any(state.values(name) for name in more),
        hidden=(*hidden, *((pick.name, value) for pick in picks.values() for value in pick.also)),
        errors=tuple(errors),
    )


def nothing_words(coverage: Coverage, noun: str) -> str:
    """The honest sentence of an empty list."""
    if not coverage.papers:
        return f"No {noun} found: no papers are indexed within these filters."
    dates = ""
    if coverage.first_date and coverage.last_date:
        dates = f", dated {in_words(coverage.first_date)} to {in_words(coverage.last_date)}"
    return (
        f"No {noun} found in the {counted(coverage.papers, 'paper')} indexed{dates}. "
        "The rules may have missed one: search the papers for its words."
    )


def searched_words(coverage: Coverage) -> str:
    """What the list was made from."""
    if not coverage.first_date or not coverage.last_date:
        return f"Made from {counted(coverage.papers, 'paper')}."
    return (
        f"Made from {counted(coverage.papers, 'paper')}, dated {in_words(coverage.first_date)} "
        f"to {in_words(coverage.last_date)}."
    )


def _pick(state: LedgerState, counts: Counts, name: str) -> Pick:
    label, every = {
        "committee": ("Committee", "All committees"),
        "council": ("Council", "All councils"),
        "year": ("Year said", "All years"),
        "kind": ("Kind", "All kinds"),
        "status": ("Follow-up found", "Any"),
    }[name]

    def label_of(value: str) -> str:
        if name == "kind":
            return KIND_LABELS[Kind(value)]
        return STATUS_LABELS[Status(value)] if name == "status" else value_label(name, value, counts.councils)

    return pick_of(name, label, every, counts.by_filter.get(name, {}), state.values(name), label_of)


def _values(name: str, rows: Sequence[Commitment]) -> dict[str, int | None]:
    """The values of a facet with the rows that hold them, most rows first; years newest first."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update({value for source in row.sources for value in facet_values(source.passage, name)})
    if name == "year":
        order = sorted(found, key=lambda one: (one != NOT_STATED, one), reverse=True)
    else:
        order = sorted(found, key=lambda one: (-found[one], one))
    return {value: found[value] for value in order}


def _statuses(rows: Sequence[Commitment]) -> dict[str, int | None]:
    found = Counter(row.status for row in rows)
    is_known = None not in found
    return {one.value: found[one] if is_known else None for one in Status if found[one] or not is_known}


def _column(state: LedgerState, order: LedgerOrder | None, label: str) -> Column:
    if order is None:
        return Column(label=label, url="", turned="")
    is_now = order is state.sort
    turned = ("descending" if state.is_reversed else "ascending") if is_now else ""
    return Column(label=label, url=state.sorted_by(order).url(), turned=turned)


def _chips(state: LedgerState, councils: Mapping[str, str]) -> Iterator[Chip]:
    for facet, value in state.filters:
        label = f"{FACET_LABELS[facet]}: {value_label(facet, value, councils)}"
        yield Chip(label=label, url=state.without(facet, value).url())
    for kind in state.kinds:
        yield Chip(label=f"Kind: {KIND_LABELS[kind]}", url=state.without("kind", kind.value).url())
    for status in state.statuses:
        yield Chip(label=f"Follow-up: {STATUS_LABELS[status]}", url=state.without("status", status.value).url())
    if state.owner:
        yield Chip(label=f"Who: {state.owner}", url=state.without("owner").url())
    yield from days_chip("Said", state.from_date, state.to_date, state.without("from").url())
    yield from days_chip("Due", state.due_from, state.due_to, state.without("due_from").url())
    if state.meeting:
        yield Chip(label="One meeting", url=state.without("meeting").url())
    if state.paper:
        yield Chip(label="One paper", url=state.without("paper").url())


def _ways(state: LedgerState, chips: Sequence[Chip]) -> Iterator[Way]:
    if state.q:
        yield Way(text=f"search the papers for {state.q}", url=SearchState(q=state.q, filters=state.filters).url())
        yield Way(text="look without words", url=replace(state, q="", page=1).url())
    for chip in chips:
        yield Way(text=f"look without the filter {chip.label}", url=chip.url)


def _title(state: LedgerState, chips: Sequence[Chip], found: str) -> str:
    asked = "; ".join(filter(None, (state.q, *(chip.label for chip in chips))))
    where = f", page {state.page}" if state.page > 1 else ""
    return f"{asked}: {found}{where} – Commitments" if asked else f"Commitments register: {found}{where}"


def _showing(state: LedgerState, total: int, shown: int) -> str:
    first = (state.page - 1) * PAGE_SIZE + 1
    if not shown:
        return ""
    return f"Rows {first:,} to {first + shown - 1:,} of {total:,}" if shown > 1 else f"Row {first:,} of {total:,}"
