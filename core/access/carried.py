"""Carries a session's scope to PostgreSQL, where `core.access.policies` reads it: settings of the transaction alone.

They are sent when a transaction begins, before the first statement after the scope has changed, whoever makes the
statement, and at once when something else was sent before. At the end of the transaction the database forgets them by
itself. A session without scope sends nothing, and sees nobody.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from core.db import is_sqlite

if TYPE_CHECKING:
    from core.access.scope import Scope

Told = tuple[str, ...]
NAMES = ("system", "day", "units", "everyone", "opened", "named")
NOTHING: Told = ("",) * len(NAMES)
TELL = f"SELECT {', '.join(f'set_config({name!r}, %s, true)' for name in (f'fotfeste.{one}' for one in NAMES))}"
ALL = "*"
"""In `named`: nobody within her reach is closed to her name."""


@lru_cache(maxsize=500)
def settings(scope: Scope | None, listed: bool) -> Told:
    """What the database is told of a scope, in the order of NAMES. `listed`: a list where a holder sees the shielded's
    names.
    """
    if scope is None:
        return NOTHING
    if scope.system:
        return (scope.system, *NOTHING[1:])
    whole = bool(scope.holds) and (scope.holds >= scope.units or "imdi" in scope.holds)
    named = ([ALL] if whole else scope.holds) if listed else []
    everyone = "1" if scope.everyone else ""
    return ("", scope.day.isoformat(), _array(scope.units), everyone, _array(map(str, scope.opened)), _array(named))


def _array(values: Iterable[str]) -> str:
    """An array as PostgreSQL writes it."""
    quoted = ('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in sorted(values))
    return "{" + ",".join(quoted) + "}"


def watch(engine: Engine) -> None:
    """From here the engine's transactions are told of the scope of the session they belong to. Nothing on SQLite."""
    if is_sqlite(engine):
        return
    event.listen(engine, "begin", _begun)
    event.listen(engine, "rollback_savepoint", _unsure)
    event.listen(engine, "before_cursor_execute", _before)


def attach(session: Session, connection: Connection) -> None:
    """The transaction that has begun on this connection is the session's."""
    if connection.dialect.name == "postgresql":
        connection.info["walled"] = weakref.ref(session)
        session.info["carrier"] = weakref.ref(connection)
        _tell(connection)


def narrow(session: Session) -> None:
    """The scope has changed: where the database was told something else, it is told at once."""
    reference = session.info.get("carrier")
    connection = reference() if reference is not None else None
    if connection is None or connection.closed or not connection.in_transaction():
        return
    if _owner(connection) is session and connection.info.get("told") != NOTHING:
        _tell(connection)


def _owner(connection: Connection) -> Session | None:
    reference = connection.info.get("walled")
    return None if reference is None else reference()


def _begun(connection: Connection) -> None:
    connection.info.pop("walled", None)
    connection.info["told"] = NOTHING


def _unsure(connection: Connection, name: str, context: Any) -> None:
    """What was told within a savepoint is gone with it."""
    connection.info["told"] = None


def _before(connection: Connection, cursor: Any, statement: str, *more: Any) -> None:
    if not statement.startswith("ROLLBACK TO"):  # what is told just before it is undone by it
        _tell(connection)


def _tell(connection: Connection) -> None:
    session = _owner(connection)
    if session is None:
        return
    wanted, told = settings(session.info.get("scope"), session.info.get("listed", False)), connection.info.get("told")
    if wanted == told or (wanted[0] and told and told[0]):  # one system scope within another
        return
    database: Any = connection.connection.dbapi_connection
    if database.info.transaction_status == TransactionStatus.INERROR:
        return  # the statement will be refused, and says so better
    with database.cursor() as cursor:
        cursor.execute(TELL, wanted)
    connection.info["told"] = wanted
