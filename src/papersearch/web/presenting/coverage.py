"""What is indexed, as a table of committees and a list of limits."""

from dataclasses import dataclass

from papersearch.coverage import CommitteeSpan, Coverage
from papersearch.passage import NOT_STATED, in_words
from papersearch.web.presenting.nothing import limits_of
from papersearch.web.presenting.timeline import Bar, timeline_of
from papersearch.web.presenting.words import counted, moment
from papersearch.web.state.search import SearchState


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRow:
    """The indexed papers of one committee."""

    council: str
    committee: str
    url: str
    papers: int
    meetings: int
    first: str
    last: str
    gaps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """The page that says what is in the index."""

    title: str
    totals: str
    updated: str
    generation: str
    committees: tuple[CommitteeRow, ...]
    years: tuple[Bar, ...]
    limits: tuple[str, ...]


def coverage_view(coverage: Coverage) -> CoverageView:
    """The whole index in figures."""
    totals = f"{counted(coverage.papers, 'paper')} with {counted(coverage.passages, 'paragraph')}"
    by_year: list[tuple[int | None, int]] = [*coverage.papers_by_year.items(), (None, coverage.undated_papers)]
    return CoverageView(
        title=f"What is in the index: {counted(coverage.papers, 'paper')}",
        totals=f"{totals}, from {counted(len(coverage.councils), 'council')}.",
        updated=moment(coverage.built),
        generation=coverage.generation,
        committees=tuple(_row(span) for span in coverage.committees),
        years=timeline_of(SearchState(), by_year),
        limits=limits_of(coverage),
    )


def council_url(council: str) -> str:
    """The search that lists all of one council's paragraphs."""
    return SearchState(filters=(("council", council),)).url()


def committee_url(council: str, committee: str | None) -> str:
    """The search that lists all of one committee's paragraphs."""
    return SearchState(filters=(("council", council), ("committee", committee or NOT_STATED))).url()


def _row(span: CommitteeSpan) -> CommitteeRow:
    return CommitteeRow(
        council=span.council_name,
        committee=span.committee or "Committee not stated",
        url=committee_url(span.council, span.committee),
        papers=span.papers,
        meetings=span.meetings,
        first=in_words(span.first_date) if span.first_date else "not stated",
        last=in_words(span.last_date) if span.last_date else "not stated",
        gaps=", ".join(str(year) for year in span.gap_years) or "none",
    )
