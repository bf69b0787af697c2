"""Passages and cards as JSON, for engines that keep them in files.

A line read back gives an equal record; what is not such a line raises `ValueError` and nothing else.
"""

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from papersearch.model import Basis, Form, PaperType, Person, Role, SourceRef
from papersearch.passage import PaperCard, Passage


def passage_line(passage: Passage) -> bytes:
    """One passage as a line of JSON in ASCII, without a line end."""
    day = passage.meeting_date
    record = {
        "id": passage.id,
        "paper_id": passage.paper_id,
        "ordinal": passage.ordinal,
        "text": passage.text,
        "context": passage.context,
        "form": passage.form,
        "role": passage.role,
        "number": passage.number,
        "section": passage.section,
        "lead_in": passage.lead_in,
        "speaker": passage.speaker,
        "truncated": passage.truncated,
        "council": passage.council,
        "council_name": passage.council_name,
        "committee": passage.committee,
        "meeting_date": day.isoformat() if day else None,
        "date_basis": passage.date_basis,
        "year": passage.year,
        "meeting_key": passage.meeting_key,
        "item_key": passage.item_key,
        "item_number": passage.item_number,
        "item_title": passage.item_title,
        "paper_title": passage.paper_title,
        "paper_type": passage.paper_type,
        "paper_complete": passage.paper_complete,
        "people": passage.people,
        "lead_officer": passage.lead_officer,
        "source": _source_record(passage.source),
        "place": passage.place,
    }
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def read_passage(line: bytes) -> Passage:
    """The passage of a line.

    Raises:
        ValueError: the line holds no passage.
    """
    try:
        record: dict[str, Any] = json.loads(str(line, "ascii"))
        return Passage(
            id=record["id"],
            paper_id=record["paper_id"],
            ordinal=record["ordinal"],
            text=record["text"],
            context=record["context"],
            form=Form(record["form"]),
            role=Role(record["role"]),
            number=record["number"],
            section=tuple(record["section"]),
            lead_in=record["lead_in"],
            speaker=record["speaker"],
            truncated=record["truncated"],
            council=record["council"],
            council_name=record["council_name"],
            committee=record["committee"],
            meeting_date=_day(record["meeting_date"]),
            date_basis=Basis(record["date_basis"]) if record["date_basis"] else None,
            year=record["year"],
            meeting_key=record["meeting_key"],
            item_key=record["item_key"],
            item_number=record["item_number"],
            item_title=record["item_title"],
            paper_title=record["paper_title"],
            paper_type=PaperType(record["paper_type"]),
            paper_complete=record["paper_complete"],
            people=tuple(record["people"]),
            lead_officer=record["lead_officer"],
            source=_source(record["source"]),
            place=record["place"],
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not the record of a passage: {error!r}") from error


def card_line(card: PaperCard) -> bytes:
    """One card as a line of JSON in ASCII, without a line end."""
    record = {
        "id": card.id,
        "title": card.title,
        "type": card.type,
        "council": card.council,
        "council_name": card.council_name,
        "committee": card.committee,
        "meeting_date": card.meeting_date.isoformat() if card.meeting_date else None,
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
        "published": card.published.isoformat() if card.published else None,
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
