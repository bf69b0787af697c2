"""Reads what a sentence of prose decides or gives out: "It was agreed that ...", "ACTION: Clerk to ..."."""

import re
from itertools import chain

from papersearch.commitments.agents import is_agent, is_name, is_named, is_outsider, is_person, is_several
from papersearch.commitments.drafts import Draft, first_name, owner_in, quote_of, recipient_in
from papersearch.commitments.openers import is_single_decider
from papersearch.commitments.owners import doing_verbs
from papersearch.commitments.records import Kind
from papersearch.commitments.told import Told
from papersearch.commitments.wording import is_noise, pieces_of
from papersearch.dates import find_dates
from papersearch.passage import Quote

_BODIES = (
    r"(?:(?:sub-?)?committee|board|panel|members|council|cabinet|executive|authority|councillors|trustees|governors"
    r"|commission|assembly|forum|working (?:group|party)|meeting|conference)"
)
_TITLED = r"(?:[A-Z][\w&-]*\s+(?:(?:and|of|for|the)\s+)?){0,6}"
_ADVERBS = r"(?:(?:further|also|then|therefore|unanimously|subsequently|accordingly|thereafter|thereupon)\s+)*"
_LABEL = re.compile(
    r"(?:^|(?<=[\s*(]))\**(?:(?i:it was|and|unanimously)\s+)*"
    r"(?P<verb>RESOLVED|Resolved|AGREED|Agreed(?=[:,])|DECIDED|ORDERED|Ordered(?=\s+that)|RECOMMENDED|Recommended)\**"
    r"(?:\s*\(?(?:[A-Z]{1,5}\W?)?\d[\w/.]*\)?)?(?:\s*\(?(?i:unanimously)\)?)?"
    r"(?:\s*\([^()]*\b(?:proposed|moved|seconded|votes?|carried)\b[^()]*\))?"
    r"(?:\s+(?i:to\s+recommend)\s+)?(?P<to>\s*(?i:to)\s+(?i:the\s+)?(?:(?i:full)\s+)?[A-Z][\w ]{2,40}?)?\**\s*"
    r"(?:[:,\u2010-\u2015-]+\**\s*|(?=(?i:that|to|not to)\b)|(?=\(?(?:1|a|i)\)))",
)
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")
_ACTION = re.compile(
    r"(?:^|(?<=[\s(*\[]))\**(?:ACTION|Action)(?:\s+(?:POINT|point))?(?:\s*\d+)?\**\s*[:\u2010-\u2015-]\**\s*"
)
_DECIDES = re.compile(
    r"^\W*(?:(?:after|following|having|on)\b[^,]*,\s+)?"
    rf"(?:it was\s+{_ADVERBS}(?P<passive>agreed|resolved|decided|recommended)"
    r"(?P<proposed>,?\s+(?:up)?on (?:the )?(?:proposal|motion) (?:of|by) [^;:.]{3,90}?,(?=\s+(?:that|to)\b))?"
    rf"|(?:the\s+|all\s+)?{_TITLED}(?:(?i:{_BODIES}))(?:\s+present)?\s+{_ADVERBS}"
    r"(?P<active>agreed|resolved|decided|voted|recommends?|recommended|resolves|agrees)"
    r"|.{0,120}?\b(?:proposed|moved)\b.{0,90}?\bseconded\b.{0,60}?\band\s+(?:it was\s+|all\s+(?:members\s+)?|members\s+)?(?:unanimously\s+)?"
    r"(?P<moved>agreed|resolved|carried))"
    r"(?:\s+unanimously|\s+by\s+(?:all|members|[^,.;]{0,30}\bvotes?\b[^,.;]{0,20}?|a\s+(?:show|majority)[^,.;]{0,30}?))?\W*"
    r"(?:\s*to\s+(?P<to>cabinet|(?:full )?council|the (?:cabinet|council|executive)|(?-i:[A-Z]\w+))\W*)?\s+"
    r"(?P<how>that|to|not to)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RECOMMENDS = re.compile(
    r"^\s*(?:recommend|(?:it be|the [\w ]{3,30}?) recommend(?:s|ed)?)\s+(?:to\s+)?(?:the\s+)?"
    r"(?P<to>[\w ]{3,40}?)(?=\s+that\b|\s+to\b)|^\s*(?:it be |the [\w ]{3,30}? )?recommend",
    re.IGNORECASE,
)
_ACTS = re.compile(
    rf"^\W*(?:having [^,]*,\s+)?(?P<who>(?:The\s+)?{_TITLED}(?:(?i:{_BODIES})|Lead Member"
    rf"|Cabinet Member(?: for [A-Z][\w ]+?)?|Portfolio Holder))\s+{_ADVERBS}"
    r"(?P<verb>approved|adopted|accepted|endorsed|authorised|authorized|delegated|instructed|awarded|granted|refused"
    r"|appointed|RECOMMENDED|recommended the|recommends the|APPROVED|NOTED|AGREED(?!\s+(?:that|to|THAT|TO)\b)|agreed(?=\s+its\b)|noted(?=\s[^.;]{3,120}\band\s+(?:approved|agreed|endorsed|supported|instructed|requested)\b)|ADOPTED|ACCEPTED|ENDORSED|AUTHORISED|GRANTED"
    r"|REFUSED|RECEIVED|SUPPORTED|RATIFIED|APPOINTED|DELEGATED|REQUESTED|ASKED)\s+(?P<rest>.+)",
    re.DOTALL,
)
_PROPOSED = re.compile(
    r"^\W*(?:It was proposed(?:\s+by\s+[^.;:]{3,60}?)?(?:,?\s+(?:and\s+)?seconded\s+(?:by\s+)?[^.;:]{3,60}?)?|[A-Z][^.;:]{2,60}?\s+proposed)"
    r",?\s+(?P<how>that|to)\b.{8,}?(?P<after>,?\s+seconded\b.*)?$",
    re.DOTALL,
)
_CARRIED = re.compile(
    r"(?:[\s,.;(]*(?:this was\s+|and\s+)?seconded\s+(?:by\s+)?[^.;]{2,60}?)?[\s,.;(-]*(?:and\s+)?(?:it was\s+|this was\s+|on (?:a|the) vote[^.;]{0,30}?)?"
    r"(?:all\s+(?:members\s+|present\s+)?(?:were\s+)?(?:agreed|in favour)|(?:unanimously\s+)?(?:carried|agreed|resolved|approved)\b(?!\s+(?:that|to)\b)|unanimous|the motion was carried)",
    re.IGNORECASE,
)
"""What follows a proposal that was taken."""
_ADVISED = re.compile(
    r"^\W*(?:It\s+is\s+(?:therefore\s+|also\s+|further\s+)?recommended\s*"
    r"|(?:The|This|A)\s+(?:[\w\u2019'-]+\s+){0,3}?(?:report|paper|review)(?:\s+(?:by|of|from)\s+[^.;:]{3,60}?)?\s+(?:therefore\s+)?recommend(?:s|ed)\s*[:,\u2010-\u2015-]*\s*)"
    r"(?P<how>that\b.{10,}|to\s+[a-z].{10,})",
    re.DOTALL,
)
_WHO = r"^\W*(?P<who>(?:The\s+)?[A-Z][^.;:!?]{1,80}?)"
_WAS_ASKED = re.compile(
    rf"{_WHO}\s+(?:was|were)\s+(?:also\s+|then\s+)?(?:asked|requested|instructed|directed|tasked)\s+to\s+(?P<do>[a-z-]+)"
)
_TASK = re.compile(rf"{_WHO}\s+to\s+(?:also\s+)?(?P<do>[a-z-]+)\b")
_ORDERS = re.compile(
    r"(?:To|That|Ask|Request|Instruct|Direct|Invite|Authori[sz]e|Require|Urge|Delegate|Call|Allow|Permit|Enable|Help|Encourage)\b"
)
"""A task that begins so is somebody's decision, and not the name of who has it."""
_TASK_AFTER_DASH = re.compile(
    r"^[^.;:!?]{3,80}?\s[\u2010-\u2015-]\s+(?P<who>[A-Z][^.;:!?\u2010-\u2015]{1,60}?)\s+to\s+(?:also\s+)?(?P<do>[a-z-]+)\b"
)
"""As in "Hedge at Glebe Field - Clerk to chase the landowner."."""
_NO_TASKS = frozenset({"be", "declare", "note"})
_CLAUSE = re.compile(
    r"\b(?:that|which|who|needs?|(?!designated|looked|integrated|supported|delegated|co-opted|united|retired)[a-z]+ed)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided that|depend(?:s|ed|ing)?|in the event|otherwise|were .{2,40} to"
    r"|subject to (?:funding|approval|confirmation|planning))\b|^\W*(?:should|were|had)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|has been|have been|is|are|could|might|would)\b")
