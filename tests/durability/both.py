"""The databases a check runs on: SQLite always, and PostgreSQL where there is one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from core.checks_run import Result
from core.testing.postgres import PostgresMissing, postgres_dsn
from tests.fresh import empty_database, served_database

IDLE_SECONDS = 10
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def on_postgres(measure: Callable[[str], Result]) -> Result:
    """Measures on an empty database of a PostgreSQL server, or says that there is none."""
    try:
        with postgres_dsn() as dsn, served_database(dsn, Path()) as url:
            return measure(url)
    except PostgresMissing as error:
        return Result((f"PostgreSQL: ikke prøvd. {str(error).splitlines()[0]}",), True)


def joined(*results: Result) -> Result:
    """One after the other; good when each is."""
    return Result(tuple(line for result in results for line in result.lines), all(result.ok for result in results))


def name_of(url: str) -> str:
    """What the database is called."""
    return "SQLite" if url.startswith("sqlite") else "PostgreSQL"


@contextmanager
def another_database(url: str, file: Path) -> Iterator[str]:
    """The address of an empty database on the same server, gone afterwards; for SQLite of a file that is not there."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{file}"
        return
    with empty_database(url, file.parent) as made:
        yield made


def drop_database(url: str, name: str) -> None:
    """Takes away another database of the same PostgreSQL server. Nothing on SQLite."""
    if not url.startswith("sqlite"):
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def wait_until_left(url: str) -> None:
    """Until nobody is connected: PostgreSQL may still be doing what a killed server asked for. Nothing on SQLite."""
    if url.startswith("sqlite"):
        return
    deadline = time.monotonic() + IDLE_SECONDS
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute(OTHERS).fetchone() != (0,):
            if time.monotonic() > deadline:
                raise RuntimeError("someone is still connected to the database of a server that was killed")
            time.sleep(0.01)
