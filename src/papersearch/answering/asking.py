"""Understands a question: its kind, its words, and the filters that it implies."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from papersearch.analysis import QUESTION_WORDS, STOP_WORDS, Token, stem, tokens
from papersearch.answering.bodies import bodies_in
from papersearch.answering.hasty import in_full
from papersearch.answering.kinds import (
    KIND_WORDS,
    Kind,
    Order,
    core_of,
    is_of_money,
    kind_of,
    order_of,
    without_preamble,
)
from papersearch.answering.people import Someone, someone_in
from papersearch.answering.times import Time, both, time_asked
from papersearch.answering.wording import is_past
from papersearch.dates import DateRange
from papersearch.engines.port import Reader
from papersearch.meetings import meetings
from papersearch.passage import in_words

MAX_LENGTH, MOST_WORDS, MAX_WORD_LENGTH = 400, 24, 60
_AT_LAST_MEETING = re.compile(
    r"\b(?:at|in|from|of)\s+(?:the|its|their|our)?\s*(?:last|latest|most recent|newest)\s+(?:\w+\s+){0,3}?meeting\b",
    re.IGNORECASE,
)
_NEXT_AFTER = re.compile(r"\b((?:next|following)\b.{0,60}?) after\b", re.IGNORECASE)
"""What is due at the next meeting after a day was promised on that day."""
_COUNTED = re.compile(
    r"\b(?:how (?:many|much)|(?:what|which) (?:percentage|proportion|share|number|per cent|percent) of|number of|percentage of|proportion of)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"\b(?:how much|what) (?:did|does|do|will|would|has|have|is|was|are|were) (?:the |a |an |its |their |our )?(?P<rest>.+)",
    re.IGNORECASE,
)
_PRICES = frozenset(
    ["cost", "costs", "pay", "charge", "spend", "get", "receive", "earn", "it", "we", "they", "lose", "save"]
)
_ENDS_NOUN = frozenset([
    "is", "are", "was", "were", "be", "been", "did", "do", "does", "has", "have", "had", "will", "would", "can",
    "could", "should", "may", "might", "must", "of", "in", "on", "at", "for", "from", "to", "by", "with", "who",
    "that", "which", "there", "per", "live", "lives", "get", "got", "go", "went", "come", "came", "make",
    "made", "take", "took", "want", "need", "use", "work", "receive", "stay", "sit", "leave", "pass", "say",
    "think", "attend", "join", "ask", "short", "left", "over", "altogether", "available", "free", "empty", "spare",
])  # fmt: skip
_WHO = frozenset([
    "who", "councillor", "councillors", "officer", "officers", "member", "members", "director", "person",
    "company", "firm", "contractor", "organisation", "inspector",
])  # fmt: skip
_OF_POST = re.compile(
    r"\bwho(?:['\u2019]s| is| was| are| were)(?: now| currently)? (?:(?:the|our|its|their) "
    r"|(?=(?:(?:deputy|acting|interim|assistant|executive)[ -])*(?:chief|director|leader|mayor|clerk|treasurer|monitoring officer|section 151)\b))"
    r"(?P<post>[\w'\u2019 -]{3,60}?)(?= (?:of|for|at|in|on|to|when|during|that|who|before|after)\b|\s*[?.,]|\s*$)",
    re.IGNORECASE,
)
_NO_DEEDS = frozenset([
    "ofsted", "expected", "supposed", "meant", "said", "thought", "known", "asked", "told", "promised",
    "planned", "scheduled", "needed", "required", "based", "called", "named", "used", "interested", "concerned",
    "worried",
])  # fmt: skip
_OF_SOMETHING = re.compile(
    r"^\s*(?:what|which)(?:['\u2019]s| is| was| are| were)?(?: the| its| their| a| an)? (?P<noun>(?:[\w'\u2019-]+ ){0,2}?[\w'\u2019-]+)"
    r"(?= (?:of|for|did|do|does|is|was|are|were|has|have|had|will|would|can|could|should|to|at|in|on|from|by|with)\b)",
    re.IGNORECASE,
)
_ASKING = frozenset(["do", "does", "did"])
_AUXILIARIES = frozenset(["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would"])
_TYPE_WORDS: Mapping[Kind, frozenset[str]] = {
    Kind.WHEN: frozenset(["date", "dates", "deadline", "time", "month", "year", "day"]),
    Kind.WHO: frozenset(["name", "names", "named"]),
    Kind.HOW_MANY: frozenset(
        ["percentage", "percent", "proportion", "number", "numbers", "total", "share", "figure", "per", "cent"]
    ),
    Kind.HOW_MUCH: frozenset(["sum", "amount", "much", "total", "money", "cash"]),
    Kind.WHY: frozenset(["reason", "reasons", "cause", "causes"]),
    Kind.WHERE: frozenset(["place", "venue", "location"]),
    Kind.PROMISED: frozenset(["action", "actions", "commitment", "commitments"]),
}
"""Words that name the kind of thing asked for, which a sentence shows rather than says."""
_SHORT_FOR_HOTELS = re.compile(r"\bb ?(?:&|and|'?n'?) ?b(?:'?s)?\b", re.IGNORECASE)
_CONTRACTED = re.compile(
    r"(?:who|what|when|where|why|how|that|there|here|it|he|she|let)['\u2019]?s|(?:i|we|you|they|he|she|it|who|there)['\u2019](?:m|re|ve|ll|d)"
    r"|(?:is|are|was|were|do|does|did|has|have|had|ca|wo|would|could|should|might|must|need|ai)n['\u2019]?t|(?:im|ive|youre|theyre|weve)",
    re.IGNORECASE,
)
"""Words drawn together, with or without their apostrophe."""
_OF_SPEAKER = frozenset(["my", "mine", "myself", "along", "anyone", "else", "right"])
_NUMBERED = re.compile(
    r"(?:\b[A-Z][\w'\u2019]*|\b(?:section|phase|item|article|appendix|paragraph|option|band|part|schedule|stage|block|ward|number|no\.?))\s*$"
)
_ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])
_NO_NAMES = frozenset({"i", "council", "committee", "cabinet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as understood.

    Attributes:
        question: what was typed, in full: "no. of fines" as "what is the number of fines"; `typed` is what was typed.
        words: its content words, folded, in order, each once.
        names: those of its words that name somebody or something (a capital inside the sentence, a number, an ordinal).
        counted: the stems of what is to be counted, of a question of how many; the noun itself last.
        predicate: the stem of the word that says what somebody did or what happened, where its place shows it.
        attribute: the stem of what is asked of something: "colour" of "what colour are the doors".
        someone: the person or post it names.
        filters: what it implies, by facet; shown, and removable.
        dates: the days of the meetings it asks about.
        time: a time it names that a meeting or the paragraph itself may be of.
        implied: for each filter, the words of the question that imply it.
        unknown_body: a council or committee it names of which nothing is indexed.
        is_of_money: it asks for a sum.
        post: the stems of a post or role whose holder is asked for.
        order: whether it asks for the latest word, or the first.
    """

    question: str
    kind: Kind
    typed: str
    words: tuple[str, ...]
    names: frozenset[str] = frozenset()
    counted: tuple[str, ...] = ()
    predicate: str | None = None
    attribute: str | None = None
    someone: Someone | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: DateRange | None = None
    time: Time | None = None
    implied: tuple[tuple[str, str], ...] = ()
    unknown_body: str | None = None
    is_of_money: bool = False
    post: tuple[str, ...] = ()
    order: Order | None = None

    @property
    def days(self) -> DateRange | None:
        """The days of the meetings it asks about, or else of the time it names."""
        return self.dates or (self.time.days if self.time else None)

    def without_committee(self) -> "Asked":
        """The same question of every committee."""
        return replace(self, filters={name: values for name, values in self.filters.items() if name != "committee"})

    def within(self, days: DateRange | None) -> "Asked":
        """The same question of the meetings of these days only."""
        if days is None:
            return self
        time = self.time and replace(self.time, days=both(self.time.days, days))
        return replace(self, dates=both(self.dates, days) if self.dates else days, time=time)


