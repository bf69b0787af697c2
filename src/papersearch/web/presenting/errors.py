"""Pages that say what went wrong, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from papersearch.passage import FACETS, PaperCard
from papersearch.web.presenting.papers import paper_link
from papersearch.web.presenting.site import Link
from papersearch.web.presenting.words import capitalised, counted, listed
from papersearch.web.state.parameters import FieldError

SEARCH = Link("Search committee papers", "/search")
MEETINGS = Link("Find a meeting", "/meetings")
COVERAGE = Link("See what is in the index", "/coverage")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView:
    """A page without what was asked for."""

    title: str
    sentences: tuple[str, ...]
    links: tuple[Link, ...] = (SEARCH, MEETINGS, COVERAGE)


NOT_FOUND = ErrorView(
    title="Page not found",
    sentences=("There is no page at this address.", "If you typed or pasted the address, check that it is whole."),
)
NO_PARAGRAPH = ErrorView(
    title="There is no such paragraph",
    sentences=(
        "No paragraph in the index has this link. It may have been cut short, or its paper has been removed since.",
        "Search for its words, or look for its meeting.",
    ),
)
NO_PAPER = ErrorView(
    title="There is no such paper",
    sentences=("No paper in the index has this id. It may have been cut short, or the paper has been removed since.",),
)
WITHDRAWN_PAPER = ErrorView(
    title="This paper is no longer in the index",
    sentences=("It has been withdrawn.", "Other papers of its meeting may still be here."),
)
CLOSED_ORIGINAL = ErrorView(
    title="The original file is not shown",
    sentences=(
        "It holds more than this paper, and a part of it is not open to the public.",
        "The open part can be read here in full; the council can say where it is published.",
    ),
)
NO_COMMITMENT = ErrorView(
    title="There is no such commitment",
    sentences=(
        "No row of the ledger has this id. It may have been cut short, or its paper has been corrected or removed since.",
        "Search the commitments for its words.",
    ),
    links=(Link("All commitments", "/commitments"), SEARCH, MEETINGS),
)
NO_FACET = ErrorView(
    title="There is no such filter",
    sentences=(f"The filters are {listed(list(FACETS))}.",),
)
BAD_REQUEST = ErrorView(
    title="This request cannot be read",
    sentences=("The request is not one this site understands. If you followed a link, it may have been cut short.",),
)
METHOD_NOT_ALLOWED = ErrorView(
    title="This page can only be read",
    sentences=("Nothing can be sent to this address. Everything here works with links and searches.",),
)
TOO_LARGE = ErrorView(
    title="Nothing can be sent here",
    sentences=("The request carried content, and this site takes none.",),
)
BROKEN = ErrorView(
    title="Something went wrong",
    sentences=("The page could not be made. This says nothing about what is in the papers: try again.",),
    links=(SEARCH,),
)
BUSY = ErrorView(
    title="The search is busy",
    sentences=("Too many searches are running at this moment. Try again in a few seconds.",),
    links=(),
)
TOO_SLOW = ErrorView(
    title="This search takes too long",
    sentences=(
        "It is too broad to be answered in time. Add a word or a filter, or make a word with a star longer.",
        "This says nothing about what is in the papers.",
    ),
    links=(SEARCH,),
)


def cannot_answer_view(message: str) -> ErrorView:
    """The index cannot answer; `message` says why and what mends it."""
    return ErrorView(
        title="The index cannot be searched",
        sentences=(
            f"{message[:1].upper()}{message[1:]}.".replace("..", "."),
            "This says nothing about what is in the papers.",
        ),
        links=(),
    )


def gone_view(card: PaperCard | None) -> ErrorView:
    """A paragraph that is no longer indexed; `card` is of the paper it stood in, where that is."""
    if card is None:
        return ErrorView(
            title="This paragraph is no longer in the index",
            sentences=("Its paper has been withdrawn, removed or replaced since the link was made.",),
        )
    return ErrorView(
        title="This paragraph is no longer in the index",
        sentences=("Its paper is still here, but has been corrected or read anew since the link was made.",),
        links=(paper_link(card), SEARCH),
    )


def refusal_view(errors: Sequence[FieldError]) -> ErrorView:
    """Parameters that cannot be used, a sentence for each."""
    return ErrorView(
        title=f"{counted(len(errors), 'parameter')} cannot be used",
        sentences=tuple(capitalised(f"{error.message.rstrip('.')}.") for error in errors),
    )


def problem_json(view: ErrorView, status: int, errors: Sequence[FieldError] = ()) -> dict[str, object]:
    """The same as a problem record of RFC 9457; `errors` names each parameter that cannot be used."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": f"{view.title}. {' '.join(view.sentences)}",
        "errors": [{"field": error.field, "message": error.message} for error in errors],
    }


def text_of(view: ErrorView) -> str:
    """The same as lines of plain text."""
    return "\n".join((f"{view.title}.", *view.sentences, ""))
