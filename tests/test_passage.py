"""A passage keeps its id while its words stay, and cites itself in one line."""

from datetime import date, time

import pytest
from entries import passage_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from papersearch.model import (
    AgendaItem,
    Basis,
    Committee,
    Council,
    Form,
    Meeting,
    Paper,
    PaperType,
    Paragraph,
    Person,
    Role,
    SourceFile,
    SourceRef,
    SourceText,
)
from papersearch.passage import (
    FACET_LABELS,
    FACETS,
    NOT_STATED,
    SCHEMA,
    Quote,
    Use,
    entry_of,
    facet_values,
    item_key,
    schema_fingerprint,
)

COUNCIL = Council(slug="saltmere", name="Saltmere Council")
CABINET = Committee(council="saltmere", slug="cabinet", name="Cabinet")
MEETING = Meeting(council="saltmere", committee=CABINET, day=date(2020, 3, 4), starts=time(14))
FILE = SourceFile(path="saltmere/a.txt", council=COUNCIL, digest="d", sha256="s")


def paragraph(text, line=1, **stated):
    values = {
        "form": Form.PARAGRAPH,
        "role": Role.BODY,
        "source": SourceRef(path="saltmere/a.txt", first_line=line, last_line=line),
    }
    return Paragraph(text=text, **(values | stated))


def paper_of(*paragraphs, **stated):
    values = {
        "id": "0123456789ab",
        "type": PaperType.REPORT,
        "title": "Lamps",
        "meeting": MEETING,
        "item": AgendaItem(number="7", title="Street lamps"),
        "source": SourceRef(path="saltmere/a.txt", first_line=1, last_line=9),
    }
    return Paper(paragraphs=tuple(paragraphs), **(values | stated))


def passages_of(*texts, **stated):
    paper = paper_of(
        *(one if isinstance(one, Paragraph) else paragraph(one, at) for at, one in enumerate(texts, 1)), **stated
    )
    return entry_of(paper, FILE, SourceText(lines=()))[1]


def ids(*texts):
    return [one.id for one in passages_of(*texts)]


def test_an_id_is_that_of_the_paper_and_eight_digits():
    (one,) = passages_of("The lamps are lit.")

    assert one.id.startswith("0123456789ab")
    assert len(one.id) == 20
    assert one.url == f"/p/{one.id}"


def test_a_paragraph_that_moves_keeps_its_id():
    before = ids("One.", "The lamps are lit.")
    after = ids("One.", "A new one.", "The lamps are lit.")

    assert before[1] == after[2]


@pytest.mark.parametrize(
    "repaired", ["The council’s lamps, lit", "the  COUNCIL'S lamps – lit.", "“The council's lamps lit”"]
)
def test_a_repaired_quote_dash_or_case_keeps_the_id(repaired):
    assert ids("The council's lamps - lit.") == ids(repaired)


def test_other_words_give_another_id():
    assert ids("The lamps are lit.") != ids("The lamps are out.")


def test_a_paragraph_that_recurs_is_counted():
    first, second, third = ids("None were identified.", "None were identified.", "None were identified.")

    assert (second, third) == (f"{first}-2", f"{first}-3")


@given(st.lists(st.text(max_size=20), max_size=12))
def test_ids_are_unique_whatever_the_texts(texts):
    found = ids(*texts)

    assert len(set(found)) == len(texts)


@given(st.text(max_size=60))
def test_an_id_depends_on_the_text_alone(text):
    assert ids(text) == ids(text)
    assert ids("before", text)[1] in (ids(text)[0], f"{ids(text)[0]}-2")


def test_an_item_key_is_equal_for_titles_in_other_dress():
    assert item_key("m", "Children’s Care – Review") == item_key("m", "CHILDREN'S CARE: REVIEW")
    assert item_key("m", "Lamps") != item_key("m", "Drains")


