"""Reads tables of minutes and records of decision, where a row holds an item: what its cells tell, decide and give out."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from papersearch.commitments.columns import cells_of, header_of, is_row
from papersearch.commitments.decisions import maker_of
from papersearch.commitments.drafts import Draft, first_name, owner_in, quote_of, recipient_in
from papersearch.commitments.owners import Span, doing_verbs
from papersearch.commitments.prose import sentences_within
from papersearch.commitments.records import Kind
from papersearch.commitments.wording import is_noise, is_point, pieces_of
from papersearch.model import PaperType, Role
from papersearch.passage import Passage, Quote

_SKIPPED = frozenset({Role.FRONT_MATTER, Role.ATTENDANCE, Role.AUDIT_TRAIL, Role.PLAN})
_COLUMNS = {
    "action": re.compile(r"actions?(?:\W+(?:by|for|required|points?|agreed|owner|who|officer))*", re.IGNORECASE),
    "decision": re.compile(r"(?:decisions?|resolutions?|resolved|agreed|outcome)(?: (?:made|taken))?", re.IGNORECASE),
    "subject": re.compile(
        r"(?:agenda\s+)?items?(?: (?:no|number|title))?\.?|no\.?|#|ref(?:erence)?\.?|min(?:ute)?s?(?: (?:no|ref)\.?)?|subject|topic"
        r"|(?:key )?(?:discussions?|notes|points)(?: points)?(?:\W.*)?|issue|title|business|details?|summary|time|report",
        re.IGNORECASE,
    ),
}
_DECIDED = re.compile(
    r"(?:the\s+|executive\s+)?(?:decisions?|resolutions?|resolved|agreed)(?: (?:made|taken|agreed|notice|details|and reasons?.*))?"
    r"|(?:details|summary|text|record) of (?:the )?decisions?(?: (?:made|taken))?",
    re.IGNORECASE,
)
_ADVISED = re.compile(r"(?:officers?\W*\s+)?recommendations?(?:\(s\))?|recommended", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:reasons?|alternatives?|options?|background|consult\w+|implications?|purpose|considerations?|conflicts?|impact|risks?)\b",
    re.IGNORECASE,
)
_TASK_ENDS = re.compile(r"(?<=[.;])\s+(?=\(?[A-Z\d])")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+|[\u2022\u00b7-]\s+")
_BOLD_TITLE = re.compile(r"\s*(?:[\w./]+\s+)?\*\*[^*]{2,80}\*\*[\s:.\u2010-\u2015-]+(?=[A-Z])")
_LEAST_TOLD_WORDS, _MOST_LABEL_WORDS = 4, 6


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cell of a row, counted from its end, holds actions, and which decisions; 0 for none."""

    action: int
    decision: int
    width: int

    def of(self, at: int, count: int) -> str:
        """What the cell at this place of so many is; a row keeps no empty cell, so a short one lacks its last."""
        from_end = count - at if count >= self.width else self.width - at
        return {self.action: "action", self.decision: "decision"}.get(from_end, "")


def told_in_rows(
    passages: Sequence[Passage], taken: Set[int], known: frozenset[str] = frozenset()
) -> Mapping[int, tuple[Draft, ...]]:
    """What rows tell that are no rows of a table of actions, by the place of their passage; `taken` are those that are.

    `known` are short names of those who attended.
    """
    found: dict[int, tuple[Draft, ...]] = {}
    columns: _Columns | None = None
    is_of_actions = False
    maker = maker_of(passages)
    for passage in passages:
        if not is_row(passage) or passage.role in _SKIPPED:
            columns, is_of_actions = None, False
            continue
        cells = cells_of(passage)
        named = header_of(passage, cells)
        is_of_actions = named.is_of_actions if named else is_of_actions
        stated = _columns(passage, cells)
        columns = stated or columns
        if not (stated or named or is_of_actions or passage.ordinal in taken):
            found[passage.ordinal] = tuple(_read(passage, cells, columns, known))
        for draft in found.get(passage.ordinal, ()):
            draft.owner = draft.owner or (maker if draft.kind is Kind.RESOLUTION else None)
    return found


