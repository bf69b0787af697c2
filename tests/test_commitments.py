"""What the papers promise becomes rows: the forms that councils print, who, to whom, when due, and what is no row."""

import re
from datetime import date
from pathlib import Path

import pytest
from entries import indexed
from published import published
from reading_folders import entries_of

from papersearch.commitments import Kind, LedgerOrder, LedgerRequest, commitment_of, followed, in_order, ledger
from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import Basis, Form, PaperType, Role
from papersearch.query import parse_query

FORMS = Path(__file__).parent / "ledger_forms.txt"
CORPUS = Path(__file__).parents[1] / "corpus"
MARK = re.compile(r"\s*\[\[(?P<kind>\w+)\|(?P<owner>[^|\]]*)\|(?P<due>[^\]]*)\]\]")
BLOCKS = dict(re.findall(r"^=== (\S+)\n(.*?)(?=^=== |\Z)", FORMS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))


def rows_of(folder):
    return ledger(indexed(MemoryEngine(), *entries_of(folder)))


def minutes(*passages, day="2019-04-09", committee="Cabinet", paper_id="minutes", **stated):
    return published(
        paper_id, *passages, day=day, committee=committee, items=(("4", "Ferry"),), type=PaperType.MINUTES, **stated
    )


def resolved(text, **stated):
    return (text, {"role": Role.RESOLUTION, "form": Form.LIST_ITEM} | stated)


def reader_of(*papers):
    return indexed(MemoryEngine(), *papers)


def only_row(*papers):
    (row,) = ledger(reader_of(*papers))
    return row


OTHERS = published(
    "others",
    *(f"Members held that lamp {count} in Quay Lane was dim and wished it mended." for count in range(40)),
    day="2017-01-10",
    committee="Harbour Panel",
    type=PaperType.REPORT,
)
"""Papers of other business, so that words of one item are rare ones."""


@pytest.fixture(scope="module")
def sample():
    engine = MemoryEngine()
    with engine.writer() as writer:
        for card, passages in entries_of(CORPUS):
            writer.add(card, passages)
    return engine.reader()


@pytest.mark.parametrize("name", BLOCKS)
def test_each_house_style_gives_the_rows_marked_in_it(name, tmp_path):
    expected = sorted(tuple(found) for found in MARK.findall(BLOCKS[name]))
    folder = tmp_path / "council"
    folder.mkdir()
    (folder / "council.toml").write_text('name = "Quarrendale Council"\n')
    (folder / name).write_text(MARK.sub("", BLOCKS[name]))

    rows = rows_of(tmp_path)

    found = [(row.kind.value, row.owner_words or "", day(row)) for row in rows]
    assert sorted(found) == expected


def day(row):
    return row.due.day.isoformat() if row.due and row.due.day else ""


def test_words_owner_and_due_are_verbatim_in_their_passages(sample):
    rows = ledger(sample)

    assert len(rows) > 300
    for row in rows:
        quotes = [row.quote, *row.points, *row.sources, row.lead_in, row.owner, row.to, row.due and row.due.words]
        assert all(one.text and one.text in one.passage.text for one in quotes if one)


def test_ids_are_unique_and_stable_when_another_paper_comes(sample):
    before = minutes(resolved("That the Harbour Master report on the ferry in June 2019."))
    other = minutes(resolved("That the lamps be lit."), day="2019-02-05", paper_id="other")

    alone, both = (ledger(reader_of(*papers)) for papers in ([before], [other, before]))

    assert alone[0].id in [row.id for row in both]
    ids = [row.id for row in ledger(sample)]
    assert len(ids) == len(set(ids))


def test_one_undertaking_told_in_discussion_and_resolution_is_one_row_with_both_places():
    row = only_row(
        OTHERS,
        minutes(
            "Members wished for a workshop on the winter timetable of the ferry at the next meeting.",
            resolved("That a workshop on the winter timetable of the ferry be held at the next meeting."),
        ),
    )

    assert row.kind is Kind.RESOLUTION
    assert [source.passage.ordinal for source in row.sources] == [1, 0]


def test_a_recommendation_and_the_resolution_of_the_same_words_stay_two_rows():
    words = "That the Harbour Master publish the winter timetable of the ferry."
    report = published(
        "report",
        (words, {"role": Role.RECOMMENDATION, "form": Form.LIST_ITEM}),
        day="2019-04-09",
        items=(("4", "Ferry"),),
        type=PaperType.REPORT,
    )

    rows = ledger(reader_of(report, minutes(resolved(words))))

    assert sorted(row.kind for row in rows) == [Kind.RECOMMENDATION, Kind.RESOLUTION]


def test_equal_words_at_two_meetings_are_two_rows():
    words = resolved("That the Harbour Master report on the ferry to the next meeting.")

    rows = ledger(reader_of(minutes(words), minutes(words, day="2019-06-04", paper_id="later")))

    assert [row.said_on for row in rows] == [date(2019, 6, 4), date(2019, 4, 9)]


def test_next_meeting_is_the_next_one_listed_and_says_where():
    row = only_row(
        minutes(
            resolved("That the Harbour Master report on the ferry to the next meeting."),
            "The next meeting will be held on 4 June 2019.",
        )
    )

    assert (row.due.day, row.due.basis) == (date(2019, 6, 4), Basis.INFERRED)
    assert row.due.words.text.endswith("next meeting")
    assert row.due.listed_in.text == "on 4 June 2019"


def test_next_meeting_has_no_day_where_no_paper_lists_it():
    row = only_row(minutes(resolved("That the Harbour Master report on the ferry to the next meeting.")))

    assert (row.due.day, row.due.basis) == (None, None)


