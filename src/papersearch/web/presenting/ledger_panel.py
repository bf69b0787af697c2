"""Rows of the promise ledger beside a paper, a meeting or the results of a search, with a link to all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from papersearch.commitments import Commitment
from papersearch.passage import in_words
from papersearch.web.presenting.marking import plain
from papersearch.web.presenting.rows import KIND_LABELS, STATUS_LABELS, cut
from papersearch.web.presenting.words import counted
from papersearch.web.state.ledger import LedgerState

_LONG = 160
Follow = Callable[[Sequence[Commitment]], Sequence[Commitment]]
"""What adds to rows what later papers say of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """One row in short; `facts` are who and when due."""

    url: str
    kind_label: str
    text: str
    facts: str
    status: str
    status_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A few rows, and the way to all."""

    heading: str
    rows: tuple[PanelRow, ...]
    all_label: str
    all_url: str


def panel_of(
    rows: Sequence[Commitment], follow: Follow, state: LedgerState, heading: str, *, most: int, label: str = ""
) -> Panel | None:
    """The first `most` of these rows, those that ask for something first; `None` without rows.

    Those that are shown are followed. `state` is the view behind the link, and `label` says what it shows where that is not just these rows.
    """
    if not rows:
        return None
    first = sorted(rows, key=lambda row: row.is_formal)[:most]
    return Panel(
        heading=heading,
        rows=tuple(map(_row, follow(first))),
        all_label=label or f"All {counted(len(rows), 'commitment')} with their history",
        all_url=state.url(),
    )


def _row(row: Commitment) -> PanelRow:
    text = plain(row.text)
    short = cut(text, _LONG)
    due = row.due
    day = f" ({in_words(due.day)})" if due and due.day else ""
    told = (f"Who: {row.owner_words}" if row.owner_words else "", f"Due: {due.words.text}{day}" if due else "")
    return PanelRow(
        url=row.url,
        kind_label=KIND_LABELS[row.kind],
        text=f"{short} …" if len(short) < len(text) else short,
        facts=". ".join(filter(None, told)),
        status=row.status.value if row.status else "",
        status_label=STATUS_LABELS[row.status] if row.status else "",
    )
