"""Tells whose permit has run out, of many persons at once."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from core.access.kept import kept_rows
from core.persons.models import Tillatelse

STANDING = (
    select(Tillatelse.person_id, Tillatelse.gyldig_til)
    .where(
        Tillatelse.person_id.in_(bindparam("ids", expanding=True)),
        or_(Tillatelse.trukket.is_(None), Tillatelse.trukket > bindparam("day")),
    )
    .order_by(Tillatelse.vedtaksdato, Tillatelse.type.desc())
)
"""Their permits that are not withdrawn, the newest last. Made once: each page of a list asks it."""


def expired_permits(session: Session, person_ids: Collection[uuid.UUID], day: date) -> frozenset[uuid.UUID]:
    """Those of them whose newest permit that is not withdrawn has run out, as far as the session may see.

    That closes nothing, but every line about her says so. The same is told of one person by her heading
    (core.persons.heading).
    """
    if not person_ids:
        return frozenset()
    newest = dict(kept_rows(session, STANDING, {"ids": list(person_ids), "day": day}).tuples().all())
    return frozenset(person_id for person_id, last in newest.items() if last is not None and last < day)