def test_a_month_takes_its_year_from_the_meeting():
    row = only_row(minutes(resolved("That a survey be made by the end of February.")))

    assert (row.due.day, row.due.basis) == (date(2020, 2, 29), Basis.INFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "If the grant came the Harbour Master would write to the fishermen.",
        "The Harbour Master had agreed to paint the pier in 2015.",
        "Members agreed that the scaffolding was ugly.",
        "The council is required by law to keep a register of moorings.",
        "Residents asked whether the ferry will run at Christmas.",
        "The next meeting will be held on 4 June 2019.",
    ],
)
def test_conditions_old_promises_opinions_law_and_questions_are_no_rows(text):
    rows = ledger(reader_of(minutes(text)))

    assert rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "That the minutes of the meeting held on 5 March 2019 be approved as a correct record.",
        "That the public be excluded from the meeting for the next item.",
    ],
)
def test_formalities_are_no_rows(text):
    assert ledger(reader_of(minutes(resolved(text)))) == ()


def test_an_agenda_gives_no_rows():
    agenda = published(
        "agenda",
        resolved("That the report be noted."),
        day="2019-04-09",
        items=(("4", "Ferry"),),
        type=PaperType.AGENDA,
    )

    assert ledger(reader_of(agenda)) == ()


def test_a_row_without_meeting_date_says_so():
    row = only_row(published("undated", resolved("That the pier be painted."), type=PaperType.MINUTES))

    assert row.said_on is None
    assert row.doubts == ("the paper states no date",)


def test_rows_are_picked_by_words_kind_owner_and_due_day():
    reader = reader_of(
        minutes(
            resolved("That the Harbour Master report on the ferry by 30 June 2019."),
            resolved("That the lamps on the pier be lit."),
        )
    )

    picked = [
        ledger(reader, LedgerRequest(query=parse_query("ferries").node)),
        ledger(reader, LedgerRequest(owner="harbour master")),
        ledger(reader, LedgerRequest(due=DateRange(None, date(2019, 6, 30)))),
    ]

    assert [[row.owner_words for row in rows] for rows in picked] == [["Harbour Master"]] * 3
    assert ledger(reader, LedgerRequest(kinds=frozenset({Kind.COMMITMENT}))) == ()
    assert ledger(reader, LedgerRequest(due=DateRange(None, date(2019, 6, 29)))) == ()


def test_rows_are_picked_by_facet_meeting_and_dates():
    reader = reader_of(
        minutes(resolved("That the pier be painted.")),
        minutes(resolved("That the lamps be lit."), day="2020-02-04", paper_id="later", committee="Harbour Panel"),
    )

    texts = [
        [row.text for row in ledger(reader, request)]
        for request in (
            LedgerRequest(filters={"committee": frozenset({"harbour panel"})}),
            LedgerRequest(dates=DateRange(date(2020, 1, 1), None)),
            LedgerRequest(meeting="harrowmere/harbour-panel/2020-02-04"),
        )
    ]

    assert texts == [["That the lamps be lit."]] * 3


def test_rows_without_a_due_day_stand_last_in_either_order():
    rows = ledger(
        reader_of(
            minutes(
                resolved("That the pier be painted."),
                resolved("That the Clerk write to the ferry company by 1 May 2019."),
                resolved("That the Clerk write to the lamp maker by 1 June 2019."),
            )
        )
    )

    orders = [[day(row) for row in in_order(rows, LedgerOrder.DUE, is_reversed=turned)] for turned in (False, True)]

    assert orders == [["2019-05-01", "2019-06-01", ""], ["2019-06-01", "2019-05-01", ""]]


def test_a_row_is_found_by_its_id_and_by_every_passage_that_tells_it():
    reader = reader_of(
        OTHERS,
        minutes(
            "Members wished for a workshop on the winter timetable of the ferry at the next meeting.",
            resolved("That a workshop on the winter timetable of the ferry be held at the next meeting."),
        ),
    )
    (row,) = ledger(reader)

    found = [commitment_of(reader, source.passage.id) for source in row.sources]

    assert [one.id for one in found] == [row.id, row.id]
    assert commitment_of(reader, "nothing") is None


def test_status_is_unknown_until_rows_are_followed(sample):
    rows = ledger(sample)[:3]

    statuses = [[row.status for row in some] for some in (rows, followed(sample, rows))]

    assert statuses[0] == [None, None, None]
    assert all(statuses[1])


def test_a_row_of_an_action_log_and_the_resolution_it_tells_of_are_one_row_with_both_places():
    row = only_row(
        minutes(resolved("That the Clerk meet every tenant of Quay Lane by the end of May.")),
        published(
            "log",
            (
                "Date | Action | Owner | Due",
                {"form": Form.TABLE_ROW},
            ),
            (
                "9 April 2019 | The Clerk to meet every tenant of Quay Lane | Ada Thorne | End of May",
                {"form": Form.TABLE_ROW},
            ),
            day="2019-09-10",
            items=(("3", "Action log"),),
            type=PaperType.MINUTES,
        ),
        OTHERS,
    )

    assert [quote.passage.paper_id for quote in row.sources] == ["minutes", "log"]
    assert (row.kind, row.said_on) == (Kind.RESOLUTION, date(2019, 4, 9))


def test_the_rows_of_some_papers_are_those_that_all_rows_hold_of_them():
    every = [row for row in rows_of(CORPUS) if len({source.passage.paper_id for source in row.sources}) == 1]
    papers = frozenset(sorted({row.passage.paper_id for row in every})[::3])

    apart = ledger(indexed(MemoryEngine(), *entries_of(CORPUS)), LedgerRequest(papers=papers))

    assert len(papers) > 10
    told = [(row.id, row.text, row.due) for row in apart]
    assert [row for row in told if row in {(one.id, one.text, one.due) for one in every}] == [
        (row.id, row.text, row.due) for row in every if row.passage.paper_id in papers
    ]
