"""Nothing closed comes out of the gate, and nothing open is kept in."""

import logging
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.indexing import index_corpus
from papersearch.model import Council, Line, Part, PartHint, SourceFile
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile, find_files
from papersearch.papers.folding import fold
from papersearch.papers.gate import judge
from papersearch.papers.labelling import OPEN_WORDS
from papersearch.query import SearchRequest, parse_query

PLANTED = "zanzibarite"
COUNCIL = Council(slug="saltmere", name="Saltmere Council")


def part_of(text, hint=PartHint.WHOLE):
    lines = tuple(Line(number=at, text=line) for at, line in enumerate(text.split("\n"), 1))
    return Part(lines=lines, hint=hint)


def file_of(council=COUNCIL, supplied=(), *, restricted=False):
    return SourceFile(
        path="saltmere/paper.txt",
        council=council,
        digest="",
        sha256="",
        supplied=dict(supplied),
        restricted=restricted,
    )


def judged(text, *, heads=(), hint=PartHint.WHOLE, **stated):
    return judge(part_of(text, hint), file_of(**stated), heads)


def open_text(outcome):
    return "" if outcome.part is None else "\n".join(line.text for line in outcome.part.lines)


def report(head, body=f"1. The {PLANTED} is to be sold."):
    return f"{head}\nReport title:\tSale of the {PLANTED}\nFrom:\tHead of Property\n\nRECOMMENDATIONS\n\n{body}"


CLOSED = {
    "a label": report("Item No. 9.\tClassification: Exempt\tDate: 4 March 2020\tMeeting Name: Cabinet"),
    "a label in another word": report("Classification: Closed"),
    "odd spaces": report("Classification  :   E x e m p t"),
    "tabs": report("Classification:\t\tConfidential\t"),
    "no blank": report("Classification:Restricted"),
    "spaced letters": report("C L A S S I F I C A T I O N :  E X E M P T"),
    "capitals": report("CLASSIFICATION: EXEMPT"),
    "small letters": report("classification: exempt"),
    "Cyrillic letters": report("Сlаssіfісаtіоn: Ехеmрt"),
    "Greek letters": report("Clαssificαtiοn: Εxempt"),
    "full-width letters": report("Ｃｌａｓｓｉｆｉｃａｔｉｏｎ：Ｅｘｅｍｐｔ"),
    "zero-width characters": report("Classi\u200bfication: Ex\u00adempt"),
    "bold marks": report("**Classification:** **Exempt**"),
    "an empty value": report("Item No. 9.\tClassification:\tDate: 4 March 2020"),
    "an empty value at the end": report("Classification:"),
    "a misspelt value": report("Classification: Opne"),
    "a doubtful value": report("Classification: Open, with an exempt appendix"),
    "an unknown value": report("Classification: Amber"),
    "the value on the next line": report("Classification:\nExempt\nDate:\n4 March 2020"),
    "the value after a blank line": report("Classification:\n\nExempt\n\nDate:\n\n4 March 2020"),
    "the value in the cell below": report("Committee\tDate\tClassification\tItem No.\nCabinet\t4 March 2020\tExempt\t9"),
    "a label without a colon": report("Classification Exempt"),
    "a label in a table cell": report("Item No. 9\tClassification\tExempt\tDate 4 March 2020"),
    "a label after other words": report("Ward: All Classification: Exempt"),
    "a label far down": report("Meeting: Cabinet") + "\n\nText.\n" * 40 + "\nClassification: Exempt\n",
    "a security marking": report("Protective marking: OFFICIAL - SENSITIVE"),
    "public or private": report("Public or Private: Private"),
    "an answered question": report("Is this report exempt?\tYes"),
    "an answered label": report("Exempt information:\tYes - paragraph 3"),
    "a status": report("Status: Exempt\nMeeting: Cabinet"),
    "a banner": f"NOT FOR PUBLICATION\n\n{report('Meeting: Cabinet')}",
    "a banner with its ground": f"Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A\n\n{report('Meeting: Cabinet')}",
    "a banner of one word": f"EXEMPT\n\n{report('Meeting: Cabinet')}",
    "a banner in brackets": f"[Confidential]\n\n{report('Meeting: Cabinet')}",
    "a banner in the middle": report("Meeting: Cabinet", f"1. A.\n\nNOT FOR PUBLICATION\n\n2. {PLANTED}"),
    "a banner in capitals far down": report("Meeting: Cabinet", "1. A.\n" * 30 + f"CONFIDENTIAL\n{PLANTED}"),
    "by virtue of": f"By virtue of paragraph(s) 1, 2 of Part 1 of Schedule 12A of the Local Government Act 1972\n{PLANTED}",
    "a banner over two lines": f"This report is not for\npublication by virtue of paragraph 3\n\n{PLANTED}",
    "Document is Restricted": f"Document is Restricted\n{PLANTED}",
    "private and confidential": f"STRICTLY PRIVATE AND CONFIDENTIAL\n\n{PLANTED}",
    "an exempt appendix": f"Exempt Appendix 2\n\nValuation of the {PLANTED}",
    "OFFICIAL-SENSITIVE": f"OFFICIAL-SENSITIVE\n\nThe {PLANTED} report.",
    "a closed title": f"Report title: Confidential - the {PLANTED}\nMeeting: Cabinet",
    "a cell of the head": f"Item 9\tEXEMPT\t4 March 2020\nThe {PLANTED}",
    "closed minutes": f"CLOSED MINUTES\n\n1. {PLANTED}",
    "minutes of the closed section": f"MINUTES of the CLOSED section of the Cabinet held on 4 March 2020\n\n1. THE {PLANTED}",
    "Part 2": f"PART 2 - EXEMPT REPORTS\n\nThe {PLANTED}.",
    "Part II": f"Part II (private)\n\nThe {PLANTED}.",
    "Part B": f"PART B – CLOSED BUSINESS\n\nThe {PLANTED}.",
    "Part 2 in the absence of the public": f"PART TWO: ITEMS IN THE ABSENCE OF THE PRESS AND PUBLIC\n\nThe {PLANTED}.",
}  # fmt: skip


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED)
def test_what_is_closed_does_not_go_on(text):
    outcome = judged(text)

    assert PLANTED not in open_text(outcome).casefold()
    assert outcome.withheld


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED)
def test_the_reason_holds_no_word_of_what_is_closed(text):
    reasons = " ".join(one.reason for one in judged(text).withheld)

    assert PLANTED not in reasons.casefold()
    assert reasons.startswith("withheld: ")


