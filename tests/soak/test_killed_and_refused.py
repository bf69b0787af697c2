"""A run that is killed, or refused by the disk, at any step leaves an index that opens and loses nothing."""

import fcntl
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from disks import QuickDisk

from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.indexing import index_corpus, quarantine_flaw
from papersearch.papers.admitting import BROKE_OFF
from papersearch.query import Everything, SearchRequest

STEPS = (
    "write,pwrite64,writev", "rename,renameat,renameat2", "fsync,fdatasync", "unlink,unlinkat,rmdir", "mkdir,mkdirat", "link,linkat",
    "ftruncate,fallocate",
)  # fmt: skip
COMMANDS = ("index --jobs 1", "index --jobs 2", "index --fresh", "withdraw")
COVERED = ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
"""What makes a process count the lines it runs."""
TODAY = date(2026, 11, 22)
FAULTS = ("signal=KILL:when={}", "error=ENOSPC:when={}", "error=ENOSPC:when={}+", "error=EIO:when={}")
"""At one step; and a disk that is full from one step on."""
WITHDRAWN = "saltmere/paper7.txt"
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


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command; the code is negative where a signal ended it."""

    code: int
    words: str
    took_s: float


class Place:
    """A corpus, its index after a first run, and copies of both to be harmed."""

    def __init__(self, folder, starting):
        self.folder = folder
        self.starting = starting
        self.first = folder / "first"
        self.corpus = folder / "corpus"
        (self.corpus / "saltmere").mkdir(parents=True)
        for at in range(8):
            self.put(f"paper{at}", f"lamp{at}")
        (self.corpus / "saltmere" / "noise.txt").write_bytes(bytes(range(256)) * 9)
        assert self.run("index", self.first).code == 1
        self.before = held(self.first)
        self.put("paper0", "lantern")
        self.put("late", "lateness")
        (self.corpus / "saltmere" / "paper1.txt").unlink()
        whole = self.copy("whole")
        self.run("index", whole)
        self.after = held(whole)

    def put(self, name, word):
        (self.corpus / "saltmere" / f"{name}.txt").write_text(NOTE.format(word), encoding="utf-8")

    def copy(self, name):
        """The index as the first run left it; nothing is withdrawn."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.copytree(self.first, self.folder / name)
        for one in self.corpus.glob("*withdrawn.tsv*"):
            one.unlink()
        return self.folder / name

    def run(self, what, index, *, strace=(), kill_after_s=None):
        """What came of a command."""
        name, *options = what.split()
        given = ["--corpus", str(self.corpus), WITHDRAWN] if name == "withdraw" else [str(self.corpus)]
        words = self.folder / "words"
        asked = {
            "arguments": [name, *given, "--index", str(index), *options],
            "words": str(words),
            "strace": [*strace],
            "kill_after_s": kill_after_s,
        }
        self.starting.stdin.write(json.dumps(asked) + "\n")
        self.starting.stdin.flush()
        came = json.loads(self.starting.stdout.readline())
        return Ran(came["code"], words.read_text(encoding="utf-8", errors="replace"), came["took_s"])

    def verdict(self, what, index, ran=None):
        """What is wrong after a command that was harmed, and after the next run; empty if nothing is."""
        try:
            found = held(index)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
            return f"does not open: {error!r}"
        wrong = self._wrongly_held(what, found, ran) or self._wrongly_said(found, ran)
        if wrong:
            return wrong
        engine = WhooshEngine(index, disk=QuickDisk())
        try:
            until_free(index / "LOCK")
            index_corpus(self.corpus, engine, index, today=TODAY)
        except Exception as error:  # noqa: BLE001 - the same
            return f"the next run fails: {error!r}"
        flaws = (*engine.check(), *filter(None, [quarantine_flaw(index)]))
        is_withdrawn = (self.corpus / "withdrawn.tsv").exists()
        if is_withdrawn and b"lamp7" in b"".join(one.read_bytes() for one in index.rglob("*") if one.is_file()):
            return "a withdrawn paper left its bytes"
        wanted = without(self.after, "lamp7") if is_withdrawn else self.after
        return "" if held(index) == wanted and not flaws else f"the next run does not mend it: {flaws}"

    def _wrongly_held(self, what, found, ran):
        if what == "withdraw":
            return "" if found in (self.before, without(self.before, "lamp7")) else "lost"
        if ran and BROKE_OFF in ran.words:  # each process that read a file was harmed, and the run named the file
            unread = {id_: text for id_, text in self.after.items() if "lantern" in text or "lateness" in text}
            return "" if self.after.items() - unread.items() <= found.items() <= self.after.items() else "lost"
        return "" if found in (self.before, self.after) else "lost"

    def _wrongly_said(self, found, ran):
        if ran is None or ran.code < 0:
            return ""
        if "Traceback" in ran.words or len(re.findall("^papersearch: ", ran.words, re.MULTILINE)) > 1:
            return f"says more than one line: {ran.words[-300:]}"
        return "says nothing of it" if found == self.before and ran.code == 0 else ""


