"""A page of a council's web site as text: its kind, its title, labelled values and labelled blocks."""

import re
from dataclasses import dataclass, replace

from papersearch.dates import find_time
from papersearch.model import AgendaItem, Form, Line, Paragraph, Role
from papersearch.papers.parsers.base.blocks import Block, blocks_of
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.labels import role_opened_by
from papersearch.papers.parsers.base.lines import is_blank, plain

PAGE_KINDS = {
    "decision details": "decision",
    "issue - meetings": "issue",
    "issue - decisions": "issue",
    "issue details": "issue",
    "agenda item": "agenda_item",
    "agenda": "meeting_page",
    "agenda and minutes": "meeting_page",
    "agenda, decisions and minutes": "meeting_page",
    "agenda and decisions": "meeting_page",
    "agenda and draft minutes": "meeting_page",
    "agenda, decisions and draft minutes": "meeting_page",
    "agenda, draft minutes and decisions": "meeting_page",
    "meeting details": "meeting_page",
    "plan item details": "decision",
    "officer decision details": "decision",
    "delegated decision details": "decision",
}
_COMMON_WORDS = frozenset({"agenda", "agenda item", "meeting details"})
"""Page labels that other papers use too: under words of a site's frame they count only if some are a menu's."""
_BLOCK = re.compile(
    r"(?P<label>decisions?(?: made)?|minutes|actions?|purpose|details(?: of (?:the )?decision)?|"
    r"reasons?(?: for (?:the )?(?:decision|urgency|recommendations?|exemption)s?)?|alternatives considered(?: and rejected)?|"
    r"(?:other )?options considered(?: and rejected)?|(?:other |details of any )?alternative options (?:considered|rejected|considered and rejected)[a-z ]*|"
    r"(?:any |details of any )?(?:interests? declared|conflicts? of interest[a-z ]*)|declarations?(?: of interests?)?|"
    r"(?:key )?issues?|financial implications|legal implications|consultation(?:s| process)?|summary|background|"
    r"recommendations?|resolved|dispensations?)\s*:\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"(?:additional|supporting|accompanying|related|background|supplementary) (?:documents?|papers?)\s*:\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"(?P<label>[A-Z][A-Za-z()'/. -]{2,58}\??)\s*:\s*(?P<value>.*)")
