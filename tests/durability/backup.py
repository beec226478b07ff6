"""Takes copies while many write: each comes back, whole, with all that was promised before it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import create_app
from core.backup import backup, restore
from core.backup.errors import BackupError
from core.checks_run import Result
from core.config import Settings
from core.house import House
from core.testing.faults import tried
from tests.durability.both import another_database, drop_database, joined, name_of, on_postgres
from tests.durability.load import Load
from tests.durability.register import Promised, compare, settle
from tests.durability.served import SECRET, scratch, serving

PLANTS = ("filkopi", "gammel-kopi-postgres")
COPIES, COPIES_POSTGRES, WRITERS = 20, 5, 4
PAUSE = 0.2
"""Seconds of writing before each copy."""


def run(plant: str = "") -> Result:
    """Takes so many copies of each database while it is in use, and puts each back beside it."""
    if plant:
        return tried(_planted, PLANTS, plant)
    return joined(_on_sqlite(backup), on_postgres(lambda url: measure(url, COPIES_POSTGRES, backup)))


def _planted(name: str) -> Result:
    if name == "filkopi":
        return _on_sqlite(file_alone)
    return on_postgres(lambda url: measure(url, COPIES_POSTGRES, _old))


def _on_sqlite(take: Callable[[House, Path], Any]) -> Result:
    with scratch() as folder:
        return measure(f"sqlite:///{folder / 'used.sqlite'}", COPIES, take)


def measure(url: str, copies: int, take: Callable[[House, Path], Any]) -> Result:
    """With this way to take a copy, on an empty database."""
    with scratch() as folder:
        places = settle(url, folder, WRITERS)
        house = create_app(Settings(url, SECRET)).extensions["fotfeste"]
        with serving(url, folder) as server:
            load = Load(server, places)
            before = []
            with load.running():
                for number in range(copies):
                    load.wait_for_more()
                    time.sleep(PAUSE)
                    before.append(load.so_far())
                    take(house, folder / f"{number}.copy")
        house.engine.dispose()
        whole = sum(_comes_back(url, folder / f"{number}.copy", one) for number, one in enumerate(before))
        promised, strange = len(load.promised), len(load.faults)
    line = f"{copies} kopier tatt under {promised} endringer: {whole} satt inn og hele, {strange} svar uventet"
    return Result((f"{name_of(url)}: {line}",), whole == copies and not strange and promised >= copies)


def file_alone(house: House, file: Path) -> None:
    """As one should not: the file is in use, and a part of it lies beside it."""
    file.write_bytes(Path(str(house.engine.url.database)).read_bytes())


def _old(house: House, file: Path) -> None:
    """As one should not: the first copy once more."""
    first = file.with_name("0.copy")
    if first == file:
        backup(house, file)
    else:
        file.write_bytes(first.read_bytes())


def _comes_back(url: str, copy: Path, promised: Promised) -> bool:
    """Puts the copy in another database's place, as the command does, and looks for what was promised before it."""
    with another_database(url, copy.with_suffix(".sqlite")) as place:
        house = create_app(Settings(place, SECRET)).extensions["fotfeste"]
        try:
            _trial, kept = restore(house, copy)
        except BackupError:
            return False
        finally:
            house.engine.dispose()
        found = compare(place, promised)
        drop_database(place, kept)
    return not (found.lost or found.torn or found.chain)
