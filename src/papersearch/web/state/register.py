"""What the views of the ledger and of drift share: rows under filters, in an order that can be turned round, page by page."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Self, TypeVar

REVERSED = "-"
"""Stands before the name of an order that is turned round."""
PAGE_SIZE = 25

Order = TypeVar("Order", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterState(ABC, Generic[Order]):
    """One view of rows; each kind of rows adds its filters, and the order in which its rows come by themselves.

    Attributes:
        filters: the name and value of what narrows by place, type, role or person.
        is_reversed: the order is turned round; rows without a value stay last.
    """

    q: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: Order
    is_reversed: bool = False
    page: int = 1

    @abstractmethod
    def values(self, name: str) -> tuple[str, ...]:
        """The values chosen in one filter that is picked from a list."""

    @abstractmethod
    def without(self, name: str, value: str = "") -> Self:
        """One value of a filter less; of a filter that has only one value, that."""

    def order(self) -> str:
        """The order as an address names it."""
        return f"{REVERSED if self.is_reversed else ''}{self.sort.value}"

    def without_all(self, name: str) -> Self:
        """None of the values of a filter that is picked from a list."""
        state = self
        for value in self.values(name):
            state = state.without(name, value)
        return state

    def sorted_by(self, sort: Order) -> Self:
        """Another order from its first page; the present one is turned round."""
        return replace(self, sort=sort, is_reversed=sort is self.sort and not self.is_reversed, page=1)

    def at_page(self, page: int) -> Self:
        """Another page."""
        return replace(self, page=page)


def orders_of(orders: Iterable[Order]) -> Mapping[str, tuple[Order, bool]]:
    """What an address may name as an order, and whether it is turned round."""
    return {f"{sign}{one.value}": (one, bool(sign)) for one in orders for sign in ("", REVERSED)}
