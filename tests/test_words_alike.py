"""The list of words alike: in order, each line of use, and no line joins what must be told apart."""

from importlib.resources import files
from itertools import combinations

import pytest

from papersearch.analysis import stem

LINES = [
    line
    for line in files("papersearch").joinpath("words", "alike.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
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


def stems_of(line):
    return [stem(word) for word in line.split()]


def test_the_list_is_long_and_in_the_order_of_the_first_words():
    assert len(LINES) >= 1400
    assert sorted(LINES) == LINES
    assert len(set(LINES)) == len(LINES)


def test_each_line_joins_two_words_or_more_and_holds_none_twice():
    bad = [line for line in LINES if len(stems_of(line)) < 2 or len(set(stems_of(line))) < len(stems_of(line))]
    assert bad == []


def test_no_line_joins_words_that_change_what_is_asked():
    apart = {frozenset(map(stem, pair.split())) for pair in APART.split(",")}
    joined = [line for line in LINES for pair in combinations(stems_of(line), 2) if frozenset(pair) in apart]
    assert joined == []


@pytest.mark.parametrize("pair", ["postpone defer", "refurbish renovate", "wage salary", "rubbish refuse", "kid child"])
def test_everyday_and_formal_words_stand_on_a_line(pair):
    one, other = map(stem, pair.split())
    assert any({one, other} <= set(stems_of(line)) for line in LINES)
