"""Reads: whose a whole number is, and two records side by side."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from core.digits import plain
from core.events.models import Event
from core.house import house_of
from core.persons.identifiers import recognise
from core.persons.merging.former import Number, by_number
from core.persons.merging.identical import HOMES, PERMITS, on_both, rows_of
from core.persons.merging.models import SammenslattPerson
from core.persons.merging.rows import moving_models
from core.persons.models import Bosted, Person, Tillatelse
from core.persons.queries import Home, homes_of

SHOWN_APART = (Tillatelse, Bosted, SammenslattPerson)
"""Tables whose rows the page shows one by one, or not at all."""


@dataclass(frozen=True)
class Side:
    """One of two records: who, and what she has. `rows` is how many, by plugin."""

    person: Person
    permits: Sequence[Tillatelse]
    homes: Sequence[Bosted]
    shown_homes: Sequence[Home]
    rows: Mapping[str, int]


def numbers_in(text: str) -> list[Number]:
    """The whole numbers a text may be, by kind; none for a name or a part of a number."""
    known = recognise(text)
    raw = plain(text).upper()
    if known is None:
        return [("regnr", raw), ("unhcr", raw)] if any(sign.isdigit() for sign in raw) else []
    found = [(known.kind, known.value)]
    if known.kind == "fnr":
        found.append(("unhcr", f"{known.value[:3]}-{known.value[3:]}"))
    return found


def with_number(session: Session, text: str) -> Sequence[Person]:
    """Persons the session sees who have this whole number, or whose merged record had it."""
    numbers = numbers_in(text)
    if not numbers:
        return ()
    merged = {one.person_id for one in by_number(session, numbers).values()}
    has: list[ColumnElement[bool]] = [getattr(Person, kind) == number for kind, number in numbers]
    return session.scalars(select(Person).where(or_(*has, Person.id.in_(merged))).order_by(Person.id)).all()


def older_of(session: Session, one: uuid.UUID, other: uuid.UUID) -> uuid.UUID:
    """The record that the event log has told of the longest."""
    first = session.execute(
        select(Event.person_id, func.min(Event.id))
        .where(Event.person_id.in_((one, other)))
        .group_by(Event.person_id)
        .order_by(func.min(Event.id))
    ).first()
    return one if first is None or first.person_id == one else other


def side_of(session: Session, person: Person) -> Side:
    """A record with what it has, as far as the session may see."""
    permits, homes = rows_of(session, PERMITS, person.id), rows_of(session, HOMES, person.id)
    shown = homes_of(session, person.id, house_of(session).clock.today())
    return Side(person, permits, homes, shown, _rows(session, person.id))


def twins(one: Side, other: Side) -> set[uuid.UUID]:
    """Ids of the permits and homes that stand on both records."""
    return on_both(PERMITS, one.permits, other.permits) | on_both(HOMES, one.homes, other.homes)


def _rows(session: Session, person_id: uuid.UUID) -> dict[str, int]:
    """How many rows each plugin has about her, in one statement."""
    counts: dict[str, int] = {}
    parts = []
    for model in moving_models(session):
        plugin = _owner(session, model)
        counts.setdefault(plugin, 0)
        if model not in SHOWN_APART:
            about: Any = model
            number = select(literal(plugin).label("plugin"), func.count().label("number")).select_from(about)
            parts.append(number.where(about.person_id == person_id))
    for plugin, number in session.execute(union_all(*parts)):
        counts[plugin] += number
    return counts


def _owner(session: Session, model: type[Any]) -> str:
    loaded = house_of(session).plugins.loaded
    name = f"{model.__module__}."
    return next(one.info.name for one in loaded if name.startswith(f"{one.package}."))


def merged_into(session: Session, person_id: uuid.UUID) -> Sequence[SammenslattPerson]:
    """Records that were merged into this one, the newest first."""
    rows = select(SammenslattPerson).where(SammenslattPerson.person_id == person_id)
    return session.scalars(rows.order_by(SammenslattPerson.slatt_sammen.desc(), SammenslattPerson.id)).all()
