"""Gives each block its section, lead-in, number and role: the units of a paper, in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from papersearch.model import AgendaItem, Form, Paragraph, Role
from papersearch.papers.parsers.base.blocks import Block
from papersearch.papers.parsers.base.labels import (
    is_lead_in,
    last_sentence,
    role_inside,
    role_of_list,
    role_opened_by,
)
from papersearch.papers.parsers.base.origin import Origin

_UNSURE = 2
"""The level of headings that only their look tells: one may stand under another of the same look."""
_BELOW_MARKS = 5
"""Added to levels told by look alone while a heading that the source marks is in force."""
_MOST_TOUCHING = 2
_MOVED = re.compile(r"^(?!.*\b(?:resolved|agreed|carried)\b).*\b(?:amendment|moved)\b", re.IGNORECASE | re.DOTALL)
"""What opens a motion that may yet be lost."""
_IS_WHOLE = re.compile(r"\bto\s+[a-z].*[.\w)]\s*$", re.DOTALL)
_GOES_ON = re.compile(r"(?:That|To)\b")


@dataclass(frozen=True, slots=True)
class _Series:
    """The numbered list that a paragraph without number opened, and how far it has counted."""

    lead_in: str
    role: Role | None
    last: int = 0

    def goes_on(self, number: str | None) -> bool:
        """Whether this is its next number: 1, 2, 3 or 2.1, 2.2, 2.3."""
        return number is not None and number.rpartition(".")[2] == str(self.last + 1)

    def counted(self) -> "_Series":
        return replace(self, last=self.last + 1)


@dataclass(slots=True)
class Composer:
    """What is in force while a paper is read from top to bottom.

    With `decides` the labels and lead-ins of minutes are heeded: what stands under RESOLVED is a resolution. In reports
    only the section heading gives a role.
    """

    origin: Origin
    decides: bool = False
    item: AgendaItem | None = None
    units: list[Paragraph] = field(default_factory=list)
    role: Role = Role.BODY
    _headings: list[tuple[int, str, bool]] = field(default_factory=list)
    """Level, words, and whether its source marks it as a heading."""
    _label: tuple[str, ...] = ()
    _lead_in: str | None = None
    _list_role: Role | None = None
    _parent: Paragraph | None = None
    _series: _Series | None = None
    _has_points: bool = False
    _after_heading: bool = False

    def open_item(self, block: Block, item: AgendaItem) -> None:
        """Begin an item of business with its heading; nothing of the item before stays in force."""
        self.item = item
        self.role = Role.BODY
        self._headings.clear()
        self._label = ()
        self._forget_list()
        self._append(block, Form.HEADING, Role.BODY, number=item.number)

    def close_item(self) -> None:
        """What follows belongs to no item, and no heading or label is in force."""
        self.item = None
        self.open_block(Role.BODY, None)

    def open_role(self, role: Role) -> None:
        """What follows has this role, up to the next heading, item or label."""
        self.role = role
        self._has_points = False
        self._forget_list()

    def open_block(self, role: Role, label: str | None) -> None:
        """What follows stands in a block of a web page: no heading of another block is in force, but its own label is."""
        self._headings.clear()
        self._label = (label,) if label else ()
        self.open_role(role)

    def heading(self, block: Block, *, role: Role | None = None) -> None:
        """Put a heading in force; it ends those of its level and deeper.

        Text does not say what lies under a heading, so of two that touch both stay in force up to the next.
        """
        self._series = None
        level = block.level
        if not block.first.mark and any(is_marked for _, _, is_marked in self._headings):
            level += _BELOW_MARKS
        touches = self._after_heading and block.level == _UNSURE and not block.first.mark
        while self._headings and self._headings[-1][0] >= level and not (touches and self._headings[-1][0] == level):
            self._headings.pop()
        while sum(one == level for one, _, _ in self._headings) >= _MOST_TOUCHING:  # a list of short lines is no path
            self._headings.pop()
        self.units.append(self._unit(block, Form.HEADING, role or Role.BODY))
        self._headings.append((level, block.words.strip("* "), bool(block.first.mark)))
        self._after_heading = True

    def add(self, block: Block, *, role: Role | None = None) -> None:
        """Add one block that is no heading, with this role or the one in force."""
        if self.decides and role is None and self._is_label(block):
            return
        if block.form is Form.PARAGRAPH:
            self._add_paragraph(block, role)
        else:
            self._add_point(block, role)

    def add_all(self, blocks: Sequence[Block]) -> None:
        """Add blocks and headings in order."""
        for block in blocks:
            is_decision = self.decides and (role_opened_by(block.words) or role_inside(block.words))
            opened = role_opened_by(block.words) if self.decides and block.is_heading and block.number else None
            if opened:
                self._end_decision()
                self.heading(block)
                self.open_role(opened)
            elif block.is_heading and not is_decision:
                self._end_decision()
                self.heading(block)
            else:
                self.add(replace(block, level=0, form=block.plain_form))

    def _is_label(self, block: Block) -> bool:
        if block.number is not None or block.cells:
            return False
        opened = role_opened_by(block.words)
        if opened:
            self.open_role(opened)
        return opened is not None

    def _add_paragraph(self, block: Block, role: Role | None) -> None:
        own = self._own_role(block)
        is_whole = own is Role.ACTION and _IS_WHOLE.search(block.words)  # "Action: Clerk to write to the school."
        if is_whole:
            self.role = Role.BODY
        elif own and (
            block.number is None or _GOES_ON.match(block.words)
        ):  # "24.2 The panel RESOLVED to:" ends with its list
            self.role = own
        elif not own and self._is_past_decision(block):
            self._end_decision()
        series = self._series if self._series and self._series.goes_on(block.number) else None
        self._forget_list()
        self._series = series.counted() if series else None
        listed = series.role if series else None
        unit = self._append(block, Form.PARAGRAPH, role or own or listed or self.role, number=block.number)
        if series:
            self.units[-1] = replace(unit, lead_in=series.lead_in)
        self._has_points = self.role is not Role.BODY
        self._parent = unit if block.number is not None else None
        if is_lead_in(block.words):
            self._lead_in = last_sentence(block.words)
            is_free = self.decides and self.role is Role.BODY  # what is resolved as a list of advice is resolved
            self._list_role = role_of_list(self._lead_in) if is_free else None
            if block.number is None:
                self._series = _Series(self._lead_in, self._list_role)

    def _add_point(self, block: Block, role: Role | None) -> None:
        inherited = self._parent.role if self._parent else self.role
        own = None if self._parent else self._own_role(block)
        number = block.number or (self._parent.number if self._parent and block.form is Form.LIST_ITEM else None)
        self._append(block, block.form, role or own or self._list_role or inherited, number=number)
        self._has_points = self._has_points or self.role is not Role.BODY

    def _own_role(self, block: Block) -> Role | None:
        """What a block's own words say it is; under RECOMMENDED a bare "That ..." is recommended, not resolved."""
        is_point = bool(_GOES_ON.match(block.words.lstrip("* ")))
        is_under_advice = is_point and self.role is Role.RECOMMENDATION
        is_moved = is_point and self._lead_in is not None and bool(_MOVED.search(self._lead_in))
        return role_inside(block.words) if self.decides and not (is_under_advice or is_moved) else None

    def _is_past_decision(self, block: Block) -> bool:
        """Whether a paragraph stands after the points of a resolution; an Action block goes on to the next label."""
        is_open = self.decides and self._has_points and self.role is not Role.ACTION
        return is_open and block.number is None and not _GOES_ON.match(block.words)

    def _end_decision(self) -> None:
        if self.decides and self.role is not Role.ACTION:
            self.role = Role.BODY
            self._has_points = False

    def _forget_list(self) -> None:
        self._series = None
        self._lead_in = None
        self._list_role = None
        self._parent = None

    def _append(self, block: Block, form: Form, role: Role, *, number: str | None) -> Paragraph:
        unit = replace(self._unit(block, form, role), number=number)
        self.units.append(unit)
        self._after_heading = False
        return unit

    def _unit(self, block: Block, form: Form, role: Role) -> Paragraph:
        return Paragraph(
            text=block.words,
            form=form,
            role=role,
            number=block.number,
            section=(*self._label, *(words for _, words, _ in self._headings)),
            lead_in=self._lead_in if form is Form.LIST_ITEM else None,
            item=self.item,
            source=block.source(self.origin.path),
            truncated=block.is_cut,
        )
