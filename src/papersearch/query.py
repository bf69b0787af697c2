"""What a person asks for; knows no engine.

The grammar: words, "exact phrase", "near words"~5, prefix*, -word, OR, (brackets) and field:value. `OR` binds weaker than
standing side by side. Whatever else is typed is read as words, and `Parsed.notices` says so.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from papersearch.analysis import STOP_WORDS, words
from papersearch.dates import DateRange
from papersearch.errors import QueryError
from papersearch.nodes import AllOf as AllOf
from papersearch.nodes import AnyOf as AnyOf
from papersearch.nodes import Everything as Everything
from papersearch.nodes import Exact as Exact
from papersearch.nodes import FieldIs as FieldIs
from papersearch.nodes import Leaf as Leaf
from papersearch.nodes import Near as Near
from papersearch.nodes import Node as Node
from papersearch.nodes import Not as Not
from papersearch.nodes import Prefix as Prefix
from papersearch.nodes import Word as Word
from papersearch.nodes import as_a_search as as_a_search
from papersearch.nodes import as_typed as as_typed
from papersearch.nodes import has_fields as has_fields
from papersearch.nodes import in_words as in_words
from papersearch.nodes import is_related as is_related
from papersearch.nodes import leaves as leaves
from papersearch.nodes import quoted
from papersearch.passage import FACETS
from papersearch.questions import is_question, only_asks

_ALL = Everything()
MAX_LENGTH, MAX_WORDS, MAX_DEPTH, MAX_WORD_LENGTH, MIN_PREFIX, MAX_DISTANCE = 400, 32, 8, 100, 3, 20


class Rung(IntEnum):
    """A step of the evidence ladder: where all that was asked for stands together."""

    PARAGRAPH = 1
    ITEM = 2
    MEETING = 3


class Sort(StrEnum):
    """An order of results; each is total."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to a reader.

    Filters are OR inside a facet and AND between facets. `item` keeps to the passages of the item of this key, `passages`
    to those of these ids. `page` counts from 1; `page_size=0` counts only. `grouped` lists items by their best passage;
    `folded` lists what repeats an entry listed before it under that entry. `same_as` lists only the entries whose passage
    repeats that of this id, none of them folded, and narrows no count.
    """

    query: Node = _ALL
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: DateRange | None = None
    item: str | None = None
    passages: frozenset[str] | None = None
    reach: Rung = Rung.PARAGRAPH
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    grouped: bool = False
    folded: bool = False
    same_as: str | None = None
    page: int = 1
    page_size: int = 10
    deadline_s: float | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as understood; `notices` say what was read otherwise than typed, a sentence each.

    `typed` is the query as a person wrote it; `has_operators` where it has more than words and phrases. `plain` are its folded words in order, common words too, when it is nothing
    but words; else it is empty. `is_question`: it reads like a question, and `left_out` are its words that only ask.
    """

    node: Node
    notices: tuple[str, ...] = ()
    typed: str = ""
    plain: tuple[str, ...] = ()
    is_question: bool = False
    left_out: tuple[str, ...] = ()
    has_operators: bool = False

    @property
    def understood(self) -> str:
        """The query in plain words."""
        return in_words(self.node)


def parse_query(typed: str) -> Parsed:
    """The tree of a typed query.

    Raises:
        QueryError: the query is over its budget of length, words, depth or word length. Nothing else is ever raised.
    """
    text = _clean(typed)
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the search is {len(text)} characters long; use at most {MAX_LENGTH}")
    parser = _Parser(text)
    node = parser.read()
    count = sum(_word_count(leaf) for leaf in leaves(node, negated=True))
    if count > MAX_WORDS:
        raise QueryError(f"the search has {count} words; use at most {MAX_WORDS}")
    if text and isinstance(node, Everything):
        return Parsed(AnyOf(()), (f"there is no word to search for in {quoted(text[:40])}",), typed)
    plain = tuple(words(text)) if all(_is_plain(piece) for piece in parser.pieces) else ()
    has_operators = not all(_is_plain(piece) or _is_phrase(piece) for piece in parser.pieces)
    asks = is_question(plain, has_mark=text.endswith("?"))
    node, dropped = _without_asking(node) if asks else _without_words(node, STOP_WORDS.__contains__)
    if dropped:
        what = "common words" if STOP_WORDS.issuperset(dropped) else "asking words"
        parser.notice(f"{what} left out: {', '.join(dict.fromkeys(dropped))}; put them in quotes to require them")
    for word in dict.fromkeys(dropped):
        if word in _MEANT and not asks:
            parser.notice(_MEANT[word])
    left_out = tuple(dict.fromkeys(dropped)) if asks else ()
    return Parsed(node, tuple(dict.fromkeys(parser.notices)), typed, plain, asks, left_out, has_operators)


