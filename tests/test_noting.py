"""What is noted of a paper when it is indexed says what reading it again would say, and no note outlives its rules."""

import ast
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from entries import indexed
from published import published
from reading_folders import entries_of

import papersearch
from papersearch.analysis import stem, words
from papersearch.commitments import LedgerRequest, followed, is_current, ledger, note_of, noted, rules
from papersearch.commitments.cues import goes_back, has_cue
from papersearch.commitments.dues import timing_of
from papersearch.commitments.noting import read_heard, read_rows, rows_line
from papersearch.commitments.saying import drafts_of
from papersearch.commitments.subjects import telling
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.errors import IndexDamagedError
from papersearch.model import Form, PaperType, Role
from papersearch.weighing import stems_of

TESTS = Path(__file__).parent
PACKAGE = Path(papersearch.__file__).parent
FOLDERS = {"sample": TESTS.parent / "corpus", "styles": TESTS / "ledger" / "papers"}


@pytest.fixture(scope="module", params=[*FOLDERS, "real"])
def entries(request):
    folder = FOLDERS.get(request.param) or request.getfixturevalue("shared") / "papers"
    return list(entries_of(folder))


def resolved(text):
    return text, {"role": Role.RESOLUTION, "form": Form.LIST_ITEM}


def minutes(paper_id="minutes", *texts, day="2019-04-09"):
    texts = texts or ("That the Clerk write to the harbour master by 30 June 2019.",)
    return published(paper_id, *map(resolved, texts), day=day, items=(("4", "Ferry"),), type=PaperType.MINUTES)


def reader_of(engine, entries, note):
    with engine.writer() as writer:
        for card, passages in entries:
            writer.add(card, passages, note(card, passages))
    engine.catch_up()
    return engine.reader()


def unnoted(card, passages):
    return b""


def refused(*_):
    raise AssertionError("a paper was read anew")


def words_of(quote):
    return (quote.passage.ordinal, quote.start, quote.end) if quote else None


def test_a_noted_row_is_what_was_found_in_the_paper(entries):
    compared = points = 0
    for card, passages in entries:
        found = list(drafts_of(passages))
        rows = list(read_rows(card.id, rows_line(passages)))
        for draft, row in zip(found, rows, strict=True):
            passage = draft.quote.passage
            spans = [draft.quote, draft.lead_in, draft.owner, draft.to, draft.due, *draft.points]
            told = [row.quote, row.lead_in, row.owner, row.to, row.due, *row.points]
            assert [tuple(one) if one else None for one in told] == list(map(words_of, spans))
            assert (row.kind, row.rule, row.decided, row.is_telling, row.said_on) == (
                *(draft.kind, draft.rule, draft.decided, draft.is_telling, draft.said_on),
            )
            assert (row.paper_id, row.paper_type, row.meeting, row.day) == (
                *(passage.paper_id, passage.paper_type, passage.meeting_key, passage.meeting_date),
            )
            assert (row.item, row.head) == (passage.item_key, next(iter(passage.section), None))
            assert row.timing == timing_of(draft.quote, draft.due, draft.said_on or passage.meeting_date)
            assert row.stems == {one for quote in (draft.quote, *draft.points) for one in stems_of(quote.text)}
            compared, points = compared + 1, points + len(draft.points)

    assert compared > 50
    assert points > 2


def test_every_passage_that_may_answer_is_noted_with_the_words_it_is_looked_up_by(entries):
    heard = 0
    for card, passages in entries:
        for one in read_heard(note_of(card, passages).split(b"\n")[2]):
            passage = passages[one.ordinal]
            stems, titles = set(one.stems.split()), f"{passage.item_title or ''} {passage.paper_title}"
            assert has_cue(passage.text) or goes_back(passage.text)
            assert telling(passage.text) <= stems <= set(map(stem, words(passage.text)))
            assert set(one.titles.split()) >= telling(titles)
            heard += 1

    assert heard > 20


def test_rows_from_notes_are_those_of_papers_read_anew(entries, monkeypatch):
    anew = reader_of(MemoryEngine(), entries, unnoted)
    expected = followed(anew, ledger(anew))
    kept = reader_of(MemoryEngine(), entries, note_of)
    monkeypatch.setattr(noted, "rows_line", refused)
    monkeypatch.setattr(noted, "heard_line", refused)

    assert followed(kept, ledger(kept)) == expected
    assert len(expected) > 20


