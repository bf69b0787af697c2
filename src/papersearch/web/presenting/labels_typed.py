"""A word typed that papers also print as the label of a role, such as RESOLVED, which is no word of its paragraphs."""

from dataclasses import dataclass

from papersearch.analysis import fold
from papersearch.model import Role
from papersearch.query import Parsed, Word
from papersearch.web.state.search import SearchState

_LABELLED = {
    Role.RESOLUTION: ("resolutions", {"resolved", "resolution", "resolutions"}),
    Role.RECOMMENDATION: ("recommendations", {"recommended", "recommendation", "recommendations"}),
    Role.ACTION: ("actions", {"action", "actions"}),
}
"""Of each role what it is called, and what labels it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOffer:
    """The filter that shows what a word labels."""

    word: str
    labelled: str
    url: str


def role_offer(state: SearchState, parsed: Parsed) -> RoleOffer | None:
    """The filter for a search of one word that is printed as the label of a role; `None` for any other search."""
    if not isinstance(parsed.node, Word) or state.values("role") or state.item or state.same:
        return None
    word = fold(parsed.node.text)
    for role, (labelled, labels) in _LABELLED.items():
        if word in labels:
            return RoleOffer(word=state.q, labelled=labelled, url=state.asking("").adding("role", role.value).url())
    return None