def held(index):
    """Every passage by its id, with its text, as a reader just started finds it."""
    found = WhooshEngine(index).reader().search(SearchRequest(query=Everything(), page_size=100))
    return {hit.passage.id: hit.passage.text for hit in found.hits}


def without(held, word):
    return {id_: text for id_, text in held.items() if word not in text}


def until_free(lock):
    """Wait until what a killed run started has ended too: a second at most."""
    until = time.monotonic() + 1
    with lock.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    # what counts covered lines would write files of its own at the end, and they are not to be harmed
    bare = ["env", *(part for name in COVERED for part in ("-u", name))]
    command = [*bare, sys.executable, str(Path(__file__).with_name("starting.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starting:
        yield Place(tmp_path_factory.mktemp("killed"), starting)
        starting.stdin.close()


def steps_of(place, what):
    """How often the busiest process of a command does each kind of step."""
    trace = place.folder / "trace"
    place.run(what, place.copy("counted"), strace=["-o", str(trace), "-e", f"trace={','.join(STEPS)}"])
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
    """Each command that writes, read with one process and with two; a short run tries the case that holds most."""
    if "what" in metafunc.fixturenames:
        metafunc.parametrize("what", COMMANDS if metafunc.config.getoption("--soak") else ["index --jobs 2"])


def test_a_fault_at_any_step_loses_nothing(place, what, soak, measured):
    if not can_trace():
        pytest.skip("strace may not inject faults here; the steps of tests/test_sealing.py stand in for it")
    chance = random.Random(what)  # noqa: S311 - chance, no secret
    steps = steps_of(place, what)
    points = [(kind, at, fault) for kind, most in steps.items() for at in range(1, most + 1) for fault in FAULTS]
    wrong = []

    for kind, at, fault in points if soak else chance.sample(points, 6):
        index = place.copy("harmed")
        inject = f"inject={kind}:{fault.format(at)}"
        ran = place.run(what, index, strace=["-o", "/dev/null", "-e", f"trace={kind}", "-e", inject])
        verdict = place.verdict(what, index, ran)
        if verdict:
            wrong.append((kind, at, fault, verdict))
    for goal, begins in {"process death": "signal", "full or failing disk": "error"}.items():
        tried = [one for one in points if one[2].startswith(begins)]
        bad = [one for one in wrong if one[2].startswith(begins)]
        measured(goal, f"{what}: {len(tried) if soak else 'some'} of {len(tried)} points, {len(bad)} bad")

    assert sum(steps.values()) > 20
    assert wrong == []


def test_a_kill_at_any_moment_loses_nothing(place, what, soak, measured):
    chance = random.Random(what)  # noqa: S311 - chance, no secret
    wrong, ended = [], Counter()
    whole_s = place.run(what, place.copy("timed")).took_s
    kills = 60 if soak else 2

    for at in range(kills):
        index = place.copy("harmed")
        ended[place.run(what, index, kill_after_s=chance.uniform(0, whole_s * 1.02)).code] += 1
        verdict = place.verdict(what, index)
        if verdict:
            wrong.append((at, verdict))
    measured("process death", f"{what}: {kills} random kills ({ended[-9]} in time), {len(wrong)} bad")

    assert wrong == []
