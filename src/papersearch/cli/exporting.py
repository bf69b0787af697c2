"""The command that writes an evidence pack."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from papersearch.cli.filters import read_dates, read_filters
from papersearch.cli.options import FILTERS, facet_options, index_folder, index_option
from papersearch.errors import SettingsError
from papersearch.exporting import evidence_json
from papersearch.labels import counted
from papersearch.query import SearchRequest, Sort, parse_query
from papersearch.searching import search, walk
from papersearch.settings import Settings
from papersearch.tabulating import result_lines
from papersearch.wiring import evidence_page, open_engine, today

_FORMS = (".csv", ".json", ".html")


@click.command()
@click.argument("query", nargs=-1)
@facet_options
@click.option("--from", "since", help="Meetings from this date on.")
@click.option("--sort", type=click.Choice([one.value for one in Sort]), default=Sort.RELEVANCE.value, show_default=True)
@click.option(
    "--to",
    "ends",
    multiple=True,
    required=True,
    help="FILE.csv, FILE.json or FILE.html; also the last date, as in search.",
)
@index_option
@click.pass_context
def export(
    context: click.Context,
    /,
    query: Sequence[str],
    since: str | None,
    ends: Sequence[str],
    sort: str,
    folder: Path | None,
    **typed: Sequence[str],
) -> int:
    """Write all paragraphs that a search finds, with citations, the exact search and what was searched, to a file."""
    target, until = _told_apart(ends)
    settings: Settings = replace(context.obj, index=index_folder(context, folder))
    reader = open_engine(settings.index).reader()
    parsed = parse_query(" ".join(query))
    request = SearchRequest(
        filters=read_filters(reader, {name: typed[name] for name in FILTERS}),
        dates=read_dates(since, until),
        sort=Sort(sort),
        page_size=0,
    )
    found = search(reader, parsed, request)
    results = walk(reader, parsed, request, reach=found.reach, width=0)
    form = target.suffix.casefold()
    if form == ".csv":
        count = _write(target, result_lines(results))
    else:
        pack = evidence_json(found, results, reader.stats())
        text = (
            json.dumps(pack, ensure_ascii=False, indent=2) + "\n"
            if form == ".json"
            else evidence_page(settings, pack, made=today())
        )
        count = _write(target, (text,))
    click.echo(f"{counted(found.total, 'paragraph')} in {target} ({counted(count, 'character')})", err=True)
    return 0 if found.total else 1


def _told_apart(ends: Sequence[str]) -> tuple[Path, str | None]:
    """The file, known by its ending, and the last date, if one is given too."""
    files = [Path(one) for one in ends if one.casefold().endswith(_FORMS)]
    dates = [one for one in ends if not one.casefold().endswith(_FORMS)]
    if len(files) != 1 or len(dates) > 1:
        raise SettingsError(f"--to takes one file that ends in {', '.join(_FORMS)}: the ending says what to write")
    return files[0], dates[0] if dates else None


def _write(target: Path, pieces: Iterable[str]) -> int:
    """Write a file whole or not at all; how many characters."""
    new = target.with_name(f"{target.name}.part")
    count = 0
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            for piece in pieces:
                count += file.write(piece)
        new.replace(target)
    except OSError as error:
        raise SettingsError(f"{target} cannot be written: {error.strerror}") from error
    return count
