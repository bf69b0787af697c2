import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.engines.whoosh_engine.arrays import (
    ArrayFile,
    Segment,
    as_bytes,
    narrowest,
    sizes_between,
    write_arrays,
)
from papersearch.engines.whoosh_engine.postings import postings_of
from papersearch.errors import IndexDamagedError

ARRAYS = {
    "days": np.array([1, 2, 300], np.uint16),
    "none": np.empty(0, np.uint8),
    "ids": np.array([b"a-1", b"b"], np.bytes_),
    "names": as_bytes(b'["Ada", "Bel"]'),
    "odd": as_bytes(b'{"a": 1}'),
}


@pytest.fixture
def path(tmp_path):
    write_arrays(tmp_path / "some.rows", ARRAYS)
    return tmp_path / "some.rows"


def test_arrays_come_back_as_they_were_written(path):
    file = ArrayFile(path)

    assert file.numbers("days").tolist() == [1, 2, 300]
    assert file.numbers("none").tolist() == []
    assert file.ids().tolist() == [b"a-1", b"b"]
    assert file.values("names") == ["Ada", "Bel"]
    assert "days" in file
    assert "weeks" not in file


def test_arrays_cannot_be_written_through(path):
    with pytest.raises(ValueError, match="read-only"):
        ArrayFile(path).numbers("days")[0] = 7


def test_a_file_is_never_written_over(path):
    with pytest.raises(FileExistsError):
        write_arrays(path, ARRAYS)


def test_what_a_file_does_not_hold_is_damage_that_names_it(path):
    file = ArrayFile(path)

    for read in (lambda: file.numbers("weeks"), lambda: file.values("odd"), lambda: file.values("days")):
        with pytest.raises(IndexDamagedError, match=r"some\.rows"):
            read()


def test_a_missing_file_is_damage(tmp_path):
    with pytest.raises(IndexDamagedError, match=r"none\.rows"):
        ArrayFile(tmp_path / "none.rows")


@given(length=st.integers(0, 300))
def test_a_file_cut_short_is_damage(tmp_path_factory, length):
    folder = tmp_path_factory.mktemp("cut")
    write_arrays(folder / "whole", ARRAYS)
    whole = (folder / "whole").read_bytes()
    (folder / "cut").write_bytes(whole[: min(length, len(whole) - 1)])

    with pytest.raises(IndexDamagedError):
        ArrayFile(folder / "cut")


@given(garbage=st.binary(max_size=200), end=st.sampled_from([b"", b"{}\2\0\0\0\0\0\0\0", b"[]\2\0\0\0\0\0\0\0"]))
def test_garbage_is_damage_or_holds_nothing(tmp_path_factory, garbage, end):
    path = tmp_path_factory.mktemp("garbage") / "garbage"
    path.write_bytes(b"papers1\n" + garbage + end)

    try:
        file = ArrayFile(path)
    except IndexDamagedError:
        return

    assert "ids" not in file


@pytest.mark.parametrize(
    "directory",
    [
        b'{"ids": 7}',
        b'{"ids": [0, "|O", 1]}',
        b'{"ids": [-8, "<u4", 1]}',
        b'{"ids": [0, "<u4", 999999]}',
        b'{"ids": [0, 7]}',
    ],
)
def test_a_directory_that_names_no_array_is_damage(tmp_path, directory):
    (tmp_path / "odd").write_bytes(b"papers1\n" + directory + len(directory).to_bytes(8, "little"))

    with pytest.raises(IndexDamagedError):
        ArrayFile(tmp_path / "odd")


def test_numbers_are_kept_in_the_narrowest_type():
    assert [narrowest(np.array([0, top])).dtype for top in (255, 256, 65_536, 1 << 40)] == [
        np.uint8,
        np.uint16,
        np.uint32,
        np.uint64,
    ]
    assert narrowest(np.empty(0, np.int64)).dtype == np.uint8


def test_sizes_are_the_steps_between_ends():
    assert sizes_between(np.array([2, 2, 7], np.uint8)).tolist() == [2, 0, 5]
    assert sizes_between(np.array([12, 17], np.uint8), 10).tolist() == [2, 5]
    assert sizes_between(np.empty(0, np.uint8)).tolist() == []


@pytest.fixture
def segment(tmp_path):
    """Two rows, "lamp quay lamp" and "quay oak", with positions."""
    words = ["lamp", "quay", "oak", "never"]
    made = postings_of("word", words, np.array([0, 1, 0, 1, 2]), np.array([3, 2]), has_positions=True)
    write_arrays(tmp_path / "MAIN_x.words", made.arrays())
    write_arrays(tmp_path / "MAIN_x.rows", {"ids": np.array([b"b", b"a"], np.bytes_), "ids.order": np.array([1, 0])})
    return Segment(tmp_path, "MAIN_x", 2)


def test_a_segment_finds_terms_and_their_places(segment):
    lamp, quay = segment.find(b"word\0lamp"), segment.find(b"word\0quay")

    assert list(segment) == [b"word\0lamp", b"word\0oak", b"word\0quay"]
    assert [one.tolist() for one in segment.postings(lamp)] == [[0], [2]]
    assert [one.tolist() for one in segment.postings(quay)] == [[0, 1], [1, 1]]
    assert segment.positions(lamp).tolist() == [0, 2]
    assert segment.positions(quay).tolist() == [1, 0]
    assert not segment.find(b"word\0never")
    assert not segment.find(b"zzz")


def test_a_segment_gives_neighbouring_terms(segment):
    assert segment.beginning(b"word\0") == range(3)
    assert segment.beginning(b"word\0q") == range(2, 3)
    assert segment.between(b"word\0lamp", b"word\0oak") == range(2)
    assert segment.between(b"word\0m", b"word\0p") == range(1, 2)
    assert segment.sizes(range(1, 3)).tolist() == [1, 2]


def test_a_segment_knows_the_rows_of_an_id(segment):
    assert (segment.rows_of(b"a"), segment.rows_of(b"b"), segment.rows_of(b"c")) == ([1], [0], [])


def test_a_segment_of_another_size_is_damage(segment, tmp_path):
    with pytest.raises(IndexDamagedError, match="3 passages"):
        Segment(tmp_path, "MAIN_x", 3)
