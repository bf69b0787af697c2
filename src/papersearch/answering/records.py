"""Answers that stand in the record itself: resolutions of an item, what an acronym means, who holds a chair."""

import re
from collections.abc import Iterator, Mapping, Sequence

from papersearch.analysis import sentences, stem, words
from papersearch.answering.asking import Asked, Kind, stems_of
from papersearch.answering.choosing import candidates, weights_of
from papersearch.engines.port import Reader
from papersearch.model import Role
from papersearch.passage import Passage, Quote

MOST_RESOLUTIONS, MOST_ITEMS = 12, 2
_ENOUGH_OF_ITEM = 0.85
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*s?\b|\b[A-Z]{2,8}s?\b")


def found_in_records(reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]]) -> list[Quote]:
    """Quotations that answer a typed question from structure, in printed order; empty where only sentences can tell."""
    match asked.kind:
        case Kind.RESOLVED:
            return _resolutions(reader, asked, filters)
        case Kind.WHAT_IS:
            return _definition(reader, asked)
        case (
            Kind.WHEN
            | Kind.WHO
            | Kind.HOW_MANY
            | Kind.HOW_MUCH
            | Kind.LAST
            | Kind.LIST
            | Kind.DID
            | Kind.SAID
            | Kind.PROMISED
        ):
            return []


def _resolutions(reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]]) -> list[Quote]:
    """The resolutions of the item whose title says what the question is about, as printed."""
    weights = weights_of(reader, asked)
    total = sum(weights.values()) or 1.0
    items: dict[str, float] = {}
    papers: dict[str, dict[str, None]] = {}
    for hit in candidates(reader, asked, filters):
        passage = hit.passage
        title = frozenset(stems_of(words(passage.item_title or "")))
        share = sum(weight for word, weight in weights.items() if word in title) / total
        items[passage.item_key] = max(share, items.get(passage.item_key, 0.0))
        papers.setdefault(passage.item_key, {})[passage.paper_id] = None
    best = sorted((key for key, share in items.items() if share >= _ENOUGH_OF_ITEM), key=lambda key: -items[key])
    quotes: list[Quote] = []
    for key in best[:MOST_ITEMS]:
        resolved = [one for paper in papers[key] for one in reader.passages_of(paper) if one.item_key == key]
        quotes += _whole(_once(one for one in resolved if one.role is Role.RESOLUTION))
    return quotes[:MOST_RESOLUTIONS]


def _definition(reader: Reader, asked: Asked) -> list[Quote]:
    """The sentence that spells out an acronym: "LONG FORM (LF)"."""
    for short in _ACRONYM.findall(asked.question.split(maxsplit=1)[-1]):
        cards = [card for card in reader.cards() if short in card.defines]
        for card in cards:
            for passage in reader.passages_of(card.id):
                for one in sentences(passage.text):
                    if f"({short})" in one.text:
                        return [Quote(passage=passage, start=one.start, end=one.end)]
    return []


def _once(passages: "Iterator[Passage] | Sequence[Passage]") -> list[Passage]:
    """Without what a second paper of the item repeats word for word."""
    seen: dict[tuple[str, ...], Passage] = {}
    for one in passages:
        seen.setdefault(tuple(stem(word) for word in words(one.text)), one)
    return list(seen.values())


def _whole(passages: Sequence[Passage]) -> list[Quote]:
    return [Quote(passage=one, start=0, end=len(one.text)) for one in passages]
