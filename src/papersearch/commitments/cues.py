"""The wording by which a later paper reports back, puts off, or goes back on what was promised."""

import re
from datetime import date
from functools import lru_cache

from papersearch.analysis import holds_any, stem, words
from papersearch.commitments.owners import doing_verbs
from papersearch.dates import MONTHS, find_dates

_DONE = re.compile(
    r"\b(?:(?:was|were|is|are|has been|have been|had been)\s+(?:now\s+|since\s+|then\s+|duly\s+|all\s+|also\s+)?(?:held|circulated|sent|published|completed?|carried out|signed|presented|provided|issued|delivered|put right|done|"
    r"visited|set up|established|produced|submitted|reported|received|considered|brought|shared|appointed|adopted|installed|replaced|removed|reviewed|made|met|given|written|implemented|in place|opened|placed|added|built|"
    r"arranged|organised|distributed|launched|agreed|approved|furnished|bought|repaired|tested|checked|revised|updated|finished|noted)|"
    r"(?:presented|introduced|submitted|circulated|tabled|gave|provided|brought|sent|received|considered|attended to (?:report|give|present|answer)|reported (?:on|back|the|that|its|their)|took place|met\b|went live|opened on)|"
    r"(?:this|the) (?:report|paper|note|item|update) (?:sets? out|gives?|answers?|provides?|brings?|presents?|responds?|covers?|describes?|contains?|also answers)|now comes? to this meeting|comes? back to (?:the|this)|"
    r"^(?:completed?|done|closed|discharged|actioned)\b|\bhad (?:already )?(?:met|gone|written|replied|taken place|sent|attended|visited|begun|opened)\b)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:presented|introduced|considered|received|submitted)\b.{0,60}\b(?:the|a|an|its|their|draft|annual|progress)\b|\bgave (?:a|an|the) (?:report|presentation|update|figures|account)\b|\breported (?:on|that|the)\b|"
    r"\bthe (?:committee|cabinet|panel|board) (?:considered|received)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:will not|shall not|would not now|not (?:now )?(?:be )?(?:proceed|provided|built|possible|taken forward|pursued|affordable)|(?:could|can)(?: ?not) (?:now )?(?:be )?(?:kept|provided|met|delivered|afforded|honoured)|no longer|never (?:been )?(?:signed|made|done|written|published|held|"
    r"brought|produced|begun)|(?:be|been|was|were) (?:withdrawn|removed|dropped|abandoned|cancelled|rescinded|revoked|scrapped|discontinued|overturned|evicted|closed)|no (?:report|paper|note|answer|review|such \w+|agreement|reply) (?:was|has been|had been|were)|"
    r"in breach of|(?:has|have|had) not been (?:kept|met|made|done|carried out|reviewed|signed|sent|published|produced|provided|held|brought)|went back on)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved?(?: again)?,? to|deferred|postponed|put (?:back|off)|rescheduled|re-?arranged|carried (?:over|forward)|now (?:be )?planned|called off|overtaken by|has slipped|slipped to|(?:to )?be considered on|asked for it to move)\b",
    re.IGNORECASE,
)
_DONE_HINTS = (
    "held", "circulated", "sent", "published", "complete", "carried", "signed", "provide", "issued", "delivered", "put right",
    "done", "visited", "set up", "sets up", "established", "produced", "submitted", "reported", "received", "considered",
    "brought", "bring", "shared", "appointed", "adopted", "installed", "replaced", "removed", "reviewed", "made", "met",
    "give", "gave", "written", "implemented", "place", "opened", "added", "built", "arranged", "organised", "distributed",
    "launched", "agreed", "approved", "furnished", "bought", "repaired", "tested", "checked", "revised", "updated", "finished",
    "noted", "introduced", "tabled", "attended", "live", "set out", "sets out", "answer", "respond", "cover", "describe",
    "contain", "come", "closed", "discharged", "actioned", "gone", "replied", "begun",
)  # fmt: skip
_NOT_HINTS = ("not", "no longer", "never", "withdrawn", "removed", "dropped", "abandoned", "cancelled", "rescinded", "revoked",
    "scrapped", "discontinued", "overturned", "evicted", "closed", "no ", "breach", "went back")  # fmt: skip
_MOVED_HINTS = ("move", "deferred", "postponed", "put ", "rescheduled", "arranged", "carried", "planned", "called off",
    "overtaken", "slipped", "considered on")  # fmt: skip
_BACK_HINTS = ("requested", "asked", "agreed", "promised", "resolved", "undertak", "decided", "told", "recommended", "arising",
    "outstanding")  # fmt: skip
