"""The app as people meet it: its own database, a real server on this machine, and persons to look for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from waitress.server import create_server

from core import create_app
from core.access.scope import system_scope
from core.demo.base import prepare
from core.house import House
from core.persons.identifiers import duf_control
from core.persons.models import Person
from core.testing import settings_for
from core.testing.people import MakePerson

GUIDE = "209900000103"
ORDNING = "kvalifisering_i_mottak"
OTHERS = 60
"""Persons of the demonstration who live beside ours."""


@dataclass(frozen=True)
class Live:
    """A running server: its address without a slash at the end, its house, and how to make persons in it."""

    address: str
    house: House
    make_person: MakePerson


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Live]:
    """Serves a demonstration (all its users, password `demo`) from a database in the folder until the end."""
    app = create_app(settings_for(f"sqlite:///{folder / 'e2e.sqlite'}"))
    house: House = app.extensions["fotfeste"]
    prepare(house, persons=OTHERS, seed=1)
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Live(f"http://127.0.0.1:{server.effective_port}", house, MakePerson(house, folder))
    finally:
        server.close()
        thread.join(5)


def duf(number: int) -> str:
    """A DUF of a year that never comes, with the right control."""
    ten = f"2098{number:06d}"
    return ten + duf_control(ten)


def like_the_guides(live: Live, number: int, **more: Any) -> Person:
    """A person with the life and the three tiltak of the guide to NIR; the number gives her DUF and her name."""
    line = {"duf": duf(number), "fornavn": "Veiledning", "etternavn": f"Nummer {number}", "tiltak": TILTAK}
    return live.make_person(**{**line, **more})


def the_guides(live: Live) -> Person:
    """The person of the guide to NIR herself, as the demonstration has her."""
    with live.house.session() as session, system_scope(session, "test"):
        return session.scalars(select(Person).where(Person.duf == GUIDE)).one()


def tiltak(gruppe: str, type: str, fra: str, til: str, timer: float, **more: Any) -> dict[str, Any]:
    """A tiltak as the import format has it."""
    days = {"fra": fra, "til": til}
    return {"ordning": ORDNING, "gruppe": gruppe, "type": type, **days, "timer_per_uke": timer, **more}


LIVSMESTRING = "Livsmestring og foreldreveiledning"
TILTAK = [
    tiltak("Opplæring i norsk og samfunnskunnskap", "Norskopplæring", "2021-04-02", "2021-04-30", 25),
    tiltak("Arbeidsrettede tiltak", "Jobbsøkerkurs", "2021-04-29", "2021-04-30", 3),
    tiltak(LIVSMESTRING, "Foreldreveiledning", "2021-04-30", "2021-04-30", 4, gjennomforing="gjennomfort"),
]
"""The guide's three."""
