"""The words the screen uses for places, dates and counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from papersearch.labels import counted as counted
from papersearch.labels import plural as plural
from papersearch.model import Basis
from papersearch.passage import Passage, in_words

_BASIS_NOTES: Mapping[Basis, str] = {
    Basis.STATED: "",
    Basis.SUPPLIED: "as given by the council beside the file",
    Basis.ADDRESS: "inferred from the file’s folder or name",
    Basis.INFERRED: "inferred from the paper’s wording",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line about a paper or meeting; what is not stated says so."""

    label: str
    value: str
    iso_day: str | None = None
    note: str = ""


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as a sentence lists them: "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def capitalised(words: str) -> str:
    """The words with a capital at their head and the rest as it was."""
    return words[:1].upper() + words[1:]


def with_weekday(day: date) -> str:
    """A day with its weekday: "Wednesday 4 November 2020"."""
    return f"{day:%A} {in_words(day)}"


def month_of(day: date) -> str:
    """The month and year of a day: "November 2020"."""
    return f"{day:%B %Y}"


def between(first: date | None, last: date | None) -> str:
    """The months two days lie in: "July 2017 to November 2020"; empty if neither is stated."""
    months = list(dict.fromkeys(month_of(day) for day in (first, last) if day))
    return " to ".join(months)


def moment(iso: str) -> str:
    """A moment in ISO 8601 as "21 November 2026 at 07:00"; empty stays empty."""
    if not iso:
        return ""
    when = datetime.fromisoformat(iso)
    return f"{in_words(when.date())} at {when:%H:%M}"


def item_words(number: str | None) -> str:
    """An item's number with its noun, "Item 7"; empty if it has none."""
    return f"Item {number.strip().rstrip('.')}" if number else ""


def basis_note(basis: Basis | None) -> str:
    """Where a value comes from, if not from the paper itself."""
    return _BASIS_NOTES[basis] if basis else ""


def anchor_of(passage: Passage) -> str:
    """The `id` of a passage in the page of its paper."""
    return f"p{passage.id.removeprefix(passage.paper_id)}"


def place_words(passage: Passage) -> str:
    """Where a passage stands, with a capital: "Paragraph 17", "Resolution 3", "Lines 17 to 19"."""
    return capitalised(passage.place)


def heading_of(passage: Passage) -> str:
    """What its result is headed by: the title of its item, or of its paper."""
    return passage.item_title or passage.paper_title


def is_web_address(address: str | None) -> bool:
    """Whether an address may be a link: http and https only."""
    return bool(address and re.match(r"https?://[^\s/]+", address))
