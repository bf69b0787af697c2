"""Saved web pages into lines: the page's own words, as a careful person would copy them into a text file."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup, Comment, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement

from papersearch.errors import UnreadableFileError
from papersearch.model import Line, SourceText
from papersearch.papers.reading.decoding import decode
from papersearch.papers.reading.html_markings import whispered

_NAMES_CONTENT = frozenset({"entry-content", "post-content", "main-content", "maincontent", "dnn_ContentPane"})
_CONTENT: tuple[Callable[[Tag], bool], ...] = (
    lambda tag: "mgContent" in _classes(tag),
    lambda tag: tag.get("id") == "mgContent",
    lambda tag: tag.get("id") == "modgov",
    lambda tag: tag.name == "main",
    lambda tag: tag.get("role") == "main",
    lambda tag: tag.name == "article",
    lambda tag: bool(_NAMES_CONTENT & {*_classes(tag), tag.get("id")}),
    lambda tag: tag.name == "body",
)
"""What marks the part that holds the page's own words, the surest mark first."""
_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "button", "select", "iframe", "svg", "head", "object"}
)  # fmt: skip
_HIDDEN_CLASSES = frozenset(
    {"mgHide", "mgHiddenText", "visually-hidden", "sr-only", "screen-reader-text", "mgSocialMedia", "mgSubNav", "mgLinks", "mgBreadcrumb",
     "breadcrumb", "breadcrumbs", "menu", "main-menu", "submenu", "nav", "navbar", "navigation", "topnav", "sidebar", "footer", "site-footer",
     "site-header", "skip-link", "cookie-banner", "cookie-notice", "widget", "widget-area", "sharedaddy", "share-buttons", "social",
     "post-meta", "entry-meta", "post-navigation", "comments", "comments-area", "pagination"}
)  # fmt: skip
"""Of what is hidden, and of the frame that a site puts round its pages."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FORM_OF_FRAME = re.compile(r"search|log-?in|sign-?in|subscribe|newsletter|feedback|cookie", re.IGNORECASE)
"""What a form of the site's frame is named after."""
_SAYING = frozenset({"title", "meta", "img", "header", "footer", "aside"})
_HOLD_TEXT = _HEADINGS | {"p", "table", "ul", "ol", "dl", "article", "main"}
_TAB = "\x1f"
"""A TAB that sets off cells, while spaces are folded; no text holds it."""
_FEW_NODES, _FEW_PARENTS, _LONGEST_SAID = 200, 6, 300
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "dl", "dt", "dd",
     "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "body", "fieldset", "figure", "figcaption", "caption", "hr", "details", "summary"}
)  # fmt: skip
_ITEM_TABLE = "mgItemTable"
_SPACES = re.compile(r"[ \t\r\n\x0b\x0c]+")


def read_html(data: bytes) -> SourceText:
    """The lines of a saved page.

    The bytes are read as UTF-8 unless a byte order mark says otherwise: a false `meta charset` gives silent garbage.

    Raises:
        UnreadableFileError: the page holds no words.
    """
    soup = _soup(decode(data))
    heads = (*_said_beside(soup), *whispered(soup))  # before the walk, which takes titles out of their cells
    lines = _lines(soup)
    if not any(line.text.strip() for line in lines):
        raise UnreadableFileError("the page holds no words; was it saved before it was loaded?")
    return SourceText(lines=lines, running_heads=heads)


def lines_of_html(html: str) -> tuple[Line, ...]:
    """Headings with their mark, paragraphs between blank lines, list items after "\N{MIDDLE DOT} ", table rows by TAB."""
    return _lines(_soup(html))


def _soup(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "lxml")


