"""CSV that no spreadsheet runs, and terminal lines that stay inside the terminal."""

import csv
import io

import pytest
from entries import indexed
from hypothesis import given, settings
from hypothesis import strategies as st
from published import published

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.query import SearchRequest, parse_query
from papersearch.searching import search, walk
from papersearch.tabulating import (
    BYTE_ORDER_MARK,
    NARROWEST,
    RESULT_COLUMNS,
    columns_of,
    csv_lines,
    plain,
    result_lines,
    safe_cell,
    table_lines,
    wrapped,
)


@pytest.fixture
def reader():
    return indexed(
        MemoryEngine(),
        published(
            "a",
            ("Lamps of the “quay”, lit;\nagain.", {"section": ("Quay", "Lamps"), "people": ("Ada Thorne", "Cy Oakes")}),
            ("=HYPERLINK(lamps)", {"number": "-1"}),
            "Lamps\x1b[31m and \u202eskaeb.",
            "Accommodation.",
            day="2019-04-09",
            items=(("3", "The quay"),),
        ),
    )


def rows_of(lines):
    return list(csv.DictReader(io.StringIO("".join(lines).removeprefix(BYTE_ORDER_MARK), newline="")))


def results_of(reader, typed):
    return walk(reader, parse_query(typed), SearchRequest())


def test_csv_has_one_row_for_every_result_of_every_page(reader):
    rows = rows_of(result_lines(results_of(reader, "lamps")))

    pages = [search(reader, parse_query("lamps"), SearchRequest(page=page, page_size=2)) for page in (1, 2)]
    assert [row["id"] for row in rows] == [one.hit.passage.id for page in pages for one in page.results]
    assert [row["rank"] for row in rows] == ["1", "2", "3"]


def test_csv_cells_keep_quotes_line_breaks_and_lists(reader):
    row = next(row for row in rows_of(result_lines(results_of(reader, "again"))))

    assert row["text"] == "Lamps of the “quay”, lit;\nagain."
    assert row["section"] == "Quay > Lamps"
    assert row["people"] == "Ada Thorne; Cy Oakes"
    assert row["paper_complete"] == "true"
    assert row["lead_in"] == ""
    assert row["path"] == "harrowmere/a.txt"


def test_csv_begins_with_a_byte_order_mark_only_where_asked(reader):
    with_mark = next(result_lines(results_of(reader, "lamps")))
    without = next(result_lines(results_of(reader, "lamps"), has_mark=False))

    assert with_mark == BYTE_ORDER_MARK + without
    assert without.startswith("rank,citation,text")


def test_csv_rows_are_made_as_they_are_asked_for():
    def endless():
        while True:
            yield {"a": "x"}

    lines = csv_lines(("a",), endless())

    assert [next(lines), next(lines)] == [BYTE_ORDER_MARK + "a\r\n", "x\r\n"]


def test_a_table_shows_no_asterisks_for_bold_even_where_the_snippet_cuts_them():
    long = f"Themes: **{'boat ' * 80}ferry** of 2 * 3 boats. **Quay**"
    reader = indexed(MemoryEngine(), published("a", "**Lamps:** lit, 2 * 3.", long))

    table = "\n".join(table_lines(results_of(reader, "lamps OR ferry")))

    assert "Lamps: lit, 2 * 3." in table
    assert "**" not in table


def test_a_table_tells_how_often_the_same_words_stand_and_how_to_see_them():
    again = (published(f"p{at}", "Lamps be noted.", items=(("1", f"Item {at}"),)) for at in range(3))
    reader = indexed(MemoryEngine(), *again)

    def printed(**asked):
        page = search(reader, parse_query("noted"), SearchRequest(**asked))
        return "\n".join(table_lines(page.results))

    assert printed(folded=True).count("the same words in 2 more results, listed with --unfold") == 1
    assert printed().count("[the same words in 2 more results]") == 3


def test_an_empty_result_still_has_its_header():
    assert rows_of(result_lines(iter(()))) == []
    assert len("".join(result_lines(iter(()))).split(",")) == len(RESULT_COLUMNS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "\x00=1", " =1"]
)
def test_what_begins_like_a_formula_is_text(text):
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (0, "0"),
        (["a", "b"], "a; b"),
        ("a=b", "a=b"),
        ("", ""),
        ("a\x07b", "a b"),
        (("=x",), "'=x"),
    ],
)
def test_a_cell_says_the_value_in_text(value, cell):
    assert safe_cell(value) == cell


@settings(deadline=None)
@given(st.text())
def test_no_cell_is_a_formula(text):
    cell = safe_cell(text)

    assert not cell.strip() or cell.strip()[0] not in "=+-@＝＋－＠"
    assert cell[:1] not in set("\t\r\n")


def test_a_table_shows_rank_citation_and_snippet(reader):
    lines = list(table_lines(results_of(reader, "again"), width=100))

    assert lines[0].startswith("  1  Harrowmere Council, Cabinet, 9 April 2019, item 3,")
    assert lines[-2] == "     Lamps of the “quay”, lit; again."
    assert lines[-1] == ""


def test_a_table_says_how_a_hit_was_found_where_not_by_its_own_words():
    reader = indexed(MemoryEngine(), published("a", "Housing.", "Accommodation."), published("b", "Lamps.", "Quay."))

    related = list(table_lines(results_of(reader, "housing")))
    spread = list(table_lines(results_of(reader, "lamps quay")))
    page = search(reader, parse_query("lamps quay"), SearchRequest())

    assert "     [related word: accommodation]" in related
    assert "     [same item]" in spread
    assert {"     [same item; quay: paragraph 2]", "     [same item; lamps: paragraph 1]"} <= set(
        table_lines(page.results)
    )


def test_a_table_goes_on_counting_on_the_next_page(reader):
    page = search(reader, parse_query("lamps"), SearchRequest(page=2, page_size=2))

    assert next(table_lines(page.results, first_rank=3)).startswith("  3  ")
    assert rows_of(result_lines(page.results, first_rank=3))[0]["rank"] == "3"


def test_nothing_in_a_table_moves_the_cursor_or_turns_the_text(reader):
    shown = "".join(table_lines(results_of(reader, "lamps")))

    assert not set(shown) & {"\x1b", "\u202e", "\n", "\r"}


@settings(deadline=None)
@given(st.text(), st.integers(1, 60))
def test_no_line_is_wider_than_the_terminal(text, width):
    lines = wrapped(text, max(width, 2))

    assert all(columns_of(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


@pytest.mark.parametrize("width", [1, NARROWEST, 79])
def test_a_table_keeps_to_its_width_with_long_words(width):
    reader = indexed(MemoryEngine(), published("a", "lamp " + "x" * 200 + " 漢字" * 40))

    lines = list(table_lines(results_of(reader, "lamp"), width=width))

    assert max(columns_of(line) for line in lines) <= max(width, NARROWEST)
