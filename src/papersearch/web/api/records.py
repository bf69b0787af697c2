"""What the API answers, described field by field.

Nothing is made from these: `exporting` makes the records, and a test compares both. Every field is always there.
"""

from marshmallow import Schema, fields, validate

from papersearch.model import Basis, Form, PaperType, Role
from papersearch.query import Rung, Sort
from papersearch.web.api import told

RUNGS = tuple(rung.name.lower() for rung in Rung)


class Source(Schema):
    """Where words stand."""

    path = told.text("the file, from the corpus folder")
    first_line = told.count("its first line, from 1")
    last_line = told.count("its last line")
    page = fields.Integer(allow_none=True, **told.said("the page; null where the file has none"))


class Passage(Schema):
    """One paragraph."""

    id = told.text("stable over re-indexing, and over changes of other paragraphs")
    url = told.address("the permalink")
    text = told.text("word for word")
    form = told.one_of(Form, "what it is")
    role = told.one_of(Role, "what it does in its paper")
    number = told.maybe("as printed")
    section = told.texts("the headings above it, outermost first")
    lead_in = told.maybe("the sentence that opens its list")
    speaker = told.maybe("who is speaking")
    truncated = told.claim("the source cut it short")
    council = told.text("short name of the council")
    council_name = told.text("name of the council")
    committee = told.maybe("full name")
    meeting_date = told.day("day of the meeting")
    date_basis = fields.String(
        allow_none=True, validate=validate.OneOf([*Basis, None]), **told.said("where that date comes from")
    )
    meeting_url = told.maybe("the page of the meeting")
    item_number = told.maybe("number of the item of business")
    item_title = told.maybe("its title")
    item_key = told.text("joins the papers of one item")
    paper_id = told.text("the paper")
    paper_url = told.address("its page")
    paper_title = told.text("its title")
    paper_type = told.one_of(PaperType, "its type")
    paper_complete = told.claim("false for an extract")
    people = told.texts("people of the paper whose full name stands here")
    lead_officer = told.maybe("the officer who answers for the report")
    citation = told.text("one line to paste")
    source = told.record(Source, "where it was read")


class Piece(Schema):
    """A stretch of words."""

    text = told.text("the words")
    match = told.claim("whether they were searched for")


class Elsewhere(Schema):
    """Where in its item or meeting the words stand that a result lacks."""

    words = told.texts("the words it holds")
    id = told.text("the other paragraph")
    url = told.address("its permalink")
    citation = told.text("one line to paste")
    snippet = told.records(Piece, "its words in pieces")


class Repeat(Schema):
    """A paragraph that says the same in the same role."""

    id = told.text("the other paragraph")
    url = told.address("its permalink")
    citation = told.text("one line to paste")


class Result(Passage):
    """A paragraph, and how it was found."""

    score = fields.Float(**told.said("higher is a better match; comparable within one search"))
    rung = told.one_of(RUNGS, "where all the words stand together")
    snippet = told.records(Piece, "the part that answers, in pieces")
    cut_before = told.claim("the snippet begins later than the text")
    cut_after = told.claim("the snippet ends before the text")
    missing = told.texts("words asked for that the text itself does not hold")
    related = told.texts("related words it was found by")
    elsewhere = told.record_or_null(Elsewhere, "where missing words stand; null where nowhere else, or none is missing")
    more_in_item = told.count("further paragraphs of its item")
    repeats = told.count("further items, or paragraphs where not grouped, with the same words in the same role")
    repeated_by = told.records(Repeat, "the first of those that are folded under it")


class Rungs(Schema):
    """Paragraphs by the rung they stand on."""

    paragraph = told.count("all words in one paragraph")
    item = told.count("all words in one item")
    meeting = told.count("all words in one meeting")


Expansion = Schema.from_dict(
    {
        "from": told.text("a word typed"),
        "to": told.text("a word it may also mean"),
        "switched_on": told.claim("whether it was searched along"),
    },
    name="Expansion",
)


class FacetValue(Schema):
    """One value of a filter."""

    value = told.text("as in addresses")
    label = told.text("as people read it")
    count = told.count("what choosing it gives")
    selected = told.claim("whether it is chosen")


class YearOfHits(Schema):
    """One bar of the timeline."""

    year = fields.Integer(allow_none=True, **told.said("of the meeting; null where not stated"))
    count = told.count("paragraphs")


class WordCount(Schema):
    """One word or phrase of a search that found nothing."""

    words = told.text("as typed")
    passages = told.count("paragraphs that hold it, without filters")
    within_filters = told.count("paragraphs that hold it, under the filters of the search")


class Unquoted(Schema):
    """A search without its quotation marks."""

    query = told.text("what to search for")
    rungs = told.record(Rungs, "what that finds")


class Council(Schema):
    """A council."""

    slug = told.text("as in addresses")
    name = told.text("its name")


class YearOfPapers(Schema):
    """The papers of one year."""

    year = told.count("of the meeting")
    papers = told.count("how many")


class Committee(Schema):
    """What is indexed of one committee."""

    council = told.text("short name of the council")
    council_name = told.text("name of the council")
    committee = told.maybe("its name")
    papers = told.count("how many")
    meetings = told.count("how many")
    first_date = told.day("the oldest meeting")
    last_date = told.day("the newest meeting")
    papers_by_year = told.records(YearOfPapers, "papers of each year")
    gap_years = fields.List(fields.Integer(), **told.said("years between with no paper"))


class Searched(Schema):
    """What was looked for."""

    filters = fields.Dict(keys=fields.String(), **told.said("each filter and its values"))
    words = told.texts("the words")
    expansions = told.texts("related words searched along")


