"""Runs that are killed, refused by the disk or met by another run: the old papers stay, and the next run mends all."""

import errno
import json
import os
import stat
import time
from multiprocessing import get_context

import pytest
from disks import CountingDisk, DeadlyDisk, Disk, FullDisk, QuickDisk
from entries import harrowmere, indexed, paper_of
from waiting import wait_until

from papersearch.engines.port import fingerprint
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.engines.whoosh_engine.generations import Figures, Generations
from papersearch.engines.whoosh_engine.joining import write_joined
from papersearch.engines.whoosh_engine.sealing import Sealing
from papersearch.errors import EngineError, IndexBusyError, IndexMissingError, IndexOutOfDateError
from papersearch.query import Everything, SearchRequest, Word

OLD = harrowmere()
NEW = (paper_of("late", "lamps in the late paper"), paper_of("note", "the note again"))
OLD_IDS = {passage.id for _, passages in OLD for passage in passages}
NEW_IDS = OLD_IDS | {"late-000"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def held(folder):
    """The passages that a reader just started finds, and the text of the one that changes."""
    reader = WhooshEngine(folder).reader()
    results = reader.search(SearchRequest(query=Everything(), page_size=100))
    return {hit.passage.id for hit in results.hits}, reader.passage("note-000").text


BEFORE = (OLD_IDS, "A note on lamps, lanes and the ferry.")
AFTER = (NEW_IDS, "the note again")


def index(folder, papers, disk=None):
    with WhooshEngine(folder, disk=disk or QuickDisk()).writer() as writer:
        for card, passages in papers:
            writer.add(card, passages)


def steps_of_a_run(tmp_path):
    """The steps of a second run, in order."""
    index(tmp_path / "counted", OLD)
    disk = CountingDisk()
    index(tmp_path / "counted", NEW, disk)
    return disk.steps


def in_a_child(work, *given):
    """The exit code of a process that does some work."""
    child = get_context("fork").Process(target=work, args=given)
    child.start()
    child.join(60)
    return child.exitcode


def assert_mended(folder):
    index(folder, NEW)

    assert held(folder) == AFTER
    assert WhooshEngine(folder).check() == ()
    assert [one for one in (folder / "generations").iterdir() if not one.name.isdigit()] == []


# Power


def test_everything_is_on_the_disk_before_it_counts(folder):
    index(folder, OLD)
    disk = CountingDisk()

    index(folder, NEW, disk)

    steps = disk.steps
    named = steps.index(("rename", "tmp-2", "2"))
    pointed = steps.index(("rename", "CURRENT.tmp", "CURRENT"))
    linked = {step[1] for step in steps if step[0] == "link"}
    synced = [step[1] for step in steps[:named] if step[0] == "sync"]
    held_files = {one.name for one in (folder / "generations" / "2").iterdir()}
    assert set(synced) == (held_files - linked) | {"tmp-2"}
    assert synced[-1] == "tmp-2"
    assert ("sync", "generations") in steps[named:pointed]
    assert ("sync", "CURRENT.tmp") in steps[named:pointed]
    assert steps[pointed + 1] == ("sync", "index")
    assert not any(step[0] == "remove" for step in steps[:pointed])


def test_files_that_did_not_change_are_the_same_files(folder):
    index(folder, OLD)
    before = {one.name: one.stat().st_ino for one in (folder / "generations" / "1").glob("MAIN_*")}

    index(folder, NEW[:1])

    after = {one.name: one.stat().st_ino for one in (folder / "generations" / "2").glob("MAIN_*")}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 2


def test_a_disk_without_second_names_gets_copies(folder, monkeypatch):
    def refuse(source, target):
        raise PermissionError(errno.EPERM, "no second names here")

    index(folder, OLD)
    monkeypatch.setattr(os, "link", refuse)

    index(folder, NEW)

    assert held(folder) == AFTER
    assert WhooshEngine(folder).check() == ()
    assert all(one.stat().st_nlink == 1 for one in (folder / "generations" / "2").iterdir())


def test_the_last_two_generations_are_kept(folder):
    for at in range(4):
        index(folder, [paper_of(f"paper-{at}", "lamps")])

    assert sorted(one.name for one in (folder / "generations").iterdir()) == ["3", "4"]


def test_a_run_that_changes_nothing_seals_nothing(folder):
    index(folder, OLD)

    index(folder, ())

    assert [one.name for one in (folder / "generations").iterdir()] == ["1"]


def test_a_run_that_kept_other_files_out_is_sealed(folder):
    index(folder, OLD)

    with WhooshEngine(folder).writer() as writer:
        writer.quarantined = 2

    assert WhooshEngine(folder).reader().stats().quarantined == 2


# Kills


def test_a_run_killed_at_any_step_leaves_the_old_or_the_new_papers(tmp_path):
    steps = steps_of_a_run(tmp_path)
    pointed = steps.index(("rename", "CURRENT.tmp", "CURRENT"))

    for last_step in range(len(steps)):
        folder = tmp_path / f"killed-{last_step}"
        index(folder, OLD)

        code = in_a_child(index, folder, NEW, DeadlyDisk(last_step))

        assert code == 9, steps[last_step]
        assert held(folder) == (AFTER if last_step > pointed else BEFORE), steps[last_step]
        assert_mended(folder)


def die_while_adding(folder):
    with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
        writer.add(*NEW[0])
        os._exit(9)


def test_a_run_killed_while_papers_are_added_leaves_the_old_papers(folder):
    index(folder, OLD)

    code = in_a_child(die_while_adding, folder)

    assert code == 9
    assert (folder / "generations" / "tmp-2").exists()
    assert held(folder) == BEFORE
    assert_mended(folder)


def test_a_first_run_killed_before_it_counts_leaves_no_index(folder):
    code = in_a_child(index, folder, OLD, DeadlyDisk(3))

    assert code == 9
    with pytest.raises(IndexMissingError):
        WhooshEngine(folder).reader()
    index(folder, OLD)
    assert held(folder) == BEFORE


# A disk that refuses


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_any_step_leaves_the_old_or_the_new_papers(tmp_path, number):
    steps = steps_of_a_run(tmp_path)
    pointed = steps.index(("rename", "CURRENT.tmp", "CURRENT"))

    for last_step in range(len(steps)):
        folder = tmp_path / f"full-{last_step}"
        index(folder, OLD)
        is_tidying = steps[last_step][0] == "remove" and last_step > pointed

        if is_tidying:
            index(folder, NEW, FullDisk(last_step, number))
        else:
            with pytest.raises(EngineError, match=os.strerror(number)):
                index(folder, NEW, FullDisk(last_step, number))

        assert held(folder) == (AFTER if last_step > pointed else BEFORE), steps[last_step]
        assert_mended(folder)


def test_a_refused_run_leaves_nothing_behind(folder):
    index(folder, OLD)

    with pytest.raises(EngineError):
        index(folder, NEW, FullDisk(4))

    assert [one.name for one in (folder / "generations").iterdir()] == ["1"]


# One writer


def hold_the_lock(folder, ready, over):
    with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
        writer.add(*NEW[0])
        writer.add(*NEW[1])
        ready.set()
        over.wait(30)


def test_a_writer_in_another_process_is_refused_at_once(folder):
    index(folder, OLD)
    context = get_context("fork")
    ready, over = context.Event(), context.Event()
    child = context.Process(target=hold_the_lock, args=(folder, ready, over))
    child.start()
    ready.wait(30)

    began = time.monotonic()
    with pytest.raises(IndexBusyError, match="LOCK"):
        index(folder, ())
    took_s = time.monotonic() - began
    over.set()
    child.join(30)

    assert took_s < 1
    assert held(folder) == AFTER


# Whose folder it is


def test_the_folder_is_for_its_owner_alone(folder):
    index(folder, OLD, Disk())

    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in [folder, *folder.rglob("*")]}

    assert {mode for one, mode in modes.items() if one.is_dir()} == {0o700}
    assert {mode for one, mode in modes.items() if one.is_file()} == {0o600}


