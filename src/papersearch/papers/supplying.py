"""Reads what stands beside the papers: council.toml and sidecars."""

import fnmatch
import tomllib
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path, PurePosixPath

from papersearch.errors import SettingsError, UnreadableFileError
from papersearch.model import Committee, Council
from papersearch.papers.parsers.base.origin import slug_of

COUNCIL_FILE = "council.toml"
_FOLDER_SIDECAR = "folder.toml"
_MOST_BYTES = 200_000
_COUNCIL_KEYS = frozenset(
    {"name", "system", "site", "licence", "municipal_year_starts", "committee", "acronyms", "gate", "restrict"}
)
_SIDECAR_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "source": str, "retrieved": date, "kind": str, "committee": str, "meeting": date, "time": (str, time), "item": (str, int),
    "ids": list, "version": str, "supersedes": str, "complete": bool, "restrict": bool, "restricted": bool, "classification": str, "title": str,
}  # fmt: skip


def read_council(folder: Path, *, slug: str) -> tuple[Council, bytes]:
    """The council of a folder, and the bytes of its council.toml; without one its name is that of the folder.

    Raises:
        SettingsError: council.toml has an unknown key or a value that cannot be used.
    """
    file = folder / COUNCIL_FILE
    if not slug:
        return Council(slug="not-stated", name="Council not stated"), b""
    name = slug.replace("-", " ").replace("_", " ").title()
    if not file.is_file():
        return Council(slug=slug_of(slug), name=name), b""
    data = _bytes_of(file, f"{slug}/{COUNCIL_FILE}")
    stated = _toml(data, f"{slug}/{COUNCIL_FILE}")
    unknown = sorted(stated.keys() - _COUNCIL_KEYS)
    if unknown:
        raise SettingsError(
            f"{slug}/{COUNCIL_FILE} has the unknown key {unknown[0]!r}; it may have {', '.join(sorted(_COUNCIL_KEYS))}"
        )
    gate = _table(stated.get("gate"))
    return (
        Council(
            slug=slug_of(slug),
            name=str(stated.get("name", name)),
            municipal_year_starts=_month_and_day(str(stated.get("municipal_year_starts", "05-01")), slug),
            committees=tuple(_committee(slug_of(slug), one, slug) for one in _list(stated.get("committee"))),
            acronyms={str(short): str(long) for short, long in _table(stated.get("acronyms")).items()},
            open_words=tuple(str(one) for one in _list(gate.get("open"))),
            gate_labels=tuple(str(one) for one in _list(gate.get("labels"))),
            restrict=tuple(str(one) for one in _list(stated.get("restrict"))),
        ),
        data,
    )


def read_supplied(location: Path) -> tuple[Mapping[str, object], bytes]:
    """What a file's own sidecar and that of its folder state, and their bytes.

    Raises:
        UnreadableFileError: a sidecar cannot be read as it is written.
    """
    supplied: dict[str, object] = {}
    together = b""
    for file in (location.parent / _FOLDER_SIDECAR, location.with_name(f"{location.name}.toml")):
        if not file.is_file():
            continue
        try:
            data = _bytes_of(file, file.name)
            together += data
            stated = _toml(data, file.name)
        except SettingsError as error:
            raise UnreadableFileError(str(error)) from error
        for key, value in stated.items():
            expected = _SIDECAR_TYPES.get(key)
            if expected is None:
                raise UnreadableFileError(
                    f"the sidecar {file.name} has the unknown key {key!r}; it may have {', '.join(sorted(_SIDECAR_TYPES))}"
                )
            if not isinstance(value, expected):
                raise UnreadableFileError(
                    f"the sidecar {file.name} has {key} = {value!r}; a date is written 2020-01-30, a text in quotes"
                )
        supplied |= stated
    return supplied, together


def is_restricted(path: str, sha256: str, supplied: Mapping[str, object], restrict: tuple[str, ...]) -> bool:
    """Whether a sidecar or the council's restrict list closes a file, by path, digest, address or pattern in any case."""
    if supplied.get("restrict") is True or supplied.get("restricted") is True:
        return True
    within = path.split("/", 1)[-1]
    names = [path, within, sha256, str(supplied.get("source", "")), PurePosixPath(path).name]
    return any(fnmatch.fnmatchcase(name.casefold(), one.casefold()) for one in restrict for name in names if name)


def _bytes_of(file: Path, name: str) -> bytes:
    if file.stat().st_size > _MOST_BYTES:
        raise SettingsError(f"{name} is larger than {_MOST_BYTES // 1000} KB; a list of names and values is enough")
    return file.read_bytes()


def _toml(data: bytes, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise SettingsError(f"{name} is nested too deeply; a list of names and values is enough") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name} is not valid TOML: {str(error).splitlines()[0]}") from error


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _committee(council: str, stated: object, folder: str) -> Committee:
    entry = _table(stated)
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise SettingsError(f"{folder}/{COUNCIL_FILE} has a [[committee]] without a name")
    return Committee(
        council=council, slug=slug_of(name), name=name, also=tuple(str(one) for one in _list(entry.get("also")))
    )


def _month_and_day(stated: str, folder: str) -> tuple[int, int]:
    try:
        month, day = (int(part) for part in stated.split("-"))
        date(2001, month, day)
    except ValueError as error:
        raise SettingsError(
            f'{folder}/{COUNCIL_FILE} has municipal_year_starts = {stated!r}; write it as "05-01"'
        ) from error
    return month, day
