"""Runs one search up the evidence ladder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from papersearch.coverage import Coverage, coverage_of
from papersearch.engines.port import FacetCount, Hit, Reader, SearchResults, value_key
from papersearch.passage import NOT_STATED
from papersearch.query import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Leaf,
    Near,
    Node,
    Not,
    Parsed,
    Prefix,
    Rung,
    SearchRequest,
    Word,
    in_words,
    parse_query,
)
from papersearch.rewording import Advice, Reworded, advise, count_of, near_spelling
from papersearch.snippets import Snippet, cut, leaves_in
from papersearch.widening import Expansion as Expansion
from papersearch.widening import Widened, widen

ENOUGH = 10
"""Hits of the words as typed that make a further rung needless; the same for every page size, grouped or not."""
WALK_PAGE = 500
_TIMELINE = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A hit as it is shown.

    Attributes:
        missing: the words of the query, as typed, that its own text does not hold.
        related: the related words that made it a hit; empty where the words typed did.
    """

    hit: Hit
    snippet: Snippet
    missing: tuple[str, ...]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of results and all the counts that stand on it.

    Attributes:
        total: the hits up to `reach`.
        totals: the hits whose lowest rung it is, for all three.
        related_totals: how many of `totals` were found by a related word only.
        items: the items those hits stand in.
        pages: how many pages there are, of items if grouped, of hits if not; at least 1.
        exact_total: the passages that hold the words typed, in their order, as one phrase; `None` where that is no question.
        timeline: meeting year (`None`: no date) and hits with all filters applied, in order; sums to `total`.
        suggestions: queries to try instead, each of which finds something under the same filters.
        word_counts: each word or phrase of the query and the passages that hold it, without filters; only when nothing
            was found.
        unquoted: the query without its quote marks; only when nothing was found and it has some.
        without_filter: for each filter, and "dates", the hits there would be without it; only when nothing was found.
        coverage: what was searched, under the same filters.
        council_names: slug and name of every council in the index, whatever the filters.
    """

    parsed: Parsed
    request: SearchRequest
    reach: Rung
    results: tuple[Result, ...]
    total: int
    totals: Mapping[Rung, int]
    items: int
    page: int
    pages: int
    exact_total: int | None
    facets: Mapping[str, tuple[FacetCount, ...]]
    timeline: tuple[tuple[int | None, int], ...]
    expansions: tuple[Expansion, ...]
    suggestions: tuple[str, ...]
    word_counts: tuple[tuple[str, int], ...]
    coverage: Coverage
    expansion_cut: bool
    related_totals: Mapping[Rung, int] = field(default_factory=dict)
    unquoted: Reworded | None = None
    without_filter: Mapping[str, int] = field(default_factory=dict)
    council_names: Mapping[str, str] = field(default_factory=dict)


def search(
    reader: Reader,
    parsed: Parsed,
    request: SearchRequest,
    *,
    reach: Rung | None = None,
    without: frozenset[str] = frozenset(),
) -> ResultPage:
    """One page of results.

    `request.query` is replaced by the parsed query and its related words but for those in `without` (`widening.ALL`: none).
    Without `reach` the ladder is climbed from `PARAGRAPH` until there are `ENOUGH` hits of the words as typed, or no more
    to come, so every page and export of one search has the same reach.
    """
    widened = widen(reader, parsed, without)
    asked = replace(request, query=widened.node, facets=tuple(dict.fromkeys((*request.facets, _TIMELINE))))
    found, reach = _climb(reader, asked, reach)
    total = found.total(reach)
    answered = replace(asked, facets=request.facets, reach=reach)
    advice = Advice() if total else advise(reader, parsed, answered)
    return ResultPage(
        parsed=parsed,
        request=answered,
        reach=reach,
        results=tuple(_result(hit, parsed, widened) for hit in found.hits),
        total=total,
        totals=found.totals,
        items=found.items,
        page=request.page,
        pages=_pages(found.items if request.grouped else total, request.page_size),
        exact_total=_exact_total(reader, parsed, request),
        facets={name: found.facets[name] for name in request.facets},
        timeline=_timeline(found.facets[_TIMELINE], request.filters.get(_TIMELINE, frozenset())),
        expansions=widened.expansions,
        suggestions=_suggestions(reader, parsed, request) if total < ENOUGH else (),
        word_counts=advice.word_counts,
        coverage=coverage_of(reader, request.filters, request.dates),
        expansion_cut=found.expansion_cut,
        related_totals=found.related,
        unquoted=advice.unquoted,
        without_filter=advice.without_filter,
        council_names=dict(coverage_of(reader).councils),
    )


def walk(
    reader: Reader,
    parsed: Parsed,
    request: SearchRequest,
    *,
    reach: Rung | None = None,
    without: frozenset[str] = frozenset(),
    width: int = 280,
) -> Iterator[Result]:
    """Every result of a search, one paragraph each, in the order of its pages; snippets as in `snippets.cut`."""
    widened = widen(reader, parsed, without)
    asked = replace(request, query=widened.node, facets=(), grouped=False, page=1, page_size=WALK_PAGE)
    found, reach = _climb(reader, asked, reach)
    while found.hits:
        yield from (_result(hit, parsed, widened, width) for hit in found.hits)
        if asked.page * WALK_PAGE >= found.total(reach):
            return
        asked = replace(asked, reach=reach, page=asked.page + 1)
        found = reader.search(asked)


def _climb(reader: Reader, asked: SearchRequest, reach: Rung | None) -> tuple[SearchResults, Rung]:
    found = reader.search(replace(asked, reach=reach or Rung.PARAGRAPH))
    if reach is not None:
        return found, reach
    reach = _reach_of(found)
    return (found if reach == Rung.PARAGRAPH else reader.search(replace(asked, reach=reach))), reach


def _reach_of(found: SearchResults) -> Rung:
    """The first rung with enough hits of the words as typed, or that no further such hits follow.

    Related hits count only where the words as typed have none.
    """
    typed = {rung: found.totals[rung] - found.related.get(rung, 0) for rung in Rung}
    counted = typed if any(typed.values()) else found.totals
    return next(
        rung
        for rung in Rung
        if sum(counted[one] for one in Rung if one <= rung) >= ENOUGH
        or not any(counted[one] for one in Rung if one > rung)
    )


def _pages(things: int, page_size: int) -> int:
    return max(1, -(-things // page_size)) if page_size else 1


def _result(hit: Hit, parsed: Parsed, widened: Widened, width: int = 280) -> Result:
    text = hit.passage.text
    held = leaves_in(text, widened.node)
    return Result(
        hit=hit,
        snippet=cut(text, widened.node, width=width),
        missing=_missing(parsed.node, held),
        related=_related(widened, held) if hit.related else (),
    )


def _missing(node: Node, held: frozenset[Leaf]) -> tuple[str, ...]:
    match node:
        case Word() | Exact() | Near() | Prefix():
            return () if node in held else (in_words(node),)
        case AllOf(children):
            return tuple(word for child in children for word in _missing(child, held))
        case AnyOf(children):
            return () if any(not _missing(child, held) for child in children) else (in_words(node),)
        case Everything() | FieldIs() | Not():
            return ()


def _related(widened: Widened, held: frozenset[Leaf]) -> tuple[str, ...]:
    """The related words in the passage's own text, else all that are on: one of them stands in its item or meeting."""
    on = {leaf: expansion.to for leaf, expansion in widened.leaves.items() if expansion.switched_on}
    return tuple(to for leaf, to in on.items() if leaf in held) or tuple(on.values())


def _exact_total(reader: Reader, parsed: Parsed, request: SearchRequest) -> int | None:
    return count_of(reader, request, Exact(parsed.plain))[Rung.PARAGRAPH] if len(parsed.plain) > 1 else None


def _timeline(years: tuple[FacetCount, ...], chosen: frozenset[str]) -> tuple[tuple[int | None, int], ...]:
    """The year facet, which is counted without its own filter, with that filter applied."""
    keys = {value_key(value) for value in chosen}
    counts = [(one.value, one.count) for one in years if not keys or value_key(one.value) in keys]
    dated = sorted((int(value), count) for value, count in counts if value != NOT_STATED)
    return (*dated, *((None, count) for value, count in counts if value == NOT_STATED))


def _suggestions(reader: Reader, parsed: Parsed, request: SearchRequest) -> tuple[str, ...]:
    offered = near_spelling(reader, parsed)
    if offered is None or not any(count_of(reader, request, parse_query(offered).node).values()):
        return ()
    return (offered,)
