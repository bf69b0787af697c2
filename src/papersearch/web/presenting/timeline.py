"""Results by year as a row of bars that are links."""

from collections.abc import Sequence
from dataclasses import dataclass

from papersearch.passage import NOT_STATED
from papersearch.web.state import SearchState

HEIGHT = 50
_TALLEST, _SMALLEST = 48, 2
_MOST_EMPTY_YEARS = 60
"""A longer run of years is not filled: one paper with a wrong date must not draw two centuries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One year, or the results without a date; a year without results has no address."""

    label: str
    count: int
    url: str | None
    y: int
    height: int
    is_undated: bool


def timeline_of(state: SearchState, counts: Sequence[tuple[int | None, int]]) -> tuple[Bar, ...]:
    """The bars in order, empty years between them too; none when all results are of one year."""
    by_year = {year: count for year, count in counts if count}
    if len(by_year) < 2:
        return ()
    highest = max(by_year.values())
    years = sorted(year for year in by_year if year is not None)
    if years and years[-1] - years[0] <= _MOST_EMPTY_YEARS:
        years = list(range(years[0], years[-1] + 1))
    bars = [_bar(state, str(year), str(year), by_year.get(year, 0), highest) for year in years]
    if None in by_year:
        bars.append(_bar(state, "No date", NOT_STATED, by_year[None], highest))
    return tuple(bars)


def _bar(state: SearchState, label: str, value: str, count: int, highest: int) -> Bar:
    height = max(round(_TALLEST * count / highest), _SMALLEST) if count else 1
    return Bar(
        label=label,
        count=count,
        url=state.only("year", value).url() if count else None,
        y=HEIGHT - height,
        height=height,
        is_undated=value == NOT_STATED,
    )
