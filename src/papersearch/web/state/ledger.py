"""URL to a page of the promise ledger and back, and the links that change its filters and its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from papersearch.commitments import Kind, LedgerOrder, LedgerRequest, Status
from papersearch.dates import DateRange
from papersearch.passage import FACETS
from papersearch.query import Parsed, parse_query
from papersearch.web.state.parameters import FieldError, Parameters, address, in_places, read_days
from papersearch.web.state.register import RegisterState, orders_of

PICKED = ("committee", "council", "year", "kind", "status")
"""Filters that are picked from a list; the others are typed, or come by links."""
ORDERS = orders_of(LedgerOrder)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState(RegisterState[LedgerOrder]):
    """One view of the ledger as its address says it; made canonical when built.

    Attributes:
        filters: facet and value, each pair once, in the order of `FACETS` and then of values.
        from_date: words for the first day of meetings, kept as typed; so are `to_date`, `due_from` and `due_to`.
        meeting: the key of one meeting.
        paper: the id of one paper.
    """

    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    owner: str = ""
    from_date: str = ""
    to_date: str = ""
    due_from: str = ""
    due_to: str = ""
    meeting: str = ""
    paper: str = ""
    sort: LedgerOrder = LedgerOrder.MEETING

    def __post_init__(self) -> None:
        object.__setattr__(self, "filters", in_places(self.filters))
        object.__setattr__(self, "kinds", tuple(one for one in Kind if one in self.kinds))
        object.__setattr__(self, "statuses", tuple(one for one in Status if one in self.statuses))

    @property
    def parsed(self) -> Parsed:
        """The typed words, read.

        Raises:
            QueryError: they are over the budget of a query.
        """
        return parse_query(self.q)

    @property
    def dates(self) -> DateRange | None:
        """The days of meetings asked for.

        Raises:
            QueryError: a date cannot be read, or the first lies after the last.
        """
        return read_days(self.from_date, self.to_date, fields=("from", "to"))

    @property
    def dues(self) -> DateRange | None:
        """The days asked for on which a row is due.

        Raises:
            QueryError: a date cannot be read, or the first lies after the last.
        """
        return read_days(self.due_from, self.due_to, fields=("due_from", "due_to"))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for but order and page."""
        return self.newest_first() != LedgerState()

    def values(self, name: str) -> tuple[str, ...]:
        """The values chosen in one filter that is picked from a list."""
        if name == "kind":
            return tuple(one.value for one in self.kinds)
        if name == "status":
            return tuple(one.value for one in self.statuses)
        return tuple(value for facet, value in self.filters if facet == name)

    def request(self) -> LedgerRequest:
        """The rows asked for."""
        return LedgerRequest(
            query=self.parsed.node if self.q else None,
            filters={facet: frozenset(self.values(facet)) for facet, _ in self.filters},
            dates=self.dates,
            meeting=self.meeting or None,
            paper=self.paper or None,
            kinds=frozenset(self.kinds),
            statuses=frozenset(self.statuses),
            owner=self.owner,
            due=self.dues,
        )

    def arguments(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the address in canonical order; what stands at its default is left out."""
        order = self.order()
        single = (
            ("owner", self.owner),
            ("from", self.from_date),
            ("to", self.to_date),
            ("due_from", self.due_from),
            ("due_to", self.due_to),
            ("meeting", self.meeting),
            ("paper", self.paper),
            ("sort", order if order != LedgerOrder.MEETING.value else ""),
            ("page", str(self.page) if self.page > 1 else ""),
        )
        picked = (*(("kind", one.value) for one in self.kinds), *(("status", one.value) for one in self.statuses))
        return tuple((name, value) for name, value in (("q", self.q), *self.filters, *picked, *single) if value)

    def url(self, path: str = "/commitments") -> str:
        """The canonical address of this view under a path."""
        return address(path, self.arguments())

    def without(self, name: str, value: str = "") -> "LedgerState":
        """One value of a filter less; of a filter that has only one value, that."""
        match name:
            case "kind":
                return replace(self, kinds=tuple(one for one in self.kinds if one.value != value), page=1)
            case "status":
                return replace(self, statuses=tuple(one for one in self.statuses if one.value != value), page=1)
            case "from":
                return replace(self, from_date="", to_date="", page=1)
            case "due_from":
                return replace(self, due_from="", due_to="", page=1)
            case "owner":
                return replace(self, owner="", page=1)
            case "meeting":
                return replace(self, meeting="", page=1)
            case "paper":
                return replace(self, paper="", page=1)
            case _:
                return replace(self, filters=tuple(pair for pair in self.filters if pair != (name, value)), page=1)

    def cleared(self) -> "LedgerState":
        """The words and the order alone."""
        return LedgerState(q=self.q, sort=self.sort, is_reversed=self.is_reversed)

    def newest_first(self) -> "LedgerState":
        """The same rows in the order of a feed, from their first page."""
        return replace(self, sort=LedgerOrder.MEETING, is_reversed=False, page=1)


def read_ledger(arguments: Mapping[str, Sequence[str]]) -> tuple[LedgerState, tuple[FieldError, ...]]:
    """The view of an address, and all that is wrong with it; unknown parameters are passed over.

    What is wrong is left out of the view, but for words and dates, which stay for the form that shows them again.
    """
    reading = Parameters(arguments)
    sort, is_reversed = reading.one_of("sort", ORDERS, (LedgerOrder.MEETING, False))
    state = LedgerState(
        q=reading.words(),
        filters=tuple((facet, value) for facet in FACETS for value in reading.values_of(facet)),
        kinds=reading.all_of("kind", {one.value: one for one in Kind}),
        statuses=reading.all_of("status", {one.value: one for one in Status}),
        owner=reading.first("owner"),
        from_date=reading.first("from"),
        to_date=reading.first("to"),
        due_from=reading.first("due_from"),
        due_to=reading.first("due_to"),
        meeting=reading.first("meeting"),
        paper=reading.first("paper"),
        sort=sort,
        is_reversed=is_reversed,
        page=reading.page(),
    )
    reading.ask(lambda: state.parsed)
    reading.ask_days("from", "to")
    reading.ask_days("due_from", "due_to")
    return state, tuple(reading.errors)
