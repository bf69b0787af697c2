"""The tree of a query, which every engine compiles: its nodes, its leaves, and its plain words."""

from collections.abc import Iterator

from msgspec import Struct

from papersearch.passage import FACET_LABELS


class Everything(Struct, frozen=True, cache_hash=True):
    """Holds in every passage."""


class Word(Struct, frozen=True, cache_hash=True):
    """A folded word; holds where a word of the same stem stands.

    `weight` scales the share of a leaf in the score. A leaf of weight below 1 was not typed: it is a related word that
    stands in an `AnyOf` beside what was typed.
    """

    text: str
    weight: float = 1.0


class Exact(Struct, frozen=True, eq=False):
    """Folded words that stand side by side as printed, unstemmed; `quoted` unless one word was read as several."""

    words: tuple[str, ...]
    weight: float = 1.0
    quoted: bool = True

    def __eq__(self, other: object) -> bool:
        """Whether they hold in the same places and add as much to a score; both may have been typed differently."""
        return isinstance(other, Exact) and (self.words, self.weight) == (other.words, other.weight)

    def __hash__(self) -> int:
        return hash((Exact, self.words, self.weight))


class Near(Struct, frozen=True, cache_hash=True):
    """Words, by stem and in any order, all within a window of `distance` words more than they need."""

    words: tuple[str, ...]
    distance: int
    weight: float = 1.0


class Prefix(Struct, frozen=True, cache_hash=True):
    """Any word as printed that begins with these folded letters."""

    letters: str


class FieldIs(Struct, frozen=True, cache_hash=True):
    """A facet holds this value, compared without case."""

    name: str
    value: str


class AllOf(Struct, frozen=True, cache_hash=True):
    """Every child holds."""

    children: tuple["Node", ...]


class AnyOf(Struct, frozen=True, cache_hash=True):
    """At least one child holds."""

    children: tuple["Node", ...]


class Not(Struct, frozen=True, cache_hash=True):
    """The child does not hold."""

    child: "Node"


Leaf = Word | Exact | Near | Prefix
Node = Everything | Leaf | FieldIs | AllOf | AnyOf | Not


def leaves(node: Node, *, negated: bool = False) -> Iterator[Leaf]:
    """The words, phrases and prefixes of a query, in its order; those under a `Not` only if `negated`."""
    match node:
        case Word() | Exact() | Near() | Prefix():
            yield node
        case AllOf(children) | AnyOf(children):
            for child in children:
                yield from leaves(child, negated=negated)
        case Not(child):
            if negated:
                yield from leaves(child, negated=negated)
        case Everything() | FieldIs():
            return


def is_related(leaf: Leaf) -> bool:
    """Whether it is a related word, which was not typed."""
    return not isinstance(leaf, Prefix) and leaf.weight < 1


def as_typed(node: Node) -> Node:
    """The query without its related words: each taken to hold nowhere."""
    match node:
        case Word() | Exact() | Near():
            return AnyOf(()) if is_related(node) else node
        case AllOf(children):
            return AllOf(tuple(as_typed(child) for child in children))
        case AnyOf(children):
            kept = tuple(child for child in map(as_typed, children) if child != AnyOf(()))
            return kept[0] if len(kept) == 1 else AnyOf(kept)
        case Not(child):
            return Not(as_typed(child))
        case Everything() | Prefix() | FieldIs():
            return node


def in_words(node: Node) -> str:
    """A query in plain words, to show what was understood."""
    match node:
        case Everything():
            return "everything"
        case Word(text):
            return text
        case Exact(exact):
            return quoted(" ".join(exact))
        case Near(near, distance):
            return f"{' '.join(near)} within {distance} words of each other"
        case Prefix(letters):
            return f"words that start with {letters}"
        case FieldIs(name, value):
            return f"{FACET_LABELS[name]}: {value}"
        case AllOf(children):
            without = [child for child in children if isinstance(child, Not)]
            asked = " and ".join(_bracketed(child) for child in children if child not in without)
            return ", and ".join([asked] * bool(asked) + [in_words(child) for child in without]) or "everything"
        case AnyOf(children):
            return " or ".join(_bracketed(child) for child in children) or "nothing"
        case Not(child):
            return f"not {_bracketed(child)}"


def has_fields(node: Node) -> bool:
    """Whether a query has a `field:value` of its own."""
    match node:
        case FieldIs():
            return True
        case AllOf(children) | AnyOf(children):
            return any(map(has_fields, children))
        case Not(child):
            return has_fields(child)
        case Everything() | Word() | Exact() | Near() | Prefix():
            return False


def as_a_search(leaf: Leaf) -> str:
    """What to type to search for one leaf alone."""
    match leaf:
        case Word(text):
            return text
        case Exact(exact):
            return f'"{" ".join(exact)}"'
        case Near(near, distance):
            return f'"{" ".join(near)}"~{distance}'
        case Prefix(letters):
            return f"{letters}*"


def quoted(text: str) -> str:
    """Words in quote marks, as a sentence shows them."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def _bracketed(node: Node) -> str:
    return f"({in_words(node)})" if isinstance(node, AllOf | AnyOf) else in_words(node)
