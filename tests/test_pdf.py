"""PDF pages as lines: what stands where on paper must come out as a person would read it."""

import pytest
from printing import A4, PrintedPage, pdf

from papersearch.errors import UnreadableFileError
from papersearch.papers.reading.pdf import read_pdf

LONG = "The director told the committee that the roof of the old library had been mended before the"
LONGER = "winter began, that the cost had been met from the reserve kept for such work, and that the"
END = "reading room would open again in March."
PROSE = (LONG, LONGER, END)


def texts(*pages):
    """The lines of these pages that hold words."""
    return [line.text for line in read_pdf(pdf(*pages)).lines if line.text]


def page_of_prose(top=100, left=72):
    return PrintedPage().lines(left, top, *PROSE)


def test_the_lines_of_a_paragraph_are_one():
    page = page_of_prose()

    found = texts(page)

    assert found == [" ".join(PROSE)]


def test_space_between_paragraphs_parts_them_and_is_a_blank_line():
    page = page_of_prose().lines(72, 165, *PROSE)

    lines = read_pdf(pdf(page)).lines

    assert [line.text for line in lines] == [" ".join(PROSE), "", " ".join(PROSE)]


def test_a_line_that_ends_early_ends_its_paragraph_without_any_space():
    page = page_of_prose().lines(72, 139, "Councillor Amos Reed (Chair)", "Councillor Beth Vane")

    found = texts(page)

    assert found == [" ".join(PROSE), "Councillor Amos Reed (Chair)", "Councillor Beth Vane"]


def test_a_new_paragraph_may_begin_with_an_indent_alone():
    full = "The second matter before them was the lease of the boat house, which the sailing club holds"
    page = PrintedPage().lines(72, 100, LONG, LONGER, LONG.replace("The", "and")).text(90, 139, full)

    found = texts(page)

    assert found[-1] == full


def test_list_items_that_stand_close_are_apart_and_keep_their_wrapped_lines():
    page = page_of_prose()
    for at, mark in enumerate(("1.", "2.")):
        page.text(72, 160 + at * 26, mark).text(100, 160 + at * 26, LONG).text(100, 173 + at * 26, END)

    found = texts(page)

    assert found[1:] == [f"1. {LONG} {END}", f"2. {LONG} {END}"]


def test_a_bullet_of_a_symbol_font_is_a_list_mark():
    page = page_of_prose().text(90, 160, "\xb7", font="symbol").text(108, 160, "the boat house")

    found = texts(page)

    assert found[-1] in ("· the boat house", "• the boat house")


def test_a_figure_wrapped_to_the_start_of_a_line_opens_no_item():
    dated = "chairman had seen the work for himself with the architect, the builder and two members on"
    page = PrintedPage().lines(72, 100, LONG, LONGER, dated, "13 June, when it rained.")

    found = texts(page)

    assert len(found) == 1
    assert found[0].endswith("members on 13 June, when it rained.")


def test_a_hyphen_at_the_end_of_a_line_holds_its_word_together():
    page = PrintedPage().lines(72, 100, LONG[:-3] + "long-", "term plan was agreed and that officers would begin.")

    found = texts(page)

    assert "long-term plan" in found[0]


def test_a_web_address_cut_at_the_end_of_a_line_is_whole():
    page = PrintedPage().grid([72, 220, 400], [90, 130])
    page.lines(76, 103, "See http://council.example/", "ieList.aspx?CId=12").text(224, 103, "List")

    found = texts(page)

    assert found == ["See http://council.example/ieList.aspx?CId=12\tList"]


def test_a_ruled_table_gives_one_line_a_row_with_its_empty_cells():
    page = PrintedPage().grid([72, 200, 300, 400], [90, 110, 145, 165])
    page.text(76, 104, "Officer").text(204, 104, "Sought").text(304, 104, "Included")
    page.lines(76, 124, "Director of Law", "and Democracy").text(204, 124, "No").text(304, 124, "Yes")
    page.text(76, 159, "Date sent").text(304, 159, "3 May 2021")

    found = texts(page)

    assert found == ["Officer\tSought\tIncluded", "Director of Law and Democracy\tNo\tYes", "Date sent\t\t3 May 2021"]


