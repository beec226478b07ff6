"""Keeps `ordning_linje`: for each period and each stretch of follow-up a line, made anew where it differs."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.db import insert_rows
from core.house import house_of
from core.ordninger.models import NEVER, OrdningLinje, OrdningPeriode
from core.ordninger.stretches import Stretch, stretches
from core.persons.lived import homes_by_person
from core.persons.models import Person

Values = tuple[Any, ...]

ABOUT = ("fornavn", "etternavn", "fornavn_sok", "etternavn_sok", "fodselsdato", "statsborgerskap")
COLUMNS = (
    "skjermet",
    *ABOUT,
    "duf",
    "morsmal",
    *("unit_id", "unit_fra", "unit_til", "bydel", "mottak"),
    *("lov", "ordning", "kategori", "status", "fra", "til", "frist", "frist_grunn", "apen_fra", "apen_til"),
)


def refresh_lines(session: Session, ids: Sequence[uuid.UUID]) -> None:
    """Makes these persons' lines what their periods and homes say; one that stands as it should keeps its id.

    Call it under a system scope, when periods have been stored.
    """
    wanted, stored = _wanted(session, ids), _stored(session, ids)
    gone: list[uuid.UUID] = []
    new: list[dict[str, Any]] = []
    for person_id in ids:
        standing = stored[person_id]
        for values in wanted[person_id]:
            if values in standing:
                standing[values].pop()
                if not standing[values]:
                    del standing[values]
            else:
                new.append({"id": uuid.uuid4(), "person_id": person_id, **dict(zip(COLUMNS, values, strict=True))})
        gone += [one for left in standing.values() for one in left]
    if gone:
        session.execute(delete(OrdningLinje).where(OrdningLinje.id.in_(gone)))
    insert_rows(session, OrdningLinje, new)


def _wanted(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[Values]]:
    periods = session.execute(
        select(
            OrdningPeriode.person_id,
            OrdningPeriode.ordning,
            OrdningPeriode.kategori,
            OrdningPeriode.status,
            OrdningPeriode.fra,
            OrdningPeriode.til,
            OrdningPeriode.frist,
            OrdningPeriode.frist_grunn,
        ).where(OrdningPeriode.person_id.in_(ids))
    ).all()
    found: dict[uuid.UUID, list[Values]] = defaultdict(list)
    about = _about(session, {row.person_id for row in periods})
    homes = homes_by_person(session, about)
    lived = {person_id: stretches(homes[person_id]) for person_id in about}
    laws = {ordning.key: ordning.law for ordning in house_of(session).plugins.registry.ordninger.values()}
    for period in periods:
        person_id = period.person_id
        found[person_id] += lines_of_period(about[person_id], period, laws.get(period.ordning, ""), lived[person_id])
    return found


def _about(session: Session, ids: set[uuid.UUID]) -> dict[uuid.UUID, Values]:
    """The first of COLUMNS: what is told of the person herself."""
    if not ids:
        return {}
    columns = [getattr(Person, name) for name in ABOUT]
    rows = session.execute(
        select(Person.id, Person.skjermet, *columns, Person.duf, Person.morsmal).where(Person.id.in_(ids))
    )
    return {person_id: (*more, duf or "", morsmal or "") for person_id, *more, duf, morsmal in rows}


def lines_of_period(about: Values, period: Any, law: str, lived: Sequence[Stretch]) -> Iterator[Values]:
    """Values (COLUMNS) of a line for each stretch not ended before the period begins: later ones show it as ended."""
    til, frist = period.til or NEVER, period.frist or NEVER
    what = (law, period.ordning, period.kategori, period.status, period.fra, til, frist, period.frist_grunn)
    for part in lived:
        last = part.til or NEVER
        if last >= period.fra:
            where = (part.unit_id, part.fra, part.til, part.bydel, part.mottak)
            yield (*about, *where, *what, max(period.fra, part.fra), min(til, last))


def _stored(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[Values, list[uuid.UUID]]]:
    columns = [getattr(OrdningLinje, name) for name in COLUMNS]
    rows = session.execute(
        select(OrdningLinje.id, OrdningLinje.person_id, *columns).where(OrdningLinje.person_id.in_(ids))
    )
    found: dict[uuid.UUID, dict[Values, list[uuid.UUID]]] = defaultdict(lambda: defaultdict(list))
    for line_id, person_id, *values in rows:
        found[person_id][tuple(values)].append(line_id)
    return found