LONG = "1. A.\n" * 10
MINUTES = "MINUTES of the OPEN section of the Cabinet held on 4 March 2020\n\n"
OPEN = {
    "an open label": report("Item No. 9.\tClassification: Open\tDate: 4 March 2020\tMeeting Name: Cabinet"),
    "public": report("Classification: Public"),
    "unrestricted": report("Classification: Unrestricted"),
    "OFFICIAL": report("Security Classification: OFFICIAL"),
    "OFFICIAL in the margin": f"OFFICIAL\n\n{PLANTED}",
    "not exempt": report("Classification: Not exempt"),
    "Part 1": report("Classification: Part 1 - Public"),
    "the value on the next line": report("Classification:\nOpen\nDate: 4\nMarch 2020"),
    "the value in the cell below": report("Committee\tDate\tClassification\tItem No.\nCabinet\t4 March 2020\tOpen\t9"),
    "no exempt information": report("Exempt information:\tNone"),
    "an exempt appendix that is not here": report("Exempt information:\tAppendix 2 is exempt under paragraph 3"),
    "a question answered no": report("Is this report exempt?\tNo"),
    "another status": report("Status: Final\nMeeting: Cabinet"),
    "the standing motion": f"""{PLANTED}

EXCLUSION OF PRESS AND PUBLIC

The following motion should be moved, seconded and approved if the sub-committee wishes to exclude the press and public to deal with reports revealing exempt information:

"That the public be excluded from the meeting for the following items of business on the grounds that they involve the likely disclosure of exempt information as defined in paragraphs 1-7, Access to Information Procedure rules."

ANY OTHER CLOSED BUSINESS AS NOTIFIED AT THE START OF THE MEETING AND ACCEPTED BY THE CHAIR AS URGENT.""",
    "PART A - OPEN BUSINESS": f"	PART A - OPEN BUSINESS	\n1.	APOLOGIES	\n2.	{PLANTED}",
    "the open section": f"{MINUTES}1. {PLANTED}",
    "a resolution to exclude": f"{MINUTES}7. {PLANTED}\n\nNoted.\n\n8. EXCLUSION OF THE PRESS AND PUBLIC\n\nRESOLVED: That the public be excluded for item 9, as it is likely that exempt information as defined in paragraph 3 of Schedule 12A would be disclosed.",
    "a decision page that resolves to exclude": f"Decision details\n\nExclusion of the Press and Public\n\nDecision Maker: Cabinet\n\nDecisions:\n\nThat the press and public be excluded during item 9 because of the likely disclosure of exempt information by virtue of paragraph 3.\n{PLANTED}",
    "prose about an appendix": f"{MINUTES}5. {PLANTED}\n\nThe Chair reminded members that Appendix B was not for publication because it held exempt information.",
    "paragraphs of Schedule 12A": f"ACCESS TO INFORMATION\n\nExempt information is described in Schedule 12A of the Local Government Act 1972:\n1. Information relating to any individual.\n2. Information which is likely to reveal the identity of an individual.\n3. Information relating to the financial or business affairs of any particular person.\n\n{PLANTED}",
    "a heading with nothing under it": report("Meeting: Cabinet", f"1. {PLANTED}\n\nEXEMPT INFORMATION\n\nNone."),
    "a heading in a code of conduct": report("Meeting: Standards Committee", LONG + f"1. {PLANTED}\n\nConfidential information\n\nMembers must not disclose it."),
    "a road": report("Meeting: Cabinet", f"1. {PLANTED}\n\nRoad classification: B road"),
    "a table": report("Meeting: Cabinet", "1. A.\n" * 30 + f"Site\tClassification\tHomes\nMill Lane\tBrownfield\t12\n{PLANTED}"),
    "exempt accommodation": f"Report title: Exempt accommodation: quality and rents\nMeeting: Housing Committee\n\n1. {PLANTED}",
    "private renting": report("Meeting: Cabinet", LONG + f"1. {PLANTED}\n\nPrivate\n\nRents rose by 6%."),
    "a list of appendices": report("Meeting: Cabinet", f"1. {PLANTED}\n\nAPPENDICES\n\nAppendix A - Plan\nAppendix B - Valuation (exempt under paragraph 3)"),
    "a sentence that begins so": report("Meeting: Cabinet", f"1. {PLANTED}\n\nExempt items of the capital programme were agreed in July."),
    "a page that says something is restricted": f"Agenda item\n\nSale of {PLANTED}\n\nMinutes:\n\nThe report was noted.\n\nReason restricted: By virtue of paragraph 3",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_is_open_goes_on_whole(text):
    part = part_of(text)

    outcome = judge(part, file_of())

    assert outcome.part == part
    assert outcome.withheld == ()


def test_a_closed_part_inside_an_open_paper_ends_at_the_next_open_part():
    text = f"{MINUTES}1. LAMPS\n\nPART B - CLOSED BUSINESS\n\n2. THE {PLANTED}\n\nPART A - OPEN BUSINESS\n\n3. DRAINS"

    outcome = judged(text)

    assert PLANTED not in open_text(outcome)
    assert "LAMPS" in open_text(outcome)
    assert "DRAINS" in open_text(outcome)
    assert [one.rule for one in outcome.withheld] == ["closed part"]
    assert not outcome.ends_closed


def test_of_an_exempt_row_of_an_agenda_only_the_title_goes_on():
    text = f"""Cabinet
Tuesday 3 March 2020
5.00 pm
Agenda
Item No.	Title	Page No.
1.	APOLOGIES
2.	LAMPS	1 - 4
3.	SALE OF MILL LANE
	Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A
	Report on the {PLANTED}
4.	DRAINS	5 - 9"""

    outcome = judged(text)

    assert PLANTED not in open_text(outcome)
    assert "SALE OF MILL LANE" in open_text(outcome)
    assert "DRAINS" in open_text(outcome)


def test_a_report_after_a_closed_one_goes_on_only_if_it_is_plainly_open():
    silent = "Report to: Cabinet\nDate: 3 March 2020\nTitle: Lamps\n\n1. Lamps."

    assert judge(part_of(silent), file_of(), follows_closed=True).part is None
    assert judge(part_of(f"Classification: Open\n{silent}"), file_of(), follows_closed=True).part is not None
    assert judge(part_of(silent), file_of()).part is not None


def test_a_closed_agenda_part_does_not_close_the_papers_of_the_pack():
    text = (
        "Cabinet\nTuesday 3 March 2020\nAgenda\nItem No.\tTitle\tPage No.\n1.\tLAMPS\n\tPART B - CLOSED BUSINESS\n2.\tX"
    )

    outcome = judged(text, hint=PartHint.AGENDA)

    assert outcome.withheld
    assert not outcome.ends_closed


@pytest.mark.parametrize("head", ["EXEMPT", "NOT FOR PUBLICATION", "Official - Sensitive", "Classification: Exempt", "CONFIDENTIAL REPORT"])  # fmt: skip
def test_a_running_head_closes_the_file(head):
    outcome = judged(f"Lamps\n\n{PLANTED}", heads=("Cabinet, 3 March 2020", head))

    assert outcome.part is None


@pytest.mark.parametrize("head", ["OFFICIAL", "Page 4", "Cabinet - 3 March 2020", "Classification: Open"])
def test_another_running_head_closes_nothing(head):
    assert judged(f"Lamps\n\n{PLANTED}", heads=(head,)).part is not None


def test_only_a_closed_label_is_released_by_a_sidecar():
    open_sidecar = {"classification": "open"}

    assert judged(report("Classification: Opne"), supplied=open_sidecar).part is not None
    assert judged("NOT FOR PUBLICATION\n\nText.", supplied=open_sidecar).part is None
    assert judged("Text.", supplied=open_sidecar, restricted=True).part is None


@pytest.mark.parametrize("value", ["exempt", "closed", "", "opne"])
def test_a_sidecar_that_does_not_say_open_closes(value):
    assert judged("Text.", supplied={"classification": value}).part is None


def test_a_council_may_have_its_own_label_and_open_words():
    council = Council(
        slug="saltmere", name="Saltmere", gate_labels=("Report category",), open_words=("For general release",)
    )

    assert judged("Report category: For General Release\nText.", council=council).part is not None
    assert judged("Classification: For general release\nText.", council=council).part is not None
    assert judged("Report category: Members only\nText.", council=council).part is None
    assert judged("Report category: Members only\nText.").part is not None


@pytest.mark.parametrize("value", ["Exempt", "Opne", "Open", "part 2"])
def test_the_reason_names_a_value_that_is_a_gate_word(value):
    (withheld,) = judged(
        f"Classification: {value}!x" if value == "Open" else f"Classification: {value}\nText."
    ).withheld

    assert "sidecar" in withheld.reason
    assert (f"'{value.casefold()}'" in withheld.reason) is (value != "Open")


GATE_WORDS = st.sampled_from(["exempt", "confidential", "restricted", "private", "not for publication", "closed"])
SPACES = st.text(alphabet=" \t\u00a0\u2003\u200b", max_size=4)


@given(
    value=GATE_WORDS,
    before=SPACES,
    between=SPACES,
    after=SPACES,
    case=st.sampled_from([str.upper, str.title, str.lower]),
)
def test_no_spacing_or_case_opens_a_closed_label(value, before, between, after, case):
    outcome = judged(f"Item 9\n{before}{case('classification')}{between}:{after}{case(value)}{after}\n{PLANTED}")

    assert outcome.part is None


@given(st.text(max_size=300))
def test_folding_and_judging_take_any_text(text):
    part = part_of(text)

    outcome = judge(part, file_of())

    assert fold(fold(text)) == fold(text)
    assert outcome.part is None or set(outcome.part.lines) <= set(part.lines)


@given(st.sampled_from(OPEN_WORDS), st.sampled_from([str.upper, str.title, str.lower]))
def test_each_open_word_opens(word, case):
    assert judged(f"Classification: {case(word)}\nDate: 3 March 2020\nText.").part is not None


# end to end


PARTS = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx_with_header(header, text):
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PARTS}/content-types"><Default Extension="xml" ContentType="{KIND}"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        archive.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", relations(header="header1.xml"))
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{paragraph(text)}</w:body></w:document>")
        archive.writestr("word/header1.xml", f"<w:hdr {WORD}>{paragraph(header)}</w:hdr>")
    return content.getvalue()