def with_value(typed: str, field: FieldIs, value: str) -> str:
    """A query as typed with the value of a field put otherwise."""
    text = _clean(typed)
    pieces = []
    for piece in _PIECE.finditer(text):
        is_field = piece["field"] and _field_of(piece) == field
        pieces.append(f"{piece['minus'] or ''}{field.name}:{_in_quotes(value)}" if is_field else piece.group())
    return " ".join(pieces)


def _in_quotes(value: str) -> str:
    return f'"{value}"' if re.search(r'[\s()"]', value) else value


def _field_of(piece: re.Match[str]) -> FieldIs:
    value = piece["quoted"] if piece["quoted"] is not None else piece["value"]
    return FieldIs(piece["field"].casefold(), " ".join(value.split()))


def _word_count(leaf: Leaf) -> int:
    return len(leaf.words) if isinstance(leaf, Exact | Near) else 1


_QUOTES = str.maketrans({**dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\uff02", '"'), "\N{MINUS SIGN}": "-"})


def _clean(typed: str) -> str:
    """Without control, format (bidi, zero-width) and lone surrogate characters; quote marks made plain."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in typed.translate(_QUOTES)
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(unicodedata.normalize("NFKC", kept).split())


_PIECE = re.compile(
    r'(?P<minus>-(?=[\w"(]))?'
    r'(?:(?P<field>[A-Za-z_]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]+))'
    r'|"(?P<phrase>[^"]*)"(?:~(?P<distance>\d+))?'
    r"|(?P<open>\()|(?P<close>\))"
    r'|(?P<word>[^\s()"]+)|(?P<stray>"))'
)


_SIGNS = re.compile(r"[*?~^]")
"""What other searches give a meaning to; at the end of all a "?" ends a question."""


def _use_of(typed: str) -> str:
    """How the sign in a word may be used, if it may."""
    if "*" in typed:
        return f"; a star may end a word of at least {MIN_PREFIX} letters"
    return f"; write {_NEAR} for words near each other" if "~" in typed else ""


_NEAR = '"two words"~5'
_MINUS = "is read as words; to go without a word, put one - right before it"
_UNPAIRED = "a bracket without its pair is passed over"
_MEANT = {
    "or": "for either word, write OR in capitals",
    "not": "to go without a word, write NOT in capitals or put - before it",
}
"""What small letters may have been meant for, where they stand between or before other words."""


class _Parser:
    """Reads pieces left to right; a bracket that is not closed, or not opened, is passed over."""

    def __init__(self, text: str) -> None:
        self.pieces = list(_PIECE.finditer(text))
        self.at = 0
        self.depth = 0
        self.notices: list[str] = []

    def notice(self, sentence: str) -> None:
        self.notices.append(sentence)

    def read(self) -> Node:
        return self._either(lambda: self.at < len(self.pieces)) or Everything()

    def _either(self, has_more: Callable[[], bool]) -> Node | None:
        """What stands side by side, and what follows each OR for as long as there is more."""
        branches = [self._side_by_side()]
        while has_more():
            self.at += 1  # OR
            branches.append(self._side_by_side())
        if len(branches) > 1 and None in branches:
            self.notice("OR stands between words; where there is none before or after it, it is passed over")
        return _any_of(branches)

    def _side_by_side(self) -> Node | None:
        """What stands side by side up to OR, a closing bracket or the end."""
        children: list[Node] = []
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            if piece["word"] == "OR" or (piece["close"] and self.depth):
                break
            self.at += 1
            if piece["close"]:
                self.notice(_UNPAIRED)
                continue
            child = self._one(piece)
            if child is not None:
                children.append(child)
        return _all_of(children)

    def _one(self, piece: re.Match[str]) -> Node | None:
        if piece["stray"]:
            self.notice("a quotation mark without its pair is passed over, and what follows it is read as words")
        if piece["word"] == "AND" or piece["stray"]:
            return None
        if piece["word"] == "NOT" and len(self.pieces) > 1:
            following = self.pieces[self.at] if self.at < len(self.pieces) else None
            if following is None or following["close"] or following["word"] == "OR":
                self.notice("NOT stands before what is to be left out; where nothing follows it, it is passed over")
                return None
            self.at += 1
            child = self._one(following)
            return None if child is None else Not(child)
        child = self._group() if piece["open"] else self._leaf(piece)
        return Not(child) if piece["minus"] and child is not None else child

    def _group(self) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"the search has brackets {self.depth} deep; use at most {MAX_DEPTH}")
        inner = self._either(lambda: self.at < len(self.pieces) and self.pieces[self.at]["word"] == "OR")
        if self.at == len(self.pieces):
            self.notice(_UNPAIRED)
        self.at += 1  # the closing bracket, or the end
        self.depth -= 1
        return inner

    def _leaf(self, piece: re.Match[str]) -> Node | None:
        if piece["field"]:
            return self._field(piece)
        if piece["phrase"] is not None:
            found = self._checked(words(piece["phrase"]))
            if not found:
                return None
            if piece["distance"] and len(found) > 1:
                return Near(tuple(found), self._distance(piece["distance"]))
            if piece["distance"]:
                self.notice(f"{quoted(found[0])} is one word; {_NEAR} needs two, so it is searched by itself")
            if "*" in piece["phrase"]:
                self.notice("a star in quotation marks is passed over: what they hold is searched exactly as printed")
            return Exact(tuple(found))
        return self._word(piece["word"])

    def _distance(self, typed: str) -> int:
        if len(typed) > len(str(MAX_DISTANCE)) or int(typed) > MAX_DISTANCE:
            self.notice(f"words near each other may stand at most {MAX_DISTANCE} words apart; that was searched")
            return MAX_DISTANCE
        return int(typed)

    def _field(self, piece: re.Match[str]) -> Node | None:
        field = _field_of(piece)
        is_span = field.value.startswith(("[", "{"))
        if field.name in FACETS and field.value and not is_span:
            return field
        use = "; for a span of time use the dates, from and to" if is_span else ""
        self.notice(f"{quoted(piece.group())} is read as words{use}")
        return self._words(f"{piece['field']} {field.value}")

    def _word(self, typed: str) -> Node | None:
        if typed.endswith("*"):
            found = self._checked(words(typed))
            is_prefix = len(found) == 1 and len(found[0]) >= MIN_PREFIX and typed.count("*") == 1
            if is_prefix:
                return Prefix(found[0])
        if typed.startswith("-") and (typed == "-" or words(typed)):
            self.notice(f"{quoted(typed)} {_MINUS}")
        if typed.endswith(":") and typed[:-1].casefold() in FACETS:
            self.notice(f"{quoted(typed)} is read as a word; a filter has its value right after the colon")
        if _SIGNS.search(typed.rstrip("?") if self.at == len(self.pieces) else typed):
            self.notice(f"{quoted(typed)} is read as words{_use_of(typed)}")
        return self._words(typed)

    def _words(self, typed: str) -> Node | None:
        """One node of what was typed without a blank: "s.106" and "COVID-19" side by side, "multi-agency" as two words."""
        found = self._checked(words(typed))
        if len(found) > 1 and any(word.isdigit() or len(word) == 1 for word in found):
            return Exact(tuple(found), quoted=False)
        return _all_of([Word(word) for word in found])

    def _checked(self, found: list[str]) -> list[str]:
        too_long = next((word for word in found if len(word) > MAX_WORD_LENGTH), None)
        if too_long:
            raise QueryError(f"one word has {len(too_long)} letters; use at most {MAX_WORD_LENGTH}")
        return found


def _is_phrase(piece: re.Match[str]) -> bool:
    return piece["phrase"] is not None and not piece["minus"] and not piece["distance"]


def _is_plain(piece: re.Match[str]) -> bool:
    word = piece["word"]
    is_last = piece.end() == len(piece.string)
    said = word.rstrip("?") if word and is_last else word
    return bool(said) and not piece["minus"] and said not in ("OR", "AND", "NOT") and not _SIGNS.search(said)


def _all_of(children: list[Node]) -> Node | None:
    flat: list[Node] = []
    for child in children:
        flat.extend(child.children if isinstance(child, AllOf) else (child,))
    flat = list(dict.fromkeys(flat))
    return AllOf(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _any_of(branches: list[Node | None]) -> Node | None:
    stated = list(dict.fromkeys(branch for branch in branches if branch is not None))
    return AnyOf(tuple(stated)) if len(stated) > 1 else stated[0] if stated else None


def _without_asking(node: Node) -> tuple[Node, list[str]]:
    """A question without the words that only ask, or without its common words if it has no others."""
    about, dropped = _without_words(node, only_asks)
    return (about, dropped) if dropped else _without_words(node, STOP_WORDS.__contains__)


def _without_words(node: Node, is_dropped: Callable[[str], bool]) -> tuple[Node, list[str]]:
    """The query without some words, wherever other words stand beside them; and the words left out."""
    match node:
        case AllOf(children):
            kept = [child for child in children if not (isinstance(child, Word) and is_dropped(child.text))]
            if not any(True for child in kept for _ in leaves(child)):
                return node, []
            dropped = [child.text for child in children if isinstance(child, Word) and child not in kept]
            inner = [_without_words(child, is_dropped) for child in kept]
            dropped += [word for _, more in inner for word in more]
            return _all_of([one for one, _ in inner]) or Everything(), dropped
        case AnyOf(children):
            inner = [_without_words(child, is_dropped) for child in children]
            return AnyOf(tuple(one for one, _ in inner)), [word for _, more in inner for word in more]
        case Everything() | Word() | Exact() | Near() | Prefix() | FieldIs() | Not():
            return node, []
