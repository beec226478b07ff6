"""Worlds that are the same but for persons of some kinds: one database is made, and each world is a copy of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access.changes import find_user
from core.access.scope import system_scope
from core.config import BUNDLED
from core.events.record import record
from core.events.seen import Answer, write_access_log
from core.house import House
from core.logs import log_requests
from core.migrate import upgrade
from core.persons.models import Person
from core.testing import app_on
from core.testing.people import MOTTAK, MakeUser, ReadLines
from core.testing.quick import quick_hashes
from tests.matrix.expected import HOME
from tests.matrix.world import NONSENSE, Actor, Someone, World, actors_of, open_for, someone, with_user
from tests.twoworlds.people import DELETED, KINDS, Line, both, matrix_line, unseen
from tests.twoworlds.still import Still
from tests.twoworlds.stores import Databases, Files, Store

Kinds = frozenset[str]
WRITER, READER = "bruker-nir", "bruker-two-kommuner"
VIEWS, EVENTS = 60, 110
"""More than a page of each log holds."""


@dataclass
class Worlds:
    """Makes worlds, each when it is first asked for. `folder` is where lines to read in are written."""

    store: Store
    folder: Path
    still: Still
    actors: list[Actor] = field(default_factory=list)
    spare: uuid.UUID = NONSENSE
    people: dict[Kinds, dict[str, Someone]] = field(default_factory=dict)
    copies: int = 0
    first: bool = False
    """All whom both worlds have are read in before the unseen, where the database gives rows in an order of its own.

    New ids follow that order, so those of the others would not be the same when the unseen came in between.
    """

    def world(self, kinds: Kinds, prepare: Callable[[Flask], None] | None, plugins: Iterable[Any]) -> World:
        """An app on a fresh copy of the world with these kinds; `prepare` plants a fault in it."""
        self.copies += 1
        self.store.copy(self._made(kinds), f"copy_{self.copies}")
        app = self._app(f"copy_{self.copies}", plugins)
        if prepare:
            prepare(app)
        log_requests(app)
        self._made(frozenset(KINDS))
        return World(app, app.extensions["fotfeste"], self.people[frozenset(KINDS)], self.actors, self.spare)

    def restore(self, kinds: Kinds, world: World) -> None:
        """The world's database is again as it was made."""
        world.house.engine.dispose()
        name = str(world.house.engine.url.database).removesuffix(".sqlite").rpartition("copy_")[2]
        self.store.copy(self._made(kinds), f"copy_{name}")

    def _app(self, name: str, plugins: Iterable[Any] = BUNDLED) -> Flask:
        app = app_on(self.store.address(name), plugins)
        app.extensions["fotfeste"].clock = self.still
        return app

    def begin(self) -> None:
        """The database that every world is a copy of: places, users, and the first of those whom both have."""
        empty: House = self._app("begun").extensions["fotfeste"]
        upgrade(empty)
        empty.engine.dispose()
        house: House = self._app("begun").extensions["fotfeste"]
        self.still.step("begin")
        ReadLines(house, self.folder)(*MOTTAK)
        self.actors = [with_user(house, actor) for actor in actors_of(house)]
        with house.session() as session:
            self.spare = find_user(session, MakeUser(house)("kommune_norskbruker", HOME["kommune"], name="reserve")).id
        before, after = both()
        self._read(house, before)
        if self.first:
            self.still.step("the rest")
            self._read(house, after)
        house.engine.dispose()

    def _read(self, house: House, lines: list[Line]) -> None:
        report = ReadLines(house, self.folder)(*lines)
        assert not report.refused, report.text()

    def _made(self, kinds: Kinds) -> str:
        """The name of the database where the world with these kinds stands as it was made."""
        name = "_".join(("made", *sorted(kinds)))
        if kinds not in self.people:
            self.store.copy("begun", name)
            house: House = self._app(name).extensions["fotfeste"]
            self.people[kinds] = self._fill(house, kinds)
            house.engine.dispose()
        return name

    def _fill(self, house: House, kinds: Kinds) -> dict[str, Someone]:
        people = {"nonsense": Someone(NONSENSE)}
        for kind in sorted(kinds):
            self.still.step(f"unseen {kind}")
            self._read(house, unseen(kind))
            people[kind] = someone(house, kind, _person(house, kind))
        if not self.first:
            self.still.step("the rest")
            self._read(house, both()[1])
        people["own"] = someone(house, "own", _person(house, "own"))
        for actor in self.actors if "shielded" in kinds else ():
            open_for(house, actor, people["shielded"].id)
        History(house, self.still, people).write()
        if DELETED in kinds:
            with house.session(write=True) as session, system_scope(session, "test"):
                session.execute(delete(Person).where(Person.id == people[DELETED].id))
                session.commit()
        return people


def _person(house: House, who: str) -> Person:
    with house.session() as session, system_scope(session, "test"):
        return session.scalars(select(Person).where(Person.duf == matrix_line(who)["duf"])).one()


class History:
    """What was done about the persons and who was shown them: in each world the same about those whom both have."""

    def __init__(self, house: House, still: Still, people: dict[str, Someone]) -> None:
        """About these people."""
        self.house, self.still = house, still
        self.own = people["own"].id
        self.unseen = {kind: people[kind].id for kind in KINDS if kind in people}

    def write(self) -> None:
        """Lines of the event log and rows of the access log, those about the unseen in between."""
        with self.house.session(write=True) as session, system_scope(session, "test"):
            session.info["actor"] = WRITER
            reader, writer = find_user(session, READER).id, find_user(session, WRITER).id
            for number in range(EVENTS):
                for kind, id in {"": self.own, **self.unseen}.items():
                    self.still.step(f"event {kind} {number}", number)
                    record(session, "nir_tiltak_endret", "Tiltak endret", person_id=id, unit_id=self._unit(kind))
            for number in range(VIEWS):
                self.still.step(f"views {number}", EVENTS + number)
                seen = {self.own, *(self.unseen.values() if number % 2 else ())}
                self._seen(session, seen, reader, "persons.search", f"r{number}")
                for id in self.unseen.values():
                    self.still.step(f"view {id} {number}", EVENTS + number)
                    self._seen(session, {id}, writer if number % 3 else reader, "persons.person", f"u{number}")
            session.commit()

    def _seen(self, session: Session, seen: set[uuid.UUID], user: uuid.UUID, *of: str) -> None:
        write_access_log(session.connection(), Answer(self.house.clock.now(), user, *of), seen)

    def _unit(self, kind: str) -> str:
        return "kommune:1151" if kind == "foreign" else "kommune:4204"


@contextmanager
def own_worlds(folder: Path, server: str = "") -> Iterator[Worlds]:
    """Worlds in a folder, or on the server of a PostgreSQL database, while their clock and ids hold."""
    with ExitStack() as stack:
        stack.enter_context(quick_hashes())
        store: Store = Databases(server) if server else Files(folder)
        stack.callback(store.close)
        worlds = Worlds(store, folder, Still(), first=bool(server))
        stack.enter_context(worlds.still.holding())
        worlds.begin()
        yield worlds
