"""Writes results as CSV that no spreadsheet runs, and as a plain table for a terminal."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from papersearch.bold import part_without_stars, without_stars
from papersearch.engines.port import Hit
from papersearch.exporting import result_json
from papersearch.query import Rung
from papersearch.searching import Result

BYTE_ORDER_MARK = "\ufeff"
"""Stands first in a CSV file, so that spreadsheets read it as UTF-8."""

RESULT_COLUMNS = (
    "rank", "citation", "text", "url", "rung", "related", "missing", "repeats", "council_name", "committee", "meeting_date",
    "date_basis", "item_number", "item_title", "paper_title", "paper_type", "paper_complete", "form", "role", "number",
    "section", "lead_in", "speaker", "people", "lead_officer", "path", "first_line", "last_line", "page", "council", "id",
    "paper_id", "score",
)  # fmt: skip

NARROWEST = 40
"""Columns of a terminal below which a table is not made narrower."""

_FORMULA_START = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PLACES = {Rung.PARAGRAPH: "", Rung.ITEM: "same item", Rung.MEETING: "same meeting"}


def result_lines(
    results: Iterable[Result], *, site: str = "", has_mark: bool = True, first_rank: int = 1
) -> Iterator[str]:
    """Results as CSV: a header row and one row a result, each with its line end, made as they are asked for.

    `has_mark` puts the byte order mark first, as a file or a download needs it.
    """
    ranked = enumerate(results, start=first_rank)
    rows = (_flat(result_json(one, site=site)) | {"rank": rank} for rank, one in ranked)
    return csv_lines(RESULT_COLUMNS, rows, has_mark=has_mark)


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, has_mark: bool = True) -> Iterator[str]:
    """A header row and the rows, each with its line end, made as they are asked for.

    No cell is a formula to a spreadsheet: one that begins like a formula gets an apostrophe.
    """
    yield (BYTE_ORDER_MARK if has_mark else "") + _csv_line(columns)
    for row in rows:
        yield _csv_line([safe_cell(row[column]) for column in columns])


def safe_cell(value: object) -> str:
    """A value as the text of a cell: what is not stated is empty, lists are joined, nothing is a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = "; ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)
    text = _CONTROLS.sub(" ", text)
    return f"'{text}" if _FORMULA_START.match(text) else text


def table_lines(results: Iterable[Result], *, width: int = 80, first_rank: int = 1) -> Iterator[str]:
    """Results for a terminal: rank and citation, the snippet below, and how it was found where not by its own words.

    Lines have no line end and take at most `width` columns (at least `NARROWEST`); nothing in them moves the cursor.
    """
    width = max(width, NARROWEST)
    for rank, result in enumerate(results, start=first_rank):
        head = f"{rank:>3}  "
        room = width - len(head)
        paragraphs = (result.hit.passage.citation, _snippet(result), _how_found(result))
        lines = [line for paragraph in paragraphs for line in wrapped(paragraph, room)]
        yield head + lines[0]
        yield from (" " * len(head) + line for line in lines[1:])
        yield ""


def wrapped(text: str, width: int) -> list[str]:
    """A text as lines of at most `width` columns, without what steers a terminal and stars for bold; long words are broken."""
    lines: list[str] = []
    line = ""
    for word in plain(without_stars(text)).split():
        if line and columns_of(f"{line} {word}") <= width:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        *full, line = _broken(word, width)
        lines += full
    return [*lines, line] if line else lines


def plain(text: str) -> str:
    """A text without characters that would steer a terminal: controls, escapes, and those that turn the direction."""
    kept = (char for char in text if unicodedata.category(char) != "Cf")
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") else char for char in kept)


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _broken(word: str, width: int) -> list[str]:
    pieces = [""]
    for char in word:
        if columns_of(pieces[-1]) + _columns(char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _snippet(result: Result) -> str:
    before = "… " if result.snippet.cut_before else ""
    after = " …" if result.snippet.cut_after else ""
    return f"{before}{part_without_stars(result.snippet.text, result.hit.passage.text).strip()}{after}"


def _how_found(result: Result) -> str:
    """What a reader cannot see in the snippet: on which rung it stands, and what stands where; empty if all is there."""
    elsewhere, related = result.elsewhere, ", ".join(result.related)
    parts = [
        _same_words(result.hit),
        _PLACES[result.hit.rung],
        f"{', '.join(elsewhere.words)}: {elsewhere.passage.place}" if elsewhere else "",
        f"related word: {related}" if related else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"[{told}]" if told else ""


def _same_words(hit: Hit) -> str:
    """How many further results say the same; the engine gives passages only of those that are folded."""
    told = (
        f"the same words in {hit.repeats:,} more {'result' if hit.repeats == 1 else 'results'}" if hit.repeats else ""
    )
    return f"{told}, listed with --unfold" if hit.repeated_by else told


def _flat(record: Mapping[str, object]) -> dict[str, object]:
    source, section = record["source"], record["section"]
    flat = {**record, **source} if isinstance(source, dict) else dict(record)
    return flat | {"section": " > ".join(section) if isinstance(section, list) else ""}


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
