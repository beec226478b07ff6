"""The access log: which persons an answer showed. Collected while it is made, written before it leaves."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, column, insert, table
from sqlalchemy.orm import Session

from core.events.models import AccessLog, AccessLogPerson
from core.house import house_of


def shown(session: Session, person_ids: Iterable[uuid.UUID]) -> None:
    """Notes that the answer being made shows these persons."""
    session.info.setdefault("shown", set()).update(person_ids)


def write_access_log(
    session: Session, seen: Iterable[Any], user_id: uuid.UUID, endpoint: str, request_id: str, *, kept: bool = False
) -> None:
    """Adds the answer's row and its persons to the log. `kept`: their ids are as the database keeps them already."""
    log_id, at = uuid.uuid4(), house_of(session).clock.now()
    answer = {"id": log_id, "at": at, "user_id": user_id, "endpoint": endpoint, "request_id": request_id}
    session.execute(ANSWER, answer)
    dialect = session.get_bind().dialect
    same = {name: _as_kept(dialect, name)(answer[of]) for name, of in COPIED.items()}
    ids = sorted(seen if kept else map(_as_kept(dialect, "person_id"), seen))
    for first in range(0, len(ids), AT_ONCE):
        session.execute(ROWS, [{**same, "person_id": one} for one in ids[first : first + AT_ONCE]])


ANSWER = insert(AccessLog.__table__)  # type: ignore[arg-type]
AT_ONCE = 2_000
COPIED = {"log_id": "id", "at": "at", "user_id": "user_id"}
ROWS = insert(table("access_log_person", *map(column, AccessLogPerson.__table__.columns.keys())))
"""Values go to the database as they are given: what thousands of rows have in common is made ready once."""


@lru_cache(maxsize=32)
def _as_kept(dialect: Dialect, name: str) -> Callable[[Any], Any]:
    """What makes a value what the database keeps in this column."""
    ready = AccessLogPerson.__table__.columns[name].type.dialect_impl(dialect).bind_processor(dialect)
    return ready or (lambda value: value)
