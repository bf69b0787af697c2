"""Scores the product's own analysis and engine on public test collections, beside a plain BM25.

`python -m benchmarks.ranking` prints MAP and nDCG@10 of each with the reference figure, and fails when one is more than
5 % below: then a tokenizer, the stemmer or the scorer is broken.
"""

import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.collections import SHARED, Collection, cacm, cranfield, qmsum
from papersearch.analysis import QUESTION_WORDS, STOP_WORDS, words
from papersearch.engines.port import Reader
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.model import Form, PaperType, Role, SourceRef
from papersearch.passage import PaperCard, Passage
from papersearch.query import AnyOf, SearchRequest, Word
from papersearch.questions import is_question

SLACK = 0.95
DEEP, QMSUM_DEEP = 1000, 200
REFERENCE = {
    "Cranfield": (0.3076, 0.385),
    "CACM": (0.3165, 0.457),
    "QMSum train, pooled": (0.2460, 0.365),
    "QMSum val, pooled": (0.1973, 0.302),
    "QMSum train, inside": (0.3785, 0.508),
    "QMSum val, inside": (0.3117, 0.422),
}
"""MAP and nDCG@10 of a plain BM25 (k1 1.6, b .6, Porter stems), from the collections' README."""
AS_SEARCHED = ", as searched"
"""The rows in which a question is read as the search box reads it; they must not lie below the reference at all."""
TURNS_GOAL, DISCUSSION_GOAL = 0.45, 0.58
SMOOTHING, REACH = 0.5, 2


def build(folder: Path, groups: Mapping[str, Mapping[str, str]]) -> Reader:
    """An index of one passage a text, one paper a group."""
    engine = WhooshEngine(folder)
    with engine.writer(fresh=True) as writer:
        for group, texts in groups.items():
            writer.add(
                _card(group, len(texts)),
                [_passage(group, at, one, text) for at, (one, text) in enumerate(texts.items())],
            )
    return engine.reader()


def ranked(
    reader: Reader, question: str, *, deep: int, dropped: frozenset[str] = STOP_WORDS
) -> list[tuple[str, float]]:
    """Ids and scores, best first; words count as often as they occur, ties by id."""
    counted = Counter(word for word in words(question) if word not in dropped) or Counter(words(question))
    node = AnyOf(tuple(Word(word, float(count)) for word, count in counted.items()))
    hits = reader.search(SearchRequest(query=node, page_size=deep)).hits
    return sorted(((hit.passage.id, hit.score) for hit in hits), key=lambda pair: (-round(pair[1], 4), pair[0]))


