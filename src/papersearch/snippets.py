"""Cuts and marks the part of a passage that answers a query."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from papersearch.analysis import WordPlaces, stem, word_places
from papersearch.query import Exact, Leaf, Near, Node, Prefix, Word, leaves

_SENTENCE_START = re.compile(r"(?:(?<=[.!?;:])|(?<=[.!?]['\"\u2019\u201d)]))\s+(?=\S)|\n\s*(?=\S)")
_KEPT_LENGTH = 4000
"""Texts longer than this are read anew each time, so that what is kept stays small."""
_OPENING, _CLOSING = frozenset("([{'\"‘“£$€"), frozenset(".,;:!?)]}'\"’”%…")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text, and whether it matched."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """The densest window of a passage; joined, the fragments are a substring of its text."""

    fragments: tuple[Fragment, ...]
    cut_before: bool
    cut_after: bool

    @property
    def text(self) -> str:
        """The window as one string, a substring of the text it was cut from."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a leaf of a query stands in a text."""

    start: int
    end: int
    leaf: Leaf


def cut(text: str, query: Node, *, width: int = 280) -> Snippet:
    """The part of a text that answers a query best, about `width` characters; `width=0` keeps the whole text.

    Every word that meets a positive leaf is marked: by stem, by prefix, or as a whole phrase. _Marked words that stand side
    by side are one fragment. The window holds as many different leaves as it can, then as many marks, and is the first
    such; it begins at a sentence where one is near, and never ends inside a word or number.
    """
    words = _words_of(text)
    marks = _marks(words, query)
    start, end = (0, len(text)) if not width or len(text) <= width else _window(text, words, marks, width)
    spans = [(mark.start, mark.end) for mark in marks if mark.start >= start and mark.end <= end]
    return Snippet(
        fragments=_fragments(text, _joined(text, spans), start, end),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def leaves_in(text: str, query: Node) -> frozenset[Leaf]:
    """The positive leaves of a query that a text holds."""
    return frozenset(mark.leaf for mark in _marks(_words_of(text), query))


def _words_of(text: str) -> WordPlaces:
    """The words of a text; a result is asked for its words, its snippet and its marks one after another."""
    return _kept_words(text) if len(text) <= _KEPT_LENGTH else word_places(text)


_kept_words = lru_cache(maxsize=200)(word_places)


def _marks(words: WordPlaces, query: Node) -> list[_Mark]:
    """The places of all positive leaves, in the order of the text."""
    found = [mark for leaf in dict.fromkeys(leaves(query)) for mark in _marks_of(leaf, words)]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def _marks_of(leaf: Leaf, words: WordPlaces) -> list[_Mark]:
    length = len(leaf.words) if isinstance(leaf, Exact) else 1
    return [_Mark(words.starts[at], words.ends[at + length - 1], leaf) for at in _places_of(leaf, words)]


def _places_of(leaf: Leaf, words: WordPlaces) -> Iterable[int]:
    """The places of the words at which a leaf begins, or which belong to it, in order."""
    match leaf:
        case Word(text):
            return _places_of_stem(stem(text), words)
        case Prefix(letters):
            return (at for at, one in enumerate(words.texts) if one.startswith(letters))
        case Exact(phrase):
            return _phrase_starts(list(phrase), words.texts)
        case Near(near, distance):
            return _near_places({stem(one) for one in near}, distance, words)


def _places_of_stem(wanted: str, words: WordPlaces) -> list[int]:
    """The places of the words with a stem; a stem begins as its words do, so few of them are stemmed."""
    letter = wanted[:1]
    return [at for at, one in enumerate(words.texts) if one[:1] == letter and stem(one) == wanted]


def _phrase_starts(phrase: list[str], texts: list[str]) -> Iterable[int]:
    if not phrase:
        return ()
    first, length = phrase[0], len(phrase)
    return (at for at, one in enumerate(texts) if one == first and texts[at : at + length] == phrase)


def _near_places(wanted: set[str], distance: int, words: WordPlaces) -> list[int]:
    """The places of the wanted stems that stand with all the others in one window."""
    width = len(wanted) + distance
    stems = {at: one for one in wanted for at in _places_of_stem(one, words)}
    places = sorted(stems)
    near: set[int] = set()
    for first in places:
        window = places[bisect_left(places, first) : bisect_left(places, first + width)]
        if {stems[at] for at in window} == wanted:
            near.update(window)
    return sorted(near)


def _window(text: str, words: WordPlaces, marks: list[_Mark], width: int) -> tuple[int, int]:
    """Where the best window begins and ends."""
    if not words.texts:
        return 0, width
    first, last = _densest(marks, width) if marks else (0, 0)
    start = _start(text, words, first, width=width, room=max(width - (last - first), 0))
    return start, _end(text, words, start, wanted=max(start + width, last))


def _densest(marks: list[_Mark], width: int) -> tuple[int, int]:
    """The first character of the best run of marks and the end of its last; runs are at most `width` long.

    Of runs with as many different leaves, one that leaves a quarter of the window for the words round it is better.
    """
    best, best_worth = (marks[0].start, marks[0].end), (0, False, 0)
    for at, mark in enumerate(marks):
        for room in (width * 3 // 4, width):
            end = mark.start + room
            inside = [one for one in marks[at : _past(marks, end)] if one.end <= end]
            worth = (len({one.leaf for one in inside}), room < width, len(inside))
            if inside and worth > best_worth:
                best, best_worth = (mark.start, max(one.end for one in inside)), worth
    return best


def _past(marks: list[_Mark], end: int) -> int:
    return bisect_left(marks, end, key=lambda mark: mark.start)


def _start(text: str, words: WordPlaces, first: int, *, width: int, room: int) -> int:
    """Where to begin so that the first mark is seen: a sentence if one is near, else some words before it."""
    earliest, latest = max(first - room, 0), max(len(text) - width, 0)
    sentences = [match.end() for match in _SENTENCE_START.finditer(text, earliest, first + 1)]
    starts = [start for start in (*([] if earliest else [0]), *sentences) if start <= first]
    if starts:
        return next((start for start in starts if start >= latest), starts[-1])
    wanted = max(min(first - room // 3, latest), earliest)
    return _with_opening_marks(text, words.starts[bisect_left(words.starts, wanted)])


def _with_opening_marks(text: str, start: int) -> int:
    """The start moved over the quotes, brackets or currency sign that stand close before a word."""
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    return start


def _end(text: str, words: WordPlaces, start: int, *, wanted: int) -> int:
    """Where to end: after the last whole word before the wanted end, with the marks that close it."""
    if wanted >= len(text):
        return len(text)
    first = bisect_left(words.starts, start)
    last = max(bisect_right(words.ends, wanted) - 1, min(first, len(words.ends) - 1))
    end = words.ends[last]
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return end


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those that overlap or stand side by side made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _fragments(text: str, spans: list[tuple[int, int]], start: int, end: int) -> tuple[Fragment, ...]:
    pieces: list[Fragment] = []
    at = start
    for first, last in spans:
        pieces += [Fragment(text[at:first], is_match=False), Fragment(text[first:last], is_match=True)]
        at = last
    pieces.append(Fragment(text[at:end], is_match=False))
    return tuple(piece for piece in pieces if piece.text)
