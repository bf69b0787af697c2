"""One row of the promise ledger in a list: the words, who, when due, and what later papers say."""

from collections.abc import Sequence
from dataclasses import dataclass

from papersearch.commitments import Commitment, Due, FollowUp, Kind, Relation, Status
from papersearch.exporting_ledger import status_words
from papersearch.passage import Passage, in_words
from papersearch.web.presenting.marking import plain
from papersearch.web.presenting.words import anchor_of, capitalised, item_words, place_words

KIND_LABELS = {
    Kind.RESOLUTION: "Resolution",
    Kind.RECOMMENDATION: "Recommendation",
    Kind.ACTION: "Action",
    Kind.COMMITMENT: "Undertaking",
}
STATUS_LABELS = {
    Status.ANSWERED: "Answered",
    Status.CONTRADICTED: "Contradicted",
    Status.NOTHING_FOUND: "Nothing found",
    Status.AFTER_COVERAGE: "After our coverage",
}
RELATION_LABELS = {
    Relation.ANSWERED: "Reported on",
    Relation.CONTRADICTED: "Goes against it",
    Relation.MOVED: "Put off",
    Relation.LISTED: "Listed",
    Relation.RELATED: "Related",
}
LONG = 420
"""Letters of a row's words, and of a quotation, that a list shows; the row's own page has all."""
LONG_QUOTE = 220
_LABEL = 3
"""Words of the longest label over a list, such as RECOMMENDATIONS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where words stand: a link to the paragraph, and the meeting."""

    label: str
    url: str
    where: str
    council: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """When a row is due: as worded, and the day that was read from it."""

    words: str
    day: str
    iso_day: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowView:
    """What one later paper says: its words, where they stand, what they are to the row, and why they were linked."""

    relation: str
    label: str
    text: str
    place: PlaceView
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row; `follow` is the latest paper that decides its status, else the latest that lists it."""

    id: str
    url: str
    kind: str
    kind_label: str
    lead_in: str
    text: str
    is_cut: bool
    place: PlaceView
    told_again: int
    owner: str
    to: str
    due: DueView | None
    status: str
    status_label: str
    status_words: str
    follow: FollowView | None
    more: int
    doubts: tuple[str, ...]


def row_view(row: Commitment) -> RowView:
    """A row in a list."""
    shown = _shown(row)
    text = plain(row.text)
    short = cut(text, LONG)
    return RowView(
        id=row.id,
        url=row.url,
        kind=row.kind.value,
        kind_label=KIND_LABELS[row.kind],
        lead_in=_lead_in(row),
        text=short,
        is_cut=len(short) < len(text),
        place=place_view(row.passage),
        told_again=len(row.sources) - 1,
        owner=row.owner_words or "",
        to=row.to.text if row.to else "",
        due=due_view(row.due) if row.due else None,
        status=row.status.value if row.status else "",
        status_label=STATUS_LABELS[row.status] if row.status else "",
        status_words=capitalised(status_words(row)),
        follow=follow_view(shown, limit=LONG_QUOTE) if shown else None,
        more=len(row.follow_up) - (1 if shown else 0),
        doubts=row.doubts,
    )


def place_view(passage: Passage) -> PlaceView:
    """Where a passage stands."""
    item = item_words(passage.item_number)
    place = place_words(passage)
    day = in_words(passage.meeting_date) if passage.meeting_date else "date not stated"
    return PlaceView(
        label=f"{item}, {place[:1].lower()}{place[1:]}" if item else place,
        url=f"{passage.url}#{anchor_of(passage)}",
        where=f"{passage.committee or 'Committee not stated'}, {day}",
        council=passage.council_name,
    )


def due_view(due: Due) -> DueView:
    """When a row is due; the day only where the words do not say just that."""
    day = in_words(due.day) if due.day else ""
    if due.day and due.first and due.first != due.day:
        day = f"{day} at the latest"
    return DueView(
        words=due.words.text,
        day="" if day and day in due.words.text else day,
        iso_day=due.day.isoformat() if due.day else None,
        note=due.note,
    )


def follow_view(found: FollowUp, *, limit: int = 0) -> FollowView:
    """What a later paper says, cut to `limit` letters if there is one."""
    text = plain(found.quote.text)
    short = cut(text, limit) if limit else text
    return FollowView(
        relation=found.relation.value,
        label=RELATION_LABELS[found.relation],
        text=f"{short} …" if len(short) < len(text) else short,
        place=place_view(found.quote.passage),
        why=found.why,
    )


def cut(text: str, limit: int) -> str:
    """The beginning of a text, ending at a blank where it is longer than `limit` letters."""
    if len(text) <= limit:
        return text
    return text[: max(text.rfind(" ", 0, limit), limit // 2)].rstrip(" ,;:")


def _lead_in(row: Commitment) -> str:
    """The sentence that opens its list, where it tells more than a label does."""
    text = plain(row.lead_in.text) if row.lead_in else ""
    return text if len(text.split()) > _LABEL and len(text) <= LONG_QUOTE else ""


def _shown(row: Commitment) -> FollowUp | None:
    """The follow-up that a list shows: of the relations that matter most, the latest."""
    ranked: Sequence[tuple[Relation, ...]] = (
        (Relation.ANSWERED, Relation.CONTRADICTED, Relation.MOVED),
        (Relation.LISTED,),
    )
    for relations in ranked:
        found = [one for one in row.follow_up if one.relation in relations]
        if found:
            return found[-1]
    return None
