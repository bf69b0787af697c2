"""Where each unit of a paper stands, in words a clerk would write and that no other unit of the paper shares."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papersearch.bold import without_stars
from papersearch.model import Form, Paragraph, Role

CELL_MARK = " | "
"""Stands between the cells of a table row."""

_LONGEST = 60
"""Letters of a heading, or of a cell, that a citation takes."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROLE_NOUNS = {Role.RECOMMENDATION: "recommendation", Role.RESOLUTION: "resolution", Role.ACTION: "action"}


def places_of(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """The place of each unit: "paragraph 48", "paragraph 12, second point", "resolution 2(a)", "page 4, third paragraph".

    A heading and a table row go by their words, what has no number by its count on the page, or under its heading; lines that
    frame a paper, such as labels, are counted by themselves. Units of one item never share a place: their section, page or lines are added until they differ.
    """
    places = list(_Counting(paragraphs).places())
    for add in (_by_whole_row, _under_section, _in_outer_section, _on_page, _at_lines):
        for at in _shared(paragraphs, places):
            places[at] = add(places[at], paragraphs[at])
    times: Counter[tuple[object, str]] = Counter()
    for at in _shared(paragraphs, places):
        times[paragraphs[at].item, places[at]] += 1
        places[at] = f"{places[at]}, {nth(times[paragraphs[at].item, places[at]])} of these"
    return tuple(places)


def nth(count: int) -> str:
    """A count as a place in a row: "first" to "tenth", then "11th"."""
    if count <= len(_ORDINALS):
        return _ORDINALS[count - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 not in (11, 12, 13) else "th"
    return f"{count}{ending}"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A unit that goes by its count among those of its kind: on its page, or under its heading."""

    kind: tuple[object, ...]
    noun: str
    before: str
    after: str
    count: int

    def place(self, of: int) -> str:
        """The place where there are so many of the kind: the only resolution needs no count."""
        is_only = of == 1 and not self.before and self.noun in _ROLE_NOUNS.values()
        counted = self.noun if is_only else f"{nth(self.count)} {self.noun}"
        return f"{self.before}{counted}{self.after}"


@dataclass(slots=True)
class _Counting:
    """Goes through a paper as a clerk would, with a finger on the last number."""

    paragraphs: Sequence[Paragraph]
    _counts: Counter[tuple[object, ...]] = field(default_factory=Counter)
    _scope: tuple[object, ...] = ()
    _owner: str | None = None
    """The place of the numbered paragraph whose points follow."""
    _number: str | None = None

    def places(self) -> Iterator[str]:
        """The place of each unit, not yet told from others that may share it."""
        for one in [self._place(paragraph) for paragraph in self.paragraphs]:
            yield one if isinstance(one, str) else one.place(self._counts[one.kind])

    def _place(self, one: Paragraph) -> "str | _Counted":
        scope = (one.item, one.section)
        if scope != self._scope:
            self._scope, self._owner, self._number = scope, None, None
        if one.form is Form.HEADING:
            return f"heading {_quoted(one.text)}"
        if one.form is Form.TABLE_ROW:
            return _row(one, one.text.split(CELL_MARK)[0])
        if one.number is None:
            return self._unnumbered(one)
        return self._numbered(one, one.number.strip("(). "))

    def _numbered(self, one: Paragraph, number: str) -> str:
        is_point = one.form is Form.LIST_ITEM and self._owner is not None
        if is_point and number == self._number:
            self._counts[scope := (self._scope, self._owner)] += 1
            return f"{self._owner}, {nth(self._counts[scope])} point"
        if is_point and not number[:1].isdigit():
            return f"{self._owner}({number})"
        noun = _ROLE_NOUNS.get(one.role, "paragraph")
        if not number[:1].isdigit():
            return f"{'point' if noun == 'paragraph' else noun} ({number})"
        self._owner, self._number = f"{noun} {number}", number
        self._counts[self._kind(noun, one)] += 1
        return self._owner

    def _unnumbered(self, one: Paragraph) -> "_Counted":
        if one.form is Form.PARAGRAPH:
            self._owner = None
        noun = _ROLE_NOUNS.get(one.role, "point" if one.form is Form.LIST_ITEM else "paragraph")
        if one.role is Role.FRONT_MATTER and not one.section:
            noun = "line of the front matter"
        page, kind = one.source.page, self._kind(noun, one)
        self._counts[kind] += 1
        before = f"page {page}, " if page is not None else ""
        after = f" under {_quoted(one.section[-1])}" if one.section and page is None else ""
        return _Counted(kind, noun, before, after, self._counts[kind])

    def _kind(self, noun: str, one: Paragraph) -> tuple[object, ...]:
        """What a unit without a number is counted among."""
        return (noun, one.source.page) if one.source.page is not None else (noun, *self._scope)


def _shared(paragraphs: Sequence[Paragraph], places: Sequence[str]) -> list[int]:
    """Which units have the place of another of the same item."""
    among: dict[tuple[object, str], list[int]] = defaultdict(list)
    for at, (paragraph, place) in enumerate(zip(paragraphs, places, strict=True)):
        among[paragraph.item, place].append(at)
    return sorted(at for same in among.values() if len(same) > 1 for at in same)


def _row(one: Paragraph, words: str) -> str:
    row = f"table row {_quoted(words)}"
    return row if one.source.page is None else f"page {one.source.page}, {row}"


def _by_whole_row(place: str, one: Paragraph) -> str:
    return _row(one, one.text.replace(CELL_MARK, ", ")) if one.form is Form.TABLE_ROW else place


def _under_section(place: str, one: Paragraph) -> str:
    return f"{place} under {_quoted(one.section[-1])}" if one.section and " under " not in place else place


def _in_outer_section(place: str, one: Paragraph) -> str:
    return f"{place} in {_quoted(one.section[-2])}" if len(one.section) > 1 else place


def _on_page(place: str, one: Paragraph) -> str:
    return place if one.source.page is None or place.startswith("page ") else f"page {one.source.page}, {place}"


def _at_lines(place: str, one: Paragraph) -> str:
    first, last = one.source.first_line, one.source.last_line
    return f"{place}, line {first}" if first == last else f"{place}, lines {first} to {last}"


def _quoted(words: str) -> str:
    """Words of the paper in quote marks, without the asterisks that say bold; cut between words."""
    plain = " ".join(without_stars(words).split())
    if len(plain) > _LONGEST:
        plain = f"{plain[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{plain}\N{RIGHT DOUBLE QUOTATION MARK}"
