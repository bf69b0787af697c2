"""Makes the rows of the ledger from the papers of a generation: who, to whom, when due; follow-up is found later."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from threading import Lock

from papersearch.commitments.agents import role_of
from papersearch.commitments.attended import short_names
from papersearch.commitments.columns import is_row, rows_of
from papersearch.commitments.decisions import decisions_of
from papersearch.commitments.drafts import Draft
from papersearch.commitments.dues import due_in, due_of_cell
from papersearch.commitments.joining import Joined, joined
from papersearch.commitments.minuted import told_in_rows
from papersearch.commitments.openers import is_single_decider
from papersearch.commitments.prose import sentences_of
from papersearch.commitments.records import Commitment, Due, Kind
from papersearch.commitments.wording import is_formal
from papersearch.engines.port import Reader
from papersearch.model import PaperType
from papersearch.passage import PaperCard, Passage
from papersearch.plans import ListedMeeting, body_of, next_listed, whole
from papersearch.weighing import weights_of

SMALL = 10_000
"""Passages of an index all of whose rows are made within a second or two."""


@dataclass(slots=True)
class _Made:
    """The rows of a generation, once they are made; who comes while they are waits for the same rows."""

    rows: tuple[Commitment, ...] | None = None
    making: Lock = field(default_factory=Lock)


def all_rows(reader: Reader) -> tuple[Commitment, ...]:
    """All rows of a generation, without status: newest meeting first, undated last, then in the order of their papers."""
    made = reader.remember("ledger", _Made)
    with made.making:
        if made.rows is None:
            made.rows = _ledger(reader)
        return made.rows


def rows_of_papers(reader: Reader, papers: Iterable[str]) -> tuple[Commitment, ...]:
    """The rows that some papers tell, by their ids, in the order of `all_rows`, without making all rows first.

    What another paper of the meeting tells too has that place only where all rows are made.
    """
    made = reader.remember("ledger", _Made).rows
    wanted = dict.fromkeys(papers)
    if made is not None:
        return tuple(row for row in made if any(source.passage.paper_id in wanted for source in row.sources))
    known = reader.remember("cards by id", lambda: {card.id: card for card in reader.cards()})
    cards = {one: known[one] for one in wanted if one in known}
    drafts = [draft for one in cards for draft in reader.remember(f"drafts of {one}", partial(_drafts_of, reader, one))]
    return _with_ids(sorted(_rows(reader, drafts, cards), key=_order))


def _drafts_of(reader: Reader, paper: str) -> tuple[Draft, ...]:
    return tuple(drafts_of(reader.passages_of(paper)))


def drafts_of(passages: tuple[Passage, ...]) -> Iterator[Draft]:
    """What one paper says: the points under its labels, the rows of its action tables, and undertakings in its prose."""
    if not passages or passages[0].paper_type is PaperType.AGENDA:
        return
    in_tables = rows_of(passages)
    yield from in_tables.values()
    known = short_names(passages)
    in_rows = told_in_rows(passages, in_tables.keys(), known)
    prose: list[Passage] = []
    decided: set[str] = set()
    opening: Passage | None = None
    for passage, points in decisions_of(passages):
        opening = passage if passage.text.rstrip().endswith(":") else opening if passage.lead_in else None
        if is_row(passage):
            yield from in_rows.get(passage.ordinal, ())
            continue
        found = points or list(sentences_of(passage, opening, known))
        yield from found
        if points:
            decided.add(passage.item_key)
        elif not found:
            prose.append(passage)
    yield from (_telling(one) for one in prose if one.item_key in decided and one.paper_type is not PaperType.REPORT)


def _telling(passage: Passage) -> Draft:
    """What was said on an item on which something was decided."""
    return Draft(quote=whole(passage), kind=Kind.COMMITMENT, rule="discussion", is_telling=True)


def _ledger(reader: Reader) -> tuple[Commitment, ...]:
    cards = {card.id: card for card in reader.cards()}
    drafts = [draft for paper in cards for draft in drafts_of(reader.passages_of(paper))]
    return _with_ids(sorted(_rows(reader, drafts, cards), key=_order))


def _rows(reader: Reader, drafts: Iterable[Draft], cards: Mapping[str, PaperCard]) -> list[Commitment]:
    """The rows of what these papers tell."""
    return [_row(reader, one, cards) for one in joined(drafts, weights_of(reader))]


def _row(reader: Reader, told: Joined, cards: Mapping[str, PaperCard]) -> Commitment:
    first = told.first
    passage = first.quote.passage
    said_on = first.said_on or passage.meeting_date
    owner = next((one.owner for one in told.drafts if one.owner), None)
    maker = None if owner or first.kind is not Kind.RESOLUTION else _maker(cards[passage.paper_id])
    due = next((found for one in told.drafts if (found := _due(reader, one, said_on))), None)
    return Commitment(
        id=passage.id,
        quote=first.quote,
        kind=first.kind,
        rule=first.rule,
        lead_in=first.lead_in,
        points=tuple(first.points),
        owner=owner,
        owner_role=role_of(owner.text) if owner else role_of(maker) if maker else None,
        maker=maker,
        to=next((one.to for one in told.drafts if one.to), None),
        said_on=said_on,
        due=due,
        sources=tuple(one.quote for one in told.drafts),
        is_formal=is_formal(first.quote.text),
        doubts=tuple(_doubts(passage, said_on, due)),
    )


def _maker(card: PaperCard) -> str | None:
    """The one person whom a page states as its decision maker; a body is no owner."""
    stated = card.facts.get("decision maker", "")
    return stated if stated and is_single_decider(stated) else None


def _due(reader: Reader, draft: Draft, said_on: date | None) -> Due | None:
    body = body_of(draft.quote.passage)

    def next_meeting(after: date) -> ListedMeeting | None:
        return next_listed(reader, body, after) if body else None

    return due_of_cell(draft.due, said_on, next_meeting) if draft.due else due_in(draft.quote, said_on, next_meeting)


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
