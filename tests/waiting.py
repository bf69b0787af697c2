"""Waits for what another thread or process does."""

import time
from collections.abc import Callable

_MOST_S, _STEP_S = 20, 0.01


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait until something is so, and no longer than is bearable; what a test asserts then tells whether it is."""
    until = time.monotonic() + _MOST_S
    while not is_so() and time.monotonic() < until:
        time.sleep(_STEP_S)
