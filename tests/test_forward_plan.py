"""What was planned is compared with what came: kept, moved, vanished, or not to be told."""

from datetime import date

import pytest
from entries import indexed
from published import published
from reading_folders import entries_of

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.forward_plan import DriftOutcome, drift
from papersearch.model import Form, PaperType, Role

STANDING = (("1", "Apologies"), ("2", "Minutes"))


def agenda(paper_id, day, *titles):
    items = (*STANDING, *((str(number), title) for number, title in enumerate(titles, 3)))
    headings = [(title, {"form": Form.HEADING, "item_title": title}) for _, title in items]
    return published(paper_id, *headings, day=day, items=items, type=PaperType.AGENDA)


def plan(paper_id, day, **planned):
    """A work plan presented on a day; `planned` gives a tuple of titles for each day, as "d2021_03_03"."""
    passages = []
    for key, titles in planned.items():
        heading = f"{date(*map(int, key[1:].split('_'))):%-d %B %Y}"
        passages.append((heading, {"form": Form.HEADING}))
        passages += [(title, {"role": Role.PLAN, "section": (heading,), "form": Form.LIST_ITEM}) for title in titles]
    return published(paper_id, *passages, day=day, items=(("9", "Work plan"),), title="Work plan")


def drifts(*papers):
    """The drifts of the first plan, by title."""
    reader = indexed(MemoryEngine(), *papers)
    return {one.item.title: one for one in drift(reader) if one.item.quote.passage.paper_id == "first"}


def test_an_item_on_the_agenda_of_its_day_is_kept_with_that_agenda_as_evidence():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        agenda("agenda", "2021-03-03", "Ferry fares: review", "Street lamps"),
    )["Ferry fares review"]

    assert (found.outcome, found.is_possible) == (DriftOutcome.KEPT, False)
    assert [quote.text for quote in found.evidence] == ["Ferry fares: review"]


def test_an_item_of_a_later_plan_is_moved():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        agenda("agenda", "2021-03-03", "Street lamps", "Allotments"),
        plan("second", "2021-03-03", d2021_06_09=("Ferry fares review",)),
    )["Ferry fares review"]

    assert (found.outcome, found.moved_to.first) == (DriftOutcome.MOVED, date(2021, 6, 9))
    assert [quote.passage.paper_id for quote in found.evidence] == ["second"]
    assert found.note == ""


def test_of_several_later_listings_the_first_that_was_made_tells_where_it_moved():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        agenda("agenda", "2021-03-03", "Street lamps", "Allotments"),
        plan("third", "2021-06-09", d2021_09_08=("Ferry fares review",)),
        plan("second", "2021-03-03", d2021_06_09=("Ferry fares review",)),
    )["Ferry fares review"]

    assert found.moved_to.first == date(2021, 6, 9)


def test_a_sentence_moves_an_item():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        agenda("agenda", "2021-03-03", "Street lamps", "Allotments"),
        published("minutes", "The review of ferry fares was put back to 8 September 2021.", day="2021-03-03"),
    )["Ferry fares review"]

    assert (found.outcome, found.moved_to.first) == (DriftOutcome.MOVED, date(2021, 9, 8))


def test_an_item_on_no_agenda_and_in_no_later_plan_has_vanished_from_the_papers_searched():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        agenda("agenda", "2021-03-03", "Street lamps", "Allotments"),
        plan("second", "2021-03-03", d2021_06_09=("Library hours",)),
    )["Ferry fares review"]

    assert (found.outcome, found.evidence) == (DriftOutcome.VANISHED, ())
    assert {card.id for card in found.searched} == {"agenda", "second"}


def test_without_the_agenda_of_its_day_nothing_is_said_to_have_vanished():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        published("report", "The lamps are lit.", day="2021-03-03", items=(("4", "Street lamps"),)),
    )["Ferry fares review"]

    assert found.outcome is DriftOutcome.AFTER_COVERAGE
    assert found.note == "The agenda of 3 March 2021 is not indexed; the newest meeting indexed is 3 March 2021."


def test_a_later_listing_after_an_agenda_that_is_not_indexed_may_be_a_second_time():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        plan("second", "2021-06-09", d2021_09_08=("Ferry fares review",)),
    )["Ferry fares review"]

    assert found.outcome is DriftOutcome.AFTER_COVERAGE
    assert "listed for 8 September 2021 too" in found.note


def test_a_later_listing_that_names_the_day_it_comes_from_is_a_move_even_so():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)),
        plan("second", "2021-06-09", d2021_09_08=("Ferry fares review (carried over from 3 March 2021)",)),
    )["Ferry fares review"]

    assert (found.outcome, found.moved_to.first) == (DriftOutcome.MOVED, date(2021, 9, 8))
    assert found.note == "The agenda of 3 March 2021 is not indexed."


