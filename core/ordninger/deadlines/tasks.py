"""Frister as tasks on the arbeidsflate."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from core.access.users import SignedIn
from core.house import house_of
from core.i18n import _
from core.items import Ordning, Task
from core.ordninger.deadlines.queries import due_by
from core.ordninger.lists.cells import frist_grunn_words
from core.parameters import Parameter, Value

VARSEL_DAGER = Parameter("frist_varsel_dager", (Value(30, "valgt her"),))
"""Days ahead a frist is a task."""
MOST = 500


def deadline_tasks(session: Session, user: SignedIn) -> list[Task]:
    """A task for each frist that is past or near, in the ordninger the user registers in; the soonest 500."""
    house = house_of(session)
    day = house.clock.today()
    known: dict[str, Ordning] = house.plugins.registry.ordninger
    rows = due_by(session, user, day + timedelta(days=VARSEL_DAGER.on(day)), MOST)
    return [
        Task(
            key=f"core.frist.{row.id}",
            title=frist_grunn_words(known, row.ordning, row.frist_grunn)
            or _("Frist i %(ordning)s", ordning=ordning.titles.get(row.kategori, ordning.title)),
            why=ordning.kategorier.get(row.kategori, row.kategori),
            due=row.frist,
            endpoint=ordning.endpoint,
            args={"person_id": row.person_id, "ordning": row.ordning},
            person_id=row.person_id,
            order=50,
        )
        for row in rows
        if (ordning := known.get(row.ordning)) is not None
    ]
