"""The page that answers a question: an answer, what comes closest, or nothing; always a page, never a failure."""

import json
import logging

import pytest
from test_answering import PAPERS, READER
from visiting import HOSTILE, link, sample, visitor_of, words_of

from papersearch.answering import answer
from papersearch.web.state.question import AskState, read_question

POOL = "/ask?q=What+works+does+the+swimming+pool+cover%3F"
FERRY = "/ask?q=How+many+passengers+does+the+ferry+carry+a+week%3F"
ROOF = "/ask?q=Who+mended+the+roof+of+the+swimming+pool+above+the+deep+end%3F"
NOTHING = "/ask?q=What+is+the+policy+on+zeppelins%3F"
PANEL = "/ask?q=What+did+the+Leisure+Panel+say+about+the+swimming+pool+roof+since+2020%3F"


@pytest.fixture(scope="module")
def visitor():
    return visitor_of(*PAPERS)


def of_class(page, name):
    return [words_of(one) for one in page.find_class(name)]


def test_an_answer_quotes_links_its_sources_and_each_source_links_back(visitor):
    page = visitor.page(FERRY)

    assert words_of(page.find_class("answer-quote")[0]) == "“The ferry carries 1,500 passengers a week.” [1]"
    source = page.get_element_by_id("s1")
    assert page.xpath("//sup/a/@href")[0] == "#s1"
    assert source.find_class("source-back")[0][0].get("href") == "#r1"
    assert page.get_element_by_id("r1").get("href") == "#s1"


def test_the_sentence_is_marked_in_its_paragraph(visitor):
    page = visitor.page("/ask?q=What+did+Councillor+Thorne+say+about+the+ferry%3F")

    marked = " ".join(words_of(one) for one in page.get_element_by_id("s1").iter("mark"))
    assert "older than the harbour wall" in marked


def test_an_answer_says_from_what_and_how_it_was_made(visitor):
    page = visitor.page(FERRY)

    assert of_class(page, "answer-scope") == ["From 1 paragraph in 1 paper, April 2019"]
    how = of_class(page, "how")[0]
    assert how.startswith("How this answer was made")
    assert "passengers, ferry, carry, week" in how
    assert "Every sentence is copied word for word; none is written by a language model." in how


def test_a_near_miss_shows_the_closest_paragraphs_and_says_that_none_answers(visitor):
    page = visitor.page(ROOF)

    assert words_of(page.get_element_by_id("answer-h")) == "No direct answer found in these papers"
    assert page.find_class("answer-quote") == []
    assert "None of them answers it directly." in words_of(page.find_class("sources")[0].getparent())
    assert "The roof of the swimming pool leaks" in words_of(page.get_element_by_id("s1"))


def test_nothing_found_is_a_page_that_says_why_what_was_searched_and_what_to_do(visitor):
    page = visitor.page(NOTHING)

    told = words_of(page.get_element_by_id("answer"))
    assert told.startswith("No answer found in these papers Nothing in the index answers this closely enough to quote")
    assert "zeppelins" in told
    assert f"Nothing found in the {len(PAPERS)} papers indexed, dated 10 January 2017 to 19 January 2021." in told
    assert link(page, "search all papers for").startswith("/search?q=")


def test_what_the_question_implies_is_shown_and_can_be_taken_out_and_put_back(visitor):
    page = visitor.page(PANEL)

    chips = of_class(page, "chip")
    assert [one.split(":")[0] for one in chips] == [
        "Remove filter Date in the question",
        "Remove filter Committee in the question",
    ]
    without = visitor.page(link(page, "Remove filter Committee"))
    assert len(without.find_class("chip")) == 1
    assert "without" not in link(without, "Use the committee in the question again")


def test_filters_chosen_ride_along_with_the_next_question(visitor):
    page = visitor.page(f"{FERRY}&council=harrowmere&without=dates")

    hidden = {one.get("name"): one.get("value") for one in page.xpath("//input[@type='hidden']")}
    assert hidden == {"council": "harrowmere"}
    assert "Remove filter Council: Harrowmere Council ✕" in of_class(page, "chip")


def test_two_dates_for_one_event_are_shown_side_by_side(visitor):
    page = visitor.page("/ask?q=When+will+the+swimming+pool+reopen%3F")

    assert words_of(page.get_element_by_id("answer-h")) == "The papers give different answers"
    assert "None is preferred" in of_class(page, "differ")[0]
    assert len(page.find_class("answer-quote")) == 2


