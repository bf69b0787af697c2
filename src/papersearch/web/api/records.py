"""What the API answers, described field by field.

Nothing is made from these: `exporting` makes the records, and a test compares both. Every field is always there.
"""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields, validate

from papersearch.model import Basis, Form, PaperType, Role
from papersearch.query import Rung, Sort

Field = fields.Field[Any]
RUNGS = tuple(rung.name.lower() for rung in Rung)


def _said(says: str) -> dict[str, Any]:
    return {"required": True, "metadata": {"description": says}}


def _text(says: str) -> Field:
    return fields.String(**_said(says))


def _maybe(says: str) -> Field:
    return fields.String(allow_none=True, **_said(f"{says}; null where not stated"))


def _one_of(choices: Iterable[str], says: str) -> Field:
    return fields.String(validate=validate.OneOf(tuple(choices)), **_said(says))


def _count(says: str) -> Field:
    return fields.Integer(validate=validate.Range(min=0), **_said(says))


def _claim(says: str) -> Field:
    return fields.Boolean(**_said(says))


def _texts(says: str) -> Field:
    return fields.List(fields.String(), **_said(says))


def _day(says: str) -> Field:
    return fields.Date(allow_none=True, **_said(f"{says}; null where not stated"))


def _address(says: str) -> Field:
    return fields.String(**_said(says))


def _record(schema: type[Schema], says: str) -> Field:
    return fields.Nested(schema, **_said(says))


def _record_or_null(schema: type[Schema], says: str) -> Field:
    return fields.Nested(schema, allow_none=True, **_said(says))


def _records(schema: type[Schema], says: str) -> Field:
    return fields.List(fields.Nested(schema), **_said(says))


def _named(values: Field, says: str) -> Field:
    return fields.Dict(keys=fields.String(), values=values, **_said(says))


class Source(Schema):
    """Where words stand."""

    path = _text("the file, from the corpus folder")
    first_line = _count("its first line, from 1")
    last_line = _count("its last line")
    page = fields.Integer(allow_none=True, **_said("the page; null where the file has none"))


class Passage(Schema):
    """One paragraph."""

    id = _text("stable over re-indexing, and over changes of other paragraphs")
    url = _address("the permalink")
    text = _text("word for word")
    form = _one_of(Form, "what it is")
    role = _one_of(Role, "what it does in its paper")
    number = _maybe("as printed")
    section = _texts("the headings above it, outermost first")
    lead_in = _maybe("the sentence that opens its list")
    speaker = _maybe("who is speaking")
    truncated = _claim("the source cut it short")
    council = _text("short name of the council")
    council_name = _text("name of the council")
    committee = _maybe("full name")
    meeting_date = _day("day of the meeting")
    date_basis = fields.String(
        allow_none=True, validate=validate.OneOf([*Basis, None]), **_said("where that date comes from")
    )
    meeting_url = _maybe("the page of the meeting")
    item_number = _maybe("number of the item of business")
    item_title = _maybe("its title")
    item_key = _text("joins the papers of one item")
    paper_id = _text("the paper")
    paper_url = _address("its page")
    paper_title = _text("its title")
    paper_type = _one_of(PaperType, "its type")
    paper_complete = _claim("false for an extract")
    people = _texts("people of the paper whose full name stands here")
    lead_officer = _maybe("the officer who answers for the report")
    citation = _text("one line to paste")
    source = _record(Source, "where it was read")


class Piece(Schema):
    """A stretch of words."""

    text = _text("the words")
    match = _claim("whether they were searched for")


class Elsewhere(Schema):
    """Where in its item or meeting the words stand that a result lacks."""

    words = _texts("the words it holds")
    id = _text("the other paragraph")
    url = _address("its permalink")
    citation = _text("one line to paste")
    snippet = _records(Piece, "its words in pieces")


