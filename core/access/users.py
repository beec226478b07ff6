"""The signed-in user: roles in units, what they permit, and the scope that follows."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.idle import idle_limit
from core.access.models import Opened, UserRole
from core.access.scope import Scope
from core.house import house_of, today
from core.places.followed import became, former
from core.registry import Registry

SEE = "person.se"
SHIELDED = "skjermet.apne"


@dataclass(frozen=True)
class SignedIn:
    """Who is asking. `permissions` tells in which units each permission holds; `token` is the session's secret."""

    id: uuid.UUID
    brukernavn: str
    navn: str
    sprak: str
    roles: tuple[tuple[str, str], ...]
    permissions: Mapping[str, frozenset[str]]
    session_id: uuid.UUID
    token: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the cookie holds: the session's token, never the user's id."""
        return self.token

    @property
    def units(self) -> frozenset[str]:
        """Units where she may see persons."""
        return self.permissions.get(SEE, frozenset())

    @property
    def everyone(self) -> bool:
        """True for IMDi, whose reach is every person."""
        return "imdi" in self.units

    @property
    def in_mottak(self) -> bool:
        """True for one who works in a mottak: on a tablet, often a shared one."""
        return any(unit.startswith("mottak:") for _role, unit in self.roles)

    @property
    def idle(self) -> timedelta:
        """How long she may leave a session alone before it ends."""
        return idle_limit(in_mottak=self.in_mottak)

    def can(self, permission: str) -> bool:
        """True when she holds the permission in any unit. An empty permission is held by all."""
        return not permission or permission in self.permissions

    def units_with(self, permission: str) -> frozenset[str]:
        """The units where she holds the permission."""
        return self.permissions.get(permission, frozenset())


def permissions_of(registry: Registry, roles: Iterable[tuple[str, str]], day: date) -> dict[str, frozenset[str]]:
    """Each permission and the units where these roles give it, under every number they have had by a day."""
    found: dict[str, set[str]] = defaultdict(set)
    for role, unit_id in roles:
        for permission in registry.role_permissions(role):
            found[permission] |= same_unit(unit_id, day)
    return {key: frozenset(units) for key, units in found.items()}


@lru_cache(maxsize=2_000)
def same_unit(unit_id: str, day: date) -> frozenset[str]:
    """A unit by every number it has had by a day: a kommune that got another number, or took others in, is one unit.

    One that was divided is only itself: someone must say which of the new ones goes on.
    """
    kind, _sep, number = unit_id.partition(":")
    now = became(number, day) if kind == "kommune" else ()
    if len(now) != 1:
        return frozenset({unit_id})
    return frozenset(f"kommune:{one}" for one in (*now, *former(now[0], day)))


def roles_of(session: Session, user_id: uuid.UUID) -> tuple[tuple[str, str], ...]:
    """The user's roles and their units."""
    rows = session.execute(
        select(UserRole.role, UserRole.unit_id).where(UserRole.user_id == user_id).order_by(UserRole.role)
    )
    return tuple((role, unit_id) for role, unit_id in rows)


def roles_key(roles: Iterable[tuple[str, str]]) -> str:
    """A digest of roles and units: two are alike when nothing was given or taken."""
    return hashlib.sha256(repr(sorted(roles)).encode()).hexdigest()


def signed_in(
    session: Session, user: Any, roles: tuple[tuple[str, str], ...], session_id: uuid.UUID, token: str
) -> SignedIn:
    """The user as a request knows her, from a row with her id, names and language and from her roles, read anew each
    time, so that a right removed acts on the next request.
    """
    held = permissions_of(house_of(session).plugins.registry, roles, today(session))
    return SignedIn(user.id, user.brukernavn, user.navn, user.sprak, roles, held, session_id, token)


def scope_for(session: Session, user: SignedIn, day: date) -> Scope:
    """What the user sees today: her units, and the shielded persons she has opened."""
    opened: frozenset[uuid.UUID] = frozenset()
    if user.can(SHIELDED):
        rows = session.scalars(select(Opened.person_id).where(Opened.user_id == user.id, Opened.dag == day))
        opened = frozenset(rows)
    return Scope(day, user.units, user.everyone, opened, user.units_with(SHIELDED) & user.units)
