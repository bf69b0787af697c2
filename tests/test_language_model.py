"""A language model is asked over HTTP, within its time and size, and every failure is one clear line."""

import json
import logging
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from papersearch.errors import ModelError, SettingsError
from papersearch.language_model import MOST_BYTES, LanguageModel
from papersearch.settings import Settings, load_settings
from papersearch.wiring import model_of

MESSAGES = ({"role": "user", "content": "secretword?"},)


def completion(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def serving(reply):
    """The address of a server on this machine, and the requests it got; `reply` writes the answer."""
    requests = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requests.append((self.path, dict(self.headers), json.loads(body)))
            try:
                reply(self)
            except ConnectionError:
                return

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def answering(body, status=200, **headers):
    def reply(handler):
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def trickling(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def silent(handler):
    time.sleep(1.0)


def test_the_reply_is_given_as_it_stands_and_the_request_is_as_the_settings_say():
    with serving(answering(completion("{}"))) as (address, requests):
        told = LanguageModel(address=f"{address}/", name="small", key="token")(MESSAGES)

    path, headers, body = requests[0]
    assert told == "{}"
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer token"
    assert body == {"model": "small", "temperature": 0, "messages": list(MESSAGES)}


def test_without_a_key_none_is_sent():
    with serving(answering(completion("x"))) as (address, requests):
        LanguageModel(address=address, name="small")(MESSAGES)

    assert "Authorization" not in requests[0][1]


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (answering(b"<html>no</html>"), "another form"),
        (answering(b"{}"), "another form"),
        (answering(b'{"choices": []}'), "another form"),
        (answering(b'{"choices": [{"message": {"content": null}}]}'), "another form"),
        (answering(b'{"choices": 7}'), "another form"),
        (answering(b"\xff\xfe\x00"), "another form"),
        (answering(b"[" * 100_000), "another form"),
        (answering(b"no", 500), "status 500"),
        (answering(b"no", 401), "status 401"),
        (answering(b"", 302, Location="http://127.0.0.1:9/"), "status 302"),
        (answering(b" " * (MOST_BYTES + 9)), "too great a length"),
        (silent, "within 0.3 seconds"),
        (trickling, "within 0.3 seconds"),
    ],
    ids=["page", "empty", "none", "null", "number", "bytes", "deep", "500", "401", "moved", "long", "silent", "slow"],
)
def test_every_failure_is_one_clear_line_in_time(reply, says):
    with serving(reply) as (address, _):
        began = time.monotonic()

        with pytest.raises(ModelError, match=says):
            LanguageModel(address=address, name="small", timeout_s=0.3)(MESSAGES)

        assert time.monotonic() - began < 3


def test_nobody_there_is_told():
    with serving(answering(b"")) as (address, _):
        gone = address

    with pytest.raises(ModelError, match="cannot be reached"):
        LanguageModel(address=gone, name="small", timeout_s=0.3)(MESSAGES)


def test_neither_the_question_nor_the_key_is_logged_or_shown(caplog):
    caplog.set_level(logging.DEBUG)
    settings = Settings(model_address="http://127.0.0.1:9", model_key="hushhush")

    with pytest.raises(ModelError):
        model_of(settings).ask(MESSAGES)

    assert "secretword" not in caplog.text
    assert "hushhush" not in f"{caplog.text}{settings!r}{model_of(settings)!r}"


def test_no_model_is_asked_unless_the_settings_name_one():
    assert model_of(Settings()) is None


def test_the_settings_name_the_model():
    settings = load_settings(
        {
            "PAPERSEARCH_MODEL_ADDRESS": "http://127.0.0.1:8080/v1/",
            "PAPERSEARCH_MODEL_NAME": "small",
            "PAPERSEARCH_MODEL_TIMEOUT_S": "3",
        }
    )

    assert (settings.model_address, model_of(settings).name) == ("http://127.0.0.1:8080/v1", "small")
    with pytest.raises(SettingsError, match="begins with http"):
        load_settings({"PAPERSEARCH_MODEL_ADDRESS": "file:///etc"})
