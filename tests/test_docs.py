"""The docs are true: what the code offers is in them, and what stands in them runs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

import click
import pytest

from papersearch.cli import papersearch as group
from papersearch.engines import port
from papersearch.passage import FACETS, NOT_STATED
from papersearch.settings import FILE_VARIABLE, PREFIX, Settings, load_settings
from papersearch.wiring import build_app

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"
SOURCE = REPOSITORY / "src" / "papersearch"
GUIDES = [
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    *sorted(REPOSITORY.glob("*/README.md")),
    *sorted(DOCS.glob("*.md")),
]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
MAX_DECISION_LINES = 40
NOT_RUN_HERE = (".", "cd", "git", "make", "python3", "pip", "sudo", "apt-get", "cp", "rsync")
"""They set up a machine or run for long; `make` lines are checked against the Makefile."""
SOME_PAPER = "corpus/kelbourne/cabinet/2018-07-10_cabinet_decision_tannery-quay-foyer.txt"
JSON_LINES = {
    "search": ["care leavers housing", "flod", "'\"care leaver flod\"'", "zeppelin --committee Cabinet --from 2019"],
    "coverage": [""],
    "show": [SOME_PAPER],
    "ask": ["What was resolved about care leavers?", "What is the policy on zeppelins?", "When will the foyer open?"],
    "commitments": ["", "foyer"],
    "drift": [""],
    "eval": ["questions.jsonl"],
}
"""For each command that prints JSON, lines that between them print every field."""
NAMES_GIVEN = {"facts", "defines", "basis", "facets", "filters", "without_filter", "rates", "by_type", "outcomes"}
"""Objects whose names come from papers, from questions, or are those of filters."""
QUESTION = {
    "question": "What was agreed about the foyer?",
    "gold": [{"path": SOME_PAPER.removeprefix("corpus/"), "first_line": 43, "last_line": 43}],
    "answerable": True,
}


@dataclass(frozen=True)
class Command:
    """One command of a guide; `printed` is the output that follows it there, or `None` if none is shown."""

    line: int
    words: str
    printed: str | None = None


def text_of(*names):
    return "\n".join((REPOSITORY / name).read_text(encoding="utf-8") for name in names)


def named_in(text):
    """What stands in backticks, whole and word by word."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {*spans, *(word for span in spans for word in re.findall(r"[\w./<>-]+", span))}


def blocks(guide, language):
    """The fenced blocks of one language: first line and text."""
    text = guide.read_text(encoding="utf-8")
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield text.count("\n", 0, found.start()) + 2, found.group(1)


