"""Places are what a clerk would write, and no two of an item are the same."""

from hypothesis import given
from hypothesis import strategies as st

from papersearch.citing import nth, places_of
from papersearch.model import AgendaItem, Form, Paragraph, Role, SourceRef

LAMPS = AgendaItem(number="3", title="Lamps")
FERRY = AgendaItem(number="4", title="The ferry")


def unit(text="Words.", form=Form.PARAGRAPH, *, page=None, line=1, role=Role.BODY, **stated):
    source = SourceRef(path="x.txt", first_line=line, last_line=line, page=page)
    return Paragraph(text=text, form=form, role=role, source=source, **stated)


def point(**stated):
    return unit(form=Form.LIST_ITEM, **stated)


def heading(text, **stated):
    return unit(text, Form.HEADING, **stated)


def row(text, **stated):
    return unit(text, Form.TABLE_ROW, **stated)


def test_a_number_is_cited_with_the_noun_of_its_role():
    units = [
        unit(number="48."),
        unit(number="24.2"),
        unit(number="3", role=Role.RESOLUTION),
        unit(number="1", role=Role.RECOMMENDATION),
        unit(number="2", role=Role.ACTION),
    ]

    assert places_of(units) == ("paragraph 48", "paragraph 24.2", "resolution 3", "recommendation 1", "action 2")


def test_points_under_one_number_are_counted():
    points = [unit(number="12"), point(number="12"), point(number="12"), unit(number="13"), point(number="13")]

    assert places_of(points) == (
        "paragraph 12",
        "paragraph 12, first point",
        "paragraph 12, second point",
        "paragraph 13",
        "paragraph 13, first point",
    )


def test_lettered_points_belong_to_the_number_above_them():
    units = [unit(number="2", role=Role.RESOLUTION), point(number="(a)", role=Role.RESOLUTION), point(number="b")]

    assert places_of(units) == ("resolution 2", "resolution 2(a)", "resolution 2(b)")


def test_lettered_points_without_a_number_above_them_stand_alone():
    units = [unit(number="7"), unit("The following was noted:"), point(number="(a)"), point(number="(b)")]

    assert places_of(units) == ("paragraph 7", "second paragraph", "point (a)", "point (b)")


def test_a_heading_is_cited_by_its_words_and_is_no_paragraph():
    costs = ("Costs",)

    assert places_of([unit(), heading("Costs"), unit(section=costs), unit(section=costs), point(section=costs)]) == (
        "first paragraph",
        "heading “Costs”",
        "first paragraph under “Costs”",
        "second paragraph under “Costs”",
        "first point under “Costs”",
    )


def test_a_long_heading_is_cut_between_words():
    (place,) = places_of([heading("The **cost** of lighting " + "every lane " * 9)])

    assert place.startswith("heading “The cost of lighting every lane")
    assert place.endswith("every …”")
    assert len(place) < 75


def test_what_is_on_a_page_is_counted_on_that_page():
    units = [unit(page=3), unit(page=4), row("May | 3", page=4), unit(page=4), point(page=4)]

    assert places_of(units) == (
        "page 3, first paragraph",
        "page 4, first paragraph",
        "page 4, table row “May”",
        "page 4, second paragraph",
        "page 4, first point",
    )


def test_the_only_resolution_of_an_item_needs_no_count():
    noted = {"role": Role.RESOLUTION}

    assert places_of([unit(item=LAMPS, **noted), unit(item=FERRY, **noted), unit(item=FERRY, **noted)]) == (
        "resolution",
        "first resolution",
        "second resolution",
    )


def test_rows_that_begin_alike_are_cited_whole():
    assert places_of([row("May | lamps"), row("May | ferry"), row("June | ferry")]) == (
        "table row “May, lamps”",
        "table row “May, ferry”",
        "table row “June”",
    )


def test_equal_places_are_told_apart_by_section_outer_section_page_and_lines():
    again = [heading("Costs", section=("Lamps",)), heading("Costs", section=("Ferry",))]
    deeper = [unit(section=("May", "Care")), unit(section=("June", "Care"))]
    pages = [unit(number="1", page=1), unit(number="1", page=2)]
    lines = [unit(number="1", line=5), unit(number="1", line=9)]
    nothing = [unit(number="1"), unit(number="1")]

    assert places_of(again) == ("heading “Costs” under “Lamps”", "heading “Costs” under “Ferry”")
    assert places_of(deeper) == (
        "first paragraph under “Care” in “May”",
        "first paragraph under “Care” in “June”",
    )
    assert places_of(pages) == ("page 1, paragraph 1", "page 2, paragraph 1")
    assert places_of(lines) == ("paragraph 1, line 5", "paragraph 1, line 9")
    assert places_of(nothing) == ("paragraph 1, line 1, first of these", "paragraph 1, line 1, second of these")


def test_counts_are_words_up_to_ten():
    assert [nth(count) for count in (1, 10, 11, 12, 21, 22, 23, 111, 121)] == [
        "first", "tenth", "11th", "12th", "21st", "22nd", "23rd", "111th", "121st",
    ]  # fmt: skip


_units = st.builds(
    unit,
    st.sampled_from(["Costs", "Costs | 5", "Words.", ""]),
    st.sampled_from(Form),
    page=st.sampled_from([None, 1, 2]),
    line=st.integers(1, 3),
    role=st.sampled_from([Role.BODY, Role.RESOLUTION, Role.FRONT_MATTER]),
    number=st.sampled_from([None, None, "1", "2", "(a)", "b", "1.1"]),
    section=st.sampled_from([(), ("Costs",), ("Lamps", "Costs"), ("Ferry", "Costs")]),
    item=st.sampled_from([None, LAMPS, FERRY]),
)


@given(st.lists(_units, max_size=30))
def test_no_two_units_of_an_item_share_a_place(units):
    places = places_of(units)

    assert len(places) == len(units)
    assert len({(one.item, place) for one, place in zip(units, places, strict=True)}) == len(units)


def test_labels_that_frame_a_paper_are_counted_by_themselves():
    units = [unit(role=Role.FRONT_MATTER), unit(role=Role.FRONT_MATTER), unit(), unit()]

    assert places_of(units) == (
        "first line of the front matter",
        "second line of the front matter",
        "first paragraph",
        "second paragraph",
    )
