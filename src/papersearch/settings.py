"""Reads settings once, from a file and the environment; the environment wins."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from papersearch.errors import SettingsError

PREFIX = "PAPERSEARCH_"
FILE_VARIABLE = f"{PREFIX}SETTINGS"
"""Names a TOML file with the same settings in small letters: `site_name = "..."`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What whoever runs papersearch decides; each field is also `PAPERSEARCH_` and its name in capitals."""

    index: Path = Path("index")
    """The folder of the index."""
    corpus: Path = Path("corpus")
    """The folder of the papers."""
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    """Host names the web application answers to, without a port; in the environment with commas between."""
    address: str = ""
    """Where visitors reach it, `https://papers.example.gov.uk`; empty: as the request says."""
    site_name: str = "Papersearch"
    contact_name: str = ""
    contact_email: str = ""
    """Who answers for the site: shown on the accessibility statement and under "Report a problem"."""
    deadline_s: float = 1.0
    """Seconds one search may take."""
    searches_at_once: int = 4
    """Requests answered side by side; one more waits two seconds and is then asked to come back."""
    answer_threshold: float = 0.58
    """How sure the best sentence must be, from 0 to 1, to be given as an answer."""
    closest_threshold: float = 0.25
    """How sure a sentence must be for its paragraph to be shown as coming closest."""
    model_address: str = ""
    """The base address of an OpenAI-compatible language model that arranges answers, `http://127.0.0.1:8080/v1`; empty: none."""
    model_name: str = ""
    """Which of its models is asked."""
    model_key: str = field(default="", repr=False)
    """Sent to it as a bearer token; empty: none."""
    model_timeout_s: float = 10.0
    """Seconds it may take for one answer, which then stands without it."""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of an environment.

    Raises:
        SettingsError: a name is not a setting, a value cannot be used, or the file cannot be read.
    """
    given = {name: value for name, value in environ.items() if name.startswith(PREFIX) and value.strip()}
    file = given.pop(FILE_VARIABLE, None)
    from_file = _from_file(Path(file)) if file else {}
    from_environment = {name.removeprefix(PREFIX).lower(): (name, value.strip()) for name, value in given.items()}
    readers = {one.name: _READERS.get(one.name, str) for one in fields(Settings)}
    values: dict[str, object] = {}
    for setting, (name, value) in {**from_file, **from_environment}.items():
        if setting not in readers:
            raise SettingsError(f"{name} is not a setting; known are {', '.join(readers)}")
        try:
            values[setting] = readers[setting](value)
        except ValueError as error:
            raise SettingsError(f"{name} cannot be {value!r}: {error}") from error
    return Settings(**values)  # type: ignore[arg-type]  # each reader gives the type of its field


def _from_file(path: Path) -> dict[str, tuple[str, str]]:
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{FILE_VARIABLE} names {path}, which cannot be read: {error}") from error
    return {name: (f"{name} in {path}", _as_text(value)) for name, value in stated.items()}


def _as_text(value: object) -> str:
    return ",".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _port(value: str) -> int:
    port = int(value)
    if not 0 < port < 65536:
        raise ValueError("a port is a number from 1 to 65535")
    return port


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    if any("/" in host or ":" in host for host in hosts):
        raise ValueError("write host names only, without http:// and without a port, with commas between")
    return hosts


def _address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("an address begins with http:// or https://")
    return value.rstrip("/")


def _email(value: str) -> str:
    if value.count("@") != 1 or any(char.isspace() for char in value):
        raise ValueError("an e-mail address has one @ and no blank")
    return value


def _seconds(value: str) -> float:
    seconds = float(value)
    if not 0 < seconds <= 60:
        raise ValueError("use a number of seconds above 0 and up to 60")
    return seconds


def _at_once(value: str) -> int:
    count = int(value)
    if not 0 < count <= 64:
        raise ValueError("use a number from 1 to 64")
    return count


def _share(value: str) -> float:
    share = float(value)
    if not 0 < share <= 1:
        raise ValueError("use a share above 0 and up to 1")
    return share


_READERS: Mapping[str, Callable[[str], object]] = {
    "index": Path,
    "corpus": Path,
    "port": _port,
    "trusted_hosts": _hosts,
    "address": _address,
    "contact_email": _email,
    "deadline_s": _seconds,
    "searches_at_once": _at_once,
    "answer_threshold": _share,
    "closest_threshold": _share,
    "model_address": _address,
    "model_timeout_s": _seconds,
}
