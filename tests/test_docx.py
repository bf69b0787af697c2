"""Word files as lines: what Word prints, with its numbers, and nothing it hides."""

import io
import zipfile

import pytest
from wording import NAMES, levels, listed, paragraph, run, starts_at, style, table, word_file, zipped

from papersearch.errors import UnreadableFileError
from papersearch.papers.reading.docx import read_docx
from papersearch.papers.reading.docx_numbers import written

DECIMAL = levels(("decimal", "%1."))
NESTED = levels(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3."))


def texts(*body, **parts):
    """The lines of a Word file that hold words."""
    return [line.text for line in read_docx(word_file(*body, **parts)).lines if line.text]


def test_a_list_goes_on_counting_after_a_heading_and_a_plain_paragraph():
    body = (
        paragraph("That the report be noted.", number=1),
        paragraph("BACKGROUND", style="Heading1"),
        paragraph("Some words between."),
        paragraph("The lease ends in May.", number=1),
    )

    found = texts(*body, numbering=DECIMAL + listed(1))

    assert found == ["1. That the report be noted.", "BACKGROUND", "Some words between.", "2. The lease ends in May."]


def test_a_list_that_starts_at_a_number_does_so_once():
    body = [paragraph(words, number=number) for words, number in (("one", 1), ("two", 2), ("three", 2))]

    found = texts(*body, numbering=DECIMAL + listed(1) + listed(2, overrides=starts_at(48)))

    assert found == ["1. one", "48. two", "49. three"]


def test_lists_of_one_definition_count_on_where_neither_starts_anew():
    body = [paragraph(words, number=number) for words, number in (("one", 1), ("two", 2), ("three", 1))]

    found = texts(*body, numbering=DECIMAL + listed(1) + listed(2))

    assert found == ["1. one", "2. two", "3. three"]


def test_a_deeper_level_begins_again_under_each_new_number():
    body = [paragraph("point", number=1, level=level) for level in (0, 1, 1, 2, 0, 1)]

    found = texts(*body, numbering=NESTED + listed(1))

    assert found == ["1. point", "(a) point", "(b) point", "i. point", "2. point", "(a) point"]


def test_a_level_that_never_restarts_counts_on():
    forms = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%2)"/></w:lvl>'
    )
    body = [paragraph("point", number=1, level=level) for level in (0, 1, 0, 1)]

    found = texts(*body, numbering=levels(extra=forms) + listed(1))

    assert found == ["1. point", "1) point", "2. point", "2) point"]


def test_numbers_of_two_levels_are_written_together():
    body = [paragraph("point", number=1, level=level) for level in (0, 1, 1, 0, 1)]

    found = texts(*body, numbering=levels(("decimal", "%1"), ("decimal", "%1.%2")) + listed(1))

    assert found == ["1. point", "1.1 point", "1.2 point", "2. point", "2.1 point"]


def test_a_level_used_before_the_one_above_it_takes_that_one_as_begun():
    body = [paragraph("point", number=1, level=level) for level in (1, 1)]

    found = texts(*body, numbering=levels(("decimal", "%1"), ("decimal", "%1.%2")) + listed(1))

    assert found == ["1.1 point", "1.2 point"]


def test_legal_numbering_writes_all_levels_in_figures():
    forms = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    body = [paragraph("point", number=1, level=level) for level in (0, 0, 1)]

    found = texts(*body, numbering=levels(extra=forms) + listed(1))

    assert found == ["I. point", "II. point", "2.1 point"]


def test_a_list_may_redefine_a_level_of_its_definition():
    own = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="Part %1"/></w:lvl></w:lvlOverride>'
    )

    found = texts(paragraph("Open business", number=1), numbering=DECIMAL + listed(1, overrides=own))

    assert found == ["Part C Open business"]


