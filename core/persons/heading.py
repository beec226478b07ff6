"""The facts one always needs about a person, at the head of each of her pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from core.ordninger.models import OrdningPeriode
from core.ordninger.queries import periods_of, state_on
from core.persons.models import Person, Tillatelse
from core.persons.queries import Home, home_on, homes_of, permits_of


@dataclass(frozen=True)
class Heading:
    """Where she lives today, the newest permit that holds, and the periods that are active. Empty what may not be seen."""

    home: Home | None
    permit: Tillatelse | None
    active: tuple[OrdningPeriode, ...]


def heading(session: Session, person: Person, day: date) -> Heading:
    """Reads the heading in three statements."""
    permits = [permit for permit in permits_of(session, person.id) if permit.trukket is None or permit.trukket > day]
    active = tuple(period for period in periods_of(session, person.id) if state_on(period, day) == "aktiv")
    return Heading(home_on(homes_of(session, person.id, day), day), permits[0] if permits else None, active)
