"""Weighs words by how rare they are in a generation, and says how far one text covers another."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.engines.port import Reader


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each stem: ln(1 + (N - df + .5) / (df + .5)), as in BM25; a stem of no passage weighs most."""

    passages: int
    counts: Mapping[str, int]
    """Stem to the passages that hold it."""
    _known: "_Known" = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", _Known(self))

    def of(self, stemmed: str) -> float:
        """The weight of one stem, above 0."""
        return self._known[stemmed]

    def total(self, stems: Iterable[str]) -> float:
        """The weight of these stems together."""
        return sum(map(self._known.__getitem__, stems))

    def covered(self, wanted: Collection[str], held: Collection[str]) -> float:
        """The share, from 0 to 1, of the weight of `wanted` that `held` has; 0 where nothing is wanted."""
        whole = self.total(wanted)
        return self.total(one for one in wanted if one in held) / whole if whole else 0.0


class _Known(dict[str, float]):
    """The weights worked out so far; the others are when they are asked for."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, stemmed: str) -> float:
        passages = self._weights.passages
        count = min(self._weights.counts.get(stemmed, 0), passages)
        self[stemmed] = math.log(1 + (passages - count + 0.5) / (count + 0.5))
        return self[stemmed]


def weights_of(reader: Reader) -> Weights:
    """The weights of the stems of this generation."""
    return reader.remember("weights", lambda: Weights(reader.stats().passages, reader.stems()))


def stems_of(text: str) -> list[str]:
    """The stems of a text in order, without stop words."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]
