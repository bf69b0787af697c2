"""The one JSON shape of passages, papers, searches and coverage."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from papersearch.coverage import CommitteeSpan, Coverage
from papersearch.engines.port import FacetCount, Stats, value_key
from papersearch.labels import value_label
from papersearch.model import Person, SourceRef
from papersearch.passage import PaperCard, Passage
from papersearch.query import Rung, SearchRequest, in_words, leaves
from papersearch.results import Elsewhere, Result
from papersearch.searching import ResultPage
from papersearch.snippets import Snippet
from papersearch.widening import Expansion

Record = dict[str, object]

_WORD_OF_RUNG = {rung: rung.name.lower() for rung in Rung}


def passage_json(passage: Passage, *, site: str = "") -> Record:
    """The passage record; `site` is put before its addresses, which are paths without it."""
    return {
        "id": passage.id,
        "url": site + passage.url,
        "text": passage.text,
        "form": passage.form.value,
        "role": passage.role.value,
        "number": passage.number,
        "section": list(passage.section),
        "lead_in": passage.lead_in,
        "speaker": passage.speaker,
        "truncated": passage.truncated,
        "council": passage.council,
        "council_name": passage.council_name,
        "committee": passage.committee,
        "meeting_date": _day_json(passage.meeting_date),
        "date_basis": passage.date_basis.value if passage.date_basis else None,
        "meeting_url": f"{site}/meeting/{passage.meeting_key}" if passage.has_meeting else None,
        "item_number": passage.item_number,
        "item_title": passage.item_title,
        "item_key": passage.item_key,
        "paper_id": passage.paper_id,
        "paper_url": f"{site}/paper/{passage.paper_id}",
        "paper_title": passage.paper_title,
        "paper_type": passage.paper_type.value,
        "paper_complete": passage.paper_complete,
        "people": list(passage.people),
        "lead_officer": passage.lead_officer,
        "citation": passage.citation,
        "source": _source_json(passage.source),
    }


def paper_json(card: PaperCard, passages: Sequence[Passage] | None = None, *, site: str = "") -> Record:
    """A paper without its paragraphs; with them, as `passages`, if they are given."""
    record: Record = {
        "id": card.id,
        "url": f"{site}/paper/{card.id}",
        "title": card.title,
        "type": card.type.value,
        "council": card.council,
        "council_name": card.council_name,
        "committee": card.committee,
        "meeting_date": _day_json(card.meeting_date),
        "meeting_url": f"{site}/meeting/{card.meeting_key}" if card.committee and card.meeting_date else None,
        "starts": card.starts.isoformat("minutes") if card.starts else None,
        "place": card.place,
        "item_number": card.item_number,
        "item_title": card.item_title,
        "items": [{"number": number, "title": title} for number, title in card.items],
        "source": _source_json(card.source),
        "address": card.address,
        "sha256": card.sha256,
        "complete": card.complete,
        "version": card.version,
        "published": _day_json(card.published),
        "ids": list(card.ids),
        "pages": card.pages,
        "image_only_pages": list(card.textless_pages),
        "lead_officer": card.lead_officer,
        "people": [_person_json(person) for person in card.people],
        "defines": dict(card.defines),
        "facts": dict(card.facts),
        "basis": {name: basis.value for name, basis in card.basis.items()},
        "warnings": list(card.warnings),
        "passage_count": card.passages,
    }
    return record if passages is None else record | {"passages": [passage_json(one, site=site) for one in passages]}


def result_json(result: Result, *, site: str = "") -> Record:
    """The passage record of a hit, and how it was found."""
    return passage_json(result.hit.passage, site=site) | {
        "score": result.hit.score,
        "rung": _WORD_OF_RUNG[result.hit.rung],
        "snippet": _snippet_json(result.snippet),
        "cut_before": result.snippet.cut_before,
        "cut_after": result.snippet.cut_after,
        "missing": list(result.missing),
        "related": list(result.related),
        "elsewhere": _elsewhere_json(result.elsewhere, site) if result.elsewhere else None,
        "more_in_item": result.hit.more_in_item,
        "repeats": result.hit.repeats,
        "repeated_by": [
            {"id": one.id, "url": site + one.url, "citation": one.citation} for one in result.hit.repeated_by
        ],
    }


def search_json(page: ResultPage, *, site: str = "") -> Record:
    """The search answer: one page of results and all the counts."""
    return {
        "query": page.parsed.typed,
        "understood": page.parsed.understood,
        "notices": list(page.parsed.notices),
        "total": page.total,
        "rungs": _by_rung(page.totals),
        "related_rungs": _by_rung(page.related_totals),
        "reach": _WORD_OF_RUNG[page.reach],
        "exact_total": page.exact_total,
        "items": page.items,
        "listed": page.listed,
        "grouped": page.request.grouped,
        "folded": page.request.folded,
        "sort": page.request.sort.value,
        "expansions": [_expansion_json(expansion) for expansion in page.expansions],
        "expansion_cut": page.expansion_cut,
        "page": page.page,
        "pages": page.pages,
        "results": [result_json(result, site=site) for result in page.results],
        "facets": facets_json(page),
        "timeline": [{"year": year, "count": count} for year, count in page.timeline],
        "suggestions": list(page.suggestions),
        "word_counts": [
            {"words": words, "passages": count, "within_filters": page.words_within.get(words, count)}
            for words, count in page.word_counts
        ],
        "unquoted": (
            {"query": page.unquoted.query, "rungs": _by_rung(page.unquoted.totals)} if page.unquoted else None
        ),
        "without_filter": dict(page.without_filter),
        "coverage": coverage_json(page.coverage, searched_json(page)),
    }


def facets_json(page: ResultPage) -> Record:
    """For each facet asked for its values with label, count and whether it is chosen; a chosen one may count 0."""
    return {name: _facet_json(name, counts, page) for name, counts in page.facets.items()}


def coverage_json(coverage: Coverage, searched: Record | None = None) -> Record:
    """What is indexed, and under `searched` (of `searched_json`) what was looked for in it."""
    return {
        "papers": coverage.papers,
        "passages": coverage.passages,
        "councils": [{"slug": slug, "name": name} for slug, name in coverage.councils],
        "committees": [_span_json(span) for span in coverage.committees],
        "first_date": _day_json(coverage.first_date),
        "last_date": _day_json(coverage.last_date),
        "undated_papers": coverage.undated_papers,
        "extracts": coverage.extracts,
        "image_only_pages": coverage.image_only_pages,
        "quarantined": coverage.quarantined,
        "papers_by_year": _by_year(coverage.papers_by_year),
        "generation": coverage.generation,
        "built": coverage.built or None,
        "searched": searched or {"filters": {}, "words": [], "expansions": []},
    }


def searched_json(page: ResultPage) -> Record:
    """The filters, words and related words of a search, as a statement of coverage tells them."""
    return {
        "filters": filters_json(page.request),
        "words": list(dict.fromkeys(in_words(leaf) for leaf in leaves(page.parsed.node, negated=True))),
        "expansions": [expansion.to for expansion in page.expansions if expansion.switched_on],
    }


def filters_json(request: SearchRequest) -> Record:
    """The filters of a request by their names in addresses; `from` and `to` are days."""
    filters: Record = {name: sorted(values) for name, values in request.filters.items() if values}
    if request.dates is not None:
        filters["from"] = _day_json(request.dates.first)
        filters["to"] = _day_json(request.dates.last)
    if request.item is not None:
        filters["item"] = request.item
    return filters


def evidence_json(page: ResultPage, results: Iterable[Result], stats: Stats, *, site: str = "") -> Record:
    """An evidence pack: passages with their citations, the search that found them, and what was searched.

    `index.corpus` is equal for equal papers, so another person can tell whether the same search would answer the same.
    """
    return {
        "query": page.parsed.typed,
        "understood": page.parsed.understood,
        "total": page.total,
        "rungs": _by_rung(page.totals),
        "related_rungs": _by_rung(page.related_totals),
        "reach": _WORD_OF_RUNG[page.reach],
        "sort": page.request.sort.value,
        "expansions": [_expansion_json(expansion) for expansion in page.expansions],
        "index": {"generation": stats.generation, "built": stats.built or None, "corpus": stats.corpus},
        "coverage": coverage_json(page.coverage, searched_json(page)),
        "results": [result_json(result, site=site) for result in results],
    }


def jsonl_lines(results: Iterable[Result], *, site: str = "") -> Iterator[str]:
    """One result a line, each line a JSON object and its line end."""
    for result in results:
        yield json.dumps(result_json(result, site=site), ensure_ascii=False) + "\n"


def _day_json(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _source_json(source: SourceRef) -> Record:
    return {
        "path": source.path,
        "first_line": source.first_line,
        "last_line": source.last_line,
        "page": source.page,
    }


def _person_json(person: Person) -> Record:
    return {"name": person.name, "post": person.post, "mark": person.mark, "standing": person.standing}


def _snippet_json(snippet: Snippet) -> list[Record]:
    return [{"text": fragment.text, "match": fragment.is_match} for fragment in snippet.fragments]


def _elsewhere_json(elsewhere: Elsewhere, site: str) -> Record:
    passage = elsewhere.passage
    return {
        "words": list(elsewhere.words),
        "id": passage.id,
        "url": site + passage.url,
        "citation": passage.citation,
        "snippet": _snippet_json(elsewhere.snippet),
    }


def _facet_json(name: str, counts: Sequence[FacetCount], page: ResultPage) -> list[Record]:
    chosen = {value_key(value): value for value in sorted(page.request.filters.get(name, ()))}
    counted = {value_key(one.value) for one in counts}
    without_hits = [FacetCount(value, 0) for key, value in chosen.items() if key not in counted]
    return [
        {
            "value": one.value,
            "label": value_label(name, one.value, page.council_names),
            "count": one.count,
            "selected": value_key(one.value) in chosen,
        }
        for one in (*counts, *without_hits)
    ]


def _span_json(span: CommitteeSpan) -> Record:
    return {
        "council": span.council,
        "council_name": span.council_name,
        "committee": span.committee,
        "papers": span.papers,
        "meetings": span.meetings,
        "first_date": _day_json(span.first_date),
        "last_date": _day_json(span.last_date),
        "papers_by_year": _by_year(span.papers_by_year),
        "gap_years": list(span.gap_years),
    }


def _expansion_json(expansion: Expansion) -> Record:
    return {"from": expansion.from_word, "to": expansion.to, "switched_on": expansion.switched_on}


def _by_rung(totals: Mapping[Rung, int]) -> Record:
    return {_WORD_OF_RUNG[rung]: totals.get(rung, 0) for rung in Rung}


def _by_year(papers: Mapping[int, int]) -> list[Record]:
    return [{"year": year, "papers": count} for year, count in papers.items()]
