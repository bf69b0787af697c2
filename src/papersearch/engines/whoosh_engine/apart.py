"""Does a piece of work in a forked process: beside the run, and in memory that goes back when it ends."""

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from papersearch.ending import end_with
from papersearch.errors import EngineError

T = TypeVar("T")


class Apart(Generic[T]):
    """One piece of work under way; it sees everything as it was when it began, and hands back its result alone."""

    def __init__(self, work: Callable[[], T]) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_do, args=(work, theirs, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()

    def result(self) -> T:
        """What the work returned, once it has ended.

        Raises:
            OSError: what the disk refused.
            EngineError: the process ended without a word.
        """
        try:
            outcome = self._pipe.recv()
        except EOFError as error:
            raise EngineError(
                "a process that wrote the index broke off, most likely for want of memory; index with --jobs 1"
            ) from error
        finally:
            self.stop()
        if isinstance(outcome, OSError):
            raise outcome
        return cast(T, outcome)

    def stop(self) -> None:
        """End it now, if it has not ended."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _do(work: Callable[[], object], pipe: Connection, parent: int) -> None:
    """The life of the process."""
    end_with(parent)
    with suppress(KeyboardInterrupt, MemoryError, OSError):  # the run hears no more from here, and says so
        try:
            outcome = work()
        except OSError as error:
            outcome = error
        pipe.send(outcome)
