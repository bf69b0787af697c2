"""Finds who is to do what a sentence asks for, and to whom it is due, in its own words."""

import re
from functools import lru_cache
from itertools import pairwise

from papersearch.commitments.agents import MOST_WORDS, bare_agent, is_agent, is_named, listed
from papersearch.timing import find_timings

Span = tuple[int, int]

_MOST_WORDS_ASKED = 6
"""Of whoever is "asked to" do a thing, though no word among them names an agent: "internal audit"."""

_ASIDE = re.compile(r",?\s+(?:in consultation with|after consult\w+|following consult\w+|subject to|together with)\b")
_NEXT_CLAUSE = re.compile(
    r"\band\s+(?=that\s|(?i:asked|asks?|requested|instructed|directed|invited|authori[sz]ed|delegated)\s+the\s)"
)
_OPENS = re.compile(
    r"(?:(?:R\d+|recommendation \d+)[.:]?\s+)?"
    r"(?:(?:we|i|the\s+[\w\u2019' -]{3,40}?)\s+(?:(?:also|therefore|further)\s+)?recommend(?:s|ed)?\s+(?=that\b))?"
    r"(?:(?:it\s+(?:was|is|be)\s+)?(?:(?:unanimously|further|also|therefore)\s+)*(?:resolved|agreed|decided|recommended|ordered)\b(?:\s*\([^)]*\))?\W*(?=on\b|that\b))?"
    r"(?:on the (?:proposal|motion) of [^.;:]{3,110}?,\s+(?:it was\s+(?:\w+ly\s+)?(?:agreed|resolved)\s+)?(?=(?:that|to)\b))?"
    r"(?:(?:and|also|therefore|further|the following)\s+)*(?:(?:(?:agree|note|resolve|confirm|decide)s?\s+that|that|to|it be agreed that)\b,?\s+)?"
    r"(?:(?:if|where|should|in respect of|with regard to|having regard to|in (?:the )?light of|in view of|given|as|subject to|following|once|after|in the event)\b[^.;:]{3,140}?,\s+(?=(?:the\s|[A-Z])))?",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\s+(?:(?:should|must|shall)\s+)?(?:be|is|are)\s+(?:also\s+|hereby\s+|further\s+|and\s+(?:is|are)\s+hereby\s+)?"
    r"(?:(?:given|granted)\s+(?:delegated\s+)?(?:authority|powers?|permission)|authoris?z?ed|requested|asked|instructed|directed|invited|delegated|empowered|mandated|tasked|"
    r"urged|encouraged|reminded|required|commissioned|called on)\b",
    re.IGNORECASE,
)
_DELEGATED = re.compile(
    r"\bdelegat(?:e|es|ed|ing)\b|\bbe\s+remitted\b|\bgrants?(?:ed)?\s+(?:delegated\s+)?authority\b"
    r"|\b(?:authority|powers?|responsibility|approval|decisions?|award|matter|determination|function)\b[^.;:]{0,80}?\b(?:delegated|given|granted)\b",
    re.IGNORECASE,
)
_TO_WHOM_GIVEN = re.compile(r"\bto\s+(?:the\s+)?")
_MOST_LETTERS_GIVEN = 220
"""Between "delegate" and whoever it is delegated to: what is delegated."""
_DONE_BY = re.compile(
    r"\b(?:be|is|are)\s+(?:(?:\w+ly|then|also)\s+)?(?:prepared|drafted|drawn up|produced|written|carried out|undertaken|arranged|led|made|brought|"
    r"provided|published|circulated|reviewed|checked|submitted|issued|organised|sent|investigated|considered|presented)\s+by\s+(?:the\s+)?"
)
_ASKS = re.compile(
    r"(?:(?:\w+ly\s+)?(?:ask|request|instruct|direct|invite|authori[sz]e|task|require|commission|urge|remind|delegate|mandate|call on|advise|recommend)(?:s|e?d)?|(?:remit(?:s|ted)?|refer(?:s|red)?)(?:\s+(?:it|the\s+\w+))?\s+to)\s+(?:that\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\s+(?:(?:is|are|was|were)\s+)?to\s+(?!(?:the|an?|its|their|our|this|these|that|all|any|each|every)\b)(?:also\s+)?(?P<verb>[a-z-]+)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:[\u2019']s|s[\u2019'])$")
