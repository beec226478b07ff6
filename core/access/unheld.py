"""Units with a shielded person and nobody who may open her: IMDi must give someone there the right."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.access.grants import GIVE_SHIELDED, SHIELDED_ROLE
from core.access.models import AppUser, Reach, UserRole
from core.access.scope import system_scope
from core.access.users import SignedIn, same_unit
from core.house import today
from core.i18n import _, lazy
from core.items import Task
from core.persons.models import Person
from core.places.units import unit_name


def units_without_holder(session: Session) -> frozenset[str]:
    """Each unit that sees a shielded person wholly today and where nobody may open her.

    IMDi itself is left out: it gives the right, and sees its own holders in the list of users.
    """
    day = today(session)
    now = (Reach.fra <= day, or_(Reach.til.is_(None), Reach.til >= day))
    with system_scope(session, "skjerming"):
        units = session.scalars(
            select(Reach.unit_id)
            .join(Person, Person.id == Reach.person_id)
            .where(Person.skjermet, Reach.kind == "hel", *now)
            .distinct()
        ).all()
    holders = session.scalars(
        select(UserRole.unit_id)
        .join(AppUser, AppUser.id == UserRole.user_id)
        .where(UserRole.role == SHIELDED_ROLE, AppUser.stengt.is_(None))
    ).all()
    held = {unit for holder in holders for unit in same_unit(holder, day)}
    return frozenset(units) - held - {"imdi"}


def holder_tasks(session: Session, user: SignedIn) -> list[Task]:
    """A task for each such unit, for one who may give the right.

    It names the unit, never the person, and is due at once: since when would tell when she moved.
    """
    if not user.can(GIVE_SHIELDED):
        return []
    day = today(session)
    return [
        Task(
            key=f"core.skjerming.{unit}",
            title=lazy("Gi rollen Skjermede personer"),
            why=_("Ingen i %(enhet)s har rollen", enhet=unit_name(session, unit, day)),
            due=day,
            endpoint="users.users",
            args={"enhet": unit},
        )
        for unit in sorted(units_without_holder(session))
    ]
