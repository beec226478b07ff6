"""From when to when a kommune follows a person up: where she lives, each number while it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.persons.stays import Stay, kommuner_of, stays
from core.places.values import Segment


@dataclass(frozen=True)
class Stretch:
    """The days on which one kommune follows her up in one place, both included; `til` None: still.

    `unit_id` is None where the kommune is not known, or was divided and nobody has said which she lives in.
    """

    unit_id: str | None
    fra: date
    til: date | None
    bydel: str
    mottak: str


def stretches(homes: Iterable[Any]) -> list[Stretch]:
    """Her stretches, oldest first, from rows of bosted as `core.persons.lived.homes_by_person` gives them."""
    return [_stretch(stay, part) for stay in stays(homes) for part in _parts(stay)]


def _parts(stay: Stay[Any]) -> Iterable[Segment]:
    """For a mottak the kommune it lies in. A home without a kommune is one stretch that no kommune follows up."""
    row = stay.row
    known = kommuner_of(row.kommune or row.ligger_i, row.kommune_valgt, stay.fra, stay.til)
    return known or (Segment(None, stay.fra, stay.til),)


def _stretch(stay: Stay[Any], part: Segment) -> Stretch:
    unit = f"kommune:{part.nummer}" if part.nummer else None
    return Stretch(unit, part.fra, part.til, stay.row.bydel or "", stay.row.mottak or "")
