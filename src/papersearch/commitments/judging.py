"""Judges whether a later passage speaks of a promise, and what it says of it; in doubt it says nothing."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from papersearch.analysis import holds_any, sentences
from papersearch.commitments.cues import (
    denies_a_paper,
    goes_back,
    names_month,
    restates,
    same_doing,
    tells_done,
    tells_late,
    tells_moved,
    tells_not,
    tells_reported,
)
from papersearch.commitments.hearing import Evidence, Hearing, ToldSentence
from papersearch.commitments.records import Commitment, FollowUp, Relation
from papersearch.commitments.subjects import has_own_subject, subject_of, telling, topic_of
from papersearch.model import Form, PaperType, Role
from papersearch.passage import Quote, in_words
from papersearch.titles import Likeness, Title, likeness, title_of
from papersearch.weighing import Weights

LINKED, TOLD, CONTRADICTS, LOGGED = 0.5, 0.75, 0.6, 0.6
"""The least share of a row's subject that a passage covers: where it names the day, where it does not, to go against it,
and in an action log that names the day."""
RARE = 0.5
"""The least weight of words that tell a subject, of the weight of a word that stands nowhere."""
_WORDS_OF = 2
_GOES_ON = re.compile(r"\W*(?:it|this|they|these)\b", re.IGNORECASE)
_ASKS_PAPER = re.compile(r"\b(?:reports?|paper|note|strategy|review)\b", re.IGNORECASE)
_PAPER_ON = re.compile(
    r"\b(?:reports?|papers?|updates?|note|workshop|briefing|presentation) on (?:the )?"
    r"(?P<on>[^.;]{5,80}?)(?:\s+(?:be|to|by|before|within)\b|\s+(?:in|at|on)\s+(?:\d|the\s+\w+\s+meeting|(?-i:[A-Z][a-z]+)\s+\d{4})|[.;]|$)"
    r"|\b(?:the|an?)\s+(?:(?:draft|revised|final|updated|new)\s+)*(?P<named>(?:[\w\u2019'-]+\s+){1,6}?"
    r"(?:strategy|plan|policy|review|protocol|programme|terms of reference))\s+(?:to\s+)?(?:be\s+)?"
    r"(?:brought|presented|submitted|reported|considered)\b",
    re.IGNORECASE,
)
_PAPER_HINTS = (
    "report", "paper", "update", "note", "workshop", "briefing", "presentation", "strategy", "plan", "policy", "review",
    "protocol", "programme", "terms of",
)  # fmt: skip
"""Pieces of which each of these holds one."""
_CLOSED = re.compile(r"(?:completed?|done|closed|discharged)\b", re.IGNORECASE)
_LINKS = re.compile(r"\b(?:19|20)\d{2}\b|\bin [A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row, and what a passage must hold to speak of it."""

    row: Commitment
    said_on: date
    subject: frozenset[str]
    topic: frozenset[str]
    """What a decision is about, without what it decides."""
    title: Title
    """Of the report that it asks for; empty if it asks for none by name."""
    own_title: Title
    """Of its own item."""
    weights: Weights

    @property
    def due(self) -> date | None:
        """The day it is due."""
        return self.row.due.day if self.row.due else None

    def covered(self, stems: frozenset[str]) -> float:
        """The share of the subject that these stems have."""
        return self.weights.covered(self.subject, stems)

    def are_telling(self, stems: frozenset[str]) -> bool:
        """Whether these stems are, on the whole, rare enough to tell one subject from another."""
        return self.weights.total(stems) >= len(stems) * self.weights.of("") * RARE

    def weighed(self, stems: Iterable[str]) -> Mapping[str, float]:
        """Stems with their weights."""
        return {one: self.weights.of(one) for one in stems}


def wanted_of(row: Commitment, weights: Weights) -> Wanted | None:
    """What would speak of a row; `None` where its words and title tell nothing, or it has no date."""
    subject = subject_of(row)
    if row.said_on is None or not subject:
        return None
    asked = _PAPER_ON.search(row.text) if holds_any(row.text, _PAPER_HINTS) else None
    return Wanted(
        row=row,
        said_on=row.said_on,
        subject=subject,
        topic=topic_of(row),
        title=title_of((asked["on"] or asked["named"]) if asked else ""),
        own_title=title_of(row.passage.item_title or "", without=row.passage.committee or ""),
        weights=weights,
    )


