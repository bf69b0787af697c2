"""`papersearch serve` keeps answering when a process of it dies, ends what it has begun, and says nothing of what is asked."""

import gc
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection

import pytest
from disks import QuickDisk
from entries import harrowmere
from serving_site import served
from waiting import wait_until

from papersearch.cli import main, serving
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.settings import Settings
from papersearch.web.app import HEADERS


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "index"
    with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
        for card, passages in harrowmere():
            writer.add(card, passages)
    return folder


@pytest.fixture(scope="module")
def site(index):
    with served(index) as one:
        yield one


def test_several_processes_answer_and_one_that_dies_is_replaced(index):
    with served(index, "--workers", "2") as site:
        first = site.processes()[1:]
        os.kill(first[0], signal.SIGKILL)
        statuses = [site.get("/search?q=lamps")[0] for _ in range(20)]
        wait_until(lambda: len(site.processes()) >= 3)
        second = site.processes()[1:]
        code = site.stop()

        assert statuses == [200] * 20
        assert len(first) == len(second) == 2
        assert first[0] not in second
        assert code == 0
        assert "a server process ended code=-9" in site.log()
        assert not [one for one in second if os.path.exists(f"/proc/{one}")]  # noqa: PTH110 - a process, no file


def test_files_that_are_cut_or_overwritten_while_they_are_served_change_no_answer(index, tmp_path):
    shutil.copytree(index, tmp_path / "index")
    with served(tmp_path / "index") as site:
        before = told(site)
    with served(tmp_path / "index") as site:
        for path in (tmp_path / "index" / "generations").rglob("*.*"):
            os.truncate(path, 10)
        after = told(site)

    assert [status for status, _ in after] == [200, 200, 200]
    assert after == before


def told(site):
    """What three searches find, each with its status."""
    answers = [site.get(f"/api/v1/search?q={word}") for word in ("lamps", "ferry", "plan")]
    return [
        (status, [(one["id"], one["text"]) for one in json.loads(body).get("results", [])])
        for status, _, body in answers
    ]


def test_no_process_outlives_the_one_that_was_started(index):
    with served(index, "--workers", "2") as site:
        workers = site.processes()[1:]
        site.process.kill()
        site.process.wait(10)
        wait_until(lambda: not any(_lives(one) for one in workers))

        assert [one for one in workers if _lives(one)] == []


def _lives(process):
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123 - a process, no file
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_when_asked_and_says_nothing_of_it(index, number):
    with served(index) as site:
        site.get("/search?q=lamps")
        site.process.send_signal(number)
        code = site.process.wait(10)

        assert code == 0
        assert len(site.log().splitlines()) == 1


SLOW_SITE = """
import time
from papersearch.cli.listening import answer_at, bound_socket

def slow(environ, start_response):
    print("begun", flush=True)
    time.sleep(0.5)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "100000")])
    return [b"x" * 100_000]

listening = bound_socket("127.0.0.1", 0)
print(listening.getsockname()[1], flush=True)
answer_at(listening, slow, threads=4)
"""


def test_a_request_that_was_begun_is_finished_before_the_end():
    with subprocess.Popen([sys.executable, "-c", SLOW_SITE], stdout=subprocess.PIPE, text=True) as site:
        connection = HTTPConnection("127.0.0.1", int(site.stdout.readline()), timeout=30)
        connection.request("GET", "/")
        said = site.stdout.readline()
        site.terminate()

        answer = connection.getresponse()
        body = answer.read()
        connection.close()

        assert said == "begun\n"
        assert (answer.status, len(body)) == (200, 100_000)
        assert site.wait(30) == 0


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX\x00Y: 1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
    ],
    ids=range(6),
)
def test_what_is_no_request_is_the_fault_of_its_sender(site, request_):
    answer = site.raw(request_)

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.0 4", b"HTTP/1.1 4"))
    assert [name for name in HEADERS if name.lower().encode() not in head.lower()] == []
    assert b"server:" not in head.lower()
    assert b"waitress" not in answer
    assert len(body) < 100


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /search?q=" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 1_000_000 + b"\r\nConnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + b"a" * 1_000_000,
    ],
    ids=["address", "header", "content"],
)
def test_one_who_sends_far_too_much_hears_so(site, request_):
    for _ in range(5):
        answer = site.raw(request_)

        assert answer.startswith((b"HTTP/1.0 4", b"HTTP/1.1 4"))


