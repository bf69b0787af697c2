"""The repository keeps its own promises: sizes, the lock, and what is never committed."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from papersearch.settings import load_settings

REPOSITORY = Path(__file__).parents[1]
SOURCE = REPOSITORY / "src" / "papersearch"
MODULES = sorted(SOURCE.rglob("*.py"))
TEMPLATES = sorted(SOURCE.rglob("*.html"))
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
LOCKS = [path.read_text(encoding="utf-8") for path in REPOSITORY.glob("requirements*.lock")]


def tracked_texts():
    """The files that are, or are about to be, in the repository, as text; binaries are passed over."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        path = REPOSITORY / name
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            yield name, content.decode("utf-8", errors="replace")


def imports_of(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def locked_names():
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_module_is_short_and_says_in_one_sentence_what_it_is(module):
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))

    assert docstring is not None
    assert docstring.splitlines()[0].endswith((".", ":"))
    assert lines_of(module) <= 400


def test_the_median_module_fits_on_two_screens():
    lengths = [lines_of(module) for module in MODULES]

    assert statistics.median(lengths) <= 130


def test_every_dependency_is_locked_with_its_hash():
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", one).group()).lower() for one in wanted}
    entries = re.findall(r"^[\w.-]+==.*(?:\n {4}--hash=sha256:[0-9a-f]{64}(?: \\)?)+", LOCK, re.MULTILINE)

    assert names <= locked_names()
    assert len(entries) == len(re.findall(r"^\S+==", LOCK, re.MULTILINE))


def test_every_package_from_outside_stands_behind_one_door():
    imported = {name.split(".")[0] for module in MODULES for name in imports_of(module)}
    from_outside = imported - sys.stdlib_module_names - {"papersearch"}
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    protected = {name for contract in contracts for name in contract.get("protected_modules", [])}

    assert from_outside - protected == set()


def test_the_lock_names_no_place_to_fetch_from():
    assert LOCKS
    assert not [lock for lock in LOCKS if "://" in lock or re.search(r"^\s*-(?!-hash)", lock, re.MULTILINE)]


def test_no_machine_path_stands_in_the_repository():
    places = [name for name, text in tracked_texts() if re.search(r"/(?:w[o]rk|r[o]ot|home/\w+)/", text)]

    assert places == []


def test_nothing_is_left_undone_or_switched_off_in_the_code():
    undone = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pytest\.mark\.(?:sk" + r"ip|xf" + r"ail)\b")

    places = [
        name for name, text in tracked_texts() if name.endswith((".py", ".html", ".js", ".css")) and undone.search(text)
    ]

    assert places == []


def test_templates_leave_escaping_on():
    loud = [
        path.name
        for path in TEMPLATES
        if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text(encoding="utf-8"))
    ]

    assert loud == []


def test_bare_make_prints_every_target_a_person_calls():
    printed = subprocess.run(
        ["make", "--no-print-directory"], cwd=REPOSITORY, capture_output=True, check=True, text=True
    ).stdout
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    described = re.findall(r"^(\w+):.*## ", makefile, re.MULTILINE)

    assert {"run", "check", "test", "format"} <= set(described)
    assert [line.split()[0] for line in printed.splitlines()] == described


def test_a_target_of_make_sets_nothing_that_the_program_refuses():
    recipes = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    given = dict.fromkeys(re.findall(r"\bPAPERSEARCH_\w+(?==)", recipes), "1")

    assert load_settings(given)
