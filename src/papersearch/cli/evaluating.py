"""The command that scores an index on the reader's own questions."""

import json
from pathlib import Path

import click

from papersearch.answering import Thresholds
from papersearch.cli.options import index_folder, index_option
from papersearch.errors import SettingsError
from papersearch.evaluating import Rate, Scores, evaluate, propose, read_questions
from papersearch.settings import Settings
from papersearch.wiring import open_engine


@click.command(name="eval")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the scores.")
@click.option("--recalibrate", is_flag=True, help="Propose thresholds for this index; none is set.")
@index_option
@click.pass_context
def evaluate_questions(context: click.Context, file: Path, folder: Path | None, form: str, *, recalibrate: bool) -> int:
    """Score the index on the questions of FILE.jsonl, each with the lines that answer it."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    settings: Settings = context.obj
    limits = Thresholds(answer=settings.answer_threshold, closest=settings.closest_threshold)
    scores = evaluate(open_engine(index_folder(context, folder)).reader(), read_questions(lines), limits)
    if form == "json":
        click.echo(json.dumps(_json(scores), ensure_ascii=False, indent=2))
    else:
        _print(scores)
    if recalibrate:
        _print_proposal(scores)
    return 0


def _json(scores: Scores) -> dict[str, object]:
    return {
        "questions": scores.questions,
        "rates": {name: _rate(rate) for name, rate in scores.rates.items()},
        "by_type": {
            kind: {name: _rate(rate) for name, rate in rates.items()} for kind, rates in scores.by_type.items()
        },
        "outcomes": {
            name: {outcome.value: count for outcome, count in told.items()} for name, told in scores.outcomes.items()
        },
        "thresholds": {"answer": scores.thresholds.answer, "closest": scores.thresholds.closest},
    }


def _rate(rate: Rate) -> dict[str, object]:
    return {"hits": rate.hits, "of": rate.of, "share": rate.share, "standard_error": rate.standard_error}


def _print(scores: Scores) -> None:
    click.echo(f"{scores.questions} questions")
    for name, rate in scores.rates.items():
        click.echo(_line(name, rate))
    for kind, rates in scores.by_type.items():
        click.echo(f"{kind}:")
        for name, rate in rates.items():
            if rate.of:
                click.echo(f"  {_line(name, rate)}")


def _line(name: str, rate: Rate) -> str:
    if rate.share is None or rate.standard_error is None:
        return f"{name}: no question of this sort"
    return f"{name}: {rate.hits} of {rate.of}, {rate.share:.2f} (standard error {rate.standard_error:.2f})"


def _print_proposal(scores: Scores) -> None:
    proposal = propose(scores)
    click.echo(
        f"proposed thresholds: answer {proposal.thresholds.answer:.2f}, closest {proposal.thresholds.closest:.2f}"
    )
    for name, changes in proposal.changes.items():
        for change, count in changes.items():
            click.echo(f"  {name}: {count} would go {change}")
