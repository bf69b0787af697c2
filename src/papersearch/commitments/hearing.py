"""The passages of a body's papers, by word and by day: what may say back what became of a promise."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from papersearch.analysis import Sentence, sentences, stem, words
from papersearch.commitments.cues import goes_back, has_cue
from papersearch.dates import DateRange, find_dates
from papersearch.engines.port import Reader
from papersearch.meetings import meetings
from papersearch.model import Form, PaperType, Role
from papersearch.passage import PaperCard, Passage, Quote
from papersearch.query import AnyOf, SearchRequest, Word
from papersearch.titles import Title, title_of

_SKIPPED = frozenset({Role.FRONT_MATTER, Role.ATTENDANCE, Role.AUDIT_TRAIL, Role.PLAN})
_NEAR, _MOST_ABOUT = 3, 60


class Evidence:
    """A passage that may say what became of something, and what is read from it once."""

    def __init__(self, reader: Reader, passage: Passage, day: date) -> None:
        self.reader = reader
        self.passage = passage
        self.day = day

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    @cached_property
    def after(self) -> tuple[Passage, ...]:
        """The passages that follow it in its paper."""
        at = self.passage.ordinal
        return self.reader.passages_of(self.passage.paper_id)[at + 1 : at + 1 + _NEAR]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return stems_in(self.text)

    @cached_property
    def context(self) -> frozenset[str]:
        """The stems of the titles of its item and paper."""
        return stems_in(f"{self.passage.item_title or ''} {self.passage.paper_title}")

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
    """The passages of one body that report back, put off or go back on anything, by stem; the others are not kept."""

    reader: Reader
    places: list[Evidence] = field(default_factory=list)
    told: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    titled: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def covering(self, weights: Mapping[str, float], after: date, *, titles: bool = False) -> dict[int, float]:
        """Places of papers of later days with the share of these weights that their words hold, or their titles with them."""
        found: defaultdict[int, float] = defaultdict(float)
        whole = sum(weights.values()) or 1.0
        for one, weight in weights.items():
            held = set(self.told.get(one, ()))
            held |= set(self.titled.get(one, ())) if titles else set()
            for at in held:
                found[at] += weight / whole
        return {at: share for at, share in found.items() if self.places[at].day > after}

    def hear(self, card: PaperCard) -> None:
        """Take in the passages of a paper."""
        if card.meeting_date is None or card.type is PaperType.AGENDA:
            return
        for passage in self.reader.passages_of(card.id):
            self.take_in(passage, card.meeting_date)

    def take_in(self, passage: Passage, day: date) -> None:
        """Keep a passage of a paper of that day, if it may tell anything."""
        if passage.form is Form.HEADING or passage.role in _SKIPPED or not _may_tell(passage.text):
            return
        at = len(self.places)
        evidence = Evidence(self.reader, passage, day)
        self.places.append(evidence)
        for one in evidence.stems:
            self.told[one].append(at)
        for one in evidence.context:
            self.titled[one].append(at)


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


def hearing_about(reader: Reader, body: str, stems: Collection[str], after: date) -> Hearing:
    """What the papers of a body of later days say with most of these stems, without reading all its papers."""
    hearing = Hearing(reader)
    card = next(iter(_papers_of(reader, body)), None)
    if card is None or card.committee is None or not stems:
        return hearing
    request = SearchRequest(
        query=AnyOf(tuple(map(Word, sorted(stems)))) if len(stems) > 1 else Word(next(iter(stems))),
        filters={"council": frozenset({card.council}), "committee": frozenset({card.committee})},
        dates=DateRange(after + timedelta(days=1), None),
        page_size=_MOST_ABOUT,
    )
    for hit in reader.search(request).hits:
        day, is_agenda = hit.passage.meeting_date, hit.passage.paper_type is PaperType.AGENDA
        if day is not None and not is_agenda:
            hearing.take_in(hit.passage, day)
    return hearing


def bodies_of(reader: Reader) -> Bodies:
    """The bodies of this generation."""
    return reader.remember("bodies", lambda: _bodies_of(reader))


def stems_in(text: str) -> frozenset[str]:
    """The stems of the words of a text, stop words too."""
    return frozenset(map(stem, words(text)))


def _may_tell(text: str) -> bool:
    return has_cue(text) or goes_back(text)


def _hearing_of(reader: Reader, body: str) -> Hearing:
    hearing = Hearing(reader)
    for card in _papers_of(reader, body):
        hearing.hear(card)
    return hearing


def _papers_of(reader: Reader, body: str) -> Sequence[PaperCard]:
    return reader.remember("cards by body", lambda: _cards_by_body(reader)).get(body, ())


def _cards_by_body(reader: Reader) -> dict[str, list[PaperCard]]:
    found: defaultdict[str, list[PaperCard]] = defaultdict(list)
    for card in reader.cards():
        found[card.meeting_key.rpartition("/")[0]].append(card)
    return dict(found)


def _bodies_of(reader: Reader) -> Bodies:
    newest: dict[str, date] = {}
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for meeting in meetings(reader):
        body = meeting.key.rpartition("/")[0]
        newest[body] = max(meeting.day, newest.get(body, meeting.day))
        names[meeting.council][" ".join(meeting.committee.casefold().split())] = body
    return Bodies(newest, names)
