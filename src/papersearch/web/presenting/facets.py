"""Facets and the filters chosen in them, as lists of links and boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papersearch.engines.port import FacetCount, value_key
from papersearch.labels import value_label
from papersearch.passage import FACET_LABELS, FACETS, NOT_STATED
from papersearch.web.presenting.words import counted
from papersearch.web.state.search import SearchState

SHOWN = 10
"""Values of one facet beside the results; the others are on its own page."""
_OPEN = ("type", "committee", "council")
"""Facets that stand first and open; the others follow closed, in the order of `FACETS`."""
_NOUNS: Mapping[str, str] = {
    "type": "type",
    "committee": "committee",
    "council": "council",
    "person": "person",
    "lead_officer": "lead officer",
    "year": "year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value with its box; `count` is `None` where nothing was counted."""

    id: str
    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet beside the results, or on its own page."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    selected: int
    is_open: bool
    more_url: str | None
    more_label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One filter in force, and the address without it."""

    label: str
    url: str


def facets_of(
    state: SearchState, counts: Mapping[str, Sequence[FacetCount]] | None, councils: Mapping[str, str]
) -> tuple[Facet, ...]:
    """The facets beside the results; one that could not narrow anything is left out.

    Without `counts`, where no search was run, only the values chosen are there.
    """
    order = (*_OPEN, *(name for name in FACETS if name not in _OPEN))
    return tuple(
        facet_of(name, state, None if counts is None else counts.get(name, ()), councils, limit=SHOWN)
        for name in order
        if state.values(name) or any(one.value != NOT_STATED for one in (counts or {}).get(name, ()))
    )


def facet_of(
    name: str,
    state: SearchState,
    counts: Sequence[FacetCount] | None,
    councils: Mapping[str, str],
    *,
    limit: int | None = None,
) -> Facet:
    """One facet; with a `limit`, its first values and all that are chosen, and a link to the rest."""
    chosen = {value_key(value): value for value in state.values(name)}
    found = {one.value: one.count for one in _in_order(name, counts or ())}
    keys = {value_key(value) for value in found} if chosen else set()
    ordered = [*found, *(value for key, value in chosen.items() if key not in keys)]
    shown = ordered[:limit]
    if chosen and limit is not None:
        shown += [value for value in ordered[limit:] if value_key(value) in chosen]
    is_cut = len(shown) < len(ordered)
    return Facet(
        name=name,
        label=FACET_LABELS[name],
        values=tuple(
            FacetValue(
                id=f"{name}-{place}",
                value=value,
                label=value_label(name, value, councils),
                count=None if counts is None else found.get(value, 0),
                selected=value_key(value) in chosen,
            )
            for place, value in enumerate(shown)
        ),
        selected=len(chosen),
        is_open=name in _OPEN or bool(chosen),
        more_url=state.at_page(1).url(f"/facet/{name}") if is_cut else None,
        more_label=f"Show all {counted(sum(value != NOT_STATED for value in ordered), noun_of(name))}"
        if is_cut
        else None,
    )


def noun_of(facet: str) -> str:
    """What one value of a facet is called: "person", "committee"."""
    return _NOUNS.get(facet, "value")


def chips_of(state: SearchState, councils: Mapping[str, str]) -> tuple[Chip, ...]:
    """One chip for each filter in force."""
    chips = [
        Chip(
            label=f"{FACET_LABELS[facet]}: {value_label(facet, value, councils)}",
            url=state.removing(facet, value).url(),
        )
        for facet, value in state.filters
    ]
    if state.from_date or state.to_date:
        chips.append(Chip(label=f"Meeting date: {dates_asked(state)}", url=state.without_dates().url()))
    return tuple(chips)


def dates_asked(state: SearchState) -> str:
    """The dates as typed: "2017 to 2018", "from 2017", "up to 2018"."""
    if state.from_date and state.to_date:
        return f"{state.from_date} to {state.to_date}"
    return f"from {state.from_date}" if state.from_date else f"up to {state.to_date}"


def _in_order(name: str, counts: Sequence[FacetCount]) -> list[FacetCount]:
    """Years newest first with the undated last; all else most hits first, as counted."""
    if name != "year":
        return list(counts)
    return sorted(counts, key=lambda one: (one.value != NOT_STATED, one.value), reverse=True)
