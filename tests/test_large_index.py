"""An index too large to be read through before it is opened: each block is compared before its first use."""

import errno
import gc
import os
import random
import shutil
import threading
from collections import Counter

import pytest
from disks import QuickDisk
from waiting import wait_until

from benchmarks.generate import papers
from benchmarks.questions import questions
from papersearch.engines.port import fingerprint
from papersearch.engines.whoosh_engine import arrays, generations
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.engines.whoosh_engine.generations import Generations
from papersearch.engines.whoosh_engine.snapshot import Snapshot
from papersearch.errors import IndexDamagedError
from papersearch.query import SearchRequest, Word

ASKED = tuple(one.request for one in questions())[::6]
COMMON = SearchRequest(query=Word("council"), page_size=50)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An index of two generations."""
    folder = tmp_path_factory.mktemp("large") / "index"
    entries = list(papers(1_200))
    for some in (entries[:10], entries[10:]):
        with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
            for card, its in some:
                writer.add(card, its)
    return folder


@pytest.fixture
def folder(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "index")
    return tmp_path / "index"


def large(folder):
    """The engine of a folder that takes any index for a large one."""
    return WhooshEngine(folder, whole_bytes=0)


def answers(engine):
    return [engine.reader().search(one) for one in ASKED]


def segment_files(folder):
    """The files of the segment that only the newest generation has."""
    newest, before = folder / "generations" / "2", folder / "generations" / "1"
    return sorted(
        one for one in newest.iterdir() if one.suffix in (".rows", ".words") and not (before / one.name).exists()
    )


def spoil(path, at, bit=0x10):
    content = bytearray(path.read_bytes())
    content[at] ^= bit
    path.write_bytes(content)


def middle_of(path):
    return path.stat().st_size // 2


def test_it_answers_as_one_that_was_read_through(folder):
    assert answers(large(folder)) == answers(WhooshEngine(folder))


def test_no_flipped_bit_gives_a_wrong_answer(whole, tmp_path):
    newest = answers(WhooshEngine(whole))
    shutil.copytree(whole, tmp_path / "older")
    shutil.rmtree(tmp_path / "older" / "generations" / "2")
    before = answers(WhooshEngine(tmp_path / "older"))
    chance = random.Random(8)  # noqa: S311 - chance, no secret
    outcomes = Counter()

    for turn in range(30):
        spoilt = tmp_path / str(turn)
        shutil.copytree(whole, spoilt)
        path = chance.choice(segment_files(spoilt))
        spoil(path, chance.randrange(path.stat().st_size), 1 << chance.randrange(8))
        engine = large(spoilt)
        for request, right, older in zip(ASKED, newest, before, strict=True):
            try:
                answer = engine.reader().search(request)
            except IndexDamagedError:
                outcomes["refused"] += 1
            else:
                outcomes["right" if answer == right else "older" if answer == older else "wrong"] += 1
        shutil.rmtree(spoilt)

    assert outcomes["wrong"] == 0
    assert min(outcomes["right"], outcomes["older"]) > 20


def test_what_a_search_meets_is_refused_once_and_then_the_older_index_is_served(folder):
    words = next(path for path in segment_files(folder) if path.suffix == ".words")
    content = words.read_bytes()
    for at in range(1 << 16, len(content) - (1 << 18), 1 << 16):
        spoil(words, at)
    engine = large(folder)
    caught = 0

    for _ in range(3):
        try:
            engine.reader().search(COMMON)
        except IndexDamagedError:
            caught += 1

    assert caught <= 1
    assert engine.reader().stats().generation == "1"
    assert "an older one is served" in engine.reader().stats().warning


def test_what_no_search_meets_is_found_in_the_background(folder):
    rows = next(path for path in segment_files(folder) if path.suffix == ".rows")
    spoil(rows, middle_of(rows))
    engine = large(folder)
    engine.reader()

    wait_until(lambda: engine.reader().stats().generation == "1")

    assert engine.reader().stats().generation == "1"
    assert "an older one is served" in engine.reader().stats().warning


def test_the_reading_in_the_background_ends_with_the_last_reader(folder, monkeypatch):
    monkeypatch.setattr(generations, "_REST_S", 0.2)
    engine = large(folder)
    engine.reader()
    assert being_read()

    del engine
    gc.collect()
    wait_until(lambda: not being_read())

    assert not being_read()


def test_searches_hardly_notice_the_reading_in_the_background(folder, monkeypatch):
    rests = []
    monkeypatch.setattr(generations, "sleep", rests.append)
    engine = large(folder)
    engine.reader()

    wait_until(lambda: not being_read())

    assert len(rests) >= len(
        [*(folder / "generations" / "2").glob("*.rows"), *(folder / "generations" / "2").glob("*.words")]
    )
    assert min(rests) > 0


def being_read():
    return [one for one in threading.enumerate() if one.name == "read-generation"]


def test_a_spoilt_directory_of_words_is_found_when_it_is_opened(folder):
    for path in segment_files(folder):
        spoil(path, path.stat().st_size - 20)

    assert large(folder).reader().stats().generation == "1"


def test_what_is_mapped_is_read_as_from_a_file_before_it_is_compared(folder, monkeypatch):
    monkeypatch.setattr(arrays, "HELD_BYTES", 0)
    whole = answers(WhooshEngine(folder))
    read, from_file = [], os.pread
    monkeypatch.setattr(os, "pread", lambda *one: read.append(one) or from_file(*one))

    assert answers(large(folder)) == whole
    assert read


def test_a_block_that_the_disk_cannot_give_is_damage(folder, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(arrays, "HELD_BYTES", 0)
    monkeypatch.setattr(os, "pread", refuse)

    with pytest.raises(IndexDamagedError, match="has other bytes than were sealed"):
        Snapshot(folder / "generations" / "2", sums=sums_of(folder))


def sums_of(folder):
    known = Generations(folder, fingerprint(), 0)
    return known.unread(known.newest(is_whole=False))


def test_spoilt_cards_are_refused_once_and_then_the_older_index_is_served(folder):
    spoil(folder / "generations" / "2" / "cards.jsonl", 5)
    engine = large(folder)

    with pytest.raises(IndexDamagedError, match=r"cards\.jsonl has other bytes than were sealed"):
        engine.reader().cards()

    assert engine.reader().stats().generation == "1"
    assert len(engine.reader().cards()) == engine.reader().stats().papers


def test_the_check_reads_all_of_it(folder):
    rows = next(path for path in segment_files(folder) if path.suffix == ".rows")
    spoil(rows, middle_of(rows))

    (flaw,) = large(folder).check()

    assert rows.name in flaw