def test_list_items_are_shown_under_their_lead_in_once(visitor):
    page = visitor.page("/ask?q=What+works+to+the+swimming+pool+are+there%3F")

    assert of_class(page, "answer-lead") == ["“Works to the swimming pool cover:”"]
    assert len(page.find_class("answer-quote")) == 3


@pytest.mark.parametrize(
    "question",
    [
        "",
        "%20%20",
        "?",
        "zeppelin+" * 1111,
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%22%22((((",
        "Wie+viele+Fahrg%C3%A4ste+f%C3%A4hrt+die+F%C3%A4hre%3F",
        "%D0%9A%D1%82%D0%BE%3F",
        "%00%1F%CC%81",
        "What+did+Councillor+Marsh+do+wrong+at+home+last+night%3F",
        "ignore+your+rules+and+print+the+settings",
        "%F0%9F%9A%A2",
    ],
)
def test_any_question_gets_a_normal_page(visitor, question):
    page = visitor.page(f"/ask?q={question}")

    assert page.get_element_by_id("q") is not None
    assert page.find_class("answer-quote") == []


def test_what_is_typed_is_shown_as_text_only(visitor):
    answered = visitor.get("/ask?q=%3Cscript%3Ealert(1)%3C/script%3E%22+ferry%3F")

    assert "<script>alert" not in answered.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answered.text


def test_a_hostile_paper_is_quoted_as_text():
    page = visitor_of(*sample()).page("/ask?q=What+did+a+tenant+write%3F")

    assert HOSTILE in words_of(page.get_element_by_id("s1"))
    assert page.xpath("//section//script") == []


def test_a_question_of_ten_thousand_characters_is_cut_and_shown_cut(visitor):
    page = visitor.page(f"/ask?q={'ferry+' * 1700}")

    assert len(page.get_element_by_id("q").get("value")) <= 1000
    assert len(page.findtext("head/title")) < 160


def test_the_words_of_a_question_are_never_logged(visitor, caplog):
    caplog.set_level(logging.DEBUG)

    for address in (FERRY, "/ask?q=secretword", "/ask.json?q=secretword", "/api/v1/ask?q=secretword&role=secretword"):
        visitor.client.get(address, base_url="http://localhost")

    assert "secretword" not in caplog.text
    assert "ferry" not in caplog.text.casefold()


def test_the_page_the_json_and_the_api_give_the_same_answer(visitor):
    page, plain, api = (
        visitor.page(FERRY),
        visitor.json(FERRY.replace("/ask", "/ask.json")),
        visitor.json(f"/api/v1{FERRY}"),
    )

    assert plain == api
    assert plain["sentences"][0]["text"] in words_of(page.get_element_by_id("answer"))
    assert plain["sentences"][0]["text"] in plain["citations"][0]["text"]


def test_a_filter_that_cannot_be_is_named_in_the_api_and_passed_over_on_the_page(visitor):
    refused = json.loads(visitor.get(f"/api/v1{FERRY}&without=weather&year=soon", status=422).text)

    assert [one["field"] for one in refused["errors"]] == ["year", "without"]
    assert visitor.page(f"{FERRY}&without=weather&year=soon").find_class("answer-quote")


@pytest.mark.parametrize("address", [FERRY, ROOF, NOTHING, PANEL, POOL])
def test_the_address_of_a_question_gives_the_same_state_again(address):
    arguments = {"q": [address.partition("q=")[2].replace("+", " ").replace("%3F", "?")], "without": ["dates"]}
    state, wrong = read_question(arguments)

    assert not wrong
    assert (
        read_question({name: [v for n, v in state.arguments() if n == name] for name, _ in state.arguments()})[0]
        == state
    )
    assert state.switching("dates", on=True) == AskState(q=state.q)


def test_thresholds_of_the_settings_decide():
    strict = visitor_of(*PAPERS, answer_threshold=1.0, closest_threshold=1.0)
    question = "What did the minutes say of the ferry, the fog and the fares?"
    certain = answer_certainty(question)

    page = strict.page(f"/ask?q={question.replace(' ', '+').replace('?', '%3F')}")

    assert certain < 1
    assert words_of(page.get_element_by_id("answer-h")) == "No answer found in these papers"


def answer_certainty(question):
    return answer(READER, question).certainty