def test_an_index_others_may_have_written_is_not_opened_by_a_writer(folder):
    index(folder, OLD)
    folder.chmod(0o777)

    with pytest.raises(EngineError, match="others may write"):
        index(folder, NEW)


def test_a_folder_without_an_index_is_made_private(folder):
    folder.mkdir()
    folder.chmod(0o777)

    index(folder, OLD)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_in_place_of_the_folder_is_an_error_of_ours(folder):
    folder.write_text("no folder")

    with pytest.raises(EngineError, match="cannot be used"):
        index(folder, OLD)
    with pytest.raises(EngineError, match="cannot be used"):
        WhooshEngine(folder).reader()


# Out of date


def seal_as(folder, built_for, papers=0, passages=0):
    """A generation without papers, of an engine with other rules or one that cannot count."""
    generations = Generations(folder, built_for)
    sealing = Sealing(generations, QuickDisk())
    figures = Figures(papers=papers, passages=passages, quarantined=0, corpus="", built="")
    with sealing.writing(), sealing.building(None, set()) as building:
        write_joined(building.folder, [])
        sealing.seal(building, figures, {"segments.json": b"[]", "cards.jsonl": b""}, purge=False)


def test_an_index_of_other_rules_is_out_of_date_until_it_is_built_afresh(folder):
    seal_as(folder, "older-rules")

    with pytest.raises(IndexOutOfDateError, match="papersearch index --fresh"):
        WhooshEngine(folder).reader()
    with pytest.raises(IndexOutOfDateError, match=r"older-rules"):
        index(folder, OLD)
    with WhooshEngine(folder).writer(fresh=True) as writer:
        for card, passages in OLD:
            writer.add(card, passages)

    assert held(folder) == BEFORE
    assert fingerprint() != "older-rules"


