"""The files of a corpus are found in order, each with its council and what stands beside it."""

import pytest

from papersearch.errors import SettingsError, UnreadableFileError
from papersearch.papers import finding
from papersearch.papers.finding import (
    FoundFile,
    PassedOver,
    Tombstone,
    add_tombstones,
    find_files,
    find_one,
    read_tombstones,
)
from papersearch.papers.parsers.base.origin import paper_id_of


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    for name in ("saltmere/cabinet/b.txt", "saltmere/a.txt", "harrowmere/c.txt"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"A note called {name}.\n\nWords.\n", encoding="utf-8")
    (folder / "saltmere" / "council.toml").write_text('name = "Saltmere Council"\n', encoding="utf-8")
    return folder


def found_in(corpus):
    return {one.source.path: one for one in find_files(corpus) if isinstance(one, FoundFile)}


def passed_over(corpus):
    return {one.path: one.reason for one in find_files(corpus) if isinstance(one, PassedOver)}


def digest_of(corpus, path="saltmere/a.txt"):
    return found_in(corpus)[path].source.digest


def test_files_come_in_the_order_of_their_paths(corpus):
    assert [one.source.path for one in find_files(corpus)] == [
        "harrowmere/c.txt",
        "saltmere/a.txt",
        "saltmere/cabinet/b.txt",
    ]


def test_a_folder_is_a_council_named_by_its_council_file_or_by_itself(corpus):
    councils = {path: one.source.council for path, one in found_in(corpus).items()}

    assert councils["saltmere/cabinet/b.txt"].name == "Saltmere Council"
    assert councils["harrowmere/c.txt"].name == "Harrowmere"
    assert councils["harrowmere/c.txt"].slug == "harrowmere"


def test_a_file_in_no_folder_has_a_council_that_is_not_stated(corpus):
    (corpus / "loose.txt").write_text("A note.\n\nWords.\n", encoding="utf-8")

    assert found_in(corpus)["loose.txt"].source.council.slug == "not-stated"


@pytest.mark.parametrize(
    "name",
    ["README.md", "licence.txt", ".hidden", ".git/x.txt", "~$open.docx", "council.toml", "x.txt.toml", "withdrawn.tsv"],
)
def test_what_is_no_paper_by_its_name_is_not_looked_at(corpus, name):
    place = corpus / "saltmere" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text('name = "Saltmere Council"\n' if name == "council.toml" else "", encoding="utf-8")

    assert len(list(find_files(corpus))) == 3


def test_a_corpus_that_is_no_folder_is_named(tmp_path):
    with pytest.raises(SettingsError, match="nowhere"):
        list(find_files(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("saltmere/a.txt", "Other words.\n"),
        ("saltmere/a.txt.toml", 'item = "4"\n'),
        ("saltmere/folder.toml", 'committee = "Cabinet"\n'),
        ("saltmere/council.toml", 'name = "Saltmere Borough Council"\n'),
    ],
)
def test_the_digest_changes_with_the_bytes_and_all_that_stands_beside_them(corpus, name, content):
    before, other = digest_of(corpus), digest_of(corpus, "harrowmere/c.txt")
    (corpus / name).write_text(content, encoding="utf-8")

    assert digest_of(corpus) != before
    assert digest_of(corpus, "harrowmere/c.txt") == other


def test_the_sha256_is_that_of_the_bytes_alone(corpus):
    before = found_in(corpus)["saltmere/a.txt"].source
    (corpus / "saltmere" / "a.txt.toml").write_text('item = "4"\n', encoding="utf-8")
    after = found_in(corpus)["saltmere/a.txt"].source

    assert after.sha256 == before.sha256
    assert after.digest != before.digest


def test_one_file_is_found_as_a_run_would_find_it(corpus):
    one = find_one(corpus / "saltmere" / "a.txt", corpus)

    assert one.source.digest == digest_of(corpus)
    assert one.source.council.name == "Saltmere Council"


