"""Keeps `reach`: who may see whom, from where a person lives and from what plugins know.

Runs in the transaction that changes the fact, for many persons at once, under a system scope.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, union
from sqlalchemy.orm import Session

from core.access.models import Reach
from core.access.scope import system_scope
from core.access.shielding import about_models
from core.dates import add_months
from core.db import FollowedUp, insert_rows
from core.house import house_of
from core.items import ReachGrant
from core.parameters import LATE_REGISTRATION_MONTHS
from core.persons.hent_inn.grants import grants_of_fetching
from core.persons.lived import homes_by_person
from core.persons.name_rows import refresh_unit_names
from core.persons.stays import DAY, Stay, kommuner_of, stays
from core.places.values import Segment

COLUMNS = ("person_id", "unit_id", "kind", "fra", "til", "why")
Values = tuple[Any, ...]
"""A row of reach as it is stored: the values of COLUMNS."""


def refresh_reach(session: Session, person_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Computes these persons' reach anew and stores it where it differs from what stands. Gives those whose it did."""
    ids = sorted(set(person_ids))
    if not ids:
        return set()
    with system_scope(session, "reach"):
        session.flush()
        grants = _from_bosted(session, ids) + grants_of_fetching(session, ids)
        grants += house_of(session).plugins.strict("person_reach", session=session, person_ids=ids)
        changed = _replace(session, ids, dict.fromkeys(tuple(getattr(one, name) for name in COLUMNS) for one in grants))
        refresh_unit_names(session, sorted(changed))
        return changed


def _replace(session: Session, ids: Sequence[uuid.UUID], wanted: Collection[Values]) -> set[uuid.UUID]:
    """Takes away the rows that are no longer so, and adds those that lack."""
    columns = [getattr(Reach, name) for name in COLUMNS]
    rows = session.execute(select(Reach.id, *columns).where(Reach.person_id.in_(ids))).all()
    standing: dict[Values, uuid.UUID] = {tuple(values): row_id for row_id, *values in rows}
    kept = {row_id for values, row_id in standing.items() if values in wanted}
    gone = [row for row in rows if row.id not in kept]
    if gone:
        session.execute(delete(Reach).where(Reach.id.in_([row.id for row in gone])))
    new = [values for values in wanted if values not in standing]
    insert_rows(session, Reach, [{"id": uuid.uuid4(), **dict(zip(COLUMNS, values, strict=True))} for values in new])
    return {row.person_id for row in gone} | {values[0] for values in new}


def _from_bosted(session: Session, ids: Sequence[uuid.UUID]) -> list[ReachGrant]:
    homes = homes_by_person(session, ids)
    own = _units_with_rows(session, ids)
    grants: list[ReachGrant] = []
    for person_id in ids:
        for stay in stays(homes[person_id]):
            grants += stay_grants(person_id, stay, own[person_id])
    return grants


def stay_grants(person_id: uuid.UUID, stay: Stay[Any], own: frozenset[str]) -> list[ReachGrant]:
    """Whole reach while she lives there; afterwards the unit's own rows, and late registration for a while."""
    row, grants = stay.row, []
    number = row.kommune or row.ligger_i
    if row.mottak:
        grants.append(ReachGrant(person_id, f"mottak:{row.mottak}", "hel", stay.fra, stay.til, "bosted"))
    lived_in = kommuner_of(number, row.kommune_valgt, stay.fra, stay.til)
    grants += _grants(person_id, lived_in, "hel", "bosted")
    if stay.til is None:
        return grants
    after = stay.til + DAY
    late = add_months(stay.til, LATE_REGISTRATION_MONTHS.on(stay.til))
    grants += _grants(person_id, kommuner_of(number, row.kommune_valgt, after, late), "egne", "etterregistrering")
    if own & {f"kommune:{part.nummer}" for part in kommuner_of(number, row.kommune_valgt, stay.fra, None)}:
        grants += _grants(person_id, kommuner_of(number, row.kommune_valgt, after, None), "egne", "flyttet")
    return grants


def _grants(person_id: uuid.UUID, parts: Sequence[Segment], kind: str, why: str) -> list[ReachGrant]:
    """A grant for each kommune that held; a split that nobody has answered belongs to none."""
    return [
        ReachGrant(person_id, f"kommune:{part.nummer}", kind, part.fra, part.til, why)
        for part in parts
        if part.nummer is not None
    ]


def _units_with_rows(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[str]]:
    """Units that have rows of their own about these persons, in every plugin's tables.

    What core works out of where she lives is no row of the unit's own.
    """
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    models: list[Any] = [model for model in about_models(session) if not issubclass(model, FollowedUp)]
    parts = [
        select(model.person_id, model.unit_id).where(model.person_id.in_(ids), model.unit_id.is_not(None))
        for model in models
    ]
    if parts:
        for person_id, unit_id in session.execute(union(*parts)):
            found[person_id].add(unit_id)
    return defaultdict(frozenset, {person_id: frozenset(units) for person_id, units in found.items()})
