"""One search of the reference engine, whose answers define "right": it scans every passage."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from papersearch.analysis import stem, words
from papersearch.engines.port import (
    ANOTHER_FORM,
    ANOTHER_SPELLING,
    AS_WRITTEN,
    CONTEXT_WEIGHT,
    K1,
    LADDER,
    MAX_PREFIX_WORDS,
    MAX_REPEATS_SHOWN,
    SCORE_DECIMALS,
    B,
    Climb,
    FacetCount,
    Hit,
    SearchResults,
    group_of,
    value_key,
)
from papersearch.errors import SearchTooSlowError
from papersearch.numbered import NumberedName, numbered_terms, with_names
from papersearch.passage import Passage, facet_values
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
    Prefix,
    Rung,
    SearchRequest,
    Sort,
    Word,
    as_typed,
    leaves,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage and its words in the order of the text."""

    passage: Passage
    words: tuple[str, ...]
    stems: tuple[str, ...]
    context: tuple[str, ...]
    names: frozenset[str]
    """The terms of its names of letters and figures."""


def entry_of(passage: Passage) -> Entry:
    """A passage as it is searched."""
    printed = tuple(words(passage.text))
    context = tuple(stem(word) for word in words(passage.context))
    names = frozenset(numbered_terms(passage.text))
    return Entry(passage, printed, tuple(stem(word) for word in printed), context, names)


