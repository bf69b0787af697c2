"""What an address says, parameter by parameter, and all that is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar
from urllib.parse import quote_plus

from papersearch.dates import DateRange, read_date
from papersearch.errors import QueryError
from papersearch.model import PaperType, Role
from papersearch.passage import FACET_LABELS, FACETS, NOT_STATED
from papersearch.query import MAX_LENGTH

MAX_PAGE = 10_000
MAX_REPEATS = 20
MAX_VALUE_LENGTH = 200
MAX_KEY_LENGTH = 600
"""Of the key of an item, which holds the item's whole title, or of a meeting."""
_LIMITS: Mapping[str, int] = {"item": MAX_KEY_LENGTH, "meeting": MAX_KEY_LENGTH}
_PLACE_OF_FACET = {name: place for place, name in enumerate(FACETS)}
CLOSED_VALUES: Mapping[str, frozenset[str]] = {
    "type": frozenset(PaperType) | {NOT_STATED},
    "role": frozenset(Role) | {NOT_STATED},
}

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one parameter, in a sentence for the person who typed it."""

    field: str
    message: str


class Parameters:
    """Reads parameter after parameter and collects what is wrong."""

    def __init__(self, arguments: Mapping[str, Sequence[str]]) -> None:
        self.arguments = arguments
        self.errors: list[FieldError] = []

    def fail(self, field: str, message: str) -> None:
        """Keep what is wrong with one parameter."""
        self.errors.append(FieldError(field, message))

    def ask(self, question: Callable[[], object]) -> bool:
        """Whether a question can be answered; if not, why is kept."""
        try:
            question()
        except QueryError as error:
            message = str(error)
            self.fail(error.field, message[:1].upper() + message[1:])
            return False
        return True

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, cleaned, without empty ones; lengths are counted as typed."""
        given = self.arguments.get(name, ())
        if len(given) > MAX_REPEATS:
            self.fail(name, f"“{name}” is given {len(given)} times; use it at most {MAX_REPEATS} times")
        limit = _LIMITS.get(name, MAX_VALUE_LENGTH)
        values = []
        for typed in given[:MAX_REPEATS]:
            value = clean(typed)
            if len(typed) > limit:
                self.fail(name, f"“{value[:40]}…” is {len(typed)} characters long; use at most {limit}")
            elif value:
                values.append(value)
        return tuple(values)

    def words(self) -> str:
        """What was typed as a search; it stays for the form even where it is too long, which `query` tells."""
        given = self.arguments.get("q", ())
        words = next(filter(None, map(clean, given)), "")
        longest = max(map(len, given), default=0)
        if len(words) <= MAX_LENGTH < longest:
            self.fail("q", f"The search is {longest} characters long; use at most {MAX_LENGTH}")
        return words

    def first(self, name: str) -> str:
        """The first value of a parameter; empty where it has none."""
        return next(iter(self.all(name)), "")

    def values_of(self, facet: str) -> tuple[str, ...]:
        """The values of a facet that it can have."""
        values = self.all(facet)
        closed = CLOSED_VALUES.get(facet)
        if closed is not None or facet == "year":
            self._refuse_unreadable(facet)
        if closed is not None:
            values = tuple(value.casefold() for value in values)
        good = []
        for value in values:
            if closed is not None and value not in closed:
                self.fail(facet, f"{FACET_LABELS[facet]} cannot be “{value}”; use {_listed(sorted(closed))}")
            elif facet == "year" and value != NOT_STATED and not re.fullmatch(r"[0-9]{4}", value):
                self.fail(facet, f"Year cannot be “{value}”; use four figures, or {NOT_STATED}")
            else:
                good.append(value)
        return tuple(good)

    def _refuse_unreadable(self, name: str) -> None:
        """Keep that a parameter of known values holds only characters that are passed over, such as controls."""
        if any(typed and not clean(typed) for typed in self.arguments.get(name, ())):
            self.fail(name, f"“{name}” holds no character that can be read; leave it out")

    def one_of(self, name: str, choices: Mapping[str, Choice], default: Choice) -> Choice:
        """What a parameter chooses among named things."""
        self._refuse_unreadable(name)
        value = self.first(name).casefold()
        if value and value not in choices:
            self.fail(name, f"“{name}” cannot be “{value}”; use {_listed(list(choices))}")
        return choices.get(value, default)

    def all_of(self, name: str, choices: Mapping[str, Choice]) -> tuple[Choice, ...]:
        """What a parameter that may be repeated chooses among named things, in the order of the address."""
        self._refuse_unreadable(name)
        values = [value.casefold() for value in self.all(name)]
        for value in values:
            if value not in choices:
                self.fail(name, f"“{name}” cannot be “{value}”; use {_listed(list(choices))}")
        return tuple(choices[value] for value in values if value in choices)

    def ask_days(self, first: str, last: str) -> None:
        """Keep what is wrong with two dates that belong together: each by itself, else their order."""
        words = {name: self.first(name) for name in (first, last)}
        can_be_read = [self.ask(partial(read_day, typed, field=name)) for name, typed in words.items()]
        if all(can_be_read):
            self.ask(lambda: read_days(words[first], words[last], fields=(first, last)))

    def page(self) -> int:
        """The number of a page, from 1."""
        self._refuse_unreadable("page")
        value = self.first("page")
        if not value:
            return 1
        number = int(value) if re.fullmatch(r"[0-9]{1,5}", value) else 0
        if not 1 <= number <= MAX_PAGE:
            self.fail("page", f"“page” cannot be “{value}”; use a whole number from 1 to {MAX_PAGE:,}")
            return 1
        return number


def address(path: str, arguments: Sequence[tuple[str, str]]) -> str:
    """A path with these names and values behind it."""
    query = "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in arguments])
    return f"{path}?{query}" if query else path


_quoted = lru_cache(maxsize=10_000)(quote_plus)
"""A page has some sixty addresses, whose parts are mostly the same."""


def in_places(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Facets and values, each pair once, in the order of `FACETS` and then of values."""
    return tuple(sorted(set(pairs), key=lambda pair: (_PLACE_OF_FACET[pair[0]], pair[1])))


def clean(value: str) -> str:
    """Without control, format and surrogate characters, and with single blanks."""
    kept = (" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in value)
    return " ".join("".join(one for one in kept if unicodedata.category(one) not in ("Cf", "Cs", "Co", "Cn")).split())


def read_day(words: str, *, field: str) -> DateRange | None:
    """The days that typed words mean; `None` for no words.

    Raises:
        QueryError: they are no date.
    """
    if not words:
        return None
    try:
        return read_date(words)
    except ValueError as error:
        raise QueryError(str(error), field=field) from error


def read_days(first: str, last: str, *, fields: tuple[str, str]) -> DateRange | None:
    """The days from the first day of `first` to the last day of `last`; `None` where neither is typed.

    Raises:
        QueryError: one of them is no date, or the first lies after the last.
    """
    begin, end = read_day(first, field=fields[0]), read_day(last, field=fields[1])
    if begin is None and end is None:
        return None
    asked = DateRange(begin.first if begin else None, end.last if end else None)
    if asked.first and asked.last and asked.first > asked.last:
        raise QueryError("the first date must not be later than the last", field=fields[0])
    return asked


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
