"""Writes the event log: one line at a time, each covering the one before by a hash.

The chain hashes a salted digest of the texts, which lie in a table of their own; emptying a person's texts leaves it whole.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core.db import Base
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


def record(
    session: Session,
    type: str,
    summary: str,
    *,
    person_id: uuid.UUID | None = None,
    unit_id: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> Recorded:
    """Adds a line in the session's transaction and tells the plugins. `summary` is plain bokmål without names or numbers.

    `data` keeps old and new values (JSON). Raises KeyError for a type nobody registered.
    """
    house = house_of(session)
    known = house.plugins.registry.event_types[type]
    head = _locked_head(session)
    line = Recorded(
        head.number + 1,
        house.clock.now(),
        session.info.get("actor", "system"),
        unit_id,
        person_id,
        known.key,
        summary,
        data or {},
    )
    _write(session, head, line)
    house.plugins.strict("on_event", session=session, event=line)
    return line


def _locked_head(session: Session) -> EventHead:
    head = session.scalar(select(EventHead).where(EventHead.id == 1).with_for_update())
    if head is None:
        head = EventHead(id=1, number=0, hash=START)
        session.add(head)
        session.flush()
    return head


def _write(session: Session, head: EventHead, line: Recorded) -> None:
    salt = secrets.token_hex(16)
    digest = text_digest(salt, line.summary, line.data)
    row = {
        "id": line.number,
        "at": line.at,
        "actor": line.actor,
        "unit_id": line.unit_id,
        "person_id": line.person_id,
        "type": line.type,
        "request_id": session.info.get("request_id", ""),
        "text_digest": digest,
    }
    row["hash"] = line_hash(head.hash, row)
    session.execute(insert(_table(Event)), [row])
    text = {"event_id": line.number, "salt": salt, "summary": line.summary, "data": dict(line.data)}
    session.execute(insert(_table(EventText)), [text])
    head.number, head.hash = line.number, str(row["hash"])


def _table(model: type[Base]) -> Any:
    return model.__table__


def text_digest(salt: str, summary: str, data: Mapping[str, Any]) -> str:
    """The salted digest of a line's texts, which is what the chain covers."""
    return hashlib.sha256(f"{salt}|{summary}|{canonical(data)}".encode()).hexdigest()


def line_hash(before: str, row: Mapping[str, Any]) -> str:
    """The hash of a line and of the one before it."""
    fields = [before, row["id"], row["at"].isoformat(), row["actor"], row["unit_id"], row["person_id"], row["type"]]
    parts = [*fields, row["request_id"], row["text_digest"]]
    return hashlib.sha256("|".join("" if part is None else str(part) for part in parts).encode()).hexdigest()


def canonical(data: Mapping[str, Any]) -> str:
    """One text for one value, whatever the order of its keys."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