_VALUE_LABELS = re.compile(
    r"decision maker|decision status|status|is key decision\?|is subject to call in\?|key decision\??|subject to call[- ]in\??|"
    r"publication date|date of decision|decided at meeting|decision date|effective from|effective date|date published|"
    r"implementation date.*|wards? affected|wards?|portfolio|lead member|contact(?: officer)?|report author|lead officer|"
    r"decision type|reference(?: no\.?)?|decision due(?: date)?|notice of proposed decision.*|call[- ]in (?:date|deadline)|"
    r"committee|venue|date|time|title|reasons? restricted|restriction|originating (?:department|service)|first published|urgency|type|"
    r"decision ref\.?(?: no\.?| number)?|ref(?:erence)?\.? no\.?|made by|decision (?:taker|taken by|made by|reference|number)|meeting date|date decision (?:made|taken)|is key\??|subject|department|directorate",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"(?:the )?decision(?:s| made| taken)?|reasons?(?: for (?:the )?decision)?|alternatives?(?: options)?(?: considered)?(?: and rejected)?|"
    r"consultation|background|summary|financial implications|legal implications",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"[^:\d]{3,60}\bcouncil|.{0,40}\bdecision (?:record|notice|details|sheet|form)|record of .{0,40}decisions?",
    re.IGNORECASE,
)
"""What a decision prints above its title: the council, and what kind of paper it is."""
_RECORD = re.compile(r"decisions?(?: made)?|minutes", re.IGNORECASE)
_ENOUGH_LABELS = 4
_LONGEST_VALUE, _FEW_WORDS, _MOST_FRAME_WORDS, _MOST_FRAME_LINES = 120, 3, 5, 8
_FURNITURE = re.compile(
    r"home\s*[>\u203a\u00bb/|].*|search this site|skip to .{1,30}|toggle (?:menu|navigation)|back to .{1,40}|"
    r"share this (?:item|page|decision|issue)|view the decision for item \S+|view directions|media|skip to (?:main )?content|home|print this page|"
    r"(?:back to )?top|you are here:?.*|breadcrumb.*|accessibility|cookies?(?: policy)?|contact us|search|menu|sign in|log ?in|"
    r"facebook|twitter|linkedin|email(?: this page)?|follow us.*|\u00a9.*|your council|council and democracy",
    re.IGNORECASE,
)
_TRAILING_MENU = re.compile(r"\s+(?:view directions|view map|map)\W*$", re.IGNORECASE)
_FILE_SIZE = re.compile(r"\s*(?:\S+ icon\s*)?(?:PDF|DOCX?|XLSX?|PPTX?|RTF|ODT)\s+\d+(?:\.\d+)?\s*[KMG]B\b.*$")
_SLOT = re.compile(
    r"\s*[(\[]\s*\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\.?|noon)(?:\s*[-\u2010-\u2015]\s*\d{1,2}(?:[.:]\d{2})?\s*[ap]\.?m\.?)?\s*[)\]]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledBlock:
    """What stands under one label; the label is empty for what stands before the first."""

    label: str
    lines: tuple[Line, ...]
    lists_papers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page taken apart."""

    kind: str | None
    title_line: Line | None
    facts: dict[str, str]
    """Labelled values as printed, by the label without colon and question mark, in small letters."""
    blocks: tuple[LabelledBlock, ...]


def page_kind(lines: tuple[Line, ...]) -> str | None:
    """The parser that the first line, past any menu, calls for; `None` for what is no such page."""
    at = _label_at(lines)
    return None if at is None else PAGE_KINDS[_folded(lines[at])]


def _label_at(lines: tuple[Line, ...]) -> int | None:
    """Where the label of the page stands: first, or under the menu and name of its site."""
    others, has_menu = 0, False
    for at, line in enumerate(lines):
        text = _folded(line)
        if text in PAGE_KINDS:
            return at if not others or has_menu or text not in _COMMON_WORDS else None
        if is_furniture(line.text):
            has_menu = True
        elif text:
            others += 1
            is_frame = len(text.split()) <= _MOST_FRAME_WORDS and not re.search(r"[\d:.\t]", line.text.strip())
            if not is_frame or others > _MOST_FRAME_LINES:
                return None
    return None


def _folded(line: Line) -> str:
    return plain(line.text).casefold().rstrip(":")


def is_furniture(text: str) -> bool:
    """Whether a line is menu text that a saved page kept."""
    return bool(_FURNITURE.fullmatch(plain(text).lstrip("\N{MIDDLE DOT} ")))


def title_of(page: WebPage) -> AgendaItem | None:
    """The item of a page's title, on its line or labelled."""
    stated = page.facts.get("title") or page.facts.get("subject") or ""
    is_frame = page.title_line is not None and bool(stated) and bool(_NO_TITLE.fullmatch(plain(page.title_line.text)))
    text = page.title_line.text if page.title_line and not is_frame else stated
    return item_of_title(text) if text else None


def read_web_page(lines: tuple[Line, ...]) -> WebPage:
    """The page label, title, values and blocks of a saved page."""
    kind = page_kind(lines)
    stated = _with_colons(_past_label(lines) if kind else lines)
    title = next((line for line in stated if not is_blank(line) and not is_furniture(line.text)), None)
    if title is not None and (
        value_of(title) or _BLOCK.fullmatch(plain(title.text)) or _PAPERS.fullmatch(plain(title.text))
    ):
        title = None
    rest = tuple(line for line in stated if line is not title or _is_frame(line))
    facts, blocks = labelled_blocks(rest, has_bare_labels=kind is None)
    return WebPage(kind=kind, title_line=title, facts=facts, blocks=blocks)


def _with_colons(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a page whose labels have neither colon nor value on their line, each label with its colon; any other as it is."""
    bare = {at for at, line in enumerate(lines) if _is_alone(line)}
    if len(bare) < _ENOUGH_LABELS or any((stated := value_of(line)) and stated[1] for line in lines):
        return lines
    return tuple(replace(line, text=f"{plain(line.text)}:") if at in bare else line for at, line in enumerate(lines))


def _is_alone(line: Line) -> bool:
    text = plain(line.text)
    return bool(_VALUE_LABELS.fullmatch(text) or _BARE_LABEL.fullmatch(text) or _BLOCK.fullmatch(f"{text}:"))


def _is_frame(title: Line) -> bool:
    return bool(_NO_TITLE.fullmatch(plain(title.text)))


def labelled_blocks(
    lines: tuple[Line, ...], *, has_bare_labels: bool = False
) -> tuple[dict[str, str], tuple[LabelledBlock, ...]]:
    """Labelled values, and what stands under each label in the order of the page; menu text is dropped.

    With `has_bare_labels` a line that is a label and nothing else needs no colon, as in the record of an officer's decision.
    """
    facts: dict[str, str] = {}
    blocks: list[tuple[str, bool, list[Line]]] = [("", False, [])]
    waiting: str | None = None  # a label whose value stands on the next line
    for line in lines:
        text = plain(line.text)
        is_bare = has_bare_labels and bool(_BARE_LABEL.fullmatch(text))
        text = f"{text}:" if is_bare else text
        papers, block, value = _PAPERS.fullmatch(text), _BLOCK.fullmatch(text), value_of(line)
        if is_furniture(line.text) or not text:
            blocks[-1][2].append(replace(line, text=""))
        elif value:
            facts[value[0]] = value[1]
            waiting = value[0] if not value[1] else None
            blocks.append(("", False, []))
        elif papers or block:
            found = papers or block
            rest = found["rest"] if found else ""
            waiting = None
            blocks.append((text[: text.index(":")], papers is not None, [replace(line, text=rest)] if rest else []))
        elif waiting and len(text) <= _LONGEST_VALUE:
            facts[waiting], waiting = text, None
        else:
            waiting = None
            blocks[-1][2].append(line)
    return facts, tuple(
        LabelledBlock(label=label, lines=tuple(found), lists_papers=papers)
        for label, papers, found in blocks
        if any(not is_blank(line) for line in found)
    )


def compose_blocks(composer: Composer, blocks: tuple[LabelledBlock, ...], *, name_all: bool = False) -> None:
    """Add labelled blocks in order: an Action block holds actions, a list of papers is front matter.

    What stands word for word in two blocks is kept once, as a resolution if it is one in either. The label is in the
    section of its block but where it only says that the words are the decision or the minutes; with `name_all` there too.
    """
    done = len(composer.units)
    for block in blocks:
        label = block.label.capitalize()
        is_plain_label = bool(_RECORD.fullmatch(label) or role_opened_by(label))
        composer.open_block(
            role_opened_by(block.label) or Role.BODY,
            None if is_plain_label and not (name_all and _RECORD.fullmatch(label)) else label,
        )
        before = len(composer.units)
        for found in blocks_of(block.lines):
            _compose(composer, block, found, is_first=len(composer.units) == before)
        composer.units[done:] = _once(composer.units[done:before], composer.units[before:])


def _compose(composer: Composer, block: LabelledBlock, found: Block, *, is_first: bool) -> None:
    if block.lists_papers:
        composer.add(
            replace(found, words=without_file_size(found.words), level=0, form=Form.LIST_ITEM), role=Role.FRONT_MATTER
        )
    elif not block.label and not found.first.mark:
        composer.add(replace(found, level=0, form=found.plain_form))
    elif (
        (is_first or found.number or composer.units[-1].role is Role.RESOLUTION)
        and re.match(r"decision", block.label, re.IGNORECASE)
        and re.match(r"To\s", found.words)
    ):
        composer.add(replace(found, level=0, form=found.plain_form), role=Role.RESOLUTION)
    else:
        composer.add_all((found,))


def _once(earlier: list[Paragraph], later: list[Paragraph]) -> list[Paragraph]:
    """Both lists without what the later repeats of the earlier."""
    kept = list(earlier)
    standing = {plain(unit.text).casefold(): at for at, unit in enumerate(earlier)}
    in_repeat = False
    for unit in later:
        at = standing.get(plain(unit.text).casefold())
        in_repeat = at is not None and (in_repeat or len(unit.text.split()) > _FEW_WORDS)
        if at is None or not in_repeat:
            kept.append(unit)
        elif unit.role is Role.RESOLUTION and kept[at].role is not Role.RESOLUTION:
            kept[at] = unit
    return kept


def value_of(line: Line) -> tuple[str, str] | None:
    """Label and value of a line like "Decision Maker: Cabinet", for the labels these pages use."""
    match = _VALUE.fullmatch(plain(line.text))
    if not match or not _VALUE_LABELS.fullmatch(match["label"].strip()):
        return None
    value = _TRAILING_MENU.sub("", match["value"]).strip()
    return match["label"].strip().rstrip("?").strip().casefold(), value


def item_of_title(text: str, *, number: str | None = None, pages: str | None = None) -> AgendaItem:
    """The item of a title line: file size, slot time and a number equal to `number` taken off."""
    title = _FILE_SIZE.sub("", plain(text)).strip()
    if number and re.match(rf"{re.escape(number)}[.)]?\s", title):
        title = re.sub(r"^\S+\s+", "", title)
    slot = _SLOT.search(title)
    starts = find_time(slot.group()) if slot else None
    return AgendaItem(number=number, title=title[: slot.start()].strip() if slot else title, starts=starts, pages=pages)


def is_attached(line: Line) -> bool:
    """Whether a line names a file to open: a list item, or a name with its size."""
    return (
        line.mark == "li" or line.text.lstrip()[:1] in "\N{MIDDLE DOT}\N{BULLET}-" or bool(_FILE_SIZE.search(line.text))
    )


def without_file_size(text: str) -> str:
    """The name of an attachment without "PDF 199 KB"."""
    return _FILE_SIZE.sub("", plain(text)).strip()


def _past_label(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    at = _label_at(lines)
    return lines if at is None else lines[at + 1 :]