def test_a_title_reworded_is_only_a_possible_match():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Fostering and adoption reports",)),
        agenda("agenda", "2021-03-03", "Foster and Adoption Service Annual Reports", "Street lamps"),
    )["Fostering and adoption reports"]

    assert (found.outcome, found.is_possible) == (DriftOutcome.KEPT, True)


def test_reports_of_different_years_are_different_items():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Ferry annual report 2019-20",)),
        agenda("agenda", "2021-03-03", "Ferry annual report 2020-21", "Street lamps"),
    )["Ferry annual report 2019-20"]

    assert found.outcome is DriftOutcome.VANISHED


def test_the_name_of_the_committee_makes_no_two_titles_alike():
    found = drifts(
        plan("first", "2021-01-06", d2021_03_03=("Cabinet strategy",)),
        agenda("agenda", "2021-03-03", "Cabinet work plan", "Cabinet appointments"),
    )["Cabinet strategy"]

    assert found.outcome is DriftOutcome.VANISHED


def test_placeholders_are_no_planned_items():
    found = drifts(plan("first", "2021-01-06", d2021_03_03=("Item to be agreed", "Workshop theme to be advised")))

    assert found == {}


def test_the_points_of_an_agreed_agenda_are_planned_items():
    lead_in = "That the following agenda for 3 March 2021 be agreed:"
    point = {"role": Role.RESOLUTION, "form": Form.LIST_ITEM, "lead_in": lead_in}
    minutes = published(
        "first",
        (lead_in, {"role": Role.RESOLUTION, "number": "2", "item_title": "Work plan"}),
        ("Ferry fares review", point | {"item_title": "Work plan"}),
        day="2021-01-06",
        items=(("8", "Work plan"),),
        type=PaperType.MINUTES,
    )

    found = drifts(minutes, agenda("agenda", "2021-03-03", "Ferry fares review", "Street lamps"))["Ferry fares review"]

    assert found.outcome is DriftOutcome.KEPT
    assert found.item.heading.text == "3 March 2021"


def test_a_plan_in_columns_is_read_by_its_dates():
    row = {"form": Form.TABLE_ROW, "section": ("Work programme",)}
    table = published(
        "first",
        ("Meeting | Item | Lead", row),
        ("3 March 2021 | Ferry fares review | Harbour Master", row),
        ("Date final report sent to Democratic Services | 4 January 2021", row | {"role": Role.AUDIT_TRAIL}),
        day="2021-01-06",
        items=(("9", "Work programme"),),
        title="Work programme",
    )

    found = drifts(table, agenda("agenda", "2021-03-03", "Ferry fares review", "Street lamps"))

    assert {title: one.outcome for title, one in found.items()} == {"Ferry fares review": DriftOutcome.KEPT}


def test_drift_of_one_council_and_committee_leaves_out_the_others():
    reader = indexed(MemoryEngine(), plan("first", "2021-01-06", d2021_03_03=("Ferry fares review",)))

    found = [len(drift(reader, **asked)) for asked in (
        {}, {"council": "harrowmere"}, {"committee": "cabinet"}, {"council": "elsewhere"}, {"committee": "Planning"}
    )]  # fmt: skip

    assert found == [1, 1, 1, 0, 0]


@pytest.fixture(scope="module")
def real_drifts(shared):
    reader = indexed(MemoryEngine(), *entries_of(shared / "papers"))
    return {one.item.quote.passage.source.first_line: one for one in drift(reader)}


def lines_of(found):
    return [quote.passage.source.first_line for quote in found.evidence]


def test_s1_an_agreed_item_that_came_as_two_items_is_kept(real_drifts):
    found = real_drifts[275]

    assert (found.outcome, lines_of(found), found.is_possible) == (DriftOutcome.KEPT, [93, 94], False)


def test_s1_an_agreed_item_of_the_next_plan_is_moved_to_its_day(real_drifts):
    found = real_drifts[274]

    assert (found.outcome, found.moved_to.first, lines_of(found)) == (DriftOutcome.MOVED, date(2021, 3, 3), [522])
    assert not found.is_possible


def test_s1_an_agreed_item_of_another_name_is_a_possible_match(real_drifts):
    found = real_drifts[276]

    assert (found.outcome, found.moved_to.first, lines_of(found)) == (DriftOutcome.MOVED, date(2021, 3, 3), [521])
    assert found.is_possible


def test_s1_an_agreed_item_on_neither_has_vanished(real_drifts):
    found = real_drifts[277]

    assert (found.outcome, found.evidence) == (DriftOutcome.VANISHED, ())
    assert len(found.searched) == 2
