"""Pages that say what went wrong, and what to do next."""

from dataclasses import dataclass

from papersearch.passage import PaperCard
from papersearch.web.presenting.papers import paper_link
from papersearch.web.presenting.site import Link

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
