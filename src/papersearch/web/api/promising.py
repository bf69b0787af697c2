"""What the API answers of a promise, described field by field."""

from marshmallow import Schema, fields, validate

from papersearch.commitments import Kind, Relation, Status
from papersearch.model import Basis
from papersearch.web.api import told
from papersearch.web.api.records import Passage


class Place(Schema):
    """Words, and where they stand."""

    id = told.text("the paragraph")
    url = told.address("its permalink")
    quote = told.text("word for word")
    citation = told.text("one line to paste")


class Due(Schema):
    """When a promise is due."""

    words = told.text("as printed")
    date = told.day("the last day they mean")
    first_date = told.day("the first day they mean")
    basis = fields.String(
        allow_none=True, validate=validate.OneOf([*Basis, None]), **told.said("whether the date is stated or inferred")
    )
    note = told.maybe("what it was inferred from")
    listed_in = told.record_or_null(Place, "the place that lists the date; null where none does")


class SaidAt(Schema):
    """The meeting at which something was promised."""

    council = told.text("short name of the council")
    council_name = told.text("name of the council")
    committee = told.maybe("full name")
    date = told.day("the day")
    url = told.maybe("the page of the meeting")


class FollowUp(Passage):
    """A passage of a later paper, and what it says of a promise."""

    quote = told.text("the words that count")
    relation = told.one_of(Relation, "what they say of it")
    why = told.text("why it was linked")


class Commitment(Schema):
    """One row of the promise ledger."""

    id = told.text("of the row")
    url = told.address("its own page")
    text = told.text("word for word")
    kind = told.one_of(Kind, "what it is")
    owner = told.maybe("who is to do it, in the paper's words")
    owner_role = told.maybe("what they are")
    to = told.maybe("to whom")
    due = told.record_or_null(Due, "when; null where not stated")
    meeting = told.record(SaidAt, "where it was said")
    status = fields.String(
        allow_none=True,
        validate=validate.OneOf([*Status, None]),
        **told.said("what later papers say; null until they were looked through"),
    )
    status_words = told.text("the same in words; never that it was done, late or broken")
    found_up_to = told.day("the newest meeting that was looked through")
    follow_up = told.records(FollowUp, "passages of later papers")
    rule = told.text("the rule that found it")
    lead_in = told.maybe("the sentence that opens its list")
    points = told.texts("its sub-points")
    formal = told.claim("of form only, such as noting a report")
    doubts = told.texts("what a person should check")
    sources = told.records(Place, "all places that say the same")
    passage = told.record(Passage, "where it stands")
