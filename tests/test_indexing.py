"""A run brings the index in step with the corpus, and what is withdrawn or closed leaves no trace."""

from datetime import date

import pytest

from papersearch import indexing
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.errors import EngineError, SettingsError
from papersearch.indexing import (
    Noting,
    Quarantined,
    index_corpus,
    quarantine_flaw,
    read_quarantine,
    withdraw,
    write_quarantine,
)
from papersearch.papers import finding
from papersearch.papers.admitting import CHANGED, Limits
from papersearch.papers.finding import read_tombstones
from papersearch.query import SearchRequest, parse_query

TODAY = date(2026, 11, 21)
NOTE = "A note about {}.\n\nThe {} is to be mended.\n"
CLOSED_NOTE = "Classification: Exempt\n" + NOTE


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "saltmere").mkdir(parents=True)
    for word in ("lamp", "drain", "ferry"):
        put(folder, f"{word}.txt", NOTE, word)
    return folder


@pytest.fixture(params=["memory", "whoosh"])
def engine(request, tmp_path):
    return MemoryEngine() if request.param == "memory" else WhooshEngine(tmp_path / "index")


def put(corpus, name, text, word):
    (corpus / "saltmere" / name).write_text(text.replace("{}", word), encoding="utf-8")


def run(corpus, engine, **more):
    return index_corpus(corpus, engine, corpus.parent / "index", today=TODAY, **more)


def found(engine, word):
    engine.catch_up()
    return engine.reader().search(SearchRequest(query=parse_query(word).node)).items


def figures(report):
    return report.files, report.read, report.unchanged, report.removed, report.papers


