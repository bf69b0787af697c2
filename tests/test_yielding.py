"""Work in the background gives way to visitors, and never holds one up."""

import time
from threading import Thread

import pytest
from flask import Flask

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.web import app as application
from papersearch.web import yielding
from papersearch.web.yielding import Traffic, YieldingReader


class CountedTraffic(Traffic):
    """Counts how often way was given."""

    def __init__(self):
        super().__init__()
        self.given = 0

    def give_way(self):
        self.given += 1


def took_to_give_way(traffic):
    began = time.monotonic()
    traffic.give_way()
    return time.monotonic() - began


def test_work_goes_on_at_once_when_nobody_asks(monkeypatch):
    monkeypatch.setattr(yielding, "MOST_S", 30)
    traffic = Traffic()
    traffic.begin()
    traffic.end()

    assert took_to_give_way(traffic) < 10


def test_work_waits_while_a_request_is_under_way_but_not_for_ever(monkeypatch):
    monkeypatch.setattr(yielding, "MOST_S", 0.05)
    traffic = Traffic()
    traffic.begin()

    assert 0.05 <= took_to_give_way(traffic) < 10


def test_work_goes_on_when_the_last_request_ends(monkeypatch):
    monkeypatch.setattr(yielding, "MOST_S", 30)
    traffic = Traffic()
    traffic.begin()
    worker = Thread(target=traffic.give_way)
    worker.start()

    traffic.end()
    worker.join(10)

    assert not worker.is_alive()


def test_only_the_thread_that_works_gives_way():
    engine = MemoryEngine()
    with engine.writer():
        pass
    traffic = CountedTraffic()
    reader = YieldingReader(engine.reader(), traffic)
    visitor = Thread(target=reader.passages_of, args=("nothing",))
    visitor.start()
    visitor.join()
    assert traffic.given == 0

    reader.passages_of("nothing")

    assert traffic.given == 1


@pytest.mark.parametrize(("address", "status"), [("/", 200), ("/broken", 500)])
def test_a_request_counts_while_it_is_under_way(address, status):
    site, traffic = Flask("site"), Traffic()
    seen = []

    def answer():
        seen.append(traffic._under_way)
        return "well"

    def break_off():
        seen.append(traffic._under_way)
        raise ValueError

    site.add_url_rule("/", view_func=answer)
    site.add_url_rule("/broken", view_func=break_off)
    application._count(site, traffic)

    assert site.test_client().get(address).status_code == status
    assert seen == [1]
    assert traffic._under_way == 0
