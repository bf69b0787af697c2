"""What later papers say of a row: only what covers it and tells of it counts, and a wrong answer is worse than none."""

from datetime import date
from pathlib import Path

import pytest
from entries import indexed
from published import published
from reading_folders import entries_of

from papersearch.commitments import Relation, Status, followed, ledger, related
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Form, PaperType, Role

CORPUS = Path(__file__).parents[1] / "corpus"


def reader_of_folder(folder):
    engine = MemoryEngine()
    with engine.writer() as writer:
        for card, passages in entries_of(folder):
            writer.add(card, passages)
    return engine.reader()


@pytest.fixture(scope="module")
def sample():
    reader = reader_of_folder(CORPUS)
    return followed(reader, ledger(reader))


@pytest.fixture(scope="module")
def real(shared):
    reader = reader_of_folder(shared / "papers")
    return followed(reader, ledger(reader))


OTHERS = published(
    "others",
    *(f"Members held that lamp {count} in Quay Lane was dim and wished it mended." for count in range(40)),
    day="2017-01-10",
    committee="Harbour Panel",
    type=PaperType.REPORT,
)
PROMISE = published(
    "promise",
    (
        "That the Harbour Master report on ferry moorings and winter berths in June 2019.",
        {"role": Role.RESOLUTION, "form": Form.LIST_ITEM},
    ),
    day="2019-04-09",
    items=(("4", "Ferry"),),
    type=PaperType.MINUTES,
)


def later(text, *, day="2019-07-09", role=Role.BODY, type=PaperType.MINUTES):
    return published("later", (text, {"role": role}), day=day, items=(("6", "Moorings"),), type=type)


def status_of(*papers):
    reader = indexed(MemoryEngine(), OTHERS, PROMISE, *papers)
    rows = [row for row in ledger(reader) if row.passage.paper_id == "promise"]
    return followed(reader, rows)[0]


def test_a_passage_that_names_the_meeting_and_tells_the_doing_answers():
    row = status_of(
        later(
            "As requested at the meeting on 9 April 2019, the Harbour Master presented a report on ferry moorings and winter berths."
        )
    )

    assert row.status is Status.ANSWERED
    assert row.follow_up[0].why == "it names the meeting of 9 April 2019"


@pytest.mark.parametrize(
    "text",
    [
        "Members asked when the report on ferry moorings and winter berths would come.",
        "A report on ferry moorings and winter berths will be presented to a later meeting.",
        "The Harbour Master was asked to report on ferry moorings and winter berths.",
        "The committee had asked on 9 April 2019 for a report on ferry moorings and winter berths.",
        "The lamps were presented with new glass.",
    ],
)
def test_questions_plans_requests_and_other_business_are_no_answer(text):
    row = status_of(later(text))

    assert row.status is Status.NOTHING_FOUND
    assert not [one for one in row.follow_up if one.relation is Relation.ANSWERED]


def test_what_is_put_off_goes_against_the_row():
    row = status_of(
        later("The report on ferry moorings and winter berths asked for on 9 April 2019 was deferred to September.")
    )

    assert row.status is Status.CONTRADICTED
    assert row.follow_up[0].relation is Relation.MOVED


def test_an_item_of_a_later_agenda_is_listed_and_no_answer():
    agenda = published(
        "agenda",
        ("Ferry moorings and winter berths", {"form": Form.HEADING, "item_title": "Ferry moorings and winter berths"}),
        day="2019-06-11",
        items=(("1", "Apologies"), ("5", "Ferry moorings and winter berths")),
        type=PaperType.AGENDA,
    )

    row = status_of(agenda)

    assert row.status is not Status.ANSWERED
    assert [one.relation for one in row.follow_up] == [Relation.LISTED]


def test_what_is_due_after_the_newest_paper_is_after_coverage():
    row = status_of(later("The lamps were lit.", day="2019-05-14"))

    assert (row.status, row.found_up_to) == (Status.AFTER_COVERAGE, date(2019, 5, 14))


def test_papers_of_another_body_say_nothing_of_a_row():
    text = "As requested on 9 April 2019, the Harbour Master presented a report on ferry moorings and winter berths."
    other = published("other", text, day="2019-07-09", committee="Harbour Panel", type=PaperType.MINUTES)

    row = status_of(other)

    assert row.follow_up == ()


def test_related_passages_are_later_and_are_not_repeated():
    reader = indexed(
        MemoryEngine(), OTHERS, PROMISE, later("Ferry moorings and winter berths cost more than the year before.")
    )
    row = next(one for one in ledger(reader) if one.passage.paper_id == "promise")

    found = related(reader, row)

    assert [(one.relation, one.quote.passage.paper_id) for one in found] == [(Relation.RELATED, "later")]


STORIES = {
    "That the Director of Housing provide the committee with the number of open damp and mould": "answered",
    "That a written answer on the age of open cases": "answered",
    "To visit every home in which a child under five": "answered",
    "That a draft tenant engagement strategy be brought": "answered",
    "That the Director of Resources send members a note on children's placements": "answered",
    "That the Head of Planning attend the meeting in July 2019": "answered",
    "That each director named in the strategy meet Kel Voices": "answered",
    "That the Director of Housing present a report on housing options for care leavers": "answered",
    "That a themed workshop on housing be arranged": "answered",
    "That a foyer of 24 flats at Tannery Quay be agreed in principle": "contradicted",
    "That the hydrotherapy pool be included in the contract": "contradicted",
    "no care leaver to be evicted from a council home": "contradicted",
    "That a report on the storage heaters at Hallam Green": "contradicted",
    "That officers report again on lettings": "after_coverage",
}
NEVER_ANSWERED = (
    "replacement planting",
    "gifts and hospitality",
    "Pupil Premium Plus",
    "travel plan",
    "with photographs",
)


@pytest.mark.parametrize("start", STORIES)
def test_the_stories_of_the_sample_have_the_status_that_its_papers_tell(sample, start):
    statuses = {row.status.value for row in sample if row.text.startswith(start)}

    assert statuses == {STORIES[start]}


@pytest.mark.parametrize("words", NEVER_ANSWERED)
def test_promises_of_the_sample_of_which_nothing_is_heard_are_not_answered(sample, words):
    statuses = {row.status for row in sample if words in row.text}

    assert statuses
    assert Status.ANSWERED not in statuses


def test_every_answer_is_quoted_from_a_later_paper(sample):
    answers = [(row, one) for row in sample for one in row.follow_up if one.relation is Relation.ANSWERED]

    assert len(answers) > 20
    assert all(one.day > row.said_on and one.quote.text in one.quote.passage.text for row, one in answers)


def test_the_report_and_workshop_of_the_real_papers_are_due_when_the_plan_lists_the_next_meeting(real):
    rows = {
        row.passage.source.first_line: row for row in real if row.passage.source.path.split("/")[-1].startswith("000")
    }

    dues = [(rows[line].due.day, rows[line].due.basis.value, rows[line].status.value) for line in (99, 103)]

    assert dues == [(date(2021, 3, 3), "inferred", "after_coverage")] * 2


def test_what_another_director_reported_is_no_answer(sample):
    rows = [row for row in sample if row.text.startswith("That the Director of Housing and the Director of Children's")]

    quoted = [one.quote.text for row in rows for one in row.follow_up]

    assert [text for text in quoted if text.startswith("As requested at the meeting on 21 March 2024")]
    assert not [text for text in quoted if "Director of Place" in text]
