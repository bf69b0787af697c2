"""What to try when a search found little or nothing."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from papersearch.analysis import stem, tokens, words
from papersearch.engines.port import Reader
from papersearch.query import (
    MAX_LENGTH,
    MAX_WORD_LENGTH,
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
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
    parse_query,
)

MIN_LENGTH, LONG = 4, 8
"""Words of fewer letters are never corrected; those of so many may be two letters off instead of one."""
NEARLY_NONE, FAR_COMMONER = 2, 20
"""A word that this many passages hold may still be a slip if a neighbour is so many times commoner."""


_MARK, _INNER = '["“”„«»＂]', '[^"“”„«»＂]*'
_QUOTED = re.compile(rf"(?P<kept>[-:]{_MARK}{_INNER}{_MARK})|{_MARK}(?P<phrase>{_INNER}){_MARK}(?:~\d{{1,3}})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """Another way to ask, and the hits it has under the same filters, by their lowest rung."""

    query: str
    totals: Mapping[Rung, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a search that found nothing should be told with.

    Attributes:
        word_counts: each word or phrase of the query and the passages that hold it, without filters.
        words_within: the same words and the passages that hold them under the filters; only where there are some.
        unquoted: the query without its quote marks, if it has some.
        without_filter: for each filter, and "dates", the hits there would be without it.
    """

    word_counts: tuple[tuple[str, int], ...] = ()
    words_within: Mapping[str, int] = field(default_factory=dict)
    unquoted: Reworded | None = None
    without_filter: Mapping[str, int] = field(default_factory=dict)


def advise(reader: Reader, parsed: Parsed, request: SearchRequest) -> Advice:
    """What stands in the way of hits, for a request that has none up to its reach."""
    parts = tuple(dict.fromkeys(leaves(parsed.node)))
    is_filtered = any(request.filters.values()) or request.dates is not None or request.item is not None
    return Advice(
        word_counts=tuple((in_words(leaf), count_of(reader, SearchRequest(), leaf)[Rung.PARAGRAPH]) for leaf in parts),
        words_within=(
            {in_words(leaf): count_of(reader, request, leaf)[Rung.PARAGRAPH] for leaf in parts} if is_filtered else {}
        ),
        unquoted=_unquoted(reader, parsed, request),
        without_filter=_without_filter(reader, request),
    )


def count_of(reader: Reader, request: SearchRequest, query: Node) -> Mapping[Rung, int]:
    """The hits of another query under the same filters, by their lowest rung."""
    return reader.search(replace(request, query=query, facets=(), page=1, page_size=0)).totals


def near_spelling(reader: Reader, parsed: Parsed) -> str | None:
    """The query as typed, each unknown or nearly unknown word put as the papers spell it; `None` if there is none.

    Words in quotes that some paper has, numbers and words of fewer than `MIN_LENGTH` letters stay as they are.
    """
    asked = list(leaves(parsed.node))
    plain = dict.fromkeys(leaf.text for leaf in asked if isinstance(leaf, Word))
    in_quotes = dict.fromkeys(word for leaf in asked if isinstance(leaf, Exact | Near) for word in leaf.words)
    unknown = {word: None for word in in_quotes if word.isalpha() and not _held(reader, word)}
    better = {word: found for word in plain | unknown if (found := _better(reader, word))}
    if not better:
        return None
    offered = parsed.typed
    for token in reversed(tokens(parsed.typed)):
        if token.text in better:
            offered = offered[: token.start] + better[token.text] + offered[token.end :]
    return offered if len(offered) <= MAX_LENGTH else None


def without_quotes(typed: str) -> str | None:
    """A query with its phrases as plain words; `None` if it has none. Filters and what is excluded stay."""
    query = _QUOTED.sub(lambda found: found["kept"] or f" {' '.join(words(found['phrase']))} ", typed)
    query = " ".join(query.split())
    return None if query == " ".join(typed.split()) or len(query) > MAX_LENGTH else query


def _unquoted(reader: Reader, parsed: Parsed, request: SearchRequest) -> Reworded | None:
    query = without_quotes(parsed.typed)
    return Reworded(query=query, totals=count_of(reader, request, parse_query(query).node)) if query else None


def _without_filter(reader: Reader, asked: SearchRequest) -> dict[str, int]:
    """What each filter keeps out, if the others stay."""
    loosened = {
        name: replace(asked, filters={other: values for other, values in asked.filters.items() if other != name})
        for name, values in asked.filters.items()
        if values
    }
    if asked.dates is not None:
        loosened["dates"] = replace(asked, dates=None)
    return {
        name: reader.search(replace(one, facets=(), page=1, page_size=0)).total(asked.reach)
        for name, one in loosened.items()
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """A word of the papers, the passages that hold it, and its letters as bits."""

    text: str
    count: int
    letters: int


def has_unknown_branch(reader: Reader, node: Node) -> bool:
    """Whether a query takes either of several and one of them is a word that no passage holds: hits do not show the slip."""
    match node:
        case AnyOf(children):
            return any(isinstance(leaf, Word) and not _held(reader, leaf.text) for leaf in leaves(node)) or any(
                has_unknown_branch(reader, child) for child in children
            )
        case AllOf(children):
            return any(has_unknown_branch(reader, child) for child in children)
        case Everything() | Word() | Exact() | Near() | Prefix() | FieldIs() | Not():
            return False


def _held(reader: Reader, word: str) -> int:
    """The passages that hold a word in any form."""
    return reader.search(SearchRequest(query=Word(word), page_size=0)).totals[Rung.PARAGRAPH]


def _better(reader: Reader, word: str) -> str | None:
    if len(word) < MIN_LENGTH or not word.isalpha():
        return None
    count = _held(reader, word)
    if count > NEARLY_NONE:
        return None
    allowed = 2 if len(word) >= LONG and not count else 1
    known = reader.remember("spellings", lambda: _spellings(reader))
    near = [
        (distance, one.text[0] != word[0], -one.count, one)
        for one in _alike(known, word, allowed)
        if one.count >= max(1, FAR_COMMONER * count)
        and stem(one.text) != stem(word)
        and (distance := _distance(word, one.text, allowed)) <= allowed
    ]
    if not near:
        return None
    nearest = min(near, key=lambda found: (*found[:3], found[3].text))[-1]
    commonest = max((found[-1] for found in near), key=lambda one: (one.count, one.text))
    return (commonest if commonest.count >= FAR_COMMONER * nearest.count else nearest).text


def _spellings(reader: Reader) -> Mapping[int, Sequence[_Known]]:
    """The words of the papers that are letters only, by their length."""
    by_length: dict[int, list[_Known]] = defaultdict(list)
    for word, count in reader.vocabulary():
        if word.isalpha() and MIN_LENGTH - 1 <= len(word) <= MAX_WORD_LENGTH:
            by_length[len(word)].append(_Known(word, count, _letters(word)))
    return by_length


def _alike(known: Mapping[int, Sequence[_Known]], word: str, allowed: int) -> list[_Known]:
    """The words that may be so few changes away: each change alters at most two of the letters that occur."""
    letters = _letters(word)
    return [
        one
        for length in range(len(word) - allowed, len(word) + allowed + 1)
        for one in known.get(length, ())
        if (one.letters ^ letters).bit_count() <= 2 * allowed
    ]


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with their neighbour; `most + 1` stands for all that is more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        previous, before_previous, row = row, before, [at]
        for to, wanted in enumerate(other, start=1):
            change = previous[to - 1] + (letter != wanted)
            cost = min(previous[to] + 1, row[to - 1] + 1, change)
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, before_previous[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = previous
    return min(row[-1], most + 1)