def test_one_file_may_be_given_another_council(corpus, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    place = tmp_path / "elsewhere" / "x.txt"
    place.write_text("A note.\n\nWords.\n", encoding="utf-8")

    assert find_one(place, corpus).source.council.slug == "elsewhere"
    assert find_one(place, corpus, council="saltmere").source.path == "saltmere/x.txt"


def test_one_file_that_is_not_there_is_named(corpus):
    with pytest.raises(UnreadableFileError, match=r"no file .*gone\.txt"):
        find_one(corpus / "saltmere" / "gone.txt", corpus)


# tombstones


def test_tombstones_are_read_back_in_their_order(corpus):
    rows = (Tombstone("a", "1", "", "2026-01-01"), Tombstone("b", "2", "p", "2026-01-02"))
    add_tombstones(corpus, rows[:1])
    add_tombstones(corpus, rows[1:])

    assert read_tombstones(corpus) == rows


def test_a_disk_that_refuses_the_list_of_tombstones_keeps_the_one_there_was(corpus, monkeypatch):
    first, second = Tombstone("a", "1", "", "2026-01-01"), Tombstone("b", "2", "p", "2026-01-02")
    add_tombstones(corpus, (first,))

    def refused(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finding.os, "fsync", refused)
    with pytest.raises(OSError, match="No space"):
        add_tombstones(corpus, (second,))
    monkeypatch.undo()

    assert read_tombstones(corpus) == (first,)
    assert len(list(find_files(corpus))) == 3


def test_a_list_cut_short_before_its_first_line_loses_no_tombstone(corpus):
    (corpus / "withdrawn.tsv").touch()
    row = Tombstone("saltmere/a.txt", "1", "", "2026-01-01")

    add_tombstones(corpus, (row,))

    assert read_tombstones(corpus) == (row,)
    assert set(passed_over(corpus)) == {"saltmere/a.txt"}


@pytest.mark.parametrize("line", [b"saltmere/a.txt 1 2026-01-01\n", b"saltmere/a.txt\t1\t\n", b"\xff\n"])
def test_a_tombstone_that_cannot_be_read_stops_the_run(corpus, line):
    add_tombstones(corpus, (Tombstone("saltmere/b.txt", "1", "", "2026-01-01"),))
    with (corpus / "withdrawn.tsv").open("ab") as file:
        file.write(line)

    with pytest.raises(SettingsError, match=r"withdrawn\.tsv"):
        list(find_files(corpus))


def test_a_withdrawn_file_is_passed_over_by_path_and_by_content(corpus):
    sha256 = found_in(corpus)["saltmere/a.txt"].source.sha256
    add_tombstones(corpus, (Tombstone("saltmere/a.txt", sha256, "", "2026-01-01"),))
    (corpus / "saltmere" / "copy.txt").write_bytes((corpus / "saltmere" / "a.txt").read_bytes())
    (corpus / "saltmere" / "a.txt").write_text("Corrected.\n", encoding="utf-8")

    assert set(passed_over(corpus)) == {"saltmere/a.txt", "saltmere/copy.txt"}
    assert "withdrawn on 2026-01-01" in passed_over(corpus)["saltmere/copy.txt"]


def test_a_withdrawn_paper_of_a_pack_is_known_under_another_name(corpus):
    sha256 = found_in(corpus)["saltmere/a.txt"].source.sha256
    gone = paper_id_of("saltmere/a.txt", 2)
    add_tombstones(corpus, (Tombstone("saltmere/a.txt", sha256, gone, "2026-01-01"),))
    (corpus / "saltmere" / "copy.txt").write_bytes((corpus / "saltmere" / "a.txt").read_bytes())

    withdrawn = {path: one.withdrawn_papers for path, one in found_in(corpus).items()}

    assert withdrawn["saltmere/a.txt"] == {gone}
    assert withdrawn["saltmere/copy.txt"] == {paper_id_of("saltmere/copy.txt", 2)}
    assert withdrawn["saltmere/cabinet/b.txt"] == frozenset()
