"""A saved page becomes the lines a careful person would copy out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.errors import UnreadableFileError
from papersearch.papers.reading.html import lines_of_html, read_html


def lines(html):
    return [line.text for line in lines_of_html(html) if line.text]


def marks(html):
    return [(line.mark, line.text) for line in lines_of_html(html) if line.text]


def test_paragraphs_stand_between_blank_lines():
    assert [line.text for line in lines_of_html("<p>One.</p><p>Two.</p>")] == ["One.", "", "Two.", ""]


def test_white_space_is_folded_inside_a_paragraph_and_never_across():
    assert lines("<p>One\n   two\tthree</p>\n<p>four</p>") == ["One two three", "four"]


def test_a_non_breaking_space_stays_between_words_and_makes_no_line_alone():
    assert lines("<p>One&nbsp;two</p><p>&nbsp;</p><p>three</p>") == ["One\u00a0two", "three"]


def test_a_break_ends_a_line_but_no_paragraph():
    assert [line.text for line in lines_of_html("<p>One<br>two</p>")] == ["One", "two", ""]


def test_inline_marks_do_not_part_a_word():
    assert lines("<p>Hous<b>ing</b> <i>for</i><span> all</span></p>") == ["Housing for all"]


def test_headings_and_list_items_are_marked():
    assert marks("<h1>T</h1><h2>S</h2><p>x</p><ul><li>a</li></ul>") == [
        ("h1", "T"),
        ("h2", "S"),
        (None, "x"),
        ("li", "· a"),
    ]


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=4><li>a<li>b</ol>", ["4. a", "5. b"]),
        ("<ol type=a><li>a<li>b</ol>", ["(a) a", "(b) b"]),
        ("<ol type=A start=3><li>a</ol>", ["(C) a"]),
        ("<ol><li value=7>a</ol>", ["7. a"]),
        ("<ol start=x><li>a</ol>", ["1. a"]),
    ],
)
def test_an_ordered_list_keeps_its_numbers(html, numbers):
    assert lines(html) == numbers


def test_a_table_row_is_one_line_of_cells():
    rows = lines("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td><td>3<br>x</td></tr></table>")

    assert rows == ["A\tB", "1\t\t3x"] or rows == ["A\tB", "1\t\t3 x"]


def test_a_table_for_layout_is_read_through():
    assert lines("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>") == ["One.", "Two."]


def test_a_row_of_an_item_table_is_a_marked_line_and_its_blocks():
    page = (
        "<table class='mgItemTable'><tr><td class='mgItemNumberCell'><p class='mgAiTitleTxt'>4.</p></td>"
        "<td><p class='mgAiTitleTxt'>Lamps</p><p>To note.</p><p class='mgSubItemTitleTxt'>Minutes:</p><p>Noted.</p></td></tr></table>"
    )

    assert marks(page) == [("item", "4. Lamps"), (None, "To note."), (None, "Minutes:"), (None, "Noted.")]


@pytest.mark.parametrize(
    "furniture",
    [
        "<script>x()</script>",
        "<style>p{}</style>",
        "<nav>Home</nav>",
        "<header>Council</header>",
        "<footer>Foot</footer>",
        "<form><label>Search</label></form>",
        "<p class='mgHide'>hidden</p>",
        "<p hidden>hidden</p>",
        "<div class='breadcrumb x'>Home</div>",
        "<!-- a comment -->",
        "<template><p>x</p></template>",
    ],
)
def test_what_is_not_the_page_own_words_is_left_out(furniture):
    assert lines(f"<body><p>One.</p>{furniture}<p>Two.</p></body>") == ["One.", "Two."]


@pytest.mark.parametrize(
    "content",
    [
        "<div class='mgContent'>{}</div>",
        "<main>{}</main>",
        "<div id='modgov'>{}</div>",
        "<article>{}</article>",
        "<div role='main'>{}</div>",
    ],
)
def test_the_part_that_holds_the_page_is_taken_alone(content):
    page = f"<html><body><p>Menu</p>{content.format('<p>One.</p>')}<p>Foot</p></body></html>"

    assert lines(page) == ["One."]


def test_the_surest_mark_of_the_page_own_part_wins():
    assert lines("<main><p>Menu</p><div class='mgContent'><p>One.</p></div></main>") == ["One."]


def test_a_title_outside_that_part_is_kept():
    assert lines("<body><h1>Lamps</h1><main><p>One.</p></main></body>") == ["Lamps", "One."]


def test_a_line_knows_where_it_links():
    (line,) = [one for one in lines_of_html("<p><a href=' documents/s 1\n.pdf '>Report</a></p>") if one.text]

    assert line.link == "documents/s 1 .pdf"


def test_a_false_charset_is_not_believed():
    page = "<html><head><meta charset='utf-16'></head><body><p>Café.</p></body></html>"

    assert [line.text for line in read_html(page.encode()).lines if line.text] == ["Café."]


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<img src=x>", "<script>words</script>", "<p>&nbsp;</p>"]
)
def test_a_page_without_words_is_refused(html):
    with pytest.raises(UnreadableFileError, match="no words"):
        read_html(html.encode())


def test_nothing_is_lost_below_many_levels():
    assert lines("<div>" * 3000 + "<p>deep</p>") == ["deep"]


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<ul><li>", "</li>", "<ol type=a>", "<table><tr><td>", "<td>", "</table>", "<h2>", "</h2>", "<br>", "<a href='", "'>", "<!--", "-->", "&nbsp;", "&#", "x;", "<", ">", "word ", "\0"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=30).map("".join))
def test_any_tags_give_numbered_lines_without_line_ends(html):
    found = lines_of_html(html)

    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert not [line for line in found if "\n" in line.text]


@given(st.lists(st.text(alphabet="abcdefg", min_size=1), min_size=1, max_size=10))
def test_every_word_of_a_page_comes_out_once_and_in_order(words):
    html = "".join(f"<div><p>{word}</p></div>" for word in words)

    assert lines(html) == words


def test_a_form_round_the_whole_page_is_read_and_a_search_form_is_not():
    page = (
        "<html><body><form id='aspnetForm'><form action='/search'><p>Find</p></form>"
        "<div><h1>Meeting Details</h1><p>Lamps.</p></div></form></body></html>"
    )

    found = [line.text for line in read_html(page.encode()).lines if line.text]

    assert "Lamps." in found


def test_the_frame_of_a_blog_is_left_out():
    page = """<html><body><div class="site-header"><a href="/">Home</a></div><ul class="menu"><li>News</li></ul>
    <div id="content"><div class="entry-content"><p>The lamp was mended.</p></div><aside><p>Recent posts</p></aside></div></body></html>"""

    found = [line.text for line in read_html(page.encode()).lines if line.text]

    assert found == ["The lamp was mended."]


def test_what_a_page_says_of_itself_goes_to_the_gate_and_not_into_its_lines():
    page = """<html><head><title>Exempt report</title><meta name="classification" content="Closed"></head><body>
    <header>Not for publication</header><main><p>Lamps.</p><img alt="This report is exempt"><img alt="Restricted"></main></body></html>"""

    read = read_html(page.encode())

    assert read.running_heads == (
        "Exempt report",
        "classification: Closed",
        "Closed",
        "Not for publication",
        "This report is exempt",
    )
    assert [line.text for line in read.lines if line.text] == ["Lamps."]


def test_a_text_that_is_set_line_by_line_keeps_its_lines_and_tabs():
    page = "<html><body><pre>Agenda item\n\nLamps\nItem\tPage\n\tTwo</pre></body></html>"

    found = [line.text for line in read_html(page.encode()).lines]

    assert found == ["Agenda item", "", "Lamps", "Item\tPage", "\tTwo", ""]
