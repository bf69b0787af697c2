"""What one request works with: one reader, its search, the settings, and the frame round its page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g, render_template, request

from papersearch import searching
from papersearch.answering import Answer, Thresholds, answer
from papersearch.connecting import Model, arrange
from papersearch.coverage import Coverage, coverage_of
from papersearch.engines.port import Reader, SearchEngine
from papersearch.errors import EngineError
from papersearch.papers.finding import is_withdrawn, read_tombstones
from papersearch.passage import PaperCard
from papersearch.searching import ResultPage
from papersearch.settings import Settings
from papersearch.web.presenting import errors
from papersearch.web.presenting.errors import ErrorView
from papersearch.web.presenting.site import site_view
from papersearch.web.state.parameters import FieldError
from papersearch.web.state.question import AskState, read_question
from papersearch.web.state.search import SearchState, read_state

EXTENSION = "papersearch"
_PASSAGE_ID = re.compile(r"(?P<paper>[0-9a-f]{12})[0-9a-f]{8}(?:-[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an application serves; `version` changes with its stylesheet and script, `now` reads the clock.

    `model` arranges answers; most sites have none.
    """

    engine: SearchEngine
    settings: Settings
    version: str
    now: Callable[[], datetime]
    model: Model | None = None


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


def search_asked() -> tuple[SearchState, tuple[FieldError, ...]]:
    """The search of this request's address, and what is wrong with it."""
    return read_state(request.args.to_dict(flat=False))


def results_of(state: SearchState) -> ResultPage:
    """One page of the results of a search."""
    return searching.search(
        reader(),
        state.parsed,
        state.request(deadline_s=settings().deadline_s),
        reach=state.reach,
        without=frozenset(state.switched_off),
    )


def question_asked() -> tuple[AskState, tuple[FieldError, ...]]:
    """The question of this request's address, and what is wrong with its filters."""
    return read_question(request.args.to_dict(flat=False))


def answer_to(state: AskState) -> Answer:
    """The answer to a question under the site's thresholds, arranged by its language model if it has one."""
    limits = Thresholds(answer=settings().answer_threshold, closest=settings().closest_threshold)
    found = answer(reader(), state.q, filters=state.chosen(), without=frozenset(state.without), thresholds=limits)
    return arrange(found, site().model)


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


def why_no_passage(passage_id: str) -> tuple[ErrorView, int]:
    """What to say of a paragraph that is not there: 410 where its paper is indexed or was withdrawn, else 404."""
    match = _PASSAGE_ID.fullmatch(passage_id)
    if match is None:
        return errors.NO_PARAGRAPH, 404
    paper = card(match["paper"])
    if paper is None and not is_withdrawn(match["paper"], read_tombstones(settings().corpus)):
        return errors.NO_PARAGRAPH, 404
    return errors.gone_view(paper), 410


def why_no_paper(paper_id: str) -> tuple[ErrorView, int]:
    """What to say of a paper that is not there: 410 where it was withdrawn, else 404."""
    if is_withdrawn(paper_id, read_tombstones(settings().corpus)):
        return errors.WITHDRAWN_PAPER, 410
    return errors.NO_PAPER, 404


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
