"""Writes: bring a person in, close it, and say that it has been read of."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy.orm import Session

from core.access.reach import refresh_reach
from core.access.scope import system_scope
from core.access.users import SignedIn
from core.dates import add_months
from core.events.record import record
from core.house import house_of
from core.persons.hent_inn.codes import HENT_INN_MANEDER, LOGGED
from core.persons.hent_inn.models import HentetInn


def last_day(today: date) -> date:
    """The last day a unit sees someone it brings in today, when nobody closes it before."""
    return add_months(today, HENT_INN_MANEDER.on(today))


def fetch(session: Session, user: SignedIn, person_id: uuid.UUID, unit_id: str, grunn: str) -> HentetInn:
    """Gives the unit whole reach of her from today, and logs it with the reason (a key of `codes.GRUNNER`)."""
    today = house_of(session).clock.today()
    til = last_day(today)
    row = HentetInn(
        person_id=person_id, unit_id=unit_id, skjermet=False, grunn=grunn, fra=today, til=til, hentet_av=user.id
    )
    with system_scope(session, "hent_inn"):  # nobody may write of her before she is within reach
        session.add(row)
    refresh_reach(session, [person_id])
    data = {"Grunn": LOGGED[grunn], "Til dato": til.isoformat()}
    record(session, "hentet_inn", "Person hentet inn", person_id=person_id, unit_id=unit_id, data=data)
    return row


def close(session: Session, user: SignedIn, row: HentetInn) -> None:
    """The unit sees her no more through this. Closing it again changes nothing."""
    if row.lukket is not None:
        return
    row.lukket, row.lukket_av = house_of(session).clock.now(), user.id
    row.versjon += 1
    record(session, "hentet_inn_lukket", "Henting lukket", person_id=row.person_id, unit_id=row.unit_id)
    refresh_reach(session, [row.person_id])


def mark_read(session: Session, user: SignedIn, row: HentetInn) -> None:
    """The unit she lives in has read of it; the task goes away. Saying it again changes nothing."""
    if row.sett is not None:
        return
    row.sett, row.sett_av = house_of(session).clock.now(), user.id
    row.versjon += 1
    record(session, "hentet_inn_sett", "Henting lest av enheten", person_id=row.person_id)