_PASSES_ON = re.compile(r"(?:refer|remit)", re.IGNORECASE)
"""Whoever a matter is only passed to is asked for nothing yet."""
_MODAL = re.compile(r"\s+(?:should|shall|will|must|would|may)\s+(?:also\s+|now\s+)?(?P<verb>[a-z-]+)")
_TITLED = re.compile(r"(?:(?:[Tt]he|of|and|for|in|[A-Z][\w\u2019'&-]*,?)(?:\s+|$))+")
"""A post or body and nothing after it, so that a form in -ing goes on from it."""
_ENDS = re.compile(
    r"\s+(?:to|the|in consultation|following|subject|after|before|by|within|on|so|for(?!\s+(?:the\s+)?[A-Z])|who|which|as|at|until|and\s+(?:to|that|the\s+report))\b|[;:.]|,\s+(?:in\s+consultation|subject|who|which|to|after|following|acting|and)\b|,$|$"
)
_TRAILING = re.compile(
    r"(?:>>>|\[|\((?=(?:action|to action|lead)\b)|\b(?:action(?:ed)?(?:\s+by)?|by whom|lead(?:\s+officer)?|owner)\s*:)\s*(?:(?:action(?:\s+by)?|lead|owner)\s*[:\u2010-\u2015-]?\s*)?(?P<owner>[^\])>]{2,80}?)\s*[\])]?\.?\s*$",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\b(?:to|recommended to|recommends? to)\s+(?:(?:the|its|a|all|our)\s+)?(?:(?:next|future|following|\w+)\s+(?:ordinary\s+)?meetings?\s+of\s+(?:the\s+)?)?"
    r"(?P<to>(?:[Cc]abinet|[Ll]ead|[Ee]xecutive) [Mm]ember(?: for (?:[A-Z][\w&]*,?\s?(?:and\s|of\s)?)+(?<! ))?|(?:full\s+)?(?:[A-Z][\w\u2019'&-]*(?:,?\s+(?:and|of|for|the|&)\s+|\s+|,\s+))*(?:Council|Cabinet|Committee|Board|Panel|Executive|Sub-Committee|Authority|Assembly|Commission|Forum|Group|Partnership|Trust|Parliament)"
    r"|(?:members|councillors|cabinet|council|committee|board|panel|executive|sub-committee|governors|trustees|authority)\b(?!\s+(?:tax|homes?|tenan|hous|member)))"
)


def owner_span(text: str, *, is_asked: bool = False) -> Span | None:
    """Where the owner stands in the words of a decision, recommendation or action; `None` if they name none.

    With `is_asked` the body that "agrees" or "notes" is one too: a recommendation asks it to.
    """
    for start in (0, *(match.end() for match in _NEXT_CLAUSE.finditer(text))):
        for find in (_trailing, _delegated, _asked_for, _asked_to, _acting, _done_by):
            span = find(text[start:])
            if span:
                return start + span[0], start + span[1]
    return _deciding(text) if is_asked else None


def recipient_span(text: str) -> Span | None:
    """Where the body or persons stand to whom the thing is to come."""
    match = _TO_WHOM.search(text)
    return match.span("to") if match else None


@lru_cache(maxsize=1)
def doing_verbs() -> frozenset[str]:
    """Verbs of things to be done, in their first form."""
    return listed("doing.txt")


def _trailing(text: str) -> Span | None:
    """As in "... (Action: Clerk)", ">>> Joanna Treece", "[Clerk]"."""
    match = _TRAILING.search(text)
    return match.span("owner") if match and is_named(match["owner"]) else None


def _delegated(text: str) -> Span | None:
    """As in "delegate authority to agree the lease to the Head of Property"."""
    match = _DELEGATED.search(text)
    if not match:
        return None
    given = _TO_WHOM_GIVEN.finditer(text, match.end(), match.end() + _MOST_LETTERS_GIVEN)
    return next((span for one in given if (span := _agent_from(text, one.end()))), None)


def _done_by(text: str) -> Span | None:
    """As in "That the lease be prepared by Legal Services"; one word with a capital is a department, a month is none."""
    match = _DONE_BY.search(text)
    if not match:
        return None
    alone = re.match(r"[A-Z][a-z]+(?=\W*$|\W+(?:and|to|in|by|for|before)\b)", text[match.end() :])
    if alone and not find_timings(f"by {alone.group()}", None):
        return match.end(), match.end() + alone.end()
    return _agent_from(text, match.end())


def _asked_to(text: str) -> Span | None:
    """As in "That the Clerk be asked to ..."."""
    start = _start(text)
    match = _ASKED.search(text, start)
    if not match:
        return None
    words, following = text[start : match.start()], _TO_DO.match(text, match.end())
    has_task = following is not None and following["verb"].casefold() in doing_verbs()
    is_owner = is_agent(words) or (has_task and len(words.split()) <= _MOST_WORDS_ASKED)
    return _trimmed(text, start, match.start()) if is_owner and len(words.split()) <= MOST_WORDS else None


