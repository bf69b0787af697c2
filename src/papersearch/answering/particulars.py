"""Answers a question about the particulars of a paper or meeting: its labels, what stands under a heading, its notices.

A question is answered from here only if it asks for one of these by name and says which paper or meeting it means; what
it says beside that must stand in the paper's title or the name of its committee.
"""

import re
from collections.abc import Iterator, Sequence

from papersearch.analysis import sentences
from papersearch.answering.kinds import Kind, Order
from papersearch.answering.meant import Meant, left_out_committee, meant_by
from papersearch.answering.resolutions import once, whole
from papersearch.answering.seeking import Search
from papersearch.answering.times import tells
from papersearch.answering.topic import Of, Topic
from papersearch.answering.topics import ENDED, STARTED, TOPICS
from papersearch.answering.wording import stems_held
from papersearch.dates import find_dates, find_time
from papersearch.engines.port import value_key
from papersearch.model import Form, PaperType, Role
from papersearch.passage import FACETS, PaperCard, Passage, Quote, facet_values

MOST_PAPERS, MOST_OF_PAPER, MOST_NAMES, MOST_NOTICES = 6, 4, 14, 2
MOST_READ = 80
"""Papers that are read for a particular, the newest first."""
_LONGEST_LABELLED, _LONGEST_NOTICE = 60, 160
_NUMBER = re.compile(r"\b0\d{2,4}[\s)]*\d{3}")
_ASKS_NUMBER = re.compile(r"\b(?:phone|telephone|contact) number\b|\b(?:ring|telephone)\b", re.IGNORECASE)
_ASKS_ADDRESS = re.compile(r"\be-?mail\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\bhow long\b.*\bmeeting\b.*\b(?:last|take|go on|run)\b|\bhow long was the\b.*\bmeeting\b", re.IGNORECASE
)
_STARTED_AND_ENDED = 2
_AT_MEETING = re.compile(r"\b(?:at|in|by) (?:the|its|their)\b.{0,60}\bmeeting\b", re.IGNORECASE)
_LABEL = re.compile(r"\**(?P<label>[^:|]{2,60}?)\**\s*(?::\s*\|?|\|)\s*\**\s*(?P<value>\S.*)", re.DOTALL)


def particulars(search: Search) -> list[Quote]:
    """Quotations of the particulars a question asks for, the newest meeting first; empty where it asks for none, or no paper states it."""
    if left_out_committee(search):
        return []
    question = search.asked.question
    if _HOW_LONG.search(question):
        return _fit(
            search, [quote for topic in (STARTED, ENDED) for quote in _of_topic(search, topic)][:_STARTED_AND_ENDED]
        )
    for topic in TOPICS:
        asked = topic.asked.search(question)
        if asked is None or (topic.but is not None and topic.but.search(question)):
            continue
        found = _fit(search, _of_topic(search, topic))
        if found:
            return found
    return []


def _of_topic(search: Search, topic: Topic) -> list[Quote]:
    meant = meant_by(search, topic)
    match topic.of:
        case Of.NOTICE:
            return _notices(search, topic, meant)
        case Of.HOLDING:
            return _holdings(search, topic, meant)
        case Of.ROW:
            return _rows(search, topic, meant)
        case Of.CONTACT:
            return _contacts(search, topic, meant)
        case Of.MEETING:
            if topic.tells_day:
                return [
                    one for one in _stated(search, topic, meant.meetings(at_any_time=True)) if _tells_day(meant, one)
                ]
            return _stated(search, topic, meant.meetings()) or _of_one(search, topic, meant)
        case Of.PAPER:
            return _stated(search, topic, meant.papers())


def _stated(search: Search, topic: Topic, cards: Sequence[PaperCard]) -> list[Quote]:
    """What each of these papers states, one paper of a meeting enough; of a question for the latest only the newest."""
    is_one = search.asked.order is Order.NEWEST or topic.newest_only
    most = 1 if is_one else MOST_READ if topic.tells_day else MOST_PAPERS
    found: dict[str, list[Quote]] = {}
    for card in cards[:MOST_READ]:
        key = card.meeting_key if topic.of is Of.MEETING else card.id
        if key not in found and len(found) < most:
            quotes = list(_in_paper(search, topic, card))
            if quotes:
                found[key] = quotes
    return [quote for quotes in found.values() for quote in quotes]


