"""The short forms by which minutes name those who attended: a first name, or initials."""

import re
from collections.abc import Sequence

from papersearch.commitments.agents import heads
from papersearch.model import Role
from papersearch.passage import Passage

_FULL_NAME = re.compile(
    r"\b(?P<first>[A-Z][a-z\u00c0-\u017f\u2019'-]+)\s+(?:[A-Z]\.?\s+)?(?P<last>[A-Z][a-z\u00c0-\u017f][\w\u2019'-]*)"
)
_INITIALS = re.compile(r"\((?P<initials>[A-Z]{2,4})\)")
_TITLES = frozenset(
    {"councillor", "councillors", "cllr", "cllrs", "mr", "mrs", "ms", "miss", "dr", "alderman", "present", "apologies"}
)


def short_names(passages: Sequence[Passage]) -> frozenset[str]:
    """First names and initials of the people whom the lists of attendance of a paper name in full."""
    found: set[str] = set()
    for passage in passages:
        if passage.role is not Role.ATTENDANCE:
            continue
        found |= {match["initials"] for match in _INITIALS.finditer(passage.text)}
        for match in _FULL_NAME.finditer(passage.text):
            words = {match["first"].casefold(), match["last"].casefold()}
            if not words & (_TITLES | heads()):
                found |= {match["first"], match["first"][0] + match["last"][0]}
    return frozenset(found)
