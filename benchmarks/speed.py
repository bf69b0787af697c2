"""Measures the engine beside its peers on the same papers, and writes a table and a plot.

    python -m benchmarks.speed [--passages N ...] [--engines NAME ...] [--results FOLDER] [--without-service]

Every engine builds and answers in processes of its own. Figures of one run can be compared, those of two runs cannot.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import time

from benchmarks import end_to_end
from benchmarks.agreement import disagreements, reference_answers
from benchmarks.goals import goals
from benchmarks.peers import PEERS
from benchmarks.tables import table
from benchmarks.taking_turns import asked_in_turns, built

RESULTS = Path(__file__).parent / "results"
_PACKAGES = ("Whoosh", "numpy", "tantivy", "bm25s", "matplotlib")
_REFERENCE_UP_TO = 10_000
_HOURS_ABOVE = {"stock Whoosh": 100_000}
"""Engines that need hours above so many passages; they are left out there unless they are asked for by name."""
_SERVED = 100_000
_INDEXED_PAPERS = 20_000


def say(line: str) -> None:
    """Tell how far the run is, apart from the table."""
    sys.stderr.write(f"{line}\n")


def measured(engines: Sequence[str], passages: int, folder: Path) -> list[dict[str, object]]:
    """All figures of some engines at one size: each builds alone, then they ask in turns."""
    building = {}
    folders = {engine: folder / f"{passages}-{engine.replace(' ', '-')}" for engine in engines}
    for engine, own in folders.items():
        own.mkdir()
        building[engine] = built(engine, passages, own)
        say(f"{engine} {passages}: built")
    asking = asked_in_turns(passages, folders)
    say(f"{passages}: asked")
    return [{"engine": one, "passages": passages, **building[one], **asking[one]} for one in engines]


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    versions = {"Python": platform.python_version()}
    for name in _PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "not installed"
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
    return {"processors": os.cpu_count(), "model": model, "system": platform.system(), "versions": versions}


def run(sizes: Sequence[int], engines: Sequence[str] | None, *, with_service: bool) -> dict[str, object]:
    """Everything that is measured, as it is written to the results; all engines if none are named."""
    began = datetime.fromtimestamp(time(), UTC).isoformat(timespec="minutes")
    figures: list[dict[str, object]] = []
    flaws: list[str] = []
    service: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="papersearch-bench-") as temporary:
        for passages in sizes:
            within_hours = [one for one in PEERS if passages <= _HOURS_ABOVE.get(one, passages)]
            at_size = measured(engines or within_hours, passages, Path(temporary))
            figures += at_size
            expected = reference_answers(passages) if passages <= _REFERENCE_UP_TO else None
            flaws += disagreements(at_size, expected)
            for one in at_size:
                one["totals"] = [answer["total"] for answer in one.pop("answers")]
        if with_service:
            index = Path(temporary) / f"{_SERVED}-papersearch" / "index"
            service = end_to_end.run(Path(temporary), index if index.is_dir() else None, _INDEXED_PAPERS)
    return {"began": began, **machine(), "engines": figures, "disagreements": flaws, "service": service}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--engines", choices=PEERS, nargs="+")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--without-service", action="store_true", help="leave out indexing, HTTP and answers")
    asked = parser.parse_args(arguments)
    found = run(asked.passages, asked.engines, with_service=not asked.without_service)
    reached = goals(found)
    written = table(found) + "\n" + "\n".join(reached.lines) + "\n"
    asked.results.mkdir(parents=True, exist_ok=True)
    stem = f"{found['began'][:10]}-{max(asked.passages)}"
    (asked.results / f"{stem}.json").write_text(json.dumps(found) + "\n", encoding="utf-8")
    (asked.results / f"{stem}.md").write_text(written, encoding="utf-8")
    from benchmarks.plotting import plot  # matplotlib is installed for `make bench` only

    plot(found, asked.results / f"{stem}.svg")
    sys.stdout.write(written)
    return 0 if reached.all_met and not found["disagreements"] else 1


if __name__ == "__main__":
    sys.exit(main())
