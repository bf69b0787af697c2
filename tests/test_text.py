"""Markdown and front matter become the lines that a careful person would have typed."""

import time

import pytest

from papersearch.errors import UnreadableFileError
from papersearch.model import FRONT
from papersearch.papers.reading import type_of
from papersearch.papers.reading.text import read_markdown, read_plain_text


def marked(text):
    return [(line.text, line.mark) for line in read_markdown(text.encode()).lines if line.text]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1\\. Apologies", "1. Apologies"),
        ("**2.** **Lamps**", "2. **Lamps**"),
        ("**2. Lamps**", "2. **Lamps**"),
        ("**21/14** Lamps", "21/14 Lamps"),
        ("**Present:** Cllr Lee", "**Present:** Cllr Lee"),
        ("**(a)** the first", "(a) the first"),
        ("See [the map](map.pdf) of it", "See the map of it"),
        ("![A lamp](lamp.png) The lamp", " The lamp"),
        ("| Payee | Amount |", "Payee\tAmount"),
        ("| a \\| b | c |", "a | b\tc"),
        ("A | B is not a table", "A | B is not a table"),
    ],
)
def test_marks_of_markdown_become_plain_lines(written, read):
    assert marked(written) == [(read, None)]


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "___", "|---|:--:|", "--- | ---"])
def test_a_line_that_only_divides_is_blank(rule):
    assert marked(f"One\n\n{rule}\n\nTwo") == [("One", None), ("Two", None)]


def test_headings_of_both_kinds_are_marked():
    assert marked("Minutes\n=======\n\n## 1. Lamps ##") == [("Minutes", "h1"), ("1. Lamps", "h2")]


def test_front_matter_states_the_meeting_or_is_marked():
    text = '---\ntitle: "A post"\ndate: 2020-03-04\nmeetingDate: 2020-03-02\ncommittee: Cabinet\ntags:\n  - lamps\n---\nText.'

    found = [(line.number, line.text, line.mark) for line in read_plain_text(text.encode()).lines if line.text]

    assert found == [
        (2, "A post", "title"),
        (3, "date: 2020-03-04", FRONT),
        (4, "Meeting date: 2020-03-02", None),
        (5, "Committee: Cabinet", None),
        (6, "tags:", FRONT),
        (7, "  - lamps", FRONT),
        (9, "Text.", None),
    ]


@pytest.mark.parametrize(
    "text", ["---\nA sentence without a key\n---\nText.", "---\n---\nText.", "Text.\n---\na: b\n---", "---\na: b"]
)
def test_what_is_no_front_matter_stays_as_it_is(text):
    assert not [line for line in read_plain_text(text.encode()).lines if line.mark]


@pytest.mark.parametrize("char", list(" -*_|=[(#\\:"))
def test_a_long_line_of_one_character_is_read_at_once(char):
    began = time.process_time()

    lines = read_markdown(f"a {char * 100_000} b\n{char * 100_000}".encode()).lines

    assert len(lines) == 2
    assert time.process_time() - began < 5


def test_a_table_of_figures_between_commas_is_refused():
    rows = "Supplier,Date,Amount\n" + "Acme,03/04/2019,120.00\n" * 20

    with pytest.raises(UnreadableFileError, match="table of figures"):
        read_plain_text(rows.encode())


def test_a_list_of_names_between_commas_is_read():
    rows = "Cllr Lee, Cllr Day, Cllr Moss\n" * 20

    assert read_plain_text(rows.encode()).lines[0].text == "Cllr Lee, Cllr Day, Cllr Moss"


@pytest.mark.parametrize(("data", "ending"), [(b"<!DOCTYPE html><p>One", ".html"), (b"One < two", ".txt")])
def test_a_page_that_is_named_text_is_read_as_a_page(data, ending):
    assert type_of("saltmere/a.txt", data) == ending


def test_rtf_that_is_named_text_is_refused_with_what_to_do():
    with pytest.raises(UnreadableFileError, match="RTF is not read; save it"):
        type_of("saltmere/a.txt", b"{\\rtf1\\ansi One}")