class Search:
    """One request over all entries; a passage is meant by its place among them."""

    def __init__(self, entries: tuple[Entry, ...], request: SearchRequest) -> None:
        self.entries = entries
        self.request = request
        self.began = monotonic()
        self.positive = tuple(leaves(request.query))
        names = frozenset(name for entry in entries for name in entry.names)
        self.written = tuple(with_names(self.positive, names.__contains__))
        self.expansions = {
            leaf: self._words_of(leaf) for leaf in leaves(request.query, negated=True) if isinstance(leaf, Prefix)
        }
        self.in_text: dict[Leaf, list[int]] = {}
        self.in_context: dict[Leaf, list[int]] = {}
        for leaf in dict.fromkeys(leaves(request.query, negated=True)):
            self._check_time()
            self.in_text[leaf] = [self._places(leaf, entry) for entry in entries]
            in_context = stem(leaf.text) if isinstance(leaf, Word) else None
            self.in_context[leaf] = [entry.context.count(in_context) for entry in entries]
        self.where = {
            (leaf, rung): {
                group_of(entry.passage, rung)
                for at, entry in enumerate(entries)
                if self.in_text[leaf][at] or self.in_context[leaf][at]
            }
            for leaf in self.in_text
            for rung in (Rung.ITEM, Rung.MEETING)
        }
        self._check_time()

    def results(self, climb: Climb | None = None) -> SearchResults:
        """One page of hits and all the counts."""
        found = self._found()
        filtered = {at: step for at, step in found.items() if self._passes_filters(at)}
        rungs = Counter(LADDER[step] for step in filtered.values())
        totals = {rung: rungs[rung, False] + rungs[rung, True] for rung in Rung}
        related = {rung: rungs[rung, True] for rung in Rung}
        reach = climb(totals, related) if climb else self.request.reach
        reached = {at: step for at, step in filtered.items() if LADDER[step][0] <= reach}
        scores = self._scores(reached)
        self._check_time()
        in_order = sorted(reached, key=lambda at: self._order(at, reached[at], scores[at]))
        in_item = Counter(self.entries[at].passage.item_key for at in reached)
        entries = self._firsts(in_order, lambda one: one.item_key) if self.request.grouped else in_order
        repeats = self._repeats(entries)
        shown = self._listed(entries)
        start = (self.request.page - 1) * self.request.page_size
        return SearchResults(
            hits=tuple(
                Hit(
                    passage=self.entries[at].passage,
                    score=scores[at],
                    rung=LADDER[reached[at]][0],
                    related=LADDER[reached[at]][1],
                    more_in_item=in_item[self.entries[at].passage.item_key] - 1 if self.request.grouped else 0,
                    repeats=len(repeats[self.entries[at].passage.repeat_key]) - 1,
                    repeated_by=self._folded_under(at, repeats),
                )
                for at in shown[start : start + self.request.page_size]
            ),
            totals=totals,
            related=related,
            reach=reach,
            items=len(in_item),
            listed=len(shown) if self.request.page_size else 0,
            facets={facet: self._facet(facet, found, reach) for facet in self.request.facets},
            expansion_cut=any(is_cut for _, is_cut in self.expansions.values()),
        )

    def _check_time(self) -> None:
        allowed = self.request.deadline_s
        if allowed is not None and monotonic() - self.began >= allowed:
            raise SearchTooSlowError(f"the search took longer than {allowed:g} s; add a word or a filter")

    def _words_of(self, prefix: Prefix) -> tuple[frozenset[str], bool]:
        """The words a prefix stands for, and whether there were more."""
        found = sorted({word for entry in self.entries for word in entry.words if word.startswith(prefix.letters)})
        return frozenset(found[:MAX_PREFIX_WORDS]), len(found) > MAX_PREFIX_WORDS

    def _places(self, leaf: Leaf, entry: Entry) -> int:
        """How often a leaf holds in the text of a passage."""
        match leaf:
            case Word(text):
                return entry.stems.count(stem(text))
            case Exact(phrase):
                return _places_of_phrase(phrase, entry.words)
            case Near(near, distance):
                return int(_stand_near({stem(word) for word in near}, distance, entry.stems))
            case Prefix():
                return sum(word in self.expansions[leaf][0] for word in entry.words)

    def _found(self) -> dict[int, int]:
        """The first step reached by each passage that is a hit, whatever the filters, as its place in `LADDER`."""
        widened, typed = self.request.query, as_typed(self.request.query)
        has_related = typed != widened
        found: dict[int, int] = {}
        for step, (rung, is_related) in enumerate(LADDER):
            if (is_related and not has_related) or (rung != Rung.PARAGRAPH and not self.positive):
                continue
            node = widened if is_related else typed
            positive = tuple(leaves(node))
            for at in range(len(self.entries)):
                is_shown = rung == Rung.PARAGRAPH or self._is_shown(at, positive)
                if at not in found and is_shown and self._is_true(node, at, rung):
                    found[at] = step
        return found

    def _is_shown(self, at: int, positive: Sequence[Leaf]) -> bool:
        """Whether a passage itself holds a positive leaf."""
        is_first = self.entries[at].passage.ordinal == 0
        return any(self.in_text[leaf][at] or (is_first and self.in_context[leaf][at]) for leaf in positive)

    def _is_true(self, node: Node, at: int, rung: Rung) -> bool:
        match node:
            case Everything():
                return True
            case Word() | Exact() | Near() | Prefix():
                if rung == Rung.PARAGRAPH:
                    return self.in_text[node][at] > 0
                return group_of(self.entries[at].passage, rung) in self.where[node, rung]
            case FieldIs(name, value):
                return value_key(value) in self._value_keys(at, name)
            case AllOf(children):
                return all(self._is_true(child, at, rung) for child in children)
            case AnyOf(children):
                return any(self._is_true(child, at, rung) for child in children)
            case Not(child):
                return not self._is_true(child, at, rung)

    def _value_keys(self, at: int, facet: str) -> set[str]:
        return {value_key(value) for value in facet_values(self.entries[at].passage, facet)}

    def _passes_filters(self, at: int, without: str | None = None) -> bool:
        passage, days, item = self.entries[at].passage, self.request.dates, self.request.item
        if days is not None and (passage.meeting_date is None or passage.meeting_date not in days):
            return False
        if item is not None and passage.item_key != item:
            return False
        if self.request.passages is not None and passage.id not in self.request.passages:
            return False
        return all(
            self._value_keys(at, facet) & {value_key(value) for value in values}
            for facet, values in self.request.filters.items()
            if facet != without and values
        )

    def _facet(self, facet: str, found: Mapping[int, int], reach: Rung) -> tuple[FacetCount, ...]:
        spellings: dict[str, str] = {}
        for entry in self.entries:
            for value in facet_values(entry.passage, facet):
                spellings[value_key(value)] = min(value, spellings.get(value_key(value), value))
        counts = Counter(
            spellings[key]
            for at, step in found.items()
            if LADDER[step][0] <= reach and self._passes_filters(at, without=facet)
            for key in self._value_keys(at, facet)
        )
        in_order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(FacetCount(value, count) for value, count in in_order)

    def _scores(self, hits: Mapping[int, int]) -> dict[int, float]:
        texts = [len(entry.words) for entry in self.entries]
        contexts = [len(entry.context) for entry in self.entries]
        scores = dict.fromkeys(hits, 0.0)
        for leaf in self.positive:
            weight = 1.0 if isinstance(leaf, Prefix) else leaf.weight
            from_text = _bm25(self.in_text[leaf], texts)
            from_context = _bm25(self.in_context[leaf], contexts)
            for at in hits:
                scores[at] += weight * (from_text[at] + CONTEXT_WEIGHT * from_context[at])
        factor = 10**SCORE_DECIMALS
        return {at: round(score * factor) / factor for at, score in scores.items()}

    def _form(self, at: int, leaf: Leaf | NumberedName) -> int:
        """How a passage holds a leaf."""
        entry = self.entries[at]
        match leaf:
            case NumberedName():
                if leaf.in_one_word in entry.names:
                    return AS_WRITTEN
                spelling = ANOTHER_SPELLING if leaf.is_joined else AS_WRITTEN
                return spelling if leaf.as_name in entry.names else ANOTHER_FORM
            case Word(text):
                return AS_WRITTEN if text in entry.words else ANOTHER_FORM
            case Exact() | Near() | Prefix():
                return AS_WRITTEN if self.in_text[leaf][at] else ANOTHER_FORM

    def _order(self, at: int, step: int, score: float) -> tuple[int, int, bool, int, float, int, str]:
        """The sort key of a hit; undated passages are last whichever way the days run."""
        passage = self.entries[at].passage
        day = passage.meeting_date
        newest = -day.toordinal() if day else 1
        oldest = day.toordinal() if day else date.max.toordinal() + 1
        by_date = {Sort.RELEVANCE: 0, Sort.NEWEST: newest, Sort.OLDEST: oldest}[self.request.sort]
        form = min((self._form(at, leaf) for leaf in self.written), default=AS_WRITTEN)
        return (by_date, step, passage.is_frame, form, -score, newest, passage.id)

    # The list

    def _firsts(self, in_order: Sequence[int], key: Callable[[Passage], object]) -> list[int]:
        """The first of those that have a key in common."""
        firsts: dict[object, int] = {}
        for at in in_order:
            firsts.setdefault(key(self.entries[at].passage), at)
        return list(firsts.values())

    def _repeats(self, entries: Sequence[int]) -> dict[object, list[int]]:
        """The entries of the list that repeat each other, in order, by what they have in common."""
        repeats: dict[object, list[int]] = {}
        for at in entries:
            repeats.setdefault(self.entries[at].passage.repeat_key, []).append(at)
        return repeats

    def _listed(self, entries: Sequence[int]) -> Sequence[int]:
        if self.request.same_as is not None:
            ids = {entry.passage.id: entry.passage.repeat_key for entry in self.entries}
            wanted = ids.get(self.request.same_as)
            return [at for at in entries if self.entries[at].passage.repeat_key == wanted]
        return self._firsts(entries, lambda one: one.repeat_key) if self.request.folded else entries

    def _folded_under(self, at: int, repeats: Mapping[object, Sequence[int]]) -> tuple[Passage, ...]:
        if not self.request.folded or self.request.same_as is not None:
            return ()
        others = repeats[self.entries[at].passage.repeat_key][1:]
        return tuple(self.entries[other].passage for other in others[:MAX_REPEATS_SHOWN])


def _places_of_phrase(phrase: tuple[str, ...], printed: tuple[str, ...]) -> int:
    starts = range(len(printed) - len(phrase) + 1) if phrase else ()
    return sum(printed[start : start + len(phrase)] == phrase for start in starts)


def _stand_near(stems: set[str], distance: int, text: tuple[str, ...]) -> bool:
    """Whether all the stems stand in one window of the text."""
    width = len(stems) + distance
    return bool(stems) and any(stems <= set(text[start : start + width]) for start in range(len(text)))


def _bm25(places: Sequence[int], lengths: Sequence[int]) -> list[float]:
    """The share of one term in the score of each passage."""
    holding = sum(count > 0 for count in places)
    if not holding:
        return [0.0] * len(places)
    idf = math.log(1 + (len(places) - holding + 0.5) / (holding + 0.5))
    mean = sum(lengths) / len(lengths)
    return [
        idf * count * (K1 + 1) / (count + K1 * (1 - B + B * length / mean)) if count else 0.0
        for count, length in zip(places, lengths, strict=True)
    ]
