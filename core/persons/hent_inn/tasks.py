"""The task of the unit she lives in: another unit has brought her in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.access.users import SignedIn
from core.house import today
from core.i18n import _, lazy
from core.items import Task
from core.persons.hent_inn.queries import unread
from core.places.units import unit_name

MOST = 200


def fetching_tasks(session: Session, user: SignedIn) -> list[Task]:
    """A task for each one brought in that nobody here has read of, due the day it was done. None for IMDi."""
    if user.everyone or not user.units:
        return []
    day = today(session)
    return [
        Task(
            key=f"core.hentet_inn.{row.id}",
            title=lazy("Les at en annen enhet følger opp"),
            why=_("%(enhet)s har hentet inn personen", enhet=unit_name(session, row.unit_id, day)),
            due=row.fra,
            endpoint="udi.fetched_page",
            args={"person_id": row.person_id},
            person_id=row.person_id,
        )
        for row in unread(session, user, day, MOST)
    ]
