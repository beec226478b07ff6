"""Users as administrators see them: with the roles in the units the reader may see, and whether they are signed in."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.access.models import AppUser, UserRole, WebSession
from core.access.signin import still_open
from core.house import house_of

PAGE = 50
"""Users on a page."""


@dataclass(frozen=True)
class UserLine:
    """A user, her roles as (role, unit) among those the reader may see, and how many sessions run."""

    id: uuid.UUID
    brukernavn: str
    navn: str
    stengt: datetime | None
    roles: tuple[tuple[str, str], ...]
    sessions: int


@dataclass(frozen=True)
class UserPage:
    """Users by name. `total` counts them all."""

    users: tuple[UserLine, ...]
    total: int


def list_users(session: Session, units: frozenset[str] | None, unit_id: str = "", side: int = 1) -> UserPage:
    """Users with a role in one of the units (None: every user), or in the one chosen."""
    wanted = _wanted(units, unit_id)
    total = session.scalar(select(func.count()).select_from(AppUser).where(*wanted)) or 0
    rows = session.scalars(
        select(AppUser).where(*wanted).order_by(AppUser.brukernavn).limit(PAGE).offset((side - 1) * PAGE)
    )
    return UserPage(tuple(_lines(session, list(rows), units)), total)


def _wanted(units: frozenset[str] | None, unit_id: str) -> list[ColumnElement[bool]]:
    having = select(UserRole.user_id)
    wanted: list[ColumnElement[bool]] = []
    if units is not None:
        wanted.append(AppUser.id.in_(having.where(UserRole.unit_id.in_(sorted(units)))))
    if unit_id:
        wanted.append(AppUser.id.in_(having.where(UserRole.unit_id == unit_id)))
    return wanted


def one_user(session: Session, units: frozenset[str] | None, user_id: uuid.UUID) -> UserLine | None:
    """The user, or None where she has no role in any of the units (None: every user is seen)."""
    row = session.scalar(select(AppUser).where(AppUser.id == user_id, *_wanted(units, "")))
    return next(_lines(session, [row], units)) if row else None


def _lines(session: Session, rows: list[AppUser], units: frozenset[str] | None) -> Iterator[UserLine]:
    ids = [row.id for row in rows]
    roles = _roles(session, ids, units)
    running = _running(session, ids)
    return (
        UserLine(row.id, row.brukernavn, row.navn, row.stengt, tuple(roles[row.id]), running.get(row.id, 0))
        for row in rows
    )


def _roles(
    session: Session, ids: Iterable[uuid.UUID], units: frozenset[str] | None
) -> dict[uuid.UUID, list[tuple[str, str]]]:
    registry = house_of(session).plugins.registry
    statement = select(UserRole.user_id, UserRole.role, UserRole.unit_id).where(UserRole.user_id.in_(ids))
    if units is not None:
        statement = statement.where(UserRole.unit_id.in_(sorted(units)))
    found = defaultdict(list)
    for user_id, role, unit_id in session.execute(statement):
        found[user_id].append((role, unit_id))
    place = {key: role.order for key, role in registry.roles.items()}
    for roles in found.values():
        roles.sort(key=lambda one: (one[1], place.get(one[0], 0), one[0]))
    return found


def _running(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    now = house_of(session).clock.now()
    statement = (
        select(WebSession.user_id, func.count())
        .where(WebSession.user_id.in_(ids), still_open(now))
        .group_by(WebSession.user_id)
    )
    return dict(session.execute(statement).tuples().all())


def units_with_users(session: Session) -> list[str]:
    """Every unit in which someone has a role."""
    return list(session.scalars(select(UserRole.unit_id).where(UserRole.unit_id != "").distinct()))