class Result(Passage):
    """A paragraph, and how it was found."""

    score = fields.Float(**_said("higher is a better match; comparable within one search"))
    rung = _one_of(RUNGS, "where all the words stand together")
    snippet = _records(Piece, "the part that answers, in pieces")
    cut_before = _claim("the snippet begins later than the text")
    cut_after = _claim("the snippet ends before the text")
    missing = _texts("words asked for that the text itself does not hold")
    related = _texts("related words it was found by")
    elsewhere = _record_or_null(Elsewhere, "where missing words stand; null where nowhere else, or none is missing")
    more_in_item = _count("further paragraphs of its item")


class Rungs(Schema):
    """Paragraphs by the rung they stand on."""

    paragraph = _count("all words in one paragraph")
    item = _count("all words in one item")
    meeting = _count("all words in one meeting")


Expansion = Schema.from_dict(
    {
        "from": _text("a word typed"),
        "to": _text("a word it may also mean"),
        "switched_on": _claim("whether it was searched along"),
    },
    name="Expansion",
)


class FacetValue(Schema):
    """One value of a filter."""

    value = _text("as in addresses")
    label = _text("as people read it")
    count = _count("what choosing it gives")
    selected = _claim("whether it is chosen")


class YearOfHits(Schema):
    """One bar of the timeline."""

    year = fields.Integer(allow_none=True, **_said("of the meeting; null where not stated"))
    count = _count("paragraphs")


class WordCount(Schema):
    """One word or phrase of a search that found nothing."""

    words = _text("as typed")
    passages = _count("paragraphs that hold it, without filters")


class Unquoted(Schema):
    """A search without its quotation marks."""

    query = _text("what to search for")
    rungs = _record(Rungs, "what that finds")


class Council(Schema):
    """A council."""

    slug = _text("as in addresses")
    name = _text("its name")


class YearOfPapers(Schema):
    """The papers of one year."""

    year = _count("of the meeting")
    papers = _count("how many")


class Committee(Schema):
    """What is indexed of one committee."""

    council = _text("short name of the council")
    council_name = _text("name of the council")
    committee = _maybe("its name")
    papers = _count("how many")
    meetings = _count("how many")
    first_date = _day("the oldest meeting")
    last_date = _day("the newest meeting")
    papers_by_year = _records(YearOfPapers, "papers of each year")
    gap_years = fields.List(fields.Integer(), **_said("years between with no paper"))


class Searched(Schema):
    """What was looked for."""

    filters = fields.Dict(keys=fields.String(), **_said("each filter and its values"))
    words = _texts("the words")
    expansions = _texts("related words searched along")


class Coverage(Schema):
    """What is indexed, and what is not."""

    papers = _count("how many")
    passages = _count("how many paragraphs")
    councils = _records(Council, "the councils")
    committees = _records(Committee, "the committees")
    first_date = _day("the oldest meeting")
    last_date = _day("the newest meeting")
    undated_papers = _count("papers without a meeting date")
    extracts = _count("papers known to be cut short")
    image_only_pages = _count("pages without text, which cannot be searched")
    quarantined = _count("files that were not indexed")
    papers_by_year = _records(YearOfPapers, "papers of each year")
    generation = _text("which state of the index")
    built = _maybe("when it was made")
    searched = _record(Searched, "what was looked for in it")


class Links(Schema):
    """Addresses of a search."""

    self = _address("this page")
    next = _maybe("the page after it")
    prev = _maybe("the page before it")


