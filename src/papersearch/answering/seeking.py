"""Finds the passages that are read for an answer: the best matches, and what stands round the best of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from papersearch.analysis import words
from papersearch.answering.asking import Asked
from papersearch.answering.people import People, people_of
from papersearch.answering.times import tells
from papersearch.answering.wording import Wanted, stems_of_all
from papersearch.dates import DateRange
from papersearch.engines.port import Hit, Reader, value_key
from papersearch.model import Form, Role
from papersearch.passage import Passage, facet_values
from papersearch.query import AnyOf, Node, SearchRequest, Word

CANDIDATES, MORE, THREAD, BEHIND, PAPERS, READ, WITH_NEAR = 60, 20, 10, 3, 6, 120, 8
"""Passages that are looked up for an answer, and those found by words of like meaning; passages of the same section before and behind one that tell what it speaks
of; papers of the best passages that are read whole under the items of those passages, and the most passages of these;
papers whose passages are read with what stands near them."""
MOST_PLAIN_CELLS, MOST_WORDS_OF_HEAD = 2, 4
_BOILERPLATE = re.compile(
    r"^(?:None(?: (?:were|was) (?:identified|declared|received))?|There (?:were|was|is|are) none|No apologies.*|There are no specific implications.*|These are set out above)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Search:
    """A question on its way: the reader, what is asked, its words, and the filters in force."""

    reader: Reader
    asked: Asked
    wanted: Wanted
    filters: Mapping[str, frozenset[str]]
    people: People

    @classmethod
    def of(cls, reader: Reader, asked: Asked, wanted: Wanted, filters: Mapping[str, frozenset[str]]) -> "Search":
        """A search for the passages that answer."""
        return cls(reader, asked, wanted, filters, people_of(reader))


def candidates(search: Search) -> tuple[Hit, ...]:
    """The passages that match the question's words best, under the filters and the time it implies."""
    asked = search.asked
    leaves = list(search.wanted.leaves())
    if not leaves:
        return ()
    plain = _found(search, leaves, dates=asked.dates)
    if asked.time is None:
        return (*plain, *_by_meaning(search, leaves, plain))
    named = [Word(word) for word in words(asked.time.words) if word.isdigit() or len(word) > 3]
    of_meetings = _found(search, leaves, dates=asked.time.days)
    found = (*_found(search, leaves + named, dates=asked.dates), *plain)
    telling = [hit for hit in found if _tells_time(hit.passage, asked)]
    spoken_of = _of_time_told_before(search, [hit for hit in plain if not _tells_time(hit.passage, asked)])
    return tuple({hit.passage.id: hit for hit in (*telling, *spoken_of, *of_meetings)}.values())


def _of_time_told_before(search: Search, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits in whose section the time asked about is named before them: points made on a report of that time."""
    papers: dict[str, tuple[Passage, ...]] = {}
    for hit in hits:
        paper_id = hit.passage.paper_id
        if paper_id not in papers and len(papers) < WITH_NEAR:
            papers[paper_id] = search.reader.passages_of(paper_id)
        if any(_tells_time(one, search.asked) for one in _before(papers.get(paper_id, ()), hit.passage)):
            yield hit


def _by_meaning(search: Search, leaves: Sequence[Word], plain: Sequence[Hit]) -> list[Hit]:
    """The best of the passages where a word that stands for one asked for counts as much; with no score of their own."""
    known = {hit.passage.id for hit in plain}
    found = _found(search, [Word(leaf.text) for leaf in leaves], dates=search.asked.dates)
    others = (hit for hit in found if hit.passage.id not in known)
    return [Hit(hit.passage, 0.0, hit.rung, related=hit.related) for hit in islice(others, MORE)]


def _found(search: Search, leaves: Sequence[Word], *, dates: DateRange | None) -> tuple[Hit, ...]:
    node: Node = AnyOf(tuple(leaves)) if len(leaves) > 1 else leaves[0]
    request = SearchRequest(query=node, filters=search.filters, dates=dates, page_size=CANDIDATES)
    return search.reader.search(request).hits


def _tells_time(passage: Passage, asked: Asked) -> bool:
    return asked.time is not None and tells(f"{passage.text}\n{passage.context}", asked.time.days, passage.meeting_date)


def may_be_quoted(passage: Passage) -> bool:
    """Whether a passage says something: no heading, frame or boilerplate."""
    text = passage.text.strip()
    is_said = len(text.split()) > 1 and not _BOILERPLATE.match(text)
    return is_said and not passage.is_frame and not _is_head_of_table(passage)


def _is_head_of_table(passage: Passage) -> bool:
    """Whether a row only names columns: three or more short cells without a figure."""
    cells = passage.text.split("|")
    is_bare = len(cells) > MOST_PLAIN_CELLS and not any(letter.isdigit() for letter in passage.text)
    return passage.form is Form.TABLE_ROW and is_bare and all(len(cell.split()) <= MOST_WORDS_OF_HEAD for cell in cells)


class Papers:
    """The papers of the best passages found; each is read once."""

    def __init__(self, search: Search, hits: Sequence[Hit]) -> None:
        self.search = search
        self.hits = hits
        self.read = {one: search.reader.passages_of(one) for one in _best_papers(hits)[:WITH_NEAR]}

    def near(self, passage: Passage) -> frozenset[str]:
        """What the same section of its paper says before a passage, and shortly behind it; nothing of other papers."""
        paper = self.read.get(passage.paper_id, ())
        behind = paper[passage.ordinal + 1 : passage.ordinal + 1 + BEHIND]
        same = [
            *_before(paper, passage),
            *takewhile(lambda one: _is_same(one, passage), behind),
        ]
        return stems_of_all(one.text for one in same)

    def around(self) -> Iterator[Passage]:
        """The passages beside the best hits, under the same items, that are no hits themselves."""
        found = {hit.passage.id for hit in self.hits}
        items = {hit.passage.item_key for hit in self.hits}
        others = (
            one
            for paper_id in list(self.read)[:PAPERS]
            for one in self.read[paper_id]
            if one.id not in found and one.item_key in items and _passes(self.search, one, self.read[paper_id])
        )
        return islice(others, READ)


def _before(paper: Sequence[Passage], passage: Passage) -> Iterator[Passage]:
    """The passages shortly before one in its section, the nearest first."""
    before = paper[max(0, passage.ordinal - THREAD) : passage.ordinal]
    return takewhile(lambda one: _is_same(one, passage), reversed(before))


def _best_papers(hits: Sequence[Hit]) -> list[str]:
    """The papers of the hits in the order of the best passage of each."""
    return list(dict.fromkeys(hit.passage.paper_id for hit in sorted(hits, key=lambda hit: -hit.score)))


def _is_same(one: Passage, other: Passage) -> bool:
    """Whether two passages stand in one section of one item, and the one is no front matter."""
    is_text = one.role is not Role.FRONT_MATTER
    return is_text and one.section == other.section and one.item_key == other.item_key


_OF_PASSAGE = ("role", "person")
"""The facets in which the passages of one paper differ."""


def _passes(search: Search, passage: Passage, paper: Sequence[Passage]) -> bool:
    for facet in _OF_PASSAGE:
        chosen = {value_key(value) for value in search.filters.get(facet, ())}
        if chosen and not chosen & {value_key(value) for value in facet_values(passage, facet)}:
            return False
    time = search.asked.time
    if time is None or (passage.meeting_date is not None and passage.meeting_date in time.days):
        return True
    return any(_tells_time(one, search.asked) for one in (passage, *_before(paper, passage)))
