"""The same text gives the same words, stems and places everywhere."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papersearch.analysis import _TOKEN, PROTECTED, STOP_WORDS, Token, fold, stem, tokens, words


def stems(text):
    return [stem(word) for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Care leavers' housing", ["care", "leavers", "housing"]),
        ("children's and children’s", ["children's", "and", "children's"]),
        ("O’Brien", ["o'brien"]),
        ("Catch22 and Catch 22", ["catch", "22", "and", "catch", "22"]),
        ("COVID-19 / Covid–19", ["covid", "19", "covid", "19"]),
        ("s.106, s106 and S 106", ["s", "106", "s", "106", "and", "s", "106"]),
        ("7(a) and 7a", ["7", "a", "and", "7", "a"]),
        ("2020/21 or 2020-21", ["2020", "21", "or", "2020", "21"]),
        ("1,500 homes, 1.5 miles, £1,234,567.89", ["1500", "homes", "1.5", "miles", "1234567.89"]),
        ("paragraph 3.2.1", ["paragraph", "3.2.1"]),
        ("in 2019,2020 and 10,00", ["in", "2019", "2020", "and", "10", "00"]),
        ("**overall effectiveness** judgement", ["overall", "effectiveness", "judgement"]),
        ("a\u00a0b", ["a", "b"]),
        ("safe\u00adguarding", ["safeguarding"]),
        ("Café cafe\u0301", ["cafe", "cafe"]),
        ("ﬁnance ＡＢＣ", ["finance", "abc"]),
        ("terms of reference", ["terms", "of", "reference"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("e.g. i.e.", ["e", "g", "i", "e"]),
        ("", []),
        (" -- *** ", []),
    ],
)
def test_a_text_is_read_into_these_words(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "group",
    [
        "plan plans planned planning",
        "housing house houses",
        "children's childrens",
        "safeguard safeguarding safeguards",
        "policy policies",
        "referred refer referring",
    ],
)
def test_forms_of_a_word_share_a_stem(group):
    assert len(set(stems(group))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("policy", "police"), ("general", "generous"), ("care", "caring x"), ("106", "1060")]
)
def test_other_words_do_not_share_a_stem(one, other):
    assert stems(one)[0] != stems(other)[-1]


@pytest.mark.parametrize("word", ["the", "was", "its", "106", "s106", "1.5", "pfi"])
def test_short_words_and_figures_are_not_stemmed(word):
    assert stem(word) == word


def test_protected_names_are_not_stemmed():
    assert PROTECTED
    assert {stem(word) for word in PROTECTED} == PROTECTED


def test_a_possessive_ending_is_dropped_from_the_stem_and_kept_in_the_word():
    assert words("Council's") == ["council's"]
    assert stem("council's") == stem("council")


def test_every_word_takes_a_place_common_words_too():
    assert [token.text for token in tokens("the terms of the reference")] == ["the", "terms", "of", "the", "reference"]


def test_tokens_know_where_they_stand():
    text = "Leavers’ **care**, 1,500."

    assert [text[one.start : one.end] for one in tokens(text)] == ["Leavers", "care", "1,500"]


def test_common_words_are_folded_words_of_letters():
    assert {"the", "of", "and"} <= STOP_WORDS
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS


@given(st.text())
@example("a\u0301'b’")
@example("1,23,456")
@example("'''")
@example("İstanbul")
def test_places_point_into_the_text_and_follow_each_other(text):
    found = tokens(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [one.text for one in found] == words(text)
    assert found == [Token(fold(text[one.start : one.end]), one.start, one.end) for one in found]


@given(st.text(alphabet=st.sampled_from(" \t\n\x1c\x85\u00a0\u200b,.'’0123ab\u0301\u00ad")))
def test_reading_between_blanks_finds_what_reading_the_whole_text_finds(text):
    whole = [Token(fold(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]

    assert tokens(text) == whole
    assert words(text) == [one.text for one in whole]


@given(st.text(min_size=1))
@example("dying")
@example("youth")
@example("Ýule")
def test_a_stem_begins_as_its_word_does(text):
    for word in words(text):
        assert stem(word)[:1] == word[:1]


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=60))
def test_case_and_composition_change_no_word(text):
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))
    if text.upper().lower() == text.lower() and "ß" not in text and "µ" not in text:
        assert words(text.upper()) == words(text.lower())


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    for word in words(text):
        assert fold(word) == word
        assert stem(stem(word)) is not None


@given(st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=8), min_size=1, max_size=8))
def test_joined_by_blanks_words_come_back(found):
    assert words(" ".join(found)) == found


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_words_of_two_paragraphs_are_the_words_of_both(one, other):
    assert words(f"{one}\n{other}") == words(one) + words(other)
