"""The measurements of docs/performance.md, made on a database of their own."""

from __future__ import annotations

import gzip
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import create_app
from core.access.changes import add_user, give_role
from core.access.models import Reach
from core.access.scope import system_scope
from core.access.signin import start_session
from core.bench.generate import write_persons
from core.config import Settings
from core.house import House
from core.migrate import upgrade
from core.statements import counted
from core.web.assets import STATIC, asset

SECRET = "for measuring only, never for serving anyone"  # noqa: S105
WARM, TIMES = 10, 100
KOMMUNE = "kommune:4204"
ORDNING = "kvalifisering_i_mottak"


@dataclass(frozen=True)
class Figure:
    """A measured job: server time in ms (median and 95th of 100), CPU in ms, and how many statements it takes."""

    job: str
    median: float
    p95: float
    cpu: float
    statements: int


@dataclass(frozen=True)
class ImportFigure:
    """How an import went: persons, seconds, and the most memory its process had, in MB."""

    persons: int
    seconds: float
    megabytes: float


def prepare(folder: Path, persons: int, tiltak: int) -> tuple[Settings, ImportFigure]:
    """Makes a database in the folder and reads persons into it in a process of its own, whose memory is measured."""
    settings = Settings(database_url=f"sqlite:///{folder / 'bench.sqlite'}", secret_key=SECRET, demo=True)
    upgrade(create_app(settings).extensions["fotfeste"])
    file = folder / "persons.jsonl"
    write_persons(file, persons, tiltak, 1)
    started = time.perf_counter()
    command = [sys.executable, "-m", "core.bench.import_alone", settings.database_url, str(file)]
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - started
    return settings, ImportFigure(persons, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def measure(settings: Settings) -> list[Figure]:
    """Server time of the pages of a person, asked for by a caseworker of her kommune."""
    app = create_app(settings)
    house: House = app.extensions["fotfeste"]
    client, person = _caseworker(app, house)
    base = f"/personer/{person}/nir/{ORDNING}/"
    months = client.get(base).text
    month = months.split('id="maned--')[1].split('"')[0]
    return [
        _figure(house, client, "Grunndata", f"/personer/{person}/"),
        _figure(house, client, "Ordningens side med alle måneder", base),
        _figure(house, client, "En måned foldes ut", f"{base}{month}/", f"maned--{month}"),
    ]


def _caseworker(app: Flask, house: House) -> tuple[FlaskClient, Any]:
    """A signed-in user of Kristiansand, and a person in a mottak there who has tiltak."""
    with house.session(write=True) as session, system_scope(session, "bench"):
        user = add_user(session, "bench", "Bench", "et langt passord")
        give_role(session, user, "kommune_introbruker", KOMMUNE)
        who = start_session(session, user)
        person = session.scalar(_someone())
        session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = who.get_id()
    return client, person


def _someone() -> Any:
    from core.ordninger.models import OrdningPeriode

    lives = select(Reach.person_id).where(Reach.unit_id == KOMMUNE, Reach.kind == "hel", Reach.til.is_(None))
    return select(OrdningPeriode.person_id).where(
        OrdningPeriode.ordning == ORDNING, OrdningPeriode.til.is_(None), OrdningPeriode.person_id.in_(lives)
    )


def _figure(house: House, client: FlaskClient, job: str, url: str, target: str = "") -> Figure:
    headers = {"HX-Request": "true", "HX-Target": target} if target else {}
    for _warm in range(WARM):
        answer = client.get(url, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{job} answered {answer.status_code}")
    with counted(house.engine) as statements:
        client.get(url, headers=headers)
    times, cpu = [], time.process_time()
    for _time in range(TIMES):
        started = time.perf_counter()
        client.get(url, headers=headers)
        times.append((time.perf_counter() - started) * 1000)
    spent = (time.process_time() - cpu) * 1000 / TIMES
    return Figure(job, statistics.median(times), sorted(times)[int(TIMES * 0.95)], spent, len(statements))


def first_load(settings: Settings) -> dict[str, int]:
    """Bytes of the first page one meets and of each file it asks for, packed as a browser takes them."""
    page = create_app(settings).test_client().get("/logg-inn").data
    files = {name: (STATIC / f"{asset(name)}.br").stat().st_size for name in ("app.css", "app.js", "start.js")}
    return {"side": len(gzip.compress(page, 5)), **files}
