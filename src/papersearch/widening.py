"""Related words, acronyms and compounds that a query may also mean, each shown and switchable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from papersearch.analysis import STOP_WORDS, fold, stem, words
from papersearch.engines.port import Reader
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
    leaves,
)

RELATED_WEIGHT = 0.4
MAX_FOR_ONE_WORD, MAX_FOR_A_QUERY = 4, 12
MIN_COMPOUND_PART = 4
ALL = "*"
"""Switches every expansion off."""

_KEPT_IN_PHRASES = frozenset({"no", "not"})
_NUMBER = "#"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A word that was, or could be, searched along with another one."""

    from_word: str
    to: str
    switched_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Widened:
    """A query with its related words, and what each of them stands for.

    `leaves` names the expansion of each related leaf; `expansions` are in the order of the query, those switched off too.
    """

    node: Node
    expansions: tuple[Expansion, ...]
    leaves: Mapping[Leaf, Expansion]


def widen(reader: Reader, parsed: Parsed, without: frozenset[str] = frozenset()) -> Widened:
    """The query with the related words that some passage holds beside the words typed.

    Words in quotes, near groups, prefixes and what follows a minus are never widened. `without` holds the words, as
    `Expansion.to` prints them, that a person switched off; `ALL` switches off every one.
    """
    widener = _Widener(reader, parsed.node, frozenset(fold(word) for word in without))
    node = widener.widened(parsed.node)
    return Widened(node=node, expansions=tuple(widener.expansions), leaves=widener.leaves)


class _Widener:
    """Walks one query; what it offered stands in `expansions` and `leaves` afterwards."""

    def __init__(self, reader: Reader, query: Node, without: frozenset[str]) -> None:
        self.reader = reader
        self.without = without
        self.offers = _offers(reader)
        self.typed = {_key_of_leaf(leaf) for leaf in leaves(query)}
        self.expansions: list[Expansion] = []
        self.leaves: dict[Leaf, Expansion] = {}

    def widened(self, node: Node) -> Node:
        match node:
            case AllOf(children):
                runs = self._runs(children)
                return runs[0] if len(runs) == 1 else AllOf(tuple(runs))
            case AnyOf(children):
                return AnyOf(tuple(self.widened(child) for child in children))
            case Word() | Exact():
                return self._runs((node,))[0]
            case Everything() | Near() | Prefix() | FieldIs() | Not():
                return node

    def _runs(self, children: Sequence[Node]) -> list[Node]:
        """The children, each longest run of words that has related words joined with them to one node."""
        done: list[Node] = []
        at = 0
        while at < len(children):
            run, related = self._longest(children[at:])
            done.append(AnyOf((_all(run), *related)) if related else _all(run))
            at += len(run)
        return done

    def _longest(self, children: Sequence[Node]) -> tuple[Sequence[Node], list[Leaf]]:
        """The longest run at the beginning that is offered something, and what is switched on of it."""
        plain = next((at for at, child in enumerate(children) if not _is_plain(child)), len(children))
        if plain == 0:
            return [self.widened(child) if isinstance(child, AnyOf | AllOf) else child for child in children[:1]], []
        for length in range(min(plain, self.offers.longest), 0, -1):
            run = children[:length]
            offered = list(self._offered(run))
            if offered:
                return run, [leaf for leaf, expansion in offered if expansion.switched_on]
        return children[:1], []

    def _offered(self, run: Sequence[Node]) -> Iterator[tuple[Leaf, Expansion]]:
        """The related leaves of a run of words that some passage holds; they are noted as they are found."""
        from_words = [word for child in run for word in _words_of(child)]
        found = 0
        for to in dict.fromkeys((*self.offers.of(from_words), *self._compounds(from_words))):
            leaf = related_leaf(to)
            is_new = leaf not in self.leaves and _key_of_leaf(leaf) not in self.typed
            if found == MAX_FOR_ONE_WORD or len(self.leaves) == MAX_FOR_A_QUERY:
                return
            if not is_new or not self._is_held(leaf):
                continue
            found += 1
            is_off = bool({fold(to), ALL} & self.without)
            expansion = Expansion(from_word=" ".join(from_words), to=to, switched_on=not is_off)
            self.leaves[leaf] = expansion
            self.expansions.append(expansion)
            yield leaf, expansion

    def _compounds(self, run: Sequence[str]) -> Iterator[str]:
        """Two words written as one, or one as two, where the papers write both ways."""
        if any(word in STOP_WORDS or not word.isalpha() for word in run):
            return
        if len(run) == 2:
            yield "".join(run)
        if len(run) == 1:
            for at in range(MIN_COMPOUND_PART, len(run[0]) - MIN_COMPOUND_PART + 1):
                first, second = run[0][:at], run[0][at:]
                if {first, second} & STOP_WORDS or not all(self._is_printed(part) for part in (first, second)):
                    continue
                yield f"{first} {second}"

    def _is_printed(self, word: str) -> bool:
        return next(self.reader.vocabulary(word), ("", 0))[0] == word

    def _is_held(self, leaf: Leaf) -> bool:
        counted = self.reader.search(SearchRequest(query=leaf, page_size=0))
        return counted.totals[Rung.PARAGRAPH] > 0


