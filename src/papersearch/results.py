"""One hit as it is shown: what matched, which words it lacks, and where those stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from papersearch.engines.port import Hit, Reader, group_of
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
    Word,
    in_words,
    leaves,
)
from papersearch.snippets import Snippet, cut, cut_with_leaves, leaves_in
from papersearch.widening import Widened


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The best passage of the same item, or meeting, for words that a hit lacks; `words` are those it holds.

    `query` is the whole search with its related words, which a snippet marks.
    """

    words: tuple[str, ...]
    passage: Passage
    query: Node

    @property
    def snippet(self) -> Snippet:
        """What the passage says of the search; cut when it is asked for."""
        return cut(self.passage.text, self.query)


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


def results_of(reader: Reader, hits: Sequence[Hit], parsed: Parsed, widened: Widened) -> tuple[Result, ...]:
    """What hits of a widened query show, with where in their items or meetings the words stand that their own texts lack."""
    results = [_held_by(hit, parsed, widened, 280) for hit in hits]
    lacking = [_lacking(result, held, parsed, widened) for result, held in results]
    groups: dict[tuple[Rung, Node], list[str]] = defaultdict(list)
    for hit, lacked in zip(hits, lacking, strict=True):
        if lacked:
            groups[hit.rung, _any_of(lacked)].append(group_of(hit.passage, hit.rung))
    best = {(rung, query): reader.best_in(query, rung, keys) for (rung, query), keys in groups.items()}
    return tuple(
        replace(result, elsewhere=_elsewhere(best, result.hit, lacked, widened)) if lacked else result
        for (result, _), lacked in zip(results, lacking, strict=True)
    )


def result_of(hit: Hit, parsed: Parsed, widened: Widened, *, width: int = 280) -> Result:
    """What a hit of a widened query shows, and which of the words typed it lacks."""
    return _held_by(hit, parsed, widened, width)[0]


def _held_by(hit: Hit, parsed: Parsed, widened: Widened, width: int) -> tuple[Result, frozenset[Leaf]]:
    """As `result_of`, and the leaves that its own text holds."""
    snippet, held = cut_with_leaves(hit.passage.text, widened.node, width=width)
    result = Result(
        hit=hit,
        snippet=snippet,
        missing=tuple(in_words(node) for node in _missing(parsed.node, held)),
        related=_related(widened, held) if hit.related else (),
    )
    return result, held


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


def _lacking(result: Result, held: frozenset[Leaf], parsed: Parsed, widened: Widened) -> dict[str, Leaf]:
    """The leaves to be looked for round a hit, by how they are printed; none where it holds all that was typed."""
    if result.hit.rung is Rung.PARAGRAPH or not result.missing:
        return {}
    typed = {in_words(leaf): leaf for part in _missing(parsed.node, held) for leaf in leaves(part)}
    return typed | {one.to: leaf for leaf, one in widened.leaves.items() if one.switched_on and leaf not in held}


def _any_of(lacked: Mapping[str, Leaf]) -> Node:
    return AnyOf(tuple(lacked.values()))


def _elsewhere(
    best: Mapping[tuple[Rung, Node], Mapping[str, Passage]], hit: Hit, lacked: Mapping[str, Leaf], widened: Widened
) -> Elsewhere | None:
    """Where some of these leaves stand round a hit; `None` where only titles and headings hold them."""
    passage = best[hit.rung, _any_of(lacked)].get(group_of(hit.passage, hit.rung))
    if passage is None:
        return None
    found = leaves_in(passage.text, _any_of(lacked))
    words = tuple(word for word, leaf in lacked.items() if leaf in found)
    return Elsewhere(words=words, passage=passage, query=widened.node) if words else None


def _related(widened: Widened, held: frozenset[Leaf]) -> tuple[str, ...]:
    """The related words in the passage's own text, else all that are on: one of them stands in its item or meeting."""
    on = {leaf: expansion.to for leaf, expansion in widened.leaves.items() if expansion.switched_on}
    return tuple(to for leaf, to in on.items() if leaf in held) or tuple(on.values())
