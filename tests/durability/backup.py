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
from tests.durability.load import Load
from tests.durability.register import compare, settle
from tests.durability.served import SECRET, scratch, serving

PLANTS = ("filkopi",)
COPIES, WRITERS = 20, 4
PAUSE = 0.2
"""Seconds of writing before each copy."""


def run(plant: str = "", copies: int = COPIES) -> Result:
    """Takes so many copies of an SQLite file in use, and puts each back beside it."""
    return tried(lambda fault: measure(copies, _copied if fault else _taken), PLANTS, plant)


def measure(copies: int, take: Callable[[House, Path], Any]) -> Result:
    """With this way to take a copy."""
    with scratch() as folder:
        url = f"sqlite:///{folder / 'used.sqlite'}"
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
        whole = sum(_comes_back(folder, number, promised) for number, promised in enumerate(before))
        house.engine.dispose()
        promised, strange = len(load.promised), len(load.faults)
    line = f"{copies} kopier tatt under {promised} endringer: {whole} satt inn og hele, {strange} svar uventet"
    return Result((line,), whole == copies and not strange and promised >= copies)


def _taken(house: House, file: Path) -> None:

    backup(house, file)


def _copied(house: House, file: Path) -> None:
    """As one should not: the file is in use, and a part of it lies beside it."""
    file.write_bytes(Path(str(house.engine.url.database)).read_bytes())


def _comes_back(folder: Path, number: int, promised: Any) -> bool:
    """Puts the copy in another database's place, as the command does, and looks for what was promised before it."""
    url = f"sqlite:///{folder / f'{number}.sqlite'}"
    house = create_app(Settings(url, SECRET)).extensions["fotfeste"]
    try:
        restore(house, folder / f"{number}.copy")
    except BackupError:
        return False
    found = compare(url, promised)
    return not (found.lost or found.torn or found.chain)