def understand(question: str, reader: Reader, *, without: frozenset[str] = frozenset()) -> Asked:
    """A question taken apart; `without` names implied filters that were switched off ("council", "committee", "dates")."""
    spoken = in_full(question)[:MAX_LENGTH]
    text = _SHORT_FOR_HOTELS.sub("bed and breakfast", spoken)
    core = core_of(text)
    text = without_preamble(text)
    bodies = bodies_in(text, reader, without)
    rest, dates, time, implied = bodies.rest, None, None, bodies.implied
    kind = kind_of(core)
    if "dates" not in without:
        rest, dates, words = _last_meeting(rest, bodies.filters, reader)
        if dates is None:
            in_time = _NEXT_AFTER.sub(r"\1 in", rest) if kind is Kind.PROMISED else rest
            rest, time = time_asked(in_time, is_of_fact=kind in KIND_WORDS)
            dates, words = (time.days if time and time.is_of_meeting else None), (time.words if time else "")
        implied += (("dates", words),) if words else ()
    core_rest = core_of(rest)
    predicate = _predicate(core_rest, is_of_state=kind is Kind.DID)
    content = _content(rest, kind, predicate)
    return Asked(
        question=spoken,
        typed=question,
        kind=kind,
        words=tuple(dict.fromkeys(token.text for token in content))[:MOST_WORDS],
        names=frozenset(stem(token.text) for token in content if _is_name(token, rest)),
        counted=_priced(core_rest) if kind is Kind.HOW_MUCH and is_of_money(text) else _counted(core_rest),
        predicate=predicate,
        attribute=_attribute(core_rest),
        someone=someone_in(core_rest if kind in KIND_WORDS else rest, reader),
        filters=bodies.filters,
        dates=dates,
        time=time if time and not time.is_of_meeting else None,
        implied=implied,
        unknown_body=bodies.unknown,
        is_of_money=is_of_money(text),
        post=_post(core_rest) if kind is Kind.WHO else (),
        order=order_of(text),
    )


