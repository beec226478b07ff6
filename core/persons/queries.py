"""Reads a person's master data: permits, homes, household."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from core.access.kept import columns_of, kept_like, kept_rows
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
    select(*columns_of(Tillatelse))
    .where(Tillatelse.person_id == bindparam("person_id"))
    .order_by(Tillatelse.vedtaksdato.desc(), Tillatelse.type)
)
HOMES = (
    select(*columns_of(Bosted), Mottak.navn, Mottak.kommune.label("ligger_i"))
    .outerjoin(Mottak, Mottak.kode == Bosted.mottak)
    .where(Bosted.person_id == bindparam("person_id"))
)


def permits_of(session: Session, person_id: uuid.UUID) -> Sequence[Tillatelse]:
    """Permits that the session may see, newest first."""
    return kept_like(session, Tillatelse, PERMITS, {"person_id": person_id})


def homes_of(session: Session, person_id: uuid.UUID, day: date) -> list[Home]:
    """Where she lived that the session may see, newest first; kommuner as they are called on `day`."""
    return newest_first(_home(row, day) for row in kept_rows(session, HOMES, {"person_id": person_id}))


def _home(row: Row[Any], day: date) -> Home:
    number = row.kommune or row.ligger_i or ""
    now = kommuner_of(number, row.kommune_valgt, max(day, row.fra), None)
    return Home(
        row.id,
        row.type,
        row.fra,
        row.til,
        row.mottak or "",
        row.navn or "",
        (now[0].nummer or "") if now else "",
        number,
        row.bydel or "",
        row.avtale,
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
