"""One hit as it is shown: what matched, which words it lacks, and where those stand."""

from dataclasses import dataclass, replace

from papersearch.dates import DateRange
from papersearch.engines.port import Hit, Reader
from papersearch.passage import Passage
from papersearch.query import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Leaf,
    Near,
    Node,
    Not,
    Parsed,
    Prefix,
    Rung,
    SearchRequest,
    Word,
    in_words,
    leaves,
)
from papersearch.snippets import Snippet, cut, cut_with_leaves, leaves_in
from papersearch.widening import Widened


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The best passage of the same item, or meeting, for words that a hit lacks; `words` are those it holds."""

    words: tuple[str, ...]
    passage: Passage
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A hit as it is shown.

    Attributes:
        missing: the words of the query, as typed, that its own text does not hold.
        related: the related words that made it a hit; empty where the words typed did.
        elsewhere: where in its item or meeting missing words stand; `None` on the first rung, where only titles and
            headings hold them, and in a walk.
    """

    hit: Hit
    snippet: Snippet
    missing: tuple[str, ...]
    related: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = None


def result_of(hit: Hit, parsed: Parsed, widened: Widened, *, width: int = 280) -> Result:
    """What a hit of a widened query shows, and which of the words typed it lacks."""
    snippet, held = cut_with_leaves(hit.passage.text, widened.node, width=width)
    return Result(
        hit=hit,
        snippet=snippet,
        missing=tuple(in_words(node) for node in _missing(parsed.node, held)),
        related=_related(widened, held) if hit.related else (),
    )


def _missing(node: Node, held: frozenset[Leaf]) -> tuple[Node, ...]:
    """The parts of a query that are not met by the leaves held."""
    match node:
        case Word() | Exact() | Near() | Prefix():
            return () if node in held else (node,)
        case AllOf(children):
            return tuple(part for child in children for part in _missing(child, held))
        case AnyOf(children):
            return () if any(not _missing(child, held) for child in children) else (node,)
        case Everything() | FieldIs() | Not():
            return ()


def with_elsewhere(reader: Reader, result: Result, parsed: Parsed, widened: Widened) -> Result:
    """The result with where in its item or meeting the words stand that its own text lacks."""
    if result.hit.rung is Rung.PARAGRAPH or not result.missing:
        return result
    held = leaves_in(result.hit.passage.text, widened.node)
    typed = {in_words(leaf): leaf for part in _missing(parsed.node, held) for leaf in leaves(part)}
    related = {one.to: leaf for leaf, one in widened.leaves.items() if one.switched_on and leaf not in held}
    lacking = typed | related
    query = AnyOf(tuple(lacking.values()))
    best = reader.search(_around(result.hit, query)).hits
    found = leaves_in(best[0].passage.text, query) if best else frozenset()
    words = tuple(word for word, leaf in lacking.items() if leaf in found)
    if not words:
        return result
    snippet = cut(best[0].passage.text, widened.node)
    return replace(result, elsewhere=Elsewhere(words=words, passage=best[0].passage, snippet=snippet))


def _around(hit: Hit, query: Node) -> SearchRequest:
    """A search for one hit in the item, or in the meeting, of another."""
    passage = hit.passage
    if hit.rung is Rung.ITEM or passage.committee is None or passage.meeting_date is None:
        return SearchRequest(query=query, item=passage.item_key, page_size=1)
    return SearchRequest(
        query=query,
        filters={"council": frozenset({passage.council}), "committee": frozenset({passage.committee})},
        dates=DateRange(passage.meeting_date, passage.meeting_date),
        page_size=1,
    )


def _related(widened: Widened, held: frozenset[Leaf]) -> tuple[str, ...]:
    """The related words in the passage's own text, else all that are on: one of them stands in its item or meeting."""
    on = {leaf: expansion.to for leaf, expansion in widened.leaves.items() if expansion.switched_on}
    return tuple(to for leaf, to in on.items() if leaf in held) or tuple(on.values())
