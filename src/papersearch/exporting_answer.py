"""The one JSON shape of an answer, and its lines for a terminal."""

from collections.abc import Iterator

from papersearch.answering import NO_DIRECT_ANSWER, Answer, Outcome
from papersearch.commitments import Commitment
from papersearch.exporting import Record, coverage_json, passage_json
from papersearch.exporting_ledger import commitment_json, status_words
from papersearch.labels import counted
from papersearch.passage import in_words
from papersearch.tabulating import wrapped


def ask_json(found: Answer, *, site: str = "") -> Record:
    """The ask answer: each `sentences[].text` stands word for word in the `text` of its citation."""
    asked, done = found.asked, found.arranged
    return {
        "question": asked.typed,
        "outcome": found.outcome.value,
        "kind": asked.kind.value,
        "sentences": [{"text": one.quote.text, "citation": one.citation} for one in found.sentences],
        "citations": [passage_json(one.passage, site=site) | {"number": one.number} for one in found.citations],
        "conflicts": [list(numbers) for numbers in found.conflicts],
        "reason": found.reason,
        "absent": list(found.absent),
        "implied": [{"filter": name, "words": words} for name, words in asked.implied],
        "relaxed": found.relaxed,
        "related": [{"from": word, "to": to} for word, to in found.related],
        "arranged": {"model": done.model, "dropped": done.dropped, "problem": done.problem} if done else None,
        "promises": [commitment_json(one.row, site=site) for one in found.promises],
        "coverage": coverage_json(found.coverage),
    }


def promise_words(row: Commitment) -> str:
    """When a promise is due and what later papers say of it, in a sentence each; never that it was not kept."""
    due = row.due
    words = f"Due: {due.words.text}" if due else "Due: not stated"
    if due and due.day:
        words += f" ({in_words(due.day)}{f', {due.note}' if due.note else ''})"
    return f"{words}. Reported back: {status_words(row)}."


def arranged_words(found: Answer) -> str:
    """What a language model did to an answer, in words; empty where none was asked."""
    done = found.arranged
    if done is None:
        return ""
    dropped = f"{done.dropped} of the lines it wrote" if done.dropped != 1 else "One line it wrote"
    left_out = f" {dropped} did not stand in a cited paragraph, and was left out." if done.dropped else ""
    if done.problem:
        return f"No language model changed this answer: {done.problem}.{left_out}"
    return (
        f"A language model ({done.model}) chose and ordered these sentences; each is copied from its source.{left_out}"
    )


def answer_lines(found: Answer, *, width: int = 80) -> Iterator[str]:
    """An answer for a terminal: what came of the question, its quotations, and where they stand."""
    match found.outcome:
        case Outcome.ANSWER:
            for one in found.sentences:
                yield from wrapped(
                    f"\N{LEFT DOUBLE QUOTATION MARK}{one.quote.text}\N{RIGHT DOUBLE QUOTATION MARK} [{one.citation}]",
                    width,
                )
            yield ""
            for note in _notes(found):
                yield from wrapped(note, width)
        case Outcome.CLOSEST:
            why = "" if found.reason == NO_DIRECT_ANSWER else f": {found.reason}"
            yield from wrapped(f"None of these answers it directly{why}. The closest paragraphs:", width)
            for citation in found.citations:
                yield from wrapped(f"[{citation.number}] {citation.passage.text}", width)
            yield ""
        case Outcome.NOTHING:
            yield from wrapped(
                f"Nothing found in the {counted(found.coverage.papers, 'paper')} searched: {found.reason}.", width
            )
    for citation in found.citations:
        yield from wrapped(f"[{citation.number}] {citation.passage.citation}", width)
    if found.absent:
        yield from wrapped(f"In no paper: {', '.join(found.absent)}", width)


def _notes(found: Answer) -> Iterator[str]:
    """What is told below the quotations."""
    yield from (promise_words(one.row) for one in found.promises)
    if found.arranged:
        yield arranged_words(found)
    if found.conflicts:
        yield "The papers give different dates or figures; none is preferred."
