"""Many visitors at once: enough answers a second, none an error, while papers are indexed and clients stall too."""

import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from serving_site import served

from papersearch.engines.whoosh_engine.engine import WhooshEngine

HERE = Path(__file__).parent
MOST_WORDS = 4000
WANTED, WANTED_P99_MS = 150, 150
INDEXING = """
import sys
from pathlib import Path
from benchmarks.generate import papers
from papersearch.commitments import note_of
from papersearch.engines.whoosh_engine.engine import WhooshEngine
while True:
    with WhooshEngine(Path(sys.argv[1])).writer(fresh=True) as writer:
        for card, passages in papers(int(sys.argv[2]), words=20_000):
            writer.add(card, passages, note=note_of(card, passages))
"""


@pytest.fixture(scope="module")
def words(index):
    """A file of words that the papers hold, one a line, frequent ones and rare ones."""
    counted = [
        (count, word) for word, count in WhooshEngine(index).reader().vocabulary() if word.isalpha() and len(word) > 2
    ]
    file = index.with_name("words.txt")
    file.write_text("\n".join(word for _, word in sorted(counted, reverse=True)[:MOST_WORDS]), encoding="utf-8")
    return file


@pytest.fixture
def site(index, corpus):
    with served(index, "--workers", "2", corpus=corpus) as one:
        for _ in range(4):
            one.get("/search?q=care")
        yield one


class Load:
    """What a while of load came to."""

    def __init__(self, a_second, p50_ms, p99_ms, errors, processor_ms):
        self.a_second = a_second
        self.p50_ms = p50_ms
        self.p99_ms = p99_ms
        self.errors = errors
        self.processor_ms = processor_ms

    def __str__(self):
        return (
            f"{self.a_second:.0f} requests/s, p50 {self.p50_ms:.0f} ms, p99 {self.p99_ms:.0f} ms, {self.errors} errors; "
            f"{self.processor_ms:.1f} ms of processor time each"
        )


def load(site, words, seconds):
    """Four connections that ask one search after another: by wrk where it is installed, else from here, which costs more."""
    before = site.processor_s()
    count, a_second, (p50_ms, p99_ms), errors = (_by_wrk if shutil.which("wrk") else _from_here)(site, words, seconds)
    return Load(a_second, p50_ms, p99_ms, errors, (site.processor_s() - before) * 1000 / max(1, count))


def _by_wrk(site, words, seconds):
    command = ["wrk", "-t2", "-c4", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", str(HERE / "searches.lua")]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{site.port}", "--", str(words)], capture_output=True, check=True, text=True
    ).stdout
    count, a_second = (
        int(re.search(r"(\d+) requests in", said)[1]),
        float(re.search(r"Requests/sec: +([\d.]+)", said)[1]),
    )
    shares = [re.search(rf"{share}% +([\d.]+)(us|ms|s)", said).groups() for share in (50, 99)]
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    errors = sum(map(int, sockets.groups())) if sockets else 0
    return (
        count,
        a_second,
        tuple(float(figure) * {"us": 0.001, "ms": 1, "s": 1000}[unit] for figure, unit in shares),
        errors + (int(bad[1]) if bad else 0),
    )


def _from_here(site, words, seconds):
    known = words.read_text(encoding="utf-8").split()
    took, errors = [], []
    until = time.perf_counter() + seconds

    def ask(number):
        connection = HTTPConnection("127.0.0.1", site.port, timeout=10)
        at = number * 997
        while time.perf_counter() < until:
            at += 1
            began = time.perf_counter()
            connection.request("GET", f"/search?q={known[at % len(known)]}+{known[at * 7 % len(known)]}")
            answer = connection.getresponse()
            answer.read()
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                errors.append(answer.status)
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hundredths = statistics.quantiles(took, n=100)
    return len(took), len(took) / seconds, (hundredths[49], hundredths[98]), len(errors)


@contextmanager
def indexing(index, passages):
    """A process that builds the index again and again."""
    process = subprocess.Popen([sys.executable, "-c", INDEXING, str(index), str(passages)], cwd=HERE.parents[1])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_two_processes_answer_many_visitors(site, words, soak, measured):
    came = load(site, words, 60 if soak else 3)
    measured("load", f"{came}{'' if shutil.which('wrk') else ' (without wrk: apt-get install wrk)'}")

    assert came.errors == 0
    if soak:
        assert came.a_second >= WANTED
        assert came.p99_ms < WANTED_P99_MS


def test_they_do_so_while_papers_are_indexed(site, index, passages, words, soak, measured):
    alone = load(site, words, 30 if soak else 1)
    memory = site.resident_bytes()

    with indexing(index, passages) as process:
        meanwhile = load(site, words, 120 if soak else 3)
        is_running = process.poll() is None
    grown = site.resident_bytes() / memory
    share = meanwhile.a_second / alone.a_second
    measured("load while indexing", f"{meanwhile}; {share:.0%} of {alone.a_second:.0f} alone; memory x {grown:.2f}")

    assert is_running
    assert meanwhile.errors == 0
    if soak:
        assert share >= 0.5
        assert grown < 2.5


def test_half_open_connections_do_not_hold_up_a_search(index, corpus, measured):
    with served(index, corpus=corpus) as site:
        site.get("/search?q=care")
        plugs = [socket.create_connection(("127.0.0.1", site.port), timeout=10) for _ in range(300)]
        for plug in plugs:
            plug.sendall(b"GET /search?q=care HTTP/1.1\r\nHost: loc")
        took = []
        for _ in range(10):
            began = time.perf_counter()
            status, _, _ = site.get("/search?q=housing")
            took.append(time.perf_counter() - began)
        for plug in plugs:
            plug.close()
        measured("slow clients", f"{len(plugs)} half-open connections: a search took {max(took):.2f} s at most")

        assert status == 200
        assert max(took) < 2