def commands(guide):
    """The commands of a guide in its order, from `sh` blocks (commands only) and `console` blocks (with their output)."""
    found = []
    for start, block in blocks(guide, "sh"):
        joined = block.replace("\\\n", "  ")
        found += [Command(start, line) for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    for start, block in blocks(guide, "console"):
        parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
        found += [Command(start, *_words_and_output(part)) for part in parts]
    return sorted(found, key=lambda command: command.line)


def _words_and_output(part):
    words, _, printed = part.replace("\\\n", "  ").partition("\n")
    return words, printed or None


def matches(expected, printed):
    """Whether an output is as shown; a line of three dots stands for any lines, three dots in a line for any text."""
    pattern = re.escape(expected.strip()).replace(re.escape("..."), r"[\s\S]*?")
    return re.fullmatch(pattern, re.sub(r"[ \t]+$", "", printed.strip(), flags=re.MULTILINE)) is not None


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """A folder with a copy of the sample corpus, and its index."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(REPOSITORY / "corpus", folder / "corpus")
    (folder / "questions.jsonl").write_text(json.dumps(QUESTION) + "\n", encoding="utf-8")
    indexed = run("papersearch index", folder)
    assert indexed.returncode in (0, 1), indexed.stdout
    return folder


@pytest.fixture(scope="session")
def app(sample):
    return build_app(
        load_settings({f"{PREFIX}INDEX": str(sample / "index"), f"{PREFIX}CORPUS": str(sample / "corpus")})
    )


def run(line, folder):
    left_out = (PREFIX, "COVERAGE_PROCESS_")  # counting lines would take half of the time of each command
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{inherited.get('PATH', '')}"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**inherited, "PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=90, check=False,
    )  # fmt: skip


def json_of(line, sample):
    printed = run(f"{line} 2>/dev/null", sample).stdout
    return json.loads(printed)


def keys_of(value):
    """Every name of every object in a JSON value, but not the names that papers or filters give."""
    if isinstance(value, dict):
        inner = [key for name, one in value.items() for key in keys_of(one) - given_names(name, one)]
        return {*value, *inner}
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one)}
    return set()


def given_names(name, value):
    return set(value) if name in NAMES_GIVEN and isinstance(value, dict) else set()


def test_every_command_and_option_is_in_the_docs():
    text = text_of("docs/operating.md")
    named = named_in(text) | set(re.findall(r"--[\w-]+", text))
    offered = {option for command in group.commands.values() for param in command.params for option in param.opts}
    options = {option for option in offered if option.startswith("--")}

    assert {name for name in group.commands if f"papersearch {name}" not in text} == set()
    assert options - named == set()


def test_every_setting_is_in_the_docs():
    text = text_of("docs/operating.md")
    names = [FILE_VARIABLE, *(f"{PREFIX}{one.name.upper()}" for one in fields(Settings))]

    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_facet_is_in_the_docs():
    text = text_of("docs/searching.md")

    assert [name for name in [*FACETS, NOT_STATED] if f"`{name}`" not in text] == []


@pytest.mark.parametrize(("name", "lines"), JSON_LINES.items(), ids=list(JSON_LINES))
def test_every_json_field_is_in_the_docs(name, lines, sample):
    named = named_in(text_of("docs/api.md"))

    keys = {key for line in lines for key in keys_of(json_of(f"papersearch {name} {line} --format json", sample))}

    assert keys
    assert keys - named == set()


def test_every_field_of_an_evidence_pack_is_in_the_docs(sample, tmp_path):
    pack = tmp_path / "evidence.json"

    run(f"papersearch export care leavers --to '{pack}'", sample)

    assert keys_of(json.loads(pack.read_text(encoding="utf-8"))) - named_in(text_of("docs/api.md")) == set()


def test_every_command_that_prints_json_is_tried():
    with_json = {
        name
        for name, command in group.commands.items()
        for option in command.params
        if isinstance(option.type, click.Choice) and "json" in option.type.choices
    }

    assert with_json == set(JSON_LINES)


def test_every_field_of_the_api_is_in_the_docs(app):
    described = app.test_client().get("/openapi.json").get_json()["components"]["schemas"]
    fields_of_api = {name for schema in described.values() for name in schema.get("properties", {})}

    assert {"snippet", "citation"} <= fields_of_api
    assert fields_of_api - named_in(text_of("docs/api.md")) == set()


def test_every_address_is_in_the_docs(app):
    named = {re.sub(r"<[^>]*>", "<>", name) for name in named_in(text_of("docs/api.md"))}
    rules = {re.sub(r"<[^>]*>", "<>", rule.rule) for rule in app.url_map.iter_rules()}

    assert {rule for rule in rules if not rule.startswith("/static/")} - named == set()


def test_every_module_is_in_the_map():
    named = named_in(text_of("docs/architecture.md"))
    modules = {path.stem if path.suffix else path.name for path in SOURCE.iterdir() if path.suffix in ("", ".py")}

    assert {name for name in modules if not name.startswith("_")} - {"static", "words"} - named == set()


def test_the_ranking_constants_stand_as_they_are():
    text = text_of("docs/architecture.md")

    assert f"K1 = {port.K1}, B = {port.B}" in text


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(REPOSITORY)))
def test_the_commands_of_a_guide_run_and_print_what_it_shows(guide, sample, app, tmp_path):
    folder = tmp_path / "copy"
    found = commands(guide)
    if found:
        builds_its_own = any(command.words.startswith("papersearch index") for command in found)
        shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("index") if builds_its_own else None)

    wrong = [outcome for command in found if (outcome := outcome_of(command, folder, app))]

    assert wrong == []


def outcome_of(command, folder, app):
    """What is wrong with a command of a guide, or `None`."""
    words = shlex.split(command.words, comments=True)
    place = f"line {command.line}: {command.words}"
    if words[0] == "make":
        return None if words[1:2] in ([], *([target] for target in make_targets())) else f"{place}: no such target"
    if words[:2] == ["papersearch", "serve"]:
        return None if _is_usage_right(words[2:]) else f"{place}: wrong usage"
    if words[0] == "curl":
        return _answer_to(words, place, app)
    if words[0] in NOT_RUN_HERE or Path(words[0]).name in NOT_RUN_HERE:
        return None
    expected_code = int((re.search(r"# exits (\d)", command.words) or [0, 0])[1])
    ran = run(command.words, folder)
    if ran.returncode != expected_code:
        return f"{place}: exit {ran.returncode}\n{ran.stdout}"
    if command.printed and not matches(command.printed, ran.stdout):
        return f"{place}: printed\n{ran.stdout}"
    return None


def _is_usage_right(arguments):
    try:
        group.commands["serve"].make_context("serve", list(arguments))
    except click.UsageError:
        return False
    return True


def _answer_to(words, place, app):
    address = next(word for word in words if word.startswith("http"))
    path = re.sub(r"^https?://[^/]+", "", address)
    answered = app.test_client().get(path)
    return None if answered.status_code == 200 else f"{place}: {answered.status}"


def make_targets():
    return re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(REPOSITORY)))
def test_the_other_blocks_of_a_guide_can_be_read(guide):
    for _, block in blocks(guide, "toml"):
        tomllib.loads(block)
    for _, block in blocks(guide, "python"):
        compile(block, str(guide), "exec")

    languages = set(re.findall(r"^```(\w+)$", guide.read_text(encoding="utf-8"), re.MULTILINE))

    assert languages <= {"sh", "console", "text", "toml", "python", "json", "nginx"}


@pytest.mark.parametrize("guide", [*GUIDES, *DECISIONS], ids=lambda guide: str(guide.relative_to(REPOSITORY)))
def test_the_links_of_a_guide_lead_somewhere(guide):
    prose = re.sub(r"^```.*?^```$", "", guide.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", prose) if "://" not in target]

    assert [target for target in targets if not (guide.parent / target).exists()] == []


@pytest.mark.parametrize("record", DECISIONS, ids=lambda guide: guide.name)
def test_a_decision_has_context_decision_and_consequences_on_one_page(record):
    lines = record.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    assert lines[0].startswith(f"# {int(record.name[:4])}. ")
    assert len(lines) <= MAX_DECISION_LINES
