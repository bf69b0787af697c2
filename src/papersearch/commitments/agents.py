"""Tells words that name somebody who can be asked to do something: a post, a body, a person, a group."""

import re
from functools import lru_cache
from importlib.resources import files

TITLE = (
    r"(?:(?:(?:County|District|Borough|City|Town|Parish|Community|Ward|C/|D/)\s?)?(?:Cllrs?|Councillors?)|Mr|Mrs|Ms|Miss|Mx|Dr"
    r"|Prof(?:essor)?|Rev(?:eren)?d?|Canon|Father|Fr|Sir|Dame|Lord|Lady|Baroness|Alderman|Mayor|Major|Colonel|Col|Captain|Capt"
    r"|Inspector|Insp|Sergeant|Sgt|Superintendent|Supt|Constable|PCSO|PC)\.?"
)
_PERSON = re.compile(rf"{TITLE}(?:\s+(?:and\s+)?(?:{TITLE}\s+)?[A-Z][\w\u2019'-]*\.?)+(?:\s*\([^)]*\))?")
_NAME = re.compile(r"[A-Z][a-z\u00c0-\u017f][\w\u2019'-]*(?:\s[A-Z]\.?)?(?:\s[A-Z][\w\u2019'-]+){1,2}")
_ACRONYM = re.compile(r"[A-Z]{2,5}s?")
_HEAD_ENDS = re.compile(
    r"\s+(?:of|for|in|on|to|with|from|at|within|responsible|and|or|&|[-\u2010-\u2015])\s+|\s*[,(:;/]\s*|\s+[-\u2010-\u2015]\s*"
)
_ARTICLE = re.compile(r"(?:(?:the|our|its|their|relevant|appropriate)\s+)+", re.IGNORECASE)
_NO_AGENT = re.compile(
    r"(?:an?|this|these|those|any|some|no|that|what|which|there|it|if|when|whether|further|more|\d|\u00a3)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:undertook|agreed|promised|offered|committed|pledged|volunteered|said|asked|told|reported|explained|confirmed|was|were|had|has|have|is|are|be|been|will|would|should|shall|may|can|could|must|to be|does|did|do)\b"
)
_DANGLING = re.compile(r"\b(?:and|or|of|for|the|to|in)$")
_FIRMS = r"contractors?|operators?|suppliers?|developers?|landlords?|companies|company|firms?|insurers?"
_OUTSIDERS = re.compile(
    r"\b(?:applicants?|clients?|government|ministers?|landowners?|owners?|residents?|tenants?|parishioners?|traders?|schools?"
    r"|hospital(?!\s+(?:trust|board))|agents?|regulators?|charity|objectors?|petitioners?)\b",
    re.IGNORECASE,
)
_ANY_OUTSIDERS = re.compile(rf"{_OUTSIDERS.pattern}|\b(?:{_FIRMS})\b", re.IGNORECASE)
_POSTS = re.compile(r"\b(?:officer|manager|director|head)\b", re.IGNORECASE)
_GROUPS = re.compile(
    r"agency|all|alliance|assembly|authority|board|bureau|cabinet|commission|committee|consortium|council"
    r"|department|directorate|division|executive|federation|forum|group|healthwatch|highways|network|office"
    r"|panel|partnership|party|police|service|staff|sub-committee|sub-group|subcommittee|subgroup|taskforce"
    r"|team|trust|unit|working-group"
)
MOST_WORDS = 16


def is_agent(words: str) -> bool:
    """Whether these words name somebody of a post, a body or a person with a title; "the report of the Clerk" does not."""
    bare = bare_agent(words)
    if (
        not bare
        or len(bare.split()) > MOST_WORDS
        or _NO_AGENT.match(bare)
        or _FINITE.search(bare)
        or _DANGLING.search(bare)
    ):
        return False
    if _PERSON.fullmatch(bare):
        return True
    head = _HEAD_ENDS.split(bare, maxsplit=1)[0].split()
    return bool(head) and _singular(head[-1].casefold()) in heads()


def is_named(words: str) -> bool:
    """Whether these words are a name, initials or an agent: what may stand as owner in a column or after ">>>"."""
    bare = bare_agent(words)
    if len(bare.split()) > MOST_WORDS or re.search(r"\bto\s+(?!the\b)[a-z]", bare):
        return False
    pieces = [piece.strip() for piece in re.split(r"\s*(?:/|,|;|&|\band\b)\s*", bare) if piece.strip()]
    return bool(pieces) and all(_NAME.fullmatch(one) or _ACRONYM.fullmatch(one) or is_agent(one) for one in pieces)


def is_person(words: str) -> bool:
    """Whether these words name one person, by name or post; no body, team or several."""
    bare = bare_agent(words)
    if _DANGLING.search(bare):
        return False
    if _PERSON.fullmatch(bare) or _NAME.fullmatch(bare):
        return not re.search(r"\band\b", bare)
    head = _HEAD_ENDS.split(bare, maxsplit=1)[0].split()
    return is_agent(bare) and not _GROUPS.fullmatch(head[-1].casefold()) and head[-1].casefold() in heads()


def is_name(words: str) -> bool:
    """Whether these words are two or three names, as of a person without title."""
    return bool(_NAME.fullmatch(words.strip()))


def is_several(words: str) -> bool:
    """Whether these words name several persons or posts, each with its title: "Cllr Vine and the Clerk"."""
    pieces = re.split(r"\s*(?:,|&|\band\b)\s*", words)
    return len(pieces) > 1 and all(is_person(one) for one in pieces)


def is_outsider(words: str, *, with_firms: bool = True) -> bool:
    """Whether these words name somebody outside the council, whose doings no meeting can promise; firms can promise theirs."""
    outsiders = _ANY_OUTSIDERS if with_firms else _OUTSIDERS
    return bool(outsiders.search(words)) and not _POSTS.search(words)


def bare_agent(words: str) -> str:
    """The words without article and marks of emphasis."""
    return _ARTICLE.sub("", words.replace("*", "").strip(), count=1).strip(" ,.:;")


def role_of(words: str) -> str:
    """The agent as a group of rows shows it: without article, in small letters but for names."""
    bare = " ".join(bare_agent(words).split())
    return bare if _PERSON.match(bare) or _NAME.fullmatch(bare) or _ACRONYM.fullmatch(bare) else bare.casefold()


@lru_cache(maxsize=1)
def heads() -> frozenset[str]:
    """The words that head the name of an agent, in the singular."""
    return listed("agents.txt")


def listed(name: str) -> frozenset[str]:
    """The lines of a list of words."""
    lines = files("papersearch").joinpath("words", name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _singular(word: str) -> str:
    bare = re.sub(r"[\u2019']s?$", "", word)
    if bare in heads() or not bare.endswith("s"):
        return bare
    return bare[:-3] + "y" if bare.endswith("ies") else bare[:-1]
