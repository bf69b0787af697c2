"""The total order of the hits of a request."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np

from papersearch.engines.port import SCORE_DECIMALS
from papersearch.engines.whoosh_engine.arrays import Longs, Numbers, Scores
from papersearch.engines.whoosh_engine.bits import Bits, among, holds_any
from papersearch.engines.whoosh_engine.matching import Matching, greatest
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.query import Sort

FACTOR = 10**SCORE_DECIMALS
_AFTER_ALL_DAYS = date.max.toordinal() + 1
_STEP_BITS = 6
"""For the steps of the ladder, each in eight tiers."""
_GREATEST_SCORE = (1 << 31) - 1
_FEW = 500
"""So many rows are sorted sooner than counted into an array of all that there may be."""
_SORTED = 100
"""So many are sorted sooner than parted first from those that come later."""


class Order:
    """The order of hits: two numbers each, of which the first decides, then the second, and the lower comes first.

    Rows are given in their order. `steps` are the hits of each step that was reached, in the order of the ladder.
    """

    def __init__(self, snapshot: Snapshot, sort: Sort, steps: Sequence[Bits], matching: Matching) -> None:
        self._snapshot = snapshot
        self._sort = sort
        self._steps = steps
        self._matching = matching

    def steps_of(self, rows: Longs) -> Numbers:
        """The place of the step of each of some hits among those reached."""
        steps = np.zeros(len(rows), np.uint8)
        for at, bits in enumerate(self._steps):
            if at and holds_any(bits):
                steps[among(rows, bits, self._snapshot.size)] = at
        return steps

    def best(self, rows: Longs, hits: Bits, wanted: int) -> tuple[Longs, Scores]:
        """The first of some hits in order, and their scores as `scores_of`; `rows` hold all of them."""
        if self._sort != Sort.RELEVANCE:
            rows = self.firsts(rows[among(rows, hits, self._snapshot.size)], wanted)
            in_order = np.sort(rows)
            return rows, self.scores_of(in_order)[np.searchsorted(in_order, rows)]
        found, missing = [], wanted
        for alike in self._tiers(hits):
            found.append(self._best_of_tier(rows, alike, missing))
            missing -= len(found[-1][0])
            if not missing:
                break
        if len(found) == 1:
            return found[0]
        best, scores = zip(*(found or [(np.empty(0, np.int64), np.empty(0))]), strict=True)
        return np.concatenate(best), np.concatenate(scores)

    def _tiers(self, hits: Bits) -> Iterator[Bits]:
        """Some hits in parts, of which only scores, days and ids decide: step by step, frames last, other forms last."""
        for of_step in self._steps:
            on_step = hits & of_step
            frames = on_step & self._snapshot.frame_bits
            for alike in (on_step & ~frames, frames) if holds_any(frames) else (on_step,):
                yield from (one for one in self._by_form(alike) if holds_any(one))

    def _by_form(self, hits: Bits) -> Iterator[Bits]:
        as_written, or_other_spelling = self._matching.forms
        yield hits & as_written
        left = hits & ~as_written
        if holds_any(left):
            yield left & or_other_spelling
            yield left & ~or_other_spelling

    def _best_of_tier(self, rows: Longs, hits: Bits, wanted: int) -> tuple[Longs, Scores]:
        """The first hits of one tier; only those that may be among them are given an exact place."""
        rows, scores = self._matching.best_scored(rows, wanted, hits)
        scores = _rounded(scores)
        places = _firsts(-scores, lambda level: self._minor(rows[level], scores[level]), wanted)
        return rows[places], scores[places]

    def scores_of(self, rows: Longs) -> Scores:
        """The scores of some hits: whole numbers, in the last of `SCORE_DECIMALS`."""
        return _rounded(self._matching.scores(rows))

    def firsts(self, rows: Longs, wanted: int) -> Longs:
        """The first of some hits in order; sorts no more than it must."""
        scores = self.scores_of(rows)
        major = self._major(rows, scores)
        return rows[_firsts(major, lambda level: self._minor(rows[level], scores[level]), wanted)]

    def firsts_of(self, groups: Numbers, rows: Longs) -> Longs:
        """Of some hits the first in order of each group, themselves in no order; `groups` are those of the hits."""
        scores = self.scores_of(rows)
        major = self._major(rows, scores)
        if len(rows) < _FEW:
            ordered = np.lexsort((self._minor(rows, scores), major, groups))
            return rows[ordered[np.diff(groups[ordered].astype(np.int64), prepend=-1) > 0]]
        rows, scores, groups = _least(rows, scores, groups, major)
        return _least(rows, scores, groups, self._minor(rows, scores))[0]

    def _major(self, rows: Longs, scores: Scores) -> Longs:
        steps = (self.steps_of(rows).astype(np.int64) << 3) | self._tiers_of(rows)
        match self._sort:
            case Sort.RELEVANCE:
                return (steps << 32) - _limited(scores)
            case Sort.NEWEST:
                return (self._newest(rows) << _STEP_BITS) | steps
            case Sort.OLDEST:
                days = self._snapshot.days[rows].astype(np.int64)
                return (np.where(days > 0, days, _AFTER_ALL_DAYS) << _STEP_BITS) | steps

    def _tiers_of(self, rows: Longs) -> Longs:
        """What stands between step and score: whether a hit only frames its paper, and how far it is from what is typed."""
        frames, *forms = (
            among(rows, bits, self._snapshot.size).astype(np.int64)
            for bits in (self._snapshot.frame_bits, *self._matching.forms)
        )
        return (frames << 2) | (2 - forms[0] - forms[1])

    def _minor(self, rows: Longs, scores: Scores) -> Longs:
        first = self._newest(rows) if self._sort == Sort.RELEVANCE else _GREATEST_SCORE - _limited(scores)
        return (first << 32) | self._snapshot.ranks[rows]

    def _newest(self, rows: Longs) -> Longs:
        """A number that is the lower the newer a meeting is, and greatest where no day is stated."""
        return _AFTER_ALL_DAYS - self._snapshot.days[rows].astype(np.int64)


def _least(rows: Longs, scores: Scores, groups: Numbers, numbers: Longs) -> tuple[Longs, Scores, Numbers]:
    """Of some rows those that have the least number of their group."""
    least = np.full(int(groups.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, groups, numbers)
    is_least = numbers == least[groups]
    return rows[is_least], scores[is_least], groups[is_least]


def _rounded(scores: Scores) -> Scores:
    """Scores as whole numbers."""
    rounded: Scores = np.rint(scores * FACTOR)
    return rounded


def _limited(scores: Scores) -> Longs:
    return np.minimum(scores, _GREATEST_SCORE).astype(np.int64)


def _firsts(major: Longs | Scores, minor_of: Callable[[Longs], Longs], wanted: int) -> Longs:
    """The places of the first numbers in order, those that are level by their second numbers; no two have both the same."""
    places = np.arange(len(major))
    if len(places) < _SORTED:
        return np.lexsort((minor_of(places), major))[:wanted]
    if len(places) > wanted:
        is_early = major <= -greatest(-major, wanted)
        places, major = places[is_early], major[is_early]
    if len(places) > wanted:
        last = np.partition(major, wanted - 1)[wanted - 1]
        before, level = major < last, np.flatnonzero(major == last)
        missing = wanted - int(np.count_nonzero(before))
        if len(level) > missing:
            minor = minor_of(places[level])
            before[level[minor <= np.partition(minor, missing - 1)[missing - 1]]] = True
        else:
            before[level] = True
        places, major = places[before], major[before]
    return places[np.lexsort((minor_of(places), major))]
