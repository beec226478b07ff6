"""Reads the event log of a person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, literal, or_, select
from sqlalchemy.orm import Session

from core.access.scope import in_reach, scope_of
from core.events.models import Event, EventText

PAGE = 100


def person_events(
    session: Session, person_id: uuid.UUID, ids: Sequence[uuid.UUID], before: int | None = None
) -> Sequence[Row[Any]]:
    """The newest 100 lines about a person (token, at, actor, type, summary, data), before a number when given.

    Lines of my units, or all when she is wholly within reach today. `ids` are all she has had: the
    lines of records merged into hers (core.persons.merging.former) are hers too.
    """
    scope = scope_of(session)
    statement = (
        select(Event.text_digest.label("token"), Event.at, Event.actor, Event.type, EventText.summary, EventText.data)
        .join(EventText, EventText.event_id == Event.id)
        .where(Event.person_id == person_id if len(ids) == 1 else Event.person_id.in_(ids))
        .where(or_(Event.unit_id.in_(sorted(scope.units)), in_reach(literal(person_id), scope, whole=True)))
        .order_by(Event.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        statement = statement.where(Event.id < before)
    return session.execute(statement).all()


def line_number(session: Session, token: str | None, whose: ColumnElement[bool]) -> int | None:
    """The number of the line a page ended with; None without a token, 0 where it is the token of none of these lines.

    The token is the salted digest of the line's texts. A number would tell how much is done about others.
    """
    if token is None:
        return None
    return session.scalar(select(Event.id).where(Event.text_digest == token, whose)) or 0
