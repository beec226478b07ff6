"""What the pages about a person read of her tiltak: once a request, though the menu, a panel and a table all ask."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import g, request

from core.api import Person, db, person_head, today

from .models import Tiltak
from .queries import tiltak_of


def all_tiltak(person: Person) -> Sequence[Tiltak]:
    """Her tiltak under every ordning that the user may see, deleted ones too, oldest first.

    In a request that writes they are read each time: it may just have changed them.
    """
    if request.method not in ("GET", "HEAD"):
        return tiltak_of(db(), person.id)
    found: dict[uuid.UUID, Sequence[Tiltak]] = g.setdefault("nir_tiltak", {})
    if person.id not in found:
        found[person.id] = tiltak_of(db(), person.id)
    return found[person.id]


def standing_tiltak(person: Person) -> list[Tiltak]:
    """The same without the deleted."""
    return [one for one in all_tiltak(person) if one.slettet is None]


def ordninger_in_use(person: Person) -> dict[str, str]:
    """The ordninger in which she has a period or a tiltak that the user may see, and the kategori of each.

    The kategori is that of the newest period that has begun, else of the newest; empty without any.
    """
    day = today(db())
    by_day = sorted(person_head(person).periods, key=lambda period: (period.fra <= day, period.fra))
    without = {one.ordning: "" for one in all_tiltak(person)}
    return without | {period.ordning: period.kategori for period in by_day}
