"""Prints the table of goals at the end of a run with `--soak`; without it the same tests run with small numbers."""

import pytest
from disks import QuickDisk
from goals import GOALS

from benchmarks.generate import papers
from papersearch.commitments import note_of
from papersearch.engines.whoosh_engine.engine import WhooshEngine

FIGURES = pytest.StashKey()
COLUMNS = "{:22} {:8} {:60} {}"


SMALL, LARGE = 2_000, 30_000
"""Passages of the index that a short and a long run ask."""


@pytest.fixture(scope="session")
def passages(request):
    """How many passages the index holds."""
    return LARGE if request.config.getoption("--soak") else SMALL


@pytest.fixture(scope="session")
def index(passages, tmp_path_factory):
    """The folder of an index of a generated county."""
    folder = tmp_path_factory.mktemp("soak") / "index"
    with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
        for card, its in papers(passages, words=20_000):
            writer.add(card, its, note=note_of(card, its))
    return folder


@pytest.fixture(scope="session")
def corpus(index):
    """A folder for the papers, which are not there."""
    folder = index.with_name("corpus")
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def paths(index):
    """The addresses of things that are there."""
    reader = WhooshEngine(index).reader()
    card = reader.cards()[5]
    passage = reader.passages_of(card.id)[3]
    return [
        passage.url,
        f"/paper/{card.id}",
        f"/original/{card.id}",
        f"/meeting/{card.meeting_key}",
        f"/api/v1/papers/{card.id}",
        f"/api/v1/passages/{passage.id}",
    ]


@pytest.fixture
def soak(request):
    """Whether this is the long run."""
    return request.config.getoption("--soak")


@pytest.fixture
def measured(request):
    """Notes what was measured for a goal, to be printed beside its verdict; a later note takes the place of an earlier."""
    known = {goal.name for goal in GOALS}

    def note(goal, figure):
        assert goal in known
        request.config.stash.setdefault(FIGURES, {}).setdefault(goal, {})[request.node.nodeid] = figure

    return note


def pytest_terminal_summary(terminalreporter, config):
    """The table, in the order of the goals."""
    if not config.getoption("--soak"):
        return
    outcomes = {
        report.nodeid: outcome
        for outcome in ("passed", "skipped", "failed", "error")
        for report in terminalreporter.stats.get(outcome, ())
    }
    figures = config.stash.get(FIGURES, {})
    terminalreporter.section("goals", sep="=", bold=True)
    terminalreporter.write_line(COLUMNS.format("goal", "verdict", "measured", "wanted"))
    for goal in GOALS:
        terminalreporter.write_line(_row(goal, figures.get(goal.name, {}), outcomes))


def _row(goal, figures, outcomes):
    tests = [one for one in outcomes if one in figures or one.startswith(goal.tests or ("-",))]
    came = [outcomes[one] for one in tests]
    measured = "; ".join(figures.values()) or f"{came.count('passed')} of {len(came)} tests passed"
    return COLUMNS.format(goal.name, _verdict(came), measured, goal.wanted)


def _verdict(came):
    if not came:
        return "not run"
    if {"failed", "error"} & set(came):
        return "FAILS"
    return "skipped" if set(came) == {"skipped"} else "holds"
