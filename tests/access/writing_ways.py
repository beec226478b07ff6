"""Ways a plugin could try to write about those its user may not see. What a way raises counts as refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, literal, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.api import add_rows
from core.persons.models import Person
from tests.access.conftest import Walls
from tests.access.ways import of

Write = Callable[["Attempt"], Any]


@dataclass(frozen=True)
class Attempt:
    """A session of the one who tries, and what she tries it on."""

    session: Session
    walls: Walls

    @property
    def note(self) -> Any:
        """The model."""
        return self.walls.note

    @property
    def notes(self) -> Any:
        """Its table."""
        return self.walls.note.__table__

    def id_of(self, name: str) -> uuid.UUID:
        """The id of a person or a note."""
        return next(key for key, one in self.walls.names.items() if one == name)

    def row(self, person: str = "foreign", **more: Any) -> dict[str, Any]:
        """A new row about someone."""
        made = {"id": uuid.uuid4(), "person_id": self.walls.persons[person], "unit_id": "kommune:4204", "text": "new"}
        return {**made, "skjermet": False, **more}

    def loaded(self, name: str, model: Any = None) -> Any:
        """A row that a system scope has read into the session."""
        with system_scope(self.session, "test"):
            return self.session.get(model or self.note, self.id_of(name))

    def run(self, statement: Any, *rows: Any) -> Any:
        """Through the session."""
        return self.session.execute(statement, *rows)

    def sql(self, statement: str, **values: Any) -> Any:
        """As text, through the session."""
        return self.session.execute(text(statement), {key: self._plain(one) for key, one in values.items()})

    def _plain(self, value: Any) -> Any:
        on_sqlite = self.session.get_bind().dialect.name == "sqlite"
        return value.hex if on_sqlite and isinstance(value, uuid.UUID) else value

    def driver(self, statement: str) -> None:
        """By the driver's own cursor."""
        connection: Any = self.session.connection().connection.dbapi_connection
        with closing(connection.cursor()) as cursor:
            cursor.execute(statement)

    def elsewhere(self, statement: Any) -> None:
        """On a connection of its own from the house's engine. SQLite lets one write at a time."""
        self.session.rollback()
        with self.walls.house.engine.execution_options(write=True).begin() as connection:
            connection.execute(statement)


def changed(attempt: Attempt, name: str, model: Any = None, **values: Any) -> None:
    """A row in the session's memory is changed and flushed."""
    row = attempt.loaded(name, model)
    for key, value in values.items():
        setattr(row, key, value)
    attempt.session.flush()


def added(attempt: Attempt, *rows: Any) -> None:
    """New rows are flushed."""
    attempt.session.add_all(rows)
    attempt.session.flush()


def deleted(attempt: Attempt, name: str, model: Any = None) -> None:
    """A row in the session's memory is deleted and flushed."""
    attempt.session.delete(attempt.loaded(name, model))
    attempt.session.flush()


def upsert(attempt: Attempt) -> Any:
    """A row with the id of another's, which is then changed instead."""
    add: Any = sqlite.insert if attempt.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = attempt.row("inside", id=attempt.id_of("foreign by 0301"))
    statement = add(attempt.notes).values(**row)
    return attempt.run(statement.on_conflict_do_update(index_elements=["id"], set_={"text": "taken"}))


def copied(attempt: Attempt, table: Any) -> Any:
    """A row about someone foreign, from a select."""
    row = attempt.row()
    columns = [literal(value, attempt.notes.c[key].type) for key, value in row.items()]
    return insert(table).from_select(list(row), select(*columns))


