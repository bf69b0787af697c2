"""URL to question and back, and the links that remove a filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from papersearch.passage import FACETS
from papersearch.web.state.parameters import FieldError, Parameters, address, clean, in_places

SWITCHES = ("council", "committee", "dates")
"""The filters that a question may imply; each can be switched off."""
MAX_QUESTION = 1000
"""Letters of a question that are kept; of those an answer reads the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskState:
    """One question as its address says it; any text is a question, so nothing in it is ever wrong.

    Attributes:
        filters: facet and value, as in a search.
        without: filters that the question implies and that were switched off.
    """

    q: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()

    def chosen(self) -> dict[str, frozenset[str]]:
        """The values of each filter."""
        return {name: frozenset(value for one, value in self.filters if one == name) for name, _ in self.filters}

    def arguments(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the address in canonical order."""
        return tuple(
            (name, value)
            for name, value in (("q", self.q), *self.filters, *(("without", one) for one in self.without))
            if value
        )

    def url(self, path: str = "/ask") -> str:
        """The canonical address of this question under a path."""
        return address(path, self.arguments())

    def switching(self, name: str, *, on: bool) -> "AskState":
        """A filter that the question implies applied, or not."""
        others = tuple(one for one in self.without if one != name)
        return replace(self, without=others if on else tuple(sorted((*others, name))))

    def removing(self, facet: str, value: str) -> "AskState":
        """One chosen filter less."""
        return replace(self, filters=tuple(pair for pair in self.filters if pair != (facet, value)))


def read_question(arguments: Mapping[str, Sequence[str]]) -> tuple[AskState, tuple[FieldError, ...]]:
    """The question of an address, and what is wrong with its filters, which are then left out; any text is a question."""
    reading = Parameters(arguments)
    pairs = {(facet, value) for facet in FACETS for value in reading.values_of(facet)}
    without = set()
    for one in reading.all("without"):
        if one in SWITCHES:
            without.add(one)
        else:
            reading.fail("without", f"“without” cannot be “{one}”; use {', '.join(SWITCHES[:-1])} or {SWITCHES[-1]}")
    state = AskState(
        q=clean(next(iter(arguments.get("q", ())), ""))[:MAX_QUESTION].strip(),
        filters=in_places(pairs),
        without=tuple(sorted(without)),
    )
    return state, tuple(reading.errors)
