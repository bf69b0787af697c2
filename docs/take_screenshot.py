"""Takes docs/images/search.png anew: the sample corpus, searched in the system's Chromium."""

import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress.server import create_server

from papersearch.cli import papersearch
from papersearch.settings import load_settings
from papersearch.wiring import build_app

REPOSITORY = Path(__file__).parents[1]
PICTURE = REPOSITORY / "docs" / "images" / "search.png"
SEARCH = "/search?q=care+leavers+housing"
WIDTH, HEIGHT = 1280, 960
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def take(address: str) -> None:
    """Open one address and keep what is seen without scrolling."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("Chromium is needed")
    PICTURE.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=[*QUIET])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(address)
        page.screenshot(path=PICTURE)
        browser.close()


with tempfile.TemporaryDirectory() as index:
    papersearch.main(["index", str(REPOSITORY / "corpus"), "--index", index], standalone_mode=False)
    app = build_app(load_settings({"PAPERSEARCH_INDEX": index, "PAPERSEARCH_CORPUS": str(REPOSITORY / "corpus")}))
    server = create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    take(f"http://127.0.0.1:{server.effective_port}{SEARCH}")
