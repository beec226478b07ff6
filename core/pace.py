"""How long each plugin's part of a page takes, in this process: a slow one is told, and waited for no longer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

log = structlog.get_logger()

TIMES = 3
"""Slow so many times in a row, a part is slow; once quick, it is not."""


class Pace:
    """Measures each part against the budget (seconds)."""

    def __init__(self, budget: float) -> None:
        """Nothing is slow yet."""
        self.budget = budget
        self._slow: dict[tuple[str, str], int] = {}

    @contextmanager
    def timed(self, plugin: str, part: str) -> Iterator[None]:
        """Within it a plugin makes a part: a hook by its name, or a panel."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._note(plugin, part, time.perf_counter() - start)

    def _note(self, plugin: str, part: str, seconds: float) -> None:
        if seconds <= self.budget:
            self._slow.pop((plugin, part), None)
            return
        self._slow[plugin, part] = self._slow.get((plugin, part), 0) + 1
        log.warning("plugin_slow", plugin=plugin, part=part, ms=round(seconds * 1000))

    def is_slow(self, plugin: str, part: str) -> bool:
        """True for a part that a page should not wait for."""
        return self._slow.get((plugin, part), 0) >= TIMES
