"""Sealed folders: verified before they are read, and passed over when damaged.

    index/CURRENT                which generation is the newest, and the oldest that may still be served
    index/LOCK                   held by the one run that writes
    index/generations/<number>/  files that never change, and MANIFEST.json with the size and sha256 of each
    index/generations/tmp-<n>/   a run that has not ended, or was killed; swept by the next one

A folder gets its number by a rename after every file in it is on the disk, and counts as the newest once `CURRENT` names
it. What does not match its manifest is never read.
"""

import hashlib
import json
import logging
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from io import BufferedReader
from itertools import takewhile
from pathlib import Path
from time import sleep
from typing import BinaryIO

from papersearch.engines.whoosh_engine.arrays import CARDS, ROWS, WORDS, side_by_side
from papersearch.engines.whoosh_engine.comparing import BLOCK
from papersearch.errors import (
    EngineError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutOfDateError,
)

FORMAT = 8
"""Changes whenever the files of a generation are laid out otherwise."""
MANIFEST = "MANIFEST.json"
MAY_REPAIR = "run `papersearch index` to build it again"
FRESH = "run `papersearch index --fresh`"
WHOLE_BYTES = 512 << 20
_READ_AT_ONCE, _REST_S = 1 << 20, 0.005
_BLOCKWISE = (ROWS, WORDS, CARDS)
"""Files that hold the most and of which a search reads the least, or nothing."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `CURRENT` says."""

    generation: int
    oldest: int
    """Older ones held papers that were withdrawn, and are never served."""


