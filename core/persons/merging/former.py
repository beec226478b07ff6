"""What a merged record was known by, and to whom it leads now: for search, addresses, the logs and the import.

These ask under a system scope and tell ids alone. Whoever asks then reads the person through the walls.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.persons.merging.models import SammenslattPerson
from core.persons.models import Person

FORMER = "tidligere:"
"""Begins the key of `Person.lest_inn` that keeps what was last read of a merged record; its id follows."""

Number = tuple[str, str]
"""A kind of number (duf, regnr, unhcr, fnr) and the number."""


@dataclass(frozen=True)
class Merged:
    """A record that is no more: who it leads to, the id it had, and its own shielding."""

    person_id: uuid.UUID
    tidligere_id: uuid.UUID
    skjerming: str


def leads_to(session: Session, person_id: uuid.UUID) -> uuid.UUID | None:
    """The person who was kept when the record with this id was merged; None for an id that never was one's."""
    with system_scope(session, "slatt_sammen"):
        return session.scalar(select(SammenslattPerson.person_id).where(SammenslattPerson.tidligere_id == person_id))


def ids_of(session: Session, person_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Her id, and those of the records that were merged into hers: all under which the logs tell of her."""
    with system_scope(session, "slatt_sammen"):
        former = select(SammenslattPerson.tidligere_id).where(SammenslattPerson.person_id == person_id)
        return (person_id, *session.scalars(former.order_by(SammenslattPerson.tidligere_id)))


def by_number(session: Session, numbers: Iterable[Number]) -> dict[Number, Merged]:
    """Merged records by the numbers they had. One statement, none for no numbers."""
    wanted: dict[str, set[str]] = {}
    for kind, number in numbers:
        wanted.setdefault(kind, set()).add(number)
    if not wanted:
        return {}
    columns: Mapping[str, Any] = {kind: getattr(SammenslattPerson, kind) for kind in wanted}
    about = (SammenslattPerson.person_id, SammenslattPerson.tidligere_id, SammenslattPerson.skjerming)
    with system_scope(session, "slatt_sammen"):
        rows = session.execute(
            select(*about, *columns.values())
            .where(or_(*(column.in_(sorted(wanted[kind])) for kind, column in columns.items())))
            .order_by(SammenslattPerson.slatt_sammen, SammenslattPerson.id)
        ).all()
    return {
        (kind, number): Merged(row.person_id, row.tidligere_id, row.skjerming)
        for row in rows
        for kind in columns
        if (number := getattr(row, kind)) in wanted[kind]
    }


def shielded_before(session: Session, person_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The shielding that merged records had, by the person who was kept."""
    found: dict[uuid.UUID, list[str]] = {}
    if person_ids:
        columns = (SammenslattPerson.person_id, SammenslattPerson.skjerming)
        with system_scope(session, "slatt_sammen"):
            for person_id, skjerming in session.execute(
                select(*columns).where(SammenslattPerson.person_id.in_(person_ids))
            ):
                found.setdefault(person_id, []).append(skjerming)
    return found


def present_dufs(session: Session, dufs: Iterable[str]) -> dict[str, str]:
    """The DUF that she who was kept has now, by those that merged records had. No statement for no DUF."""
    wanted = sorted(set(dufs))
    if not wanted:
        return {}
    with system_scope(session, "slatt_sammen"):
        rows = session.execute(
            select(SammenslattPerson.duf, Person.duf)
            .join(Person, Person.id == SammenslattPerson.person_id)
            .where(SammenslattPerson.duf.in_(wanted), Person.duf.is_not(None))
        )
        return {str(old): str(new) for old, new in rows}


def former_dufs(session: Session, person_ids: Sequence[uuid.UUID]) -> set[str]:
    """The DUFs of records that were merged into these persons."""
    with system_scope(session, "slatt_sammen"):
        about = SammenslattPerson.person_id.in_(person_ids)
        return {str(duf) for duf in session.scalars(select(SammenslattPerson.duf).where(about)) if duf}
