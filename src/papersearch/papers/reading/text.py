"""Plain text and Markdown into lines."""

import re
from collections.abc import Iterator
from dataclasses import replace

from papersearch.errors import UnreadableFileError
from papersearch.model import FRONT, Line, SourceText
from papersearch.papers.reading.decoding import decode

_HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<words>.*)")
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_CELLS = re.compile(r"\|(?P<cells>.*)\|")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\((?P<address>[^()\s]*)(?:\s[^()]*)?\)")
_BOLD_NUMBER = re.compile(
    r"^(?P<before>\s*)(?P<mark>\*\*|__)\s*(?P<number>\d{1,4}[a-z]?(?:[./]\d{1,4})*[.):]?|\([a-z]{1,3}\)|[a-z][.)])\s*(?P=mark)\s*(?=\S)"
)
_NUMBER_IN_BOLD = re.compile(r"^(?P<before>\s*)(?P<mark>\*\*|__)\s*(?P<number>\d{1,4}(?:[./]\d{1,4})*[.)]?)\s+(?=\S)")
_NO_ROW, _FEWEST_ROWS = re.compile(r"\(?(?:\d{1,4}[a-z]?|[a-z]{1,4})[.)](?:\s|$)|\d|[^\w\s]\s|.*:$"), 3
"""What begins a point, an item of business or a labelled value rather than a row."""
_BAR, _FEWEST_BARS = re.compile(r"(?<!\s)\s+\|\s+"), 2
_APART = re.compile(r"\S+(?: {1,2}\S+)*")
_COLUMN_NAME = re.compile(
    r"actions?(?: .{2,20})?|(?:action )?owner|(?:by )?who|by whom|(?:by )?when|date|due(?: date| by)?|deadline|target(?: date)?|timescale"
    r"|responsib\w+|lead(?: officer)?|what(?: .{2,20})?|task|decision|status|progress",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\d|[.;:]$|\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr)\b|(?:\S+\s+){5}")
"""What a cell that names a column does not hold."""
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_UNDER_TITLE = re.compile(r"={3,}")
_FENCE, _STATED = re.compile(r"---\s*"), re.compile(r"[A-Za-z][\w .-]{0,40}:(?:\s.*)?|\s+.*|\s*-\s.*|\s*#.*|\s*")
_OF_MEETING = frozenset({"committee", "meeting", "meeting date", "date of meeting", "held on", "venue", "time"})
_COMMA = re.compile(r",(?=\S|$)")
_SAMPLE, _ENOUGH_ROWS, _MOST_FRONT_LINES = 20_000, 8, 60


def read_plain_text(data: bytes) -> SourceText:
    """The lines of a text as they stand, numbered from 1; front matter at its head is marked.

    Raises:
        UnreadableFileError: the bytes are no text, or the text is a table of figures.
    """
    text = decode(data)
    _refuse_figures(text[:_SAMPLE])
    lines = tuple(Line(number=at, text=line) for at, line in enumerate(text.split("\n"), 1))
    return SourceText(lines=tuple(_in_columns(_with_aligned_rows(_with_bars_as_rows(_with_front_marked(lines))))))


def _with_bars_as_rows(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that touch and have as many cells between bars each ("a | b | c") as rows by TAB; other lines as they are."""
    counts = [0 if line.text.strip().startswith("|") else len(_BAR.findall(line.text)) for line in lines]
    pairs = zip([0, *counts[:-1]], counts, [*counts[1:], 0], strict=True)
    is_row = [count >= _FEWEST_BARS and count in (above, below) for above, count, below in pairs]
    return tuple(
        replace(line, text=_BAR.sub("\t", line.text.strip())) if row and "\t" not in line.text else line
        for line, row in zip(lines, is_row, strict=True)
    )


def _with_aligned_rows(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Three or more lines that touch and that blanks set in the same columns as rows by TAB; other lines as they are."""
    cells = [_aligned(line.text) for line in lines]
    rows = [len(one) > 1 and not _NO_ROW.match(one[0][1]) for one in cells]
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(lines) + 1):
        if at < len(lines) and rows[at] and (not run or _share_column(cells[run[-1]], cells[at])):
            run.append(at)
            continue
        found |= set(run) if len(run) >= _FEWEST_ROWS else set()
        run = [at] if at < len(lines) and rows[at] else []
    return tuple(
        replace(line, text="\t".join(words for _, words in cells[at])) if at in found else line
        for at, line in enumerate(lines)
    )


def _share_column(above: list[tuple[int, str]], below: list[tuple[int, str]]) -> bool:
    """Whether a cell but the first begins or ends in the same column of two lines."""
    starts = {at for at, _ in above[1:]} & {at for at, _ in below[1:]}
    ends = {at + len(words) for at, words in above[1:]} & {at + len(words) for at, words in below[1:]}
    return bool(starts or ends)


