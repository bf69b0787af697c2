"""One shape of the ledger and of drift for programs, spreadsheets and the terminal; no word says more than is known."""

import csv
import io
import json
import re

import pytest
from entries import indexed
from published import published

from papersearch.commitments import followed, ledger
from papersearch.coverage import coverage_of
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.exporting_ledger import (
    DRIFT_COLUMNS,
    LEDGER_COLUMNS,
    commitment_json,
    drift_json,
    drift_lines,
    drift_table,
    ledger_json,
    ledger_lines,
    ledger_table,
)
from papersearch.forward_plan import drift
from papersearch.model import Form, PaperType, Role

CLAIMS = re.compile(r"\b(?:overdue|late|failed|broken|done|not done|fulfilled|kept its promise)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def reader():
    resolution = {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}
    plan = {"role": Role.PLAN, "form": Form.LIST_ITEM, "section": ("4 June 2019",)}
    return indexed(
        MemoryEngine(),
        published(
            "minutes",
            ("That the Clerk report to Cabinet on the ferry by 1 June 2019.", resolution),
            ("=That the lamps in Quay Lane be lit.", resolution),
            day="2019-04-09",
            items=(("4", "Ferry"),),
            type=PaperType.MINUTES,
        ),
        published(
            "plan",
            ("4 June 2019", {"form": Form.HEADING}),
            ("Ferry fares review", plan),
            day="2019-04-09",
            items=(("9", "Work plan"),),
            title="Work plan",
        ),
    )


@pytest.fixture(scope="module")
def rows(reader):
    return followed(reader, ledger(reader))


def test_a_row_has_the_fields_of_the_contract(rows):
    record = json.loads(json.dumps(commitment_json(rows[0], site="https://papers.example")))

    contract = {
        "id",
        "text",
        "kind",
        "owner",
        "to",
        "due",
        "meeting",
        "status",
        "found_up_to",
        "follow_up",
        "rule",
        "passage",
    }
    assert contract <= record.keys()
    assert record["owner"] == "Clerk"
    assert record["due"]["date"] == "2019-06-01"
    assert record["meeting"]["url"] == "https://papers.example/meeting/harrowmere/cabinet/2019-04-09"
    assert record["passage"]["url"].startswith("https://papers.example/p/")


def test_a_row_that_was_not_followed_claims_no_status(reader):
    record = commitment_json(ledger(reader)[0])

    assert (record["status"], record["status_words"]) == (None, "")


def test_a_page_of_the_ledger_tells_its_total_and_what_was_searched(reader, rows):
    record = ledger_json(rows[:1], coverage_of(reader), total=len(rows), pages=2)

    assert (record["total"], record["pages"], len(record["commitments"])) == (2, 2, 1)
    assert record["coverage"]["papers"] == 2


def test_csv_has_a_row_each_and_no_formula(rows):
    lines = list(csv.DictReader(io.StringIO("".join(ledger_lines(rows, has_mark=False)))))

    assert tuple(lines[0]) == LEDGER_COLUMNS
    assert len(lines) == len(rows)
    assert [line["text"][:2] for line in lines if "lamps" in line["text"]] == ["'="]


def test_drift_counts_every_outcome(reader):
    found = drift(reader)

    record = drift_json(found, coverage_of(reader))
    lines = list(csv.DictReader(io.StringIO("".join(drift_lines(found, has_mark=False)))))

    assert (record["total"], sum(record["outcomes"].values())) == (1, 1)
    assert record["items"][0]["planned_for"]["words"] == "4 June 2019"
    assert tuple(lines[0]) == DRIFT_COLUMNS


def test_no_words_say_that_a_thing_was_done_late_or_broken(reader, rows):
    told = [*ledger_table(rows), *drift_table(drift(reader))]

    assert told
    assert not [line for line in told if CLAIMS.search(line)]


def test_a_table_keeps_to_its_width(reader, rows):
    told = [*ledger_table(rows, width=50), *drift_table(drift(reader), width=50)]

    assert max(map(len, told)) <= 50
