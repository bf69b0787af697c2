"""Damage: it is named, never served, and mended by the next run."""

import io
import os
import random
import shutil
import struct
import sys
import threading
from multiprocessing import get_context

import pytest
from disks import QuickDisk
from entries import harrowmere, indexed, paper_of
from waiting import wait_until

from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.engines.whoosh_engine.generations import Generations, signed, unsigned
from papersearch.errors import EngineError, IndexDamagedError
from papersearch.passage import FACETS
from papersearch.query import AnyOf, Everything, Exact, Near, Prefix, Rung, SearchRequest, Word

OLD = harrowmere()
LATE = paper_of("late", "lamps in the late paper")


def index(folder, papers, **options):
    with WhooshEngine(folder, disk=QuickDisk()).writer(**options) as writer:
        for card, passages in papers:
            writer.add(card, passages)


@pytest.fixture
def folder(tmp_path):
    """An index of two generations."""
    index(tmp_path / "index", OLD)
    index(tmp_path / "index", [LATE])
    return tmp_path / "index"


@pytest.fixture
def newest(folder):
    return folder / "generations" / "2"


def held(folder):
    results = WhooshEngine(folder).reader().search(SearchRequest(query=Everything(), page_size=100))
    return {hit.passage.id for hit in results.hits}


OLD_IDS = {passage.id for _, passages in OLD for passage in passages}
ALL_IDS = OLD_IDS | {"late-000"}


def own_files(folder):
    """The files that only the newest generation has."""
    newest, before = folder / "generations" / "2", folder / "generations" / "1"
    return sorted(
        one for one in newest.iterdir() if not ((before / one.name).exists() and one.samefile(before / one.name))
    )


def damaged_ways():
    def flip(path, chance):
        at = chance.randrange(path.stat().st_size)
        whole = bytearray(path.read_bytes())
        whole[at] ^= 1 << chance.randrange(8)
        path.write_bytes(whole)

    def cut(path, chance):
        path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])

    def empty(path, chance):
        path.write_bytes(b"")

    def remove(path, chance):
        path.unlink()

    return [flip, cut, empty, remove]


@pytest.mark.parametrize("damage", damaged_ways(), ids=lambda way: way.__name__)
def test_any_damaged_file_is_named_and_the_last_sound_papers_are_served(folder, tmp_path, damage):
    names = [one.name for one in own_files(folder)]
    assert len(names) == 7

    for name in names:
        copy = tmp_path / f"copy-{name}"
        shutil.copytree(folder, copy)
        damage(copy / "generations" / "2" / name, random.Random(name))  # noqa: S311 - chance, no secret

        flaws = WhooshEngine(copy).check()
        reader = WhooshEngine(copy).reader()

        assert any(name in flaw for flaw in flaws), name
        assert reader.passage("late-000") is None
        assert name in reader.stats().warning
        assert "papersearch index" in reader.stats().warning
        assert held(copy) == OLD_IDS


def test_every_flipped_bit_is_noticed(folder):
    chance = random.Random(7)  # noqa: S311 - chance, no secret
    files = [one for one in folder.rglob("*") if one.is_file() and one.name != "LOCK"]
    missed = []

    for _ in range(200):
        path = chance.choice(files)
        whole = path.read_bytes()
        at, bit = chance.randrange(len(whole)), chance.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        if not WhooshEngine(folder).check():
            missed.append((path.name, at, bit))
        path.write_bytes(whole)

    assert missed == []
    assert WhooshEngine(folder).check() == ()


def test_damage_shared_by_all_generations_is_an_error_that_tells_the_way_out(folder, newest):
    shared = next(one for one in newest.glob("*.words") if one.stat().st_nlink > 1)
    with shared.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff\xff\xff")

    with pytest.raises(IndexDamagedError, match="papersearch index --fresh"):
        WhooshEngine(folder).reader()
    with pytest.raises(IndexDamagedError):
        index(folder, [LATE])
    index(folder, [*OLD, LATE], fresh=True)

    assert held(folder) == ALL_IDS
    assert WhooshEngine(folder).check() == ()


def test_the_next_run_mends_a_damaged_generation(folder, newest):
    (newest / "cards.jsonl").write_bytes(b"{}")

    index(folder, ())

    assert WhooshEngine(folder).check() == ()
    assert WhooshEngine(folder).reader().stats().warning is None
    assert held(folder) == OLD_IDS


