"""Measures one engine in this process, and writes what it saw as JSON.

    python -m benchmarks.measuring build|ask ENGINE PASSAGES FOLDER FILE

Building and asking are two processes, so that the memory of one is not counted with the other. Who asks is told when by
lines on its standard input (`taking_turns`).
"""

import argparse
import importlib
import json
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.generate import papers
from benchmarks.peers import PEERS
from benchmarks.peers.base import Entries, Found, Peer
from benchmarks.questions import Question, questions

_PAPERS_A_BLOCK = 400
_STREAMED_FROM = 200_000
_SLOW_MS, _SLOW_ROUNDS = 100.0, 2
_MIB = 1 << 20


def build(name: str, passages: int, folder: Path) -> dict[str, object]:
    """Build an index; the time of making the papers is not counted."""
    shutil.rmtree(folder, ignore_errors=True)
    peer = _peer(name, folder)
    source = papers(passages)
    blocks: Iterator[Entries] = iter(lambda: list(islice(source, _PAPERS_A_BLOCK)), [])
    if passages < _STREAMED_FROM:
        blocks = iter(list(blocks))
    took = worked = 0.0
    for block in blocks:
        began, began_work = time.perf_counter(), _processor_s()
        peer.add(block)
        took, worked = took + time.perf_counter() - began, worked + _processor_s() - began_work
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began, began_work = time.perf_counter(), _processor_s()
    peer.finish()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "build_s": took + time.perf_counter() - began,
        "build_cpu_s": worked + _processor_s() - began_work + children,
        "build_peak_mib": _most_memory_mib(),
        "index_bytes": _bytes_in(folder),
    }


def ask(name: str, folder: Path, turns: Iterable[object]) -> dict[str, object]:
    """Open an index and ask every question: once for the memory, then warm at each turn, then each on an index opened anew.

    Where that takes long, only every third question is asked, at the first turns.
    """
    peer = _peer(name, folder)
    began = time.perf_counter()
    peer.open()
    opened_ms = (time.perf_counter() - began) * 1e3
    asked = [one for one in questions() if one.kind not in peer.lacks]
    first = [_timed(peer, one) for one in asked]
    memory = {"rss_anon_mib": _status_mib("RssAnon"), "rss_mib": _status_mib("VmRSS")}
    is_slow = statistics.median(took for _, took, _ in first) > _SLOW_MS
    sample = asked[::3] if is_slow else asked
    warm, cold = [], []
    for turn, _ in enumerate(turns):
        if turn < _SLOW_ROUNDS or not is_slow:
            for one in sample:  # another engine has had the processor
                peer.ask(one)
            warm.append([(one.kind, *_timed(peer, one)[1:]) for one in sample])
    for one in sample:
        peer = _peer(name, folder)
        peer.open()
        cold.append((one.kind, *_timed(peer, one)[1:]))
    return {
        "open_ms": opened_ms,
        **memory,
        "asked": sum(map(len, warm)),
        "warm": warm,
        "cold": cold,
        "answers": [_told(one, found) for one, (found, _, _) in zip(asked, first, strict=True)],
    }


def _timed(peer: Peer, question: Question) -> tuple[Found, float, float]:
    """An answer, and the milliseconds it took on the clock and on the processors."""
    began, began_work = time.perf_counter(), time.process_time()
    found = peer.ask(question)
    return found, (time.perf_counter() - began) * 1e3, (time.process_time() - began_work) * 1e3


def _told(question: Question, found: Found) -> dict[str, object]:
    """What must be the same in every engine."""
    sums = {name: sum(counts.values()) for name, counts in found.facets.items()}
    short = [
        name
        for name, total in sums.items()
        if total != found.total and not (question.committee and name == "committee")
    ]
    if short:
        raise AssertionError(f"counts of {short} do not add up to {found.total} for {question}")
    if len(found.snippets) != len(found.ids) or not all(found.snippets):
        raise AssertionError(f"a hit has no snippet for {question}")
    facets = {name: dict(sorted(counts.items())) for name, counts in found.facets.items()}
    return {"question": question.told, "total": found.total, "facets": facets, "ids": list(found.ids)}


def _peer(name: str, folder: Path) -> Peer:
    return importlib.import_module(PEERS[name]).Peer(folder)


def _processor_s() -> float:
    return time.process_time()


def _bytes_in(folder: Path) -> int:
    """The bytes of all files; one with several names counts once."""
    known = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum({one.st_ino: one.st_size for one in known}.values())


def _most_memory_mib() -> float:
    """The most memory this process, and the greatest of its children, had."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(own, children) / 1024


def _status_mib(line: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(one.split()[1]) / 1024 for one in lines if one.startswith(line))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=("build", "ask"))
    parser.add_argument("engine", choices=PEERS)
    parser.add_argument("passages", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    if asked.step == "build":
        figures = build(asked.engine, asked.passages, asked.folder)
    else:
        figures = ask(asked.engine, asked.folder, _turns())
    asked.file.write_text(json.dumps(figures), encoding="utf-8")


def _turns() -> Iterator[str]:
    """A turn for each line that is read; a line is written before the first and after each."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        yield line
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
