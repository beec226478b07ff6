"""Copies of an SQLite file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from core.backup.errors import BackupError
from core.backup.trial import Trial, house_on, tried
from core.house import House

MAGIC = b"SQLite format 3\0"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file in use."""


def write(house: House, part: Path) -> Trial:
    """Copies the database as it stands at one moment, while others read and write."""
    with closing(_raw(_file(house))) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy, pages=-1)  # all in one step: in pieces it begins anew each time someone writes
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    return _tried_copy(house, part)


def replace(house: House, file: Path, old: str) -> tuple[Trial, str]:
    """Puts a copy in the file's place in one step; the old file lies beside it under the new ending `old`."""
    _require_sqlite(file)
    target = _file(house)
    house.engine.dispose()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.ny-{os.getpid()}")
    try:
        shutil.copyfile(file, part)
        _same_owner(part, target)
        trial = _tried_copy(house, part)
        settle(part)
        return trial, _swap(part, target, target.with_name(f"{target.name}.{old}"))
    finally:
        for ending in ("", *BESIDE):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def _file(house: House) -> Path:
    name = house.engine.url.database
    if not name or name == ":memory:":
        raise BackupError("Databasen ligger bare i minnet.")
    return Path(name).resolve()


def _require_sqlite(file: Path) -> None:
    with file.open("rb") as opened:
        begins = opened.read(len(MAGIC))
    if begins.startswith(b"PGDMP"):
        raise BackupError(f"{file} er en kopi fra PostgreSQL, og FOTFESTE_DATABASE_URL er en SQLite-fil.")
    if begins != MAGIC:
        raise BackupError(f"{file} er ikke en kopi fra fotfeste backup.")


def _tried_copy(house: House, part: Path) -> Trial:
    """Tries the file page by page, and then as a database. It is one single file afterwards."""
    try:
        with closing(sqlite3.connect(part)) as connection:
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
        if faults != ["ok"] or orphans:
            raise BackupError("Kopien er skadet, eller en del av den mangler.")
        with house_on(house, f"sqlite:///{part}") as copy:
            trial = tried(copy)
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except (sqlite3.DatabaseError, DatabaseError) as error:
        raise BackupError("Kopien er skadet, eller en del av den mangler.") from error
    return trial


def _swap(part: Path, target: Path, kept: Path) -> str:
    """At every moment one whole file has the database's name."""
    if not target.exists():
        os.replace(part, target)
        settle(target.parent)
        return ""
    with closing(_raw(target)) as held:
        readable = _alone(held)
        _keep(target, kept)
        if not readable:  # what belongs to a broken file must not be read into the new one
            for ending in BESIDE:
                with suppress(FileNotFoundError):
                    os.replace(f"{target}{ending}", f"{kept}{ending}")
        os.replace(part, target)
        settle(target.parent)
    return str(kept)


def _alone(connection: sqlite3.Connection) -> bool:
    """Takes the file for ourselves, with all that was written in it. False when it cannot be read at all.

    Raises BackupError when someone else has it open.
    """
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=DELETE")  # only one who is alone may leave WAL
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupError("Databasen er i bruk. Stopp Fotfeste, og prøv igjen.") from error
        return False
    except sqlite3.DatabaseError:
        return False
    return True


def _same_owner(part: Path, target: Path) -> None:
    """Whoever could read the database can read the new one, and nobody else."""
    if not target.exists():
        part.chmod(0o600)
        return
    stands = target.stat()
    part.chmod(stands.st_mode & 0o777)
    if (stands.st_uid, stands.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):
            os.chown(part, stands.st_uid, stands.st_gid)


def _keep(target: Path, kept: Path) -> None:
    try:
        os.link(target, kept)
    except OSError:  # a file system without links
        shutil.copyfile(target, kept)
        kept.chmod(0o600)
        settle(kept)


def _raw(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=2, isolation_level=None)


def settle(path: Path) -> None:
    """Waits until a file or a folder is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
