"""How an answer travels: once only if it did not change, and small to whoever reads gzip."""

import gzip
import hashlib

from flask import Response, request

_SMALLEST = 1024
"""Bytes; what is shorter gains nothing."""
_LEVEL = 5
_WORDY = ("text/", "application/atom+xml", "image/svg+xml")
"""What a browser or a reader of feeds asks for; records go to programs as they are, which do not all unpack."""


def as_asked(response: Response) -> Response:
    """The answer with a validator, without its body where the visitor has it, and packed where that is accepted.

    Rows that are made while they are sent, and files of the corpus, go as they are. Pages hold nothing secret, so packing
    what a visitor typed together with them tells nobody anything.
    """
    if response.is_streamed or response.direct_passthrough:
        return response
    if response.status_code == 200:
        if response.get_etag()[0] is None:
            response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:24], weak=True)
        response.make_conditional(request)
    if response.status_code == 304 or not (response.mimetype or "").startswith(_WORDY):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and len(response.get_data()) >= _SMALLEST and not response.content_encoding:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
        response.content_encoding = "gzip"
        etag, _ = response.get_etag()
        if etag is not None:
            response.set_etag(etag, weak=True)
    return response
