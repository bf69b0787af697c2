"""Results by year as a row of bars that are links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papersearch.passage import NOT_STATED
from papersearch.web.state.search import SearchState

HEIGHT = 50
_TALLEST, _SMALLEST = 48, 2
_MOST_EMPTY_YEARS = 60
"""A longer run of years is not filled: one paper with a wrong date must not draw two centuries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One year, or the results without a date; a year without results has no address.

    `papers` are those indexed of that year, so that a quiet year is told from one without papers; `None` where they are
    what is counted.
    """

    label: str
    count: int
    url: str | None
    y: int
    height: int
    is_undated: bool
    papers: int | None = None


def timeline_of(
    state: SearchState, counts: Sequence[tuple[int | None, int]], papers: Mapping[int | None, int] | None = None
) -> tuple[Bar, ...]:
    """The bars in order, empty years between them too; none when all results are of one year.

    `papers` are those of each year that were searched.
    """
    by_year = {year: count for year, count in counts if count}
    if len(by_year) < 2:
        return ()
    highest = max(by_year.values())
    years = sorted(year for year in by_year if year is not None)
    if years and years[-1] - years[0] <= _MOST_EMPTY_YEARS:
        years = list(range(years[0], years[-1] + 1))
    places: list[int | None] = [*years, None] if None in by_year else [*years]
    of_year = dict.fromkeys(places) if papers is None else {year: papers.get(year, 0) for year in places}
    return tuple(_bar(state, year, by_year.get(year, 0), highest, of_year[year]) for year in places)


def _bar(state: SearchState, year: int | None, count: int, highest: int, papers: int | None) -> Bar:
    label, value = ("No date", NOT_STATED) if year is None else (str(year), str(year))
    height = max(round(_TALLEST * count / highest), _SMALLEST) if count else 1
    return Bar(
        label=label,
        count=count,
        url=state.only("year", value).url() if count else None,
        y=HEIGHT - height,
        height=height,
        is_undated=year is None,
        papers=papers,
    )
