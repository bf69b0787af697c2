"""Answers that stand in the record itself: resolutions of an item, what an acronym means, meetings, plans, attendance."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from papersearch.analysis import QUESTION_WORDS, sentences, stem
from papersearch.answering.asking import Asked
from papersearch.answering.attendance import in_post, post_of, who
from papersearch.answering.choosing import distinct, is_near_copy, scored_sentences
from papersearch.answering.intending import only_intends
from papersearch.answering.kinds import Kind, Order
from papersearch.answering.meant import left_out_committee, under_committee_named
from papersearch.answering.meeting_days import (
    asks_of_plan,
    asks_what_is_to_come,
    held_by,
    listed_in_plans,
    named_next,
    passes,
    stated_day,
)
from papersearch.answering.particulars import particulars
from papersearch.answering.planning import listed_for, planned
from papersearch.answering.resolutions import ENOUGH_OF_ITEM, MOST_RESOLUTIONS, found_resolutions, whole
from papersearch.answering.scoring import Scored
from papersearch.answering.seeking import Search, candidates, may_be_quoted
from papersearch.answering.times import times_told
from papersearch.answering.wording import DERIVED, Asking, stems_held
from papersearch.meetings import meetings
from papersearch.model import Form, PaperType
from papersearch.passage import Passage, Quote
from papersearch.query import AllOf, AnyOf, Node, Rung, SearchRequest, Sort, Word

MOST_LISTED, MOST_DEFINITIONS = 8, 3
MOST_READ, MOST_OF_ITEM = 80, 3
_PART_OF_TITLE, _OWN_OF_BODY = 0.5, 0.5
_ACRONYM = re.compile(r"\b(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,8}s?)\b")
_OF_AGENDA = re.compile(r"\bagenda\b|\b(?:items?|business)\b.{0,30}\b(?:discussed|considered|taken)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:which|what|list|all|how many)\b.*\bmeetings\b", re.IGNORECASE)
_MEETS = re.compile(r"\bwhen (?:did|does|will|has) .{3,80}\bme(?:e)?t\b", re.IGNORECASE)
"""Asks for the meetings of a body; one that is no committee indexed has no record."""
_BEFORE = re.compile(r"\bbefore\b(?=.*\d)", re.IGNORECASE)
_DID = re.compile(r"\bwhen (?:did|was|were|has|have)\b", re.IGNORECASE)
_ASKS_DAY = re.compile(r"^(?:and )?(?:when\b|(?:on |in )?(?:what|which) (?:date|day|month|meeting)\b)", re.IGNORECASE)
_NEXT_OF_BODY = re.compile(r"\bnext\b.*\b(?:meeting|committee|panel|board|cabinet|forum|council)\b", re.IGNORECASE)


def found_in_records(search: Search) -> list[Quote]:
    """Quotations that answer a typed question from structure; empty where only sentences can tell."""
    kind, narrower = search.asked.kind, under_committee_named(search)
    people = who(narrower) if kind is Kind.WHO else in_post(search) if kind is Kind.DID else []
    return people or _beside_people(search) or ([] if narrower is search else _beside_people(narrower))


def _beside_people(search: Search) -> list[Quote]:
    return post_of(search) or particulars(search) or planned(search) or _of_kind(search)


def _of_kind(search: Search) -> list[Quote]:
    match search.asked.kind:
        case Kind.RESOLVED:
            return found_resolutions(search)
        case Kind.WHAT_IS:
            return _definitions(search) or listed_for(search)
        case Kind.LAST | Kind.WHEN if left_out_committee(search):
            return []
        case Kind.LAST:
            if asks_for_meetings(search.asked):
                return _meetings(search)
            if _of_plans(search.asked):
                return listed_in_plans(search)
            return [] if _MEETS.search(search.asked.question) else _on_subject(search)
        case Kind.WHEN:
            return listed_in_plans(search) if _of_plans(search.asked) else []
        case Kind.LIST | Kind.SAID:
            return listed_for(search) or _on_agenda(search) or _by_body(search)
        case Kind.WHO | Kind.HOW_MANY | Kind.HOW_MUCH | Kind.DID | Kind.PROMISED | Kind.WHY | Kind.WHERE:
            return []


def _by_body(search: Search) -> list[Quote]:
    """Of a question of which committees or meetings: the best sentence of each, the newest first."""
    wanted = _without(search, _BODIES)
    if not _OF_BODIES.search(search.asked.question) or not wanted.wanted.words:
        return []
    by_meetings = "meeting" in search.asked.question.casefold()
    found: dict[str, Scored] = {}
    for one in scored_sentences(wanted, candidates(wanted)):
        passage = one.quote.passage
        key = passage.meeting_key if by_meetings else f"{passage.council}/{passage.committee}"
        if one.told >= ENOUGH_OF_ITEM and one.own >= _OWN_OF_BODY and passage.has_meeting and not one.is_lead_in:
            found.setdefault(key, one)
    ordered = sorted(found.values(), key=lambda one: -(one.quote.passage.meeting_date or date.min).toordinal())
    return [one.quote for one in ordered[:MOST_LISTED]]


def _without(search: Search, plain: Iterable[str]) -> Search:
    """The search without words that only say what is listed; the shares of the others are made whole again."""
    kept = [word for word in search.wanted.words if word.text not in set(plain)]
    whole = sum(word.share for word in kept) or 1.0
    words_kept = tuple(replace(word, share=word.share / whole) for word in kept)
    return replace(search, wanted=replace(search.wanted, words=words_kept))


_BODIES = frozenset(
    [
        "committee",
        "committees",
        "body",
        "bodies",
        "meeting",
        "meetings",
        "panel",
        "panels",
        "question",
        "subject",
        "matter",
        "considered",
    ]
)
_OF_BODIES = re.compile(
    r"\b(?:which|what|list|name|at which|in which)\b(?: [\w']+){0,3}? (?:committees|bodies|meetings?)\b", re.IGNORECASE
)


def _definitions(search: Search) -> list[Quote]:
    """The sentences that spell out an acronym: "LONG FORM (LF)"."""
    cards = search.reader.cards()
    quotes: list[Quote] = []
    known = {short for card in cards for short in card.defines}
    typed_small = [word.upper() for word in search.asked.words if word.upper() in known]
    for short in dict.fromkeys([*_ACRONYM.findall(search.asked.question), *typed_small]):
        bare = next((one for one in (short, short.removesuffix("s"), f"{short}s") if one in known), short)
        for card in (card for card in cards if bare in card.defines and passes(search, card.council, card.committee)):
            quotes += _spelt_out(search.reader.passages_of(card.id), bare)
    chosen: list[Quote] = []
    for one in sorted(quotes, key=lambda quote: len(quote.text)):
        if not any(is_near_copy(one.text, other.text) for other in chosen):
            chosen.append(one)
    return chosen[:MOST_DEFINITIONS]


def _spelt_out(passages: Iterable[Passage], short: str) -> list[Quote]:
    for passage in passages:
        for one in sentences(passage.text) if may_be_quoted(passage) else ():
            if re.search(rf"\({re.escape(short)}s?\)|\b{re.escape(short)}s? \(", one.text):
                return [Quote(passage=passage, start=one.start, end=one.end)]
    return []


def asks_for_meetings(asked: Asked) -> bool:
    """Whether a question asks when a body met or meets, and nothing else."""
    return asked.kind is Kind.LAST and not _says_more(asked, _OF_MEETINGS)


def last_held(search: Search) -> Quote | None:
    """The newest meeting of the committees asked about, where the next one is asked for and `found_in_records` has none."""
    narrower = under_committee_named(search)
    if not asks_for_meetings(narrower.asked) or left_out_committee(narrower) or not asks_what_is_to_come(narrower):
        return None
    held = held_by(narrower)
    return stated_day(narrower, held[0]) if held else None


def _meetings(search: Search) -> list[Quote]:
    """The newest meeting of the committees asked about, all of them, or the next one that a plan lists or a paper names."""
    asked = search.asked
    days = asked.days
    held = held_by(search)
    found = [one for one in held if days is None or one.day in days]
    listed = listed_in_plans(search)
    if listed:
        return listed
    if held and asks_what_is_to_come(search):
        return named_next(search, held)
    most = MOST_LISTED if _ALL.search(asked.question) else 1
    if asked.order is Order.OLDEST:
        found = found[::-1]
    end = _BEFORE.search(asked.question)
    if end is not None:
        told = [one.first for one in times_told(asked.question[end.end() :]) if one.first is not None]
        found = [one for one in held if told and one.day < min(told)]
    return [stated_day(search, one) for one in found[:most]]


_OF_MEETINGS = frozenset(
    [
        "meeting",
        "meetings",
        "meet",
        "met",
        "held",
        "took",
        "place",
        "next",
        "newest",
        "latest",
        "recent",
        "first",
        "last",
        "discussed",
        "discussion",
        "considered",
        "paper",
        "papers",
        "report",
        "reports",
        "reported",
        "update",
        "updates",
        "news",
        "item",
        "items",
        "minutes",
        "mention",
        "mentioned",
        "decision",
        "decisions",
        "position",
        "progress",
        "date",
        "list",
    ]
)


def _on_subject(search: Search) -> list[Quote]:
    """The best sentences of the newest item, or the first one, that holds all that the question is about."""
    wanted = [word for word in search.wanted.words if word.text not in _OF_MEETINGS]
    asked = [_either(word) for word in wanted]
    request = SearchRequest(
        query=AllOf(tuple(asked)) if len(asked) > 1 else asked[0],
        filters=search.filters,
        dates=search.asked.dates,
        reach=Rung.ITEM,
        sort=Sort.OLDEST if search.asked.order is Order.OLDEST else Sort.NEWEST,
        page_size=MOST_READ,
    )
    hits = [hit for hit in search.reader.search(request).hits if hit.passage.meeting_date is not None]
    for item in dict.fromkeys(hit.passage.item_key for hit in hits):
        of_item = [hit for hit in hits if hit.passage.item_key == item]
        title = stems_held(of_item[0].passage.item_title or "")
        titled = sum(word.share * word.worth_in(title) for word in wanted)
        found = [
            one
            for one in scored_sentences(search, of_item)
            if one.quote.passage.item_key == item and not one.is_lead_in and not _is_order(search.asked, one.quote)
        ]
        if found and (titled >= _PART_OF_TITLE * sum(word.share for word in wanted) or found[0].own >= ENOUGH_OF_ITEM):
            dated = [_stated_day(search, of_item[0].passage)] if _ASKS_DAY.search(search.asked.question) else []
            return [*dated, *(one.quote for one in distinct(found, MOST_OF_ITEM, least_share=0.6))]
    return []


def _is_order(asked: Asked, quote: Quote) -> bool:
    """Whether a sentence says what is to be done, where the question asks when it last was."""
    return bool(_DID.search(asked.question)) and only_intends(quote.passage.role, quote.text)


def _stated_day(search: Search, passage: Passage) -> Quote:
    """The sentence of a paper, or else of another paper of its meeting, that states the day of the meeting."""
    held = next(one for one in meetings(search.reader) if one.key == passage.meeting_key)
    own = [card for card in held.papers if card.id == passage.paper_id]
    return stated_day(search, replace(held, papers=(*own, *(card for card in held.papers if card not in own))))


def _either(word: Asking) -> Node:
    """A word, or another form or a word of its family."""
    forms = [Word(next(iter(other))) for other, worth in word.others if len(other) == 1 and worth >= DERIVED]
    return AnyOf((Word(word.text), *forms)) if forms else Word(word.text)


def _says_more(asked: Asked, plain: Iterable[str]) -> bool:
    """Whether a question speaks of more than these words."""
    return bool(
        {stem(word) for word in asked.words if not word.isdigit()} - {stem(word) for word in {*plain, *QUESTION_WORDS}}
    )


def _of_plans(asked: Asked) -> bool:
    """Whether a question asks for the next meeting, or the last one of a plan, and says nothing else."""
    of_one = asks_of_plan(asked.question) or _NEXT_OF_BODY.search(asked.question)
    return bool(of_one) and not _says_more(asked, _OF_MEETINGS | _OF_PLANS)


_OF_PLANS = frozenset(["work", "forward", "plan", "programme", "committee", "panel", "board", "cabinet"])


def _on_agenda(search: Search) -> list[Quote]:
    """The headings of the agenda of the meeting asked about."""
    asked = search.asked
    days = asked.days
    if (
        days is None
        or not _OF_AGENDA.search(asked.question)
        or _says_more(asked, {"agenda", "item", "business", "considered", "taken"})
    ):
        return []
    found = [one for one in held_by(search) if one.day in days]
    for meeting in found:
        for card in (*meeting.papers_of(PaperType.AGENDA), *meeting.papers_of(PaperType.MINUTES)):
            passages = search.reader.passages_of(card.id)
            headings = [
                one
                for one in passages
                if one.form is Form.HEADING and one.number and one.text == (one.item_title or one.text)
            ]
            if headings:
                return [whole(one) for one in headings[:MOST_RESOLUTIONS]]
    return []
