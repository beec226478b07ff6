"""The figures of the odd requests, for `fotfeste check fuzz`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from flask import Flask, request

from core.checks_run import Result
from core.web.needs import public
from tests.matrix.fuzz import Fuzz, Fuzzed
from tests.matrix.odd import RTL
from tests.matrix.world import own_world

NUMBER, SEED = 2_000, 20261101


def plant(app: Flask) -> None:
    """A page that fails for a text with a right-to-left mark."""

    def view() -> Any:
        if any(RTL in value for value in request.values.values()):
            raise ValueError
        return '<form><input name="q"></form>'

    app.add_url_rule("/plantet/", "plantet.odd", public(title="Plantet")(view), methods=["GET", "POST"])


def run(planted: str = "", number: int = NUMBER, seed: int = SEED) -> Result:
    """So many requests; with a fault planted, 300 to the page that has it."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, own_world(Path(folder), plant if planted else None) as world:
        found = Fuzz(world, seed, "/plantet/").run(300) if planted else Fuzz(world, seed).run(number)
    return Result((*figures(found), f"Frø: {seed}. Tid: {time.monotonic() - start:.0f} s"), not found.faults)


def figures(found: Fuzzed) -> tuple[str, ...]:
    """How many were asked, what came, and the first faults."""
    return (
        f"Forespørsler: {found.requests} ({dict(sorted(found.statuses.items()))})",
        f"Feil i tjenesten: {sum(number for status, number in found.statuses.items() if status >= 500)}",
        f"Lengste svartid: {found.slowest:.2f} s",
        *found.faults[:20],
    )
