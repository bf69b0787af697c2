"""Measures reading on generated papers: one pack of 368 pages, and 2,000 short papers of every type in a folder.

python -m benchmarks.reading [--papers N] [--pages N] [--jobs N]
"""

import argparse
import statistics
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import count, islice
from pathlib import Path

from benchmarks.generate import papers
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.indexing import index_corpus
from papersearch.papers.admitting import Admitted, admit, admit_all, read_papers
from papersearch.papers.finding import FoundFile, find_files
from papersearch.papers.reading import read_text
from papersearch.papers.splitting import split
from papersearch.passage import PaperCard, Passage
from tests.printing import PrintedPage, pdf
from tests.wording import paragraph, word_file

Paper = tuple[PaperCard, tuple[Passage, ...]]

PACK_GOAL_S, RATE_GOAL = 6.0, 40.0
ROUNDS, _SAMPLE = 3, 200
COUNCIL_FILE = 'name = "Harrowmere Council"\n'
DAY = date(2020, 3, 4)
_TOP, _STEP, _LINES_A_PAGE, _WIDTH = 90, 14, 48, 92
_PAGES_A_REPORT = 14


def generated() -> Iterator[Paper]:
    """Papers without end, the same in each run."""
    return papers(sys.maxsize, words=20_000)


# the pack


