"""Writes the event log: lines in order, each covering the one before by a hash.

The chain hashes a salted digest of the texts, which lie in a table of their own; emptying a person's texts leaves it
whole.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core.db import Base, insert_if_new
from core.events.models import Event, EventHead, EventText
from core.house import house_of

START = "0" * 64
"""What the first line covers."""


@dataclass(frozen=True)
class Recorded:
    """A line just written, as plugins are told of it."""

    number: int
    at: datetime
    actor: str
    unit_id: str | None
    person_id: uuid.UUID | None
    type: str
    summary: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class NewLine:
    """To be written. `summary` is plain bokmål without names or numbers; `data` holds old and new values (JSON)."""

    type: str
    summary: str
    person_id: uuid.UUID | None = None
    unit_id: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def record(
    session: Session,
    type: str,
    summary: str,
    *,
    person_id: uuid.UUID | None = None,
    unit_id: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> Recorded:
    """Adds a line in the session's transaction and tells the plugins.

    `summary` is plain bokmål without names or numbers, `data` keeps old and new values (JSON). Raises KeyError for a
    type nobody registered.
    """
    return record_many(session, [NewLine(type, summary, person_id, unit_id, data or {})])[0]


def record_many(session: Session, lines: Sequence[NewLine]) -> list[Recorded]:
    """Adds lines in this order, as `record` does, in a fixed number of statements."""
    if not lines:
        return []
    house = house_of(session)
    known = house.plugins.registry.event_types
    head = locked_head(session)
    now, actor = house.clock.now(), session.info.get("actor", "system")
    recorded = [
        Recorded(number, now, actor, line.unit_id, line.person_id, known[line.type].key, line.summary, line.data)
        for number, line in enumerate(lines, head.number + 1)
    ]
    _write(session, head, recorded)
    for line in recorded:
        house.plugins.strict("on_event", session=session, event=line)
    return recorded


def locked_head(session: Session) -> EventHead:
    """The end of the chain, as it stands and held until the transaction ends; made by whoever comes first."""
    statement = select(EventHead).where(EventHead.id == 1).with_for_update().execution_options(populate_existing=True)
    head = session.scalar(statement)
    if head is None:
        insert_if_new(session, EventHead, {"id": 1, "number": 0, "hash": START})
        head = session.scalars(statement).one()
    return head


def _write(session: Session, head: EventHead, lines: Sequence[Recorded]) -> None:
    request_id, before = session.info.get("request_id", ""), head.hash
    rows, texts = [], []
    for line in lines:
        salt = secrets.token_hex(16)
        row = _row(line, request_id, text_digest(salt, line.summary, line.data))
        before = row["hash"] = line_hash(before, row)
        rows.append(row)
        texts.append({"event_id": line.number, "salt": salt, "summary": line.summary, "data": dict(line.data)})
    session.execute(insert(_table(Event)), rows)
    session.execute(insert(_table(EventText)), texts)
    head.number, head.hash = lines[-1].number, before


def _row(line: Recorded, request_id: str, digest: str) -> dict[str, Any]:
    return {
        "id": line.number,
        "at": line.at,
        "actor": line.actor,
        "unit_id": line.unit_id,
        "person_id": line.person_id,
        "type": line.type,
        "request_id": request_id,
        "text_digest": digest,
    }


def _table(model: type[Base]) -> Any:
    return model.__table__


def text_digest(salt: str, summary: str, data: Mapping[str, Any]) -> str:
    """The salted digest of a line's texts, which is what the chain covers."""
    return hashlib.sha256(canonical([salt, summary, data]).encode()).hexdigest()


def line_hash(before: str, row: Mapping[str, Any]) -> str:
    """The hash of a line and of the one before it."""
    names = ("id", "actor", "unit_id", "person_id", "type", "request_id", "text_digest")
    fields = [before, row["at"].isoformat(), *(None if row[name] is None else str(row[name]) for name in names)]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def canonical(value: Any) -> str:
    """One text for one JSON value, whatever the order of its keys. A key that is a number is the text it becomes."""
    stored = json.loads(json.dumps(value))
    return json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
