import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from papersearch.cli import main

MINUTES = """MINUTES of the Housing Panel held on Wednesday 4 March 2020 at 6.30 pm

1. DAMP

The head of repairs said that =SUM(A1) of the <b>flats</b> on Mill Lane had damp & mould.

RESOLVED:

1. That a report on damp be brought to the next meeting.
"""
EXEMPT = MINUTES.replace("1. DAMP", "Classification: Exempt\n\n1. KESTRELVALE")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "ashwick"
    folder.mkdir(parents=True)
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run a command over an index of its own; gives exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([*arguments])
        out, err = capfd.readouterr()
        return int(stopped.value.code or 0), out, err

    return run_command


def test_an_index_run_ends_with_one_line_of_what_it_did(run, corpus):
    code, out, err = run("index", str(corpus))

    assert code == 0
    assert out == ""
    assert "1 paper with 4 paragraphs in index: 1 file read, 0 unchanged, 0 removed, 0 not indexed" in err


def test_a_second_run_reads_nothing_again(run, corpus):
    run("index", str(corpus))

    code, _, err = run("index", str(corpus))

    assert code == 0
    assert "0 files read, 1 unchanged" in err


def test_a_withheld_paper_is_listed_with_its_reason_and_nothing_else(run, corpus):
    (corpus / "ashwick" / "closed.txt").write_text(EXEMPT, encoding="utf-8")

    code, out, err = run("index", str(corpus))

    assert code == 1
    assert "ashwick/closed.txt: withheld: the classification 'exempt'" in err
    assert "KESTRELVALE" not in out + err