def test_a_cell_that_spans_columns_or_rows_is_one_cell():
    page = PrintedPage()
    for left, top, right, bottom in (
        (72, 90, 400, 90), (72, 110, 400, 110), (200, 130, 400, 130), (72, 150, 400, 150),
        (72, 90, 72, 150), (400, 90, 400, 150), (200, 110, 200, 150),
    ):  # fmt: skip
        page.rule(left, top, right, bottom)
    page.text(76, 104, "Votes by ward").text(76, 124, "Hill ward").text(204, 124, "For").text(204, 144, "Against")

    found = texts(page)

    assert found == ["Votes by ward", "Hill ward\tFor", "\tAgainst"]


def test_a_frame_around_running_text_is_no_table():
    page = page_of_prose().grid([60, 540], [80, 150])

    found = texts(page)

    assert found == [" ".join(PROSE)]


def test_a_frame_around_the_page_is_no_part_of_the_table_it_touches():
    page = page_of_prose(top=120).grid([40, 555], [40, 800]).grid([72, 200, 555], [300, 320])
    page.text(76, 314, "Version").text(204, 314, "Final")

    found = texts(page)

    assert found == [" ".join(PROSE), "Version\tFinal"]


def test_running_text_in_a_cell_as_wide_as_its_table_is_read_as_paragraphs():
    page = PrintedPage().grid([60, 540], [80, 160]).grid([60, 300, 540], [160, 180])
    page.text(72, 100, LONG).text(72, 113, END).text(72, 140, END).text(64, 174, "Version").text(304, 174, "Final")

    found = texts(page)

    assert found == [f"{LONG} {END}", END, "Version\tFinal"]


def test_an_agenda_item_and_its_text_in_one_ruled_cell_are_two_rows():
    page = PrintedPage().grid([72, 120, 440, 520], [80, 125]).text(76, 94, "6.").text(444, 94, "1 - 8")
    page.lines(124, 94, "MINUTES", "To approve as a correct record the minutes of", "the meeting held on 8 July.")

    found = texts(page)

    text = "To approve as a correct record the minutes of the meeting held on 8 July."
    assert found == ["6.\tMINUTES\t1 - 8", f"\t{text}\t"]


def test_a_web_address_alone_at_the_foot_of_a_page_is_no_stamp():
    page = page_of_prose().text(72, 810, "https://council.example/papers")

    found = texts(page)

    assert found[-1] == "https://council.example/papers"


def test_a_table_without_rules_keeps_its_rows_and_joins_wrapped_cells():
    page = page_of_prose()
    page.text(72, 170, "Item No.").text(130, 170, "Title").text(480, 170, "Page No.")
    page.text(72, 184, "1.").text(130, 184, "APOLOGIES")
    page.text(72, 198, "2.").lines(130, 198, "LETTINGS TO YOUNG PEOPLE WHO HAVE LEFT THE", "CARE OF THE COUNCIL")
    page.text(480, 198, "1 - 8")

    found = texts(page)

    assert found[1:] == [
        "Item No.\tTitle\tPage No.",
        "1.\tAPOLOGIES\t",
        "2.\tLETTINGS TO YOUNG PEOPLE WHO HAVE LEFT THE CARE OF THE COUNCIL\t1 - 8",
    ]


def test_wide_spaces_of_a_justified_line_are_no_columns():
    page = PrintedPage().text(72, 100, "Officers would bring another report when letters came", spread=12)

    found = texts(page)

    assert found == ["Officers would bring another report when letters came"]


def test_a_label_set_off_by_a_tab_is_a_row():
    page = page_of_prose().text(72, 170, "Lead officer").text(220, 170, "Amos Reed, Director of Works")

    found = texts(page)

    assert found[-1] == "Lead officer\tAmos Reed, Director of Works"


def numbered_pages(count, *, foot="Page {} of 9"):
    pages = []
    for at in range(1, count + 1):
        page = page_of_prose(top=120).text(72, 40, "Works Committee, 4 May 2021").text(280, 815, foot.format(at))
        pages.append(page.text(72, 300, f"Paragraph of page {at} alone."))
    return pages