def smoothed(found: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Each turn with half of the score of its neighbours, up to two turns either side: finds the discussion."""
    scores = {(one[:-4], int(one[-4:])): score for one, score in found}
    reached = {(group, turn + step) for group, turn in scores for step in range(-REACH, REACH + 1)}
    total = {
        (group, turn): scores.get((group, turn), 0.0)
        + SMOOTHING * sum(scores.get((group, turn + step), 0.0) for step in range(-REACH, REACH + 1) if step)
        for group, turn in reached
        if turn >= 0
    }
    return sorted(
        ((f"{group}{turn:04}", score) for (group, turn), score in total.items()), key=lambda pair: (-pair[1], pair[0])
    )


def average_precision(found: Iterable[str], judged: Mapping[str, int]) -> float:
    """Mean of the precision at each relevant text."""
    relevant, total = 0, 0.0
    for rank, one in enumerate(found, 1):
        if one in judged:
            relevant += 1
            total += relevant / rank
    return total / len(judged)


def ndcg(found: Sequence[str], judged: Mapping[str, int], *, cut: int = 10) -> float:
    """Discounted gain of the first texts over that of the best order; gain is the grade."""
    gained = sum(judged.get(one, 0) / math.log2(rank + 1) for rank, one in enumerate(found[:cut], 1))
    best = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(sorted(judged.values(), reverse=True)[:cut], 1))
    return gained / best


def score(collection: Collection, rank_of) -> tuple[float, float, int]:
    """MAP, nDCG@10 and the number of questions with a relevant text."""
    figures = []
    for question, judged in collection.judged.items():
        if judged and question in collection.questions:
            found = [one for one, _ in rank_of(question)]
            figures.append((average_precision(found, judged), ndcg(found, judged)))
    count = len(figures)
    return sum(one for one, _ in figures) / count, sum(two for _, two in figures) / count, count


def main() -> int:
    """Print the table; 1 if a figure lies below its floor, 2 if the collections are not there."""
    if not SHARED.is_dir():
        print(f"the test collections are not in {SHARED}: nothing was measured")
        return 2
    print(f"{'collection':<34}{'n':>5}{'MAP':>8}{'ref':>8}{'nDCG@10':>9}{'ref':>8}")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for collection in (cranfield(), cacm()):
            reader = build(Path(folder) / collection.name, {"all": collection.texts})
            failed |= _print(
                collection.name,
                score(collection, lambda one, c=collection, r=reader: ranked(r, c.questions[one], deep=DEEP)),
            )
        for split in ("train", "val"):
            failed |= _qmsum(split, Path(folder))
    return int(failed)


def _qmsum(split: str, folder: Path) -> bool:
    collection = qmsum(split)
    groups: dict[str, dict[str, str]] = {}
    for one, text in collection.texts.items():
        groups.setdefault(collection.group_of[one], {})[one] = text
    pooled = build(folder / f"pooled-{split}", groups)
    alone = {group: build(folder / f"{split}-{group}", {group: texts}) for group, texts in groups.items()}

    def inside(question: str, dropped: frozenset[str]) -> list[tuple[str, float]]:
        return ranked(
            alone[collection.group_of[question]], collection.questions[question], deep=QMSUM_DEEP, dropped=dropped
        )

    def left_out(question: str) -> frozenset[str]:
        """What the search box drops: words that only ask, where it reads a question."""
        asked = collection.questions[question]
        asks = is_question(words(asked), has_mark=asked.rstrip().endswith("?"))
        return question_words if asks else STOP_WORDS

    question_words = STOP_WORDS | QUESTION_WORDS
    failed = _print(
        f"QMSum {split}, pooled",
        score(collection, lambda one: ranked(pooled, collection.questions[one], deep=QMSUM_DEEP)),
    )
    failed |= _print(f"QMSum {split}, inside", score(collection, lambda one: inside(one, STOP_WORDS)))
    failed |= _print(f"QMSum {split}, inside{AS_SEARCHED}", score(collection, lambda one: inside(one, left_out(one))))
    turns = score(collection, lambda one: inside(one, question_words))
    discussion = score(collection, lambda one: smoothed(inside(one, question_words))[:QMSUM_DEEP])
    _print(f"QMSum {split}, inside, as a question", turns)
    _print(f"QMSum {split}, inside, discussion", discussion)
    is_reported = split == "val"
    return failed or (is_reported and (turns[1] < TURNS_GOAL or discussion[1] < DISCUSSION_GOAL))


def _print(name: str, figures: tuple[float, float, int]) -> bool:
    mean, gain, count = figures
    wanted = REFERENCE.get(name.removesuffix(AS_SEARCHED))
    slack = 1.0 if name.endswith(AS_SEARCHED) else SLACK
    reference = [f"{one:.4f}" for one in wanted] if wanted else ["", ""]
    print(f"{name:<34}{count:>5}{mean:>8.4f}{reference[0]:>8}{gain:>9.3f}{reference[1]:>8}")
    return wanted is not None and (mean < wanted[0] * slack or gain < wanted[1] * slack)


def _passage(group: str, at: int, one: str, text: str) -> Passage:
    return Passage(
        id=one, paper_id=group, ordinal=at, text=text, context="", form=Form.PARAGRAPH, role=Role.BODY, number=None, section=(), lead_in=None,
        speaker=None, truncated=False, council="bench", council_name="Benchmark", committee=None, meeting_date=date(2020, 1, 1), date_basis=None,
        year=None, meeting_key=group, item_key=f"{group}/{one}", item_number=None, item_title=None, paper_title=group, paper_type=PaperType.PAPER,
        paper_complete=True, people=(), lead_officer=None, source=SourceRef(path=group, first_line=at + 1, last_line=at + 1),
    )  # fmt: skip


def _card(group: str, passages: int) -> PaperCard:
    return PaperCard(
        id=group, title=group, type=PaperType.PAPER, council="bench", council_name="Benchmark", committee=None, meeting_date=None, starts=None,
        place=None, meeting_key=group, item_number=None, item_title=None, items=(), source=SourceRef(path=group, first_line=1, last_line=passages),
        digest=group, sha256=group, complete=True, version=None, published=None, address=None, ids=(), pages=None, textless_pages=(),
        passages=passages, people=(), lead_officer=None,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
