"""Makes files that mean harm, and says of each what must become of it."""

import io
import os
import random
import zipfile
import zlib
from dataclasses import dataclass

INDEXED, LISTED = "indexed", "listed"
"""Its word is found by a search, or it stands in the quarantine list with its reason."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: its name in the council's folder, its bytes, what must become of it, and the word it holds if it is read."""

    name: str
    content: bytes
    outcome: str
    word: str = ""
    sidecar: bytes | None = None


def hostile_files(scale=1):
    """All kinds; `scale` multiplies the sizes of floods."""
    made = [*_empty(), *_encodings(), *_pages(scale), *_floods(scale), *_word_files(scale), *_pdfs(scale)]
    made += [*_names(), *_sidecars(), *_payloads()]
    return [_with_word(one) for one in made]


def good_files():
    """Neighbours that must all be found."""
    texts = {
        "minutes.txt": "MINUTES of the Cabinet held on 4 March 2020 at 2.00 pm\n\nPRESENT: Councillor Ann Lee\n\n1. LAMPS\n\nThe {} was noted.\n",
        "report.txt": "Report to: Cabinet\nDate: 4 March 2020\nTitle: Lamps\n\n1. Summary\n1.1 The {} is to be mended.\n",
        "decision.txt": "Decision details\n\nLamps\n\nDecision Maker: Cabinet\n\nDate of decision: 04/03/2020\n\nDecisions:\n\nThat the {} be mended.\n",
        "page.html": "<html><body><main><h1>Lamps</h1><p>The {} is to be mended.</p></main></body></html>",
        "note.md": "# Lamps\n\nThe {} is to be mended.\n",
    }
    return [
        Hostile(f"good-{at}-{name}", text.replace("{}", f"neighbour{at}x").encode(), INDEXED, f"neighbour{at}x")
        for at, (name, text) in enumerate([*texts.items()] * 4)
    ]