def _of_one(search: Search, topic: Topic, meant: Meant) -> list[Quote]:
    """What stands under the heading of one person or thing: "Did Councillor Thrale declare an interest?"."""
    if topic.heading is None or not meant.others or not meant.is_fixed:
        return []
    kinds = topic.types
    cards = [one for one in meant.cards() if one.type in kinds and one.committee]
    return [
        one
        for one in _stated(search, topic, cards)
        if meant.is_told(f"{one.text}\n{one.passage.committee or ''}\n{one.passage.council_name}")
        and meant.tells_most(one.text)
    ]


def _in_paper(search: Search, topic: Topic, card: PaperCard) -> Iterator[Quote]:
    """The labelled line, else the sentence that says it, else what stands under the heading."""
    passages = search.reader.passages_of(card.id)
    labelled = [one for one in passages if topic.label is not None and _has_label(one, topic.label)]
    if labelled:
        yield from map(whole, list(once(labelled))[:MOST_OF_PAPER])
        return
    if topic.text is not None:
        said = next(_sentences(topic, card, passages), None)
        if said is not None:
            yield said
            return
    if topic.heading is not None:
        under = [
            one for one in passages if _is_under(one, topic.heading) and (not topic.roles or one.role in topic.roles)
        ]
        if topic.telling is not None:
            under = [one for one in under if topic.telling.search(one.text)]
        most = MOST_NAMES if topic.roles else MOST_OF_PAPER
        yield from map(whole, list(once(under))[:most])


def _tells_day(meant: Meant, quote: Quote) -> bool:
    """Whether what was done with minutes was done with those of the day asked about, or at the meeting of that day."""
    question = meant.search.asked.question
    is_of_meeting = bool(_AT_MEETING.search(question)) and "minutes of" not in question.casefold()
    day = quote.passage.meeting_date
    return any(tells(quote.text, days) or (is_of_meeting and day is not None and day in days) for days in meant.days)


def _has_label(passage: Passage, label: re.Pattern[str]) -> bool:
    """Whether a line is this label with its value, alone or as a cell of a row."""
    if passage.form is Form.HEADING or len(passage.text.split()) > _LONGEST_LABELLED:
        return False
    parts = [passage.text, *passage.text.split(" | ")]
    found = (_LABEL.fullmatch(part) for part in parts)
    return any(one is not None and label.fullmatch(one["label"].strip("* ?:")) is not None for one in found)


def _sentences(topic: Topic, card: PaperCard, passages: Sequence[Passage]) -> Iterator[Quote]:
    for passage in passages:
        if passage.form is Form.HEADING or (topic.roles and passage.role not in topic.roles):
            continue
        for one in sentences(passage.text):
            if topic.text is not None and topic.text.search(one.text) and (not topic.states or topic.states(one.text)):
                yield Quote(passage=passage, start=one.start, end=one.end)
        if topic.is_of_place and card.place and card.place in passage.text:
            yield whole(passage)


def _is_under(passage: Passage, heading: re.Pattern[str]) -> bool:
    """Whether a paragraph stands under a heading or an item so named."""
    if passage.form is Form.HEADING:
        return False
    titles = (*passage.section, passage.item_title if passage.paper_type in _SEVERAL_ITEMS else None)
    return any(heading.fullmatch(re.sub(r"^[\d.()\s]+", "", title).strip("* :")) for title in titles if title)


_SEVERAL_ITEMS = (PaperType.AGENDA, PaperType.MINUTES)


def _notices(search: Search, topic: Topic, meant: Meant) -> list[Quote]:
    """The newest notice on just that, each wording once."""
    if topic.text is None or meant.others:
        return []
    found: list[Passage] = []
    sheets = [one for one in meant.cards() if one.type in (PaperType.AGENDA, PaperType.MINUTES, PaperType.PAPER)]
    for card in sheets[:MOST_READ]:
        for passage in search.reader.passages_of(card.id) if len(found) < MOST_NOTICES else ():
            is_notice = passage.role is Role.FRONT_MATTER and passage.form is not Form.HEADING
            if is_notice and topic.text.search(passage.text) and len(passage.text.split()) <= _LONGEST_NOTICE:
                found.append(passage)
        if found:
            break
    return [whole(one) for one in once(found)][:MOST_NOTICES]