def _content(text: str, kind: Kind, predicate: str | None) -> list[Token]:
    """The words that say what a question is about; where none is left, those that say how it is asked, or an acronym.

    An acronym may be spelt as a common word ("IT"). What somebody did counts where it is asked who did it: "who spoke", "who asked".
    """
    found = [
        token for token in tokens(text) if 0 < len(token.text) <= MAX_WORD_LENGTH and not _ends_figure(token, text)
    ]
    plain = [
        token
        for token in found
        if token.text not in STOP_WORDS | _OF_SPEAKER and not _CONTRACTED.fullmatch(text[token.start : token.end])
    ]
    told = QUESTION_WORDS | _TYPE_WORDS.get(kind, frozenset())
    done = predicate if kind is Kind.WHO else None
    named = [token for token in found if text[token.start : token.end].isupper() and len(token.text) > 1]
    return [token for token in plain if token.text not in told or stem(token.text) == done] or plain or named


def _ends_figure(token: Token, text: str) -> bool:
    """Whether a token is what is left of "21s" or "4th", where figures and letters part, or of a name before "'s"."""
    before = text[token.start - 1 : token.start]
    return (before.isdigit() and token.text in ("s", "st", "nd", "rd", "th")) or (
        before in ("'", "\u2019") and token.text == "s"
    )


def _is_name(token: Token, text: str) -> bool:
    """Whether a word is written as a name is, or is a number; the first word of a question tells nothing."""
    first = text[token.start]
    begins = not text[: token.start].strip()
    if token.text in _ORDINALS:
        return True
    if token.text[:1].isdigit():
        return bool(_NUMBERED.search(text[: token.start]))
    return not begins and len(token.text) > 1 and token.text not in _NO_NAMES and first.isupper()


_SAYS_NOTHING = frozenset(["times", "days", "hours", "weeks", "months", "years", "minutes"])
"""What a figure shows that is a measure: "how many working days"."""
_LENGTHS = frozenset(["time", "notice", "warning"])


def _counted(text: str) -> tuple[str, ...]:
    """The stems of the noun behind "how many": "social workers" of "how many social workers in Southwark are ...".

    Empty where the noun itself says nothing, as people and times do.
    """
    match = _COUNTED.search(text)
    if match is None:
        return ()
    noun: list[str] = []
    for token in tokens(match["rest"]):
        if not noun and _says_how(token.text):
            continue
        if token.text in _ENDS_NOUN or len(noun) == 3 or (noun and is_past(token.text)):
            break
        noun.append(token.text)
    if noun and ({noun[0], noun[-1]} & _SAYS_NOTHING or (noun[0] in _LENGTHS and "how much" in text.casefold())):
        return ()
    return tuple(stem(word) for word in noun if word not in STOP_WORDS | QUESTION_WORDS)


