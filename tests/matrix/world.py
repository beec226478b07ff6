"""One small world for the matrix: persons on every side of the walls, and a user for each role."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, g
from sqlalchemy import delete, select

from core.access.changes import find_user, open_shielded
from core.access.scope import system_scope
from core.config import BUNDLED
from core.house import House
from core.migrate import upgrade
from core.persons.hent_inn.models import HentetInn
from core.persons.models import Bosted, Person
from core.testing import TODAY, app_on
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from core.testing.quick import quick_hashes
from plugins.nir_tiltak.models import Tiltak
from tests.matrix import expected
from tests.matrix.expected import HOME, OTHER, Roles

NONSENSE = uuid.UUID("0f0e0d0c-0b0a-4908-8706-050403020100")
SURNAME = "Matrisesen"
"""What every name in the world begins with, so that one search would find them all."""


@dataclass
class Someone:
    """A person of the world: ids of her and her rows, and the texts by which she is known in an answer."""

    id: uuid.UUID
    name: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    tiltak: tuple[str, ...] = ()
    rows: dict[str, dict[str, uuid.UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Actor:
    """One who asks: roles in units, whether she has opened the shielded person today, and her user name."""

    title: str
    roles: Roles
    opened: bool = False
    user: str = ""


@dataclass
class World:
    """The app, its people, a user whom administrators try their pages on, and the id of the last request."""

    app: Flask
    house: House
    people: dict[str, Someone]
    actors: list[Actor]
    spare: uuid.UUID = NONSENSE
    last: str = ""


WHO = {
    "own": ("Egenruth", 0, "11,5", [{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}], "1835"),
    "foreign": ("Fremmedida", 1, "23,5", [{"type": "privat", "kommune": "1151", "fra": "2020-12-01"}], "1874"),
    "shielded": ("Skjermetliv", 2, "29,5", [{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}], "1857"),
    "deleted": ("Slettetgro", 3, "31,5", [{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}], "1856"),
}
PLACES = {"1835": "Træna", "1874": "Moskenes", "1857": "Værøy", "1856": "Røst", "1151": "Utsira"}
DIVIDED = "1507"
"""Each lived here once, so that the question of the division can be asked about each."""


def line(who: str) -> dict[str, Any]:
    """The person as the import format has her; own and foreign are one household in two kommuner."""
    name, number, timer, home, earlier = WHO[who]
    past = [
        {"type": "kommune", "kommune": earlier, "fra": "2018-01-01", "til": "2019-01-01"},
        {"type": "kommune", "kommune": DIVIDED, "fra": "2019-01-02", "til": "2020-11-30"},
    ]
    rows = [
        {
            "ordning": ordning,
            "gruppe": "norsk_og_samfunnskunnskap",
            "type": "norskopplaering",
            "fra": "2021-04-02",
            "til": "2021-04-30",
            "timer_per_uke": float(timer.replace(",", ".")),
            "erstattende": True,
        }
        for ordning in sorted(expected.ORDNINGER)
    ]
    return {
        "fornavn": name,
        "etternavn": f"{SURNAME}{name[:3].lower()}",
        "regnr": f"R77770{number}",
        "bosted": [*past, *home],
        "tiltak": rows,
        "skjerming": "strengt_fortrolig" if who == "shielded" else "ingen",
        "familie": {"referanse": "MAT1" if who in ("own", "foreign") else f"MAT{number}2", "rolle": "hovedperson"},
    }


def build(app: Flask, folder: Path) -> World:
    """Fills an empty database, and gives its world."""
    house: House = app.extensions["fotfeste"]
    make = MakePerson(house, folder)
    world = World(app, house, {}, actors_of(house))
    for who in WHO:
        world.people[who] = someone(house, who, make(**line(who)))
    world.people["nonsense"] = Someone(NONSENSE)
    with house.session(write=True) as session, system_scope(session, "test"):
        session.execute(delete(Person).where(Person.id == world.people["deleted"].id))
        session.commit()
    world.actors[:] = [with_user(house, actor) for actor in world.actors]
    for actor in world.actors:
        open_for(house, actor, world.people["shielded"].id)

    with house.session() as session:
        world.spare = find_user(session, MakeUser(house)("kommune_norskbruker", HOME["kommune"], name="reserve")).id

    @app.after_request
    def _note(response: Any) -> Any:
        world.last = g.get("request_id", "")
        return response

    return world


def brought_in(house: House, person: Person) -> uuid.UUID:
    """A unit where none of the actors work has brought her in."""
    row = HentetInn(
        id=uuid.uuid5(person.id, "hentet_inn"),
        person_id=person.id,
        unit_id="kommune:1103",
        skjermet=person.skjermet,
        grunn="soknad",
        fra=TODAY,
        til=TODAY,
        hentet_av=NONSENSE,
    )
    with house.session(write=True) as session, system_scope(session, "test"):
        session.add(row)
        session.commit()
        return row.id


def someone(house: House, who: str, person: Person) -> Someone:
    """What is known of a person who was made from `line(who)`."""
    with house.session() as session, system_scope(session, "test"):
        homes = session.scalars(select(Bosted).where(Bosted.person_id == person.id)).all()
        found = session.execute(select(Tiltak.ordning, Tiltak.id).where(Tiltak.person_id == person.id))
        tiltak = dict(found.tuples().all())
    divided = next(home.id for home in homes if home.kommune == DIVIDED)
    _name, _number, timer, _home, earlier = WHO[who]
    place = (PLACES[earlier], "Utsira") if who == "foreign" else (PLACES[earlier],)
    known = (person.fornavn, person.etternavn, str(person.duf))
    rows = {"tiltak_id": tiltak, "bosted_id": {"": divided}, "hentet_id": {"": brought_in(house, person)}}
    return Someone(person.id, known, (*place, str(person.regnr)), (timer,), rows)


def actors_of(house: House) -> list[Actor]:
    """Nobody, each role of the registry in a unit of its own kind, and users with several roles."""
    roles = house.plugins.registry.roles
    if unknown := sorted(set(roles) - set(expected.MAY)):
        raise AssertionError(f"roles that expected.MAY lacks: {unknown}. Read the contract, and add what each may.")
    single = [Actor(key, ((key, HOME.get(role.unit_kind, HOME["kommune"])),)) for key, role in sorted(roles.items())]
    kommune, mottak = HOME["kommune"], HOME["mottak"]
    nir = (("kommune_introbruker", kommune), ("kommune_norskbruker", kommune), ("kommune_administrativ", kommune))
    return [
        Actor("nobody", ()),
        *single,
        Actor("nir", nir),
        Actor("nir, holder", (*nir, ("skjermede_personer", kommune))),
        Actor("nir, opened", (*nir, ("skjermede_personer", kommune)), opened=True),
        Actor("mottak, opened", (("mottaksansatt", mottak), ("skjermede_personer", mottak)), opened=True),
        Actor("leader of a mottak", (("mottaksadministrator", mottak), ("mottaksansatt", mottak))),
        Actor("imdi, opened", (("imdi_saksbehandler", "imdi"), ("skjermede_personer", "imdi")), opened=True),
        Actor("two kommuner", (("kommune_introbruker", kommune), ("bosetting_les", OTHER))),
        Actor("the right elsewhere", (("kommune_introbruker", kommune), ("skjermede_personer", "kommune:0301"))),
    ]


def of_each_scope(actors: list[Actor]) -> list[Actor]:
    """Of actors whom a database cannot tell apart, by their units and what they have opened, the one who may most."""
    widest: dict[Any, Actor] = {}
    for actor in sorted(actors, key=lambda one: sum(len(expected.MAY[role]) for role, _unit in one.roles)):
        holder = any(role == "skjermede_personer" for role, _unit in actor.roles)
        widest[frozenset(unit for _role, unit in actor.roles), holder, actor.opened] = actor
    return [actor for actor in actors if actor in widest.values()]


def with_user(house: House, actor: Actor) -> Actor:
    """The actor with a user that has her roles."""
    if not actor.roles:
        return actor
    make, name = MakeUser(house), "bruker-" + re.sub("[^a-z]", "-", actor.title)
    for role, unit in actor.roles:
        make(role, unit, name=name)
    return Actor(actor.title, actor.roles, actor.opened, name)


def open_for(house: House, actor: Actor, shielded: uuid.UUID) -> None:
    """An actor who has opened the shielded person does so."""
    if actor.opened:
        with house.session(write=True) as session, system_scope(session, "test"):
            open_shielded(session, find_user(session, actor.user).id, shielded, TODAY, "42")
            session.commit()


def client_of(world: World, actor: Actor) -> Client:
    """A browser where the actor has signed in."""
    client = Client(world.app)
    return client.as_user(actor.user) if actor.user else client


@contextmanager
def own_world(folder: Path, prepare: Any = None) -> Iterator[World]:
    """A world on a database of its own, for a command; `prepare(app)` plants a fault before the first request."""
    url = f"sqlite:///{folder / 'matrix.sqlite'}"
    with quick_hashes():
        upgrade(app_on(url, BUNDLED).extensions["fotfeste"])
        app = app_on(url, BUNDLED)
        if prepare:
            prepare(app)
        yield build(app, folder)
