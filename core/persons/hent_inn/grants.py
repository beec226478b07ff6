"""What bringing a person in gives: whole reach, for the unit that did it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.models import FETCHED
from core.items import ReachGrant
from core.persons.hent_inn.models import HentetInn
from core.persons.stays import kommuner_of


def grants_of_fetching(session: Session, ids: Sequence[uuid.UUID]) -> list[ReachGrant]:
    """A grant for each time one of these persons was brought in and it is not closed.

    It follows the kommune through renumbering. A kommune that is divided meanwhile sees her no more: it must be said
    anew which of the parts asks.
    """
    columns = (HentetInn.person_id, HentetInn.unit_id, HentetInn.fra, HentetInn.til)
    rows = session.execute(select(*columns).where(HentetInn.person_id.in_(ids), HentetInn.lukket.is_(None)))
    return [
        ReachGrant(person_id, f"kommune:{part.nummer}", "hel", part.fra, part.til, FETCHED)
        for person_id, unit_id, fra, til in rows
        for part in kommuner_of(unit_id.removeprefix("kommune:"), None, fra, til)
        if part.nummer is not None
    ]
