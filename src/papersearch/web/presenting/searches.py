"""A page of results as its template shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from papersearch.analysis import words
from papersearch.coverage import Coverage
from papersearch.engines.port import MAX_PREFIX_WORDS
from papersearch.passage import FACETS, NOT_STATED
from papersearch.query import MAX_LENGTH, AnyOf, Rung, Sort, leaves
from papersearch.searching import ResultPage
from papersearch.snippets import Fragment, cut
from papersearch.web.presenting.facets import Chip, Facet, chips_of, facet_of, facets_of, noun_of
from papersearch.web.presenting.holding import own_and_related
from papersearch.web.presenting.labels_typed import RoleOffer, role_offer
from papersearch.web.presenting.nothing import Nothing, nothing_of
from papersearch.web.presenting.questions import Question, question_of
from papersearch.web.presenting.results import ResultView, Setting, result_view
from papersearch.web.presenting.timeline import Bar, timeline_of
from papersearch.web.presenting.words import capitalised, counted, heading_of
from papersearch.web.state.parameters import MAX_PAGE, FieldError
from papersearch.web.state.search import SearchState

_SHORT = 60
"""Characters shown of the words of which a page lists the repeats."""
_SORTS = ((Sort.RELEVANCE, "Best match"), (Sort.NEWEST, "Newest"), (Sort.OLDEST, "Oldest"))
_STEPS = ((Rung.PARAGRAPH, "one paragraph"), (Rung.ITEM, "one item"), (Rung.MEETING, "one meeting"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several addresses, of which one is the present one; `count` where each has a number of results."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands in the search form: what was typed, what rides along unseen, and what is wrong with it."""

    q: str
    from_date: str
    to_date: str
    hidden: tuple[tuple[str, str], ...]
    errors: tuple[FieldError, ...] = ()

    def error(self, field: str) -> str:
        """What is wrong with one field; empty if nothing is."""
        return next((error.message for error in self.errors if error.field == field), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedWord:
    """A word searched along with another, or one that could be."""

    word: str
    of: str
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another spelling of the search; the words that differ are marked."""

    fragments: tuple[Fragment, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The pages of a list: `None` stands for pages left out."""

    pages: tuple[Choice | None, ...]
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The page of results, or of none.

    `reach` is the rung the results go to. Filters keep it, so that each count is what choosing its value gives; words
    typed anew climb the ladder anew.
    """

    title: str
    form: Form
    heading: str
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    role_offer: RoleOffer | None = None
    understood: str = ""
    """A search with operators in plain words; empty where it has none."""
    notices: tuple[str, ...] = ()
    sorts: tuple[Choice, ...] = ()
    steps: tuple[Choice, ...] = ()
    related: tuple[RelatedWord, ...] = ()
    by_related: str = ""
    """How many results a related word alone has found; empty where none."""
    suggestions: tuple[Suggestion, ...] = ()
    question: Question | None = None
    timeline: tuple[Bar, ...] = ()
    reach: str = ""
    results: tuple[ResultView, ...] = ()
    showing: str = ""
    last_page_url: str | None = None
    paging: Paging | None = None
    csv_url: str = ""
    atom_url: str = ""
    json_url: str = ""
    evidence_url: str = ""
    evidence_hidden: tuple[tuple[str, str], ...] = ()
    nothing: Nothing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPageView:
    """The page of all values of one facet; `hidden` is the rest of the search."""

    title: str
    heading: str
    facet: Facet
    hidden: tuple[tuple[str, str], ...]
    back_url: str


def search_view(state: SearchState, page: ResultPage, numbers: Mapping[str, str]) -> SearchView:
    """What the page of a search shows; `numbers` are inferred item numbers, by the id of the passage."""
    chips = (*chips_of(state, page.council_names), *_list_chip(state, page))
    setting = Setting(
        state=state,
        query=page.request.query,
        reach=page.reach,
        shows_rung=page.total > page.totals[Rung.PARAGRAPH],
        numbers=numbers,
    )
    plain = state.at_page(1)
    kept = state.reaching(page.reach)
    return SearchView(
        title=_title(state, chips, _found_for_title(state, page)),
        form=form_of(state, has_boxes=bool(page.total and not state.item and not state.same)),
        heading=capitalised(_found(state, page)),
        facets=() if state.item or state.same else facets_of(state, page.facets, page.council_names),
        chips=chips,
        clear_url=state.cleared().url(),
        role_offer=role_offer(state, page.parsed),
        understood=page.parsed.understood if page.parsed.has_operators else "",
        notices=_notices(page),
        sorts=tuple(
            Choice(label=label, url=state.sorted_by(sort).url(), is_current=sort is state.sort)
            for sort, label in _SORTS
        ),
        steps=() if state.same else _steps(state, page),
        related=_related(state, page),
        by_related=own_and_related(page),
        suggestions=tuple(suggestion_of(state, typed) for typed in page.suggestions),
        question=question_of(state, page.parsed),
        timeline=() if state.same else _timeline(state, page),
        reach=page.reach.name.lower(),
        results=tuple(result_view(result, setting) for result in page.results),
        showing=_showing(page),
        last_page_url=state.at_page(page.pages).url() if page.page > page.pages else None,
        paging=paging_of(lambda number: state.at_page(number).url(), page.page, page.pages),
        csv_url="" if state.same else plain.url("/search.csv"),
        atom_url=plain.url("/search.atom"),
        json_url=state.url("/search.json"),
        evidence_url=kept.url("/evidence"),
        evidence_hidden=kept.arguments(),
        nothing=nothing_of(state, page) if not page.total else None,
    )


def refused_view(state: SearchState, errors: Sequence[FieldError], councils: Mapping[str, str]) -> SearchView:
    """The page that says what is wrong with a search, with all that was typed still in its form."""
    return SearchView(
        title=_title(state, (), "check what you typed"),
        form=form_of(state, errors=errors),
        heading="",
        facets=facets_of(state, None, councils),
        chips=(),
        clear_url=state.cleared().url(),
    )


def facet_page_view(name: str, state: SearchState, page: ResultPage) -> FacetPageView:
    """All values of one facet of a search, as boxes of a form that keeps the rest of the search."""
    facet = facet_of(name, state, page.facets[name], page.council_names)
    stated = sum(one.value != NOT_STATED for one in facet.values)
    heading = f"{facet.label}: {counted(stated, noun_of(name))}"
    return FacetPageView(
        title=f"{state.q}: {heading}" if state.q else heading,
        heading=heading,
        facet=facet,
        hidden=tuple(pair for pair in state.reaching(page.reach).arguments() if pair[0] != name),
        back_url=state.at_page(1).url(),
    )


def form_of(state: SearchState, *, has_boxes: bool = True, errors: Sequence[FieldError] = ()) -> Form:
    """The search form of a state; `has_boxes` where the filters stand beside it, so that they need not ride along."""
    seen = {"q", "page", "item", "same", "reach", *((*FACETS, "from", "to") if has_boxes else ())}
    return Form(
        q=state.q,
        from_date=state.from_date,
        to_date=state.to_date,
        hidden=tuple(pair for pair in state.arguments() if pair[0] not in seen),
        errors=tuple(errors),
    )


def suggestion_of(state: SearchState, typed: str) -> Suggestion:
    """A suggested search, its new words marked."""
    known = set(words(state.q))
    pieces = [Fragment(piece, bool(words(piece)) and not set(words(piece)) <= known) for piece in typed.split()]
    return Suggestion(fragments=tuple(pieces), url=state.asking(typed).url())


def paging_of(url_of: Callable[[int], str], page: int, pages: int) -> Paging | None:
    """The pages round the present one, the first and the last, each with its address; `None` if there is only one."""
    last = min(pages, MAX_PAGE)
    if last < 2:
        return None
    wanted = sorted({1, last, *range(page - 2, page + 3)} & set(range(1, last + 1)))
    entries: list[Choice | None] = []
    for number in wanted:
        if entries and number - 1 not in wanted:
            entries.append(None)
        entries.append(Choice(label=str(number), url=url_of(number), is_current=number == page))
    return Paging(
        pages=tuple(entries),
        previous_url=url_of(min(page - 1, last)) if page > 1 else None,
        next_url=url_of(page + 1) if page < last else None,
    )


def _found(state: SearchState, page: ResultPage) -> str:
    """What was found, in words."""
    found = counted(page.total, "paragraph")
    if state.item:
        return f"{found} in this item"
    if state.same:
        return f"the same words in {counted(page.listed, 'item')}"
    return f"{found} in {counted(page.items, 'item')}"


def _found_for_title(state: SearchState, page: ResultPage) -> str:
    if not page.total:
        return "nothing found"
    return _found(state, page) if state.same else counted(page.total, "paragraph")


def _list_chip(state: SearchState, page: ResultPage) -> tuple[Chip, ...]:
    """The item a search keeps to, by its title, or the words of which it lists the repeats; without results no name."""
    if state.same:
        words = f"“{cut(page.results[0].hit.passage.text, AnyOf(()), width=_SHORT).text}”" if page.results else "none"
        return (Chip(label=f"The same words: {words}", url=state.among_items().reaching(None).url()),)
    if not state.item:
        return ()
    title = heading_of(page.results[0].hit.passage) if page.results else "one item"
    return (Chip(label=f"Item: {title}", url=state.among_items().reaching(None).url()),)


def _title(state: SearchState, chips: Sequence[Chip], found: str) -> str:
    asked = state.q or "; ".join(chip.label for chip in chips) or "All papers"
    where = f", page {state.page}" if state.page > 1 else ""
    return f"{asked}: {found}{where}"


def _notices(page: ResultPage) -> tuple[str, ...]:
    notices = list(page.parsed.notices)
    if page.expansion_cut:
        notices.append(f"a word that ends in a star stands for many words; the first {MAX_PREFIX_WORDS} were searched")
    if page.request.same_as is not None and not page.listed:
        notices.append("none of the results has the words you asked to see again; remove that filter to see them all")
    return tuple(map(capitalised, notices))


def _showing(page: ResultPage) -> str:
    if not page.results:
        return ""
    noun, total = "Item" if page.request.grouped else "Paragraph", page.listed
    first = (page.page - 1) * page.request.page_size + 1
    last = first + len(page.results) - 1
    where = f"{noun} {first:,}" if first == last else f"{noun}s {first:,} to {last:,}"
    return f"{where} of {total:,}{_folded(page)}"


def _folded(page: ResultPage) -> str:
    """The items found that are no entry of the list, since each repeats one that is."""
    count = page.items - page.listed if page.request.grouped and page.request.folded else 0
    if count < 1 or page.request.same_as is not None:
        return ""
    verbs = "repeats another word for word and is" if count == 1 else "repeat others word for word and are"
    return f"; {counted(count, 'more item')} {verbs} folded"


def _timeline(state: SearchState, page: ResultPage) -> tuple[Bar, ...]:
    return timeline_of(state.reaching(page.reach), page.timeline, _papers_by_year(page.coverage))


def _papers_by_year(coverage: Coverage) -> dict[int | None, int]:
    return dict([*coverage.papers_by_year.items(), (None, coverage.undated_papers)])


def _steps(state: SearchState, page: ResultPage) -> tuple[Choice, ...]:
    """The rungs of the ladder with the results up to each; none where the words cannot stand apart, or nowhere stand."""
    if sum(1 for _ in leaves(page.parsed.node)) < 2 or not any(page.totals.values()):
        return ()
    phrase = f'"{" ".join(page.parsed.plain)}"'
    steps = []
    if page.exact_total is not None and len(phrase) <= MAX_LENGTH:
        url = state.asking(phrase).url()
        steps.append(Choice(label="one phrase", url=url, is_current=False, count=page.exact_total))
    total = 0
    for rung, label in _STEPS:
        total += page.totals[rung]
        steps.append(Choice(label=label, url=state.reaching(rung).url(), is_current=rung is page.reach, count=total))
    return tuple(steps)


def _related(state: SearchState, page: ResultPage) -> tuple[RelatedWord, ...]:
    return tuple(
        RelatedWord(
            word=one.to,
            of=one.from_word,
            url=state.switching(one.to, on=not one.switched_on).url(),
            is_on=one.switched_on,
        )
        for one in page.expansions
    )
