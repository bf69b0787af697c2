"""Words and phrases that mean nearly the same, read from the lists of words, and the phrases that a text holds.

A line of `alike.txt` is a group, each of which may be answered in the others; what stands behind ` > ` only answers what
stands before it. The words of a phrase are joined by `_`. In a set of stems a phrase is one: `put_off`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from papersearch.analysis import stem

JOINT = "_"
_PARTICLES = frozenset(
    [
        "ahead",
        "apart",
        "aside",
        "away",
        "back",
        "behind",
        "by",
        "down",
        "forward",
        "in",
        "off",
        "on",
        "out",
        "over",
        "round",
        "through",
        "together",
        "up",
    ]
)
"""Two words may stand before these, within a phrase: "put the works off"."""
_PREPOSITIONS = frozenset(["by", "in", "on", "over", "through"])
"""Particles that more often belong to what follows: "stayed in hotels"."""

Forms = frozenset[str]
Phrase = tuple[str, tuple[Forms, ...]]
"""A phrase as one, and the stems that each of its words may have."""


def alike_to(stemmed: str, word: str = "") -> tuple[str, ...]:
    """The stems and phrases that may answer for a stem or phrase; a verb answers in its past forms, and for them.

    `word` is the word asked, which tells words of one stem apart.
    """
    found: dict[str, None] = {}
    for form in (_homonyms().get(word, stemmed), *_verb_forms().get(stemmed, ())):
        for other in _joined("alike.txt").get(form, ()):
            found |= dict.fromkeys((other, *_verb_forms().get(other, ())))
    found.pop(stemmed, None)
    return tuple(found)


def irregular_forms(stemmed: str) -> tuple[str, ...]:
    """The other stems of a word that no stemmer brings together with this one."""
    return _joined("irregular.txt").get(stemmed, ())


@lru_cache(maxsize=1)
def irregular_pasts() -> frozenset[str]:
    """The past forms and participles behind the first word of each line of irregular.txt."""
    return frozenset(word for line in lines_of("irregular.txt") for word in line.split()[1:] if _is_past_form(word))


def families(stemmed: str) -> tuple[str, ...]:
    """The stems and phrases made of the same word, or the same word written otherwise: "poverty" of "poor"."""
    return _joined("families.txt").get(stemmed, ())


def phrases_in(said: Sequence[str], *, is_asked: bool = False) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The phrases that folded words hold and that may answer, or of a question be answered, and where their words stand."""
    starts = _starts(is_asked=is_asked)
    stems = list(map(stem, said))
    held = frozenset(stems)
    for at, one in enumerate(stems):
        for name, parts in starts.get(one, ()):
            if len(parts) > 1 and parts[1].isdisjoint(held):
                continue
            taken = _taken(stems, at, parts)
            if taken:
                yield name, taken


def may_begin_phrase(stems: frozenset[str]) -> bool:
    """Whether one of these stems begins a phrase that may answer."""
    return not stems.isdisjoint(_starts(is_asked=False))


def ends_in_particle(phrase: str) -> bool:
    """Whether a phrase is a verb with a particle that changes it: "put_off", "turn_down"."""
    return phrase.rpartition(JOINT)[2] in _PARTICLES - _PREPOSITIONS


def _taken(stems: Sequence[str], at: int, parts: Sequence[Forms]) -> tuple[int, ...]:
    """The places of the parts from a place on; empty if they do not stand there."""
    taken = [at]
    for part in parts[1:]:
        ahead = range(taken[-1] + 1, min(taken[-1] + (4 if part & _PARTICLES else 2), len(stems)))
        place = next((one for one in ahead if stems[one] in part), None)
        if place is None:
            return ()
        taken.append(place)
    return tuple(taken)


@dataclass(frozen=True, slots=True)
class Line:
    """A group of words and phrases of a list, by stem, and those that only answer it.

    Attributes:
        items: the group as written.
    """

    group: tuple[str, ...]
    answering: tuple[str, ...]
    items: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Line":
        """The group that a line of a list holds."""
        group, _, answering = text.partition(" > ")
        items = tuple(group.split())
        return cls(tuple(map(_name_of, items)), tuple(map(_name_of, answering.split())), items)

    def joins(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each that may be asked, with those that may answer it."""
        for one in self.group:
            yield one, self.answering or tuple(other for other in self.group if other != one)


def lines_of(name: str) -> list[str]:
    """The lines of a list of words, without its remarks."""
    lines = files("papersearch").joinpath("words", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _name_of(item: str) -> str:
    """A word or phrase by the stems of its words."""
    return JOINT.join(map(stem, item.split(JOINT)))


@lru_cache(maxsize=1)
def _homonyms() -> Mapping[str, str]:
    """From a word that shares its stem with words of other meaning to the first of those of its own."""
    groups = [group.split() for line in lines_of("homonyms.txt") for group in line.split(" | ")]
    return {word: f"{group[0]}:" for group in groups for word in group}


@lru_cache(maxsize=4)
def _joined(name: str) -> Mapping[str, tuple[str, ...]]:
    """From a stem or phrase to those that stand for it in a list of words, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    apart = _homonyms() if name == "alike.txt" else {}
    for line in map(Line.of, lines_of(name)):
        for item, (one, others) in zip(line.items, line.joins(), strict=True):
            found[apart.get(item, one)] |= dict.fromkeys(others)
    return {one: tuple(others) for one, others in found.items()}


_NOUN = re.compile(
    r".*(?:ings?|ions?|ments?|ers?|ors?|ance|ants?|als?|th|ht|ce|dge|cy|ren|men|ves|ice|ess|age|sis|ief)"
)
_PASTS_LIKE_NOUNS = frozenset(("bought", "brought", "caught", "fought", "sought", "taught", "thought", "left", "lent"))


def _is_past_form(word: str) -> bool:
    """Whether a word behind the first of a line of irregular.txt is a form of its verb, and no noun."""
    return word in _PASTS_LIKE_NOUNS or not _NOUN.fullmatch(word)


@lru_cache(maxsize=1)
def _verb_forms() -> Mapping[str, tuple[str, ...]]:
    """From each form of an irregular verb to the others, by stem."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for verb, *others in map(str.split, lines_of("irregular.txt")):
        forms = [stem(word) for word in (verb, *filter(_is_past_form, others))]
        for one in forms:
            found[one] += tuple(other for other in forms if other != one)
    return found


@lru_cache(maxsize=2)
def _starts(*, is_asked: bool) -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases of the lists that may be asked, or those that may answer, by each form of their first word."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    lists = (_joined("alike.txt"), _joined("families.txt"))
    named = {one for joined in lists for key, others in joined.items() for one in ((key,) if is_asked else others)}
    for name in sorted(one for one in named if JOINT in one):
        parts = tuple(frozenset((part, *irregular_forms(part))) for part in name.split(JOINT))
        for first in parts[0]:
            found[first].append((name, parts))
    return {first: tuple(phrases) for first, phrases in found.items()}
