"""Puts an answer together: from structure where the question asks for a record, else from the best sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from papersearch.answering.answer import Answer, Citation, Outcome, SentenceFound, Thresholds
from papersearch.answering.asking import Asked, understand
from papersearch.answering.believing import doubted
from papersearch.answering.choosing import distinct, is_near_copy, scored_sentences
from papersearch.answering.conflicting import disagreeing
from papersearch.answering.doubting import SAYS_ALL, doubts_of
from papersearch.answering.kinds import KIND_WORDS, Kind, Order
from papersearch.answering.listing import MOST_CHARACTERS, as_list, written_out
from papersearch.answering.promises import promised, quotes_of
from papersearch.answering.records import asks_for_meetings, found_in_records, last_held
from papersearch.answering.resolutions import resolutions_of
from papersearch.answering.scoring import Scored, is_to_come
from papersearch.answering.seeking import Search, candidates
from papersearch.answering.wording import wanted_words
from papersearch.coverage import coverage_of
from papersearch.dates import DateRange
from papersearch.engines.port import Reader
from papersearch.passage import Passage, Quote, in_words

MOST_SENTENCES, MOST_LISTED = 3, 8
LEAST_SHARE, LEAST_SHARE_OF_CLOSEST, GOOD_SHARE = 0.4, 0.4, 0.75
"""The least part of the best sentence's score of one that is quoted, shown as close, or may come first for being newest."""
ENOUGH_ELSEWHERE = 0.6
"""The least certainty of an answer from other committees than the one the question names."""
MOST_BETWEEN = 2
"""The most characters between two sentences of a passage that follow each other."""
LEAST_TOLD = 0.35
"""The least certainty of a sentence that is quoted beside one that clears the threshold."""
MOST_LOOKED_AT, MOST_OF_PASSAGE = 16, 2
NO_DIRECT_ANSWER = "none of these answers it directly"
"""The reason where there is none more telling."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The sentences of a search, best first, and which of them are fit to answer."""

    search: Search
    matched: int
    scored: Sequence[Scored]
    fitting: Sequence[Scored]

    @property
    def certainty(self) -> float:
        return max((one.certainty for one in self.fitting), default=0.0)

    @property
    def closeness(self) -> float:
        return max((one.certainty for one in self.scored), default=0.0)


def answer(
    reader: Reader,
    question: str,
    *,
    filters: Mapping[str, frozenset[str]] | None = None,
    dates: DateRange | None = None,
    without: frozenset[str] = frozenset(),
    thresholds: Thresholds | None = None,
) -> Answer:
    """The papers' own words on a question, the passages that come closest, or nothing.

    `filters` and `dates`, the days of meetings, are those a person set; `without` switches off filters that the question implies ("council", "committee",
    "dates"). A committee that the question names, and whose papers do not answer, is left out if other papers do, unless
    it is asked when it meets; the answer says so.
    """
    limits = thresholds or Thresholds()
    chosen = filters or {}
    asked = understand(question, reader, without=without).within(dates)
    found = _answered(reader, asked, chosen, limits)
    may_be_elsewhere = "committee" in asked.filters and "committee" not in chosen and not asks_for_meetings(asked)
    if found.outcome is not Outcome.ANSWER and may_be_elsewhere:
        wider = _answered(reader, asked.without_committee(), chosen, limits)
        if wider.outcome is Outcome.ANSWER and wider.certainty >= ENOUGH_ELSEWHERE:
            return replace(wider, asked=asked, relaxed="committee")
    if found.outcome is Outcome.NOTHING and asked.time is not None:
        return _without_time(reader, asked, chosen, limits, found)
    return found


def _without_time(
    reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]], limits: Thresholds, found: Answer
) -> Answer:
    """What comes closest at any time, to a question that nothing answers at the time it names."""
    search = Search.of(
        reader,
        asked,
        wanted_words(reader, asked.words, question=asked.question, names=asked.names),
        {**asked.filters, **filters},
    )
    timeless = replace(search, asked=replace(asked, time=None))
    near = _find(timeless, limits)
    if near.closeness < limits.closest:
        return found
    return replace(_closest(near, found.reason), asked=asked, coverage=found.coverage)


