"""Papers of an invented council whose cards and passages agree, as the parsers would make them."""

from dataclasses import replace
from datetime import date

from entries import card_of, passage_of

from papersearch.model import Basis, PaperType, Person, Role
from papersearch.passage import item_key


def published(
    paper_id, *texts, committee="Cabinet", day=None, items=(), council=("harrowmere", "Harrowmere Council"), **stated
):
    """A card and its passages: each text is a string, or a string and what else is stated of that passage.

    `items` are pairs of number and title; a passage stands in the item whose title its `item_title` names, or in the only
    one. What is left in `stated` is stated of the card.
    """
    slug, name = council
    day = date.fromisoformat(day) if day else None
    has_meeting = bool(committee and day)
    key = f"{slug}/{committee.lower().replace(' ', '-')}/{day.isoformat()}" if has_meeting else paper_id
    card = card_of(
        paper_id,
        tuple(texts),
        council=slug,
        council_name=name,
        committee=committee,
        meeting_date=day,
        meeting_key=key,
        items=tuple(items),
        basis={"meeting_date": Basis.STATED} if day else {},
        **stated,
    )
    if len(items) == 1 and card.type not in (PaperType.AGENDA, PaperType.MINUTES):
        card = replace(card, item_number=items[0][0], item_title=items[0][1])
    pairs = [(one, {}) if isinstance(one, str) else one for one in texts]
    return card, tuple(_passage(card, at, text, items, **more) for at, (text, more) in enumerate(pairs))


def _passage(card, at, text, items, **more):
    title = more.get("item_title", items[0][1] if len(items) == 1 else None)
    number = next((number for number, one in items if one == title), None)
    values = {
        "council": card.council,
        "council_name": card.council_name,
        "committee": card.committee,
        "meeting_date": card.meeting_date,
        "date_basis": card.basis.get("meeting_date"),
        "meeting_key": card.meeting_key,
        "item_key": item_key(card.meeting_key, title or card.id),
        "item_title": title,
        "item_number": number,
        "context": title or card.title,
        "paper_title": card.title,
        "paper_type": card.type,
        "paper_complete": card.complete,
        "lead_officer": card.lead_officer,
    }
    return passage_of(card.id, at, text, **(values | more))


OTHER_BUSINESS = published(
    "others",
    *(f"Lamp {count} in the market square was found dim, and its post leaned." for count in range(60)),
    day="2017-01-10",
    committee="Lighting Panel",
    type=PaperType.REPORT,
)
"""A paper of other business, so that words of one item are rare ones."""
THORNE_AND_LAMB = (
    Person(name="Ada Thorne", mark="Vice-chair", standing="member"),
    Person(name="Ivo Lamb", post="Ferry Manager", standing="officer"),
)
PRESENT = (
    ("Councillor Ada Thorne (Vice-chair)", {"role": Role.ATTENDANCE}),
    ("Ivo Lamb, Ferry Manager", {"role": Role.ATTENDANCE}),
)
"""The lines of minutes that name these two."""


def minutes_of_harbour(*texts):
    """Minutes of the Harbour Committee on the ferry, with those present named before these texts."""
    return published(
        "minutes",
        *PRESENT,
        *texts,
        day="2019-06-04",
        committee="Harbour Committee",
        items=(("4", "The ferry"),),
        type=PaperType.MINUTES,
        people=THORNE_AND_LAMB,
    )
