"""Quotes lists as lists: the items a lead-in opens, and a sentence with the one it leans on."""

from collections.abc import Iterator, Sequence

from papersearch.analysis import sentences
from papersearch.answering.choosing import is_near_copy
from papersearch.answering.kinds import KIND_WORDS, Kind
from papersearch.answering.scoring import Scored, opened_by
from papersearch.answering.seeking import Search, may_be_quoted
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote

MOST_CHARACTERS = 420
"""A sentence and the one it leans on are quoted together up to so many."""
OPENS = 0.6
"""The least part of what a list item tells of the question that its lead-in and headings tell alone, for all to answer."""


def as_list(search: Search, best: Scored, most: int) -> list[Quote]:
    """The list that the best sentence opens, or belongs to where the question asks for a list; empty if there is none."""
    passage = best.quote.passage
    if best.is_lead_in:
        return written_out(search, best)[:most] if search.asked.kind in _LISTED else []
    if search.asked.kind is not Kind.LIST or not passage.lead_in or best.own > (1 - OPENS) * best.told:
        return []
    paper = search.reader.passages_of(passage.paper_id)
    items = [
        one for one in paper if one.lead_in == passage.lead_in and one.section == passage.section and may_be_quoted(one)
    ]
    return [_whole(one) for one in items][:most] if len(items) > 1 else []


_LISTED = (Kind.LIST, Kind.RESOLVED, Kind.PROMISED)


def written_out(search: Search, one: Scored) -> list[Quote]:
    """What is quoted of a sentence: with the one it leans on, and for one that opens a list the items of that list.

    A resolution that opens a list is quoted before its items: it has a number of its own.
    """
    quote = one.quote
    if not one.is_lead_in:
        return [_with_following(search, _in_full(quote))]
    opened = [
        _whole(item) for item in _opened(search.reader.passages_of(quote.passage.paper_id), quote.passage, quote.text)
    ]
    return [quote, *opened] if not opened or quote.passage.role in _NUMBERED else opened


_NUMBERED = (Role.RESOLUTION, Role.RECOMMENDATION)


def _in_full(quote: Quote) -> Quote:
    """The quotation with the sentence before it, where it leans on it ("It was signed on ...")."""
    return _with_sentence_before(quote) if opened_by(quote.text) else quote


def _with_sentence_before(quote: Quote) -> Quote:
    before = [one for one in sentences(quote.passage.text) if one.end <= quote.start]
    if not before or quote.end - before[-1].start > MOST_CHARACTERS:
        return quote
    return Quote(passage=quote.passage, start=before[-1].start, end=quote.end)


def _with_following(search: Search, quote: Quote) -> Quote:
    """The quotation with the sentence behind it, where the question asks for no one thing and both are short."""
    if search.asked.kind in KIND_WORDS:
        return quote
    if search.asked.kind is Kind.WHY:
        quote = _with_sentence_before(quote)
    behind = next((one for one in sentences(quote.passage.text) if one.start >= quote.end), None)
    if behind is None or behind.end - quote.start > MOST_CHARACTERS:
        return quote
    return Quote(passage=quote.passage, start=quote.start, end=behind.end)


def _opened(paper: Sequence[Passage], passage: Passage, lead_in: str) -> Iterator[Passage]:
    """The passages that follow a lead-in and carry it, or the rows of the table that it opens."""
    for one in paper[passage.ordinal + 1 :]:
        is_opened = bool(one.lead_in) and is_near_copy(one.lead_in or "", lead_in)
        if not is_opened and not (one.form is Form.TABLE_ROW and not one.is_frame):
            return
        yield one


def _whole(passage: Passage) -> Quote:
    return Quote(passage=passage, start=0, end=len(passage.text))
