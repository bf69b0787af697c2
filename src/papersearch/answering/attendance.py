"""Answers who chairs, attends, holds a post or wrote a report, from what the papers state as structure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, pairwise

from papersearch.analysis import sentences, stem, words
from papersearch.answering.asking import Asked
from papersearch.answering.seeking import Search
from papersearch.answering.times import are_near
from papersearch.answering.wording import stems_held
from papersearch.dates import DateRange
from papersearch.engines.port import value_key
from papersearch.model import PaperType, Role
from papersearch.passage import PaperCard, Passage, Quote

MOST_NAMED = 3
_CHAIRS = frozenset(
    map(
        stem,
        (
            "chair",
            "chairs",
            "chaired",
            "sitting",
            "acting",
            "serving",
            "chairing",
            "chairman",
            "chairperson",
            "vice",
            "deputy",
            "vice-chair",
            "committee",
            "elected",
            "met",
            "meeting",
            "back",
        ),
    )
)
_ATTENDS = frozenset(
    map(
        stem,
        (
            "attend",
            "attended",
            "attendance",
            "present",
            "members",
            "membership",
            "sits",
            "sit",
            "belongs",
            "took",
            "part",
        ),
    )
)
_SENT_APOLOGIES = frozenset(
    map(stem, ("apologies", "apology", "apologised", "absent", "absence", "sent", "gave", "missed", "miss", "missing"))
)
_WROTE = frozenset(
    map(
        stem,
        (
            "wrote",
            "write",
            "written",
            "author",
            "authored",
            "prepared",
            "produced",
            "drafted",
            "compiled",
            "lead",
            "report",
        ),
    )
)
_ENOUGH_OF_TITLE = 0.6
_OF_POST = re.compile(
    r"^(?:what|which)\b[^?]*\b(?:job|job title|role|post|position|title)\b(?: (?:at|in|of|for|with) the council)?\W*$|\bwhat (?:does|did) [^?]* do\W*$|\b(?:job|job title|role|post|position|title) of [^?]*\W*$|^who (?:is|was) [^?]*\W*$",
    re.IGNORECASE,
)
_OF_ELECTION = re.compile(r"\b(?:elected|appointed|chosen|voted)\b")
"""Asks for what a meeting did, which no list of those present tells."""
_OF_SIGNING = re.compile(r"\b(?:sign(?:s|ed)?|signatory|summon\w*)\b")
_SIGNS = _ATTENDS | frozenset(
    map(
        stem,
        ("sign", "signed", "signatory", "summons", "summoned", "agenda", "meeting", "committee", "chief", "executive"),
    )
)
LEAST_OF_POST, IN_POST_DAYS, LONGEST_MONTH = 2, 45, 31
"""The fewest words that say which post is meant, how far off a month a meeting may be whose papers tell who held it, and its days."""
_IN_POST = re.compile(r"^(?:and )?(?:who|which [a-z]+)\b|^(?:the )?names? of\b|\bname of\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:any(?:one|body)|some(?:one|body)|who|representatives?) (?:was |were |came |there )?(?:from|of|for|representing) (?:the )?(?P<body>[\w'&\u2019-]+(?: [\w'&\u2019-]+){0,4}?)"
    r"(?: (?:was|were|is|are))? (?:there|present|in attendance|at|attend\w*|c[ao]me|turn(?:ed)? up)\b",
    re.IGNORECASE,
)
_PLAIN_OF_POST = frozenset(
    map(stem, ("council", "council's", "committee", "meeting", "name", "called", "there", "turned", "came", "who"))
)
_POSTS = {
    stem(word): stem(other)
    for word, other in (("dr", "doctor"), ("exec", "executive"), ("asst", "assistant"), ("headteacher", "head"))
}
"""Words of posts that are written in two ways."""


def who(search: Search) -> list[Quote]:
    """The quotations that name who is asked for; empty where only sentences can tell."""
    asked = {stem(word) for word in search.asked.words}
    question = search.asked.question.casefold()
    if re.search(r"\bchair", question) and asked <= _CHAIRS and not _OF_ELECTION.search(question):
        return _chairs(search, "vice" if re.search(r"\b(?:vice|deputy)\b", question) else "")
    if re.search(r"\b(?:apolog|absent|absence)", question) and asked <= _SENT_APOLOGIES:
        return _apologies(search)
    if re.search(r"\b(?:attend|present\b|members?\b|sits?\b)", question) and asked <= _ATTENDS:
        return _attendance(search)
    if (
        re.search(r"\b(?:wrote|written|author|prepared|produced|drafted|compiled|lead officer)", question)
        and asked & _WROTE
    ):
        return _authors(search)
    if _OF_SIGNING.search(question) and asked <= _SIGNS:
        return _first_named(
            search,
            lambda card: ((p.name, _behind_name(p.post)) for p in card.people if p.standing == "signatory" and p.post),
        )
    if (
        search.asked.someone is not None
        and search.asked.someone.post
        and asked - _ATTENDS <= {stem(word) for word in words(search.asked.someone.post)}
    ):
        return _holders(search, search.asked.someone.post) or in_post(search)
    return in_post(search)


def in_post(search: Search) -> list[Quote]:
    """Those whose post holds all words of the question but those of attending, near the time it names; the newest first."""
    question = search.asked.question
    came_from = _FROM.search(question)
    if came_from is None and not _IN_POST.search(question):
        return []
    said = words(came_from["body"]) if came_from else search.asked.words
    wanted = _stems_of_post(said) - _ATTENDS - _PLAIN_OF_POST
    if len(wanted) < (1 if came_from else LEAST_OF_POST):
        return []

    def named(card: PaperCard) -> Iterator[tuple[str, str]]:
        return (
            (p.name, _behind_name(p.post)) for p in card.people if p.post and wanted <= _stems_of_post(words(p.post))
        )

    return _first_named(search, named) or _first_named(search, named, within_days=_days_round(search.asked))


def _stems_of_post(said: Iterable[str]) -> frozenset[str]:
    """The stems of some words of a post, each word as one of the ways it is written."""
    return frozenset(_POSTS.get(one, one) for one in map(stem, said))


def _days_round(asked: Asked) -> int:
    """How far off the time asked about papers may tell who held a post: a month is too short to meet in, a year is not."""
    days = asked.days
    if days is None or days.first is None or days.last is None or (days.last - days.first).days > LONGEST_MONTH:
        return 0
    return IN_POST_DAYS


def _cards(search: Search, *, within_days: int = 0) -> list[PaperCard]:
    """The papers asked about, of meetings at most so many days off the time asked about, newest first, those without a date last."""
    asked = search.asked
    days = asked.days
    kept = [
        card
        for card in search.reader.cards()
        if _passes(search.filters, card)
        and (days is None or (card.meeting_date is not None and _is_near(card.meeting_date, days, within_days)))
    ]
    return sorted(kept, key=lambda card: (-(card.meeting_date.toordinal() if card.meeting_date else 0), card.id))


def _is_near(day: date, days: DateRange, within_days: int) -> bool:
    return are_near(DateRange(day, day), days, days=within_days)


def _passes(filters: Mapping[str, frozenset[str]], card: PaperCard) -> bool:
    told = {"council": card.council, "committee": card.committee or ""}
    return all(
        value_key(told[name]) in {value_key(value) for value in filters[name]} for name in told if filters.get(name)
    )


def _chairs(search: Search, kind: str) -> list[Quote]:
    """The newest lists that mark a member as chair, each person once."""
    return _first_named(
        search, lambda card: ((p.name, r"\W{0,3}\([^)]*\)") for p in card.people if _is_chair(p.mark, kind))
    )


def _is_chair(mark: str | None, kind: str) -> bool:
    told = (mark or "").casefold()
    return "chair" in told and ("vice" in told or "deputy" in told) == bool(kind)


def _holders(search: Search, post: str) -> list[Quote]:
    """Those who hold or held a post, the newest first, with the words of the post."""
    return _first_named(
        search,
        lambda card: (
            (p.name, rf"{_behind_name(post)}\b") for p in card.people if p.post and " ".join(words(p.post)) == post
        ),
    )


def post_of(search: Search) -> list[Quote]:
    """What stands behind the name of the person asked about, where the newest papers state a post beside it; else nothing."""
    someone = search.asked.someone
    if someone is None or not someone.surname or not _OF_POST.search(search.asked.question):
        return []
    named = (
        _named(search.reader.passages_of(card.id), person.name, _behind_name(person.post))
        for card in _cards(search)
        for person in card.people
        if person.name in someone.names and person.post
    )
    return list(next(filter(None, named), ()))


def _behind_name(post: str) -> str:
    """The pattern of a post that stands behind a name."""
    told = r"\W+".join(re.escape(word) for word in post.split())
    return rf"\W{{1,4}}(?i:{told})"


def _first_named(
    search: Search, named_by: Callable[[PaperCard], Iterator[tuple[str, str]]], *, within_days: int = 0
) -> list[Quote]:
    """The newest words that name some people, each once; `named_by` gives names, and patterns of what stands behind them."""
    found: dict[str, tuple[Quote, ...]] = {}
    for card in _cards(search, within_days=within_days):
        for name, behind in named_by(card):
            if name not in found and len(found) < MOST_NAMED:
                quotes = _named(search.reader.passages_of(card.id), name, behind)
                if quotes:
                    found[name] = quotes
    return list(chain.from_iterable(found.values()))


def _named(passages: tuple[Passage, ...], name: str, behind: str) -> tuple[Quote, ...]:
    """The words of a paper that name a person with what stands behind the name, or below it in a paragraph of its own."""
    spoken = r"\s+".join(re.escape(part) for part in name.split())
    pattern = re.compile(rf"(?:(?:Councillor|Cllr|Mrs?|Ms|Dr|Prof)\.?\s+)?\b{spoken}{behind}")
    for passage in passages:
        match = pattern.search(passage.text)
        if match:
            return (Quote(passage=passage, start=match.start(), end=match.end()),)
    for passage, below in pairwise(passages):
        if pattern.fullmatch(f"{passage.text}\n{below.text}"):
            return tuple(Quote(passage=one, start=0, end=len(one.text)) for one in (passage, below))
    return ()


def _attendance(search: Search) -> list[Quote]:
    """The attendance list of the newest minutes asked about, or the members named by its agenda."""
    for card in _cards(search):
        rows = [one for one in search.reader.passages_of(card.id) if one.role is Role.ATTENDANCE]
        if rows:
            return [Quote(passage=one, start=0, end=len(one.text)) for one in rows]
    return []


def _apologies(search: Search) -> list[Quote]:
    """What the newest minutes asked about say under their apologies."""
    for card in _cards(search):
        for passage in search.reader.passages_of(card.id) if card.type is PaperType.MINUTES else ():
            for one in sentences(passage.text):
                if not passage.is_frame and re.search(
                    r"\bapologies\b.{0,40}\b(?:received|given|sent|from)\b", one.text, re.IGNORECASE
                ):
                    return [Quote(passage=passage, start=one.start, end=one.end)]
    return []


def _authors(search: Search) -> list[Quote]:
    """The rows that name the author or lead officer of the reports whose titles say what is asked about."""
    subject = [word for word in search.wanted.words if word.stem not in _WROTE]
    whole = sum(word.share for word in subject)
    scored = []
    for card in _cards(search):
        held = stems_held(
            f"{card.item_title or ''}\n{card.title}\n{card.committee or ''}\n{card.meeting_date.year if card.meeting_date else ''}"
        )
        told = sum(word.share * word.worth_in(held) for word in subject)
        if card.type is PaperType.REPORT and (not whole or told >= _ENOUGH_OF_TITLE * whole):
            scored.append((told, card))
    scored.sort(key=lambda pair: -pair[0])
    best = [card for told, card in scored if told >= scored[0][0] - 0.01][:MOST_NAMED]
    wants_lead = _wants_lead(search.asked)
    return [row for card in best for row in _author_rows(search.reader.passages_of(card.id), wants_lead=wants_lead)]


def _wants_lead(asked: Asked) -> bool:
    return "lead officer" in asked.question.casefold()


def _author_rows(passages: tuple[Passage, ...], *, wants_lead: bool) -> list[Quote]:
    labels = ("lead officer",) if wants_lead else ("report author", "author", "lead officer")
    for label in labels:
        for passage in passages:
            if passage.role is Role.AUDIT_TRAIL and passage.text.casefold().startswith(label):
                return [Quote(passage=passage, start=0, end=len(passage.text))]
    return []
