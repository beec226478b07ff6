"""Tries every way of reading and writing about those one may not see, and counts what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from core.access.scope import system_scope
from core.db import is_sqlite
from core.house import House
from core.persons.models import Person
from tests.access import ways, writing_ways
from tests.access.conftest import PERSONS, SEEN, Walls
from tests.access.ways import of
from tests.access.writing_ways import Attempt

SECURITY = Path(__file__).resolve().parents[2] / "docs" / "security.md"
State = Mapping[Any, tuple[Any, ...]]
VIEWER = "4204"
"""A user of a kommune."""


def listed() -> set[str]:
    """The ways that docs/security.md says are open on SQLite."""
    return set(re.findall(r"^- `((?:read|write), .+)`$", SECURITY.read_text(encoding="utf-8"), re.MULTILINE))


def foreign_rows(walls: Walls) -> dict[str, int]:
    """Each way there is on this database, and how many foreign rows it gave, changed, made or took away."""
    sqlite = is_sqlite(walls.house.engine)
    reading = ways.READS | ({} if sqlite else ways.POSTGRES) | ({} if by_superuser(walls.house) else ways.ADDRESS)
    writing = writing_ways.WRITES | ({} if sqlite else writing_ways.POSTGRES)
    found = {f"read, {name}": leaked(walls, VIEWER, way) for name, way in reading.items()}
    return found | {f"write, {name}": written(walls, way) for name, way in writing.items()}


def by_superuser(house: House) -> bool:
    """True where the address is a superuser's, as in a test's own PostgreSQL."""
    if is_sqlite(house.engine):
        return False
    with house.engine.connect() as connection:
        asked = text("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
        return bool(connection.execute(asked).scalar_one())


def read(walls: Walls, viewer: str, way: ways.Read, model: Any) -> set[str] | int | None:
    """Names of the rows a way gave, or how many; None when it was refused."""
    with walls.session(viewer) as session:
        try:
            found = way(session, model)
        except Exception:  # noqa: BLE001  refused, whatever the word
            return None
    return found if isinstance(found, int) else walls.named(set(found))


def leaked(walls: Walls, viewer: str, way: ways.Read) -> int:
    """How many rows more than hers a way gives the viewer."""
    more = 0
    for model, allowed in ((Person, PERSONS[viewer]), (walls.note, SEEN[viewer])):
        found = read(walls, viewer, way, model)
        if found is not None:
            more += max(found - len(allowed), 0) if isinstance(found, int) else len(found - allowed)
    return more


def state(attempt: Attempt) -> tuple[State, State]:
    """All persons and notes as they stand in the session's transaction."""
    session, persons = attempt.session, of(Person)
    with session.no_autoflush, system_scope(session, "test"):
        people = session.execute(select(persons.c.id, persons.c.fornavn, persons.c.skjermet))
        notes = session.execute(select(of(attempt.walls.note)))
        return {row.id: tuple(row) for row in people}, {row.id: tuple(row) for row in notes}


def written(walls: Walls, way: writing_ways.Write, viewer: str = VIEWER) -> int:
    """How many foreign rows a way of writing changed, made or took away. It is undone."""
    with walls.session(viewer) as session:
        attempt = Attempt(session, walls)
        before = state(attempt)
        try:
            way(attempt)
        except Exception:  # noqa: BLE001  refused, whatever the word
            session.rollback()
        session.expunge_all()
        after = state(attempt)
    restore(walls, before)
    return foreign_differences(walls, before, after, viewer)


def restore(walls: Walls, before: tuple[State, State]) -> None:
    """What a way has written on a connection of its own is set back."""
    people, notes = before
    with walls.house.session(write=True) as session, system_scope(session, "test"):
        for key, (_id, fornavn, _skjermet) in people.items():
            session.execute(of(Person).update().where(of(Person).c.id == key).values(fornavn=fornavn))
        for key, row in notes.items():
            session.execute(of(walls.note).update().where(of(walls.note).c.id == key).values(text=row[1]))
        session.commit()


def foreign_differences(walls: Walls, before: Any, after: Any, viewer: str) -> int:
    """How many rows she may not see are not as they were, or are new and about someone she may not see."""
    (people, notes), (people_after, notes_after) = before, after
    others = [key for key in people if walls.names[key] not in PERSONS[viewer]]
    theirs = [key for key in notes if walls.names[key] not in SEEN[viewer]]
    found = sum(people_after.get(key) != people[key] for key in others) + len(set(people_after) - set(people))
    found += sum(notes_after.get(key) != notes[key] for key in theirs)
    column = list(of(walls.note).c.keys()).index("person_id")
    moved = [row for key, row in notes_after.items() if key not in notes or row[column] != notes[key][column]]
    return found + sum(row[column] in others for row in moved)
