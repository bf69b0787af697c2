"""Makes the rows of the ledger from what is noted of the papers of a generation; follow-up is found later."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from papersearch.commitments.agents import role_of
from papersearch.commitments.dues import due_in, timing_of
from papersearch.commitments.joining import Joined, joined
from papersearch.commitments.noted import cards_by_body, noted_rows
from papersearch.commitments.noting import NotedRow, Words
from papersearch.commitments.openers import is_single_decider
from papersearch.commitments.records import Commitment, Due, Kind
from papersearch.engines.port import Reader
from papersearch.passage import PaperCard, Passage, Quote
from papersearch.plans import ListedMeeting, next_listed
from papersearch.weighing import weights_of


def rows_of_bodies(reader: Reader, bodies: Iterable[str]) -> tuple[Commitment, ...]:
    """The rows of some bodies, without status: newest meeting first, undated last, then in the order of their papers.

    No row joins papers of two bodies: those of each are made once in a generation. Papers without a meeting are of body "".
    """
    made = [row for body in dict.fromkeys(bodies) for row in _rows_of(reader, body)]
    return tuple(sorted(made, key=_order))


def all_rows(reader: Reader) -> tuple[Commitment, ...]:
    """All rows of a generation, in the same order."""
    return reader.remember("ledger", lambda: rows_of_bodies(reader, cards_by_body(reader)))


def are_made(reader: Reader, bodies: Iterable[str]) -> bool:
    """Whether the rows of these bodies are there."""
    return _made(reader).issuperset(bodies)


def rows_of_papers(reader: Reader, papers: Iterable[str]) -> tuple[Commitment, ...]:
    """The rows that some papers tell, by their ids, in the same order.

    What another paper of the meeting tells too has the places in these papers only.
    """
    return _ledger(reader, list(dict.fromkeys(papers)))


def _rows_of(reader: Reader, body: str) -> tuple[Commitment, ...]:
    papers = [card.id for card in cards_by_body(reader).get(body, ())]
    rows = reader.remember(f"ledger of {body}", lambda: _ledger(reader, papers))
    _made(reader).add(body)
    return rows


def _made(reader: Reader) -> set[str]:
    """The bodies whose rows are made."""
    return reader.remember("ledger is made of", set)


def _ledger(reader: Reader, papers: list[str]) -> tuple[Commitment, ...]:
    told = joined(noted_rows(reader, papers), weights_of(reader))
    making = _Making(reader, told)
    return _with_ids(sorted(map(making.row, told), key=_order))


class _Making:
    """Makes rows of what was joined, with the passages that they stand in and no others."""

    def __init__(self, reader: Reader, told: Iterable[Joined]) -> None:
        self._reader = reader
        self._cards = reader.remember("cards by id", lambda: {card.id: card for card in reader.cards()})
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for row in told:
            for one in row.told:
                wanted[one.paper_id].update(place for place, _, _ in _all_words(one))
        self._passages: dict[tuple[str, int], Passage] = {
            (paper, passage.ordinal): passage
            for paper, places in wanted.items()
            for passage in reader.passages_of(paper, places)
        }

    def row(self, told: Joined) -> Commitment:
        """The row of what was joined."""
        first = told.first
        said_on = first.said_on or first.day
        owned = next((one for one in told.told if one.owner), None)
        maker = None if owned or first.kind is not Kind.RESOLUTION else _maker(self._cards[first.paper_id])
        due = next((found for one in told.told if (found := self._due(one, said_on))), None)
        quote = self._quote(first, first.quote)
        return Commitment(
            id=quote.passage.id,
            quote=quote,
            kind=first.kind,
            rule=first.rule,
            lead_in=self._stated(first, first.lead_in),
            points=tuple(self._quote(first, one) for one in first.points),
            owner=self._stated(owned, owned.owner) if owned else None,
            owner_role=owned.owner_role if owned else role_of(maker) if maker else None,
            maker=maker,
            to=next((self._quote(one, one.to) for one in told.told if one.to), None),
            said_on=said_on,
            due=due,
            sources=tuple(self._quote(one, one.quote) for one in told.told),
            is_formal=first.is_formal,
            is_bare=first.is_bare,
            stems=first.stems,
            doubts=tuple(_doubts(quote.passage, said_on, due)),
        )

    def _quote(self, one: NotedRow, words: Words) -> Quote:
        place, start, end = words
        return Quote(passage=self._passages[one.paper_id, place], start=start, end=end)

    def _stated(self, one: NotedRow, words: Words | None) -> Quote | None:
        return self._quote(one, words) if words else None

    def _due(self, one: NotedRow, said_on: date | None) -> Due | None:
        is_as_noted = said_on == (one.said_on or one.day)
        if is_as_noted and one.timing is None and one.due is None:
            return None
        quote, cell, body = self._quote(one, one.quote), self._stated(one, one.due), one.body
        timing = one.timing if is_as_noted else timing_of(quote, cell, said_on)

        def next_meeting(after: date) -> ListedMeeting | None:
            return next_listed(self._reader, body, after) if body else None

        return due_in(quote, cell, timing, said_on, next_meeting)


def _all_words(one: NotedRow) -> Iterator[Words]:
    yield one.quote
    yield from one.points
    yield from (words for words in (one.lead_in, one.owner, one.to, one.due) if words)


def _maker(card: PaperCard) -> str | None:
    """The one person whom a page states as its decision maker; a body is no owner."""
    stated = card.facts.get("decision maker", "")
    return stated if stated and is_single_decider(stated) else None


def _doubts(passage: Passage, said_on: date | None, due: Due | None) -> Iterator[str]:
    if said_on is None:
        yield "the paper states no date"
    if not passage.paper_complete:
        yield "the paper is an extract"
    if due and due.day and said_on and due.day < said_on:
        yield "it is due before the meeting"


def _with_ids(rows: list[Commitment]) -> tuple[Commitment, ...]:
    """Rows with their ids: a passage that holds several gives the later ones a count."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        seen[row.id] += 1
        found.append(replace(row, id=f"{row.id}.{seen[row.id]}") if seen[row.id] > 1 else row)
    return tuple(found)


def _order(row: Commitment) -> tuple[int, str, int, int]:
    newest = -row.said_on.toordinal() if row.said_on else 1
    return (newest, row.passage.paper_id, row.passage.ordinal, row.quote.start)