def _priced(text: str) -> tuple[str, ...]:
    """The stems of what has a price: "swimming pool" of "how much did the swimming pool at Wharfden cost"."""
    match = _PRICED.search(text)
    noun: list[str] = []
    for token in tokens(match["rest"]) if match else ():
        if token.text in _ENDS_NOUN or token.text in _PRICES or len(noun) == 4:
            break
        noun.append(token.text)
    return tuple(stem(word) for word in noun if word not in STOP_WORDS | QUESTION_WORDS)


def _post(text: str) -> tuple[str, ...]:
    """The words of a post: "monitoring officer" of "who is the monitoring officer"."""
    match = _OF_POST.search(text)
    return tuple(stem(token.text) for token in tokens(match["post"]) if token.text not in STOP_WORDS) if match else ()


def _attribute(text: str) -> str | None:
    """The noun behind "what" or "which"."""
    match = _OF_SOMETHING.search(text)
    return stem(tokens(match["noun"])[-1].text) if match and tokens(match["noun"]) else None


def _predicate(text: str, *, is_of_state: bool) -> str | None:
    """What was done: the word behind "who", or the past form behind "was", "were" or "been", or behind what is counted.

    Of a question whether a thing is so, it is the past form that ends it, if one does: "was the focused visit graded".
    """
    found = [token for token in tokens(text) if token.text and not _says_how(token.text)]
    spoken = [token.text for token in found]
    who = next((at for at, word in enumerate(spoken[:3]) if word in _WHO), None)
    if who is not None and len(found) > who + 1 and spoken[who + 1] not in _AUXILIARIES | _ASKING:
        return stem(spoken[who + 1])
    helped = next((at for at, word in enumerate(spoken) if word in _AUXILIARIES), None)
    if helped is None and _COUNTED.search(text) is None:
        return None
    start = 2 if helped is None else helped
    deeds = [at for at in range(start + 1, len(found)) if _is_deed(text, found[at]) and spoken[at - 1] not in _RELATIVE]
    if is_of_state and deeds and deeds[-1] == len(found) - 1:
        return stem(spoken[-1])
    return next((stem(spoken[at]) for at in deeds), None)


_ADVERBS = frozenset(["already", "also", "ever", "never", "since", "still", "yet"])
_SHORTEST_ADVERB = 6
"""Longer words in "ly" are adverbs, nearly all; "apply" and "reply" are not."""
_RELATIVE = frozenset(["who", "which", "that", "did", "as"])


def _says_how(word: str) -> bool:
    """Whether a word only says how or when something was done: "previously", "ever"."""
    return word in _ADVERBS or (word.endswith("ly") and len(word) > _SHORTEST_ADVERB)


def _is_deed(text: str, token: Token) -> bool:
    """Whether a word says what was done; a name such as "Ofsted" does not, nor does a helping verb."""
    word = token.text
    return is_past(word) and word not in _NO_DEEDS | _AUXILIARIES | _RELATIVE and not text[token.start].isupper()


def _last_meeting(
    text: str, filters: Mapping[str, frozenset[str]], reader: Reader
) -> tuple[str, DateRange | None, str]:
    """The words "at the last meeting" as the day of the newest meeting indexed, of the committees and councils named."""
    match = _AT_LAST_MEETING.search(text)
    if match is None:
        return text, None, ""
    days = [
        one.day
        for one in meetings(reader)
        if _is_among(one.committee, filters.get("committee")) and _is_among(one.council, filters.get("council"))
    ]
    if not days:
        return text, None, ""
    words = f"{match.group()} ({in_words(days[0])})"
    return f"{text[: match.start()]} {text[match.end() :]}", DateRange(days[0], days[0]), words


def _is_among(value: str, chosen: frozenset[str] | None) -> bool:
    return not chosen or value in chosen


def stems_of(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of folded words, each once, in order."""
    return tuple(dict.fromkeys(map(stem, words)))
