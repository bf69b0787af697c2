"""The commands of papersearch."""

import os
import re
import sys
from collections.abc import Sequence

import click

from papersearch import __version__
from papersearch.cli.asking import ask
from papersearch.cli.building import check, index, show, withdraw
from papersearch.cli.evaluating import evaluate_questions
from papersearch.cli.exporting import export
from papersearch.cli.ledger import commitments, drift
from papersearch.cli.searching import coverage, search
from papersearch.cli.serving import serve
from papersearch.errors import EngineError, PapersearchError
from papersearch.wiring import settings_of_environment

COMMANDS = (index, search, ask, commitments, drift, show, check, coverage, export, evaluate_questions, withdraw, serve)
_USAGE, _INDEX_TROUBLE = 2, 3


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papersearch")
@click.pass_context
def papersearch(context: click.Context) -> None:
    """Search a council's committee papers, paragraph by paragraph."""
    context.obj = settings_of_environment()


for _command in COMMANDS:
    papersearch.add_command(_command)


_MINUS_WORD = re.compile(r"-(?=[^\W\d_]{2}|\")")
_TAKE_WORDS = ("search", "ask", "commitments", "export")


def _without_minus(arguments: Sequence[str] | None) -> list[str]:
    """The arguments with `-word` of a query written with a minus sign, so that it is not read as options."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    takes_words = any(one in _TAKE_WORDS for one in given[:1])
    return [
        _MINUS_WORD.sub("\N{MINUS SIGN}", one, count=1) if takes_words and _MINUS_WORD.match(one) else one
        for one in given
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0 done or found, 1 nothing found, 2 wrong usage, 3 index trouble."""
    try:
        outcome = papersearch.main(args=_without_minus(arguments), prog_name="papersearch", standalone_mode=False)
        sys.exit(outcome if isinstance(outcome, int) else 0)
    except click.exceptions.Abort:
        click.echo("stopped; the index is as it was", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(_USAGE)
    except PapersearchError as error:
        click.echo(f"papersearch: {error}", err=True)
        sys.exit(_INDEX_TROUBLE if isinstance(error, EngineError) else _USAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(
            f"papersearch: {where}{error.strerror or error}; check the disk, and who owns what is on it", err=True
        )
        sys.exit(_INDEX_TROUBLE)
