"""Persons on both sides of every wall, rows about them, and those who look."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.access.scope import Scope, set_scope, system_scope
from core.db import AboutPerson, Base
from core.facts import facts_changed
from core.house import House
from core.testing import TODAY
from core.testing.people import MakePerson
from tests.plugins.fakes import fake, own_table

MOVED = date(2026, 3, 31)
"""The last day `moved` lived in 4204: too long ago for late registration today."""
HOMES: dict[str, list[dict[str, Any]]] = {
    "inside": [{"type": "mottak", "mottak": "M102", "fra": "2024-01-01"}],
    "moved": [
        {"type": "kommune", "kommune": "4204", "fra": "2024-01-01", "til": "2026-03-31"},
        {"type": "kommune", "kommune": "0301", "fra": "2026-04-01"},
    ],
    "late": [
        {"type": "kommune", "kommune": "4204", "fra": "2024-01-01", "til": "2026-09-30"},
        {"type": "kommune", "kommune": "0301", "fra": "2026-10-01"},
    ],
    "foreign": [{"type": "privat", "kommune": "0301", "fra": "2024-01-01"}],
    "shielded": [{"type": "kommune", "kommune": "4204", "fra": "2024-01-01"}],
    "nowhere": [],
}
NOTES = {
    "inside by 4204": ("inside", "kommune:4204"),
    "inside by nobody": ("inside", None),
    "moved by 4204": ("moved", "kommune:4204"),
    "moved by 0301": ("moved", "kommune:0301"),
    "late by 0301": ("late", "kommune:0301"),
    "foreign by 0301": ("foreign", "kommune:0301"),
    "shielded by 4204": ("shielded", "kommune:4204"),
    "nowhere by imdi": ("nowhere", "imdi"),
}
VIEWERS = {
    "4204": Scope(TODAY, frozenset({"kommune:4204"})),
    "0301": Scope(TODAY, frozenset({"kommune:0301"})),
    "M102": Scope(TODAY, frozenset({"mottak:M102"})),
    "imdi": Scope(TODAY, frozenset({"imdi"}), everyone=True),
    "nobody": Scope(TODAY),
    "no scope": None,
}
PERSONS = {
    "4204": {"inside", "moved", "late"},
    "0301": {"moved", "late", "foreign"},
    "M102": {"inside"},
    "imdi": {"inside", "moved", "late", "foreign", "nowhere"},
    "nobody": set(),
    "no scope": set(),
}
"""Whom each sees; `moved` and `late` are in 4204's reach only with what it has registered."""
SEEN = {
    "4204": {"inside by 4204", "inside by nobody", "moved by 4204"},
    "0301": {"moved by 4204", "moved by 0301", "late by 0301", "foreign by 0301"},
    "M102": {"inside by 4204", "inside by nobody"},
    "imdi": set(NOTES) - {"shielded by 4204"},
    "nobody": set(),
    "no scope": set(),
}
"""Which notes each sees."""


@dataclass(frozen=True)
class Walls:
    """The persons and notes by name, and the plugin's model."""

    house: House
    note: Any
    persons: dict[str, uuid.UUID]
    names: dict[uuid.UUID, str]

    def session(self, viewer: str, *, write: bool = True) -> Session:
        """A session of one who looks."""
        opened = self.house.session(write=write)
        scope = VIEWERS[viewer]
        if scope is not None:
            set_scope(opened, scope)
        return opened

    def named(self, ids: Any) -> set[str]:
        """The names of persons or notes by their ids; an id twice is a fault."""
        found = [self.names[one] for one in ids]
        assert len(found) == len(set(found))
        return set(found)


@pytest.fixture
def walls(make_app: Callable[..., Flask], house: House, tmp_path: Path) -> Iterator[Walls]:
    """Everyone of HOMES, and NOTES about them."""
    with raised(make_app, house, tmp_path) as found:
        yield found


@contextmanager
def raised(make_app: Callable[..., Flask], without: House, folder: Path) -> Iterator[Walls]:
    """Fills an empty database with everyone of HOMES, and NOTES about them.

    `make_app(plugins)` makes an app on it; `without` is one that does not know the notes.
    """

    def thing() -> type[Base]:
        class Note(AboutPerson, Base):
            __tablename__ = "alfa_note"
            id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
            text: Mapped[str] = mapped_column(String(40))

        return Note

    with own_table("fake_alfa", thing, without) as note:
        house: House = make_app([fake("alfa")]).extensions["fotfeste"]
        lines = [{"fornavn": name, "bosted": homes, **_more(name)} for name, homes in HOMES.items()]
        persons = {one.fornavn: one.id for one in MakePerson(house, folder).many(*lines)}
        notes = {name: uuid.uuid4() for name in NOTES}
        with house.session(write=True) as session, system_scope(session, "test"):
            for name, (person, unit) in NOTES.items():
                row = note(
                    id=notes[name], person_id=persons[person], unit_id=unit, text=name, skjermet=person == "shielded"
                )
                session.add(row)
            facts_changed(session, persons.values())
            session.commit()
        yield Walls(house, note, persons, {one: name for name, one in {**persons, **notes}.items()})


def _more(name: str) -> dict[str, Any]:
    return {"skjerming": "fortrolig"} if name == "shielded" else {}
