"""The access log: which persons an answer showed. Collected while it is made, written before it leaves."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, column, insert, table
from sqlalchemy.orm import Session

from core.events.models import AccessLog, AccessLogPerson


def shown(session: Session, person_ids: Iterable[uuid.UUID]) -> None:
    """Notes that the answer being made shows these persons."""
    session.info.setdefault("shown", set()).update(person_ids)


@dataclass(frozen=True)
class Answer:
    """An answer that showed persons: when, to whom, of which page, in which request."""

    at: datetime
    user_id: uuid.UUID
    endpoint: str
    request_id: str


def write_access_log(connection: Connection, answer: Answer, seen: Iterable[Any], *, kept: bool = False) -> None:
    """Adds the answer's row and its persons to the log. `kept`: their ids are as the database keeps them already.

    A connection is enough, and costs less than a session: nothing about persons is read.
    """
    row, dialect = {"id": uuid.uuid4(), **vars(answer)}, connection.dialect
    connection.execute(ANSWER, row)
    same = {name: _as_kept(dialect, name)(row[of]) for name, of in COPIED.items()}
    ids = sorted(seen if kept else map(_as_kept(dialect, "person_id"), seen))
    words, order = _words_of_rows(dialect)
    for first in range(0, len(ids), AT_ONCE):
        connection.exec_driver_sql(words, _rows(ids[first : first + AT_ONCE], same, order))


ANSWER = insert(AccessLog.__table__)  # type: ignore[arg-type]
AT_ONCE = 2_000
COPIED = {"log_id": "id", "at": "at", "user_id": "user_id"}
ROWS = insert(table("access_log_person", *map(column, AccessLogPerson.__table__.columns.keys())))
"""Values go to the database as they are given: what thousands of rows have in common is made ready once."""


def _rows(ids: Iterable[Any], same: Mapping[str, Any], order: Sequence[str]) -> list[Any]:
    """The rows by name; in the order that the words have their values where they are not told by name."""
    if not order:
        return [{**same, "person_id": one} for one in ids]
    at = order.index("person_id")
    before, after = ([same[name] for name in names] for names in (order[:at], order[at + 1 :]))
    return [(*before, one, *after) for one in ids]


@lru_cache(maxsize=32)
def _words_of_rows(dialect: Dialect) -> tuple[str, Sequence[str]]:
    """ROWS as the database's driver takes it, and the order of its values where they are not told by name.

    SQLAlchemy would look at each row anew: a fifth of what thousands of them cost.
    """
    compiled: Any = ROWS.compile(dialect=dialect)
    return str(compiled), compiled.positiontup or ()


@lru_cache(maxsize=32)
def _as_kept(dialect: Dialect, name: str) -> Callable[[Any], Any]:
    """What makes a value what the database keeps in this column."""
    ready = AccessLogPerson.__table__.columns[name].type.dialect_impl(dialect).bind_processor(dialect)
    return ready or (lambda value: value)
