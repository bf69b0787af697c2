"""Has the engines ask in turns, a round each, so that whatever else the machine does meets all of them alike."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 30


def built(engine: str, passages: int, folder: Path) -> dict[str, object]:
    """What building took, by one engine in a process of its own; the index is left in a folder."""
    load = os.getloadavg()[0]
    file = folder / "built.json"
    subprocess.run(_command("build", engine, passages, folder, file), check=True)
    return json.loads(file.read_text(encoding="utf-8")) | {"load_before_build": load}


def asked_in_turns(passages: int, folders: dict[str, Path]) -> dict[str, dict[str, object]]:
    """What asking took, by engine; their indexes stand in the folders."""
    engines = []
    for name, folder in folders.items():
        load = os.getloadavg()[0]
        engines.append(_Asking(name, passages, folder, load))
    for _ in range(ROUNDS):
        for one in engines:
            one.take_turn()
    return {one.name: one.end() for one in engines}


def _command(step: str, engine: str, passages: int, folder: Path, file: Path) -> Sequence[str]:
    return [sys.executable, "-m", "benchmarks.measuring", step, engine, str(passages), str(folder / "index"), str(file)]


class _Asking:
    """One engine that waits for its turns; the first pass over the questions is behind it."""

    def __init__(self, name: str, passages: int, folder: Path, load: float) -> None:
        self.name = name
        self._load = load
        self._file = folder / "asked.json"
        command = _command("ask", name, passages, folder, self._file)
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._wait()

    def take_turn(self) -> None:
        """Have it ask one round, and wait for its end."""
        self._process.stdin.write("turn\n")
        self._process.stdin.flush()
        self._wait()

    def end(self) -> dict[str, object]:
        """Have it open its index anew for each question; then its figures."""
        self._process.communicate()
        self._check()
        return json.loads(self._file.read_text(encoding="utf-8")) | {"load_before_ask": self._load}

    def _wait(self) -> None:
        if not self._process.stdout.readline():
            self._process.communicate()
            self._check()

    def _check(self) -> None:
        if self._process.returncode:
            raise RuntimeError(f"{self.name} ended with {self._process.returncode}")
