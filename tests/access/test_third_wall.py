"""The third wall: however a plugin asks or writes, PostgreSQL gives and takes no foreign row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.access.scope import system_scope
from core.house import House
from core.persons.models import Person
from tests.access import ways, writing_ways
from tests.access.conftest import PERSONS, SEEN, VIEWERS, Walls
from tests.access.ways import of
from tests.access.writing_ways import Attempt

SECURITY = Path("docs/security.md")
State = Mapping[Any, tuple[Any, ...]]


def on_postgres(house: House) -> bool:
    """True where the wall stands."""
    return house.engine.dialect.name == "postgresql"


def read(walls: Walls, viewer: str, way: ways.Read, model: Any) -> set[str] | int | None:
    """Names of the rows a way gave, or how many; None when it was refused."""
    with walls.session(viewer) as session:
        try:
            found = way(session, model)
        except Exception:  # noqa: BLE001  refused, whatever the word
            return None
    return found if isinstance(found, int) else walls.named(set(found))


def leaks(walls: Walls, viewer: str, way: ways.Read) -> bool:
    """True when a way gives the viewer more than hers."""
    for model, allowed in ((Person, PERSONS[viewer]), (walls.note, SEEN[viewer])):
        found = read(walls, viewer, way, model)
        if found is not None and (found > len(allowed) if isinstance(found, int) else found - allowed):
            return True
    return False


def test_there_are_enough_ways() -> None:
    assert len(ways.READS) + len(writing_ways.WRITES) >= 55


def open_ways(walls: Walls) -> set[str]:
    """Those that gave or changed a foreign row, for a user of a kommune."""
    reading = ways.READS | (ways.POSTGRES if on_postgres(walls.house) else {})
    writing = writing_ways.WRITES | (writing_ways.POSTGRES if on_postgres(walls.house) else {})
    found = {f"read, {name}" for name, way in reading.items() if leaks(walls, "4204", way)}
    return found | {f"write, {name}" for name, way in writing.items() if writes(walls, way)}


def test_no_foreign_row_is_read_or_written(walls: Walls) -> None:
    """On SQLite those that remain open are listed, all of them and no other."""
    listed = set(re.findall(r"^- `((?:read|write), .+)`$", SECURITY.read_text(encoding="utf-8"), re.MULTILINE))
    assert open_ways(walls) == (set() if on_postgres(walls.house) else listed)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_own_rows_are_read_in_every_way(walls: Walls, viewer: str) -> None:
    """What is refused is refused to all: a transaction's settings, and what only the owner may."""
    if not on_postgres(walls.house):
        pytest.skip("the wall is PostgreSQL's")
    elsewhere = {"row security off", *(name for name in ways.READS if name.startswith("engine:"))}
    for name, way in (ways.READS | ways.POSTGRES).items():
        for model, allowed in ((Person, PERSONS[viewer]), (walls.note, SEEN[viewer])):
            found = read(walls, viewer, way, model)
            if name in elsewhere or (found is None and name == "text: view"):
                assert not found, name
            elif isinstance(found, int):
                assert found == len(allowed), name
            else:
                assert found == allowed, name


def state(attempt: Attempt) -> tuple[State, State]:
    """All persons and notes as they stand in the session's transaction."""
    session, persons = attempt.session, of(Person)
    with session.no_autoflush, system_scope(session, "test"):
        people = session.execute(select(persons.c.id, persons.c.fornavn, persons.c.skjermet))
        notes = session.execute(select(of(attempt.walls.note)))
        return {row.id: tuple(row) for row in people}, {row.id: tuple(row) for row in notes}


def writes(walls: Walls, way: writing_ways.Write, viewer: str = "4204") -> bool:
    """True when a way of writing changed, made or took away a foreign row. It is undone."""
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
    return foreign_differs(walls, before, after, viewer)


def restore(walls: Walls, before: tuple[State, State]) -> None:
    """What a way has written on a connection of its own is set back."""
    people, notes = before
    with walls.house.session(write=True) as session, system_scope(session, "test"):
        for key, (_id, fornavn, _skjermet) in people.items():
            session.execute(of(Person).update().where(of(Person).c.id == key).values(fornavn=fornavn))
        for key, row in notes.items():
            session.execute(of(walls.note).update().where(of(walls.note).c.id == key).values(text=row[1]))
        session.commit()


def foreign_differs(walls: Walls, before: Any, after: Any, viewer: str) -> bool:
    """True when what she may not see is not as it was, or something new is about someone she may not see."""
    (people, notes), (people_after, notes_after) = before, after
    others = [key for key in people if walls.names[key] not in PERSONS[viewer]]
    theirs = [key for key in notes if walls.names[key] not in SEEN[viewer]]
    if any(people_after.get(key) != people[key] for key in others) or set(people_after) - set(people):
        return True
    if any(notes_after.get(key) != notes[key] for key in theirs):
        return True
    column = list(of(walls.note).c.keys()).index("person_id")
    moved = [row for key, row in notes_after.items() if key not in notes or row[column] != notes[key][column]]
    return any(row[column] in others for row in moved)