def test_heads_and_feet_are_kept_beside_the_lines():
    found = read_pdf(pdf(*numbered_pages(3)))

    assert [line.text for line in found.lines if line.text][::2] == [" ".join(PROSE)] * 3
    assert found.running_heads[0] == "Works Committee, 4 May 2021"
    assert "Page 2 of 9" in found.running_heads


def test_lone_numbers_that_count_the_pages_are_feet():
    found = read_pdf(pdf(*numbered_pages(3, foot="{}")))

    assert not [line for line in found.lines if line.text.isdigit()]


def test_a_lone_number_that_counts_nothing_stays():
    page = page_of_prose(top=120).text(280, 780, "412")

    found = texts(page)

    assert found[-1] == "412"


def test_the_head_of_a_report_is_no_page_head_though_it_returns():
    pages = [page_of_prose(top=150).text(72, 60, "Item No. 5").text(200, 60, "Classification: Open") for _ in range(3)]

    found = texts(*pages)

    assert sum("Classification: Open" in line for line in found) == 3


def test_the_stamps_of_a_pack_are_taken_off_each_page():
    page = page_of_prose(top=120).text(480, 30, "Agenda Item 7").text(520, 825, "Page 19")

    found = read_pdf(pdf(page))

    assert [line.text for line in found.lines] == [" ".join(PROSE)]
    assert set(found.running_heads) == {"Agenda Item 7", "Page 19"}


def test_words_at_a_slant_are_for_the_gate_and_not_for_the_reader():
    page = page_of_prose().text(200, 500, "CONFIDENTIAL", size=60, matrix=(0.7, 0.7, -0.7, 0.7))

    found = read_pdf(pdf(page))

    assert found.running_heads == ("CONFIDENTIAL",)
    assert len(found.lines) == 1


def test_a_paragraph_cut_by_the_foot_of_a_page_is_one_and_stands_on_the_first():
    first = PrintedPage().lines(72, 100, *PROSE).lines(72, 165, LONG, LONGER)
    second = PrintedPage().lines(72, 100, "reading room would open in March.").lines(72, 130, *PROSE)

    lines = [line for line in read_pdf(pdf(first, second)).lines if line.text]

    assert [line.page for line in lines] == [1, 1, 2]
    assert lines[1].text.endswith("and that the reading room would open in March.")


def test_only_the_first_paragraph_of_a_page_goes_on_with_the_page_before():
    full = "reading room, which was shut through the whole of the winter, would open again next March."
    first = page_of_prose().lines(72, 700, LONG, LONGER)
    second = PrintedPage().text(72, 80, full).lines(72, 160, *PROSE)

    found = texts(first, second)

    assert found == [" ".join(PROSE), f"{LONG} {LONGER} {full}", " ".join(PROSE)]


def test_words_printed_one_by_one_in_a_stretched_line_are_no_cells():
    page, left = page_of_prose(), 72.0
    for word in ("Members", "met", "at", "the", "upper", "weir", "in", "spring", "and"):
        page.text(left, 230, word, font="typed", size=10)
        left += 6 * len(word) + 8.4
    page.lines(72, 243, "walked along the landing stage.", font="typed", size=10)

    assert not any("\t" in text for text in texts(page))


def test_figures_that_a_narrow_tab_parts_are_two_and_letters_printed_one_by_one_are_one_word():
    page = (
        page_of_prose()
        .text(72, 200, "Dated 27 October 2020", font="typed", size=10)
        .text(198.6, 200, "3 copies", font="typed", size=10)
    )
    page.lines(72, 220, *PROSE)
    for at, letter in enumerate("2020"):
        page.text(72 + at * 6.1, 290, letter, font="typed", size=10)

    found = texts(page)

    assert "Dated 27 October 2020 3 copies" in [" ".join(text.split()) for text in found]
    assert "2020" in found


