"""The walls: the ORM puts the scope on every statement, and checks what is about to be written.

The criteria are lambdas because SQLAlchemy then keeps their shape and changes only the values: made anew for each
statement they cost more than the statement. What a lambda uses stands in plain variables for the same reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, event, insert, or_, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from core.access.scope import OutOfScope, Scope, reached, scope_of, unshielded, writable
from core.db import AboutPerson
from core.persons.models import Person


class WalledSession(Session):
    """The session of a house: every statement goes through the walls."""


@event.listens_for(WalledSession, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    scope = scope_of(state.session)
    if scope.system:
        return
    if state.is_insert:
        if _about_person(state) and not state.execution_options.get("checked"):
            raise OutOfScope("Rows about persons are added one by one, or by add_rows, so that they can be checked.")
        return
    listed = bool(state.execution_options.get("listed", False))
    state.statement = state.statement.options(*criteria(scope, listed))


@lru_cache(maxsize=500)
def criteria(scope: Scope, listed: bool) -> tuple[Any, Any]:
    """The two sentences as options of a statement: for persons, and for rows about them.

    `listed`: names in lists, where a holder of the right sees the shielded too.
    """
    return _persons(scope, listed), _rows(scope)


def _persons(scope: Scope, listed: bool) -> Any:
    units, day, opened = sorted(scope.units), scope.day, sorted(scope.opened)
    if scope.everyone and listed:
        return with_loader_criteria(Person, lambda cls: true(), include_aliases=True)
    if scope.everyone:
        return with_loader_criteria(Person, lambda cls: unshielded(cls.skjermet, cls.id, opened), include_aliases=True)
    if listed:
        return with_loader_criteria(Person, lambda cls: reached(cls.id, units, day, False), include_aliases=True)
    return with_loader_criteria(
        Person,
        lambda cls: and_(unshielded(cls.skjermet, cls.id, opened), reached(cls.id, units, day, False)),
        include_aliases=True,
    )


def _rows(scope: Scope) -> Any:
    units, day, opened = sorted(scope.units), scope.day, sorted(scope.opened)
    if scope.everyone:
        return with_loader_criteria(
            AboutPerson, lambda cls: unshielded(cls.skjermet, cls.person_id, opened), include_aliases=True
        )
    return with_loader_criteria(
        AboutPerson,
        lambda cls: and_(
            unshielded(cls.skjermet, cls.person_id, opened),
            or_(cls.unit_id.in_(units), reached(cls.person_id, units, day, True)),
        ),
        include_aliases=True,
    )


def _about_person(state: ORMExecuteState) -> bool:
    mapper = state.bind_mapper
    return mapper is not None and issubclass(mapper.class_, (AboutPerson, Person))


@event.listens_for(WalledSession, "before_flush")
def _check_writes(session: Session, context: Any, instances: Any) -> None:
    if scope_of(session).system:
        return
    rows = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, AboutPerson | Person)]
    wanted = {row.id if isinstance(row, Person) else row.person_id for row in rows}
    if wanted - writable(session, wanted):
        raise OutOfScope("A row about a person outside the user's reach would have been written.")


def add_rows(session: Session, model: type[AboutPerson], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds many rows about persons at once, each checked like one. Raises OutOfScope; nothing is added then."""
    wanted = {row["person_id"] for row in rows}
    if not scope_of(session).system and wanted - writable(session, wanted):
        raise OutOfScope("Rows about persons outside the user's reach would have been written.")
    if rows:
        session.execute(insert(model), list(rows), execution_options={"checked": True})
