"""Threads and processes that read while another process writes answer from one generation each, exactly."""

import random
import threading
import time
from multiprocessing import get_context

from disks import QuickDisk

from benchmarks.generate import papers
from papersearch.engines.memory_engine import MemoryEngine
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.passage import FACETS
from papersearch.query import AllOf, AnyOf, Exact, Prefix, Rung, SearchRequest, Word

COMMITS = 50
QUESTIONS = (
    SearchRequest(query=AllOf((Word("council"), Word("report"))), facets=tuple(FACETS), reach=Rung.MEETING),
    SearchRequest(query=AnyOf((Word("care"), Word("housing"), Word("flood"))), page_size=50),
    SearchRequest(query=Exact(("council", "tax")), facets=("year",)),
    SearchRequest(query=Prefix("plan"), grouped=True),
    SearchRequest(query=Word("the"), filters={"committee": frozenset({"Cabinet"})}),
)
EVERY = list(papers(1200, words=3000))
CONTEXT = get_context("fork")


def change(writer, at):
    """What the commit of this number does: one paper comes, and one goes."""
    writer.add(*EVERY[25 + at % 25])
    writer.remove([EVERY[at % 25][0].id])
    if at >= 25:
        writer.add(*EVERY[at % 25])


def answer(reader, question):
    """All that a question finds, in a form that can be compared."""
    found = reader.search(question)
    facets = {name: [(one.value, one.count) for one in counts] for name, counts in found.facets.items()}
    return repr(
        (
            sorted(found.totals.items()),
            found.items,
            [(hit.passage.id, round(hit.score, 9)) for hit in found.hits],
            facets,
        )
    )


def exact(reader):
    return [answer(reader, question) for question in QUESTIONS]


def write(folder, results, over, pause_s):
    """Fifty commits; what each generation answers exactly."""
    known = {}
    try:
        for at in range(COMMITS):
            with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
                change(writer, at)
            reader = WhooshEngine(folder).reader()
            known[reader.stats().generation] = exact(reader)
            time.sleep(pause_s)
    finally:
        over.set()
        results.send(known)


def ask(engine, over, wanted, seed, seen):
    """Ask until the writing is over and enough was asked; what came, by generation and question."""
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    while not over.is_set() or len(seen) < wanted:
        at = chance.randrange(len(QUESTIONS))
        try:
            reader = engine.reader()
            seen.append((reader.stats().generation, at, hash(answer(reader, QUESTIONS[at]))))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
            seen.append(("error", at, repr(error)))


def read_apart(folder, results, over, wanted, seed):
    seen = []
    ask(WhooshEngine(folder), over, wanted, seed, seen)
    results.send(seen)


def test_each_answer_is_that_of_one_generation(tmp_path, soak, measured):
    wanted = (10_000 if soak else 1_000) // 6 + 1
    folder = tmp_path / "index"
    with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
        for card, passages in EVERY[:25]:
            writer.add(card, passages)
    engine = WhooshEngine(folder)
    known = {engine.reader().stats().generation: exact(engine.reader())}
    over = CONTEXT.Event()
    pipes = [CONTEXT.Pipe(duplex=False) for _ in range(3)]
    pause_s = 0.4 if soak else 0.0
    children = [CONTEXT.Process(target=write, args=(folder, pipes[0][1], over, pause_s))]
    children += [CONTEXT.Process(target=read_apart, args=(folder, pipes[at][1], over, wanted, at)) for at in (1, 2)]
    for child in children:
        child.start()
    seen = [[] for _ in range(4)]
    threads = [threading.Thread(target=ask, args=(engine, over, wanted, 10 + at, seen[at])) for at in range(4)]

    for thread in threads:
        thread.start()
    known |= pipes[0][0].recv()
    every = [one for some in (*(pipe[0].recv() for pipe in pipes[1:]), *seen) for one in some]
    for one in (*threads, *children):
        one.join(120)
    allowed = {
        (generation, at, hash(exactly)) for generation, answers in known.items() for at, exactly in enumerate(answers)
    }
    wrong = [one for one in every if one not in allowed]
    generations = {generation for generation, _, _ in every}
    measured(
        "readers during writes",
        f"{len(every)} queries by 4 threads and 2 processes in {COMMITS} commits, {len(generations)} generations seen: {len(wrong)} wrong",
    )

    assert wrong == []
    assert len(known) == COMMITS + 1
    assert len(every) >= wanted * 6
    assert len(generations) > 5


def test_the_last_generation_answers_as_plain_python_does(tmp_path):
    engines = WhooshEngine(tmp_path / "index", disk=QuickDisk()), MemoryEngine()
    for engine in engines:
        with engine.writer() as writer:
            for card, passages in EVERY[:25]:
                writer.add(card, passages)
        for at in range(3):
            with engine.writer() as writer:
                change(writer, at)
        engine.catch_up()

    assert exact(engines[0].reader()) == exact(engines[1].reader())
