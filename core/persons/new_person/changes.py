"""Writes a new person, and where she lives."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.access.users import SignedIn
from core.events.record import record
from core.facts import facts_changed
from core.persons.models import Bosted, Person
from core.persons.name_rows import new_names
from core.persons.names import folded

DIGITS = 7


@dataclass(frozen=True)
class NewPerson:
    """What is told of her: who she is, when she came, and since when she lives in the kommune `unit_id`.

    `bor` is the type of bosted, `avtale` whether a settlement is under agreement (None: it is no settlement).
    """

    fornavn: str
    etternavn: str
    fodselsdato: date
    kjonn: str
    statsborgerskap: str
    morsmal: str | None
    ankommet: date
    unit_id: str
    bor: str
    avtale: bool | None
    fra: date


def register(session: Session, user: SignedIn, told: NewPerson) -> Person:
    """Makes the person, with a reg-number, and her bosted, which gives the kommune reach. Logged; rules are run."""
    with system_scope(session, "ny_person"):  # she is within nobody's reach before she lives somewhere
        person = _person(told, _free_number(session))
        session.add(person)
        session.flush()
        session.add(_home(user, told, person.id))
        new_names(session, [(person.id, person.fornavn, person.etternavn)])
    facts_changed(session, [person.id])
    record(session, "person_ny", "Person registrert uten nummer", person_id=person.id, unit_id=told.unit_id)
    return person


def _person(told: NewPerson, regnr: str) -> Person:
    return Person(
        regnr=regnr,
        fornavn=told.fornavn,
        etternavn=told.etternavn,
        fornavn_sok=folded(told.fornavn),
        etternavn_sok=folded(told.etternavn),
        fodselsdato=told.fodselsdato,
        kjonn=told.kjonn,
        statsborgerskap=told.statsborgerskap,
        morsmal=told.morsmal,
        ankommet=told.ankommet,
        skjerming="ingen",
        skjermet=False,
        lest_inn={},
    )


def _home(user: SignedIn, told: NewPerson, person_id: uuid.UUID) -> Bosted:
    """Marked as a user's own, so that an import leaves it alone."""
    return Bosted(
        person_id=person_id,
        type=told.bor,
        kommune=told.unit_id.removeprefix("kommune:"),
        fra=told.fra,
        avtale=told.avtale,
        skjermet=False,
        endret_av=user.id,
    )


def _free_number(session: Session) -> str:
    """A reg-number nobody has. Drawn, not counted: a running number would tell how many others there are."""
    while True:
        number = f"R{secrets.randbelow(9 * 10 ** (DIGITS - 1)) + 10 ** (DIGITS - 1)}"
        if not session.scalar(select(exists(select(Person.id).where(Person.regnr == number)))):
            return number
