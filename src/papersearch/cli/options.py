"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from papersearch.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

FILTERS = ("council", "committee", "year", "type", "role", "person")


def index_option(command: Command) -> Command:
    """`--index DIR`."""
    return click.option(
        "--index",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the index. [default: index]",
    )(command)


def facet_options(command: Command) -> Command:
    """The facets of a search as options, each repeatable: OR inside one, AND between them."""
    for name in reversed(FILTERS):
        command = click.option(f"--{name}", name, multiple=True, help=f"Only this {name}; may be repeated.")(command)
    return command


def filter_options(command: Command) -> Command:
    """The filters of a search: the facets, and the dates of meetings."""
    until = click.option("--to", "until", help="Meetings up to this date: 2017, July 2017, 10/7/2017, 2020-21.")
    since = click.option("--from", "since", help="Meetings from this date on.")
    return since(until(facet_options(command)))


def index_folder(context: click.Context, folder: Path | None) -> Path:
    """The folder of the index: the option, or the setting."""
    settings: Settings = context.obj
    return folder if folder is not None else settings.index


def default_jobs() -> int:
    """As many files at a time as there are processors for us."""
    return max(1, len(os.sched_getaffinity(0)))
