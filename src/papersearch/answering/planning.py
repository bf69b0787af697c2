"""Answers from work plans and agreed agendas: what is listed for a meeting, and for which meeting a thing is listed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from papersearch.analysis import STOP_WORDS, stem, words
from papersearch.answering.meant import Meant, left_out_committee, meant_by
from papersearch.answering.resolutions import once, whole
from papersearch.answering.seeking import Search
from papersearch.answering.times import tells
from papersearch.answering.topic import Of, Topic, like, stems_in
from papersearch.answering.wording import stems_held
from papersearch.dates import DateRange, find_dates
from papersearch.model import Form, Role
from papersearch.passage import Passage, Quote
from papersearch.plans import PlanItem, plan_items
from papersearch.query import SearchRequest

MOST_LISTED, MOST_DATES = 8, 3
ENOUGH_OF_TITLE, ENOUGH_OF_QUESTION = 0.5, 0.8
"""The least share of a planned title that the question must hold, and of the question that title and committee must hold."""
_OF_PLAN = like(
    r"\b(?:planned|plans?|due|scheduled|listed|work (?:plan|programme)|forward plan|programme|coming up|to come|agenda|theme|expected|down (?:for|to)|lined up|slated|timetabled|pencilled|programmed|coming)\b"
    r"|\bwhat(?:['\u2019]s| is| was| will)(?: the| a)? workshop\b|\bworkshop\b.*\b(?:be about|theme|topic|subject)\b"
    r"|\bwill\b.*\b(?:look at|consider|discuss|receive|review|deal with|take up)\b"
)
_OF_WISH = like(r"\b(?:suggest|propose|ask|request|want)(?:s|ed|d)?\b")
_OF_TERM = like(r"^what (?:is|are|was|were) an? ")
_FOR_WHICH = Topic(
    of=Of.PAPER,
    asked=like(
        r"\b(?:when|(?:what|which) (?:date|meeting|month)|(?:at|to|for) (?:what|which) [\w ]{0,20}?(?:meeting|date))\b"
        r".*\b(?:due|scheduled|planned|down (?:to|for|as)|listed|timetabled|programmed|slated|expected|coming (?:back|to)|(?:will|is|are|going to|to be)\b.*\b(?:come|receive\w*|consider\w*|discuss\w*|reviewed|report\w*|look at|go to|on the agenda))\b"
    ),
    plain=stems_in(
        "due schedule scheduled plan plans planned down list listed timetable timetabled programme programmed slate slated expect expected work forward come coming held hold place "
        "receive received consider considered discuss discussed review reviewed look going go back return will agenda update verbal presented present brought bring"
    ),
)
_OF_DEED = like(
    r"\b(?:due|expected|planned|scheduled|supposed|meant|going) to "
    r"(?!(?:come|go|report|review|consider|discuss|hear|receive|look|get|see|take|be (?:held|considered|discussed|heard|reported|presented|taken|brought|received|reviewed|looked|on|at))\b)"
)
"""Asks for the day of another thing than a meeting: "due to open", "expected to be published"."""
_AGREED = Topic(
    of=Of.MEETING,
    asked=like(
        r"\b(?:what|which|list)\b.*\b(?:settle\w*|agree\w*|decide\w*|set|chosen|choose|chose|approve\w*|drawn up|draw up)\b.*\bagenda\b"
        r"|\bagenda\b.*\b(?:settle\w*|agree\w*|decide\w*|set|chosen|approve\w*|drawn up)\b"
    ),
    plain=stems_in(
        "settle settled agree agreed decide decided set choose chose chosen approve approved draw drawn up draft agenda topic topics subject subjects business should go list on"
    ),
)


def planned(search: Search) -> list[Quote]:
    """What plans and agreed agendas say of what is asked; empty where the question asks for none of it."""
    question = search.asked.question
    if left_out_committee(search):
        return []
    if _AGREED.asked.search(question):
        agreed = _on_agreed_agenda(search)
        if agreed:
            return agreed
    if _FOR_WHICH.asked.search(question) and not _OF_DEED.search(question):
        return _for_which(search)
    return []


def _on_agreed_agenda(search: Search) -> list[Quote]:
    """The points of the agenda that was agreed for the meeting asked about, behind the words that agree it."""
    meant = meant_by(search, _AGREED)
    if not meant.days:
        return []
    found = [
        one
        for one in plan_items(search.reader)
        if one.quote.passage.role is Role.RESOLUTION
        and any(one.planned_for.first is not None and one.planned_for.first in days for days in meant.days)
        and meant.is_of_passage(one.quote.passage)
        and meant.is_told(f"{one.committee}\n{one.quote.passage.council_name}")
    ]
    opened = [whole(found[0].heading.passage)] if found and found[0].heading is not None else []
    return [*opened, *(one.quote for one in found if one.plan_date == found[0].plan_date)][:MOST_LISTED]


def _for_which(search: Search) -> list[Quote]:
    """The dates under which plans list what is asked about, the newest plan first, each with the line of the plan."""
    meant = meant_by(search, _FOR_WHICH)
    if not meant.others:
        return []
    asked = frozenset(map(stem, search.asked.words))
    fitting = [one for one in plan_items(search.reader) if _is_meant(meant, one, asked) and _is_of_time(meant, one)]
    newest: dict[DateRange, PlanItem] = {}
    for one in sorted(fitting, key=lambda item: -item.plan_date.toordinal()):
        newest.setdefault(one.planned_for, one)
    return [quote for one in list(newest.values())[:MOST_DATES] for quote in _with_date(one)]


def _is_meant(meant: Meant, item: PlanItem, asked: frozenset[str]) -> bool:
    """Whether a planned item is what the question speaks of: each holds enough of the other."""
    if not meant.is_of_passage(item.quote.passage):
        return False
    title = stems_held(item.title)
    content = {stem(word) for word in words(item.title) if word not in STOP_WORDS and not word.isdigit()}
    back = sum(1 for one in content if one in asked) / len(content) if content else 0.0
    held = sum(1 for word in meant.others if word.worth_in(title))
    passage = item.quote.passage
    told = meant.share_in(f"{item.title}\n{passage.context}\n{item.committee}\n{passage.council_name}")
    return held > 0 and back >= ENOUGH_OF_TITLE and told >= ENOUGH_OF_QUESTION


def _is_of_time(meant: Meant, item: PlanItem) -> bool:
    """Whether the question names no time, or that of the plan, of the meeting planned for or of the title."""
    day = item.planned_for.first
    return not meant.days or any(
        item.plan_date in days or (day is not None and day in days) or tells(item.title, days) for days in meant.wide
    )


def _with_date(item: PlanItem) -> Iterator[Quote]:
    heading = item.heading
    if heading is not None and heading.passage.id != item.quote.passage.id:
        yield heading
        yield item.quote
    else:
        yield whole(item.quote.passage)


def listed_for(search: Search) -> list[Quote]:
    """What plans list for the day or month asked about, in printed order, under the lines that state the day."""
    asked = search.asked
    days = asked.days
    question = asked.question
    if days is None or not _OF_PLAN.search(question) or _OF_TERM.search(question) or _OF_WISH.search(question):
        return []
    found = [one for one in plan_passages(search) if _is_for(one, days)]
    wanted = [word for word in search.wanted.words if word.text not in _PLAIN]
    told = [
        (sum(word.share * word.worth_in(stems_held(f"{one.text}\n{one.context}")) for word in wanted), one)
        for one in found
    ]
    most = max((share for share, _ in told), default=0.0)
    if wanted and most < 0.3 * sum(word.share for word in wanted):
        return []
    kept = [one for share, one in told if share >= most - 0.01] if wanted else found
    kept.sort(key=lambda one: (one.paper_id, one.ordinal))
    return list(_under_dates(search, list(once(kept)), days))[:MOST_LISTED]


def _under_dates(search: Search, passages: Sequence[Passage], days: DateRange) -> Iterator[Quote]:
    """The passages of each paper behind the heading that states their day, if that stands apart."""
    for paper_id, group in groupby(passages, key=lambda one: one.paper_id):
        listed = list(group)
        paper = search.reader.passages_of(paper_id)
        heading = _heading_of(paper, listed[0], days)
        if heading is not None:
            yield whole(heading)
        yield from map(whole, listed)


def _heading_of(paper: Iterable[Passage], passage: Passage, days: DateRange) -> Passage | None:
    stated = [
        one
        for one in paper
        if one.form is Form.HEADING
        and one.ordinal < passage.ordinal
        and any(found.day in days for found in find_dates(one.text))
        and any(find_dates(part) == find_dates(one.text) for part in passage.section)
    ]
    return stated[-1] if stated else None


def plan_passages(search: Search) -> list[Passage]:
    """The passages of plans under the filters of the question."""
    filters = {**search.filters, "role": frozenset({Role.PLAN.value})}
    return [hit.passage for hit in search.reader.search(SearchRequest(filters=filters, page_size=400)).hits]


def _is_for(passage: Passage, days: DateRange) -> bool:
    return any(found.day in days for part in passage.section for found in find_dates(part))


_PLAIN = frozenset(
    [
        "item",
        "items",
        "topic",
        "topics",
        "business",
        "subject",
        "subjects",
        "forward",
        "work",
        "programme",
        "plan",
        "plans",
        "planned",
        "due",
        "scheduled",
        "listed",
        "report",
        "reports",
        "expected",
        "agenda",
        "what",
        "committee",
        "meeting",
        "look",
        "consider",
        "discuss",
        "receive",
        "review",
    ]
)
