"""The one JSON, CSV and terminal shape of the promise ledger and of forward-plan drift."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from papersearch.commitments import Commitment, Due, FollowUp, Status
from papersearch.coverage import Coverage
from papersearch.dates import DateRange
from papersearch.exporting import Record, coverage_json, paper_json, passage_json
from papersearch.forward_plan import Drift
from papersearch.passage import Passage, Quote, in_words
from papersearch.plans import days_in_words
from papersearch.tabulating import NARROWEST, csv_lines, wrapped

LEDGER_COLUMNS = (
    "text", "kind", "who", "to", "due_words", "due_date", "due_basis", "due_note", "status", "status_words",
    "found_up_to", "follow_up", "council_name", "committee", "meeting_date", "item_number", "item_title", "lead_in",
    "points", "citation", "also", "url", "rule", "doubts", "path", "first_line", "last_line", "council", "id",
)  # fmt: skip
DRIFT_COLUMNS = (
    "title", "planned_for", "planned_to", "outcome", "outcome_words", "moved_to", "moved_to_last", "possible", "note",
    "evidence", "searched", "committee", "council_name", "plan_date", "citation", "url", "council",
)  # fmt: skip
_OUTCOMES = {
    "kept": "kept",
    "moved": "moved",
    "vanished": "not found again in the papers indexed",
    "after_coverage": "not to be told: the papers of that meeting are not indexed",
}


def status_words(row: Commitment) -> str:
    """What may be said of a row that was followed: never that a thing was done, late or broken; else no words."""
    match row.status:
        case None:
            return ""
        case Status.ANSWERED:
            return "a later paper reports on it"
        case Status.CONTRADICTED:
            return "a later paper puts it off or goes against it"
        case Status.NOTHING_FOUND:
            return f"nothing found in the papers indexed{_up_to(row.found_up_to)}"
        case Status.AFTER_COVERAGE:
            return f"not to be told yet: the papers indexed end{_up_to(row.found_up_to, 'with')}"


def outcome_words(drift: Drift) -> str:
    """What may be said of a planned item: "moved to 3 March 2021", "possibly renamed, and kept"."""
    words = _OUTCOMES[drift.outcome.value]
    if drift.moved_to is not None:
        words = f"{words} to {days_in_words(drift.moved_to)}"
    return f"possibly renamed, and {words}" if drift.is_possible else words


def commitment_json(row: Commitment, *, site: str = "") -> Record:
    """One row of the ledger; `status` is null until the row was followed."""
    passage = row.passage
    return {
        "id": row.id,
        "url": site + row.url,
        "text": row.text,
        "kind": row.kind.value,
        "owner": row.owner_words,
        "owner_role": row.owner_role,
        "to": row.to.text if row.to else None,
        "due": _due_json(row.due, site) if row.due else None,
        "meeting": _meeting_json(passage, row.said_on, site),
        "status": row.status.value if row.status else None,
        "status_words": status_words(row),
        "found_up_to": _day(row.found_up_to),
        "follow_up": [follow_up_json(one, site=site) for one in row.follow_up],
        "rule": row.rule,
        "lead_in": row.lead_in.text if row.lead_in else None,
        "points": [point.text for point in row.points],
        "formal": row.is_formal,
        "doubts": list(row.doubts),
        "sources": [_place_json(one, site) for one in row.sources],
        "passage": passage_json(passage, site=site),
    }


def follow_up_json(found: FollowUp, *, site: str = "") -> Record:
    """The passage record of a later paper, with the words that count, what they say of the row, and why they were linked."""
    return passage_json(found.quote.passage, site=site) | {
        "quote": found.quote.text,
        "relation": found.relation.value,
        "why": found.why,
    }


def ledger_json(
    rows: Iterable[Commitment], coverage: Coverage, *, total: int, page: int = 1, pages: int = 1, site: str = ""
) -> Record:
    """A page of the ledger: its rows, how many there are in all, and what was searched."""
    told = [commitment_json(row, site=site) for row in rows]
    return {"total": total, "page": page, "pages": pages, "commitments": told, "coverage": coverage_json(coverage)}


def drift_row_json(drift: Drift, *, site: str = "") -> Record:
    """One planned item and what came."""
    item = drift.item
    return {
        "title": item.title,
        "text": item.quote.text,
        "committee": item.committee,
        "planned_for": _days_json(item.planned_for),
        "plan_date": _day(item.plan_date),
        "outcome": drift.outcome.value,
        "outcome_words": outcome_words(drift),
        "moved_to": _days_json(drift.moved_to) if drift.moved_to else None,
        "possible": drift.is_possible,
        "note": drift.note,
        "evidence": [_place_json(one, site) for one in drift.evidence],
        "searched": [paper_json(card, site=site) for card in drift.searched],
        "passage": passage_json(item.quote.passage, site=site),
    }


def drift_json(
    drifts: Sequence[Drift], coverage: Coverage, *, page: int = 1, page_size: int = 0, site: str = ""
) -> Record:
    """Planned items with their outcomes, how many there are of each, and what was searched; all on one page without a size."""
    counts = Counter(one.outcome.value for one in drifts)
    size = page_size or max(len(drifts), 1)
    return {
        "total": len(drifts),
        "page": page,
        "pages": max(-(-len(drifts) // size), 1),
        "outcomes": {name: counts[name] for name in _OUTCOMES},
        "items": [drift_row_json(one, site=site) for one in drifts[(page - 1) * size : page * size]],
        "coverage": coverage_json(coverage),
    }


def ledger_lines(rows: Iterable[Commitment], *, site: str = "", has_mark: bool = True) -> Iterator[str]:
    """Rows as CSV, each with its line end."""
    return csv_lines(LEDGER_COLUMNS, (_ledger_cells(row, site) for row in rows), has_mark=has_mark)


def drift_lines(drifts: Iterable[Drift], *, site: str = "", has_mark: bool = True) -> Iterator[str]:
    """Planned items as CSV, each with its line end."""
    return csv_lines(DRIFT_COLUMNS, (_drift_cells(one, site) for one in drifts), has_mark=has_mark)


def ledger_table(rows: Iterable[Commitment], *, width: int = 80) -> Iterator[str]:
    """Rows for a terminal: the words, who, when due, what later papers say, and the place; an empty line after each."""
    for row in rows:
        due = f"due: {row.due.words.text}{_due_day(row.due)}" if row.due else "no date given"
        told = [f"{status_words(row)}"] if row.status else []
        told += [f"{one.relation.value}: {one.quote.text} ({one.quote.passage.citation})" for one in row.follow_up]
        facts = f"[{row.kind.value}] who: {row.owner_words or 'not stated'}; {due}"
        yield from _block(row.text, (facts, *told, row.passage.citation), width)


def drift_table(drifts: Iterable[Drift], *, width: int = 80) -> Iterator[str]:
    """Planned items for a terminal: title, day, outcome and the place of the plan; an empty line after each."""
    for one in drifts:
        found = [f"{quote.text} ({quote.passage.citation})" for quote in one.evidence]
        planned = f"planned for {days_in_words(one.item.planned_for)}: {outcome_words(one)}"
        notes = [one.note] if one.note else []
        yield from _block(one.item.title, (planned, *notes, *found, one.item.quote.passage.citation), width)


def _block(head: str, below: Iterable[str], width: int) -> Iterator[str]:
    width = max(width, NARROWEST)
    yield from wrapped(head, width)
    for text in below:
        yield from (f"    {line}" for line in wrapped(text, width - 4))
    yield ""


def _due_json(due: Due, site: str) -> Record:
    return {
        "words": due.words.text,
        "date": _day(due.day),
        "first_date": _day(due.first),
        "basis": due.basis.value if due.basis else None,
        "note": due.note,
        "listed_in": _place_json(due.listed_in, site) if due.listed_in else None,
    }


def _meeting_json(passage: Passage, said_on: date | None, site: str) -> Record:
    return {
        "council": passage.council,
        "council_name": passage.council_name,
        "committee": passage.committee,
        "date": _day(said_on),
        "url": f"{site}/meeting/{passage.meeting_key}" if passage.has_meeting else None,
    }


def _place_json(quote: Quote, site: str) -> Record:
    passage = quote.passage
    return {"id": passage.id, "url": site + passage.url, "quote": quote.text, "citation": passage.citation}


def _days_json(days: DateRange) -> Record:
    return {"first": _day(days.first), "last": _day(days.last), "words": days_in_words(days)}


def _ledger_cells(row: Commitment, site: str) -> Record:
    record = passage_json(row.passage, site=site)
    source = row.passage.source
    due = row.due
    return record | {
        "id": row.id,
        "text": row.text,
        "kind": row.kind.value,
        "who": row.owner_words,
        "to": row.to.text if row.to else None,
        "due_words": due.words.text if due else None,
        "due_date": _day(due.day) if due else None,
        "due_basis": due.basis.value if due and due.basis else None,
        "due_note": due.note if due else None,
        "status": row.status.value if row.status else None,
        "status_words": status_words(row),
        "found_up_to": _day(row.found_up_to),
        "follow_up": [
            f"{one.relation.value}: {one.quote.text} ({one.quote.passage.citation})" for one in row.follow_up
        ],
        "lead_in": row.lead_in.text if row.lead_in else None,
        "points": [point.text for point in row.points],
        "also": [one.passage.citation for one in row.sources[1:]],
        "rule": row.rule,
        "doubts": row.doubts,
        "path": source.path,
        "first_line": source.first_line,
        "last_line": source.last_line,
    }


def _drift_cells(drift: Drift, site: str) -> Record:
    item, moved = drift.item, drift.moved_to
    return passage_json(item.quote.passage, site=site) | {
        "title": item.title,
        "committee": item.committee,
        "planned_for": _day(item.planned_for.first),
        "planned_to": _day(item.planned_for.last),
        "plan_date": _day(item.plan_date),
        "outcome": drift.outcome.value,
        "outcome_words": outcome_words(drift),
        "moved_to": _day(moved.first) if moved else None,
        "moved_to_last": _day(moved.last) if moved else None,
        "possible": drift.is_possible,
        "note": drift.note,
        "evidence": [f"{one.text} ({one.passage.citation})" for one in drift.evidence],
        "searched": [card.title for card in drift.searched],
    }


def _due_day(due: Due) -> str:
    return f" ({in_words(due.day)})" if due.day else ""


def _up_to(day: date | None, word: str = "up to") -> str:
    return f" {word} {in_words(day)}" if day else ""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