def _answered(reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]], limits: Thresholds) -> Answer:
    search = Search.of(
        reader,
        asked,
        wanted_words(reader, asked.words, question=asked.question, names=asked.names),
        {**asked.filters, **filters},
    )
    if asked.unknown_body:
        return _empty(search, f"no paper of {asked.unknown_body} is indexed")
    if not asked.words and (asked.kind is not Kind.PROMISED or asked.dates is None):
        return _empty(search, "the question has no words to look for")
    recorded = found_in_records(search)
    if recorded:
        return _with(search, recorded, reason="found in the record of meetings, people and resolutions", certainty=1.0)
    passed = last_held(search)
    if passed is not None and passed.passage.meeting_date is not None:
        return _past(search, passed.passage, passed.passage.meeting_date)
    promises = promised(search)
    if promises and promises[0].share >= limits.answer:
        built = _with(
            search, quotes_of(promises), reason="found in the ledger of what was promised", certainty=promises[0].share
        )
        return replace(built, promises=tuple(promises))
    found = _find(search, limits)
    if found.closeness < limits.closest:
        return replace(
            _empty(search, _why_nothing(search)),
            closeness=found.closeness,
            certainty=found.certainty,
            matched=found.matched,
        )
    if found.certainty < limits.answer:
        return _closest(found, _why_not(found))
    return _quoting(found)


def _find(search: Search, limits: Thresholds) -> _Found:
    hits = candidates(search)
    scored = scored_sentences(search, hits)
    fitting = [
        replace(one, certainty=doubted(one.certainty, doubts_of(search, one)))
        for one in scored
        if one.has_kind and one.fits_person and not one.missing
    ]
    fitting.sort(key=lambda one: -one.certainty)
    least = min(limits.answer, LEAST_TOLD)
    return _Found(search, len(hits), scored, [one for one in fitting if one.certainty >= least] or fitting)


def _quoting(found: _Found) -> Answer:
    search = found.search
    most = MOST_LISTED if search.asked.kind in (Kind.LIST, Kind.RESOLVED, Kind.PROMISED) else MOST_SENTENCES
    conflict = disagreeing(search, _of_tense(search.asked, found.fitting))
    ordered = _in_order(search.asked, found.fitting)
    chosen = [*conflict, *(one for one in ordered if one not in conflict)]
    listed = [] if conflict else as_list(search, chosen[0], most)
    quotes = listed or _written(search, chosen, most)
    built = _with(
        search,
        _with_resolutions(search, quotes, most),
        reason="these sentences hold the words of the question",
        certainty=found.certainty,
    )
    ids = {one.quote.passage.id for one in conflict}
    numbers = tuple(one.number for one in built.citations if one.passage.id in ids)
    return replace(
        built, conflicts=(numbers,) if len(numbers) > 1 else (), matched=found.matched, closeness=found.closeness
    )


def _in_order(asked: Asked, fitting: Sequence[Scored]) -> list[Scored]:
    """The distinct sentences, best first; of a question for the latest word the newest of the good ones, without date last."""
    best = distinct(_of_tense(asked, fitting), MOST_LOOKED_AT, least_share=LEAST_SHARE)
    if asked.kind in KIND_WORDS and best[0].own >= SAYS_ALL:
        best = [one for one in best if one.own >= SAYS_ALL or _leans_on(one, best[0])]
    if asked.order is None or (asked.kind is Kind.WHEN and asked.order is Order.OLDEST):
        return best
    good = [one for one in best if one.score >= best[0].score * GOOD_SHARE]
    sign = -1 if asked.order is Order.NEWEST else 1
    good.sort(key=lambda one: (one.quote.passage.meeting_date is None, sign * _day_of(one)))
    return good


def _leans_on(one: Scored, other: Scored) -> bool:
    """Whether a sentence goes on where another ends, and speaks of the same: "The last day for this is ..."."""
    first, second = other.quote, one.quote
    is_next = first.passage.id == second.passage.id and 0 <= second.start - first.end <= MOST_BETWEEN
    return is_next and bool(_SPEAKS_ON.search(second.text))


_SPEAKS_ON = re.compile(
    r"^(?:It|They|He|She|Both)\b|\b(?:this|these|those|them)\b(?! (?:meeting|report)\b)", re.IGNORECASE
)


_ASKS_WILL = re.compile(
    r"\b(?:will|going to|due to|is|are)\b.*\b(?:be|happen|start|open|come|take place|due|finish|end|begin)\b",
    re.IGNORECASE,
)


def _of_tense(asked: Asked, fitting: Sequence[Scored]) -> Sequence[Scored]:
    """Of a question of when something will be, the sentences that speak of what is to come, if there are any."""
    if asked.kind is not Kind.WHEN or not _ASKS_WILL.search(asked.question):
        return fitting
    return [one for one in fitting if is_to_come(one.quote.text)] or fitting


def _day_of(one: Scored) -> int:
    day = one.quote.passage.meeting_date
    return day.toordinal() if day else 0


