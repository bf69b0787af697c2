"""The values of a filter that the papers have, found by how people write them."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.engines.port import Reader, value_key
from papersearch.labels import value_label
from papersearch.passage import FACET_LABELS, NOT_STATED
from papersearch.query import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Near,
    Node,
    Not,
    Parsed,
    Prefix,
    SearchRequest,
    Word,
    with_value,
)

MOST_NEAR, _FIGURES = 3, 4
_NONE: Mapping[str, frozenset[str]] = {}
_NO_PAPER: Mapping[str, str] = {
    "year": "no paper is of the year “{}”",
    "person": "no paper lists “{}” as a person",
    "lead_officer": "no paper names “{}” as its lead officer",
    "type": "no paper is of the type “{}”",
    "role": "no paragraph has “{}” as its part of the paper",
}
_ALIKE = 0.6
"""How alike two spellings must be, after `difflib`."""


def known_value(reader: Reader, facet: str, typed: str) -> str | None:
    """The value of a facet that was typed: itself, its label, or either with hyphens for blanks; `None` if there is none."""
    names = _names(reader, facet)
    return names.get(value_key(typed)) or names.get(value_key(typed.replace("-", " ")))


def near_values(reader: Reader, facet: str, typed: str) -> tuple[str, ...]:
    """The values of a facet nearest to what was typed, at most `MOST_NEAR`: those that share most words with it, else alike ones."""
    names = _names(reader, facet)
    if facet == "year":
        return _near_years(values_of(reader, facet), typed)
    asked = _stems(typed)
    shared = {name: len(asked & _stems(name)) for name in names}
    most = max(shared.values())
    best = sorted((name for name in names if most and shared[name] == most), key=lambda name: (len(name), name))
    alike = best or get_close_matches(value_key(typed), list(names), n=MOST_NEAR, cutoff=_ALIKE)
    return tuple(dict.fromkeys(names[name] for name in alike))[:MOST_NEAR]


def _near_years(years: tuple[str, ...], typed: str) -> tuple[str, ...]:
    """The years next to one before and after it; none to what is no year."""
    if not (typed.isdecimal() and len(typed) == _FIGURES):
        return ()
    known = sorted(year for year in years if year.isdecimal())
    before = [year for year in known if year < typed][-1:]
    return (*before, *[year for year in known if year > typed][:1])


def values_of(reader: Reader, facet: str) -> tuple[str, ...]:
    """All values of a facet, those of most passages first."""
    return tuple(dict.fromkeys(_names(reader, facet).values()))


def with_known_values(reader: Reader, parsed: Parsed, filters: Mapping[str, frozenset[str]] = _NONE) -> Parsed:
    """The query with each `field:value` as the papers write it.

    For each such value, and for each of a filter, that they have not, a notice names what they have.
    """
    chosen = [FieldIs(name, value) for name, values in filters.items() for value in sorted(values)]
    asked = dict.fromkeys((*_unknown(reader, parsed.node), *(one for one in chosen if _unknown(reader, one))))
    notices = [_notice(reader, one) for one in asked]
    return replace(parsed, node=_known(reader, parsed.node), notices=(*parsed.notices, *notices))


def rewritten(reader: Reader, parsed: Parsed) -> tuple[str, ...]:
    """The query as typed, with the first value that no paper has put as each of those nearest to it."""
    for one in _unknown(reader, parsed.node):
        near = near_values(reader, one.name, one.value)
        return tuple(with_value(parsed.typed, one, other) for other in near)
    return ()


def _names(reader: Reader, facet: str) -> Mapping[str, str]:
    return reader.remember(f"naming: {facet}", lambda: _read_names(reader, facet))


def _read_names(reader: Reader, facet: str) -> Mapping[str, str]:
    """Each value by how it may be written, those of most passages first."""
    counted = reader.search(SearchRequest(facets=(facet,), page_size=0)).facets[facet]
    councils = {card.council: card.council_name for card in reader.cards()}
    names = {value_key(one.value): one.value for one in counted}
    for one in counted:
        names.setdefault(value_key(value_label(facet, one.value, councils)), one.value)
    names.setdefault(NOT_STATED, NOT_STATED)
    return names


def _known(reader: Reader, node: Node) -> Node:
    match node:
        case FieldIs(name, value):
            return FieldIs(name, known_value(reader, name, value) or value)
        case AllOf(children):
            return AllOf(tuple(_known(reader, child) for child in children))
        case AnyOf(children):
            return AnyOf(tuple(_known(reader, child) for child in children))
        case Not(child):
            return Not(_known(reader, child))
        case Everything() | Word() | Exact() | Near() | Prefix():
            return node


def _unknown(reader: Reader, node: Node) -> tuple[FieldIs, ...]:
    match node:
        case FieldIs(name, value):
            return () if known_value(reader, name, value) else (node,)
        case AllOf(children) | AnyOf(children):
            return tuple(dict.fromkeys(one for child in children for one in _unknown(reader, child)))
        case Not(child):
            return _unknown(reader, child)
        case Everything() | Word() | Exact() | Near() | Prefix():
            return ()


def _notice(reader: Reader, one: FieldIs) -> str:
    near = near_values(reader, one.name, one.value)
    known = [value for value in values_of(reader, one.name) if value != NOT_STATED]
    there = sorted(near or known[:MOST_NEAR], key=str.casefold)
    verb = "is" if len(there) == 1 else "are"
    opening = f"near it {verb}" if near else f"there {verb}{', among others,' if len(known) > MOST_NEAR else ''}"
    quoted = [f"“{value}”" for value in there]
    listed = f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)
    said = _NO_PAPER.get(one.name, f"no paper has “{{}}” as its {FACET_LABELS[one.name].lower()}").format(one.value)
    return f"{said}; {opening} {listed}" if listed else said


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)
