"""One result as it is shown: heading, where it comes from, the words that matched, and how."""

from collections.abc import Mapping
from dataclasses import dataclass

from papersearch.analysis import words
from papersearch.engines.port import Hit
from papersearch.labels import ROLE_LABELS, TYPE_LABELS
from papersearch.model import Form, Role
from papersearch.passage import Passage, in_words
from papersearch.query import Node, Rung
from papersearch.searching import Elsewhere, Result
from papersearch.snippets import cut
from papersearch.web.presenting.marking import Piece, pieces_of
from papersearch.web.presenting.words import (
    anchor_of,
    basis_note,
    capitalised,
    counted,
    heading_of,
    item_words,
    listed,
    place_words,
)
from papersearch.web.state.search import SearchState

_QUOTE = "\N{LEFT DOUBLE QUOTATION MARK}"
_SHORT = 110
"""Characters shown of a paragraph that is not the result itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a passage comes from, in the order it is told; what is not stated says so."""

    type: str
    type_label: str
    committee: str
    day: str
    iso_day: str | None
    day_note: str
    item: str
    council: str
    is_extract: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereView:
    """Where in its item or meeting the words stand that a result lacks, and what is said there."""

    words: str
    place: str
    url: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatsView:
    """The items that are folded under a result: how many, the first of them, and where all are listed."""

    label: str
    first: tuple[tuple[str, str], ...]
    """Citation and address of each."""
    all_label: str
    all_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """One result in the list."""

    id: str
    heading: str
    url: str
    origin: Origin
    role_label: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    place: str
    more_label: str | None
    more_url: str | None
    rung_label: str | None
    elsewhere: ElsewhereView | None
    repeats: RepeatsView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all results of a page have in common.

    Attributes:
        query: the search with its related words.
        reach: the rung it went to.
        shows_rung: the results stand on several rungs.
        numbers: item numbers that only another paper of the meeting states, by the id of the passage.
    """

    state: SearchState
    query: Node
    reach: Rung
    shows_rung: bool
    numbers: Mapping[str, str]


def result_view(result: Result, setting: Setting) -> ResultView:
    """One result of a search."""
    state = setting.state
    passage = result.hit.passage
    more = result.hit.more_in_item
    return ResultView(
        id=passage.id,
        heading=heading_of(passage),
        url=passage_url(passage, state),
        origin=origin_of(passage, setting.numbers.get(passage.id)),
        role_label=role_label(passage),
        pieces=pieces_of(result.snippet.fragments, setting.query, passage.text),
        cut_before=result.snippet.cut_before,
        cut_after=result.snippet.cut_after,
        place=place_words(passage),
        more_label=f"{more:,} more {'paragraph' if more == 1 else 'paragraphs'} in this item" if more else None,
        more_url=state.reaching(setting.reach).inside_item(passage.item_key).url() if more else None,
        rung_label=rung_label(result) if setting.shows_rung or result.related else None,
        elsewhere=_elsewhere_view(passage, result.elsewhere, setting) if result.elsewhere else None,
        repeats=_repeats_view(result.hit, setting) if result.hit.repeated_by else None,
    )


def _repeats_view(hit: Hit, setting: Setting) -> RepeatsView:
    """The items folded under a result; their list keeps the rung, so that it has as many as are told here."""
    state = setting.state
    return RepeatsView(
        label=f"The same words stand in {counted(hit.repeats, 'more item')}",
        first=tuple((one.citation, passage_url(one, state)) for one in hit.repeated_by),
        all_label=f"List all {counted(hit.repeats + 1, 'item')} with these words",
        all_url=state.reaching(setting.reach).with_same_words(hit.passage.id).url(),
    )


def _elsewhere_view(passage: Passage, elsewhere: Elsewhere, setting: Setting) -> ElsewhereView:
    """The other paragraph, by its paper too where that is another one."""
    other = elsewhere.passage
    paper = "" if other.paper_id == passage.paper_id else f", {TYPE_LABELS[other.paper_type].lower()}"
    snippet = cut(other.text, setting.query, width=_SHORT)
    return ElsewhereView(
        words=listed([_as_held(word, other.text) for word in elsewhere.words]),
        place=f"{place_words(other)}{paper}",
        url=passage_url(other, setting.state),
        pieces=pieces_of(snippet.fragments, setting.query, other.text),
        cut_before=snippet.cut_before,
        cut_after=snippet.cut_after,
    )


def _as_held(word: str, text: str) -> str:
    """A word in quote marks, as a form of it where the text prints only another one."""
    is_other_form = word in words(word) and word not in words(text)
    shown = word if word.startswith(_QUOTE) else f"{_QUOTE}{word}\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"a form of {shown}" if is_other_form else shown


def passage_url(passage: Passage, state: SearchState) -> str:
    """The permalink of a passage, with the search it was found by, opened at the passage."""
    return f"{state.url(passage.url)}#{anchor_of(passage)}"


def origin_of(passage: Passage, inferred_number: str | None) -> Origin:
    """Where a passage comes from; `inferred_number` is its item's, if only another paper states it."""
    day = passage.meeting_date
    return Origin(
        type=passage.paper_type.value,
        type_label=TYPE_LABELS[passage.paper_type],
        committee=passage.committee or "Committee not stated",
        day=in_words(day) if day else "Date not stated",
        iso_day=day.isoformat() if day else None,
        day_note=basis_note(passage.date_basis),
        item=item_words(passage.item_number)
        or (f"{item_words(inferred_number)} (inferred)" if inferred_number else ""),
        council=passage.council_name,
        is_extract=not passage.paper_complete,
    )


def role_label(passage: Passage) -> str:
    """What a paragraph does in its paper, if it is more than text; a heading is called one."""
    if passage.role is not Role.BODY:
        return ROLE_LABELS[passage.role]
    return "Heading" if passage.form is Form.HEADING else ""


def rung_label(result: Result) -> str:
    """Where all the words stand together, which are not in the paragraph itself, and what else they were found by."""
    where = {Rung.PARAGRAPH: "paragraph", Rung.ITEM: "item", Rung.MEETING: "meeting"}[result.hit.rung]
    said = [f"all words in this {where}"]
    if result.missing and not result.related:
        said.append(f"not in this paragraph: {listed(result.missing)}")
    if result.related:
        said.append(f"by related {'word' if len(result.related) == 1 else 'words'}: {listed(result.related)}")
    return capitalised("; ".join(said))
