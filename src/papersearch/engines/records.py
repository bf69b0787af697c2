"""Passages and cards as JSON, for engines that keep them in files.

A line read back gives an equal record; what is not such a line raises `ValueError` and nothing else.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from typing import Any

from papersearch.model import Basis, Form, PaperType, Person, Role, SourceRef
from papersearch.passage import PaperCard, Passage

PASSAGE_FIELDS = tuple(one.name for one in fields(Passage))
"""What a passage's line lists, in this order."""
_decode = json.JSONDecoder().raw_decode


def passage_line(passage: Passage) -> bytes:
    """The fields of one passage in their order, as a line of JSON in ASCII, without a line end."""
    record = {name: getattr(passage, name) for name in PASSAGE_FIELDS}
    record |= {"meeting_date": _written(passage.meeting_date), "source": _source_record(passage.source)}
    return json.dumps(list(record.values()), separators=(",", ":")).encode("ascii")


def read_passage(line: bytes) -> Passage:
    """The passage of a line.

    Raises:
        ValueError: the line holds no passage.
    """
    try:
        text = str(line, "ascii")
        record, end = _decode(text)
        if end != len(text) or len(record) != len(PASSAGE_FIELDS):
            raise ValueError("not the record of a passage: it has other fields")
        for place, read in _READ_OTHERWISE:
            record[place] = read(record[place])
        passage = object.__new__(Passage)
        for assign, value in zip(_ASSIGN, record, strict=True):
            assign(passage, value)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not the record of a passage: {error!r}") from error
    return passage


def card_line(card: PaperCard) -> bytes:
    """One card as a line of JSON in ASCII, without a line end."""
    record = {
        "id": card.id,
        "title": card.title,
        "type": card.type,
        "council": card.council,
        "council_name": card.council_name,
        "committee": card.committee,
        "meeting_date": _written(card.meeting_date),
        "starts": card.starts.isoformat() if card.starts else None,
        "place": card.place,
        "meeting_key": card.meeting_key,
        "item_number": card.item_number,
        "item_title": card.item_title,
        "items": card.items,
        "source": _source_record(card.source),
        "digest": card.digest,
        "sha256": card.sha256,
        "complete": card.complete,
        "version": card.version,
        "published": _written(card.published),
        "address": card.address,
        "ids": card.ids,
        "pages": card.pages,
        "textless_pages": card.textless_pages,
        "passages": card.passages,
        "people": [[one.name, one.post, one.mark, one.standing, one.line] for one in card.people],
        "lead_officer": card.lead_officer,
        "defines": dict(card.defines),
        "acronyms": dict(card.acronyms),
        "facts": dict(card.facts),
        "basis": dict(card.basis),
        "warnings": card.warnings,
    }
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def read_card(line: bytes) -> PaperCard:
    """The card of a line.

    Raises:
        ValueError: the line holds no card.
    """
    try:
        record: dict[str, Any] = json.loads(line)
        return PaperCard(
            id=record["id"],
            title=record["title"],
            type=PaperType(record["type"]),
            council=record["council"],
            council_name=record["council_name"],
            committee=record["committee"],
            meeting_date=_day(record["meeting_date"]),
            starts=time.fromisoformat(record["starts"]) if record["starts"] else None,
            place=record["place"],
            meeting_key=record["meeting_key"],
            item_number=record["item_number"],
            item_title=record["item_title"],
            items=tuple((number, title) for number, title in record["items"]),
            source=_source(record["source"]),
            digest=record["digest"],
            sha256=record["sha256"],
            complete=record["complete"],
            version=record["version"],
            published=_day(record["published"]),
            address=record["address"],
            ids=tuple(record["ids"]),
            pages=record["pages"],
            textless_pages=tuple(record["textless_pages"]),
            passages=record["passages"],
            people=tuple(_person(*one) for one in record["people"]),
            lead_officer=record["lead_officer"],
            defines=record["defines"],
            acronyms=record["acronyms"],
            facts=record["facts"],
            basis={name: Basis(basis) for name, basis in record["basis"].items()},
            warnings=tuple(record["warnings"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not the record of a card: {error!r}") from error


def _source_record(source: SourceRef) -> list[str | int | None]:
    return [source.path, source.first_line, source.last_line, source.page]


def _source(record: tuple[str, int, int, int | None]) -> SourceRef:
    path, first_line, last_line, page = record
    return SourceRef(path=path, first_line=first_line, last_line=last_line, page=page)


def _person(name: str, post: str | None, mark: str | None, standing: str, line: int | None) -> Person:
    return Person(name=name, post=post, mark=mark, standing=standing, line=line)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def id_and_digest(line: bytes) -> tuple[str, str]:
    """The paper's id and the file's digest of a card's line.

    Raises:
        ValueError: the line holds no card.
    """
    try:
        record: Mapping[str, str] = json.loads(line)
        return record["id"], record["digest"]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not the record of a card: {error!r}") from error


def _of(kind: type[StrEnum]) -> Callable[[Any], Any]:
    """Reads a member; a call of the class takes four times as long."""
    return {str(one): one for one in kind}.__getitem__


_BASES = _of(Basis)
_READ_OTHERWISE = tuple(
    (PASSAGE_FIELDS.index(name), read)
    for name, read in (
        ("form", _of(Form)),
        ("role", _of(Role)),
        ("section", tuple),
        ("meeting_date", _day),
        ("date_basis", lambda basis: None if basis is None else _BASES(basis)),
        ("paper_type", _of(PaperType)),
        ("people", tuple),
        ("source", _source),
    )
)
_ASSIGN = tuple(vars(Passage)[name].__set__ for name in PASSAGE_FIELDS)
"""What the constructor of a frozen record does, for half of what it costs: a page of results reads many passages."""
