"""Pages as a person meets them: on a phone, with a keyboard, without JavaScript, on paper."""

import gzip
import re

import pytest
from visiting import sample

KINDS = (
    "first page", "results", "all years", "one item", "no results", "field error", "facet", "evidence", "question", "repeats", "opened repeats",
    "ask", "answer", "promise", "closest", "no answer", "permalink", "paper",
    "commitments", "sorted commitments", "no commitments", "wrong commitments", "commitment", "commitments of a meeting",
    "commitments of a paper", "drift", "no drift", "wrong drift",
    "decision", "meeting", "meetings", "coverage", "help", "accessibility", "gone", "not found",
)  # fmt: skip
WIDTHS = (1280, 640, 390, 320)
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
WEAR = "css => { const worn = new CSSStyleSheet(); worn.replaceSync(css); document.adoptedStyleSheets = [worn]; }"
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const middle = document.elementFromPoint(box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2);
  return {
    name: at.tagName, text: at.innerText, href: at.getAttribute('href'),
    marked: style.boxShadow !== 'none' || style.outlineStyle === 'solid',
    seen: box.width === 0 || (middle && (at.contains(middle) || middle.contains(at))),
  };
}"""


def is_wider_than_seen(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def small_targets(page):
    """Boxes and buttons of less than 24 by 24 pixels."""
    return page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([type=hidden]), .chip, .paging a')]
          .filter(one => one.offsetParent !== null)
          .filter(one => one.getBoundingClientRect().width < 24 || one.getBoundingClientRect().height < 24)
          .map(one => one.outerHTML)"""
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways(open_page, addresses, kind):
    address, status = addresses[kind]
    page = open_page(address, expected_status=status)
    wide = []

    for spacing in ("", SPACING):
        page.evaluate(WEAR, spacing)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if is_wider_than_seen(page):
                wide.append((width, bool(spacing)))

    assert wide == []


@pytest.mark.parametrize("kind", ["results", "permalink", "facet", "answer", "no answer"])
def test_what_is_clicked_is_large_enough(open_page, addresses, kind):
    page = open_page(addresses[kind][0], width=390)

    assert small_targets(page) == []


def test_everything_works_without_javascript(open_page):
    page = open_page("/", width=390, java_script_enabled=False)

    page.fill("#q", "ferry")
    page.press("#q", "Enter")
    page.check("input[name=type][value=report]")
    page.fill("#from", "1996")
    page.click("text=Apply filters")
    filtered = page.url
    page.click("text=Newest")
    page.click("a[rel=next]")
    second = page.url
    page.click("text=Clear all filters")
    cleared = page.url
    page.check(".tick input >> nth=1")
    page.check(".tick input >> nth=2")
    page.click("text=Evidence of ticked paragraphs")
    ticked = page.locator(".quotes li").count()
    page.go_back()
    page.click(".result-title a >> nth=0")
    page.click("text=Cite this paragraph")
    cited = page.inner_text("#citation")
    page.click("text=Back to results")

    assert "type=report" in filtered
    assert "from=1996" in filtered
    assert "sort=newest" in second
    assert "page=2" in second
    assert cleared.endswith("/search?q=ferry&sort=newest")
    assert "Farndale Borough Council" in cited
    assert ticked == 2
    assert page.url == cleared


def test_a_question_is_asked_and_its_sources_are_reached_without_javascript(open_page):
    page = open_page("/ask", java_script_enabled=False)

    page.fill("#q", "How many people does the ferry carry a week?")
    page.press("#q", "Enter")
    page.click(".answer-quote sup a")

    assert page.url.endswith("#s1")
    assert "1,500 people" in page.inner_text("#s1 mark")
    page.click("#s1 .source-back a")
    assert page.url.endswith("#r1")


def test_the_filters_of_a_phone_fold_away_and_open_by_a_button(open_page):
    page = open_page("/search?q=ferry&type=report", width=390)
    toggle = page.locator(".filters-toggle")

    folded = page.locator("#filter-panel").is_visible()
    toggle.press("Enter")

    assert not folded
    assert toggle.inner_text() == "Filters (1 applied)"
    assert toggle.get_attribute("aria-expanded") == "true"
    assert page.locator("#type-0").is_visible()


@pytest.mark.parametrize("address", ["/commitments", "/drift"])
def test_on_a_phone_the_first_row_of_a_register_comes_before_its_filters(open_page, address):
    page = open_page(address, width=390)
    toggle = page.locator(".filters-toggle")

    folded = page.locator("#filter-panel").is_visible()
    top = page.locator(".register tbody tr").first.bounding_box()["y"]
    toggle.press("Enter")

    assert not folded
    assert top < 800
    assert page.locator("#q").is_visible()


def test_a_register_on_a_wide_screen_shows_its_filters(open_page):
    page = open_page("/commitments")

    assert page.locator("#q").is_visible()
    assert not page.locator(".filters-toggle").is_visible()


@pytest.mark.parametrize(("width", "is_shown"), [(1280, True), (390, False)])
def test_the_timeline_stands_open_but_on_a_phone(open_page, width, is_shown):
    page = open_page("/search?q=ferry", width=width)

    assert page.locator(".timeline ol").is_visible() is is_shown
    if not is_shown:
        page.locator(".timeline summary").press("Enter")
        assert page.locator(".timeline ol").is_visible()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_what_is_folded_opens_in_place_and_as_a_list(open_page, java_script_enabled):
    page = open_page("/search?q=kiln", java_script_enabled=java_script_enabled)

    page.click("details.repeats summary")
    shown = page.locator("details.repeats li").count()
    page.click("details.repeats p a")

    assert shown == 5
    assert page.locator(".result").count() == 7
    assert page.locator(".chip").count() == 1


