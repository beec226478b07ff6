"""A kept statement says the same of every scope as the session would, with that scope's values."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, event, select, text, union_all, update
from sqlalchemy.orm import Session

from core.access.kept import UNIT, columns_of, kept_like, kept_rows
from core.access.scope import OutOfScope, Scope, set_scope, system_scope
from core.persons.models import Bosted, Person, Tillatelse
from core.testing import TODAY
from tests.access.conftest import SEEN, Walls

ONE, TWO = frozenset({"kommune:4204"}), frozenset({"kommune:4204", "kommune:0301"})
OPENED = frozenset({uuid.UUID(int=1), uuid.UUID(int=2)})
SCOPES = {
    "one unit": Scope(TODAY, ONE),
    "two units": Scope(TODAY, TWO),
    "another day": Scope(TODAY - timedelta(days=400), ONE),
    "opened": Scope(TODAY, TWO, opened=OPENED),
    "holds in one": Scope(TODAY, TWO, holds=ONE),
    "holds in one, opened": Scope(TODAY, TWO, opened=OPENED, holds=ONE),
    "holds in all": Scope(TODAY, ONE, holds=ONE, opened=OPENED),
    "everyone": Scope(TODAY, frozenset({"imdi"}), everyone=True),
    "everyone, opened": Scope(TODAY, frozenset({"imdi"}), everyone=True, opened=OPENED),
    "everyone, holds": Scope(TODAY, frozenset({"imdi"}), everyone=True, holds=frozenset({"imdi"})),
    "everyone, holds in one": Scope(TODAY, frozenset({"imdi", *ONE}), everyone=True, holds=ONE),
    "nobody": Scope(TODAY),
}
STATEMENTS: dict[str, Any] = {
    "persons": select(Person.id, Person.fornavn),
    "rows": select(*columns_of(Tillatelse)).order_by(Tillatelse.id),
    "both": select(Person.id, Bosted.fra).outerjoin(Bosted, Bosted.person_id == Person.id),
    "inside": select(Person.id).where(Person.id.in_(select(Tillatelse.person_id))),
    "union": union_all(select(Person.id), select(Bosted.person_id)),
}


@contextmanager
def sent(session: Session) -> Iterator[list[Any]]:
    """What is sent to the database while it lasts: words and values."""
    found: list[Any] = []

    def note(connection: Any, cursor: Any, words: str, values: Any, *rest: Any) -> None:
        found.append((words, values))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("listed", [False, True], ids=["alone", "listed"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_words_and_the_values_are_the_session_s(walls: Walls, statement: str, listed: bool) -> None:
    """Each in a session of its own, so that PostgreSQL's wall is told by both."""
    for name, scope in SCOPES.items():
        with seeing(walls, scope) as session, sent(session) as ours:
            kept = kept_rows(session, STATEMENTS[statement], listed=listed).all()
        with seeing(walls, scope) as session, sent(session) as theirs:
            rows = session.execute(STATEMENTS[statement], execution_options={"listed": listed}).all()
        assert ours == theirs, name
        assert [tuple(row) for row in kept] == [tuple(row) for row in rows], name


@contextmanager
def seeing(walls: Walls, scope: Scope) -> Iterator[Session]:
    """A session with this scope, in a transaction."""
    with walls.house.session() as session:
        set_scope(session, scope)
        session.connection()
        yield session


def test_every_scope_has_its_own_values(walls: Walls) -> None:
    """One statement, asked by one after the other; the values of neither stay in it."""
    note = walls.note
    statement = select(note.id).where(note.unit_id != bindparam("not"))
    for viewer in ("4204", "0301", "nobody", "M102", "imdi", "4204"):
        with walls.session(viewer) as session:
            found = kept_rows(session, statement, {"not": "none"}).scalars()
            assert walls.named(found) == SEEN[viewer] - {"inside by nobody"}, viewer


def test_values_of_its_own_are_left_alone(walls: Walls) -> None:
    """Also those that are like the walls' own."""
    unit, day = "".join([*UNIT]), date(1, 1, 1)
    statement = select(Person.id).where(Person.fodselsdato > bindparam("day", day), Person.fornavn.in_([unit]))
    with walls.session("imdi") as session, sent(session) as found:
        assert kept_rows(session, statement).all() == []
    _words, values = found[-1]
    assert {unit, str(day)} <= {str(value) for value in (values.values() if isinstance(values, dict) else values)}


def test_what_was_added_is_read(walls: Walls) -> None:
    note = walls.note
    statement = select(note.id).where(note.text == "new")
    with walls.session("4204") as session:
        session.add(note(person_id=walls.persons["inside"], unit_id="kommune:4204", text="new", skjermet=False))
        assert len(kept_rows(session, statement).all()) == 1


def test_within_a_system_scope_all_is_read(walls: Walls) -> None:
    with walls.session("4204") as session, system_scope(session, "test"):
        assert walls.named(kept_rows(session, select(walls.note.id)).scalars()) == SEEN["imdi"] | {"shielded by 4204"}


def test_rows_are_read_like_objects(walls: Walls) -> None:
    statement = select(*columns_of(Bosted)).where(Bosted.person_id == bindparam("person_id"))
    with walls.session("4204") as session:
        (row,) = kept_like(session, Bosted, statement, {"person_id": walls.persons["inside"]})
        assert (row.type, row.mottak, row.fra) == ("mottak", "M102", date(2024, 1, 1))


@pytest.mark.parametrize("way", ["table", "text", "update", "delete"])
def test_what_the_walls_do_not_reach_is_refused(walls: Walls, way: str) -> None:
    table = walls.note.__table__
    statement = {
        "table": select(table.c.id),
        "text": text("SELECT id FROM alfa_note"),
        "update": update(walls.note).values(text="changed"),
        "delete": delete(walls.note),
    }[way]
    with walls.session("4204") as session, pytest.raises(OutOfScope):
        kept_rows(session, statement)