"""Pieces of which all that these patterns find holds one."""
_NOT_YET = re.compile(
    r"\b(?:not (?:yet )?(?:ready|available|complete|been completed)|not yet|still not)\b", re.IGNORECASE
)
_RESTATES = re.compile(
    r"^\W*(?:On|At (?:its|the|their) (?:last )?meeting (?:held )?on|In) .{3,60}?\b(?:committee|cabinet|members|council|panel|board|executive)\b,? (?:\w+ )?(?:agreed|asked|resolved|requested|recommended|decided|considered)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:asked (?:where|when|whether|if|what|why|how|after|about)|recalled|(?:was|were|be|been) (?:asked|requested|instructed|told) to|whether|wondered|queried|reminded|waiting for|awaited|should have|if\b|will be|would be|is to be|are to be)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:as (?:requested|asked|agreed|promised|resolved)|asked (?:for|that|to)|requested|promised|undertak\w+|agreed|resolved|decided|told|recommended|(?:had|has|have) asked|matters arising|outstanding|first asked)\b",
    re.IGNORECASE,
)
_GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(one) for one in group.split())
    for group in (
        "bring brought present presented report reported submit submitted come comes came gave give receive received consider considered introduce introduced table tabled attend attended return update",
        "send sent circulate circulated provide provided share shared write written wrote give given gave convey conveyed confirm confirmed notify notified inform informed tell told distribute distributed",
        "hold held arrange arranged organise organised convene convened meet met workshop",
        "set established establish up formed form create created",
        "publish published put website",
        "visit visited",
        "sign signed",
        "review reviewed",
    )
)


def tells_done(text: str) -> bool:
    """Whether a sentence says that something was done; a question after it, or a plan, does not."""
    return bool(_DONE.search(text)) and not any(one.search(text) for one in (_ASKS, _NOT, _NOT_YET, _MOVED, _RESTATES))


def restates(text: str, said_on: date) -> bool:
    """Whether a sentence only tells again what was said on that day, and no answer to it."""
    return names_day(text, said_on) and not re.search(
        r"\bas (?:requested|asked|agreed|promised|resolved)\b|\basked for\b", text, re.IGNORECASE
    )


def denies_a_paper(text: str) -> bool:
    """As in "No report was made": whatever it is about, it is not there."""
    return (
        bool(re.search(r"\bno (?:report|paper|note|answer|review|reply)\b", text, re.IGNORECASE)) or "kept to" in text
    )


def tells_reported(text: str) -> bool:
    """Whether a sentence says that a paper came to a meeting."""
    return bool(_REPORTS.search(text)) and not _ASKS.search(text)


def tells_not(text: str) -> bool:
    """Whether a sentence says that something will not be, or was not, done."""
    return bool(_NOT.search(text)) and not _RESTATES.search(text)


def tells_late(text: str) -> bool:
    """Whether a sentence says that something has not come yet, without saying when it will."""
    return bool(_NOT_YET.search(text))


def tells_moved(text: str) -> bool:
    """Whether a sentence puts something off, or says that it has not come yet."""
    return bool(_MOVED.search(text))


def goes_back(text: str) -> bool:
    """Whether a text speaks of what was asked for or promised before."""
    return holds_any(text, _BACK_HINTS) and bool(_BACK.search(text))


def has_cue(text: str) -> bool:
    """Whether a text can be follow-up at all."""
    return (
        (holds_any(text, _DONE_HINTS) and _DONE.search(text) is not None)
        or (holds_any(text, _NOT_HINTS) and _NOT.search(text) is not None)
        or (holds_any(text, _MOVED_HINTS) and _MOVED.search(text) is not None)
    )


def names_day(text: str, day: date) -> bool:
    """Whether a text names this very day."""
    return any(one.day == day for one in find_dates(text))


def names_month(text: str, day: date, told_on: date) -> bool:
    """Whether a text names the month of a day, with its year, or without it where no later such month has passed."""
    month = MONTHS[day.month - 1].capitalize()
    if re.search(rf"(?<!\d )\b{month} {day.year}\b", text):
        return True
    bare = re.search(rf"\bin {month}\b(?!\s+\d)", text)
    latest = told_on.year if (day.month, 1) <= (told_on.month, told_on.day) else told_on.year - 1
    return bare is not None and latest == day.year


def same_doing(asked: str, told: str) -> bool:
    """Whether what is told to be done is what was asked: "circulate" and "was sent", not "circulate" and "was published"."""
    first, second = ({stem(word) for word in words(text)} for text in (asked, told))
    return any(first & group and second & group for group in _GROUPS) or bool(first & second & _doing_stems())


@lru_cache(maxsize=1)
def _doing_stems() -> frozenset[str]:
    return frozenset(map(stem, doing_verbs()))
