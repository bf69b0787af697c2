"""One server process: answers what arrives at a socket until it is told to stop, and finishes what it has begun."""

import ctypes
import logging
import signal
import socket
import time
from contextlib import suppress
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

import waitress
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask

from papersearch.web.app import HEADERS

_CONNECTIONS = 1000
_IDLE_S, _SWEEP_S = 10, 5
"""How long a connection may say nothing, or take nothing of its answer, and how often it is looked for."""
_GIVE_BACK_S = 30
"""How often memory that is no longer used is given back: glibc keeps it in pieces, a tenth of what a process holds."""
_TO_ASK_S = 30
"""How long it may take to say what it asks for."""
_TO_LINGER_S, _TO_PASS_OVER = 5.0, 8 << 20
"""How long, and for how many bytes, it is read out after it was refused: a client that still sends would lose the answer."""
_TO_READ = 1 << 16
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
        self.channel.is_refused = True
        self.content_length = len(body)
        self.write(body)


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """One request."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read its head; of the words that `Connection` may list, `close` is the one that counts."""
        super().parse_header(header_plus)
        words = self.headers.get("CONNECTION", "").lower().split(",")
        if "close" in [word.strip() for word in words]:
            self.headers["CONNECTION"] = "close"
            self.connection_close = True


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """One connection, which is not waited for without end."""

    error_task_class = _Refusal
    parser_class = _Parser
    asking_since = 0.0
    is_refused = False
    lingers_until = 0.0
    passed_over = 0

    def received(self, data: bytes) -> bool:
        """Take some bytes of a request."""
        if self.request is None:
            self.asking_since = time.time()
        return bool(super().received(data))

    def send_continue(self) -> None:
        """Ask for no content: a request that has any is refused, and one that has none is complete."""
        self.request.expect_continue = False

    def readable(self) -> bool:
        """Whether it is to be read from."""
        return bool(self.lingers_until) or bool(super().readable())

    def writable(self) -> bool:
        """Whether there is something to be sent, or the end to be told."""
        return not self.lingers_until and bool(super().writable())

    def handle_read(self) -> None:
        """Read what has come."""
        if not self.lingers_until:
            super().handle_read()
        elif self.passed_over < _TO_PASS_OVER:
            self.passed_over += len(self.recv(_TO_READ))
        else:
            self.handle_close()

    def handle_close(self) -> None:
        """Hang up; on a client that was refused once it has ended too, or the time for that is over."""
        if self.is_refused and not self.lingers_until and self.connected:
            self.lingers_until = time.time() + _TO_LINGER_S
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                return
        super().handle_close()

    def is_stalled(self, now: float) -> bool:
        """Whether it dribbles its question, or does not take the answer."""
        if self.lingers_until:
            return now > self.lingers_until
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
    next_return = time.monotonic() + _GIVE_BACK_S
    while not asked:
        _turn(server, 1.0)
        if time.monotonic() >= next_sweep:
            _hang_up_on_stalled(server)
            next_sweep = time.monotonic() + _SWEEP_S
        if time.monotonic() >= next_return:
            give_back_memory()
            next_return = time.monotonic() + _GIVE_BACK_S
    server.del_channel(server._map)
    listening.close()
    until = time.monotonic() + _TO_FINISH_S
    while time.monotonic() < until and _is_busy(server):
        _turn(server, 0.05)


def give_back_memory() -> bool:
    """Hand to the system what the C library holds and nobody uses; whether it could be asked to, as only glibc can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is None:
        return False
    trim(0)
    return True


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