def test_search_finds_and_says_so_by_its_exit_code(run, corpus):
    run("index", str(corpus))

    found, out, _ = run("search", "damp mould", "--format", "json")
    missed, _, told = run("search", "zeppelin")

    assert found == 0
    assert json.loads(out)["results"][0]["source"]["first_line"] == 5
    assert missed == 1
    assert "nothing found in the 1 paper indexed" in told


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("search", "damp", "--index", "nowhere"), 3, "run `papersearch index`"),
        (("index", "no-such-folder"), 2, "there is no folder no-such-folder"),
        (("search", "damp", "--committee", "Fire"), 2, "there is Housing Panel"),
        (("search", "damp", "--from", "03/21"), 2, "write it like 2017"),
        (("search", "damp", "--from", "2021", "--to", "2020"), 2, "--from is later than --to"),
        (("search", "damp", "--page", "9"), 2, "there is no page 9; the last is 1"),
        (("search", "x " * 500), 2, "use at most 400"),
        (("show", "no-such-file.txt"), 2, "there is no file no-such-file.txt"),
        (("export", "damp", "--to", "pack.doc"), 2, "one file that ends in"),
        (("withdraw", "000000000000"), 2, "no paper in the index has the id or path"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_says_what_to_do(run, corpus, arguments, code, says):
    run("index", str(corpus))

    stopped, out, err = run(*arguments)

    assert stopped == code
    assert says in err
    assert out == ""
    assert len(err.strip().splitlines()) == 1


def test_show_prints_the_units_of_a_file_without_an_index(run, corpus):
    code, out, _ = run("show", str(corpus / "ashwick" / "minutes.txt"), "--format", "json")

    shown = json.loads(out)["papers"][0]
    assert code == 0
    assert (shown["committee"], shown["meeting_date"]) == ("Housing Panel", "2020-03-04")
    assert [one["role"] for one in shown["passages"]] == ["front_matter", "body", "body", "resolution"]


def test_an_exported_pack_shows_markup_as_text_and_holds_no_formula(run, corpus):
    run("index", str(corpus))

    codes = [run("export", "damp", "--to", f"pack.{form}")[0] for form in ("html", "csv", "json")]

    texts = HTMLParser()
    texts.feed(Path("pack.html").read_text(encoding="utf-8"))
    pack = json.loads(Path("pack.json").read_text(encoding="utf-8"))
    assert codes == [0, 0, 0]
    assert "<b>" not in Path("pack.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;flats&lt;/b&gt;" in Path("pack.html").read_text(encoding="utf-8")
    assert Path("pack.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(pack["results"]) == pack["total"]
    assert pack["index"]["corpus"]


def test_a_withdrawn_paper_does_not_come_back(run, corpus):
    run("index", str(corpus))

    withdrawn, _, _ = run("withdraw", "ashwick/minutes.txt", "--index", "index")
    again, _, _ = run("index", str(corpus), "--fresh")
    found, _, _ = run("search", "damp")

    assert withdrawn == 0
    assert (corpus / "withdrawn.tsv").is_file()
    assert again == 1
    assert found == 1


def test_a_note_of_one_line_is_found(run, corpus):
    (corpus / "ashwick" / "note.txt").write_text("Gulls nest on the town hall", encoding="utf-8")

    run("index", str(corpus))
    code, out, _ = run("search", "gulls", "--format", "jsonl")

    assert code == 0
    assert json.loads(out)["text"] == "Gulls nest on the town hall"


def test_a_paper_of_another_folder_is_not_withdrawn_by_a_tombstone_in_the_wrong_place(run, corpus, tmp_path):
    run("index", str(corpus))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    refused, _, told = run("withdraw", "ashwick/minutes.txt", "--corpus", str(elsewhere))
    found, _, _ = run("search", "damp")

    assert refused == 2
    assert "--corpus" in told
    assert not (elsewhere / "withdrawn.tsv").exists()
    assert found == 0


def test_a_word_after_a_minus_is_left_out_not_read_as_options(run, corpus):
    run("index", str(corpus))

    code, out, _ = run("search", "damp", "-mould", "--format", "json")
    _, _, told = run("search", "damp", "-mould")

    found = json.loads(out)
    assert code == 0
    assert found["understood"] == "damp, and not mould"
    assert "read as: damp, and not mould" in told
    assert all("mould" not in one["text"] for one in found["results"])


@pytest.mark.parametrize("typed", ["\N{GRINNING FACE}", '"', "OR", "%", "://"])
def test_a_search_without_a_word_finds_nothing_and_says_so(run, corpus, typed):
    run("index", str(corpus))

    code, out, _ = run("search", typed, "--format", "json")

    assert code == 1
    assert json.loads(out)["total"] == 0
    assert "there is no word to search for" in json.loads(out)["notices"][0]


def test_serving_without_an_index_says_what_to_do(run):
    code, _, err = run("serve", "--index", "nowhere", "--port", "8799")

    assert code == 3
    assert "run `papersearch index`" in err


def test_an_answer_is_word_for_word_from_its_citation(run, corpus):
    run("index", str(corpus))

    code, out, _ = run("ask", "What did the head of repairs say about damp?", "--format", "json")

    told = json.loads(out)
    citations = {one["number"]: one["text"] for one in told["citations"]}
    assert (code, told["outcome"]) == (0, "answer")
    assert all(one["text"] in citations[one["citation"]] for one in told["sentences"])


def test_a_question_on_something_else_is_answered_with_nothing(run, corpus):
    run("index", str(corpus))

    code, out, _ = run("ask", "When does the swimming gala take place?")

    assert code == 1
    assert "Nothing found in the 1 paper searched" in out


def test_the_ledger_holds_what_was_resolved(run, corpus):
    run("index", str(corpus))

    code, out, _ = run("commitments", "--format", "json")
    none, _, _ = run("commitments", "--status", "contradicted")

    rows = json.loads(out)["commitments"]
    assert code == 0
    assert [(one["kind"], one["text"]) for one in rows] == [
        ("resolution", "That a report on damp be brought to the next meeting.")
    ]
    assert none == 1


def test_papers_without_a_plan_have_no_drift(run, corpus):
    run("index", str(corpus))

    code, out, _ = run("drift", "--format", "json")

    assert code == 1
    assert json.loads(out)["items"] == []


def test_stopping_while_the_commands_load_is_one_line(tmp_path):
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")

    command = [sys.executable, "-m", "papersearch"]  # click is the first thing that the commands load
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "stopped\n")


def test_what_the_disk_refuses_is_told_in_one_line(run, corpus):
    run("index", str(corpus))
    quarantine = Path("index", "quarantine.tsv")
    quarantine.unlink()
    quarantine.mkdir()

    code, _, err = run("index", str(corpus))

    assert code == 3
    assert "quarantine.tsv" in err
    assert "check the disk" in err
    assert "Traceback" not in err


def test_a_quarantine_list_that_is_not_as_it_was_written_is_named_until_the_next_run(run, corpus):
    run("index", str(corpus))
    Path("index", "quarantine.tsv").write_bytes(b"\xff\xfe")

    code, out, err = run("check")
    again, _, _ = run("index", str(corpus))
    after, _, _ = run("check")

    assert (code, out) == (3, "damaged: quarantine.tsv is not as it was written\n")
    assert "run `papersearch index`" in err
    assert again in (0, 1)
    assert after == 0