@pytest.mark.parametrize("said", [b"", b"7", b"{}", b'{"generation": 9, "oldest": 1}', signed(b"[]"), b"\xff\0"])
def test_a_spoilt_pointer_is_told_and_the_papers_are_served(folder, said):
    (folder / "CURRENT").write_bytes(said)

    assert held(folder) == ALL_IDS
    assert "CURRENT" in WhooshEngine(folder).reader().stats().warning
    assert any("CURRENT" in flaw for flaw in WhooshEngine(folder).check())


def test_a_generation_that_is_passed_over_is_told_once(folder, newest, caplog):
    (newest / "cards.jsonl").write_bytes(b"")
    engine = WhooshEngine(folder)

    engine.reader()
    with engine.writer() as writer:
        writer.add(*LATE)

    assert [one.getMessage()[:22] for one in caplog.records].count("generation passed over") == 1


def test_a_pointer_to_no_generation_is_told(folder, newest):
    shutil.rmtree(newest)

    assert held(folder) == OLD_IDS
    assert WhooshEngine(folder).reader().stats().warning is not None


def test_no_generation_from_before_a_withdrawal_is_served_instead(folder):
    keep = folder.parent / "kept"
    shutil.copytree(folder / "generations" / "1", keep)
    WhooshEngine(folder).withdraw(["note"])
    shutil.copytree(keep, folder / "generations" / "1")
    (folder / "generations" / "3" / "segments.json").write_bytes(b"[]")

    for said in (None, b"spoilt"):
        if said:
            (folder / "CURRENT").write_bytes(said)
        with pytest.raises(IndexDamagedError):
            WhooshEngine(folder).reader()


def test_strangers_in_the_folder_do_no_harm(folder, newest):
    (folder / "generations" / "notes.txt").write_text("hello")
    (folder / "generations" / "7x").mkdir()
    (newest / "more.txt").write_text("hello")
    (folder / "generations" / "²").mkdir()

    assert held(folder) == ALL_IDS
    index(folder, [paper_of("later", "lamps")])
    assert held(folder) == ALL_IDS | {"later-000"}


def test_what_was_signed_comes_back():
    assert unsigned(signed(b"a\nb")) == b"a\nb"
    with pytest.raises(ValueError, match="sha256"):
        unsigned(signed(b"a") + b" ")


# Pickles


