"""Measures what a person meets: indexing a folder of papers, adding to an index, and pages over HTTP."""

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

from msgspec import structs

from benchmarks.corpus_files import PASSAGES_A_PAPER, write_corpus
from benchmarks.generate import papers
from benchmarks.questions import Kind, Question, questions
from benchmarks.tables import percentile
from papersearch.engines.whoosh_engine.engine import WhooshEngine

Told = dict[str, object]

_ADDED = 200
_ROUNDS = 5
_PATIENCE_S = 60.0


def run(folder: Path, index: Path | None, how_many_papers: int) -> dict[str, Told]:
    """Every figure by its name; what has a goal carries it. `index` is one of ours that was built before."""
    told: dict[str, Told] = {}
    if how_many_papers:
        told = _indexing(folder, how_many_papers, folder / "indexed") | _register(folder / "indexed") | _answering()
        shutil.rmtree(folder / "indexed")
    if index:
        told |= _adding(index, folder / "grown") | _serving(index)
    return told


def _answering() -> dict[str, Told]:
    """What `benchmarks.answers` measures: answers without a server."""
    command = [sys.executable, "-m", "benchmarks.answers"]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout  # 1 where its goal is missed
    row = next(line.split() for line in said.splitlines() if line.startswith("all "))
    middle, most = float(row[2]), float(row[3])
    told = f"{most:.1f} of {row[1]} questions over 50,000 passages, median {middle:.1f}"
    return {"answers, p95 ms": {"told": told, "value": most, "limit": 300.0}}


def _indexing(folder: Path, how_many: int, target: Path) -> dict[str, Told]:
    """`papersearch index` over a folder of files, with what it says of its time."""
    corpus = folder / "corpus"
    write_corpus(corpus, how_many)
    command = [sys.executable, "-m", "papersearch", "index", corpus, "--index", target, "--jobs", "2", "--times"]
    began = time.perf_counter()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    took = time.perf_counter() - began
    shutil.rmtree(corpus)
    split = "; ".join(line.strip() for line in said.splitlines() if line.startswith("  "))
    passages = how_many * PASSAGES_A_PAPER
    name = f"index {how_many:,} papers of {PASSAGES_A_PAPER} passages"
    return {name: {"told": f"{took:.0f} s, {passages / took:.0f} passages a second; {split}", "value": took}}


def _register(index: Path) -> dict[str, Told]:
    """The page of the promise ledger, over all papers: the first, for which its rows are joined, and later ones."""
    with _server(index) as port:
        first, *later = _pages(port, ["/commitments"], 1 + _ROUNDS, uncounted=0)
    told = f"{statistics.median(later):.1f}, worst {max(later):.1f}; the first of all {first:.0f}"
    return {"ledger page, median ms": {"told": told, "value": statistics.median(later)}}


def _adding(index: Path, folder: Path) -> dict[str, Told]:
    """Add a few papers to a copy of an index, sealed and synced."""
    shutil.copytree(index, folder, copy_function=os.link)
    engine = WhooshEngine(folder)
    engine.reader()
    took = []
    for turn in range(3):
        late = [_renamed(*one, f"late{turn}") for one in papers(_ADDED, seed=12 + turn)]
        began = time.perf_counter()
        with engine.writer() as writer:
            for card, its in late:
                writer.add(card, its)
        took.append((time.perf_counter() - began) * 1e3)
    shutil.rmtree(folder)
    told = ", ".join(f"{one:.0f}" for one in took)
    return {f"add {_ADDED} passages, sealed and synced, ms": {"told": told, "value": max(took), "limit": 500.0}}


def _renamed(card, its, prefix):
    paper_id = f"{prefix}{card.id}"
    its = [structs.replace(one, id=f"{prefix}{one.id}", paper_id=paper_id) for one in its]
    return replace(card, id=paper_id), its


def _serving(index: Path) -> dict[str, Told]:
    """Pages of a real server, one connection that stays open."""
    with _server(index) as port:
        searches = [_address(one) for one in questions()]
        took = _pages(port, searches, _ROUNDS)
        answers = _pages(port, [f"/ask?q={quote_plus(one)}" for one in ("What was said about care leavers?",)], _ROUNDS)
    middle, most = statistics.median(took), percentile(took, 0.95)
    return {
        "search over HTTP, median ms": {"told": f"{middle:.1f}", "value": middle, "limit": 15.0},
        "search over HTTP, p95 ms": {"told": f"{most:.1f}", "value": most, "limit": 40.0},
        "answer page, median ms": _without_goal(answers),
    }


def _without_goal(took: Sequence[float]) -> Told:
    return {"told": f"{statistics.median(took):.1f}, worst {max(took):.1f}", "value": statistics.median(took)}


def _address(question: Question) -> str:
    words = " ".join(question.words)
    typed = {
        Kind.ALL: words,
        Kind.ANY: " OR ".join(question.words),
        Kind.FILTERED: " OR ".join(question.words),
        Kind.PHRASE: f'"{words}"',
        Kind.PREFIX: f"{words}*",
    }[question.kind]
    address = f"/search?q={quote_plus(typed)}"
    if question.committee and question.years:
        first, last = question.years
        address += f"&committee={quote_plus(question.committee)}&from={first}-01-01&to={last}-12-31"
    return address


@contextmanager
def _server(index: Path) -> Iterator[int]:
    """`papersearch serve` over an index, once it answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "papersearch", "serve", "--index", index, "--port", str(port)]
    serving = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, serving)
        yield port
    finally:
        serving.terminate()
        serving.wait(_PATIENCE_S)


def _wait_for(port: int, serving: subprocess.Popen) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and serving.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1.0).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not come up")


def _pages(port: int, addresses: Sequence[str], rounds: int, *, uncounted: int = 1) -> list[float]:
    """Milliseconds of each page, after some rounds that are not counted."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    took = []
    for turn in range(-uncounted, rounds):
        for address in addresses:
            began = time.perf_counter()
            connection.request("GET", address)
            reply = connection.getresponse()
            page = reply.read()
            if turn >= 0:
                took.append((time.perf_counter() - began) * 1e3)
            if reply.status != http.client.OK or not re.search(rb"<h1", page):
                raise RuntimeError(f"{address} answered {reply.status}")
    connection.close()
    return took