def relations(**targets):
    rows = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PARTS}/relationships">{rows}</Relationships>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus" / "saltmere"
    folder.mkdir(parents=True)
    (folder / "council.toml").write_text('name = "Saltmere Council"\nrestrict = ["secret-*"]\n', encoding="utf-8")
    for at, text in enumerate(CLOSED.values()):
        (folder / f"closed-{at:02}.txt").write_text(text, encoding="utf-8")
    (folder / "header.docx").write_bytes(docx_with_header("EXEMPT - NOT FOR PUBLICATION", f"The {PLANTED}."))
    (folder / "secret-sale.txt").write_text(f"Sale of the {PLANTED}.", encoding="utf-8")
    (folder / "restricted.txt").write_text(f"Sale of the {PLANTED}.", encoding="utf-8")
    (folder / "restricted.txt.toml").write_text("restricted = true\n", encoding="utf-8")
    (folder / "pack.txt").write_text(
        "Report to: Cabinet\nDate: 3 March 2020\nTitle: Lamps in Quay Lane\n\n1. Summary\n1.1 Lampposts will be painted.\n\n"
        "Item No. 7.\tClassification: Exempt\tDate: 3 March 2020\tMeeting Name: Cabinet\n"
        f"Report title:\tThe {PLANTED}\t\nFrom:\tHead of Property\n\nRECOMMENDATIONS\n\n1. Sell the {PLANTED}.\n\n"
        "Item No. 8.\tClassification: Open\tDate: 3 March 2020\tMeeting Name: Cabinet\n"
        "Report title:\tDrains\t\nFrom:\tHead of Highways\n\nRECOMMENDATIONS\n\n1. Gullies will be cleaned.\n",
        encoding="utf-8",
    )
    (folder / "neighbour.txt").write_text("A note on ferries.\n\nThe ferry runs on Sundays.\n", encoding="utf-8")
    return tmp_path / "corpus"


