"""Takes one file from bytes to papers in a process that cannot harm the run."""

import hashlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path

from papersearch.ending import end_with
from papersearch.errors import UnreadableFileError, UnrecognisedPaperError
from papersearch.model import Paper, SourceText
from papersearch.papers.enriching import enrich
from papersearch.papers.finding import FoundFile
from papersearch.papers.gate import Withheld, judge
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.front_matter import with_front_matter
from papersearch.papers.parsers.base.stated_lines import with_stated_lines
from papersearch.papers.reading import read_text
from papersearch.papers.recognising import recognise
from papersearch.papers.splitting import split
from papersearch.passage import CLOSED_LEFT_OUT, WITHDRAWN_LEFT_OUT, PaperCard, Passage, entry_of

MAX_TEXT_CHARACTERS = 20_000_000
BROKE_OFF = "reading it broke off, most likely for want of the memory that one file may take"
CHANGED = "it changed while it was read; the next run reads it as it is then"
_LITTLE_OF_IT = 0.5
"""The share of its time below which a process was held up by others rather than by its file."""
Prepare = Callable[[PaperCard, tuple[Passage, ...]], object]
"""What is still to be done with a paper while it is in its own process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may take of the machine."""

    memory_bytes: int = 1 << 30
    """Of address space beyond what the worker was forked with; it counts reserved memory too, resident memory stays below half."""
    cpu_s: int = 9
    """Of work; the system counts whole seconds, so that a file is stopped before its tenth."""
    wall_s: float = 10.0
    """By the clock; a file that had little of the machine in that time is read once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file holds: its open papers, its text, and the parts that stay closed."""

    papers: tuple[Paper, ...]
    text: SourceText
    withheld: tuple[Withheld, ...]
    reading_s: float = 0.0
    """Seconds of work that turned bytes into text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Seconds of work on one file: turning bytes into text, finding papers in it, and preparing them for an index."""

    reading_s: float = 0.0
    parsing_s: float = 0.0
    preparing_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A file whose papers may be indexed; `withheld` are reasons for parts that may not."""

    file: FoundFile
    entries: tuple[tuple[PaperCard, tuple[Passage, ...]], ...]
    prepared: tuple[object, ...] = ()
    """What `prepare` made of each entry, if it was asked for: then `entries` is empty, for they need not cross over."""
    withheld: tuple[str, ...] = ()
    textless_pages: int = 0
    took: Took = Took()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that is not indexed, and why."""

    file: FoundFile
    reason: str
    is_withheld: bool = False
    """Whether the gate keeps it, and not a fault of the file."""
    may_pass: bool = False
    """Whether the fault may lie outside the file, so that another run is to read it again."""


def read_papers(file: FoundFile) -> Reading:
    """The papers of one file, read in this process.

    Raises:
        UnreadableFileError: its bytes cannot be turned into text.
        UnrecognisedPaperError: no part of it is a paper.
    """
    source = file.source
    if source.restricted:
        return Reading(papers=(), text=SourceText(lines=()), withheld=(Withheld(rule="restricted", line=1),))
    began = time.process_time()
    text = read_text(source.path, file.location.read_bytes())
    reading_s = time.process_time() - began
    if sum(len(line.text) for line in text.lines) > MAX_TEXT_CHARACTERS:
        raise UnreadableFileError(f"it holds more than {MAX_TEXT_CHARACTERS // 1_000_000} million characters; split it")
    papers: list[Paper] = []
    withheld: list[Withheld] = []
    kind = source.supplied.get("kind")
    is_closed = False
    for part in split(text):
        judged = judge(part, source, text.running_heads, follows_closed=is_closed)
        is_closed = judged.ends_closed
        withheld.extend(judged.withheld)
        if judged.part is None:
            continue
        parser = recognise(judged.part, kind=kind if isinstance(kind, str) else None)
        origin = Origin(path=source.path, council=source.council, ordinal=part.ordinal)
        parsed = with_front_matter(parser.parse(judged.part, origin), part.front)
        paper = enrich(with_stated_lines(parsed, judged.part.lines) if parsed.paragraphs else parsed, source)
        if paper.id not in file.withdrawn_papers and paper.paragraphs:
            papers.append(paper)
    if not papers and not withheld and not file.withdrawn_papers:
        raise UnrecognisedPaperError("no paragraph was found in it")
    left_out = (*([CLOSED_LEFT_OUT] if withheld else []), *([WITHDRAWN_LEFT_OUT] if file.withdrawn_papers else []))
    shown = tuple(replace(paper, warnings=(*paper.warnings, *left_out)) for paper in papers)
    return Reading(papers=shown, text=text, withheld=tuple(withheld), reading_s=reading_s)


def admit(file: FoundFile, prepare: Prepare | None = None) -> Admitted | Refused:
    """One file's entries, or what `prepare` makes of each, or why there are none; for use in a limited process."""
    began = time.process_time()
    try:
        reading = read_papers(file)
        entries = _entries(file, reading)
        read = time.process_time()
        if isinstance(entries, Refused):
            return entries
        if not _is_as_found(file):
            return Refused(file=file, reason=CHANGED, may_pass=True)
        prepared = tuple(prepare(*entry) for entry in entries.entries) if prepare else ()
        return replace(
            entries,
            entries=() if prepare else entries.entries,
            prepared=prepared,
            took=Took(
                reading_s=reading.reading_s,
                parsing_s=read - began - reading.reading_s,
                preparing_s=time.process_time() - read,
            ),
        )
    except (UnreadableFileError, UnrecognisedPaperError) as error:
        return Refused(file=file, reason=str(error))
    except MemoryError:
        return Refused(file=file, reason="it needs more memory than one file may take")
    except RecursionError:
        return Refused(file=file, reason="it is nested too deeply")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Refused(file=file, reason=f"it cannot be opened: {reason}", may_pass=True)
    except Exception as error:  # noqa: BLE001 - one bad file never stops a run; a message may hold words of a closed paper
        return Refused(file=file, reason=f"reading it failed ({type(error).__name__}); please report the file")


