"""The access log: which persons an answer showed. Collected while it is made, written before it leaves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.events.models import AccessLog, AccessLogPerson
from core.house import house_of


def shown(session: Session, person_ids: Iterable[uuid.UUID]) -> None:
    """Notes that the answer being made shows these persons."""
    session.info.setdefault("shown", set()).update(person_ids)


def write_access_log(
    session: Session, seen: Iterable[uuid.UUID], user_id: uuid.UUID, endpoint: str, request_id: str
) -> None:
    """Adds the answer's row and its persons to the log."""
    log_id, at = uuid.uuid4(), house_of(session).clock.now()
    session.execute(
        insert(AccessLog.__table__),  # type: ignore[arg-type]
        [{"id": log_id, "at": at, "user_id": user_id, "endpoint": endpoint, "request_id": request_id}],
    )
    rows = [{"log_id": log_id, "person_id": person_id, "at": at, "user_id": user_id} for person_id in sorted(seen)]
    session.execute(insert(AccessLogPerson.__table__), rows)  # type: ignore[arg-type]
