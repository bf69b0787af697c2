"""URL to a page of forward-plan drift and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from papersearch.dates import DateRange
from papersearch.forward_plan import DriftOrder, DriftOutcome, DriftRequest
from papersearch.query import MAX_LENGTH
from papersearch.web.state.parameters import FieldError, Parameters, address, read_days
from papersearch.web.state.register import RegisterState, orders_of

ORDERS = orders_of(DriftOrder)
PLACES = ("council", "committee")
PICKED = ("committee", "outcome", "council")
"""Filters that are picked from a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftState(RegisterState[DriftOrder]):
    """One view of what was planned against what came; made canonical when built.

    Attributes:
        q: words that a planned item holds.
        filters: council or committee and its value.
        from_date: words for the first day planned for, kept as typed; so is `to_date`.
    """

    outcomes: tuple[DriftOutcome, ...] = ()
    from_date: str = ""
    to_date: str = ""
    sort: DriftOrder = DriftOrder.PLANNED

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
        order = self.order()
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
        return address(path, self.arguments())

    def without(self, name: str, value: str = "") -> "DriftState":
        """One value of a filter less; of the dates, both."""
        if name == "outcome":
            return replace(self, outcomes=tuple(one for one in self.outcomes if one.value != value), page=1)
        if name == "from":
            return replace(self, from_date="", to_date="", page=1)
        return replace(self, filters=tuple(pair for pair in self.filters if pair != (name, value)), page=1)

    def cleared(self) -> "DriftState":
        """The words and the order alone."""
        return DriftState(q=self.q, sort=self.sort, is_reversed=self.is_reversed)


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
