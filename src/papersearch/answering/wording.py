"""The words a question asks for: how much each weighs, and what else in a paper may stand for it."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from papersearch.analysis import QUESTION_WORDS, STOP_WORDS, stem, words
from papersearch.answering.believing import everyday_stems
from papersearch.answering.likeness import (
    JOINT,
    alike_to,
    ends_in_particle,
    families,
    irregular_forms,
    irregular_pasts,
    may_begin_phrase,
    phrases_in,
)
from papersearch.answering.spellings import other_spellings
from papersearch.engines.port import Reader
from papersearch.query import AllOf, Parsed, Word
from papersearch.widening import widen

IRREGULAR, DERIVED, ALIKE, RELATED = 0.9, 0.8, 0.6, 0.7
"""How far another form of the word, a word of its family, one of like meaning, or a related word or spelt-out acronym
stands for the word asked for."""
LIGHT = 0.6
"""What a word of everyday English that hardly any passage holds weighs, of what it would: a paper says it otherwise."""
MIN_FAMILY = 4
RARE = 3
"""A word of fewer passages weighs as one of so many: in a small index an absent word would outweigh all others."""
_ENDINGS = frozenset(
    (
        "",
        "e",
        "er",
        "or",
        "ion",
        "ation",
        "ment",
        "al",
        "ic",
        "ist",
        "ant",
        "ent",
        "anc",
        "enc",
        "ance",
        "ence",
        "ness",
        "ship",
        "ive",
        "ur",
        "ure",
        "ti",
        "it",
        "iv",
    )
)
_HYPHENS = "\u2010\u2011\u2012\u2013-"
_PREFIXES = frozenset(("multi", "non", "inter", "anti", "ex", "sub", "semi", "un", "pre", "post", "co"))
_OTHER_THING = re.compile(rf"\b({'|'.join(sorted(_PREFIXES))})[{_HYPHENS}]\s?([^\W\d_]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asking:
    """One word of a question.

    Attributes:
        share: its part of the weight of all words of the question.
        others: sets of stems that stand for it together, each with its worth, the best first.
    """

    text: str
    stem: str
    share: float
    passages: int
    others: tuple[tuple[frozenset[str], float], ...]
    _parts: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the stems of all that stands for it, since few sentences hold one of them."""
        object.__setattr__(self, "_parts", frozenset().union(*(other for other, _ in self.others)))

    def worth_in(self, stems: frozenset[str]) -> float:
        """1 if the word stands there, less if something like it does, else 0."""
        if self.stem in stems:
            return 1.0
        if self._parts.isdisjoint(stems):
            return 0.0
        return next((worth for other, worth in self.others if other <= stems), 0.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a question, and the related words that were looked for along with them."""

    words: tuple[Asking, ...]
    related: tuple[tuple[str, str], ...]

    @property
    def absent(self) -> tuple[str, ...]:
        """The words that no passage holds, as asked."""
        return tuple(one.text for one in self.words if not one.passages)

    def leaves(self) -> Iterator[Word]:
        """What to search: the words asked for, and single words that stand for them at less weight."""
        typed = {one.stem for one in self.words}
        seen = set(typed)
        for one in self.words:
            yield Word(one.text)
        for one in self.words:
            for other, worth in one.others:
                if len(other) == 1 and not other & seen:
                    seen |= other
                    parts = [part for part in next(iter(other)).split(JOINT) if part not in _SAYING_LITTLE]
                    yield from (Word(part, worth * 0.5 / len(parts)) for part in parts if part not in typed)


_SAYING_LITTLE = STOP_WORDS | QUESTION_WORDS


def wanted_words(
    reader: Reader, asked: Sequence[str], *, question: str = "", names: frozenset[str] = frozenset()
) -> Wanted:
    """The folded words of a question with their weights: ln(1 + (N - df + .5) / (df + .5)) as in BM25.

    `question` is the whole of it, which tells the phrases that its words stand in; `names` are the stems of its names. In
    a name of several words none stands for another: Mill Road is not Mill Street.
    """
    phrases = _phrases_of(question)
    total = max(1, reader.stats().passages)
    related = _related(reader, asked)
    behind = dict(reversed([*pairwise(words(question))]))  # what follows the first of each word, that only asks too
    found = []
    for at, word in enumerate(asked):
        neighbours = (asked[at - 1] if at else "", asked[at + 1] if at + 1 < len(asked) else "")
        stemmed = stem(word)
        family = _family(reader, stemmed)
        count = min(total, family.pop(stemmed, 0))
        others = {frozenset({one}): DERIVED for one in family}
        bare = stemmed.removeprefix("re")
        if bare != stemmed and len(bare) >= MIN_FAMILY and _family(reader, bare).get(bare):
            others.setdefault(frozenset({bare}), DERIVED)
        others |= {frozenset({one}): IRREGULAR for one in irregular_forms(stemmed)}
        for one in (*families(stemmed), *(one for phrase in phrases.get(word, ()) for one in families(phrase))):
            others.setdefault(frozenset({one}), DERIVED)
        for one in _behind_prefix(word, (neighbours[0], behind.get(word, neighbours[1]))):
            others.setdefault(frozenset({one}), DERIVED)
        if stemmed not in names or names.isdisjoint(map(stem, neighbours)):
            for one in _alike_in_place(word, phrases.get(word, ())):
                others.setdefault(frozenset({one}), ALIKE)
        for spelling in other_spellings(reader, word, neighbours, is_known=bool(count or others)):
            others.setdefault(spelling, DERIVED)
        for to in related.get(word, ()):
            others.setdefault(frozenset(stem(part) for part in words(to)), RELATED)
        ordered = tuple(sorted(others.items(), key=lambda pair: (-pair[1], sorted(pair[0]))))
        is_everyday = not everyday_stems().isdisjoint((stemmed, *irregular_forms(stemmed)))
        is_light = count < RARE and is_everyday and stemmed not in names and word not in phrases
        weight = _weight(total, max(count, RARE)) * (LIGHT if is_light else 1.0)
        found.append((word, stemmed, weight, count, ordered))
    whole = sum(weight for _, _, weight, _, _ in found) or 1.0
    return Wanted(
        words=tuple(
            Asking(word, stemmed, weight / whole, count, others) for word, stemmed, weight, count, others in found
        ),
        related=tuple((word, to) for word, offered in related.items() for to in offered),
    )


def _phrases_of(question: str) -> Mapping[str, tuple[str, ...]]:
    """From each folded word of a question to the phrases that it stands in."""
    said = words(question)
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for phrase, places in phrases_in(said, is_asked=True):
        for at in places:
            found[said[at]] += (phrase,)
    return found


def _alike_in_place(word: str, phrases: Sequence[str]) -> Iterator[str]:
    """What may stand for a word and its phrases; the verb of "put off" or "turn down" means nothing by itself."""
    for phrase in phrases:
        yield from alike_to(phrase)
    if not any(map(ends_in_particle, phrases)):
        yield from alike_to(stem(word), word.removesuffix("'s"))


def is_past(word: str) -> bool:
    """Whether a folded word has the form of a past or participle: "planted", "took", "sold"."""
    return (word.endswith("ed") and len(word) > 4) or word in irregular_pasts()


@lru_cache(maxsize=4096)
def stems_held(text: str) -> frozenset[str]:
    """The stems of a text, and its phrases; of a word behind a prefix with a hyphen, as in "multi-agency", only the whole."""
    has_hyphen = any(one in text for one in _HYPHENS)
    said = words(_OTHER_THING.sub(" ", text) if has_hyphen else text)
    held = frozenset(map(stem, said))
    if has_hyphen:
        held = held.union(*(_as_one(*words(" ".join(pair))) for pair in _OTHER_THING.findall(text)))
    return held | {phrase for phrase, _ in phrases_in(said)} if may_begin_phrase(held) else held


def _as_one(prefix: str, word: str) -> tuple[str, str]:
    """The stems of a word behind a prefix: written as one word, and as two that belong together."""
    return stem(prefix + word), f"{prefix}{JOINT}{stem(word)}"


def _behind_prefix(word: str, neighbours: tuple[str, str]) -> Iterator[str]:
    """What a paper holds for each part of "multi-agency"."""
    before, behind = neighbours
    if before in _PREFIXES:
        yield from _as_one(before, word)
    if word in _PREFIXES and behind:
        yield from _as_one(word, behind)


def _weight(total: int, count: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _family(reader: Reader, stemmed: str) -> dict[str, int]:
    """The stems of the papers that differ from this one by an ending only, with the passages that hold them."""
    counts: defaultdict[str, int] = defaultdict(int)
    start = stemmed[: max(MIN_FAMILY, len(stemmed) - 3)] if len(stemmed) > MIN_FAMILY else stemmed[:3]
    for word, passages in reader.vocabulary(start):
        other = stem(word)
        if other == stemmed or (len(stemmed) >= MIN_FAMILY and _is_family(stemmed, other)):
            counts[other] += passages
    return dict(counts)


def _is_family(one: str, other: str) -> bool:
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= max(MIN_FAMILY, 0.6 * max(len(one), len(other))) and {one[same:], other[same:]} <= _ENDINGS


def _related(reader: Reader, asked: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The related words of each word of the question; those of a run of words count for its first."""
    if not asked:
        return {}
    node = AllOf(tuple(Word(word) for word in asked)) if len(asked) > 1 else Word(asked[0])
    found: dict[str, tuple[str, ...]] = {}
    for one in widen(reader, Parsed(node)).expansions:
        for word in words(one.from_word):
            found[word] = (*found.get(word, ()), one.to)
    return found


def stems_of_all(texts: Iterable[str]) -> frozenset[str]:
    """The stems of several texts together."""
    return frozenset().union(*map(stems_held, texts))
