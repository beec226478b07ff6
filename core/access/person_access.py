"""How much of a person the user may see and change today, found together with the person herself."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import Session

from core.access.models import FETCHED, Reach
from core.access.scope import scope_of
from core.access.users import SHIELDED, SignedIn
from core.persons.models import Person


@dataclass(frozen=True)
class PersonAccess:
    """How much the user's units see of a person today.

    `whole`: those that see all of her; `own`: those that see their own rows; `late`: stays still open for registration;
    `fetched`: the last day of having brought her in, where that is the only reason she is seen wholly.
    """

    person: Person
    whole: frozenset[str]
    own: frozenset[str]
    late: tuple[tuple[str, date, date], ...]
    closed: bool
    fetched: date | None = None

    def permits(self, user: SignedIn, permission: str, *, write: bool = False) -> bool:
        """True when a unit that sees her gives the user the permission; to write it must see all, or register late."""
        units = user.units_with(permission)
        if user.everyone and "imdi" in units:
            return True
        if units & self.whole:
            return True
        return bool(units & (frozenset(unit for unit, _, _ in self.late) if write else self.own))

    def unit_for(self, user: SignedIn, permission: str) -> str | None:
        """The unit in whose name the user writes: one that sees the whole person, else one that registers late."""
        units = user.units_with(permission)
        whole = sorted(units & self.whole)
        late = sorted(units & {unit for unit, _, _ in self.late})
        return next(iter([*whole, *late]), None)

    def may_write_on(self, user: SignedIn, permission: str, day: date) -> bool:
        """True when a row that begins on this day may be written: with whole reach, or in the unit's own time."""
        units = user.units_with(permission)
        if user.everyone or units & self.whole:
            return True
        return any(unit in units and fra <= day <= til for unit, fra, til in self.late)


PERSON = (
    select(Person, Reach.unit_id, Reach.kind, Reach.fra, Reach.til, Reach.why)
    .outerjoin(
        Reach,
        and_(
            Reach.person_id == Person.id,
            Reach.unit_id.in_(bindparam("units", expanding=True)),
            Reach.fra <= bindparam("day"),
        ),
    )
    .where(Person.id == bindparam("person_id"))
)
PERSONS = {listed: PERSON.execution_options(kept=True, listed=listed) for listed in (False, True)}
"""A person, a row for each row of reach that joins her to some units. By whether names of the shielded are told."""


def find_person(session: Session, user: SignedIn, person_id: uuid.UUID) -> PersonAccess | None:
    """The person within the user's reach, or None: outside it is just like what does not exist.

    A shielded person comes `closed` to a holder of the right who has not opened her today, and not at all to others.
    """
    scope = scope_of(session)
    asked = {"person_id": person_id, "units": sorted(scope.units), "day": scope.day}
    found = session.execute(PERSONS[user.can(SHIELDED)], asked).all()
    if not found:
        return None
    person = found[0].Person
    closed = person.skjermet and person_id not in scope.opened
    rows = [row for row in found if row.unit_id]
    now = [row for row in rows if row.til is None or row.til >= scope.day]
    late = {row.unit_id for row in now if row.why == "etterregistrering"}
    stays = tuple(
        (r.unit_id, r.fra, r.til) for r in rows if r.kind == "hel" and r.til is not None and r.unit_id in late
    )
    whole = frozenset(row.unit_id for row in now if row.kind == "hel")
    own = frozenset(row.unit_id for row in now)
    return PersonAccess(person, whole, own, stays, closed, _fetched([row for row in now if row.kind == "hel"]))


def _fetched(rows: Sequence[Row[Any]]) -> date | None:
    """When she is seen for no other reason than that a unit brought her in."""
    if not rows or any(row.why != FETCHED for row in rows):
        return None
    return max(row.til for row in rows)
