"""Commands that ask the index: search, coverage."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from papersearch.cli.filters import read_dates, read_filters
from papersearch.cli.options import FILTERS, filter_options, index_folder, index_option
from papersearch.cli.showing import coverage_lines
from papersearch.coverage import coverage_of
from papersearch.errors import QueryError
from papersearch.exporting import coverage_json, jsonl_lines, search_json
from papersearch.labels import counted
from papersearch.passage import FACETS
from papersearch.query import SearchRequest, Sort, parse_query
from papersearch.searching import ResultPage
from papersearch.searching import search as search_papers
from papersearch.tabulating import plain, result_lines, table_lines
from papersearch.wiring import open_engine

MAX_LIMIT = 1000


@click.command()
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    help="How to print the results.",
)
@click.option("--limit", type=click.IntRange(0, MAX_LIMIT), default=10, show_default=True, help="Paragraphs on a page.")
@click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True)
@click.option("--sort", type=click.Choice([one.value for one in Sort]), default=Sort.RELEVANCE.value, show_default=True)
@click.option("--unfold", is_flag=True, help="List word-for-word repeats one by one.")
@index_option
@click.pass_context
def search(
    context: click.Context,
    /,
    query: Sequence[str],
    since: str | None,
    until: str | None,
    form: str,
    limit: int,
    page: int,
    sort: str,
    unfold: bool,
    folder: Path | None,
    **typed: Sequence[str],
) -> int:
    """Search for QUERY: words, "an exact phrase", -without, either OR or, prefix*, "near words"~5, field:value."""
    parsed = parse_query(" ".join(query))
    reader = open_engine(index_folder(context, folder)).reader()
    request = SearchRequest(
        filters=read_filters(reader, {name: typed[name] for name in FILTERS}),
        dates=read_dates(since, until),
        facets=tuple(FACETS) if form == "json" else (),
        sort=Sort(sort),
        folded=form == "table" and not unfold,
        page=page,
        page_size=limit,
    )
    found = search_papers(reader, parsed, request)
    if page > found.pages:
        raise QueryError(f"there is no page {page}; the last is {found.pages}", field="page")
    for line in _printed(found, form):
        click.echo(line, nl=form not in ("jsonl", "csv"))
    if form == "table":
        _tell(found)
    return 0 if found.total else 1


@click.command()
@filter_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@index_option
@click.pass_context
def coverage(
    context: click.Context,
    /,
    since: str | None,
    until: str | None,
    form: str,
    folder: Path | None,
    **typed: Sequence[str],
) -> int:
    """Tell what is in the index: papers by council, committee and year, gaps, and what cannot be searched."""
    reader = open_engine(index_folder(context, folder)).reader()
    found = coverage_of(reader, read_filters(reader, {name: typed[name] for name in FILTERS}), read_dates(since, until))
    if form == "json":
        click.echo(json.dumps(coverage_json(found), ensure_ascii=False, indent=2))
    else:
        for line in coverage_lines(found):
            click.echo(line)
    return 0 if found.papers else 1


def _printed(found: ResultPage, form: str) -> Iterator[str]:
    first = (found.page - 1) * max(1, found.request.page_size) + 1
    match form:
        case "json":
            yield json.dumps(search_json(found), ensure_ascii=False, indent=2)
        case "jsonl":
            yield from jsonl_lines(found.results)
        case "csv":
            yield from result_lines(found.results, has_mark=False, first_rank=first)
        case _:
            yield from table_lines(found.results, width=shutil.get_terminal_size().columns, first_rank=first)


def _tell(found: ResultPage) -> None:
    """The counts, what was understood otherwise than typed, and what to try, on standard error."""
    if found.parsed.has_operators:
        click.echo(plain(f"read as: {found.parsed.understood}"), err=True)
    for notice in found.parsed.notices:
        click.echo(plain(notice), err=True)
    for one in found.expansions:
        if one.switched_on:
            click.echo(f"also searched: {one.to} (for {one.from_word})", err=True)
    related = sum(count for rung, count in found.related_totals.items() if rung <= found.reach)
    if related:
        click.echo(f"found by related words only: {counted(related, 'paragraph')}", err=True)
    where = f"{counted(found.total, 'paragraph')} in {counted(found.items, 'item')}"
    click.echo(f"{where}; page {found.page} of {found.pages}", err=True)
    if not found.total:
        click.echo(f"nothing found in the {counted(found.coverage.papers, 'paper')} indexed", err=True)
        for words, count in found.word_counts:
            click.echo(f"  {plain(words)}: {counted(count, 'paragraph')}", err=True)
    for suggestion in found.suggestions:
        click.echo(f"did you mean: {plain(suggestion)}", err=True)
