"""Copies of a PostgreSQL database, by PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url
from sqlalchemy.exc import DatabaseError

from core.backup.errors import BackupError
from core.backup.trial import Trial, house_on, tried
from core.house import House

MAGIC = b"PGDMP"
DEBIAN = Path("/usr/lib/postgresql")
LONGEST = 63
"""Bytes a name may have in PostgreSQL."""


def write(house: House, part: Path) -> Trial:
    """Dumps the database as it stands at one moment. The database itself is tried first, and the dump is read."""
    try:
        trial = tried(house)
    except BackupError as error:
        raise BackupError(f"Databasen har en feil. {error}") from error
    _run("pg_dump", _url(house), "--format=custom", "--no-owner", "--enable-row-security", f"--file={part}")
    _run("pg_restore", None, "--list", str(part))
    return trial


def replace(house: House, file: Path, old: str) -> tuple[Trial, str]:
    """Reads the dump into a database of its own, tries it, and swaps the names in one transaction."""
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            raise BackupError(f"{file} er ikke en kopi av en PostgreSQL-database.")
    url = _url(house)
    name = str(url.database)
    new, kept = f"{name[:30]}_ny_{os.getpid()}", f"{name[:20]}_{old}".replace("-", "_")[:LONGEST]
    house.engine.dispose()
    with _server(url) as server:
        _do(server, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", new)
        try:
            trial = _read(house, url.set(database=new), file)
            _swap(server, name, new, kept)
        finally:
            _do(server, "DROP DATABASE IF EXISTS {}", new)
    return trial, kept


def _read(house: House, url: URL, file: Path) -> Trial:
    try:
        _run("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(file))
    except BackupError as error:
        raise BackupError(f"Kopien er skadet, eller kan ikke leses her. {error}") from error
    try:
        with house_on(house, url.render_as_string(hide_password=False)) as copy:
            return tried(copy)
    except DatabaseError as error:
        raise BackupError("Kopien er skadet, eller en del av den mangler.") from error


def _swap(server: psycopg.Connection[Any], name: str, new: str, kept: str) -> None:
    try:
        with server.transaction():
            _do(server, "ALTER DATABASE {} RENAME TO {}", name, kept)
            _do(server, "ALTER DATABASE {} RENAME TO {}", new, name)
    except psycopg.errors.ObjectInUse as error:
        raise BackupError("Databasen er i bruk. Stopp Fotfeste, og prøv igjen.") from error


@contextmanager
def _server(url: URL) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server, outside the database that is to be replaced."""
    try:
        server = psycopg.connect(url.set(database="postgres").render_as_string(hide_password=False), autocommit=True)
    except psycopg.OperationalError as error:
        raise BackupError("Kom ikke til databasen postgres på tjeneren, og den trengs for å bytte navn.") from error
    with server:
        yield server


def _do(server: psycopg.Connection[Any], statement: Any, *names: str) -> None:
    try:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupError(
            "Databasebrukeren må eie databasen og kunne lage nye (CREATEDB) for å gjenopprette."
        ) from error


def _url(house: House) -> URL:
    return make_url(house.settings.database_url).set(drivername="postgresql")


def _program(name: str) -> str:
    """Where the program lies. Raises BackupError where it is not installed."""
    if found := shutil.which(name):
        return found
    newest = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    if not newest:
        raise BackupError(f"{name} mangler. Installer PostgreSQLs klientprogrammer (postgresql-client).")
    return str(newest[-1])


def _run(name: str, url: URL | None, *arguments: str) -> None:
    """Runs one of PostgreSQL's programs; the password goes by the environment, which no one else sees."""
    env = {**os.environ, "PGOPTIONS": "-c fotfeste.system=kopi"}  # the owner too sees rows only as a named system
    command = [_program(name), *arguments]
    if url is not None:
        if url.password:
            env["PGPASSWORD"] = str(url.password)
        command.append(f"--dbname={url.set(password=None).render_as_string()}")
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["uten forklaring"])[0]
        raise BackupError(f"{name} stoppet: {told}")