def _said_beside(soup: BeautifulSoup) -> Iterator[str]:
    """What a page says of itself besides its words, for the exempt gate: title, descriptions, pictures, head and foot."""
    for tag in soup.find_all(lambda one: one.name in _SAYING or bool(_HIDDEN_CLASSES & set(_classes(one)))):
        if tag.name in ("meta", "img"):
            words = str(tag.get("content" if tag.name == "meta" else "alt", ""))
            name = f"{tag['name']}: " if tag.get("name") else ""
            said = [*dict.fromkeys((f"{name}{words}", words))] if len(words.split()) > 2 or tag.name == "meta" else []
        else:
            said = [str(text) for text in islice(tag.find_all(string=True), _FEW_NODES)]
        yield from (folded for one in said if (folded := " ".join(one.split())) and len(folded) <= _LONGEST_SAID)


def _lines(soup: BeautifulSoup) -> tuple[Line, ...]:
    content = _content(soup)
    page = _Page()
    title = soup.select_one("h1")
    if title is not None and content.name != "body" and content.select_one("h1") is None:
        _walk(page, title)
    _walk(page, content)
    return page.lines()


def _content(soup: BeautifulSoup) -> Tag:
    """The part of a page that holds its own words, without the site's frame; looked for in one pass."""
    best: Tag = soup
    rank = len(_CONTENT)
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            found = next((at for at, is_content in enumerate(_CONTENT[:rank]) if is_content(tag)), rank)
            best, rank = (tag, found) if found < rank else (best, rank)
    return best


@dataclass(slots=True)
class _Page:
    """Lines as they come; inline words gather until a block begins or ends."""

    rows: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: str | None = None
    link: str | None = None
    prefix: str = ""

    def end_line(self) -> None:
        text = _SPACES.sub(" ", "".join(self.words)).strip(" ").replace(_TAB, "\t")
        self.words.clear()
        if text.strip():
            self.rows.append((f"{self.prefix}{text}", self.mark, self.link))
            self.prefix = ""
        self.link = None

    def end_block(self) -> None:
        self.end_line()
        if self.rows and self.rows[-1][0]:
            self.rows.append(("", None, None))

    def lines(self) -> tuple[Line, ...]:
        self.end_line()
        return tuple(
            Line(number=at, text=text, mark=mark, link=link) for at, (text, mark, link) in enumerate(self.rows, 1)
        )


def _walk(page: _Page, tag: Tag) -> None:
    """Depth first without recursion: a hostile page may be nested 100,000 deep."""
    stack: list[tuple[Iterator[PageElement], Tag]] = [(iter(tag.children), tag)]
    _enter(page, tag)
    while stack:
        child = next(stack[-1][0], None)
        if child is None:
            _leave(page, stack.pop()[1])
        elif isinstance(child, Tag):
            if _is_dropped(child):
                continue
            if child.name in ("tr",):
                _row(page, child)
                continue
            _enter(page, child)
            stack.append((iter(child.children), child))
        elif isinstance(child, NavigableString) and not isinstance(child, Comment) and type(child) is NavigableString:
            _add_words(page, str(child), is_set=bool(stack) and stack[-1][1].name == "pre")


def _add_words(page: _Page, words: str, *, is_set: bool) -> None:
    """Words as they come; in a text that is set line by line each line is one, as LibreOffice writes it."""
    if not is_set:
        page.words.append(words)
        return
    first, *others = words.replace("\t", _TAB).split("\n")
    page.words.append(first)
    for line in others:
        if "".join(page.words).strip():
            page.end_line()
        elif page.rows and page.rows[-1][0]:
            page.rows.append(("", None, None))
        page.words[:] = [line]


def _enter(page: _Page, tag: Tag) -> None:
    if tag.name in _BLOCKS:
        page.end_block()
    if tag.name in _HEADINGS:
        page.mark = tag.name
    elif tag.name == "li":
        page.prefix = _list_mark(tag)
        page.mark = "li"
    elif tag.name == "a" and isinstance(tag.get("href"), str):
        page.link = " ".join(str(tag["href"]).split())
    elif tag.name == "br":
        page.end_line()


def _leave(page: _Page, tag: Tag) -> None:
    if tag.name in _BLOCKS:
        page.end_block()
    if tag.name in _HEADINGS or tag.name == "li":
        page.mark = None
        page.prefix = ""


