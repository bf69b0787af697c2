"""The command that asks a question."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from papersearch.answering import Outcome, Thresholds, answer
from papersearch.cli.filters import read_dates, read_filters
from papersearch.cli.options import FILTERS, filter_options, index_folder, index_option
from papersearch.connecting import arrange
from papersearch.exporting_answer import answer_lines, ask_json
from papersearch.settings import Settings
from papersearch.wiring import model_of, open_engine


@click.command()
@click.argument("question", nargs=-1)
@filter_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@index_option
@click.pass_context
def ask(
    context: click.Context,
    /,
    question: Sequence[str],
    form: str,
    folder: Path | None,
    since: str | None,
    until: str | None,
    **typed: Sequence[str],
) -> int:
    """Answer QUESTION with quotations, show what comes closest, or say that nothing was found."""
    reader = open_engine(index_folder(context, folder)).reader()
    filters = read_filters(reader, {name: typed[name] for name in FILTERS})
    settings: Settings = context.obj
    limits = Thresholds(answer=settings.answer_threshold, closest=settings.closest_threshold)
    plain = answer(reader, " ".join(question), filters=filters, dates=read_dates(since, until), thresholds=limits)
    found = arrange(plain, model_of(settings))
    if form == "json":
        click.echo(json.dumps(ask_json(found), ensure_ascii=False, indent=2))
    else:
        for line in answer_lines(found, width=shutil.get_terminal_size().columns):
            click.echo(line)
    return 1 if found.outcome is Outcome.NOTHING else 0
