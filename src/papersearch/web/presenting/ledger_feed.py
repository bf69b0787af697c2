"""Rows of the promise ledger as a feed: newest meeting first; an entry changes when what later papers say does."""

from collections.abc import Sequence
from datetime import date

from papersearch.commitments import Commitment
from papersearch.exporting_ledger import status_words
from papersearch.passage import in_words
from papersearch.web.presenting.feeds import UNDATED, Entry, FeedView, moment_of, xml_text
from papersearch.web.presenting.marking import plain
from papersearch.web.presenting.rows import KIND_LABELS, cut
from papersearch.web.presenting.words import capitalised
from papersearch.web.state.ledger import LedgerState

_TITLE = 120


def ledger_feed_view(state: LedgerState, rows: Sequence[Commitment], *, address: str, site_name: str) -> FeedView:
    """The rows of a view as entries, each with its words, who, when due, and what was found."""
    entries = tuple(_entry(row, address) for row in rows)
    here = f"{address}{state.url('/commitments.atom')}"
    return FeedView(
        author=xml_text(site_name),
        id=here,
        title=xml_text(f"Commitments{f': {state.q}' if state.q else ''} – {site_name}"),
        self_url=here,
        page_url=f"{address}{state.url()}",
        updated=max((entry.updated for entry in entries), default=moment_of(UNDATED)),
        entries=entries,
    )


def _entry(row: Commitment, address: str) -> Entry:
    text = plain(row.text)
    short = cut(text, _TITLE)
    url = f"{address}{row.url}"
    return Entry(
        id=url,
        url=url,
        title=xml_text(f"{KIND_LABELS[row.kind]}: {short}{'…' if len(short) < len(text) else ''}"),
        updated=moment_of(_changed(row)),
        author=xml_text(row.passage.council_name),
        source=xml_text(capitalised(row.passage.citation)),
        text=xml_text("\n".join((text, *_facts(row)))),
    )


def _facts(row: Commitment) -> tuple[str, ...]:
    due = row.due
    day = f" ({in_words(due.day)})" if due and due.day else ""
    told = (f"{one.quote.text} ({one.quote.passage.citation})" for one in row.follow_up)
    return (
        f"Who: {row.owner_words or 'not stated'}",
        f"Due: {f'{due.words.text}{day}' if due else 'not stated'}",
        f"Follow-up: {status_words(row)}",
        *told,
    )


def _changed(row: Commitment) -> date:
    """The day of the newest paper that tells of a row."""
    days = [row.said_on, *(one.day for one in row.follow_up)]
    return max((day for day in days if day), default=UNDATED)
