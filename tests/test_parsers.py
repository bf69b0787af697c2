"""Each published form gives the record beside its sample, and no line of a sample is lost.

`pytest --accept` rewrites the records; the difference is read like code.
"""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papersearch.analysis import words
from papersearch.errors import AmbiguousPaperError, UnrecognisedPaperError
from papersearch.model import Council, SourceFile
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile
from papersearch.papers.parsers import PARSERS, PLAIN
from papersearch.papers.parsers.base.lines import cells_of, is_page_stamp
from papersearch.papers.parsers.base.origin import Origin
from papersearch.papers.parsers.base.tables import is_banner_row, is_header_row
from papersearch.papers.reading import READERS, read_text
from papersearch.papers.recognising import recognise
from papersearch.papers.splitting import split
from papersearch.papers.supplying import read_supplied

FOLDER = Path(__file__).parent / "papers"
SAMPLES = sorted(path for path in FOLDER.glob("*/*") if path.suffix in READERS)
SIZE = re.compile(r"(?:pdf icon )?PDF \d+ [KM]B")
FORMS = {"plain": PLAIN.name} | {parser.name: parser.name for parser in PARSERS}


def reading_of(sample):
    council = sample.stem.split("-")[0]
    supplied, _ = read_supplied(sample)
    source = SourceFile(
        path=f"{council}/{sample.name}",
        council=Council(slug=council, name=f"{council.title()} Council"),
        digest="",
        sha256="",
        supplied=supplied,
    )
    return read_papers(FoundFile(source=source, location=sample))


def record_of(reading):
    return {
        "withheld": [f"{one.rule} on line {one.line}" for one in reading.withheld],
        "dropped": [f"{line.number} {line.text.strip()}" for line in dropped(reading)],
        "papers": [paper_record(paper) for paper in reading.papers],
    }


def paper_record(paper):
    meeting = paper.meeting
    return {
        "type": paper.type,
        "title": paper.title,
        "committee": meeting.committee and meeting.committee.name,
        "meeting": " ".join(str(one) for one in (meeting.day, meeting.starts, meeting.place) if one) or None,
        "item": item_record(paper.item),
        "lines": lines_of(paper.source),
        "lead_officer": paper.lead_officer,
        "published": paper.published and paper.published.isoformat(),
        "complete": paper.complete,
        "version": paper.version,
        "address": paper.address,
        "facts": dict(paper.facts),
        "defines": dict(paper.defines),
        "basis": dict(paper.basis),
        "warnings": list(paper.warnings),
        "people": [
            " | ".join(one for one in (person.name, person.standing, person.post, person.mark) if one)
            for person in paper.people
        ],
        "units": [unit_record(unit, paper) for unit in paper.paragraphs],
    }


def unit_record(unit, paper):
    stated = {
        "line": lines_of(unit.source),
        "is": unit.form if unit.role == "body" else f"{unit.form} {unit.role}",
        "number": unit.number,
        "item": None if unit.item == paper.item else item_record(unit.item),
        "section": list(unit.section),
        "lead_in": unit.lead_in,
        "speaker": unit.speaker,
        "truncated": unit.truncated,
        "text": unit.text,
    }
    return {name: value for name, value in stated.items() if value not in (None, [], False)}


def item_record(item):
    if item is None:
        return None
    return " ".join(str(one) for one in (item.number and f"[{item.number}]", item.title, item.starts, item.pages and f"(pages {item.pages})") if one)  # fmt: skip


def lines_of(source):
    first, last = source.first_line, source.last_line
    return str(first) if first == last else f"{first}-{last}"