@dataclass(frozen=True, slots=True)
class FileSeal:
    """What a file must be to be read."""

    size: int
    sha256: str
    sums: bytes
    """The crc32 of each of its blocks, four bytes each: enough to see damage, where sha256 would have to read it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a manifest says of its generation, for `Stats`."""

    papers: int
    passages: int
    quarantined: int
    corpus: str
    built: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A sealed folder and its manifest."""

    number: int
    folder: Path
    files: Mapping[str, FileSeal]
    figures: Figures
    oldest: int
    """Generations before this one held papers that were withdrawn, and are never served."""
    warning: str | None = None


@dataclass(slots=True)
class Generations:
    """The generations of one index folder."""

    folder: Path
    fingerprint: str
    whole_bytes: int = WHOLE_BYTES
    """A generation up to this size is read through before it is opened; of a larger one each block when it is first read."""
    _verified: set[tuple[int, int, int, int, str]] = field(default_factory=set)
    """Inode, device, size, time of change and sha256 of each file this process has read through."""
    _told: set[str] = field(default_factory=set)
    """The flaws for which a generation was passed over and the log was told so: each once."""

    @property
    def current_file(self) -> Path:
        """The file that names the newest generation."""
        return self.folder / "CURRENT"

    @property
    def sealed(self) -> Path:
        """Where the sealed folders are."""
        return self.folder / "generations"

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the sealed folders, newest first."""
        with usable(self.folder):
            try:
                names = [one.name for one in self.sealed.iterdir()]
            except FileNotFoundError:
                return ()
        return tuple(sorted((int(name) for name in names if name.isascii() and name.isdigit()), reverse=True))

    def pointer(self) -> Pointer | None:
        """What `CURRENT` says, or `None` if it is missing or says nothing that can be understood."""
        with usable(self.folder):
            try:
                said = json.loads(unsigned(self.current_file.read_bytes()))
                return Pointer(int(said["generation"]), int(said["oldest"]))
            except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
                return None

    def newest(self, *, is_whole: bool = True) -> Generation:
        """The newest generation that is sound; its warning says if a newer one was passed over.

        Unless `is_whole` is asked for, the segments and cards of a large one may be unread: see `unread`.

        Raises:
            IndexMissingError: there is none.
            IndexDamagedError: there is none that is sound.
            IndexOutOfDateError: the newest was built with another schema or analysis.
        """
        for _ in range(3):  # while we look, a run may end and sweep what we are looking at
            pointer = self.pointer()
            found, flaws = self._newest_of(pointer, is_whole=is_whole)
            if found is not None:
                return found
            if pointer == self.pointer():
                break
        else:
            flaws = ("it changes faster than it can be opened",)
        if not flaws:
            raise IndexMissingError(f"there is no index in {self.folder}; run `papersearch index`")
        raise IndexDamagedError(f"no generation of the index in {self.folder} is sound ({flaws[0]}); {FRESH}")

    def _newest_of(self, pointer: Pointer | None, *, is_whole: bool) -> tuple[Generation | None, tuple[str, ...]]:
        """The newest sound generation, if there is one, and what is wrong with the others."""
        flaws: list[str] = []
        oldest = pointer.oldest if pointer else 0
        if pointer is None or pointer.generation not in self.numbers():
            flaws.append("CURRENT does not name a generation")
        for number in self.numbers():
            if number < oldest:
                break
            if pointer and number > pointer.generation:
                continue
            try:
                generation = self.read_manifest(number)
            except IndexDamagedError as error:
                flaws.append(str(error))
                continue
            oldest = max(oldest, generation.oldest)
            found = self.flaws(generation, is_whole=is_whole or self._is_small(generation))
            if not found:
                return self._with_warning(generation, flaws), tuple(flaws)
            flaws.extend(found)
        return None, tuple(flaws) if pointer or self.numbers() else ()

    def _with_warning(self, generation: Generation, flaws: list[str]) -> Generation:
        if not flaws:
            return generation
        if flaws[0] not in self._told:
            _log.warning("generation passed over flaw=%s", flaws[0])
            self._told.add(flaws[0])
        warning = f"the newest index is damaged ({flaws[0]}) and an older one is served; {MAY_REPAIR}"
        return replace(generation, warning=warning)

    def _is_small(self, generation: Generation) -> bool:
        return sum(seal.size for seal in generation.files.values()) <= self.whole_bytes

    def flaws(self, generation: Generation, *, is_whole: bool = True) -> tuple[str, ...]:
        """What does not match the manifest, a line each; a file is read through once by this process.

        Unless `is_whole`, of segments and cards only the sizes are compared.
        """
        with side_by_side() as pool:
            found = pool.map(
                lambda name: self._flaw(
                    generation, name, digest_of=_digest if is_whole or not name.endswith(_BLOCKWISE) else None
                ),
                generation.files,
            )
            return tuple(flaw for flaw in found if flaw)

    def first_flaw(self, generation: Generation, is_wanted: Callable[[], bool]) -> str | None:
        """The first thing that does not match the manifest, sought at leisure, as long as it is wanted to be known."""
        names = takewhile(lambda _: is_wanted(), generation.files)
        found = (self._flaw(generation, name, digest_of=_digest_at_leisure) for name in names)
        return next(filter(None, found), None)

    def unread(self, generation: Generation) -> dict[str, bytes]:
        """The files of segments and cards that this process has not read through, with the checksums of their blocks."""
        sums = {}
        for name, seal in generation.files.items():
            with suppress(FileNotFoundError):
                if name.endswith(_BLOCKWISE) and _mark((generation.folder / name).stat(), seal) not in self._verified:
                    sums[name] = seal.sums
        return sums

    def _flaw(
        self, generation: Generation, name: str, *, digest_of: Callable[[BufferedReader], str] | None
    ) -> str | None:
        seal = generation.files[name]
        path = generation.folder / name
        shown = f"generations/{generation.number}/{name}"
        try:
            with path.open("rb") as file:
                known = os.fstat(file.fileno())
                if known.st_size != seal.size:
                    return f"{shown} has {known.st_size} bytes instead of {seal.size}"
                if digest_of is None:
                    return None
                mark = _mark(known, seal)
                if mark not in self._verified and digest_of(file) != seal.sha256:
                    return f"{shown} has other bytes than were sealed"
        except OSError as error:
            return f"{shown} cannot be read: {error.strerror}"
        self._verified.add(mark)
        return None

    def trust(self, known: os.stat_result, seal: FileSeal) -> None:
        """Take a file as read through: this process has just written it."""
        self._verified.add(_mark(known, seal))

    def read_manifest(self, number: int) -> Generation:
        """A generation as its manifest describes it, not yet compared with its files.

        Raises:
            IndexDamagedError: there is no manifest that can be understood.
            IndexOutOfDateError: it was built with another schema or analysis.
        """
        folder = self.sealed / str(number)
        shown = f"generations/{number}/{MANIFEST}"
        try:
            manifest = json.loads(unsigned((folder / MANIFEST).read_bytes()))
            generation = Generation(
                number=number,
                folder=folder,
                files={
                    name: FileSeal(int(size), str(digest), bytes.fromhex(sums))
                    for name, (size, digest, sums) in manifest["files"].items()
                },
                figures=Figures(**manifest["figures"]),
                oldest=int(manifest["oldest"]),
            )
            built_for = (manifest["format"], manifest["fingerprint"])
        except OSError as error:
            raise IndexDamagedError(f"{shown} cannot be read: {error.strerror}") from error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise IndexDamagedError(f"{shown} is not as it was sealed") from error
        if built_for != (FORMAT, self.fingerprint):
            raise IndexOutOfDateError(
                f"the index in {self.folder} was built for {_shown(*built_for)} and this is "
                f"{_shown(FORMAT, self.fingerprint)}; {FRESH}"
            )
        if any(Path(name).name != name for name in generation.files):
            raise IndexDamagedError(f"{shown} names files outside its folder")
        return generation

    def check(self) -> tuple[str, ...]:
        """What is damaged in any kept generation, a line each; every file is read through again.

        Raises:
            IndexMissingError: there is no generation.
        """
        numbers, pointer = self.numbers(), self.pointer()
        if not numbers:
            raise IndexMissingError(f"there is no index in {self.folder}; run `papersearch index`")
        lines: list[str] = []
        if pointer is None or pointer.generation not in numbers:
            lines.append("CURRENT does not name a generation")
        self._verified.clear()
        for number in numbers:
            try:
                lines.extend(self.flaws(self.read_manifest(number)))
            except (IndexDamagedError, IndexOutOfDateError) as error:
                lines.append(str(error))
        return tuple(lines)


