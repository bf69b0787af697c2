"""Lets work in the background give way to visitors: one processor serves both, and a search is not to wait for the other."""

from collections.abc import Callable, Collection, Iterator, Mapping
from threading import Condition, current_thread
from typing import TypeVar

from papersearch.engines.port import Climb, Reader, SearchResults, Stats
from papersearch.passage import PaperCard, Passage
from papersearch.query import Node, Rung, SearchRequest

T = TypeVar("T")
MOST_S = 0.02
"""How long one step of the work gives way, so that it ends however many visitors there are."""


class Traffic:
    """How many requests of a site are under way."""

    def __init__(self) -> None:
        self._under_way = 0
        self._changed = Condition()

    def begin(self) -> None:
        """Count a request that has come."""
        with self._changed:
            self._under_way += 1

    def end(self) -> None:
        """Count a request that has been answered."""
        with self._changed:
            self._under_way -= 1
            self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until no request is under way, for `MOST_S` at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way, MOST_S)


class YieldingReader:
    """A reader that gives way before each paper; what is remembered through it serves other threads at once."""

    def __init__(self, reader: Reader, traffic: Traffic) -> None:
        self._reader = reader
        self._traffic = traffic
        self._its_thread = current_thread()

    def search(self, request: SearchRequest, climb: Climb | None = None) -> SearchResults:
        """As `Reader.search`."""
        return self._reader.search(request, climb)

    def best_in(self, query: Node, rung: Rung, keys: Collection[str]) -> Mapping[str, Passage]:
        """As `Reader.best_in`."""
        return self._reader.best_in(query, rung, keys)

    def passage(self, passage_id: str) -> Passage | None:
        """As `Reader.passage`."""
        return self._reader.passage(passage_id)

    def passages_of(self, paper_id: str, ordinals: Collection[int] | None = None) -> tuple[Passage, ...]:
        """As `Reader.passages_of`."""
        if current_thread() is self._its_thread:
            self._traffic.give_way()
        return self._reader.passages_of(paper_id, ordinals)

    def cards(self) -> tuple[PaperCard, ...]:
        """As `Reader.cards`."""
        return self._reader.cards()

    def notes(self, paper_ids: Collection[str] | None = None) -> Mapping[str, bytes]:
        """As `Reader.notes`."""
        return self._reader.notes(paper_ids)

    def vocabulary(self, start: str = "") -> Iterator[tuple[str, int]]:
        """As `Reader.vocabulary`."""
        return self._reader.vocabulary(start)

    def stems(self) -> Mapping[str, int]:
        """As `Reader.stems`."""
        return self._reader.stems()

    def stats(self) -> Stats:
        """As `Reader.stats`."""
        return self._reader.stats()

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """As `Reader.remember`."""
        return self._reader.remember(name, make)
