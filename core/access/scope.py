"""The walls: what a session may read and write of persons, put on every statement by the ORM itself.

A person is visible when a row of reach joins her to one of the units today, and she is not shielded or has been opened.
A row about a person is visible when it is not shielded (or she is opened) and its unit is mine or she is wholly
within reach.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import structlog
from sqlalchemy import ColumnElement, and_, event, exists, or_, select, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from core.access.models import Reach
from core.db import AboutPerson, insert_rows
from core.persons.models import Person

log = structlog.get_logger()


@dataclass(frozen=True)
class Scope:
    """What a session may see: these units on this day, every unit (IMDi), and the shielded persons that were opened."""

    day: date
    units: frozenset[str] = frozenset()
    everyone: bool = False
    opened: frozenset[uuid.UUID] = frozenset()
    system: str = ""


class OutOfScope(Exception):
    """A write about a person the session may not see. It undoes the transaction."""


def set_scope(session: Session, scope: Scope) -> None:
    """From here the session sees what the scope says."""
    session.info["scope"] = scope


@contextmanager
def system_scope(session: Session, name: str) -> Iterator[None]:
    """Within it the session sees all: for import, rules, reach and jobs, each by its name."""
    before = session.info.get("scope")
    session.info["scope"] = Scope(date.min, system=name)
    log.debug("system_scope", scope=name)
    try:
        yield
        session.flush()
    finally:
        session.info["scope"] = before


def in_reach(person_id: Any, scope: Scope, *, whole: bool = False) -> ColumnElement[bool]:
    """SQL: a row of reach joins this person to one of the units today; with `whole` only reach of kind `hel`."""
    if scope.everyone:
        return true()
    condition = and_(
        Reach.person_id == person_id,
        Reach.unit_id.in_(sorted(scope.units)),
        Reach.fra <= scope.day,
        or_(Reach.til.is_(None), Reach.til >= scope.day),
    )
    return exists().where(and_(condition, Reach.kind == "hel") if whole else condition).correlate_except(Reach)


def unshielded(skjermet: Any, person_id: Any, scope: Scope) -> ColumnElement[bool]:
    """SQL: not shielded, or opened by the user today."""
    if not scope.opened:
        return skjermet.is_(False)
    return or_(skjermet.is_(False), person_id.in_(sorted(scope.opened)))


def person_criterion(cls: Any, scope: Scope) -> ColumnElement[bool]:
    """SQL: this person is visible."""
    return and_(unshielded(cls.skjermet, cls.id, scope), in_reach(cls.id, scope))


def about_criterion(cls: Any, scope: Scope) -> ColumnElement[bool]:
    """SQL: this row about a person is visible."""
    mine = (
        true()
        if scope.everyone
        else or_(cls.unit_id.in_(sorted(scope.units)), in_reach(cls.person_id, scope, whole=True))
    )
    return and_(unshielded(cls.skjermet, cls.person_id, scope), mine)


def scope_of(session: Session) -> Scope:
    """The session's scope; without one it sees nobody."""
    return session.info.get("scope") or Scope(date.min)


@event.listens_for(Session, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    scope = scope_of(state.session)
    if scope.system or "house" not in state.session.info:
        return
    if state.is_insert:
        if _inserts_about_person(state) and not state.execution_options.get("checked"):
            raise OutOfScope("Rows about persons are added one by one, or by add_rows, so that they can be checked.")
        return
    listed = bool(state.execution_options.get("listed", False))
    state.statement = state.statement.options(*_criteria(scope, listed, len(Person.registry.mappers)))


@lru_cache(maxsize=500)
def _criteria(scope: Scope, listed: bool, models: int) -> tuple[Any, ...]:
    """The two sentences as options, made once for a scope (they are dear to make) and the number of models there are.

    `listed`: names in lists, where a holder sees the shielded too.
    """
    person = in_reach(Person.id, scope) if listed else person_criterion(Person, scope)
    about = [mapper.class_ for mapper in Person.registry.mappers if issubclass(mapper.class_, AboutPerson)]
    return (
        with_loader_criteria(Person, person, include_aliases=True),
        *(with_loader_criteria(model, about_criterion(model, scope), include_aliases=True) for model in about),
    )


def add_rows(session: Session, model: type[AboutPerson], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds many rows about persons at once, each checked like one. Raises OutOfScope; nothing is added then."""
    wanted = {row["person_id"] for row in rows}
    if not scope_of(session).system and wanted - writable(session, wanted):
        raise OutOfScope("Rows about persons outside the user's reach would have been written.")
    insert_rows(session, model, rows, checked=True)


def _inserts_about_person(state: ORMExecuteState) -> bool:
    mapper = state.bind_mapper
    return mapper is not None and issubclass(mapper.class_, (AboutPerson, Person))


@event.listens_for(Session, "before_flush")
def _check_writes(session: Session, context: Any, instances: Any) -> None:
    scope = scope_of(session)
    if scope.system or "house" not in session.info:
        return
    rows = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, AboutPerson | Person)]
    wanted = {row.id if isinstance(row, Person) else row.person_id for row in rows}
    if wanted - writable(session, wanted):
        raise OutOfScope("A row about a person outside the user's reach would have been written.")


def writable(session: Session, person_ids: set[Any]) -> set[uuid.UUID]:
    """Those of the persons about whom the session may write today: wholly within reach, or within late registration."""
    if not person_ids:
        return set()
    scope = scope_of(session)
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
