"""Keeps `reach`: who may see whom, from where a person lives and from what plugins know.

Runs in the transaction that changes the fact, for many persons at once, under a system scope.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, union
from sqlalchemy.orm import Session

from core.access.models import Reach
from core.access.scope import system_scope
from core.access.shielding import about_models
from core.dates import add_months
from core.house import house_of
from core.items import ReachGrant
from core.parameters import LATE_REGISTRATION_MONTHS
from core.persons.models import Bosted
from core.places.followed import segments
from core.places.models import Mottak

DAY = timedelta(days=1)


def refresh_reach(session: Session, person_ids: Iterable[uuid.UUID]) -> None:
    """Computes these persons' reach anew and stores it in place of the old."""
    ids = sorted(set(person_ids))
    if not ids:
        return
    with system_scope(session, "reach"):
        session.flush()
        grants = _from_bosted(session, ids)
        grants += house_of(session).plugins.strict("person_reach", session=session, person_ids=ids)
        session.execute(delete(Reach).where(Reach.person_id.in_(ids)))
        rows = [{"id": uuid.uuid4(), **_row(grant)} for grant in dict.fromkeys(grants)]
        if rows:
            session.execute(insert(Reach), rows)


def _row(grant: ReachGrant) -> dict[str, Any]:
    names = ("person_id", "unit_id", "kind", "fra", "til", "why")
    return {name: getattr(grant, name) for name in names}


def _from_bosted(session: Session, ids: Sequence[uuid.UUID]) -> list[ReachGrant]:
    stays = _stays(session, ids)
    own = _units_with_rows(session, ids)
    grants: list[ReachGrant] = []
    for person_id in ids:
        for stay in stays[person_id]:
            grants += _stay_grants(person_id, stay, own[person_id])
    return grants


def _stays(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[Row[Any]]]:
    """Rows of bosted by person, oldest first, with the kommune a mottak lies in."""
    rows = session.execute(
        select(
            Bosted.person_id,
            Bosted.type,
            Bosted.mottak,
            Bosted.kommune,
            Bosted.fra,
            Bosted.til,
            Mottak.kommune.label("ligger_i"),
        )
        .outerjoin(Mottak, Mottak.kode == Bosted.mottak)
        .where(Bosted.person_id.in_(ids))
        .order_by(Bosted.person_id, Bosted.fra)
    )
    found: dict[uuid.UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _stay_grants(person_id: uuid.UUID, stay: Row[Any], own: frozenset[str]) -> list[ReachGrant]:
    """Whole reach while she lives there; afterwards the unit's own rows, and late registration for a while."""
    grants = []
    if stay.mottak:
        grants.append(ReachGrant(person_id, f"mottak:{stay.mottak}", "hel", stay.fra, stay.til, "bosted"))
    number = stay.kommune or stay.ligger_i
    for part in segments(number, stay.fra, stay.til) if number else ():
        if part.nummer is not None:
            grants.append(ReachGrant(person_id, f"kommune:{part.nummer}", "hel", part.fra, part.til, "bosted"))
    if stay.til is not None and number:
        grants += _after_moving(person_id, number, stay.til, own)
    return grants


def _after_moving(person_id: uuid.UUID, number: str, til: date, own: frozenset[str]) -> list[ReachGrant]:
    grants = []
    late = add_months(til, LATE_REGISTRATION_MONTHS.on(til))
    for part in segments(number, til + DAY, late):
        if part.nummer is not None:
            grants.append(
                ReachGrant(person_id, f"kommune:{part.nummer}", "egne", part.fra, part.til, "etterregistrering")
            )
    if any(part.nummer and f"kommune:{part.nummer}" in own for part in segments(number, til, None)):
        for part in segments(number, til + DAY, None):
            if part.nummer is not None:
                grants.append(ReachGrant(person_id, f"kommune:{part.nummer}", "egne", part.fra, part.til, "flyttet"))
    return grants


def _units_with_rows(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[str]]:
    """Units that have rows of their own about these persons, in every plugin's tables."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    models: list[Any] = list(about_models(session))
    parts = [
        select(model.person_id, model.unit_id).where(model.person_id.in_(ids), model.unit_id.is_not(None))
        for model in models
    ]
    if parts:
        for person_id, unit_id in session.execute(union(*parts)):
            found[person_id].add(unit_id)
    return defaultdict(frozenset, {person_id: frozenset(units) for person_id, units in found.items()})