def _columns(passage: Passage, cells: Sequence[Span]) -> _Columns | None:
    """The columns that a row names; `None` for a row of text."""
    names = [passage.text[slice(*cell)].strip(" *:") for cell in cells]
    kinds = [next((kind for kind, one in _COLUMNS.items() if one.fullmatch(name)), None) for name in names]
    if len(kinds) < len(("subject", "action")) or None in kinds or "subject" not in kinds:
        return None
    places = {kind: len(kinds) - at for at, kind in enumerate(kinds)}
    return _Columns(places.get("action", 0), places.get("decision", 0), len(kinds))


def _read(passage: Passage, cells: Sequence[Span], columns: _Columns | None, known: frozenset[str]) -> Iterator[Draft]:
    label = passage.text[slice(*cells[0])].strip(" *:")
    is_labelled = len(cells) == len(("label", "value")) and len(label.split()) <= _MOST_LABEL_WORDS
    if is_labelled and _ADVISED.fullmatch(label):
        yield from _points(passage, cells[1], Kind.RECOMMENDATION)
    elif is_labelled and _DECIDED.fullmatch(label):
        yield from _points(passage, cells[1], Kind.RESOLUTION)
    elif passage.paper_type is not PaperType.REPORT and not (is_labelled and _ASIDE.search(label)):
        for at, cell in enumerate(cells):
            if columns and columns.of(at, len(cells)) == "action":
                yield from _tasks(passage, cell)
            else:
                is_decision = columns is not None and columns.of(at, len(cells)) == "decision"
                yield from _told(passage, cell, known, is_decision=is_decision)


def _told(passage: Passage, cell: Span, known: frozenset[str], *, is_decision: bool) -> Iterator[Draft]:
    title = _BOLD_TITLE.match(passage.text, *cell)
    cell = (title.end(), cell[1]) if title else cell
    if len(passage.text[slice(*cell)].split()) >= _LEAST_TOLD_WORDS:
        told = list(sentences_within(passage, cell, known))
        yield from told or (_points(passage, cell, Kind.RESOLUTION) if is_decision else ())


def _points(passage: Passage, cell: Span, kind: Kind) -> Iterator[Draft]:
    """The points of a cell: "1. To buy the mill. 2. To let the barn." holds two; what only opens them is none."""
    pieces = pieces_of(passage.text[slice(*cell)], is_listed=True)
    for first, last in pieces:
        quote = _past_number(quote_of(passage, (cell[0] + first, cell[0] + last)))
        if quote.text.rstrip("* ").endswith(":") or is_noise(quote.text):
            continue
        if len(pieces) == 1 and not is_point(quote.text):
            continue
        yield Draft(
            quote=quote,
            kind=kind,
            rule="row of a decision",
            owner=owner_in(quote, is_asked=kind is Kind.RECOMMENDATION),
            to=recipient_in(quote),
        )


def _tasks(passage: Passage, cell: Span) -> Iterator[Draft]:
    """The actions of a cell: "Clerk to hire a digger"; a name alone is none."""
    text = passage.text[slice(*cell)]
    cuts = [0, *(match.end() for match in _TASK_ENDS.finditer(text)), len(text)]
    for first, last in pairwise(cuts):
        quote = _past_number(quote_of(passage, (cell[0] + first, cell[0] + last)))
        owner = owner_in(quote) or first_name(quote)
        order = re.match(r"[A-Za-z-]+(?=\s)", quote.text)
        if owner or (order and order.group().casefold() in doing_verbs() - {"note"}):
            yield Draft(quote=quote, kind=Kind.ACTION, rule="action column", owner=owner, to=recipient_in(quote))


def _past_number(quote: Quote) -> Quote:
    number = _NUMBER.match(quote.text)
    return quote_of(quote.passage, (quote.start + number.end(), quote.end)) if number else quote