def _holdings(search: Search, topic: Topic, meant: Meant) -> list[Quote]:
    """The rows of background papers that say where such papers are held."""
    rows = [
        one
        for card in [one for one in meant.cards() if one.type is PaperType.REPORT][:MOST_READ]
        for one in search.reader.passages_of(card.id)
        if topic.heading is not None and _is_under(one, topic.heading) and len(one.text.split(" | ")) > 1
    ]
    fitting = [
        one for one in rows if meant.is_told(f"{one.text.split(' | ')[0]}\n{one.committee or ''}\n{one.council_name}")
    ]
    return [whole(one) for one in once(fitting)][:MOST_OF_PAPER]


def _rows(search: Search, topic: Topic, meant: Meant) -> list[Quote]:
    """The rows under the heading, of several cells, whose first cell the question names."""
    asked = stems_held(search.asked.question)
    rows = (
        one
        for card in (meant.papers() if meant.others else [])[:MOST_PAPERS]
        for one in search.reader.passages_of(card.id)
        if topic.heading is not None and _is_under(one, topic.heading) and one.text.count(" | ") > 1
    )
    return [whole(one) for one in once(rows) if stems_held(one.text.split(" | ")[0]) <= asked][:MOST_OF_PAPER]


def _contacts(search: Search, topic: Topic, meant: Meant) -> list[Quote]:
    """The lines of the newest paper meant that give a telephone number or an address for just that."""
    for card in (meant.papers() if meant.others else []) or _sheets(meant):
        lines = [
            one
            for one in search.reader.passages_of(card.id)
            if one.role in (Role.FRONT_MATTER, Role.AUDIT_TRAIL)
            and one.form is not Form.HEADING
            and _reaches(one, topic, search.asked.question)
        ]
        place = f"{card.title}\n{card.item_title or ''}\n{card.committee or ''}\n{card.council_name}"
        told = [one for one in lines if meant.is_told(f"{one.text}\n{one.context}\n{place}")]
        if told:
            said = [one for one in told if meant.tells_most(one.text)] or told
            return [whole(one) for one in once(said)][:MOST_OF_PAPER]
    return []


def _reaches(passage: Passage, topic: Topic, question: str) -> bool:
    """Whether a line gives the number or address asked for, or either, or names a contact."""
    if _ASKS_NUMBER.search(question):
        return bool(_NUMBER.search(passage.text))
    if _ASKS_ADDRESS.search(question):
        return "@" in passage.text
    is_reached = "@" in passage.text or bool(_NUMBER.search(passage.text))
    return is_reached or (topic.label is not None and _has_label(passage, topic.label))


def _sheets(meant: Meant) -> list[PaperCard]:
    """The papers that may say how to reach somebody: agendas alone where the question says no more than a committee."""
    if not meant.is_fixed and not meant.others:
        return []
    return [one for one in meant.cards() if meant.others or one.type is PaperType.AGENDA][:MOST_READ]


def _fit(search: Search, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations under all filters in force; none where they lack the kind of thing asked for."""
    kept = [one for one in quotes if _passes(search, one.passage)]
    kind = search.asked.kind
    if kind in (Kind.HOW_MANY, Kind.HOW_MUCH) and not any(
        re.search(r"\d|\b(?:none|nil)\b", one.text, re.IGNORECASE) for one in kept
    ):
        return []
    if kind in (Kind.WHEN, Kind.LAST) and not any(find_dates(one.text) or find_time(one.text) for one in kept):
        return []
    if kind is Kind.WHO and not any(re.search(r"\b[A-Z][a-z]|@|\b(?:none|nil|no)\b", one.text) for one in kept):
        return []
    return kept


def _passes(search: Search, passage: Passage) -> bool:
    for facet, values in search.filters.items():
        chosen = {value_key(value) for value in values}
        if chosen and facet in FACETS and not chosen & {value_key(value) for value in facet_values(passage, facet)}:
            return False
    return True