def related_leaf(to: str) -> Leaf:
    """The leaf of a related word: a word, figures and letters as printed, or a phrase in any order and inflection."""
    found = words(to)
    if len(found) == 1:
        return Word(found[0], RELATED_WEIGHT)
    if any(word.isdigit() or len(word) == 1 for word in found):
        return Exact(tuple(found), RELATED_WEIGHT)
    content = tuple(word for word in found if word not in STOP_WORDS - _KEPT_IN_PHRASES)
    return Near(content, len(found) - len(content), RELATED_WEIGHT)


@dataclass(frozen=True, slots=True)
class _Offers:
    """What is related to what: from the stems of a word or phrase, without common words, to other words as printed."""

    pairs: Mapping[Key, tuple[str, ...]]
    longest: int

    def of(self, typed: Sequence[str]) -> Iterator[str]:
        """What is related to these words, in the order of the lists."""
        yield from self.pairs.get(_key(typed), ())
        numbers = [word for word in typed if word.isdigit()]
        if len(numbers) == 1:
            pattern = _key([_NUMBER if word.isdigit() else word for word in typed])
            yield from (to.replace(_NUMBER, numbers[0]) for to in self.pairs.get(pattern, ()))


def _offers(reader: Reader) -> _Offers:
    """The shipped pairs and the short forms that the papers of this generation spell out."""
    return reader.remember("related words", lambda: _offers_of((*_shipped(), *_spelt_out(reader))))


def _offers_of(pairs: Sequence[tuple[str, str]]) -> _Offers:
    by_key: dict[Key, dict[str, str]] = {}
    for word, to in pairs:
        key = _key(words(word.replace(_NUMBER, " 0 ")), number=_NUMBER in word)
        by_key.setdefault(key, {}).setdefault(fold(to), to)
    related = {key: tuple(found.values()) for key, found in by_key.items() if key}
    return _Offers(related, longest=max((len(key) for key in related), default=1))


def _spelt_out(reader: Reader) -> Iterator[tuple[str, str]]:
    pairs = {pair for card in reader.cards() for pair in (*card.defines.items(), *card.acronyms.items())}
    for short, long in sorted(pairs):
        yield short, long
        yield long, short


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[str, str], ...]:
    """The pairs of related.txt, from what is typed to what is found too."""
    lines = files("papersearch").joinpath("words", "related.txt").read_text(encoding="utf-8").splitlines()
    pairs: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("#"):
            continue
        both_ways = " = " in line
        left, right = line.partition(" | ")[0].split(" = " if both_ways else " > ")
        pairs += [(left, right), (right, left)] if both_ways else [(left, right)]
    return tuple(pairs)


def _key(typed: Sequence[str], *, number: bool = False) -> Key:
    stems = (_NUMBER if number and word == "0" else stem(word) for word in typed if word not in STOP_WORDS)
    return tuple(stems)


def _key_of_leaf(leaf: Leaf) -> Key:
    match leaf:
        case Word(text):
            return _key((text,))
        case Exact(phrase) | Near(phrase):
            return _key(phrase)
        case Prefix():
            return ()


def _is_plain(node: Node) -> bool:
    return isinstance(node, Word) or (isinstance(node, Exact) and not node.quoted)


def _words_of(node: Node) -> tuple[str, ...]:
    if isinstance(node, Word):
        return (node.text,)
    return node.words if isinstance(node, Exact) else ()


def _all(run: Sequence[Node]) -> Node:
    return run[0] if len(run) == 1 else AllOf(tuple(run))