def test_one_who_is_refused_and_goes_on_sending_is_hung_up_on(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as plug:
        plug.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")
        sent = sent_until_hung_up_on(plug)

    assert sent < 100 << 20


def sent_until_hung_up_on(plug):
    """How much the other side let come, a gigabyte at most."""
    sent = 0
    with suppress(ConnectionError):
        while sent < 1 << 30:
            sent += plug.send(b"a" * 65_536)
    return sent


@pytest.mark.parametrize("words", ["close", "keep-alive, Close , upgrade", "Host,close"])
def test_one_who_lists_that_the_connection_ends_need_not_wait(site, words):
    began = time.monotonic()
    answer = site.raw(f"GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: {words}\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 200")
    assert time.monotonic() - began < 5


def test_a_visitor_who_waits_to_be_asked_for_content_is_answered(site):
    status, _, _ = site.get("/search?q=lamps", headers=[("Expect", "100-continue")], timeout=5)

    assert status == 200


def test_half_open_connections_do_not_keep_others_waiting(site):
    begun_at = time.monotonic()
    plugs = [socket.create_connection(("127.0.0.1", site.port), timeout=10) for _ in range(60)]
    for plug in plugs:
        plug.sendall(b"GET /search?q=lamps HTTP/1.1\r\nHost: loc")

    status, _, _ = site.get("/search?q=lamps", timeout=10)
    for plug in plugs:
        plug.close()

    assert status == 200
    assert time.monotonic() - begun_at < 10


def test_nothing_that_is_asked_is_said(site):
    for address in ("/search?q=secretword", "/search?q=secretword&page=-1", "/p/secretword", "/ask?q=secretword"):
        site.get(address)
    site.raw(b"GET /search?q=secretword HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n")

    assert "secretword" not in site.log()


def test_a_port_that_is_taken_is_told_in_one_line(index, site, capfd):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--index", str(index), "--port", str(site.port)])

    said = capfd.readouterr().err
    assert ended.value.code == 2
    assert f"cannot listen at 127.0.0.1:{site.port} (Address already in use); choose another" in said
    assert len(said.splitlines()) == 1


def test_a_server_process_leaves_what_was_there_before_its_first_visitor_out_of_the_search_for_garbage(
    index, monkeypatch
):
    seen = {}

    def answering(listening, app, *, threads):
        seen.update(app=app, frozen=gc.get_freeze_count(), after=gc.get_threshold()[0], enabled=gc.isenabled())

    thresholds = gc.get_threshold()
    monkeypatch.setattr(serving, "answer_at", answering)
    try:
        with socket.socket() as plug:
            serving.answer(plug, Settings(index=index))
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)

    assert seen["app"] is not None
    assert seen["frozen"] > 10_000
    assert seen["after"] > thresholds[0]
    assert seen["enabled"]


def test_memory_that_is_no_longer_used_is_given_back_where_the_c_library_can():
    is_glibc = platform.libc_ver()[0] == "glibc"
    script = """
import mmap
from pathlib import Path
from papersearch.cli.listening import give_back_memory
def resident(): return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE
held = [bytes(50_000) + bytes([at % 256]) for at in range(2000)]
kept = held[::50]
del held
before = resident()
print(give_back_memory(), before - resident())
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    could, freed = said.stdout.split()
    assert could == str(is_glibc)
    assert int(freed) > 30 << 20 or not is_glibc
