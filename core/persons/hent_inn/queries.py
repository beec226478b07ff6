"""Reads: who a whole number belongs to, wherever she lives, and who has been brought in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, or_, select
from sqlalchemy.orm import Session

from core.access.models import Reach
from core.access.scope import in_reach, scope_of, system_scope
from core.access.users import SignedIn
from core.persons.hent_inn.models import HentetInn
from core.persons.identifiers import recognise
from core.persons.merging.former import by_number
from core.persons.models import Person

MOST = 5
"""A DUF-nummer belongs to one; a fødselsnummer may have been registered on more than one record."""


@dataclass(frozen=True)
class Outside:
    """What a UDI-søk gave: `kind` is how the words were understood; rows are id, name and birth date.

    `inside` are those of them the user's units see wholly already.
    """

    kind: str
    rows: Sequence[Row[Any]]
    inside: frozenset[uuid.UUID]


def find_anywhere(session: Session, words: str) -> Outside:
    """Whoever has this whole DUF-nummer or fødselsnummer. Nothing else finds anyone, and none is shielded."""
    known = recognise(words)
    kind = known.kind if known is not None else "navn"
    if known is None or kind not in ("duf", "fnr"):
        return Outside(kind, (), frozenset())
    column: Any = Person.duf if kind == "duf" else Person.fnr
    merged = {one.person_id for one in by_number(session, [(kind, known.value)]).values()}
    has = or_(column == known.value, Person.id.in_(merged)) if merged else column == known.value
    shown = select(Person.id, Person.fornavn, Person.etternavn, Person.fodselsdato)
    with system_scope(session, "udi_sok"):
        rows = session.execute(shown.where(has, Person.skjermet.is_(False)).order_by(Person.id).limit(MOST)).all()
    whole = in_reach(Person.id, scope_of(session), whole=True)
    inside = session.scalars(select(Person.id).where(Person.id.in_([row.id for row in rows]), whole))
    return Outside(kind, rows, frozenset(inside))


def fetched(session: Session, person_id: uuid.UUID) -> Sequence[HentetInn]:
    """Every time she was brought in that the session may see, the newest first."""
    rows = select(HentetInn).where(HentetInn.person_id == person_id).order_by(HentetInn.fra.desc(), HentetInn.id)
    return session.scalars(rows).all()


def one_fetched(session: Session, person_id: uuid.UUID, hentet_id: uuid.UUID) -> HentetInn | None:
    """One of them."""
    row = session.get(HentetInn, hentet_id)
    return row if row is not None and row.person_id == person_id else None


def lives_with(session: Session, user: SignedIn, person_id: uuid.UUID) -> bool:
    """True when one of the user's units sees her because she lives there."""
    found = session.scalar(select(_lives(Person.id, user, scope_of(session).day)).where(Person.id == person_id))
    return bool(found)


def unread(session: Session, user: SignedIn, day: date, most: int) -> Sequence[Row[Any]]:
    """Who lives with one of the user's units, was brought in by another, and nobody has read of it."""
    statement = (
        select(HentetInn.id, HentetInn.person_id, HentetInn.unit_id, HentetInn.fra)
        .where(HentetInn.sett.is_(None), HentetInn.lukket.is_(None), HentetInn.til >= day)
        .where(HentetInn.unit_id.not_in(sorted(user.units)), _lives(HentetInn.person_id, user, day))
        .order_by(HentetInn.fra, HentetInn.id)
        .limit(most)
    )
    return session.execute(statement).all()


def _lives(person_id: Any, user: SignedIn, day: date) -> ColumnElement[bool]:
    return exists(
        select(Reach.id)
        .where(Reach.person_id == person_id, Reach.unit_id.in_(sorted(user.units)))
        .where(Reach.kind == "hel", Reach.why == "bosted")
        .where(Reach.fra <= day, or_(Reach.til.is_(None), Reach.til >= day))
        .correlate_except(Reach)
    )
