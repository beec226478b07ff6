"""Reads a person's periods."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.ordninger.models import OrdningPeriode


def periods_of(session: Session, person_id: uuid.UUID, ordning: str | None = None) -> Sequence[OrdningPeriode]:
    """A person's periods that the session may see, newest first; of one ordning when it is named."""
    statement = select(OrdningPeriode).where(OrdningPeriode.person_id == person_id)
    statement = statement.order_by(OrdningPeriode.fra.desc(), OrdningPeriode.lopenummer)
    if ordning is not None:
        statement = statement.where(OrdningPeriode.ordning == ordning)
    return session.scalars(statement).all()


def state_on(period: OrdningPeriode, day: date) -> str:
    """`kommende`, `aktiv` or `avsluttet`, as seen on a day; never stored, so nothing goes stale overnight."""
    if day < period.fra:
        return "kommende"
    return "aktiv" if period.til is None or day <= period.til else "avsluttet"
