"""Sets of rows as bits hold what sets of numbers hold."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papersearch.engines.whoosh_engine.bits import all_bits, among, bits_of, count, flags_of, packed, rows_of

sizes = st.one_of(st.integers(0, 200), st.integers(4000, 4200))
sets = sizes.flatmap(
    lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size - 1)) if size else st.just(set()))
)


def bits(size, rows):
    return bits_of(np.array(sorted(rows), np.int64), size)


@given(sets)
def test_rows_come_back_in_order(sized):
    size, rows = sized

    assert rows_of(bits(size, rows), size).tolist() == sorted(rows)
    assert count(bits(size, rows)) == len(rows)


@given(st.integers(1, 5000))
def test_all_rows_come_back_of_a_full_set(size):
    assert rows_of(bits(size, range(size)), size).tolist() == list(range(size))
    assert rows_of(all_bits(size) & bits(size, range(size)), size).tolist() == list(range(size))


@given(sets)
def test_flags_come_back(sized):
    size, rows = sized
    flags = np.array([row in rows for row in range(size)], np.bool_)

    assert np.array_equal(packed(flags), bits(size, rows))
    assert np.array_equal(flags_of(packed(flags), size), flags)


@given(sets, st.data())
def test_rows_are_known_to_be_among_others_be_they_few_or_many(sized, data):
    size, rows = sized
    asked = data.draw(st.lists(st.integers(0, size - 1), max_size=20)) if size else []

    assert among(np.array(asked, np.int64), bits(size, rows), size).tolist() == [row in rows for row in asked]


@given(sets)
def test_a_complement_within_all_rows_is_the_others(sized):
    size, rows = sized
    others = ~bits(size, rows) & bits(size, range(size))

    assert rows_of(others, size).tolist() == sorted({*range(size)} - rows)
