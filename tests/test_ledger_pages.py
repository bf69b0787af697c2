"""The pages, files and records of the promise ledger and of forward-plan drift, over the sample corpus and small ones."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from reading_folders import entries_of
from visiting import CABINET, FERRY, HOSTILE, PANEL, engine_of, link, paper, sample, unit, visitor_of, words_of
from werkzeug.datastructures import MultiDict

from papersearch.commitments import Kind, LedgerOrder, Status, are_followed, ledger
from papersearch.forward_plan import DriftOrder, DriftOutcome
from papersearch.model import Form, Meeting, PaperType, Role
from papersearch.passage import FACETS
from papersearch.web import promised
from papersearch.web.state.drift import DriftState, read_drift
from papersearch.web.state.ledger import LedgerState, read_ledger
from papersearch.web.state.register import PAGE_SIZE

CORPUS = Path(__file__).parents[1] / "corpus"
ADDRESSES = (
    "/commitments",
    "/commitments?status=answered",
    "/commitments?q=foyer",
    "/commitments?q=zeppelin",
    "/drift",
    "/drift?outcome=vanished",
    "/drift?q=zeppelin",
)
FORBIDDEN = re.compile(r"\b(?:done|failed|failure|overdue|late|broken|missed the deadline)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def visitor():
    return visitor_of(*entries_of(CORPUS))


def rows_in(tree):
    return tree.xpath("//table[contains(@class, 'register')]/tbody/tr")


def count_in(tree):
    return int(words_of(tree.get_element_by_id("results-h")).split()[0].replace(",", ""))


def csv_of(visitor, address):
    return list(csv.DictReader(io.StringIO(visitor.get(address).text.removeprefix("\ufeff"))))


def promising(*texts, day=date(2021, 1, 19), name="promises.txt", **stated):
    """Minutes of a panel that resolve these words."""
    meeting = Meeting(council="farndale", committee=PANEL, day=day)
    units = [
        unit(text, Role.RESOLUTION, Form.LIST_ITEM, item=FERRY, number=str(at)) for at, text in enumerate(texts, 1)
    ]
    return paper(name, PaperType.MINUTES, "Minutes of the panel", meeting, units, **stated)


_words = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
_days = st.sampled_from(["", "2017", "July 2017", "10/7/2017", "2020-21"])
_states = st.builds(
    LedgerState,
    q=st.just("") | _words,
    filters=st.lists(st.tuples(st.sampled_from(["council", "committee", "person"]), _words), max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from(Kind), max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(Status), max_size=3).map(tuple),
    owner=st.just("") | _words,
    from_date=_days,
    due_to=_days,
    meeting=st.sampled_from(["", "farndale/cabinet/2019-04-09"]),
    paper=st.sampled_from(["", "0123456789ab"]),
    sort=st.sampled_from(LedgerOrder),
    is_reversed=st.booleans(),
    page=st.integers(1, 100),
)
_drift_states = st.builds(
    DriftState,
    q=st.just("") | _words,
    filters=st.lists(st.tuples(st.sampled_from(["council", "committee"]), _words), max_size=3).map(tuple),
    outcomes=st.lists(st.sampled_from(DriftOutcome), max_size=3).map(tuple),
    from_date=_days,
    sort=st.sampled_from(DriftOrder),
    is_reversed=st.booleans(),
    page=st.integers(1, 100),
)


def arguments_of(state):
    return MultiDict(state.arguments()).to_dict(flat=False)


@settings(max_examples=80, deadline=None)
@given(_states)
def test_ledger_state_to_url_to_state_is_the_identity(state):
    again, _ = read_ledger(arguments_of(state))

    assert again == state
    assert again.url() == state.url()


@settings(max_examples=80, deadline=None)
@given(_drift_states)
def test_drift_state_to_url_to_state_is_the_identity(state):
    again, _ = read_drift(arguments_of(state))

    assert again == state
    assert again.url() == state.url()


def test_every_page_of_the_register_shows_each_row_once(visitor):
    total = count_in(visitor.page("/commitments"))

    pages = [visitor.page(f"/commitments?page={page}") for page in range(1, -(-total // PAGE_SIZE) + 1)]

    addresses = [
        one
        for page in pages
        for row in rows_in(page)
        for one in row.xpath(".//a[starts-with(@href, '/commitments/')]/@href")
    ]
    assert len(addresses) == len(set(addresses)) == total


@pytest.mark.parametrize("query", ["", "q=care+leavers", "kind=resolution&committee=Cabinet", "status=answered"])
def test_choosing_a_value_of_a_list_gives_the_number_beside_it(visitor, query):
    page = visitor.page(f"/commitments?{query}")
    shown = {
        (name, option.get("value")): int(words_of(option).rpartition("(")[2].rstrip(")").replace(",", ""))
        for name in ("committee", "year", "kind", "status")
        for option in page.get_element_by_id(name).iter("option")
        if option.get("value")
    }

    found = {}
    for name, value in shown:
        state, _ = read_ledger(MultiDict([*_pairs(query), (name, value)]).to_dict(flat=False))
        other = state.without_all(name)
        chosen, _ = read_ledger(MultiDict([*other.arguments(), (name, value)]).to_dict(flat=False))
        found[name, value] = count_in(visitor.page(chosen.url()))

    assert len(shown) > 3
    assert found == shown


def _pairs(query):
    return [tuple(one.split("=")) for one in query.replace("+", " ").split("&") if one]


def test_every_row_of_the_register_is_in_the_csv_and_the_api(visitor):
    rows = csv_of(visitor, "/commitments.csv?kind=action")
    record = visitor.json("/api/v1/commitments?kind=action")

    page = visitor.page("/commitments?kind=action")

    assert len(rows) == record["total"] == count_in(page)
    assert {row["kind"] for row in rows} == {"action"}
    assert all(row["status"] for row in rows)


def test_the_pages_of_the_api_follow_each_other_to_the_end(visitor):
    address, ids = "/api/v1/commitments?kind=recommendation", []

    while address:
        record = visitor.json(address.removeprefix("http://localhost"))
        ids += [one["id"] for one in record["commitments"]]
        address = record["links"]["next"]

    assert len(ids) == len(set(ids)) == record["total"]


def test_sorting_by_due_day_puts_rows_without_one_last_either_way(visitor):
    for sort in ("due", "-due"):
        days = [row["due_date"] for row in csv_of(visitor, f"/commitments.csv?sort={sort}")]
        known = [day for day in days if day]

        assert known == sorted(known, reverse=sort.startswith("-"))
        assert days == known + [""] * (len(days) - len(known))


def test_the_present_order_is_told_and_its_link_turns_it_round(visitor):
    page = visitor.page("/commitments?sort=due")

    (header,) = page.xpath("//th[@aria-sort='ascending']")
    assert words_of(header).startswith("Due")
    assert header.xpath("./a/@href") == ["/commitments?sort=-due"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("from=garbage", "from", "garbage"),
        ("due_to=13/13/2020", "due_to", "13/13/2020"),
        ("due_from=2021&due_to=2020", "due_from", "must not be later"),
        ("status=overdue", None, "cannot be “overdue”"),
        ("kind=wish", None, "cannot be “wish”"),
        ("sort=length", None, "cannot be “length”"),
        ("page=0", None, "cannot be “0”"),
    ],
)
def test_a_bad_parameter_is_told_at_its_field_and_what_was_typed_stays(visitor, query, field, message):
    page = visitor.page(f"/commitments?{query}&q=foyer", status=400)

    assert message in words_of(page.find_class("errors")[0])
    assert page.get_element_by_id("q").get("value") == "foyer"
    if field:
        assert message in words_of(page.get_element_by_id(f"{field}-error"))
        assert page.get_element_by_id(field).get("aria-invalid") == "true"


@pytest.mark.parametrize("address", ["/commitments.csv?from=x", "/commitments.atom?status=x", "/drift.csv?outcome=x"])
def test_files_refuse_a_bad_parameter_in_plain_text(visitor, address):
    answer = visitor.get(address, status=400)

    assert answer.mimetype == "text/plain"
    assert "cannot be used" in answer.text


def test_a_bad_parameter_of_drift_is_told(visitor):
    page = visitor.page("/drift?outcome=lost&from=never", status=400)

    assert len(page.find_class("errors")[0].xpath(".//li")) == 2


@pytest.mark.parametrize("row_id", ["x", "0" * 20, "0" * 20 + ".2", "../help"])
def test_an_unknown_row_answers_404_with_ways_on(visitor, row_id):
    page = visitor.page(f"/commitments/{row_id}", status=404)

    assert page.xpath("//main//a")


def test_a_row_tells_its_history_in_the_order_of_days_with_quotations_and_reasons(visitor):
    (row,) = [
        one
        for one in csv_of(visitor, "/commitments.csv?status=answered")
        if one["text"].startswith("That a written answer on the age")
    ]
    record = visitor.json(f"/api/v1/commitments/{row['id']}")

    page = visitor.page(f"/commitments/{row['id']}")

    events = page.find_class("event")
    days = page.xpath("//li[contains(@class, 'event')]//time/@datetime")
    shown = words_of(page)
    assert days == sorted(days)
    assert words_of(events[0].xpath(".//h3")[0]) == "Said"
    assert "Told again" in shown
    assert "A later paper reports on it" in shown
    assert all(one["quote"] in shown and f"Linked because {one['why']}" in shown for one in record["follow_up"])
    assert record["sources"][0]["quote"] in shown


def test_each_quotation_of_a_history_links_to_its_paragraph(visitor):
    record = visitor.json("/api/v1/commitments?status=answered")["commitments"][0]

    page = visitor.page(record["url"].removeprefix("http://localhost"))

    addresses = {address.partition("#")[0] for address in page.xpath("//li[contains(@class, 'event')]//a/@href")}
    assert {one["url"].removeprefix("http://localhost") for one in record["follow_up"]} <= addresses


@pytest.mark.parametrize("address", ADDRESSES)
def test_our_own_words_never_say_what_became_of_a_promise(visitor, address):
    page = visitor.page(address)
    for quoted in page.xpath(
        "//table//p[contains(@class, 'row-words') or contains(@class, 'row-note')] | //p[@class='row-lead'] | //h1"
    ):
        quoted.getparent().remove(quoted)

    assert not FORBIDDEN.search(words_of(page.get_element_by_id("main")))


def test_an_empty_register_says_what_was_searched_and_how_to_go_on(visitor):
    page = visitor.page("/commitments?q=zeppelin&committee=Cabinet")

    shown = words_of(page.get_element_by_id("results"))
    assert "No commitment found in the" in shown
    assert "The rules may have missed one" in shown
    assert link(page, "search the papers for zeppelin") == "/search?q=zeppelin&committee=Cabinet"
    assert link(page, "look without the filter Committee: Cabinet") == "/commitments?q=zeppelin"


def test_an_index_without_promises_has_an_empty_register_and_no_panels():
    note = paper("note.txt", PaperType.PAPER, "A note", Meeting(council="farndale"), [unit("The old ferry sank.")])
    visitor = visitor_of(note)

    shown = [words_of(visitor.page(address)) for address in ("/commitments", "/drift")]

    assert "0 commitments" in shown[0]
    assert "0 planned items" in shown[1]
    assert "Commitments in this paper" not in words_of(visitor.page(f"/paper/{note[0].id}"))


def test_a_page_past_the_last_leads_to_the_last(visitor):
    page = visitor.page("/commitments?kind=action&page=90")

    assert link(page, "Go to the last page").endswith("page=2")


def test_markup_in_a_paper_is_shown_as_text_on_every_page_of_the_ledger():
    words = f"That the ferry be painted {HOSTILE} by the end of May."
    made = promising(words, "That the lamps be lit.")
    visitor = visitor_of(made, *sample())
    passage = made[1][0]

    pages = [
        visitor.page("/commitments?q=painted+ferry&from=2020"),
        visitor.page(f"/commitments/{passage.id}"),
        visitor.page(f"/paper/{made[0].id}"),
        visitor.page(f"/meeting/{made[0].meeting_key}"),
        visitor.page("/search?q=painted&from=2020"),
    ]

    assert [HOSTILE in words_of(page) for page in pages] == [True] * 5
    assert HOSTILE in csv_of(visitor, "/commitments.csv?from=2020")[0]["text"]
    assert HOSTILE in visitor.xml("/commitments.atom?from=2020").findtext(".//{*}entry/{*}content")
    assert HOSTILE in visitor.json(f"/api/v1/commitments/{passage.id}")["text"]


def test_no_cell_of_the_csv_is_a_formula():
    made = promising('=HYPERLINK("http://evil.example") be noted and a report be brought', "+1 That the lamps be lit.")
    visitor = visitor_of(made, *sample())

    cells = [cell for row in csv_of(visitor, "/commitments.csv") for cell in row.values()]

    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_feed_is_valid_newest_first_and_the_same_twice(visitor):
    first = visitor.xml("/commitments.atom?committee=Cabinet&sort=who&page=3")

    entries = first.findall("{*}entry")
    ids = [one.findtext("{*}id") for one in entries]
    names = ("title", "id", "updated", "summary", "content")
    assert 1 < len(ids) == len(set(ids)) <= 50
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.findtext("{*}updated")) for one in entries)
    assert all(one.findtext(f"{{*}}{name}") for one in entries for name in names)
    assert etree.tostring(first) == etree.tostring(visitor.xml("/commitments.atom?committee=Cabinet"))


def test_drift_tells_what_was_planned_what_came_and_where_it_stands(visitor):
    page = visitor.page("/drift?outcome=moved")

    rows = rows_in(page)
    assert rows
    assert all("Moved to" in words_of(row) and row.xpath(".//td//a[starts-with(@href, '/p/')]") for row in rows)


def test_a_vanished_item_names_the_papers_looked_through(visitor):
    page = visitor.page("/drift?outcome=vanished")

    (row,) = rows_in(page)
    assert "Not found again" in words_of(row)
    assert "ot found again in the papers indexed" in words_of(row)
    assert row.xpath(".//details//a[starts-with(@href, '/paper/')]")


@pytest.mark.parametrize("query", ["", "outcome=kept", "q=strategy"])
def test_counts_of_drift_are_what_choosing_gives(visitor, query):
    page = visitor.page(f"/drift?{query}")

    for option in page.get_element_by_id("outcome").iter("option"):
        if option.get("value"):
            kept = [pair for pair in _pairs(query) if pair[0] != "outcome"]
            chosen = visitor.page(f"/drift?{urlencode([*kept, ('outcome', option.get('value'))])}")
            assert f"({count_in(chosen)})" in words_of(option)


def test_the_csv_of_drift_has_the_rows_of_its_page_and_of_the_api(visitor):
    rows = csv_of(visitor, "/drift.csv?outcome=kept&outcome=moved")

    record = visitor.json("/api/v1/drift?outcome=kept&outcome=moved")

    assert len(rows) == record["total"] == count_in(visitor.page("/drift?outcome=kept&outcome=moved"))
    assert {row["outcome"] for row in rows} == {"kept", "moved"}


def test_a_paper_a_meeting_and_a_search_name_their_commitments():
    made = promising("That the Clerk paint the ferry by the end of May.", "That the report be noted.")
    visitor = visitor_of(made, *sample())

    pages = [
        visitor.page(address)
        for address in (f"/paper/{made[0].id}", f"/meeting/{made[0].meeting_key}", "/search?q=paint+ferry&from=2020")
    ]

    panels = [words_of(page.find_class("panel")[0]) for page in pages]
    assert all("That the Clerk paint the ferry" in panel and "Who: Clerk" in panel for panel in panels)
    assert link(pages[0], "All 2 commitments") == f"/commitments?paper={made[0].id}"
    assert count_in(visitor.page(link(pages[1], "All 2 commitments"))) == 2


@pytest.mark.parametrize(
    "address",
    ["/commitments", "/commitments.csv", "/commitments.atom", "/api/v1/commitments", "/commitments?status=answered"],
)
def test_the_register_of_a_large_index_is_there_at_once(monkeypatch, visitor, address):
    monkeypatch.setattr(promised, "SMALL", 0)
    monkeypatch.setattr(promised, "MOST_FOLLOWED", 0)

    answer = visitor_of(*entries_of(CORPUS)).get(address)

    assert len(answer.text) > 5_000
    assert answer.text.count("resolution") == visitor.get(address).text.count("resolution")


def test_a_search_in_a_large_index_makes_no_rows_and_shows_those_that_are_there(monkeypatch):
    monkeypatch.setattr(promised, "SMALL", 0)
    made = promising("That the Clerk paint the ferry by the end of May.")
    visitor = visitor_of(made)
    address = "/search?q=paint+ferry"

    before = visitor.page(address).find_class("panel")
    visitor.page(f"/paper/{made[0].id}")
    after = visitor.page(address).find_class("panel")

    assert before == []
    assert "That the Clerk paint the ferry" in words_of(after[0])


def test_rows_are_not_counted_by_status_where_a_page_would_wait_for_it(monkeypatch):
    monkeypatch.setattr(promised, "MOST_FOLLOWED", 3)
    visitor = visitor_of(promising(*(f"That the Clerk paint ferry {at} by the end of May." for at in range(4))))

    def statuses(address):
        return [words_of(one) for one in visitor.page(address).xpath("//select[@name='status']/option")[1:]]

    before = statuses("/commitments")
    visitor.page("/commitments?status=after_coverage")
    after = statuses("/commitments")

    assert len(before) == len(Status)
    assert not any(re.search(r"\d", one) for one in before)
    assert [one for one in after if re.search(r"\b4\b", one)] == after


def test_the_rows_of_a_small_index_are_made_beside_the_first_requests(monkeypatch):
    begun = []

    class LaterThread:
        def __init__(self, target, **_):
            self.start = lambda: begun.append(target)

    monkeypatch.setattr(promised, "Thread", LaterThread)
    engine = engine_of(promising("That the Clerk paint the ferry by the end of May."))

    promised.make_at_once(engine)
    (make,) = begun
    make()

    rows = ledger(engine.reader())
    assert len(rows) == 1
    assert are_followed(engine.reader(), rows)


def test_the_rows_of_a_large_index_are_not_made_before_they_are_asked_for(monkeypatch):
    begun = []
    monkeypatch.setattr(promised, "SMALL", 0)
    monkeypatch.setattr(promised, "Thread", lambda **told: begun.append(told))

    promised.make_at_once(engine_of(promising("That the Clerk paint the ferry by the end of May.")))

    assert begun == []


def test_a_row_without_a_date_says_so():
    meeting = Meeting(council="farndale", committee=CABINET)
    made = paper(
        "undated.txt",
        PaperType.MINUTES,
        "Minutes",
        meeting,
        [unit("That the Clerk write to the bus company.", Role.RESOLUTION, Form.LIST_ITEM, item=FERRY, number="1")],
    )

    page = visitor_of(made).page(f"/commitments/{made[1][0].id}")

    assert "date not stated" in words_of(page)
    assert "The paper states no date" in words_of(page)


def test_the_filters_of_the_ledger_are_those_of_a_search():
    state, errors = read_ledger(
        {name: ["2019"] if name == "year" else ["minutes"] for name in FACETS if name != "role"}
    )

    assert errors == ()
    assert {name for name, _ in state.filters} == set(FACETS) - {"role"}


def test_one_meeting_and_one_paper_are_filters_with_a_chip(visitor):
    record = visitor.json("/api/v1/commitments?committee=Cabinet")["commitments"][0]
    key = record["passage"]["meeting_url"].partition("/meeting/")[2]

    page = visitor.page(f"/commitments?{urlencode({'meeting': key})}")

    assert count_in(page) == visitor.json(f"/api/v1/commitments?{urlencode({'meeting': key})}")["total"] > 0
    assert link(page, "Remove filter One meeting") == "/commitments"


def test_words_read_otherwise_than_typed_are_told_beside_the_rows_and_beside_none(visitor):
    found = words_of(visitor.page("/commitments?q=the+ferry"))
    nothing = words_of(visitor.page("/commitments?q=the+zeppelin*s"))

    assert "Common words left out: the; put them in quotes to require them" in found
    assert "“zeppelin*s” is read as words" in nothing
