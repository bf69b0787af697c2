"""A row before it is joined with others of its meeting and its follow-up is known."""

import re
from dataclasses import dataclass, field
from datetime import date

from papersearch.commitments.agents import bare_agent
from papersearch.commitments.owners import Span, owner_span, recipient_span
from papersearch.commitments.records import Kind
from papersearch.passage import Passage, Quote

_FIRST_NAME = re.compile(
    r"(?P<who>[A-Z][\w\u2019'-]+(?:\s+(?:and|&|/)\s+[A-Z][\w\u2019'-]+)?)\s+(?:(?:is|are)\s+)?to\s+[a-z]"
)


@dataclass(slots=True)
class Draft:
    """What one place of one paper says.

    Attributes:
        decided: a meeting decided, asked or heard it; false for what a report only puts forward.
        due: the words of a cell that gives the day, where columns do.
        said_on: the day it was said, where the paper tells of another day than its own.
        is_telling: it is no row by itself, but may tell in discussion what a row of its item says.
    """

    quote: Quote
    kind: Kind
    rule: str
    decided: bool = True
    lead_in: Quote | None = None
    owner: Quote | None = None
    to: Quote | None = None
    due: Quote | None = None
    said_on: date | None = None
    points: list[Quote] = field(default_factory=list)
    is_telling: bool = False


def quote_of(passage: Passage, span: Span) -> Quote:
    """Words of a passage, without blanks at their ends."""
    start, end = span
    while start < end and passage.text[start].isspace():
        start += 1
    while end > start and passage.text[end - 1].isspace():
        end -= 1
    return Quote(passage=passage, start=start, end=end)


def owner_in(quote: Quote, *, is_asked: bool = False) -> Quote | None:
    """The words within a quote that name who is to do it; of a recommendation also the body that "notes" or "agrees"."""
    return _within(quote, owner_span(quote.text, is_asked=is_asked))


def first_name(quote: Quote) -> Quote | None:
    """The one word, or the two, before "to" at the start of an action, which can only be a name: "Greg to take photographs"."""
    match = _FIRST_NAME.match(quote.text)
    return _within(quote, match.span("who")) if match else None


def recipient_in(quote: Quote) -> Quote | None:
    """The words within a quote that name to whom it is due."""
    return _within(quote, recipient_span(quote.text))


def agent_quote(passage: Passage, span: Span) -> Quote:
    """The agent in these words of a passage, without its article."""
    words = passage.text[slice(*span)]
    bare = bare_agent(words)
    start = span[0] + (words.index(bare) if bare in words else 0)
    return Quote(passage=passage, start=start, end=start + len(bare) if bare in words else span[1])


def _within(quote: Quote, span: Span | None) -> Quote | None:
    return quote_of(quote.passage, (quote.start + span[0], quote.start + span[1])) if span else None
