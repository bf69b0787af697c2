"""Forward-plan drift as its page shows it: what was planned for a meeting, and what came."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from papersearch.coverage import Coverage
from papersearch.exporting_ledger import outcome_words
from papersearch.forward_plan import Drift, DriftOrder, DriftOutcome
from papersearch.labels import value_label
from papersearch.passage import FACET_LABELS, in_words
from papersearch.plans import days_in_words
from papersearch.web.presenting.facets import Chip
from papersearch.web.presenting.ledger import nothing_words, searched_words
from papersearch.web.presenting.marking import plain
from papersearch.web.presenting.nothing import Way, limits_of
from papersearch.web.presenting.papers import paper_link
from papersearch.web.presenting.picking import Box, Column, Pick, days_chip, error_of, pick_of
from papersearch.web.presenting.rows import PlaceView, place_view
from papersearch.web.presenting.searches import Paging, paging_of
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import capitalised, counted
from papersearch.web.state.drift import PICKED, DriftState
from papersearch.web.state.parameters import FieldError
from papersearch.web.state.register import PAGE_SIZE

OUTCOME_LABELS = {
    DriftOutcome.KEPT: "Kept",
    DriftOutcome.MOVED: "Moved",
    DriftOutcome.VANISHED: "Not found again",
    DriftOutcome.AFTER_COVERAGE: "Meeting not indexed",
}
_MOST_SEARCHED = 6
_COLUMNS = (
    (DriftOrder.TITLE, "Planned item"),
    (DriftOrder.PLANNED, "Planned for"),
    (DriftOrder.OUTCOME, "What the papers show"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Words of another paper that show what came."""

    text: str
    place: PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRowView:
    """One planned item and what came; `searched` are the papers that were looked through for what was not found."""

    title: str
    place: PlaceView
    plan_day: str
    planned: str
    iso_day: str | None
    outcome: str
    outcome_label: str
    outcome_words: str
    note: str
    evidence: tuple[EvidenceView, ...]
    searched: tuple[Link, ...]
    searched_more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftForm:
    """The form over the planned items."""

    q: str
    picks: tuple[Pick, ...]
    boxes: tuple[Box, ...]
    hidden: tuple[tuple[str, str], ...]
    errors: tuple[FieldError, ...] = ()

    def error(self, field: str) -> str:
        """What is wrong with one field; empty if nothing is."""
        return error_of(self.errors, field)


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftView:
    """The page of drift, of planned items or of none."""

    title: str
    form: DriftForm
    heading: str
    summary: str = ""
    chips: tuple[Chip, ...] = ()
    clear_url: str = "/drift"
    columns: tuple[Column, ...] = ()
    rows: tuple[DriftRowView, ...] = ()
    showing: str = ""
    last_page_url: str | None = None
    paging: Paging | None = None
    csv_url: str = ""
    json_url: str = ""
    nothing: str = ""
    ways: tuple[Way, ...] = ()
    searched: str = ""
    limits: tuple[str, ...] = ()


