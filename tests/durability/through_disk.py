"""An engine whose one connection goes through a `Disk`, as `sqlite3` would have it: apsw in the clothes of sqlite3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw
from sqlalchemy import Engine, event

from tests.durability.disk import Disk


class Connection:
    """As much of `sqlite3.Connection` as SQLAlchemy asks for; transactions are the caller's own."""

    isolation_level = None

    def __init__(self, path: str, disk: Disk) -> None:
        """Opened for itself alone, so that SQLite needs no memory shared between processes."""
        self.real = apsw.Connection(path, vfs=disk.name)
        self.real.execute("PRAGMA locking_mode=EXCLUSIVE")

    def cursor(self) -> Cursor:
        """A cursor."""
        return Cursor(self.real)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Runs a statement."""
        return self.cursor().execute(statement, values)

    def create_function(self, *arguments: Any, **options: Any) -> None:
        """SQLAlchemy brings a function for regular expressions, which nothing here uses."""

    def commit(self) -> None:
        """Ends the transaction there is."""
        if self.real.in_transaction:
            self.real.execute("COMMIT")

    def rollback(self) -> None:
        """Undoes the transaction there is."""
        if self.real.in_transaction:
            self.real.execute("ROLLBACK")

    def close(self) -> None:
        """Closes it."""
        self.real.close()


class Cursor:
    """As much of `sqlite3.Cursor`."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        """Of this connection."""
        self.connection, self.rows, self.description = connection, [], None  # type: ignore[var-annotated]
        self.rowcount, self.lastrowid = -1, 0

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Runs a statement, and reads all it gives."""
        cursor = self.connection.cursor()
        self.description = None
        before = self.connection.total_changes()
        cursor.exec_trace = self._note
        self.rows = list(cursor.execute(statement, tuple(values)))
        self.rowcount = self.connection.total_changes() - before if self.description is None else -1
        self.lastrowid = self.connection.last_insert_rowid()
        return self

    def _note(self, cursor: apsw.Cursor, statement: str, values: Any) -> bool:
        columns = cursor.get_description()
        self.description = tuple((name, *[None] * 6) for name, _type in columns) or None  # type: ignore[assignment]
        return True

    def executemany(self, statement: str, many: Sequence[Sequence[Any]]) -> Cursor:
        """Runs a statement for each."""
        before = self.connection.total_changes()
        for values in many:
            self.execute(statement, values)
        self.rowcount = self.connection.total_changes() - before
        return self

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        given, self.rows = self.rows[:size], self.rows[size:]
        return given

    def fetchall(self) -> list[Any]:
        """The rest."""
        return self.fetchmany(len(self.rows))

    def close(self) -> None:
        """Nothing is held."""


def put_through(engine: Engine, disk: Disk) -> None:
    """From now on the engine's connections go through the disk."""

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, record: Any, arguments: Any, options: Any) -> Connection:
        return Connection(str(engine.url.database), disk)
