"""The only place that names a concrete engine."""

from collections.abc import Callable, Mapping
from pathlib import Path

from flask import Flask

from papersearch.engines.port import SearchEngine
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.settings import Settings
from papersearch.web.app import create_app

ENGINES: Mapping[str, Callable[[Path], SearchEngine]] = {"whoosh": WhooshEngine}
"""Engine name to what opens an index of it in a folder."""


def open_engine(folder: Path, *, name: str = "whoosh") -> SearchEngine:
    """The engine over the index in a folder."""
    return ENGINES[name](folder)


def build_app(settings: Settings) -> Flask:
    """The web application over the index that the settings name."""
    return create_app(open_engine(settings.index), settings)
