"""Scores the promise ledger on labelled papers: what is found, what is missed, who and when due.

`python -m benchmarks.ledger [FOLDER]` reads `labels.jsonl`, `either_way.jsonl` and `papers/<style>/` of a folder (default:
`tests/ledger`; its README says what the fields mean) and prints the figures of each half. `--show HALF` also lists what a
half misses; the half "held" is for measuring only, and is never listed.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from papersearch.commitments import Commitment, ledger
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import PassedOver, find_files
from papersearch.passage import Passage, Quote, entry_of

FOLDER = Path(__file__).parents[1] / "tests" / "ledger"
HELD = "held"
GOALS = {"precision": 0.85, "recall": 0.75, "owners": 0.85, "dues": 0.85}
ALIKE = 45
"""Letters and digits at the start of two texts that must agree; labels give the first 60 characters."""

Label = dict[str, str | int | list[int] | None]


@dataclass(slots=True)
class Score:
    """The figures of one half; each pair is what is right and what there is."""

    rows: int = 0
    labels: list[Label] = field(default_factory=list)
    hits: list[tuple[Label, Commitment]] = field(default_factory=list)
    false: list[Commitment] = field(default_factory=list)
    withheld: int = 0
    """Labels in papers that may not be shown."""

    @property
    def missed(self) -> list[Label]:
        """Labels without a row."""
        found = [id(label) for label, _ in self.hits]
        return [label for label in self.labels if id(label) not in found]

    @property
    def precision(self) -> float:
        """The share of the rows that a label states."""
        return _share(len(self.hits), len(self.hits) + len(self.false))

    @property
    def recall(self) -> float:
        """The share of the labels that a row states."""
        return _share(len(self.hits), len(self.labels))

    def rate(self, name: str, is_right: Callable[[Label, Commitment], bool]) -> tuple[int, int]:
        """Of the rows found whose label states this, how many have it right."""
        stated = [pair for pair in self.hits if pair[0].get(name)]
        return sum(is_right(*pair) for pair in stated), len(stated)

    @property
    def owners(self) -> tuple[int, int]:
        """Owners right, of those stated."""
        return self.rate("owner", _is_owner)

    @property
    def dues(self) -> tuple[int, int]:
        """Due days right, of those stated."""
        return self.rate("due_words", _is_due)

    def by_kind(self) -> Iterator[tuple[str, int, int]]:
        """Kinds with what is found of them and what there is."""
        there, found = (
            Counter(str(label["kind"]) for label in some) for some in (self.labels, [hit[0] for hit in self.hits])
        )
        yield from ((kind, found[kind], count) for kind, count in sorted(there.items()))


def scored(folder: Path = FOLDER) -> dict[str, Score]:
    """The score of each half of a folder of labelled papers."""
    labels = _lines(folder / "labels.jsonl")
    neutral = _lines(folder / "either_way.jsonl") if (folder / "either_way.jsonl").exists() else []
    rows, read = _rows(folder / "papers")
    found: dict[str, Score] = {}
    for half in sorted({str(label["half"]) for label in labels}):
        mine = [label for label in labels if label["half"] == half]
        paths = {label["path"] for label in (*mine, *neutral) if label["half"] == half}
        found[half] = _scored(
            [label for label in mine if label["path"] in read],
            [label for label in neutral if label["half"] == half],
            [(style, row) for style, row in rows if _path(style, row.passage) in paths],
        )
        found[half].withheld = sum(label["path"] not in read for label in mine)
    return found


def _scored(labels: Sequence[Label], neutral: Sequence[Label], rows: Sequence[tuple[str, Commitment]]) -> Score:
    score = Score(rows=len(rows), labels=list(labels))
    used: set[int] = set()
    for label in labels:
        at = next((at for at, row in enumerate(rows) if at not in used and _is_same(label, *row)), None)
        if at is not None:
            used.add(at)
            score.hits.append((label, rows[at][1]))
    left = (row for at, row in enumerate(rows) if at not in used)
    score.false = [row for style, row in left if not any(_is_told(one, style, row) for one in neutral)]
    return score


def _rows(papers: Path) -> tuple[list[tuple[str, Commitment]], set[str]]:
    """The rows of every style, each a corpus of its own, and the paths of the papers that may be shown."""
    rows: list[tuple[str, Commitment]] = []
    read: set[str] = set()
    for style in sorted(one for one in papers.iterdir() if one.is_dir()):
        engine = MemoryEngine()
        with engine.writer() as writer:
            for found in find_files(style):
                if isinstance(found, PassedOver):
                    continue
                reading = read_papers(found)
                for paper in reading.papers:
                    writer.add(*entry_of(paper, found.source, reading.text))
                    read.add(f"{style.name}/{found.source.path}")
        rows += [(style.name, row) for row in ledger(engine.reader())]
    return rows, read


def _is_same(label: Label, style: str, row: Commitment) -> bool:
    return label["kind"] == row.kind.value and _is_told(label, style, row)


def _is_told(label: Label, style: str, row: Commitment) -> bool:
    return any(_covers(label, style, quote) for quote in row.sources)


def _covers(label: Label, style: str, quote: Quote) -> bool:
    source, line = quote.passage.source, label["line"]
    if _path(style, quote.passage) != label["path"]:
        return False
    if isinstance(line, int) and not source.first_line <= line <= source.last_line:
        return False
    wanted, told = _folded(str(label["text"])), _folded(quote.text)
    return wanted[:ALIKE] in told or told[:ALIKE] in wanted


def _is_owner(label: Label, row: Commitment) -> bool:
    wanted, told = (
        re.sub(r"^(?:the|all) ", "", _folded(words)) for words in (str(label["owner"]), row.owner_words or "")
    )
    return wanted == told


def _is_due(label: Label, row: Commitment) -> bool:
    """The day, or where no day is to be known some of the words."""
    if row.due is None or (row.due.day.isoformat() if row.due.day else None) != label["due_date"]:
        return False
    common = set(_folded(str(label["due_words"])).split()) & set(_folded(row.due.words.text).split())
    return label["due_date"] is not None or bool(common)


def _path(style: str, passage: Passage) -> str:
    return f"{style}/{passage.source.path}"


def _folded(text: str) -> str:
    plain = re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", text.casefold()).replace("|", " ")
    return " ".join(re.findall(r"[a-z0-9\u00a3]+", plain))


def _lines(path: Path) -> list[Label]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _print(half: str, score: Score) -> None:
    print(f"{half}: {len(score.labels)} labels, {score.rows} rows, {len(score.false)} false")
    if score.withheld:
        print(f"  {score.withheld} more labels stand in papers that may not be shown, and are not counted")
    print(f"  precision {score.precision:.3f}  recall {score.recall:.3f}")
    for name, (right, stated) in (("owners", score.owners), ("dues", score.dues)):
        print(f"  {name} right {right}/{stated} ({_share(right, stated):.3f})")
    print("  found: " + ", ".join(f"{kind} {found}/{there}" for kind, found, there in score.by_kind()))


def _list(score: Score) -> None:
    for label in score.missed:
        print(f"  missed {label['path']}:{label['line']} {label['kind']} | {label['text']}")
    for row in score.false:
        print(f"  false {row.passage.source.path}:{row.passage.source.first_line} {row.kind} ({row.rule}) | {row.text}")
    for label, row in score.hits:
        if label.get("owner") and not _is_owner(label, row):
            print(f"  owner {label['path']}:{label['line']} {label['owner']} | {row.owner_words}")
        if label.get("due_words") and not _is_due(label, row):
            due = f"{row.due.words.text} {row.due.day}" if row.due else "none"
            print(f"  due {label['path']}:{label['line']} {label['due_words']} {label['due_date']} | {due}")


def _below(scores: Iterable[Score]) -> Iterator[str]:
    for score in scores:
        measured = {
            "precision": score.precision,
            "recall": score.recall,
            "owners": _share(*score.owners),
            "dues": _share(*score.dues),
        }
        yield from (f"{name} {value:.3f}" for name, value in measured.items() if value < GOALS[name])


def main(arguments: Sequence[str]) -> int:
    shown = {arguments[at + 1] for at, one in enumerate(arguments[:-1]) if one == "--show"} - {HELD}
    folders = [one for at, one in enumerate(arguments) if one != "--show" and arguments[at - 1 : at] != ["--show"]]
    scores = scored(Path(folders[0]) if folders else FOLDER)
    for half, score in scores.items():
        _print(half, score)
        if half in shown:
            _list(score)
    below = list(_below(scores.values()))
    if below:
        print("below the goals: " + ", ".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
