"""Reads a person's master data: permits, homes, household."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from core.persons.models import Bosted, Person, Tillatelse
from core.persons.stays import kommuner_of, newest_first
from core.places.models import Mottak


@dataclass(frozen=True)
class Home:
    """A stay as the page shows it.

    `kommune` is what the number has become on the day it is shown; empty: a split to answer.
    """

    id: uuid.UUID
    type: str
    fra: date
    til: date | None
    mottak: str
    mottak_navn: str
    kommune: str
    registered_kommune: str
    bydel: str
    avtale: bool | None


PERMITS = (
    select(Tillatelse)
    .where(Tillatelse.person_id == bindparam("person_id"))
    .order_by(Tillatelse.vedtaksdato.desc(), Tillatelse.type)
    .execution_options(kept=True)
)
HOMES = (
    select(Bosted, Mottak.navn, Mottak.kommune)
    .outerjoin(Mottak, Mottak.kode == Bosted.mottak)
    .where(Bosted.person_id == bindparam("person_id"))
    .execution_options(kept=True)
)


def permits_of(session: Session, person_id: uuid.UUID) -> Sequence[Tillatelse]:
    """Permits that the session may see, newest first."""
    return session.scalars(PERMITS, {"person_id": person_id}).all()


def homes_of(session: Session, person_id: uuid.UUID, day: date) -> list[Home]:
    """Where she lived that the session may see, newest first; kommuner as they are called on `day`."""
    return newest_first(_home(row, day) for row in session.execute(HOMES, {"person_id": person_id}))


def _home(row: Row[Any], day: date) -> Home:
    bosted, navn, ligger_i = row
    number = bosted.kommune or ligger_i or ""
    now = kommuner_of(number, bosted.kommune_valgt, max(day, bosted.fra), None)
    return Home(
        bosted.id,
        bosted.type,
        bosted.fra,
        bosted.til,
        bosted.mottak or "",
        navn or "",
        (now[0].nummer or "") if now else "",
        number,
        bosted.bydel or "",
        bosted.avtale,
    )


def home_on(homes: Sequence[Home], day: date) -> Home | None:
    """Where she lives on a day; where stays overlap the newest `fra` counts, which comes first in `homes`."""
    return next((home for home in homes if home.fra <= day and (home.til is None or day <= home.til)), None)


def household_of(session: Session, person: Person) -> Sequence[Row[Any]]:
    """Others in the household that the session may see: id, names, birth date, role."""
    if not person.familie_referanse:
        return ()
    return session.execute(
        select(Person.id, Person.fornavn, Person.etternavn, Person.fodselsdato, Person.familie_rolle, Person.duf)
        .where(Person.familie_referanse == person.familie_referanse, Person.id != person.id)
        .order_by(Person.fodselsdato, Person.id)
    ).all()
