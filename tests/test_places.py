"""Looking for words finds just what reading all of them finds."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersearch import places, snippets
from papersearch.analysis import plain_english, stem, tokens, words
from papersearch.places import _read, _root, places_in
from papersearch.query import AnyOf, Exact, Near, Prefix, Word
from papersearch.snippets import _SENTENCE_START, cut

SAMPLE = "\n".join(one.read_text(encoding="utf-8") for one in sorted((Path(__file__).parent / "papers").rglob("*.txt")))
PARAGRAPHS = [one for one in SAMPLE.split("\n\n") if one.strip()]
ODD = (
    *("ferry", "ferries", "Quay's", "quays", "O'Brien", "o`brien", "d'Arcy's", "obrien", "dying", "die", "housing.", "house"),
    *("12,500", "1,2345", "1.5", "s106", "106", "7(a)", "2020/21", "COVID–19", "“lamps”", "£1,500.50", "1,500,000x"),
    *("'", "''", "don''t", "'tis", "x" * 50, "_a_b", "A.B.", "\n", "  ", ". ", "; ", ".) ", "\x1c", "\x85", "…", "•"),
)  # fmt: skip
FOREIGN = ("café", "½", "\u00ad", "a\u0301", "²", "ﬁne", "٣", "É")
_ENDINGS = (
    "s es ed ing ly edly ingly eed eedly ization ational fulness ousness iveness tional bility lessly ently ation alism "
    "ality ously ivity fully ency ancy ably izer ator ally bly ogy y ies ied ical icate icity ative ness ful ement ance "
    "able ible ment ant ent ism ate ity ous ive ize ion al er ic sses us at iz"
)
ENDINGS = tuple(_ENDINGS.split())


def texts(parts=ODD):
    joined = st.tuples(st.lists(st.sampled_from(parts), max_size=80), st.sampled_from((" ", "", ", ", "-")))
    return st.one_of(joined.map(lambda drawn: drawn[1].join(drawn[0])), st.sampled_from(PARAGRAPHS))


@st.composite
def texts_with_leaves(draw, parts=ODD):
    """A text, and leaves most of which it holds."""
    text = draw(texts(parts))
    found = words(text) or ["ferry"]
    some = st.sampled_from(found)
    at = draw(st.integers(0, len(found) - 1))
    leaf = st.one_of(
        some.map(Word),
        st.integers(1, 3).map(lambda length: Exact(tuple(found[at : at + length]))),
        st.tuples(some, st.integers(1, 5)).map(lambda drawn: Prefix(drawn[0][: drawn[1]])),
        st.tuples(some, some, st.integers(0, 4)).map(lambda drawn: Near((drawn[0], drawn[1]), drawn[2])),
        st.sampled_from([Word("obrien"), Word("die"), Prefix("o'b"), Prefix("12"), Prefix("1"), Exact(("o'brien",))]),
    )
    return text, AnyOf(tuple(draw(st.lists(leaf, min_size=1, max_size=4))))


@settings(deadline=None, max_examples=400)
@given(texts_with_leaves((*ODD, *FOREIGN)), st.sampled_from([0, 20, 60, 160, 280]))
def test_a_snippet_is_the_one_that_is_cut_when_every_word_is_read(drawn, width):
    text, query = drawn
    sought = cut(text, query, width=width)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(snippets, "places_in", _read)
        assert sought == cut(text, query, width=width)


@settings(deadline=None, max_examples=300)
@given(texts(), st.integers(-1, 500), st.integers(0, 300))
def test_the_words_at_a_place_are_those_of_the_whole_list(text, at, further):
    sought, read = places_in(text), _read(text)

    assert sought.has_words() == read.has_words()
    assert sought.first_start(max(at, 0)) == read.first_start(max(at, 0))
    if read.has_words():
        assert sought.last_end(max(at, 0) + further, max(at, 0)) == read.last_end(max(at, 0) + further, max(at, 0))


@settings(deadline=None)
@given(texts())
def test_a_text_in_plain_english_has_its_words_where_they_were(text):
    plain = plain_english(text)

    assert plain is not None
    assert tokens(plain) == tokens(text)


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_text_whose_words_may_hold_other_letters_is_no_plain_english(foreign):
    assert plain_english(f"The ferry {foreign} quay") is None


def test_most_paragraphs_of_papers_need_not_be_read():
    sought = [one for one in PARAGRAPHS if plain_english(one) is not None]

    assert len(sought) > 0.9 * len(PARAGRAPHS)


def test_every_word_of_the_papers_begins_with_the_root_of_its_stem():
    found = {one for one in words(SAMPLE) if one.isascii() and one.isalpha()}

    assert len(found) > 500
    assert [one for one in found if not one.startswith(_root(stem(one)))] == []


LETTERS = st.text("aeiouybcdlmnrstz", min_size=1, max_size=7)


@settings(deadline=None, max_examples=1000)
@given(LETTERS, st.lists(st.sampled_from(ENDINGS), max_size=3))
def test_a_word_of_any_endings_begins_with_the_root_of_its_stem(beginning, endings):
    word = "".join((beginning, *endings))

    assert word.startswith(_root(stem(word)))


@pytest.mark.parametrize("word", ["dying", "lying", "tying", "skies", "skis", "early", "only", "a", "as", "ax"])
def test_words_with_a_stem_of_their_own_begin_with_its_root(word):
    assert word.startswith(_root(stem(word)))


PLAINLY = re.compile(r"(?:(?<=[.!?;:])|(?<=[.!?]['\"\u2019\u201d)]))\s+(?=\S)|\n\s*(?=\S)")
"""Where a sentence starts, as one would say it: blanks behind what ends one, or a line end with what blanks follow."""


@settings(deadline=None)
@given(
    st.text(".;'\")\u2019 \n\t\u2028a", max_size=60).flatmap(
        lambda text: st.tuples(st.just(text), st.integers(0, len(text)), st.integers(0, len(text)))
    )
)
def test_sentences_start_where_the_plain_rule_says(drawn):
    text, first, last = drawn
    found = [match.end() for match in _SENTENCE_START.finditer(text, first, last)]

    assert found == [match.end() for match in PLAINLY.finditer(text, first, last)]


def test_a_word_that_is_looked_for_is_not_read(monkeypatch):
    monkeypatch.setattr(places, "word_places", None)

    snippet = cut("The ferry’s quay – “housing” need of £1,500. " * 20, AnyOf((Word("housing"), Word("1500"))))

    assert "housing" in snippet.text
