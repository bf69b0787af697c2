"""Finds the sentences that cover a question best.

Each sentence of the best passages is scored by the share of the question's weight that it holds, plus part of what its
passage, its headings and lead-in, and the paragraphs before it in the same section hold, plus a little for the kind of
thing asked for. Coverage by weight with the context of the title beat BM25 per sentence on questions made by others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from papersearch.analysis import Sentence, sentences, stem, words
from papersearch.answering.asking import Asked
from papersearch.answering.expecting import (
    asks_share,
    counts,
    holds_expected,
    holds_full_date,
    holds_place,
    holds_share,
)
from papersearch.answering.kinds import KIND_WORDS, Kind
from papersearch.answering.people import People, people_of
from papersearch.answering.times import tells
from papersearch.answering.wording import Wanted, stems_held, stems_of_all
from papersearch.engines.port import Hit, Reader, value_key
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote, facet_values
from papersearch.query import AnyOf, Node, SearchRequest, Word

CANDIDATES, THREAD, BEHIND, PAPERS, READ, WITH_NEAR = 60, 10, 3, 6, 160, 10
"""Passages that are looked up for an answer; passages of the same section before and behind one that tell what it speaks of; papers of
the best passages that are read whole under the items of those passages, and the most passages of these; papers whose
passages are read with what stands near them."""
BESIDE, AROUND, NEAR, TITLE = 0.6, 0.5, 0.3, 0.2
"""What a word is worth to the order of sentences that stands not in the sentence but in its passage, its headings and
lead-in, the section round it, or the title of its paper."""
LEANING = 0.85
"""What a word in the passage is worth to a sentence that leans on the one before it ("It meets on ...")."""
BESIDE_TOLD, AROUND_TOLD, NEAR_TOLD, TITLE_TOLD = 0.95, 0.9, 0.7, 0.5
"""The same to the certainty of an answer."""
HELD, NO_ATTRIBUTE = 0.55, 0.1
"""From what worth on a word counts as held; what it costs the certainty if the very thing asked of something is not."""
NEAR_COPY = 0.6
_BONUS = {
    "kind": 0.15, "day": 0.1, "counted": 0.2, "share": 0.1, "place": 0.3, "role": 0.15, "rank": 0.15, "defined": 0.5, "reason": 0.15,
    "reason given": 0.4, "speaker": 0.15, "time": 0.15, "happened": 0.1, "list": 0.3, "short": -0.1, "question": -0.15,
}  # fmt: skip
_BOILERPLATE = re.compile(
    r"^(?:None(?: (?:were|was) (?:identified|declared|received))?|There (?:were|was|is|are) none|No apologies.*|There are no specific implications.*|These are set out above)\.?$",
    re.IGNORECASE,
)
_FOLLOWS_ON = re.compile(r"(?:These|This|It|They|He|She|Those|That|The same|Its|Their|His|Her)\b(?! (?:the|a|an) )")
_REASON = re.compile(
    r"\b(?:because|since|as a result|in order to|due to|owing to|so that|reasons?|caused by|to avoid|cannot|could not)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to be|be [a-z]+ed|may|might|could|should|that [\w' ]{3,60} be)\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"\b(?:say|said|says|asked?|comments?|commented|raised?|tell|told|explain(?:ed)?|think|thought|suggest(?:ed)?|repl(?:y|ied)|respond(?:ed)?|concluded?|stated?|views?|warn(?:ed)?"
    r"|argued?|mention(?:ed)?|recall(?:ed)?|promised?|apologised?|thank(?:ed)?|want(?:ed)?|propose[d]?|report(?:ed)?|added?|confirm(?:ed)?)\b",
    re.IGNORECASE,
)
_WANTED_ROLES = {
    Kind.RESOLVED: frozenset({Role.RESOLUTION, Role.RECOMMENDATION}),
    Kind.PROMISED: frozenset({Role.ACTION, Role.RESOLUTION}),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a passage, and what speaks for and against it as an answer.

    Attributes:
        own: the share of the question's weight in the sentence itself.
        told: the share told by the sentence, its passage, its context and the section round it.
        has_kind: it holds the kind of thing asked for.
        plain: it holds a word of the question that is no name, where there are any.
        done: it holds the word that says what was done.
        missing: names of the question that neither it nor its context holds.
        counted: what is to be counted is named in it, its passage or its headings.
        fits_person: the person asked about speaks in it or is named.
    """

    quote: Quote
    score: float
    own: float
    told: float
    has_kind: bool
    plain: bool
    done: bool
    missing: frozenset[str]
    counted: bool
    fits_person: bool

    @property
    def is_lead_in(self) -> bool:
        """Whether it only opens a list."""
        return self.quote.text.rstrip().endswith(":")


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
        return plain
    named = [Word(word) for word in words(asked.time.words) if word.isdigit() or len(word) > 3]
    of_meetings = _found(search, leaves, dates=asked.time.days)
    telling = [hit for hit in (*_found(search, leaves + named, dates=asked.dates), *plain) if _tells_time(hit, asked)]
    return tuple({hit.passage.id: hit for hit in (*telling, *of_meetings)}.values())


