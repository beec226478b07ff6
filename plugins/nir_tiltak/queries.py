"""Reads tiltak."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.api import OrdningPeriode

from .codes import IKKE_REGISTRERT, typer
from .models import Tiltak


def tiltak_of(session: Session, person_id: uuid.UUID, ordning: str) -> Sequence[Tiltak]:
    """A person's tiltak of an ordning that the session may see, deleted ones too, oldest first. One statement."""
    statement = select(Tiltak).where(Tiltak.person_id == person_id, Tiltak.ordning == ordning)
    return session.scalars(statement.order_by(Tiltak.fra, Tiltak.til, Tiltak.id)).all()


def ordninger_in_use(session: Session, person_id: uuid.UUID) -> set[str]:
    """Keys of the ordninger in which she has a period or a tiltak that the session may see. One statement."""
    periods = select(OrdningPeriode.ordning).where(OrdningPeriode.person_id == person_id)
    tiltak = select(Tiltak.ordning).where(Tiltak.person_id == person_id)
    return set(session.scalars(periods.union(tiltak)))


def standing_tiltak(session: Session, person_id: uuid.UUID) -> Sequence[Tiltak]:
    """A person's tiltak under every ordning that the session may see, without the deleted. One statement."""
    return session.scalars(select(Tiltak).where(Tiltak.person_id == person_id, Tiltak.slettet.is_(None))).all()


def unanswered(
    session: Session, units: Collection[str], ordninger: Collection[str], day: date, most: int
) -> Sequence[Tiltak]:
    """Tiltak of these units that have ended without *Gjennomføring av tiltak*, oldest first, at most so many."""
    asked = [code.key for code in typer().where(krever_gjennomforing="ja").codes]
    statement = (
        select(Tiltak)
        .where(Tiltak.unit_id.in_(sorted(units)), Tiltak.ordning.in_(sorted(ordninger)), Tiltak.type.in_(asked))
        .where(Tiltak.slettet.is_(None), Tiltak.til < day)
        .where(or_(Tiltak.gjennomforing.is_(None), Tiltak.gjennomforing == IKKE_REGISTRERT))
        .order_by(Tiltak.til, Tiltak.id)
        .limit(most)
    )
    return session.scalars(statement).all()
