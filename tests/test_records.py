import dataclasses
import json
from datetime import date, time

import pytest
from entries import card_of, passage_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from papersearch.engines.records import card_line, id_and_digest, passage_line, read_card, read_passage
from papersearch.model import Basis, Form, PaperType, Person, Role, SourceRef

PASSAGE = passage_of(
    "paper",
    3,
    "The members’ fares: £5 \ud800 “paid”.\n\x00",
    context="The ferry\nFares",
    form=Form.LIST_ITEM,
    role=Role.RESOLUTION,
    number="(d)",
    section=("The ferry", "Fares"),
    lead_in="It was agreed that",
    speaker="Ada Thorne",
    truncated=True,
    meeting_date=date(2019, 4, 9),
    date_basis=Basis.INFERRED,
    meeting_key="harrowmere/cabinet/2019-04-09",
    item_number="7",
    item_title="The ferry",
    paper_type=PaperType.MINUTES,
    paper_complete=False,
    people=("Ada Thorne", "Cy Oakes"),
    lead_officer="Bel Marsh",
    source=SourceRef(path="harrowmere/a paper.pdf", first_line=4, last_line=6, page=2),
)
CARD = card_of(
    "paper",
    (PASSAGE,),
    meeting_date=date(2019, 4, 9),
    starts=time(14, 30),
    place="The Moot Hall",
    item_number="7",
    item_title="The ferry",
    items=(("7", "The ferry"), (None, "Lamps")),
    complete=False,
    version="draft",
    published=date(2019, 4, 1),
    address="https://harrowmere.example/7",
    ids=("mg7", "x"),
    pages=12,
    textless_pages=(3, 4),
    people=(Person(name="Ada Thorne", post="Leader", mark="Chair", standing="member", line=9), Person(name="Cy Oakes")),
    lead_officer="Bel Marsh",
    defines={"HWB": "Health and Wellbeing Board"},
    facts={"Key decision": "Yes"},
    basis={"meeting_date": Basis.STATED},
    warnings=("a weekday does not fit",),
)


@pytest.mark.parametrize("passage", [PASSAGE, passage_of("paper", 0, "")])
def test_a_passage_comes_back_from_its_line(passage):
    assert read_passage(passage_line(passage)) == passage


@pytest.mark.parametrize("card", [CARD, card_of("paper")])
def test_a_card_comes_back_from_its_line(card):
    assert read_card(card_line(card)) == card
    assert id_and_digest(card_line(card)) == (card.id, card.digest)


def test_a_line_holds_every_field():
    assert json.loads(card_line(CARD)).keys() == {one.name for one in dataclasses.fields(CARD)}
    assert len(json.loads(passage_line(PASSAGE))) == len(structs.fields(PASSAGE))


@given(place=st.integers(0, len(structs.fields(PASSAGE)) - 1), value=st.sampled_from([7, "x", [], {}, [1], True]))
def test_a_passage_with_a_wrong_value_is_read_or_refused(place, value):
    record = json.loads(passage_line(PASSAGE))
    record[place] = value

    try:
        passage = read_passage(json.dumps(record).encode())
    except ValueError:
        return

    assert [getattr(passage, one.name) for one in structs.fields(passage)]


@pytest.mark.parametrize("line", [passage_line(PASSAGE) + b" []", passage_line(PASSAGE)[:-1] + b",1]", b"{}"])
def test_a_passage_with_other_fields_is_refused(line):
    with pytest.raises(ValueError, match="not the record of a Passage"):
        read_passage(line)


@pytest.mark.parametrize("line", [passage_line(PASSAGE), card_line(CARD)])
def test_a_line_is_one_line_of_ascii(line):
    assert line.isascii()
    assert b"\n" not in line


@pytest.mark.parametrize("read", [read_passage, read_card, id_and_digest])
@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"7", b"null", b'"id"', b"\xff", b"[" * 100_000])
def test_what_is_no_record_is_a_value_error(read, line):
    with pytest.raises(ValueError, match=r"record|JSON|Expecting|decode"):
        read(line)


@given(
    field=st.sampled_from(sorted(json.loads(card_line(CARD)))), value=st.sampled_from([7, "x", [], {}, [1], None, True])
)
def test_a_card_with_a_wrong_value_is_read_or_refused(field, value):
    line = json.dumps(json.loads(card_line(CARD)) | {field: value}).encode()

    try:
        card = read_card(line)
    except ValueError:
        return

    assert card.passages is not None or field == "passages"
