"""Several processes that do one work: started together, replaced when one dies, stopped together."""

import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Thread

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_STEADY_S = 60.0
"""A process that lived so long did not die of how it starts."""
_TO_STOP_S = 10.0
_log = logging.getLogger(__name__)


class _Place:
    """One process after another in the same place; the pause before the next doubles while they die young."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._pause_s = _FIRST_PAUSE_S
        self._next_start = 0.0
        self.start()

    def start(self) -> None:
        self._began = time.monotonic()
        self.process: ForkProcess | None = multiprocessing.get_context("fork").Process(target=_work, args=(self._work,))
        self.process.start()

    def look_after(self) -> None:
        """Note that the process died, or start the next one when its pause is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self._next_start:
                self.start()
        elif self.process.exitcode is not None:
            _log.error("a server process ended code=%s restart_in_s=%.1f", self.process.exitcode, self._pause_s)
            steady = now - self._began >= _STEADY_S
            self._next_start = now + (_FIRST_PAUSE_S if steady else self._pause_s)
            self._pause_s = _FIRST_PAUSE_S if steady else min(self._pause_s * 2, _LONGEST_PAUSE_S)
            self.process = None


def keep_working(count: int, work: Callable[[], None]) -> None:
    """Have `count` processes do a work until SIGTERM or Ctrl-C; each ends its work when it gets SIGTERM."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.append(number))
    places = [_Place(work) for _ in range(count)]
    while not asked:
        wait([place.process.sentinel for place in places if place.process], timeout=0.2)
        for place in places:
            place.look_after()
    _stop([place.process for place in places if place.process])


def _stop(processes: list[ForkProcess]) -> None:
    """Ask all to end, and end those that do not."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + _TO_STOP_S
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
        if process.exitcode is None:
            process.kill()
            process.join()


def _work(work: Callable[[], None]) -> None:
    """The life of one process: Ctrl-C is its parent's to pass on, and it does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    work()
    sys.stderr.flush()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
