"""Weighs words by how rare they are in a generation, and says how far one text covers another."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.engines.port import Reader


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each stem: ln(1 + (N - df + .5) / (df + .5)), as in BM25; a stem of no passage weighs most."""

    passages: int
    counts: Mapping[str, int]
    """Stem to the passages that hold it; a passage that holds two of its inflections may count twice."""
    known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    """The weights worked out so far."""

    def of(self, stemmed: str) -> float:
        """The weight of one stem, above 0."""
        weight = self.known.get(stemmed)
        if weight is None:
            count = min(self.counts.get(stemmed, 0), self.passages)
            weight = math.log(1 + (self.passages - count + 0.5) / (count + 0.5))
            self.known[stemmed] = weight
        return weight

    def total(self, stems: Iterable[str]) -> float:
        """The weight of these stems together."""
        return sum(map(self.of, stems))

    def covered(self, wanted: Collection[str], held: Collection[str]) -> float:
        """The share, from 0 to 1, of the weight of `wanted` that `held` has; 0 where nothing is wanted."""
        whole = self.total(wanted)
        return self.total(one for one in wanted if one in held) / whole if whole else 0.0


def weights_of(reader: Reader) -> Weights:
    """The weights of the stems of this generation."""
    return reader.remember("weights", lambda: _weights_of(reader))


def stems_of(text: str) -> list[str]:
    """The stems of a text in order, without stop words."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def _weights_of(reader: Reader) -> Weights:
    counts: defaultdict[str, int] = defaultdict(int)
    for word, passages in reader.vocabulary():
        counts[stem(word)] += passages
    return Weights(reader.stats().passages, dict(counts))
