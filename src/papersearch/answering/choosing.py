"""Finds the sentences that cover a question best.

Sentences of the best passages are scored by the share of the question's idf weight that they hold, plus part of what
their headings, item title and lead-in hold, plus a little for the kind of thing asked for (a date for when, a figure for
how many). After the measurements in docs/decisions on answers: idf coverage with title context beat BM25 per sentence.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from papersearch.analysis import Sentence, sentences, stem, words
from papersearch.answering.asking import Asked, Kind, stems_of
from papersearch.dates import find_dates
from papersearch.engines.port import Hit, Reader
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote
from papersearch.query import AnyOf, Rung, SearchRequest, Word

CANDIDATES = 60
CONTEXT_SHARE, NEIGHBOUR_SHARE, TYPE_BONUS, ROLE_BONUS = 0.5, 0.6, 0.12, 0.1
NEAR_COPY = 0.6
_UNQUOTED_ROLES = frozenset({Role.FRONT_MATTER, Role.ATTENDANCE, Role.AUDIT_TRAIL})
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\b|\b(?:19|20)\d{{2}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}|\b(?:spring|summer|autumn|winter)\b|\bnext (?:meeting|week|month|year)\b|\bend of\b|\bweek commencing\b|\bw/c\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|third|quarter|dozen|none|no|once|twice|weekly|monthly|quarterly|annually)(?:\b|-)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[\u00a3\u20ac$]\s?\d|\b\d[\d,.]*\s?(?:p\b|pence|pounds|million|k\b)|\bfree\b|\bno cost\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Prof)\b\.?|\b[A-Z][a-z]+(?:[- ][A-Z][a-z]+)+|\b(?:director|officer|manager|head of|chair|member|leader|clerk|council|committee|trust|partnership)\b"
)
_FOLLOWS_ON = re.compile(r"(?:These|This|It|They|He|She|Those|That|The same)\b")


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a passage, how much of the question it covers, and whether it holds the kind of thing asked for."""

    quote: Quote
    score: float
    own: float
    """The share of the question's weight in the sentence itself."""
    covered: float
    """The share in the sentence, its passage and its context together."""
    has_kind: bool
    held: frozenset[str]
    """Stems of the question that the sentence or its context holds."""


def weights_of(reader: Reader, asked: Asked) -> dict[str, float]:
    """The idf of each stem of the question, over the whole index; words no passage holds weigh most."""
    total = max(1, reader.stats().passages)
    weights = {}
    for word in asked.words:
        found = _count(reader, word)
        weights[stem(word)] = math.log(1 + (total - found + 0.5) / (found + 0.5))
    return weights


def absent_words(reader: Reader, asked: Asked) -> tuple[str, ...]:
    """The words of the question that no passage holds."""
    return tuple(word for word in asked.words if not _count(reader, word))


def candidates(reader: Reader, asked: Asked, filters: Mapping[str, frozenset[str]]) -> tuple[Hit, ...]:
    """The passages that match the question's words best, under the filters it implies."""
    node = (
        AnyOf(tuple(Word(word) for word in asked.words))
        if len(asked.words) > 1
        else Word(asked.words[0])
        if asked.words
        else None
    )
    if node is None:
        return ()
    request = SearchRequest(query=node, filters=filters, dates=asked.dates, reach=Rung.PARAGRAPH, page_size=CANDIDATES)
    return reader.search(request).hits


def scored_sentences(asked: Asked, hits: Sequence[Hit], weights: Mapping[str, float]) -> list[Scored]:
    """The sentences of these passages that may be quoted, best first; ties in the order of the hits."""
    found: list[Scored] = []
    best = hits[0].score if hits else 1.0
    for hit in hits:
        if not _may_be_quoted(hit.passage):
            continue
        for one in _sentences_of(hit.passage, asked, weights):
            found.append(replace(one, score=one.score + 0.15 * hit.score / best))
    return sorted(found, key=lambda one: -one.score)


def distinct(found: Sequence[Scored], most: int, *, least_share: float) -> list[Scored]:
    """The best sentences without near-copies, each at least `least_share` of the best."""
    chosen: list[Scored] = []
    for one in found:
        if len(chosen) >= most or (chosen and one.score < chosen[0].score * least_share):
            break
        if not any(_overlap(one.quote.text, other.quote.text) > NEAR_COPY for other in chosen):
            chosen.append(one)
    return chosen


def has_kind(kind: Kind, text: str) -> bool:
    """Whether a sentence holds the kind of thing that a question asks for."""
    match kind:
        case Kind.WHEN | Kind.LAST:
            return bool(find_dates(text) or _DATE.search(text))
        case Kind.HOW_MANY:
            return bool(_FIGURE.search(text))
        case Kind.HOW_MUCH:
            return bool(_MONEY.search(text) or _FIGURE.search(text))
        case Kind.WHO:
            return bool(_PERSON.search(text))
        case Kind.SAID | Kind.RESOLVED | Kind.PROMISED | Kind.LIST | Kind.DID | Kind.WHAT_IS:
            return True


def _count(reader: Reader, word: str) -> int:
    request = SearchRequest(query=Word(word), page_size=0)
    return reader.remember(f"passages with {stem(word)}", lambda: reader.search(request).totals[Rung.PARAGRAPH])


def _may_be_quoted(passage: Passage) -> bool:
    is_label = passage.form is Form.HEADING or passage.role in _UNQUOTED_ROLES
    return not is_label and len(passage.text.split()) > 1


def _sentences_of(passage: Passage, asked: Asked, weights: Mapping[str, float]) -> Iterator[Scored]:
    total = sum(weights.values()) or 1.0
    context = frozenset(stems_of(words(passage.context))) | frozenset(stems_of(words(passage.speaker or "")))
    stated = list(_quotable(passage.text))
    stems = [frozenset(stems_of(words(one.text))) for one in stated]
    for at, (sentence, own_stems) in enumerate(zip(stated, stems, strict=True)):
        near = frozenset().union(*stems[max(0, at - 1) : at + 2])
        own = sum(weight for word, weight in weights.items() if word in own_stems) / total
        beside = sum(weight for word, weight in weights.items() if word in near and word not in own_stems) / total
        around = sum(weight for word, weight in weights.items() if word in context and word not in near) / total
        fits = has_kind(asked.kind, sentence.text)
        share = NEIGHBOUR_SHARE if _FOLLOWS_ON.match(sentence.text) else CONTEXT_SHARE
        score = own + share * beside + CONTEXT_SHARE * around + (TYPE_BONUS if fits and asked.kind in _TYPED else 0)
        yield Scored(
            quote=Quote(passage=passage, start=sentence.start, end=sentence.end),
            score=score + _role_bonus(asked.kind, passage.role) - (0.05 if len(sentence.text.split()) < 4 else 0),
            own=own,
            covered=own + beside + around,
            has_kind=fits,
            held=frozenset(word for word in weights if word in near or word in context),
        )


_TYPED = frozenset({Kind.WHEN, Kind.LAST, Kind.HOW_MANY, Kind.HOW_MUCH, Kind.WHO})


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


def _role_bonus(kind: Kind, role: Role) -> float:
    wanted = {
        Kind.RESOLVED: (Role.RESOLUTION, Role.RECOMMENDATION),
        Kind.PROMISED: (Role.ACTION, Role.RESOLUTION),
    }.get(kind, ())
    return ROLE_BONUS if role in wanted else 0.0


def _overlap(one: str, other: str) -> float:
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, min(len(first), len(second)))
