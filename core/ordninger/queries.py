"""Reads a person's periods."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from core.access.kept import columns_of, kept_like
from core.ordninger.models import OrdningPeriode

PERIODS = (
    select(*columns_of(OrdningPeriode))
    .where(OrdningPeriode.person_id == bindparam("person_id"))
    .order_by(OrdningPeriode.fra.desc(), OrdningPeriode.lopenummer)
)


def periods_of(session: Session, person_id: uuid.UUID, ordning: str | None = None) -> Sequence[OrdningPeriode]:
    """A person's periods that the session may see, newest first; of one ordning when it is named."""
    found = kept_like(session, OrdningPeriode, PERIODS, {"person_id": person_id})
    return [one for one in found if ordning in (None, one.ordning)]


def state_on(period: OrdningPeriode, day: date) -> str:
    """`kommende`, `aktiv` or `avsluttet`, as seen on a day; never stored, so nothing goes stale overnight."""
    if day < period.fra:
        return "kommende"
    return "aktiv" if period.til is None or day <= period.til else "avsluttet"
