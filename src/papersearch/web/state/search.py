"""URL to search and back, and the links that add or remove a filter.

There is one canonical order and one spelling for each state, so equal searches have equal addresses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from papersearch.dates import DateRange
from papersearch.passage import FACETS
from papersearch.query import Parsed, Rung, SearchRequest, Sort, parse_query
from papersearch.web.state.parameters import FieldError, Parameters, address, in_places, read_days

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """One search as its address says it; made canonical when built.

    Attributes:
        filters: facet and value, each pair once, in the order of `FACETS` and then of values.
        from_date: the words typed, kept as typed; `dates` reads them. `to_date` likewise.
        reach: the rung asked for; `None` climbs the ladder as far as needed.
        switched_off: related words that are not to be searched along.
        item: the key of an item whose paragraphs are shown one by one.
        same: the id of a passage; the items whose best paragraph repeats it are shown one by one.
    """

    q: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    from_date: str = ""
    to_date: str = ""
    reach: Rung | None = None
    switched_off: tuple[str, ...] = ()
    item: str = ""
    same: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "filters", in_places(self.filters))
        object.__setattr__(self, "switched_off", tuple(sorted(set(self.switched_off))))

    @property
    def parsed(self) -> Parsed:
        """The typed query, read.

        Raises:
            QueryError: it is over its budget.
        """
        return parse_query(self.q)

    @property
    def dates(self) -> DateRange | None:
        """The days asked for, from the first day of `from` to the last day of `to`.

        Raises:
            QueryError: a date cannot be read, or the first lies after the last; `field` names which.
        """
        return read_days(self.from_date, self.to_date, fields=("from", "to"))

    @property
    def is_filtered(self) -> bool:
        """Whether a filter or a date narrows the search."""
        return bool(self.filters or self.from_date or self.to_date or self.item)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: no words and no filter."""
        return not self.q and not self.is_filtered and not self.same

    def values(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet."""
        return tuple(value for name, value in self.filters if name == facet)

    def request(self, *, deadline_s: float | None = None, page_size: int = PAGE_SIZE) -> SearchRequest:
        """The search without its words, which `searching` puts in."""
        return SearchRequest(
            filters={facet: frozenset(self.values(facet)) for facet in FACETS if self.values(facet)},
            dates=self.dates,
            item=self.item or None,
            facets=tuple(FACETS),
            sort=self.sort,
            grouped=not self.item,
            folded=not self.item,
            same_as=self.same or None,
            page=self.page,
            page_size=page_size,
            deadline_s=deadline_s,
        )

    def arguments(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the address in canonical order; what stands at its default is left out."""
        single = (
            ("from", self.from_date),
            ("to", self.to_date),
            ("reach", self.reach.name.lower() if self.reach else ""),
            *(("not", word) for word in self.switched_off),
            ("item", self.item),
            ("same", self.same),
            ("sort", self.sort.value if self.sort is not Sort.RELEVANCE else ""),
            ("page", str(self.page) if self.page > 1 else ""),
        )
        return tuple((name, value) for name, value in (("q", self.q), *self.filters, *single) if value)

    def url(self, path: str = "/search") -> str:
        """The canonical address of this search under a path."""
        return f"{path}{_asked(self)}"

    def asking(self, q: str) -> "SearchState":
        """Other words, the same filters."""
        return replace(self, q=" ".join(q.split()), switched_off=(), item="", same="", page=1)

    def adding(self, facet: str, value: str) -> "SearchState":
        """One filter more."""
        return replace(self, filters=(*self.filters, (facet, value)), page=1)

    def removing(self, facet: str, value: str) -> "SearchState":
        """One filter less."""
        return replace(self, filters=tuple(pair for pair in self.filters if pair != (facet, value)), page=1)

    def clearing(self, facet: str) -> "SearchState":
        """None of the values of one facet."""
        return replace(self, filters=tuple(pair for pair in self.filters if pair[0] != facet), page=1)

    def only(self, facet: str, value: str) -> "SearchState":
        """One value in place of all others of its facet."""
        others = tuple(pair for pair in self.filters if pair[0] != facet)
        return replace(self, filters=(*others, (facet, value)), page=1)

    def without_dates(self) -> "SearchState":
        """Neither first nor last date."""
        return replace(self, from_date="", to_date="", page=1)

    def cleared(self) -> "SearchState":
        """The words and the order alone."""
        return SearchState(q=self.q, sort=self.sort)

    def sorted_by(self, sort: Sort) -> "SearchState":
        """Another order, from its first page."""
        return replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> "SearchState":
        """Another page."""
        return replace(self, page=page)

    def reaching(self, reach: Rung | None) -> "SearchState":
        """Another rung of the ladder, from its first page."""
        return replace(self, reach=reach, page=1)

    def switching(self, word: str, *, on: bool) -> "SearchState":
        """A related word searched along, or not."""
        others = tuple(one for one in self.switched_off if one != word)
        return replace(self, switched_off=others if on else (*others, word), page=1)

    def inside_item(self, item_key: str) -> "SearchState":
        """The paragraphs of one item, one by one."""
        return replace(self, item=item_key, same="", page=1)

    def with_same_words(self, passage_id: str) -> "SearchState":
        """The items that have the words of a passage, one by one."""
        return replace(self, same=passage_id, page=1)

    def among_items(self) -> "SearchState":
        """All items again."""
        return replace(self, item="", same="", page=1)


@lru_cache(maxsize=64)
def _asked(state: SearchState) -> str:
    """What stands behind the path of a search; a page has many addresses that carry the same one along."""
    return address("", state.arguments())


def read_state(arguments: Mapping[str, Sequence[str]]) -> tuple[SearchState, tuple[FieldError, ...]]:
    """The state of an address, and all that is wrong with it; unknown parameters are passed over.

    What is wrong is left out of the state, but for words and dates, which stay for the form that shows them again.
    """
    reading = Parameters(arguments)
    state = SearchState(
        q=reading.words(),
        filters=tuple((facet, value) for facet in FACETS for value in reading.values_of(facet)),
        from_date=reading.first("from"),
        to_date=reading.first("to"),
        reach=reading.one_of("reach", {rung.name.lower(): rung for rung in Rung}, None),
        switched_off=reading.all("not"),
        item=reading.first("item"),
        same=reading.first("same"),
        sort=reading.one_of("sort", {sort.value: sort for sort in Sort}, Sort.RELEVANCE),
        page=reading.page(),
    )
    reading.ask(lambda: state.parsed)
    reading.ask_days("from", "to")
    return state, tuple(reading.errors)