def test_filters_with_a_mistake_in_them_stay_open(open_page):
    page = open_page("/search?from=garbage", width=390, expected_status=400)

    assert page.locator("#from").is_visible()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_result_opens_with_its_paragraph_in_view(open_page, java_script_enabled):
    page = open_page("/search?q=painted", java_script_enabled=java_script_enabled)

    page.click(".result-title a")

    assert page.locator(".para-here").bounding_box()["y"] < 800
    assert "Your search result" in page.inner_text(".para-here")


def test_a_bare_permalink_scrolls_to_its_paragraph(open_page):
    passage = sample()[1][1][5]

    page = open_page(passage.url, width=320)

    assert 0 <= page.locator(".para-here").bounding_box()["y"] < 800
    assert "This paragraph" in page.inner_text(".para-here")


def test_the_keyboard_alone_leads_to_the_third_result_and_back(open_page):
    page = open_page("/search?q=ferry")
    third = page.locator(".result-title a").nth(2).get_attribute("href")
    steps = []

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    while not steps or steps[-1]["href"] != third:
        page.keyboard.press("Tab")
        steps.append(page.evaluate(FOCUS))
        assert len(steps) < 80, "the third result was not reached"
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/**")
    page.go_back()

    assert all(step["marked"] and step["seen"] for step in steps)
    assert page.title().startswith("ferry: ")


def test_focus_is_always_marked_and_never_hidden(open_page, addresses):
    unmarked = []

    for kind in ("results", "permalink", "field error"):
        address, status = addresses[kind]
        page = open_page(address, expected_status=status)
        for _ in range(60):
            page.keyboard.press("Tab")
            step = page.evaluate(FOCUS)
            if step["name"] != "BODY" and not (step["marked"] and step["seen"]):
                unmarked.append((kind, step["text"]))

    assert unmarked == []


def test_back_and_forward_give_the_same_pages(open_page):
    page = open_page("/search?q=ferry")
    loaded = "window.performance.timing.loadEventEnd > 0"

    def shown():
        """The address and the title of a page, once it is there."""
        page.wait_for_function(loaded)
        return page.url, page.title()

    seen = [shown()]
    for name in ("type=report", "council=farndale", "year=2019", "committee=Cabinet"):
        facet, value = name.split("=")
        page.locator(f"input[name={facet}][value='{value}']").evaluate("one => one.closest('details').open = true")
        page.check(f"input[name={facet}][value='{value}']")
        with page.expect_navigation(wait_until="load"):
            page.click("text=Apply filters")
        seen.append(shown())

    again = [shown()]
    for _ in seen[1:]:
        page.go_back(wait_until="load")
        again.append(shown())

    assert len({url for url, _ in seen}) == 5
    assert again == seen[::-1]


def test_copying_a_citation_is_told(open_page):
    passage = sample()[1][1][4]
    page = open_page(passage.url, permissions=["clipboard-read", "clipboard-write"])

    page.click("text=Cite this paragraph")
    page.click("text=Copy citation")

    page.locator("#said", has_text="Citation copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").startswith(passage.citation)


def test_print_shows_the_words_and_no_controls(open_page, addresses):
    controls = (
        ".filters", ".nav", ".paging", ".tools", ".ask", ".walk", ".skip", ".tick", ".back", ".together", "text=Clear all filters",
    )  # fmt: skip
    left = []

    for kind in ("results", "evidence", "permalink"):
        page = open_page(addresses[kind][0])
        page.emulate_media(media="print")
        left += [(kind, name) for name in controls for one in page.locator(name).all() if one.is_visible()]

    assert left == []
    assert page.locator("#citation").is_visible()


def test_printed_results_name_the_search_and_the_whole_address_of_each(open_page):
    page = open_page("/search?q=ferry&type=report", width=1280)

    page.emulate_media(media="print")

    printed = page.locator(".result-title a").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert re.search(r"http://[^/]+/p/[0-9a-f]+", printed)
    assert page.locator("#results-h .hidden").evaluate("one => one.getBoundingClientRect().width") > 20
    lefts = [
        page.locator(name).first.evaluate("one => one.getBoundingClientRect().left")
        for name in ("#results-h", ".foot-note")
    ]
    assert lefts[0] == lefts[1]


def test_buttons_have_a_border_in_forced_colours(open_page):
    page = open_page("/search?q=ferry")
    page.emulate_media(forced_colors="active")

    edges = page.locator(".button").evaluate_all("all => all.map(one => getComputedStyle(one).borderTopWidth)")

    assert edges
    assert set(edges) == {"1px"}


def test_the_register_prints_as_a_table_without_its_form(open_page, addresses):
    page = open_page(addresses["commitments"][0], width=700)

    page.emulate_media(media="print")

    assert page.locator(".register thead").is_visible()
    assert page.locator(".row-words").first.is_visible()
    assert not [name for name in (".bar", ".nav", ".views", ".paging") if page.locator(name).first.is_visible()]


def test_the_first_page_and_a_page_of_results_are_light(open_page, addresses):
    weights = {}
    for kind in ("first page", "all years"):
        sizes = []
        page = open_page("/help")
        page.on("response", lambda answer, sizes=sizes: sizes.append(len(gzip.compress(answer.body()))))
        page.goto(page.url.removesuffix("/help") + addresses[kind][0], wait_until="networkidle")
        weights[kind] = sum(sizes)

    assert all(0 < weight < 60_000 for weight in weights.values())
