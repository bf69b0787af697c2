"""The command that serves the web application."""

from dataclasses import replace
from pathlib import Path

import click
import waitress

from papersearch.cli.options import index_folder, index_option
from papersearch.errors import SettingsError
from papersearch.settings import Settings
from papersearch.wiring import build_app, open_engine

_THREADS, _CONNECTIONS, _CHANNEL_TIMEOUT_S = 6, 1000, 10
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


@click.command()
@click.option("--host", help="Address to listen at. [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="[default: 8000]")
@index_option
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None, folder: Path | None) -> int:
    """Serve the web application."""
    settings: Settings = context.obj
    chosen = replace(
        settings, host=host or settings.host, port=port or settings.port, index=index_folder(context, folder)
    )
    if chosen.host not in (*chosen.trusted_hosts, *_EVERYWHERE):
        chosen = replace(chosen, trusted_hosts=(*chosen.trusted_hosts, chosen.host))
    open_engine(chosen.index).reader()
    try:
        server = waitress.create_server(
            build_app(chosen),
            host=chosen.host,
            port=chosen.port,
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            channel_timeout=_CHANNEL_TIMEOUT_S,
            max_request_body_size=1,
            ident="",
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SettingsError(
            f"cannot listen at {chosen.host}:{chosen.port} ({reason}); choose another with --host and --port"
        ) from error
    click.echo(f"papersearch is at http://{chosen.host}:{chosen.port} (Ctrl-C stops it)", err=True)
    server.run()
    return 0
