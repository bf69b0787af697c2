"""The file a paper was read from, as it was published."""

from pathlib import Path

from flask import abort, send_file
from flask.typing import ResponseReturnValue

from papersearch.web import visit

_SHOWN = {".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8"}
_SAVED = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""All else, saved web pages among them, is sent as bytes that no browser opens."""


def original(paper_id: str) -> ResponseReturnValue:
    """The file of a paper; the address names a paper, never a path."""
    card = visit.card(paper_id)
    path = _inside_corpus(card.source.path) if card else None
    if path is None:
        abort(404)
    kind = path.suffix.casefold()
    sent = send_file(
        path,
        mimetype=_SHOWN.get(kind) or _SAVED.get(kind, "application/octet-stream"),
        as_attachment=kind not in _SHOWN,
        download_name=path.name,
    )
    sent.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return sent


def _inside_corpus(relative: str) -> Path | None:
    """The file, if it is still there and no link leads out of the corpus."""
    corpus = visit.settings().corpus.resolve()
    path = (corpus / relative).resolve()
    return path if path.is_relative_to(corpus) and path.is_file() else None
