"""What a visitor sees: searches, papers, meetings and all that leads from one to another."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote, quote_plus

import pytest
from msgspec import structs
from visiting import CABINET, HOSTILE, SPRING, link, many, paper, results, sample, unit, visitor_of, words_of

from papersearch.model import Meeting, PaperType, Role
from papersearch.papers.finding import Tombstone, add_tombstones
from papersearch.papers.parsers.base.origin import paper_id_of
from papersearch.passage import FACETS
from papersearch.query import parse_query
from papersearch.web.pages.about import DATE_EXAMPLES, FORMS
from papersearch.web.state.search import SearchState, read_state


@pytest.fixture(scope="module")
def visitor():
    return visitor_of(*sample())


@pytest.fixture(scope="module")
def big():
    return visitor_of(*many(40))


def passage_with(text):
    return next(one for _, passages in sample() for one in passages if text in one.text)


def test_the_first_page_says_what_is_indexed_and_names_the_newest_meeting_first(visitor):
    page = visitor.page("/")

    assert "7 papers with 20 paragraphs, from 2 councils" in words_of(page)
    assert words_of(page.find_class("meeting-list")[0][0]).startswith("Young People Panel, 19 January 2021")


def test_results_tell_where_each_paragraph_comes_from(visitor):
    page = visitor.page("/search?q=fares+rise")

    first = words_of(results(page)[0])
    assert first.startswith("The ferry at Quay Lane Minutes Cabinet · 9 April 2019 · Item 4 · Farndale Borough Council")


def test_the_title_starts_with_the_query_and_tells_the_count(visitor):
    page = visitor.page("/search?q=painted")

    assert page.findtext("head/title") == "painted: 1 paragraph – Papersearch"


def test_what_is_not_stated_says_so(visitor):
    page = visitor.page("/search?q=sank")

    assert "Committee not stated · Date not stated" in words_of(results(page)[0])
    assert "Extract of the paper" in words_of(results(page)[0])


def test_an_inferred_date_is_marked(visitor):
    page = visitor.page("/search?q=opened")

    assert "19 January 2021 (inferred from the paper’s wording)" in words_of(results(page)[0])


def test_an_item_number_from_the_agenda_is_marked_inferred(visitor):
    page = visitor.page("/search?q=tenants+officers")

    assert "Item 7 (inferred)" in words_of(results(page)[0])


def test_matching_words_are_marked_and_nothing_else(visitor):
    page = visitor.page("/search?q=lamps+lit")

    assert [words_of(one) for one in results(page)[0].iter("mark")] == ["lamps", "lit"]


def test_markup_in_a_paper_is_shown_as_text_everywhere(visitor):
    passage = passage_with("A tenant wrote")

    shown = words_of(results(visitor.page("/search?q=wrote"))[0])
    opened = words_of(visitor.page(f"{passage.url}?q=wrote").find_class("para-here")[0])
    row = next(csv.DictReader(io.StringIO(visitor.get("/search.csv?q=wrote").text.removeprefix("\ufeff"))))

    assert HOSTILE in shown
    assert HOSTILE in opened
    assert HOSTILE in row["text"]
    assert HOSTILE in visitor.json("/search.json?q=wrote")["results"][0]["text"]
    assert HOSTILE in visitor.xml("/search.atom?q=wrote").findtext(".//{*}entry/{*}content")


def test_markup_in_a_query_is_shown_as_text(visitor):
    page = visitor.page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert page.get_element_by_id("q").get("value") == "<script>alert(1)</script>"
    assert "<script>alert(1)" in page.findtext("head/title")


@pytest.mark.parametrize("query", ["ferry", "painted rise", "ferry OR housing"])
def test_choosing_a_facet_value_gives_the_number_beside_it(visitor, query):
    page = visitor.page(f"/search?q={query}")
    boxes = page.xpath("//input[@type='checkbox'][@form='search-form']")
    reach = page.xpath("//button[@name='reach']/@value")

    counts = {}
    for box in boxes:
        beside = page.xpath(f"//label[@for='{box.get('id')}']//span[@class='count']")[0].text
        chosen, _ = read_state({"q": [query], "reach": reach, box.get("name"): [box.get("value")]})
        counts[box.get("name"), box.get("value")] = (int(beside), visitor.json(chosen.url("/search.json"))["total"])

    assert {"type", "committee", "council", "role", "year", "person"} <= {name for name, _ in counts}
    assert all(beside == total for beside, total in counts.values())


def test_each_chip_removes_just_its_filter_and_clear_all_keeps_the_words(visitor):
    page = visitor.page("/search?q=ferry&committee=Cabinet&type=report&from=2018")

    assert link(page, "Remove filter Committee") == "/search?q=ferry&type=report&from=2018"
    assert link(page, "Remove filter Type of paper: Report") == "/search?q=ferry&committee=Cabinet&from=2018"
    assert link(page, "Remove filter Meeting date: from 2018") == "/search?q=ferry&committee=Cabinet&type=report"
    assert link(page, "Clear all filters") == "/search?q=ferry"


def test_a_chosen_value_is_ticked_and_told_in_words(visitor):
    page = visitor.page("/search?q=ferry&type=report&type=minutes&committee=cabinet")

    ticked = page.xpath("//input[@checked]/@value")
    assert sorted(ticked) == ["Cabinet", "minutes", "report"]
    assert [words_of(one) for one in page.find_class("facet-chosen")] == ["2 selected", "1 selected"]


def test_the_timeline_sums_to_the_total_and_each_year_filters_to_itself(visitor):
    page = visitor.page("/search?q=ferry+OR+housing")
    bars = page.xpath("//*[@class='timeline']//li")

    counts = [int(one.find_class("count")[0].text) for one in bars]
    total = visitor.json("/search.json?q=ferry+OR+housing")["total"]
    year = visitor.page(page.xpath("//*[@class='timeline']//a/@href")[0])

    assert sum(counts) == total
    assert words_of(year.get_element_by_id("results-h")).startswith(f"{counts[0]} paragraphs")
    assert year.find_class("timeline") == []


def test_the_timeline_tells_a_quiet_year_from_one_without_papers():
    quiet = paper("b.txt", PaperType.REPORT, "B", meeting_in(2017), [unit("Lamps.")])
    late = [paper(f"{at}.txt", PaperType.REPORT, "C", meeting_in(2019), [unit("The ferry.")]) for at in range(2)]
    visitor = visitor_of(paper("a.txt", PaperType.REPORT, "A", meeting_in(2016), [unit("The ferry.")]), quiet, *late)

    bars = visitor.page("/search?q=ferry").xpath("//*[@class='timeline']//li")

    assert [words_of(bar) for bar in bars] == [
        "2016 1 result 1 paper", "2017 0 results 1 paper", "2018 0 results no papers", "2019 2 results 2 papers",
    ]  # fmt: skip


def meeting_in(year):
    return Meeting(council="farndale", committee=CABINET, day=date(year, 5, 6))


def test_paging_shows_every_item_once(big):
    titles, address = [], "/search?q=ferry&sort=oldest"
    while address:
        page = big.page(address)
        titles += [words_of(one.find(".//h3")) for one in results(page)]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)

    assert len(titles) == len(set(titles)) == 40


def test_a_page_past_the_last_says_so_and_leads_to_the_last(visitor):
    page = visitor.page("/search?q=ferry&page=9")

    assert results(page) == []
    assert link(page, "Go to the last page") == "/search?q=ferry"


def test_more_paragraphs_of_an_item_are_shown_one_by_one(visitor):
    page = visitor.page("/search?q=ferry")
    more = next(one for one in page.iter("a") if "more paragraph" in words_of(one))

    inside = visitor.page(more.get("href"))

    promised = int(words_of(more).split()[0]) + 1
    assert len(results(inside)) == promised
    assert words_of(inside.get_element_by_id("results-h")).startswith(f"{promised} paragraphs in this item")


@pytest.fixture(scope="module")
def repeating():
    """Minutes of twelve years that note a report in the same words; the last also recommends it so."""
    noted = unit("The report on the ferry be noted.", role=Role.RESOLUTION)
    recommended = unit("The report on the ferry be noted.", role=Role.RECOMMENDATION)
    return visitor_of(
        *(
            paper(f"{year}.txt", PaperType.MINUTES, "The ferry", meeting_in(year), [noted, unit(f"Ferry {year}.")])
            for year in range(2008, 2020)
        ),
        paper("report.txt", PaperType.REPORT, "Fares of the ferry", meeting_in(2020), [recommended]),
    )


def test_the_same_words_in_the_same_role_are_one_result_that_tells_how_many_more(repeating):
    page = repeating.page("/search?q=%22ferry+be+noted%22")

    listed = results(page)
    assert words_of(page.get_element_by_id("results-h")).startswith("13 paragraphs in 13 items")
    assert [words_of(one.find_class("snippet")[0]).split(":")[0] for one in listed] == ["Recommendation", "Resolution"]
    assert [words_of(one.find(".//summary")) for one in listed if one.find(".//summary") is not None] == [
        "The same words stand in 11 more items as in The ferry"
    ]
    assert len(listed[1].xpath(".//details//li/a")) == 5
    assert words_of(page.find_class("showing")[0]) == (
        "Items 1 to 2 of 2; 11 more items repeat others word for word and are folded"
    )


def test_what_is_folded_opens_as_a_list_with_as_many_items_as_were_told(repeating):
    page = repeating.page("/search?q=%22ferry+be+noted%22")
    address = link(page, "List all 12 items with these words")

    titles, heading = [], None
    while address:
        opened = repeating.page(address)
        heading = heading or words_of(opened.get_element_by_id("results-h"))
        titles += [words_of(one.find_class("from")[0]) for one in results(opened)]
        address = next(iter(opened.xpath("//a[@rel='next']/@href")), None)

    assert heading.startswith("The same words in 12 items")
    assert len(set(titles)) == len(titles) == 12
    assert "The same words: “The report on the ferry be noted.”" in words_of(opened.find_class("chips")[0])
    assert [opened.find_class(name) for name in ("facet", "steps", "timeline")] == [[], [], []]


def test_same_words_that_are_no_result_say_so(repeating):
    page = repeating.page("/search?q=ferry&same=0123456789ab01234567")

    assert results(page) == []
    assert "None of the results has the words you asked to see again" in words_of(page)


def test_folding_changes_no_download(repeating):
    rows = list(csv.DictReader(io.StringIO(repeating.get("/search.csv?q=%22ferry+be+noted%22").text.lstrip("\ufeff"))))

    assert len(rows) == 13
    assert [row["repeats"] for row in rows] == ["0", *["11"] * 12]


def test_the_record_of_a_search_names_what_is_folded(repeating):
    record = repeating.get("/search.json?q=%22ferry+be+noted%22").json

    assert (record["total"], record["items"], record["listed"], record["folded"]) == (13, 13, 2, True)
    assert [one["repeats"] for one in record["results"]] == [0, 11]
    assert [len(one["repeated_by"]) for one in record["results"]] == [0, 5]
    assert record["results"][1]["repeated_by"][0]["citation"].startswith(
        "Farndale Borough Council, Cabinet, 6 May 2018"
    )


@pytest.mark.parametrize(
    ("typed", "every_word"),
    [
        ("what did we say about the ferry fares", '"what" "did" "we" "say" "about" "the" ferry fares'),
        ("the fares of the ferry?", '"the" fares "of" "the" ferry'),
    ],
)
def test_a_question_in_the_search_box_can_be_asked_or_searched_for_its_every_word(visitor, typed, every_word):
    page = visitor.page(f"/search?q={quote(typed)}&committee=Cabinet")

    assert link(page, "ask it").startswith("/ask?q=")
    assert link(page, "ask it").endswith("&committee=Cabinet")
    assert link(page, "search for its every word") == f"/search?q={quote_plus(every_word)}&committee=Cabinet"


def titles_of(page):
    return [one.text_content().strip() for one in page.xpath("//ol[@class='result-list']//h3")]


def test_a_question_is_searched_by_what_it_is_about_and_says_so(visitor):
    page = visitor.page("/search?q=what+did+anyone+say+about+ferry+fares")
    plain = visitor.page("/search?q=ferry+fares")

    assert "Asking words left out: what, did, anyone, say, about" in words_of(page)
    assert titles_of(page) == titles_of(plain)
    assert titles_of(plain)


@pytest.mark.parametrize(
    "typed", ["ferry fares", "what works", '"what did we say about it"', "who -ferry says what now", "?"]
)
def test_what_is_no_question_is_not_taken_for_one(visitor, typed):
    assert "reads like a question" not in words_of(visitor.page(f"/search?q={quote(typed)}"))


def test_the_rungs_are_told_with_their_counts_and_each_result_with_its_own(visitor):
    page = visitor.page("/search?q=painted+rise&reach=item")

    assert "one phrase (0)" in words_of(page.find_class("steps")[0])
    assert "All words in this item; not in this paragraph: rise" in words_of(page)


def test_nothing_found_offers_any_of_the_words_where_one_of_them_is_found(visitor):
    page = visitor.page("/search?q=the+ferry+zeppelin+s.106&committee=Cabinet")
    either = link(page, "search for any of these words")
    wanted = 'ferry OR zeppelin OR "s 106"'

    assert either == f"/search?q={quote_plus(wanted)}&committee=Cabinet"
    assert results(visitor.page(either))
    for typed in ("zeppelin", "zeppelin+airship", "ferry+-ferry", "%22ferry+zeppelin%22"):
        assert "any of these words" not in words_of(visitor.page(f"/search?q={typed}"))


def test_nothing_found_tells_what_each_word_finds_and_which_filter_is_in_the_way(visitor):
    page = visitor.page('/search?q=ferry+"old+lamps"&type=report&from=2019&to=2019')

    said = words_of(page.get_element_by_id("results"))
    assert "No paragraphs match all of your search" in said
    assert "none as a phrase – search the words old and lamps without quotes" in said
    assert "you are searching 2019 to 2019" in said
    assert link(page, "remove the filter Type of paper: Report")
    assert "Nothing found in the 1 paper indexed within these filters, dated 9 April 2019 to 9 April 2019." in said
    assert page.xpath("//input[@type='hidden']/@name") == ["type", "from", "to"]


def test_nothing_found_under_filters_counts_each_part_within_them_and_beyond(visitor):
    page = visitor.page('/search?q="ferry"+zeppelin+fa*&committee=Young+People+Panel')
    said = words_of(page.get_element_by_id("results"))
    beyond = visitor.json('/search.json?q="ferry"&reach=paragraph&not=*')["total"]

    assert "on its own, within your filters and in all papers:" in said
    assert f"“ferry” none within your filters; {beyond} in all papers" in said
    assert "zeppelin none" in said
    assert link(page, f"{beyond} in all papers, with “ferry”") == "/search?q=%22ferry%22"
    assert "on its own, in all papers:" in words_of(visitor.page("/search?q=committee:Cabinet+zeppelin"))
    assert "on its own:" in words_of(visitor.page("/search?q=ferry+zeppelin"))


@pytest.mark.parametrize("typed", ["fare*", '"lane quay"~2', "ferry", '"quay lane"'])
def test_the_link_of_a_part_finds_as_many_as_it_says(visitor, typed):
    page = visitor.page(f"/search?q={quote_plus(typed)}+zeppelin")
    told = page.xpath("//dl[@class='pairs']//dd//a")

    for one in told:
        assert words_of(one).startswith(
            f"{visitor.json(one.get('href').replace('/search', '/search.json') + '&reach=paragraph&not=*')['total']} "
        )
    assert len(told) == 1


def test_nothing_found_without_filters_names_the_limits_of_the_index(visitor):
    said = words_of(visitor.page("/search?q=zeppelin"))

    assert "Nothing found in the 7 papers indexed, dated 9 April 2019 to 19 January 2021." in said
    assert "1 paper of which only an extract is indexed" in said


def test_a_misspelt_word_is_offered_as_the_papers_spell_it(visitor):
    page = visitor.page("/search?q=foyer+tennants")

    assert link(page, "foyer tenants") == "/search?q=foyer+tenants"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=garbage", "“garbage” is not a date we can read"),
        ("page=-1", "“page” cannot be “-1”"),
        ("sort=xyz", "“sort” cannot be “xyz”"),
        ("type=banana", "Type of paper cannot be “banana”"),
    ],
)
def test_a_bad_address_keeps_the_input_and_says_what_is_wrong(visitor, query, message):
    page = visitor.page(f"/search?q=ferry&committee=Cabinet&{query}", status=400)

    assert message in words_of(page.find_class("errors")[0])
    assert page.get_element_by_id("q").get("value") == "ferry"
    assert page.xpath("//input[@checked]/@value") == ["Cabinet"]


def test_a_wrong_date_is_marked_at_its_field(visitor):
    page = visitor.page("/search?from=garbage", status=400)

    field = page.get_element_by_id("from")
    assert (field.get("value"), field.get("aria-invalid")) == ("garbage", "true")
    assert "from-error" in field.get("aria-describedby")


def test_a_long_facet_shows_ten_values_and_leads_to_all(big):
    page = big.page("/search?q=ferry")
    all_of_them = big.page(link(page, "Show all 14 committees"))

    assert len(page.xpath("//input[@name='committee']")) == 10
    assert len(all_of_them.xpath("//input[@name='committee']")) == 14
    assert all_of_them.xpath("//input[@type='hidden']/@value") == ["ferry", "paragraph"]


def test_a_permalink_opens_the_paper_at_its_paragraph(visitor):
    passage = passage_with("be painted")

    page = visitor.page(passage.url)

    here = page.find_class("para-here")[0]
    assert words_of(here.find_class("flag")[0]) == "This paragraph"
    assert "That the ferry be painted." in words_of(here)
    assert passage.citation in words_of(page.get_element_by_id("citation"))
    assert f"http://localhost{passage.url}" in words_of(page.get_element_by_id("citation"))
    assert page.findtext("head/title").startswith("Resolution 2, Minutes of the Cabinet – 9 April 2019")


def test_from_result_to_result_in_the_order_of_the_list(big):
    listed = []
    for number in (1, 2):
        page = big.page(f"/search?q=ferry&sort=oldest&page={number}")
        listed += [one.find(".//h3/a").get("href").split("?")[0] for one in results(page)]
    address = results(big.page("/search?q=ferry&sort=oldest"))[0].find(".//h3/a").get("href")

    walked = []
    while len(walked) < len(listed):
        page = big.page(address)
        walked.append(address.split("?")[0])
        assert f"Result {len(walked)} of 40" in words_of(page.find_class("walk")[0])
        address = link(page, "Next result")

    assert walked == listed
    assert link(page, "← Previous result").split("?")[0] == listed[-2]


def test_the_way_back_is_the_page_the_result_stood_on(big):
    address = results(big.page("/search?q=ferry&page=2"))[3].find(".//h3/a").get("href")

    page = big.page(address)

    assert link(page, "← Back to results for “ferry”") == "/search?q=ferry&page=2"


def test_a_paper_shows_roles_headings_rows_and_lead_ins_once(visitor):
    card, _ = sample()[2]

    page = visitor.page(f"/paper/{card.id}")

    assert [words_of(one) for one in page.xpath("//article//h2 | //article//h3")] == ["RECOMMENDATIONS", "Costs"]
    assert [words_of(one) for one in page.find_class("tag-line")] == ["Recommendation"]
    assert [words_of(one) for one in page.xpath("//ul[@class='cells']/li")] == ["Fuel", "900", "pounds"]
    assert [words_of(one) for one in page.find_class("lead-in")] == ["The costs are:"]


def test_a_paper_tells_what_is_known_of_it_and_leads_on(visitor):
    card, _ = sample()[2]

    page = visitor.page(f"/paper/{card.id}")

    about = words_of(page.find_class("about")[0])
    assert "Meeting Tuesday 9 April 2019" in about
    assert "Lead officer Cy Oakes" in about
    assert "Key decision No" in about
    assert link(page, "Page on the council’s site") == "https://democracy.farndale.example/ferry"
    assert link(page, "All papers of this meeting") == f"/meeting/{SPRING.key}"
    assert link(page, "Minutes: Minutes of the Cabinet")


def test_items_of_minutes_are_headings(visitor):
    card, _ = sample()[1]

    page = visitor.page(f"/paper/{card.id}")

    assert [words_of(one) for one in page.xpath("//article//h2")] == ["The ferry at Quay Lane", "5. Street lamps"]


def test_an_address_that_is_no_web_address_is_not_a_link():
    (card, passages), *_ = sample()
    visitor = visitor_of((replace(card, address="javascript:alert(1)"), passages))

    page = visitor.page(f"/paper/{card.id}")

    assert not [one for one in page.xpath("//@href") if "javascript" in one]


def test_a_paragraph_that_is_gone_answers_410_and_leads_to_its_paper(tmp_path):
    card, _ = sample()[2]
    add_tombstones(tmp_path, (Tombstone("farndale/old.txt", "sha", "0123456789ab", "2026-11-20"),))
    visitor = visitor_of(*sample(), corpus=tmp_path)

    still = visitor.page(f"/p/{card.id}00000000", status=410)
    withdrawn = visitor.page("/p/0123456789ab00000000", status=410)

    assert link(still, "Report, item 4: The ferry at Quay Lane") == f"/paper/{card.id}"
    assert "withdrawn" in words_of(withdrawn)


@pytest.mark.parametrize("place", [0, 3])
def test_all_of_a_withdrawn_file_answers_410(tmp_path, place):
    add_tombstones(tmp_path, (Tombstone("farndale/pack.txt", "sha", "", "2026-11-20"),))
    visitor = visitor_of(*sample(), corpus=tmp_path)
    gone = paper_id_of("farndale/pack.txt", place)

    pages = [
        visitor.page(address, status=410) for address in (f"/p/{gone}00000000", f"/paper/{gone}", f"/original/{gone}")
    ]

    assert all("withdrawn" in words_of(page) for page in pages)


def test_a_paragraph_that_never_was_answers_404_and_says_how_to_go_on(visitor):
    page = visitor.page("/p/fedcba98765400000000", status=404)

    assert "No paragraph in the index has this link" in words_of(page)
    assert link(page, "Search committee papers") == "/search"


@pytest.mark.parametrize(
    "address", ["/p/xyz", "/paper/none", "/meeting/a/b/c", "/facet/none", "/nowhere", "/original/x"]
)
def test_what_never_was_answers_404_with_ways_on(visitor, address):
    page = visitor.page(address, status=404)

    assert link(page, "See what is in the index") == "/coverage"


def test_a_meeting_lists_its_items_with_their_papers(visitor):
    page = visitor.page(f"/meeting/{SPRING.key}")

    items = [words_of(one) for one in page.xpath("//ol[@class='agenda']/li")]
    assert items[0].startswith("4 The ferry at Quay Lane Report The ferry at Quay Lane")
    assert items[1] == "5 Street lamps"
    assert "Place Guildhall" in words_of(page)


def test_meetings_are_listed_by_year_and_loose_papers_apart(visitor):
    newest = visitor.page("/meetings")
    loose = visitor.page(link(newest, "Not stated"))

    assert words_of(newest.find_class("meeting-list")[0]).count("Young People Panel") == 1
    assert "A note on the old ferry" in words_of(loose)


def test_a_year_of_many_meetings_is_listed_page_by_page():
    days = [date(2019, 1, 1) + timedelta(days=3 * at) for at in range(120)]
    busy = visitor_of(
        *(
            paper(
                f"{day}.txt", PaperType.MINUTES, "Minutes", Meeting(council="farndale", committee=CABINET, day=day), []
            )
            for day in days
        )
    )

    listed, address = [], "/meetings"
    while address:
        page = busy.page(address)
        listed += [words_of(one) for one in page.find_class("meeting-list")[0]]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)

    assert "120 meetings in 2019, page 3" in page.findtext("head/title")
    assert words_of(page.find_class("showing")[0]) == "101 to 120 of 120"
    assert len(set(listed)) == len(listed) == 120
    busy.page("/meetings?year=2019&page=4", status=404)
    for wrong in ("year=abc", "year=20199", "page=0", "page=-1", "page=x"):
        assert f"cannot be “{wrong.partition('=')[2]}”" in words_of(busy.page(f"/meetings?{wrong}", status=400))


def test_coverage_tells_each_committee_and_its_gaps(visitor):
    said = words_of(visitor.page("/coverage"))

    assert "Young People Panel Farndale Borough Council 3 2 6 October 2020 19 January 2021 none" in said
    assert "Committee not stated Oxby Town Council 1 0 not stated not stated none" in said


def test_csv_rows_are_the_paragraphs_of_all_pages(big):
    answer = big.get("/search.csv?q=ferry")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))

    assert len(rows) == big.json("/search.json?q=ferry")["total"] == 80
    assert answer.headers["Content-Disposition"] == 'attachment; filename="papersearch-ferry.csv"'


def test_the_feed_is_newest_first_with_permalinks_and_the_same_twice(visitor):
    feed = visitor.xml("/search.atom?q=ferry")

    ids = [one.text for one in feed.findall("{*}entry/{*}id")]
    days = [one.text for one in feed.findall("{*}entry/{*}updated")]
    assert days == sorted(days, reverse=True)
    assert all(one.startswith("http://localhost/p/") for one in ids)
    assert len(ids) == len(set(ids))
    assert visitor.get("/search.atom?q=ferry").data == visitor.get("/search.atom?q=ferry").data


def test_a_form_feed_in_a_paper_leaves_the_feed_well_formed():
    (card, passages), *_ = sample()
    visitor = visitor_of((card, tuple(structs.replace(one, text=f"lamps\x0c\x00 {one.text}") for one in passages)))

    feed = visitor.xml("/search.atom?q=lamps")

    assert len(feed.findall("{*}entry")) == len(passages)


def test_the_browser_plug_in_names_only_this_site(visitor):
    described = visitor.xml("/opensearch.xml")

    assert {one.get("template") for one in described.findall("{*}Url")} == {
        "http://localhost/search?q={searchTerms}",
        "http://localhost/search.atom?q={searchTerms}",
    }


def test_every_search_tip_can_be_typed(visitor):
    page = visitor.page("/help")

    shown = [words_of(one) for one in page.iter("code")]
    assert [typed for typed, _ in FORMS] == shown[: len(FORMS)]
    assert all(not parse_query(typed).notices for typed, _ in FORMS)
    assert all(SearchState(from_date=example).dates for example in DATE_EXAMPLES)


def test_the_accessibility_statement_names_who_answers():
    visitor = visitor_of(*sample(), contact_name="Democratic Services", contact_email="clerk@farndale.example")

    page = visitor.page("/accessibility")

    assert link(page, "clerk@farndale.example") == "mailto:clerk@farndale.example"
    assert "Tell Democratic Services" in words_of(page)


def test_no_page_says_what_this_site_never_says(visitor):
    addresses = ["/", "/search?q=ferry", "/search?q=zeppelin", "/meetings", "/coverage", "/help", "/accessibility"]

    said = [words_of(visitor.page(address)).casefold() for address in addresses]

    assert not [text for text in said if "document" in text or "constraint" in text or " ai " in text]


def test_the_facets_of_the_page_are_the_facets_of_the_record(visitor):
    page = visitor.page("/search")

    assert set(page.xpath("//input[@type='checkbox'][@form='search-form']/@name")) == set(FACETS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ferry lamps OR fares", "Read as: (ferry and lamps) or fares"),
        ('-"quay lane" ferry', "Read as: ferry, and not “quay lane”"),
        ("zeppelin -ferry", "Read as: zeppelin, and not ferry"),
    ],
)
def test_a_search_with_operators_says_how_it_was_read(visitor, typed, said):
    page = visitor.page(f"/search?q={quote_plus(typed)}")

    assert said in words_of(page)
    assert "Read as" not in words_of(visitor.page("/search?q=ferry+fares"))


def test_programs_that_follow_links_may_read_pages_and_no_exports(visitor):
    answer = visitor.get("/robots.txt")
    refused = {line.removeprefix("Disallow: ") for line in answer.text.splitlines() if line.startswith("Disallow: ")}

    assert answer.mimetype == "text/plain"
    assert answer.text.startswith("User-agent: *\n")
    assert {"/search.csv", "/search.json", "/search.atom", "/evidence", "/api/"} <= refused
    assert not any(page.startswith(tuple(refused)) for page in ("/", "/search", "/paper/x", "/p/x", "/meetings"))


def test_a_feed_is_by_the_site_and_each_entry_by_its_council(visitor):
    feed = visitor.xml("/search.atom?q=ferry")
    names = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}name")]

    assert names[0] == "Papersearch"
    assert set(names[1:]) == {"Farndale Borough Council", "Oxby Town Council"}
    assert visitor.xml("/commitments.atom").findtext("{*}author/{*}name") == "Papersearch"


def test_a_paper_tells_nothing_of_itself_twice():
    report = paper(
        "twice.txt", PaperType.REPORT, "Boats", SPRING, [unit("The ferry sank.")], published=date(2019, 4, 1), version="final",
        facts={"version": "Final", "dated": "1 April 2019", "status": "final"},
    )  # fmt: skip
    page = visitor_of(report).page(f"/paper/{report[0].id}")

    labels = [words_of(one) for one in page.xpath("//dl[@class='about']/div/dt")]

    assert (labels.count("Version"), labels.count("Published"), labels.count("Dated"), labels.count("Status")) == (
        1,
        1,
        0,
        1,
    )


def test_the_page_of_coverage_names_the_index_in_words(visitor):
    said = words_of(visitor.page("/coverage"))

    assert "The mark of the present index is “generation 1”." in said
    assert "This one is" not in said


@pytest.mark.parametrize(("typed", "role"), [("RESOLVED", "resolution"), ("recommendations", "recommendation")])
def test_a_label_typed_leads_to_what_it_labels(visitor, typed, role):
    page = visitor.page(f"/search?q={typed}&council=farndale")
    url = link(page, f"show all {role}s")

    assert url == f"/search?role={role}&council=farndale"
    assert results(visitor.page(url))
    assert "show all" not in words_of(visitor.page(f"/search?q={typed}&role={role}"))
    assert "show all" not in words_of(visitor.page(f"/search?q=ferry+{typed}"))