def _list_mark(item: Tag) -> str:
    """A bullet, or the number of an ordered list's item in the form its type gives."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "\N{MIDDLE DOT} "
    own = item.get("value")
    start = parent.get("start")
    before = len(item.find_previous_siblings("li"))
    first = int(start) if isinstance(start, str) and start.isdigit() else 1
    number = int(own) if isinstance(own, str) and own.isdigit() else first + before
    if parent.get("type") in ("a", "A") and number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"({letter if parent.get('type') == 'a' else letter.upper()}) "
    return f"{number}. "


def _row(page: _Page, row: Tag) -> None:
    """A table row as one line, its cells by TAB; a row of an item table as the lines of its cells."""
    page.end_line()
    cells = [child for child in row.children if isinstance(child, Tag) and child.name in ("td", "th")]
    table = next((parent for parent in row.parents if parent.name == "table"), None)
    is_layout = table is not None and (_ITEM_TABLE in _classes(table) or table.get("id") == _ITEM_TABLE)
    if is_layout and len(cells) > 1:
        _item_row(page, cells)
    elif len(cells) == 1 or any(_holds_more(cell) for cell in cells):
        for cell in cells:
            _walk(page, cell)
    else:
        texts = [_SPACES.sub(" ", " ".join(_inline(cell))).strip() for cell in cells]
        if any(texts):
            page.rows.append(
                ("\t".join(texts), "th" if cells and all(cell.name == "th" for cell in cells) else None, None)
            )


def _holds_more(cell: Tag) -> bool:
    """Whether a cell lays out a table or sections, so that its row is no row of figures."""
    return any(isinstance(one, Tag) and one.name in ("table", "h2", "h3") for one in cell.descendants)


def _item_row(page: _Page, cells: list[Tag]) -> None:
    """A row of ModernGov's item table: "number. title" on a line marked "item", then the blocks of the second cell."""
    number = _SPACES.sub(" ", " ".join(_inline(cells[0]))).strip()
    title = cells[1].select_one(".mgAiTitleTxt")
    words = _SPACES.sub(" ", " ".join(_inline(title))).strip() if title else ""
    page.end_block()
    if title is not None:
        page.rows.append(
            (f"{number} {words}".strip() if number.endswith(".") or not number else f"{number}. {words}", "item", None)
        )
        page.rows.append(("", None, None))
        title.extract()
    for cell in cells[1:]:
        _walk(page, cell)
    page.end_block()


def _inline(tag: Tag) -> Iterator[str]:
    for text in tag.descendants:
        if type(text) is NavigableString and not any(_is_dropped(parent) for parent in _parents(text, tag)):
            yield str(text)


def _parents(text: PageElement, top: Tag) -> Iterator[Tag]:
    for parent in text.parents:
        if parent is top:
            return
        yield parent


def _is_dropped(tag: Tag) -> bool:
    if tag.name in _DROPPED or tag.get("hidden") is not None:
        return not (tag.name == "header" and _heads_content(tag))
    if tag.name == "form":
        return _is_of_frame(tag)
    return bool(_HIDDEN_CLASSES & {*_classes(tag), tag.get("id")})


def _heads_content(header: Tag) -> bool:
    """Whether a head is that of an article, with its title, and not that of the site."""
    is_inside = any(parent.name in ("main", "article") for parent in islice(header.parents, _FEW_PARENTS))
    return is_inside and any(
        isinstance(one, Tag) and one.name in _HEADINGS for one in islice(header.descendants, _FEW_NODES)
    )


def _is_of_frame(form: Tag) -> bool:
    """Whether a form is for searching or signing in; ASP.NET wraps a whole page in one."""
    named = " ".join(str(form.get(name, "")) for name in ("id", "name", "class", "role", "action"))
    inside = list(islice(form.descendants, _FEW_NODES + 1))
    holds_text = any(isinstance(one, Tag) and one.name in _HOLD_TEXT for one in inside)
    return len(inside) <= _FEW_NODES and (bool(_FORM_OF_FRAME.search(named)) or not holds_text)


def _classes(tag: Tag) -> list[str]:
    found = tag.get("class")
    return list(found) if isinstance(found, list) else str(found).split() if found else []
