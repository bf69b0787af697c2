"""One server process: answers what arrives at a socket until it is told to stop, and finishes what it has begun."""

import logging
import signal
import socket
import time
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

import waitress
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from papersearch.web.app import HEADERS

_CONNECTIONS = 1000
_IDLE_S, _SWEEP_S = 10, 5
"""How long a connection may say nothing, or take nothing of its answer, and how often it is looked for."""
_TO_ASK_S = 30
"""How long it may take to say what it asks for."""
_BACKLOG = 1024
_TO_FINISH_S = 5.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The answer to what is no request at all: it never reaches the application, so it is the client's fault."""

    def execute(self) -> None:
        """Answer 4xx in one line, with the headers of every other answer."""
        error = self.request.error
        code, reason = (error.code, error.reason) if error.code < 500 else (400, "Bad Request")
        body = f"{reason}\n".encode("ascii")
        self.status = f"{code} {reason}"
        self.response_headers += [("Content-Type", "text/plain; charset=utf-8"), *HEADERS.items()]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """One connection, which is not waited for without end."""

    error_task_class = _Refusal
    asking_since = 0.0

    def received(self, data: bytes) -> bool:
        """Take some bytes of a request."""
        if self.request is None:
            self.asking_since = time.time()
        return bool(super().received(data))

    def send_continue(self) -> None:
        """Ask for no content: a request that has any is refused, and one that has none is complete."""
        self.request.expect_continue = False

    def is_stalled(self, now: float) -> bool:
        """Whether it dribbles its question, or does not take the answer."""
        if self.requests:
            return bool(self.total_outbufs_len) and now - self.last_activity > _IDLE_S
        return self.request is not None and now - self.asking_since > _TO_ASK_S


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket that connections may arrive at.

    Raises:
        OSError, ValueError: it cannot be had.
    """
    is_everywhere = host == "::" and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG, dualstack_ipv6=is_everywhere)


def answer_at(listening: socket.socket, app: WSGIApplication, *, threads: int) -> None:
    """Answer at a socket until SIGTERM or Ctrl-C; then take no further connection and finish the requests at hand.

    A signal that is ignored when this begins goes on being ignored.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # says how many wait at every request under load
    server = waitress.create_server(
        app,
        sockets=[listening],
        threads=threads,
        backlog=_BACKLOG,
        connection_limit=_CONNECTIONS,
        channel_timeout=_IDLE_S,
        cleanup_interval=_SWEEP_S,
        max_request_body_size=1,
        ident="",
    )
    server.channel_class = _Channel
    asked: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        asked.append(number)
        server.pull_trigger()

    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)
    next_sweep = time.monotonic() + _SWEEP_S
    while not asked:
        _turn(server, 1.0)
        if time.monotonic() >= next_sweep:
            _hang_up_on_stalled(server)
            next_sweep = time.monotonic() + _SWEEP_S
    server.del_channel(server._map)
    listening.close()
    until = time.monotonic() + _TO_FINISH_S
    while time.monotonic() < until and _is_busy(server):
        _turn(server, 0.05)


def _turn(server: Any, timeout_s: float) -> None:
    """Read and write what is ready, once."""
    server.asyncore.loop(timeout=timeout_s, use_poll=True, map=server._map, count=1)


def _hang_up_on_stalled(server: Any) -> None:
    now = time.time()
    for channel in list(server.active_channels.values()):
        if channel.is_stalled(now):
            channel.handle_close()


def _is_busy(server: Any) -> bool:
    return any(one.requests or one.total_outbufs_len for one in server.active_channels.values())
