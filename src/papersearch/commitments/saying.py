"""What one paper says that may become rows: the points under its labels, its tables of actions, and its prose."""

from collections.abc import Iterator

from papersearch.commitments.attended import short_names
from papersearch.commitments.columns import is_row, rows_of
from papersearch.commitments.decisions import decisions_of
from papersearch.commitments.drafts import Draft
from papersearch.commitments.minuted import told_in_rows
from papersearch.commitments.prose import sentences_of
from papersearch.commitments.records import Kind
from papersearch.model import PaperType
from papersearch.passage import Passage, Quote


def drafts_of(passages: tuple[Passage, ...]) -> Iterator[Draft]:
    """What one paper says: the points under its labels, the rows of its action tables, and undertakings in its prose."""
    if not passages or passages[0].paper_type is PaperType.AGENDA:
        return
    in_tables = rows_of(passages)
    yield from in_tables.values()
    known = short_names(passages)
    in_rows = told_in_rows(passages, in_tables.keys(), known)
    prose: list[Passage] = []
    decided: set[str] = set()
    opening: Passage | None = None
    for passage, points in decisions_of(passages):
        opening = passage if passage.text.rstrip().endswith(":") else opening if passage.lead_in else None
        if is_row(passage):
            yield from in_rows.get(passage.ordinal, ())
            continue
        found = points or list(sentences_of(passage, opening, known))
        yield from found
        if points:
            decided.add(passage.item_key)
        elif not found:
            prose.append(passage)
    yield from (_telling(one) for one in prose if one.item_key in decided and one.paper_type is not PaperType.REPORT)


def _telling(passage: Passage) -> Draft:
    """What was said on an item on which something was decided."""
    whole = Quote(passage=passage, start=0, end=len(passage.text))
    return Draft(quote=whole, kind=Kind.COMMITMENT, rule="discussion", is_telling=True)
