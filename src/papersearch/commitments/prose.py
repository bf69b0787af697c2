"""Reads passages of prose, sentence by sentence; a passage without a telling word is not cut into sentences."""

import re
from collections.abc import Iterator, Sequence

from papersearch.analysis import Sentence, sentences
from papersearch.commitments.advising import put_forward
from papersearch.commitments.agents import heads
from papersearch.commitments.drafts import Draft
from papersearch.commitments.openers import opener_of
from papersearch.commitments.owners import Span
from papersearch.commitments.resolving import advised, decided, given_out
from papersearch.commitments.told import Told
from papersearch.commitments.undertakings import asked_by_inspectors, undertaken
from papersearch.commitments.wording import is_formality
from papersearch.model import PaperType
from papersearch.passage import Passage

_HINTS = (
    "will ", "shall ", "would ", "undert", "promis", "pledg", "commit", "offer", "agree", "volunteer", "resolve", "decided", "noted", "received", "supported", "ratified",
    "voted", "proposed", "carried", "action", "approved", "adopted", "accepted", "endorsed", "authori", "delegated", "instructed",
    "awarded", "granted", "refused", "appointed", "recommend", "asked", "requested", "directed", "tasked", "called ",
    "calls ", "working ", "work on", "work with", "drawing up", "preparing", "developing", "drafting", "arranging",
    "compiling", "looking ", "reviewing", "investigating", "planning to", "seeking to", "exploring", "in discussion",
    "is to ", "are to ", "asks ", "ask that ", "invited ",
)  # fmt: skip
"""What stands in every sentence of which the rules below may make a row, in small letters."""
_TASK = re.compile(r"([\w\u2019'-]+[)\]]?) to (?:also )?[a-z]")


def sentences_of(
    passage: Passage, opening: Passage | None = None, known: frozenset[str] = frozenset()
) -> Iterator[Draft]:
    """The decisions and undertakings that a passage of prose tells, in its order.

    `opening` is the passage whose words open the list in which it stands; `known` are short names of those who attended.
    """
    if passage.paper_type is PaperType.AGENDA or not _may_tell(passage.text):
        return
    yield from _drafts(passage, sentences(passage.text), opening, known)


def sentences_within(passage: Passage, span: Span, known: frozenset[str]) -> Iterator[Draft]:
    """The same for some words of a passage, such as a cell of a row."""
    words = passage.text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    if _may_tell(words):
        told = (Sentence(one.text, one.start + start, one.end + start) for one in sentences(words.strip()))
        yield from _drafts(passage, list(told), None, known)


def _drafts(
    passage: Passage, found: Sequence[Sentence], opening: Passage | None, known: frozenset[str]
) -> Iterator[Draft]:
    for at, sentence in enumerate(found):
        if not _may_tell(sentence.text) or opener_of(sentence.text):
            continue
        for draft in _read(Told(passage, sentence, tuple(found[:at]), opening, known)):
            if not is_formality(draft.quote.text):
                yield draft


def _read(told: Told) -> tuple[Draft, ...]:
    if told.passage.paper_type is not PaperType.REPORT:
        given = given_out(told)
        settled = (given,) if given else decided(told)
        if settled:
            return settled
    draft = advised(told) or put_forward(told) or undertaken(told) or asked_by_inspectors(told)
    return (draft,) if draft else ()


def _may_tell(text: str) -> bool:
    folded = text.casefold()
    return any(hint in folded for hint in _HINTS) or any(map(_is_somebody, _TASK.findall(text)))


def _is_somebody(word: str) -> bool:
    """Whether a word before "to do" may end a name: "Clerk to order", "Omar Fielding to write"."""
    return word[:1].isupper() or word[-1] in ")]" or word.removesuffix("s") in heads()
