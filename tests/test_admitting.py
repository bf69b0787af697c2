"""Files are read in processes that cannot harm the run."""

import mmap
from pathlib import Path

import pytest

from papersearch.papers.admitting import Admitted, admit_all
from papersearch.papers.finding import FoundFile, find_files

CORPUS = Path(__file__).parents[1] / "corpus"
GIBIBYTE = 1 << 30


@pytest.fixture
def reserved():
    with mmap.mmap(-1, 2 * GIBIBYTE) as untouched:
        yield untouched


def test_what_the_run_itself_has_reserved_takes_no_room_from_a_file(reserved):
    files = [one for one in find_files(CORPUS) if isinstance(one, FoundFile) and one.location.suffix == ".docx"][:3]

    outcomes = list(admit_all(files))

    assert len(reserved) > GIBIBYTE
    assert [type(one) for one in outcomes] == [Admitted] * len(files)
    assert files
