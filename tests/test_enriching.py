"""A paper gains what its wording and its file imply, each with its basis, and nothing from any other paper."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
)
from papersearch.papers.enriching import enrich
from papersearch.papers.parsers.base.people import (
    clean_name,
    contacts_of,
    is_name,
    named_with_post,
    people_of_cell,
    person_of,
    speaker_among,
    speakers_of,
)

PLACE = SourceRef(path="saltmere/a.txt", first_line=1, last_line=1)
CABINET = Committee(council="saltmere", slug="cabinet", name="Cabinet", also=("The Cabinet", "Executive Cabinet"))
COUNCIL = Council(slug="saltmere", name="Saltmere Council", committees=(CABINET,))


def paragraph(text, **stated):
    return Paragraph(text=text, **({"form": Form.PARAGRAPH, "role": Role.BODY, "source": PLACE} | stated))


def paper_of(*paragraphs, **stated):
    values = {
        "id": "p",
        "type": PaperType.AGENDA_ITEM,
        "title": "Lamps",
        "meeting": Meeting(council="saltmere"),
        "item": None,
        "source": PLACE,
    }
    return Paper(paragraphs=tuple(paragraphs), **(values | stated))


def enriched(*paragraphs, supplied=(), **stated):
    file = SourceFile(path="saltmere/a.txt", council=COUNCIL, digest="", sha256="", supplied=dict(supplied))
    return enrich(paper_of(*(paragraph(one) if isinstance(one, str) else one for one in paragraphs), **stated), file)


def learnt(*texts):
    return dict(enriched(*texts).defines)


# what a sidecar supplies


def test_what_the_text_does_not_state_is_supplied():
    paper = enriched(supplied={"committee": "Cabinet", "meeting": date(2020, 3, 4), "time": "14:00", "item": 7})

    assert (paper.meeting.committee.name, paper.meeting.day, paper.meeting.starts) == (
        "Cabinet",
        date(2020, 3, 4),
        time(14),
    )
    assert paper.item.number == "7"
    assert set(paper.basis.values()) == {Basis.SUPPLIED}
    assert paper.warnings == ()


def test_where_text_and_sidecar_disagree_the_text_stands_and_it_is_said():
    stated = Meeting(council="saltmere", committee=CABINET, day=date(2020, 3, 4))
    paper = enriched(supplied={"committee": "Audit Committee", "meeting": date(2021, 3, 4)}, meeting=stated)

    assert (paper.meeting.committee, paper.meeting.day) == (CABINET, date(2020, 3, 4))
    assert len(paper.warnings) == 2
    assert paper.basis == {}


def test_a_supplied_number_joins_the_item_and_its_paragraphs():
    item = AgendaItem(number=None, title="Lamps")
    paper = enriched(paragraph("Words.", item=item), item=item, supplied={"item": "7"})

    assert paper.item == AgendaItem(number="7", title="Lamps")
    assert paper.paragraphs[0].item == paper.item


def test_a_number_in_the_text_is_not_replaced():
    paper = enriched(item=AgendaItem(number="5", title="Lamps"), supplied={"item": "7"})

    assert paper.item.number == "5"


def test_address_ids_version_and_an_extract_are_supplied():
    paper = enriched(
        supplied={"source": "https://x.example/", "ids": ["moderngov:IId=1"], "version": "draft", "complete": False}
    )

    assert (paper.address, paper.ids, paper.version, paper.complete) == (
        "https://x.example/",
        ("moderngov:IId=1",),
        "draft",
        False,
    )


def test_a_sidecar_cannot_make_an_extract_complete():
    assert not enriched(supplied={"complete": True}, complete=False).complete


# the council's own spelling


@pytest.mark.parametrize("name", ["Cabinet", "CABINET", "The Cabinet", "executive cabinet"])
def test_another_spelling_of_a_committee_is_the_one_the_council_lists(name):
    committee = Committee(council="saltmere", slug=name.lower().replace(" ", "-"), name=name)

    assert enriched(meeting=Meeting(council="saltmere", committee=committee)).meeting.committee == CABINET


def test_a_committee_that_is_not_listed_keeps_its_name():
    audit = Committee(council="saltmere", slug="audit-committee", name="Audit Committee")

    assert enriched(meeting=Meeting(council="saltmere", committee=audit)).meeting.committee == audit


# acronyms


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Multi-Agency Safeguarding Hub (MASH) met.", "MASH", "Multi-Agency Safeguarding Hub"),
        ("the Care Leavers Partnership (CLP)", "CLP", "Care Leavers Partnership"),
        ("education, employment and training (EET)", "EET", "education, employment and training"),
        ("a personal education plan (PEP) for each", "PEP", "personal education plan"),
        ("houses in multiple occupation (HMOs)", "HMOs", "houses in multiple occupation"),
        (
            "the Chartered Institute of Public Finance and Accountancy (CIPFA)",
            "CIPFA",
            "Chartered Institute of Public Finance and Accountancy",
        ),
        ("Her Majesty's Inspectorate of Probation (HMIP)", "HMIP", "Her Majesty's Inspectorate of Probation"),
    ],
)
def test_an_acronym_is_learnt_where_it_is_spelt_out(text, short, long):
    assert learnt(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "The report (LGA) was noted.",
        "They met (in March).",
        "See appendix (A).",
        "clinical care commissioning (CCG) objectives",
        "(MASH)",
        "The Hub (MASH)",
        "paragraph (a) and (b)",
    ],
)
def test_what_does_not_spell_out_its_letters_is_not_learnt(text):
    assert learnt(text) == {}


def test_the_first_spelling_of_an_acronym_stands():
    assert learnt("Care Leavers Partnership (CLP)", "Clean Lamps Project (CLP)") == {"CLP": "Care Leavers Partnership"}


@given(st.text(alphabet="ABab ()&'-", max_size=60))
def test_what_is_learnt_stands_before_its_bracket(text):
    for short, long in learnt(text).items():
        assert f"({short})" in text
        assert " ".join(long.split()) in " ".join(text.split())
    assert isinstance(learnt(text), dict)


# speakers

PEOPLE = (Person(name="Ann Lee"), Person(name="Bob Day"), Person(name="Cy Day"), Person(name="S Wye"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee said that it rained.", "Ann Lee"),
        ("Councillor Ann Lee asked why.", "Ann Lee"),
        ("Ann said that it rained.", "Ann Lee"),
        ("Councillor Lee was concerned about it.", "Ann Lee"),
        ("Cllr Wye raised the matter.", "S Wye"),
        ("Councillor Day said so.", None),
        ("Councillor Moss said so.", None),
        ("The chair said so.", None),
        ("It was said by Ann Lee.", None),
        ("Ann Lee's report was noted.", None),
    ],
)
def test_who_leads_a_paragraph_is_told_if_only_one_it_can_be(text, speaker):
    assert enriched(text, people=PEOPLE).paragraphs[0].speaker == speaker


@pytest.mark.parametrize("role", [Role.RESOLUTION, Role.RECOMMENDATION, Role.FRONT_MATTER, Role.ATTENDANCE])
def test_what_was_resolved_is_nobody_own_words(role):
    assert enriched(paragraph("Ann Lee said so.", role=role), people=PEOPLE).paragraphs[0].speaker is None


def test_a_heading_has_no_speaker():
    assert enriched(paragraph("Ann Lee said", form=Form.HEADING), people=PEOPLE).paragraphs[0].speaker is None


# people in their places


def names(text):
    return [one.name for one in people_of_cell(text, standing="present", line=1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Councillor Ann Lee (Chair) Councillor Bob Day", ["Ann Lee", "Bob Day"]),
        ("Councillors Ann Lee (Chair), Bob Day and Cy Moss", ["Ann Lee", "Bob Day", "Cy Moss"]),
        ("Councillors A. Lee, B. C. Day & Mrs. D Moss", ["A Lee", "B C Day", "D Moss"]),
        ("Cllrs: A Lee; B Day", ["A Lee", "B Day"]),
        ("Ann Lee Bob Day Cy Moss", ["Ann Lee", "Bob Day", "Cy Moss"]),
        ("Dr Ann Lee (Chairman) Mr Bob Day Mrs Cy Moss", ["Ann Lee", "Bob Day", "Cy Moss"]),
        ("Ann Lee, Director of Resources Bob Day, Scrutiny Manager", ["Ann Lee", "Bob Day"]),
        ("Ann Lee, Bob Day and Cy Moss, Constitutional Team", ["Ann Lee", "Bob Day", "Cy Moss"]),
        (
            "Mrs Bridget Oakes (Clerk), District Cllr Alan Frith, 3 members of the public",
            ["Bridget Oakes", "Alan Frith"],
        ),
        ("Councillor T. O'Rourke", ["T O'Rourke"]),
        ("Councillor Fiona McDonald", ["Fiona McDonald"]),
        ("Councillor Zoë Ó Briain-Smith", ["Zoë Ó Briain-Smith"]),
        ("Neil Gordon -Orr", ["Neil Gordon-Orr"]),
        ("Councillor Ann Lee - Chair", ["Ann Lee"]),
        ("Chief Executive", []),
        ("Housing Committee", []),
        ("", []),
    ],
)
def test_the_people_of_a_cell_are_told_apart(text, found):
    assert names(text) == found


def test_a_mark_in_brackets_or_after_a_dash_is_kept():
    assert person_of("Councillor Ann Lee (in the Chair)", standing="x", line=1).mark == "in the Chair"
    assert person_of("Councillor Ann Lee – Vice-Chair", standing="x", line=1).mark == "Vice-Chair"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Dr. David Quirke –Thornton", "David Quirke-Thornton"),
        ("Councillor  Ann   Lee", "Ann Lee"),
        ("Mr Justice Moss", "Justice Moss"),
        ("P. R. Haldane", "P R Haldane"),
        ("Tom O’Rourke", "Tom O'Rourke"),
    ],
)
def test_a_name_is_cleaned_of_title_and_slips_of_print(printed, name):
    assert clean_name(printed) == name


@pytest.mark.parametrize("words", ["Head Of", "Strategic Director", "Housing Services", "Ann", "Chief Executive"])
def test_words_of_a_post_are_no_name(words):
    assert not is_name(words)


def test_a_post_ends_before_telephone_and_address():
    person = named_with_post("Ann Lee, Head of Housing, 01632 960001 ann@x.example", standing="contact", line=1)

    assert (person.name, person.post) == ("Ann Lee", "Head of Housing")
    assert named_with_post("Head of Housing", standing="contact", line=1) is None


def test_contacts_stand_before_a_number():
    assert [one.name for one in contacts_of("Ann Lee and Bob Day on 020 7946 0001", line=1)] == ["Ann Lee", "Bob Day"]
    assert [one.name for one in contacts_of("Ann Lee, 01632 960001", line=1)] == ["Ann Lee"]
    assert contacts_of("Call us on 01632 960001", line=1) == ()


def test_two_who_present_together_are_both_speakers_with_their_posts():
    found = speakers_of("Ann Lee, Director of Resources and Bob Day, Head of Audit, presented the report.", line=1)

    assert [(one.name, one.post) for one in found] == [
        ("Ann Lee", "Director of Resources"),
        ("Bob Day", "Head of Audit"),
    ]


@given(st.text(alphabet="ABCabc '.,()-&", max_size=80))
def test_any_text_gives_people_with_names(text):
    people = [*people_of_cell(text, standing="x", line=1), *speakers_of(text, line=1), *contacts_of(text, line=1)]

    assert all(one.name.strip() for one in people)
    assert speaker_among(text, tuple(people)) is None or people
