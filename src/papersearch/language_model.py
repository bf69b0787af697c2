"""Asks a language model at an OpenAI-compatible address: the one place that speaks to a server of that kind."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from urllib.parse import urlsplit

from papersearch.errors import ModelError

MOST_BYTES = 1 << 18
_BLOCK = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """A model that is asked over HTTP.

    Attributes:
        address: the base address, to which `/chat/completions` is added; http or https.
        key: sent as a bearer token; empty for none.
        timeout_s: seconds for the whole of one request.
    """

    address: str
    name: str
    key: str = field(default="", repr=False)
    timeout_s: float = 10.0

    def __call__(self, messages: Sequence[Mapping[str, str]]) -> str:
        """What the model replies, as it stands. No redirect is followed.

        Raises:
            ModelError: it cannot be reached, is too slow, or replies in another form.
        """
        deadline = monotonic() + self.timeout_s
        try:
            reply = json.loads(self._post(messages, deadline))
            content = reply["choices"][0]["message"]["content"]
        except TimeoutError as error:
            raise ModelError(f"the language model did not reply within {self.timeout_s:g} seconds") from error
        except (OSError, HTTPException) as error:
            raise ModelError("the language model cannot be reached") from error
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise ModelError("the language model replied in another form than asked") from error
        if not isinstance(content, str):
            raise ModelError("the language model replied in another form than asked")
        return content

    def _post(self, messages: Sequence[Mapping[str, str]], deadline: float) -> bytes:
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.timeout_s)
        wanted = json.dumps({"model": self.name, "temperature": 0, "messages": list(messages)})
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        try:
            connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", wanted.encode("utf-8"), headers)
            connection.sock.settimeout(max(0.01, deadline - monotonic()))
            answer = connection.getresponse()
            if answer.status != 200:
                raise ModelError(f"the language model answered with status {answer.status}")
            return _body(answer, deadline)
        finally:
            connection.close()


def _body(answer: HTTPResponse, deadline: float) -> bytes:
    """The body of an answer, read in blocks so that a slow or endless one ends."""
    read = b""
    while block := answer.read1(_BLOCK):
        read += block
        if len(read) > MOST_BYTES:
            raise ModelError("the language model replied at too great a length")
        if monotonic() > deadline:
            raise TimeoutError
    return read
