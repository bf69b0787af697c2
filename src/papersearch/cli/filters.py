"""Filters as they are typed on a command line, checked against the index."""

from collections.abc import Mapping, Sequence

from papersearch.dates import DateRange, read_date
from papersearch.engines.port import Reader, value_key
from papersearch.errors import QueryError
from papersearch.labels import value_label
from papersearch.passage import FACET_LABELS, NOT_STATED
from papersearch.query import SearchRequest

_MOST_LISTED = 12


def read_filters(reader: Reader, typed: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The values of each filter as the index has them; a council may be named or given by its slug.

    Raises:
        QueryError: a value stands nowhere in the index; the message lists values that do.
    """
    asked = {name: values for name, values in typed.items() if values}
    if not asked:
        return {}
    counted = reader.search(SearchRequest(facets=tuple(asked), page_size=0)).facets
    councils = {card.council: card.council_name for card in reader.cards()}
    chosen: dict[str, frozenset[str]] = {}
    for name, values in asked.items():
        known = [one.value for one in counted[name]]
        by_word = {value_key(value_label(name, value, councils)): value for value in known}
        by_word |= {value_key(value): value for value in known}
        by_word.setdefault(NOT_STATED, NOT_STATED)
        chosen[name] = frozenset(_known(name, value, by_word, known) for value in values)
    return chosen


def read_dates(since: str | None, until: str | None) -> DateRange | None:
    """The days from the first of `since` to the last of `until`.

    Raises:
        QueryError: one of them is no date, or they are the wrong way round.
    """
    first = _day_range("from", since)
    last = _day_range("to", until)
    if first is None and last is None:
        return None
    found = DateRange(first.first if first else None, last.last if last else None)
    if found.first and found.last and found.first > found.last:
        raise QueryError("--from is later than --to; swap them", field="from")
    return found


def _day_range(field: str, typed: str | None) -> DateRange | None:
    if typed is None:
        return None
    try:
        return read_date(typed)
    except ValueError as error:
        raise QueryError(f"--{field}: {error}", field=field) from error


def _known(name: str, value: str, by_word: Mapping[str, str], known: Sequence[str]) -> str:
    found = by_word.get(value_key(value)) or by_word.get(value_key(value.replace("-", " ")))
    if found is None:
        listed = ", ".join(known[:_MOST_LISTED]) + (" ..." if len(known) > _MOST_LISTED else "")
        raise QueryError(
            f"--{name}: nothing in the index has {FACET_LABELS[name].lower()} {value!r}; there is {listed}", field=name
        )
    return found
