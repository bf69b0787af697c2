"""Commands on what was promised and planned: commitments, drift."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from papersearch.cli.filters import read_dates, read_filters
from papersearch.cli.options import FILTERS, filter_options, index_folder, index_option
from papersearch.commitments import Commitment, LedgerRequest, Status, followed
from papersearch.commitments import ledger as rows_of_ledger
from papersearch.coverage import coverage_of
from papersearch.exporting_ledger import drift_json, drift_lines, drift_table, ledger_json, ledger_lines, ledger_table
from papersearch.forward_plan import drift as drifts_of
from papersearch.query import parse_query
from papersearch.wiring import open_engine

_FORMS = click.Choice(["table", "json", "csv"])


@click.command()
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--status", multiple=True, type=click.Choice([one.value for one in Status]), help="Only rows of this status."
)
@click.option("--format", "form", type=_FORMS, default="table", help="How to print the rows.")
@index_option
@click.pass_context
def commitments(
    context: click.Context,
    /,
    query: Sequence[str],
    since: str | None,
    until: str | None,
    status: Sequence[str],
    form: str,
    folder: Path | None,
    **typed: Sequence[str],
) -> int:
    """Print the promise ledger: what was resolved, recommended and undertaken, and what later papers say of it."""
    reader = open_engine(index_folder(context, folder)).reader()
    filters = read_filters(reader, {name: typed[name] for name in FILTERS})
    dates = read_dates(since, until)
    request = LedgerRequest(
        query=parse_query(" ".join(query)).node,
        filters=filters,
        dates=dates,
        statuses=frozenset(Status(one) for one in status),
    )
    rows = followed(reader, rows_of_ledger(reader, request))
    if form == "json":
        told = ledger_json(rows, coverage_of(reader, filters, dates), total=len(rows))
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in _printed(rows, form):
            click.echo(line, nl=form != "csv")
        click.echo(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}, found by rule: there may be others", err=True)
    return 0 if rows else 1


@click.command()
@click.option("--council", help="Slug of one council.")
@click.option("--committee", help="Name of one committee.")
@click.option("--format", "form", type=_FORMS, default="table", help="How to print the rows.")
@index_option
@click.pass_context
def drift(context: click.Context, council: str | None, committee: str | None, form: str, folder: Path | None) -> int:
    """Print forward-plan drift: what was planned for a meeting against what came."""
    reader = open_engine(index_folder(context, folder)).reader()
    typed = {"council": [council] if council else [], "committee": [committee] if committee else []}
    filters = read_filters(reader, typed)
    chosen = {name: next(iter(values)) for name, values in filters.items()}
    found = drifts_of(reader, council=chosen.get("council"), committee=chosen.get("committee"))
    if form == "json":
        click.echo(json.dumps(drift_json(found, coverage_of(reader, filters)), ensure_ascii=False, indent=2))
    else:
        lines = drift_lines(found, has_mark=False) if form == "csv" else drift_table(found, width=_width())
        for line in lines:
            click.echo(line, nl=form != "csv")
    return 0 if found else 1


def _printed(rows: Sequence[Commitment], form: str) -> Iterator[str]:
    return ledger_lines(rows, has_mark=False) if form == "csv" else ledger_table(rows, width=_width())


def _width() -> int:
    return shutil.get_terminal_size().columns
