"""The row of the promise ledger, and what stands in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from papersearch.model import Basis
from papersearch.passage import Passage, Quote


class Kind(StrEnum):
    """What a row is."""

    RESOLUTION = "resolution"
    """Decided by the body that met."""
    RECOMMENDATION = "recommendation"
    """Put to a body by a report, by another body, or by inspectors."""
    ACTION = "action"
    """Given to somebody to do."""
    COMMITMENT = "commitment"
    """Undertaken by a body, an officer or a member in so many words."""


class Status(StrEnum):
    """What the papers indexed tell of a row; never whether it was done, failed or late."""

    ANSWERED = "answered"
    CONTRADICTED = "contradicted"
    NOTHING_FOUND = "nothing_found"
    AFTER_COVERAGE = "after_coverage"


class Relation(StrEnum):
    """What a later passage says of a row."""

    ANSWERED = "answered"
    """It reports the doing."""
    CONTRADICTED = "contradicted"
    """It says that the thing will not be, or was not, done."""
    MOVED = "moved"
    """It puts it off, or says that it has not come yet."""
    LISTED = "listed"
    """An agenda or plan lists it."""
    RELATED = "related"
    """It speaks of the same subject, and is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a row is due.

    Attributes:
        words: as worded.
        day: the last day they may mean; `None` where no day is known.
        first: the first day they may mean.
        basis: `STATED` where the words give the day, or its month and year; `INFERRED` where it was reckoned or another
            paper lists the meeting; `None` without a day.
        note: how an inferred day was found, and what is doubtful about it; may be empty.
        listed_in: the words of another paper that give the day of the meeting.
    """

    words: Quote
    day: date | None = None
    first: date | None = None
    basis: Basis | None = None
    note: str = ""
    listed_in: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A later passage that speaks of a row, and why it was linked, a few words."""

    quote: Quote
    relation: Relation
    why: str

    @property
    def day(self) -> date | None:
        """The day of the meeting whose paper says so."""
        return self.quote.passage.meeting_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One row of the ledger.

    Attributes:
        id: stable over re-indexing; equals the id of its passage but for further rows of the same passage.
        quote: the words, and the passage they stand in.
        lead_in: the words that open its list, where the row is a point of one ("The Lead Member RESOLVED to:").
        points: the sub-points that belong to it.
        owner: who is to do it, as worded; `None` is not stated.
        owner_role: the owner, or else `maker`, as a post or body without article and capitals; for grouping.
        maker: the one person who decided, where the words name nobody else and the page states it apart from its text.
        to: the body or persons it is due to, as worded.
        said_on: the day of the meeting.
        sources: every place that tells the same undertaking of the same meeting; the first is `quote`.
        is_formal: it takes effect by being decided ("be noted", "be elected"), so that no report back is to be expected.
        is_bare: it only notes, thanks or appoints, so that nothing can follow from it.
        stems: of its words and points, without stop words.
        status: `None` until later papers were searched (`followed`).
        follow_up: what later papers say, oldest first.
        found_up_to: the newest meeting of its bodies that is indexed.
        doubts: what a reader should look at: no date, an extract, a day before the meeting.
    """

    id: str
    quote: Quote
    kind: Kind
    rule: str
    lead_in: Quote | None = None
    points: tuple[Quote, ...] = ()
    owner: Quote | None = None
    owner_role: str | None = None
    maker: str | None = None
    to: Quote | None = None
    said_on: date | None = None
    due: Due | None = None
    sources: tuple[Quote, ...] = ()
    is_formal: bool = False
    is_bare: bool = False
    stems: frozenset[str] = frozenset()
    status: Status | None = None
    follow_up: tuple[FollowUp, ...] = ()
    found_up_to: date | None = None
    doubts: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The path of its own page."""
        return f"/commitments/{self.id}"

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.quote.text

    @property
    def owner_words(self) -> str | None:
        """Who is to do it, as printed; `None` is not stated."""
        return self.owner.text if self.owner else self.maker

    @property
    def passage(self) -> Passage:
        """The passage that holds the words."""
        return self.quote.passage
