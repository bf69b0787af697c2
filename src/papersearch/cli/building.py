"""Commands that build and look after an index: index, show, check, withdraw."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import click

from papersearch.cli.options import default_jobs, index_folder, index_option
from papersearch.cli.showing import paper_lines
from papersearch.commitments import is_current, note_of
from papersearch.engines.port import Reader
from papersearch.exporting import paper_json
from papersearch.indexing import IndexReport, Noting, Quarantined, index_corpus, quarantine_flaw, read_quarantine
from papersearch.indexing import withdraw as withdraw_papers
from papersearch.labels import counted
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import find_one
from papersearch.passage import entry_of
from papersearch.settings import Settings
from papersearch.tabulating import plain
from papersearch.wiring import open_engine, today

_SHOWN_ROWS = 20


@click.command()
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@index_option
@click.option("--fresh", is_flag=True, help="Build from nothing, beside the old index.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Files read at a time. [default: processors]")
@click.option(
    "--optimise", is_flag=True, help="Also put the files of the index in order: longer now, quicker searches."
)
@click.option("--times", is_flag=True, help="Tell at the end how much work each step was.")
@click.pass_context
def index(
    context: click.Context,
    corpus: Path | None,
    folder: Path | None,
    *,
    fresh: bool,
    jobs: int | None,
    optimise: bool,
    times: bool,
) -> int:
    """Bring the index in step with the folder CORPUS: only new or changed files are read, removed files leave."""
    settings: Settings = context.obj
    target = index_folder(context, folder)
    with _progress() as tell:
        report = index_corpus(
            corpus or settings.corpus,
            open_engine(target),
            target,
            today=today(),
            fresh=fresh,
            jobs=jobs or default_jobs(),
            optimise=optimise,
            noting=Noting(note_of, is_current),
            progress=tell,
        )
    _tell(report, target)
    if times:
        for step, seconds in report.work_s.items():
            click.echo(f"  {step} {seconds:.1f} s", err=True)
    return 1 if report.quarantined else 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--council", help="Slug of the council it belongs to. [default: the folder it lies in]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--lines", is_flag=True, help="Print the extracted text with its line numbers instead.")
@click.pass_context
def show(context: click.Context, file: Path, council: str | None, form: str, *, lines: bool) -> int:
    """Print what the readers and parsers make of one FILE, without an index."""
    settings: Settings = context.obj
    found = find_one(file, settings.corpus, council=council)
    reading = read_papers(found)
    reasons = tuple(dict.fromkeys(one.reason for one in reading.withheld))
    for reason in reasons:
        click.echo(f"{found.source.path}: {reason}", err=True)
    entries = [entry_of(paper, found.source, reading.text) for paper in reading.papers]
    if lines:
        for line in () if reasons else reading.text.lines:
            click.echo(f"{line.number:>5} {'' if line.page is None else f'p{line.page}':>5}  {plain(line.text)}")
    elif form == "json":
        papers = [paper_json(card, passages) for card, passages in entries]
        shown = {
            "path": found.source.path,
            "council": found.source.council.slug,
            "papers": papers,
            "withheld": list(reasons),
            "pages": reading.text.pages,
            "image_only_pages": len(reading.text.textless_pages),
        }
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for card, passages in entries:
            for row in paper_lines(card, passages):
                click.echo(row)
    return 0 if entries else 1


@click.command()
@index_option
@click.pass_context
def check(context: click.Context, folder: Path | None) -> int:
    """Verify the index (manifest, checksums, counts) and report what a person should look at in the corpus."""
    target = index_folder(context, folder)
    engine = open_engine(target)
    damage = engine.check()
    for one in damage:
        click.echo(f"damaged: {one}")
    if damage:
        click.echo("run `papersearch index --fresh` to build it again from the papers", err=True)
        return 3
    flaw = quarantine_flaw(target)
    if flaw:
        click.echo(f"damaged: {flaw}")
        click.echo("run `papersearch index` to write it again", err=True)
        return 3
    reader = engine.reader()
    stats = reader.stats()
    click.echo(
        f"sound: generation {stats.generation}, {counted(stats.papers, 'paper', '')}, {counted(stats.passages, 'paragraph', '')}"
    )
    for row in _corpus_problems(reader):
        click.echo(row)
    for kept_out in read_quarantine(target):
        click.echo(f"not indexed: {kept_out.path}: {kept_out.reason}")
    return 0


@click.command()
@click.argument("what", metavar="PAPER_ID|PATH")
@click.option("--corpus", type=click.Path(path_type=Path), help="Folder of the papers. [default: corpus]")
@index_option
@click.pass_context
def withdraw(context: click.Context, what: str, corpus: Path | None, folder: Path | None) -> int:
    """Remove a paper from every generation of the index and stop it coming back."""
    settings: Settings = context.obj
    target = index_folder(context, folder)
    cards = withdraw_papers(corpus or settings.corpus, open_engine(target), what, today=today())
    for card in cards:
        click.echo(f"withdrawn: {card.id} {plain(card.source.path)}")
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar with rate and remaining time on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    began = monotonic()
    with click.progressbar(length=1, label="reading papers", file=sys.stderr, show_pos=True) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.label = f"reading papers, {done / max(monotonic() - began, 0.001):.0f} a second"
            bar.update(done - bar.pos)

        yield tell


def _tell(report: IndexReport, target: Path) -> None:
    click.echo(
        f"{counted(report.papers, 'paper', '')} with {counted(report.passages, 'paragraph', '')} in {target}: "
        f"{counted(report.read, 'file', '')} read, {report.unchanged} unchanged, {report.removed} removed, "
        f"{len({row.path for row in report.quarantined})} not indexed",
        err=True,
    )
    if report.textless_pages:
        click.echo(f"{report.textless_pages} pages are images and cannot be searched", err=True)
    _tell_quarantined(report.quarantined, target)


def _tell_quarantined(rows: tuple[Quarantined, ...], target: Path) -> None:
    for row in rows[:_SHOWN_ROWS]:
        click.echo(f"not indexed: {row.path}: {row.reason}", err=True)
    if len(rows) > _SHOWN_ROWS:
        click.echo(f"and {len(rows) - _SHOWN_ROWS} more; all are in {target / 'quarantine.tsv'}", err=True)


def _corpus_problems(reader: Reader) -> Iterator[str]:
    """Warnings of the papers, and what they do not state, a line each."""
    for card in reader.cards():
        unstated = [
            name for name, value in (("committee", card.committee), ("meeting date", card.meeting_date)) if not value
        ]
        remarks = [*card.warnings, *(f"{name} not stated" for name in unstated)]
        remarks += [] if card.complete else ["an extract: the page was cut short"]
        remarks += [f"{len(card.textless_pages)} of {card.pages} pages are images"] if card.textless_pages else []
        for remark in remarks:
            yield f"look at: {plain(card.source.path)}: {remark}"
