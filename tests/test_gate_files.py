"""A marking closes its file wherever a page, a Word file or a PDF carries it, and its words are nowhere after a run."""

from datetime import date

import pytest
from printing import PrintedPage, pdf
from wording import paragraph, run, table, word_file

from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.indexing import index_corpus
from papersearch.query import SearchRequest, parse_query

PLANTED = "zanzibarite"
SALE = f"The {PLANTED} is to be sold to the highest bidder before the summer."
BOX = f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('NOT FOR PUBLICATION')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def page(body="", head="", frame=""):
    return f"<html><head>{head}</head><body>{frame}<main><h1>Sale of land</h1>{body}<p>{SALE}</p></main></body></html>".encode()


def word(*body, **parts):
    return word_file(*body, paragraph("Sale of land"), paragraph(SALE), **parts)


def printed(*marks, pages=1, **said):
    made = [PrintedPage().lines(72, 150, "Sale of land", SALE) for _ in range(pages)]
    for one in made:
        for left, top, words in marks:
            one.text(left, top, words)
    return pdf(*made)


CLOSED = {
    "title.html": page(head="<title>Exempt report</title>"),
    "meta.html": page(head='<meta name="classification" content="Exempt">'),
    "description.html": page(head='<meta name="description" content="NOT FOR PUBLICATION">'),
    "alt.html": page('<img src="stamp.png" alt="This report is exempt">'),
    "header.html": page(frame="<header><p>Not for publication</p></header>"),
    "footer.html": page(frame="<footer>CONFIDENTIAL</footer>"),
    "hidden.html": page('<p class="visually-hidden">Not for publication</p>'),
    "cells.html": page("<table><tr><td>Classification</td><td>Exempt</td></tr></table>"),
    "stacked.html": page("<table><tr><th>Item</th><th>Classification</th></tr><tr><td>9</td><td>Exempt</td></tr></table>"),
    "terms.html": page("<dl><dt>Classification:</dt><dd>Exempt</dd></dl>"),
    "spans.html": page("<p><span>Classi</span><span>fication:</span> <b>Ex</b><i>empt</i></p>"),
    "entities.html": page("<p>Classification&colon;&nbsp;&#69;xemp&#116;</p>"),
    "twice.html": page("<p>NOT&amp;nbsp;FOR&amp;nbsp;PUBLICATION</p>"),
    "lines.html": page("<p>Classification:<br>Exempt</p>"),
    "list.html": page("<ul><li>Item 9</li><li>Classification: Exempt</li></ul>"),
    "caption.html": page("<figure><figcaption>NOT FOR PUBLICATION</figcaption></figure>"),
    "form.html": page("<form><table><tr><td>Exempt:</td><td>Yes</td></tr></table></form>"),
    "front.md": f"---\ntitle: Sale\nclassification: exempt\n---\n\n{SALE}\n".encode(),
    "front-yes.md": f"---\ntitle: Sale\nconfidential: true\n---\n\n{SALE}\n".encode(),
    "heading.md": f"# Sale of land\n\n## **NOT FOR PUBLICATION**\n\n{SALE}\n".encode(),
    "table.md": f"| Item | Classification |\n|---|---|\n| 9 | Exempt |\n\n{SALE}\n".encode(),
    "wide.txt": f"Classification: Exempt\n\n{SALE}\n".encode("utf-16"),
    "marked.txt": f"\ufeffClassi\u200bfication\u00a0: Ex\u00adempt\n\n{SALE}\n".encode(),
    "head.docx": word(header=paragraph("EXEMPT")),
    "foot.docx": word(footer=paragraph("Not for publication by virtue of paragraph 3")),
    "runs.docx": word(paragraph(run("Classi"), run("fication"), run(": Ex"), run("empt"))),
    "cells.docx": word(table(("Item 9", "Classification", "Exempt"))),
    "below.docx": word(table(("Item", "Classification"), ("9", "Exempt"))),
    "box.docx": word(BOX),
    "note.docx": word(footnotes=f'<w:footnote w:id="2">{paragraph("x")}</w:footnote>', header=paragraph("PRIVATE AND CONFIDENTIAL")),
    "category.docx": word(more={"docProps/core.xml": f"<cp {CORE}><category>Exempt</category></cp>"}.items()),
    "property.docx": word(more={"docProps/custom.xml": '<p><property name="Classification"><v>Closed</v></property></p>'}.items()),
    "top.pdf": printed((72, 40, "EXEMPT")),
    "tops.pdf": printed((72, 40, "NOT FOR PUBLICATION"), pages=4),
    "feet.pdf": printed((72, 815, "Official - Sensitive"), pages=4),
    "foot.pdf": printed((72, 815, "NOT FOR PUBLICATION")),
    "label.pdf": printed((72, 90, "Classification:"), (200, 90, "Exempt")),
    "labels.pdf": printed((72, 90, "Classification:"), (72, 104, "Exempt")),
    "EXEMPT report.txt": SALE.encode(),
    "Appendix B (exempt).txt": SALE.encode(),
    "confidential_appendix_2.html": page(),
    "Cabinet-minutes-NOT-FOR-PUBLICATION.txt": SALE.encode(),
    "part-2-exempt-pack.txt": SALE.encode(),
    "exempt/sale.txt": SALE.encode(),
    "Confidential papers/sale.txt": SALE.encode(),
    "beside.txt": SALE.encode(),
    "beside.txt.toml": b"restricted = true\n",
    "named.txt": SALE.encode(),
    "named.txt.toml": b'classification = "exempt"\n',
    "comment.html": page("<!-- Classification: Exempt -->"),
    "data.html": page('<div data-classification="exempt">Item 9</div>'),
    "tip.html": page('<div title="Not for publication">Item 9</div>'),
    "linked.html": page('<script type="application/ld+json">{"classification": "Exempt"}</script>'),
    "drawn.html": page("<svg><text>NOT FOR PUBLICATION</text></svg>"),
    "field.html": page('<input name="classification" value="Exempt">'),
    "noscript.html": page("<noscript>NOT FOR PUBLICATION</noscript>"),
    "template.html": page("<template>Classification: Exempt</template>"),
    "frame.html": page('<iframe srcdoc="NOT FOR PUBLICATION"></iframe>'),
    "styled.html": page(head='<style>body::before { content: "NOT FOR PUBLICATION" }</style>'),
    "summary.html": page("<details><summary>Classification</summary>Exempt</details>"),
    "raised.html": page("<p>N<sup>O</sup>T F<sub>O</sub>R PUBLICATION</p>"),
    "comment.md": f"<!-- NOT FOR PUBLICATION -->\n\n# Sale\n\n{SALE}\n".encode(),
    "reference.md": f"[Classification]: # (Exempt)\n\n# Sale\n\n{SALE}\n".encode(),
    "front-public.md": f"---\ntitle: Sale\npublic: false\n---\n\n{SALE}\n".encode(),
    "split.docx": word(paragraph("NOT FOR"), paragraph("PUBLICATION")),
    "vanished.docx": word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Classification: Exempt</w:t></w:r></w:p>"),
    "custom.docx": word(more={"customXml/item1.xml": "<p><Classification>Exempt</Classification></p>"}.items()),
    "head-table.docx": word(header=table(("Cabinet", "EXEMPT"))),
    "tabbed.docx": word("<w:p><w:r><w:t>Classification</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>Exempt</w:t></w:r></w:p>"),
    "split.pdf": printed((72, 90, "NOT FOR"), (72, 104, "PUBLICATION")),
    "middle.pdf": printed((300, 421, "EXEMPT")),
    "rows.pdf": printed((72, 90, "Item 9"), (160, 90, "Classification:"), (160, 104, "Exempt")),
    "08 Appendix 3 - Exempt Financials.txt": SALE.encode(),
    "Confidential - sale.txt": SALE.encode(),
    "NFP sale.txt": SALE.encode(),
    "sale_EXEMPT_final_v2.txt": SALE.encode(),
    "Pink report.txt": SALE.encode(),
}  # fmt: skip
OPEN = {
    "padlock.html": page('<img src="lock.gif" alt="Restricted">'),
    "public.html": page(head='<title>Public reports pack</title><meta name="classification" content="Public">'),
    "seo.html": page(head='<meta name="description" content="Exempt accommodation in the borough">'),
    "menu.html": page(frame="<header><ul><li>Confidential helpline</li><li>Private hire</li></ul></header>"),
    "open.docx": word(header=paragraph("OPEN")),
    "open.pdf": printed((72, 40, "Cabinet 3 March 2020 - PUBLIC"), pages=3),
    "exempt-accommodation.txt": SALE.encode(),
    "restricted-parking-zones.txt": SALE.encode(),
    "confidential helpline.txt": SALE.encode(),
    "private-hire-report.txt": SALE.encode(),
    "tax exempt status.txt": SALE.encode(),
    "agenda.html": page('<a title="Appendix 2 - Not for publication" href="mgReasonsRestricted.aspx?OID=9">Appendix 2</a>'),
    "script.html": page('<script>var page = {classification: "council-website", restricted: false}</script>'),
    "comments.html": page("<!-- Private hire --><!-- restricted width -->"),
    "NON-EXEMPT report.txt": SALE.encode(),
    "Minutes - private rented homes.txt": SALE.encode(),
    "appendix 2 private rented homes.txt": SALE.encode(),
    "front-no.md": f"---\ntitle: Sale\nconfidential: false\n---\n\n{SALE}\n".encode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def index_run(tmp_path_factory):
    """Runs over a folder of these files: the report, the reader and the folder of the index."""

    def over(files):
        folder = tmp_path_factory.mktemp("gate")
        council = folder / "corpus" / "saltmere"
        for name, content in files.items():
            place = council / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        engine = WhooshEngine(folder / "index")
        report = index_corpus(folder / "corpus", engine, folder / "index", today=date(2026, 11, 21))
        return report, engine.reader(), folder / "index"

    return over


def hits(reader):
    return reader.search(SearchRequest(query=parse_query(PLANTED).node)).items


def test_no_word_of_a_marked_file_is_anywhere_after_a_run(index_run):
    report, reader, index = index_run(CLOSED)

    listed = {row.path.removeprefix("saltmere/") for row in report.quarantined if row.reason.startswith("withheld: ")}
    held = [path for path in index.rglob("*") if path.is_file() and PLANTED.encode() in path.read_bytes().lower()]
    assert {name for name in CLOSED if not name.endswith(".toml")} - listed == set()
    assert held == []
    assert hits(reader) == 0
    assert not [word for word, _ in reader.vocabulary("zanz")]


def test_each_file_that_only_looks_marked_is_found(index_run):
    report, reader, _ = index_run(OPEN)

    assert [row.path for row in report.quarantined] == []
    assert hits(reader) == len(OPEN)
