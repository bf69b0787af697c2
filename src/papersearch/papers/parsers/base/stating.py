"""What the text of a paper states of its meeting: which values, and what is misprinted in them."""

from collections.abc import Sequence

from papersearch.dates import FoundDate
from papersearch.model import Basis


def basis_of(*, committee: object = None, meeting_date: object = None, item_number: object = None) -> dict[str, Basis]:
    """The basis of the values that the text gives; what is empty is not stated."""
    values = {"committee": committee, "meeting_date": meeting_date, "item_number": item_number}
    return {name: Basis.STATED for name, value in values.items() if value}


def misprints(days: Sequence[FoundDate]) -> tuple[str, ...]:
    """A warning where the weekday beside the day of the meeting is another."""
    return tuple(f"the weekday of {one.day.isoformat()} is misprinted" for one in days[:1] if one.wrong_weekday)