def test_a_passage_holds_what_its_paper_and_file_say():
    (one,) = passages_of("The lamps are lit.", basis={"meeting_date": Basis.STATED}, lead_officer="Bel Marsh")

    assert (one.council, one.council_name, one.committee) == ("saltmere", "Saltmere Council", "Cabinet")
    assert (one.meeting_date, one.date_basis, one.year) == (date(2020, 3, 4), Basis.STATED, "2020")
    assert (one.item_number, one.item_title, one.lead_officer) == ("7", "Street lamps", "Bel Marsh")
    assert one.meeting_key == "saltmere/cabinet/2020-03-04"
    assert one.item_key == item_key(one.meeting_key, "Street lamps")
    assert one.has_meeting


def test_without_a_day_the_paper_stands_for_its_meeting():
    (one,) = passages_of("The lamps are lit.", meeting=Meeting(council="saltmere", committee=CABINET), item=None)

    assert one.meeting_key == one.paper_id
    assert not one.has_meeting
    assert one.year is None


def test_the_context_of_a_passage_is_its_titles_headings_and_lead_in():
    heading = ("Costs", "Lamps in Quay Lane")
    (one,) = passages_of(
        paragraph("to light them", section=heading, lead_in="The council agreed:", form=Form.LIST_ITEM)
    )

    assert one.context.split("\n") == ["Street lamps", "Lamps", "Costs", "Lamps in Quay Lane", "The council agreed:"]


def test_people_are_those_whose_full_name_stands_there_or_who_speak():
    people = (Person(name="Ann Lee"), Person(name="David Quirke-Day"), Person(name="Bob Day"))
    named, spoken, none = passages_of(
        "Ann LEE and David Quirke –Day agreed.",
        paragraph("Bob said so.", speaker="Bob Day"),
        "Annabel Leeds.",
        people=people,
    )

    assert named.people == ("Ann Lee", "David Quirke-Day")
    assert spoken.people == ("Bob Day",)
    assert none.people == ()


def test_the_card_tells_the_paper_without_its_paragraphs():
    paper = paper_of(paragraph("One."), paragraph("Two.", 2, item=AgendaItem(number="8", title="Drains")))

    card, passages = entry_of(paper, FILE, SourceText(lines=()))

    assert card.passages == len(passages) == 2
    assert card.items == (("8", "Drains"),)
    assert (card.digest, card.sha256, card.starts) == ("d", "s", time(14))


# citations


def cited(**stated):
    return passage_of(
        "p", 3, "Text.", **({"meeting_date": date(2020, 11, 4), "item_number": "7", "item_title": "Lamps"} | stated)
    ).citation


@pytest.mark.parametrize(
    ("stated", "end"),
    [
        ({"place": "resolution 3"}, "resolution 3"),
        ({"place": "paragraph 5", "paper_complete": False}, "paragraph 5, extract"),
    ],
)
def test_a_citation_ends_with_the_place(stated, end):
    assert cited(**stated) == f"Harrowmere Council, Cabinet, 4 November 2020, item 7, “Lamps”, {end}"


def test_a_citation_says_what_is_not_stated():
    citation = cited(committee=None, meeting_date=None, item_number=None, item_title=None, number="1")

    assert citation == "Harrowmere Council, committee not stated, date not stated, “A paper of Harrowmere”, paragraph 1"


def test_a_quote_is_a_part_of_its_passage():
    passage = passage_of("p", 0, "The lamps are lit.")

    assert Quote(passage=passage, start=4, end=9).text == "lamps"


# the schema


def test_every_facet_is_a_keyword_field_with_a_label():
    assert {SCHEMA[field].use for field in FACETS.values()} == {Use.KEYWORD}
    assert set(FACET_LABELS) == set(FACETS)


def test_a_facet_value_that_is_not_stated_is_a_value_too():
    passage = passage_of("p", 0, "Text.", committee=None, people=("Ann Lee", "Ann Lee", "Bob Day"))

    assert facet_values(passage, "committee") == (NOT_STATED,)
    assert facet_values(passage, "year") == (NOT_STATED,)
    assert facet_values(passage, "person") == ("Ann Lee", "Bob Day")
    assert facet_values(structs.replace(passage, people=()), "person") == (NOT_STATED,)
    with pytest.raises(KeyError):
        facet_values(passage, "colour")


def test_the_fingerprint_of_the_schema_is_eight_digits_and_stays():
    assert len(schema_fingerprint()) == 8
    assert schema_fingerprint() == schema_fingerprint()
