"""The event log, its texts, the head of its chain, and the access log.

No foreign keys: the logs outlive what they tell of.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Unit, public


class Event(Base):
    """A line of the event log: insert only. `hash` covers the line before it, so an edit, a swap or a gap shows."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_person", "person_id", "id"),
        Index("ix_event_actor", "actor", "id"),
        Index("ix_event_type", "type", "id"),
        {"info": public("read through events.queries, which asks for the person's reach first")},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(100))
    unit_id: Mapped[str | None] = mapped_column(Unit)
    person_id: Mapped[uuid.UUID | None]
    type: Mapped[str] = mapped_column(String(60))
    request_id: Mapped[str] = mapped_column(String(36))
    text_digest: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class EventText(Base):
    """What a line says, apart from the chain, so that erasing a person can empty it and the chain still verifies."""

    __tablename__ = "event_text"

    event_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(32))
    summary: Mapped[str]
    data: Mapped[dict[str, Any]]


class EventHead(Base):
    """The end of the chain: one row, locked while a line is added."""

    __tablename__ = "event_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class AccessLog(Base):
    """An answer that showed persons: who asked, for what, when."""

    __tablename__ = "access_log"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[uuid.UUID]
    endpoint: Mapped[str] = mapped_column(String(100))
    request_id: Mapped[str] = mapped_column(String(36))


class AccessLogPerson(Base):
    """The persons an answer showed. `at` and `user_id` are copies of the answer's.

    So an index gives the newest views of a person, and another a user's: each holds all that is asked, and neither
    looks an answer up for every row it passes.
    """

    __tablename__ = "access_log_person"
    __table_args__ = (
        Index("ix_access_log_person_person", "person_id", "at", "log_id", "user_id"),
        Index("ix_access_log_person_user", "user_id", "at", "log_id", "person_id"),
        {"info": public("the log of what was seen; pages read it with their own right")},
    )

    log_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("access_log.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[uuid.UUID]