def bytes_of(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_first_run_reads_every_file(corpus, engine):
    report = run(corpus, engine)

    assert figures(report) == (3, 3, 0, 0, 3)
    assert report.passages == 3
    assert report.quarantined == ()
    assert found(engine, "lamp") == 1


def test_a_second_run_reads_nothing(corpus, engine):
    run(corpus, engine)
    before = [card.id for card in engine.reader().cards()]

    report = run(corpus, engine)

    assert figures(report) == (3, 0, 3, 0, 3)
    assert [card.id for card in engine.reader().cards()] == before


def test_only_a_changed_file_is_read_again(corpus, engine):
    run(corpus, engine)
    put(corpus, "lamp.txt", NOTE, "lantern")

    report = run(corpus, engine)

    assert figures(report) == (3, 1, 2, 0, 3)
    assert (found(engine, "lamp"), found(engine, "lantern")) == (0, 1)


def test_a_changed_sidecar_reads_its_file_again(corpus, engine):
    run(corpus, engine)
    put(corpus, "lamp.txt.toml", 'committee = "Cabinet"\n', "")

    report = run(corpus, engine)
    engine.catch_up()

    assert report.read == 1
    assert {card.committee for card in engine.reader().cards()} == {None, "Cabinet"}


def test_a_removed_file_leaves(corpus, engine):
    run(corpus, engine)
    (corpus / "saltmere" / "lamp.txt").unlink()

    report = run(corpus, engine)

    assert figures(report) == (2, 0, 2, 1, 2)
    assert found(engine, "lamp") == 0


def test_an_added_file_joins_and_no_other_id_changes(corpus, engine):
    run(corpus, engine)
    before = {one.id for card in engine.reader().cards() for one in engine.reader().passages_of(card.id)}
    put(corpus, "quay.txt", NOTE, "quay")

    report = run(corpus, engine)
    engine.catch_up()
    after = {one.id for card in engine.reader().cards() for one in engine.reader().passages_of(card.id)}

    assert figures(report) == (4, 1, 3, 0, 4)
    assert before < after


def noting(version):
    """Notes the words of each paper, by rules of this version."""
    made_by = f"{version}\n".encode()
    return Noting(
        lambda card, passages: made_by + b" ".join(one.text.encode() for one in passages),
        lambda note: note.startswith(made_by),
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_noted_of_each_paper_is_in_the_index(corpus, engine, jobs):
    run(corpus, engine, noting=noting("1"), jobs=jobs)
    put(corpus, "lamp.txt", NOTE, "pier")
    run(corpus, engine, noting=noting("1"), jobs=jobs)
    engine.catch_up()

    notes = engine.reader().notes()

    assert notes.keys() == {card.id for card in engine.reader().cards()}
    assert [sum(word in note for note in notes.values()) for word in (b"lamp", b"pier", b"1\n")] == [0, 1, 3]


def test_files_are_read_again_when_the_rules_of_their_notes_have_changed(corpus, engine):
    put(corpus, "closed.txt", CLOSED_NOTE, "vault")
    run(corpus, engine, noting=noting("1"))

    reports = [run(corpus, engine, noting=rules) for rules in (noting("1"), None, noting("2"), noting("2"))]

    assert [(report.read, report.papers) for report in reports] == [(0, 3), (0, 3), (3, 3), (0, 3)]
    assert all(note.startswith(b"2\n") for note in engine.reader().notes().values())


def test_a_fresh_run_reads_every_file_and_gives_the_same_ids(corpus, engine):
    run(corpus, engine)
    before = {card.id for card in engine.reader().cards()}

    report = run(corpus, engine, fresh=True)
    engine.catch_up()

    assert figures(report) == (3, 3, 0, 0, 3)
    assert {card.id for card in engine.reader().cards()} == before


def test_progress_tells_how_many_are_done(corpus, engine):
    told = []

    run(corpus, engine, jobs=2, progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_bad_file_is_listed_and_not_read_again(corpus, engine):
    (corpus / "saltmere" / "noise.txt").write_bytes(bytes(range(256)) * 9)

    first, second = run(corpus, engine), run(corpus, engine)

    assert [(row.path, row.day) for row in first.quarantined] == [("saltmere/noise.txt", "2026-11-21")]
    assert "binary" in first.quarantined[0].reason
    assert second.quarantined == first.quarantined
    assert (second.read, second.unchanged) == (0, 4)


def test_a_file_with_two_closed_parts_stays_listed_with_both(corpus, engine):
    head = "Item No. {}.\tClassification: {}\tDate: 3 March 2020\tMeeting Name: Cabinet\nReport title:\tA\t\nFrom:\tB\t\n\nRECOMMENDATIONS\n\n1. Mend it.\n\n"
    pack = head.format(1, "Open") + head.format(2, "Exempt") + head.format(3, "Closed")
    (corpus / "saltmere" / "pack.txt").write_text(pack, encoding="utf-8")

    first, second = run(corpus, engine), run(corpus, engine)

    assert len(first.quarantined) == 2
    assert second.quarantined == first.quarantined


def test_a_mended_file_leaves_the_list(corpus, engine):
    (corpus / "saltmere" / "noise.txt").write_bytes(bytes(range(256)) * 9)
    run(corpus, engine)
    put(corpus, "noise.txt", NOTE, "noise")

    report = run(corpus, engine)

    assert report.quarantined == ()
    assert found(engine, "noise") == 1


def test_the_quarantine_list_is_written_and_read_back(tmp_path):
    rows = (Quarantined(path="a", sha256="b", reason="c d", day="2026-11-21", digest="e"),)

    write_quarantine(tmp_path / "index", rows)

    assert read_quarantine(tmp_path / "index") == rows
    assert read_quarantine(tmp_path) == ()


@pytest.mark.parametrize("place", [0, 50, -1])
def test_a_quarantine_list_with_a_flipped_bit_is_named_and_written_anew(corpus, engine, tmp_path, place):
    (corpus / "saltmere" / "noise.txt").write_bytes(bytes(range(256)) * 9)
    first = run(corpus, engine)
    file = tmp_path / "index" / "quarantine.tsv"
    spoilt = bytearray(file.read_bytes())
    spoilt[place] ^= 128
    file.write_bytes(spoilt)

    flaw = quarantine_flaw(tmp_path / "index")
    kept = read_quarantine(tmp_path / "index")
    second = run(corpus, engine)

    assert flaw == "quarantine.tsv is not as it was written"
    assert kept == ()
    assert second.quarantined == first.quarantined
    assert quarantine_flaw(tmp_path / "index") is None


# what the disk does meanwhile


def test_a_file_that_goes_or_changes_while_it_is_read_is_read_by_the_next_run(corpus, engine, monkeypatch):
    put(corpus, "quay.txt", NOTE, "quay")

    def found_and_lost(folder):
        files = list(finding.find_files(folder))
        (folder / "saltmere" / "drain.txt").unlink()
        put(folder, "quay.txt", NOTE, "quays and wharves")
        return iter(files)

    monkeypatch.setattr(indexing, "find_files", found_and_lost)
    first = run(corpus, engine)
    monkeypatch.undo()
    put(corpus, "drain.txt", NOTE, "drain")
    second = run(corpus, engine)

    assert {row.path: row.reason for row in first.quarantined} == {
        "saltmere/drain.txt": "it cannot be opened: No such file or directory",
        "saltmere/quay.txt": CHANGED,
    }
    assert second.quarantined == ()
    assert (found(engine, "drain"), found(engine, "wharves")) == (1, 1)


def test_a_file_that_took_too_long_is_read_by_the_next_run(corpus, engine):
    first = run(corpus, engine, limits=Limits(wall_s=0))
    second = run(corpus, engine)

    assert len(first.quarantined) == 3
    assert figures(second) == (3, 3, 0, 0, 3)


def test_a_corpus_that_shows_no_paper_empties_no_index(corpus, engine):
    run(corpus, engine)
    corpus.rename(corpus.with_name("unplugged"))
    corpus.mkdir()

    with pytest.raises(SettingsError, match="holds no paper, and the index holds those of 3 files"):
        run(corpus, engine)

    assert found(engine, "lamp") == 1
    assert run(corpus, engine, fresh=True).papers == 0


@pytest.mark.parametrize(("has_papers", "is_refused"), [(True, True), (False, False)])
def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one(
    corpus, engine, monkeypatch, has_papers, is_refused
):
    (corpus / "lost+found").mkdir()
    run(corpus, engine)
    unreadable = corpus / ("saltmere" if has_papers else "lost+found")
    scan = finding.os.scandir

    def refused(folder):
        if str(folder) == str(unreadable):
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(finding.os, "scandir", refused)
    put(corpus, "quay.txt", NOTE, "quay")

    if is_refused:
        with pytest.raises(EngineError, match="saltmere: it cannot be opened: Permission denied, and 3 files"):
            run(corpus, engine)
        assert found(engine, "quay") == 0
    else:
        report = run(corpus, engine)
        assert [(row.path, row.reason) for row in report.quarantined] == [
            ("lost+found", "it cannot be opened: Permission denied")
        ]
        assert found(engine, "quay") == 1
    assert found(engine, "lamp") == 1


# withdrawing


def test_a_withdrawn_file_is_gone_and_does_not_come_back(corpus, engine):
    run(corpus, engine)
    cards = withdraw(corpus, engine, "saltmere/lamp.txt", today=TODAY)

    report = run(corpus, engine)

    assert len(cards) == 1
    assert found(engine, "lamp") == 0
    assert report.papers == 2
    assert [row.reason for row in report.quarantined] == ["withdrawn on 2026-11-21"]
    assert [one.path for one in read_tombstones(corpus)] == ["saltmere/lamp.txt"]


def test_one_paper_of_a_pack_is_withdrawn_by_its_id(corpus, engine):
    head = "Item No. {}.\tClassification: Open\tDate: 3 March 2020\tMeeting Name: Cabinet\nReport title:\t{}\t\nFrom:\tB\t\n\nRECOMMENDATIONS\n\n1. Mend the {}.\n\n"
    (corpus / "saltmere" / "pack.txt").write_text(
        head.format(1, "A", "weir") + head.format(2, "B", "jetty"), encoding="utf-8"
    )
    run(corpus, engine)
    (card,) = [card for card in engine.reader().cards() if card.title == "B"]

    withdraw(corpus, engine, card.id, today=TODAY)
    (corpus / "saltmere" / "again.txt").write_bytes((corpus / "saltmere" / "pack.txt").read_bytes())
    run(corpus, engine)

    assert found(engine, "jetty") == 0
    assert sorted(card.source.path for card in engine.reader().cards() if card.title == "A") == [
        "saltmere/again.txt",
        "saltmere/pack.txt",
    ]


def test_withdrawing_what_is_not_there_says_so(corpus, engine):
    run(corpus, engine)

    with pytest.raises(SettingsError, match="no paper in the index"):
        withdraw(corpus, engine, "saltmere/nothing.txt", today=TODAY)


@pytest.mark.parametrize("by", ["path", "id"])
def test_a_paper_whose_file_was_deleted_first_is_withdrawn(corpus, tmp_path, by):
    engine = WhooshEngine(tmp_path / "index")
    put(corpus, "secret.txt", NOTE, "zanzibarite")
    run(corpus, engine)
    (card,) = [card for card in engine.reader().cards() if card.source.path == "saltmere/secret.txt"]
    (corpus / "saltmere" / "secret.txt").unlink()

    withdraw(corpus, engine, card.id if by == "id" else card.source.path, today=TODAY)

    assert b"zanzibarite" not in bytes_of(tmp_path / "index")
    put(corpus, "secret.txt", NOTE, "zanzibarite")
    assert run(corpus, engine).papers == 3
    assert found(engine, "zanzibarite") == 0


def test_the_only_paper_is_withdrawn_when_its_file_was_deleted_first(corpus, engine):
    for word in ("drain", "ferry"):
        (corpus / "saltmere" / f"{word}.txt").unlink()
    run(corpus, engine)
    (corpus / "saltmere" / "lamp.txt").unlink()

    withdraw(corpus, engine, "saltmere/lamp.txt", today=TODAY)

    assert found(engine, "lamp") == 0


def test_a_paper_is_not_withdrawn_in_a_folder_that_holds_none_of_the_papers(corpus, engine, tmp_path):
    run(corpus, engine)
    (tmp_path / "other" / "saltmere").mkdir(parents=True)

    with pytest.raises(SettingsError, match="name the folder of the papers with --corpus"):
        withdraw(tmp_path / "other", engine, "saltmere/lamp.txt", today=TODAY)

    assert found(engine, "lamp") > 0


def test_no_byte_of_a_withdrawn_paper_is_left(corpus, tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    put(corpus, "secret.txt", NOTE, "zanzibarite")
    run(corpus, engine)
    put(corpus, "quay.txt", NOTE, "quay")
    run(corpus, engine)
    assert b"zanzibarite" in bytes_of(tmp_path / "index")

    withdraw(corpus, engine, "saltmere/secret.txt", today=TODAY)

    assert b"zanzibarite" not in bytes_of(tmp_path / "index")


class CutShortError(Exception):
    """Stands for a kill."""


def test_the_next_run_ends_a_withdrawal_that_was_cut_short(corpus, tmp_path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    put(corpus, "secret.txt", NOTE, "zanzibarite")
    run(corpus, engine)

    def cut_short(paper_ids):
        raise CutShortError

    monkeypatch.setattr(engine, "withdraw", cut_short)
    with pytest.raises(CutShortError):
        withdraw(corpus, engine, "saltmere/secret.txt", today=TODAY)
    assert found(engine, "zanzibarite") == 1
    report = run(corpus, engine)

    assert report.papers == 3
    assert found(engine, "zanzibarite") == 0
    assert b"zanzibarite" not in bytes_of(tmp_path / "index")


def test_the_next_run_ends_the_withdrawal_of_one_paper_of_a_pack_too(corpus, tmp_path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    head = "Item No. {}.\tClassification: Open\tDate: 3 March 2020\tMeeting Name: Cabinet\nReport title:\t{}\t\nFrom:\tB\t\n\nRECOMMENDATIONS\n\n1. Mend the {}.\n\n"
    put(corpus, "pack.txt", head.format(1, "A", "weir") + head.format(2, "B", "zanzibarite"), "")
    run(corpus, engine)
    (card,) = [card for card in engine.reader().cards() if card.title == "B"]
    monkeypatch.setattr(engine, "withdraw", lambda paper_ids: None)
    withdraw(corpus, engine, card.id, today=TODAY)
    monkeypatch.undo()

    run(corpus, engine)

    assert found(engine, "weir") == 1
    assert b"zanzibarite" not in bytes_of(tmp_path / "index")


def test_a_run_that_closes_a_paper_purges_it_in_the_step_that_seals(corpus, tmp_path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    put(corpus, "sale.txt", NOTE, "zanzibarite")
    run(corpus, engine)
    put(corpus, "sale.txt", CLOSED_NOTE, "zanzibarite")

    def cut_short(folder, rows):
        raise CutShortError

    monkeypatch.setattr(indexing, "write_quarantine", cut_short)  # what a run does first when it has sealed
    with pytest.raises(CutShortError):
        run(corpus, engine)

    assert b"zanzibarite" not in bytes_of(tmp_path / "index")


def test_no_byte_of_a_paper_that_was_closed_later_is_left(corpus, tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    put(corpus, "sale.txt", NOTE, "zanzibarite")
    run(corpus, engine)
    assert b"zanzibarite" in bytes_of(tmp_path / "index")
    put(corpus, "sale.txt", CLOSED_NOTE, "zanzibarite")

    report = run(corpus, engine)

    assert len(report.quarantined) == 1
    assert found(engine, "zanzibarite") == 0
    assert b"zanzibarite" not in bytes_of(tmp_path / "index")
    assert found(engine, "lamp") == 1


def test_a_paper_that_an_officer_releases_comes_in(corpus, engine):
    put(corpus, "sale.txt", CLOSED_NOTE, "wharf")
    run(corpus, engine)
    put(corpus, "sale.txt.toml", 'classification = "open"\n', "")

    report = run(corpus, engine)

    assert report.quarantined == ()
    assert found(engine, "wharf") == 1
