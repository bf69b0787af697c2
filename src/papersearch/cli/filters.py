"""Filters as they are typed on a command line, checked against the index."""

from collections.abc import Mapping, Sequence

from papersearch.dates import DateRange, read_date
from papersearch.engines.port import Reader
from papersearch.errors import QueryError
from papersearch.naming import known_value, near_values, values_of
from papersearch.passage import FACET_LABELS

_MOST_LISTED = 12


def read_filters(reader: Reader, typed: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The values of each filter as the index has them; a council may be named or given by its slug.

    Raises:
        QueryError: a value stands nowhere in the index; the message lists values that do.
    """
    asked = {name: values for name, values in typed.items() if values}
    if not asked:
        return {}
    return {name: frozenset(_known(reader, name, value) for value in values) for name, values in asked.items()}


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


def _known(reader: Reader, name: str, value: str) -> str:
    found = known_value(reader, name, value)
    if found is None:
        known = (*near_values(reader, name, value), *values_of(reader, name))
        listed = list(dict.fromkeys(known))
        told = ", ".join(listed[:_MOST_LISTED]) + (" ..." if len(listed) > _MOST_LISTED else "")
        raise QueryError(
            f"--{name}: nothing in the index has {FACET_LABELS[name].lower()} {value!r}; there is {told}", field=name
        )
    return found
