"""Answers what was resolved or recommended: all of an item, in printed order, where its title or best passage says it."""

import re
from collections.abc import Iterable, Iterator

from papersearch.analysis import stem, words
from papersearch.answering.seeking import Search, candidates
from papersearch.answering.wording import stems_held
from papersearch.engines.port import Hit
from papersearch.model import Role
from papersearch.passage import Passage, Quote
from papersearch.query import SearchRequest

MOST_RESOLUTIONS, MOST_ITEMS = 12, 2
ENOUGH_OF_ITEM, _ENOUGH_OF_RESOLUTION = 0.85, 0.7
_RECOMMENDS = re.compile(r"\brecommend", re.IGNORECASE)
_RESOLVES = re.compile(r"\b(?:resol|decid|decision|agree|approv)", re.IGNORECASE)


def resolutions_of(search: Search, passages: Iterable[Passage], *, role: Role = Role.RESOLUTION) -> list[Quote]:
    """What was resolved under the items of these passages, in printed order, each wording once."""
    items = dict.fromkeys(one.item_key for one in passages)
    quotes: list[Quote] = []
    for key in items:
        request = SearchRequest(item=key, filters={"role": frozenset({role.value})}, page_size=MOST_RESOLUTIONS * 2)
        hits = search.reader.search(request).hits
        papers = dict.fromkeys(hit.passage.paper_id for hit in hits)
        resolved = (one for paper in papers for one in search.reader.passages_of(paper) if one.item_key == key)
        quotes += [whole(one) for one in once(one for one in resolved if one.role is role)]
    return quotes[:MOST_RESOLUTIONS]


def found_resolutions(search: Search) -> list[Quote]:
    """The resolutions of the items whose titles say what the question is about, or else whose best passage does.

    A resolution that says it itself is left to the choice of sentences. A time in the question is that of the meeting.
    """
    hits = _of_its_time(search, candidates(search))
    titled: dict[str, float] = {}
    told: dict[str, float] = {}
    passages: dict[str, Passage] = {}
    says_itself = False
    for hit in hits:
        passage = hit.passage
        key, held = passage.item_key, stems_held(passage.text)
        says_itself = says_itself or (
            passage.role in (Role.RESOLUTION, Role.RECOMMENDATION) and _share(search, held) >= _ENOUGH_OF_RESOLUTION
        )
        place = stems_held(f"{passage.item_title or ''}\n{passage.committee or ''}\n{passage.council_name}")
        titled[key] = max(_share(search, place) if passage.item_title else 0.0, titled.get(key, 0.0))
        told[key] = max(_share(search, held | place), told.get(key, 0.0))
        passages.setdefault(key, passage)
    best = sorted((key for key, share in titled.items() if share >= ENOUGH_OF_ITEM), key=lambda key: -titled[key])
    if not best and not says_itself:
        best = [key for key, share in told.items() if share >= ENOUGH_OF_ITEM][:1]
    asked = search.asked.question
    wants = Role.RECOMMENDATION if _RECOMMENDS.search(asked) and not _RESOLVES.search(asked) else Role.RESOLUTION
    return resolutions_of(search, (passages[key] for key in best[:MOST_ITEMS]), role=wants)


def _of_its_time(search: Search, hits: tuple[Hit, ...]) -> list[Hit]:
    """The hits of meetings of the time asked about, if there are any."""
    time = search.asked.time
    if time is None:
        return list(hits)
    days = time.days
    return [hit for hit in hits if hit.passage.meeting_date and hit.passage.meeting_date in days] or list(hits)


def _share(search: Search, held: frozenset[str]) -> float:
    """The share of the question that these stems hold."""
    return sum(word.share * word.worth_in(held) for word in search.wanted.words)


def once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Without what a second paper repeats word for word."""
    seen: set[tuple[str, ...]] = set()
    for one in passages:
        key = tuple(stem(word) for word in words(one.text))
        if key not in seen:
            seen.add(key)
            yield one


def whole(passage: Passage) -> Quote:
    """All words of a passage."""
    return Quote(passage=passage, start=0, end=len(passage.text))
