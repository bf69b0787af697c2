"""An evidence pack as its page shows it, on the site and as a file that stands alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from papersearch.exporting import Record
from papersearch.passage import in_words
from papersearch.snippets import Fragment
from papersearch.web.presenting.holding import found_in_words
from papersearch.web.presenting.marking import Piece, pieces_of, plain
from papersearch.web.presenting.words import between, counted, listed, moment
from papersearch.web.state.search import SearchState

MAX_PARAGRAPHS = 500
"""More than a page can be read or printed; the file that `papersearch export` writes has all."""

_ORDERS = {"relevance": "best match first", "newest": "newest meeting first", "oldest": "oldest meeting first"}
_Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A pack (`exporting.evidence_json`), what was asked and found in words, and its paragraphs in pieces."""

    heading: str
    pack: Record
    facts: tuple[tuple[str, str], ...]
    spans: tuple[str, ...]
    """Each committee with its papers."""
    quotes: tuple[tuple[str, tuple[Piece, ...]], ...]
    """Of each result the sentence that opens its list, or nothing, and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePageView:
    """A pack as a page of the site: where it came from, and what of its search it leaves out."""

    title: str
    evidence: EvidenceView
    back_url: str
    note: str


def evidence_view(pack: Record, *, made: date) -> EvidenceView:
    """A pack as it is shown; `made` is the day it was made."""
    results = cast("Sequence[_Fields]", pack["results"])
    return EvidenceView(
        heading=f"Evidence: {pack['query'] or 'all paragraphs'}",
        pack=pack,
        facts=tuple(_facts(pack, made)),
        spans=tuple(_span(one) for one in cast("Mapping[str, Sequence[_Fields]]", pack["coverage"])["committees"]),
        quotes=tuple((plain(str(one["lead_in"] or "")), _pieces(one)) for one in results),
    )


def evidence_page_view(state: SearchState, pack: Record, *, made: date, ticked: int) -> EvidencePageView:
    """The page of a pack; `ticked` paragraphs were chosen, or 0 for all that were found."""
    view = evidence_view(pack, made=made)
    return EvidencePageView(
        title=view.heading,
        evidence=view,
        back_url=state.url(),
        note=_note(len(view.quotes), cast("int", pack["total"]), ticked),
    )


def _note(shown: int, total: int, ticked: int) -> str:
    if ticked and shown == ticked:
        return (
            f"These are the {counted(shown, 'paragraph')} you ticked." if shown > 1 else "This is the one you ticked."
        )
    if ticked:
        return f"Of the {counted(ticked, 'paragraph')} you ticked, this search finds {shown:,}."
    if shown < total:
        return f"These are the first {shown:,} of {counted(total, 'paragraph')}; the CSV of the results has all."
    return ""


def _pieces(result: _Fields) -> tuple[Piece, ...]:
    """The words of a result; what was searched for is marked, without telling related words from typed ones."""
    snippet = cast("Sequence[_Fields]", result["snippet"])
    fragments = [Fragment(str(one["text"]), bool(one["match"])) for one in snippet]
    return pieces_of(fragments, None, str(result["text"]))


def _facts(pack: Record, made: date) -> Iterator[tuple[str, str]]:
    """The exact search, what it found, and in which state of the index, each with its name."""
    index = cast("Mapping[str, str | None]", pack["index"])
    results = cast("Sequence[_Fields]", pack["results"])
    yield "Searched for", str(pack["understood"])
    yield from _filters(pack)
    for one in cast("Sequence[_Fields]", pack["expansions"]):
        if one["switched_on"]:
            yield "Related word", f"{one['to']}, for {one['from']}"
    yield (
        "Found",
        found_in_words(
            rungs=cast("Mapping[str, int]", pack["rungs"]),
            related=cast("Mapping[str, int]", pack["related_rungs"]),
            reach=str(pack["reach"]),
            words=[str(one["to"]) for one in cast("Sequence[_Fields]", pack["expansions"]) if one["switched_on"]],
            has_words=bool(cast("Mapping[str, Mapping[str, _Fields]]", pack["coverage"])["searched"]["words"]),
        ),
    )
    yield "Shown here", f"{len(results):,}, {_ORDERS[str(pack['sort'])]}"
    yield "Made on", in_words(made)
    built = f", made on {moment(index['built'])}" if index["built"] else ""
    yield "Index", f"generation {index['generation']}{built}"
    yield "Fingerprint of the papers", str(index["corpus"])


def _filters(pack: Record) -> Iterator[tuple[str, str]]:
    """The filters of the search, name and values in words."""
    coverage = cast("Mapping[str, Mapping[str, _Fields]]", pack["coverage"])
    for name, value in coverage["searched"]["filters"].items():
        if value:
            yield (
                f"Filter: {name.replace('_', ' ')}",
                ", ".join(map(str, value)) if isinstance(value, list) else str(value),
            )


def _span(committee: _Fields) -> str:
    """One committee with its papers and the years that have none."""
    said = f"{committee['council_name']}, {committee['committee'] or 'committee not stated'}: "
    said += counted(cast("int", committee["papers"]), "paper")
    days = [date.fromisoformat(str(committee[name])) for name in ("first_date", "last_date") if committee[name]]
    if days:
        said += f", {between(days[0], days[-1])}"
    gaps = cast("Sequence[int]", committee["gap_years"])
    return f"{said}; none in {listed([str(year) for year in gaps])}" if gaps else said
