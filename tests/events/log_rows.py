"""An access log of millions of rows, made in SQL in a minute, on an SQLite database of its own.

The ids come in order, so that they are written fast; the moments are scattered over them, as in life.
"""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

PERSONS, USERS = 20_000, 500
NEAR = 2_000
"""So many persons live in the kommune that asks."""
STEP = 6
"""Seconds between two answers: five million are a year."""

HER, WHO, STRANGER = uuid.UUID(int=1), uuid.UUID(int=1), uuid.UUID(int=2)
"""The person nearly everybody looked at; the user who looked at nearly everybody; and one who saw nobody near."""

PERSON = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :persons)
INSERT INTO person (id, fornavn, etternavn, fornavn_sok, etternavn_sok, fodselsdato, kjonn, statsborgerskap, skjerming,
    skjermet, ankommet, versjon, lest_inn)
SELECT printf('%032x', i), 'Prøve', 'Nummer' || i, 'prøve', 'nummer' || i, '1990-01-01', 'K', 'SYR', 'ingen', 0,
    '2022-01-01', 1, '{}' FROM n
"""
REACH = """
INSERT INTO reach (id, person_id, unit_id, kind, fra, til, why)
SELECT id, id, CASE WHEN rowid <= :near THEN :unit ELSE 'kommune:0301' END, 'hel', '2022-01-01', NULL, 'bosted'
FROM person
"""
LOG = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
INSERT INTO access_log (id, at, user_id, endpoint, request_id)
SELECT printf('%032x', i),
    strftime('%Y-%m-%d %H:%M:%S.000000', :first + (i * 7368787 % :rows) * :step, 'unixepoch'),
    printf('%032x', CASE WHEN i % 50 = 0 THEN 1 WHEN i % 250 = 1 THEN 2 ELSE 3 + i / 7 % :users END),
    'persons.person', printf('%032x', i)
FROM n
"""
SHOWN = """
INSERT INTO access_log_person (log_id, person_id, at, user_id)
SELECT id, printf('%032x', CASE WHEN rowid % 250 = 1 THEN :near + 1 + rowid % 10000 WHEN rowid % 250 = 2 THEN 1
    ELSE 1 + rowid * 104729 % :persons END), at, user_id
FROM access_log
"""

INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name LIKE 'access_log%'"


@dataclass(frozen=True)
class Sizes:
    """How many rows the log gets; `first` is the second (UTC, from 1970) of the earliest."""

    rows: int
    first: int


def fill(file: Path, sizes: Sizes, unit: str) -> None:
    """Fills a migrated database. Indexes are taken away first and made again afterwards, as they were."""
    numbers = {"persons": PERSONS, "near": NEAR, "users": USERS, "rows": sizes.rows, "first": sizes.first}
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-200000")
        indexes = connection.execute(INDEXES).fetchall()
        for name, _sql in indexes:
            connection.execute(f"DROP INDEX {name}")
        for statement in (PERSON, REACH, LOG, SHOWN):
            connection.execute(statement, {**numbers, "step": STEP, "unit": unit})
        for _name, sql in indexes:
            connection.execute(sql)
        connection.commit()
        connection.execute("PRAGMA journal_mode=WAL")
