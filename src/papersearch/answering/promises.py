"""Answers what was promised from the ledger, with when it is due and what later papers say of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from papersearch.analysis import QUESTION_WORDS
from papersearch.answering.choosing import is_near_copy
from papersearch.answering.kinds import Kind
from papersearch.answering.seeking import Search, candidates
from papersearch.answering.times import tells
from papersearch.answering.wording import Asking, stems_held, stems_of_all
from papersearch.commitments import Commitment, LedgerRequest, Relation, followed, ledger
from papersearch.model import PaperType
from papersearch.passage import Passage, Quote

MOST_ROWS, MOST_FOLLOW_UP, MOST_LIKELY = 3, 2, 60
LIKELY, OF_DEEDS = 0.15, 0.05
"""The least that a row and its headings tell before its paper is read, and what an action adds to a row's share."""
SMALL = 10_000
"""Passages of an index all of whose rows are weighed."""
MOST_PAPERS, MOST_PASSAGES = 8, 160
"""The papers whose rows are weighed in a larger one, and the most passages of all but the first."""
ENOUGH, GOOD = 0.6, 0.6
"""The least share of the question that a row tells, and the least part of the best row's share."""
HEADS, NEAR, THREAD = 0.6, 0.5, 10
"""What a word of the question is worth to a row that stands in its headings, title or lead-in, or in the paragraphs before
it under the same item, so many of them."""
_PLAIN = frozenset(
    [
        *("report", "reported", "back", "action", "actions", "follow", "update", "officers", "members", "done", "made"),
        *("bring", "brought", "come", "provide", "present", "told", "asked", "next", "meeting", "committee"),
        *("promise", "promised", "promises", "commitment", "commitments", "committed", "pledged", "undertook"),
        *("agree", "agreed", "given", "set", "taken", "assigned", "following"),
    ]
)
_ALL_OF_MEETING = 0.8
"""How well the rows of a meeting answer a question for what was promised there, on whatever subject."""
_OF_DEEDS = frozenset({"action", "commitment"})
_TELLING = (Relation.ANSWERED, Relation.CONTRADICTED, Relation.MOVED)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that answers: its row in the ledger, followed, what of later papers is quoted, and how well it fits."""

    row: Commitment
    told: tuple[Quote, ...]
    share: float


def promised(search: Search) -> list[Promised]:
    """The rows of the ledger that say best what the question is about; none where no row says enough of it.

    What later papers say is quoted where they answer, contradict or move it.
    """
    asked = search.asked
    if asked.kind is not Kind.PROMISED:
        return []
    wanted = [word for word in search.wanted.words if word.text not in _PLAIN | QUESTION_WORDS]
    if not wanted and (asked.dates or asked.time):
        return _at_meeting(search)
    wanted = wanted or list(search.wanted.words)
    whole = sum(word.share for word in wanted)
    is_small = search.reader.stats().passages <= SMALL
    papers = frozenset() if is_small else _papers(search)
    if not papers and not is_small:
        return []
    request = LedgerRequest(filters=search.filters, dates=asked.dates, papers=papers)
    rows = [row for row in ledger(search.reader, request) if _fits(search, row)]
    bare = [(_told(row, wanted, frozenset()), row) for row in rows]
    likely = sorted((pair for pair in bare if pair[0] >= LIKELY * whole), key=lambda pair: -pair[0])[:MOST_LIKELY]
    near = _Near(search)
    scored = [(_told(row, wanted, near.of(row)) / whole, row) for _, row in likely]
    scored = [
        (share + (OF_DEEDS if row.kind.value in _OF_DEEDS else 0.0), row) for share, row in scored if share >= ENOUGH
    ]
    scored.sort(key=lambda pair: -pair[0])
    if not scored:
        return []
    best = [row for share, row in scored if share >= GOOD * scored[0][0]]
    return [_with_later(row, min(1.0, scored[0][0])) for row in followed(search.reader, _distinct(best))]


def _at_meeting(search: Search) -> list[Promised]:
    """What was promised at the meetings of the time asked about: what officers are to do, where any of it is told."""
    days = search.asked.days
    rows = [
        row for row in ledger(search.reader, LedgerRequest(filters=search.filters, dates=days)) if not row.is_formal
    ]
    deeds = [row for row in rows if row.kind.value in _OF_DEEDS] or rows
    return [_with_later(row, _ALL_OF_MEETING) for row in followed(search.reader, _distinct(deeds))]


def _papers(search: Search) -> frozenset[str]:
    """The papers whose rows are weighed in a large index: those of the best passages, agendas aside."""
    found: dict[str, int] = {}
    for passage in (hit.passage for hit in candidates(search)):
        if passage.paper_id in found or passage.paper_type is PaperType.AGENDA:
            continue
        size = len(search.reader.passages_of(passage.paper_id))
        if found and sum(found.values()) + size > MOST_PASSAGES:
            continue
        found[passage.paper_id] = size
        if len(found) == MOST_PAPERS:
            break
    return frozenset(found)


def _fits(search: Search, row: Commitment) -> bool:
    """Whether a row is of the time and the person asked about, and no mere formality."""
    asked, passage = search.asked, row.passage
    if row.is_formal:
        return False
    in_time = asked.time is None or (
        (passage.meeting_date is not None and passage.meeting_date in asked.time.days)
        or tells(row.text, asked.time.days, passage.meeting_date)
    )
    someone = asked.someone
    return in_time and (
        someone is None or someone.is_in(f"{row.text} {row.owner_words or ''} {passage.text}", passage.speaker)
    )


def _told(row: Commitment, wanted: Sequence[Asking], near: frozenset[str]) -> float:
    """The share of the question that a row tells, with its headings and what stands near it."""
    own = stems_held(f"{row.text} {row.owner_words or ''} {' '.join(point.text for point in row.points)}")
    heads = stems_held(row.passage.context)
    return sum(
        word.share * max(word.worth_in(own), HEADS * word.worth_in(heads), NEAR * word.worth_in(near))
        for word in wanted
    )


class _Near:
    """What stands before rows, under their items; each paper is read once."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.papers: dict[str, tuple[Passage, ...]] = {}

    def of(self, row: Commitment) -> frozenset[str]:
        """The stems of the paragraphs before a row."""
        passage = row.passage
        if passage.paper_id not in self.papers:
            self.papers[passage.paper_id] = self.search.reader.passages_of(passage.paper_id)
        before = self.papers[passage.paper_id][max(0, passage.ordinal - THREAD) : passage.ordinal + 1]
        return stems_of_all(one.text for one in before if one.item_key == passage.item_key)


def _distinct(rows: Sequence[Commitment]) -> list[Commitment]:
    kept: list[Commitment] = []
    for row in rows:
        if len(kept) < MOST_ROWS and not any(is_near_copy(row.text, other.text) for other in kept):
            kept.append(row)
    return kept


def _with_later(row: Commitment, share: float) -> Promised:
    later = [one.quote for one in row.follow_up if one.relation in _TELLING]
    return Promised(row, tuple(later[-MOST_FOLLOW_UP:]), share)


def quotes_of(found: Sequence[Promised]) -> list[Quote]:
    """The promises, and behind them what later papers say, each passage once."""
    promises = [one.row.quote for one in found]
    later = [quote for one in found for quote in one.told]
    seen = {quote.passage.id for quote in promises}
    told: list[Quote] = []
    for quote in later:
        if quote.passage.id not in seen:
            seen.add(quote.passage.id)
            told.append(quote)
    return [*promises, *told]