def test_both_engines_give_the_same_rows_from_their_notes(tmp_path, monkeypatch):
    entries = list(entries_of(FOLDERS["sample"]))[:40]
    readers = [reader_of(one, entries, note_of) for one in (MemoryEngine(), WhooshEngine(tmp_path / "index"))]
    monkeypatch.setattr(noted, "rows_line", refused)
    monkeypatch.setattr(noted, "heard_line", refused)

    memory, whoosh = (followed(reader, ledger(reader)) for reader in readers)

    assert memory == whoosh
    assert any(row.follow_up for row in memory)


def test_the_rows_of_some_papers_come_from_their_notes(monkeypatch):
    reader = reader_of(MemoryEngine(), [minutes(), minutes("others", "That the pier be lit.")], note_of)
    monkeypatch.setattr(noted, "rows_line", refused)

    (row,) = ledger(reader, LedgerRequest(papers=frozenset({"others"})))

    assert row.text == "That the pier be lit."


def test_rows_of_a_paper_that_left_leave_with_it():
    engine = MemoryEngine()
    reader_of(engine, [minutes(), minutes("others", "That the pier be lit.")], note_of)
    with engine.writer() as writer:
        writer.remove(["minutes"])

    assert [row.passage.paper_id for row in ledger(engine.reader())] == ["others"]


def test_a_note_of_other_rules_is_not_read(monkeypatch):
    entries = [minutes()]
    right = ledger(indexed(MemoryEngine(), *entries))
    monkeypatch.setattr(noted, "rules_version", lambda: "others")

    stale = reader_of(MemoryEngine(), entries, lambda card, passages: note_of(card, passages[:0]))

    assert right
    assert ledger(stale) == right


def test_a_note_is_current_by_the_rules_that_made_it_alone():
    note = note_of(*minutes())

    assert is_current(note)
    assert not is_current(b"0" + note)
    assert not is_current(b"")


@pytest.mark.parametrize("line", [b"[1]", b"{}", b'["minutes","a",null,[],[[]]]', b"[[],[[0,0]]]", b"{"])
def test_a_note_that_cannot_be_read_is_damage(line):
    card, passages = minutes()
    head = note_of(card, passages).split(b"\n")[0]
    reader = reader_of(MemoryEngine(), [(card, passages)], lambda *_: b"\n".join((head, line, line)))

    with pytest.raises(IndexDamagedError, match="index --fresh"):
        ledger(reader)


def test_an_undated_paper_says_nothing_of_what_became_of_others():
    card, passages = minutes("later", "The Clerk reported that the letter was sent as agreed.", day=None)

    assert note_of(card, passages).endswith(b"\n")
    assert not note_of(replace(card, meeting_date=date(2019, 4, 9)), passages).endswith(b"\n")


def imported(module):
    """The modules of the package that a module of it imports, as paths within it."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    names = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module}
    paths = {name.removeprefix("papersearch.").replace(".", "/") for name in names if name.startswith("papersearch.")}
    return {f"{path}.py" if (PACKAGE / f"{path}.py").is_file() else f"{path}/__init__.py" for path in paths}


SEALED_WITH = {"citing.py", "bold.py", "model.py", "passage.py", "nodes.py", "query.py", "errors.py", "questions.py"}
"""What decides of the passages themselves and of queries, and of no row."""


def test_the_rules_are_told_apart_by_all_that_finds_a_row():
    found, waiting = set(), ["commitments/noting.py"]
    while waiting:
        module = waiting.pop()
        if module not in found and not module.startswith(("engines/", "papers/")):
            found.add(module)
            waiting += imported(module) - SEALED_WITH
    others = {one for one in found if not one.startswith("commitments/")}
    lists = {one.name for one in (PACKAGE / "words").iterdir()}
    named = {one for one in lists for path in (PACKAGE / "commitments").glob("*.py") if f'"{one}"' in path.read_text()}

    assert others - {"plans.py", "meetings.py"} <= set(rules.FOUND_WITH)
    assert not {f"commitments/{name}" for name in rules.AFTERWARDS} & found
    assert all((PACKAGE / "commitments" / name).is_file() for name in rules.AFTERWARDS)
    assert named == set(rules.LISTS)


@pytest.mark.parametrize("changed", ["commitments/cues.py", "timing.py", "words/agents.txt"])
def test_the_rules_have_another_version_when_a_letter_of_them_changes(tmp_path, monkeypatch, changed):
    for name in ("commitments", "words"):
        shutil.copytree(PACKAGE / name, tmp_path / name)
    for name in rules.FOUND_WITH:
        shutil.copy(PACKAGE / name, tmp_path / name)
    monkeypatch.setattr(rules, "files", lambda name: tmp_path)
    before = [rules.rules_version.__wrapped__() for _ in range(2)]

    with (tmp_path / changed).open("a") as file:
        file.write("#")

    assert before[0] == before[1]
    assert rules.rules_version.__wrapped__() != before[0]
