"""Reads what was decided, recommended and given out: the points under a label, a lead-in or a heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from papersearch.commitments.agents import is_agent, is_named, is_person, is_several
from papersearch.commitments.drafts import Draft, agent_quote, first_name, owner_in, quote_of, recipient_in
from papersearch.commitments.numbering import is_listed, is_sibling, printed_number, style_of, takes_number
from papersearch.commitments.openers import Opener, is_single_decider, opener_of
from papersearch.commitments.owners import doing_verbs
from papersearch.commitments.records import Kind
from papersearch.commitments.wording import PAST_VERBS, has_verb, is_noise, is_point, pieces_of, tells
from papersearch.model import Form, PaperType, Role
from papersearch.passage import Passage, Quote

_KINDS = {
    Role.RESOLUTION: Kind.RESOLUTION,
    Role.RECOMMENDATION: Kind.RECOMMENDATION,
    Role.ACTION: Kind.ACTION,
}
_SKIPPED = frozenset({Role.FRONT_MATTER, Role.ATTENDANCE, Role.AUDIT_TRAIL, Role.PLAN})
_RULES = {
    Kind.RESOLUTION: "point of a resolution",
    Kind.RECOMMENDATION: "point of a recommendation",
    Kind.ACTION: "action block",
    Kind.COMMITMENT: "undertaking",
}
_LABEL = re.compile(
    r"\W*(?:it was\s+|officers?\W{0,2}\s+)?(?:unanimously\s+)?(?P<word>resolved|agreed|recommended|recommendation|resolution|decision|decided|actions?(?: point)?)\b(?:\s*\(?(?:[A-Z]{1,5}\W?)?\d[\w/.]*\)?)?(?:\s*\(?unanimously\)?)?"
    r"(?:\s+(?:to\s+recommend\s+)?to\s+(?:the\s+)?(?P<to>cabinet|council|executive|full council|[A-Z]\w+(?:\s[A-Z]\w+)*))?(?:\W*\([^()]*\b(?:proposed|moved|seconded|votes?|carried)\b[^()]*\)(?=\W*[:,\u2010-\u2015-]|\s*(?:that|to)\b))?"
    r"(?:\W*[:,\u2010-\u2015-]+\W*(?:(?<=\()[^()]*\b(?:proposed|moved|seconded|votes?|carried)\b[^()]*\)\W*)?|(?<=\))\s*)",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?P<who>(?:The\s+)?[Oo]fficers)\s+[a-z]+ed\b")
_MADE_BY = re.compile(
    r"\W*(?:(?:decision|delegated decision)\s+)?(?:taken|made|maker|taker|by)(?:\s+by)?(?:\s*:[\s*|]*|[\s*]*\|\s*)(?P<who>[^,:|]{3,90})(?:,\s*(?P<post>[^:|]{3,90}?))?\s*",
    re.IGNORECASE,
)
_CHEVRON = re.compile(r">>>\s*(?P<owner>.+?)\s*$")
_LABELLED_OWNER = re.compile(
    r"\W*(?:action(?: by| for)?|lead|owner)\s*[:\u2010-\u2015-]\s*(?P<owner>[^.:]{2,70}?)\s*\.?$", re.IGNORECASE
)
_RECOMMENDS = re.compile(
    r"\W*to\s+recommend\s+to\s+(?:the\s+)?(?P<body>[\w ]{3,50}?)(?=\s+(?:that|to)\b|[:,])|\W*that\s+(?:(?:it be recommended|(?:the\s+)?[\w ]{3,40}?\s+recommends?)\s+(?:to\s+)?(?:the\s+)?(?P<to>[\w ]{3,50}?)(?=\s+(?:that|to)\b|[:,])|(?:the\s+)?(?P<asked>[\w ]{3,50}?)\s+be\s+recommended\s+(?:to|that)\b)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\W*(?:on the (?:proposal|motion) of [^.;:]{3,110}?,\s+)?to\s+recommend\s+(?:to\s+[^.;:]{3,60}?\s+)?that\b",
    re.IGNORECASE,
)
_AMENDS = re.compile(r"\bamendment\b.*(?::|[\u2010-\u2015-]|\bthat)\W*$", re.IGNORECASE | re.DOTALL)
_BODY_DECIDED = re.compile(
    rf"(?:The\s+|That\s+the\s+)?(?P<body>[A-Z][\w \u2019'&-]{{2,60}}?)\s+(?:(?:unanimously|also|then)\s+)?(?:{PAST_VERBS})\b"
)
_GIVEN_TASK = re.compile(r"(?P<who>[A-Z][^.;:!?]{1,80}?)\s+to\s+(?:also\s+)?(?P<do>[a-z-]+)\s")
_ASIDE = re.compile(
    r"\b(?:reasons?|alternatives?|options?|background|consult\w+|implications?|purpose|considerations?|declarations?|conflicts?)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\W*that\b.*\bbe\b", re.IGNORECASE)
_INLINE = re.compile(r"\b(?:RESOLVED|AGREED)\b|\bResolved:|(?<=[.!?] )(?:Resolved|Agreed|Recommended)\b")
_POINT = re.compile(r"\W*(?:\(?\w{1,3}[.)]\s+|(?:R|recommendation )\d+[:.)]?\s+)?(?:that|to|not to)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:[A-Z][\w\u2019'&-]*|of|the|for|and|to|in|on|at|a|[\u2010-\u2015&-])(?:\s+(?:[A-Z][\w\u2019'&-]*|of|the|for|and|to|in|on|at|a|[\u2010-\u2015&-]))+"
)
"""Words that all begin with a capital but for the small ones, and no stop: "Request for Illumination"."""
_TITLE_MOST_WORDS, _BARE_TITLE_WORDS, _LEAST_WORDS = 9, 2, 4


@dataclass(slots=True)
class _List:
    """The list of decisions in force."""

    opener: Opener | None = None
    passage: Passage | None = None
    parent: Draft | None = None
    style: str = ""
    owner: Quote | None = None
    is_amendment: bool = False
    """What is listed was only moved against what was decided."""
    is_broken: bool = False
    """A title or a story stood between: the role a parser gave goes on without its label."""
    drafts: list[Draft] = field(default_factory=list)


def decisions_of(passages: Sequence[Passage]) -> Iterator[tuple[Passage, list[Draft]]]:
    """Each passage that is no heading, with the points it holds: none for prose, and for what opens a list or adds to a point."""
    state = _List()
    maker = maker_of(passages)
    place: tuple[str, tuple[str, ...]] | None = None
    for passage in passages:
        here = (passage.item_key, passage.section)
        is_title = passage.form is Form.HEADING and not _THAT.match(passage.text) and not gives_task(passage)
        if is_title or _is_frame(passage):
            state = _headed(passage) if passage.form is Form.HEADING else _List()
            place = None
            continue
        if place is not None and here != place:
            state = _List()
        place = here
        points = list(_read(state, passage))
        for point in points:
            point.owner = point.owner or (maker if point.kind is Kind.RESOLUTION else None)
        yield passage, points


def _is_frame(passage: Passage) -> bool:
    """Whether a passage stands round the text; a head may have taken in what opens a list, or a point of one."""
    if passage.role is not Role.FRONT_MATTER:
        return passage.role in _SKIPPED
    is_point = passage.lead_in is not None or _POINT.match(passage.text) is not None
    return not is_point and opener_of(passage.text) is None


def gives_task(passage: Passage) -> bool:
    """Whether a short line says who is to do what, and is no title: "Mr Penn to ring the roofer"."""
    match = _GIVEN_TASK.match(passage.text) if passage.number is None else None
    is_task = match is not None and match["do"] in doing_verbs()
    return is_task and match is not None and (is_person(match["who"]) or is_several(match["who"]))


def maker_of(passages: Sequence[Passage]) -> Quote | None:
    """The one person who decides all that a record of decision holds: "Decision taken by: Ann Lee, Head of Assets"."""
    for passage in passages:
        match = _MADE_BY.fullmatch(passage.text)
        if match is None:
            continue
        if is_single_decider(match["post"] or match["who"]):
            return agent_quote(passage, match.span("post") if match["post"] else match.span("who"))
        if is_single_decider(match["who"]):
            return agent_quote(passage, (match.start("who"), match.end("post")))
    return None


def _read(state: _List, passage: Passage) -> Iterator[Draft]:
    if passage.form is Form.TABLE_ROW or (passage.form is Form.HEADING and gives_task(passage)):
        return
    opened = _opened(passage, is_heading=_is_title(passage))
    if opened.opener:
        state.opener, state.passage = _gone_on(state, opened.opener, passage), passage
        state.parent, state.is_broken, state.is_amendment = None, False, False
        return
    if _AMENDS.search(passage.text):
        state.opener, state.parent, state.is_amendment = None, None, True
        return
    if _names_owner(state, passage):
        return
    kind = _kind(state, passage)
    if kind is None:
        state.parent = None
        return
    if _is_subpoint(state, passage):
        if state.parent:
            state.parent.points.append(quote_of(passage, (0, len(passage.text))))
        return
    yield from _points(state, passage, kind)


def _gone_on(state: _List, opener: Opener, passage: Passage) -> Opener:
    """What a passage opens; "that the Committee -" right under "The report recommended:-" opens the same list."""
    is_same = state.opener is not None and state.parent is None and re.match(r"that\b", passage.text) is not None
    if not is_same or state.opener is None or opener.decider is None:
        return opener
    return replace(opener, kind=state.opener.kind, is_asked=state.opener.kind is Kind.RECOMMENDATION)


def _opened(passage: Passage, *, is_heading: bool = False) -> _List:
    if passage.paper_type is PaperType.AGENDA:
        return _List()
    return _List(opener=opener_of(passage.text, is_heading=is_heading), passage=passage)


def _headed(passage: Passage) -> _List:
    """What a heading opens; one that is a name may own the actions under it: "Action: Nadia Sheridan"."""
    opened = _opened(passage, is_heading=True)
    if opened.opener and opened.opener.kind is Kind.ACTION and passage.paper_type is PaperType.REPORT:
        opened.opener = None
    if is_person(passage.text):
        opened.owner = quote_of(passage, (0, len(passage.text)))
    return opened


def _names_owner(state: _List, passage: Passage) -> bool:
    """Whether a passage only names who has the actions below it: ">>> Lesley Thwaite", "Action: Omar Fielding"."""
    match = _CHEVRON.fullmatch(passage.text.strip()) or _LABELLED_OWNER.fullmatch(passage.text)
    if not match or not is_named(match["owner"]):
        return False
    state.owner = agent_quote(
        passage, (passage.text.index(match["owner"]), passage.text.index(match["owner"]) + len(match["owner"]))
    )
    state.opener, state.passage, state.parent, state.is_broken = Opener(Kind.ACTION), passage, None, False
    return True


def _kind(state: _List, passage: Passage) -> Kind | None:
    """What a passage is a point of: by the list in force, else by the role its parser gave; `None` for prose."""
    if _is_title(passage):
        state.opener, state.owner, state.is_broken = None, None, True
        return None
    label = _LABEL.match(passage.text)
    if label and (passage.paper_type is not PaperType.REPORT or "recommend" in label["word"].casefold()):
        state.opener = None
        return _kind_of_label(label["word"])
    if state.passage and is_sibling(state.passage, passage):
        state.opener, state.passage, state.parent = None, None, None
        return None
    if state.is_amendment:
        state.is_amendment = bool(_POINT.match(passage.text) or passage.form is Form.LIST_ITEM)
        return None
    if state.parent is not None and state.style == "none" and passage.number == "1" and passage.form is Form.PARAGRAPH:
        state.opener = None  # the numbered text of a report begins after a list of one point
    role = Kind.RESOLUTION if passage.form is Form.HEADING else _role_of(passage)
    has_place = is_listed(passage)
    if state.opener and (has_place or _follows(state, passage)):
        is_past = passage.paper_type is PaperType.REPORT and state.opener.kind is Kind.RESOLUTION
        return role if role is Kind.RECOMMENDATION or is_past else state.opener.kind
    state.opener = state.opener if has_place else None
    is_stated = not state.is_broken or has_place or _LABEL.match(passage.text) is not None
    return role if is_stated or role is Kind.RECOMMENDATION else None


def _kind_of_label(word: str) -> Kind:
    folded = word.casefold()
    if folded.startswith("action"):
        return Kind.ACTION
    return Kind.RECOMMENDATION if folded.startswith("recommend") else Kind.RESOLUTION


def _role_of(passage: Passage) -> Kind | None:
    """What a passage is by the role its parser gave; numbered points of a decision page need none."""
    if any(_ASIDE.search(words) for words in passage.section[-1:]) and passage.role is not Role.RECOMMENDATION:
        return None
    if passage.role is Role.RECOMMENDATION:
        return Kind.RECOMMENDATION
    is_numbered = passage.number is not None or re.match(r"\(?\w{1,3}[.)]\s", passage.text) is not None
    if passage.paper_type is PaperType.DECISION and is_numbered and _POINT.match(passage.text):
        return Kind.RESOLUTION
    return _KINDS.get(passage.role)


def _follows(state: _List, passage: Passage) -> bool:
    """Whether a paragraph without number still belongs to the list: it is the only point, or reads like one."""
    starts = _POINT.match(passage.text) is not None
    told = _BODY_DECIDED.match(passage.text)
    if told and state.parent is None and is_agent(told["body"]):
        return True
    if state.opener and state.opener.kind is Kind.ACTION:
        return state.parent is None
    if _is_under_number(state):
        return True
    if starts and state.parent is not None:
        if passage.paper_type is PaperType.DECISION and _first_word(passage.text) == _first_word(
            state.parent.quote.text
        ):
            return True
        is_headed = state.passage is not None and state.passage.form is Form.HEADING
        return is_headed or passage.role in _KINDS or passage.text[:1] in "Rr"
    return starts or (state.parent is None and state.passage is not None and passage.role in _KINDS)


def _is_under_number(state: _List) -> bool:
    """Whether nothing stands between a passage and "Recommendation 2", which heads one point."""
    above = state.passage
    is_headed = above is not None and above.form is Form.HEADING and re.search(r"\d\W*$", above.text) is not None
    return is_headed and state.parent is None


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].casefold() if text.strip() else ""


def _is_title(passage: Passage) -> bool:
    """Whether a short numbered line is the title of an item that its parser took for a paragraph."""
    words = passage.text.split()
    if style_of(passage) == "levels" and _TITLE.fullmatch(passage.text) and len(words) <= _TITLE_MOST_WORDS:
        return True
    is_short = passage.number is not None and passage.number.isdigit() and len(words) <= _TITLE_MOST_WORDS
    is_title = (
        is_short
        and passage.form is Form.PARAGRAPH
        and passage.text[-1:] not in ".;:,"
        and not passage.text[:1].islower()
    )
    return is_title and (len(words) <= _BARE_TITLE_WORDS or not is_point(passage.text))


def _is_subpoint(state: _List, passage: Passage) -> bool:
    parent = state.parent
    if parent is None:
        return False
    before = parent.quote.passage
    if takes_number(before, passage) and not (state.passage and takes_number(state.passage, passage)):
        return True
    is_opened = before.text.rstrip(" -\u2013").endswith(":")
    is_told = passage.lead_in is not None and passage.lead_in in before.text
    goes_on = passage.form is Form.LIST_ITEM and _POINT.match(before.text) and not _POINT.match(passage.text)
    if is_opened and (is_told or goes_on):
        return True
    style = style_of(passage)
    return style != state.style and (
        is_opened
        or (state.style in ("figure", "levels") and style in ("letter", "roman", "bullet", "figure in brackets"))
    )


def _points(state: _List, passage: Passage, kind: Kind) -> Iterator[Draft]:
    label = _LABEL.match(passage.text)
    printed = label or printed_number(passage.text)
    start = printed.end() if printed else 0
    inline = _INLINE.search(passage.text, start)
    is_verb = inline is not None and inline.start() == start and passage.number is not None
    if inline and not is_verb:
        return
    for first, last in pieces_of(passage.text[start:]):
        quote = quote_of(passage, (start + first, start + last))
        if not _is_row(state, quote, kind, is_labelled=label is not None):
            continue
        draft = _draft(state, quote, kind)
        state.parent, state.style = draft, style_of(passage)
        state.owner = state.owner if kind is Kind.ACTION else None
        yield draft


def _is_row(state: _List, quote: Quote, kind: Kind, *, is_labelled: bool) -> bool:
    if is_noise(quote.text) or not re.search(r"[a-z]{3}", quote.text):
        return False
    if (
        is_listed(quote.passage)
        and not state.is_broken
        and quote.passage.role is Role.RESOLUTION
        and has_verb(quote.text)
    ):
        return True
    is_direct = is_labelled or (state.opener is not None and not state.is_broken)
    if kind is Kind.ACTION and not state.is_broken:
        return is_direct or not tells(quote.text)
    is_stated = is_labelled and kind is Kind.RECOMMENDATION and len(quote.text.split()) >= _LEAST_WORDS
    is_decided = is_direct and quote.passage.paper_type is not PaperType.REPORT
    return is_stated or is_decided or is_point(quote.text)


def _draft(state: _List, quote: Quote, kind: Kind) -> Draft:
    passage, opener = quote.passage, state.opener
    decided = passage.paper_type is not PaperType.REPORT
    to = _recommended_to(quote) if kind is not Kind.ACTION else None
    if to or (kind is Kind.RESOLUTION and _ADVICE.match(quote.text)):
        kind = Kind.RECOMMENDATION
    if opener and opener.to and state.passage:
        to = quote_of(state.passage, opener.to)
    return Draft(
        quote=quote,
        kind=kind,
        rule=_RULES[kind],
        decided=decided,
        lead_in=quote_of(state.passage, (0, len(state.passage.text))) if opener and state.passage else None,
        owner=owner_in(quote, is_asked=kind is Kind.RECOMMENDATION)
        or _giver(state, quote, kind)
        or _decider(state, decided=decided),
        to=to or recipient_in(quote),
    )


def _giver(state: _List, quote: Quote, kind: Kind) -> Quote | None:
    """Who has an action: the name above it, else the officers who lead its words: "Officers suggested a workshop"."""
    if kind is not Kind.ACTION or state.owner:
        return state.owner if kind is Kind.ACTION else None
    named = first_name(quote)
    if named:
        return named
    leads = _LEADS.match(quote.text)
    return (
        agent_quote(quote.passage, (quote.start + leads.start("who"), quote.start + leads.end("who")))
        if leads
        else None
    )


def _recommended_to(quote: Quote) -> Quote | None:
    """The body to which a point, or the label before it, recommends something."""
    label = _LABEL.match(quote.passage.text)
    if label and label["to"] and label.end() <= quote.start + 1 and "recommend" in label.group().casefold():
        return quote_of(quote.passage, label.span("to"))
    match = _RECOMMENDS.match(quote.text)
    if not match:
        return None
    first, last = match.span(next(name for name in ("body", "to", "asked") if match[name]))
    return quote_of(quote.passage, (quote.start + first, quote.start + last))


def _decider(state: _List, *, decided: bool) -> Quote | None:
    """Who decided, where that is one person; in a report the body that is to decide."""
    opener, passage = state.opener, state.passage
    if opener is None or opener.decider is None or passage is None:
        return None
    words = passage.text[slice(*opener.decider)]
    is_owner = is_single_decider(words) or opener.is_asked or not decided
    return agent_quote(passage, opener.decider) if is_owner else None
