"""Runs one search up the evidence ladder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from papersearch.coverage import Coverage, coverage_of
from papersearch.engines.port import FacetCount, Reader, SearchResults, value_key
from papersearch.naming import rewritten, with_known_values
from papersearch.passage import NOT_STATED
from papersearch.query import Exact, Parsed, Rung, SearchRequest, parse_query
from papersearch.results import Elsewhere as Elsewhere
from papersearch.results import Result as Result
from papersearch.results import result_of, results_of
from papersearch.rewording import Advice, Reworded, advise, count_of, has_unknown_branch, near_spelling, without_quotes
from papersearch.widening import Expansion as Expansion
from papersearch.widening import widen

ENOUGH = 10
"""Hits of the words as typed that make a further rung needless; the same for every page size, grouped or not."""
WALK_PAGE = 500
_TIMELINE = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of results and all the counts that stand on it.

    Attributes:
        total: the hits up to `reach`.
        totals: the hits whose lowest rung it is, for all three.
        related_totals: how many of `totals` were found by a related word only.
        items: the items those hits stand in.
        listed: the entries of the list: items if grouped, hits if not, without those that are folded under another.
        pages: how many pages of them there are; at least 1.
        exact_total: the passages that hold the words typed, in their order, as one phrase; `None` where that is no question.
        timeline: meeting year (`None`: no date) and hits with all filters applied, in order; sums to `total`.
        suggestions: queries to try instead, each of which finds something under the same filters.
        word_counts: each word or phrase of the query and the passages that hold it, without filters; only when nothing
            was found.
        words_within: the same words and the passages that hold them under the filters; only when nothing was found and
            there are filters.
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
    listed: int = 0
    related_totals: Mapping[Rung, int] = field(default_factory=dict)
    words_within: Mapping[str, int] = field(default_factory=dict)
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
    parsed = with_known_values(reader, parsed, request.filters)
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
        results=results_of(reader, found.hits, parsed, widened),
        total=total,
        totals=found.totals,
        items=found.items,
        page=request.page,
        listed=found.listed,
        pages=_pages(found.listed, request.page_size),
        exact_total=_exact_total(reader, parsed, request),
        facets={name: found.facets[name] for name in request.facets},
        timeline=_timeline(found.facets[_TIMELINE], request.filters.get(_TIMELINE, frozenset())),
        expansions=widened.expansions,
        suggestions=(
            _suggestions(reader, parsed, request) if total < ENOUGH or has_unknown_branch(reader, parsed.node) else ()
        ),
        word_counts=advice.word_counts,
        coverage=coverage_of(reader, request.filters, request.dates),
        expansion_cut=found.expansion_cut,
        related_totals=found.related,
        words_within=advice.words_within,
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
    """Every result of a search, one paragraph each, nothing folded, in the order of its pages.

    Snippets are as in `snippets.cut`.
    """
    widened = widen(reader, with_known_values(reader, parsed), without)
    plain = replace(request, facets=(), grouped=False, folded=False, same_as=None)
    asked = replace(plain, query=widened.node, page=1, page_size=WALK_PAGE)
    found, reach = _climb(reader, asked, reach)
    while found.hits:
        yield from (result_of(hit, parsed, widened, width=width) for hit in found.hits)
        if asked.page * WALK_PAGE >= found.total(reach):
            return
        asked = replace(asked, reach=reach, page=asked.page + 1)
        found = reader.search(asked)


def _climb(reader: Reader, asked: SearchRequest, reach: Rung | None) -> tuple[SearchResults, Rung]:
    """The hits, and how far the ladder was climbed; filters do not climb, so a facet counts what choosing it gives."""
    if reach is None and not (any(asked.filters.values()) or asked.dates or asked.item):
        found = reader.search(asked, _reach_of)
        return found, found.reach
    if reach is None:
        unfiltered = replace(asked, filters={}, dates=None, item=None, facets=(), page_size=0)
        reach = reader.search(unfiltered, _reach_of).reach
    return reader.search(replace(asked, reach=reach)), reach


def _reach_of(totals: Mapping[Rung, int], related: Mapping[Rung, int]) -> Rung:
    """The first rung with enough hits of the words as typed, or that no further such hits follow.

    Related hits count only where the words as typed have none.
    """
    typed = {rung: totals[rung] - related[rung] for rung in Rung}
    counted = typed if any(typed.values()) else totals
    return next(
        rung
        for rung in Rung
        if sum(counted[one] for one in Rung if one <= rung) >= ENOUGH
        or not any(counted[one] for one in Rung if one > rung)
    )


def _pages(things: int, page_size: int) -> int:
    return max(1, -(-things // page_size)) if page_size else 1


def _exact_total(reader: Reader, parsed: Parsed, request: SearchRequest) -> int | None:
    return count_of(reader, request, Exact(parsed.plain))[Rung.PARAGRAPH] if len(parsed.plain) > 1 else None


def _timeline(years: tuple[FacetCount, ...], chosen: frozenset[str]) -> tuple[tuple[int | None, int], ...]:
    """The year facet, which is counted without its own filter, with that filter applied."""
    keys = {value_key(value) for value in chosen}
    counts = [(one.value, one.count) for one in years if not keys or value_key(one.value) in keys]
    dated = sorted((int(value), count) for value, count in counts if value != NOT_STATED)
    return (*dated, *((None, count) for value, count in counts if value == NOT_STATED))


def _suggestions(reader: Reader, parsed: Parsed, request: SearchRequest) -> tuple[str, ...]:
    """The query with the values or as the papers spell it, or else that without its quote marks, if it finds something."""
    named = rewritten(reader, parsed)
    offered = near_spelling(reader, parsed)
    offers = named or ((offered, without_quotes(offered)) if offered else ())
    found = (one for one in offers if one and any(count_of(reader, request, parse_query(one).node).values()))
    return tuple(found) if named else tuple(islice(found, 1))
