"""What goes around the ORM's criteria, or what they do not hold back, is refused by the session itself."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, table, text, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import ObjectDeletedError

from core.access.models import AppUser
from core.access.scope import OutOfScope, Scope, set_scope, system_scope
from core.db import is_sqlite
from core.persons.models import Person
from core.testing import TODAY
from tests.access.conftest import NOTES, Walls
from tests.access.ways import of


def own(walls: Walls, session: Session) -> Any:
    """A note that 4204 sees and may change."""
    return session.scalars(select(walls.note).where(walls.note.text == "inside by 4204")).one()


def test_no_person_is_erased_by_a_user(walls: Walls) -> None:
    """Not even one she sees: rows of other units would go with her."""
    with walls.session("4204") as session, pytest.raises(OutOfScope):
        session.execute(delete(Person).where(Person.id == walls.persons["inside"]))
    with walls.session("4204") as session:
        session.delete(session.get(Person, walls.persons["inside"]))
        with pytest.raises(OutOfScope):
            session.flush()


def test_a_row_is_given_away_one_by_one_or_not_at_all(walls: Walls) -> None:
    note, foreign = walls.note, walls.persons["foreign"]
    ways: list[Any] = [
        (update(note).values(person_id=foreign), None),
        (update(note).values({note.person_id: foreign}), None),
        (update(note).ordered_values((note.text, "x"), (note.person_id, foreign)), None),
        (update(note), {"person_id": foreign}),
    ]
    for statement, values in ways:
        with walls.session("4204") as session, pytest.raises(OutOfScope):
            session.execute(statement, values)
    with walls.session("4204") as session:
        session.execute(update(note).values(text="changed"))
        with system_scope(session, "test"):
            assert session.scalar(select(func.count()).where(note.text == "changed")) == 3


def test_what_is_in_memory_is_read_again_as_the_user(walls: Walls) -> None:
    """The user's own, the moved person's, and the opened one's are; what a system scope has read is not."""
    opened = Scope(TODAY, frozenset({"kommune:4204"}), opened=frozenset({walls.persons["shielded"]}))
    seen = {"inside by 4204", "inside by nobody", "moved by 4204", "shielded by 4204"}
    with walls.session("4204") as session:
        set_scope(session, opened)
        with system_scope(session, "test"):
            rows = list(session.scalars(select(walls.note)))
            names = {row.id: row.text for row in rows}
        for row in rows:
            if names[row.id] in seen:
                session.refresh(row)
                session.expire(row)
                assert row.text in seen
            else:
                with pytest.raises(InvalidRequestError):
                    session.refresh(row)
                session.expire(row, ["text"])
                with pytest.raises(ObjectDeletedError):
                    _ = row.text
        assert len(rows) == len(NOTES)


def test_imdi_and_a_holder_read_persons_again(walls: Walls) -> None:
    with walls.session("imdi") as session:
        person = session.get(Person, walls.persons["foreign"])
        session.refresh(person)
        assert person is not None and person.fornavn == "foreign"
        with system_scope(session, "test"):
            shielded = session.get(Person, walls.persons["shielded"])
        with pytest.raises(InvalidRequestError):
            session.refresh(shielded)


AROUND: dict[str, Any] = {
    "table": lambda note: select(of(note).c.id),
    "alias within": lambda note: select(select(of(Person).alias()).subquery()),
    "name": lambda note: select(text("id")).select_from(table("alfa_note")),
    "text": lambda note: text("SELECT id FROM ALFA_NOTE"),
    "text with quotes": lambda note: text('SELECT id FROM main."person"'),
    "text within": lambda note: select(AppUser.id.label("x")).from_statement(text("SELECT id AS x FROM person")),
    "ordered by text": lambda note: select(of(AppUser).c.id).order_by(text("(SELECT count(*) FROM person)")),
    "from text": lambda note: select(note).from_statement(text("SELECT * FROM alfa_note")),
    "insert": lambda note: insert(of(note)).values(text="x"),
    "update": lambda note: update(of(note)).values(text="x"),
    "delete": lambda note: delete(of(Person)),
}


@pytest.mark.parametrize("name", AROUND)
def test_on_sqlite_a_session_refuses_what_goes_around(walls: Walls, name: str) -> None:
    if not is_sqlite(walls.house.engine):
        pytest.skip("there the third wall answers")
    statement = AROUND[name](walls.note)
    with walls.session("4204") as session:
        with pytest.raises(OutOfScope):
            session.execute(statement)
        if name not in ("insert", "ordered by text"):
            with system_scope(session, "test"):
                session.execute(statement)


def test_what_is_not_about_persons_is_left_alone(walls: Walls) -> None:
    with walls.session("4204") as session:
        assert session.execute(text("SELECT count(*) FROM app_user")).scalar_one() == 0
        assert session.execute(select(func.count()).select_from(of(AppUser))).scalar_one() == 0