def _found(search: Search, leaves: Sequence[Word], *, dates: object) -> tuple[Hit, ...]:
    node: Node = AnyOf(tuple(leaves)) if len(leaves) > 1 else leaves[0]
    request = SearchRequest(query=node, filters=search.filters, dates=dates, page_size=CANDIDATES)  # type: ignore[arg-type]
    return search.reader.search(request).hits


def _tells_time(hit: Hit, asked: Asked) -> bool:
    passage = hit.passage
    return asked.time is not None and tells(f"{passage.text}\n{passage.context}", asked.time.days, passage.meeting_date)


def scored_sentences(search: Search, hits: Sequence[Hit]) -> list[Scored]:
    """The sentences of these passages that may be quoted, best first; ties in the order of the hits."""
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    papers = _Papers(search.reader, _best_papers(hits)[:WITH_NEAR])
    ranks = {hit.passage.id: _BONUS["rank"] * hit.score / best for hit in hits}
    found = [
        one
        for passage in (*(hit.passage for hit in hits), *papers.around(search, hits))
        if may_be_quoted(passage)
        for one in _of_passage(search, passage, papers.near(passage), ranks.get(passage.id, 0.0))
    ]
    return sorted(found, key=lambda one: -one.score)


def distinct(found: Sequence[Scored], most: int, *, least_share: float) -> list[Scored]:
    """The best sentences without near-copies, each at least `least_share` of the best."""
    chosen: list[Scored] = []
    for one in found:
        if len(chosen) >= most or (chosen and one.score < chosen[0].score * least_share):
            break
        if not any(is_near_copy(one.quote.text, other.quote.text) for other in chosen):
            chosen.append(one)
    return chosen


def is_near_copy(one: str, other: str) -> bool:
    """Whether two texts share most of their words, and no figure tells them apart."""
    first, second = set(words(one)), set(words(other))
    figures = [{word for word in held if word[0].isdigit()} for held in (first, second)]
    overlap = len(first & second) / max(1, min(len(first), len(second)))
    return overlap > NEAR_COPY and not (figures[0] and figures[1] and not figures[0] & figures[1])


def may_be_quoted(passage: Passage) -> bool:
    """Whether a passage says something: no heading, frame or boilerplate."""
    return not passage.is_frame and len(passage.text.split()) > 1 and not _BOILERPLATE.match(passage.text.strip())


