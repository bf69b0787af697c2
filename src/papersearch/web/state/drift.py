"""URL to a page of forward-plan drift and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from papersearch.dates import DateRange
from papersearch.forward_plan import DriftOrder, DriftOutcome, DriftRequest
from papersearch.query import MAX_LENGTH
from papersearch.web.state.ledger import REVERSED
from papersearch.web.state.parameters import FieldError, Parameters, read_days

ORDERS = {f"{sign}{one.value}": (one, bool(sign)) for one in DriftOrder for sign in ("", REVERSED)}
PLACES = ("council", "committee")
PICKED = ("committee", "outcome", "council")
"""Filters that are picked from a list."""
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftState:
    """One view of what was planned against what came; made canonical when built.

    Attributes:
        q: words that a planned item holds.
        filters: council or committee and its value.
        from_date: words for the first day planned for, kept as typed; so is `to_date`.
    """

    q: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[DriftOutcome, ...] = ()
    from_date: str = ""
    to_date: str = ""
    sort: DriftOrder = DriftOrder.PLANNED
    is_reversed: bool = False
    page: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "filters", tuple(sorted(set(self.filters), key=lambda one: (PLACES.index(one[0]), one[1])))
        )
        object.__setattr__(self, "outcomes", tuple(one for one in DriftOutcome if one in self.outcomes))

    @property
    def dates(self) -> DateRange | None:
        """The days asked for that an item was planned for.

        Raises:
            QueryError: a date cannot be read, or the first lies after the last.
        """
        return read_days(self.from_date, self.to_date, fields=("from", "to"))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for but order and page."""
        return replace(self, sort=DriftOrder.PLANNED, is_reversed=False, page=1) != DriftState()

    def values(self, name: str) -> tuple[str, ...]:
        """The values chosen in one filter that is picked from a list."""
        if name == "outcome":
            return tuple(one.value for one in self.outcomes)
        return tuple(value for place, value in self.filters if place == name)

    def request(self) -> DriftRequest:
        """The planned items asked for."""
        return DriftRequest(
            words=self.q,
            councils=frozenset(self.values("council")),
            committees=frozenset(self.values("committee")),
            outcomes=frozenset(self.outcomes),
            dates=self.dates,
            order=self.sort,
            is_reversed=self.is_reversed,
        )

    def arguments(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the address in canonical order; what stands at its default is left out."""
        order = f"{REVERSED if self.is_reversed else ''}{self.sort.value}"
        single = (
            ("from", self.from_date),
            ("to", self.to_date),
            ("sort", order if order != DriftOrder.PLANNED.value else ""),
            ("page", str(self.page) if self.page > 1 else ""),
        )
        outcomes = (("outcome", one.value) for one in self.outcomes)
        return tuple((name, value) for name, value in (("q", self.q), *self.filters, *outcomes, *single) if value)

    def url(self, path: str = "/drift") -> str:
        """The canonical address of this view under a path."""
        query = urlencode(self.arguments())
        return f"{path}?{query}" if query else path

    def without(self, name: str, value: str = "") -> "DriftState":
        """One value of a filter less; of the dates, both."""
        if name == "outcome":
            return replace(self, outcomes=tuple(one for one in self.outcomes if one.value != value), page=1)
        if name == "from":
            return replace(self, from_date="", to_date="", page=1)
        return replace(self, filters=tuple(pair for pair in self.filters if pair != (name, value)), page=1)

    def without_all(self, name: str) -> "DriftState":
        """None of the values of a filter that is picked from a list."""
        state = self
        for value in self.values(name):
            state = state.without(name, value)
        return state

    def cleared(self) -> "DriftState":
        """The words and the order alone."""
        return DriftState(q=self.q, sort=self.sort, is_reversed=self.is_reversed)

    def sorted_by(self, sort: DriftOrder) -> "DriftState":
        """Another order from its first page; the present one is turned round."""
        return replace(self, sort=sort, is_reversed=sort is self.sort and not self.is_reversed, page=1)

    def at_page(self, page: int) -> "DriftState":
        """Another page."""
        return replace(self, page=page)


def read_drift(arguments: Mapping[str, Sequence[str]]) -> tuple[DriftState, tuple[FieldError, ...]]:
    """The view of an address, and all that is wrong with it; unknown parameters are passed over."""
    reading = Parameters(arguments)
    sort, is_reversed = reading.one_of("sort", ORDERS, (DriftOrder.PLANNED, False))
    state = DriftState(
        q=reading.words(),
        filters=tuple((place, value) for place in PLACES for value in reading.values_of(place)),
        outcomes=reading.all_of("outcome", {one.value: one for one in DriftOutcome}),
        from_date=reading.first("from"),
        to_date=reading.first("to"),
        sort=sort,
        is_reversed=is_reversed,
        page=reading.page(),
    )
    if len(state.q) > MAX_LENGTH:
        reading.fail("q", f"The search is {len(state.q)} characters long; use at most {MAX_LENGTH}")
    reading.ask_days("from", "to")
    return state, tuple(reading.errors)
