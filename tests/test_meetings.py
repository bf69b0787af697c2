"""Meetings and items are joined from their papers when read, by equal keys."""

from datetime import date, time

import pytest
from entries import indexed
from published import published

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.meetings import (
    item_of,
    meeting_of,
    meetings,
    neighbours,
    number_order,
    papers_without_meeting,
)
from papersearch.model import Basis, PaperType

AUTUMN = "harrowmere/cabinet/2020-11-04"
SUMMER = "harrowmere/cabinet/2020-07-08"
QUAY, LAMPS = "Repairs to the Quay steps", "Street lamps"


@pytest.fixture
def reader():
    return indexed(
        MemoryEngine(),
        published(
            "agenda",
            ("Welcome", {"item_title": "Welcome"}),
            ("REPAIRS TO THE QUAY STEPS", {"item_title": QUAY.upper()}),
            day="2020-11-04",
            type=PaperType.AGENDA,
            items=((None, "Welcome"), ("7.", QUAY.upper()), ("10.", LAMPS)),
            starts=time(14, 0),
        ),
        published(
            "minutes", "Noted.", day="2020-11-04", type=PaperType.MINUTES, items=(("7", QUAY), ("9", "Urgent: flood"))
        ),
        published("decision", "Decided.", day="2020-11-04", type=PaperType.DECISION, items=((None, QUAY + "!"),)),
        published("report", "Costs.", day="2020-11-04", items=(("10", "Street lamps: yearly costs"),)),
        published("letter", "Dear all.", day="2020-11-04", type=PaperType.PAPER),
        published("july", "Earlier.", day="2020-07-08", type=PaperType.MINUTES, items=(("7", LAMPS),)),
        published("panel", "Elsewhere.", day="2020-09-01", committee="Panel"),
        published("undated", "No date."),
        published("nobody", "No committee.", committee=None, day="2020-11-04", items=(("7", QUAY),)),
    )


def test_meetings_are_listed_newest_first(reader):
    assert [one.key for one in meetings(reader)] == [AUTUMN, "harrowmere/panel/2020-09-01", SUMMER]


def test_a_meeting_has_its_papers_in_the_order_of_the_table(reader):
    meeting = meeting_of(reader, AUTUMN)

    assert [card.id for card in meeting.papers] == ["agenda", "minutes", "report", "decision", "letter"]
    assert (meeting.committee, meeting.day, meeting.starts) == ("Cabinet", date(2020, 11, 4), time(14, 0))
    assert [card.id for card in meeting.papers_of(PaperType.MINUTES)] == ["minutes"]


def test_items_stand_in_the_order_of_the_agenda_and_the_others_follow(reader):
    items = meeting_of(reader, AUTUMN).items

    assert [(item.number, item.title) for item in items] == [
        (None, "Welcome"),
        ("7.", QUAY.upper()),
        ("10.", LAMPS),
        ("9", "Urgent: flood"),
    ]


def test_papers_of_equal_title_speak_of_one_item(reader):
    quay = meeting_of(reader, AUTUMN).items[1]

    assert [paper.card.id for paper in quay.papers] == ["agenda", "minutes", "decision"]
    assert quay.keys == (f"{AUTUMN}/repairs-to-the-quay-steps",)


def test_a_number_taken_from_another_paper_is_inferred(reader):
    quay = meeting_of(reader, AUTUMN).items[1]

    assert [(paper.number, paper.number_basis) for paper in quay.papers] == [
        ("7.", Basis.STATED),
        ("7", Basis.STATED),
        ("7.", Basis.INFERRED),
    ]


def test_a_report_that_states_the_agendas_number_speaks_of_its_item(reader):
    lamps = meeting_of(reader, AUTUMN).items[2]

    assert [paper.card.id for paper in lamps.papers] == ["agenda", "report"]
    assert lamps.keys == (f"{AUTUMN}/street-lamps", f"{AUTUMN}/street-lamps-yearly-costs")
    assert item_of(reader, f"{AUTUMN}/street-lamps-yearly-costs") is lamps


def test_the_same_number_at_two_meetings_is_two_items(reader):
    assert item_of(reader, f"{SUMMER}/street-lamps").papers[0].card.id == "july"
    assert item_of(reader, f"{AUTUMN}/street-lamps").papers[0].card.id == "agenda"


def test_minutes_are_never_joined_by_number_alone():
    reader = indexed(
        MemoryEngine(),
        published("agenda", "Agenda.", day="2020-11-04", type=PaperType.AGENDA, items=(("7", QUAY), ("8", LAMPS))),
        published("minutes", "Noted.", day="2020-11-04", type=PaperType.MINUTES, items=(("7", "Welcome"),)),
    )

    assert [item.title for item in meeting_of(reader, AUTUMN).items] == [QUAY, LAMPS, "Welcome"]


def test_a_number_no_paper_states_stays_unknown():
    reader = indexed(MemoryEngine(), published("a", "Decided.", day="2020-11-04", items=((None, QUAY),)))

    paper = meeting_of(reader, AUTUMN).items[0].papers[0]

    assert (paper.number, paper.number_basis) == (None, None)


def test_papers_that_speak_of_no_item_are_told_apart(reader):
    assert [card.id for card in meeting_of(reader, AUTUMN).unplaced] == ["letter"]


def test_papers_without_committee_or_date_stand_in_no_meeting(reader):
    assert [card.id for card in papers_without_meeting(reader)] == ["nobody", "undated"]
    assert item_of(reader, "nobody/repairs-to-the-quay-steps") is None


def test_what_is_not_indexed_is_none(reader):
    assert meeting_of(reader, "harrowmere/cabinet/1999-01-01") is None
    assert item_of(reader, f"{AUTUMN}/no-such-item") is None
    assert neighbours(reader, "harrowmere/cabinet/1999-01-01") == (None, None)


def test_neighbours_are_meetings_of_the_same_committee(reader):
    before, after = neighbours(reader, AUTUMN)

    assert before.key == SUMMER
    assert after is None
    assert neighbours(reader, SUMMER)[1].key == AUTUMN


def test_the_table_is_made_once_a_generation(reader):
    assert meeting_of(reader, AUTUMN) is meeting_of(reader, AUTUMN)


def test_numbers_are_ordered_as_people_count():
    numbers = ["10", "7(a)", None, "2.", "7", "A1", "9"]

    assert sorted(numbers, key=number_order) == ["A1", "2.", "7", "7(a)", "9", "10", None]
