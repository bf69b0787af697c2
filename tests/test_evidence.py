"""Evidence on the site: a page to print, of all that was found or of what was ticked."""

from datetime import date

import pytest
from visiting import CABINET, link, many, paper, results, sample, unit, visitor_of, words_of

from papersearch import searching
from papersearch.model import Meeting, PaperType
from papersearch.web.presenting import evidence

VISITOR = visitor_of(*sample())


def quotes(page):
    return page.xpath("//ol[@class='quotes']/li")


def test_all_paragraphs_of_a_search_are_there_with_citation_and_address():
    searched = VISITOR.json("/api/v1/search?q=ferry&reach=item")

    page = VISITOR.page(link(VISITOR.page("/search?q=ferry&reach=item"), "Evidence to print"))

    assert len(quotes(page)) == searched["total"] > len(searched["results"])
    for one in searched["results"]:
        said = next(words_of(quote) for quote in quotes(page) if one["url"] in words_of(quote))
        assert one["citation"] in said
        assert one["text"] in said


def test_the_exact_search_and_the_state_of_the_index_are_told():
    said = words_of(VISITOR.page("/evidence?q=ferry+fares&type=report&from=2019"))

    for fact in (
        "Searched for ferry and fares", "Filter: type report", "Filter: from 2019-01-01", "Made on 21 November 2026",
        "generation 1", "Fingerprint of the papers", "What was searched", "Farndale Borough Council, Cabinet: 1 paper",
    ):  # fmt: skip
        assert fact in said


def test_what_a_related_word_found_is_told_apart_from_what_holds_the_words_typed():
    homes = Meeting(council="farndale", committee=CABINET, day=date(2019, 4, 9))
    texts = ("Housing costs rose.", "The accommodation was let.", "New accommodation is planned.")
    visitor = visitor_of(paper("homes.txt", PaperType.REPORT, "Homes", homes, [unit(text) for text in texts]))

    pack = words_of(visitor.page("/evidence?q=housing"))
    page = words_of(visitor.page("/search?q=housing"))
    unwidened = words_of(visitor.page("/evidence?q=housing&not=accommodation"))

    assert "3 paragraphs: 1 matches what you typed; 2 are found by the related word “accommodation” only" in pack
    assert pack.count("by related word: accommodation") == 2
    assert "1 matches what you typed; 2 are found by the related word “accommodation” only." in page
    assert "1 paragraph: 1 matches what you typed" in unwidened
    assert "related word" not in words_of(visitor.page("/search?q=costs"))


def test_a_pack_without_words_says_nothing_of_words():
    told = words_of(VISITOR.page("/evidence?type=minutes"))

    assert "what you typed" not in told


def test_only_what_is_ticked_is_there():
    page = VISITOR.page("/search?q=ferry")
    ids = page.xpath("//input[@name='p'][@form='evidence-form']/@value")[:2]

    chosen = VISITOR.page(f"/evidence?q=ferry&p={ids[0]}&p={ids[1]}")

    assert [words_of(one).split("/p/")[1].split()[0] for one in quotes(chosen)] == ids
    assert "These are the 2 paragraphs you ticked." in words_of(chosen)


def test_each_result_has_a_box_that_says_what_it_is_for():
    page = VISITOR.page("/search?q=ferry")

    boxes = page.xpath("//input[@name='p']")
    labels = [words_of(page.xpath(f"//label[@for='{box.get('id')}']")[0]) for box in boxes]

    assert len(boxes) == len(results(page))
    assert len(set(labels)) == len(labels)


def test_the_form_keeps_the_search_and_its_rung():
    page = VISITOR.page("/search?q=painted+rise&type=minutes")

    kept = {one.get("name"): one.get("value") for one in page.xpath("//form[@id='evidence-form']/input")}

    assert kept == {"q": "painted rise", "type": "minutes", "reach": "item"}


def test_what_was_ticked_and_is_not_found_is_told():
    page = VISITOR.page("/evidence?q=ferry&p=nothing")

    assert "Of the 1 paragraph you ticked, this search finds 0." in words_of(page)
    assert quotes(page) == []


def test_a_pack_too_long_to_print_says_so(monkeypatch):
    monkeypatch.setattr("papersearch.web.pages.evidence.MAX_PARAGRAPHS", 5)
    visitor = visitor_of(*many(8))

    page = visitor.page("/evidence?q=ferry")

    assert len(quotes(page)) == 5
    assert "These are the first 5 of 16 paragraphs" in words_of(page)


def test_no_more_is_read_than_what_was_ticked(monkeypatch):
    visitor = visitor_of(*many(8))
    read = []
    walk = searching.walk

    def counted(*given, **options):
        for one in walk(*given, **options):
            read.append(one)
            yield one

    first = visitor.json("/api/v1/search?q=ferry")["results"][0]["id"]
    monkeypatch.setattr(searching, "walk", counted)

    page = visitor.page(f"/evidence?q=ferry&p={first}&p=nothing")

    assert len(quotes(page)) == len(read) == 1


def test_only_the_rungs_of_the_search_are_counted():
    told = words_of(VISITOR.page("/evidence?q=ferry&reach=paragraph"))

    assert "with others of their" not in told
    assert evidence.MAX_PARAGRAPHS == 500


@pytest.mark.parametrize("address", ["/search?q=ferry", "/evidence?q=ferry", "/search.atom?q=ferry"])
def test_no_asterisk_of_bold_is_shown(address):
    visitor = visitor_of(
        paper("a.txt", PaperType.REPORT, "Boats", Meeting(council="farndale"), [unit("The **old ferry** sank.")])
    )

    answer = visitor.get(address).text

    assert "**" not in answer
    assert "sank" in answer
    assert visitor.json("/search.json?q=ferry")["results"][0]["text"] == "The **old ferry** sank."


def test_a_result_shows_where_its_missing_words_stand():
    page = VISITOR.page("/search?q=painted+rise")

    told = page.find_class("elsewhere")[0]
    opened = VISITOR.page(told.xpath("./a/@href")[0])

    assert words_of(told).startswith("First paragraph has “rise”: Ada Thorne asked whether the ferry")
    assert "Ada Thorne asked whether" in words_of(opened.find_class("para-here")[0])


def test_where_only_another_form_of_a_missing_word_stands_it_says_so():
    told = VISITOR.page("/search?q=painted+rises").find_class("elsewhere")[0]

    assert words_of(told).startswith("First paragraph has a form of “rises”: Ada Thorne asked")


def test_a_result_with_all_words_shows_no_other_place():
    assert VISITOR.page("/search?q=painted").find_class("elsewhere") == []
