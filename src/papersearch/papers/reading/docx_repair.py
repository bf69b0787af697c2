"""Mends a Word file for conversion: numbers written out, hidden and deleted text gone, notes and boxes in their place."""

from collections.abc import Iterable, Mapping

from lxml import etree

from papersearch.papers.reading.docx_numbers import Numbers
from papersearch.papers.reading.docx_parts import WordParts
from papersearch.papers.reading.docx_styles import VAL, Styles, W, switch

TAB = "\ue000"
"""Stands for a tab until the text is in lines: white space is folded on the way."""
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_GONE = ("del", "moveFrom", "instrText", "delInstrText", "fldChar", "proofErr", "bookmarkStart", "bookmarkEnd",
         "commentReference", "annotationRef", "softHyphen", "sectPr", "tblGrid", "footnoteRef", "endnoteRef",
         "separator", "continuationSeparator", "lastRenderedPageBreak")  # fmt: skip
_WRAPPERS = ("ins", "moveTo", "fldSimple", "smartTag", "customXml", "dir", "bdo")
_PICTURES = ("drawing", "pict", "object")
_LONGEST_HEADING = 160
_NO_HEADING_END = (".", ";", ",")


def repaired(parts: WordParts) -> etree._Element:
    """The document with all that a reader of it sees as plain text, and nothing else."""
    document, styles = parts.document, Styles(parts.styles)
    _drop_what_is_gone(document)
    _take_text_out_of_boxes(document)
    _write_notes(parts)
    for paragraph in list(document.iter(f"{W}p")):
        _drop_hidden(paragraph, styles)
    _merge_deleted_ends(document)
    numbers = Numbers(parts.numbering, styles)
    for paragraph in document.iter(f"{W}p"):
        _write_number(paragraph, numbers)
        _keep_only_heading(paragraph, styles)
    for run in document.iter(f"{W}r"):
        _simplify(run)
    for holder in document.iter(f"{W}p", f"{W}hyperlink"):
        _join_runs(holder)
    _simplify_tables(document)
    _keep_known_links(document, parts.links)
    return document


def head_texts(parts: WordParts) -> tuple[str, ...]:
    """The paragraphs of headers and footers, watermarks, hidden words and what the file says of itself, each once."""
    trees = (*parts.heads, parts.document)
    marks = (one.get("string", "") for tree in trees for one in tree.iter(_TEXT_PATH))
    texts = (_plain(paragraph) for head in parts.heads for paragraph in head.iter(f"{W}p"))
    hidden = (_plain(run) for run in parts.document.iter(f"{W}r") if switch(run, "rPr", "vanish"))
    return tuple(dict.fromkeys(text for text in (*texts, *marks, *hidden, *parts.said) if text.strip()))