def pack(pages: int) -> tuple[bytes, int]:
    """A PDF of an agenda, minutes and reports, and how many papers it holds."""
    made = generated()
    reports = max(1, (pages - 10) // _PAGES_A_REPORT)
    subjects = [one.title for one, _ in islice(made, reports)]
    printed = _pages(_agenda(subjects)) + _pages(_minutes(made, 8 * _LINES_A_PAGE))[:8]
    for at, subject in enumerate(subjects, 1):
        left = (pages - len(printed)) // (reports - at + 1)
        printed += _pages(_report(at + 3, subject, made, left * _LINES_A_PAGE))[:left]
    for number, page in enumerate(printed, 1):
        page.text(72, 40, "Harrowmere Council - Cabinet - 4 March 2020", size=9).text(
            290, 815, f"Page {number}", size=9
        )
        if number % 7 == 0:
            _print_table(page, made)
    return pdf(*printed), reports + 2


def _pages(lines: list[str]) -> list[PrintedPage]:
    starts = range(0, len(lines), _LINES_A_PAGE - 8)
    return [PrintedPage().lines(72, _TOP, *lines[at : at + _LINES_A_PAGE - 8], step=_STEP, size=9) for at in starts]


def _print_table(page: PrintedPage, made: Iterator[Paper]) -> None:
    words = next(made)[1][0].text.split()
    tops, lefts = [680, 700, 720, 740], [72, 200, 330, 520]
    page.grid(lefts, tops)
    for row, top in enumerate(tops[1:]):
        for column, left in enumerate(lefts[:3]):
            page.text(left + 4, top - 6, " ".join(words[row * 6 + column * 2 :][:2]), size=9)


def _agenda(subjects: list[str]) -> list[str]:
    opening = [
        "Harrowmere Council",
        "Cabinet",
        "Wednesday 4 March 2020",
        "5.00 pm",
        "Town Hall, Harrowmere",
        "",
        "Agenda",
        "",
    ]
    rows = ["1. Apologies", "2. Disclosures of interest", "3. Minutes"]
    rows += [f"{at}. {subject}" for at, subject in enumerate(subjects, 4)]
    return opening + rows


def _minutes(made: Iterator[Paper], lines: int) -> list[str]:
    text = [
        "MINUTES of the Cabinet held on Wednesday 5 February 2020 at 5.00 pm",
        "",
        "PRESENT: Councillor Ann Lee (Chair)",
        "",
    ]
    for number in count(1):
        card, its = next(made)
        text += [f"{number}. {card.title.upper()}", "", *_wrapped(its[0].text), *_wrapped(its[1].text)]
        text += ["RESOLVED:", "", *_wrapped(f"1. That {its[2].text[:80].lower()}.")]
        if len(text) > lines:
            return text
    raise AssertionError


def _report(item: int, subject: str, made: Iterator[Paper], lines: int) -> list[str]:
    text = [f"Item No. {item}.", "Classification: Open", "Date: 4 March 2020", "Meeting Name: Cabinet"]
    text += [f"Report title: {subject}", "Ward(s) affected: All", "From: Head of Streets", "", "RECOMMENDATION", ""]
    text += ["1. That the report be noted.", "", "BACKGROUND INFORMATION", ""]
    number = 2
    while len(text) <= lines:
        for one in next(made)[1]:
            text += _wrapped(f"{number}. {one.text}")
            number += 1
        text += [next(made)[0].title, ""]
    return text


def _wrapped(text: str) -> list[str]:
    return [*textwrap.wrap(text, _WIDTH), ""]


# short papers


def write_short_papers(folder: Path, how_many: int) -> None:
    """A corpus of minutes, reports, decisions, meeting pages, notes, Word files and short PDFs, in equal shares."""
    council = folder / "harrowmere"
    council.mkdir(parents=True)
    (council / "council.toml").write_text(COUNCIL_FILE, encoding="utf-8")
    forms = (_text_minutes, _text_report, _decision_page, _meeting_page, _note, _word_report, _pdf_report)
    for at, (card, its) in enumerate(islice(generated(), how_many)):
        ending, content = forms[at % len(forms)](card, its[:8])
        (council / f"{at:05}{ending}").write_bytes(content)


def _text_minutes(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    lines = [
        f"MINUTES of the {card.committee} held on {_day(card)} at 2.00 pm",
        "PRESENT:\tCouncillor Ann Lee (Chair)\tBob Day",
    ]
    for number, one in enumerate(its, 1):
        lines += [f"{number}. {one.item_title.upper()}", one.text, "RESOLVED:", "1. That the report be noted."]
    return ".txt", "\n\n".join(lines).encode()


def _head(card: PaperCard) -> list[str]:
    return [f"Report to: {card.committee}", f"Date: {_day(card)}", f"Title: {card.title}", "Report of: Head of Streets"]


def _text_report(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    lines = [*_head(card), "1. Summary", *(f"1.{at} {one.text}" for at, one in enumerate(its, 1))]
    return ".txt", "\n\n".join(lines).encode()


def _decision_page(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    body = "".join(f"<p>{escape(one.text)}</p>" for one in its)
    return ".html", (
        f"<html><head><title>{card.title}</title></head><body><div id=header>Menu</div><div class=mgContent><h1>Decision details</h1>"
        f"<h2 class=mgSubTitleTxt>{card.title}</h2><p><span class=mgLabel>Decision Maker:</span> {card.committee}</p>"
        f"<p><span class=mgLabel>Date of decision:</span> {_day(card)}</p><h3 class=mgSubSubTitleTxt>Decision:</h3>{body}</div></body></html>"
    ).encode()


def _meeting_page(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    rows = "".join(
        f"<tr><td class=mgItemNumberCell><p class=mgAiTitleTxt><a name=AI{at}>{at}.</a></p></td>"
        f"<td><p class=mgAiTitleTxt>{escape(one.item_title or '')}</p><p class=mgSubItemTitleTxt>Minutes:</p>"
        f"<div class=mgWordPara><p>{escape(one.text)}</p></div></td></tr>"
        for at, one in enumerate(its, 1)
    )
    head = f"<h1>Agenda and minutes</h1><h2>{card.committee} - {_day(card)} 5.00 pm</h2>"
    return (
        ".html",
        f"<html><body><div class=mgContent>{head}<table class=mgItemTable>{rows}</table></div></body></html>".encode(),
    )


def _note(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    return ".md", "\n\n".join(
        [f"# {card.title}", f"Meeting of the {card.committee} held on {_day(card)}", *(one.text for one in its)]
    ).encode()


def _word_report(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    return ".docx", word_file(*map(paragraph, [*_head(card), "1. Summary", *(one.text for one in its)]))


def _pdf_report(card: PaperCard, its: tuple[Passage, ...]) -> tuple[str, bytes]:
    lines = [*_head(card), "", "1. Summary", ""]
    for at, one in enumerate(its, 1):
        lines += _wrapped(f"1.{at} {one.text}")
    return ".pdf", pdf(*_pages(lines))


def _day(card: PaperCard) -> str:
    day = card.meeting_date or DAY
    return f"{day.day} {day:%B %Y}"


# what is measured


def measure_pack(folder: Path, pages: int) -> float:
    """Print how long the pack takes, part by part; tells the seconds of the whole."""
    content, expected = pack(pages)
    (folder / "harrowmere").mkdir(parents=True)
    (folder / "harrowmere" / "council.toml").write_text(COUNCIL_FILE, encoding="utf-8")
    (folder / "harrowmere" / "pack.pdf").write_bytes(content)
    (file,) = (one for one in find_files(folder) if isinstance(one, FoundFile))
    took: dict[str, list[float]] = {
        "read": [],
        "read, split": [],
        "read, split, parsed": [],
        "and made into passages": [],
    }
    for _ in range(ROUNDS):
        for name, begun in zip(took, _stages(file, content), strict=True):
            took[name].append(begun)
    reading = read_papers(file)
    found = sum(len(paper.paragraphs) for paper in reading.papers)
    print(
        f"pack of {pages} pages: {len(reading.papers)} papers of {expected}, {found} paragraphs, {len(content) / 1e6:.1f} MB"
    )
    for name, times in took.items():
        print(f"  {name:24} {statistics.median(times):6.2f} s")
    worked = time.process_time()
    read_papers(file)
    print(f"  {'of work alone':24} {time.process_time() - worked:6.2f} s")
    return statistics.median(took["read, split, parsed"])


def _stages(file: FoundFile, content: bytes) -> Iterator[float]:
    """The seconds of each stage, each with all before it."""
    begun = time.perf_counter()
    text = read_text(file.source.path, content)
    yield time.perf_counter() - begun
    split(text)
    yield time.perf_counter() - begun
    begun = time.perf_counter()
    read_papers(file)
    yield time.perf_counter() - begun
    begun = time.perf_counter()
    assert isinstance(admit(file), Admitted)
    yield time.perf_counter() - begun


def measure_short_papers(folder: Path, how_many: int, jobs: int) -> float:
    """Print how many papers a second are read, and read and indexed; tells the latter."""
    write_short_papers(folder, how_many)
    files = [one for one in find_files(folder) if isinstance(one, FoundFile)]
    begun = time.perf_counter()
    admitted = sum(isinstance(one, Admitted) for one in admit_all(files, jobs=jobs))
    read_s = time.perf_counter() - begun
    worked = [_work_of(one) for one in files[:: max(1, how_many // _SAMPLE)]]
    index = folder.parent / "index"
    begun = time.perf_counter()
    report = index_corpus(folder, WhooshEngine(index), index, today=DAY, jobs=jobs)
    indexed_s = time.perf_counter() - begun
    print(
        f"{how_many} short papers, {jobs} side by side: {admitted} read, {report.papers} indexed, {report.passages} passages"
    )
    print(f"  {'read':24} {how_many / read_s:6.0f} papers a second")
    print(f"  {'read, by work alone':24} {jobs / statistics.mean(worked):6.0f} papers a second")
    print(f"  {'read and indexed':24} {how_many / indexed_s:6.0f} papers a second")
    return how_many / indexed_s


def _work_of(file: FoundFile) -> float:
    """Seconds of the processor that one file takes, whatever else is running."""
    begun = time.process_time()
    admit(file)
    return time.process_time() - begun


def main() -> None:
    """Measure both and hold them against their goals."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--papers", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=368)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        pack_s = measure_pack(Path(temporary) / "pack", asked.pages)
        print(f"  {'goal: under':24} {PACK_GOAL_S:6.2f} s: {'kept' if pack_s < PACK_GOAL_S else 'MISSED'}")
        rate = measure_short_papers(Path(temporary) / "short", asked.papers, asked.jobs)
        print(f"  {'goal: above':24} {RATE_GOAL:6.0f} papers a second: {'kept' if rate > RATE_GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
