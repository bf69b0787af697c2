"""Damage of any file, at any place, is named, and what is served is right or nothing."""

import random
import shutil
import subprocess

import pytest
from disks import QuickDisk

from benchmarks.generate import papers
from papersearch.cli import main
from papersearch.engines.whoosh_engine.engine import WhooshEngine
from papersearch.errors import IndexDamagedError
from papersearch.indexing import Quarantined, quarantine_flaw, write_quarantine
from papersearch.passage import FACETS
from papersearch.query import AllOf, AnyOf, Exact, Prefix, SearchRequest, Word

QUESTIONS = (
    AllOf((Word("council"), Word("report"))), AnyOf((Word("care"), Word("housing"), Word("flood"))), Exact(("council", "tax")), Prefix("plan"),
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An index of two generations, of which the second shares files with the first."""
    folder = tmp_path_factory.mktemp("damaged") / "index"
    every = list(papers(600, words=3000))
    for some in (every[:20], every[20:]):
        with WhooshEngine(folder, disk=QuickDisk()).writer() as writer:
            for card, passages in some:
                writer.add(card, passages)
    left_out = [
        Quarantined(path=f"saltmere/{at}.txt", sha256="0" * 64, reason="it is empty", day="2026-11-22", digest="1" * 64)
        for at in range(9)
    ]
    write_quarantine(folder, tuple(left_out))
    return folder


def answers(folder, **options):
    """What a reader just started answers, in full."""
    reader = WhooshEngine(folder, **options).reader()
    found = [reader.search(SearchRequest(query=one, facets=tuple(FACETS), page_size=50)) for one in QUESTIONS]
    told = [(one.totals, one.items, [(hit.passage.id, hit.score) for hit in one.hits], one.facets) for one in found]
    return repr((told, sorted(card.id for card in reader.cards())))


def is_right_or_refused(folder, right):
    """Whether an index that is read as a large one is, each block before its first use, gives no wrong answer."""
    try:
        return answers(folder, whole_bytes=0) in right
    except IndexDamagedError:
        return True


def files_of(folder):
    return sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "LOCK")


def flip(whole, chance):
    at = chance.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]


def cut(whole, chance):
    return whole[: chance.randrange(len(whole))]


def test_every_flip_and_cut_is_named_and_no_wrong_answer_is_served(whole, soak, tmp_path, measured):
    chance = random.Random(4)  # noqa: S311 - chance, no secret
    folder = tmp_path / "index"
    subprocess.run(["cp", "-a", str(whole), str(folder)], check=True)  # files that two generations share stay shared
    right = {answers(folder)}
    shutil.copytree(whole, tmp_path / "older")
    shutil.rmtree(tmp_path / "older" / "generations" / "2")
    right.add(answers(tmp_path / "older"))
    files = files_of(folder)
    unnamed, wrong, silent, closed = [], [], [], []
    damages = [flip] * (1000 if soak else 60) + [cut] * (200 if soak else 15)

    for damage in damages:
        path = chance.choice(files)
        sound = path.read_bytes()
        path.write_bytes(damage(sound, chance))
        flaws = (*WhooshEngine(folder).check(), quarantine_flaw(folder) or "")
        if not any(path.name in flaw for flaw in flaws):
            unnamed.append((path.name, damage.__name__))
        try:
            if answers(folder) not in right:
                wrong.append((path.name, damage.__name__))
            if path.parent.name == "2" and WhooshEngine(folder).reader().stats().warning is None:
                silent.append(path.name)
        except IndexDamagedError as error:
            closed.append(str(error))
        if not is_right_or_refused(folder, right):
            wrong.append((path.name, damage.__name__, "read block by block"))
        path.write_bytes(sound)
    measured(
        "damage detected",
        f"{len(damages)} damages of {len(files)} files: {len(unnamed)} unnamed, {len(wrong)} wrong answers, {len(closed)} times nothing served",
    )

    assert unnamed == wrong == silent == []
    assert [one for one in closed if "papersearch index --fresh" not in one] == []
    assert answers(folder) in right


def test_a_spoilt_newest_generation_is_passed_over_and_told(whole, soak, tmp_path, measured):
    chance = random.Random(3)  # noqa: S311 - chance, no secret
    folder = tmp_path / "index"
    shutil.copytree(whole, tmp_path / "older")
    shutil.rmtree(tmp_path / "older" / "generations" / "2")
    right = answers(tmp_path / "older")
    own = [
        one.name
        for one in files_of(whole / "generations" / "2")
        if not (whole / "generations" / "1" / one.name).exists()
    ]
    own += ["MANIFEST.json", "cards.jsonl", "segments.json"]
    wrong = []
    times = 200 if soak else 12

    for _ in range(times):
        shutil.copytree(whole, folder)
        path = folder / "generations" / "2" / chance.choice(own)
        size = path.stat().st_size
        path.write_bytes(bytes(size) if chance.random() < 0.5 else path.read_bytes()[: chance.randrange(size)])
        reader = WhooshEngine(folder).reader()
        if answers(folder) != right or path.name not in (reader.stats().warning or ""):
            wrong.append(path.name)
        shutil.rmtree(folder)
    measured("power loss", f"{times} newest generations zeroed or cut: {len(wrong)} not passed over and told")

    assert wrong == []


def test_when_nothing_is_sound_each_command_says_what_mends_it(whole, tmp_path, capfd):
    folder = tmp_path / "index"
    shutil.copytree(whole, folder)
    for one in folder.glob("generations/*/MANIFEST.json"):
        one.write_bytes(b"{}")

    for command in (["search", "council"], ["check"], ["coverage"], ["serve"]):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--index", str(folder)])
        said = capfd.readouterr()

        assert ended.value.code == 3
        assert "papersearch index --fresh" in said.err + said.out
