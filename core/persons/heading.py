"""The facts one always needs about a person, at the head of each of her pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from core.ordninger.models import OrdningPeriode
from core.ordninger.queries import periods_of, state_on
from core.persons.models import Person, Tillatelse
from core.persons.queries import Home, home_on, homes_of, permits_of


@dataclass(frozen=True)
class Heading:
    """A person's permits, homes and periods, newest first, and what counts on a day. Empty what may not be seen."""

    day: date
    permits: Sequence[Tillatelse]
    homes: Sequence[Home]
    periods: Sequence[OrdningPeriode]

    @cached_property
    def home(self) -> Home | None:
        """Where she lives."""
        return home_on(self.homes, self.day)

    @cached_property
    def permit(self) -> Tillatelse | None:
        """The newest permit that has not been withdrawn."""
        return next((one for one in self.permits if one.trukket is None or one.trukket > self.day), None)

    @property
    def open(self) -> list[OrdningPeriode]:
        """The periods that hold or are to come."""
        return [period for period in self.periods if state_on(period, self.day) != "avsluttet"]

    @property
    def open_first(self) -> list[OrdningPeriode]:
        """All periods: those that are open or to come, then the ended."""
        return [*self.open, *(period for period in self.periods if period not in self.open)]

    @cached_property
    def active(self) -> list[OrdningPeriode]:
        """The periods that hold, the newest of each kategori."""
        found: dict[str, OrdningPeriode] = {}
        for period in self.periods:
            if state_on(period, self.day) == "aktiv":
                found.setdefault(period.kategori, period)
        return list(found.values())


def heading(session: Session, person: Person, day: date) -> Heading:
    """Reads the heading in three statements."""
    permits, homes = permits_of(session, person.id), homes_of(session, person.id, day)
    return Heading(day, permits, homes, periods_of(session, person.id))
