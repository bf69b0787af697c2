"""Runs one search up the evidence ladder."""

from collections.abc import Mapping
from dataclasses import dataclass

from papersearch.coverage import Coverage
from papersearch.engines.port import FacetCount, Hit, Reader
from papersearch.query import Parsed, Rung, SearchRequest
from papersearch.snippets import Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A hit as it is shown: `missing` are the words of the query that its own text does not hold."""

    hit: Hit
    snippet: Snippet
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A word that was, or could be, searched along with another one."""

    from_word: str
    to: str
    switched_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One page of results and all the counts that stand on it.

    Attributes:
        total: the hits up to `reach`.
        totals: the hits whose lowest rung it is, for all three.
        items: the items those hits stand in.
        pages: how many pages there are, of items if grouped, of hits if not; at least 1.
        exact_total: the passages that hold the words typed, in their order, as one phrase; `None` where that is no question.
        timeline: meeting year (`None`: no date) and hits with all filters applied, in order; sums to `total`.
        word_counts: each word or phrase of the query and the passages that hold it, without filters; only when nothing
            was found.
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


def search(reader: Reader, parsed: Parsed, request: SearchRequest, *, reach: Rung | None = None) -> ResultPage:
    """One page of results.

    `request.query` is replaced by the parsed query. Without `reach` the ladder is climbed from `PARAGRAPH` while the
    first page is not full, so every page of one search has the same reach.
    """
    raise NotImplementedError
