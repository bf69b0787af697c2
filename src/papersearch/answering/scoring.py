"""Scores a sentence: how much of the question it covers, with what stands round it, and what speaks for it.

What a sentence holds of the question counts, what its passage, its headings and lead-in and the paragraphs near it in the
same section hold, how the search ranks its passage, and the kind of thing asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papersearch.analysis import Sentence, sentences, stem, words
from papersearch.answering.asking import Asked
from papersearch.answering.believing import Evidence, certainty_of, everyday_stems, score_of
from papersearch.answering.expecting import asks_share, holds_expected, holds_place
from papersearch.answering.figuring import counts, holds_full_date
from papersearch.answering.kinds import KIND_WORDS, Kind
from papersearch.answering.seeking import Search
from papersearch.answering.times import tells
from papersearch.answering.wording import Asking, stems_held
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote, in_words

BESIDE_TOLD, AROUND_TOLD, NEAR_TOLD, TITLE_TOLD = 0.95, 0.9, 0.7, 0.5
"""What a word of the question is worth to what is told that stands not in the sentence but in its passage, its headings and
lead-in, the section round it, or the title of its paper."""
ONLY_ALIKE = 0.35
"""How far a word that no paper holds is absent where one of like meaning stands."""
HELD, SAME, NO_ATTRIBUTE, NO_REASON, NOT_DONE = 0.55, 0.7, 0.15, 0.2, 0.15
"""From what worth on a word counts as held, and as another form of the word; what it costs the certainty if the very thing asked of something is not,
if a
paragraph gives no reason to a question of why, and if the sentence does not say that it was done."""
_BONUS = {
    "kind": 0.15, "day": 0.1, "counted": 0.2, "share": 0.1, "place": 0.3, "role": 0.15, "rank": 0.15, "defined": 0.5, "reason": 0.25,
    "reason given": 0.4, "speaker": 0.15, "time": 0.15, "happened": 0.1, "list": 0.3, "short": -0.1, "question": -0.15,
}  # fmt: skip
_FOLLOWS_ON = re.compile(
    r"(?:The (?:first|second|third|last|other|others|two|three|four|five|six|seven|eight|nine|ten)(?= (?:was|were|is|are|had|have)\b)|All (?:of them|of these|two|three|four|five|six)|Both|Neither|None of (?:them|these)|Of these|Some of (?:them|these)|Most of (?:them|these)|One of (?:them|these)|These|This|It|They|He|She|Those|That|The same|Its|Their|His|Her)\b(?! (?:the|a|an) )"
)
_REASON = re.compile(
    r"\b(?:because|since|as a result|in order to|due to|owing to|so that|reasons?|caused by|to avoid|cannot|could not|delayed by|for want of|for lack of|explained|accounts? for|put down to|on account of|as it (?:was|is)|thanks to|led to|in view of|given that|in order|to help|to ensure|to prevent|to protect|to meet)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|(?<!need )(?<!needs )to be|be [a-z]+ed|(?-i:may)|might|could|should|that [\w' ]{3,60} be)\b",
    re.IGNORECASE,
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
        certainty: how far it is to be believed to answer, from 0 to 1.
        has_kind: it holds the kind of thing asked for.
        plain: the share of the weight of the question's words that are no names which it holds itself; 1 where all are.
        done: it holds the word that says what was done.
        missing: names of the question that neither it nor its context holds.
        counted: what is to be counted is named in it, its passage or its headings.
        fits_person: the person asked about speaks in it or is named.
        lost: the share of the heaviest word that neither it nor its passage nor its headings hold.
    """

    quote: Quote
    score: float
    own: float
    told: float
    certainty: float
    has_kind: bool
    plain: float
    done: bool
    missing: frozenset[str]
    counted: bool
    fits_person: bool
    lost: float
    evidence: Evidence

    @property
    def is_lead_in(self) -> bool:
        """Whether it only opens a list."""
        return self.quote.text.rstrip().endswith(":")


def scored_of(search: Search, passage: Passage, near: frozenset[str], rank: float) -> Iterator[Scored]:
    """The sentences of a passage with their scores; `near` holds the stems that stand near it, `rank` is its own share."""
    stated = list(_quotable(passage.text))
    texts = [one.text for one in stated]
    held = [stems_held(one.text) for one in stated]
    whole = frozenset().union(*held)
    around = stems_held(passage.context) | stems_held(passage.speaker or "")
    title = stems_held(f"{passage.paper_title}\n{passage.committee or ''}\n{passage.council_name}\n{_day_of(passage)}")
    asks_reason = search.asked.kind is Kind.WHY and not gives_reason(passage)
    is_of_deed = search.asked.kind in KIND_WORDS or search.asked.kind is Kind.DID
    for at, (sentence, own) in enumerate(zip(stated, held, strict=True)):
        leans = at > 0 and opened_by(sentence.text)
        places = ((own, 1.0), (whole, BESIDE_TOLD), (around, AROUND_TOLD), (near, NEAR_TOLD), (title, TITLE_TOLD))
        covered = _covered(search, places)
        fits = holds_expected(search.asked, sentence.text, search.people)
        is_theirs = _fits_person(search.asked, passage, stated, at)
        is_counted = _names_counted(
            search, own | around | (whole if leans or passage.form is not Form.PARAGRAPH else frozenset())
        )
        told = covered.evidence
        told.rank, told.is_beyond = rank, float(not rank)
        told.kind = float(fits and search.asked.kind in KIND_WORDS) - float(not fits)
        told.bonus = _bonus(search, passage, stated, at, fits)
        told.missing, told.lost = float(bool(covered.missing)), covered.lost
        told.not_done, told.not_theirs = float(not covered.done), float(not is_theirs)
        told.uncounted, told.row = float(not is_counted), float(passage.form is Form.TABLE_ROW)
        score = score_of(told)
        yield Scored(
            quote=Quote(passage=passage, start=sentence.start, end=sentence.end),
            score=score,
            own=covered.own,
            told=covered.told
            - (NO_REASON if asks_reason and not any(map(is_reason, texts[max(0, at - 1) : at + 2])) else 0.0)
            - (0.0 if covered.done or not is_of_deed else NOT_DONE),
            certainty=certainty_of(told, score),
            has_kind=fits,
            plain=covered.plain,
            done=covered.done,
            missing=covered.missing,
            counted=is_counted,
            fits_person=is_theirs,
            lost=covered.lost,
            evidence=told,
        )