class Bomb:
    """Runs a command when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


def toc_of(thing):
    """A table of contents as Whoosh writes it, with a thing in the place of the schema and of the segments."""
    import pickle  # noqa: TID251 - the attack under test

    held = pickle.dumps(thing, 2)
    stream = io.BytesIO()
    for size in (struct.calcsize("!i"), struct.calcsize("!q"), struct.calcsize("!f")):
        stream.write(bytes([size]))
    stream.write(struct.pack("!ii", -12345, -111))
    stream.write(bytes([2, 7, 4, len(held)]) + held)
    stream.write(struct.pack("!ii", 1, 0) + held)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["_MAIN_2.toc", "_MAIN_9.toc"])
def test_a_planted_pickle_is_never_opened(folder, newest, tmp_path, name):
    (newest / name).unlink(missing_ok=True)
    (newest / name).write_bytes(toc_of(Bomb(tmp_path / "ran")))

    held(folder)
    WhooshEngine(folder).check()
    index(folder, [paper_of("later", "lamps")])

    assert not (tmp_path / "ran").exists()
    assert "later-000" in held(folder)


def open_with_stock_whoosh(folder):
    from whoosh import index as whoosh_index

    try:
        whoosh_index.open_dir(str(folder))
    finally:
        os._exit(0)


def test_the_planted_pickle_would_run_in_stock_whoosh(tmp_path):
    (tmp_path / "_MAIN_1.toc").write_bytes(toc_of(Bomb(tmp_path / "ran")))

    child = get_context("fork").Process(target=open_with_stock_whoosh, args=(tmp_path,))
    child.start()
    child.join(60)

    assert (tmp_path / "ran").exists()


events = []


def note(event, arguments):
    if events and event in {"open", "pickle.find_class"}:
        events.append((event, str(arguments[0])))


sys.addaudithook(note)


def test_a_reader_loads_no_pickle_and_opens_only_its_files(folder, newest):
    asked = SearchRequest(
        query=AnyOf((Word("lamps"), Exact(("quay", "lane")), Near(("fare", "ferry"), 5), Prefix("pla"))),
        facets=tuple(FACETS),
        reach=Rung.MEETING,
    )
    engine = WhooshEngine(folder)

    events.append("begin")
    reader = engine.reader()
    reader.search(asked)
    reader.cards()
    list(reader.vocabulary())
    engine.check()
    noted = events[1:]
    events.clear()

    opened = {path for event, path in noted if event == "open"}
    assert {event for event, _ in noted} == {"open"}
    assert [path for path in opened if not path.startswith(str(folder))] == []
    assert {path.rpartition(".")[2] for path in opened if "MAIN_" in path and not path.endswith(".toc")} == {
        "rows",
        "words",
    }


# Readers while papers are written


def write_fifty(folder, over):
    for at in range(50):
        index(folder, [paper_of("moving", f"lamps in state {at:03}", *["lamps"] * at)])
    over.set()


def test_readers_answer_from_one_generation_while_another_process_writes(folder):
    context = get_context("fork")
    over = context.Event()
    child = context.Process(target=write_fifty, args=(folder, over))
    engine = WhooshEngine(folder)
    wrong, seen = [], []

    def ask():
        while not over.is_set():
            reader = engine.reader()
            count = reader.search(SearchRequest(query=Word("lamps"))).total(Rung.PARAGRAPH)
            passages = reader.passages_of("moving")
            seen.append(len(passages))
            if count != 6 + len(passages) or (passages and f"{len(passages) - 1:03}" not in passages[0].text):
                wrong.append((count, len(passages)))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    child.start()
    for thread in threads:
        thread.start()
    child.join(60)
    for thread in threads:
        thread.join(60)
    engine.catch_up()

    assert wrong == []
    assert len(seen) > 100
    assert len(engine.reader().passages_of("moving")) == 50


def test_opening_while_another_process_writes_never_fails(folder):
    context = get_context("fork")
    over = context.Event()
    child = context.Process(target=write_fifty, args=(folder, over))
    child.start()
    opened = 0

    while not over.is_set():
        reader = WhooshEngine(folder).reader()
        opened += reader.stats().warning is None
    child.join(60)

    assert opened > 20
    assert held(folder) >= ALL_IDS


def test_a_damaged_newer_generation_leaves_an_open_engine_serving_with_a_warning(folder):
    serving = WhooshEngine(folder)
    serving.reader()
    index(folder, [paper_of("later", "lamps")])
    for one in (folder / "generations" / "3").glob("*.json*"):
        one.write_bytes(b"spoilt")

    serving.catch_up()
    reader = serving.reader()

    assert "damaged" in reader.stats().warning
    assert reader.passage("late-000") is not None
    assert reader.passage("later-000") is None


def test_a_generation_that_was_overtaken_while_it_was_opened_is_followed_by_the_newest(folder, monkeypatch):
    serving = WhooshEngine(folder)
    serving.reader()
    index(folder, [paper_of("later", "lamps")])
    failed = threading.Event()

    def newest(self, **_):
        monkeypatch.undo()
        index(folder, [paper_of("latest", "lamps")])
        failed.set()
        raise EngineError("it changes faster than it can be opened")

    monkeypatch.setattr(Generations, "newest", newest)
    serving.reader()
    assert failed.wait(20)

    wait_until(lambda: serving.reader().passage("latest-000") is not None)

    assert serving.reader().passage("latest-000") is not None
    assert serving.reader().stats().warning is None


def test_the_first_opening_may_be_overtaken_time_and_again(folder, monkeypatch):
    found, overtaken = Generations.newest, []

    def newest(self, **asked):
        if len(overtaken) == 5:
            return found(self, **asked)
        overtaken.append(len(overtaken))
        with monkeypatch.context() as patch:
            patch.setattr(Generations, "newest", found)
            index(folder, [paper_of(f"late-{len(overtaken)}", "lamps")])
        raise IndexDamagedError("a file was swept away")

    monkeypatch.setattr(Generations, "newest", newest)

    assert WhooshEngine(folder).reader().passage("late-5-000") is not None


def test_an_engine_whose_index_was_removed_says_so(folder):
    serving = WhooshEngine(folder)
    serving.reader()

    shutil.rmtree(folder)

    with pytest.raises(EngineError, match="papersearch index"):
        serving.reader()
    indexed(WhooshEngine(folder, disk=QuickDisk()), LATE)
    assert serving.reader().passage("late-000") is not None
