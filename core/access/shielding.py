"""Shielding: one shielded member shields the household, and every row about a member carries a copy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select, update
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
