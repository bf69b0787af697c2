"""The API keeps what `/openapi.json` promises, whatever it is asked.

`API_CASES=500` asks each operation so often; a run of all tests asks less.
"""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from visiting import sample, visitor_of

from papersearch.dates import read_date
from papersearch.web.api.parameters import DAY_FORMAT

CASES = int(os.environ.get("API_CASES", "12"))
_MONTHS = ("January", "Feb", "sept", "December")
_years = st.integers(1990, 2030)
_days = st.one_of(
    _years.map(str),
    st.tuples(st.sampled_from(_MONTHS), _years).map(lambda pair: f"{pair[0]} {pair[1]}"),
    st.dates().filter(lambda day: 1900 < day.year < 2100).map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    st.dates().filter(lambda day: 1900 < day.year < 2100).map(lambda day: day.isoformat()),
)
schemathesis.openapi.format(DAY_FORMAT, _days)

DAYS_AND_PAGE = ("from", "to", "due_from", "due_to", "page")
VISITOR = visitor_of(*sample())
SCHEMA = schemathesis.openapi.from_wsgi("/openapi.json", VISITOR.app)
OPERATIONS = {result.ok().path: result.ok() for result in SCHEMA.get_all_operations()}


def days_in_order(query):
    """Whether the first day asked for is not after the last, which no description can say."""
    pairs = [(query.get(f"{kind}from"), query.get(f"{kind}to")) for kind in ("", "due_")]
    return all(read_date(first).first <= read_date(last).last for first, last in pairs if first and last)


def is_empty(value):
    """Whether nothing that can be seen is asked: that is passed over, as the guide says."""
    return value in ([], {}, [""]) or not any(one.isprintable() and one != " " for one in str(value))


def has_no_empty(query):
    """Whether each day and page asked for says something; only then is it wrong for breaking the description."""
    return not any(is_empty(query[name]) for name in DAYS_AND_PAGE if name in query)


@given(_days)
def test_every_day_offered_can_be_read(words):
    assert read_date(words)


ASKED = [(path, GenerationMode.POSITIVE) for path in OPERATIONS] + [
    (path, GenerationMode.NEGATIVE) for path, one in OPERATIONS.items() if one.query or one.path_parameters
]
"""Rightly and wrongly; what takes nothing cannot be asked wrongly."""


@pytest.mark.timeout(max(120, CASES * 2))
@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_each_operation_answers_as_it_is_described(path, mode):
    operation = OPERATIONS[path]
    asked = []

    @seed(1)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case):
        query = case.query or {}
        assume(has_no_empty(query) if mode is GenerationMode.NEGATIVE else days_in_order(query))
        asked.append(1)
        case.call_and_validate(base_url="http://localhost")

    ask()

    assert asked
