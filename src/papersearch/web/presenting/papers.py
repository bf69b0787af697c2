"""A paper with its paragraphs, opened at one of them or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from papersearch.labels import ROLE_LABELS, TYPE_LABELS
from papersearch.model import Basis, Form, Role
from papersearch.passage import PaperCard, Passage, in_words
from papersearch.query import Node
from papersearch.web.presenting.coverage import committee_url
from papersearch.web.presenting.marking import Piece, cells_of, marked
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import (
    anchor_of,
    basis_note,
    capitalised,
    counted,
    is_web_address,
    item_words,
    listed,
    place_words,
    with_weekday,
)
from papersearch.web.state import SearchState

_DEEPEST = 4
"""The smallest heading a paper's own headings are shown as."""
_TO_READ_ON = 12
"""Papers of the same meeting named beside a paper; the page of the meeting has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """One paragraph of a paper.

    Attributes:
        item: the item that begins here, where the paper holds several and none of its headings says it.
        lead_in: the sentence that opens its list, where it is no paragraph of its own and opens here.
        level: of a heading, 2 to 4; else 0.
        role_label: what it does, at the first of a run that does the same.
        here: what marks the paragraph the page was opened at; empty on all others.
    """

    anchor: str
    url: str
    number: str
    place: str
    item: str
    lead_in: str
    level: int
    is_item: bool
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[Piece, ...], ...]
    role_label: str
    truncated: bool
    here: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line about a paper; what is not stated says so."""

    label: str
    value: str
    iso_day: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitBar:
    """The way back to the results, and on to the next."""

    back_url: str
    back_label: str
    position: str
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """The page of a paper; `opened_at` is its paragraph, on a permalink."""

    title: str
    heading: str
    type: str
    type_label: str
    item: str
    is_extract: bool
    crumbs: tuple[Link, ...]
    hit_bar: HitBar | None
    paragraphs: tuple[ParagraphView, ...]
    opened_at: ParagraphView | None
    facts: tuple[Fact, ...]
    original_url: str
    address: str | None
    in_meeting: tuple[Link, ...]
    meeting_url: str | None
    previous_item: Link | None
    next_item: Link | None


def paper_view(
    card: PaperCard,
    passages: Sequence[Passage],
    *,
    opened_at: Passage | None = None,
    query: Node | None = None,
    hit_bar: HitBar | None = None,
    meeting: Sequence[PaperCard] = (),
) -> PaperView:
    """A whole paper; `meeting` holds the cards of its meeting, in its order, and `query` marks words."""
    here = "Your search result" if hit_bar else "This paragraph"
    paragraphs = tuple(_paragraphs(card, passages, opened_at, here, query))
    day = in_words(card.meeting_date) if card.meeting_date else "date not stated"
    place = f"{place_words(opened_at)}, " if opened_at else ""
    before, after = _neighbours(card, meeting)
    return PaperView(
        title=f"{place}{card.title} – {day}",
        heading=card.title,
        type=card.type.value,
        type_label=TYPE_LABELS[card.type],
        item=item_words(card.item_number),
        is_extract=not card.complete,
        crumbs=crumbs_of(card),
        hit_bar=hit_bar,
        paragraphs=paragraphs,
        opened_at=next((one for one in paragraphs if one.here), None),
        facts=facts_of(card),
        original_url=f"/original/{card.id}",
        address=card.address if is_web_address(card.address) else None,
        in_meeting=tuple(paper_link(other) for other in meeting if other.id != card.id)[:_TO_READ_ON],
        meeting_url=meeting_url(card),
        previous_item=before,
        next_item=after,
    )


def meeting_url(card: PaperCard) -> str | None:
    """The page of a paper's meeting, if its committee and date are stated."""
    return f"/meeting/{card.meeting_key}" if "/" in card.meeting_key else None


def paper_link(card: PaperCard) -> Link:
    """A paper by its type, item and title."""
    item = f", {item_words(card.item_number).lower()}" if card.item_number else ""
    return Link(f"{TYPE_LABELS[card.type]}{item}: {card.title}", f"/paper/{card.id}")


def crumbs_of(card: PaperCard, *, with_day: bool = True) -> tuple[Link, ...]:
    """Council, committee and meeting, as far as they are stated."""
    council = SearchState(filters=(("council", card.council),)).url()
    links = [Link(card.council_name, council)]
    if card.committee:
        links.append(Link(card.committee, committee_url(card.council, card.committee)))
    url = meeting_url(card)
    if url and card.meeting_date and with_day:
        links.append(Link(in_words(card.meeting_date), url))
    return tuple(links)