def candidates_of(wanted: Wanted, hearing: Hearing) -> list[int]:
    """The places of a body's papers that hold enough of a row's words, in their order."""
    by_subject = hearing.covering(wanted.weighed(wanted.subject), LINKED, wanted.said_on, titles=True)
    by_topic = hearing.covering(wanted.weighed(wanted.topic), CONTRADICTS, wanted.said_on)
    return sorted(by_subject | by_topic)


def judged(wanted: Wanted, evidence: Evidence) -> FollowUp | None:
    """What a passage says of a row; `None` if nothing."""
    if evidence.passage.form is Form.TABLE_ROW:
        return _logged(wanted, evidence)
    link = _link(wanted, evidence)
    if link:
        return _linked(wanted, evidence, link)
    kinds: tuple[Callable[[Wanted, Evidence], FollowUp | None], ...] = (_against, _told, _came, _titled)
    return next((found for find in kinds if (found := find(wanted, evidence))), None)


def _link(wanted: Wanted, evidence: Evidence) -> str:
    """Why a passage speaks of what was said at that meeting, a few words; empty if it names neither day nor month."""
    by_all = wanted.covered(evidence.stems | evidence.context)
    if by_all < LINKED:
        return ""
    is_back = goes_back(evidence.text)
    if is_back and wanted.said_on in evidence.days:
        return f"it names the meeting of {in_words(wanted.said_on)}"
    by_text = wanted.covered(evidence.stems)
    if by_text >= LINKED and (due := _due_link(wanted, evidence)):
        return due
    is_near = is_back and by_text >= LINKED / 2 and by_all >= CONTRADICTS
    if is_near and names_month(evidence.text, wanted.said_on, evidence.day):
        return f"it names {wanted.said_on:%B %Y}"
    return ""


def _due_link(wanted: Wanted, evidence: Evidence) -> str:
    due = wanted.due
    if due is None or due > evidence.day:
        return ""
    if due == evidence.day:
        owner = wanted.row.owner
        is_owner = owner is not None and owner.text.casefold() in evidence.text.casefold()
        return f"it is of the meeting at which it was due, {in_words(due)}" if is_owner else ""
    is_named = due in evidence.days or names_month(evidence.text, due, evidence.day)
    return f"it names the time it was due, {in_words(due)}" if is_named else ""


def _linked(wanted: Wanted, evidence: Evidence, link: str) -> FollowUp | None:
    """What a passage says that names the day: the sentence that best fits the row, or one after it, decides."""
    against = next((one for one in _from_link(evidence) if tells_not(one.text) and _is_of(wanted, one)), None)
    if against:
        return _found(evidence, Relation.CONTRADICTED, against, link)
    if wanted.row.is_formal:
        return None
    best = _best(wanted, evidence)
    for at, sentence in enumerate(evidence.told[best:]):
        if at and not _goes_on(wanted, sentence):
            continue
        if tells_moved(sentence.text):
            return _continued(evidence, link) or _found(evidence, Relation.MOVED, sentence, link)
        is_same = at == 0 or same_doing(wanted.row.text, sentence.text)
        if is_same and tells_done(sentence.text) and not restates(sentence.text, wanted.said_on):
            return _found(evidence, Relation.ANSWERED, sentence, link)
    if _is_the_report(wanted, evidence):
        return _found(evidence, Relation.ANSWERED, evidence.told[best], f"{link}, and the paper is of its title")
    return _continued(evidence, link)


def _from_link(evidence: Evidence) -> tuple[ToldSentence, ...]:
    """The sentences from the first that names a day or month."""
    first = next((at for at, one in enumerate(evidence.told) if _LINKS.search(one.text)), 0)
    return evidence.told[first:]


def _is_of(wanted: Wanted, sentence: ToldSentence) -> bool:
    return bool(sentence.stems & wanted.subject) or denies_a_paper(sentence.text)


def _goes_on(wanted: Wanted, sentence: ToldSentence) -> bool:
    is_same = bool(sentence.stems & wanted.subject) or same_doing(wanted.row.text, sentence.text)
    return is_same or _GOES_ON.match(sentence.text) is not None


def _best(wanted: Wanted, evidence: Evidence) -> int:
    shares = [wanted.covered(one.stems) for one in evidence.told]
    return shares.index(max(shares))


def _is_the_report(wanted: Wanted, evidence: Evidence) -> bool:
    if evidence.passage.paper_type is not PaperType.REPORT or not _ASKS_PAPER.search(wanted.row.text):
        return False
    is_late = any(tells_moved(one.text) or tells_late(one.text) for one in evidence.told)
    return not is_late and wanted.covered(evidence.context) >= CONTRADICTS


