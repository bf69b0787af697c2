"""What was planned for a meeting against what came: kept, moved to another day, or vanished from the papers indexed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from papersearch.dates import DateRange, find_dates
from papersearch.engines.port import Reader, value_key
from papersearch.meetings import MeetingRecord, meetings
from papersearch.model import PaperType
from papersearch.passage import PaperCard, Passage, Quote, in_words
from papersearch.plans import PlanItem as PlanItem
from papersearch.plans import body_of, days_in_words, every, headed_items, plan_items, whole
from papersearch.query import AnyOf, Word
from papersearch.titles import Likeness, Title, is_told, likeness, title_of
from papersearch.weighing import stems_of, weights_of

_ITEMS_OF_AN_AGENDA = 2
"""A meeting of which fewer items are indexed tells nothing of what was not on its agenda."""

_STANDING = re.compile(
    r".*\b(?:apologies|minutes|interests|urgent|voting members|public questions|exclusion of|dispensations"
    r"|(?:work|forward) (?:plan|programme))\b.*",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved?|put (?:back|off)|deferred|postponed|rescheduled|re-?arranged|carried (?:over|forward)|planned for"
    r"|be (?:considered|brought|presented|submitted|reported))\b",
    re.IGNORECASE,
)
_MOVING_WORDS = ("moved", "put", "deferred", "postponed", "rescheduled", "carried", "planned", "brought", "considered")


class DriftOutcome(StrEnum):
    """What became of a planned item, as far as the papers indexed tell."""

    KEPT = "kept"
    MOVED = "moved"
    VANISHED = "vanished"
    AFTER_COVERAGE = "after_coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A planned item and what came.

    Attributes:
        moved_to: the day, or month, for which it was listed next.
        evidence: the agenda items that keep it, or the listing that moves it; empty where nothing was found.
        is_possible: the titles differ so much that it may be another item ("possibly renamed").
        searched: for a vanished item the agenda and the later plans that do not list it.
        note: what the reader must know beside the outcome, a sentence; may be empty.
    """

    item: PlanItem
    outcome: DriftOutcome
    moved_to: DateRange | None = None
    evidence: tuple[Quote, ...] = ()
    is_possible: bool = False
    searched: tuple[PaperCard, ...] = ()
    note: str = ""


class DriftOrder(StrEnum):
    """What planned items are ordered by."""

    PLANNED = "planned"
    TITLE = "title"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRequest:
    """Which planned items are wanted; what is empty or `None` does not narrow.

    Attributes:
        words: each stands in the item, in any inflection.
        councils: slugs.
        committees: names, in any case.
        dates: days it was planned for.
        order: newest day planned for first, or by title or outcome; `is_reversed` turns it round.
    """

    words: str = ""
    councils: frozenset[str] = frozenset()
    committees: frozenset[str] = frozenset()
    outcomes: frozenset[DriftOutcome] = frozenset()
    dates: DateRange | None = None
    order: DriftOrder = DriftOrder.PLANNED
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class _Listing:
    """A place that lists an item for a meeting: an agenda, a plan, or a sentence (whose title is `None`)."""

    title: Title | None
    first: date
    planned_for: DateRange
    stated_on: date
    quote: Quote


def drift(reader: Reader, *, council: str | None = None, committee: str | None = None) -> tuple[Drift, ...]:
    """Every planned item with its outcome: newest meeting first, then in the order of the plans.

    `council` is a slug, `committee` a name; without them all are told.
    """
    found = reader.remember("drift", lambda: _Drifting(reader).found())
    wanted = committee.casefold() if committee else None
    return tuple(
        one
        for one in found
        if (council is None or one.item.quote.passage.council == council)
        and (wanted is None or one.item.committee.casefold() == wanted)
    )


