"""Which papers and meetings a question about particulars means: by committee, day, month or year, and the words of a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from papersearch.analysis import QUESTION_WORDS, STOP_WORDS, stem, words
from papersearch.answering.bodies import committees_known
from papersearch.answering.seeking import Search
from papersearch.answering.times import times_told
from papersearch.answering.topic import Topic, stems_in
from papersearch.answering.wording import Asking, stems_held
from papersearch.dates import MONTHS, DateRange
from papersearch.engines.port import value_key
from papersearch.model import PaperType
from papersearch.passage import PaperCard, Passage

ENOUGH, ALIKE = 0.75, 0.02
"""The least share of what a question says that a paper's title and committee must hold, and how close to the best another must come."""
MOST_UNFIXED = 3
"""Papers that a question may mean which names nothing but their meeting."""
_BARE_MONTH = re.compile(rf"\b(?:{'|'.join(one.capitalize() for one in MONTHS)})\b(?!,?\s+\d{{4}})")
_PLAIN = stems_in(
    """meeting meetings committee committees council councils councillor councillors member members paper papers report reports decision decisions
    item items record records recorded minutes agenda agendas page pages document documents anyone anybody someone somebody else detail details date
    dates day time times given give gave stated state listed shown show printed print name names called held hold take takes took taken taking place
    made make section people person persons public resident residents council's borough year years last latest newest previous next recent back there
    actually finally exactly official officially record's according say says said note noted notes mention mentioned set regarding concerning about
    january february march april may june july august september october november december municipal met meet meets sat sit session sitting get got
    item's report's committee's meeting's title titled headed heading under body line down"""
)
"""Stems of words that say of no paper what it is about."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question says of the paper or meeting it means, beside what it asks of it.

    Attributes:
        others: its words that are no part of the question's topic, of a date or of a committee that is a filter.
        days: the shortest times it names; empty for any.
        wide: all other times it names, such as the year of a plan.
        months: the months it names without a year.
    """

    search: Search
    topic: Topic
    others: tuple[Asking, ...]
    days: tuple[DateRange, ...]
    wide: tuple[DateRange, ...]
    months: frozenset[int]

    @property
    def is_fixed(self) -> bool:
        """Whether a committee, a time or "the last" narrows it down."""
        return bool(self.search.filters.get("committee") or self.days or self.months or self.search.asked.order)

    def cards(self, *, at_any_time: bool = False) -> list[PaperCard]:
        """The papers of that council, committee and time, newest first; those without a date last."""
        kept = [
            one
            for one in self.search.reader.cards()
            if self._is_of(one.council, one.committee) and (at_any_time or self._is_of_time(one.meeting_date))
        ]
        return sorted(kept, key=lambda one: (-(one.meeting_date or date.min).toordinal(), _order(one), one.id))

    def meetings(self, *, at_any_time: bool = False) -> list[PaperCard]:
        """The papers of whole meetings: minutes before agendas; none where a word is of another thing than a body, or many are meant."""
        kinds = self.topic.types or (PaperType.MINUTES, PaperType.AGENDA)
        cards = self.cards(at_any_time=at_any_time)
        cards = [one for one in cards if one.type in kinds and one.committee and one.meeting_date]
        named = [one for one in cards if self.share_in(f"{one.committee}\n{one.council_name}") >= 1 - ALIKE]
        if not self.is_fixed and not self.others and len({one.meeting_key for one in named}) > 1:
            return []
        return named

    def papers(self) -> list[PaperCard]:
        """The reports and decisions whose titles say best what is asked about; none where no title says enough."""
        kinds = self._kinds()
        cards = [one for one in self.cards() if one.type in kinds]
        if not self.others:
            return cards if self.is_fixed and len(cards) <= MOST_UNFIXED else []
        scored = []
        for card in cards:
            title = stems_held(f"{card.title}\n{card.item_title or ''}")
            of_title = sum(word.worth_in(title) for word in self.others)
            held = self.share_in(f"{card.title}\n{card.item_title or ''}\n{card.committee or ''}\n{card.council_name}")
            if of_title >= 1 and held >= ENOUGH:
                scored.append((held, card))
        best = max((held for held, _ in scored), default=0.0)
        return [card for held, card in scored if held >= best - ALIKE]

    def is_told(self, text: str) -> bool:
        """Whether a text holds enough of what the question says of the thing it means."""
        return self.share_in(text) >= ENOUGH

    def is_of_passage(self, passage: Passage) -> bool:
        """Whether a passage is of the council and committee asked about."""
        return self._is_of(passage.council, passage.committee)

    def tells_most(self, text: str) -> bool:
        """Whether a text itself holds a word that the question says of the thing it means."""
        held = stems_held(text)
        return any(word.worth_in(held) for word in self.others)

    def share_in(self, text: str) -> float:
        """The share of what the question says of the thing it means that a text holds; 1 where it says nothing."""
        whole = sum(word.share for word in self.others)
        held = stems_held(text)
        return sum(word.share * word.worth_in(held) for word in self.others) / whole if whole else 1.0

    def _kinds(self) -> tuple[PaperType, ...]:
        asked = self.search.asked.question.casefold()
        if re.search(r"\breports?\b", asked) and PaperType.REPORT in self.topic.types:
            return (PaperType.REPORT,)
        return self.topic.types

    def _is_of(self, council: str, committee: str | None) -> bool:
        told = {"council": council, "committee": committee or ""}
        filters = self.search.filters
        return all(
            value_key(told[name]) in {value_key(value) for value in filters[name]} for name in told if filters.get(name)
        )

    def _is_of_time(self, day: date | None) -> bool:
        asked = self.search.asked
        if asked.dates is not None and (day is None or day not in asked.dates):
            return False
        if not self.days and not self.months:
            return True
        return day is not None and (
            any(day in one for one in self.days) or (not self.days and day.month in self.months)
        )


