"""Councils and committees that a question names: those indexed become filters, another one is told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from papersearch.analysis import words
from papersearch.engines.port import Reader
from papersearch.query import Exact, Rung, SearchRequest

_BODY = r"(?:sub-?committee|committee|panel|board|forum)"
_KIND_OF_COUNCIL = re.compile(
    r"\b(?:London Borough of|Royal Borough of|City of|Borough|County|District|City|Metropolitan|Unitary|Parish|Town|Council|Authority)\b"
)
_COUNCIL = re.compile(
    r"\b(?P<name>[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}\s+(?:(?:Borough|City|County|District|Parish|Town)\s+)?Council)\b"
)
_COMMITTEE = re.compile(
    r"\b(?P<name>(?:[A-Z][\w'\u2019]+(?:,?\s+(?:and|of|&)\s+|,?\s+)){1,6}(?:Sub-?Committee|Committee|Panel|Board|Forum))\b"
)
_TOLD_TO = re.compile(r"\b(?:to|by|from|before|with|go(?:es)? to)\s+(?:the\s+)?$", re.IGNORECASE)
_PLAIN_WORDS = frozenset({"the", "and", "of", "s", "committee", "sub", "panel", "board", "forum"})
_NO_COUNCIL = frozenset(
    {"the", "which", "what", "does", "did", "has", "is", "was", "will", "would", "any", "each", "this", "our", "your"}
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """What a question names: the rest of it, filters, the words that imply each, and a body of which nothing is indexed."""

    rest: str
    filters: Mapping[str, frozenset[str]]
    implied: tuple[tuple[str, str], ...]
    unknown: str | None


def bodies_in(question: str, reader: Reader, without: frozenset[str]) -> Bodies:
    """The councils and committees of a question; `without` names filters that were switched off."""
    rest, filters, implied = question, dict[str, frozenset[str]](), list[tuple[str, str]]()
    if "committee" not in without:
        for match, names in _committees(rest, reader):
            filters["committee"] = filters.get("committee", frozenset()) | names
            implied.append(("committee", match.strip()))
            rest = rest.replace(match, " ", 1)
    if "council" not in without:
        rest, slugs, named = _councils(rest, reader)
        if slugs:
            filters["council"] = slugs
            implied += [("council", one) for one in named]
            if not _meet_in(filters.get("committee", frozenset()), slugs, reader):
                del filters["committee"]
                implied = [one for one in implied if one[0] != "committee"]
    return Bodies(rest, filters, tuple(implied), _unknown(rest, reader))


def _meet_in(names: frozenset[str], councils: frozenset[str], reader: Reader) -> bool:
    """Whether one of these committees is known to meet in one of these councils; true of no committee."""
    return not names or any(card.committee in names and card.council in councils for card in reader.cards())


def committees_known(reader: Reader) -> frozenset[str]:
    """The committees of all papers."""
    return reader.remember(
        "answering: committees", lambda: frozenset(one.committee for one in reader.cards() if one.committee)
    )


def _committees(question: str, reader: Reader) -> list[tuple[str, frozenset[str]]]:
    """The words that name a committee as the one that acts, and the committees they name."""
    known = committees_known(reader)
    found = []
    for name in sorted(known, key=lambda one: (-len(one), one)):
        match = _named(question, name)
        if match and not _is_spoken_to(question, match):
            found.append((match.group(), frozenset({name})))
            question = question.replace(match.group(), " ", 1)
    return found or _part_names(question, known) or _meetings_of(question, known)


def _meetings_of(question: str, known: Iterable[str]) -> list[tuple[str, frozenset[str]]]:
    """The words "the corporate parenting meeting", which are all of a committee's name but what kind of body it is."""
    for name in sorted(known, key=lambda one: (-len(one), one)):
        bare = [word for word in words(name) if word not in _PLAIN_WORDS]
        spoken = r"\W+(?:and\W+)?".join(map(re.escape, bare))
        match = re.search(rf"\b(?:the\s+)?{spoken}(?=\s+meetings?\b)", question, re.IGNORECASE)
        if len(bare) > 1 and match:
            return [(match.group(), frozenset({name}))]
    return []


def _part_names(question: str, known: Iterable[str]) -> list[tuple[str, frozenset[str]]]:
    """The words "the scrutiny committee", and all committees whose names hold them."""
    match = re.search(rf"\b(?:the\s+)?((?:[\w'\u2019-]+\s+){{1,3}}){_BODY}\b(?!\s+members?\b)", question, re.IGNORECASE)
    match = match or re.search(r"(?<=\bdid )scrutiny\b|(?<=\bhas )scrutiny\b", question, re.IGNORECASE)
    if match is None or _is_spoken_to(question, match):
        return []
    spoken = words(match.group())
    while spoken:
        asked = frozenset(spoken) - _PLAIN_WORDS
        names = frozenset(name for name in known if asked and asked <= frozenset(words(name)))
        if names:
            start = re.search(rf"(?:\bthe\s+)?\b{re.escape(spoken[0])}\b.*$", match.group(), re.IGNORECASE)
            return [(start.group() if start else match.group(), names)]
        spoken = spoken[1:]
    return []


def _is_spoken_to(question: str, match: re.Match[str]) -> bool:
    """Whether it stands as the one spoken to ("report to cabinet") or inside a post ("cabinet member")."""
    after = question[match.end() :]
    return bool(
        _TOLD_TO.search(question[: match.start()])
        or re.match(r"\s+(?:members?|portfolio|leads?)\b", after, re.IGNORECASE)
    )


def _councils(question: str, reader: Reader) -> tuple[str, frozenset[str], tuple[str, ...]]:
    councils = {card.council_name: card.council for card in reader.cards()}
    slugs: set[str] = set()
    named = []
    for name, slug in sorted(councils.items(), key=lambda pair: -len(pair[0])):
        match = _named(question, name) or _named(question, " ".join(_KIND_OF_COUNCIL.sub(" ", name).split()))
        if match:
            slugs.add(slug)
            named.append(match.group().strip())
            question = f"{question[: match.start()]} {question[match.end() :]}"
    return question, frozenset(slugs), tuple(named)


def _named(text: str, name: str) -> re.Match[str] | None:
    if len(name) < 4:
        return None
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return re.search(
        rf"(?:\bthe\s+)?\b{pattern}\b(?:['\u2019]s\b|s['\u2019])?(?:\s+(?:council|borough)\b)?", text, re.IGNORECASE
    )


def _unknown(rest: str, reader: Reader) -> str | None:
    """A council or committee that is named in full, and that no paper speaks of."""
    for pattern in (_COUNCIL, _COMMITTEE):
        for match in pattern.finditer(rest):
            name = _without_question_words(match["name"])
            if name and not _is_spoken_of(name, reader):
                return name
    return None


def _without_question_words(name: str) -> str:
    spoken: Sequence[str] = name.split()
    while spoken and spoken[0].casefold() in _NO_COUNCIL:
        spoken = spoken[1:]
    return " ".join(spoken) if len(spoken) > 1 else ""


def _is_spoken_of(name: str, reader: Reader) -> bool:
    counted = reader.search(SearchRequest(query=Exact(tuple(words(name))), page_size=0))
    return counted.totals[Rung.PARAGRAPH] > 0
