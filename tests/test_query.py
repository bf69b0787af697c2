"""Whatever is typed is read as a query or refused for its size, and said in plain words."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papersearch.analysis import STOP_WORDS
from papersearch.errors import QueryError
from papersearch.passage import FACETS
from papersearch.query import (
    MAX_DEPTH,
    MAX_DISTANCE,
    MAX_LENGTH,
    MAX_WORD_LENGTH,
    MAX_WORDS,
    AllOf,
    AnyOf,
    Everything,
    Exact,
    FieldIs,
    Near,
    Not,
    Parsed,
    Prefix,
    Word,
    as_typed,
    in_words,
    leaves,
    parse_query,
)

HOUSING, CARE, LEAVERS = Word("housing"), Word("care"), Word("leavers")


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("housing", HOUSING),
        ("HOUSING", HOUSING),
        ("care leavers", AllOf((CARE, LEAVERS))),
        ("care AND leavers", AllOf((CARE, LEAVERS))),
        ("care and leavers", AllOf((CARE, LEAVERS))),
        ("care OR leavers", AnyOf((CARE, LEAVERS))),
        ("housing care OR leavers", AnyOf((AllOf((HOUSING, CARE)), LEAVERS))),
        ("housing (care OR leavers)", AllOf((HOUSING, AnyOf((CARE, LEAVERS))))),
        ("-housing", Not(HOUSING)),
        ("care -housing", AllOf((CARE, Not(HOUSING)))),
        ("care NOT housing", AllOf((CARE, Not(HOUSING)))),
        ("care NOT (housing leavers)", AllOf((CARE, Not(AllOf((HOUSING, LEAVERS)))))),
        ('"care leavers"', Exact(("care", "leavers"))),
        ("“care leavers”", Exact(("care", "leavers"))),
        ('"housing"', Exact(("housing",))),
        ('-"care leavers"', Not(Exact(("care", "leavers")))),
        ('"terms of reference"', Exact(("terms", "of", "reference"))),
        ('"care leavers"~5', Near(("care", "leavers"), 5)),
        ('"care leavers"~999', Near(("care", "leavers"), MAX_DISTANCE)),
        ('"care"~5', Exact(("care",))),
        ("hous*", Prefix("hous")),
        ("type:report", FieldIs("type", "report")),
        ('committee:"Corporate Parenting"', FieldIs("committee", "Corporate Parenting")),
        ("Year:2020 care", AllOf((FieldIs("year", "2020"), CARE))),
        ("care care", CARE),
        ("care OR care", CARE),
        ("((care))", CARE),
        ("", Everything()),
        ("   ", Everything()),
        ('""', AnyOf(())),
        ("()", AnyOf(())),
        ("OR", AnyOf(())),
        ("AND", AnyOf(())),
        ("- -", AnyOf(())),
        ("s.106", Exact(("s", "106"))),
        ("COVID-19", Exact(("covid", "19"))),
        ("multi-agency", AllOf((Word("multi"), Word("agency")))),
        ("1,500", Word("1500")),
        ("children's", Word("children's")),
        ("children’s", Word("children's")),
        ("café", Word("cafe")),
    ],
)
def test_what_is_typed_is_read_as(typed, node):
    assert parse_query(typed).node == node


def test_words_typed_as_one_are_the_same_phrase_as_in_quotes():
    typed, in_quotes = parse_query("s.106").node, parse_query('"s 106"').node

    assert (typed.quoted, in_quotes.quoted) == (False, True)
    assert len({typed, in_quotes}) == 1
    assert typed != Exact(("s", "106"), weight=0.5)


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("(care", CARE),
        ("care)", CARE),
        ("care) leavers", AllOf((CARE, LEAVERS))),
        ('"care leavers', AllOf((CARE, LEAVERS))),
        ("care OR", CARE),
        ("OR care", CARE),
        ("NOT", Word("not")),
        ("care NOT", CARE),
        ("*care*", CARE),
        ("care~", CARE),
        ("care^5", Exact(("care", "5"))),
        ("ca*", Word("ca")),
        ("?are", Word("are")),
        ("colour:red", AllOf((Word("colour"), Word("red")))),
        ("[care TO leavers]", AllOf((CARE, LEAVERS))),
    ],
)
def test_odd_operators_are_read_as_words(typed, node):
    assert parse_query(typed).node == node


@pytest.mark.parametrize("typed", ["*care*", "care~", "colour:red", "ca*", "care^2"])
def test_what_is_read_otherwise_than_typed_is_said(typed):
    notices = parse_query(typed).notices

    assert any("read as words" in notice for notice in notices)
    assert all("\n" not in notice for notice in notices)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"care leavers', "a quotation mark without its pair"),
        ('care "leavers" "housing', "a quotation mark without its pair"),
        ("care OR", "OR stands between words"),
        ("OR care", "OR stands between words"),
        ("(care OR) housing", "OR stands between words"),
        ("((care)", "a bracket without its pair"),
        ("care) leavers", "a bracket without its pair"),
        ("care -", "“-” is read as words; to go without a word, put one - right before it"),
        ("care - leavers", "“-” is read as words"),
        ("--care", "“--care” is read as words"),
        ('"safeguard*"', "a star in quotation marks is passed over"),
        ('"damp"~3', "“damp” is one word"),
        ("committee:", "“committee:” is read as a word"),
        ("committee: Cabinet", "“committee:” is read as a word"),
        ("flood NOT", "NOT stands before what is to be left out"),
        ("(flood NOT) care", "NOT stands before what is to be left out"),
        ("year:[2010 TO 2020]", "“year:[2010” is read as words; for a span of time use the dates"),
    ],
)
def test_an_operator_that_cannot_be_used_is_told(typed, said):
    notices = parse_query(typed).notices

    assert any(notice.startswith(said) for notice in notices)
    assert not any("in capitals" in notice for notice in notices)


@pytest.mark.parametrize(
    "typed",
    [
        "care leavers",
        '"care leavers" housing',
        "(care OR housing) -budget",
        "hous*",
        '"damp report"~5',
        "x–y",
        "type:report",
    ],
)
def test_what_is_read_as_it_was_typed_has_no_notice(typed):
    assert parse_query(typed).notices == ()


@pytest.mark.parametrize(
    ("typed", "has"),
    [
        ("care leavers", False),
        ('"care leavers" housing', False),
        ("what did they say about lamps?", False),
        ("", False),
        ("care OR leavers", True),
        ("care -leavers", True),
        ("care NOT leavers", True),
        ('"care leavers"~3', True),
        ('-"care leavers"', True),
        ("safeguard*", True),
        ("type:report", True),
        ("(care leavers)", True),
    ],
)
def test_operators_are_told_from_words_and_phrases(typed, has):
    assert parse_query(typed).has_operators is has


@pytest.mark.parametrize(
    ("typed", "about", "left_out"),
    [
        (
            "What did Councillor Ada Thorne say about lamps?",
            ("ada", "thorne", "lamps"),
            ("what", "did", "councillor", "say", "about"),
        ),
        ("has the ferry been discussed", ("ferry",), ("has", "the", "been", "discussed")),
        ("will the council mend lamps", ("mend", "lamps"), ("will", "the", "council")),
        ("the fares of the ferry?", ("fares", "ferry"), ("the", "of")),
        ("how many lamps are lit", ("lamps", "lit"), ("how", "many", "are")),
        ("Summarise the discussion of lamps", ("lamps",), ("summarise", "the", "discussion", "of")),
    ],
)
def test_a_question_is_searched_by_what_it_is_about(typed, about, left_out):
    parsed = parse_query(typed)

    assert parsed.is_question
    assert parsed.node == AllOf(tuple(map(Word, about))) if len(about) > 1 else Word(*about)
    assert parsed.left_out == left_out
    assert any(
        notice.endswith(f"left out: {', '.join(left_out)}; put them in quotes to require them")
        for notice in parsed.notices
    )


@pytest.mark.parametrize(
    "typed",
    [
        "what works",
        "lamps discussed",
        "will of the people",
        "can recycling collection days",
        '"what did they say about lamps"',
        "committee:Cabinet what did they say",
        "what did they say -lamps",
        "?",
        "lamps?",
    ],
)
def test_what_is_no_question_keeps_its_words(typed):
    parsed = parse_query(typed)

    assert not parsed.is_question
    assert not parsed.left_out


def test_a_question_of_words_that_only_ask_keeps_them_but_for_common_ones():
    parsed = parse_query("what was said about it?")

    assert parsed.is_question
    assert parsed.node == AllOf((Word("what"), Word("said"), Word("about")))
    assert parsed.left_out == ("was", "it")


def test_common_words_are_left_out_beside_others_and_said():
    parsed = parse_query("the housing of the care leavers")

    assert parsed.node == AllOf((HOUSING, CARE, LEAVERS))
    assert any("the, of" in notice for notice in parsed.notices)
    assert parsed.plain == ("the", "housing", "of", "the", "care", "leavers")


def test_common_words_alone_are_kept():
    parsed = parse_query("to be or not to be")

    assert {leaf.text for leaf in leaves(parsed.node)} <= STOP_WORDS
    assert parsed.node != Everything()


def test_common_words_in_quotes_are_required():
    assert parse_query('housing "of the"').node == AllOf((HOUSING, Exact(("of", "the"))))


@pytest.mark.parametrize(
    "typed", ['"care leavers"', "care -housing", "care OR housing", "hous*", "type:report care", ""]
)
def test_only_words_side_by_side_are_plain(typed):
    assert parse_query(typed).plain == ()


def test_the_query_is_kept_as_typed():
    assert parse_query("  Care LEAVERS ").typed == "  Care LEAVERS "


# budget


@pytest.mark.parametrize(
    "typed",
    [
        "a" * (MAX_LENGTH + 1),
        " ".join(f"w{at}x" for at in range(MAX_WORDS + 1)),
        '"' + " ".join(f"w{at}" for at in range(MAX_WORDS)) + '"',
        "x" * (MAX_WORD_LENGTH + 1),
        "x" * (MAX_WORD_LENGTH + 1) + "*",
        "(" * (MAX_DEPTH + 1) + "care",
        "-(" * (MAX_DEPTH + 1) + "care",
        "NOT (" * (MAX_DEPTH + 1) + "care",
    ],
)
def test_over_its_budget_a_query_is_refused_in_one_line(typed):
    with pytest.raises(QueryError) as caught:
        parse_query(typed)

    assert caught.value.field == "q"
    assert "\n" not in str(caught.value)
    assert "use at most" in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "ab " * (MAX_LENGTH // 3),
        " ".join("abcdefghijklmnopqrstuvwxyz"[at % 26] + "abc"[at // 26] * 2 for at in range(MAX_WORDS)),
        "x" * MAX_WORD_LENGTH,
        "(" * MAX_DEPTH + "care" + ")" * MAX_DEPTH,
        "NOT " * 50 + "care",
        "-" * 50 + "care",
        '"' * 101,
        ")" * 200,
    ],
)
def test_within_its_budget_a_query_is_read(typed):
    assert isinstance(parse_query(typed), Parsed)


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("hou\u202esing", HOUSING),
        ("hou\u200bsing", HOUSING),
        ("\ufeffhousing", HOUSING),
        ("care\0leavers", AllOf((CARE, LEAVERS))),
        ("care\u2028leavers", AllOf((CARE, LEAVERS))),
        ("housing\ud800", HOUSING),
        ("ｈｏｕｓｉｎｇ", HOUSING),
        ("hou\u00adsing", HOUSING),
    ],
)
def test_characters_that_do_not_show_are_dropped(typed, node):
    assert parse_query(typed).node == node


PIECES = st.sampled_from(
    ['"', "(", ")", "-", "OR", "AND", "NOT", "*", "~", "^", ":", "type:", "~5", "care", "of", "s106", "[", "TO", "]", "\0", "é", " ", "  ", "'", "/", "\\", "{{", "<b>", "\u202e", "１"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=450))
@example("- x ANDNOT ANDNOT y")
@example("(" * 400)
@example("NOT " * 100)
@example('-"' * 200)
@example("\ud800\udfff")
def test_any_text_is_read_quickly_or_refused_by_a_query_error(typed):
    begun = time.perf_counter()
    try:
        parsed = parse_query(typed)
    except QueryError as error:
        parsed, refused = None, str(error)

    assert time.perf_counter() - begun < 0.5
    if parsed is None:
        assert refused
        return
    found = list(leaves(parsed.node, negated=True))
    assert sum(len(leaf.words) if isinstance(leaf, Exact | Near) else 1 for leaf in found) <= MAX_WORDS
    assert isinstance(parsed.understood, str)
    assert all(leaf.words for leaf in found if isinstance(leaf, Exact | Near))
    assert as_typed(parsed.node) == parsed.node


WORDS = st.sampled_from(["housing", "care", "leavers", "budget"])
NODES = st.recursive(
    WORDS.map(lambda word: (word, Word(word))),
    lambda inner: st.tuples(inner, inner).map(
        lambda two: (f"({two[0][0]} OR {two[1][0]})", AnyOf((two[0][1], two[1][1])))
    ),
    max_leaves=5,
)


@given(NODES)
def test_what_stands_in_brackets_holds_the_words_typed(pair):
    typed, _ = pair

    found = {leaf.text for leaf in leaves(parse_query(typed).node)}

    assert found == {word for word in ("housing", "care", "leavers", "budget") if word in typed}


# in words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "everything"),
        ("care leavers", "care and leavers"),
        ("care OR leavers", "care or leavers"),
        ('"care leavers"', "“care leavers”"),
        ('"care leavers"~3', "care leavers within 3 words of each other"),
        ("hous*", "words that start with hous"),
        ("care -housing", "care, and not housing"),
        ('-"care leavers" housing', "housing, and not “care leavers”"),
        ("-care housing -budget", "housing, and not care, and not budget"),
        ("-care -budget", "not care, and not budget"),
        ("care leavers OR housing", "(care and leavers) or housing"),
        ("housing (care OR leavers)", "housing and (care or leavers)"),
        ("type:report", "Type of paper: report"),
    ],
)
def test_a_query_is_said_in_plain_words(typed, said):
    assert parse_query(typed).understood == said


def test_every_facet_can_be_asked_for_by_its_name():
    assert [parse_query(f"{name}:x").node for name in FACETS] == [FieldIs(name, "x") for name in FACETS]


def test_related_words_are_dropped_from_what_was_typed():
    related = Word("accommodation", weight=0.5)
    node = AllOf((AnyOf((HOUSING, related)), CARE, Not(AnyOf((LEAVERS, related)))))

    assert as_typed(node) == AllOf((HOUSING, CARE, Not(LEAVERS)))
    assert as_typed(related) == AnyOf(())


def test_leaves_under_a_not_are_told_only_when_asked():
    node = parse_query('care -housing "terms of reference"').node

    assert list(leaves(node)) == [CARE, Exact(("terms", "of", "reference"))]
    assert HOUSING in list(leaves(node, negated=True))


def test_each_sort_of_node_can_be_said():
    nodes = (Everything(), HOUSING, Exact(("a", "b")), Near(("a", "b"), 2), Prefix("abc"), FieldIs("type", "report"))

    assert all(in_words(node) for node in (*nodes, AllOf(nodes), AnyOf(nodes), Not(AllOf(nodes))))


@pytest.mark.parametrize("typed", ["21", "999999999999999999999"])
def test_a_distance_that_is_too_long_is_cut_and_told(typed):
    parsed = parse_query(f'"lamps ferry"~{typed}')

    assert parsed.node == Near(("lamps", "ferry"), MAX_DISTANCE)
    assert parsed.notices == (f"words near each other may stand at most {MAX_DISTANCE} words apart; that was searched",)
    assert parse_query('"lamps ferry"~20').notices == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("lamps or ferry", "for either word, write OR in capitals"),
        ("lamps not ferry", "to go without a word, write NOT in capitals or put - before it"),
        ("lam*ps", "a star may end a word of at least 3 letters"),
        ("lamps~2", 'write "two words"~5 for words near each other'),
    ],
)
def test_a_sign_or_word_that_may_have_been_meant_otherwise_is_explained(typed, told):
    assert any(told in notice for notice in parse_query(typed).notices)


@pytest.mark.parametrize(
    "typed", ["lamps OR ferry", "lamps NOT ferry", "lamps and ferry", "was the ferry late or not?"]
)
def test_what_was_read_as_meant_is_not_explained(typed):
    assert not any("capitals" in notice for notice in parse_query(typed).notices)


def test_a_question_mark_at_the_end_is_no_sign():
    parsed = parse_query("did the ferry sail?")

    assert parsed.plain == ("did", "the", "ferry", "sail")
    assert not any("?" in notice for notice in parsed.notices)
    assert any("fer?y" in notice for notice in parse_query("fer?y sail").notices)