def test_a_planted_word_is_nowhere_after_a_run(corpus, tmp_path, caplog):
    engine = MemoryEngine()
    caplog.set_level(logging.DEBUG)

    outcome = index_corpus(corpus, engine, tmp_path / "index", today=date(2026, 11, 21))
    reader = engine.reader()

    kept = [repr(card) for card in reader.cards()]
    kept += [repr(passage) for card in reader.cards() for passage in reader.passages_of(card.id)]
    written = [
        path.read_text(encoding="utf-8", errors="replace") for path in (tmp_path / "index").rglob("*") if path.is_file()
    ]
    assert not [text for text in [*kept, *written, caplog.text, repr(outcome)] if PLANTED in text.casefold()]
    assert reader.search(SearchRequest(query=parse_query(PLANTED).node)).items == 0
    assert not [word for word, _ in reader.vocabulary("zanz")]


def test_each_closed_file_is_listed_and_the_open_parts_are_there(corpus, tmp_path):
    engine = MemoryEngine()

    outcome = index_corpus(corpus, engine, tmp_path / "index", today=date(2026, 11, 21))
    titles = {card.title for card in engine.reader().cards()}

    listed = {row.path for row in outcome.quarantined}
    assert {f"saltmere/closed-{at:02}.txt" for at in range(len(CLOSED))} <= listed
    assert {
        "saltmere/header.docx",
        "saltmere/secret-sale.txt",
        "saltmere/restricted.txt",
        "saltmere/pack.txt",
    } <= listed
    assert {"Lamps in Quay Lane", "Drains", "A note on ferries."} <= titles
    assert all(row.reason.startswith("withheld: ") for row in outcome.quarantined)


def test_the_sample_corpus_has_no_false_alarm():
    corpus = Path(__file__).parents[1] / "corpus"
    files = [one for one in find_files(corpus) if isinstance(one, FoundFile)]

    withheld = {file.source.path: read_papers(file).withheld for file in files}

    assert [path for path, closed in withheld.items() if closed] == [
        "kelbourne/cabinet/2019-09-17_cabinet_report_item-16_mill-lane-depot.txt"
    ]
