"""The pages by hand on PostgreSQL: the same statements, said as it says them.

They are sent by the owner of the tables, whom no policy asks: the pages keep to what the user sees by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import psycopg
from psycopg.adapt import Loader

from core.bench.by_hand import ByHand, Page, Values


class _Text(Loader):
    """As the database writes it."""

    def load(self, data: Any) -> str:
        """Text."""
        return bytes(data).decode()


class _Hex(Loader):
    """An id as SQLite keeps it."""

    def load(self, data: Any) -> str:
        """The 32 digits."""
        return bytes(data).replace(b"-", b"").decode()


class Connection:
    """A connection that takes what the pages write for SQLite, and answers as SQLite does."""

    def __init__(self, url: str) -> None:
        """Connects to the address."""
        self.own = psycopg.connect(url, autocommit=True, options="-c jit=off -c timezone=UTC")
        self.own.adapters.register_loader("uuid", _Hex)
        for name in ("date", "json"):
            self.own.adapters.register_loader(name, _Text)

    def execute(self, sql: str, values: Values = ()) -> Any:
        """The rows found."""
        return self.own.execute(_said(sql), values)  # type: ignore[call-overload]

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Sends all of them."""
        self.own.cursor().executemany(_said(sql), rows)  # type: ignore[arg-type]


class OnPostgres(ByHand):
    """A WSGI application of one page, on PostgreSQL."""

    def __init__(self, url: str, page: Page, today: date) -> None:
        """The database, the page, and the day it is."""
        self.connection: Any = Connection(url)
        self.page, self.today = page, today.isoformat()


@cache
def _said(sql: str) -> str:
    """Truth is no number, a sign before a column is none, what is counted has a name, and one writes at once."""
    said = re.sub(r"(\w+\.)?skjermet = 0", r"NOT \1skjermet", sql.replace("%", "%%").replace("?", "%s"))
    said = said.replace("+apen_til", "apen_til").replace("BEGIN IMMEDIATE", "BEGIN")
    return f"{said} AS counted" if "FROM (SELECT" in said and said.endswith(")") else said
