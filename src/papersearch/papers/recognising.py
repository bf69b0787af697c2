"""Chooses the one parser that claims a part."""

import re

from papersearch.errors import AmbiguousPaperError, UnrecognisedPaperError
from papersearch.model import Part, PartHint
from papersearch.papers.parsers import PARSERS, PLAIN
from papersearch.papers.parsers.base import PaperParser

_LIST_PAGES = re.compile(
    r"(?:browse|list of|committees|meetings|calendar of meetings|councillors|your councillors|committee structure|"
    r"browse meetings.*|what's new|forward plans?|library|outside bodies)\s*",
    re.IGNORECASE,
)
_ERROR_PAGES = re.compile(
    r".*\b(?:page not found|404|runtime error|access denied|an error (?:has )?occurred|service unavailable)\b.*",
    re.IGNORECASE,
)
_FEW_WORDS = 400


def recognise(part: Part, *, kind: str | None = None) -> PaperParser:
    """The parser for a part; `kind` is what a sidecar says it is.

    Raises:
        UnrecognisedPaperError: the part is a list of meetings or an error page, or `kind` is no form we read.
        AmbiguousPaperError: two parsers claim it.
    """
    if kind and part.hint is PartHint.WHOLE:
        chosen = next((parser for parser in (*PARSERS, PLAIN) if parser.name == kind), None)
        if chosen is None:
            names = ", ".join(parser.name for parser in (*PARSERS, PLAIN))
            raise UnrecognisedPaperError(f"the sidecar's kind is {kind!r}; it must be one of {names}")
        return chosen
    claiming = [parser for parser in PARSERS if parser.claims(part)]
    if len(claiming) > 1:
        names = " and ".join(parser.name for parser in claiming)
        raise AmbiguousPaperError(f"it reads as {names}; say which with `kind` in a sidecar")
    if claiming:
        return claiming[0]
    _refuse_what_is_no_paper(part)
    return PLAIN


def _refuse_what_is_no_paper(part: Part) -> None:
    text = " ".join(" ".join(line.text.split()) for line in part.lines)
    stated = [" ".join(line.text.split()) for line in part.lines if line.text.strip()]
    if not re.search(r"[^\W\d_]{2}", text):
        raise UnrecognisedPaperError("it holds no words")
    if len(text) < _FEW_WORDS and any(_ERROR_PAGES.fullmatch(line) for line in stated):
        raise UnrecognisedPaperError("it is an error page, not a paper; fetch the page again")
    linked = sum(1 for line in part.lines if line.link and line.text.strip())
    if _LIST_PAGES.fullmatch(stated[0]) and (linked > len(stated) / 2 or all(len(line) < 80 for line in stated)):
        raise UnrecognisedPaperError("it is a list of pages, not a paper; save the pages it leads to")
