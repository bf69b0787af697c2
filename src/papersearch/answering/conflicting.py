"""Sets sentences beside each other that state different dates or figures for what reads as one event."""

import re
from collections.abc import Mapping, Sequence

from papersearch.answering.figuring import figures_by, without_dates
from papersearch.answering.kinds import Kind
from papersearch.answering.scoring import HELD, Scored, counted_stems
from papersearch.answering.seeking import Search
from papersearch.answering.times import are_near, times_told
from papersearch.answering.wording import stems_held
from papersearch.dates import find_dates

MIN_SCORE_SHARE = 0.6
"""The least part of the best sentence's score at which another one is looked at."""
MIN_COMMON = 0.6
"""The least part of what each holds of the question that two sentences on one event have in common."""
DAYS_APART = 15
"""Two papers that differ on the day of an event may differ on the figures of it."""
_SUM = re.compile(r"[\u00a3$\u20ac]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|m\b|bn\b|k\b))?|\d[\d.]*\s?(?:%|per cent)")


def disagreeing(search: Search, fitting: Sequence[Scored]) -> list[Scored]:
    """The sentences, best first, that tell different dates or figures of one event; empty where none or one does.

    One event: both hold the words of the question that tell what happened, and figures are of one time. Two sentences of
    one paper never disagree: a paper that states two dates means two things.
    """
    if search.asked.kind not in (Kind.WHEN, Kind.HOW_MANY, Kind.HOW_MUCH) or not fitting:
        return []
    near = [one for one in fitting if one.score >= fitting[0].score * MIN_SCORE_SHARE]
    told: list[tuple[Scored, frozenset[str]]] = []
    for one in near:
        values = _values(search, one)
        is_other = values and all(not values & others and _is_one_event(search, one, other) for other, others in told)
        if is_other and all(one.quote.passage.paper_id != other.quote.passage.paper_id for other, _ in told):
            told.append((one, values))
    return [one for one, _ in told] if len(told) > 1 else []


def _values(search: Search, one: Scored) -> frozenset[str]:
    """The days a sentence states, or its figures; of a question of how many, those that stand by what is counted."""
    text = one.quote.text
    if search.asked.kind is Kind.WHEN:
        return frozenset(found.day.isoformat() for found in find_dates(text))
    if search.asked.kind is Kind.HOW_MUCH:
        return frozenset(re.sub(r"[\s,]", "", value) for value in _SUM.findall(without_dates(text)))
    return frozenset(figures_by(text, counted_stems(search)))


def _is_one_event(search: Search, one: Scored, other: Scored) -> bool:
    """Whether two sentences of one council share most of what they hold of the question, and for figures their time."""
    if one.quote.passage.council != other.quote.passage.council:
        return False
    first, second = (_happening(search, each) for each in (one, other))
    common = sum(share for stem, share in first.items() if stem in second)
    if not common or common < MIN_COMMON * min(sum(first.values()), sum(second.values())):
        return False
    if search.asked.kind is Kind.WHEN:
        return True
    times = [times_told(each.quote.passage.text) for each in (one, other)]
    return any(are_near(a, b, days=DAYS_APART) for a in times[0] for b in times[1])


def _happening(search: Search, one: Scored) -> Mapping[str, float]:
    """The words of the question, names aside, that the sentence itself holds, with their shares."""
    held = stems_held(one.quote.text)
    return {
        word.stem: word.share
        for word in search.wanted.words
        if word.stem not in search.asked.names and word.worth_in(held) >= HELD
    }
