"""The file a paper was read from, as it was published."""

from pathlib import Path

from flask import abort, send_file
from flask.typing import ResponseReturnValue

from papersearch.web import visit
from papersearch.web.failing import failure
from papersearch.web.presenting import errors

_SHOWN = (".txt", ".md")
"""Sent as plain text, to which Flask adds the charset."""
_SAVED = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""All else, saved web pages among them, is sent as bytes that no browser opens."""


def original(paper_id: str) -> ResponseReturnValue:
    """The file of a paper; the address names a paper, never a path."""
    card = visit.card(paper_id)
    if card is None:
        return failure(*visit.why_no_paper(paper_id))
    if not card.is_file_open:
        return failure(errors.CLOSED_ORIGINAL, 403)
    path = _inside_corpus(card.source.path)
    if path is None:
        abort(404)
    kind = path.suffix.casefold()
    is_shown = kind in _SHOWN
    sent = send_file(
        path,
        mimetype="text/plain" if is_shown else _SAVED.get(kind, "application/octet-stream"),
        as_attachment=not is_shown,
        download_name=path.name,
    )
    sent.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return sent


def _inside_corpus(relative: str) -> Path | None:
    """The file, if it is still there and no link leads out of the corpus."""
    corpus = visit.settings().corpus.resolve()
    path = (corpus / relative).resolve()
    return path if path.is_relative_to(corpus) and path.is_file() else None
