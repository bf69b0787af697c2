"""What is asked of one generation: hits, passages, papers, words and figures."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from papersearch.engines.port import Climb, SearchResults, Stats, check_facets
from papersearch.engines.records import read_card
from papersearch.engines.whoosh_engine.arrays import CARDS
from papersearch.engines.whoosh_engine.generations import Generation
from papersearch.engines.whoosh_engine.paging import among, best_in, passage_at, results_of
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.errors import IndexDamagedError
from papersearch.passage import PaperCard, Passage
from papersearch.query import Node, Rung, SearchRequest

T = TypeVar("T")


class WhooshReader:
    """One generation, from here to the end; belongs to one thread."""

    def __init__(self, generation: Generation, snapshot: Snapshot) -> None:
        self._generation = generation
        self._snapshot = snapshot

    def search(self, request: SearchRequest, climb: Climb | None = None) -> SearchResults:
        """The hits, totals and facets of one request; with `climb` it goes as far as that says, whatever its own reach.

        Raises:
            SearchTooSlowError: the deadline passed.
            QueryError: the request names a facet that there is not.
        """
        check_facets(request)
        return results_of(self._snapshot, request, climb)

    def best_in(self, query: Node, rung: Rung, keys: Collection[str]) -> Mapping[str, Passage]:
        """The passage of the first hit that a query has on `PARAGRAPH` in each of some groups, by their keys."""
        return best_in(self._snapshot, query, rung, keys)

    def among(self, passage_ids: Collection[str], query: Node, rung: Rung) -> frozenset[str]:
        """Those of some passages that a query finds up to a rung."""
        return among(self._snapshot, passage_ids, query, rung)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, or `None`."""
        row = self._snapshot.row_of(passage_id)
        return None if row is None else passage_at(self._snapshot, row)

    def passages_of(self, paper_id: str, ordinals: Collection[int] | None = None) -> tuple[Passage, ...]:
        """The passages of a paper in its order, or those at some places of it; empty if there is no such paper."""
        rows = self._snapshot.rows_of_paper(paper_id)
        if ordinals is not None:
            rows = [rows[at] for at in sorted(ordinals) if at < len(rows)]
        passages = (passage_at(self._snapshot, row) for row in rows)
        return tuple(sorted(passages, key=lambda passage: passage.ordinal))

    def cards(self) -> tuple[PaperCard, ...]:
        """All papers, by id."""
        return self._snapshot.remember("engine: cards", self._read_cards)

    def notes(self, paper_ids: Collection[str] | None = None) -> Mapping[str, bytes]:
        """What was noted of papers when they were written, by their ids; without `paper_ids` of all."""
        return self._snapshot.notes(paper_ids)

    def _read_cards(self) -> tuple[PaperCard, ...]:
        try:
            return tuple(read_card(line) for line in self._snapshot.cards())
        except ValueError as error:
            raise IndexDamagedError(f"the index file {CARDS} is damaged; run `papersearch index --fresh`") from error

    def vocabulary(self, start: str = "") -> Iterator[tuple[str, int]]:
        """The words as printed that begin with `start`, in order, each with the number of passages that hold it."""
        return self._snapshot.printed_words(start)

    def stems(self) -> Mapping[str, int]:
        """The stems of the words of texts, each with the number of passages whose text holds it."""
        return self._snapshot.stems()

    def stats(self) -> Stats:
        """The generation in figures."""
        figures = self._generation.figures
        return Stats(
            generation=str(self._generation.number),
            papers=figures.papers,
            passages=figures.passages,
            built=figures.built,
            quarantined=figures.quarantined,
            corpus=figures.corpus,
            warning=self._generation.warning,
        )

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returned the first time it was asked for under this name in this generation."""
        return self._snapshot.remember(name, make)
