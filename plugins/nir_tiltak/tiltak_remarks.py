"""What the import's report says of tiltak that were read: those users have changed here, and those outside a period."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.api import OrdningPeriode

from .models import Tiltak
from .ordninger import ordninger
from .rules import covered

EDITED = "Et tiltak er registrert eller endret av en bruker her. Innlesingen har ikke rørt det."
DELETED = "Et tiltak er slettet av en bruker her. Innlesingen har ikke hentet det fram."
OUTSIDE = "Et tiltak i {} ligger helt eller delvis utenfor periodene i ordningen. Det er tatt inn."

Remarks = list[tuple[uuid.UUID, str]]
Periods = dict[tuple[uuid.UUID, str], list[tuple[date, date | None]]]


def remarks(session: Session, person_ids: list[uuid.UUID]) -> Remarks:
    """Remarks about the imported tiltak of these persons."""
    return [*_users(session, person_ids), *_outside(session, person_ids)]


def _users(session: Session, ids: list[uuid.UUID]) -> Remarks:
    columns = (Tiltak.person_id, Tiltak.slettet_av)
    touched = or_(Tiltak.endret_av.is_not(None), Tiltak.slettet_av != "Import")
    rows = session.execute(select(*columns).where(Tiltak.person_id.in_(ids), Tiltak.importert.is_not(None), touched))
    return [(person_id, EDITED if deleted_by is None else DELETED) for person_id, deleted_by in rows]


def _outside(session: Session, ids: list[uuid.UUID]) -> Remarks:
    """Of ordninger whose rule runs; the others have no periods to be outside of."""
    ruled = [ordning.key for ordning in ordninger() if ordning.rule is not None]
    periods = _periods(session, ids, ruled)
    rows = session.execute(
        select(Tiltak.person_id, Tiltak.ordning, Tiltak.fra, Tiltak.til).where(
            Tiltak.person_id.in_(ids),
            Tiltak.ordning.in_(ruled),
            Tiltak.importert.is_not(None),
            Tiltak.slettet.is_(None),
        )
    )
    return [
        (row.person_id, OUTSIDE.format(row.ordning))
        for row in rows
        if not covered(periods[row.person_id, row.ordning], row.fra, row.til)
    ]


def _periods(session: Session, ids: list[uuid.UUID], keys: Iterable[str]) -> Periods:
    columns = (OrdningPeriode.person_id, OrdningPeriode.ordning, OrdningPeriode.fra, OrdningPeriode.til)
    found: Periods = defaultdict(list)
    for person_id, ordning, fra, til in session.execute(
        select(*columns).where(OrdningPeriode.person_id.in_(ids), OrdningPeriode.ordning.in_(keys))
    ):
        found[person_id, ordning].append((fra, til))
    return found
