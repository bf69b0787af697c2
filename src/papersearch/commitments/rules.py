"""Tells the rules by which rows are found from those of another version, so that no note outlives the rules that made it."""

import hashlib
from functools import lru_cache
from importlib.resources import files

FOUND_WITH = (
    "analysis.py",
    "dates.py",
    "timing.py",
    "weighing.py",
    "working_days.py",
    "words/abbreviations.txt",
    "words/protected.txt",
    "words/stop.txt",
)
"""What decides beside the rules of this package, and its lists of words, what a paper is noted to say."""
AFTERWARDS = (
    "__init__.py",
    "following.py",
    "hearing.py",
    "joining.py",
    "judging.py",
    "ledger.py",
    "listing.py",
    "noted.py",
    "picking.py",
    "relating.py",
)
"""Modules of this package that only work with what was noted."""
LISTS = ("agents.txt", "doing.txt", "paperwork.txt", "people_done.txt", "things_done.txt")


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Sixteen hexadecimal digits that change with every rule, be it by a letter."""
    package = files("papersearch")
    inside = sorted(one.name for one in package.joinpath("commitments").iterdir() if one.name.endswith(".py"))
    rules = (f"commitments/{name}" for name in inside if name not in AFTERWARDS)
    names = (*FOUND_WITH, *rules, *(f"words/{name}" for name in LISTS))
    texts = (hashlib.sha256(package.joinpath(name).read_bytes()).hexdigest() for name in names)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
