"""Building an index in several processes, and what a run leaves in order."""

import json
import multiprocessing
import os

import pytest

from benchmarks.generate import papers
from benchmarks.questions import questions
from papersearch.engines.whoosh_engine.apart import Apart
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.errors import EngineError
from tests.disks import QuickDisk

ENTRIES = tuple(papers(240))
ROWS = 50  # of a segment: a paper has 24 passages, so every third begins a new one


def engine_of(folder):
    return WhooshEngine(folder, disk=QuickDisk(), segment_rows=ROWS)


def built(folder, *runs, **options):
    engine = engine_of(folder)
    for entries in runs:
        with engine.writer(**options) as writer:
            for card, its in entries:
                writer.add(card, its)
    return engine


def answers(engine):
    reader = engine.reader()
    return [reader.search(one.request) for one in questions()]


def segments(folder):
    (newest,) = sorted((folder / "generations").glob("[0-9]*"), key=lambda one: int(one.name))[-1:]
    return json.loads((newest / "segments.json").read_text())


def test_an_index_built_by_several_processes_answers_as_one_built_by_one(tmp_path):
    alone = built(tmp_path / "alone", ENTRIES)

    together = built(tmp_path / "together", ENTRIES, jobs=2)

    assert len(segments(tmp_path / "together")) > 2
    assert answers(together) == answers(alone)
    assert together.reader().stats().corpus == alone.reader().stats().corpus


def test_what_was_prepared_elsewhere_is_what_was_added(tmp_path):
    alone = built(tmp_path / "alone", ENTRIES)
    engine = engine_of(tmp_path / "prepared")

    with engine.writer() as writer:
        for work in [Apart(lambda entry=entry: engine.prepare(*entry)) for entry in ENTRIES]:
            writer.add_prepared(work.result())

    assert answers(engine) == answers(alone)


def test_a_paper_added_again_while_its_segment_is_written_is_there_once(tmp_path):
    engine = built(tmp_path / "index", (*ENTRIES, ENTRIES[0], *ENTRIES[-2:]), jobs=2)

    assert answers(engine) == answers(built(tmp_path / "alone", ENTRIES))
    assert engine.reader().stats().passages == sum(len(its) for _, its in ENTRIES)


def test_a_run_that_fails_leaves_no_process_behind(tmp_path):
    engine = engine_of(tmp_path / "index")
    others = set(multiprocessing.active_children())

    with pytest.raises(ValueError, match="another paper"), engine.writer(jobs=2) as writer:  # noqa: PT012 - while it writes
        for card, its in ENTRIES[:4]:
            writer.add(card, its)
        writer.add(ENTRIES[4][0], ENTRIES[5][1])

    assert set(multiprocessing.active_children()) <= others


def test_what_the_disk_refuses_elsewhere_is_refused_here():
    def refused():
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        Apart(refused).result()


def test_a_process_that_ends_without_a_word_is_an_error_that_says_what_to_do():
    with pytest.raises(EngineError, match="--jobs 1"):
        Apart(lambda: os._exit(9)).result()


def test_few_papers_are_added_without_a_merge(tmp_path):
    folder = tmp_path / "index"
    built(folder, *([entry] for entry in ENTRIES[:6]))
    before = segments(folder)

    built(folder, [ENTRIES[6], ENTRIES[0]])

    assert segments(folder)[:5] == before[1:]
    assert len(segments(folder)) == 6


def test_many_small_segments_are_merged_in_the_end(tmp_path):
    folder = tmp_path / "index"
    engine = WhooshEngine(folder, disk=QuickDisk())
    for turn in range(17):
        with engine.writer() as writer:
            writer.add(*ENTRIES[turn % len(ENTRIES)])

    assert len(segments(folder)) < 17


def test_optimising_leaves_no_hole_and_no_small_segment_more_than_it_must(tmp_path):
    folder = tmp_path / "index"
    built(folder, *([entry] for entry in ENTRIES[:4]), [ENTRIES[0]])
    expected = answers(engine_of(folder))

    built(folder, [], optimise=True)

    assert [one["deleted"] for one in segments(folder)] == [[], []]
    assert answers(engine_of(folder)) == expected


def test_an_index_in_order_is_not_written_again(tmp_path):
    folder = tmp_path / "index"
    engine = built(folder, ENTRIES[:2], [], optimise=True)
    generation = engine_of(folder).reader().stats().generation

    with engine.writer(optimise=True):
        pass

    assert engine_of(folder).reader().stats().generation == generation
