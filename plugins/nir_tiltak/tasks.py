"""What is due: tiltak that have ended without being marked as carried out or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from core.api import Ordning, SignedIn, Task, _, add_months, date_text, lazy, today, writable

from . import parameters
from .models import Tiltak
from .queries import unanswered

MOST = 200


def gjennomforing_tasks(session: Session, user: SignedIn, ordninger: Mapping[str, Ordning]) -> list[Task]:
    """A task for each tiltak of the user's units that ended unanswered, where she may mend it."""
    mine = {key for key in ordninger if user.can(f"{key}.endre")}
    units = {unit for key in mine for unit in user.units_with(f"{key}.endre")}
    if not mine:
        return []
    found = unanswered(session, units, mine, today(session), MOST)
    open_to = writable(session, {tiltak.person_id for tiltak in found})
    return [_task(tiltak, ordninger[tiltak.ordning], today(session)) for tiltak in found if tiltak.person_id in open_to]


def _task(tiltak: Tiltak, ordning: Ordning, day: date) -> Task:
    months = parameters.GJENNOMFORING_FRIST_MANEDER.on(day)
    return Task(
        key=f"nir_tiltak.gjennomforing.{tiltak.id}",
        title=lazy("Registrer om tiltaket er gjennomført"),
        why=_("%(ordning)s · sluttet %(dato)s", ordning=ordning.title, dato=date_text(tiltak.til)),
        due=add_months(tiltak.til, months),
        endpoint="nir_tiltak.edit_form",
        args={"person_id": tiltak.person_id, "ordning": tiltak.ordning, "tiltak_id": tiltak.id},
        person_id=tiltak.person_id,
    )