def _day_of(passage: Passage) -> str:
    """The day of the meeting in words; empty if none is stated."""
    return in_words(passage.meeting_date) if passage.meeting_date else ""


@dataclass(frozen=True, slots=True)
class _Covered:
    """What of a question a sentence and its places cover; see `Scored`."""

    told: float
    own: float
    plain: float
    done: bool
    missing: frozenset[str]
    lost: float
    evidence: Evidence


_AFTER = ("beside", "heads", "near", "title")


def _covered(search: Search, places: Sequence[tuple[frozenset[str], float]]) -> _Covered:
    """The cover of the question by the sentence, which is the first place, and by what stands round it.

    A place is its stems and what a word there is worth to what is told.
    """
    asked = search.asked
    told = own = lost = 0.0
    plain, missing, done, evidence = [0.0, 0.0], set(), True, Evidence()
    for word in search.wanted.words:
        worths = [word.worth_in(stems) for stems, _ in places]
        best = max(worths)
        told += word.share * max(worth * certain for worth, (_, certain) in zip(worths, places, strict=True))
        own += word.share * worths[0]
        _tell(evidence, word, worths)
        if word.stem not in asked.names:
            plain = [plain[0] + word.share * worths[0], plain[1] + word.share]
        elif best < HELD:
            missing.add(word.text)
        if max(worths[:3]) < HELD:
            lost = max(lost, word.share)
        if word.stem == asked.attribute and best < HELD:
            told -= NO_ATTRIBUTE
        if word.stem == asked.predicate:
            done = worths[0] >= HELD
    return _Covered(told, own, plain[0] / plain[1] if plain[1] else 1.0, done, frozenset(missing), lost, evidence)


def _tell(evidence: Evidence, word: Asking, worths: Sequence[float]) -> None:
    """Add where a word of the question stands: in the sentence or, if not, in the first place round it that holds it."""
    if worths[0] >= SAME:
        evidence.own += word.share
        return
    if worths[0]:
        evidence.own_alike += word.share
    place = next((name for name, worth in zip(_AFTER, worths[1:], strict=True) if worth >= SAME), None)
    if place is not None:
        setattr(evidence, place, getattr(evidence, place) + word.share)
    elif worths[1] > worths[0]:
        evidence.beside_alike += word.share
    if not word.passages and max(worths) < SAME and word.stem not in everyday_stems():
        evidence.absent += word.share * (ONLY_ALIKE if max(worths) else 1.0)


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


def is_reason(text: str) -> bool:
    """Whether a sentence says why: "because", "since", "in order to"."""
    return bool(_REASON.search(text))


def is_to_come(text: str) -> bool:
    """Whether a sentence speaks of what is to come."""
    return bool(_TO_COME.search(text)) or bool(re.search(r"\bnext\b", text, re.IGNORECASE))


def gives_reason(passage: Passage) -> bool:
    """Whether a passage stands under a heading such as "Reason for the decision"."""
    return any(re.search(r"\breasons?\b", heading, re.IGNORECASE) for heading in passage.section)


def _bonus(search: Search, passage: Passage, stated: Sequence[Sentence], at: int, fits: bool) -> float:
    asked, text = search.asked, stated[at].text
    speaks = {
        "kind": fits and asked.kind in KIND_WORDS,
        "day": asked.kind is Kind.WHEN and holds_full_date(text),
        "share": asks_share(asked) and fits,
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
    return _with_others(search, search.asked.counted)


def noun_counted(search: Search) -> frozenset[str]:
    """The stem of the noun that is to be counted, and the single words that stand for it; empty if there is none."""
    return _with_others(search, search.asked.counted[-1:])


def _with_others(search: Search, stems: Sequence[str]) -> frozenset[str]:
    others = (
        next(iter(other))
        for word in search.wanted.words
        if word.stem in stems
        for other, worth in word.others
        if len(other) == 1 and worth >= HELD
    )
    return frozenset(stems) | frozenset(others)


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