def test_an_open_engine_goes_on_when_the_index_is_built_with_newer_rules(folder):
    index(folder, OLD)
    serving = WhooshEngine(folder)
    serving.reader()

    seal_as(folder, "newer-rules")

    wait_until(lambda: serving.reader().stats().warning is not None)
    assert "newer-rules" in serving.reader().stats().warning
    assert serving.reader().passage("note-000") is not None


def test_check_counts_what_is_there(folder):
    seal_as(folder, fingerprint(), papers=2, passages=3)

    flaws = WhooshEngine(folder).check()

    assert flaws == ("the index holds 0 passages instead of 3", "the index holds 0 papers instead of 2")


# Withdrawal


def bytes_of(folder):
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_no_byte_of_a_withdrawn_paper_stays(folder):
    secret = paper_of(
        "secret",
        (
            "The wyvernstone report of Zebediah Quillfeather.",
            {"people": ("Zebediah Quillfeather",), "context": "Wyvernstone"},
        ),
    )
    index(folder, [*OLD[:2], secret])
    index(folder, [paper_of("secret", "wyvernstone again"), *OLD[2:]])
    index(folder, NEW)
    assert b"wyvernstone" in bytes_of(folder)

    WhooshEngine(folder).withdraw(["secret"])

    left = bytes_of(folder).lower()
    assert b"wyvernstone" not in left
    assert b"quillfeather" not in left
    assert b"secret" not in left
    assert [one.name for one in (folder / "generations").iterdir()] == ["4"]
    assert held(folder) == AFTER


def test_no_byte_of_the_note_of_a_withdrawn_paper_stays(folder):
    engine = WhooshEngine(folder)
    with engine.writer() as writer:
        for at, paper in enumerate(harrowmere()):
            writer.add(*paper, f"noted {at} of wyvernstone".encode())
    before = bytes_of(folder)

    engine.withdraw([harrowmere()[1][0].id])

    assert b"noted 1 of wyvernstone" in before
    assert b"noted 1 of wyvernstone" not in bytes_of(folder)
    assert b"noted 0 of wyvernstone" in bytes_of(folder)


