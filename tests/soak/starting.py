"""Runs one command of papersearch after another, each in a fork of a process that has loaded everything: starting costs nothing.

Reads a line of JSON for each: the `arguments`, the file its `words` go to, what `strace` is told or nothing, and after how
many seconds it is killed or null. Writes a line with its exit `code` and how many seconds it `took_s`.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from papersearch.cli import main


def wait_for_tracer(process):
    """Until strace has hold of a process."""
    until = time.monotonic() + 30
    while "TracerPid:\t0\n" in Path(f"/proc/{process}/status").read_text():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.002)


def followed(process, asked):
    """The exit code of a process that waits to go on."""
    os.waitpid(process, os.WUNTRACED)
    tracer = None
    if asked["strace"]:
        tracer = subprocess.Popen(["strace", "-f", "-p", str(process), *asked["strace"]], stderr=subprocess.DEVNULL)
        wait_for_tracer(process)
    os.kill(process, signal.SIGCONT)
    if asked["kill_after_s"] is not None:
        time.sleep(asked["kill_after_s"])
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if tracer:
        tracer.wait(60)
    return os.waitstatus_to_exitcode(status)


for line in sys.stdin:
    asked = json.loads(line)
    began = time.monotonic()
    process = os.fork()
    if process == 0:
        words = os.open(asked["words"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(words, 1)
        os.dup2(words, 2)
        os.close(words)
        os.kill(os.getpid(), signal.SIGSTOP)
        main(asked["arguments"])
    code = followed(process, asked)
    sys.stdout.write(json.dumps({"code": code, "took_s": time.monotonic() - began}) + "\n")
    sys.stdout.flush()
