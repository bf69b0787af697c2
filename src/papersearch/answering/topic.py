"""What a particular of a paper is: how a question asks for it, and how papers state it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from papersearch.analysis import stem
from papersearch.model import PaperType, Role


class Of(StrEnum):
    """What a particular is of."""

    MEETING = "meeting"
    PAPER = "paper"
    NOTICE = "notice"
    HOLDING = "holding"
    CONTACT = "contact"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One particular.

    Attributes:
        asked: how a question asks for it; `but` is what such a question says that asks for another thing.
        plain: stems of the words that belong to the asking and not to the thing asked about.
        label: the label of the line that states it.
        heading: the heading or item under which it stands.
        text: the sentence that states it, for which `states` must hold too.
        telling: what a paragraph under the heading must say besides.
        roles: the roles of the paragraphs that may state it; empty for any.
        tells_day: what stands there must name the time asked about.
        is_of_place: the place of the meeting states it.
    """

    of: Of
    asked: re.Pattern[str]
    but: re.Pattern[str] | None = None
    plain: frozenset[str] = frozenset()
    types: tuple[PaperType, ...] = ()
    label: re.Pattern[str] | None = None
    heading: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None
    states: Callable[[str], object] | None = None
    telling: re.Pattern[str] | None = None
    roles: tuple[Role, ...] = ()
    tells_day: bool = False
    is_of_place: bool = False
    newest_only: bool = False


def like(pattern: str) -> re.Pattern[str]:
    """A pattern for words in any case."""
    return re.compile(pattern, re.IGNORECASE)


def stems_in(words: str) -> frozenset[str]:
    """The stems of words between blanks."""
    return frozenset(map(stem, words.split()))
