"""An answer as its template shows it: quotations by meeting, their sources, and how it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from papersearch.answering import Answer, Asked, Kind, Outcome
from papersearch.commitments import Commitment
from papersearch.coverage import Coverage
from papersearch.exporting_answer import arranged_words
from papersearch.exporting_ledger import status_words
from papersearch.labels import TYPE_LABELS, value_label
from papersearch.model import Role
from papersearch.passage import FACET_LABELS, Passage, Quote, in_words
from papersearch.web.presenting.facets import Chip
from papersearch.web.presenting.marking import Piece
from papersearch.web.presenting.nothing import Way, limits_of
from papersearch.web.presenting.words import anchor_of, between, capitalised, counted, heading_of, item_words, listed
from papersearch.web.state.question import AskState
from papersearch.web.state.search import SearchState

LONG, AROUND = 900, 320
"""A paragraph of more letters is shown round what is quoted, with so many letters before and behind."""
_BY_FIT = frozenset({Kind.WHEN, Kind.WHO, Kind.HOW_MANY, Kind.HOW_MUCH, Kind.WHAT_IS, Kind.LAST, Kind.WHERE, Kind.WHY})
_SAYS = {Role.ACTION: "Action", Role.RESOLUTION: "Resolved", Role.RECOMMENDATION: "Recommended", Role.PLAN: "Planned"}
_WITHOUT = {"council": "of all councils", "committee": "of all committees", "dates": "without the date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One quotation: what it is, the words, the number of its source, and for a promise when it is due and what came of it."""

    label: str
    lead_in: str
    text: str
    number: int
    anchor: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The quotations from the papers of one meeting."""

    day: str
    iso_day: str | None
    where: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A paragraph that is quoted, or comes closest, with what is quoted marked."""

    number: int
    title: str
    url: str
    origin: str
    lead_in: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    back: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """The page of a question: an answer, what comes closest, nothing, or only the form."""

    title: str
    q: str
    hidden: tuple[tuple[str, str], ...]
    outcome: str
    heading: str = ""
    scope: str = ""
    reason: str = ""
    conflict: str = ""
    relaxed: str = ""
    arranged: str = ""
    chips: tuple[Chip, ...] = ()
    switched_off: tuple[Way, ...] = ()
    groups: tuple[GroupView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    how: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    covered: str = ""
    limits: tuple[str, ...] = ()
    further: tuple[Way, ...] = ()
    url: str = ""
    json_url: str = ""


def empty_view(state: AskState) -> AnswerView:
    """The page before a question is asked."""
    return AnswerView(title="Ask a question of the papers", q="", hidden=_hidden(state), outcome="empty")


def answer_view(state: AskState, found: Answer, matching: int) -> AnswerView:
    """The page of one answer; `matching` counts the paragraphs that a search for its words finds."""
    ordered = _ordered(found)
    numbers = {passage.id: number for number, passage in enumerate(_passages(found, ordered), 1)}
    sources = tuple(_source(passage, numbers, ordered) for passage in _passages(found, ordered))
    searched = SearchState(q=" ".join(found.asked.words), filters=_search_filters(found.asked, state))
    return AnswerView(
        title=_title(state.q, found.outcome),
        q=state.q,
        hidden=_hidden(state),
        outcome=found.outcome.value,
        heading=_heading(found),
        scope=_scope(found) if found.outcome is Outcome.ANSWER else "",
        reason=_reason(found),
        conflict=_conflict(found, numbers),
        relaxed=_relaxed(found),
        arranged=arranged_words(found),
        chips=_chips(state, found),
        switched_off=tuple(
            Way(text=f"use the {_label(name)} in the question again", url=state.switching(name, on=True).url())
            for name in state.without
        ),
        groups=_groups(found, ordered, numbers),
        sources=sources,
        how=_how(found, len(ordered)),
        ways=_ways(state, found, searched, matching),
        covered=_covered(found.coverage, found),
        limits=limits_of(found.coverage),
        further=_further(searched, matching),
        url=state.url(),
        json_url=state.url("/ask.json"),
    )


def _title(question: str, outcome: Outcome) -> str:
    told = {Outcome.ANSWER: "answer", Outcome.CLOSEST: "no direct answer", Outcome.NOTHING: "no answer found"}[outcome]
    short = question if len(question) <= 100 else f"{question[:99]}…"
    return f"{short}: {told}"


def _hidden(state: AskState) -> tuple[tuple[str, str], ...]:
    """What rides along with a new question: the filters a person chose, not those that the old question implied."""
    return tuple(pair for pair in state.arguments() if pair[0] not in ("q", "without"))


def _heading(found: Answer) -> str:
    match found.outcome:
        case Outcome.ANSWER:
            return "The papers give different answers" if found.conflicts else "What the papers say"
        case Outcome.CLOSEST:
            return "No direct answer found in these papers"
        case Outcome.NOTHING:
            return "No answer found in these papers"


def _reason(found: Answer) -> str:
    if found.outcome is Outcome.ANSWER:
        return ""
    if found.outcome is Outcome.CLOSEST:
        return f"{capitalised(found.reason)}."
    return f"Nothing in the index answers this closely enough to quote: {found.reason}."


def _ordered(found: Answer) -> list[Quote]:
    """The quotations in the order they are shown: by fit where one thing is asked for, else the newest meeting first."""
    quotes = [one.quote for one in found.sentences]
    if _is_by_fit(found):
        keys = list(dict.fromkeys(_group_key(one.passage) for one in quotes))
        return sorted(quotes, key=lambda one: keys.index(_group_key(one.passage)))
    return sorted(quotes, key=lambda one: _newest_first(one.passage))


def _is_by_fit(found: Answer) -> bool:
    is_arranged = found.arranged is not None and not found.arranged.problem
    return found.asked.kind in _BY_FIT or bool(found.conflicts) or is_arranged


def _newest_first(passage: Passage) -> tuple[bool, int, str]:
    day = passage.meeting_date
    return (day is None, -day.toordinal() if day else 0, _group_key(passage))


def _group_key(passage: Passage) -> str:
    return passage.meeting_key


def _passages(found: Answer, ordered: Sequence[Quote]) -> list[Passage]:
    quoted = {one.passage.id: one.passage for one in ordered}
    return list(quoted.values()) if quoted else [one.passage for one in found.citations]


def _groups(found: Answer, ordered: Sequence[Quote], numbers: Mapping[str, int]) -> tuple[GroupView, ...]:
    rows = {one.row.quote.passage.id: one.row for one in found.promises}
    groups = []
    for _, held in groupby(enumerate(ordered, 1), key=lambda pair: _group_key(pair[1].passage)):
        of_meeting = list(held)
        passage = of_meeting[0][1].passage
        quotes = []
        lead_in = ""
        for place, one in of_meeting:
            opens = one.passage.lead_in or ""
            quotes.append(_quote(place, one, numbers, "" if opens == lead_in else opens, rows.get(one.passage.id)))
            lead_in = opens
        groups.append(
            GroupView(
                day=in_words(passage.meeting_date) if passage.meeting_date else "Date not stated",
                iso_day=passage.meeting_date.isoformat() if passage.meeting_date else None,
                where=f"{passage.committee or 'Committee not stated'}, {passage.council_name}",
                quotes=tuple(quotes),
            )
        )
    return tuple(groups)


def _quote(place: int, one: Quote, numbers: Mapping[str, int], lead_in: str, row: Commitment | None) -> QuoteView:
    return QuoteView(
        label=_SAYS.get(one.passage.role, ""),
        lead_in=lead_in,
        text=one.text,
        number=numbers[one.passage.id],
        anchor=f"r{place}",
        note=_promise(row) if row else "",
    )


def _promise(row: Commitment) -> str:
    """When a promise is due, and what later papers say of it."""
    due = row.due
    day = f" ({in_words(due.day)}{f': {due.note}' if due.note else ''})" if due and due.day else ""
    words = f"Due: “{due.words.text}”{day}. " if due else "Due: not stated. "
    return f"{words}Reported back: {status_words(row)}."


def _source(passage: Passage, numbers: Mapping[str, int], ordered: Sequence[Quote]) -> SourceView:
    quoted = sorted((one.start, one.end) for one in ordered if one.passage.id == passage.id)
    first, last = _window(passage.text, quoted)
    back = next((f"r{place}" for place, one in enumerate(ordered, 1) if one.passage.id == passage.id), "")
    parts = (TYPE_LABELS[passage.paper_type], passage.committee or "Committee not stated")
    day = in_words(passage.meeting_date) if passage.meeting_date else "Date not stated"
    item = item_words(passage.item_number)
    extract = () if passage.paper_complete else ("Extract of the paper",)
    return SourceView(
        number=numbers[passage.id],
        title=f"{heading_of(passage)}, {passage.place}",
        url=f"{passage.url}#{anchor_of(passage)}",
        origin=" · ".join((*parts, day, *((item,) if item else ()), passage.council_name, *extract)),
        lead_in=passage.lead_in or "",
        pieces=_pieces(passage.text, quoted, first, last),
        cut_before=first > 0,
        cut_after=last < len(passage.text),
        back=back,
        citation=passage.citation,
    )


def _window(text: str, quoted: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of a long paragraph that is shown, ending at blanks."""
    if len(text) <= LONG:
        return 0, len(text)
    begin, end = (quoted[0][0], quoted[-1][1]) if quoted else (0, AROUND)
    first, last = max(0, begin - AROUND), min(len(text), end + AROUND)
    first = text.find(" ", first) + 1 if first else 0
    blank = text.rfind(" ", end, last)
    return first, (blank if last < len(text) and blank > 0 else last)


def _pieces(text: str, quoted: Sequence[tuple[int, int]], first: int, last: int) -> tuple[Piece, ...]:
    pieces = []
    at = first
    for start, end in quoted:
        pieces += [Piece(text[at : max(at, start)]), Piece(text[max(at, start) : end], "typed")]
        at = max(at, end)
    return tuple(piece for piece in (*pieces, Piece(text[at:last])) if piece.text)


def _scope(found: Answer) -> str:
    passages = [one.passage for one in found.citations]
    days = sorted(one.meeting_date for one in passages if one.meeting_date)
    dates = between(days[0], days[-1]) if days else ""
    papers = counted(len({one.paper_id for one in passages}), "paper")
    order = "best match first" if _is_by_fit(found) else "newest first"
    told = [f"From {counted(len(passages), 'paragraph')} in {papers}", dates, order if len(passages) > 1 else ""]
    return ", ".join(part for part in told if part)


def _conflict(found: Answer, numbers: Mapping[str, int]) -> str:
    if not found.conflicts:
        return ""
    ids = {one.number: one.passage.id for one in found.citations}
    told = [str(number) for number in sorted(numbers[ids[one]] for one in found.conflicts[0])]
    thing = "dates" if found.asked.kind is Kind.WHEN else "figures"
    return (
        f"The papers give different {thing} for what may be one event: see sources {listed(told)}. "
        "None is preferred, and they may speak of different things."
    )


def _relaxed(found: Answer) -> str:
    if found.relaxed is None:
        return ""
    named = listed([words for name, words in found.asked.implied if name == found.relaxed])
    return f"No paper of {named} answers this; these are papers of other committees."


def _chips(state: AskState, found: Answer) -> tuple[Chip, ...]:
    """The filters that the question implies, and those chosen, each with the address without it."""
    names = dict(found.coverage.councils)
    implied = [
        Chip(label=f"{_label(name).capitalize()} in the question: {words}", url=state.switching(name, on=False).url())
        for name, words in dict(reversed(found.asked.implied)).items()
        if name != found.relaxed
    ]
    chosen = [
        Chip(label=f"{FACET_LABELS[name]}: {value_label(name, value, names)}", url=state.removing(name, value).url())
        for name, value in state.filters
    ]
    return (*implied, *chosen)


def _label(name: str) -> str:
    return {"dates": "date"}.get(name, name)


def _how(found: Answer, shown: int) -> tuple[str, ...]:
    """How an answer was made, a paragraph each."""
    asked = found.asked
    related = f" (also: {', '.join(dict.fromkeys(to for _, to in found.related))})" if found.related else ""
    words = f"The question was searched as {', '.join(asked.words)}{related}."
    if found.matched:
        chosen = "1 quotation" if shown == 1 else f"{shown} quotations"
        made = f"{counted(found.matched, 'paragraph')} matched best and were read. The {chosen} shown told most of the question, and enough of it to count as an answer."
    else:
        made = f"The quotations were {found.reason}."
    return (
        f"{words} {made} Every sentence is copied word for word; none is written by a language model.",
        f"{_index(found.coverage)} It may miss papers that were not published, are exempt, or were scanned as pictures. "
        "Check the source before you rely on it.",
    )


def _index(coverage: Coverage) -> str:
    dates = between(coverage.first_date, coverage.last_date)
    return f"The search covered {counted(coverage.papers, 'paper')}{f', dated {dates}' if dates else ''}."


def _covered(coverage: Coverage, found: Answer) -> str:
    if not coverage.papers:
        return "No papers are indexed within these filters, so nothing was searched."
    dates = ""
    if coverage.first_date and coverage.last_date:
        dates = f", dated {in_words(coverage.first_date)} to {in_words(coverage.last_date)}"
    said = "Nothing found" if found.outcome is Outcome.NOTHING else "No direct answer found"
    return f"{said} in the {counted(coverage.papers, 'paper')} indexed{dates}."


def _ways(state: AskState, found: Answer, searched: SearchState, matching: int) -> tuple[Way, ...]:
    """What could be tried: the words searched, and the question without what it implies."""
    ways = []
    if found.asked.words:
        note = f"– {counted(matching, 'paragraph')}" if matching else "– nothing holds all of them"
        ways.append(Way(text=f"search all papers for {searched.q}", url=searched.url(), note=note))
    for name, words in dict(found.asked.implied).items():
        ways.append(
            Way(text=f"ask {_WITHOUT[name]}", url=state.switching(name, on=False).url(), note=f"(you asked: {words})")
        )
    return tuple(ways)


def _further(searched: SearchState, matching: int) -> tuple[Way, ...]:
    if not matching:
        return ()
    return (
        Way(
            text=f"All {matching:,} matching paragraphs" if matching > 1 else "The matching paragraph",
            url=searched.url(),
        ),
    )


def _search_filters(asked: Asked, state: AskState) -> tuple[tuple[str, str], ...]:
    """The filters of a search for the same: those chosen, and those the question implies."""
    implied = [(name, value) for name, values in asked.filters.items() for value in values]
    return tuple(dict.fromkeys((*state.filters, *implied)))