def _is_as_found(file: FoundFile) -> bool:
    """Whether a file still has the bytes that its digest and its gate were asked about."""
    with file.location.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == file.source.sha256


def _entries(file: FoundFile, reading: Reading) -> Admitted | Refused:
    reasons = tuple(dict.fromkeys(one.reason for one in reading.withheld))
    if not reading.papers and reasons:
        return Refused(file=file, reason=reasons[0], is_withheld=True)
    entries = tuple(entry_of(paper, file.source, reading.text) for paper in reading.papers)
    return Admitted(file=file, entries=entries, withheld=reasons, textless_pages=len(reading.text.textless_pages))


def admit_all(
    files: Iterable[FoundFile], *, jobs: int = 1, limits: Limits | None = None, prepare: Prepare | None = None
) -> Iterator[Admitted | Refused]:
    """Each file's outcome as it comes, `jobs` files at a time, each in a process under limits."""
    allowed = limits or Limits()
    waiting = iter(files)
    workers = [_Worker(allowed, prepare) for _ in range(max(1, jobs))]
    try:
        for worker in workers:
            worker.give(next(waiting, None))
        while any(worker.file for worker in workers):
            for worker in _ready(workers, allowed):
                outcome = worker.take()
                if outcome is None:
                    continue
                yield outcome
                worker.give(next(waiting, None))
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """One process that reads file after file; a new one takes its place when it dies or is killed."""

    def __init__(self, limits: Limits, prepare: Prepare | None) -> None:
        self.limits = limits
        self.prepare = prepare
        self.file: FoundFile | None = None
        self.deadline = 0.0
        self.broke_off = False
        self.worked_before_s = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        given = (theirs, self.limits, self.prepare, os.getpid())
        self.process = context.Process(target=_work, args=given, daemon=True)
        self.process.start()
        theirs.close()

    def give(self, file: FoundFile | None) -> None:
        self.file = file
        self.broke_off = False
        self._send()

    def _send(self) -> None:
        if self.file is not None:
            self.worked_before_s = self._worked_s()
            self.pipe.send(self.file)
            self.deadline = time.monotonic() + self.limits.wall_s

    def take(self) -> Admitted | Refused | None:
        """The outcome of its file; a process that ended or ran over its time is replaced.

        `None` where it broke off for the first time, or ran over its time having had little of a busy machine: a fresh
        process reads the file once more, for the fault may lie outside the file.
        """
        file = self.file
        assert file is not None  # noqa: S101 - only a worker that was given a file is ready
        outcome: Admitted | Refused | None = None
        if self.pipe.poll():
            with suppress(EOFError, OSError):
                outcome = self.pipe.recv()
        if outcome is not None:
            return outcome
        is_late = time.monotonic() >= self.deadline
        was_held_up = is_late and self._worked_s() - self.worked_before_s < self.limits.wall_s * _LITTLE_OF_IT
        self.stop()
        limit = self._limit_reached(is_late=is_late)
        self._start()
        if (limit is None or was_held_up) and not self.broke_off:
            self.broke_off = True
            self._send()
            return None
        return Refused(file=file, reason=limit or BROKE_OFF, may_pass=is_late or limit is None)

    def _worked_s(self) -> float:
        """Seconds of work that its process has had so far; 0 for one that is gone."""
        with suppress(OSError):
            stated = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            return (int(stated[11]) + int(stated[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def _limit_reached(self, *, is_late: bool) -> str | None:
        """The limit that ended a process without an outcome; `None` where it broke off."""
        if is_late:
            return f"it took longer than {self.limits.wall_s:.0f} seconds to read"
        if self.process.exitcode == -signal.SIGXCPU:
            return f"reading it took more than {self.limits.cpu_s} seconds of work"
        return None


def _ready(workers: list[_Worker], limits: Limits) -> list[_Worker]:
    """Workers with an outcome, dead ones, and those over their time."""
    busy = [worker for worker in workers if worker.file]
    timeout = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    signalled = set(wait([worker.pipe for worker in busy], timeout=timeout))
    now = time.monotonic()
    return [worker for worker in busy if worker.pipe in signalled or now >= worker.deadline]


def _work(pipe: Connection, limits: Limits, prepare: Prepare | None, parent: int) -> None:
    """The life of a worker process: limits first, then file after file until it is ended, or its parent is."""
    end_with(parent)
    room = _address_space() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(EOFError, OSError, KeyboardInterrupt, MemoryError):  # the run tells of a process that ended
        while True:
            file: FoundFile = pipe.recv()
            spent = resource.getrusage(resource.RUSAGE_SELF)
            until = int(spent.ru_utime + spent.ru_stime) + limits.cpu_s + 1
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
            pipe.send(admit(file, prepare))


def _address_space() -> int:
    """The bytes this process has reserved so far, most of them shared with the process it was forked from."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
