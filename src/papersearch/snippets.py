"""Cuts and marks the part of a passage that answers a query."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from papersearch.analysis import stem
from papersearch.places import Places, Span, places_in
from papersearch.query import Exact, Leaf, Near, Node, Prefix, Word, leaves

_SENTENCE_START = re.compile(r"\s(?:(?<=[.!?;:].)|(?<=[.!?]['\"\u2019\u201d)].)|(?<=\n))\s*(?=\S)", re.DOTALL)
"""It begins with the blank, so that only blanks are looked at closer."""
_OPENING, _CLOSING = frozenset("([{'\"‘“£$€"), frozenset(".,;:!?)]}'\"’”%…")


class Fragment(Struct, frozen=True, gc=False):
    """A stretch of text, and whether it matched."""

    text: str
    is_match: bool


class Snippet(Struct, frozen=True, gc=False):
    """The densest window of a passage; joined, the fragments are a substring of its text."""

    fragments: tuple[Fragment, ...]
    cut_before: bool
    cut_after: bool

    @property
    def text(self) -> str:
        """The window as one string, a substring of the text it was cut from."""
        return "".join(fragment.text for fragment in self.fragments)


_Mark = tuple[int, int, int]
"""Where a leaf of a query begins and ends in a text, and its place in the query."""


def cut(text: str, query: Node, *, width: int = 280) -> Snippet:
    """The part of a text that answers a query best, about `width` characters; `width=0` keeps the whole text.

    Every word that meets a positive leaf is marked: by stem, by prefix, or as a whole phrase. Marked words that stand side
    by side are one fragment. The window holds as many different leaves as it can, then as many marks, and is the first
    such; it begins at a sentence where one is near, and never ends inside a word or number.
    """
    words = places_in(text)
    return _snippet(text, words, _marks(words, _sought(query)), width)


def cut_with_leaves(text: str, query: Node, *, width: int = 280) -> tuple[Snippet, frozenset[Leaf]]:
    """As `cut`, and the positive leaves of the query that the whole text holds, as `leaves_in`."""
    words, sought = places_in(text), _sought(query)
    marks = _marks(words, sought)
    return _snippet(text, words, marks, width), frozenset([sought[leaf][0] for leaf in {leaf for _, _, leaf in marks}])


def _snippet(text: str, words: Places, marks: list[_Mark], width: int) -> Snippet:
    """The window of a text, and the marks inside it."""
    start, end = (0, len(text)) if not width or len(text) <= width else _window(text, words, marks, width)
    spans = [(first, last) for first, last, _ in marks if first >= start and last <= end]
    return Snippet(
        fragments=_fragments(text, _joined(text, spans), start, end),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def leaves_in(text: str, query: Node) -> frozenset[Leaf]:
    """The positive leaves of a query that a text holds."""
    words = places_in(text)
    return frozenset(leaf for leaf, find in _sought(query) if find(words))


_Find = Callable[[Places], Sequence[Span]]


@lru_cache(maxsize=64)
def _sought(query: Node) -> tuple[tuple[Leaf, _Find], ...]:
    """The different positive leaves of a query, each with what finds its places in a text."""
    return tuple((leaf, _finder(leaf)) for leaf in dict.fromkeys(leaves(query)))


def _finder(leaf: Leaf) -> _Find:
    match leaf:
        case Word(text):
            wanted = stem(text)
            return lambda words: words.of_stem(wanted)
        case Prefix(letters):
            return lambda words: words.of_beginning(letters)
        case Exact(phrase):
            return lambda words: words.of_phrase(phrase)
        case Near(near, distance):
            stems = frozenset(map(stem, near))
            return lambda words: words.of_near(stems, distance)


def _marks(words: Places, sought: Sequence[tuple[Leaf, _Find]]) -> list[_Mark]:
    """The places of all leaves, in the order of the text."""
    return sorted([(start, end, at) for at, (_, find) in enumerate(sought) for start, end in find(words)])


def _window(text: str, words: Places, marks: list[_Mark], width: int) -> tuple[int, int]:
    """Where the best window begins and ends."""
    if not marks and not words.has_words():
        return 0, width
    first, last = _densest(marks, width) if marks else (0, 0)
    start = _start(text, words, first, width=width, room=max(width - (last - first), 0))
    return start, _end(text, words, start, wanted=max(start + width, last))


def _densest(marks: list[_Mark], width: int) -> tuple[int, int]:
    """The first character of the best run of marks and the end of its last; runs are at most `width` long.

    Of runs with as many different leaves, one that leaves a quarter of the window for the words round it is better.
    """
    ends = max([end for _, end, _ in marks])
    if ends - marks[0][0] <= width * 3 // 4:  # one run holds them all
        return marks[0][0], ends
    starts = [start for start, _, _ in marks]
    leaves_marked = len({leaf for _, _, leaf in marks})
    best, best_worth = marks[0][:2], (0, False, 0)
    for at, first in enumerate(starts):
        if best_worth >= (leaves_marked, True, len(marks) - at):
            break
        for room in (width * 3 // 4, width):
            if room == width and best_worth[0] == leaves_marked:
                break  # all leaves stand in a run that leaves room
            limit = first + room
            stop = bisect_left(starts, limit, at)
            if (min(stop - at, leaves_marked), room < width, stop - at) <= best_worth:
                continue
            inside = [one for one in marks[at:stop] if one[1] <= limit]
            worth = (len({leaf for _, _, leaf in inside}), room < width, len(inside))
            if inside and worth > best_worth:
                best, best_worth = (first, max([end for _, end, _ in inside])), worth
    return best


def _start(text: str, words: Places, first: int, *, width: int, room: int) -> int:
    """Where to begin so that the first mark is seen: a sentence if one is near, else some words before it."""
    earliest, latest = max(first - room, 0), max(len(text) - width, 0)
    last = None if earliest else 0
    if last is None or last < latest:
        for match in _SENTENCE_START.finditer(text, earliest, first + 1):
            if match.end() > first:
                break
            last = match.end()
            if last >= latest:
                break
    if last is not None:
        return last
    found = words.first_start(max(min(first - room // 3, latest), earliest))
    return first if found is None else _with_opening_marks(text, found)


def _with_opening_marks(text: str, start: int) -> int:
    """The start moved over the quotes, brackets or currency sign that stand close before a word."""
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    return start


def _end(text: str, words: Places, start: int, *, wanted: int) -> int:
    """Where to end: after the last whole word before the wanted end, with the marks that close it."""
    if wanted >= len(text):
        return len(text)
    end = words.last_end(wanted, start)
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
        if at < first:
            pieces.append(Fragment(text[at:first], is_match=False))
        pieces.append(Fragment(text[first:last], is_match=True))
        at = last
    if at < end:
        pieces.append(Fragment(text[at:end], is_match=False))
    return tuple(pieces)