_SUBJUNCTIVE = re.compile(r"\b(?:should|shall|be|to be)\b")
_OPINION = re.compile(r"\b(?:would|could|might|was|were)\b")
_SETTLES = re.compile(
    r"\b(?:would|will)\s+(?:(?:also|now|then|not|only)\s+)*(?:be\s+(?:\w+ly\s+)?(?P<done>\w+(?:ed|en)|sent|brought|made|held|put"
    r"|told|set|paid|built|kept|let|done|sought|bought|cut|left|met)\b|(?P<do>[a-z-]+))"
)
_SETTLED = frozenset({"stay", "remain", "stand", "cease"})
_UNSETTLED = frozenset({"be", "have", "help", "make", "need", "increase", "reduce", "improve", "cost", "mean", "work"})
_CLAUSE_ENDS = re.compile(r"[,;]|\bsince\b|\bbecause\b|\bas\b|\band that\b")
_MOST_TASKED_WORDS, _LEAST_WORDS, _LEAST_LETTERS = 12, 2, 5


def has_condition(text: str) -> bool:
    """Whether a sentence hangs on something that may not come: "if funding allows"."""
    return bool(_CONDITION.search(text))


def given_out(told: Told) -> Draft | None:
    """An action: "ACTION: Clerk to obtain three quotes."; with a name alone the words before the label are the action."""
    label = _ACTION.search(told.text)
    if not label:
        return _tasked(told)
    rest = told.text[label.end() :].strip(" .)]*")
    if not is_named(rest):
        quote = told.quote(label.end())
        return _action(quote, owner_in(quote) or first_name(quote), "action in a sentence")
    quote = told.quote(0, label.start())
    if told.before and not told.text[: label.start()].strip(" ([*"):
        last = told.before[-1]
        quote = quote_of(told.passage, (last.start, last.end))
    owner = told.named((label.end(), len(told.text.rstrip(" .)]*"))))
    return _action(quote, owner, "action in a sentence") if quote.text else None


