"""Chooses the sentences that cover a question best."""

import re
from collections.abc import Sequence
from functools import lru_cache

from papersearch.analysis import STOP_WORDS, words
from papersearch.answering.figuring import NUMBER_WORDS
from papersearch.answering.kinds import Kind
from papersearch.answering.scoring import Scored, scored_of
from papersearch.answering.seeking import Papers, Search, may_be_quoted
from papersearch.engines.port import Hit
from papersearch.model import Role

NEAR_COPY = 0.6
_OF_WHAT_WAS = (Kind.SAID, Kind.WHY, Kind.DID, Kind.RESOLVED)
"""What a plan does not tell, unless the question is about what is planned."""
_OF_PLAN = re.compile(
    r"\b(?:plans?|planned|due|scheduled|listed|pencilled|programme|agenda|upcoming|coming|next|theme|expected|will|going to)\b",
    re.IGNORECASE,
)


def scored_sentences(search: Search, hits: Sequence[Hit]) -> list[Scored]:
    """The sentences of these passages that may be quoted, best first; ties in the order of the hits."""
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    papers = Papers(search, hits)
    is_of_plan = search.asked.kind not in _OF_WHAT_WAS or bool(_OF_PLAN.search(search.asked.question))
    ranks = {hit.passage.id: hit.score / best for hit in hits}
    found = [
        one
        for passage in (*(hit.passage for hit in hits), *papers.around())
        if may_be_quoted(passage) and (is_of_plan or passage.role is not Role.PLAN)
        for one in scored_of(search, passage, papers.near(passage), ranks.get(passage.id, 0.0))
    ]
    return sorted(found, key=lambda one: -one.score)


def distinct(found: Sequence[Scored], most: int, *, least_share: float) -> list[Scored]:
    """The best sentences without near-copies, each at least `least_share` of the best."""
    chosen: list[Scored] = []
    for one in found:
        if len(chosen) >= most or (chosen and one.score < chosen[0].score * least_share):
            break
        if not any(is_near_copy(one.quote.text, other.quote.text) for other in chosen):
            chosen.append(one)
    return chosen


def is_near_copy(one: str, other: str) -> bool:
    """Whether two texts share most of their words, common ones aside, and no figure tells them apart."""
    (first, first_figures), (second, second_figures) = _telling(one), _telling(other)
    overlap = len(first & second) / max(1, min(len(first), len(second)))
    return overlap > NEAR_COPY and (first_figures == second_figures or bool(first_figures & second_figures))


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, common ones aside, and its figures, with the words that are numbers."""
    found = frozenset(words(text))
    held = found - STOP_WORDS
    return held, frozenset(word for word in found if word[:1].isdigit() or word in NUMBER_WORDS)
