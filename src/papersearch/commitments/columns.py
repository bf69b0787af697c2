"""Reads tables of actions: a column for the action, and others for who, by when and what became of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papersearch.commitments.agents import is_named
from papersearch.commitments.drafts import Draft, agent_quote, quote_of, recipient_in
from papersearch.commitments.owners import Span, doing_verbs
from papersearch.commitments.records import Kind
from papersearch.dates import find_dates
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote

_COLUMNS = {
    "action": re.compile(
        r"(?:agreed\s+)?actions?(?: (?:required|agreed|point|to be taken|needed|item)s?)?|task|what(?: (?:we|they|is|has|needs) .{2,20})?|to do",
        re.IGNORECASE,
    ),
    "owner": re.compile(
        r"(?:action\s+)?(?:owners?|who(?: (?:will|is) .{2,20})?|by whom|lead(?: officer)?|responsib\w+(?: officer| person)?|officer|assigned to|for|actioned by|action by|name|whom)",
        re.IGNORECASE,
    ),
    "due": re.compile(
        r"(?:by when|by|due(?: date| by)?|deadline|target(?: date)?|timescale|when|date due|completion date|complete by)",
        re.IGNORECASE,
    ),
    "position": re.compile(
        r"(?:position|status|progress|update|outcome|response|comments?|completed\??|rag)", re.IGNORECASE
    ),
    "said": re.compile(r"(?:agreed on|date(?: (?:agreed|raised|of meeting))?|meeting(?: date)?|raised)", re.IGNORECASE),
}
_EITHER_DATE = "date"
"""Before the action it is the day it was agreed, after it the day it is due."""
_RULE = re.compile(r"[\s|:-]+")
_MOST_OWNER_WORDS, _LEAST_ACTION_WORDS = 8, 2
_LEAST_NAMED, _MOST_NAME_WORDS = 2, 5


@dataclass(frozen=True, slots=True)
class Header:
    """Which cell of a row is what; `width` is the number of its cells."""

    columns: dict[str, int]
    width: int

    @property
    def is_of_actions(self) -> bool:
        """Whether a column holds what is to be done, and another who has it, by when, or how it stands."""
        return "action" in self.columns and bool(self.columns.keys() & {"owner", "due", "position"})


def rows_of(passages: Sequence[Passage]) -> dict[int, Draft]:
    """The actions in the rows of tables, by the place of their passage in the paper."""
    found: dict[int, Draft] = {}
    header: Header | None = None
    has_column = any("action" in one.text.casefold() and len(cells_of(one)) > 1 for one in passages)
    for passage in passages:
        if not is_row(passage) or passage.role in (Role.AUDIT_TRAIL, Role.ATTENDANCE):
            is_kept = passage.form is Form.HEADING and header is not None and not header.is_of_actions
            header = header if is_kept else None
            continue
        cells = cells_of(passage)
        named = header_of(passage, cells)
        if named:
            header = named
            continue
        is_headed = header is not None and header.is_of_actions
        draft = _by_columns(passage, cells, header) if is_headed else _by_shape(passage, cells, is_sure=has_column)
        if draft:
            found[passage.ordinal] = draft
    return found


def is_row(passage: Passage) -> bool:
    """Whether a passage is the row of a table, be it printed with strokes."""
    return passage.form is Form.TABLE_ROW or passage.text.lstrip().startswith("|")


def cells_of(passage: Passage) -> list[Span]:
    """Where the cells of a row stand; empty cells between strokes are kept."""
    text = passage.text
    strokes = [match.start() for match in re.finditer(r"\|", text)]
    spans = [(first + 1, last) for first, last in pairwise([-1, *strokes, len(text)])]
    if text.lstrip().startswith("|"):
        spans = spans[1:-1] if text.rstrip().endswith("|") else spans[1:]
    return spans


def header_of(passage: Passage, cells: list[Span]) -> Header | None:
    """The columns that a row names; `None` for a row of text."""
    names = [passage.text[slice(*cell)].strip(" *:") for cell in cells]
    columns: dict[str, int] = {}
    for at, words in enumerate(names):
        column = next((name for name, pattern in _COLUMNS.items() if pattern.fullmatch(words)), None)
        if column:
            columns.setdefault(column, at)
    if (
        "owner" in columns
        and "said" in columns
        and "due" not in columns
        and names[columns["said"]].casefold() == _EITHER_DATE
        and columns["said"] > columns.get("action", -1)
    ):
        columns["due"] = columns.pop("said")
    is_header = len(columns) >= _LEAST_NAMED and all(len(words.split()) <= _MOST_NAME_WORDS for words in names)
    return Header(columns, len(cells)) if is_header else None


def _by_columns(passage: Passage, cells: list[Span], header: Header | None) -> Draft | None:
    is_whole = header is not None and len(cells) == header.width
    is_without_last = header is not None and len(cells) == header.width - 1  # a passage keeps no empty cell
    if header is None or not (is_whole or is_without_last) or _RULE.fullmatch(passage.text):
        return None
    quotes = {name: quote_of(passage, cells[at]) for name, at in header.columns.items() if at < len(cells)}
    action, said = quotes.get("action"), quotes.get("said")
    owner = quotes.get("owner")
    is_shifted = not is_whole and (owner is None or not is_named(owner.text))
    if action is None or is_shifted or len(action.text.split()) < _LEAST_ACTION_WORDS:
        return None
    days = find_dates(said.text) if said else ()
    return Draft(
        quote=action,
        kind=Kind.ACTION,
        rule="action column",
        owner=_owner(owner),
        to=recipient_in(action),
        due=_stated(quotes.get("due")),
        said_on=days[0].day if days else None,
    )


def _by_shape(passage: Passage, cells: list[Span], *, is_sure: bool) -> Draft | None:
    """A row of two cells without header: what is to be done, and who."""
    if len(cells) != len(("action", "owner")) or passage.role is not Role.BODY:
        return None
    action, owner = (quote_of(passage, cell) for cell in cells)
    if not action.text.endswith(".") or not is_named(owner.text):
        return None
    is_short = len(owner.text.split()) <= _MOST_OWNER_WORDS
    if not is_sure and not (is_short and _has_task(action.text)):
        return None
    return Draft(
        quote=action,
        kind=Kind.ACTION,
        rule="action column",
        owner=agent_quote(passage, (owner.start, owner.end)),
        to=recipient_in(action),
    )


def _has_task(text: str) -> bool:
    first = re.match(r"[A-Za-z-]+", text)
    is_order = first is not None and first.group().casefold() in doing_verbs()
    return is_order or re.search(r"\bto (?:be )?[a-z]+", text) is not None


def _owner(quote: Quote | None) -> Quote | None:
    return agent_quote(quote.passage, (quote.start, quote.end)) if quote and quote.text else None


def _stated(quote: Quote | None) -> Quote | None:
    return quote if quote and quote.text else None