def _in_columns(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Rows by TAB where a line names columns and blanks align those below it; other lines as they are."""
    starts: list[int] = []
    for line in lines:
        cells = _aligned(line.text)
        names = [words for _, words in cells]
        if len(cells) > 2 and any(map(_COLUMN_NAME.fullmatch, names)) and not any(map(_NO_NAME.search, names)):
            starts = [at for at, _ in cells]
        elif line.text.strip() and len({at for at, _ in cells} & set(starts)) < 2:
            starts = []
        yield replace(line, text="\t".join(names)) if starts and line.text.strip() else line


def _aligned(text: str) -> list[tuple[int, str]]:
    """What blanks set apart in a line, each with the column in which it begins; nothing of a line with TABs."""
    return [] if "\t" in text else [(one.start(), one.group()) for one in _APART.finditer(text)]


def read_markdown(data: bytes) -> SourceText:
    """The lines of a Markdown text: headings are marked and lose their hashes, tables become rows by TAB."""
    return SourceText(lines=tuple(_marked(read_plain_text(data).lines)))


def _refuse_figures(sample: str) -> None:
    """Refuse what a spreadsheet wrote: line after line of cells between commas, as many in each."""
    cells = [len(_COMMA.findall(line)) for line in sample.split("\n") if line.strip()]
    usual = max(set(cells), key=cells.count) if cells else 0
    if len(cells) >= _ENOUGH_ROWS and usual >= 2 and cells.count(usual) >= 0.9 * len(cells):
        raise UnreadableFileError("it is a table of figures between commas, which is not read; save the paper itself")


def _with_front_marked(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Front matter as labelled lines, its fences blank; any other text as it is.

    What states the meeting reads as if it stood in the text; the rest is marked, for it is of the web post.
    """
    first = next((at for at, line in enumerate(lines) if line.text.strip()), len(lines))
    if first == len(lines) or not _FENCE.fullmatch(lines[first].text):
        return lines
    last = min(len(lines), first + _MOST_FRONT_LINES)
    end = next((at for at in range(first + 1, last) if _FENCE.fullmatch(lines[at].text)), first)
    inside = lines[first + 1 : end]
    if not any(line.text.strip() for line in inside) or not all(_STATED.fullmatch(line.text) for line in inside):
        return lines
    blanks = replace(lines[first], text=""), replace(lines[end], text="")
    return (*lines[:first], blanks[0], *map(_front_line, inside), blanks[1], *lines[end + 1 :])


def _front_line(line: Line) -> Line:
    key, colon, value = line.text.partition(":")
    name = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", key).split()).casefold()
    bare = value.strip().strip("\"'")
    if colon and bare and name == "title":
        return replace(line, text=bare, mark="title")
    if colon and bare and name in _OF_MEETING:
        return replace(line, text=f"{name.capitalize()}: {bare}")
    return replace(line, mark=FRONT)


def _marked(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        if line.mark == FRONT:
            yield line
        elif _is_rule(line.text.strip()):
            yield replace(line, text="")
        else:
            yield _without_marks(
                line, is_title=following is not None and _UNDER_TITLE.fullmatch(following.text.strip())
            )


def _is_rule(text: str) -> bool:
    """Whether a line only divides: a rule between sections, or that under the head of a table."""
    return bool(_RULE.fullmatch(text)) or ("|" in text and bool(_TABLE_RULE.fullmatch(text)))


def _without_marks(line: Line, *, is_title: object) -> Line:
    link = _LINK.search(line.text)
    text = _LINK.sub(lambda match: "" if match.group().startswith("!") else match["words"], _QUOTED.sub("", line.text))
    heading, cells = _HEADING.fullmatch(text.strip()), _CELLS.fullmatch(text.strip())
    mark = f"h{len(heading['hashes'])}" if heading else "h1" if is_title and text.strip() else line.mark
    if cells:
        told = _BREAK.sub(" ", cells["cells"])
        text = "\t".join(_unescaped(cell.strip()) for cell in re.split(r"(?<!\\)\|", told))
    elif heading:
        text = _with_plain_number(_unescaped(heading["words"].rstrip("# ")))
    else:
        text = _with_plain_number(_unescaped(text))
    return replace(line, text=text, mark=mark, link=link["address"] if link else None)


def _with_plain_number(text: str) -> str:
    """A line whose number stands in bold ("**2.** **Lamps**", "**2. Lamps**") begins with that number."""
    bare = _BOLD_NUMBER.sub(lambda match: f"{match['before']}{match['number']} ", text)
    return _NUMBER_IN_BOLD.sub(lambda match: f"{match['before']}{match['number']} {match['mark']}", bare)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub("", text)
