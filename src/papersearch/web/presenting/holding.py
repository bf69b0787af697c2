"""How many of the paragraphs found hold the words typed, and how many were found by related words only."""

from collections.abc import Iterator, Mapping, Sequence

from papersearch.searching import ResultPage
from papersearch.web.presenting.words import capitalised, counted

_WHERE = {
    "paragraph": "{} what you typed",
    "item": "{} what you typed with others of their item",
    "meeting": "{} what you typed with others of their meeting",
}


def found_in_words(
    *,
    rungs: Mapping[str, int],
    related: Mapping[str, int],
    reach: str,
    words: Sequence[str],
    has_words: bool,
) -> str:
    """The paragraphs up to `reach` and how they were found: "261 paragraphs: 26 match what you typed; 235 …".

    `rungs` and `related` are the counts by the name of their rung, `words` the related words that were searched.
    """
    reached = list(rungs)[: list(rungs).index(reach) + 1]
    found = counted(sum(rungs[rung] for rung in reached), "paragraph")
    parts = list(_parts(rungs, related, reached, words)) if has_words else []
    return f"{found}: {'; '.join(parts)}" if parts else found


def own_and_related(page: ResultPage) -> str:
    """How many of the results hold the words typed and how many a related word only; empty where all hold what was typed."""
    related = sum(count for rung, count in page.related_totals.items() if rung <= page.reach)
    if not related:
        return ""
    words = [one.to for one in page.expansions if one.switched_on]
    own = page.total - related
    verb = "is" if related == 1 else "are"
    typed = f"{f'{own:,}' if own else 'none'} {'matches' if own == 1 else 'match'} what you typed"
    return capitalised(f"{typed}; {related:,} {verb} found {_by(words)} only")


def _parts(
    rungs: Mapping[str, int], related: Mapping[str, int], reached: Sequence[str], words: Sequence[str]
) -> Iterator[str]:
    for rung in reached:
        own = rungs[rung] - related.get(rung, 0)
        if own or rung == reached[0]:
            yield f"{f'{own:,}' if own else 'none'} {_WHERE[rung].format('matches' if own == 1 else 'match')}"
    by_related = sum(related.get(rung, 0) for rung in reached)
    if by_related:
        yield f"{by_related:,} {'is' if by_related == 1 else 'are'} found {_by(words)} only"


def _by(words: Sequence[str]) -> str:
    """By the one related word there is, or by which of them."""
    if len(words) == 1:
        return f"by the related word “{words[0]}”"
    return f"by related words ({', '.join(words)})" if words else "by related words"
