"""The promises of reliability, each with the figure to reach and the tests that show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the table; `tests` are beginnings of test ids, for tests that give no figure of their own."""

    name: str
    wanted: str
    tests: tuple[str, ...] = ()


GOALS = (
    Goal("process death", "0 committed passages lost, the index opens, the next run completes"),
    Goal("full or failing disk", "as above; the run says so in one line"),
    Goal("power loss", "all on the disk before the pointer; a spoilt newest generation is passed over, and told"),
    Goal("damage detected", "every flipped bit and cut named by check, 0 wrong answers, 0 planted pickles run"),
    Goal("readers during writes", "0 errors, each answer one generation's exact answer"),
    Goal("second writer", "refused within 1 s, nothing lost", ("tests/test_sealing.py::test_a_writer_in_another",)),
    Goal("hostile questions", "0 of 5xx, each < 1 s, memory < 512 MiB, the next visitor < 0.5 s"),
    Goal("odd questions", "0 of 5xx, each < 1 s, memory < 512 MiB, the next visitor < 0.5 s"),
    Goal("generated questions", "0 of 5xx, each < 1 s, memory < 512 MiB, the next visitor < 0.5 s"),
    Goal("load", ">= 150 requests/s, p99 < 150 ms, 0 errors"),
    Goal(
        "load while indexing", "at least half of it, 0 errors, memory x 2.5 at most: two generations stand side by side"
    ),
    Goal("slow clients", "with 300 half-open connections a search < 2 s"),
    Goal("hostile files", "each kind indexed or listed as expected", ("tests/hostile/",)),
    Goal("cross-site scripting", "0 unescaped on any page, JSON, CSV, Atom", ("tests/test_escaping.py",)),
    Goal("scripts in a browser", "0 run", ("tests/browser/test_hostile_in_browser.py",)),
    Goal("headers and hosts", "all headers on every status, a forged host gets 400"),
    Goal(
        "closed papers", "0 bytes of them anywhere, 0 false alarms", ("tests/test_gate.py", "tests/test_admitting.py")
    ),
    Goal("withdrawal", "no byte left, and it does not come back", ("tests/test_indexing.py",)),
    Goal("path traversal", "60 forms, 0 bytes from outside"),
    Goal("API contract", "0 failures", ("tests/test_api_contract.py",)),
    Goal("static rules", "0 unexplained", ("tests/test_own_rules.py",)),
)
