"""Copies of the database: taken while it is in use, tried before they replace anything, and never half."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from core.backup import postgres, sqlite
from core.backup.errors import BackupError
from core.backup.trial import Trial
from core.clock import Clock
from core.db import is_sqlite
from core.house import House


def backup(house: House, file: Path) -> Trial:
    """Writes a whole copy of the database to a new file, which is tried before it gets its name.

    Raises BackupError, and then there is no such file.
    """
    if file.exists():
        raise BackupError(f"{file} finnes fra før. Velg et annet navn, for eksempel med dagens dato.")
    if not file.parent.is_dir():
        raise BackupError(f"Mappen {file.parent} finnes ikke.")
    part = file.with_name(f"{file.name}.del-{os.getpid()}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        trial = sqlite.write(house, part) if is_sqlite(house.engine) else postgres.write(house, part)
        sqlite.settle(part)
        os.link(part, file)  # refuses where a file with the name has come meanwhile
        sqlite.settle(file.parent)
    finally:
        part.unlink(missing_ok=True)
    return trial


def restore(house: House, file: Path) -> tuple[Trial, str]:
    """Puts a copy in the database's place once it has been tried; gives what it holds and where the old one lies.

    Raises BackupError, and then the database is as it was.
    """
    if not file.is_file():
        raise BackupError(f"Filen {file} finnes ikke.")
    old = f"for-gjenoppretting-{_stamp(Clock(None).now())}"
    if is_sqlite(house.engine):
        return sqlite.replace(house, file, old)
    return postgres.replace(house, file, old)


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%d-%H%M%S}-{os.getpid()}"