class _Papers:
    """The papers of the best passages found; each is read once."""

    def __init__(self, reader: Reader, paper_ids: Sequence[str]) -> None:
        self.read = {paper_id: reader.passages_of(paper_id) for paper_id in paper_ids}

    def near(self, passage: Passage) -> frozenset[str]:
        """What the same section of its paper says before a passage, and shortly behind it; nothing of other papers."""
        paper = self.read.get(passage.paper_id, ())
        before = paper[max(0, passage.ordinal - THREAD) : passage.ordinal]
        behind = paper[passage.ordinal + 1 : passage.ordinal + 1 + BEHIND]
        same = [
            *takewhile(lambda one: _is_same(one, passage), reversed(before)),
            *takewhile(lambda one: _is_same(one, passage), behind),
        ]
        return stems_of_all(one.text for one in same)

    def around(self, search: Search, hits: Sequence[Hit]) -> Iterator[Passage]:
        """The passages beside the best hits, under the same items, that are no hits themselves."""
        found = {hit.passage.id for hit in hits}
        items = {hit.passage.item_key for hit in hits}
        others = (
            one
            for paper_id in list(self.read)[:PAPERS]
            for one in self.read[paper_id]
            if one.id not in found and one.item_key in items and _passes(search, one)
        )
        return islice(others, READ)


def _best_papers(hits: Sequence[Hit]) -> list[str]:
    """The papers of the hits in the order of the best passage of each."""
    return list(dict.fromkeys(hit.passage.paper_id for hit in sorted(hits, key=lambda hit: -hit.score)))


def _is_same(one: Passage, other: Passage) -> bool:
    """Whether two passages stand in one section of one item."""
    return one.section == other.section and one.item_key == other.item_key


_OF_PASSAGE = ("role", "person")
"""The facets in which the passages of one paper differ."""


def _passes(search: Search, passage: Passage) -> bool:
    for facet in _OF_PASSAGE:
        chosen = {value_key(value) for value in search.filters.get(facet, ())}
        if chosen and not chosen & {value_key(value) for value in facet_values(passage, facet)}:
            return False
    time = search.asked.time
    if time is None or (passage.meeting_date is not None and passage.meeting_date in time.days):
        return True
    return tells(f"{passage.text}\n{passage.context}", time.days, passage.meeting_date)


def _of_passage(search: Search, passage: Passage, near: frozenset[str], rank: float) -> Iterator[Scored]:
    stated = list(_quotable(passage.text))
    held = [stems_held(one.text) for one in stated]
    whole = frozenset().union(*held)
    around = stems_held(passage.context) | stems_held(passage.speaker or "")
    title = stems_held(f"{passage.paper_title}\n{passage.committee or ''}\n{passage.council_name}")
    asked = search.asked
    for at, (sentence, own) in enumerate(zip(stated, held, strict=True)):
        beside = LEANING if at and opened_by(sentence.text) else BESIDE
        places = (
            (own, 1.0, 1.0),
            (whole, beside, BESIDE_TOLD),
            (around, AROUND, AROUND_TOLD),
            (near, NEAR, NEAR_TOLD),
            (title, TITLE, TITLE_TOLD),
        )
        score = told = alone = 0.0
        missing, plain, done = set(), set(), True
        for word in search.wanted.words:
            worths = [(word.worth_in(stems), weight, certain) for stems, weight, certain in places]
            score += word.share * max(worth * weight for worth, weight, _ in worths)
            told += word.share * max(worth * certain for worth, _, certain in worths)
            alone += word.share * worths[0][0]
            if word.stem not in asked.names:
                plain.add(worths[0][0] >= HELD)
            elif max(worth for worth, _, _ in worths) < HELD:
                missing.add(word.text)
            if word.stem == asked.attribute and max(worth for worth, _, _ in worths) < HELD:
                told -= NO_ATTRIBUTE
            if word.stem == asked.predicate:
                done = worths[0][0] >= HELD
        fits = holds_expected(asked, sentence.text, search.people)
        yield Scored(
            quote=Quote(passage=passage, start=sentence.start, end=sentence.end),
            score=score + rank + _bonus(search, passage, stated, at, fits),
            own=alone,
            told=told,
            has_kind=fits,
            plain=True in plain or not plain,
            done=done,
            missing=frozenset(missing),
            counted=_names_counted(search, own | around | whole | near),
            fits_person=_fits_person(asked, passage, stated, at),
        )


def _names_counted(search: Search, held: frozenset[str]) -> bool:
    counted = [word for word in search.wanted.words if word.stem in search.asked.counted[-1:]]
    return all(word.worth_in(held) >= HELD for word in counted)


