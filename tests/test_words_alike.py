"""The list of words alike: in order, each line of use, and no line joins what must be told apart."""

from itertools import chain, combinations

import pytest

from papersearch.analysis import stem, words
from papersearch.answering.likeness import Line, alike_to, lines_of

LINES = lines_of("alike.txt")
APART = """
buy sell, open close, open shut, day week, week month, month year, rise fall, increase decrease, increase cut, raise lower,
start stop, begin end, launch close, young old, young elderly, new old, high low, big small, long short, early late,
fast slow, good bad, better worse, strong weak, rich poor, cheap expensive, hot cold, wet dry, clean dirty, safe unsafe,
full empty, win lose, pass fail, accept refuse, accept reject, approve reject, agree disagree, support oppose, allow ban,
hire sack, appoint resign, join leave, arrive leave, give take, lend borrow, tenant landlord, gain lose, profit loss,
surplus deficit, underspend overspend, income expenditure, capital revenue, public private, adult child, man woman,
boy girl, mother father, son daughter, brother sister, north south, east west, spring autumn, summer winter,
morning evening, first last, before after, above below, more less, many few, most least, maximum minimum, always never,
often rarely, add remove, build demolish, create abolish, keep scrap, present absent, attendance absence, legal illegal,
right wrong, true false, temporary permanent, interim permanent, primary secondary, nursery secondary, school college,
freehold leasehold, rent buy, import export, ask answer, employer employee, employed unemployed, teacher pupil,
doctor patient, majority minority, success failure, improve worsen, strengthen weaken, expand shrink, praise criticise,
happy unhappy, pleased disappointed, admit deny, confirm deny, remember forget, include exclude, adequate inadequate,
sufficient insufficient, suitable unsuitable, compulsory voluntary, local national, internal external, bus train,
car bicycle, pedestrian motorist, mayor councillor, gas electricity, birth death, dog cat, flood drought
"""


def names_of(line):
    """The words and phrases of a line, by stem."""
    read = Line.of(line)
    return (*read.group, *read.answering)


def test_the_list_is_long_and_in_the_order_of_the_first_words():
    assert len(LINES) >= 4000
    assert sorted(LINES) == LINES
    assert len(set(LINES)) == len(LINES)


def test_each_line_joins_two_words_or_more_and_holds_none_twice():
    bad = [line for line in LINES if not len(names_of(line)) == len(set(names_of(line))) >= 2]
    assert bad == []


def test_words_are_written_as_an_index_reads_them():
    items = {item for line in LINES for item in line.split() if item != ">"}
    assert [item for item in items if words(item.replace("_", " ")) != item.split("_")] == []


def test_no_line_joins_words_that_change_what_is_asked():
    apart = {frozenset(map(stem, pair.split())) for pair in APART.split(",")}
    joined = [line for line in LINES for pair in combinations(names_of(line), 2) if frozenset(pair) in apart]
    assert joined == []


def test_families_are_in_order_and_each_joins_two_stems():
    families = lines_of("families.txt")
    assert sorted(set(families)) == families
    assert [line for line in families if len(set(map(stem, line.split()))) < max(2, len(line.split()))] == []


def test_no_word_stands_for_so_many_that_it_stands_for_none():
    asked = set(chain.from_iterable(Line.of(line).group for line in LINES))
    assert {one: len(alike_to(one)) for one in asked if len(alike_to(one)) > 45} == {}


@pytest.mark.parametrize("pair", ["postpone defer", "refurbish renovate", "wage salary", "rubbish refuse", "kid child"])
def test_an_everyday_word_is_answered_in_the_formal_one(pair):
    one, other = map(stem, pair.split())
    assert other in alike_to(one)


def test_homonyms_are_in_order_and_share_the_stem_of_their_line():
    homonyms = lines_of("homonyms.txt")
    assert sorted(set(homonyms)) == homonyms
    said = [word for line in homonyms for word in line.replace(" | ", " ").split()]
    assert len(set(said)) == len(said)
    assert [
        line for line in homonyms if " | " not in line or len(set(map(stem, line.replace(" | ", " ").split()))) != 1
    ] == []


def test_what_is_alike_to_a_word_is_not_alike_to_another_of_its_stem():
    assert "council" in alike_to(stem("authority"), "authority")
    assert "council" not in alike_to(stem("author"), "author")
    assert stem("serious") in alike_to(stem("severe"), "severe")
    assert stem("serious") not in alike_to(stem("several"), "several")
