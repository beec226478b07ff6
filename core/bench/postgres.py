"""A PostgreSQL database of the same persons as a SQLite one, for measuring on both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

from core import create_app
from core.bench.fill import IN_UNITS, TABLES, settings_on
from core.migrate import upgrade

COPIED = ("mottak", *TABLES, IN_UNITS)
AT_ONCE = 10_000
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY (%s)
AND indexname NOT IN (SELECT conname FROM pg_constraint)"""


def copied(filled: Callable[[], Path], server: str, persons: int) -> str:
    """The address of a database on the server with the rows of a SQLite file, which is asked for when it is empty.

    The user of the address must be one who may make databases and copy past the policies: a superuser.
    """
    url = make_url(server).set(drivername="postgresql", database=f"fotfeste_bench_{persons}")
    address = url.render_as_string(hide_password=False)
    _make(make_url(server), str(url.database))
    house = create_app(settings_on(address)).extensions["fotfeste"]
    upgrade(house)
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM person LIMIT 1").fetchone():
            with closing(sqlite3.connect(filled())) as source, connection.transaction():
                _copy(source, connection)
            connection.execute("VACUUM (ANALYZE)")
    house.engine.dispose()
    return address


def _make(server: URL, name: str) -> None:
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]


def _copy(source: sqlite3.Connection, target: psycopg.Connection[Any]) -> None:
    """The rows first and the indexes afterwards. Nothing is asked of foreign keys: they held where the rows stood."""
    target.execute("SET LOCAL session_replication_role = replica")
    target.execute("SET LOCAL maintenance_work_mem = '512MB'")
    indexes = target.execute(INDEXES, (list(COPIED),)).fetchall()
    for name, _sql in indexes:
        target.execute(f"DROP INDEX {name}")
    for table in COPIED:
        found = source.execute(f"SELECT * FROM {table}")  # noqa: S608  a name of our own
        names = ", ".join(column[0] for column in found.description)
        with target.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in _rows(found):
                copy.write_row(row)
    for _name, sql in indexes:
        target.execute(sql)


def _rows(found: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(AT_ONCE):
        yield from rows
