"""URL to a page of the promise ledger and back, and the links that change its filters and its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from papersearch.commitments import Kind, LedgerOrder, LedgerRequest, Status
from papersearch.dates import DateRange
from papersearch.passage import FACETS
from papersearch.query import Parsed, parse_query
from papersearch.web.state.parameters import PLACE_OF_FACET, FieldError, Parameters, read_days

PAGE_SIZE = 25
REVERSED = "-"
"""Stands before the name of an order that is turned round."""
PICKED = ("committee", "council", "year", "kind", "status")
"""Filters that are picked from a list; the others are typed, or come by links."""
ORDERS = {f"{sign}{one.value}": (one, bool(sign)) for one in LedgerOrder for sign in ("", REVERSED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """One view of the ledger as its address says it; made canonical when built.

    Attributes:
        filters: facet and value, each pair once, in the order of `FACETS` and then of values.
        from_date: words for the first day of meetings, kept as typed; so are `to_date`, `due_from` and `due_to`.
        meeting: the key of one meeting.
        paper: the id of one paper.
        is_reversed: the order is turned round; rows without a value stay last.
    """

    q: str = ""
    filters: tuple[tuple[str, str], ...] = ()
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
    is_reversed: bool = False
    page: int = 1

    def __post_init__(self) -> None:
        ordered = sorted(set(self.filters), key=lambda pair: (PLACE_OF_FACET[pair[0]], pair[1]))
        object.__setattr__(self, "filters", tuple(ordered))
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
        order = f"{REVERSED if self.is_reversed else ''}{self.sort.value}"
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
        query = urlencode(self.arguments())
        return f"{path}?{query}" if query else path

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

    def without_all(self, name: str) -> "LedgerState":
        """None of the values of a filter that is picked from a list."""
        state = self
        for value in self.values(name):
            state = state.without(name, value)
        return state

    def cleared(self) -> "LedgerState":
        """The words and the order alone."""
        return LedgerState(q=self.q, sort=self.sort, is_reversed=self.is_reversed)

    def sorted_by(self, sort: LedgerOrder) -> "LedgerState":
        """Another order from its first page; the present one is turned round."""
        return replace(self, sort=sort, is_reversed=sort is self.sort and not self.is_reversed, page=1)

    def newest_first(self) -> "LedgerState":
        """The same rows in the order of a feed, from their first page."""
        return replace(self, sort=LedgerOrder.MEETING, is_reversed=False, page=1)

    def at_page(self, page: int) -> "LedgerState":
        """Another page."""
        return replace(self, page=page)


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
