"""A search as a feed: one entry a paragraph, newest meeting first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from papersearch.passage import PaperCard, Passage
from papersearch.searching import Result
from papersearch.web.presenting.marking import plain
from papersearch.web.presenting.words import capitalised, heading_of
from papersearch.web.state.search import SearchState

ENTRIES = 50
UNDATED = date(1970, 1, 1)
"""Stands where neither meeting nor publication is dated, since a feed must give each entry a moment."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paragraph in a feed; its id is its permalink."""

    id: str
    url: str
    title: str
    updated: str
    author: str
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed; it changes only when what it lists does."""

    id: str
    title: str
    author: str
    """Who keeps the site; each entry has its own."""
    self_url: str
    page_url: str
    updated: str
    entries: tuple[Entry, ...]


def feed_view(
    state: SearchState, results: Sequence[tuple[Result, PaperCard | None]], *, address: str, site_name: str
) -> FeedView:
    """The newest paragraphs of a search with the cards of their papers."""
    entries = tuple(_entry(one.hit.passage, card, address) for one, card in results)
    here = f"{address}{state.at_page(1).url('/search.atom')}"
    return FeedView(
        id=here,
        title=xml_text(f"{state.q or 'Committee papers'} – {site_name}"),
        author=xml_text(site_name),
        self_url=here,
        page_url=f"{address}{state.at_page(1).url()}",
        updated=max((entry.updated for entry in entries), default=moment_of(UNDATED)),
        entries=entries,
    )


def xml_text(text: str) -> str:
    """A text without the characters that XML has no place for, such as a form feed of a PDF."""
    return _NOT_IN_XML.sub(" ", text)


def moment_of(day: date) -> str:
    """The midnight at which a day begins, as Atom writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def _entry(passage: Passage, card: PaperCard | None, address: str) -> Entry:
    day = passage.meeting_date or (card.published if card else None) or UNDATED
    url = f"{address}{passage.url}"
    return Entry(
        id=url,
        url=url,
        title=xml_text(f"{heading_of(passage)}, {passage.place}"),
        updated=moment_of(day),
        author=xml_text(passage.council_name),
        source=xml_text(capitalised(passage.citation)),
        text=xml_text(plain(passage.text)),
    )
