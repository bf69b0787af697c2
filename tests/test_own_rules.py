"""What the code and the templates never do, beyond what ruff and bandit look for; each rule is tried on what it forbids."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SOURCE = REPOSITORY / "src" / "papersearch"
IMPORTS = {
    "pickle": "a pickle runs what it holds",
    "marshal": "it crashes on what it did not write",
    "shelve": "it is made of pickles",
    "dill": "a pickle runs what it holds",
    "xml.etree": "entities expand without end; lxml reads without them",
    "urllib.request": "the product fetches nothing",
    "http.client": "the product fetches nothing",
    "requests": "the product fetches nothing",
}
CALLS = {
    "eval": "text is never run",
    "exec": "text is never run",
    "__import__": "text is never run",
    "system": "no shell",
    "popen": "no shell",
    "Markup": "only templates make HTML",
    "render_template_string": "templates are files",
    "from_string": "templates are files",
    "mktemp": "another user can take the name first",
    "refresh": "Whoosh's refresh reads an index that is being written",
    "open_dir": "Whoosh's open_dir loads a pickle",
    "FileIndex": "Whoosh's own index loads a pickle",
    "set_cookie": "no cookie is set",
    "make_archive": "nothing of the corpus is packed up",
}
KEYWORDS = {
    "shell": True,
    "verify": False,
    "debug": True,
    "autoescape": False,
    "allow_pickle": True,
    "resolve_entities": True,
}
TEMPLATE_RULES = {
    r"\|\s*safe\b": "it leaves text unescaped",
    r"autoescape\s+false": "it leaves text unescaped",
    r"<script(?![^>]*\ssrc=)": "no script stands in a page",
    r"\son[a-z]+\s*=": "no script stands in an attribute",
    r"\sstyle\s*=": "no style stands in an attribute",
    r"=\s*\{\{": "a value without quotes can end its attribute",
    r"javascript:": "no script stands in an address",
    r"<(?:iframe|object|embed|base)\b": "nothing is framed",
}
EXPLAINED = {
    (
        "engines/whoosh_engine/writing.py",
        "FileIndex",
    ): "the writer alone opens what it wrote, in a folder of its owner alone",
    ("language_model.py", "http.client"): "it asks the machine that the settings name, and none unless they do",
}


def broken_by(tree):
    """The rules that a module breaks: line and name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = (
                [one.name for one in node.names]
                if isinstance(node, ast.Import)
                else [f"{node.module}.{one.name}" for one in node.names]
            )
            yield from ((node.lineno, rule) for rule in IMPORTS for name in named if f"{name}.".startswith(f"{rule}."))
        elif isinstance(node, ast.Call):
            called = node.func
            name = (
                called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            )
            if name in CALLS:
                yield node.lineno, name
            for one in node.keywords:
                if one.arg in KEYWORDS and isinstance(one.value, ast.Constant) and one.value.value is KEYWORDS[one.arg]:
                    yield node.lineno, f"{one.arg}={one.value.value}"


@pytest.mark.parametrize(
    "code",
    [
        "import pickle", "from pickle import loads", "import xml.etree.ElementTree", "eval(x)", "os.system(x)", "Markup(x)", "index.refresh()",
        "run(x, shell=True)", "get(x, verify=False)", "load(x, allow_pickle=True)", "answer.set_cookie('a', 'b')",
    ],
)  # fmt: skip
def test_each_rule_finds_what_it_forbids(code):
    assert len(list(broken_by(ast.parse(code)))) == 1


def test_no_rule_is_broken_but_where_it_is_explained():
    broken = {
        (str(module.relative_to(SOURCE)), rule): line
        for module in SOURCE.rglob("*.py")
        for line, rule in broken_by(ast.parse(module.read_text(encoding="utf-8")))
    }

    assert broken.keys() - EXPLAINED.keys() == set()
    assert EXPLAINED.keys() - broken.keys() == set()


def test_no_template_breaks_a_rule():
    broken = [
        (template.name, rule, found.group())
        for template in SOURCE.rglob("templates/*")
        for rule in TEMPLATE_RULES
        if (found := re.search(rule, template.read_text(encoding="utf-8")))
    ]

    assert broken == []


@pytest.mark.parametrize(
    "bad", ["{{ x | safe }}", "<script>1</script>", '<p onclick="x">', "<p class={{ x }}>", "<iframe>"]
)
def test_each_rule_of_templates_finds_what_it_forbids(bad):
    assert any(re.search(rule, bad) for rule in TEMPLATE_RULES)


def test_bandit_finds_nothing_that_is_not_explained():
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-c", "pyproject.toml", "-f", "json", "src"]

    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    found = json.loads(ran.stdout)
    loud = [one for one in found["results"] if one["issue_severity"] != "LOW"]
    quiet = {one["test_id"] for one in found["results"]} - {"B101", "B311", "B404", "B603", "B607"}
    assert found["errors"] == loud == []
    assert quiet == set()
