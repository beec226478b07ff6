"""Faults to plant in a server, so that a check of it can be seen failing. Plant before the app is imported."""

from __future__ import annotations

import threading
import time
from typing import Any


def plant(name: str) -> None:
    """Plants the fault of this name; the empty name plants none."""
    if name:
        FAULTS[name]()


def _answers_first() -> None:
    """The answer to a change of a tiltak leaves before it is stored."""
    from flask import request

    from core.access.walls import WalledSession
    from core.web import request as life

    stored, logged = WalledSession.commit, life._log_access

    def of_tiltak() -> bool:
        return bool(request) and request.method == "POST" and str(request.endpoint).startswith("nir_tiltak")

    def later(session: Any) -> None:
        if not of_tiltak():
            stored(session)
            return
        connection = session.connection()
        raw = connection.connection.driver_connection
        _leave_open(connection.dialect, raw)
        connection.detach()  # nobody takes it back

        def store() -> None:
            raw.execute("COMMIT")
            raw.close()

        threading.Timer(0.3, store).start()

    WalledSession.commit = later  # type: ignore[assignment, method-assign]
    life._log_access = lambda info: None if of_tiltak() else logged(info)


def _leave_open(dialect: Any, raw: Any) -> None:
    """From now on SQLAlchemy neither undoes nor closes this connection of the database's own kind."""
    for name in ("do_rollback", "do_close", "do_terminate"):
        before = getattr(dialect, name)

        def unless(connection: Any, before: Any = before) -> None:
            if getattr(connection, "dbapi_connection", connection) is not raw:
                before(connection)

        setattr(dialect, name, unless)
    if dialect.name == "postgresql":  # where core.db undoes it by itself
        raw.rollback = lambda: None


def _in_two() -> None:
    """A change and its event are stored one after the other, in transactions of their own."""
    from core.access.carried import NOTHING
    from core.events import record

    locked = record.locked_head

    def in_two(session: Any) -> Any:
        connection = session.connection()
        connection.exec_driver_sql("COMMIT")
        time.sleep(0.05)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # psycopg begins by itself, and the database is told anew who asks
            connection.info["told"] = NOTHING
        return locked(session)

    record.locked_head = in_two


def _no_version() -> None:
    """The version a form was opened with counts for nothing: the last one to save wins."""
    from core import versions

    checked = versions.check_version

    def unchecked(session: Any, model: Any, row_id: Any, opened: int) -> Any:
        try:
            return checked(session, model, row_id, opened)
        except versions.Conflict as conflict:
            return conflict.row

    versions.check_version = unchecked


def _no_key() -> None:
    """Every sending of a form counts."""
    from core.web import forms

    forms.first_time = lambda form: True


def _no_wait() -> None:
    """Writers do not wait for each other."""
    from core import db

    made = db.create_engine

    def impatient(url: Any, **options: Any) -> Any:
        options["connect_args"] = {**options.get("connect_args", {}), "timeout": 0}
        return made(url, **options)

    db.create_engine = impatient


FAULTS = {
    "svar-for-lagring": _answers_first,
    "endring-uten-hendelse": _in_two,
    "uten-versjon": _no_version,
    "uten-nokkel": _no_key,
    "uten-ventetid": _no_wait,
}
