"""A run that is killed, or refused by the disk, at any step leaves an index that opens and loses nothing."""

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date

import pytest
from disks import QuickDisk

from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.indexing import index_corpus
from papersearch.query import Everything, SearchRequest

STEPS = (
    "write,pwrite64,writev", "rename,renameat,renameat2", "fsync,fdatasync", "unlink,unlinkat,rmdir", "mkdir,mkdirat", "link,linkat",
    "ftruncate,fallocate",
)  # fmt: skip
TODAY = date(2026, 11, 22)
FAULTS = ("signal=KILL", "error=ENOSPC", "error=EIO")
NOTE = "A note about {0}.\n\nThe {0} is to be mended before the winter.\n"


def can_trace():
    """Whether strace may inject faults here."""
    if shutil.which("strace") is None:
        return False
    tried = [
        "strace",
        "-f",
        "-o",
        "/dev/null",
        "-e",
        "inject=fsync:error=EIO",
        sys.executable,
        "-c",
        "import os; os.fsync(os.open('.', 0))",
    ]
    return b"Input/output error" in subprocess.run(tried, capture_output=True, timeout=60, check=False).stderr


class Place:
    """A corpus, its index after a first run, and copies of both to be harmed."""

    def __init__(self, folder):
        self.folder = folder
        self.corpus = folder / "corpus"
        (self.corpus / "saltmere").mkdir(parents=True)
        for at in range(8):
            self.put(f"paper{at}", f"lamp{at}")
        (self.corpus / "saltmere" / "noise.txt").write_bytes(bytes(range(256)) * 9)
        self.index = folder / "index"
        assert self.run(self.index, 1).returncode == 1
        self.before = held(self.index)
        self.put("paper0", "lantern")
        self.put("late", "lateness")
        (self.corpus / "saltmere" / "paper1.txt").unlink()
        whole = self.copy("whole")
        self.run(whole, 1)
        self.after = held(whole)

    def put(self, name, word):
        (self.corpus / "saltmere" / f"{name}.txt").write_text(NOTE.format(word), encoding="utf-8")

    def copy(self, name):
        """The index as the first run left it."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.copytree(self.index, self.folder / name)
        return self.folder / name

    def command(self, index, jobs):
        return [
            sys.executable,
            "-m",
            "papersearch",
            "index",
            str(self.corpus),
            "--index",
            str(index),
            "--jobs",
            str(jobs),
        ]

    def run(self, index, jobs, before=()):
        return subprocess.run(
            [*before, *self.command(index, jobs)], capture_output=True, timeout=120, check=False, text=True
        )

    def verdict(self, index):
        """What is wrong after a run that was harmed, and after the next one; empty if nothing is."""
        try:
            found = held(index)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
            return f"does not open: {error!r}"
        if found not in (self.before, self.after):
            return "lost"
        engine = WhooshEngine(index, disk=QuickDisk())
        index_corpus(self.corpus, engine, index, today=TODAY)
        flaws = engine.check()
        return "" if held(index) == self.after and not flaws else f"the next run does not mend it: {flaws}"


def held(index):
    """Every passage by its id, with its text, as a reader just started finds it."""
    found = WhooshEngine(index).reader().search(SearchRequest(query=Everything(), page_size=100))
    return {hit.passage.id: hit.passage.text for hit in found.hits}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Place(tmp_path_factory.mktemp("killed"))


def steps_of_a_run(place, jobs):
    """How often the busiest process of a run does each kind of step."""
    trace = place.folder / "trace"
    place.run(
        place.copy("counted"),
        jobs,
        ["strace", "-f", "--seccomp-bpf", "-o", str(trace), "-e", f"trace={','.join(STEPS)}"],
    )
    counted = Counter(re.findall(r"^(\d+) +(\w+)\(", trace.read_text(errors="replace"), re.MULTILINE))
    most = {}
    for kind in STEPS:
        by_process = Counter()
        for (process, call), count in counted.items():
            if call in kind.split(","):
                by_process[process] += count
        most[kind] = max(by_process.values(), default=0)
    return most


def pytest_generate_tests(metafunc):
    """Read with one process and with two; a short run tries the case that holds the other."""
    if "jobs" in metafunc.fixturenames:
        metafunc.parametrize("jobs", [1, 2] if metafunc.config.getoption("--soak") else [2])


def test_a_fault_at_any_step_loses_nothing(place, jobs, soak, measured):
    if not can_trace():
        pytest.skip("strace may not inject faults here; the steps of tests/test_sealing.py stand in for it")
    chance = random.Random(jobs)  # noqa: S311 - chance, no secret
    points = [
        (kind, at, fault)
        for kind, most in steps_of_a_run(place, jobs).items()
        for at in range(1, most + 1)
        for fault in FAULTS
    ]
    wrong = []

    for kind, at, fault in points if soak else chance.sample(points, 2):
        index = place.copy("harmed")
        ran = place.run(
            index,
            jobs,
            [
                "strace",
                "-f",
                "--seccomp-bpf",
                "-o",
                "/dev/null",
                "-e",
                f"trace={kind}",
                "-e",
                f"inject={kind}:{fault}:when={at}",
            ],
        )
        if "Traceback" in ran.stderr:
            wrong.append((kind, at, fault, "says more than it should", ran.stderr[-300:]))
        if (
            "reading it broke off" in ran.stderr
        ):  # every reading process died, and the run itself named what it could not read
            continue
        verdict = place.verdict(index)
        if verdict:
            wrong.append((kind, at, fault, verdict))
    goals = {"process death": ("signal",), "full or failing disk": ("error",)}
    for goal, begins in goals.items():
        tried = [one for one in points if one[2].startswith(begins)]
        bad = [one for one in wrong if one[2].startswith(begins)]
        measured(goal, f"--jobs {jobs}: {len(tried) if soak else 'some'} of {len(tried)} steps, {len(bad)} bad")

    assert len(points) > 60
    assert wrong == []


def test_a_kill_at_any_moment_loses_nothing(place, jobs, soak, measured):
    chance = random.Random(jobs)  # noqa: S311 - chance, no secret
    wrong, ended = [], Counter()
    began = time.monotonic()
    place.run(place.copy("timed"), jobs)
    whole_s = time.monotonic() - began
    kills = 100 if soak else 1

    for at in range(kills):
        index = place.copy("harmed")
        process = subprocess.Popen(place.command(index, jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(whole_s * 0.5, whole_s * 1.02))
        process.send_signal(signal.SIGKILL)
        ended[process.wait(30)] += 1
        verdict = place.verdict(index)
        if verdict:
            wrong.append((at, verdict))
    measured("process death", f"--jobs {jobs}: {kills} random kills ({ended[-9]} in time), {len(wrong)} bad")

    assert wrong == []