_ASKING = frozenset(map(stem, STOP_WORDS | QUESTION_WORDS))


def under_committee_named(search: Search) -> Search:
    """The search under the committees that the question names as the one spoken to ("apologies to the Cabinet")."""
    if search.filters.get("committee"):
        return search
    asked = frozenset(search.asked.words)
    named = {
        name: telling
        for name in committees_known(search.reader)
        if (telling := frozenset(words(name)) - {"the", "and", "of", "committee"}) and telling <= asked
    }
    if not named:
        return search
    longest = max(named, key=lambda name: (len(named[name]), name))
    rest = tuple(word for word in search.asked.words if word not in named[longest])
    wanted = replace(
        search.wanted, words=tuple(word for word in search.wanted.words if word.text not in named[longest])
    )
    return replace(
        search,
        asked=replace(search.asked, words=rest),
        wanted=wanted,
        filters={**search.filters, "committee": frozenset({longest})},
    )


def left_out_committee(search: Search) -> bool:
    """Whether the question names a committee that was left out because its papers say nothing of it."""
    named = any(facet == "committee" for facet, _ in search.asked.implied)
    return named and not search.filters.get("committee")


def meant_by(search: Search, topic: Topic) -> Meant:
    """What a question says beside its topic."""
    asked = search.asked
    plain = _PLAIN | topic.plain | _ASKING
    others = tuple(
        word
        for word in search.wanted.words
        if word.stem not in plain and not word.text.isdigit() and len(word.text) > 1
    )
    told = times_told(asked.question) or ((asked.time.days,) if asked.time else ())
    return Meant(search, topic, others, _shortest(told), tuple(told), _months(asked.question))


def _shortest(times: Sequence[DateRange]) -> tuple[DateRange, ...]:
    """The times that are told most exactly: a day before a month, a month before a year."""
    lengths = [(one.last - one.first).days if one.first and one.last else 10_000 for one in times]
    return tuple(one for one, length in zip(times, lengths, strict=True) if length <= min(lengths) * 2)


def _months(question: str) -> frozenset[int]:
    return frozenset(
        MONTHS.index(match.group().casefold()) + 1 for match in _BARE_MONTH.finditer(question) if match.start()
    )


_ORDER = {PaperType.MINUTES: 0, PaperType.AGENDA: 1, PaperType.DECISION: 2, PaperType.REPORT: 3}


def _order(card: PaperCard) -> int:
    return _ORDER.get(card.type, len(_ORDER))