def drift_view(
    state: DriftState,
    found: Sequence[Drift],
    by_filter: Mapping[str, Sequence[Drift]],
    councils: Mapping[str, str],
    coverage: Coverage,
) -> DriftView:
    """The page of a view with all its planned items; `by_filter` are those that pass all filters but the named one."""
    pages = max(-(-len(found) // PAGE_SIZE), 1)
    first = (state.page - 1) * PAGE_SIZE
    shown = found[first : first + PAGE_SIZE]
    chips = tuple(_chips(state, councils))
    heading = counted(len(found), "planned item")
    return DriftView(
        title=_title(state, chips, heading if found else "nothing found"),
        form=drift_form(state, by_filter, councils),
        heading=heading,
        summary=_summary(found),
        chips=chips,
        clear_url=state.cleared().url(),
        columns=tuple(_column(state, order, label) for order, label in _COLUMNS),
        rows=tuple(_row(one) for one in shown),
        showing=_showing(first, len(shown), len(found)),
        last_page_url=state.at_page(pages).url() if state.page > pages else None,
        paging=paging_of(lambda number: state.at_page(number).url(), state.page, pages),
        csv_url=state.at_page(1).url("/drift.csv"),
        json_url=state.url("/api/v1/drift"),
        nothing="" if found else nothing_words(coverage, "planned item"),
        ways=() if found else tuple(Way(text=f"look without the filter {one.label}", url=one.url) for one in chips),
        searched=searched_words(coverage),
        limits=limits_of(coverage),
    )


def refused_drift_view(state: DriftState, errors: Sequence[FieldError], councils: Mapping[str, str]) -> DriftView:
    """The page that says what is wrong with a view, with all that was typed still in its form."""
    form = drift_form(state, {}, councils, errors)
    return DriftView(title=_title(state, (), "check what you typed"), form=form, heading="", clear_url="/drift")


def drift_form(
    state: DriftState,
    by_filter: Mapping[str, Sequence[Drift]],
    councils: Mapping[str, str],
    errors: Sequence[FieldError] = (),
) -> DriftForm:
    """The form of a view; what it has no field for rides along unseen."""
    picks = [_pick(state, name, by_filter.get(name, ()), councils) for name in PICKED]
    shown = [pick for pick in picks if pick.name != "council" or len(pick.options) > 1]
    boxes = (("from", "Planned from", state.from_date), ("to", "Planned up to", state.to_date))
    typed = {"q", "page", "from", "to", *(pick.name for pick in shown)}
    return DriftForm(
        q=state.q,
        picks=tuple(shown),
        boxes=tuple(
            Box(name=name, label=label, value=value, error=error_of(errors, name)) for name, label, value in boxes
        ),
        hidden=(
            *(pair for pair in state.arguments() if pair[0] not in typed),
            *((pick.name, value) for pick in shown for value in pick.also),
        ),
        errors=tuple(errors),
    )


def _row(one: Drift) -> DriftRowView:
    item = one.item
    day = item.planned_for.first
    searched = tuple(paper_link(card) for card in one.searched)
    return DriftRowView(
        title=item.title,
        place=place_view(item.quote.passage),
        plan_day=in_words(item.plan_date),
        planned=days_in_words(item.planned_for),
        iso_day=day.isoformat() if day and day == item.planned_for.last else None,
        outcome=one.outcome.value,
        outcome_label=OUTCOME_LABELS[one.outcome],
        outcome_words=_words(one),
        note=one.note,
        evidence=tuple(EvidenceView(text=plain(quote.text), place=place_view(quote.passage)) for quote in one.evidence),
        searched=searched[:_MOST_SEARCHED],
        searched_more=max(len(searched) - _MOST_SEARCHED, 0),
    )


def _words(one: Drift) -> str:
    """What the label leaves unsaid."""
    words = capitalised(outcome_words(one))
    is_told = words == OUTCOME_LABELS[one.outcome] or (one.outcome is DriftOutcome.AFTER_COVERAGE and one.note)
    return "" if is_told else words


def _summary(found: Sequence[Drift]) -> str:
    counts = Counter(one.outcome for one in found)
    said = OUTCOME_LABELS | {DriftOutcome.AFTER_COVERAGE: "of meetings that are not indexed"}
    return ", ".join(f"{counts[one]:,} {label.lower()}" for one, label in said.items() if counts[one])


def _pick(state: DriftState, name: str, found: Sequence[Drift], councils: Mapping[str, str]) -> Pick:
    label, every = {
        "committee": ("Committee", "All committees"),
        "outcome": ("What the papers show", "Any"),
        "council": ("Council", "All councils"),
    }[name]
    counted_values = Counter(_value(one, name) for one in found)
    order = (
        [one.value for one in DriftOutcome if counted_values[one.value]]
        if name == "outcome"
        else sorted(counted_values, key=lambda one: (-counted_values[one], one))
    )

    def label_of(value: str) -> str:
        return OUTCOME_LABELS[DriftOutcome(value)] if name == "outcome" else value_label(name, value, councils)

    return pick_of(name, label, every, {one: counted_values[one] for one in order}, state.values(name), label_of)


def _value(one: Drift, name: str) -> str:
    if name == "outcome":
        return one.outcome.value
    return one.item.committee if name == "committee" else one.item.quote.passage.council


def _column(state: DriftState, order: DriftOrder, label: str) -> Column:
    is_now = order is state.sort
    is_falling = state.is_reversed != (order is DriftOrder.PLANNED)
    turned = ("descending" if is_falling else "ascending") if is_now else ""
    return Column(label=label, url=state.sorted_by(order).url(), turned=turned)


def _chips(state: DriftState, councils: Mapping[str, str]) -> Iterator[Chip]:
    for name, value in state.filters:
        label = f"{FACET_LABELS[name]}: {value_label(name, value, councils)}"
        yield Chip(label=label, url=state.without(name, value).url())
    for outcome in state.outcomes:
        yield Chip(label=OUTCOME_LABELS[outcome], url=state.without("outcome", outcome.value).url())
    yield from days_chip("Planned for", state.from_date, state.to_date, state.without("from").url())


def _title(state: DriftState, chips: Sequence[Chip], found: str) -> str:
    asked = "; ".join(filter(None, (state.q, *(chip.label for chip in chips))))
    where = f", page {state.page}" if state.page > 1 else ""
    return f"{asked}: {found}{where} – Planned and what came" if asked else f"Planned and what came: {found}{where}"


def _showing(first: int, shown: int, total: int) -> str:
    if not shown:
        return ""
    return f"Items {first + 1:,} to {first + shown:,} of {total:,}" if shown > 1 else f"Item {first + 1:,} of {total:,}"