OWN = "UPDATE alfa_note SET person_id = :person WHERE id = :id"
WRITES: dict[str, Write] = {
    "ORM: add": lambda a: added(a, a.note(**a.row())),
    "ORM: add about a shielded person": lambda a: added(a, a.note(**a.row("shielded"))),
    "ORM: add with her unit": lambda a: added(a, a.note(**a.row(unit_id="kommune:0301"))),
    "ORM: add among others": lambda a: added(a, a.note(**a.row("inside")), a.note(**a.row())),
    "ORM: merge": lambda a: added(a, a.session.merge(a.note(**a.row()))),
    "ORM: change what was read": lambda a: changed(a, "foreign by 0301", text="taken"),
    "ORM: change a person who was read": lambda a: changed(a, "foreign", Person, fornavn="taken"),
    "ORM: give away": lambda a: changed(a, "inside by 4204", person_id=a.id_of("foreign")),
    "ORM: take over": lambda a: changed(a, "foreign by 0301", person_id=a.id_of("inside"), unit_id="kommune:4204"),
    "ORM: delete what was read": lambda a: deleted(a, "foreign by 0301"),
    "ORM: delete a person who was read": lambda a: deleted(a, "foreign", Person),
    "ORM: update": lambda a: a.run(update(a.note).values(text="taken")),
    "ORM: update of persons": lambda a: a.run(update(Person).values(fornavn="taken")),
    "ORM: update by key": lambda a: a.run(update(a.note), [{"id": a.id_of("foreign by 0301"), "text": "taken"}]),
    "ORM: update that gives away": lambda a: a.run(update(a.note).values(person_id=a.id_of("foreign"))),
    "ORM: delete": lambda a: a.run(delete(a.note)),
    "ORM: delete of persons": lambda a: a.run(delete(Person)),
    "ORM: insert": lambda a: a.run(insert(a.note), [a.row()]),
    "ORM: insert of values": lambda a: a.run(insert(a.note).values(**a.row())),
    "ORM: insert from select": lambda a: a.run(copied(a, a.note)),
    "ORM: add_rows": lambda a: add_rows(a.session, a.note, [a.row("inside"), a.row()]),
    "ORM: bulk_insert_mappings": lambda a: a.session.bulk_insert_mappings(a.note, [a.row()]),
    "ORM: bulk_save_objects": lambda a: a.session.bulk_save_objects([a.note(**a.row())]),
    "ORM: bulk_update_mappings": lambda a: a.session.bulk_update_mappings(
        a.note, [{"id": a.id_of("foreign by 0301"), "text": "taken"}]
    ),
    "Core: insert": lambda a: a.run(insert(a.notes), a.row()),
    "Core: insert of many": lambda a: a.run(insert(a.notes), [a.row("inside"), a.row()]),
    "Core: insert about a shielded person": lambda a: a.run(insert(a.notes), a.row("shielded")),
    "Core: insert from select": lambda a: a.run(copied(a, a.notes)),
    "Core: insert or update": upsert,
    "Core: update": lambda a: a.run(update(a.notes).values(text="taken")),
    "Core: update of one": lambda a: a.run(
        update(a.notes).where(a.notes.c.id == a.id_of("foreign by 0301")).values(text="taken")
    ),
    "Core: update of persons": lambda a: a.run(update(of(Person)).values(fornavn="taken")),
    "Core: take over": lambda a: a.run(update(a.notes).values(unit_id="kommune:4204")),
    "Core: unshield": lambda a: a.run(update(a.notes).values(skjermet=False)),
    "Core: unshield persons": lambda a: a.run(update(of(Person)).values(skjermet=False)),
    "Core: give away": lambda a: a.run(
        update(a.notes).where(a.notes.c.text == "inside by 4204").values(person_id=a.id_of("foreign"))
    ),
    "Core: give to a shielded person": lambda a: a.run(
        update(a.notes).where(a.notes.c.text == "inside by 4204").values(person_id=a.id_of("shielded"))
    ),
    "Core: delete": lambda a: a.run(delete(a.notes)),
    "Core: delete of persons": lambda a: a.run(delete(of(Person))),
    "text: insert": lambda a: a.sql(
        "INSERT INTO alfa_note (id, person_id, unit_id, text, skjermet)"
        " VALUES (:id, :person_id, :unit_id, :text, false)",
        **{key: value for key, value in a.row().items() if key != "skjermet"},
    ),
    "text: update": lambda a: a.sql("UPDATE alfa_note SET text = 'taken'"),
    "text: update of persons": lambda a: a.sql("UPDATE person SET skjermet = false, fornavn = 'taken'"),
    "text: give away": lambda a: a.sql(OWN, person=a.id_of("foreign"), id=a.id_of("inside by 4204")),
    "text: delete": lambda a: a.sql("DELETE FROM alfa_note"),
    "text: delete of persons": lambda a: a.sql("DELETE FROM person"),
    "connection: Core": lambda a: a.session.connection().execute(update(a.notes).values(text="taken")),
    "connection: SQL": lambda a: a.session.connection().exec_driver_sql("DELETE FROM alfa_note"),
    "connection: driver's cursor": lambda a: a.driver("UPDATE alfa_note SET text = 'taken'"),
    "engine: Core": lambda a: a.elsewhere(update(a.notes).values(text="taken")),
    "engine: SQL": lambda a: a.elsewhere(text("UPDATE person SET fornavn = 'taken'")),
}
POSTGRES: dict[str, Write] = {
    "DROP": lambda a: a.sql("DROP TABLE alfa_note"),
    "TRUNCATE": lambda a: a.sql("TRUNCATE alfa_note"),
    "policy away": lambda a: a.sql("ALTER TABLE alfa_note DISABLE ROW LEVEL SECURITY"),
    "MERGE": lambda a: a.sql(
        "MERGE INTO alfa_note n USING person p ON n.person_id = p.id WHEN MATCHED THEN UPDATE SET text = 'taken'"
    ),
    "own table with a key to her": lambda a: a.sql("CREATE TABLE mine (id uuid REFERENCES person)"),
}
"""Ways that only PostgreSQL has."""
