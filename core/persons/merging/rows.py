"""Moves rows from one person to another, in every table about persons there is.

A table is found in the running plugins' models, and in the database itself: the rows of a plugin that is switched off
move too. Rows that rules compute are left to be computed anew.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, MetaData, Row, Table, UniqueConstraint, Uuid, delete, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.access.shielding import about_models
from core.db import AboutPerson, Base
from core.ordninger.models import OrdningLinje, OrdningPeriode

COLUMNS = {"person_id", "unit_id", "skjermet"}
"""What a table about persons has."""


class MergeError(Exception):
    """A row that cannot be moved, and cannot go either. It undoes the merge."""


@dataclass
class Moved:
    """How many rows moved, by table, and those that the kept record had already: they are told and go."""

    counts: dict[str, int] = field(default_factory=dict)
    same: list[dict[str, Any]] = field(default_factory=list)


def is_computed(model: type[Any]) -> bool:
    """True for rows that are worked out of others, and are so again after a merge."""
    return issubclass(model, (OrdningLinje, OrdningPeriode))


def moving_models(session: Session) -> list[type[AboutPerson]]:
    """The running models whose rows move."""
    return [model for model in about_models(session) if not is_computed(model)]


def move_all(session: Session, kept: uuid.UUID, dropped: uuid.UUID, skjermet: bool) -> Moved:
    """Moves every row about the dropped record. Call it under a system scope. Raises MergeError."""
    moved = Moved()
    names = set(inspect(session.connection()).get_table_names())
    for table in _tables(session, names):
        _move(session, table, _Between(kept, dropped, skjermet, frozenset(names)), moved)
    return moved


@dataclass(frozen=True)
class _Between:
    kept: uuid.UUID
    dropped: uuid.UUID
    skjermet: bool
    tables: frozenset[str]

    @property
    def new(self) -> dict[str, Any]:
        """What a row that has moved says."""
        return {"person_id": self.kept, "skjermet": self.skjermet}


def _tables(session: Session, names: set[str]) -> Iterator[Any]:
    """Tables of running models, then those that no running plugin knows."""
    known = {model.__table__.name for model in about_models(session)}  # type: ignore[attr-defined]
    for model in moving_models(session):
        yield model.__table__  # type: ignore[attr-defined]
    catalog = inspect(session.connection())
    for name in sorted(names - known):
        if {column["name"] for column in catalog.get_columns(name)} >= COLUMNS:
            own = Column("person_id", Uuid())
            yield Table(name, MetaData(), own, autoload_with=session.connection(), resolve_fks=False)


def _move(session: Session, table: Any, between: _Between, moved: Moved) -> None:
    """All rows of a table at once; one by one where the kept record has some of them already."""
    hers = table.c.person_id == between.dropped
    number = _try(session, update(table).where(hers).values(between.new))
    if number is None:
        number = 0
        keys = list(table.primary_key.columns)
        for row in session.execute(select(table).where(hers).order_by(*keys)).all():
            this = [key == row._mapping[key.name] for key in keys]
            if _try(session, update(table).where(*this).values(between.new)):
                number += 1
            else:
                _leave(session, table, row, between)
                session.execute(delete(table).where(*this))
                moved.same.append({"tabell": table.name, **_told(row)})
    if number:
        moved.counts[table.name] = number


def _try(session: Session, statement: Any) -> int | None:
    """Runs an update; None where a unique constraint refuses it, and then nothing has changed."""
    try:
        with session.begin_nested():
            done: Any = session.execute(statement, execution_options={"synchronize_session": False})
            return int(done.rowcount)
    except IntegrityError as error:
        original: Any = error.orig
        name = getattr(original, "sqlite_errorname", "") or type(original).__name__
        if name in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "UniqueViolation"):
            return None
        raise


def _leave(session: Session, table: Any, row: Row[Any], between: _Between) -> None:
    """What pointed to a row that goes, points to the one that the kept record has. Raises MergeError for none."""
    children = [
        (child, key.parent.name, key.column.name)
        for child in Base.metadata.tables.values()
        if child.name in between.tables
        for key in child.foreign_keys
        if key.column.table is table
    ]
    if not children:
        return
    twin = _twin(session, table, row, between.kept)
    for child, column, target in children:
        pointing = child.c[column] == row._mapping[target]
        if session.execute(select(child.c[column]).where(pointing).limit(1)).first() is None:
            continue
        if twin is None:
            raise MergeError(f"Rader i {child.name} peker på en rad i {table.name} som ikke kan flyttes.")
        session.execute(update(child).where(pointing).values({column: twin._mapping[target]}))


def _twin(session: Session, table: Any, row: Row[Any], kept: uuid.UUID) -> Row[Any] | None:
    """The kept record's row with what may stand only once."""
    for names in _once(table):
        same = [table.c[name] == row._mapping[name] for name in names if name != "person_id"]
        found = session.execute(select(table).where(table.c.person_id == kept, *same)).first()
        if found is not None:
            return found
    return None


def _once(table: Any) -> Iterator[Sequence[str]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and "person_id" in constraint.columns:
            yield [column.name for column in constraint.columns]
    for index in table.indexes:
        names = [column.name for column in index.columns]
        if index.unique and "person_id" in names:
            yield names
    if "person_id" in table.primary_key.columns:
        yield [column.name for column in table.primary_key.columns]


def _told(row: Row[Any]) -> dict[str, Any]:
    """A row as the log keeps it."""
    plain = {name: one for name, one in row._mapping.items() if name not in ("id", *COLUMNS) and one is not None}
    return {name: one if isinstance(one, str | bool | int | float) else str(one) for name, one in plain.items()}