class Search(Schema):
    """One page of results and all the counts."""

    query = _text("as typed")
    understood = _text("in plain words")
    notices = _texts("what was read otherwise than typed")
    total = _count("paragraphs found")
    rungs = _record(Rungs, "paragraphs by rung")
    related_rungs = _record(Rungs, "how many of them by related words only")
    reach = _one_of(RUNGS, "the last rung of these results")
    exact_total = fields.Integer(allow_none=True, **_said("paragraphs with the words as one phrase"))
    items = _count("the items they stand in")
    grouped = _claim("one result an item or not")
    sort = _one_of(Sort, "the order")
    expansions = _records(Expansion, "related words")
    expansion_cut = _claim("a prefix stood for more words than were taken")
    page = _count("which page, from 1")
    pages = _count("of how many")
    results = _records(Result, "the results")
    facets = _named(fields.List(fields.Nested(FacetValue)), "for each filter its values")
    timeline = _records(YearOfHits, "paragraphs by year; sums to the total")
    suggestions = _texts("other spellings that find something")
    word_counts = _records(WordCount, "when nothing was found: what each word finds")
    unquoted = _record_or_null(Unquoted, "when an exact phrase was not found: the same without quotation marks")
    without_filter = _named(fields.Integer(), "when nothing was found: what each filter, left out, would give")
    coverage = _record(Coverage, "what was searched")
    links = _record(Links, "this page and its neighbours")


class Facet(Schema):
    """All values of one filter for a search."""

    name = _text("as in addresses")
    label = _text("as people read it")
    values = _records(FacetValue, "its values")


class Person(Schema):
    """Somebody a paper names."""

    name = _text("as printed")
    post = _maybe("what they are")
    mark = _maybe("a mark beside the name, such as Chair")
    standing = _maybe("member, officer, author and so on")


class Item(Schema):
    """An item a paper speaks of."""

    number = _maybe("as printed")
    title = _text("its title")


class Paper(Schema):
    """A paper with its paragraphs."""

    id = _text("of the paper")
    url = _address("its page")
    title = _text("its title")
    type = _one_of(PaperType, "its type")
    council = _text("short name of the council")
    council_name = _text("name of the council")
    committee = _maybe("full name")
    meeting_date = _day("day of the meeting")
    meeting_url = _maybe("the page of the meeting")
    starts = _maybe("when the meeting begins, as 19:00")
    place = _maybe("where it meets")
    item_number = _maybe("number of the item the paper is for")
    item_title = _maybe("its title")
    items = _records(Item, "the items it speaks of")
    source = _record(Source, "where it was read")
    address = _maybe("where it was published")
    sha256 = _text("the digest of the file")
    complete = _claim("false for an extract")
    version = _maybe("draft, final or superseded")
    published = _day("the day it was issued")
    ids = _texts("identifiers it carries")
    pages = fields.Integer(allow_none=True, **_said("how many; null where the file has none"))
    image_only_pages = fields.List(fields.Integer(), **_said("pages without text"))
    lead_officer = _maybe("the officer who answers for it")
    people = _records(Person, "whom it names")
    defines = _named(fields.String(), "short forms it spells out")
    facts = _named(fields.String(), "labelled values as printed")
    basis = _named(fields.String(validate=validate.OneOf(tuple(Basis))), "where committee, date and item come from")
    warnings = _texts("what a person should look at")
    passage_count = _count("its paragraphs")
    passages = _records(Passage, "its paragraphs, in its order")


class Health(Schema):
    """Whether the index answers, and from when it is."""

    status = _one_of(("ok", "warning"), "warning: a damaged state of the index was passed over")
    generation = _text("which state of the index")
    built = _maybe("when it was made")
    age_s = fields.Integer(allow_none=True, **_said("seconds since then"))
    warning = _maybe("what a visitor must be told")
    papers = _count("how many")
    passages = _count("how many paragraphs")
    quarantined = _count("files that were not indexed")


class WrongParameter(Schema):
    """One parameter that cannot be used."""

    field = _text("its name")
    message = _text("what is wrong, in a sentence")


class Problem(Schema):
    """What went wrong, after RFC 9457."""

    type = _text("always about:blank: the status says what kind")
    title = _text("the status in words")
    status = _count("the same as the answer's")
    detail = _text("what was wrong, and what to do next")
    errors = _records(WrongParameter, "each parameter that cannot be used")
