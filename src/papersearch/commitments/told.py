"""A sentence of prose with what stands before it, and whom its words name; a pronoun stands for who led a sentence before."""

import re
from dataclasses import dataclass

from papersearch.analysis import Sentence, sentences
from papersearch.commitments.agents import is_agent, is_name, is_outsider, is_person
from papersearch.commitments.drafts import agent_quote, quote_of
from papersearch.commitments.owners import Span
from papersearch.passage import Passage, Quote

_PRONOUN = re.compile(r"(?:he|she|they|it|we|i)", re.IGNORECASE)
_LED_BY_PRONOUN = re.compile(r"(?:he|she|they|it)\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"^\W*(?:In (?:answer|reply|response) to (?:[^,]*,|(?:an?|the|further|members\u2019|members')?\s*\w*\s*questions?,?)\s+)"
)
_CLAUSE = re.compile(r"(?:, | and that | but )")
_FOLLOWS_NAME = re.compile(r"\s+(?:(?:of|for|and|in|at)\b|[A-Z(\u2010-\u2015-])")
_MOST_LEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a passage, after those before it."""

    passage: Passage
    sentence: Sentence
    before: tuple[Sentence, ...] = ()
    opening: Passage | None = None
    """The passage that opens the list in which the sentence stands: "The Director said that:"."""
    known: frozenset[str] = frozenset()
    """The short names of those who attended."""

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.sentence.text

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """Words of the sentence, from and to places in it."""
        first = self.sentence.start + start
        return quote_of(self.passage, (first, self.sentence.end if end is None else self.sentence.start + end))

    def named(self, span: Span) -> Quote:
        """The agent in these words of the sentence, without article."""
        return _agent_in(self.passage, self.sentence, span)

    def agent(self, span: Span, *, with_firms: bool = False) -> Quote | None:
        """The agent in these words of the sentence; `None` for things and outsiders, firms among them unless asked for."""
        words = self.text[slice(*span)]
        last = words.split()[-1]
        if _PRONOUN.fullmatch(last) and (len(words.split()) == 1 or _INTRODUCED.match(f"{words} ")):
            return self._antecedent()
        cuts = list(_CLAUSE.finditer(words))
        if cuts and not is_agent(words):
            span = (span[0] + cuts[-1].end(), span[1])
            words = self.text[slice(*span)]
        is_ours = (is_agent(words) or is_name(words) or words.strip() in self.known) and not is_outsider(
            words, with_firms=not with_firms
        )
        return self.named(span) if is_ours else None

    def leader(self) -> Quote | None:
        """The person who leads the sentence; for a pronoun the one who leads a sentence before."""
        introduced = _INTRODUCED.match(self.text)
        if _LED_BY_PRONOUN.match(self.text, introduced.end() if introduced else 0):
            return self._antecedent()
        span = _leading(self.text)
        return self.agent(span) if span is not None else None

    def _antecedent(self) -> Quote | None:
        for sentence in reversed(self.before):
            span = _leading(sentence.text)
            if span is not None and not is_outsider(sentence.text[slice(*span)]):
                return _agent_in(self.passage, sentence, span)
        if self.opening is None or self.opening is self.passage:
            return None
        told = sentences(self.opening.text)
        return Told(self.opening, told[-1], tuple(told[:-1])).leader()


def _leading(text: str) -> Span | None:
    """Where the person stands who leads a sentence: the first words that name one, up to what follows a name."""
    introduced = _INTRODUCED.match(text)
    start = introduced.end() if introduced else 0
    for match in list(re.finditer(r"[\w.\u2019'()&-]+", text[start:]))[:_MOST_LEADING_WORDS]:
        end = start + match.end()
        words = re.sub(r"[\u2019']s?$", "", text[start:end])
        if is_person(words) and not _FOLLOWS_NAME.match(text, end):
            return start, start + len(words)
    return None


def _agent_in(passage: Passage, sentence: Sentence, span: Span) -> Quote:
    return agent_quote(passage, (sentence.start + span[0], sentence.start + span[1]))
