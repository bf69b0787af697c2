"""A paper with its paragraphs, opened at one of them or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from papersearch.engines.port import value_key
from papersearch.labels import ROLE_LABELS, TYPE_LABELS
from papersearch.meetings import ItemRecord, MeetingRecord
from papersearch.model import Basis, Form, Role
from papersearch.passage import PaperCard, Passage, in_words
from papersearch.query import Node
from papersearch.web.presenting.coverage import committee_url, council_url
from papersearch.web.presenting.marking import Piece, cells_of, marked, plain
from papersearch.web.presenting.meetings import title_of
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import (
    Fact,
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
    original_url: str | None
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
    meeting: MeetingRecord | None = None,
) -> PaperView:
    """A whole paper in its meeting, if it states one; `query` marks words."""
    here = "Your search result" if hit_bar else "This paragraph"
    paragraphs = tuple(_paragraphs(card, passages, opened_at, here, query))
    day = in_words(card.meeting_date) if card.meeting_date else "date not stated"
    place = f"{place_words(opened_at)}, " if opened_at else ""
    before, after = _neighbours(card, meeting)
    others = [other for other in meeting.papers if other.id != card.id] if meeting else []
    return PaperView(
        title=f"{place}{card.title} – {day}",
        heading=card.title,
        type=card.type.value,
        type_label=TYPE_LABELS[card.type],
        item=_item_of(card, meeting),
        is_extract=not card.complete,
        crumbs=_crumbs(card),
        hit_bar=hit_bar,
        paragraphs=paragraphs,
        opened_at=next((one for one in paragraphs if one.here), None),
        facts=_facts(card, meeting),
        original_url=f"/original/{card.id}" if card.is_file_open else None,
        address=card.address if is_web_address(card.address) else None,
        in_meeting=tuple(paper_link(other) for other in others)[:_TO_READ_ON],
        meeting_url=f"/meeting/{meeting.key}" if meeting else None,
        previous_item=before,
        next_item=after,
    )


def paper_link(card: PaperCard) -> Link:
    """A paper by its type, item and title."""
    item = f", {item_words(card.item_number).lower()}" if card.item_number else ""
    return Link(f"{TYPE_LABELS[card.type]}{item}: {card.title}", f"/paper/{card.id}")


def _crumbs(card: PaperCard) -> tuple[Link, ...]:
    """Council, committee and meeting, as far as they are stated."""
    links = [Link(card.council_name, council_url(card.council))]
    if card.committee:
        links.append(Link(card.committee, committee_url(card.council, card.committee)))
    if card.committee and card.meeting_date:
        links.append(Link(in_words(card.meeting_date), f"/meeting/{card.meeting_key}"))
    return tuple(links)


def _item_of(card: PaperCard, meeting: MeetingRecord | None) -> str:
    """The paper's item; a number that only another paper of the meeting states is marked inferred."""
    if card.item_number:
        return item_words(card.item_number)
    number = next((item.number for item in meeting.items if card in _own_papers(item)), None) if meeting else None
    return f"{item_words(number)} (inferred from the agenda)" if number else ""


def _facts(card: PaperCard, meeting: MeetingRecord | None) -> tuple[Fact, ...]:
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
    item = _item_of(card, meeting).removeprefix("Item ")
    if item:
        facts.append(Fact(label="Item", value=item, note=_note(card.basis, "item_number") if card.item_number else ""))
    facts += [Fact(label=label, value=value) for label, value in _stated(card) if value]
    if card.published:
        facts.append(Fact(label="Published", value=in_words(card.published), iso_day=card.published.isoformat()))
    named = [Fact(label=capitalised(name.replace("_", " ")), value=value) for name, value in card.facts.items()]
    facts += [one for one in named if not _is_told(one, facts)]
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


def _is_told(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether another fact says the same: under the same name but for case, or by the same words."""
    said = value_key(fact.value)
    if any(value_key(one.value) == said and one.label.casefold() == fact.label.casefold() for one in told):
        return True
    return any(one.iso_day and said in (value_key(one.value), one.iso_day) for one in told if one.label == "Published")


def _note(basis: Mapping[str, Basis], name: str) -> str:
    return basis_note(basis.get(name))


def _paragraphs(
    card: PaperCard, passages: Sequence[Passage], opened_at: Passage | None, here: str, query: Node | None
) -> Iterator[ParagraphView]:
    """The paragraphs in their order; what is told once for a run is told at its head."""
    whole = "\n".join(passage.text for passage in passages)
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
            number=_own_number(previous, passage),
            place=place_words(passage),
            item=item,
            lead_in=plain(_lead_in_that_opens(previous, passage, whole)),
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


def _own_number(previous: Passage | None, passage: Passage) -> str:
    """The number printed at a paragraph; what stands under it and takes its number prints none."""
    is_taken = previous is not None and previous.number == passage.number and passage.form is Form.LIST_ITEM
    return passage.number.strip() if passage.number and not is_taken else ""


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


def _lead_in_that_opens(previous: Passage | None, passage: Passage, whole: str) -> str:
    if not passage.lead_in or passage.lead_in in whole:
        return ""
    return "" if previous is not None and previous.lead_in == passage.lead_in else passage.lead_in


def _role_that_begins(previous: Passage | None, passage: Passage) -> str:
    if passage.role is Role.BODY or (previous is not None and previous.role is passage.role):
        return ""
    return ROLE_LABELS[passage.role]


def _neighbours(card: PaperCard, meeting: MeetingRecord | None) -> tuple[Link | None, Link | None]:
    """The papers of the items before and after this one's, of the items with a paper of their own."""
    items = [item for item in meeting.items if _own_papers(item)] if meeting else []
    at = next((place for place, item in enumerate(items) if card in _own_papers(item)), None)
    if at is None:
        return None, None
    before = _item_link(items[at - 1], card) if at else None
    after = _item_link(items[at + 1], card) if at + 1 < len(items) else None
    return before, after


def _own_papers(item: ItemRecord) -> list[PaperCard]:
    return [paper.card for paper in item.papers if paper.card.item_title is not None]


def _item_link(item: ItemRecord, like: PaperCard) -> Link:
    """The paper of an item, of the same type as another one if there is such."""
    papers = _own_papers(item)
    best = next((card for card in papers if card.type is like.type), papers[0])
    return Link(f"{item_words(item.number) or 'Item'}: {title_of(item)}", f"/paper/{best.id}")