def decided(told: Told) -> tuple[Draft, ...]:
    """Decisions and recommendations: "RESOLVED that ...", "It was agreed to ...", "The Cabinet approved ..."."""
    draft = _agreed(told) or _acted(told) or _carried(told)
    return _labelled(told) or ((draft,) if draft else ())


def _tasked(told: Told) -> Draft | None:
    """As in "Clerk to order new pads."; "The Clerk was asked to write to the school."."""
    match = _WAS_ASKED.match(told.text) or _TASK_AFTER_DASH.match(told.text) or _TASK.match(told.text)
    if not match or match["do"] not in doing_verbs() - _NO_TASKS or has_condition(told.text):
        return None
    who = match["who"]
    if (
        len(who.split()) > _MOST_TASKED_WORDS
        or _CLAUSE.search(who.casefold())
        or _ORDERS.match(who)
        or is_outsider(who)
    ):
        return None
    is_somebody = (
        is_person(who)
        or is_name(who)
        or is_several(who)
        or who in told.known
        or re.fullmatch(r"(?:The )?[Oo]fficers", who) is not None
    )
    return _action(told.quote(), told.named(match.span("who")), "somebody to do") if is_somebody else None


def _action(quote: Quote, owner: Quote | None, rule: str) -> Draft:
    return Draft(quote=quote, kind=Kind.ACTION, rule=rule, owner=owner, to=recipient_in(quote))


def _labelled(told: Told) -> tuple[Draft, ...]:
    """The points after a label in a sentence: "RESOLVED (a) that ...; and (b) that ..." holds two."""
    label = _LABEL.search(told.text)
    if not label or told.text.isupper() or len(told.text) - label.end() <= _LEAST_LETTERS:
        return ()
    kind = _kind("recommend" in label.group().casefold())
    to = told.quote(*label.span("to")) if label["to"] else None
    number = _NUMBER.match(told.text, label.end())
    start = number.end() if number else label.end()
    found = [told.quote(start + first, start + last) for first, last in pieces_of(told.text[start:])]
    quotes = [one for one in found if not is_noise(one.text)]
    return tuple(
        Draft(quote=one, kind=kind, rule="sentence with RESOLVED", owner=owner_in(one), to=to or recipient_in(one))
        for one in quotes
    )


