"""What one request works with: one reader, the settings, and the frame round its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import current_app, g, render_template, request

from papersearch.coverage import Coverage, coverage_of
from papersearch.engines.port import Reader, SearchEngine
from papersearch.errors import EngineError
from papersearch.passage import PaperCard
from papersearch.settings import Settings
from papersearch.web.presenting.site import site_view

EXTENSION = "papersearch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an application serves; `version` changes with its stylesheet and script."""

    engine: SearchEngine
    settings: Settings
    version: str


def site() -> Site:
    """The site this request came to."""
    return cast(Site, current_app.extensions[EXTENSION])


def settings() -> Settings:
    """The settings of the site."""
    return site().settings


def reader() -> Reader:
    """The one reader of this request: all of its page comes from one generation."""
    if "reader" not in g:
        g.reader = site().engine.reader()
    return cast(Reader, g.reader)


def coverage() -> Coverage:
    """What the whole index holds."""
    return coverage_of(reader())


def councils() -> Mapping[str, str]:
    """The names of all councils in the index by their slugs."""
    return dict(coverage().councils)


def card(paper_id: str) -> PaperCard | None:
    """The card of a paper, or `None`."""
    here = reader()
    return here.remember("web: cards", lambda: {one.id: one for one in here.cards()}).get(paper_id)


def address() -> str:
    """Where visitors reach the site: scheme and host, no slash at its end."""
    return settings().address or request.host_url.rstrip("/")


def page(template: str, **values: object) -> str:
    """A page in the frame of the site; where the index cannot be read, the frame says so."""
    try:
        frame = site_view(settings().site_name, site().version, coverage(), reader().stats().warning)
    except EngineError:
        return page_without_index(template, **values)
    return render_template(template, site=frame, **values)


def page_without_index(template: str, **values: object) -> str:
    """A page whose frame does not ask the index anything, for when that is what failed."""
    return render_template(template, site=site_view(settings().site_name, site().version, None, None), **values)
