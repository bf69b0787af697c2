"""Finds where words and phrases stand in a text; of plain English no more is read than may hold them.

Both classes give the same answers, those of `analysis.tokens`: `_Read` from a list of all words of a text, `_Sought` by
looking for the letters that a wanted word begins with. The second understands letters and digits of ASCII, between
any punctuation; a text with others is read.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from papersearch.analysis import WordPlaces, plain_english, stem, word_places

Span = tuple[int, int]
"""Where something begins and ends in a text."""

_KEPT_LENGTH = 4000
"""Longer texts are read anew each time, so that what is kept stays small."""


class Places(Protocol):
    """The words of one text; spans come in the order of the text."""

    def of_stem(self, wanted: str) -> list[Span]:
        """The words that have a stem."""
        ...

    def of_beginning(self, letters: str) -> list[Span]:
        """The words that begin with some letters."""
        ...

    def of_phrase(self, phrase: Sequence[str]) -> list[Span]:
        """Where some folded words follow each other, from the beginning of the first to the end of the last."""
        ...

    def of_near(self, wanted: frozenset[str], distance: int) -> list[Span]:
        """The words with these stems that stand with all the others in one window of `distance` further words."""
        ...

    def has_words(self) -> bool:
        """Whether there is any word."""
        ...

    def first_start(self, at: int) -> int | None:
        """Where the first word begins that begins no earlier than here; `None` if none does."""
        ...

    def last_end(self, wanted: int, start: int) -> int:
        """Where the last word ends that ends no later than `wanted`; if that is none from `start` on, the first from there.

        If no word begins from `start` on, it is the end of the last.
        """
        ...


def places_in(text: str) -> Places:
    """The places of the words of a text."""
    plain = plain_english(text)
    return _read(text) if plain is None else _Sought(text, plain)


class _Read:
    """A text of which all words are known."""

    def __init__(self, text: str) -> None:
        self._words: WordPlaces = word_places(text)

    def _spans(self, places: Iterable[int], length: int = 1) -> list[Span]:
        starts, ends = self._words.starts, self._words.ends
        return [(starts[at], ends[at + length - 1]) for at in places]

    def of_stem(self, wanted: str) -> list[Span]:
        return self._spans(self._with_stem(wanted))

    def _with_stem(self, wanted: str) -> list[int]:
        """The places of the words with a stem; a stem begins as its words do, so few of them are stemmed."""
        letter = wanted[:1]
        return [at for at, one in enumerate(self._words.texts) if one[:1] == letter and stem(one) == wanted]

    def of_beginning(self, letters: str) -> list[Span]:
        return self._spans(at for at, one in enumerate(self._words.texts) if one.startswith(letters))

    def of_phrase(self, phrase: Sequence[str]) -> list[Span]:
        words, texts, length = list(phrase), self._words.texts, len(phrase)
        if not words:
            return []
        first = words[0]
        starts = (at for at, one in enumerate(texts) if one == first and texts[at : at + length] == words)
        return self._spans(starts, length)

    def of_near(self, wanted: frozenset[str], distance: int) -> list[Span]:
        width = len(wanted) + distance
        stems = {at: one for one in wanted for at in self._with_stem(one)}
        places = sorted(stems)
        near: set[int] = set()
        for first in places:
            window = places[bisect_left(places, first) : bisect_left(places, first + width)]
            if {stems[at] for at in window} == wanted:
                near.update(window)
        return self._spans(sorted(near))

    def has_words(self) -> bool:
        return bool(self._words.texts)

    def first_start(self, at: int) -> int | None:
        place = bisect_left(self._words.starts, at)
        return self._words.starts[place] if place < len(self._words.starts) else None

    def last_end(self, wanted: int, start: int) -> int:
        ends = self._words.ends
        first = bisect_left(self._words.starts, start)
        return ends[max(bisect_right(ends, wanted) - 1, min(first, len(ends) - 1))]


_kept = lru_cache(maxsize=200)(_Read)


def _read(text: str) -> _Read:
    """A text with all its words; it is asked for its leaves, its snippet and its marks one after another."""
    return _kept(text) if len(text) <= _KEPT_LENGTH else _Read(text)


_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)*")
_TOKEN = re.compile(f"{_WORD.pattern}|{_NUMBER.pattern}")
_STEP = 20
"""How far before a place the words are read to find the last one; most are shorter."""


class _Sought:
    """A text of letters and digits of ASCII, in `plain` as `analysis.fold` would write it, letter for letter."""

    def __init__(self, text: str, plain: str) -> None:
        self._text = text
        self._plain = plain

    def of_stem(self, wanted: str) -> list[Span]:
        if not wanted.isalpha():
            return self._numbers(lambda number: number == wanted)
        root, words = _words_of(wanted)
        found = [match.span() for match in words.finditer(self._plain) if stem(match.group()) == wanted]
        if "'" not in self._plain:
            return found
        joined = [one for one in self._joined if "'" in one[2][: len(root)]]
        return (
            sorted({*found, *((start, end) for start, end, word in joined if stem(word) == wanted)})
            if joined
            else found
        )

    def of_beginning(self, letters: str) -> list[Span]:
        if not letters:
            return [match.span() for match in _TOKEN.finditer(self._plain)]
        if letters[0].isdigit():
            return self._numbers(lambda number: number.startswith(letters))
        return [match.span() for match in self._beginning(letters)]

    def of_phrase(self, phrase: Sequence[str]) -> list[Span]:
        if not phrase or not all(word in self._plain for word in phrase if not word[:1].isdigit()):
            return []
        first, others = phrase[0], phrase[1:]
        starts = self._numbers(lambda number: number == first) if first[:1].isdigit() else self._whole(first)
        if not others:
            return starts
        found = []
        for start, end in starts:
            last = self._followed(end, others)
            if last is not None:
                found.append((start, last))
        return found

    def of_near(self, wanted: frozenset[str], distance: int) -> list[Span]:
        return _read(self._text).of_near(wanted, distance) if all(map(self.of_stem, wanted)) else []

    def has_words(self) -> bool:
        return _TOKEN.search(self._plain) is not None

    def first_start(self, at: int) -> int | None:
        starts = (match.start() for match in self._from(at))
        return next((start for start in starts if start >= at), None)

    def last_end(self, wanted: int, start: int) -> int:
        back = wanted
        while back > start:
            back = max(start, back - _STEP)
            found = None
            for match in self._from(back):
                if match.end() > wanted:
                    break
                found = match
            if found is not None and found.start() >= start:
                return found.end()
        first = next((match for match in self._from(start) if match.start() >= start), None)
        return _read(self._text).last_end(wanted, start) if first is None else first.end()

    @cached_property
    def _joined(self) -> list[tuple[int, int, str]]:
        """The words with an apostrophe inside; the stem of `o'brien` is `obrien`, with which it does not begin."""
        found: list[tuple[int, int, str]] = []
        at = self._plain.find("'")
        while at >= 0:
            match = next((one for one in self._from(at) if one.end() > at), None)
            if match is None:
                break
            if match.start() < at:
                found.append((*match.span(), match.group()))
            at = self._plain.find("'", max(at + 1, match.end() if match.start() < at else 0))
        return found

    def _from(self, at: int) -> Iterator[re.Match[str]]:
        """The words from a blank before some place on; the first ones may stand before it."""
        return _TOKEN.finditer(self._plain, self._plain.rfind(" ", 0, at) + 1)

    def _numbers(self, is_wanted: Callable[[str], bool]) -> list[Span]:
        found = _NUMBER.finditer(self._plain)
        return [match.span() for match in found if is_wanted(match.group().replace(",", ""))]

    def _beginning(self, letters: str) -> Iterator[re.Match[str]]:
        """The words of letters at whose beginning some letters stand."""
        found = _words_from(letters).finditer(self._plain)
        return found if letters.isalpha() else (match for match in found if match.group().startswith(letters))

    def _whole(self, word: str) -> list[Span]:
        return [match.span() for match in self._beginning(word) if match.group() == word]

    def _followed(self, at: int, phrase: Sequence[str]) -> int | None:
        """Where a phrase ends that begins with the next word from here on; `None` if other words stand there."""
        for word in phrase:
            match = _TOKEN.search(self._plain, at)
            if match is None or match.group().replace(",", "") != word:
                return None
            at = match.end()
        return at


@lru_cache(maxsize=1000)
def _words_from(letters: str) -> re.Pattern[str]:
    """The words where some letters stand: nothing may stand before them, not even a letter behind an apostrophe.

    Plain letters come first in the pattern, so that most places of a text are passed over at once.
    """
    begins = f"{letters}(?<![a-z]{letters})(?<![a-z]'{letters})[a-z]*"
    if not letters.isalpha():
        begins = f"(?<![a-z])(?<![a-z]')(?={re.escape(letters)})[a-z]+"
    return re.compile(f"{begins}(?:'[a-z]+)*")


@lru_cache(maxsize=1000)
def _words_of(wanted: str) -> tuple[str, re.Pattern[str]]:
    """The root of a stem, and the words that begin with it."""
    root = _root(wanted)
    return root, _words_from(root)


def _root(wanted: str) -> str:
    """What every word with a stem begins with: all of the stem but its last letter (`dying` has the stem `die`)."""
    return wanted[:1] if wanted in {"die", "lie", "tie"} else wanted[:-1] or wanted
