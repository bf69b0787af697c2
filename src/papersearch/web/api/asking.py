"""Answers a question in the API, and describes that answer field by field."""

import json

from flask import Response
from marshmallow import Schema, fields, validate

from papersearch.answering import Kind, Outcome
from papersearch.exporting_answer import ask_json
from papersearch.web import visit
from papersearch.web.api import told
from papersearch.web.api.parameters import FILTERS
from papersearch.web.api.promising import Commitment
from papersearch.web.api.records import Coverage, Passage
from papersearch.web.failing import refusal
from papersearch.web.state.parameters import MAX_REPEATS
from papersearch.web.state.question import SWITCHES

AskParameters = Schema.from_dict(
    {
        "q": fields.String(metadata={"description": "the question as a person would ask it; any text is one"}),
        **FILTERS,
        "without": fields.List(
            fields.String(validate=validate.OneOf(("", *SWITCHES))),
            validate=validate.Length(max=MAX_REPEATS),
            metadata={"description": "filters that the question implies and that are left out"},
        ),
    },
    name="AskParameters",
)


class Sentence(Schema):
    """One quotation."""

    text = told.text("word for word from its citation")
    citation = told.count("the number of that citation")


class Citation(Passage):
    """A paragraph that is quoted, or comes closest."""

    number = told.count("from 1, in the order of the answer")


class Implied(Schema):
    """A filter that the question implies."""

    filter = told.one_of(SWITCHES, "which one; `without` leaves it out")
    words = told.text("the words of the question that say so")


Related = Schema.from_dict(
    {"from": told.text("a word of the question"), "to": told.text("another for it")}, name="Related"
)


class Arranged(Schema):
    """What a language model did to an answer."""

    model = told.text("its name")
    dropped = told.count("lines it wrote that stand in no cited paragraph, and were left out")
    problem = told.text("why the sentences stand as they were; empty where they stand as it put them")


class Ask(Schema):
    """The answer to a question, what comes closest, or nothing."""

    question = told.text("as asked")
    outcome = told.one_of(Outcome, "answer, closest (none answers directly) or nothing")
    kind = told.one_of(Kind, "what it was taken to ask for")
    sentences = told.records(Sentence, "the quotations; none unless the outcome is answer")
    citations = told.records(Citation, "the paragraphs quoted, or those that come closest")
    conflicts = fields.List(
        fields.List(fields.Integer()), **told.said("numbers of citations that give different dates or figures")
    )
    reason = told.text("why this is the outcome")
    absent = told.texts("words of the question that stand in no paper")
    implied = told.records(Implied, "filters that the question implies")
    relaxed = told.maybe("the filter among them that was left out, because only other papers answer")
    related = told.records(Related, "related words that were looked for along with those of the question")
    arranged = told.record_or_null(Arranged, "what a language model did to it; null where none is asked")
    promises = told.records(Commitment, "rows of the promise ledger that are quoted")
    coverage = told.record(Coverage, "what was searched")


def ask() -> Response:
    """The answer to a question in the papers' own words, what comes closest, or nothing."""
    state, wrong = visit.question_asked()
    if wrong:
        return refusal(wrong)
    record = ask_json(visit.answer_to(state), site=visit.address())
    return Response(json.dumps(record, ensure_ascii=False), mimetype="application/json")