def _written(search: Search, chosen: Sequence[Scored], most: int) -> list[Quote]:
    """The quotations of these sentences, those that overlap in one paragraph made one, two of a paragraph at most."""
    quotes: list[Quote] = []
    for quote in (quote for one in chosen for quote in written_out(search, one)):
        same = [at for at, other in enumerate(quotes) if other.passage.id == quote.passage.id]
        joined = next((at for at in same if _go_together(quotes[at], quote)), None)
        if joined is not None:
            quotes[joined] = Quote(
                passage=quote.passage,
                start=min(quote.start, quotes[joined].start),
                end=max(quote.end, quotes[joined].end),
            )
        elif len(same) < MOST_OF_PASSAGE and len(quotes) < most:
            quotes.append(quote)
    return quotes


def _go_together(one: Quote, other: Quote) -> bool:
    """Whether two quotations of a paragraph overlap, or follow each other and are short."""
    first, second = sorted((one, other), key=lambda quote: quote.start)
    between = first.passage.text[first.end : second.start]
    return second.start <= first.end or (not between.strip() and second.end - first.start <= MOST_CHARACTERS)


def _with_resolutions(search: Search, quotes: list[Quote], most: int) -> list[Quote]:
    """Behind the words of a person, what was resolved under the same item; shown as such, never as their words."""
    asked = search.asked
    if asked.someone is None or asked.kind is not Kind.SAID or len(quotes) >= most:
        return quotes
    resolved = resolutions_of(search, [quotes[0].passage])
    told = [one for one in resolved if not any(is_near_copy(one.text, other.text) for other in quotes)]
    return [*quotes, *told[: most - len(quotes)]]


def _why_nothing(search: Search) -> str:
    absent = search.wanted.absent
    told = _out_of_time(search)
    if told:
        return told
    if search.asked.time is not None:
        return f"no paper of that time holds enough of the question's words ({search.asked.time.words})"
    if absent:
        return f"no paper holds {'the word' if len(absent) == 1 else 'the words'} {', '.join(absent)}"
    return "no paragraph holds enough of the question's words"


def _why_not(found: _Found) -> str:
    asked, best = found.search.asked, found.scored[0]
    told = _out_of_time(found.search)
    if told:
        return told
    if best.missing:
        return f"no sentence on this speaks of {', '.join(sorted(best.missing))}"
    if not best.fits_person and asked.someone is not None:
        return f"no sentence on this gives words of {asked.someone.words}"
    if not best.has_kind:
        return f"no sentence on this holds {KIND_WORDS.get(asked.kind, 'what is asked for')}"
    return NO_DIRECT_ANSWER


def _out_of_time(search: Search) -> str:
    """That the question asks about a time before the first or after the last paper; empty if it does not."""
    asked = search.asked
    days = asked.days
    covered = coverage_of(search.reader, search.filters)
    if days is None or covered.first_date is None or covered.last_date is None:
        return ""
    if days.first and days.first > covered.last_date:
        return f"the newest paper is dated {in_words(covered.last_date)}, and the question asks about a later time"
    if days.last and days.last < covered.first_date:
        return f"the oldest paper is dated {in_words(covered.first_date)}, and the question asks about an earlier time"
    return ""


def _with(search: Search, quotes: Sequence[Quote], *, reason: str, certainty: float) -> Answer:
    numbers: dict[str, int] = {}
    for quote in quotes:
        numbers.setdefault(quote.passage.id, len(numbers) + 1)
    passages = {quote.passage.id: quote.passage for quote in quotes}
    return replace(
        _empty(search, reason),
        outcome=Outcome.ANSWER,
        sentences=tuple(SentenceFound(quote=quote, citation=numbers[quote.passage.id]) for quote in quotes),
        citations=tuple(Citation(number=number, passage=passages[one]) for one, number in numbers.items()),
        certainty=certainty,
        closeness=certainty,
    )


def _closest(found: _Found, reason: str) -> Answer:
    best = distinct(found.scored, MOST_SENTENCES, least_share=LEAST_SHARE_OF_CLOSEST)
    passages = dict.fromkeys(one.quote.passage for one in best)
    return replace(
        _empty(found.search, reason),
        outcome=Outcome.CLOSEST,
        citations=tuple(Citation(number=number, passage=one) for number, one in enumerate(passages, 1)),
        matched=found.matched,
        certainty=found.certainty,
        closeness=found.closeness,
    )


def _past(search: Search, passage: Passage, day: date) -> Answer:
    """The newest meeting as what is closest, where the next one is asked for and not told."""
    return replace(
        _empty(search, f"no paper tells of a meeting after {in_words(day)}"),
        outcome=Outcome.CLOSEST,
        citations=(Citation(number=1, passage=passage),),
        closeness=1.0,
    )


def _empty(search: Search, reason: str) -> Answer:
    return Answer(
        asked=search.asked,
        outcome=Outcome.NOTHING,
        sentences=(),
        citations=(),
        conflicts=(),
        reason=reason,
        absent=search.wanted.absent,
        related=search.wanted.related,
        coverage=coverage_of(search.reader, search.filters, search.asked.dates),
    )
