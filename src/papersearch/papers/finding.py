"""Finds the files of a corpus, with the council of their folder and what their sidecars supply."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from papersearch.errors import SettingsError, UnreadableFileError
from papersearch.model import Council, SourceFile
from papersearch.papers.parsers.base.origin import paper_id_of
from papersearch.papers.supplying import COUNCIL_FILE, is_restricted, read_council, read_supplied

WITHDRAWN_FILE = "withdrawn.tsv"
_TOMBSTONE = ("path", "sha256", "paper_id", "day")
_PASSED_OVER = frozenset(
    {
        "readme",
        "readme.md",
        "readme.txt",
        "licence",
        "license",
        "licence.txt",
        "license.txt",
        "withdrawn.tsv",
        "thumbs.db",
        "desktop.ini",
    }
)
_UNSHOWABLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control, direction and broken characters: a name with one cannot be trusted on a screen or in a list."""
_MOST_PAPERS = 1_000
"""In one file, when a withdrawn one is looked for under another name."""
MAX_FILE_BYTES = 50_000_000
READING_VERSION = "4"
"""Changes whenever the same file would give other papers, so that it is read again."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A paper, or a whole file, that was withdrawn; it stops its coming back."""

    path: str
    sha256: str
    paper_id: str
    """Empty where the whole file was withdrawn."""
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file of the corpus before it is read: where it is, and all that stands beside it."""

    source: SourceFile
    location: Path
    withdrawn_papers: frozenset[str] = frozenset()
    """Ids of papers in it that were withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file that is not read, and why."""

    path: str
    sha256: str
    reason: str
    is_withdrawn: bool = False
    is_folder: bool = False
    """Whether it is a whole folder, which cannot be looked into."""


def find_files(corpus: Path) -> Iterator[FoundFile | PassedOver]:
    """The files of a corpus in the order of their paths.

    Each folder in the corpus is a council; files right in it belong to a council named "not stated".

    Raises:
        SettingsError: the corpus is no folder, or a council.toml or the list of what was withdrawn cannot be used.
    """
    if not corpus.is_dir():
        raise SettingsError(f"there is no folder {corpus}; give the folder that holds your councils' papers")
    councils: dict[str, tuple[Council, bytes]] = {}
    tombstones = _all_tombstones(corpus)
    closed_folders: list[OSError] = []
    for location in _walk(corpus, closed_folders):
        path = location.relative_to(corpus).as_posix()
        folder = path.split("/")[0] if "/" in path else ""
        if folder not in councils:
            councils[folder] = read_council(corpus / folder, slug=folder)
        council, council_bytes = councils[folder]
        yield _found(corpus, location, path, council, council_bytes, tombstones)
    for error in closed_folders:
        path = Path(error.filename).relative_to(corpus).as_posix()
        yield PassedOver(path=path, sha256="", reason=f"it cannot be opened: {error.strerror}", is_folder=True)


def find_one(location: Path, corpus: Path, *, council: str | None = None) -> FoundFile:
    """One file as a run over its corpus would find it, so that its ids are the same.

    A file outside `corpus` belongs to the council named, or to that of the folder it lies in.

    Raises:
        UnreadableFileError: there is no such file, or it cannot be opened.
        SettingsError: its council.toml cannot be used.
    """
    if not location.is_file():
        raise UnreadableFileError(f"there is no file {location}")
    place = location.resolve()
    root = corpus.resolve() if place.is_relative_to(corpus.resolve()) else place.parent.parent
    path = place.relative_to(root).as_posix()
    folder = path.split("/")[0] if "/" in path else ""
    found_council, council_bytes = read_council(root / folder, slug=folder)
    if council is not None:
        found_council, council_bytes = read_council(root / council, slug=council)
        path = f"{council}/{path.split('/', 1)[-1]}"
    found = _found(root, place, path, found_council, council_bytes, ())
    if isinstance(found, PassedOver):
        raise UnreadableFileError(found.reason)
    return found


def read_tombstones(corpus: Path) -> tuple[Tombstone, ...]:
    """What was withdrawn from this corpus, oldest first."""
    rows = [line.split("\t") for line in _tombstone_lines(corpus)]
    return tuple(Tombstone(*row) for row in rows if len(row) == len(_TOMBSTONE))


def _tombstone_lines(corpus: Path) -> list[str]:
    file = corpus / WITHDRAWN_FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [line for line in lines if line.strip() and line != "\t".join(_TOMBSTONE)]


def _all_tombstones(corpus: Path) -> tuple[Tombstone, ...]:
    """What was withdrawn, every line of it: one that is passed over would let its paper come back.

    Raises:
        SettingsError: a line cannot be read.
    """
    try:
        tombstones, lines = read_tombstones(corpus), _tombstone_lines(corpus)
    except UnicodeDecodeError as error:
        raise SettingsError(f"{corpus / WITHDRAWN_FILE} is not UTF-8 text; bring it back from a backup") from error
    if len(tombstones) < len(lines):
        raise SettingsError(
            f"{corpus / WITHDRAWN_FILE} has a line that is not path, sha256, paper id and day with tabs between; mend it"
        )
    return tombstones


def is_withdrawn(paper_id: str, tombstones: Iterable[Tombstone]) -> bool:
    """Whether a paper of this id was withdrawn, by itself or with its whole file."""
    return any(one.paper_id == paper_id if one.paper_id else paper_id in _ids_at(one.path) for one in tombstones)


@lru_cache(maxsize=64)
def _ids_at(path: str) -> frozenset[str]:
    """All ids that papers of a file can have."""
    return frozenset(paper_id_of(path, place) for place in range(_MOST_PAPERS))


def add_tombstones(corpus: Path, added: tuple[Tombstone, ...]) -> None:
    """Append to the list of what was withdrawn: all of them or, where the disk refuses, none."""
    rows = ["\t".join((one.path, one.sha256, one.paper_id, one.day)) for one in added]
    text = "".join(f"{row}\n" for row in ("\t".join(_TOMBSTONE), *_tombstone_lines(corpus), *rows))
    draft = corpus / f".{WITHDRAWN_FILE}.new"
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(corpus / WITHDRAWN_FILE)


def _found(
    corpus: Path, location: Path, path: str, council: Council, council_bytes: bytes, tombstones: tuple[Tombstone, ...]
) -> FoundFile | PassedOver:
    try:
        _refuse_what_is_no_file(location, path, corpus)
        sha256 = _digest_of(location)
        mine = [one for one in tombstones if path == one.path or sha256 == one.sha256]
        whole = next((one for one in mine if not one.paper_id), None)
        if whole:
            return PassedOver(path=path, sha256=sha256, reason=f"withdrawn on {whole.day}", is_withdrawn=True)
        supplied, beside = read_supplied(location)
    except OSError as error:
        return PassedOver(path=path, sha256="", reason=f"it cannot be opened: {error.strerror}")
    except UnreadableFileError as error:
        return PassedOver(path=path, sha256="", reason=str(error))
    digest = hashlib.sha256(
        b"\0".join(
            (
                READING_VERSION.encode(),
                sha256.encode(),
                ",".join(one.paper_id for one in mine).encode(),
                beside,
                council_bytes,
                path.encode("utf-8", "surrogateescape"),
            )
        )
    ).hexdigest()
    source = SourceFile(
        path=path,
        council=council,
        digest=digest,
        sha256=sha256,
        supplied=supplied,
        restricted=is_restricted(path, sha256, supplied, council.restrict),
    )
    return FoundFile(source=source, location=location, withdrawn_papers=frozenset(_id_at(path, one) for one in mine))


def _id_at(path: str, tombstone: Tombstone) -> str:
    """The id that a withdrawn paper has in this file, which may hold the same bytes under another name."""
    if path == tombstone.path:
        return tombstone.paper_id
    places = range(_MOST_PAPERS)
    place = next((at for at in places if paper_id_of(tombstone.path, at) == tombstone.paper_id), None)
    return tombstone.paper_id if place is None else paper_id_of(path, place)


def _refuse_what_is_no_file(location: Path, path: str, corpus: Path) -> None:
    if any(unicodedata.category(char) in _UNSHOWABLE for char in path):
        raise UnreadableFileError("its name holds a character that cannot be shown; rename it")
    if not location.is_file():
        raise UnreadableFileError("it is not a regular file")
    if location.is_symlink() and not location.resolve().is_relative_to(corpus.resolve()):
        raise UnreadableFileError("it is a link out of the corpus; copy the file itself into the folder")
    if location.stat().st_size > MAX_FILE_BYTES:
        raise UnreadableFileError(f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB; split it")


def _walk(corpus: Path, closed_folders: list[OSError]) -> Iterator[Path]:
    """The places of what may be papers; why a folder cannot be looked into is added to a list."""
    for folder, folders, names in os.walk(corpus, onerror=closed_folders.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            is_ours = name == COUNCIL_FILE or name.endswith(".toml") or name.casefold() in _PASSED_OVER
            if not name.startswith((".", "~$")) and not is_ours:
                yield Path(folder) / name


def _digest_of(location: Path) -> str:
    with location.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
