"""The command that serves the web application."""

import gc
import os
import socket
from dataclasses import replace
from pathlib import Path

import click

from papersearch.cli.listening import answer_at, bound_socket
from papersearch.cli.options import index_folder, index_option
from papersearch.cli.supervising import keep_working
from papersearch.errors import SettingsError
from papersearch.settings import Settings
from papersearch.wiring import build_app, open_engine

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
_MOST_WORKERS = 32
_THREADS_A_TURN = 4
"""Those that wait for their turn hold a thread each; some stay free for what needs no turn."""
_NEW_OBJECTS = 50_000
"""So many are made before garbage is looked for: a page makes thousands, nearly all of which go without being looked for."""


@click.command()
@click.option("--host", help="Address to listen at. [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="[default: 8000]")
@click.option(
    "--workers",
    type=click.IntRange(1, _MOST_WORKERS),
    default=1,
    show_default=True,
    help="Processes that answer at that address; as many as there are processors is enough.",
)
@index_option
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None, workers: int, folder: Path | None) -> int:
    """Serve the web application."""
    settings: Settings = context.obj
    chosen = replace(
        settings, host=host or settings.host, port=port or settings.port, index=index_folder(context, folder)
    )
    if chosen.host not in (*chosen.trusted_hosts, *_EVERYWHERE):
        chosen = replace(chosen, trusted_hosts=(*chosen.trusted_hosts, chosen.host))
    open_engine(chosen.index).reader()
    listening = _listening(chosen)
    click.echo(f"papersearch is at http://{chosen.host}:{chosen.port} (Ctrl-C stops it)", err=True)

    def work() -> None:
        answer(listening, chosen)

    if workers == 1:
        work()
    else:
        keep_working(workers, work)
    return 0


def answer(listening: socket.socket, settings: Settings) -> None:
    """Serve the application at a socket, as the work of this process until it is told to stop.

    What is there when it begins stays to the end, and is never looked through for garbage.
    """
    app = build_app(settings)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 50)
    answer_at(listening, app, threads=_THREADS_A_TURN * (settings.searches_at_once + 1))


def _listening(settings: Settings) -> socket.socket:
    try:
        return bound_socket(settings.host, settings.port)
    except (OSError, ValueError) as error:
        number = error.errno or 0 if isinstance(error, OSError) else 0
        reason = os.strerror(number) if number > 0 else str(error)
        raise SettingsError(
            f"cannot listen at {settings.host}:{settings.port} ({reason}); choose another with --host and --port"
        ) from error
