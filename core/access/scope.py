"""What a session may see of persons, said once in SQL; `core.access.walls` puts it on every statement.

A person is visible when a row of reach joins her to one of the units today, and she is not shielded or has been opened.
A row about a person is visible when it is not shielded (or she is opened) and its unit is mine or she is wholly within
reach. Where the row says from when to when its unit follows her up, it is mine on those days alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import Session

from core.access.carried import narrow
from core.access.models import Reach
from core.persons.models import Person

log = structlog.get_logger()


@dataclass(frozen=True)
class Scope:
    """What a session may see: these units on this day, every unit (IMDi), and the shielded persons that were opened.

    `holds`: the units in which the names of shielded persons are hers to see.
    """

    day: date
    units: frozenset[str] = frozenset()
    everyone: bool = False
    opened: frozenset[uuid.UUID] = frozenset()
    holds: frozenset[str] = frozenset()
    system: str = ""


class OutOfScope(Exception):
    """A write about a person the session may not see. It undoes the transaction."""


def set_scope(session: Session, scope: Scope) -> None:
    """From here the session sees what the scope says."""
    session.info["scope"] = scope
    narrow(session)


def scope_of(session: Session) -> Scope:
    """The session's scope; without one it sees nobody."""
    return session.info.get("scope") or Scope(date.min)


@contextmanager
def system_scope(session: Session, name: str) -> Iterator[None]:
    """Within it the session sees all: for import, rules, reach and jobs, each by its name.

    What was added before is written before, and checked as the user's. Raises OutOfScope.
    """
    session.flush()
    before = session.info.get("scope")
    session.info["scope"] = Scope(date.min, system=name)
    log.debug("system_scope", scope=name)
    try:
        yield
        session.flush()
    finally:
        session.info["scope"] = before
        narrow(session)


def unshielded(skjermet: Any, person_id: Any, opened: Sequence[uuid.UUID]) -> ColumnElement[bool]:
    """SQL: not shielded, or opened by the user today."""
    return or_(skjermet.is_(False), person_id.in_(opened))


def mine(row: Any, units: Sequence[str], day: date) -> ColumnElement[bool]:
    """SQL: the row's unit is one of these; of a row that is FollowedUp, on a day when it follows her up."""
    own: ColumnElement[bool] = row.unit_id.in_(units)
    if getattr(row, "unit_fra", None) is None:
        return own
    return and_(own, row.unit_fra <= day, or_(row.unit_til.is_(None), row.unit_til >= day))


def reached(person_id: Any, units: Sequence[str], day: date, whole: bool) -> ColumnElement[bool]:
    """SQL: a row of reach joins this person to one of the units on a day; `whole`: only reach of kind `hel`."""
    condition = and_(
        Reach.person_id == person_id,
        Reach.unit_id.in_(units),
        Reach.fra <= day,
        or_(Reach.til.is_(None), Reach.til >= day),
    )
    return exists().where(and_(condition, Reach.kind == "hel") if whole else condition).correlate_except(Reach)


def wholly_reached(units: Sequence[str], day: date) -> Select[tuple[uuid.UUID]]:
    """The ids of those whom a row of reach of kind `hel` joins to one of the units on a day; for `in`."""
    return select(Reach.person_id).where(
        Reach.unit_id.in_(units), Reach.kind == "hel", Reach.fra <= day, or_(Reach.til.is_(None), Reach.til >= day)
    )


def in_reach(person_id: Any, scope: Scope, *, whole: bool = False) -> ColumnElement[bool]:
    """SQL: this person is within the scope's reach; everyone is within IMDi's."""
    return true() if scope.everyone else reached(person_id, sorted(scope.units), scope.day, whole)


def writable(session: Session, person_ids: set[Any]) -> set[uuid.UUID]:
    """Those about whom the session may write today: wholly within reach, or within late registration."""
    scope = scope_of(session)
    if scope.system or not person_ids:
        return set(person_ids)
    late = exists().where(
        Reach.person_id == Person.id,
        Reach.unit_id.in_(sorted(scope.units)),
        Reach.why == "etterregistrering",
        Reach.fra <= scope.day,
        Reach.til >= scope.day,
    )
    with session.no_autoflush:
        found = session.scalars(
            select(Person.id).where(Person.id.in_(person_ids), or_(in_reach(Person.id, scope, whole=True), late))
        )
        return set(found)
