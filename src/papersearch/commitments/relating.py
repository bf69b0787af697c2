"""Finds later passages on the subject of a row, to be shown as related and never as an answer."""

from collections.abc import Iterator
from datetime import date, timedelta

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.commitments.hearing import stems_in
from papersearch.commitments.records import Commitment, FollowUp, Relation
from papersearch.commitments.subjects import subject_of
from papersearch.dates import DateRange
from papersearch.engines.port import Reader
from papersearch.passage import Passage
from papersearch.plans import whole
from papersearch.query import AnyOf, SearchRequest, Word
from papersearch.weighing import weights_of

RELATED = 0.45
"""The least share of a row's subject that a related passage covers."""
MOST = 3
_LOOKED_AT = 40
_MOST_WORDS = 12


def related(reader: Reader, row: Commitment, limit: int = MOST) -> tuple[FollowUp, ...]:
    """Up to `limit` passages of later papers of the same committee that speak of the row's subject, best first.

    What already stands in `follow_up` is left out, and so is a row of which no day is known.
    """
    subject = subject_of(row)
    if row.said_on is None or row.passage.committee is None or not subject:
        return ()
    weights = weights_of(reader)
    shown = {one.quote.passage.id for one in row.follow_up}
    found: list[tuple[float, Passage]] = []
    for passage in _later(reader, row, row.said_on, subject):
        share = weights.covered(subject, stems_in(passage.text))
        if passage.id not in shown and share >= RELATED:
            found.append((share, passage))
    best = sorted(found, key=lambda one: -one[0])[:limit]
    return tuple(FollowUp(quote=whole(one), relation=Relation.RELATED, why="it speaks of the same") for _, one in best)


def _later(reader: Reader, row: Commitment, said_on: date, subject: frozenset[str]) -> Iterator[Passage]:
    told = words(f"{row.text} {row.passage.item_title or ''}")
    asked = dict.fromkeys(word for word in told if stem(word) in subject and word not in STOP_WORDS)
    request = SearchRequest(
        query=AnyOf(tuple(map(Word, list(asked)[:_MOST_WORDS]))),
        filters={"council": frozenset({row.passage.council}), "committee": frozenset({row.passage.committee or ""})},
        dates=DateRange(said_on + timedelta(days=1), None),
        page_size=_LOOKED_AT,
    )
    for hit in reader.search(request).hits:
        if not hit.passage.is_frame:
            yield hit.passage
