"""Takes the power, in play, after every sync: no promised change is gone, and the database is whole."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError

from core import create_app
from core.checks_run import Result
from core.config import Settings
from core.testing.client import Client
from core.testing.faults import tried
from tests.durability.disk import Disk, Step, cuts, write_files
from tests.durability.register import Place, Promised, compare, new_tiltak, settle
from tests.durability.served import SECRET, scratch
from tests.durability.through_disk import put_through

PLANTS = ("normal",)
CHANGES = 100


@dataclass
class Tally:
    """What the cuts did: how many lost a promise, and how many left a half or broken database."""

    cuts: int = 0
    lost: int = 0
    broken: int = 0


def run(plant: str = "", changes: int = CHANGES) -> Result:
    """With the database as the app opens it; the fault is `synchronous=NORMAL`, which does not wait for the disk."""
    return tried(lambda fault: measure(changes, fault.upper()), PLANTS, plant)


def measure(changes: int, synchronous: str) -> Result:
    """Makes so many changes through a disk that remembers, and takes the power at every moment that matters."""
    tally, draw = Tally(), random.Random(1)  # noqa: S311 - what of the unsaved is there
    with scratch() as folder:
        place = settle(f"sqlite:///{folder / 'power.sqlite'}", folder, 1)[0]
        begin = {"power.sqlite": (folder / "power.sqlite").read_bytes()}
        steps, typed = _work(folder, place, changes, synchronous)
        cut_off = folder / "cut"
        cut_off.mkdir()
        for cut in cuts(begin, steps, draw):
            write_files(cut, cut_off)
            _add(tally, cut_off / "power.sqlite", place, typed[: cut.promised])
    syncs = sum(step.kind == "sync" for step in steps)
    line = (
        f"{changes} bekreftede endringer og {syncs} lagringer til disk, strømmen tatt {tally.cuts} ganger: "
        f"{tally.lost} ganger var noe bekreftet borte, {tally.broken} ganger var databasen ødelagt eller halv"
    )
    return Result((line,), not (tally.lost or tally.broken) and len(typed) == changes)


def _work(folder: Path, place: Place, changes: int, synchronous: str) -> tuple[list[Step], list[dict[str, str]]]:
    """Adds tiltak by the app's own form. Gives what happened on the disk, and what was promised, in order."""
    app = create_app(Settings(f"sqlite:///{folder / 'power.sqlite'}", SECRET, https=False))
    engine, disk = app.extensions["fotfeste"].engine, Disk("remembers")
    put_through(engine, disk)
    if synchronous:
        _loosen(engine, synchronous)
    client, typed = Client(app).as_user(place.user), []
    try:
        for number in range(changes):
            if client.submit(place.adding, new_tiltak(number)).status_code != 303:
                break
            disk.steps.append(Step("promise"))
            typed.append(new_tiltak(number))
        return list(disk.steps), typed
    finally:
        engine.dispose()
        disk.unregister()


def _loosen(engine: Any, synchronous: str) -> None:

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        connection.execute(f"PRAGMA synchronous={synchronous}")


def _add(tally: Tally, file: Path, place: Place, typed: list[dict[str, str]]) -> None:
    """Opens the file as after a power cut, and compares it with what was promised."""
    promised = Promised()
    promised.added.update((place.person, one["fra"], one["timer_per_uke"]) for one in typed)
    tally.cuts += 1
    try:
        with closing(sqlite3.connect(file)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = compare(f"sqlite:///{file}", promised)
    except (sqlite3.DatabaseError, DatabaseError):
        tally.broken += 1
        return
    tally.lost += bool(found.lost)
    tally.broken += bool(not whole or found.torn or found.chain)