def test_a_paper_that_was_only_in_the_last_generation_can_be_withdrawn(folder):
    index(folder, [*OLD, paper_of("secret", "wyvernstone")])
    with WhooshEngine(folder).writer() as writer:
        writer.remove(["secret"])

    WhooshEngine(folder).withdraw(["secret"])

    assert b"wyvernstone" not in bytes_of(folder)
    assert held(folder) == BEFORE


def test_a_file_that_cannot_be_deleted_is_never_sealed(folder, monkeypatch):
    index(folder, [*OLD, paper_of("secret", "wyvernstone")])
    deleting = os.remove

    def refuse_rows(path, **given):
        if str(path).endswith(".rows"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        deleting(path, **given)

    monkeypatch.setattr(os, "remove", refuse_rows)
    monkeypatch.setattr(os, "unlink", refuse_rows)
    with pytest.raises(EngineError, match="Input/output error"):
        WhooshEngine(folder, disk=QuickDisk()).withdraw(["secret"])
    monkeypatch.undo()
    assert not (folder / "generations" / "2").exists()
    WhooshEngine(folder, disk=QuickDisk()).withdraw(["secret"])

    assert b"wyvernstone" not in bytes_of(folder)


def test_a_file_that_was_left_over_is_deleted_before_it_is_sealed(folder, monkeypatch):
    index(folder, [*OLD, paper_of("secret", "wyvernstone")])
    deleting, refused = os.remove, []

    def refuse_once(path, **given):
        if str(path).endswith(".rows") and not refused:
            refused.append(path)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        deleting(path, **given)

    monkeypatch.setattr(os, "remove", refuse_once)
    WhooshEngine(folder, disk=QuickDisk()).withdraw(["secret"])

    assert len(refused) == 1
    assert b"wyvernstone" not in bytes_of(folder)
    assert held(folder) == BEFORE


def withdraw(folder, disk):
    WhooshEngine(folder, disk=disk).withdraw(["note"])


def test_a_withdrawal_killed_at_any_step_never_serves_the_paper_once_it_counts(tmp_path):
    index(tmp_path / "counted", OLD)
    disk = CountingDisk()
    withdraw(tmp_path / "counted", disk)
    pointed = disk.steps.index(("rename", "CURRENT.tmp", "CURRENT"))

    for last_step in range(len(disk.steps)):
        folder = tmp_path / f"killed-{last_step}"
        index(folder, OLD)

        code = in_a_child(withdraw, folder, DeadlyDisk(last_step))
        is_withdrawn = WhooshEngine(folder).reader().passage("note-000") is None
        withdraw(folder, QuickDisk())

        assert code == 9
        assert is_withdrawn == (last_step > pointed), disk.steps[last_step]
        assert WhooshEngine(folder).reader().passage("note-000") is None
        assert b"A note on" not in bytes_of(folder)


def test_an_open_engine_never_serves_what_another_process_withdrew(folder):
    index(folder, OLD)
    serving = WhooshEngine(folder)
    before = serving.reader().passage("note-000")

    withdraw(folder, QuickDisk())
    index(folder, NEW[:1])

    assert before is not None
    assert serving.reader().passage("note-000") is None


def test_an_open_engine_comes_to_serve_what_another_process_indexed(folder):
    index(folder, OLD)
    serving = WhooshEngine(folder)
    serving.reader()

    index(folder, NEW)

    wait_until(lambda: serving.reader().passage("late-000") is not None)
    assert serving.reader().passage("late-000") is not None


def test_what_the_manifest_says_is_what_is_there(folder):
    reader = indexed(WhooshEngine(folder), *OLD)

    said = json.loads(
        (folder / "generations" / "1" / "MANIFEST.json").read_bytes().rpartition(b"\n")[0].rpartition(b"\n")[0]
    )

    assert said["figures"]["passages"] == len(OLD_IDS) == reader.search(SearchRequest(query=Word("x"))).total(3) + 10
    assert said["fingerprint"] == fingerprint()
    assert all(
        (folder / "generations" / "1" / name).stat().st_size == size for name, (size, _, _) in said["files"].items()
    )
