"""Adds what the wording and its file imply: canonical committee, supplied values, speakers, acronyms, each with its basis."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from papersearch.dates import find_time
from papersearch.model import AgendaItem, Basis, Committee, Form, Paper, Paragraph, Person, Role, SourceFile
from papersearch.papers.parsers.base.origin import slug_of
from papersearch.papers.parsers.base.people import speaker_among, speakers_of

_DEFINITION = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,9}s?)\)")
_SMALL_WORDS = frozenset({"and", "of", "for", "the", "in", "to", "with", "on", "&"})


def enrich(paper: Paper, file: SourceFile) -> Paper:
    """The paper with all it can say by itself; no other paper is looked at."""
    supplied = _with_supplied(paper, file.supplied)
    council = file.council
    committee = supplied.meeting.committee
    meeting = replace(
        supplied.meeting,
        council=council.slug,
        committee=_canonical(committee, council.committees) if committee else None,
    )
    return replace(
        supplied,
        meeting=meeting,
        paragraphs=_with_speakers(supplied.paragraphs, supplied.people),
        defines={**_definitions(supplied.paragraphs)},
    )


def _with_supplied(paper: Paper, supplied: Mapping[str, object]) -> Paper:
    """What the text does not state, from the sidecar; where both speak the text is kept and the paper warned."""
    basis = dict(paper.basis)
    warnings = list(paper.warnings)
    committee, day, starts = paper.meeting.committee, paper.meeting.day, paper.meeting.starts
    name, stated_day, stated_time = supplied.get("committee"), _day(supplied.get("meeting")), supplied.get("time")
    if isinstance(name, str):
        if committee is None:
            committee = Committee(council=paper.meeting.council, slug=slug_of(name), name=name)
            basis["committee"] = Basis.SUPPLIED
        elif slug_of(name) != committee.slug:
            warnings.append(f"the sidecar says committee {name!r}, the text {committee.name!r}")
    if stated_day is not None:
        if day is None:
            day = stated_day
            basis["meeting_date"] = Basis.SUPPLIED
        elif stated_day != day:
            warnings.append(f"the sidecar says meeting {stated_day.isoformat()}, the text {day.isoformat()}")
    if starts is None and isinstance(stated_time, str | time):
        starts = find_time(str(stated_time)[:5])
    item = paper.item
    number = supplied.get("item")
    if number is not None and (item is None or item.number is None):
        item = replace(item, number=str(number)) if item else AgendaItem(number=str(number), title=paper.title)
        basis["item_number"] = Basis.SUPPLIED
    source, ids, version = supplied.get("source"), supplied.get("ids"), supplied.get("version")
    return replace(
        paper,
        meeting=replace(paper.meeting, committee=committee, day=day, starts=starts),
        item=item,
        paragraphs=tuple(
            replace(one, item=item) if one.item is not None and one.item == paper.item else one
            for one in paper.paragraphs
        ),
        address=source if isinstance(source, str) else paper.address,
        ids=tuple(str(one) for one in ids) if isinstance(ids, list) else paper.ids,
        version=version if isinstance(version, str) else paper.version,
        complete=paper.complete and supplied.get("complete") is not False,
        basis=basis,
        warnings=tuple(warnings),
    )


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _canonical(committee: Committee, known: tuple[Committee, ...]) -> Committee:
    """The council's own spelling of a committee, if council.toml lists it by this or another name."""
    asked = slug_of(committee.name)
    for one in known:
        if asked in {one.slug, slug_of(one.name), *(slug_of(also) for also in one.also)}:
            return one
    return committee


def _with_speakers(paragraphs: tuple[Paragraph, ...], people: tuple[Person, ...]) -> tuple[Paragraph, ...]:
    """Who leads a paragraph: by full name, or by a surname or first name that only one person of the paper has."""
    found = []
    for paragraph in paragraphs:
        speaker = None
        if paragraph.role in (Role.BODY, Role.ACTION) and paragraph.form is not Form.HEADING:
            named = speakers_of(paragraph.text, line=paragraph.source.first_line)
            speaker = named[0].name if named else speaker_among(paragraph.text, people)
        found.append(replace(paragraph, speaker=speaker))
    return tuple(found)


def _definitions(paragraphs: tuple[Paragraph, ...]) -> dict[str, str]:
    """Acronyms spelt out as "Long Form (LF)": the words before the bracket begin with its letters, in order.

    After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003,
    made stricter: each letter of the short form begins a word of the long one.
    """
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        for match in _DEFINITION.finditer(paragraph.text):
            long = _long_form(match["short"], paragraph.text[: match.start()])
            if long:
                found.setdefault(match["short"], long)
    return found


def _long_form(short: str, before: str) -> str | None:
    letters = [char for char in short.removesuffix("s") if char.isupper()]
    if len(letters) < 2:
        return None
    words = re.findall(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][a-z]+)?|&", before[-160:])
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while (
            at >= 0 and not words[at].casefold().startswith(letter.casefold()) and words[at].casefold() in _SMALL_WORDS
        ):
            at -= 1
        if at < 0 or not words[at].casefold().startswith(letter.casefold()):
            return None
    start = before.rfind(words[at], 0, len(before)) if at == len(words) - 1 else _start_of(before, words[at:])
    return " ".join(before[start:].split()).strip(" ,\u201c\"'") or None


def _start_of(before: str, words: list[str]) -> int:
    pattern = r"[\W_]+".join(re.escape(word) for word in words) + r"[\W_]*$"
    match = re.search(pattern, before)
    return match.start() if match else len(before)