def test_a_style_numbers_its_paragraphs_at_its_level():
    forms = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="Item"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="Para"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("Item", paragraph_properties=in_list) + style("Para", paragraph_properties=in_list)
    styles += style("Later", based_on="Para")
    body = [paragraph("words", style=name) for name in ("Item", "Para", "Later", "Item", "Para")]

    found = texts(*body, styles=styles, numbering=levels(extra=forms) + listed(1))

    assert found == ["1. words", "1.1 words", "1.2 words", "2. words", "2.1 words"]


def test_a_paragraph_can_leave_the_list_of_its_style():
    styles = style("Item", paragraph_properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = (paragraph("in", style="Item"), paragraph("out", style="Item", number=0), paragraph("in", style="Item"))

    found = texts(*body, styles=styles, numbering=DECIMAL + listed(1))

    assert found == ["1. in", "out", "2. in"]


def test_a_definition_may_name_a_list_style_that_is_defined_elsewhere():
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Points"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="Points"><w:name w:val="Points"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    found = texts(
        paragraph("words", number=2), styles=styles, numbering=NESTED + linked + listed(1) + listed(2, by="7")
    )

    assert found == ["1. words"]


def test_bullets_are_list_marks_and_dashes_stay_dashes():
    marks = levels(("bullet", "\uf0b7"), ("bullet", "\u2013"))
    body = (paragraph("one", number=1), paragraph("two", number=1, level=1))

    found = texts(*body, numbering=marks + listed(1))

    assert found == ["· one", "- two"]


def test_an_empty_paragraph_in_a_list_takes_a_number_as_in_print():
    body = (paragraph("one", number=1), paragraph(number=1), paragraph("three", number=1))

    found = texts(*body, numbering=DECIMAL + listed(1))

    assert found == ["1. one", "3. three"]


def test_a_list_that_is_nowhere_defined_gives_no_number():
    found = texts(paragraph("words", number=9), numbering=DECIMAL + listed(1))

    assert found == ["words"]


@pytest.mark.parametrize("level", ["99999999999", "9" * 5_000, "-1", "\u00b2", ""])
def test_a_level_that_cannot_be_is_read_in_no_time(level):
    found = texts(paragraph("words", number=1, level=level), numbering=DECIMAL + listed(1, overrides=starts_at(level)))

    assert found[0].endswith("words")


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (49, "upperRoman", "XLIX"),
        (22, "ordinal", "22nd"),
        (113, "ordinal", "113th"),
        (3, "none", ""),
        (3, "chicago", "3"),
        (0, "lowerLetter", "0"),
        (100_000, "upperRoman", "100000"),
    ],
)
def test_a_count_is_written_in_its_form(count, form, expected):
    assert written(count, form) == expected


def test_hidden_text_is_not_read():
    hidden = "<w:vanish/>"
    styles = style("Secret", run_properties=hidden) + style("Below", based_on="Secret")
    body = (
        paragraph("Seen ", run("not seen ", hidden), run("and seen", '<w:vanish w:val="0"/>')),
        paragraph("not seen", style="Below"),
        paragraph(run("shown after all", '<w:vanish w:val="false"/>'), style="Below"),
    )

    found = texts(*body, styles=styles)

    assert found == ["Seen and seen", "shown after all"]


def test_a_hidden_paragraph_takes_no_number():
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        paragraph("one", number=1),
        paragraph(run("gone", "<w:vanish/>"), number=1, properties=hidden),
        paragraph("two", number=1),
    )

    found = texts(*body, numbering=DECIMAL + listed(1))

    assert found == ["1. one", "2. two"]


def test_inserted_text_is_kept_and_deleted_text_is_not():
    body = (
        paragraph(
            "The fee is ",
            "<w:del><w:r><w:delText>ten</w:delText></w:r></w:del>",
            f"<w:ins>{run('twelve')}</w:ins>",
            " pounds.",
        ),
        f"<w:moveFrom>{run('moved')}</w:moveFrom>".join(("<w:p>", "</w:p>")),
        paragraph(f"<w:moveTo>{run('moved')}</w:moveTo>"),
    )

    found = texts(*body)

    assert found == ["The fee is twelve pounds.", "moved"]


