"""Reads the event log of a person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from core.access.scope import in_reach, scope_of
from core.events.models import Event, EventText

PAGE = 100


def person_events(session: Session, person_id: uuid.UUID, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest 100 lines about a person (number, at, actor, type, summary, data), before a number when given.

    Lines of my units, or all when she is wholly within reach today.
    """
    scope = scope_of(session)
    statement = (
        select(Event.id, Event.at, Event.actor, Event.type, EventText.summary, EventText.data)
        .join(EventText, EventText.event_id == Event.id)
        .where(Event.person_id == person_id)
        .where(or_(Event.unit_id.in_(sorted(scope.units)), in_reach(Event.person_id, scope, whole=True)))
        .order_by(Event.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        statement = statement.where(Event.id < before)
    return session.execute(statement).all()
