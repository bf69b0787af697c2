"""Papers as lines on a terminal."""

from collections.abc import Iterator, Sequence

from papersearch.coverage import Coverage
from papersearch.labels import counted
from papersearch.passage import PaperCard, Passage, in_words
from papersearch.tabulating import plain


def paper_lines(card: PaperCard, passages: Sequence[Passage]) -> Iterator[str]:
    """A paper: what it says of itself, then each unit with its lines, form, role and number."""
    day = in_words(card.meeting_date) if card.meeting_date else "date not stated"
    yield f"{card.type}: {plain(card.title)}"
    yield f"  {card.council_name}, {card.committee or 'committee not stated'}, {day}, item {card.item_number or 'not stated'}"
    yield (
        f"  paper {card.id}, lines {card.source.first_line} to {card.source.last_line}, {counted(card.passages, 'unit')}"
        + ("" if card.complete else ", an extract")
    )
    for name, value in sorted(card.facts.items()):
        yield f"  {name}: {plain(value)}"
    if card.people:
        yield f"  people: {', '.join(person.name for person in card.people)}"
    for warning in card.warnings:
        yield f"  look at: {plain(warning)}"
    for passage in passages:
        yield _unit_line(passage)
    yield ""


def _unit_line(passage: Passage) -> str:
    first, last = passage.source.first_line, passage.source.last_line
    lines = str(first) if first == last else f"{first}-{last}"
    page = "" if passage.source.page is None else f" p{passage.source.page}"
    number = passage.number or ""
    return f"{lines + page:>12}  {passage.form:<10} {passage.role:<14} {number:>5}  {plain(passage.text)}"


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """What is in an index: totals, then a line a committee with its gaps, then what cannot be searched."""
    first, last = coverage.first_date, coverage.last_date
    dated = f"meetings from {in_words(first)} to {in_words(last)}" if first and last else "no dated meeting"
    yield f"{counted(coverage.papers, 'paper')}, {counted(coverage.passages, 'paragraph')}, {dated}"
    for span in coverage.committees:
        years = ", ".join(f"{year}: {papers}" for year, papers in span.papers_by_year.items())
        gaps = f"; none in {', '.join(map(str, span.gap_years))}" if span.gap_years else ""
        yield f"  {span.council_name}, {span.committee or 'committee not stated'}: {counted(span.papers, 'paper')} ({years}){gaps}"
    yield f"undated papers: {coverage.undated_papers}; extracts: {coverage.extracts}"
    yield f"pages that are images and cannot be searched: {coverage.image_only_pages}; files not indexed: {coverage.quarantined}"