def facts_of(card: PaperCard) -> tuple[Fact, ...]:
    """What is known about a paper, and where it comes from if not from the paper itself."""
    facts = [
        Fact(label="Council", value=card.council_name),
        Fact(label="Committee", value=card.committee or "not stated", note=_note(card.basis, "committee")),
        Fact(
            label="Meeting",
            value=with_weekday(card.meeting_date) if card.meeting_date else "date not stated",
            iso_day=card.meeting_date.isoformat() if card.meeting_date else None,
            note=_note(card.basis, "meeting_date") if card.meeting_date else "",
        ),
    ]
    if card.item_number:
        facts.append(Fact(label="Item", value=card.item_number, note=_note(card.basis, "item_number")))
    facts += [Fact(label=label, value=value) for label, value in _stated(card) if value]
    if card.published:
        facts.append(Fact(label="Published", value=in_words(card.published), iso_day=card.published.isoformat()))
    facts += [Fact(label=capitalised(name.replace("_", " ")), value=value) for name, value in card.facts.items()]
    if card.textless_pages:
        pages = [str(page) for page in card.textless_pages]
        facts.append(
            Fact(label="Not read", value=f"image only: {'page' if len(pages) == 1 else 'pages'} {listed(pages)}")
        )
    if not card.complete:
        facts.append(Fact(label="Extract", value="only a part of this paper is indexed"))
    return tuple(facts)


def _stated(card: PaperCard) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Time", f"{card.starts:%H:%M}" if card.starts else None),
        ("Place", card.place),
        ("Lead officer", card.lead_officer),
        ("Version", card.version),
        ("Length", counted(card.pages, "page") if card.pages else None),
    )


def _note(basis: Mapping[str, Basis], name: str) -> str:
    return basis_note(basis.get(name))


def _paragraphs(
    card: PaperCard, passages: Sequence[Passage], opened_at: Passage | None, here: str, query: Node | None
) -> Iterator[ParagraphView]:
    """The paragraphs in their order; what is told once for a run is told at its head."""
    texts = {passage.text for passage in passages}
    several_items = len({passage.item_key for passage in passages}) > 1
    level = 2 if several_items else 1
    previous: Passage | None = None
    for passage in passages:
        item = _item_that_begins(previous, passage) if several_items else ""
        if passage.form is Form.HEADING:
            level = min(_level(passage, several_items=several_items), level + 1, _DEEPEST)
        pieces = marked(passage.text, query)
        yield ParagraphView(
            anchor=anchor_of(passage),
            url=f"{passage.url}#{anchor_of(passage)}",
            number=passage.number.strip() if passage.number else "",
            place=place_words(passage),
            item=item,
            lead_in=_lead_in_that_opens(previous, passage, texts),
            level=level if passage.form is Form.HEADING else 0,
            is_item=passage.form is Form.LIST_ITEM,
            pieces=pieces,
            cells=cells_of(pieces) if passage.form is Form.TABLE_ROW else (),
            role_label=_role_that_begins(previous, passage),
            truncated=passage.truncated,
            here=here if opened_at is not None and passage.id == opened_at.id else "",
            citation=passage.citation,
        )
        if item:
            level = 2
        previous = passage


def _item_that_begins(previous: Passage | None, passage: Passage) -> str:
    """The item's number and title where it changes, unless the passage is the heading that prints it."""
    if not passage.item_title or (previous is not None and previous.item_key == passage.item_key):
        return ""
    if passage.form is Form.HEADING and passage.item_title.casefold() in passage.text.casefold():
        return ""
    return f"{passage.item_number.rstrip('.')}. {passage.item_title}" if passage.item_number else passage.item_title


def _level(passage: Passage, *, several_items: bool) -> int:
    is_items_own = bool(passage.item_title) and passage.item_title.casefold() in passage.text.casefold()  # type: ignore[union-attr]
    if several_items and not is_items_own:
        return 3 + len(passage.section)
    return 2 + len(passage.section)


def _lead_in_that_opens(previous: Passage | None, passage: Passage, texts: set[str]) -> str:
    if not passage.lead_in or passage.lead_in in texts:
        return ""
    return "" if previous is not None and previous.lead_in == passage.lead_in else passage.lead_in


def _role_that_begins(previous: Passage | None, passage: Passage) -> str:
    if passage.role is Role.BODY or (previous is not None and previous.role is passage.role):
        return ""
    return ROLE_LABELS[passage.role]


def _neighbours(card: PaperCard, meeting: Sequence[PaperCard]) -> tuple[Link | None, Link | None]:
    """The papers of the items before and after this one's, in the order of the meeting."""
    numbered = [other for other in meeting if other.item_number]
    numbers = list(dict.fromkeys(other.item_number for other in numbered))
    if card.item_number not in numbers:
        return None, None
    at = numbers.index(card.item_number)
    before = numbers[at - 1] if at else None
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    return _item_link(numbered, before, card), _item_link(numbered, after, card)


def _item_link(meeting: Sequence[PaperCard], number: str | None, like: PaperCard) -> Link | None:
    """The paper of an item, of the same type as another one if there is such."""
    papers = [card for card in meeting if number is not None and card.item_number == number]
    if not papers:
        return None
    best = next((card for card in papers if card.type is like.type), papers[0])
    return Link(f"{item_words(number)}: {best.item_title or best.title}", f"/paper/{best.id}")
