"""Every kind of page against axe-core and the Nu HTML checker, where they are installed (`package.json` beside this)."""

import shutil
import subprocess
from pathlib import Path

import pytest
from test_in_browser import KINDS

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
NU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STYLESHEET = HERE.parents[1] / "src" / "papersearch" / "web" / "static" / "papersearch.css"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LOOKS = [(width, scheme) for width in (1280, 390, 320) for scheme in ("light", "dark")]


@pytest.fixture(scope="session")
def axe():
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm install --prefix tests/browser")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def nu():
    if not NU.is_file():
        pytest.skip("the Nu HTML checker is not installed: npm install --prefix tests/browser")
    if shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java: apt-get install default-jre-headless")
    return ["java", "-jar", str(NU), "--Werror"]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, addresses, axe, kind):
    address, status = addresses[kind]
    page = open_page(address, width=390, expected_status=status)
    toggle = page.locator(".filters-toggle[aria-expanded=false]")
    if toggle.is_visible():
        toggle.click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(axe)
    found = []

    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        violations = page.evaluate("tags => axe.run({runOnly: tags}).then(found => found.violations)", list(TAGS))
        found += [(width, scheme, one["id"], [node["target"] for node in one["nodes"]]) for one in violations]

    assert found == []


def test_the_nu_checker_finds_nothing(open_page, addresses, nu, tmp_path, site):
    page = open_page("/help")
    for kind in KINDS:
        address, status = addresses[kind]
        answer = page.request.get(f"{site}{address}")
        assert answer.status == status
        (tmp_path / f"{kind.replace(' ', '-')}.html").write_bytes(answer.body())

    checked = [*map(str, sorted(tmp_path.iterdir())), str(STYLESHEET)]
    found = subprocess.run([*nu, "--also-check-css", *checked], capture_output=True, text=True, check=False)

    assert found.stderr.strip() == ""
