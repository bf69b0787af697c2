"""An address and a search say the same thing, in both directions."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.dates import DateRange
from papersearch.model import PaperType, Role
from papersearch.passage import FACETS, NOT_STATED
from papersearch.query import Rung, Sort
from papersearch.web.state.parameters import MAX_PAGE, MAX_REPEATS
from papersearch.web.state.search import SearchState, read_state

_words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
_phrases = st.lists(_words, min_size=1, max_size=4).map(" ".join)
_values = {
    "type": st.sampled_from([*map(str, PaperType), NOT_STATED]),
    "role": st.sampled_from([*map(str, Role), NOT_STATED]),
    "year": st.one_of(st.integers(1000, 9999).map(str), st.just(NOT_STATED)),
}
_filters = st.lists(
    st.sampled_from(sorted(FACETS)).flatmap(
        lambda facet: st.tuples(st.just(facet), _values.get(facet, _phrases.filter(lambda value: len(value) <= 200)))
    ),
    max_size=12,
)
_states = st.builds(
    SearchState,
    q=st.one_of(st.just(""), _phrases),
    filters=_filters.map(tuple),
    from_date=st.sampled_from(["", "2017", "July 2017", "10/7/2017"]),
    to_date=st.sampled_from(["", "2020-21", "10 July 2018", "2018-07-10"]),
    reach=st.sampled_from([None, *Rung]),
    switched_off=st.lists(_words, max_size=4).map(tuple),
    item=st.one_of(st.just(""), _words),
    same=st.one_of(st.just(""), _words),
    sort=st.sampled_from(Sort),
    page=st.integers(1, MAX_PAGE),
)


def arguments_of(url):
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


def read(query):
    return read_state(parse_qs(query, keep_blank_values=True))


@given(_states)
def test_state_to_url_to_state_is_the_identity(state):
    again, errors = read_state(arguments_of(state.url()))

    assert (again, errors) == (state, ())


@given(_states)
def test_a_canonical_url_reads_back_as_itself(state):
    url = state.url()

    again, _ = read_state(arguments_of(url))

    assert again.url() == url


def test_the_order_of_parameters_and_values_does_not_matter():
    one, _ = read("committee=Cabinet&q=housing&type=report&committee=Audit")
    other, _ = read("type=report&committee=Audit&committee=Cabinet&q=housing")

    assert one.url() == other.url() == "/search?q=housing&committee=Audit&committee=Cabinet&type=report"


def test_unknown_parameters_are_passed_over():
    state, errors = read("q=housing&utm_source=mail&facet_x=1")

    assert state == SearchState(q="housing")
    assert errors == ()


def test_defaults_and_empty_fields_of_the_form_leave_no_trace_in_the_url():
    state, errors = read("q=housing&from=&to=&sort=relevance&page=1&committee=")

    assert state.url() == "/search?q=housing"
    assert errors == ()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=-1", "page"),
        ("page=0", "page"),
        ("page=10001", "page"),
        ("page=NaN", "page"),
        ("page=%D9%A3", "page"),
        ("page=<script>", "page"),
        ("sort=xyz", "sort"),
        ("reach=far", "reach"),
        ("from=garbage", "from"),
        ("to=31/02/2020", "to"),
        ("from=2020&to=2019", "from"),
        ("type=banana", "type"),
        ("role=boss", "role"),
        ("year=20", "year"),
        ("q=" + "a" * 401, "q"),
        ("committee=" + "a" * 201, "committee"),
        ("&".join(["council=a"] * (MAX_REPEATS + 1)), "council"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(query, field):
    _, errors = read(query)

    assert [error.field for error in errors] == [field]
    assert errors[0].message


def test_all_that_is_wrong_is_told_together():
    _, errors = read("page=-1&sort=xyz&from=garbage&type=banana")

    assert {error.field for error in errors} == {"page", "sort", "from", "type"}


def test_wrong_input_is_kept_for_the_form():
    state, _ = read("q=housing&from=garbage&committee=Cabinet")

    assert (state.q, state.from_date) == ("housing", "garbage")
    assert state.values("committee") == ("Cabinet",)


def test_a_closed_value_is_read_without_case():
    state, errors = read("type=Report&sort=NEWEST")

    assert (state.values("type"), state.sort, errors) == (("report",), Sort.NEWEST, ())


def test_from_takes_the_first_day_and_to_the_last():
    state, _ = read("from=July+2017&to=2020-21")

    assert state.dates == DateRange(date(2017, 7, 1), date(2021, 4, 30))


def test_characters_that_do_not_show_are_dropped():
    state, _ = read("q=hou%00sing%E2%80%AE+now&committee=Cab%C2%ADinet")

    assert state.q == "hou sing now"
    assert state.values("committee") == ("Cabinet",)


def test_adding_and_removing_a_filter_touch_just_that_one_and_go_to_the_first_page():
    state = SearchState(q="housing", filters=(("type", "report"),), page=3)

    added = state.adding("committee", "Cabinet")
    removed = added.removing("type", "report")

    assert added.url() == "/search?q=housing&committee=Cabinet&type=report"
    assert removed.url() == "/search?q=housing&committee=Cabinet"


def test_clearing_keeps_the_words_and_the_order():
    state = SearchState(q="housing", filters=(("year", "2020"),), from_date="2017", sort=Sort.NEWEST, page=2)

    assert state.cleared() == SearchState(q="housing", sort=Sort.NEWEST)


def test_the_request_carries_filters_dates_order_and_page():
    state, _ = read("q=housing&committee=Cabinet&committee=Audit&to=2018&sort=oldest&page=2")

    request = state.request(deadline_s=1.0)

    assert request.filters == {"committee": frozenset({"Cabinet", "Audit"})}
    assert request.dates == DateRange(None, date(2018, 12, 31))
    assert (request.sort, request.page, request.grouped, request.deadline_s) == (Sort.OLDEST, 2, True, 1.0)
    assert set(request.facets) == set(FACETS)


def test_inside_an_item_paragraphs_are_not_grouped():
    state = SearchState(q="housing").inside_item("kelbourne/cabinet/2020-01-01/housing")

    assert not state.request().grouped
    assert state.among_items() == SearchState(q="housing")


def test_a_related_word_is_switched_off_and_on_again():
    state = SearchState(q="housing").switching("accommodation", on=False)

    assert state.url() == "/search?q=housing&not=accommodation"
    assert state.switching("accommodation", on=True) == SearchState(q="housing")


@pytest.mark.parametrize("name", ["q", "item", "person"])
def test_lengths_are_counted_as_typed_even_of_what_cannot_be_seen(name):
    _, errors = read_state({name: ["\x1e" * 601]})

    assert [error.field for error in errors] == [name]


def test_both_dates_that_cannot_be_read_are_told():
    _, errors = read_state({"from": ["garbage"], "to": ["rubbish"]})

    assert [error.field for error in errors] == ["from", "to"]


@pytest.mark.parametrize("name", ["year", "type", "role", "sort", "reach", "page"])
@pytest.mark.parametrize("typed", ["%C2%97%C2%9E", "%00", "%F3%B0%80%80", "+"])
def test_known_values_are_not_read_from_characters_that_say_nothing(name, typed):
    state, errors = read(f"q=ferry&{name}={typed}")

    assert state == SearchState(q="ferry")
    assert [error.field for error in errors] == [name]


def test_an_empty_value_is_passed_over():
    assert read("q=ferry&year=&type=&sort=&page=&committee=%00") == (SearchState(q="ferry"), ())