def _plain(paragraph: etree._Element) -> str:
    words = (one.text or "" if one.tag == f"{W}t" else " " for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"))
    return " ".join("".join(words).split())


def _drop_what_is_gone(tree: etree._Element) -> None:
    """Drop tracked deletions, prompts and field codes; keep what stands inside insertions and other wrappers."""
    for row in list(tree.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None or switch(row, "trPr", "hidden"):
            _remove(row)
    for control in list(tree.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        is_prompt = content is None or bool(switch(control, "sdtPr", "showingPlcHdr"))
        _replace(control, [] if is_prompt or content is None else list(content))
    for element in list(tree.iter(*(f"{W}{name}" for name in _GONE))):
        parent = element.getparent()
        is_mark = parent is not None and parent.tag in (f"{W}rPr", f"{W}trPr", f"{W}numPr")
        if not is_mark:
            _remove(element)
    for element in list(tree.iter(*(f"{W}{name}" for name in _WRAPPERS))):
        _unwrap(element)
    for formula in list(tree.iter(f"{_MATH}oMath")):
        _replace(formula, [_run("".join(one.text or "" for one in formula.iter(f"{_MATH}t")))])


def _take_text_out_of_boxes(tree: etree._Element) -> None:
    """Put the paragraphs of text boxes behind the paragraph they hang on, and drop pictures."""
    for choice in list(tree.iter(f"{_MC}AlternateContent")):
        kept = choice.find(f"{_MC}Fallback")
        if kept is None or next(kept.iter(f"{W}txbxContent", f"{W}t"), None) is None:
            kept = choice.find(f"{_MC}Choice")
        _replace(choice, list(kept) if kept is not None else [])
    for box in list(tree.iter(f"{W}txbxContent")):
        _put_behind(_paragraph_around(box), list(box))
    for picture in list(tree.iter(*(f"{W}{name}" for name in _PICTURES))):
        _remove(picture)


def _paragraph_around(box: etree._Element) -> etree._Element | None:
    """The outermost paragraph that holds a box: boxes may stand in boxes."""
    found = list(box.iterancestors(f"{W}p"))
    return found[-1] if found else None


def _put_behind(paragraph: etree._Element | None, elements: Iterable[etree._Element]) -> None:
    if paragraph is None:
        return
    for element in reversed(list(elements)):
        paragraph.addnext(element)


def _write_notes(parts: WordParts) -> None:
    """Mark each footnote and endnote "[1]" where it is called, and put its text at the end of the document."""
    body = parts.document.find(f"{W}body")
    called = list(parts.document.iter(f"{W}footnoteReference", f"{W}endnoteReference"))
    if body is None:
        return
    for count, reference in enumerate(called, 1):
        tree = parts.footnotes if reference.tag == f"{W}footnoteReference" else parts.endnotes
        label = _text(f"[{count}]")
        note = _note(tree, reference.get(f"{W}id", ""))
        _replace(reference, [label] if note else [])
        for at, paragraph in enumerate(note):
            if not at:
                _put_first(paragraph, _run(f"[{count}] "))
            body.append(paragraph)


def _note(tree: etree._Element | None, name: str) -> list[etree._Element]:
    found = tree.findall("*") if tree is not None else []
    note = next((one for one in found if one.get(f"{W}id") == name), None)
    if note is None:
        return []
    _drop_what_is_gone(note)
    _take_text_out_of_boxes(note)
    return list(note.iter(f"{W}p"))


def _drop_hidden(paragraph: etree._Element, styles: Styles) -> None:
    """Drop hidden runs; a paragraph whose own end is hidden and that holds nothing else goes too."""
    for run in [run for run in paragraph.iter(f"{W}r") if styles.is_hidden(paragraph, run)]:
        _remove(run)
    is_hidden = switch(paragraph, "pPr", "rPr", "vanish") and not _plain(paragraph)
    if is_hidden and _may_go(paragraph):
        _remove(paragraph)


def _merge_deleted_ends(tree: etree._Element) -> None:
    """A paragraph whose end was deleted runs on into the next; one that is all deleted is gone."""
    for paragraph in [one for one in tree.iter(f"{W}p") if one.find(f"{W}pPr/{W}rPr/{W}del") is not None]:
        following = paragraph.getnext()
        if following is not None and following.tag == f"{W}p":
            for child in reversed([one for one in paragraph if one.tag != f"{W}pPr"]):
                _put_first(following, child)
            _remove(paragraph)
        elif not _plain(paragraph) and _may_go(paragraph):
            _remove(paragraph)


def _may_go(paragraph: etree._Element) -> bool:
    """A cell must keep a paragraph."""
    parent = paragraph.getparent()
    return parent is not None and len(parent.findall(f"{W}p")) > 1


def _write_number(paragraph: etree._Element, numbers: Numbers) -> None:
    """Write the automatic number or list mark as text; an empty paragraph is counted, as in print, but is no text."""
    number = numbers.next_number(paragraph)
    if number and _plain(paragraph):
        _put_first(paragraph, _run(f"{number} "))


def _keep_only_heading(paragraph: etree._Element, styles: Styles) -> None:
    """Of all properties keep the level of a heading; a sentence in a heading's style is no heading, nor is a cell."""
    level = styles.heading_level(paragraph)
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        paragraph.remove(properties)
    text = _plain(paragraph)
    is_heading = level and text and len(text) <= _LONGEST_HEADING and not text.endswith(_NO_HEADING_END)
    if is_heading and next(paragraph.iterancestors(f"{W}tc"), None) is None:
        paragraph.insert(0, etree.Element(f"{W}pPr"))
        etree.SubElement(paragraph[0], f"{W}pStyle").set(VAL, f"Heading{level}")


def _simplify(run: etree._Element) -> None:
    """Leave a run its text: tabs stand as a sign, hyphens as hyphens."""
    for properties in run.findall(f"{W}rPr"):
        run.remove(properties)
    for sign, text in (("tab", TAB), ("ptab", TAB), ("noBreakHyphen", "-")):
        for element in run.findall(f"{W}{sign}"):
            _replace(element, [_text(text)])
    for break_ in run.findall(f"{W}br") + run.findall(f"{W}cr"):
        _replace(break_, [etree.Element(f"{W}br")])


def _join_runs(holder: etree._Element) -> None:
    """Make one run of neighbours: Word cuts a sentence into many, and each costs the conversion time."""
    before: etree._Element | None = None
    for run in holder.findall(f"{W}r"):
        words = run.findall(f"{W}t")
        if len(words) != len(run):
            continue
        text = "".join(one.text or "" for one in words)
        if before is not None and run.getprevious() is before:
            before[0].text = (before[0].text or "") + text
            holder.remove(run)
        elif words:
            _replace(run, [kept := _run(text)])
            before = kept


def _simplify_tables(tree: etree._Element) -> None:
    """A cell that goes on from the row above is an empty cell, so that each row keeps its columns."""
    for properties in list(tree.iter(f"{W}tblPr", f"{W}tblPrEx", f"{W}trPr", f"{W}tcPr")):
        _remove(properties)


def _keep_known_links(tree: etree._Element, links: Mapping[str, str]) -> None:
    for link in list(tree.iter(f"{W}hyperlink")):
        if link.get(_R_ID, "") not in links:
            _unwrap(link)


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    run.append(_text(text))
    return run


def _text(text: str) -> etree._Element:
    element = etree.Element(f"{W}t")
    element.set(_SPACE, "preserve")
    element.text = text
    return element


def _put_first(paragraph: etree._Element, element: etree._Element) -> None:
    """Put an element before all text of a paragraph, behind its properties."""
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0, element)


def _unwrap(element: etree._Element) -> None:
    _replace(element, list(element))


def _replace(element: etree._Element, others: Iterable[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for other in others:
        element.addprevious(other)
    parent.remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