def _with_word(one):
    word = "w" + format(zlib.crc32(one.name.encode("utf-8", "surrogateescape")), "x").translate(_LETTERS)
    content = one.content
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be", "utf-8"):
        content = content.replace("WORD".encode(encoding), word.encode(encoding))
    return Hostile(one.name, content, one.outcome, word, one.sidecar)


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def _empty():
    yield Hostile("empty.txt", b"", LISTED)
    yield Hostile("empty.html", b"", LISTED)
    yield Hostile("empty.pdf", b"", LISTED)
    yield Hostile("empty.docx", b"", LISTED)
    yield Hostile("blanks.txt", b" \n\t\n\xc2\xa0\n" * 50, LISTED)
    yield Hostile("nuls.txt", b"\0" * 5000, LISTED)
    yield Hostile("nuls.html", b"\0" * 5000, LISTED)
    yield Hostile("half-nuls.txt", b"\0\0\0a" * 2000 + b"\0", LISTED)
    yield Hostile(
        "one-nul.txt",
        b"A note.\n\nThe WORD\0 is here, and there is more of it to read, a whole paragraph of words that goes on.\n"
        * 40,
        INDEXED,
    )
    yield Hostile("mark-only.txt", b"\xef\xbb\xbf", LISTED)
    yield Hostile("no-words.txt", b"--- *** 123 ???\n" * 20, LISTED)
    yield Hostile("no-words.html", b"<html><body><img src=x><hr></body></html>", LISTED)
    for ending in ("txt", "html", "md", "pdf", "docx", "aspx", ""):
        noise = random.Random(ending).randbytes(20_000)  # noqa: S311 - noise, not a secret
        yield Hostile(f"noise.{ending}".rstrip("."), noise, LISTED)
    yield Hostile("program.exe", b"MZ" + b"\0" * 500, LISTED)
    yield Hostile("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, LISTED)
    yield Hostile("error.html", b"<html><body><h1>Page not found</h1><p>404</p></body></html>", LISTED)


def _encodings():
    text = "A note.\n\nThe WORD costs £400 – a lot.\n\nThere is a second paragraph of plain words here.\n"
    for name in ("utf-16", "utf-32", "utf-8-sig"):
        yield Hostile(f"encoded-{name}.txt", text.encode(name), INDEXED)
    for name in ("utf-16-le", "utf-16-be"):
        yield Hostile(f"unmarked-{name}.txt", text.replace("£", "").replace("–", "-").encode(name), INDEXED)
    yield Hostile("cp1252.txt", text.encode("cp1252"), INDEXED)
    yield Hostile("mixed.txt", text.encode() + b"\xa3500 \x96 and \x80600\n" + "€700 WORD".encode(), INDEXED)
    yield Hostile("cut.txt", text.encode() + "£".encode()[:1], INDEXED)
    yield Hostile("overlong.txt", text.encode() + b"\xc0\xaf\xe0\x80\xaf\xed\xa0\x80", INDEXED)
    yield Hostile(
        "controls.txt", b"A note.\n\nThe WORD \x07rings\x1b[31m and \x9b0m goes on for a while.\n" * 30, INDEXED
    )
    yield Hostile("only-controls.txt", b"\x01\x02\x03\x04\x05\x06\x07" * 500, LISTED)
    yield Hostile("bidi.txt", "A note.\n\nThe \u202eWORD\u202c \u2066is\u2069 here.\n".encode(), INDEXED)
    yield Hostile("combining.txt", ("A note.\n\nWORD " + "e" + "\u0301" * 50_000 + "\n").encode(), INDEXED)
    yield Hostile(
        "separators.txt", "A note.\n\nMore.\u2028The WORD is here.\u2029More.\x0cMore.\x85More.".encode(), INDEXED
    )
    yield Hostile("old-mac.txt", b"A note.\r\rThe WORD is here.\rAnd more.\r", INDEXED)
    page = b'<html><head><meta charset="%s"></head><body><p>The WORD is here: caf\xc3\xa9.</p></body></html>'
    for name in (b"utf-16", b"utf-7", b"x-user-defined", b"nonsense", b"shift_jis"):
        yield Hostile(f"charset-{name.decode()}.html", page % name, INDEXED)
    yield Hostile("marked-utf-16.html", "<html><body><p>The WORD is here.</p></body></html>".encode("utf-16"), INDEXED)


def _pages(scale):
    many = int(20_000 * scale)
    yield Hostile("deep.html", b"<div>" * many + b"<p>The WORD is here.</p>" + b"</div>" * many, INDEXED)
    yield Hostile("deep-inline.html", b"<p>" + b"<b>" * many + b"The WORD is here." + b"</b>" * many, INDEXED)
    yield Hostile("deep-lists.html", b"<ul><li>" * (many // 20) + b"The WORD is here.", INDEXED)
    yield Hostile("deep-tables.html", b"<table><tr><td>" * 500 + b"The WORD is here.", LISTED)
    yield Hostile("nested-tables.html", b"<table><tr><td>" * 50 + b"The WORD is here.", INDEXED)
    yield Hostile("unclosed.html", b"<p>word " * many + b"<p>The WORD is here.", INDEXED)
    attributes = b"".join(b" a%d='x'" % at for at in range(many))
    yield Hostile("attributes.html", b"<p" + attributes + b">The WORD is here.</p>", INDEXED)
    yield Hostile("comments.html", b"<!-- x -->" * many + b"<p>The WORD is here.</p>", INDEXED)
    yield Hostile("angles.html", b"<p>The WORD is here.</p>" + b"<" * many * 5, INDEXED)
    yield Hostile("ampersands.html", b"<p>The WORD is here." + b"&" * many * 5 + b"</p>", INDEXED)
    yield Hostile("entity.html", b"<p>The WORD is here: &#" + b"9" * 5000 + b"; &#x110000; &#0; &bogus;</p>", INDEXED)
    yield Hostile("open-tag.html", b"<p>The WORD is here.</p><a href='" + b"x" * many, INDEXED)
    yield Hostile("open-comment.html", b"<p>The WORD is here.</p><!-- " + b"x" * many, INDEXED)
    yield Hostile("open-script.html", b"<p>The WORD is here.</p><script>" + b"x" * many, INDEXED)
    yield Hostile(
        "cells.html", b"<table><tr>" + b"<td>c</td>" * many + b"</tr></table><p>The WORD is here.</p>", INDEXED
    )
    yield Hostile("rows.html", b"<table>" + b"<tr><td>a<td>b" * many + b"</table><p>The WORD is here.</p>", INDEXED)
    yield Hostile("image.html", b"<img src='data:;base64," + b"A" * many * 20 + b"'><p>The WORD is here.</p>", INDEXED)
    yield Hostile("numbers.html", b"<ol start='99999999999999999999'><li value='-1'>The WORD is here.</ol>", INDEXED)
    entities = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
    )
    yield Hostile("entities.xhtml", entities + b"]><html><body><p>The WORD is here. &j;</p></body></html>", INDEXED)
    outside = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Hostile("outside.xhtml", outside + b"<html><body><p>The WORD is here. &x;</p></body></html>", INDEXED)
    items = b"".join(
        b"<tr><td class='mgItemNumberCell'>%d.</td><td><p class='mgAiTitleTxt'>T</p></td></tr>" % at
        for at in range(many // 10)
    )
    page = (
        b"<h1>Agenda</h1><table class='mgItemTable'>"
        + items
        + b"<tr><td>x</td><td><p class='mgAiTitleTxt'>The WORD</p></td></tr></table>"
    )
    yield Hostile("items.html", page, INDEXED)


def _floods(scale):
    many = int(20_000 * scale)
    shapes = {
        "digits": "1" * many * 5,
        "numbered": "1. " * many,
        "levels": "1." * many,
        "dates": "1 January " * many,
        "slashes": "1/1/" * many,
        "spaces": " " * many * 5 + "x",
        "no-break-spaces": "\u00a0" * many * 5 + "x",
        "dots": "." * many * 5 + " view the full minutes text for",
        "brackets": "(" * many * 5,
        "stars": "*" * many * 5,
        "capitals": "A" * many * 5,
        "spaced-letters": "e x e m p t " * many,
        "names": "Ann Lee " * many,
        "initials": "A. " * many,
        "councillors": "Councillor " * many,
        "hyphens": "Ann-" * many + "Lee said",
        "commas": "Ann Lee, " * many + "said",
        "acronyms": "(AB) " * many,
        "colons": "Classification " * many,
        "quotes": "\u2019" * many * 5,
        "tabs": "\t" * many * 5 + "x",
        "cells": "a\t" * many,
        "committees": "committee " * many,
        "labels": "date: " * many,
        "apostrophes": "a'" * many,
        "times": "2.00 pm " * many,
    }
    for name, line in shapes.items():
        yield Hostile(f"line-of-{name}.txt", f"A note.\n\n{line}\n\nThe WORD is here.\n".encode(), INDEXED)
    heads = {
        "minutes": "MINUTES of the Cabinet held on 4 March 2020",
        "items": "Item No. 1.\tClassification: Open\tDate: 4 March 2020\tMeeting Name: Cabinet\nReport title:\tA\nFrom:\tB",
        "labels": "Classification: Open",
        "resolved": "RESOLVED:",
        "headings": "A Heading",
        "lead-ins": "The following:",
        "stamps": "Page 1",
        "rows": "a\tb\tc",
        "points": "- a point",
        "letters": "a",
        "people": "Present: Councillor Ann Lee (Chair), Bob Day",
        "plans": "1. 4 March 2020\nA",
    }
    for name, lines in heads.items():
        text = f"A note.\n\n{f'{lines}{chr(10)}' * (many // 10)}\n\nThe WORD is here.\n"
        yield Hostile(f"lines-of-{name}.txt", text.encode(), INDEXED)
    meetings = (
        "Issue - meetings\n\nThe WORD\n\n"
        + "Meeting: 04/03/2020 - Cabinet (Item 1)\n\nMinutes:\n\nNoted.\n\n" * (many // 20)
    )
    yield Hostile("lines-of-meetings.txt", meetings.encode(), INDEXED)
    yield Hostile("long-word.txt", b"A note.\n\nThe WORD is here.\n\n" + b"x" * many * 20, INDEXED)


def _zip(parts, compression=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="{_KIND}"/></Types>'
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _docx(body, before="", **more):
    document = f"{before}<w:document {_SPACE}><w:body>{body}</w:body></w:document>"
    return _zip({"[Content_Types].xml": _TYPES, "word/document.xml": document, **more})


def _text(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _word_files(scale):
    text = _text("The WORD is here.")
    yield Hostile("bomb.docx", _docx(text + " " * int(30_000_000 * scale)), LISTED)
    yield Hostile("entries.docx", _docx(text, **{f"word/{at}.xml": "x" for at in range(2500)}), LISTED)
    yield Hostile("paths.docx", _docx(text, **{"../../etc/passwd": "x"}), LISTED)
    yield Hostile("archive.docx", _zip({"a.txt": "The WORD is here."}), LISTED)
    yield Hostile("archive.zip", _zip({"a.txt": "The WORD is here."}), LISTED)
    yield Hostile("cut.docx", _docx(text)[:-200], LISTED)
    yield Hostile("broken.docx", _docx("<w:p><w:r>"), LISTED)
    yield Hostile("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, LISTED)
    growing = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    yield Hostile("entities.docx", _docx(_text("&j;"), f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{growing}]>'), LISTED)
    outside = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Hostile("outside.docx", _docx(_text("&x;"), outside), LISTED)
    deep = int(5_000 * scale)
    yield Hostile("deep.docx", _docx("<w:sdt><w:sdtContent>" * deep + text + "</w:sdtContent></w:sdt>" * deep), LISTED)
    yield Hostile("paragraphs.docx", _docx(_text("a") * 210_000), LISTED)


def _pdf(objects, trailer=""):
    body, places = b"%PDF-1.7\n", []
    for at, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % at + one + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode(),
        len(body),
    )
    return body + table + end


def _stream(data, more=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = b"BT /F1 12 Tf 72 720 Td (The WORD is here, in a PDF of one page.) Tj ET"


def _one_page(content, *, kids=b"3 0 R", count=1, resources=b"/Font << /F1 4 0 R >>", more=(), trailer=""):
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << %s >> >>" % resources
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, _FONT, content, *more], trailer)


def _pdfs(scale):
    plain = _one_page(_stream(_WORDS))
    yield Hostile("plain.pdf", plain, INDEXED)
    yield Hostile("head-only.pdf", b"%PDF-1.7\n", LISTED)
    yield Hostile("cut.pdf", plain[:150], LISTED)
    yield Hostile("no-table.pdf", plain[: plain.index(b"xref")] + b"trailer << /Root 1 0 R >>", INDEXED)
    yield Hostile(
        "no-pages.pdf", _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), LISTED
    )
    yield Hostile(
        "loop.pdf", _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), LISTED
    )
    yield Hostile("count.pdf", _one_page(_stream(_WORDS), count=2_000_000_000), INDEXED)
    yield Hostile("many-pages.pdf", _one_page(_stream(_WORDS), kids=b"3 0 R " * 20_000, count=20_000), LISTED)
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"00" * 32, b"11" * 32)
    yield Hostile(
        "locked.pdf", _one_page(_stream(_WORDS), more=(lock,), trailer="/Encrypt 6 0 R /ID [<00><00>]"), LISTED
    )
    form = _stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    both = b"/Font << /F1 4 0 R >> /XObject << /X 6 0 R >>"
    yield Hostile("self-calling.pdf", _one_page(_stream(_WORDS + b" /X Do"), resources=both, more=(form,)), INDEXED)
    packed = zlib.compress(b" " * int(60_000_000 * scale), 9)
    yield Hostile("bomb.pdf", _one_page(_stream(packed, b"/Filter /FlateDecode")), LISTED)
    yield Hostile("operators.pdf", _one_page(_stream(_WORDS + b" q Q" * int(100_000 * scale))), INDEXED)
    yield Hostile("drawn.pdf", _one_page(_stream(b"0 0 m 9 9 l S " * 2000)), LISTED)
    yield Hostile("wide.pdf", plain.replace(b"0 0 595 842", b"0 0 9e9 9e9"), LISTED)


def _names():
    text = b"A note.\n\nThe WORD is here.\n"
    shown = (
        "-dash",
        "quote'\"<b>",
        "=cmd()",
        "{{7*7}}",
        "%2e%2e%2f",
        "back\\slash",
        "space ",
        "\U0001f4c4",
        "x" * 200,
        "CASE",
        "case",
    )
    for name in shown:
        yield Hostile(f"{name}.txt", text, INDEXED)
    yield Hostile("no-ending", text, INDEXED)
    yield Hostile("ending.2020", text, INDEXED)
    for name in (
        "new\nline",
        "colour\x1b[31m",
        "turned\u202etxt.exe",
        "tab\tbed",
        "hidden\u200bblank",
        "latin-\udce9",
        "line\u2028",
    ):
        yield Hostile(f"{name}.txt", text, LISTED)


def _sidecars():
    text = b"A note.\n\nThe WORD is here.\n"
    wrong = {
        "broken": b"committee = ",
        "unknown": b'comittee = "Cabinet"',
        "type": b'meeting = "4 March 2020"',
        "bytes": b"\xff\xfe\x00",
        "nul": b'committee = "\\u0000',
        "kind": b'kind = "nonsense"',
        "deep": b"item = " + b"[" * 5000,
        "list": b"ids = 3",
        "flag": b'restrict = "yes"',
    }
    for name, sidecar in wrong.items():
        yield Hostile(f"sidecar-{name}.txt", text, LISTED, sidecar=sidecar)
    yield Hostile("sidecar-markup.txt", text, INDEXED, sidecar=b'committee = "<script>alert(1)</script>"')
    yield Hostile("sidecar-empty.txt", text, INDEXED, sidecar=b"")
    yield Hostile("sidecar-source.txt", text, INDEXED, sidecar=b'source = "javascript:alert(1)"')


def _payloads():
    for at, payload in enumerate(
        (
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "{{config}} {% raw %} ${7*7}",
            '=HYPERLINK("http://evil.example")',
            "+1+cmd|' /C calc'!A0",
            "@SUM(1)",
            "'; DROP TABLE papers; --",
            "../../../../etc/passwd",
            "%0d%0aSet-Cookie: a=b",
            "\u202eevil\u202c",
        )
    ):
        yield Hostile(f"payload-{at}.txt", f"{payload}\n\nThe WORD {payload} is here.\n".encode(), INDEXED)
        yield Hostile(
            f"payload-{at}.html", f"<h1>Title {at}</h1><p>The WORD {payload.replace('<', '&lt;')}</p>".encode(), INDEXED
        )


def write(folder, files):
    """Write them into a council's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in files:
        place = os.fsencode(folder) + b"/" + os.fsencode(one.name)
        with open(place, "wb") as file:  # noqa: PTH123 - a name may hold bytes that no text has
            file.write(one.content)
        if one.sidecar is not None:
            with open(place + b".toml", "wb") as file:  # noqa: PTH123
                file.write(one.sidecar)
