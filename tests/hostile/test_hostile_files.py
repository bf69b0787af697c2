"""A run over files that mean harm lists each of them with its reason, and finds every good neighbour.

`pytest --soak` makes the floods of full size.
"""

import os
import time
from collections import Counter
from datetime import date

import pytest
from making import INDEXED, LISTED, good_files, hostile_files, write

from papersearch.analysis import words
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.errors import SettingsError
from papersearch.indexing import index_corpus, read_quarantine
from papersearch.papers.admitting import Admitted, Limits, Refused, admit, admit_all
from papersearch.papers.finding import MAX_FILE_BYTES, FoundFile, PassedOver, find_files
from papersearch.papers.parsers.base.origin import Origin
from papersearch.query import SearchRequest, parse_query

TODAY = date(2026, 11, 21)
SMALL, LARGE = 0.1, 1
LIMIT_REASONS = ("it took longer", "reading it took more", "reading it broke off", "it needs more memory")


@pytest.fixture(scope="module")
def run(request, tmp_path_factory):
    """A run over all of them: the corpus, what was made, the report, the reader, and how long it took."""
    soak = request.config.getoption("--soak")
    made = hostile_files(LARGE if soak else SMALL)
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    write(corpus / "saltmere", [*made, *good_files()])
    engine = MemoryEngine()
    begun = time.monotonic()
    report = index_corpus(corpus, engine, folder / "index", today=TODAY, jobs=2)
    return {
        "corpus": corpus,
        "made": made,
        "report": report,
        "reader": engine.reader(),
        "took_s": time.monotonic() - begun,
        "index": folder / "index",
        "soak": soak,
    }


@pytest.fixture(scope="module")
def listed(run):
    """The reasons by name; a name is as the list shows it."""
    return {row.path.removeprefix("saltmere/"): row.reason for row in run["report"].quarantined}


@pytest.fixture(scope="module")
def vocabulary(run):
    """Every word of the passages and titles."""
    reader = run["reader"]
    cards = reader.cards()
    texts = [card.title for card in cards] + [one.text for card in cards for one in reader.passages_of(card.id)]
    return {word for text in texts for word in words(text)}


def shown(name):
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)


def test_there_are_enough_kinds(run):
    assert len(run["made"]) >= 170
    assert len(good_files()) == 20


def test_each_good_neighbour_is_found(run):
    searched = {
        one.word: run["reader"].search(SearchRequest(query=parse_query(f'"{one.word}"').node)).items
        for one in good_files()
    }

    assert {word for word, items in searched.items() if items == 0} == set()


def test_each_file_is_indexed_or_listed_as_it_should_be(run, listed):
    astray = {
        one.name: (one.outcome, listed.get(shown(one.name)))
        for one in run["made"]
        if (shown(one.name) in listed) is not (one.outcome == LISTED)
    }

    assert {name: why for name, why in astray.items() if not (run["soak"] and is_over_limits(why[1]))} == {}


def is_over_limits(reason):
    return reason is not None and reason.startswith(LIMIT_REASONS)


def test_the_word_of_each_indexed_file_is_there_and_no_other(run, listed, vocabulary):
    indexed = {one.word for one in run["made"] if one.outcome == INDEXED and shown(one.name) not in listed}
    closed = {one.word for one in run["made"] if one.outcome == LISTED}

    assert indexed - vocabulary == set()
    assert closed & vocabulary == set()


def test_each_listed_file_has_a_reason_of_one_line(run, listed):
    names = {shown(one.name) for one in run["made"]}

    assert set(listed) <= names
    assert [reason for reason in listed.values() if not reason or not reason.isprintable() or len(reason) > 300] == []
    assert read_quarantine(run["index"]) == run["report"].quarantined


def test_none_of_the_small_ones_comes_near_the_limits(run, listed):
    if run["soak"]:
        assert run["took_s"] < len(run["made"]) * Limits().wall_s / 2
        return

    assert {name for name, reason in listed.items() if reason.startswith(LIMIT_REASONS)} == set()
    assert run["took_s"] < 60


