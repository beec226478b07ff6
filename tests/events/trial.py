"""What `fotfeste check log` does: asks an access log of millions of rows, and tampers with a small one."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from core import create_app
from core.checks_run import Result
from core.config import Settings
from core.db import make_engine
from core.events.verify import verify
from core.house import House
from core.migrate import upgrade
from core.testing.faults import tried
from tests.events.log_times import SECRET, day_time, drop_indexes, large_logs, page_times, verify_time
from tests.events.tampering import TAMPERINGS, Tampering, anchors_of, day_of, write_logs

PLANTS = ("uten-indeks", "uten-anker")
ROWS, EVENTS = 5_000_000, 100_000
MOST, MOST_CPU = 200.0, 100.0
"""Milliseconds a page of the logs may take: by the clock (the median), and of the processor.

The clock is the promise, and needs a machine that does little else; the processor tells when it is the page's fault.
"""


def run(plant: str = "", rows: int = ROWS, events: int = EVENTS) -> Result:
    """Asks logs of this size on SQLite, and tampers with a small one."""
    return tried(lambda fault: measure(fault, rows, events), PLANTS, plant)


def measure(fault: str, rows: int, events: int) -> Result:
    """With this fault, or none: without the indexes, or verified without the anchor."""
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        if fault != "uten-anker":
            parts.append(times(Path(folder), rows, events, indexed=not fault))
        if fault != "uten-indeks":
            parts.append(tamperings(Path(folder), anchored=not fault))
    lines = tuple(line for part in parts for line in part.lines)
    return Result(lines, all(part.ok for part in parts))


def times(folder: Path, rows: int, events: int, *, indexed: bool) -> Result:
    """Every page of large logs, judged by the clock and by the processor."""
    with large_logs(folder / "large.sqlite", rows, events) as house:
        if not indexed:
            drop_indexes(house)
        took = page_times(house, rows)
        number, verified = verify_time(house)
        shown, day = day_time(house)
    lines = [
        f"{name}: {one.median:.0f} ms (prosessor {one.cpu:.0f}, første gang med ingenting i minnet {one.first:.0f})"
        for name, one in took.items()
    ]
    lines.append(f"log verify av {number} hendelser: {verified:.0f} ms prosessor")
    lines.append(f"sammendraget av en dag med {shown} viste personer: {day:.0f} ms prosessor")
    slow = sum(one.median >= MOST or one.cpu >= MOST_CPU for one in took.values())
    lines.append(f"{slow} av {len(took)} sider over {MOST:.0f} ms, eller over {MOST_CPU:.0f} ms prosessor")
    return Result((f"{rows} innsyn:", *lines), not slow)


def tamperings(folder: Path, *, anchored: bool) -> Result:
    """Every kind of tampering, each with a copy of a small log."""
    file = folder / "small.sqlite"
    house: House = create_app(Settings(f"sqlite:///{file}", SECRET, demo=True)).extensions["fotfeste"]
    upgrade(house)
    write_logs(house)
    house.engine.dispose()
    found = {one.name: _found(house, file, one, anchored=anchored) for one in TAMPERINGS}
    missed = [f"ikke funnet: {name}" for name, place in found.items() if not place]
    head = f"{len(found)} slags tukling: {len(found) - len(missed)} funnet på rett sted"
    return Result((head, *missed), not missed)


def _found(house: House, file: Path, tampering: Tampering, *, anchored: bool) -> bool:
    """True when verifying a copy that was tampered with says where."""

    copy = file.with_suffix(".copy")
    shutil.copy(file, copy)
    other = House(
        replace(house.settings, database_url=f"sqlite:///{copy}"), house.plugins, make_engine(f"sqlite:///{copy}")
    )
    anchors = anchors_of(other) if anchored else {}
    with other.session(write=True) as session:
        tampering.do(session)
        session.commit()
    with other.session() as session:
        verdict = verify(session, anchors)
    other.engine.dispose()
    return (verdict.broken_at, verdict.day) == (tampering.line, day_of(other, tampering))
