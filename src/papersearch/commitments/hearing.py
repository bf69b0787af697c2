"""The passages of a body's papers, by word and by day: what may say back what became of a promise."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from operator import attrgetter

from papersearch.analysis import Sentence, sentences, stem, words
from papersearch.commitments.noted import cards_by_body, noted_heard
from papersearch.commitments.noting import Heard, titles_of
from papersearch.dates import find_dates
from papersearch.engines.port import Reader
from papersearch.meetings import meetings
from papersearch.passage import PaperCard, Passage, Quote
from papersearch.titles import Title, title_of

_NEAR = 3
_ROUNDING = 1e-9


class Evidence:
    """A passage that may say what became of something, and what is read from it once; it is fetched when it is asked for."""

    def __init__(self, reader: Reader, card: PaperCard, day: date, heard: Heard) -> None:
        self._reader = reader
        self._paper = card.id
        self._heard = heard
        self.day = day

    @cached_property
    def passage(self) -> Passage:
        """The passage."""
        return self._reader.passages_of(self._paper, (self._heard.ordinal,))[0]

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    @cached_property
    def after(self) -> tuple[Passage, ...]:
        """The passages that follow it in its paper."""
        at = self._heard.ordinal
        return self._reader.passages_of(self._paper, range(at + 1, at + 1 + _NEAR))

    @cached_property
    def known(self) -> frozenset[str]:
        """The stems by which it is looked up."""
        return frozenset(self._heard.stems.split())

    @cached_property
    def known_with_titles(self) -> frozenset[str]:
        """The same, and those of the titles of its item and paper."""
        return self.known.union(self._heard.titles.split())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return stems_in(self.text)

    @cached_property
    def context(self) -> frozenset[str]:
        """The stems of the titles of its item and paper."""
        return stems_in(titles_of(self.passage))

    @cached_property
    def title(self) -> Title:
        """The title of its item, else of its paper."""
        return title_of(self.passage.item_title or self.passage.paper_title, without=self.passage.committee or "")

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that it names."""
        return frozenset(one.day for one in find_dates(self.text))

    @cached_property
    def told(self) -> tuple["ToldSentence", ...]:
        """Its sentences."""
        return tuple(ToldSentence(one, stems_in(one.text)) for one in sentences(self.text))


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence and its stems."""

    sentence: Sentence
    stems: frozenset[str]

    @property
    def text(self) -> str:
        """Its words."""
        return self.sentence.text

    def of(self, passage: Passage) -> Quote:
        """The sentence as words of its passage."""
        return Quote(passage=passage, start=self.sentence.start, end=self.sentence.end)


@dataclass(frozen=True, slots=True)
class Hearing:
    """The passages of one body that report back, put off or go back on anything, oldest first, by stem."""

    places: list[Evidence] = field(default_factory=list)
    told: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    titled: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def covering(self, weights: Mapping[str, float], least: float, after: date, *, titles: bool = False) -> set[int]:
        """Places of papers of later days whose words, or their titles with them, hold at least this share of the weights."""
        first = bisect_right(self.places, after, key=attrgetter("day"))
        if first == len(self.places):
            return set()
        whole = sum(weights.values()) or 1.0
        shares = {one: weight / whole for one, weight in weights.items()}
        near = self._holding_rare(shares, least, first, titles=titles)
        return {at for at in near if _share(shares, self.places[at], titles=titles) >= least}

    def _holding_rare(self, shares: Mapping[str, float], least: float, first: int, *, titles: bool) -> set[int]:
        """Places from the first on that hold one of the rarest words, as many as leave less than is asked for."""
        lists = {one: (self.told.get(one, ()), self.titled.get(one, ()) if titles else ()) for one in shares}
        found: set[int] = set()
        rest = sum(shares.values())
        for one in sorted(shares, key=lambda one: sum(map(len, lists[one]))):
            if rest < least - _ROUNDING:
                break
            rest -= shares[one]
            for places in lists[one]:
                found.update(islice(places, bisect_left(places, first), None))
        return found

    def take_in(self, one: Evidence, heard: Heard) -> None:
        """Add a passage that is no older than those before it."""
        at = len(self.places)
        self.places.append(one)
        for word in heard.stems.split():
            self.told[word].append(at)
        for word in heard.titles.split():
            self.titled[word].append(at)


def _share(shares: Mapping[str, float], place: Evidence, *, titles: bool) -> float:
    """The share of the words that a place holds."""
    held = place.known_with_titles if titles else place.known
    return sum(share for one, share in shares.items() if one in held)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a generation, as meeting keys begin, with the day of the newest meeting of which a paper is indexed."""

    newest: Mapping[str, date]
    names: Mapping[str, Mapping[str, str]]
    """Council to the folded name of a body to the body."""

    def named_in(self, council: str, text: str) -> Iterable[str]:
        """The bodies of a council that a text names; "Cabinet Member" names none."""
        folded = " ".join(text.casefold().split())
        for name, body in self.names.get(council, {}).items():
            if name in folded and re.search(rf"\b{re.escape(name)}\b(?! member)", folded):
                yield body


def hearing_of(reader: Reader, body: str) -> Hearing:
    """What the papers of a body say, read once in a generation."""
    return reader.remember(f"hearing of {body}", lambda: _hearing_of(reader, body))


def bodies_of(reader: Reader) -> Bodies:
    """The bodies of this generation."""
    return reader.remember("bodies", lambda: _bodies_of(reader))


def stems_in(text: str) -> frozenset[str]:
    """The stems of the words of a text, stop words too."""
    return frozenset(map(stem, words(text)))


def _hearing_of(reader: Reader, body: str) -> Hearing:
    hearing = Hearing()
    cards = [(card.meeting_date, card) for card in cards_by_body(reader).get(body, ()) if card.meeting_date]
    days = {card.id: day for day, card in cards}
    oldest_first = sorted((card for _, card in cards), key=lambda card: (days[card.id], card.id))
    for card, heard in noted_heard(reader, oldest_first):
        hearing.take_in(Evidence(reader, card, days[card.id], heard), heard)
    return hearing


def _bodies_of(reader: Reader) -> Bodies:
    newest: dict[str, date] = {}
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for meeting in meetings(reader):
        body = meeting.key.rpartition("/")[0]
        newest[body] = max(meeting.day, newest.get(body, meeting.day))
        names[meeting.council][" ".join(meeting.committee.casefold().split())] = body
    return Bodies(newest, names)
