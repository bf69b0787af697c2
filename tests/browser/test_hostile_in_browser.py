"""Nothing that stands in a paper or an address runs in a real browser."""

import pytest
from app_served import app_served
from payloads import PAYLOADS, pages_about, pages_with, papers_with
from visiting import NOW, engine_of

from papersearch.settings import Settings
from papersearch.web.app import create_app


@pytest.fixture
def hostile_site(request):
    """A site whose every paper holds the payload in every field."""
    papers = papers_with(request.param)
    app = create_app(engine_of(*papers), Settings(deadline_s=30.0), now=lambda: NOW)
    with app_served(app) as address:
        yield address, papers, request.param


@pytest.mark.parametrize("hostile_site", PAYLOADS, ids=range(len(PAYLOADS)), indirect=True)
def test_nothing_runs_whatever_stands_in_a_paper_or_an_address(browser, hostile_site, request):
    site, papers, payload = hostile_site
    downloads = (".csv", ".atom", ".xml", "/original/")
    asked, about = pages_with(payload), pages_about(papers)
    if not request.config.getoption("--soak"):
        asked, about = asked[::97], about[PAYLOADS.index(payload) % 3 :: 3]
    addresses = [one for one in [*about, *asked] if not any(name in one.partition("?")[0] for name in downloads)]
    ran, blocked, elsewhere, opened = [], [], [], 0
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: ran.append(str(error)))
    page.on(
        "console", lambda message: blocked.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.on("request", lambda asking: elsewhere.append(asking.url) if not asking.url.startswith(site) else None)

    for address in addresses:
        page.goto(f"{site}{address}", wait_until="domcontentloaded")
        opened += 1
    context.close()

    assert (ran, blocked, elsewhere) == ([], [], [])
    assert opened == len(addresses) > 8
