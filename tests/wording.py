"""Writes small Word files by hand: paragraphs, lists, tables, heads, notes."""

import io
import zipfile
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(text, properties=""):
    """Words set one way."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts, style=None, number=None, level=0, properties=""):
    """A paragraph of runs or plain words; `number` is the list it is in."""
    stated = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        stated += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{stated}{properties}</w:pPr>{runs}</w:p>"


def table(*rows):
    """A table of rows of cells; a cell is words, or the inside of a cell."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def levels(*forms, name="1", extra=""):
    """A list definition; each form is a kind of number and how it is written."""
    found = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(forms)
    )
    return f'<w:abstractNum w:abstractNumId="{name}">{found}{extra}</w:abstractNum>'


def listed(number, *, by="1", overrides=""):
    """A list in use, by the definition it follows."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{by}"/>{overrides}</w:num>'


def starts_at(count, *, level=0):
    """What makes a list begin anew."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{count}"/></w:lvlOverride>'


def style(name, *, shown=None, based_on=None, paragraph_properties="", run_properties=""):
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown or name}"/>{base}'
        f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def word_file(*body, more=(), **parts):
    """The bytes of a Word file; `parts` are the insides of numbering, styles, footnotes, header or footer."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
    relations = (
        "".join(f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>' for kind in parts)
        + f'<Relationship Id="link" Type="{_R}/hyperlink" Target="https://council.example/" TargetMode="External"/>'
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_P}"><Relationship Id="main" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}">{relations}</Relationships>',
    }
    files |= {
        f"word/{kind}.xml": f"<w:{roots[kind]} {NAMES}>{inside}</w:{roots[kind]}>" for kind, inside in parts.items()
    }
    return zipped({**files, **dict(more)})


def zipped(files):
    """A zip archive of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()