def seal_of(file: BinaryIO) -> FileSeal:
    """What a file is now, read from where it stands to its end."""
    digest, sums, size = hashlib.sha256(), bytearray(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        sums += zlib.crc32(block).to_bytes(4, "big")
        size += len(block)
    return FileSeal(size, digest.hexdigest(), bytes(sums))


def _digest(file: BufferedReader) -> str:
    """The sha256 of a file from where it stands to its end."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_at_leisure(file: BufferedReader) -> str:
    """As `_digest`, with rests, so that searches hardly notice: a million passages take a quarter of a minute instead of two seconds."""
    digest = hashlib.sha256()
    while block := file.read(_READ_AT_ONCE):
        digest.update(block)
        sleep(_REST_S)
    return digest.hexdigest()


def _shown(layout: int, fingerprint: str) -> str:
    return f"{fingerprint} (files of layout {layout})"


def signed(text: bytes) -> bytes:
    """A text with its sha256 in a line after it, so that no flipped bit in it goes unseen."""
    return text + b"\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"


def unsigned(text: bytes) -> bytes:
    """The text that was signed.

    Raises:
        ValueError: it is not as it was signed.
    """
    said, _, _ = text[:-1].rpartition(b"\n")
    if signed(said) != text:
        raise ValueError("the text does not match its sha256")
    return said


def _mark(known: os.stat_result, seal: FileSeal) -> tuple[int, int, int, int, str]:
    return (known.st_ino, known.st_dev, known.st_size, known.st_mtime_ns, seal.sha256)


@contextmanager
def usable(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into an error of ours.

    Raises:
        EngineError: the folder cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EngineError(f"the index in {folder} cannot be used: {reason}; check the disk and who owns it") from error
