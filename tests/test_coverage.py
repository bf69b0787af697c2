"""Coverage counts what is indexed, and what was searched under filters."""

from datetime import date

import pytest
from entries import indexed
from published import published

from papersearch.coverage import coverage_of
from papersearch.dates import DateRange
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import PaperType
from papersearch.passage import NOT_STATED

ELSEWHERE = ("aldwick", "Aldwick Borough")


@pytest.fixture
def reader():
    return indexed(
        MemoryEngine(),
        published("a", "One.", "Two.", day="2017-07-10", type=PaperType.MINUTES),
        published("b", "Three.", day="2020-03-02", complete=False, textless_pages=(3, 4)),
        published("c", "Four.", day="2020-03-02"),
        published("d", "Five.", day="2019-01-15", committee="CABINET"),
        published("e", "Six.", committee=None),
        published("f", "Seven.", day="2021-06-01", committee="Scrutiny", council=ELSEWHERE),
    )


def test_the_whole_index_is_counted(reader):
    found = coverage_of(reader)

    assert (found.papers, found.passages) == (6, 7)
    assert (found.first_date, found.last_date) == (date(2017, 7, 10), date(2021, 6, 1))
    assert (found.undated_papers, found.extracts, found.image_only_pages) == (1, 1, 2)
    assert found.papers_by_year == {2017: 1, 2019: 1, 2020: 2, 2021: 1}
    assert found.councils == (("aldwick", "Aldwick Borough"), ("harrowmere", "Harrowmere Council"))


def test_each_committee_has_its_span_and_its_gaps(reader):
    spans = coverage_of(reader).committees

    assert [(span.council, span.committee, span.papers) for span in spans] == [
        ("aldwick", "Scrutiny", 1),
        ("harrowmere", "CABINET", 4),
        ("harrowmere", None, 1),
    ]
    assert spans[1].meetings == 3
    assert spans[1].gap_years == (2018,)
    assert (spans[2].first_date, spans[2].meetings, spans[2].gap_years) == (None, 0, ())


@pytest.mark.parametrize(
    ("filters", "papers"),
    [
        ({"council": {"harrowmere"}}, 5),
        ({"committee": {"cabinet"}}, 4),
        ({"committee": {NOT_STATED}}, 1),
        ({"year": {"2020", "2017"}}, 3),
        ({"year": {NOT_STATED}}, 1),
        ({"type": {"minutes"}}, 1),
        ({"council": {"harrowmere"}, "year": {"2021"}}, 0),
        ({"role": {"resolution"}, "person": {"Ada Thorne"}}, 6),
        ({"council": set()}, 6),
    ],
)
def test_filters_narrow_what_was_searched(reader, filters, papers):
    found = coverage_of(reader, {name: frozenset(values) for name, values in filters.items()})

    assert found.papers == papers


def test_a_date_range_leaves_undated_papers_out(reader):
    found = coverage_of(reader, dates=DateRange(date(2019, 1, 1), None))

    assert (found.papers, found.undated_papers) == (4, 0)


def test_an_empty_index_is_covered_by_nothing():
    found = coverage_of(indexed(MemoryEngine()))

    assert (found.papers, found.passages, found.first_date, found.committees) == (0, 0, None, ())


def test_the_whole_coverage_is_made_once_a_generation(reader):
    first, second = coverage_of(reader), coverage_of(reader, {})

    assert first is second
