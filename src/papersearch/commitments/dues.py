"""Reads when a row is due, with the meetings that other papers list."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from papersearch.commitments.records import Due
from papersearch.model import Basis
from papersearch.passage import Quote, in_words
from papersearch.plans import ListedMeeting
from papersearch.timing import Certainty, Timing, due_of

LONGEST_GAP = timedelta(days=130)
"""A body meets at least every few months; the next meeting known after a longer gap need not be its next."""

_BY = "by "
_REPORTS = re.compile(
    r"\b(?:report|bring|brought|present|presented|submit|submitted|return|come back)\b[^.;]*$", re.IGNORECASE
)
NextMeeting = Callable[[date], ListedMeeting | None]


def timing_of(quote: Quote, cell: Quote | None, said_on: date | None) -> Timing | None:
    """When the words of a row, or the cell that gives its day, say that it is due; a cell needs no "by"."""
    return due_of(f"{_BY}{cell.text}" if cell else quote.text, said_on)


def due_in(
    quote: Quote, cell: Quote | None, timing: Timing | None, said_on: date | None, next_meeting: NextMeeting
) -> Due | None:
    """When a row is due by what `timing_of` found in it; `None` where it says nothing of it."""
    if timing is None:
        return Due(words=cell) if cell else None
    words = cell or Quote(passage=quote.passage, start=quote.start + timing.start, end=quote.start + timing.end)
    return _due(words, timing, said_on, next_meeting)


def _due(words: Quote, timing: Timing, said_on: date | None, next_meeting: NextMeeting) -> Due:
    if timing.certainty is Certainty.NEXT_MEETING or (timing.names_meeting and timing.certainty is Certainty.RECKONED):
        return _at_meeting(words, timing, said_on, next_meeting)
    if _may_be_at_meeting(words, timing):
        at_meeting = _at_meeting(words, timing, said_on, next_meeting)
        stated_on = at_meeting.listed_in.passage.meeting_date if at_meeting.listed_in else None
        if stated_on is not None and said_on is not None and stated_on <= said_on:
            return at_meeting
    basis = {Certainty.STATED: Basis.STATED, Certainty.RECKONED: Basis.INFERRED}.get(timing.certainty)
    return Due(words=words, day=timing.last, first=timing.first, basis=basis, note=_doubt(timing, said_on))


def _may_be_at_meeting(words: Quote, timing: Timing) -> bool:
    """Whether a month is that of a report, which comes to the meeting that was already listed in it."""
    is_month = timing.first is not None and timing.last is not None and timing.first != timing.last
    return is_month and _REPORTS.search(words.passage.text[: words.start]) is not None


def _at_meeting(words: Quote, timing: Timing, said_on: date | None, next_meeting: NextMeeting) -> Due:
    """The next meeting, or the meeting of a month, on the day that the papers list for it."""
    if said_on is None:
        return Due(words=words)
    after = timing.first - timedelta(days=1) if timing.first else said_on
    listed = next_meeting(max(after, said_on))
    last = timing.last or said_on + LONGEST_GAP
    if listed is None or listed.day > last:
        return Due(words=words)
    return Due(
        words=words,
        day=listed.day,
        first=listed.day,
        basis=Basis.INFERRED,
        note=_listing(listed, said_on),
        listed_in=listed.quote,
    )


def _listing(listed: ListedMeeting, said_on: date) -> str:
    if listed.quote is None:
        return f"the next meeting of which papers are indexed is that of {in_words(listed.day)}"
    stated = f", dated {in_words(listed.stated_on)}" if listed.stated_on else ""
    before = " before this was said" if listed.stated_on and listed.stated_on < said_on else ""
    return f"the next meeting listed is that of {in_words(listed.day)}, in \N{LEFT DOUBLE QUOTATION MARK}{listed.quote.passage.paper_title}\N{RIGHT DOUBLE QUOTATION MARK}{stated}{before}"


def _doubt(timing: Timing, said_on: date | None) -> str:
    if said_on and timing.last and timing.last < said_on:
        return "the day is before that of the meeting"
    return timing.note
