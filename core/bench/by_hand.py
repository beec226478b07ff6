"""The limit: pages written by hand for WSGI and sqlite3, with the duties of ours and nothing else.

The session is looked up, the scope holds, there is a total, the rows become HTML, and who was shown is committed to
the access log before the answer leaves. It is what the pages of Fotfeste are measured against.
"""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

Values = Sequence[Any]
NEVER = "9999-12-31"


@dataclass(frozen=True)
class Asking:
    """Who asks: her user id and session, the units she may see (none named: all), the day, and the arguments."""

    user: str
    session: str
    units: tuple[str, ...]
    day: str
    args: dict[str, str]


Page = Callable[[sqlite3.Connection, Asking], tuple[str, Iterable[str]]]
"""Gives the page, and the ids of the persons it shows."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection set as Fotfeste's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class ByHand:
    """A WSGI application of one page."""

    def __init__(self, path: Path, page: Page, today: date) -> None:
        """The database, the page, and the day it is."""
        self.connection, self.page, self.today = connect(path), page, today.isoformat()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        """Answers a request whose cookie is the session's token."""
        asking = self.asking(environ)
        self.connection.execute("BEGIN")
        body, seen = self.page(self.connection, asking)
        self.connection.execute("ROLLBACK")
        log(self.connection, asking, seen)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        return [f"<!doctype html><html lang=nb><title>Liste</title><main>{body}</main></html>".encode()]

    def asking(self, environ: dict[str, Any]) -> Asking:
        """The user of the session and what she asks for."""
        token = hashlib.sha256(f"token:{environ['HTTP_COOKIE']}".encode()).hexdigest()
        user, session = self.connection.execute(SESSION, (token,)).fetchone()
        units = tuple(unit for (unit,) in self.connection.execute(ROLES, (user,)))
        args = {key: values[-1] for key, values in parse_qs(environ["QUERY_STRING"]).items()}
        return Asking(user, session, () if "imdi" in units else units, self.today, args)


SESSION = (
    "SELECT u.id, s.id FROM web_session s JOIN app_user u ON u.id = s.user_id "
    "WHERE s.token_hash = ? AND s.avsluttet IS NULL AND u.stengt IS NULL"
)
ROLES = "SELECT unit_id FROM user_role WHERE user_id = ?"


def log(connection: sqlite3.Connection, asking: Asking, seen: Iterable[str]) -> None:
    """One committed row of the access log with its persons."""
    log_id, now = uuid.uuid4().hex, datetime.now(UTC).isoformat(" ")[:26]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO access_log VALUES (?, ?, ?, ?, ?)", (log_id, now, asking.user, "hand", log_id))
    rows = [(log_id, person, now, asking.user) for person in sorted(set(seen))]
    connection.executemany("INSERT INTO access_log_person (log_id, person_id, at, user_id) VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")


def day_text(day: str) -> str:
    """A date as in Norway; a dash for none."""
    return "–" if day == NEVER else f"{day[8:]}.{day[5:7]}.{day[:4]}"


def dashed(hexed: str) -> str:
    """An id as it stands in an address."""
    return f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"


def cell(value: str) -> str:
    """A cell of a table."""
    return f"<td>{escape(value)}</td>"