def _fits_person(asked: Asked, passage: Passage, stated: Sequence[Sentence], at: int) -> bool:
    """Whether the person asked about speaks in a sentence, or is named there; for a fact of theirs, in its passage.

    Always, where the question asks for neither.
    """
    someone = asked.someone
    if someone is not None and someone.surname and asked.kind in KIND_WORDS:
        return someone.is_in(passage.text, passage.speaker)
    if someone is None or asked.kind not in (Kind.SAID, Kind.PROMISED, Kind.WHY) or not _SPEAKS.search(asked.question):
        return True
    if someone.is_in(stated[at].text, passage.speaker):
        return True
    return bool(_FOLLOWS_ON.match(stated[at].text)) and any(someone.is_in(one.text) for one in stated[:at])


def gives_reason(passage: Passage) -> bool:
    """Whether a passage stands under a heading such as "Reason for the decision"."""
    return any(re.search(r"\breasons?\b", heading, re.IGNORECASE) for heading in passage.section)


def _bonus(search: Search, passage: Passage, stated: Sequence[Sentence], at: int, fits: bool) -> float:
    asked, text = search.asked, stated[at].text
    speaks = {
        "kind": fits and asked.kind in KIND_WORDS,
        "day": asked.kind is Kind.WHEN and holds_full_date(text),
        "share": asks_share(asked) and holds_share(text),
        "place": asked.kind is Kind.WHERE and holds_place(text),
        "counted": bool(asked.counted) and fits and counts(text, counted_stems(search)),
        "role": passage.role in _WANTED_ROLES.get(asked.kind, frozenset()),
        "defined": asked.kind is Kind.WHAT_IS and _defines(asked, text),
        "reason": asked.kind is Kind.WHY and bool(_REASON.search(text)),
        "reason given": asked.kind is Kind.WHY and gives_reason(passage),
        "happened": bool(_PAST.search(asked.question)) and not _TO_COME.search(text),
        "speaker": asked.someone is not None and asked.someone.is_in(text),
        "time": asked.time is not None and tells(text, asked.time.days, passage.meeting_date),
        "list": asked.kind is Kind.LIST and text.rstrip().endswith(":"),
        "short": len(text.split()) < 4 and passage.form is Form.PARAGRAPH,
        "question": text.rstrip().endswith("?"),
    }
    return sum(_BONUS[name] for name, holds in speaks.items() if holds)


def counted_stems(search: Search) -> frozenset[str]:
    """The stems of what is to be counted, and the single words that stand for it."""
    others = (
        next(iter(other))
        for word in search.wanted.words
        if word.stem in search.asked.counted
        for other, worth in word.others
        if len(other) == 1 and worth >= HELD
    )
    return frozenset(search.asked.counted) | frozenset(others)


def _defines(asked: Asked, text: str) -> bool:
    """Whether a sentence begins with what is asked about and says what it is."""
    wanted = {stem(word) for word in asked.words}
    found = words(text)
    opening = found[: len(wanted) + 4]
    verb = next((at for at, word in enumerate(opening) if word in _DEFINING and at > 0), None)
    return verb is not None and wanted <= {stem(word) for word in found[:verb]} and verb <= len(wanted) + 2


_DEFINING = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "means",
        "may",
        "looks",
        "brings",
        "has",
        "ensures",
        "pays",
        "describes",
        "refers",
        "sets",
        "gives",
        "provides",
        "established",
    ]
)


def _quotable(text: str) -> Iterator[Sentence]:
    """The sentences of a text; a short opening such as "**Bed and breakfast.**" stays with what follows."""
    held: Sentence | None = None
    for one in sentences(text):
        start = held.start if held else one.start
        joined = Sentence(text[start : one.end], start, one.end)
        if len(joined.text.split()) < 4 and one.end < len(text.rstrip()):
            held = joined
            continue
        held = None
        yield joined


def opened_by(text: str) -> bool:
    """Whether a sentence leans on the one before it: "It was signed on ..."."""
    return bool(_FOLLOWS_ON.match(text))
