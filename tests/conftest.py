"""What holds for every test: it claims something, it stays on this machine, and what could not run is counted."""

import ast
import inspect
import ipaddress
import signal
import sys
import textwrap
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


def pytest_addoption(parser):
    """`--accept` rewrites the expected records beside the samples of `tests/papers`; `--soak` makes sweeps long."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected records of the sample papers")
    parser.addoption("--soak", action="store_true", help="the long runs: hostile files at their full size")


def pytest_collection_modifyitems(items):
    """Refuse tests that cannot fail: no `assert`, no `raises`, and no call of a checking function named for it."""
    idle = [item.nodeid for item in items if isinstance(item, pytest.Function) and not _claims_something(item.function)]
    if idle:
        raise pytest.UsageError("tests without an assert or raises:\n  " + "\n  ".join(sorted(set(idle))))


def _claims_something(function):
    hypothesis = getattr(function, "hypothesis", None)
    inner = inspect.unwrap(hypothesis.inner_test if hypothesis else function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(inner)))
    return any(_is_claim(node) for node in ast.walk(tree))


def _is_claim(node):
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name == "raises" or name.startswith("assert_")


def _stay_on_this_machine(event, arguments):
    """Refuse connections to other machines; a test that needs one is a test of somebody else's server."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    is_here = host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    if not is_here:
        raise RuntimeError(f"a test tried to reach {host}; tests run offline")


sys.addaudithook(_stay_on_this_machine)

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # A shell lets what it starts in the background ignore Ctrl-C, and so would every command that a test starts and stops.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter):
    """Say loudly what could not run here, with its reason and count."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", ())
    )
    if not reasons:
        return
    terminalreporter.section("could not run here", sep="*", yellow=True, bold=True)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count:4}  {reason}")


@pytest.fixture(scope="session")
def shared():
    """The folder of real papers and ranking benchmarks that may stand beside the repository."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "papers").is_dir():
        pytest.skip("the real papers are not beside the repository")
    return folder
