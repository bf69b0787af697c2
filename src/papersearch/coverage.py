"""Says what was searched, so that a nothing can be believed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from papersearch.dates import DateRange
from papersearch.engines.port import Reader, Stats, value_key
from papersearch.passage import NOT_STATED, PaperCard


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


def coverage_of(
    reader: Reader, filters: Mapping[str, frozenset[str]] | None = None, dates: DateRange | None = None
) -> Coverage:
    """What was searched under these filters and within these meeting dates.

    Filters on what a paragraph holds, such as roles and people, are passed over. Committees are ordered by the council's
    name and their own, those not stated last; `quarantined` counts the files of the whole last run.
    """
    asked = {
        name: frozenset(value_key(value) for value in filters[name]) for name in _READ if filters and filters.get(name)
    }
    if not asked and dates is None:
        return reader.remember("coverage", lambda: _coverage(reader.cards(), reader.stats()))
    return _coverage((card for card in reader.cards() if _passes(card, asked, dates)), reader.stats())


_READ: Mapping[str, Callable[[PaperCard], str | None]] = {
    "council": lambda card: card.council,
    "committee": lambda card: card.committee,
    "year": lambda card: str(card.meeting_date.year) if card.meeting_date else None,
    "type": lambda card: card.type,
}
"""The facets whose values a card states."""


def _passes(card: PaperCard, asked: Mapping[str, frozenset[str]], dates: DateRange | None) -> bool:
    if dates is not None and (card.meeting_date is None or card.meeting_date not in dates):
        return False
    return all(value_key(_READ[name](card) or NOT_STATED) in values for name, values in asked.items())


def _coverage(cards: Iterable[PaperCard], stats: Stats) -> Coverage:
    cards = sorted(cards, key=lambda card: (*_committee_order(card), card.id))
    days = [card.meeting_date for card in cards if card.meeting_date]
    return Coverage(
        papers=len(cards),
        passages=sum(card.passages for card in cards),
        councils=tuple(dict.fromkeys((card.council, card.council_name) for card in cards)),
        committees=tuple(_span(list(group)) for _, group in groupby(cards, key=_committee_order)),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        undated_papers=len(cards) - len(days),
        extracts=sum(not card.complete for card in cards),
        image_only_pages=sum(len(card.textless_pages) for card in cards),
        quarantined=stats.quarantined,
        papers_by_year=_by_year(days),
        generation=stats.generation,
        built=stats.built,
    )


def _committee_order(card: PaperCard) -> tuple[str, str, bool, str]:
    return (card.council_name.casefold(), card.council, card.committee is None, value_key(card.committee or ""))


def _span(cards: list[PaperCard]) -> CommitteeSpan:
    """The span of the papers of one committee; its name is the first of its spellings."""
    days = [card.meeting_date for card in cards if card.meeting_date]
    by_year = _by_year(days)
    return CommitteeSpan(
        council=cards[0].council,
        council_name=cards[0].council_name,
        committee=min((card.committee for card in cards if card.committee), default=None),
        papers=len(cards),
        meetings=len({card.meeting_key for card in cards if card.committee and card.meeting_date}),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        papers_by_year=by_year,
        gap_years=tuple(
            year for year in range(min(by_year, default=0), max(by_year, default=0)) if year not in by_year
        ),
    )


def _by_year(days: Iterable[date]) -> dict[int, int]:
    return dict(sorted(Counter(day.year for day in days).items()))
