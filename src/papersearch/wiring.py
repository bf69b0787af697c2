"""The only place that names a concrete engine, and that reads the environment and the clock."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from wsgiref.types import WSGIApplication

from papersearch.connecting import Model
from papersearch.engines.port import SearchEngine
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.exporting import Record
from papersearch.language_model import LanguageModel
from papersearch.settings import Settings, load_settings
from papersearch.web.app import create_app
from papersearch.web.evidence import evidence_html
from papersearch.web.promised import make_at_once

ENGINES: Mapping[str, Callable[[Path], SearchEngine]] = {"whoosh": WhooshEngine}
"""Engine name to what opens an index of it in a folder."""


def open_engine(folder: Path, *, name: str = "whoosh") -> SearchEngine:
    """The engine over the index in a folder."""
    return ENGINES[name](folder)


def build_app(settings: Settings) -> WSGIApplication:
    """The web application over the index that the settings name, getting ready for its first visitors."""
    engine = open_engine(settings.index)
    make_at_once(engine)
    return create_app(engine, settings, now=now, model=model_of(settings))


def model_of(settings: Settings) -> Model | None:
    """The language model that the settings name, if any."""
    if not settings.model_address:
        return None
    ask = LanguageModel(
        address=settings.model_address,
        name=settings.model_name,
        key=settings.model_key,
        timeout_s=settings.model_timeout_s,
    )
    return Model(name=settings.model_name or "no name given", ask=ask)


def evidence_page(settings: Settings, pack: Record, *, made: date) -> str:
    """An evidence pack as HTML that stands alone."""
    return evidence_html(create_app(open_engine(settings.index), settings, now=now), pack, made=made)


def settings_of_environment() -> Settings:
    """The settings of this process's environment.

    Raises:
        SettingsError: one of them cannot be used.
    """
    return load_settings(os.environ)


def now() -> datetime:
    """The time by the clock, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day by the clock, in UTC."""
    return now().date()
