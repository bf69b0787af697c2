"""Finds where later plans and agendas list what a row asks for: "listed for 25 March 2020", which is no answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from papersearch.analysis import stem
from papersearch.commitments.judging import Wanted
from papersearch.commitments.records import FollowUp, Relation
from papersearch.engines.port import Reader
from papersearch.meetings import meetings
from papersearch.passage import Quote, in_words
from papersearch.plans import days_in_words, headed_items, plan_items
from papersearch.titles import Likeness, Title, likeness, title_of

MOST = 3
"""Listings shown of a row, the newest."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """An item of a plan or agenda; `said_on` is the day of its paper."""

    title: Title
    said_on: date
    quote: Quote
    words: str


def listings_of(reader: Reader, wanted: Wanted, bodies: Sequence[str]) -> tuple[FollowUp, ...]:
    """The items of later plans and agendas of these bodies whose title is that of the report that a row asks for."""
    if not wanted.title.words:
        return ()
    stems = {stem(one) for one in wanted.title.words}
    listings = reader.remember("listings", lambda: _listings(reader))
    alike = (listing for body in bodies for one in stems for listing in listings.get((body, one), ()))
    later = {id(one): one for one in alike if one.said_on > wanted.said_on}
    same = [one for one in later.values() if likeness(wanted.weights, wanted.title, one.title) is Likeness.SAME]
    newest = sorted(same, key=lambda one: (one.said_on, one.quote.passage.id))[-MOST:]
    return tuple(FollowUp(quote=one.quote, relation=Relation.LISTED, why=one.words) for one in newest)


def _listings(reader: Reader) -> Mapping[tuple[str, str], list[_Listing]]:
    """All that is listed, by body and by each stem of its title."""
    found: defaultdict[tuple[str, str], list[_Listing]] = defaultdict(list)
    for body, listing in (*_planned(reader), *_on_agendas(reader)):
        for one in set(map(stem, listing.title.words)):
            found[body, one].append(listing)
    return found


def _planned(reader: Reader) -> Iterator[tuple[str, _Listing]]:
    for item in plan_items(reader):
        words = f"a plan of {in_words(item.plan_date)} lists it for {days_in_words(item.planned_for)}"
        yield item.body, _Listing(title_of(item.title, without=item.committee), item.plan_date, item.quote, words)


def _on_agendas(reader: Reader) -> Iterator[tuple[str, _Listing]]:
    for meeting in meetings(reader):
        for item, quote in headed_items(reader, meeting):
            title = title_of(item.title, without=meeting.committee)
            words = f"it is an item of the meeting of {in_words(meeting.day)}"
            yield meeting.key.rpartition("/")[0], _Listing(title, meeting.day, quote, words)
