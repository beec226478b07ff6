"""Where persons lived on days that others ask about: many persons at once, in one statement."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.persons.models import Bosted
from core.persons.stays import kommuner_of, newest_first
from core.places.models import Mottak


@dataclass(frozen=True)
class Lived:
    """The kommune she lived in on a day, by its number then (for a mottak the one it lies in), and the bydel.

    Empty where it is not known: she lived nowhere, or the number was divided and nobody has chosen.
    """

    kommune: str = ""
    bydel: str = ""


NOWHERE = Lived()


def lived_on(session: Session, wanted: Iterable[tuple[uuid.UUID, date]]) -> dict[tuple[uuid.UUID, date], Lived]:
    """Where each person lived on each day, as far as the session may see. Every pair wanted is in the answer."""
    pairs = set(wanted)
    homes = homes_by_person(session, {person_id for person_id, _ in pairs})
    return {(person_id, day): _lived(homes[person_id], day) for person_id, day in pairs}


def homes_by_person(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Row[Any]]]:
    """Rows of bosted by person, with the kommune a mottak lies in (`ligger_i`), in the order they count."""
    columns = (
        Bosted.person_id,
        Bosted.type,
        Bosted.mottak,
        Bosted.kommune,
        Bosted.kommune_valgt,
        Bosted.bydel,
        Bosted.fra,
        Bosted.til,
    )
    rows = session.execute(
        select(*columns, Mottak.kommune.label("ligger_i"))
        .outerjoin(Mottak, Mottak.kode == Bosted.mottak)
        .where(Bosted.person_id.in_(ids))
    )
    found: dict[uuid.UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return defaultdict(list, {person_id: newest_first(rows) for person_id, rows in found.items()})


def _lived(homes: list[Row[Any]], day: date) -> Lived:
    home = next((row for row in homes if row.fra <= day and (row.til is None or day <= row.til)), None)
    if home is None:
        return NOWHERE
    parts = kommuner_of(home.kommune or home.ligger_i, home.kommune_valgt, day, day)
    return Lived((parts[0].nummer or "") if parts else "", home.bydel or "")
