"""Takes the private entries out of a forward plan, so that they do not close the others."""

import re
from collections.abc import Sequence

from papersearch.model import Line, SourceFile
from papersearch.papers.folding import bare, fold
from papersearch.papers.labelling import TITLE_ZONE, closed_label

_PLAN = re.compile(
    r".*\b(?:forward plan|notice of (?:forthcoming |future |key |intended |proposed )?(?:key )?decisions?|key decisions?|decision (?:list|plan|notice)|"
    r"schedule of (?:key )?decisions|work programme|notice of intention|planned decisions)\b.*"
)
_LABELLED = re.compile(r"\W*(?P<label>[a-z][a-z /()'-]{1,50}?)\??\s*[:\t]")
_FEWEST = 2


def without_closed_entries(lines: tuple[Line, ...], file: SourceFile) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines of a paper without the entries of a plan that are labelled closed, and where each of those is so labelled.

    An entry begins with the first label that recurs; a paper that is no plan, or whose entries do not begin alike, is
    given back whole.
    """
    stated = [line for line in lines if line.text.strip()]
    if not any(len(line.text) < 200 and _PLAN.fullmatch(bare(line.text)) for line in stated[:TITLE_ZONE]):
        return lines, ()
    starts = _starts(stated)
    if not starts:
        return _without_closed_rows(lines, stated, file)
    closed: set[int] = set()
    found: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(stated)], strict=True):
        label = closed_label(stated[start:end], file, is_page=False)
        if label is not None:
            found.append(label.line)
            closed.update(line.number for line in stated[start:end])
    return tuple(line for line in lines if line.number not in closed), tuple(found)


def _starts(stated: Sequence[Line]) -> list[int]:
    """Where the entries begin: at the first label that stands there more than once."""
    labels = [_LABELLED.match(fold(line.text)) if len(line.text) < 1_000 else None for line in stated]
    names = [
        found["label"] if found and "\t" not in line.text else None for found, line in zip(labels, stated, strict=True)
    ]
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if name:
            places.setdefault(name, []).append(at)
    return next((found for found in places.values() if len(found) >= _FEWEST), [])


def _without_closed_rows(
    lines: tuple[Line, ...], stated: Sequence[Line], file: SourceFile
) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The same for a plan that is a table: each row is judged under the row of its labels."""
    rows = [line for line in stated if "\t" in line.text]
    if len(rows) <= _FEWEST:
        return lines, ()
    header, width = rows[0], len(rows[0].text.split("\t"))
    closed = {
        row.number
        for row in rows[1:]
        if len(row.text.split("\t")) == width and closed_label((header, row), file, is_page=False) is not None
    }
    return tuple(line for line in lines if line.number not in closed), tuple(sorted(closed))
