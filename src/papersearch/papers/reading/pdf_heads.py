"""Page heads, page feet and page stamps: found by what stands in one place on page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from papersearch.papers.reading.pdf_page import PrintedPage, VisualLine, visual_lines

_ZONE = 0.14
"""Of the page height, at its top and at its foot: where heads and feet stand."""
_DEEPEST = 5
"""Lines of a head or foot at most."""
_NEAR = 3.0
"""Points by which a head may move from page to page."""
_ENOUGH = 3
_NEXT_PAGES = 2
"""A head returns at the latest on the page after the next: left and right pages may differ."""
_STAMP = re.compile(
    r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*\|\s*p\s?a\s?g\s?e|\d{1,4}\s*(?:of|/)\s*\d{1,4}|"
    r"agenda item\s+\d{1,3}[a-z]?|[-\u2013]\s*\d{1,4}\s*[-\u2013]|"
    r"(?:https?|file)://\S+\s+\d{1,3}/\d{1,3}|\d{1,2}/\d{1,2}/\d{2,4},\s+\d{1,2}:\d\d(?:\s+[AP]M)?(?:\s.{0,200})?",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,7}")
_NUMBER_AT_EDGE = re.compile(
    r"^\s*(?:page\s+)?\d{1,4}\s+|\s+(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE
)
_REPORT_LABELS = re.compile(
    r"\b(?:item no|classification|report title|meeting name|wards? (?:affected|or groups))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line near the edge of a page that may be a running head."""

    page: int
    line: VisualLine
    from_edge: int
    """0 for the outermost line."""
    is_foot: bool

    @property
    def words(self) -> str:
        """Its words without the page number at either end."""
        return _NUMBER_AT_EDGE.sub("", self.line.text).casefold()


def without_heads(pages: tuple[PrintedPage, ...]) -> tuple[tuple[PrintedPage, ...], tuple[str, ...]]:
    """The pages without their heads, feet and stamps, and the text of these, each once, in order."""
    candidates = [candidate for page in pages for candidate in _candidates(page)]
    heads = _repeated(candidates, len(pages)) | _numbers(candidates)
    texts = dict.fromkeys(" ".join(page.turned.split()) for page in pages if page.turned.strip())
    taken: dict[int, set[int]] = defaultdict(set)
    for at in sorted(heads):
        taken[candidates[at].page].update(id(word) for word in candidates[at].line.words)
        texts[candidates[at].line.text] = None
    return tuple(_without(page, taken.get(page.number)) for page in pages), tuple(texts)


def _without(page: PrintedPage, taken: set[int] | None) -> PrintedPage:
    if not taken:
        return page
    return replace(page, words=tuple(word for word in page.words if id(word) not in taken))


def _candidates(page: PrintedPage) -> Iterable[_Candidate]:
    zone = page.height * _ZONE
    tops = visual_lines(word for word in page.words if word.baseline < zone)
    feet = visual_lines(word for word in page.words if word.baseline > page.height - zone)
    for at, line in enumerate(tops[:_DEEPEST]):
        yield _Candidate(page.number, line, at, is_foot=False)
    for at, line in enumerate(feet[::-1][:_DEEPEST]):
        yield _Candidate(page.number, line, at, is_foot=True)


def _repeated(candidates: list[_Candidate], pages: int) -> set[int]:
    """Lines whose words return at the same place on a neighbouring page, and on enough pages in all."""
    alike: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for at, candidate in enumerate(candidates):
        if not _REPORT_LABELS.search(candidate.line.text):
            alike[candidate.is_foot, candidate.words].append(at)
    found: set[int] = set()
    for same in alike.values():
        for place in _places(candidates, same):
            on_pages = sorted({candidates[at].page for at in place})
            near = {page for one, two in pairwise(on_pages) if two - one <= _NEXT_PAGES for page in (one, two)}
            if len(on_pages) >= min(_ENOUGH, pages):
                found.update(at for at in place if candidates[at].page in near)
    return found


def _places(candidates: list[_Candidate], same: list[int]) -> Iterator[list[int]]:
    """Candidates by the height at which they stand."""
    place: list[int] = []
    for at in sorted(same, key=lambda at: candidates[at].line.baseline):
        if place and candidates[at].line.baseline - candidates[place[-1]].line.baseline > _NEAR:
            yield place
            place = []
        place.append(at)
    if place:
        yield place


def _numbers(candidates: list[_Candidate]) -> set[int]:
    """Stamps such as "Page 9 of 20", and lone numbers that count the pages."""
    found = {at for at, one in enumerate(candidates) if _STAMP.fullmatch(one.line.text)}
    lone = [
        (at, one) for at, one in enumerate(candidates) if one.from_edge == 0 and _LONE_NUMBER.fullmatch(one.line.text)
    ]
    steps = Counter(_step(one) for _, one in lone)
    return found | {at for at, one in lone if steps[_step(one)] > 1 or one.line.text == str(one.page)}


def _step(one: _Candidate) -> tuple[bool, int]:
    """How far the printed number is from the page's own; the same on pages that are counted together."""
    text = one.line.text
    return one.is_foot, (int(text) if text.isdigit() else _roman(text)) - one.page


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in text.casefold()]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
