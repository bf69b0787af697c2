"""Says what was searched, so that a nothing can be believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from papersearch.engines.port import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeSpan:
    """The indexed papers of one committee of one council, and the years between its first and last with none."""

    council: str
    council_name: str
    committee: str | None
    papers: int
    meetings: int
    first_date: date | None
    last_date: date | None
    papers_by_year: Mapping[int, int]
    gap_years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an index holds, as a whole or within filters on council, committee, year and type."""

    papers: int
    passages: int
    councils: tuple[tuple[str, str], ...]
    """Slug and name."""
    committees: tuple[CommitteeSpan, ...]
    first_date: date | None
    last_date: date | None
    undated_papers: int
    extracts: int
    image_only_pages: int
    quarantined: int
    papers_by_year: Mapping[int, int]
    generation: str
    built: str


def coverage_of(reader: Reader, filters: Mapping[str, frozenset[str]] | None = None) -> Coverage:
    """What was searched under these filters; those on roles and people are passed over."""
    raise NotImplementedError
