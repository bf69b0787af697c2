"""Related words are offered only where the papers hold them, shown, switchable and ranked below what was typed."""

from importlib.resources import files

import pytest
from disks import QuickDisk
from entries import indexed
from published import published
from reading_folders import entries_of

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.query import AllOf, AnyOf, Exact, Near, Word, as_typed, leaves, parse_query
from papersearch.widening import ALL, RELATED_WEIGHT, related_leaf, widen


def reader_of(*texts, **stated):
    return indexed(MemoryEngine(), published("a", *texts, **stated))


def offered(reader, typed, without=()):
    return [
        (one.from_word, one.to, one.switched_on)
        for one in widen(reader, parse_query(typed), frozenset(without)).expansions
    ]


def test_a_related_word_stands_beside_the_word_typed():
    reader = reader_of("Accommodation for tenants.")

    widened = widen(reader, parse_query("housing tenants"))

    assert widened.node == AllOf((AnyOf((Word("housing"), Word("accommodation", RELATED_WEIGHT))), Word("tenants")))
    assert [one.to for one in widened.leaves.values()] == ["accommodation"]


def test_a_word_that_no_passage_holds_is_not_offered():
    reader = reader_of("Housing for tenants.")

    assert offered(reader, "housing") == []


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("lac", "Looked after children were heard.", ("lac", "looked after children")),
        ("LAC", "Children who are looked after: children looked after by us.", ("lac", "looked after children")),
        ("looked after children", "The LAC review.", ("looked after children", "LAC")),
        ("EET", "Employment, education and training.", ("eet", "education, employment and training")),
        ("section 106", "The s.106 money.", ("section 106", "s 106")),
        ("s106", "Under Section 106 of the Act.", ("s 106", "section 106")),
        ("section 47 enquiry", "A s47 enquiry.", ("section 47", "s 47")),
        ("b&b", "In bed and breakfasts.", ("b b", "bed and breakfast")),
        ("safeguarding", "Safe guarding of children.", ("safeguarding", "safe guarding")),
        ("safe guarding", "Safeguarding of children.", ("safe guarding", "safeguarding")),
        ("head teacher", "The headteachers met.", ("head teacher", "headteacher")),
        ("pothole", "Carriageway defects grew.", ("pothole", "carriageway defect")),
    ],
)
def test_short_forms_compounds_and_other_names_are_found(typed, text, expected):
    assert offered(reader_of(text), typed) == [(*expected, True)]


def test_one_way_pairs_are_not_turned_round():
    reader = reader_of("A pothole.")

    assert offered(reader, "carriageway defect") == []


@pytest.mark.parametrize("typed", ['"housing"', "hous*", '"housing tenants"~4', "-housing lamps", "committee:housing"])
def test_quoted_near_begun_excluded_and_field_words_are_never_widened(typed):
    reader = reader_of("Accommodation and lamps.")

    widened = widen(reader, parse_query(typed))

    assert widened.node == parse_query(typed).node
    assert widened.expansions == ()


def test_a_quoted_figure_is_not_widened_though_an_unquoted_one_is():
    reader = reader_of("Under section 106.")

    assert offered(reader, '"s106"') == []
    assert offered(reader, "s106") == [("s 106", "section 106", True)]


def test_words_of_an_or_are_widened_but_not_into_each_other():
    reader = reader_of("Housing, accommodation, refuse and rubbish.")

    assert offered(reader, "housing OR accommodation") == []
    assert offered(reader, "lamps OR refuse") == [("refuse", "rubbish", True)]


def test_an_expansion_switched_off_is_still_offered():
    reader = reader_of("Accommodation.")

    widened = widen(reader, parse_query("housing"), frozenset({"Accommodation"}))

    assert widened.node == Word("housing")
    assert [(one.to, one.switched_on) for one in widened.expansions] == [("accommodation", False)]


def test_all_expansions_are_switched_off_at_once():
    reader = reader_of("Accommodation and LAC and PEP.")

    assert [on for _, _, on in offered(reader, "housing looked after children", {ALL})] == [False, False]


def test_short_forms_that_the_papers_spell_out_are_learnt():
    reader = reader_of("The Tidewater Access Group met.", "TAG wrote.", defines={"TAG": "Tidewater Access Group"})

    assert offered(reader, "tag") == [("tag", "Tidewater Access Group", True)]
    assert offered(reader, "tidewater access group") == [("tidewater access group", "TAG", True)]


def test_short_forms_that_a_council_states_are_known_where_no_paper_spells_them_out(tmp_path):
    council = tmp_path / "corpus/saltmere"
    council.mkdir(parents=True)
    (council / "council.toml").write_text('[acronyms]\nTAG = "Tidewater Access Group"\n', encoding="utf-8")
    (council / "note.txt").write_text("Ramps\n\nTAG asked for a ramp at the ferry.\n", encoding="utf-8")
    with WhooshEngine(tmp_path / "index", disk=QuickDisk()).writer() as writer:
        for card, passages in entries_of(council.parent):
            writer.add(card, passages)

    assert offered(WhooshEngine(tmp_path / "index").reader(), "tidewater access group") == [
        ("tidewater access group", "TAG", True)
    ]


def test_the_longest_run_of_words_claims_its_words():
    reader = reader_of("Council homes and accommodation.")

    assert offered(reader, "social housing") == [("social housing", "council homes", True)]


def test_a_long_word_is_split_only_where_the_papers_print_both_words_together():
    reader = reader_of("Work is hard.", "A plan is made.", "The workplan.")

    assert offered(reader, "workplan") == []


def test_what_was_typed_can_be_had_back_from_the_widened_query():
    reader = reader_of("Accommodation, LAC, safe guarding, rubbish.")
    parsed = parse_query("housing (refuse OR safeguarding) looked after children -lamps")

    widened = widen(reader, parsed)

    assert len(widened.expansions) == 4
    assert {leaf.weight for leaf in leaves(widened.node) if leaf not in set(leaves(parsed.node))} == {RELATED_WEIGHT}
    assert set(leaves(as_typed(widened.node), negated=True)) == set(leaves(parsed.node, negated=True))


@pytest.mark.parametrize(
    ("to", "leaf"),
    [
        ("accommodation", Word("accommodation", RELATED_WEIGHT)),
        ("looked after children", Near(("looked", "after", "children"), 0, RELATED_WEIGHT)),
        ("bed and breakfast", Near(("bed", "breakfast"), 1, RELATED_WEIGHT)),
        ("not in education", Near(("not", "education"), 1, RELATED_WEIGHT)),
        ("S 106", Exact(("s", "106"), RELATED_WEIGHT)),
        ("B&B", Exact(("b", "b"), RELATED_WEIGHT)),
    ],
)
def test_a_related_phrase_allows_inflection_and_common_words(to, leaf):
    assert related_leaf(to) == leaf


def test_the_list_of_pairs_is_sorted_reasoned_and_without_doubles():
    text = files("papersearch").joinpath("words", "related.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pairs = [line.partition(" | ")[0] for line in lines]

    assert all(line.partition(" | ")[2].strip() for line in lines)
    assert all((" = " in pair) != (" > " in pair) for pair in pairs)
    assert [pair.casefold() for pair in pairs] == sorted(pair.casefold() for pair in pairs)
    assert len(set(pairs)) == len(pairs)
