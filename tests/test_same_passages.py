"""The same text as plain text, web page, Word file and PDF gives the same passages, with the right pages."""

import re
import textwrap
from collections import Counter
from html import escape
from itertools import groupby
from pathlib import Path

import pytest
from printing import PrintedPage, pdf
from wording import paragraph, table, word_file

from papersearch.model import Council, Form, SourceFile
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile
from papersearch.papers.parsers.base.blocks import wrapped_width
from papersearch.papers.parsers.base.lines import cells_of, read_line
from papersearch.papers.reading import read_text
from papersearch.papers.reading.text import read_plain_text

FOLDER = Path(__file__).parent / "papers"


def is_set_in_paragraphs(path):
    """Whether each line is a paragraph, and none is broken where the page ends."""
    lines = read_text(path.name, path.read_bytes()).lines
    return wrapped_width(lines) == 0


NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.txt") if is_set_in_paragraphs(path))
TABLES = """\
Item No. 6.\tClassification: Open\tDate: 3 March 2020\tMeeting Name: Ferries and Foreshore Committee
Report title:\t\tThe condition of the landing stages at Saltmere and at Upper Eddle
Ward(s) or groups affected:\t\tAll
From:\t\tHead of Harbours

RECOMMENDATION

1. That the committee notes how the landing stages were judged, and that the stage at Upper Eddle stays shut until it has been mended.

HOW THE STAGES WERE JUDGED

2. Each landing stage was looked at in February by two engineers, who judged its deck, its piles and its rails.

Landing stages in Saltmere are sound
Stages that the ferries use each day\tSound
Stages used in summer and shut in the months of winter\tTo be mended
2.1 Deck of the stage at the fish quay\tVery good
2.2 Piles and rails of the stage at the mouth of the Eddle\tTo be mended before the summer
Moorings, lamps and notices\tSound

3. The dates by which the work is to be done, and who sees to it, were agreed with the ferrymen in the week after.

BACKGROUND DOCUMENTS

Background Papers\tHeld At\tContact
Record of the engineers' walk along the landing stages\tHarbour Office, 4 Customs House Yard, Saltmere SM1 2AB\tAda Brook 01632 960017
Letters\tHarbour Office\tAda Brook

AUDIT TRAIL

Lead Officer\tPiers Anning, Head of Harbours
Report Author\tAda Brook, Harbour Engineer
Version\tFinal
Dated\t24 February 2020
Key Decision?\tNo
CONSULTATION WITH OTHER OFFICERS / DIRECTORATES / CABINET MEMBER\t\t
Officer Title\tComments sought\tComments included
Director of Law\tNo\tNo
Strategic Director of Works and Waterways\tYes\tYes
Cabinet Member\tNo\tNo
Date final report sent to Constitutional Team\t\t24 February 2020
"""
"""Rows as short and as long as those of real reports, none of which lines up with the next."""
LEFT, RIGHT, TOP, FOOT, STEP, GAP, WIDTH = 72, 523, 80, 770, 13, 9, 83
SET_AS = {"size": 9, "font": "typed"}
ENOUGH = 0.98
TAB, CHARACTER = 35.43, 5.4


def blocks_of(text):
    """The paragraphs of a text as strings, and each table as a list of rows."""
    stated = [line for line in read_plain_text(text.encode()).lines if line.text.strip()]
    for is_row, lines in groupby(stated, key=lambda line: bool(read_line(line).cells)):
        if is_row:
            yield [list(cells_of(line)) for line in lines]
        else:
            yield from (" ".join(line.text.split()) for line in lines)


def as_text(blocks):
    return "\n\n".join(one if isinstance(one, str) else "\n".join(map("\t".join, one)) for one in blocks).encode()


def as_page(blocks):
    def row(cells):
        return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"

    body = [
        f"<p>{escape(one)}</p>" if isinstance(one, str) else f"<table>{''.join(map(row, one))}</table>"
        for one in blocks
    ]
    return f"<html><head><title>A paper</title></head><body>{''.join(body)}</body></html>".encode()


def as_word(blocks):
    return word_file(*(paragraph(one) if isinstance(one, str) else table(*one) for one in blocks))


def as_pdf(blocks):
    """The bytes, and the page on which each block begins, by its words."""
    pages, begins, top = [PrintedPage()], {}, TOP

    def make_room(lines):
        nonlocal top
        if top + lines * STEP > FOOT:
            pages.append(PrintedPage())
            top = TOP

    for block in blocks:
        if isinstance(block, str):
            lines = textwrap.wrap(block, WIDTH)
            make_room(min(len(lines), 2))
            begins[block] = len(pages)
            for line in lines:
                make_room(1)
                pages[-1].text(LEFT, top, line, **SET_AS)
                top += STEP
            top += GAP
        else:
            columns = max(map(len, block))
            step = (RIGHT - LEFT) / columns
            lefts = [round(LEFT + at * step) for at in range(columns + 1)]
            for cells in block:
                wrapped = [textwrap.wrap(cell, int((step - 8) / 5.4)) for cell in cells]
                height = max([1, *map(len, wrapped)])
                make_room(height + 1)
                pages[-1].grid(lefts, [top - STEP, top + height * STEP - 6])
                for left, cell in zip(lefts, wrapped, strict=False):
                    pages[-1].lines(left + 4, top, *cell, step=STEP, **SET_AS)
                top += height * STEP + 7
            top += GAP
    return pdf(*pages), begins