def pick_drifts(reader: Reader, request: DriftRequest) -> tuple[Drift, ...]:
    """The planned items wanted, in the order wanted; of equal rank, newest day first."""
    asked = set(stems_of(request.words))
    councils = {value_key(one) for one in request.councils}
    committees = {value_key(one) for one in request.committees}
    found = [
        one
        for one in drift(reader)
        if (not councils or value_key(one.item.quote.passage.council) in councils)
        and (not committees or value_key(one.item.committee) in committees)
        and (not request.outcomes or one.outcome in request.outcomes)
        and (request.dates is None or (one.item.planned_for.first or date.min) in request.dates)
        and asked <= set(stems_of(f"{one.item.title} {one.item.quote.text}"))
    ]
    match request.order:
        case DriftOrder.PLANNED:
            return tuple(reversed(found) if request.is_reversed else found)
        case DriftOrder.TITLE:
            return tuple(sorted(found, key=lambda one: one.item.title.casefold(), reverse=request.is_reversed))
        case DriftOrder.OUTCOME:
            places = list(DriftOutcome)
            return tuple(sorted(found, key=lambda one: places.index(one.outcome), reverse=request.is_reversed))


class _Drifting:
    """One comparison of all plans of a generation with all its agendas."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.weights = weights_of(reader)
        self.items = plan_items(reader)
        self.meetings: defaultdict[str, list[MeetingRecord]] = defaultdict(list)
        for meeting in meetings(reader):
            self.meetings[meeting.key.rpartition("/")[0]].append(meeting)
        planned = sorted({item.body for item in self.items})
        self.agendas = {one.key: tuple(self._agenda(one)) for body in planned for one in self.meetings[body]}
        self.listings = self._listings(planned)

    def found(self) -> tuple[Drift, ...]:
        rows = [self._drift(item) for item in self.items]
        return tuple(sorted(rows, key=lambda one: -(one.item.planned_for.first or date.min).toordinal()))

    def _agenda(self, meeting: MeetingRecord) -> Iterator[_Listing]:
        """The items of a meeting, each with the words that head it; standing items are left out."""
        for item, quote in headed_items(self.reader, meeting):
            if not _STANDING.fullmatch(item.title):
                title = title_of(item.title, without=meeting.committee)
                yield _Listing(title, meeting.day, DateRange(meeting.day, meeting.day), meeting.day, quote)

    def _listings(self, planned: Sequence[str]) -> Mapping[str, tuple[_Listing, ...]]:
        """By body, all that lists an item for a day: agendas, plans, and sentences that move one."""
        found: defaultdict[str, list[_Listing]] = defaultdict(list)
        for key, listings in self.agendas.items():
            found[key.rpartition("/")[0]] += listings
        for item in self.items:
            first = item.planned_for.first or date.min
            found[item.body].append(_Listing(_title(item), first, item.planned_for, item.plan_date, item.quote))
        for passage in every(self.reader, AnyOf(tuple(map(Word, _MOVING_WORDS)))):
            body = body_of(passage)
            if (
                body
                and body in planned
                and passage.meeting_date
                and not passage.lead_in
                and _MOVED.search(passage.text)
            ):
                found[body] += _sentence(passage, passage.meeting_date)
        return {body: tuple(listings) for body, listings in found.items()}

    def _drift(self, item: PlanItem) -> Drift:
        came = [one for one in self.meetings[item.body] if one.day in item.planned_for]
        kept = self._alike(item, [listing for one in came for listing in self.agendas[one.key]])
        if kept:
            return Drift(
                item=item,
                outcome=DriftOutcome.KEPT,
                evidence=tuple(listing.quote for listing, _ in kept),
                is_possible=all(like is Likeness.POSSIBLE for _, like in kept),
            )
        listed = any(map(_has_agenda, came))
        later = self._later(item, is_sure_only=not listed)
        if later and (listed or self._is_moved(later[0], item)):
            return self._moved(item, *later, listed=listed)
        if listed:
            return self._vanished(item, came)
        note = self._not_indexed(item, later[0] if later else None)
        return Drift(item=item, outcome=DriftOutcome.AFTER_COVERAGE, note=note)

    def _moved(self, item: PlanItem, listing: _Listing, like: Likeness, *, listed: bool) -> Drift:
        return Drift(
            item=item,
            outcome=DriftOutcome.MOVED,
            moved_to=listing.planned_for,
            evidence=(listing.quote,),
            is_possible=like is Likeness.POSSIBLE,
            note="" if listed else f"The agenda of {days_in_words(item.planned_for)} is not indexed.",
        )

    def _later(self, item: PlanItem, *, is_sure_only: bool) -> tuple[_Listing, Likeness] | None:
        """The first later listing for a later day, one of the same title before one that may be renamed."""
        last = item.planned_for.last or date.max
        later = [
            one
            for one in self.listings.get(item.body, ())
            if one.first > last
            and one.quote.passage.paper_id != item.quote.passage.paper_id
            and one.stated_on >= item.plan_date
        ]
        alike = [pair for pair in self._alike(item, later) if pair[1] is Likeness.SAME or not is_sure_only]
        return min(alike, key=lambda pair: (-pair[1], pair[0].stated_on, pair[0].first), default=None)

    def _is_moved(self, listing: _Listing, item: PlanItem) -> bool:
        """Whether a listing says that the item did not come when planned, where no agenda can tell.

        It does if it was made beforehand, moves the item in so many words, or names the day or month it comes from.
        """
        first, last = item.planned_for.first, item.planned_for.last
        if first is None or last is None:
            return False
        names = re.compile(rf"\b(?:{first.day} )?{first:%B} {first.year}\b")
        passage = listing.quote.passage
        of_item = (one for one in self.reader.passages_of(passage.paper_id) if one.item_key == passage.item_key)
        is_told_so = listing.title is None or bool(names.search(listing.quote.text))
        is_agenda = listing.first == listing.stated_on
        return listing.stated_on <= last or is_told_so or (is_agenda and any(names.search(one.text) for one in of_item))

    def _vanished(self, item: PlanItem, came: Sequence[MeetingRecord]) -> Drift:
        agendas = [card for one in came for card in one.papers if card.type in (PaperType.AGENDA, PaperType.MINUTES)]
        plans = {
            one.quote.passage.paper_id for one in self.items if one.body == item.body and one.plan_date > item.plan_date
        }
        later = [card for card in self.reader.cards() if card.id in plans]
        return Drift(item=item, outcome=DriftOutcome.VANISHED, searched=(*agendas, *later))

    def _alike(self, item: PlanItem, listings: Iterable[_Listing]) -> list[tuple[_Listing, Likeness]]:
        """The listings of the same title, or of one that may be the same renamed, in order."""
        title = _title(item)
        found = [(one, self._likeness(title, one)) for one in listings]
        return [(listing, like) for listing, like in found if like is not Likeness.NONE]

    def _likeness(self, title: Title, listing: _Listing) -> Likeness:
        if listing.title is not None:
            return likeness(self.weights, title, listing.title)
        return Likeness.SAME if is_told(self.weights, title, listing.quote.text) else Likeness.NONE

    def _not_indexed(self, item: PlanItem, later: _Listing | None) -> str:
        note = f"The agenda of {days_in_words(item.planned_for)} is not indexed"
        newest = max((one.day for one in self.meetings[item.body]), default=None)
        if later:
            return f"{note}; the item is listed for {days_in_words(later.planned_for)} too."
        return f"{note}; the newest meeting indexed is {in_words(newest)}." if newest else f"{note}."


def _title(item: PlanItem) -> Title:
    return title_of(item.title, without=item.committee)


def _sentence(passage: Passage, said_on: date) -> Iterator[_Listing]:
    """A passage that names a later day; the last such day is where its subject now stands."""
    later = [one.day for one in find_dates(passage.text) if one.day > said_on]
    if later:
        yield _Listing(None, later[-1], DateRange(later[-1], later[-1]), said_on, whole(passage))


def _has_agenda(meeting: MeetingRecord) -> bool:
    return any(
        card.type in (PaperType.AGENDA, PaperType.MINUTES) and len(card.items) >= _ITEMS_OF_AN_AGENDA
        for card in meeting.papers
    )
