"""The users an administrator may ask about: those who have a role in the units, and those who had one."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.access.models import AppUser, UserRole
from core.events.models import Event, EventText

TAKEN = "rolle_tatt"


def users_of(session: Session, units: Collection[str]) -> Sequence[AppUser]:
    """Users with a role in these units, now or before, by name."""
    now = select(UserRole.user_id).where(UserRole.unit_id.in_(sorted(units)))
    statement = select(AppUser).where(or_(AppUser.id.in_(now), AppUser.brukernavn.in_(_former(session, units))))
    return session.scalars(statement.order_by(AppUser.navn, AppUser.brukernavn)).all()


def user_of(session: Session, units: Collection[str], user_id: uuid.UUID) -> AppUser | None:
    """The user, if she is one of these; None is just like one who does not exist."""
    return next((one for one in users_of(session, units) if one.id == user_id), None)


def _former(session: Session, units: Collection[str]) -> list[str]:
    """Names of users from whom a role in these units was taken."""
    texts = session.scalars(
        select(EventText.data).join(Event, Event.id == EventText.event_id).where(Event.type == TAKEN)
    )
    return sorted({data["bruker"] for data in texts if data.get("enhet") in units})
