"""Filters that are picked from lists, the chips of those in force, and columns that sort: for the ledger and for drift."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from papersearch.engines.port import value_key
from papersearch.web.presenting.facets import Chip
from papersearch.web.state.parameters import FieldError


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a list, and how many rows picking it gives; `None` where they were not counted."""

    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One list of a form; `also` are further values in force, which ride along unseen."""

    name: str
    label: str
    any: str
    options: tuple[Option, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of a form to type in, what was typed, and what is wrong with it."""

    name: str
    label: str
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; `url` sorts by it, `turned` tells how it is sorted now: ascending, descending or not."""

    label: str
    url: str
    turned: str


def pick_of(
    name: str,
    label: str,
    every: str,
    counts: Mapping[str, int | None],
    chosen: Sequence[str],
    label_of: Callable[[str], str],
) -> Pick:
    """A list of the values counted, with those chosen that no row has."""
    keys = {value_key(value) for value in counts}
    values: dict[str, int | None] = {
        **counts,
        **{one: 0 for one in chosen if value_key(one) not in keys},
    }
    shown = value_key(chosen[0]) if chosen else ""
    options = tuple(
        Option(value=value, label=label_of(value), count=count, selected=value_key(value) == shown)
        for value, count in values.items()
    )
    return Pick(name=name, label=label, any=every, options=options, also=tuple(chosen[1:]))


def error_of(errors: Iterable[FieldError], field: str) -> str:
    """What is wrong with one field; empty if nothing is."""
    return next((one.message for one in errors if one.field == field), "")


def days_chip(label: str, first: str, last: str, url: str) -> tuple[Chip, ...]:
    """The chip of two dates as typed; none where neither is."""
    if not first and not last:
        return ()
    words = f"{first} to {last}" if first and last else f"from {first}" if first else f"up to {last}"
    return (Chip(label=f"{label}: {words}", url=url),)
