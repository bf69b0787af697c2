"""A file goes from bytes to entries, or is refused with its reason, in a process under limits."""

import os
import signal
from functools import partial

import pytest

from papersearch.errors import UnreadableFileError, UnrecognisedPaperError
from papersearch.model import PaperType
from papersearch.papers.admitting import Admitted, Refused, admit, admit_all, read_papers
from papersearch.papers.finding import FoundFile, Tombstone, add_tombstones, find_files
from papersearch.papers.parsers.base.origin import paper_id_of

REPORT = "Item No. {}.\tClassification: {}\tDate: 3 March 2020\tMeeting Name: Cabinet\nReport title:\t{}\t\nFrom:\tB\t\n\nRECOMMENDATIONS\n\n1. Mend it.\n\n"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus" / "saltmere").mkdir(parents=True)
    return tmp_path / "corpus"


def file_of(corpus, text, name="a.txt"):
    (corpus / "saltmere" / name).write_text(text, encoding="utf-8")
    return next(one for one in find_files(corpus) if isinstance(one, FoundFile) and one.source.path.endswith(name))


def test_a_file_gives_its_papers_with_ids_of_their_places(corpus):
    reading = read_papers(file_of(corpus, REPORT.format(1, "Open", "A") + REPORT.format(2, "Open", "B")))

    assert [paper.title for paper in reading.papers] == ["A", "B"]
    assert [paper.id for paper in reading.papers] == [paper_id_of("saltmere/a.txt", at) for at in (0, 1)]
    assert {paper.type for paper in reading.papers} == {PaperType.REPORT}


def test_a_closed_part_is_left_out_and_told(corpus):
    outcome = admit(
        file_of(corpus, REPORT.format(1, "Open", "A") + REPORT.format(2, "Exempt", "B") + REPORT.format(3, "Open", "C"))
    )

    assert isinstance(outcome, Admitted)
    assert [card.title for card, _ in outcome.entries] == ["A", "C"]
    assert len(outcome.withheld) == 1


def test_a_part_closed_within_a_paper_is_said_on_its_card(corpus):
    text = "MINUTES of the Cabinet held on 3 March 2020\n\n1. LAMPS\n\nNoted.\n\nPART B - CLOSED BUSINESS\n\n2. THE WHARF\n"

    ((card, _),) = admit(file_of(corpus, text)).entries

    assert card.warnings == ("a closed part was left out",)


def test_a_file_that_is_all_closed_is_withheld(corpus):
    outcome = admit(file_of(corpus, REPORT.format(1, "Exempt", "A")))

    assert isinstance(outcome, Refused)
    assert outcome.is_withheld


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", UnreadableFileError),
        ("--- 123 ---\n", UnrecognisedPaperError),
        ("Page not found\n404\n", UnrecognisedPaperError),
        ("Agenda item\n", UnrecognisedPaperError),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_fault_of_the_file(corpus, text, error):
    file = file_of(corpus, text)

    with pytest.raises(error):
        read_papers(file)
    refused = admit(file)
    assert isinstance(refused, Refused)
    assert not refused.is_withheld


def test_a_restricted_file_is_not_even_opened(corpus):
    (corpus / "saltmere" / "a.txt.toml").write_text("restricted = true\n", encoding="utf-8")
    file = file_of(corpus, "Words.")
    (corpus / "saltmere" / "a.txt").unlink()

    assert [one.rule for one in read_papers(file).withheld] == ["restricted"]


def test_a_withdrawn_paper_of_a_pack_is_left_out_without_a_word(corpus):
    text = REPORT.format(1, "Open", "A") + REPORT.format(2, "Open", "B")
    gone = Tombstone("saltmere/a.txt", "", paper_id_of("saltmere/a.txt", 0), "2026-11-21")
    add_tombstones(corpus, (gone,))

    outcome = admit(file_of(corpus, text))

    assert [card.title for card, _ in outcome.entries] == ["B"]
    assert outcome.withheld == ()


def test_the_kind_of_a_sidecar_chooses_the_parser(corpus):
    (corpus / "saltmere" / "a.txt.toml").write_text('kind = "decision"\n', encoding="utf-8")

    assert read_papers(file_of(corpus, "Lamps\n\nThey are lit.\n")).papers[0].type is PaperType.DECISION


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_file_has_one_outcome_whatever_the_number_of_jobs(corpus, jobs):
    for at in range(12):
        file_of(corpus, f"A note.\n\nNumber {at} is here.\n" if at % 3 else "", f"{at}.txt")
    files = list(find_files(corpus))

    outcomes = list(admit_all(files, jobs=jobs))

    assert sorted(one.file.source.path for one in outcomes) == sorted(one.source.path for one in files)
    assert sum(isinstance(one, Refused) for one in outcomes) == 4


def test_no_file_is_no_outcome():
    assert list(admit_all([])) == []


def test_outcomes_may_be_left_half_way(corpus):
    for at in range(4):
        file_of(corpus, f"A note.\n\nNumber {at} is here.\n", f"{at}.txt")

    first = next(iter(admit_all(find_files(corpus))))

    assert isinstance(first, Admitted)


def dying(card, passages, *, deaths):
    """Dies as many times as there are files in a folder, and takes one of them along each time."""
    left = next(deaths.iterdir(), None)
    if left is not None:
        left.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return card.title


@pytest.mark.parametrize(("times", "outcome"), [(1, Admitted), (2, Refused)])
def test_a_file_whose_process_was_killed_is_read_once_more(corpus, tmp_path, times, outcome):
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    for at in range(times):
        (deaths / str(at)).touch()
    files = [file_of(corpus, "A note.\n\nThe weir is mended.\n")]

    outcomes = list(admit_all(files, prepare=partial(dying, deaths=deaths)))

    assert [type(one) for one in outcomes] == [outcome]
    assert not list(deaths.iterdir())