def test_a_heading_at_the_top_of_a_page_ends_the_paragraph_before():
    first = PrintedPage().lines(72, 100, LONG, LONGER, LONG.replace("The", "and") + ".")
    second = PrintedPage().text(72, 100, "Community impact statement").lines(72, 130, *PROSE)

    found = texts(first, second)

    assert "Community impact statement" in found


def test_a_row_cut_by_the_foot_of_a_page_is_one():
    first = page_of_prose().grid([72, 200, 400], [600, 640]).text(76, 614, "Report author")
    first.text(204, 614, "Amos Reed, Director of Works,")
    second = PrintedPage().grid([72, 200, 400], [60, 80, 100]).text(204, 74, "Roads and Parks")
    second.text(76, 94, "Version").text(204, 94, "Final")

    found = texts(first, second)

    assert found[1:] == ["Report author\tAmos Reed, Director of Works, Roads and Parks", "Version\tFinal"]


def test_lines_are_numbered_from_one_and_know_their_page():
    lines = read_pdf(pdf(page_of_prose(), page_of_prose())).lines

    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.page for line in lines] == [1, 2, 2]


def test_a_page_on_its_side_is_read_along_its_text():
    page = PrintedPage(size=(842, 595))
    for at, words in enumerate(PROSE):
        page.text(100 + at * 13, 500, words, matrix=(0, 1, -1, 0))

    found = texts(page)

    assert found == [" ".join(PROSE)]


def test_two_columns_are_read_one_after_the_other():
    page = PrintedPage()
    left = [f"left line {at} of the report from the area forum" for at in range(8)]
    right = [f"right line {at} of the letters sent to the mayor" for at in range(8)]
    page.lines(72, 100, *left).lines(320, 100, *right)

    found = " ".join(texts(page))

    assert found.index("left line 7") < found.index("right line 0")


def test_a_line_set_larger_than_the_text_is_a_heading():
    page = PrintedPage().text(72, 60, "Repairs to the old library", size=18).text(72, 85, "Summary", size=14)
    page.lines(72, 110, *PROSE)

    lines = [line for line in read_pdf(pdf(page)).lines if line.text]

    assert [line.mark for line in lines] == ["h1", "h2", None]


def test_bold_alone_marks_no_heading():
    page = page_of_prose(top=120).text(72, 100, "Summary", font="bold")

    lines = read_pdf(pdf(page)).lines

    assert {line.mark for line in lines} == {None}


def test_a_bold_heading_right_above_its_paragraph_is_a_line_of_its_own():
    bold = "The works that were done and those that were put off, with the cost of each of them in"
    page = PrintedPage().text(72, 87, bold, font="bold").lines(72, 100, *PROSE)

    found = texts(page)

    assert found == [bold, " ".join(PROSE)]


def test_pages_that_are_images_are_counted_though_they_bear_a_stamp():
    pages = [page_of_prose(), PrintedPage().picture(), PrintedPage().picture().text(520, 825, "Page 3"), PrintedPage()]

    found = read_pdf(pdf(*pages))

    assert found.pages == 4
    assert found.textless_pages == (2, 3)


def test_a_page_whose_font_tells_no_letters_is_counted_as_textless():
    found = read_pdf(pdf(page_of_prose(), PrintedPage().text(72, 100, "\x01\x02\x03 \x04\x05")))

    assert found.textless_pages == (2,)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(page_of_prose(), opens_with="open sesame"), "encrypted"),
        (pdf(page_of_prose())[:300], "broken"),
        (pdf(), "no pages"),
        (b"%PDF-1.7 and nothing more", "broken"),
        (b"", "broken"),
        (pdf(PrintedPage(), PrintedPage().picture()), "holds no words"),
        (pdf(PrintedPage().picture()), "its only page is an image: nothing can be searched"),
        (pdf(PrintedPage().picture(), PrintedPage().picture()), "all 2 pages are images: nothing can be searched"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_one_line(data, reason):
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        read_pdf(data)

    assert "\n" not in str(caught.value)


def test_words_beyond_the_edge_of_the_page_are_not_read():
    page = page_of_prose().text(72, A4[1] + 30, "Printed on no paper").text(-200, 100, "Nor this")

    found = texts(page)

    assert found == [" ".join(PROSE)]
