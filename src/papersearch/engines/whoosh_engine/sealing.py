"""Builds a generation beside the old one and makes it the newest in steps that a kill cannot spoil.

Every file is on the disk before the folder gets its number, and the folder before `CURRENT` names it: whenever a run is
killed, either the old generation or the new one is served.
"""

import errno
import fcntl
import json
import logging
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from papersearch.engines.whoosh_engine.generations import (
    FORMAT,
    MANIFEST,
    Figures,
    FileSeal,
    Generation,
    Generations,
    Pointer,
    seal_of,
    signed,
    usable,
)
from papersearch.errors import EngineError, IndexBusyError

_NO_SECOND_NAMES = (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK)
_log = logging.getLogger(__name__)


class Disk:
    """Every step that makes a generation last, one method each, so that a test can fail any of them."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder for its owner alone."""
        folder.mkdir(mode=0o700)

    def link(self, source: Path, target: Path) -> None:
        """Give a file that never changes a second name, or copy it where the disk knows no second names."""
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in _NO_SECOND_NAMES:
                raise
            shutil.copyfile(source, target)

    def write(self, path: Path, text: bytes) -> None:
        """Write a new file for its owner alone."""
        path.touch(mode=0o600)
        path.write_bytes(text)

    def sync(self, path: Path) -> None:
        """Force a file or the list of a folder to the disk."""
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

    def rename(self, source: Path, target: Path) -> None:
        """Put a finished file or folder in its place."""
        source.rename(target)

    def remove(self, folder: Path) -> None:
        """Remove a folder with all that is in it."""
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Building:
    """An unfinished generation."""

    index_folder: Path
    folder: Path
    number: int
    base: Generation | None
    """The generation whose files it started with."""


class Sealing:
    """The writing side of the generations of one index folder."""

    def __init__(self, generations: Generations, disk: Disk) -> None:
        self._generations = generations
        self._folder = generations.folder
        self._sealed = generations.sealed
        self._disk = disk

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one run that may write; sweeps what an earlier one left behind.

        Raises:
            IndexBusyError: another run is writing.
            EngineError: the folder cannot be used, or others may write to it.
        """
        with usable(self._folder):
            self._own_folder()
            lock = os.open(self._folder / "LOCK", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._lock(lock)
            with usable(self._folder):
                self._sweep(self._servable())
            yield
        finally:
            os.close(lock)

    def _own_folder(self) -> None:
        """Make the folder, or see that nobody else can have written into it: the writer opens what Whoosh pickled."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        known = self._folder.stat()
        if known.st_uid != os.geteuid():
            raise EngineError(f"the index folder {self._folder} belongs to another user; index as that user")
        is_open = bool(known.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
        if is_open and self._generations.numbers():
            raise EngineError(
                f"others may write to the index folder {self._folder}; remove it, or what is in it, "
                "and run `papersearch index`"
            )
        self._folder.chmod(0o700)
        if not self._sealed.exists():
            self._disk.make_folder(self._sealed)

    def _lock(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusyError(
                f"another run is writing the index and holds {self._folder / 'LOCK'}; wait until it ends"
            ) from error

    def _servable(self) -> tuple[int, ...]:
        """The generations that a reader may open."""
        pointer, numbers = self._generations.pointer(), self._generations.numbers()
        if pointer is None:
            return numbers
        return tuple(number for number in numbers if pointer.oldest <= number <= pointer.generation)

    def _sweep(self, kept: Collection[int]) -> None:
        """Remove unfinished folders and the generations that are not kept."""
        for one in self._sealed.iterdir():
            if one.is_dir() and one.name not in map(str, kept):
                self._disk.remove(one)

    def _tidy(self, kept: Collection[int]) -> None:
        """Sweep if it can be done: the run has ended well, and the next one sweeps too."""
        try:
            self._sweep(kept)
        except OSError as error:
            _log.warning("old generations stay reason=%s", error)

    @contextmanager
    def building(self, base: Generation | None, left_out: AbstractSet[str]) -> Iterator[Building]:
        """An unfinished folder with the files of a generation under second names, but for some; gone if it is not sealed.

        Raises:
            EngineError: the folder cannot be made.
        """
        number = max(self._generations.numbers(), default=0) + 1
        folder = self._sealed / f"tmp-{number}"
        try:
            with usable(self._folder):
                self._disk.make_folder(folder)
                if base:
                    for name in base.files.keys() - left_out:
                        self._disk.link(base.folder / name, folder / name)
            yield Building(self._folder, folder, number, base)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def seal(self, building: Building, figures: Figures, files: Mapping[str, bytes], *, purge: bool) -> None:
        """Make an unfinished folder, with some more files, the newest generation.

        With `purge` no older one is ever served again.

        Raises:
            EngineError: a step failed; the old generation is still the newest.
        """
        with usable(self._folder):
            for name, text in files.items():
                self._disk.write(building.folder / name, text)
            self._seal(building, figures, purge=purge)

    def _seal(self, building: Building, figures: Figures, *, purge: bool) -> None:
        folder, number, base = building.folder, building.number, building.base
        pointer = self._generations.pointer()
        oldest = number if purge or pointer is None else pointer.oldest
        files = {path.name: self._seal_of(path, base) for path in sorted(folder.iterdir())}
        manifest = {
            "format": FORMAT,
            "fingerprint": self._generations.fingerprint,
            "oldest": oldest,
            "figures": asdict(figures),
            "files": {name: [seal.size, seal.sha256, seal.sums.hex()] for name, seal in files.items()},
        }
        self._disk.write(folder / MANIFEST, signed(json.dumps(manifest, indent=1).encode()))
        self._disk.sync(folder / MANIFEST)
        self._disk.sync(folder)
        self._disk.rename(folder, self._sealed / str(number))
        self._disk.sync(self._sealed)
        self._point(Pointer(number, oldest))
        if purge:
            self._sweep((number,))
        else:
            self._tidy((number, base.number) if base else (number,))

    def _seal_of(self, path: Path, base: Generation | None) -> FileSeal:
        """The seal of a file: a known one if it is a file of the last generation, else a new one, once it is on the disk."""
        if base and path.name in base.files and path.samefile(base.folder / path.name):
            return base.files[path.name]
        path.chmod(0o600)
        self._disk.sync(path)
        with path.open("rb") as file:
            known = os.fstat(file.fileno())
            seal = seal_of(file)
        self._generations.trust(known, seal)
        return seal

    def _point(self, pointer: Pointer) -> None:
        draft = self._folder / "CURRENT.tmp"
        self._disk.write(draft, signed(json.dumps(asdict(pointer)).encode()))
        self._disk.sync(draft)
        self._disk.rename(draft, self._generations.current_file)
        self._disk.sync(self._folder)
