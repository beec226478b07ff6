"""Measures a list taken out as a file: processor, first byte and memory, beside streaming by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import run_wsgi_app

from core.access.scope import system_scope
from core.bench.by_hand import ByHand
from core.bench.by_hand_lists import LAW, raw_csv
from core.bench.jobs import environ, sign_in
from core.house import House

TIMES = 3
STATM = Path("/proc/self/statm")
PAGE_BYTES = 4096


@dataclass(frozen=True)
class Taken:
    """Rows, seconds of the processor and on the clock, ms to the first byte, and MiB of memory more than before."""

    rows: int
    seconds: float
    clock: float
    first: float
    memory: float


def memory() -> int:
    """Bytes of memory this process has now; 0 where the system does not tell."""
    return int(STATM.read_text().split()[1]) * PAGE_BYTES if STATM.exists() else 0


def taken(pieces: Callable[[], Iterable[bytes]]) -> Taken:
    """Reads it all."""
    before, most, rows, first = memory(), 0, 0, 0.0
    cpu, clock = time.process_time(), time.perf_counter()
    for piece in pieces():
        first = first or (time.perf_counter() - clock) * 1000
        rows += piece.count(b"\r\n")
        most = max(most, memory())
    seconds = (time.process_time() - cpu, time.perf_counter() - clock)
    return Taken(rows - 1, *seconds, first, (most - before) / 2**20)


def files(app: Flask, path: Path | None) -> dict[str, Any]:
    """The nationwide list of open lines as CSV: ours; and by hand with the access log and without, where `path` is.

    Each is taken out three times in turn; the middle one of the seconds counts, and the most memory.
    """
    house: House = app.extensions["fotfeste"]
    with house.session(write=True) as session, system_scope(session, "bench"):
        imdi = sign_in(app, session, "imdi_saksbehandler", "imdi")
        session.commit()
    asked = environ(f"/personlister/{LAW}/csv/", "sorter=frist", imdi.cookie)
    ways: dict[str, Callable[[], Iterable[bytes]]] = {"ours": lambda: run_wsgi_app(app, dict(asked))[0]}
    if path is not None:
        by_hand = ByHand(path, lambda connection, asking: ("", ()), house.clock.today())
        asking = by_hand.asking(environ("/", "", imdi.who.token))
        ways["logged"] = lambda: raw_csv(path, asking, logged=True)
        ways["raw"] = lambda: raw_csv(path, asking, logged=False)
    found: dict[str, list[Taken]] = {name: [] for name in ways}
    for _time in range(TIMES):
        for name, pieces in ways.items():
            found[name].append(taken(pieces))
    return {name: asdict(_middle(all)) for name, all in found.items()}


def _middle(found: list[Taken]) -> Taken:
    middle = sorted(found, key=lambda one: one.seconds)[len(found) // 2]
    first = sorted(one.first for one in found)[len(found) // 2]
    return Taken(middle.rows, middle.seconds, middle.clock, first, max(one.memory for one in found))
