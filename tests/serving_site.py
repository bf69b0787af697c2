"""A site that `papersearch serve` serves in processes of its own, and what they take of the machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path


class Site:
    """A served index; `process` is what was started, `said` the file its standard error goes to."""

    def __init__(self, process, port, said):
        self.process = process
        self.port = port
        self.said = said

    def get(self, address, *, method="GET", headers=(), timeout=30):
        """Status, headers with small names, and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, address, headers=dict(headers))
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def raw(self, request, *, timeout=30, most=None):
        """All that comes back for bytes as they are, or the beginning of it."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as plug:
            plug.sendall(request)
            answer = b""
            while (most is None or len(answer) < most) and (piece := plug.recv(65536)):
                answer += piece
        return answer

    def log(self):
        """What it said so far."""
        return self.said.read_text(encoding="utf-8")

    def stop(self):
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def processes(self):
        """The process ids of it and of its workers."""
        return [self.process.pid, *children_of(self.process.pid)]

    def resident_bytes(self):
        """The most that any of its processes holds in memory."""
        return max(map(resident_bytes, self.processes()))

    def processor_s(self):
        """Seconds of processor time taken so far."""
        ticks = os.sysconf("SC_CLK_TCK")
        fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in self.processes()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / ticks


def children_of(process):
    """The process ids of the children of a process."""
    stated = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stated[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    return [child for child, parent in stated.items() if parent == process]


def resident_bytes(process):
    """What a process holds in memory now."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def free_port():
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def served(index, *options, corpus="nowhere", **environment):
    """A running site over an index; it is ready when this gives it."""
    port = free_port()
    said = Path(index).with_name(f"served-{port}.log")
    command = [sys.executable, "-m", "papersearch", "serve", "--index", str(index), "--port", str(port), *options]
    given = {"corpus": corpus, **environment}
    settings = [f"PAPERSEARCH_{name.upper()}={value}" for name, value in given.items()]
    with said.open("wb") as stream:
        process = subprocess.Popen(["env", *settings, *command], stderr=stream)
    site = Site(process, port, said)
    try:
        _await(site)
        yield site
    finally:
        if process.poll() is None:
            site.stop()


def _await(site):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if site.process.poll() is not None:
            raise AssertionError(f"the site did not start: {site.log()}")
        try:
            site.get("/api/v1/health", timeout=5)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the site does not answer")
