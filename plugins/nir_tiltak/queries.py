"""Reads tiltak."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from core.api import Fact, columns_of, kept_like

from .codes import IKKE_REGISTRERT, typer
from .models import Tiltak
from .rules import FORSTE_TILTAK

TILTAK = (
    select(*columns_of(Tiltak))
    .where(Tiltak.person_id == bindparam("person_id"))
    .order_by(Tiltak.fra, Tiltak.til, Tiltak.id)
)


def tiltak_of(session: Session, person_id: uuid.UUID) -> Sequence[Tiltak]:
    """A person's tiltak under every ordning that the session may see, deleted ones too, oldest first. One statement."""
    return kept_like(session, Tiltak, TILTAK, {"person_id": person_id})


def unanswered(
    session: Session, units: Collection[str], ordninger: Collection[str], day: date, most: int
) -> Sequence[Tiltak]:
    """Tiltak of these units that have ended without *Gjennomføring av tiltak*, oldest first, at most so many."""
    statement = (
        select(Tiltak)
        .where(Tiltak.unit_id.in_(sorted(units)), Tiltak.ordning.in_(sorted(ordninger)))
        .where(*lacks_gjennomforing(), Tiltak.til < day)
        .order_by(Tiltak.til, Tiltak.id)
        .limit(most)
    )
    return session.scalars(statement).all()


def lacks_gjennomforing() -> tuple[ColumnElement[bool], ...]:
    """SQL: the tiltak is of a type that asks for *Gjennomføring av tiltak*, stands, and has not been answered."""
    asked = [code.key for code in typer().where(krever_gjennomforing="ja").codes]
    unsaid = or_(Tiltak.gjennomforing.is_(None), Tiltak.gjennomforing == IKKE_REGISTRERT)
    return Tiltak.type.in_(asked), Tiltak.slettet.is_(None), unsaid


def first_tiltak_facts(session: Session, person_ids: Sequence[uuid.UUID]) -> list[Fact]:
    """When the first tiltak of each ordning begins for each person, the deleted left out. One statement."""
    statement = (
        select(Tiltak.person_id, Tiltak.ordning, func.min(Tiltak.fra))
        .where(Tiltak.person_id.in_(person_ids), Tiltak.slettet.is_(None))
        .group_by(Tiltak.person_id, Tiltak.ordning)
        .order_by(Tiltak.person_id, Tiltak.ordning)
    )
    return [
        Fact(person_id, FORSTE_TILTAK, ordning, first, "nir_tiltak")
        for person_id, ordning, first in session.execute(statement)
    ]


def first_day(session: Session, person_id: uuid.UUID, ordning: str, *, without: uuid.UUID) -> date | None:
    """The day the first tiltak of the ordning begins, one of them left out. One statement."""
    standing = (Tiltak.person_id == person_id, Tiltak.ordning == ordning, Tiltak.slettet.is_(None))
    return session.scalar(select(func.min(Tiltak.fra)).where(*standing, Tiltak.id != without))
