"""Reads public test collections: their passages, questions and judgements."""

import gzip
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"


@dataclass(slots=True)
class Collection:
    """Texts by id, questions by id, and for each question the grade of each relevant text."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    judged: dict[str, dict[str, int]] = field(default_factory=dict)
    group_of: dict[str, str] = field(default_factory=dict)
    """The meeting of a text or of a question, where texts come from several."""


def cranfield() -> Collection:
    """1,400 abstracts; questions are numbered by position, as the judgements do."""
    folder = SHARED / "cranfield"
    found = Collection("Cranfield")
    stored = gzip.decompress((folder / "cran.all.1400.xml.gz").read_bytes())
    tree = etree.fromstring(b"<all>" + stored + b"</all>", etree.XMLParser(recover=True))
    for one in tree.iter("doc"):
        number = one.findtext("docno", "").strip()
        found.texts[number] = f"{one.findtext('title', '')} {one.findtext('text', '')}"
    topics = etree.parse(folder / "cran.qry.xml", etree.XMLParser(recover=True)).getroot()
    for position, topic in enumerate(topics.iter("top"), 1):
        found.questions[str(position)] = topic.findtext("title", "").strip()
    for line in (folder / "cranqrel.trec.txt").read_text().splitlines():
        question, _, text, grade = line.split()
        if int(grade) > 0:
            found.judged.setdefault(question, {})[text] = int(grade)
    return found


def cacm() -> Collection:
    """3,204 abstracts; questions by their words alone (`.W`), never by their source."""
    folder = SHARED / "cacm"
    found = Collection("CACM")
    with tarfile.open(folder / "cacm.tar.gz") as archive:
        for member in archive.getmembers():
            stored = archive.extractfile(member)
            if stored is None or not member.name.endswith(".html"):
                continue
            number = str(int(re.findall(r"\d+", member.name)[-1]))
            found.texts[number] = re.sub(r"<[^>]+>", " ", stored.read().decode("latin-1"))
    for block in re.split(r"^\.I ", (folder / "query.text").read_text(encoding="latin-1"), flags=re.MULTILINE)[1:]:
        number, _, rest = block.partition("\n")
        words = re.search(r"^\.W\n(.*?)(?=^\.[A-Z]|\Z)", rest, re.MULTILINE | re.DOTALL)
        found.questions[number.strip()] = words.group(1).strip() if words else ""
    for line in (folder / "qrels.text").read_text().splitlines():
        question, text, *_ = line.split()
        found.judged.setdefault(str(int(question)), {})[str(int(text))] = 1
    return found


def qmsum(split: str) -> Collection:
    """Turns of committee meetings; a turn is its speaker and words, relevant if inside a span of the question."""
    found = Collection(f"QMSum {split}")
    for at, meeting in enumerate(_meetings(split)):
        group = f"m{at:02}"
        for turn, said in enumerate(meeting["meeting_transcripts"]):
            found.texts[f"{group}-{turn:04}"] = f"{said['speaker']} {said['content']}"
            found.group_of[f"{group}-{turn:04}"] = group
        for number, asked in enumerate(meeting["specific_query_list"]):
            question = f"{group}-q{number:02}"
            found.questions[question] = asked["query"]
            found.group_of[question] = group
            spans = [range(int(first), int(last) + 1) for first, last in asked["relevant_text_span"]]
            found.judged[question] = {f"{group}-{turn:04}": 1 for span in spans for turn in span}
    return found


def _meetings(split: str) -> Iterator[dict]:
    with gzip.open(SHARED / "qmsum_committee" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