def test_paragraphs_joined_by_a_deletion_are_one_and_have_one_number():
    ended = "<w:rPr><w:del/></w:rPr>"
    body = (
        paragraph("That the lease ", number=1, properties=ended),
        paragraph("be renewed.", number=1),
        paragraph("That it be noted.", number=1),
    )

    found = texts(*body, numbering=DECIMAL + listed(1))

    assert found == ["1. That the lease be renewed.", "2. That it be noted."]


def test_deleted_rows_are_gone():
    rows = table(("kept", "1"), ("dropped", "2")).replace(
        '<w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">dropped',
        '<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">dropped',
    )

    found = texts(rows)

    assert found == ["kept\t1"]


def test_a_table_row_is_one_line_with_its_empty_cells():
    found = texts(table(("Officer", "Sought", "Included"), ("Director of Law", "No", ""), ("", "Total", "")))

    assert found == ["Officer\tSought\tIncluded", "Director of Law\tNo\t", "\tTotal\t"]


def test_a_cell_that_goes_on_from_the_row_above_is_an_empty_cell():
    head = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Hill ward")}'
    rest = f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph()}"

    found = texts(table((head, "For", "12"), (rest, "Against", "3")))

    assert found == ["Hill ward\tFor\t12", "\tAgainst\t3"]


def test_tabs_set_off_cells_in_a_paragraph_and_are_spaces_in_a_cell():
    tabbed = paragraph(run("Version"), "<w:r><w:tab/></w:r>", run("Final"))

    found = texts(tabbed, table((tabbed, "yes")))

    assert found == ["Version\tFinal", "Version Final\tyes"]


def test_headings_are_known_by_style_name_outline_or_what_their_style_is_based_on():
    styles = (
        style("Heading2", shown="heading 2")
        + style("Council", based_on="Heading2")
        + style("Outlined", paragraph_properties='<w:outlineLvl w:val="2"/>')
        + style("Title", shown="Title")
    )
    body = (
        paragraph("Repairs to the library", style="Title"),
        paragraph("Summary", style="Council"),
        paragraph("Costs", style="Outlined"),
        paragraph("Next steps", properties='<w:outlineLvl w:val="3"/>'),
        paragraph("Plain words"),
    )

    lines = [line for line in read_docx(word_file(*body, styles=styles)).lines if line.text]

    assert [line.mark for line in lines] == ["h1", "h2", "h3", "h4", None]


def test_a_sentence_set_in_a_heading_style_is_a_paragraph():
    styles = style("Heading2", shown="heading 2")
    body = (
        paragraph("The council owns the boat house.", style="Heading2", number=1),
        table((paragraph("Ward", style="Heading2"), "Votes")),
    )

    lines = [
        line for line in read_docx(word_file(*body, styles=styles, numbering=DECIMAL + listed(1))).lines if line.text
    ]

    assert [(line.text, line.mark) for line in lines] == [
        ("1. The council owns the boat house.", None),
        ("Ward\tVotes", None),
    ]


def test_heads_feet_and_watermarks_are_kept_for_the_gate():
    watermark = '<w:r><w:pict><v:shape><v:textpath string="CONFIDENTIAL"/></v:shape></w:pict></w:r>'

    found = read_docx(
        word_file(
            paragraph("The open words."),
            header=paragraph("NOT FOR PUBLICATION", watermark),
            footer=paragraph(run("Works Committee"), "<w:r><w:tab/></w:r>", run("page 1")),
        )
    )

    assert found.running_heads == ("NOT FOR PUBLICATION", "Works Committee page 1", "CONFIDENTIAL")
    assert [line.text for line in found.lines if line.text] == ["The open words."]


