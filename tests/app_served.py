"""A site served over http by the server of the product, in a thread beside the tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from flask import Flask
from waitress.server import create_server


@contextmanager
def app_served(app: Flask) -> Iterator[str]:
    """The address of an app while it is served; its sockets are closed by the thread that waits for them."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(partial(server.asyncore.close_all, map=server._map))
    serving.join(20)
    assert not serving.is_alive()