def written(record):
    """JSON with a unit or person on each line, so that a difference shows what changed."""

    def inline(value):
        return json.dumps(value, ensure_ascii=False)

    def listed(values):
        return "[\n" + ",\n".join(f"        {inline(one)}" for one in values) + "\n      ]" if values else "[]"

    papers = []
    for paper in record["papers"]:
        rows = [
            f"      {inline(name)}: {listed(value) if name in ('people', 'units') else inline(value)}"
            for name, value in paper.items()
        ]
        papers.append("    {\n" + ",\n".join(rows) + "\n    }")
    return (
        f'{{\n  "withheld": {inline(record["withheld"])},\n  "dropped": {inline(record["dropped"])},\n  "papers": [\n'
        + ",\n".join(papers)
        + "\n  ]\n}\n"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_sample_gives_the_record_beside_it(sample, request):
    beside = sample.with_suffix(".json")

    found = record_of(reading_of(sample))

    if request.config.getoption("--accept"):
        beside.write_text(written(found), encoding="utf-8")
    assert found == json.loads(beside.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_samples_of_several_councils(form):
    councils = {path.stem.split("-")[0] for path in SAMPLES if path.parent.name == form}

    assert len(councils) >= 2


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_sample_is_read_by_the_parser_of_its_folder(sample):
    text = read_text(sample.name, sample.read_bytes())
    kind = read_supplied(sample)[0].get("kind")

    names = [recognise(part, kind=kind).name for part in split(text)]

    assert names[0] == FORMS[sample.parent.name]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_line_is_in_one_unit_or_dropped(sample):
    reading = reading_of(sample)
    text = {line.number: line.text for line in reading.text.lines}
    stated = {line.number for line in reading.text.lines if line.text.strip() and not is_page_stamp(line)}
    units = [unit for paper in reading.papers for unit in paper.paragraphs]

    kept = Counter(
        number
        for unit in units
        for number in range(unit.source.first_line, unit.source.last_line + 1)
        if number in stated
    )

    split = {
        unit.source.first_line
        for unit in units
        if unit.text != text[unit.source.first_line] and unit.text in text[unit.source.first_line]
    }
    assert {number for number, times in kept.items() if times > 1} <= split
    assert len(kept) + len(dropped(reading)) >= len(stated)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_dropped_line_holds_only_labels_and_values_that_are_kept(sample):
    reading = reading_of(sample)
    council = sample.stem.split("-")[0]
    kept = {word for paper in reading.papers for word in words(kept_values(paper))} | LABEL_WORDS | {council}
    closed_from = min((one.line for one in reading.withheld), default=None)

    lost = [
        line.text
        for line in dropped(reading)
        if not set(words(SIZE.sub("", line.text))) <= kept and (closed_from is None or line.number < closed_from)
    ]

    assert lost == []


HEAD = "Item No. 3.\tClassification: Open\tDate: 3 March 2020\tMeeting Name: Cabinet"
LINES = st.sampled_from(
    [
        "", "", "", "Corporate Committee", "MINUTES of the Corporate Committee held on Tuesday 4 February 2020 at 5.00 pm",
        "PRESENT:\tCouncillor Ann Lee (Chair)", "Present: Cllr Ann Lee, Cllr Bob Day", "Apologies: Cy Moss", "1. LAMPS", "2. Drains",
        "77/21 Ferries", "RESOLVED:", "RESOLVED that the ferry be mended.", "1. That the lamp be lit.", "(a) the first point;", "- a point",
        "·\tanother point", "The following was said:", "Councillor Lee asked about the weir.", "A heading", "IN CAPITALS",
        "Action: Head of Lamps to report.", "ACTION: Clerk", "a cell\tanother", "Item No.\tTitle\tPage No.", "3.\tWEIRS\t5 - 9",
        "Decision details", "Agenda item", "Agenda", "Issue - meetings", "Meeting: 04/02/2020 - Cabinet (Item 3)", "Decision Maker: Cabinet",
        "Minutes:", "Decision:", "Reasons for the decision:", "Additional documents:", "Report of the Head of Lamps",
        HEAD, "Report title:\t\tLamps", "Report to: Cabinet",
        "Date: 3 March 2020", "Title: Weirs", "RECOMMENDATIONS", "2.1 That it be noted.", "BACKGROUND DOCUMENTS", "Lead Officer\tAnn Lee, Head of Lamps",
        "4 November 2020", "9. 3 March 2021", "The meeting ended at 5.10 pm.", "CHAIR:", "Page 4", "a line in small letters that goes on",
        "Words of a paragraph that ends.", "Order of Business", "Membership", "Councillor Bob Day", "Contact: Cy Moss 01632 960001", "* * *", "None",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, max_size=25))
@example(["Date: 3 March 2020", "4 November 2020", "Corporate Committee", "Present: Cllr Ann Lee, Cllr Bob Day"])
@example(
    [
        HEAD,
        "Title: Weirs",
        "9. 3 March 2021",
        "The meeting ended at 5.10 pm.",
        "Title: Weirs",
        "3.\tWEIRS\t5 - 9",
        "Date: 3 March 2020",
    ]
)
def test_no_line_is_lost_or_doubled_whatever_the_order(lines):
    source = SourceFile(path="saltmere/a.txt", council=Council(slug="saltmere", name="Saltmere"), digest="", sha256="")
    text = read_text("a.txt", "\n".join(["A note.", *lines]).encode())
    claims = []
    for part in split(text):
        try:
            parser = recognise(part)
        except (AmbiguousPaperError, UnrecognisedPaperError):
            return
        claims.append(parser.parse(part, Origin(path=source.path, council=source.council, ordinal=part.ordinal)))
    kept = {word for paper in claims for word in words(kept_values(paper))} | LABEL_WORDS
    spans = [unit.source for paper in claims for unit in paper.paragraphs]
    times = Counter(number for one in spans for number in range(one.first_line, one.last_line + 1))

    covered = {line.number for line in text.lines if times[line.number]}
    pairs = [(above, cells_of(above), cells_of(line)) for above, line in pairwise(text.lines)]
    banners = {
        above.number for above, cells, under in pairs if is_banner_row(cells) and is_header_row(under)
    }  # of tables
    lost = [
        line.text
        for line in text.lines
        if line.number not in covered | banners and line.text.strip() and not is_page_stamp(line)
    ]

    assert [line for line in lost if not set(words(line)) <= kept] == []


def dropped(reading):
    """The lines of open parts that are in no unit."""
    spans = [
        range(unit.source.first_line, unit.source.last_line + 1)
        for paper in reading.papers
        for unit in paper.paragraphs
    ]
    return [
        line
        for line in reading.text.lines
        if line.text.strip() and not is_page_stamp(line) and not any(line.number in span for span in spans)
    ]


def kept_values(paper):
    """All that a paper says besides its units."""
    meeting, day = paper.meeting, paper.meeting.day
    items = [paper.item, *(unit.item for unit in paper.paragraphs)]
    dates = [
        day and f"{day:%A %a %d %B %b %Y %m} {day.day} {day.day}th {day.day}st {day.day}nd {day.day}rd {day.month}"
    ]
    issued = paper.published
    dates += [issued and f"{issued:%A %d %B %Y %m} {issued.day}"]
    values = [
        paper.title,
        meeting.committee and meeting.committee.name,
        *(clock(one) for one in (meeting.starts, *(item.starts for item in items if item)) if one),
        meeting.place,
        *dates,
        *(f"{item.number} {item.title} {item.pages} {item.starts}" for item in items if item),
        *paper.facts,
        *paper.facts.values(),
        *(f"{person.name} {person.post} {person.mark}" for person in paper.people),
        *(f"{unit.number} {unit.text}" for unit in paper.paragraphs),
    ]
    return " ".join(str(value) for value in values if value)


def clock(time):
    hour = time.hour % 12 or 12
    return f"{hour} {hour}.{time:%M} {time:%H:%M} {time:%M} am pm a m p"


LABEL_WORDS = frozenset((FOLDER / "labels.txt").read_text(encoding="utf-8").split())
"""Words of labels, header rows and menus: nothing is lost where a line holds no other."""