def test_notes_are_called_by_number_and_stand_at_the_end():
    notes = (
        f'<w:footnote w:id="-1">{paragraph("ignored")}</w:footnote>'
        f'<w:footnote w:id="4">{paragraph("Minute 12 of 3 May.")}</w:footnote>'
    )
    body = (paragraph("As agreed", '<w:r><w:footnoteReference w:id="4"/></w:r>', " before."), paragraph("Last words."))

    found = texts(*body, footnotes=notes)

    assert found == ["As agreed[1] before.", "Last words.", "[1] Minute 12 of 3 May."]


def test_the_words_of_a_text_box_are_read_once_behind_their_paragraph():
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    choice = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    found = texts(paragraph("Before.", choice), paragraph("After."))

    assert found == ["Before.", "In the box.", "After."]


def test_fields_and_controls_show_what_they_print():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12 May")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="AUTHOR">{run(" by Amos Reed")}</w:fldSimple>'
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(', Director')}</w:sdtContent></w:sdt>"
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"

    found = texts(paragraph("On ", field, simple, prompt, filled, " ", formula))

    assert found == ["On 12 May by Amos Reed, Director a+b"]


def test_hyphens_of_word_are_hyphens():
    signs = f"{run('long')}<w:r><w:noBreakHyphen/></w:r>{run('term com')}<w:r><w:softHyphen/></w:r>{run('mittee')}"

    found = texts(paragraph(signs))

    assert found == ["long-term committee"]


def test_a_link_keeps_its_address_and_a_broken_one_its_words():
    body = (
        paragraph(f'<w:hyperlink r:id="link">{run("the website")}</w:hyperlink>'),
        paragraph(f'<w:hyperlink r:id="nowhere">{run("the lost site")}</w:hyperlink>'),
    )

    lines = [line for line in read_docx(word_file(*body)).lines if line.text]

    assert [(line.text, line.link) for line in lines] == [
        ("the website", "https://council.example/"),
        ("the lost site", None),
    ]


def test_a_strict_word_file_is_read_as_any_other():
    data = word_file(paragraph("one", number=1), numbering=DECIMAL + listed(1))
    strict = _rewritten(
        data, "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
    )

    found = read_docx(strict)

    assert [line.text for line in found.lines if line.text] == ["1. one"]


def _rewritten(data, old, new):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name).decode().replace(old, new) for name in archive.namelist()})


BOMB = f"<w:document {NAMES}><w:body>{'<w:p/>' * 400_000}</w:body></w:document>"
DEEP = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
ENTITIES = '<!DOCTYPE d [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 cut short", "broken"),
        (word_file(paragraph("words"))[14:], "broken"),
        (b"\xd0\xcf\x11\xe0 and more", "encrypted or in the old format"),
        (zipped({"notes.txt": "words"}), "no Word file"),
        (word_file(), "holds no words"),
        (zipped({"word/document.xml": f"<w:document {NAMES}/>"}), "broken"),
        (word_file(paragraph("words"), '<w:altChunk r:id="page"/>'), "in another format"),
        (word_file(paragraph("words"), more={"word/styles.xml": "<w:styles"}.items(), styles=""), "broken"),
        (zipped({"word/document.xml": ENTITIES + f"<w:document {NAMES}/>"}), "entities"),
        (zipped({"word/document.xml": BOMB}), "packed too tightly"),
        (zipped({"word/document.xml": f"<w:document {NAMES}>{DEEP}</w:document>"}), "too deep"),
        (zipped({"word/document.xml": "<x/>"} | {f"part{at}": "" for at in range(2_000)}), "2001 parts"),
        (zipped({"word/document.xml": "<x/>", "../outside.xml": ""}), "leads out of it"),
        (zipped({"word/document.xml": "<x/>", "C:\\outside.xml": ""}), "leads out of it"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_one_line(data, reason):
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        read_docx(data)

    assert "\n" not in str(caught.value)
