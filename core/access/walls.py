"""The walls: the ORM puts the scope on every statement, and checks what is about to be written.

The criteria are lambdas because SQLAlchemy then keeps their shape and changes only the values: made anew for each
statement they cost more than the statement. What a lambda uses stands in plain variables for the same reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, and_, event, insert, inspect, or_, select, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.attributes import get_history

from core.access.around import goes_around
from core.access.carried import attach, narrow
from core.access.scope import OutOfScope, Scope, in_reach, mine, reached, scope_of, unshielded, writable
from core.db import AboutPerson
from core.persons.models import Person

MANY = "Rows about persons are written one by one, or by add_rows, so that they can be checked."
AROUND = "A statement about persons is said of the models, so that the walls reach it."
MOVED = "A row is moved from one person to another by itself, so that both can be checked."
ERASED = "A person is erased under a system scope: rows of units the user does not see go with her."


class WalledSession(Session):
    """The session of a house: every statement goes through the walls."""

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """As ever, but what has been read already, by a system scope say, is asked for anew before it is given."""
        found = super().get(entity, ident, **options)
        if isinstance(found, AboutPerson | Person) and not scope_of(self).system:
            state: Any = inspect(found)
            key = zip(state.mapper.primary_key, state.identity, strict=True)
            return self.scalar(select(type(found)).where(*(column == value for column, value in key)))
        return found

    def _refuse(self, *arguments: Any, **options: Any) -> Any:
        raise OutOfScope(MANY)

    def commit(self) -> None:
        """As ever, but never by a plugin: the request is one transaction. Raises RuntimeError."""
        self._not_by_plugin()
        super().commit()

    def rollback(self) -> None:
        """The same."""
        self._not_by_plugin()
        super().rollback()

    def close(self) -> None:
        """The same."""
        self._not_by_plugin()
        super().close()

    def _not_by_plugin(self) -> None:
        if plugin := self.info.get("plugin"):
            raise RuntimeError(f"«{plugin}» may not end the request's transaction.")

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _refuse
    """The old ways to write many at once: they pass the walls by."""


@event.listens_for(WalledSession, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    scope = scope_of(state.session)
    if scope.system:
        return
    if goes_around(state):
        raise OutOfScope(AROUND)
    if state.is_insert or (state.is_update and isinstance(state.parameters, list)):  # by key, a row for each
        if _about_person(state) and not state.execution_options.get("checked"):
            raise OutOfScope(MANY)
        return
    _refuse_wide(state)
    if state.is_column_load:
        _narrow_reload(state, scope)
    listed = state.session.info["listed"] = bool(state.execution_options.get("listed", False))
    walled = _walled_once if state.execution_options.get("kept") else _walled
    state.statement = walled(state.statement, scope, listed)


def _walled(statement: Any, scope: Scope, listed: bool) -> Any:
    return statement.options(*criteria(scope, listed))


_walled_once = lru_cache(maxsize=500)(_walled)
"""For statements of objects that are `kept`: made once for as long as the process runs, and so, within a scope, is the
statement with its walls. What SQLAlchemy works out of a statement stands with it. Those of columns: core.access.kept.
"""


@event.listens_for(WalledSession, "after_begin")
def _carry(session: Session, transaction: Any, connection: Connection) -> None:
    attach(session, connection)


@event.listens_for(WalledSession, "after_soft_rollback")
def _after_rollback(session: Session, transaction: Any) -> None:
    narrow(session)


@lru_cache(maxsize=500)
def criteria(scope: Scope, listed: bool) -> tuple[Any, Any]:
    """The two sentences as options of a statement: for persons, and for rows about them.

    `listed`: names in lists, where a holder of the right sees the shielded too.
    """
    return _persons(scope, listed), _rows(scope)


def _persons(scope: Scope, listed: bool) -> Any:
    units, day, opened, holds = sorted(scope.units), scope.day, sorted(scope.opened), sorted(scope.holds)
    if listed and (scope.holds >= scope.units or "imdi" in holds):  # nobody in her reach is closed to her name
        if scope.everyone:
            return _on(Person, lambda cls: true())
        return _on(Person, lambda cls: reached(cls.id, units, day, False))
    if not opened and not (listed and holds):  # almost everyone, almost always: less is asked
        if scope.everyone:
            return _on(Person, lambda cls: cls.skjermet.is_(False))
        return _on(Person, lambda cls: and_(cls.skjermet.is_(False), reached(cls.id, units, day, False)))
    named = holds if listed else []
    if scope.everyone:
        return _on(
            Person, lambda cls: or_(unshielded(cls.skjermet, cls.id, opened), reached(cls.id, named, day, False))
        )
    return _on(
        Person,
        lambda cls: and_(
            or_(unshielded(cls.skjermet, cls.id, opened), reached(cls.id, named, day, False)),
            reached(cls.id, units, day, False),
        ),
    )


def _rows(scope: Scope) -> Any:
    units, day, opened = sorted(scope.units), scope.day, sorted(scope.opened)
    if scope.everyone and not opened:
        return _on(AboutPerson, lambda cls: cls.skjermet.is_(False))
    if scope.everyone:
        return _on(AboutPerson, lambda cls: unshielded(cls.skjermet, cls.person_id, opened))
    if not opened:
        return _on(
            AboutPerson,
            lambda cls: and_(
                cls.skjermet.is_(False), or_(mine(cls, units, day), reached(cls.person_id, units, day, True))
            ),
        )
    return _on(
        AboutPerson,
        lambda cls: and_(
            unshielded(cls.skjermet, cls.person_id, opened),
            or_(mine(cls, units, day), reached(cls.person_id, units, day, True)),
        ),
    )


def _on(model: type[Any], criterion: Any) -> Any:
    return with_loader_criteria(model, criterion, include_aliases=True)


def _about_person(state: ORMExecuteState) -> bool:
    mapper = state.bind_mapper
    return mapper is not None and issubclass(mapper.class_, (AboutPerson, Person))


def _refuse_wide(state: ORMExecuteState) -> None:
    """What the criteria do not hold back: a person who is erased, a row that is given to another."""
    if state.is_delete and state.bind_mapper is not None and issubclass(state.bind_mapper.class_, Person):
        raise OutOfScope(ERASED)
    if state.is_update and _about_person(state) and "person_id" in _set_by(state):
        raise OutOfScope(MOVED)


def _set_by(state: ORMExecuteState) -> set[str]:
    """Names of the columns that an update sets."""
    statement, given = cast(Any, state.statement), cast(Mapping[str, Any], state.parameters or {})
    columns = [*(statement._values or ()), *(column for column, _value in statement._ordered_values or ())]
    return {str(getattr(column, "key", column)) for column in columns} | set(given)


def _narrow_reload(state: ORMExecuteState, scope: Scope) -> None:
    """A row that is in memory is read again. SQLAlchemy puts no criteria on that, so they stand in the statement."""
    if state.bind_mapper is None or not _about_person(state):
        return
    cls: Any = state.bind_mapper.class_
    if issubclass(cls, Person):
        whose, within = cls.id, in_reach(cls.id, scope)
    else:
        own = mine(cls, sorted(scope.units), scope.day)
        whose, within = cls.person_id, or_(own, in_reach(cls.person_id, scope, whole=True))
    statement: Any = state.statement
    state.statement = statement.where(unshielded(cls.skjermet, whose, sorted(scope.opened)), within)


@event.listens_for(WalledSession, "before_flush")
def _check_writes(session: Session, context: Any, instances: Any) -> None:
    if scope_of(session).system:
        return
    if any(isinstance(row, Person) for row in session.deleted):
        raise OutOfScope(ERASED)
    rows = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, AboutPerson | Person)]
    wanted = {person_id for row in rows for person_id in _whose(row)}
    if wanted - writable(session, wanted):
        raise OutOfScope("A row about a person outside the user's reach would have been written.")


def _whose(row: AboutPerson | Person) -> set[Any]:
    """Whom a row is about; where it is moved from one person to another, both."""
    if isinstance(row, Person):
        return {row.id}
    return {row.person_id, *get_history(row, "person_id").deleted}


def add_rows(session: Session, model: type[AboutPerson], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds many rows about persons at once, each checked like one. Raises OutOfScope; nothing is added then."""
    wanted = {row["person_id"] for row in rows}
    if not scope_of(session).system and wanted - writable(session, wanted):
        raise OutOfScope("Rows about persons outside the user's reach would have been written.")
    if rows:
        session.execute(insert(model), list(rows), execution_options={"checked": True})