def _continued(evidence: Evidence, link: str) -> FollowUp | None:
    """The paragraphs after it may tell the end: "It was held by video on Wednesday ..."."""
    for passage in evidence.after:
        first = sentences(passage.text)[0]
        if passage.form is not Form.HEADING and _GOES_ON.match(first.text) and tells_done(first.text):
            quote = Quote(passage=passage, start=first.start, end=first.end)
            why = f"the paragraph before it names {link.removeprefix('it names ')}"
            return FollowUp(quote=quote, relation=Relation.ANSWERED, why=why)
    return None


def _logged(wanted: Wanted, evidence: Evidence) -> FollowUp | None:
    """What a row of an action log says: its position decides."""
    if wanted.said_on not in evidence.days or wanted.covered(evidence.stems) < LOGGED:
        return None
    cells = [cell.strip() for cell in evidence.text.split("|")]
    relation = Relation.ANSWERED if any(map(_CLOSED.match, cells)) else None
    if relation is None and any(map(tells_moved, cells[_WORDS_OF:])):
        relation = Relation.MOVED
    quote = Quote(passage=evidence.passage, start=0, end=len(evidence.text))
    return FollowUp(quote=quote, relation=relation, why="the action log says so") if relation else None


def _against(wanted: Wanted, evidence: Evidence) -> FollowUp | None:
    """A later resolution that will not have it so."""
    if evidence.passage.role is not Role.RESOLUTION:
        return None
    for sentence in evidence.told:
        common = wanted.topic & sentence.stems
        if len(common) < _WORDS_OF or not wanted.are_telling(common) or not tells_not(sentence.text):
            continue
        if wanted.weights.covered(wanted.topic, sentence.stems) >= CONTRADICTS:
            return _found(evidence, Relation.CONTRADICTED, sentence, "a later resolution goes against it")
    return None


def _told(wanted: Wanted, evidence: Evidence) -> FollowUp | None:
    """A passage that names no day and yet tells the whole of the row."""
    if wanted.row.is_formal or evidence.passage.role in (Role.RESOLUTION, Role.RECOMMENDATION):
        return None
    if not has_own_subject(wanted.row, wanted.subject) or wanted.covered(evidence.stems) < TOLD:
        return None
    best = _best(wanted, evidence)
    if wanted.covered(evidence.told[best].stems) < TOLD:
        return None
    for sentence in evidence.told[best:]:
        if tells_moved(sentence.text):
            return _found(evidence, Relation.MOVED, sentence, "it tells the same subject, put off")
        is_same = bool(sentence.stems & wanted.subject) and same_doing(wanted.row.text, sentence.text)
        if is_same and tells_done(sentence.text):
            return _found(evidence, Relation.ANSWERED, sentence, "it tells the same subject, and that it was done")
    return None


def _came(wanted: Wanted, evidence: Evidence) -> FollowUp | None:
    """The item of the row came again, and what the row asks for was presented."""
    if not _may_be_presented(wanted, evidence) or not _is_same_title(wanted, wanted.own_title, evidence):
        return None
    for sentence in evidence.told[:_WORDS_OF]:
        is_all = wanted.subject <= sentence.stems and _may_be_of_owner(wanted, sentence)
        if is_all and tells_reported(sentence.text):
            return _found(evidence, Relation.ANSWERED, sentence, "it came under the same item of a later meeting")
    return None


def _may_be_of_owner(wanted: Wanted, sentence: ToldSentence) -> bool:
    """Whether a sentence may tell what the owner did: the Director of Place does not report for the Director of Housing."""
    owner = telling(wanted.row.owner.text) if wanted.row.owner else set()
    return not owner or bool(owner & sentence.stems)


def _titled(wanted: Wanted, evidence: Evidence) -> FollowUp | None:
    """A report of the title that the row asks for came to a meeting."""
    if not _may_be_presented(wanted, evidence) or not _is_same_title(wanted, wanted.title, evidence):
        return None
    told = next((one for one in evidence.told[:_WORDS_OF] if tells_reported(one.text)), None)
    return _found(evidence, Relation.ANSWERED, told, "a paper of its title came to the meeting") if told else None


def _may_be_presented(wanted: Wanted, evidence: Evidence) -> bool:
    return not wanted.row.is_formal and evidence.passage.paper_type is not PaperType.REPORT


def _is_same_title(wanted: Wanted, title: Title, evidence: Evidence) -> bool:
    return bool(title.words) and likeness(wanted.weights, title, evidence.title) is Likeness.SAME


def _found(evidence: Evidence, relation: Relation, sentence: ToldSentence, why: str) -> FollowUp:
    return FollowUp(quote=sentence.of(evidence.passage), relation=relation, why=why)