def _asked_for(text: str) -> Span | None:
    """As in "ask the Director of Housing to ...", "request that the Clerk ..."."""
    match = _ASKS.match(text, _start(text))
    span = _agent_from(text, match.end()) if match else None
    is_passed_on = match is not None and _PASSES_ON.match(match.group()) is not None
    return span if span is None or not is_passed_on or _TO_DO.match(text, span[1]) else None


def _acting(text: str) -> Span | None:
    """As in "That the Clerk write ...", "Clerk to write ...", "the Director should report ..."."""
    start = _start(text)
    ends = [end for end in (*_ends_before_to(text, start), *_ends_before_verb(text, start)) if end > start]
    return _trimmed(text, start, min(ends)) if ends else None


def _ends_before_to(text: str, start: int) -> list[int]:
    """Where somebody's name ends before "to do" or "should do"."""
    found = []
    for pattern in (_TO_DO, _MODAL):
        match = pattern.search(text, start)
        if match and match["verb"].casefold() != "be" and _is_doer(text[start : match.start()]):
            found.append(match.start())
    return found


def _ends_before_verb(text: str, start: int) -> list[int]:
    """Where somebody's name ends before a verb in its first form: "the Clerk write"."""
    words = list(re.finditer(r"[\w\u2019'-]+", text[start : start + 160]))
    for before, word in pairwise(words):
        is_titled = _TITLED.fullmatch(text[start : start + before.end()]) is not None
        verb = _plain(word.group()) if is_titled else word.group()
        is_noun = re.match(r"\s+(?:be|is|are|was|were|has|have|of)\b", text[start + word.end() :])
        if verb in doing_verbs() - {"be"} and not is_noun and _is_subject(text, start, start + before.end()):
            return [start + before.end()]
    return []


def _plain(word: str) -> str:
    """The first form of a verb that goes on from its subject: "the Solicitor entering into the lease"."""
    stems = (word, word.removesuffix("ing"), f"{word.removesuffix('ing')}e") if word.endswith("ing") else (word,)
    return next((one for one in stems if one in doing_verbs()), word)


def _is_subject(text: str, start: int, end: int) -> bool:
    """Whether the words before a verb name somebody; after "that" a plural with a capital does: "That Areas supply"."""
    words = text[start:end]
    if _POSSESSIVE.search(words):
        return False
    return is_agent(words) or (start > 0 and bool(re.fullmatch(r"[A-Z][a-z]+s", words)))


def _deciding(text: str) -> Span | None:
    """As in "That the Transport Committee notes the report"."""
    start = _start(text)
    words = list(re.finditer(r"[\w\u2019'-]+", text[start : start + 160]))
    for before, word in pairwise(words):
        if word.group().endswith("s") and _is_doing(word.group()) and is_agent(text[start : start + before.end()]):
            return _trimmed(text, start, start + before.end())
    return None


def _is_doer(words: str) -> bool:
    is_short = 0 < len(words.split()) <= MOST_WORDS
    return is_short and (is_agent(words) or (len(words.split()) <= 4 and is_named(words)))


def _agent_from(text: str, start: int) -> Span | None:
    """The longest run of words from here that names an agent, up to what the agent is to do."""
    rest = text[start:]
    ends = [match.start() for match in _ENDS.finditer(rest)]
    verbs = [match.start() for match in re.finditer(r"\s+[a-z-]+", rest) if _is_doing(match.group().strip())]
    for end in sorted({*ends, *verbs}):
        if is_agent(rest[:end]) or (
            end and re.fullmatch(r"(?:the\s+)?[A-Z][\w\u2019'-]+(?:\s+[A-Z][\w\u2019'-]+)+", rest[:end])
        ):
            return _trimmed(text, start, start + end)
    return None


def _is_doing(word: str) -> bool:
    return word in doing_verbs() or word.removesuffix("s") in doing_verbs() or word.removesuffix("es") in doing_verbs()


def _start(text: str) -> int:
    match = _OPENS.match(text)
    return match.end() if match else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    aside = _ASIDE.search(text, start, end)
    end = aside.start() if aside and aside.start() > start else end
    words = text[start:end]
    bare = bare_agent(words)
    at = start + words.index(bare) if bare and bare in words else start
    return at, at + len(bare) if bare and bare in words else end
