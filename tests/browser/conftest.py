"""A site served over http to the system's Chromium, so that the content security policy is real."""

import shutil
from datetime import date

import pytest
from app_served import app_served
from visiting import CABINET, NOW, engine_of, many, paper, planning, sample, unit

from papersearch.model import Meeting, PaperType, Role
from papersearch.settings import Settings
from papersearch.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def repeating():
    """Minutes of seven years in the same words."""
    return [
        paper(
            f"kiln-{year}.txt",
            PaperType.MINUTES,
            "The old kiln",
            Meeting(council="farndale", committee=CABINET, day=date(year, 6, 2)),
            [unit("The note on the kiln be received.", role=Role.RESOLUTION)],
        )
        for year in range(2012, 2019)
    ]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if CHROMIUM is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    return {"executable_path": CHROMIUM, "args": [*QUIET]}


@pytest.fixture(scope="session")
def site():
    """The address of a site with 26 years, words of 60 letters and 53 papers, and more that repeat each other."""
    app = create_app(
        engine_of(*many(40), *sample(), *planning(), *repeating()), Settings(deadline_s=30.0), now=lambda: NOW
    )
    with app_served(app) as address:
        yield address


@pytest.fixture
def open_page(browser, site):
    """A way to open an address of the site; what the console says, and whom the page asks, is checked at the end."""
    contexts, said, asked = [], [], []

    def opened(address, *, width=1280, scheme="light", expected_status=200, **more):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        answer = page.goto(f"{site}{address}")
        assert answer.status == expected_status
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in said if "the server responded with a status of 4" not in text] == []
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.fixture(scope="session")
def addresses():
    """One address of each kind of page, and the status it answers with."""
    papers = dict(zip(("agenda", "minutes", "report", "decision"), sample(), strict=False))
    hit = papers["minutes"][1][2]
    return {
        "first page": ("/", 200),
        "results": ("/search?q=ferry&committee=Panel+number+1&committee=Panel+number+2&year=1997&year=1998", 200),
        "all years": ("/search?q=ferry", 200),
        "one item": (f"/search?q=ferry&item={hit.item_key}", 200),
        "no results": ("/search?q=zeppelin+%22old+hat%22&type=report&from=2019", 200),
        "field error": ("/search?q=ferry&from=garbage&page=-1", 400),
        "question": ("/search?q=What+did+anyone+say+about+the+ferry%3F", 200),
        "repeats": ("/search?q=kiln", 200),
        "opened repeats": (f"/search?q=kiln&same={repeating()[0][1][0].id}", 200),
        "evidence": ("/evidence?q=ferry&year=1997&year=1998", 200),
        "ask": ("/ask?council=farndale", 200),
        "answer": (
            "/ask?q=What+did+Ada+Thorne+say+about+the+ferry+fares+at+the+Cabinet+in+2019%3F&council=farndale",
            200,
        ),
        "promise": ("/ask?q=What+did+officers+promise+about+housing+for+young+tenants%3F", 200),
        "closest": ("/ask?q=Who+called+the+house+Llanfair%3F", 200),
        "no answer": (f"/ask?q=What+is+the+policy+on+zeppelins+of+{'Llan' + 'fair' * 14}+in+2024%3F", 200),
        "facet": ("/facet/committee?q=ferry", 200),
        "permalink": (f"{hit.url}?q=ferry", 200),
        "paper": (f"/paper/{papers['report'][0].id}", 200),
        "decision": (f"/paper/{papers['decision'][0].id}", 200),
        "meeting": (f"/meeting/{papers['report'][0].meeting_key}", 200),
        "commitments": ("/commitments", 200),
        "sorted commitments": ("/commitments?q=pier&kind=resolution&kind=action&owner=director&sort=-due", 200),
        "no commitments": ("/commitments?q=zeppelin&committee=Cabinet&status=answered", 200),
        "wrong commitments": ("/commitments?from=garbage&due_to=13/13/2020&page=-1", 400),
        "commitment": (f"/commitments/{planning()[0][1][1].id}", 200),
        "commitments of a meeting": (f"/meeting/{planning()[0][0].meeting_key}", 200),
        "commitments of a paper": (f"/paper/{planning()[0][0].id}", 200),
        "drift": ("/drift", 200),
        "no drift": ("/drift?q=zeppelin", 200),
        "wrong drift": ("/drift?from=garbage&outcome=lost", 400),
        "meetings": ("/meetings", 200),
        "coverage": ("/coverage", 200),
        "help": ("/help", 200),
        "accessibility": ("/accessibility", 200),
        "gone": (f"/p/{hit.paper_id}00000000", 410),
        "not found": ("/nowhere", 404),
    }