def _agreed(told: Told) -> Draft | None:
    match = _DECIDES.match(told.text)
    if not match or not _is_decision(match):
        return None
    clause = told.quote(match.start("how"))
    recommends = _RECOMMENDS.match(match["rest"])
    by_verb = chain((match["passive"], match["active"], match["moved"]))
    is_recommended = any(verb.casefold().startswith("recommend") for verb in by_verb if verb)
    return Draft(
        quote=told.quote(),
        kind=_kind(recommends is not None or is_recommended),
        rule="it was agreed that",
        owner=owner_in(clause),
        to=_recommended_to(told, match, recommends) or recipient_in(clause),
    )


def _recommended_to(told: Told, match: re.Match[str], recommends: re.Match[str] | None) -> Quote | None:
    if recommends and recommends["to"]:
        start = match.start("rest")
        return told.quote(start + recommends.start("to"), start + recommends.end("to"))
    return told.quote(*match.span("to")) if match["to"] else None


def _acted(told: Told) -> Draft | None:
    """As in "The Cabinet Member approved the scheme."; "The Committee RECOMMENDED the Cabinet to publish ..."."""
    match = _ACTS.match(told.text)
    if not match or re.search(r"\b(?:had|has|have)\b", match["who"]):
        return None
    if re.match(r"(?:that|this|it|them|these)\b\W", match["rest"]) and match["verb"].islower():
        return None
    if find_dates(match["rest"]) or len(match["rest"].split()) < _LEAST_WORDS:
        return None
    owner = owner_in(told.quote(match.start("verb")))
    if owner is None and is_single_decider(match["who"]):
        owner = told.named(match.span("who"))
    return Draft(
        quote=told.quote(),
        kind=_kind(match["verb"].casefold().startswith("recommend")),
        rule="a body acted",
        owner=owner,
        to=recipient_in(told.quote()),
    )


def _carried(told: Told) -> Draft | None:
    """As in "Cllr Innes proposed that the fence be mended. Seconded by Cllr Jolly. All agreed."."""
    match = _PROPOSED.match(told.text)
    after = told.passage.text[told.sentence.end :]
    is_carried = match is not None and (_CARRIED.match(after) or _CARRIED.match(match["after"] or ""))
    if match is None or not is_carried:
        return None
    owner, to = owner_in(told.quote(match.start("how"))), recipient_in(told.quote(match.start("how")))
    return Draft(quote=told.quote(), kind=Kind.RESOLUTION, rule="proposed and carried", owner=owner, to=to)


def advised(told: Told) -> Draft | None:
    """As in "The report recommended that the roof be slated": put forward, and decided by nobody yet."""
    match = _ADVISED.match(told.text)
    if not match:
        return None
    quote = told.quote(match.start("how"))
    return Draft(
        quote=told.quote(),
        kind=Kind.RECOMMENDATION,
        rule="a report recommended",
        decided=False,
        owner=owner_in(quote, is_asked=True),
        to=recipient_in(quote),
    )


def _kind(is_recommended: bool) -> Kind:
    return Kind.RECOMMENDATION if is_recommended else Kind.RESOLUTION


def _is_decision(match: re.Match[str]) -> bool:
    """Whether what was agreed is something to be done, and not an opinion: "agreed that the scaffolding was ugly"."""
    if match["how"].casefold() != "that":
        return re.match(r"\s*(?:not\s+)?[a-z-]+", match["rest"]) is not None
    clause = _CLAUSE_ENDS.split(match["rest"], maxsplit=1)[0]
    is_advice = (match["active"] or match["passive"] or "").casefold().startswith("recommend")
    if (
        match["proposed"]
        or match["moved"]
        or _settles(clause, by=match["active"] or "")
        or (is_advice and not _PAST.search(clause))
    ):
        return True
    if _SUBJUNCTIVE.search(clause) and not _OPINION.search(clause):
        return True
    words = re.findall(r"[\w\u2019'-]+", clause)
    acts = any(word in doing_verbs() and is_agent(" ".join(words[:at])) for at, word in enumerate(words) if at)
    return acts and not _PAST.search(clause)


def _settles(clause: str, *, by: str) -> bool:
    """Whether "would" or "will" says what is to happen: "the Clerk would write", and not "this would help".

    A body that resolved (`by`) that "it would receive a report" speaks of itself.
    """
    match = _SETTLES.search(clause)
    is_of_itself = by.casefold() in ("resolved", "decided", "voted") and re.match(r"\W*it\b", clause) is not None
    if not match or (re.match(r"\W*(?:it|this|that|there|these)\b", clause) and not is_of_itself):
        return False
    verb = match["do"]
    return verb is None or verb in _SETTLED or (verb in doing_verbs() and verb not in _UNSETTLED)