def test_nothing_is_read_from_outside_the_corpus(run):
    reader = run["reader"]
    held = [one.text for card in reader.cards() for one in reader.passages_of(card.id)]

    assert [text for text in held if "root:" in text] == []


def test_a_second_run_reads_nothing_again(run):
    corpus, index = run["corpus"], run["index"]
    engine = MemoryEngine()
    first = index_corpus(corpus, engine, index, today=TODAY, jobs=2)

    second = index_corpus(corpus, engine, index, today=TODAY)

    held_up = sum(is_over_limits(row.reason) for row in first.quarantined)  # tried once more: the machine may be busy
    assert second.read <= (held_up if run["soak"] else 0)
    assert second.quarantined == first.quarantined
    assert second.papers == first.papers


# what is no file


@pytest.fixture
def council(tmp_path):
    folder = tmp_path / "corpus" / "saltmere"
    write(folder, good_files()[:2])
    return folder


def reasons_of(council):
    return {one.path.split("/", 1)[1]: one.reason for one in find_files(council.parent) if isinstance(one, PassedOver)}


def test_links_out_of_the_corpus_and_what_is_no_file_are_passed_over(council, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret.\n", encoding="utf-8")
    (council / "link.txt").symlink_to(secret)
    (council / "passwd.txt").symlink_to("/etc/passwd")
    (council / "broken.txt").symlink_to(council / "nothing.txt")
    (council / "self.txt").symlink_to(council / "self.txt")
    os.mkfifo(council / "pipe.txt")

    reasons = reasons_of(council)

    assert set(reasons) == {"link.txt", "passwd.txt", "broken.txt", "self.txt", "pipe.txt"}
    assert "link out of the corpus" in reasons["link.txt"]
    assert "link out of the corpus" in reasons["passwd.txt"]


def test_a_folder_that_links_to_itself_is_not_walked_twice(council):
    (council / "again").symlink_to(council)
    (council / "folder.txt").mkdir()
    (council / "folder.txt" / "inside.txt").write_text("A note.\n\nIt is inside.\n", encoding="utf-8")

    found = [one.source.path for one in find_files(council.parent) if isinstance(one, FoundFile)]

    assert len(found) == 3
    assert "saltmere/folder.txt/inside.txt" in found


def test_a_link_within_the_corpus_is_a_file_of_its_own(council):
    target = next(council.glob("good-*.txt"))
    (council / "twin.txt").symlink_to(target)

    found = {one.source.path: one.source.sha256 for one in find_files(council.parent) if isinstance(one, FoundFile)}

    assert found["saltmere/twin.txt"] == found[f"saltmere/{target.name}"]


@pytest.mark.parametrize("size", [MAX_FILE_BYTES + 1, 10**9])
def test_a_file_over_the_size_limit_is_not_opened(council, size):
    with (council / "huge.txt").open("wb") as file:
        file.truncate(size)
    begun = time.monotonic()

    reasons = reasons_of(council)

    assert "larger than" in reasons["huge.txt"]
    assert time.monotonic() - begun < 2


def test_a_file_that_cannot_be_opened_is_passed_over(council):
    place = council / "locked.txt"
    place.write_text("A note.\n", encoding="utf-8")
    place.chmod(0)
    if os.access(place, os.R_OK):
        pytest.skip("this user may read every file")

    assert "cannot be opened" in reasons_of(council)["locked.txt"]


@pytest.mark.parametrize(
    "content",
    [
        b"name = ",
        b'nmae = "Saltmere"',
        b"\xff\xfe",
        b"name = " + b"[" * 5000,
        b'municipal_year_starts = "13-40"',
        b"[[committee]]\nalso = []",
        b"#" * 300_000,
    ],
    ids=["cut", "unknown key", "bytes", "deep", "no date", "no name", "huge"],
)
def test_a_council_file_that_cannot_be_used_is_named_and_the_old_index_serves(council, tmp_path, content):
    engine = MemoryEngine()
    index_corpus(council.parent, engine, tmp_path / "index", today=TODAY)
    before = engine.reader().stats()
    (council / "council.toml").write_bytes(content)

    with pytest.raises(SettingsError, match=r"saltmere/council\.toml") as caught:
        index_corpus(council.parent, engine, tmp_path / "index", today=TODAY)

    assert "\n" not in str(caught.value)
    assert engine.reader().stats() == before


# a worker that is killed


def found_in(council):
    return [one for one in find_files(council.parent) if isinstance(one, FoundFile)]


def heavy(council, name="heavy.html"):
    """A page that takes seconds to read, and good neighbours on both sides of it."""
    (council / name).write_bytes(b"<table>" + b"<tr><td>a<td>b" * 60_000 + b"</table>")
    return found_in(council)


def outcomes(files, limits, jobs=1):
    return {one.file.source.path.split("/", 1)[1]: one for one in admit_all(files, jobs=jobs, limits=limits)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_over_its_time_is_replaced_and_the_run_goes_on(council, jobs):
    files = heavy(council)

    done = outcomes(files, Limits(wall_s=0.7), jobs)

    assert isinstance(done["heavy.html"], Refused)
    assert "longer than" in done["heavy.html"].reason
    assert Counter(type(one) for one in done.values()) == {Admitted: len(files) - 1, Refused: 1}


@pytest.mark.parametrize(("times_held_up", "expected"), [(1, Admitted), (2, Refused)])
def test_a_file_that_a_busy_machine_held_up_is_read_once_more(council, tmp_path, times_held_up, expected):
    marks = tmp_path / "marks"
    marks.mkdir()

    def waits(card, passages):
        tried = len(list(marks.iterdir()))
        (marks / str(tried)).touch()
        if tried < times_held_up:
            time.sleep(30)

    (outcome,) = admit_all(found_in(council)[:1], limits=Limits(wall_s=1.5), prepare=waits)

    assert isinstance(outcome, expected)
    assert len(list(marks.iterdir())) == 2
    assert isinstance(outcome, Admitted) or (outcome.may_pass and "longer than" in outcome.reason)


def test_no_file_may_take_more_than_ten_seconds():
    assert max(Limits().wall_s, Limits().cpu_s + 1) <= 10


def test_a_worker_over_its_work_is_replaced_and_the_run_goes_on(council):
    files = heavy(council)

    done = outcomes(files, Limits(cpu_s=0, wall_s=30))

    assert "seconds of work" in done["heavy.html"].reason
    assert Counter(type(one) for one in done.values()) == {Admitted: len(files) - 1, Refused: 1}


def test_a_worker_over_its_memory_lists_the_file_and_the_run_goes_on(council):
    files = heavy(council)

    done = outcomes(files, Limits(memory_bytes=40_000_000, wall_s=10))

    assert is_over_limits(done["heavy.html"].reason)
    assert Counter(type(one) for one in done.values()) == {Admitted: len(files) - 1, Refused: 1}


def test_a_fault_of_ours_lists_the_file_by_its_kind_and_says_no_word_of_it(council):
    file = found_in(council)[0]

    def fails(card, passages):
        raise LookupError("zanzibarite")

    refused = admit(file, fails)

    assert isinstance(refused, Refused)
    assert "LookupError" in refused.reason
    assert "zanzibarite" not in refused.reason
    assert not refused.may_pass


def test_a_file_that_is_gone_is_told_without_a_word_of_it(council):
    file = found_in(council)[0]
    gone = FoundFile(source=file.source, location=council / "zanzibarite.txt")

    refused = admit(gone)

    assert isinstance(refused, Refused)
    assert refused.may_pass
    assert refused.reason == "it cannot be opened: No such file or directory"


def test_an_id_can_be_made_of_any_path(council):
    file = found_in(council)[0]

    origin = Origin(path="saltmere/caf\udce9.txt", council=file.source.council, ordinal=0)

    assert len(origin.paper_id) == 12
