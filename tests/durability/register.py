"""A register to try durability on: users and persons of one kommune, and what stands in it afterwards."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, create_engine, make_url, select
from sqlalchemy.orm import Session

from core import create_app
from core.access.models import FormKey
from core.config import Settings
from core.db import Base, make_engine
from core.events.models import Event, EventText
from core.events.verify import verify
from core.migrate import upgrade
from core.testing.people import MakePerson, MakeUser
from core.testing.quick import quick_hashes
from tests.durability.served import SECRET

ORDNING = "kvalifisering_i_mottak"
FIRST = date(2021, 2, 1)
HOURS = 119
"""How many different hours a week a form takes: 0.5 to 60, in halves."""
TILTAK = {
    "ordning": ORDNING,
    "gruppe": "norsk_og_samfunnskunnskap",
    "type": "norskopplaering",
    "fra": "2021-01-10",
    "til": "2021-01-20",
    "timer_per_uke": 1,
}


@dataclass(frozen=True)
class Place:
    """Where one caseworker works: her name, a person of hers, and the person's one tiltak."""

    user: str
    person: uuid.UUID
    tiltak: uuid.UUID

    @property
    def adding(self) -> str:
        """The form for a new tiltak."""
        return f"/personer/{self.person}/nir/{ORDNING}/legg-til/"

    @property
    def editing(self) -> str:
        """The form for the one there is."""
        return f"/personer/{self.person}/nir/{ORDNING}/tiltak/{self.tiltak}/rediger/"


def settle(url: str, folder: Path, number: int) -> list[Place]:
    """Migrates an empty database, and makes so many caseworkers, each with a person."""
    house = create_app(Settings(url, SECRET)).extensions["fotfeste"]
    upgrade(house)
    make_user, make_person = MakeUser(house), MakePerson(house, folder)
    with quick_hashes():
        users = [make_user("kommune_introbruker", "kommune:4204") for _number in range(number)]
    persons = [make_person(tiltak=[TILTAK]).id for _number in range(number)]
    house.engine.dispose()
    ids = _ids(url)
    return [Place(user, person, ids[person]) for user, person in zip(users, persons, strict=True)]


def _ids(url: str) -> dict[uuid.UUID, uuid.UUID]:
    """The tiltak of each person."""
    table, engine = _tiltak(), engine_on(url)
    try:
        with engine.connect() as connection:
            return dict(connection.execute(select(table.c.person_id, table.c.id)).tuples().all())
    finally:
        engine.dispose()


def engine_on(url: str) -> Engine:
    """An engine that sees every row: on PostgreSQL it tells the policies that it is the system."""
    if url.startswith("sqlite"):
        return make_engine(url)
    told = {"options": "-c fotfeste.system=durability"}
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"), connect_args=told)


def new_tiltak(number: int) -> dict[str, str]:
    """What is typed of a tiltak; each number has its own day and hours."""
    day = f"{FIRST + timedelta(days=number // HOURS):%d.%m.%Y}"
    kind = {"gruppe": str(TILTAK["gruppe"]), "type": str(TILTAK["type"])}
    return {**kind, "fra": day, "til": day, "timer_per_uke": hours(number)}


def hours(number: int) -> str:
    """Hours a week as typed; those of a number and the next differ."""
    return f"{0.5 + number % HOURS / 2:g}".replace(".", ",")


@dataclass
class Promised:
    """What the server has said is stored: tiltak of each person by day and hours, and versions of the edited ones."""

    added: Counter[tuple[uuid.UUID, str, str]] = field(default_factory=Counter)
    versions: dict[uuid.UUID, int] = field(default_factory=dict)

    def copy(self) -> Promised:
        """As it is now, for later."""
        return Promised(self.added.copy(), dict(self.versions))

    def __len__(self) -> int:
        """How many changes."""
        return self.added.total() + sum(version - 1 for version in self.versions.values())


@dataclass(frozen=True)
class Found:
    """What a database lacks: promised changes, halves (a change without its event, an event without its change)."""

    lost: int
    torn: int
    chain: str


def compare(url: str, promised: Promised) -> Found:
    """Reads the whole register, and its chain, and compares it with what was promised."""
    engine = engine_on(url)
    try:
        rows, edits, versions = _rows(engine)
        told, told_edits, keys = _events(engine)
        with Session(engine) as session:
            verdict = verify(session)
    finally:
        engine.dispose()
    lost = (promised.added - rows).total()
    lost += sum(max(0, version - versions.get(tiltak, 0)) for tiltak, version in promised.versions.items())
    torn = (rows - told).total() + (told - rows).total() + abs(edits - told_edits)
    torn += abs(keys - rows.total() - edits)
    return Found(lost, torn, f"brutt ved {verdict.broken_at}: {verdict.why}" if verdict.broken_at else "")


def _rows(engine: Engine) -> tuple[Counter[Any], int, dict[uuid.UUID, int]]:
    table = _tiltak()
    with engine.connect() as connection:
        rows = connection.execute(select(table)).mappings().all()
    made = Counter(_marker(row) for row in rows if row["importert"] is None)
    return made, sum(row["versjon"] - 1 for row in rows), {row["id"]: row["versjon"] for row in rows}


def _marker(row: Any) -> tuple[uuid.UUID, str, str]:
    return row["person_id"], f"{row['fra']:%d.%m.%Y}", f"{float(row['timer_per_uke']):g}".replace(".", ",")


def _events(engine: Engine) -> tuple[Counter[Any], int, int]:
    with Session(engine) as session:
        statement = select(Event.person_id, Event.type, EventText.data).join(EventText, EventText.event_id == Event.id)
        lines = session.execute(statement.where(Event.type.like("nir_tiltak_%"))).tuples().all()
        keys = len(session.scalars(select(FormKey.key)).all())
    made = Counter(
        (person, data["etter"]["Fra dato"], data["etter"]["Timer per uke"])
        for person, type, data in lines
        if type == "nir_tiltak_lagt_til"
    )
    return made, sum(type == "nir_tiltak_endret" for _person, type, _data in lines), keys


def _tiltak() -> Table:
    return Base.metadata.tables["nir_tiltak_tiltak"]


def added(url: str, person: uuid.UUID) -> int:
    """How many tiltak have been made by hand for a person."""
    engine = engine_on(url)
    try:
        return sum(many for (who, _day, _hours), many in _rows(engine)[0].items() if who == person)
    finally:
        engine.dispose()


def wordings(url: str) -> set[tuple[str, str]]:
    """Last day and hours of every edit in the event log, as it was before or after it."""
    engine = engine_on(url)
    try:
        with Session(engine) as session:
            statement = select(EventText.data).join(Event, Event.id == EventText.event_id)
            lines = session.scalars(statement.where(Event.type == "nir_tiltak_endret").order_by(Event.id)).all()
    finally:
        engine.dispose()
    stands = {"Til dato": "20.01.2021", "Timer per uke": "1"}  # as TILTAK
    found = set()
    for data in lines:
        stands |= {name: data["etter"][name] for name in stands if name in data["etter"]}
        found.add((stands["Til dato"], stands["Timer per uke"]))
    return found
