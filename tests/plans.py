"""The statements a page asks, and how the database answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from core.db import is_sqlite
from core.house import House


@contextmanager
def caught(house: House, of: str) -> Iterator[list[tuple[str, Any]]]:
    """The statements that read what the pattern says (`FROM ordning_linje`), with their values."""
    found: list[tuple[str, Any]] = []
    wanted = re.compile(of)

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        if statement.startswith("SELECT") and wanted.search(statement):
            found.append((statement, parameters))

    event.listen(house.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(house.engine, "before_cursor_execute", note)


def plan(house: House, statement: str, parameters: Any, *, streamed: bool = False) -> str:
    """How the database answers a statement, in its own words.

    `streamed` is for rows that are fetched a piece at a time: PostgreSQL then has another plan, for the first
    rows rather than for all.
    """
    explain = "EXPLAIN QUERY PLAN " if is_sqlite(house.engine) else "EXPLAIN "
    if streamed and not is_sqlite(house.engine):
        explain += "DECLARE streamed CURSOR FOR "
    with house.engine.connect() as connection:
        rows = connection.exec_driver_sql(explain + statement, parameters).all()
    return "\n".join(str(row[-1]) for row in rows)
