"""Answers who chairs, attends, holds a post or wrote a report, from what the papers state as structure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from papersearch.analysis import sentences, stem, words
from papersearch.answering.asking import Asked
from papersearch.answering.seeking import Search
from papersearch.answering.wording import stems_held
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


def who(search: Search) -> list[Quote]:
    """The quotations that name who is asked for; empty where only sentences can tell."""
    search = _of_committees_named(search)
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
    if (
        search.asked.someone is not None
        and search.asked.someone.post
        and asked - _ATTENDS <= {stem(word) for word in words(search.asked.someone.post)}
    ):
        return _holders(search, search.asked.someone.post)
    return []


def _of_committees_named(search: Search) -> Search:
    """The search under the committees that the question names as the one spoken to ("apologies to the Cabinet")."""
    if search.filters.get("committee"):
        return search
    asked = frozenset(search.asked.words)
    known = {card.committee for card in search.reader.cards() if card.committee}
    named = {
        name: telling
        for name in known
        if (telling := frozenset(words(name)) - {"the", "and", "of", "committee"}) and telling <= asked
    }
    if not named:
        return search
    longest = max(named, key=lambda name: (len(named[name]), name))
    rest = tuple(word for word in search.asked.words if word not in named[longest])
    return replace(
        search, asked=replace(search.asked, words=rest), filters={**search.filters, "committee": frozenset({longest})}
    )


def _cards(search: Search) -> list[PaperCard]:
    """The papers asked about, newest first, those without a date last."""
    asked = search.asked
    days = asked.dates or (asked.time.days if asked.time else None)
    kept = [
        card
        for card in search.reader.cards()
        if _passes(search.filters, card)
        and (days is None or (card.meeting_date is not None and card.meeting_date in days))
    ]
    return sorted(kept, key=lambda card: (-(card.meeting_date.toordinal() if card.meeting_date else 0), card.id))


def _passes(filters: Mapping[str, frozenset[str]], card: PaperCard) -> bool:
    told = {"council": card.council, "committee": card.committee or ""}
    return all(
        value_key(told[name]) in {value_key(value) for value in filters[name]} for name in told if filters.get(name)
    )


def _chairs(search: Search, kind: str) -> list[Quote]:
    """The newest lists that mark a member as chair, each person once."""
    return _first_named(
        search, lambda card: (p.name for p in card.people if _is_chair(p.mark, kind)), r"\W{0,3}\([^)]*\)"
    )


def _is_chair(mark: str | None, kind: str) -> bool:
    told = (mark or "").casefold()
    return "chair" in told and ("vice" in told or "deputy" in told) == bool(kind)


def _holders(search: Search, post: str) -> list[Quote]:
    """Those who hold or held a post, the newest first, with the words of the post."""
    return _first_named(
        search,
        lambda card: (p.name for p in card.people if p.post and " ".join(words(p.post)) == post),
        rf"{_behind_name(post)}\b",
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
    return list(islice(filter(None, named), 1))


def _behind_name(post: str) -> str:
    """The pattern of a post that stands behind a name."""
    told = r"\W+".join(re.escape(word) for word in post.split())
    return rf"\W{{1,4}}(?i:{told})"


def _first_named(search: Search, names_of: Callable[[PaperCard], Iterator[str]], behind: str) -> list[Quote]:
    found: dict[str, Quote] = {}
    for card in _cards(search):
        for name in names_of(card):
            if name not in found and len(found) < MOST_NAMED:
                quote = _named(search.reader.passages_of(card.id), name, behind)
                if quote:
                    found[name] = quote
    return list(found.values())


def _named(passages: tuple[Passage, ...], name: str, behind: str) -> Quote | None:
    """The words of a paper that name a person with what stands behind the name."""
    spoken = r"\s+".join(re.escape(part) for part in name.split())
    pattern = re.compile(rf"(?:(?:Councillor|Cllr|Mrs?|Ms|Dr|Prof)\.?\s+)?\b{spoken}{behind}")
    for passage in passages:
        match = pattern.search(passage.text)
        if match:
            return Quote(passage=passage, start=match.start(), end=match.end())
    return None


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