def as_tabbed_pdf(text, *, keeps_spaces):
    """A text as a word processor prints it that was given no tab stops: each tab goes to the next of its own.

    With `keeps_spaces` a wrapped line ends with the space at which it was wrapped.
    """
    pages, top = [PrintedPage()], TOP
    for line in text.split("\n"):
        for runs in set_with_tabs(line.rstrip(), keeps_spaces=keeps_spaces):
            if top > FOOT:
                pages.append(PrintedPage())
                top = TOP
            for left, words in runs:
                pages[-1].text(left, top, words, **SET_AS)
            top += STEP
    return pdf(*pages)


def set_with_tabs(line, *, keeps_spaces):
    """The printed lines of a paragraph: for each the places of its runs and their words."""
    runs, left = [(LEFT, "")], float(LEFT)
    for piece in re.findall(r"\t|[^\s\t]+|[ \u00a0]+", line):
        if piece == "\t":
            left = LEFT + TAB * (int((left - LEFT) / TAB + 0.001) + 1)
            runs.append((left, ""))
            continue
        if piece.strip() and left + CHARACTER * len(piece) > RIGHT:
            yield [(at, words if keeps_spaces else words.rstrip()) for at, words in runs if words]
            runs, left = [(LEFT, "")], float(LEFT)
        runs[-1] = (runs[-1][0], runs[-1][1] + piece)
        left += CHARACTER * len(piece)
    yield [(at, words) for at, words in runs if words]


def reading_of(name, content, folder):
    place = folder / name
    place.write_bytes(content)
    source = SourceFile(
        path=f"saltmere/{name}", council=Council(slug="saltmere", name="Saltmere"), digest="", sha256=""
    )
    return read_papers(FoundFile(source=source, location=place))


def units_of(reading):
    return [unit for paper in reading.papers for unit in paper.paragraphs]


def alike(units, others):
    """The share of the units that the others have too, word for word and in the same role."""
    first, second = (Counter((one.text, one.role, one.number) for one in some) for some in (units, others))
    return (first & second).total() / max(first.total(), second.total())


@pytest.mark.parametrize("name", NAMES)
def test_each_form_of_a_text_gives_the_same_passages(name, tmp_path):
    text = (FOLDER / name).read_text(encoding="utf-8")
    blocks = list(blocks_of(text))
    made, begins = as_pdf(blocks)

    typed = reading_of("a.txt", as_text(blocks), tmp_path)
    page = reading_of("a.html", as_page(blocks), tmp_path)
    word = reading_of("a.docx", as_word(blocks), tmp_path)
    printed = reading_of("a.pdf", made, tmp_path)

    units = units_of(typed)
    assert alike(units, units_of(page)) >= ENOUGH
    assert alike(units, units_of(word)) >= ENOUGH
    assert alike(units, units_of(printed)) >= ENOUGH
    meetings = {(paper.type, paper.title, paper.meeting) for paper in typed.papers}
    assert all(
        {(one.type, one.title, one.meeting) for one in other.papers} == meetings for other in (page, word, printed)
    )
    stated = {one.text: one.source.page for one in units_of(printed) if one.text in begins}
    assert stated == {text: begins[text] for text in stated}


@pytest.mark.parametrize("keeps_spaces", [True, False])
def test_tables_that_tabs_alone_make_give_the_same_rows(keeps_spaces, tmp_path):
    typed = reading_of("a.txt", TABLES.encode(), tmp_path)
    printed = reading_of("a.pdf", as_tabbed_pdf(TABLES, keeps_spaces=keeps_spaces), tmp_path)

    assert alike(units_of(typed), units_of(printed)) == 1
    rows = [unit.text for unit in units_of(printed) if unit.form is Form.TABLE_ROW]
    assert rows == [unit.text for unit in units_of(typed) if unit.form is Form.TABLE_ROW]
    assert [(one.title, one.meeting) for one in printed.papers] == [(one.title, one.meeting) for one in typed.papers]


@pytest.mark.parametrize("name", [name for name in NAMES if name.split("/")[0] in ("agenda", "minutes", "report")])
def test_papers_are_the_same_where_tabs_set_them(name, tmp_path):
    text = as_text(blocks_of((FOLDER / name).read_text(encoding="utf-8")))

    typed = reading_of("a.txt", text, tmp_path)
    printed = reading_of("a.pdf", as_tabbed_pdf(text.decode(), keeps_spaces=True), tmp_path)

    assert alike(units_of(typed), units_of(printed)) >= ENOUGH