class Coverage(Schema):
    """What is indexed, and what is not."""

    papers = told.count("how many")
    passages = told.count("how many paragraphs")
    councils = told.records(Council, "the councils")
    committees = told.records(Committee, "the committees")
    first_date = told.day("the oldest meeting")
    last_date = told.day("the newest meeting")
    undated_papers = told.count("papers without a meeting date")
    extracts = told.count("papers known to be cut short")
    image_only_pages = told.count("pages without text, which cannot be searched")
    quarantined = told.count("files that were not indexed")
    papers_by_year = told.records(YearOfPapers, "papers of each year")
    generation = told.text("which state of the index")
    built = told.maybe("when it was made")
    searched = told.record(Searched, "what was looked for in it")


class Links(Schema):
    """Addresses of a search."""

    self = told.address("this page")
    next = told.maybe("the page after it")
    prev = told.maybe("the page before it")


class Search(Schema):
    """One page of results and all the counts."""

    query = told.text("as typed")
    understood = told.text("in plain words")
    notices = told.texts("what was read otherwise than typed")
    total = told.count("paragraphs found")
    rungs = told.record(Rungs, "paragraphs by rung")
    related_rungs = told.record(Rungs, "how many of them by related words only")
    reach = told.one_of(RUNGS, "the last rung of these results")
    exact_total = fields.Integer(allow_none=True, **told.said("paragraphs with the words as one phrase"))
    items = told.count("the items they stand in")
    listed = told.count("results over all pages, without those folded under another")
    grouped = told.claim("one result an item or not")
    folded = told.claim("whether results with the same words are folded under the first")
    sort = told.one_of(Sort, "the order")
    expansions = told.records(Expansion, "related words")
    expansion_cut = told.claim("a prefix stood for more words than were taken")
    page = told.count("which page, from 1")
    pages = told.count("of how many")
    results = told.records(Result, "the results")
    facets = told.named(fields.List(fields.Nested(FacetValue)), "for each filter its values")
    timeline = told.records(YearOfHits, "paragraphs by year; sums to the total")
    suggestions = told.texts("other spellings that find something")
    word_counts = told.records(WordCount, "when nothing was found: what each word finds")
    unquoted = told.record_or_null(Unquoted, "when an exact phrase was not found: the same without quotation marks")
    without_filter = told.named(fields.Integer(), "when nothing was found: what each filter, left out, would give")
    coverage = told.record(Coverage, "what was searched")
    links = told.record(Links, "this page and its neighbours")


class Facet(Schema):
    """All values of one filter for a search."""

    name = told.text("as in addresses")
    label = told.text("as people read it")
    values = told.records(FacetValue, "its values")


class Person(Schema):
    """Somebody a paper names."""

    name = told.text("as printed")
    post = told.maybe("what they are")
    mark = told.maybe("a mark beside the name, such as Chair")
    standing = told.maybe("member, officer, author and so on")


class Item(Schema):
    """An item a paper speaks of."""

    number = told.maybe("as printed")
    title = told.text("its title")


class Paper(Schema):
    """A paper with its paragraphs."""

    id = told.text("of the paper")
    url = told.address("its page")
    title = told.text("its title")
    type = told.one_of(PaperType, "its type")
    council = told.text("short name of the council")
    council_name = told.text("name of the council")
    committee = told.maybe("full name")
    meeting_date = told.day("day of the meeting")
    meeting_url = told.maybe("the page of the meeting")
    starts = told.maybe("when the meeting begins, as 19:00")
    place = told.maybe("where it meets")
    item_number = told.maybe("number of the item the paper is for")
    item_title = told.maybe("its title")
    items = told.records(Item, "the items it speaks of")
    source = told.record(Source, "where it was read")
    address = told.maybe("where it was published")
    sha256 = told.text("the digest of the file")
    complete = told.claim("false for an extract")
    version = told.maybe("draft, final or superseded")
    published = told.day("the day it was issued")
    ids = told.texts("identifiers it carries")
    pages = fields.Integer(allow_none=True, **told.said("how many; null where the file has none"))
    image_only_pages = fields.List(fields.Integer(), **told.said("pages without text"))
    lead_officer = told.maybe("the officer who answers for it")
    people = told.records(Person, "whom it names")
    defines = told.named(fields.String(), "short forms it spells out")
    facts = told.named(fields.String(), "labelled values as printed")
    basis = told.named(fields.String(validate=validate.OneOf(tuple(Basis))), "where committee, date and item come from")
    warnings = told.texts("what a person should look at")
    passage_count = told.count("its paragraphs")
    passages = told.records(Passage, "its paragraphs, in its order")


class Health(Schema):
    """Whether the index answers, and from when it is."""

    status = told.one_of(("ok", "warning"), "warning: a damaged state of the index was passed over")
    integrity = told.one_of(
        ("verified", "fallback"), "verified: nothing is answered of bytes that do not match their checksums"
    )
    generation = told.text("which state of the index")
    built = told.maybe("when it was made")
    age_s = fields.Integer(allow_none=True, **told.said("seconds since then"))
    warning = told.maybe("what a visitor must be told")
    papers = told.count("how many")
    passages = told.count("how many paragraphs")
    quarantined = told.count("files that were not indexed")


class WrongParameter(Schema):
    """One parameter that cannot be used."""

    field = told.text("its name")
    message = told.text("what is wrong, in a sentence")


class Problem(Schema):
    """What went wrong, after RFC 9457."""

    type = told.text("always about:blank: the status says what kind")
    title = told.text("the status in words")
    status = told.count("the same as the answer's")
    detail = told.text("what was wrong, and what to do next")
    errors = told.records(WrongParameter, "each parameter that cannot be used")
