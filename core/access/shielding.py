"""Shielding: one shielded member shields the household, and every row about a member carries a copy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, inspect, select, update
from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.db import AboutPerson
from core.house import house_of
from core.persons.models import Person


def refresh_shielding(session: Session, person_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Sets `skjermet` for these persons' households, and on all their rows.

    Gives the persons whose shielding changed.
    """
    ids = set(person_ids)
    with system_scope(session, "skjerming"):
        session.flush()
        households = select(Person.familie_referanse).where(Person.id.in_(ids), Person.familie_referanse.is_not(None))
        members = session.execute(
            select(Person.id, Person.familie_referanse, Person.skjerming, Person.skjermet).where(
                Person.id.in_(ids) | Person.familie_referanse.in_(households)
            )
        ).all()
        shielded = {row.familie_referanse for row in members if row.skjerming != "ingen"} - {None}
        changed = {True: set[uuid.UUID](), False: set[uuid.UUID]()}
        for row in members:
            now = row.skjerming != "ingen" or row.familie_referanse in shielded
            if now != row.skjermet:
                changed[now].add(row.id)
        for now, who in changed.items():
            _copy(session, who, now)
        return changed[True] | changed[False]


def _copy(session: Session, ids: set[uuid.UUID], skjermet: bool) -> None:
    if not ids:
        return
    session.execute(update(Person).where(Person.id.in_(ids)).values(skjermet=skjermet))
    for model in about_models(session):
        session.execute(update(model).where(model.person_id.in_(ids)).values(skjermet=skjermet))


def about_models(session: Session) -> list[type[AboutPerson]]:
    """Every model about a person, of core and of the running plugins."""
    packages = tuple(f"{loaded.package}." for loaded in house_of(session).plugins.loaded)
    return [
        mapper.class_
        for mapper in Person.registry.mappers
        if issubclass(mapper.class_, AboutPerson) and f"{mapper.class_.__module__}.".startswith(packages)
    ]


def uncovered(session: Session) -> bool:
    """True when a row about a shielded person says that she is not: its plugin was off when that changed."""
    with system_scope(session, "skjerming"):
        bare = (select(one.person_id).where(one.skjermet.is_(False), hidden(one)) for one in _of_plugins(session))
        return any(session.execute(statement.limit(1)).first() for statement in bare)


def cover_rows(session: Session) -> bool:
    """Sets the copies on the plugins' rows to what stands with the persons. True when one was another."""
    found = 0
    with system_scope(session, "skjerming"):
        for one in _of_plugins(session):
            bare, over = and_(one.skjermet.is_(False), hidden(one)), and_(one.skjermet.is_(True), ~hidden(one))
            for wrong, right in ((bare, True), (over, False)):
                done: Any = session.execute(
                    update(one).where(wrong).values(skjermet=right).execution_options(synchronize_session=False)
                )
                found += done.rowcount
    return found > 0


def hidden(model: Any) -> ColumnElement[bool]:
    """SQL: the row's person is shielded."""
    shielded: ColumnElement[bool] = model.person_id.in_(select(Person.id).where(Person.skjermet.is_(True)))
    return shielded


def _of_plugins(session: Session) -> list[Any]:
    """The plugins' models whose tables are made. Core's rows are never behind, for core is never off."""
    made = set(inspect(session.connection()).get_table_names())
    models: list[Any] = [model for model in about_models(session) if not model.__module__.startswith("core.")]
    return [model for model in models if model.__tablename__ in made]
