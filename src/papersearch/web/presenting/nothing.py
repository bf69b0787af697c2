"""A search that found nothing: what each part finds, what could be changed, and what was searched."""

from dataclasses import dataclass

from papersearch.coverage import Coverage
from papersearch.labels import value_label
from papersearch.passage import FACET_LABELS, in_words
from papersearch.query import MAX_LENGTH, AllOf, Exact, Near, Rung, Word, as_a_search, has_fields, leaves
from papersearch.query import in_words as query_in_words
from papersearch.rewording import Reworded
from papersearch.searching import ResultPage
from papersearch.web.presenting.facets import dates_asked
from papersearch.web.presenting.words import between, counted, listed
from papersearch.web.state.search import SearchState

_WHERE = (
    (Rung.PARAGRAPH, "with all words"),
    (Rung.ITEM, "in items with all words"),
    (Rung.MEETING, "in meetings with all words"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One word or phrase of the search, and the paragraphs it is in; `plain_url` searches a phrase word by word.

    `count` and `url` are without filters, `within` and `within_url` under those of the search, if it has some.
    """

    words: str
    count: int
    url: str
    within: int | None = None
    within_url: str | None = None
    plain_words: str | None = None
    plain_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One thing to try: a link and what stands behind it."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What the page without results says."""

    heading: str
    parts: tuple[Part, ...]
    parts_say: str
    without_quotes: str
    ways: tuple[Way, ...]
    indexed: str
    statement: str
    limits: tuple[str, ...]


def nothing_of(state: SearchState, page: ResultPage) -> Nothing:
    """What a page without results tells."""
    return Nothing(
        heading="No paragraphs match all of your search" if state.q else "No paragraphs match these filters",
        parts=_parts(state, page),
        parts_say=_parts_say(page),
        without_quotes=_without_quotes(page.unquoted),
        ways=_ways(state, page),
        indexed=_indexed(page.coverage),
        statement=_statement(page.coverage, " within these filters" if state.is_filtered else ""),
        limits=(*limits_of(page.coverage, is_filtered=state.is_filtered), *_gaps(page.coverage)),
    )


def limits_of(coverage: Coverage, *, is_filtered: bool = False) -> tuple[str, ...]:
    """What could hide something from a search of these papers, a line each; only what is there.

    What a file that was kept out would have passed is not known, so `is_filtered` says of whose they may be.
    """
    whose = " (of the whole index: it is not known which filters they would pass)" if is_filtered else ""
    said = (
        (coverage.undated_papers, f"{counted(coverage.undated_papers, 'paper')} without a stated date"),
        (coverage.extracts, f"{counted(coverage.extracts, 'paper')} of which only an extract is indexed"),
        (coverage.image_only_pages, f"{counted(coverage.image_only_pages, 'page')} that hold only an image, unread"),
        (coverage.quarantined, f"{counted(coverage.quarantined, 'file')} kept out of the index{whose}"),
    )
    return tuple(sentence for count, sentence in said if count)


def _gaps(coverage: Coverage) -> tuple[str, ...]:
    """The committees with years that no paper is of, between their first and their last."""
    return tuple(
        f"no paper of {span.committee or 'no stated committee'} ({span.council_name}) "
        f"in {listed([str(year) for year in span.gap_years])}"
        for span in coverage.committees
        if span.gap_years
    )


def _parts(state: SearchState, page: ResultPage) -> tuple[Part, ...]:
    parts_asked = {query_in_words(leaf): leaf for leaf in leaves(page.parsed.node)}
    phrases = {shown: leaf.words for shown, leaf in parts_asked.items() if isinstance(leaf, Exact | Near)}
    parts = []
    for shown, count in page.word_counts:
        phrase = phrases.get(shown, ())
        can_be_unquoted = len(phrase) > 1 and not count and page.unquoted is not None
        typed = as_a_search(parts_asked[shown])
        within = page.words_within.get(shown)
        parts.append(
            Part(
                words=shown,
                count=count,
                url=SearchState(q=typed).url(),
                within=within,
                within_url=state.asking(typed).url() if within else None,
                plain_words=listed(phrase) if can_be_unquoted else None,
                plain_url=state.asking(page.unquoted.query).url() if can_be_unquoted and page.unquoted else None,
            )
        )
    return tuple(parts)


def _parts_say(page: ResultPage) -> str:
    """What the counts of the parts are of."""
    if page.words_within:
        return "What each part finds on its own, within your filters and in all papers:"
    if has_fields(page.parsed.node):
        return "What each part finds on its own, in all papers:"
    return "What each part finds on its own:"


def _without_quotes(unquoted: Reworded | None) -> str:
    """The hits without the quotes on each rung; empty where there are no quotes."""
    if unquoted is None:
        return ""
    in_all = [
        f"{counted(unquoted.totals[rung], 'paragraph')} {where}" for rung, where in _WHERE if unquoted.totals[rung]
    ]
    return f"Without quotes: {listed(in_all)}." if in_all else "Without quotes nothing is found either."


def _ways(state: SearchState, page: ResultPage) -> tuple[Way, ...]:
    """What could be changed; the rung stays, so that each count is what its link gives."""
    ways = []
    any_word = _any_word(page)
    if any_word:
        ways.append(Way(text="search for any of these words", url=state.asking(any_word).url()))
    state = state.reaching(page.reach)
    if state.from_date or state.to_date:
        note = f"(you are searching {dates_asked(state)}) {_found(page, 'dates')}"
        ways.append(Way(text="search all years", url=state.without_dates().url(), note=note))
    for facet in dict.fromkeys(facet for facet, _ in state.filters):
        values = [value_label(facet, value, page.council_names) for value in state.values(facet)]
        filters = "filter" if len(values) == 1 else "filters"
        ways.append(
            Way(
                text=f"remove the {filters} {FACET_LABELS[facet]}: {listed(values, 'or')}",
                url=state.clearing(facet).url(),
                note=_found(page, facet),
            )
        )
    if len(ways) - bool(any_word) > 1:
        ways.append(Way(text="remove all filters", url=state.cleared().url()))
    return tuple(ways)


def _any_word(page: ResultPage) -> str:
    """The query that asks for any of its words; empty where they are not plain, or fewer than two, or found nowhere."""
    node = page.parsed.node
    if not page.parsed.plain or not isinstance(node, AllOf) or not any(count for _, count in page.word_counts):
        return ""
    either = " OR ".join(
        leaf.text if isinstance(leaf, Word) else f'"{" ".join(leaf.words)}"'
        for leaf in leaves(node)
        if isinstance(leaf, Word | Exact)
    )
    return either if len(either) <= MAX_LENGTH else ""


def _found(page: ResultPage, name: str) -> str:
    count = page.without_filter.get(name, 0)
    return f"– {counted(count, 'paragraph')}" if count else "– still none"


def _indexed(coverage: Coverage) -> str:
    dates = between(coverage.first_date, coverage.last_date)
    return f"{counted(coverage.papers, 'paper')}{f', {dates}' if dates else ''}"


def _statement(coverage: Coverage, where: str) -> str:
    if not coverage.papers:
        return f"No papers are indexed{where}, so nothing was searched."
    verb = "paper" if coverage.papers == 1 else "papers"
    if coverage.first_date is None or coverage.last_date is None:
        return f"Nothing found in the {coverage.papers:,} {verb} indexed{where}; none states a date."
    return (
        f"Nothing found in the {coverage.papers:,} {verb} indexed{where}, "
        f"dated {in_words(coverage.first_date)} to {in_words(coverage.last_date)}."
    )
