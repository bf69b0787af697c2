"""A run that is killed takes its processes along, so that nothing of it holds the lock or writes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from disks import QuickDisk
from entries import harrowmere
from serving_site import children_of
from waiting import wait_until

from papersearch.engines.whoosh_engine.engine import WhooshEngine

RUN = """
import sys, time
from pathlib import Path
from papersearch.engines.whoosh_engine.apart import Apart
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.papers.admitting import admit_all
from papersearch.papers.finding import find_files

with WhooshEngine(Path(sys.argv[2])).writer():
    segment = Apart(lambda: time.sleep(100))
    outcomes = admit_all(find_files(Path(sys.argv[1])), jobs=2)
    next(outcomes)
    print("at work", flush=True)
    time.sleep(100)
"""
CHILD = """
import os
from papersearch.ending import end_with

if os.fork() == 0:
    end_with(os.getppid() + 1)
    print("goes on", flush=True)
else:
    os.wait()
"""


def lives(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_run_leaves_no_process_that_keeps_the_next_one_out(tmp_path):
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    (corpus / "saltmere").mkdir(parents=True)
    for at in range(3):
        (corpus / "saltmere" / f"{at}.txt").write_text("A note.\n\nThe weir is mended.\n", encoding="utf-8")
    with subprocess.Popen([sys.executable, "-c", RUN, str(corpus), str(folder)], stdout=subprocess.PIPE) as run:
        said = run.stdout.readline()
        workers = children_of(run.pid)
        os.kill(run.pid, signal.SIGKILL)
        run.wait(30)
    wait_until(lambda: not any(map(lives, workers)))
    left = [one for one in workers if lives(one)]
    for one in left:
        os.kill(one, signal.SIGKILL)
    with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
        writer.add(*harrowmere()[0])

    assert said == b"at work\n"
    assert len(workers) == 3
    assert left == []
    assert WhooshEngine(folder).reader().stats().papers == 1


def test_a_process_whose_parent_ended_before_it_began_ends_too():
    ended = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, timeout=60, check=False)

    assert ended.stdout == b""
    assert ended.returncode == 0
